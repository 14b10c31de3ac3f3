"""The follow-up lists: who is on them, and their files in a folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from checkin.domain.attendance import Attendance
from checkin.domain.errors import DeskError
from checkin.domain.follow_up import FollowUp, FollowUpList, follow_ups
from checkin.domain.online_names import Kind
from checkin.files import follow_up_files, writing
from checkin.files.follow_up_files import TITLES
from checkin.services.attendance import attendance
from checkin.storage.event_file import EventFile

KINDS = ("csv", "vcf")
"""The forms of a list: a table for mail merge, and cards for an address book."""


@dataclass(frozen=True, slots=True)
class FollowUps:
    """The lists of a session, and the attendance that they were made from at `now` (aware)."""

    attendance: Attendance
    lists: tuple[FollowUpList, ...]
    now: datetime

    @property
    def has_ended(self) -> bool:
        """Whether the session is over: before, nobody has been missed."""
        return self.attendance.has_ended(self.now)

    @property
    def may_have_been_online(self) -> int:
        """How many of those who are told that they were missed had said they would be online, where no report of the
        meeting was read that could tell.
        """
        return 0 if self.attendance.reports or not self.has_ended else self.attendance.awaited_online

    @property
    def undecided_online(self) -> int:
        """How many people online nobody has decided about."""
        return sum(not one.left and one.kind == Kind.PERSON for one in self.attendance.strangers)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What should be known before letters go out: plain English sentences for scripts."""
        found = []
        if not self.has_ended:
            found.append("The session has not ended: nobody has been missed yet.")
        if number := self.may_have_been_online:
            found.append(f"No report of the online meeting was read: {number} of those missed may have been online.")
        if number := self.undecided_online:
            found.append(f"Nobody has decided yet who {number} of the people online are.")
        return tuple(found)


def lists(event: EventFile, now: datetime, session_id: str | None = None, *, only_agreed: bool = False) -> FollowUps:
    """All follow-up lists of a session (its id or name; None: the first). Raises DeskError when there is none such."""
    found = attendance(event, session_id)
    return FollowUps(found, follow_ups(found, now, only_agreed=only_agreed), now)


def write(
    found: FollowUps,
    folder: Path,
    wanted: Collection[FollowUp] = tuple(FollowUp),
    kinds: Sequence[str] = KINDS,
    *,
    replace: bool = False,
) -> list[Path]:
    """Write the wanted lists into a folder, which is made where there is none; return the files in order.

    Raises `DeskError` where any of the files is there already (unless `replace`), and for what the disk refuses: then
    none of them is written.
    """
    chosen = [one for one in found.lists if one.which in wanted]
    files = follow_up_files.contents(chosen, found.attendance, found.now, kinds)
    there = already_there(folder, wanted, kinds)
    if there and not replace:
        raise DeskError(
            "In {folder} there are already {count} files of these names, such as {name}.",
            "Choose another folder, or have them replaced.",
            folder=folder,
            count=len(there),
            name=there[0].name,
        )
    if not folder.is_dir():
        writing.refuse(folder)
    writing.write_folder(folder, files.items())
    return [folder / name for name in files]


def already_there(folder: Path, wanted: Collection[FollowUp], kinds: Sequence[str]) -> list[Path]:
    """The files in a folder that `write` would replace. Raises `DeskError` when it cannot be looked into."""
    try:
        return [path for name in follow_up_files.names_of(wanted, kinds) if (path := folder / name).exists()]
    except OSError as error:
        raise writing.in_words(error, folder) from error


def account(found: FollowUps) -> dict[str, Any]:
    """The lists in figures, for scripts: of each one the rows, the people, and how many were left out for what."""
    return {
        "event": found.attendance.event_name,
        "session": found.attendance.session.name,
        "lists": {
            one.which.value: {
                "title": TITLES[one.which],
                "rows": len(one.letters),
                "people": len(one.people),
                "left_out": {why.value: number for why, number in Counter(left.why for left in one.left_out).items()},
            }
            for one in found.lists
        },
        "warnings": list(found.warnings),
    }
