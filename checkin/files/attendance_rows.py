"""The table of an attendance file: its columns and one row per person, once for the workbook, the CSV and the report.

The columns of the online meeting are there once a report of it was read. "Checked out at" is empty where the
session does not record who leaves, which the sheet About says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from checkin.domain.admission import Entry
from checkin.domain.attendance import Attendance, Presence
from checkin.domain.attendance_choice import WHOLE, Choice, without_address
from checkin.domain.guests import expected_guests
from checkin.domain.journal import Fact, Method
from checkin.domain.online_presence import Online
from checkin.domain.registrant import Answer, Details, Mode, Status
from checkin.files.cells import Cell, Column, cleaned, writable

IN_PERSON, ONLINE, BOTH, ABSENT, NOT_YET_HERE = "In person", "Online", "Both", "Absent", "Not yet here"

METHODS = {Method.SCAN: "code", Method.CAMERA: "camera", Method.SEARCH: "name search", Method.WALK_IN: "walk-in"}
_ANSWERS = {Answer.YES: "Yes", Answer.NO: "No", Answer.KNOW_MORE: "Wants to know more", Answer.NOT_SAID: ""}
_MODES = {Mode.ROOM: "In person", Mode.ONLINE: "Online", Mode.CANNOT_COME: "Cannot come", Mode.NOT_SAID: ""}
_STATUSES = {
    Status.CONFIRMED: "Confirmed",
    Status.PENDING: "Pending",
    Status.WAITLISTED: "Waitlisted",
    Status.CANCELLED: "Cancelled",
}

_AT_ONCE = 1000
"""People whose cells are made in one step. Of a large conference there are millions of cells: column by column most of
them are fetched and looked at without a call of Python for each."""


@dataclass(frozen=True, slots=True)
class Table:
    """Headings, all different, and the cells: blocks of as many columns, made one after the other, because those of a
    hundred thousand people are large.
    """

    headings: tuple[str, ...]
    blocks: Callable[[], Iterator[list[Column]]]

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """The same cells, one row a person."""
        for block in self.blocks():
            yield from zip(*block, strict=True)


@dataclass(frozen=True, slots=True)
class _Some:
    """Some people of an attendance, for whom a column is asked."""

    people: Sequence[Presence]
    details: Sequence[Details]
    attendance: Attendance
    now: datetime


_Make = Callable[[_Some], Column]


def _text(field: str) -> _Make:
    """A text of `Details` as it stands."""
    fetch = attrgetter(field)
    return lambda some: [*map(fetch, some.details)]


def _word(field: str, words: Mapping[Any, str]) -> _Make:
    """A value of `Details` as the word for it."""
    fetch = attrgetter(field)
    return lambda some: [words[value] for value in map(fetch, some.details)]


def _same(value: Callable[[Attendance], Cell]) -> _Make:
    """What is the same of everyone."""
    return lambda some: [value(some.attendance)] * len(some.people)


def _fetched(name: str) -> _Make:
    """A value of `Presence` as it stands."""
    fetch = attrgetter(name)
    return lambda some: [*map(fetch, some.people)]


def _each(of: Callable[[Presence], Cell]) -> _Make:
    return lambda some: [of(presence) for presence in some.people]


def _in_the_room(of: Callable[[Presence, Entry, Attendance], Cell]) -> _Make:
    """Of whoever has an entry; "" of the others."""
    return lambda some: [
        "" if (entry := presence.entry) is None else of(presence, entry, some.attendance) for presence in some.people
    ]


def _in_the_call(of: Callable[[Online, Attendance], Cell]) -> _Make:
    """Of whoever was online; "" of the others."""
    return lambda some: [
        "" if (online := presence.online) is None else of(online, some.attendance) for presence in some.people
    ]


def _registered(some: _Some) -> Column:
    return [registered_word(presence) for presence in some.people]


def _attended(some: _Some) -> Column:
    ended = some.attendance.has_ended(some.now)
    return [attendance_word(presence, ended=ended) for presence in some.people]


_GUESTS, _EXPECTED_GUESTS, _SLOT = "Guests who came along", "Guests expected", "Badge slot"

_COLUMNS: dict[str, _Make] = {
    "Session": _same(lambda attendance: attendance.session.name),
    "Session date": _same(lambda attendance: attendance.session.local(attendance.session.starts_at).date()),
    "Registration code": _fetched("registrant.own_code"),
    "Full name": _text("name"),
    "Given name": _text("given_name"),
    "Family name": _text("family_name"),
    "Organisation": _text("organisation"),
    "Role": _text("role"),
    "Country": _text("country"),
    "E-mail": _text("email"),
    "Phone": _text("phone"),
    "Category/ticket": _text("category"),
    _SLOT: _fetched("registrant.slot"),
    "Registered": _registered,
    "Registered at": _text("registered_at"),
    "Status": _word("status", _STATUSES),
    "Planned to attend": _word("mode", _MODES),
    "Attendance": _attended,
    "Checked in at": _in_the_room(lambda _presence, entry, attendance: _at(entry.at, attendance)),
    "Check-in method": _in_the_room(lambda presence, _entry, _attendance: method_word(presence)),
    "Checked in by": _in_the_room(lambda presence, entry, _attendance: _by(presence, entry)),
    "Checked out at": _in_the_room(lambda _presence, entry, attendance: _at(entry.left_at, attendance)),
    _EXPECTED_GUESTS: _each(lambda presence: expected_guests(presence.registrant.details)),
    _GUESTS: _in_the_room(lambda _presence, entry, _attendance: entry.guests),
    "Online first join": _in_the_call(lambda online, attendance: _at(online.joined, attendance)),
    "Online last leave": _in_the_call(lambda online, attendance: _at(online.left, attendance)),
    "Online minutes": _in_the_call(lambda online, _attendance: round(online.minutes)),
    "Times joined": _in_the_call(lambda online, _attendance: online.times),
    "Zoom name": _in_the_call(lambda online, _attendance: " / ".join(online.names)),
    "Matched by": _each(lambda presence: matched_by(presence)),  # noqa: PLW0108 - it stands below
    "Joining the coalition": _word("joining", _ANSWERS),
    "Consent to be listed": _word("listed", _ANSWERS),
    "Consent to be written to": _word("mailing", _ANSWERS),
    "Note": _fetched("note"),
}

_ONLINE = {"Online first join", "Online last leave", "Online minutes", "Times joined", "Zoom name", "Matched by"}
_CONTACTS = {"E-mail", "Phone"}


def headings(attendance: Attendance) -> tuple[str, ...]:
    """All columns that the file of this attendance can have, in order.

    After our columns come the list's own other columns, in the order in which they were first met. A column of the list
    whose heading is one of ours gets " (from the list)" behind it, so that no reader takes one for the other.
    """
    return _distinct([*_ours(attendance), *map(writable, _others(attendance))])


def table(attendance: Attendance, now: datetime, choice: Choice = WHOLE) -> Table:
    """Make one row per person of a session, in the order of the list, with the columns that are not left out.

    The list's own columns come unchanged. `now` (aware) decides whether someone who is not here is absent already.
    """
    ours, others = _ours(attendance), _others(attendance)
    titles = _distinct([*ours, *map(writable, others)])
    makers = [*ours.values(), *map(_from_the_list, others)]
    wanted = [(heading, make) for heading, make in zip(titles, makers, strict=True) if heading not in choice.left_out]

    def blocks() -> Iterator[list[Column]]:
        for start in range(0, len(attendance.presences), _AT_ONCE):
            people = attendance.presences[start : start + _AT_ONCE]
            some = _Some(people, [presence.registrant.details for presence in people], attendance, now)
            withheld = [place for place, details in enumerate(some.details) if choice.withholds(details)]
            yield [
                _withheld(cleaned(make(some)), withheld, is_contact=heading in _CONTACTS) for heading, make in wanted
            ]

    return Table(tuple(heading for heading, _ in wanted), blocks)


def _from_the_list(name: str) -> _Make:
    return lambda some: [details.other.get(name, "") for details in some.details]


def _withheld(column: Column, places: Sequence[int], *, is_contact: bool) -> Column:
    """The column without the contacts of the people at these places, wherever an address stands."""
    if not places:
        return column
    cells = [*column]
    for place in places:
        cell = cells[place]
        if isinstance(cell, str):
            cells[place] = "" if is_contact else without_address(cell)
    return cells


def _ours(attendance: Attendance) -> dict[str, _Make]:
    without = set() if attendance.reports else set(_ONLINE)
    if not attendance.figures.guests:
        without.add(_GUESTS)
    if not any(presence.registrant.details.guests for presence in attendance.presences):
        without.add(_EXPECTED_GUESTS)  # Then the list's own column for them says the same.
    if not any(presence.registrant.slot for presence in attendance.presences):
        without.add(_SLOT)
    return {heading: cell for heading, cell in _COLUMNS.items() if heading not in without}


def _others(attendance: Attendance) -> list[str]:
    return list(dict.fromkeys(name for presence in attendance.presences for name in presence.registrant.details.other))


def _distinct(names: list[str]) -> tuple[str, ...]:
    taken: dict[str, None] = {}
    seen: set[str] = set()
    for name in names:
        heading = name
        while heading.casefold() in seen:
            heading += " (from the list)"
        seen.add(heading.casefold())
        taken[heading] = None
    return tuple(taken)


def registered_word(presence: Presence) -> str:
    """Yes for the list, Walk-in for the door, New contact for somebody whom no list knew and who came online."""
    return "New contact" if presence.newcomer else "Walk-in" if presence.registrant.walk_in else "Yes"


def attendance_word(presence: Presence, *, ended: bool) -> str:
    """In person, Online, Both, Absent, or before the session has `ended` Not yet here. Whoever cancelled is Absent."""
    entry, online = presence.entry, presence.online
    if entry is not None:
        return IN_PERSON if online is None else BOTH
    if online is not None:
        return ONLINE
    return ABSENT if ended or presence.registrant.details.status is Status.CANCELLED else NOT_YET_HERE


_MATCHED = {"email": "e-mail", "email_and_name": "e-mail and name", "remembered": "e-mail, decided before"}


def matched_by(presence: Presence) -> str:
    """How the person was recognised online: by e-mail, by e-mail and name, or by whom; "–" where nothing was."""
    if presence.online is None:
        return "–"
    return "; ".join(dict.fromkeys(map(_match, presence.online.matches)))


def _match(fact: Fact) -> str:
    who = fact.operator or fact.station
    how = "name, confirmed by {who}" if fact.reason == "confirmed" else "new contact, added by {who}"
    return _MATCHED.get(fact.reason) or how.format(who=who)


def _at(instant: datetime | None, attendance: Attendance) -> datetime | str:
    return "" if instant is None else attendance.session.local(instant).replace(microsecond=0)


def method_word(presence: Presence) -> str:
    """How the desk came to the person: code, name search, walk-in; "" for someone who is not here."""
    return METHODS[presence.method] if presence.entry is not None and presence.method is not None else ""


def checked_in_at(presence: Presence, attendance: Attendance) -> datetime | str:
    """Say when the check-in that stands was made: on the session's clock, to the whole second; "" for none."""
    return "" if presence.entry is None else _at(presence.entry.at, attendance)


def _by(presence: Presence, entry: Entry) -> str:
    return ", ".join(part for part in (entry.station, presence.operator) if part)
