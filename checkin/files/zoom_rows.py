"""One row of a Zoom report as a connection, or the doubt about it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from checkin.domain.names import clean
from checkin.domain.online_report import OnlineRow, Part, RowDoubt
from checkin.domain.same_person import address
from checkin.domain.session import Session
from checkin.files.zoom_times import DateOrder, instant_of
from checkin.files.zoom_words import HOST_MARKS, YES

_ADDRESS = re.compile(r"[^\s@(<]+@[^\s@)>]+")
_MARK = re.compile(r"[(（]([^()（）]*)[)）]\s*$")
_NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{1,4})?")
_DASHES = frozenset({"-", "--"})
_NOTHING = _DASHES | {"", "n/a"}


def hosts_of(head: Mapping[str, str]) -> frozenset[str]:
    """The addresses of the meeting's host that the head of a report names, casefolded."""
    texts = (head.get("email", ""), head.get("host", ""))
    return frozenset(found[0].casefold() for text in texts if (found := _ADDRESS.search(text)))


class RowReader:
    """Reads the rows of one file, and gathers the doubts about them in `doubts`, and in `stray` the instants (aware
    UTC) of those whose times tell no connection: at least the day of the meeting.
    """

    def __init__(self, hosts: frozenset[str], meeting: str, session: Session, order: DateOrder) -> None:
        self.doubts: list[RowDoubt] = []
        self.stray: list[datetime] = []
        self._hosts = hosts
        self._meeting = meeting
        self._session = session
        self._order = order

    def row(self, number: int, cells: Mapping[str, str], part: Part) -> OnlineRow | None:
        """The connection that a row tells of; None where nobody was there, or nothing says who.

        Such a row is a doubt, but for a registrant of a webinar who did not come.
        """
        attended = cells.get("attended", "")
        if _plain(attended) not in YES and _was_not_there(attended, cells):
            return None
        name, email = clean(cells.get("name", "")), address(cells.get("email", ""))
        registered = clean(f"{cells.get('given', '')} {cells.get('family', '')}")
        name = name or registered or email
        if not name:
            self._doubt(number, "Left out: it has neither a name nor an address.")
            return None
        made = OnlineRow(
            number,
            name,
            email,
            minutes=_minutes(cells.get("minutes", "")),
            waiting=_plain(cells.get("waiting", "")) in YES,
            part=Part.HOST if self._is_host(name, email) else part,
            registered_name=registered,
            meeting=self._meeting,
        )
        return self._with_times(made, cells)

    def _is_host(self, name: str, email: str) -> bool:
        mark = _MARK.search(name)
        says = mark is not None and bool(HOST_MARKS & set(re.split(r"[\s,;/]+", mark[1].casefold())))
        return says or email in self._hosts

    def _with_times(self, row: OnlineRow, cells: Mapping[str, str]) -> OnlineRow:
        texts = [cells.get(name, "") for name in ("joined", "left")]
        joined, left = (instant_of(text, self._order, self._session) for text in texts)
        if joined is None or left is None or left < joined:
            self.stray += [instant for instant in (joined, left) if instant is not None]
        for text, instant in zip(texts, (joined, left), strict=True):
            if instant is None and text not in _NOTHING:
                self._doubt(row.number, f"The time {text} cannot be read; only the minutes count.")
                return row
        if joined is None or left is None:
            if "joined" in cells:
                self._doubt(row.number, "A time is missing; only the minutes count.")
            return row
        if left < joined:
            self._doubt(row.number, "Left before joining; the row adds no time.")
            return replace(row, minutes=None)
        return replace(row, joined=joined, left=left)

    def _doubt(self, number: int, why: str) -> None:
        self.doubts.append(RowDoubt(number, why))


def _was_not_there(attended: str, cells: Mapping[str, str]) -> bool:
    """Whether a row is a registrant's who did not come: it says so, or has dashes for its times and minutes, also in a
    language whose word for "attended" is not known.
    """
    times = [cells.get(name, "") for name in ("joined", "left", "minutes")]
    return (attended not in _NOTHING and times[0] in _NOTHING) or all(text in _DASHES for text in times)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _minutes(text: str) -> float | None:
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None
