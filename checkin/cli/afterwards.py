"""The commands for after the session: who was online, what goes into the attendance file, and whom to write to."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import asdict
from pathlib import Path

from checkin.cli.terminal import now, place_in, say
from checkin.domain.attendance import Attendance
from checkin.domain.attendance_choice import Choice, Pages
from checkin.domain.errors import DeskError
from checkin.domain.follow_up import FollowUp
from checkin.files.attendance_rows import headings
from checkin.files.zoom_times import DateOrder
from checkin.services import attendance, erase, online
from checkin.services import follow_up as letters
from checkin.services.closing import exported
from checkin.services.online_account import account
from checkin.storage.event_file import open_event
from checkin.with_qt import imported

_MOST_ROWS = 20
"""Doubtful rows of a report that a terminal still shows beside the answer."""


def ask_for_dates(report: argparse.ArgumentParser) -> None:
    """Add in which order the dates of a report are written."""
    report.add_argument(
        "--dates", choices=[order.value for order in DateOrder], help="where the dates can be read twice"
    )


def load_online(asked: argparse.Namespace) -> int:
    """`checkin online`: load reports of the meeting, and say who is recognised and who needs a person."""
    order = DateOrder(asked.dates) if asked.dates else None
    with closing(open_event(asked.event)) as event:
        place = place_in(event, asked.session)
        reports = online.read(asked.reports, place.session, order)
        loaded = online.load(event, reports, place, now())
        review = online.review(event, place.session)
    answer = account(review) | {"added": loaded.added, "known": loaded.known, "warnings": loaded.warnings}
    for warning in () if asked.json else (*loaded.warnings, *_of_the_files(loaded, review)):
        print(warning, file=sys.stderr)  # noqa: T201
    matched, open_ones = sum(item.registrant_id is not None for item in review.items), len(review.open)
    say(answer, f"{len(review.items)} online: {matched} recognised, {open_ones} to decide.", as_json=asked.json)
    return 0


def _of_the_files(loaded: online.Loaded, review: online.Review) -> Iterator[str]:
    """Which files changed nothing, and which rows of the others are not read, or not wholly."""
    for file in loaded.known:
        yield f"{file} was loaded before: it changes nothing."
    for report in review.reports:
        doubts = report.doubts if report.file in loaded.added else ()
        for doubt in doubts[:_MOST_ROWS]:
            yield f"{report.file}, row {doubt.row}: {doubt.why}"
        if len(doubts) > _MOST_ROWS:
            yield f"{report.file}: {len(doubts) - _MOST_ROWS} more rows like these; --json has all of them."


def ask_for_choice(export: argparse.ArgumentParser) -> None:
    """The words of `checkin export` that say what goes into the file; without them it is as kept in the event."""
    export.add_argument("--leave-out", action="append", metavar="COLUMN", help="a column that is not wanted")
    export.add_argument("--all-columns", action="store_true", help="whatever the event's own choice leaves out")
    export.add_argument("--only-agreed", action="store_true", help="contacts only of who agreed to be written to")
    export.add_argument("--pages", choices=[pages.value for pages in Pages], help="what follows the figures in a PDF")
    export.add_argument("--replace", action="store_true", help="write over a file that is there")


def chosen(asked: argparse.Namespace, kept: Choice, found: Attendance) -> Choice:
    """What goes into the file. Raises DeskError for a column that the attendance does not have."""
    columns, unwanted = headings(found), frozenset(asked.leave_out or ())
    if unknown := sorted(unwanted.difference(columns)):
        raise DeskError(
            "There is no column {name}.", "Choose from: {names}.", name=unknown[0], names=", ".join(columns)
        )
    return Choice(
        unwanted if unwanted or asked.all_columns else kept.left_out,
        asked.only_agreed or kept.only_agreed,
        Pages(asked.pages) if asked.pages else kept.pages,
    )


def export(asked: argparse.Namespace) -> int:
    """`checkin export`: the attendance file, as a table or as a PDF. Only the PDF waits for Qt."""
    with closing(open_event(asked.event)) as event:
        found = attendance.attendance(event, asked.session)
        choice = chosen(asked, attendance.choice_of(event), found)
        matrix = attendance.in_a_row(event) if asked.out.suffix.lower() == ".xlsx" else None
        place = place_in(event, asked.session)
    if asked.out.suffix.lower() == ".pdf":
        imported("checkin.cli.painted").report(found, asked.out, choice, replace=asked.replace)
        answer = {**attendance.reconciliation(found), "file": str(asked.out)}
    else:
        answer = attendance.export_table(found, asked.out, now(), choice=choice, replace=asked.replace, matrix=matrix)
    with closing(open_event(asked.event)) as event, suppress(DeskError):  # From a read-only file it was written too.
        exported(event, asked.out, place, now())
    words = found.figures.in_words(ended=found.has_ended(now()))
    say(answer, f"{asked.out}: {words}", as_json=asked.json)
    return 0 if found.adds_up else 1


def ask_for_lists(letters: argparse.ArgumentParser) -> None:
    """The words of `checkin followup`: the folder, and what is written into it."""
    letters.add_argument("folder", type=Path, metavar="DIR")
    letters.add_argument("--list", action="append", choices=[which.value for which in FollowUp], help="only this one")
    letters.add_argument("--only-agreed", action="store_true", help="nobody who has not said yes to being written to")
    letters.add_argument("--replace", action="store_true", help="write over the files of the last time")


def follow_up(asked: argparse.Namespace) -> int:
    """`checkin followup`: write the lists for the follow-up into a folder."""
    wanted = tuple(map(FollowUp, asked.list)) if asked.list else tuple(FollowUp)
    with closing(open_event(asked.event)) as event:
        found = letters.lists(event, now(), asked.session, only_agreed=asked.only_agreed)
    files = letters.write(found, asked.folder, wanted, replace=asked.replace)
    answer = letters.account(found)
    answer["lists"] = {which: figures for which, figures in answer["lists"].items() if which in wanted}
    for warning in () if asked.json else found.warnings:
        print(warning, file=sys.stderr)  # noqa: T201
    counts = ", ".join(f"{figures['title']} {figures['rows']}" for figures in answer["lists"].values())
    say(answer | {"files": list(map(str, files))}, f"{asked.folder}: {counts}.", as_json=asked.json)
    return 0


def whom_to_erase(deed: argparse.ArgumentParser) -> None:
    """The words of `erase`."""
    deed.add_argument("person", nargs="?", metavar="PERSON", help="an id, a code, an e-mail address or the whole name")
    deed.add_argument("--all", action="store_true", help="everybody of the event")


def erase_people(asked: argparse.Namespace) -> int:
    """`checkin erase`: one person, or everybody of an event that is over."""
    if asked.all == bool(asked.person):
        raise DeskError("It is not clear whom to erase.", "Name one person, or give --all.")
    with closing(open_event(asked.event)) as event:
        place = place_in(event)
        if asked.all:
            done = erase.erase_everybody(event, place, now())
        else:
            done = erase.erase_person(event, erase.find(event, asked.person), place, now())
    answer = asdict(done) | {"out_of_reach": erase.OUT_OF_REACH}
    sentence = f"Erased: people {done.people}, codes {done.codes}, connections {done.connections}. The counts stay."
    if not done.clean:
        sentence += " Another program is using the event: close it and open the event once, to clean its free pages."
    say(answer, f"{sentence}\nNot in reach of this program: {'; '.join(erase.OUT_OF_REACH)}.", as_json=asked.json)
    return 0
