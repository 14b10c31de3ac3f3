"""The table of an attendance file: its columns and one row per person, once for the workbook, the CSV and the report.

The columns of the online meeting are there once a report of it was read. "Checked out at" is empty where the
session does not record who leaves, which the sheet About says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import groupby
from operator import attrgetter

from checkin.domain.attendance import Attendance, Presence
from checkin.domain.attendance_choice import WHOLE, Choice, without_address
from checkin.domain.journal import Fact, Method
from checkin.domain.registrant import Answer, Details, Mode, Status

Cell = str | int | date | datetime
"""Text, minutes, a day, or an aware instant in the session's zone to the whole second; "" for nothing."""

IN_PERSON, ONLINE, BOTH, ABSENT, NOT_YET_HERE = "In person", "Online", "Both", "Absent", "Not yet here"

METHODS = {Method.SCAN: "code", Method.SEARCH: "name search", Method.WALK_IN: "walk-in"}
_ANSWERS = {Answer.YES: "Yes", Answer.NO: "No", Answer.KNOW_MORE: "Wants to know more", Answer.NOT_SAID: ""}
_MODES = {Mode.ROOM: "In person", Mode.ONLINE: "Online", Mode.CANNOT_COME: "Cannot come", Mode.NOT_SAID: ""}
_STATUSES = {
    Status.CONFIRMED: "Confirmed",
    Status.PENDING: "Pending",
    Status.WAITLISTED: "Waitlisted",
    Status.CANCELLED: "Cancelled",
}

# XML cannot hold these, and no reader shows them; line breaks and tabs of an answer stay. Half a surrogate pair
# cannot be written in UTF-8 at all.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Table:
    """Headings, all different, and rows of as many cells, made one by one: a hundred thousand of them are large."""

    headings: tuple[str, ...]
    rows: Callable[[], Iterator[tuple[Cell, ...]]]


def _text(of: Callable[[Details], str]) -> Callable[[Presence, Attendance, datetime], Cell]:
    return lambda presence, _attendance, _now: writable(of(presence.registrant.details))


_Column = Callable[[Presence, Attendance, datetime], Cell]


@dataclass(frozen=True, slots=True)
class _Text:
    """A column that is a text of `Details` as it stands."""

    field: str

    def __call__(self, presence: Presence, _attendance: Attendance, _now: datetime) -> str:
        return writable(getattr(presence.registrant.details, self.field))


@dataclass(frozen=True, slots=True)
class _OfSession:
    """A column that says the same of everyone."""

    value: Callable[[Attendance], Cell]

    def __call__(self, _presence: Presence, attendance: Attendance, _now: datetime) -> Cell:
        return self.value(attendance)


_GUESTS = "Guests who came along"

_COLUMNS: dict[str, _Column] = {
    "Session": _OfSession(lambda attendance: writable(attendance.session.name)),
    "Session date": _OfSession(lambda attendance: attendance.session.local(attendance.session.starts_at).date()),
    "Registration code": lambda presence, _attendance, _now: writable(presence.registrant.own_code),
    "Full name": _Text("name"),
    "Given name": _Text("given_name"),
    "Family name": _Text("family_name"),
    "Organisation": _Text("organisation"),
    "Role": _Text("role"),
    "Country": _Text("country"),
    "E-mail": _Text("email"),
    "Phone": _Text("phone"),
    "Category/ticket": _Text("category"),
    "Registered": lambda presence, _attendance, _now: registered_word(presence),
    "Registered at": _Text("registered_at"),
    "Status": _text(lambda details: _STATUSES[details.status]),
    "Planned to attend": _text(lambda details: _MODES[details.mode]),
    "Attendance": lambda presence, attendance, now: attendance_word(presence, ended=attendance.has_ended(now)),
    "Checked in at": lambda presence, attendance, _now: checked_in_at(presence, attendance),
    "Check-in method": lambda presence, _attendance, _now: method_word(presence),
    "Checked in by": lambda presence, _attendance, _now: writable(_by(presence)),
    "Checked out at": lambda presence, attendance, _now: _at(
        presence.entry.left_at if presence.entry else None, attendance
    ),
    _GUESTS: lambda presence, _attendance, _now: presence.entry.guests if presence.entry else "",
    "Online first join": lambda presence, attendance, _now: _at(
        presence.online.joined if presence.online else None, attendance
    ),
    "Online last leave": lambda presence, attendance, _now: _at(
        presence.online.left if presence.online else None, attendance
    ),
    "Online minutes": lambda presence, _attendance, _now: round(presence.online.minutes) if presence.online else "",
    "Times joined": lambda presence, _attendance, _now: presence.online.times if presence.online else "",
    "Zoom name": lambda presence, _attendance, _now: (
        writable(" / ".join(presence.online.names)) if presence.online else ""
    ),
    "Matched by": lambda presence, _attendance, _now: writable(matched_by(presence)),
    "Joining the coalition": _text(lambda details: _ANSWERS[details.joining]),
    "Consent to be listed": _text(lambda details: _ANSWERS[details.listed]),
    "Consent to be written to": _text(lambda details: _ANSWERS[details.mailing]),
    "Note": lambda presence, _attendance, _now: writable(presence.note),
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
    wanted = {heading for heading in headings(attendance) if heading not in choice.left_out}
    titles = headings(attendance)
    cells = [(heading, _for_all(ours[heading], attendance)) for heading in titles[: len(ours)] if heading in wanted]
    kept = [name for name, heading in zip(others, titles[len(ours) :], strict=True) if heading in wanted]
    parts = _parts([cell for _, cell in cells])
    closed_cells = tuple(_nothing if heading in _CONTACTS else cell for heading, cell in cells)

    def rows() -> Iterator[tuple[Cell, ...]]:
        for presence in attendance.presences:
            other = presence.registrant.details.other
            if choice.withholds(presence.registrant.details):
                row = (*(cell(presence, attendance, now) for cell in closed_cells), *(other.get(at, "") for at in kept))
                yield tuple(without_address(writable(cell)) if isinstance(cell, str) else cell for cell in row)
            else:
                yield (
                    *[cell for part in parts for cell in part(presence, attendance, now)],
                    *[writable(other.get(name, "")) for name in kept],
                )

    return Table(tuple(heading for heading in titles if heading in wanted), rows)


def _for_all(column: _Column, attendance: Attendance) -> _Column:
    """The column, or where it says the same of everyone, what says it without asking again."""
    if not isinstance(column, _OfSession):
        return column
    value = column.value(attendance)
    return lambda _presence, _attendance, _now: value


def _parts(columns: Sequence[_Column]) -> list[Callable[[Presence, Attendance, datetime], Sequence[Cell]]]:
    """The columns in order; texts of `Details` that follow each other are fetched and looked at in one step, because
    of a large conference there are millions of them.
    """
    parts: list[Callable[[Presence, Attendance, datetime], Sequence[Cell]]] = []
    for are_texts, run in groupby(columns, lambda column: isinstance(column, _Text)):
        some = list(run)
        fields = [column.field for column in some if isinstance(column, _Text)]
        if are_texts and len(fields) > 1:
            parts.append(partial(_texts, attrgetter(*fields)))
        else:
            parts.append(partial(_one_by_one, some))
    return parts


def _texts(
    fetch: Callable[[Details], tuple[str, ...]], presence: Presence, _attendance: Attendance, _now: datetime
) -> Sequence[Cell]:
    texts = fetch(presence.registrant.details)
    return texts if "".join(texts).isprintable() else [*map(writable, texts)]


def _one_by_one(
    columns: Sequence[_Column], presence: Presence, attendance: Attendance, now: datetime
) -> Sequence[Cell]:
    return [column(presence, attendance, now) for column in columns]


def _nothing(_presence: Presence, _attendance: Attendance, _now: datetime) -> Cell:
    return ""


def _ours(attendance: Attendance) -> dict[str, _Column]:
    without = set() if attendance.reports else set(_ONLINE)
    if not attendance.figures.guests:
        without.add(_GUESTS)
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
    if presence.newcomer:
        return "New contact"
    return "Walk-in" if presence.registrant.walk_in else "Yes"


def attendance_word(presence: Presence, *, ended: bool) -> str:
    """In person, Online, Both, Absent, or before the session has `ended` Not yet here. Whoever cancelled is Absent."""
    if presence.attended:
        if presence.online is None:
            return IN_PERSON
        return ONLINE if presence.entry is None else BOTH
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
    if presence.entry is None:
        return ""
    return attendance.session.local(presence.entry.at).replace(microsecond=0)


def _by(presence: Presence) -> str:
    if presence.entry is None:
        return ""
    return ", ".join(part for part in (presence.entry.station, presence.operator) if part)


def writable(text: str) -> str:
    """Take out what a file of text or XML cannot hold, and write line breaks as one sign."""
    if text.isprintable():
        return text
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
