"""The table of an attendance file: its columns and one row per person, once for the workbook, the CSV and the report.

The layout has room for more than can be said today. Not among the columns are those of online attendance, the time of
leaving and notes: nothing records them yet, and an empty cell would read as "was not online", "never left".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from checkin.domain.attendance import Attendance, Presence
from checkin.domain.journal import Method
from checkin.domain.registrant import Answer, Details, Mode, Status

Cell = str | date | datetime
"""Text, a day, or an aware instant in the session's zone to the whole second; "" for nothing."""

IN_PERSON, ABSENT, NOT_YET_HERE = "In person", "Absent", "Not yet here"

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
    """Headings, all different, and rows of as many cells."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def _text(of: Callable[[Details], str]) -> Callable[[Presence, Attendance, datetime], Cell]:
    return lambda presence, _attendance, _now: writable(of(presence.registrant.details))


_COLUMNS: dict[str, Callable[[Presence, Attendance, datetime], Cell]] = {
    "Session": lambda _presence, attendance, _now: writable(attendance.session.name),
    "Session date": lambda _presence, attendance, _now: attendance.session.local(attendance.session.starts_at).date(),
    "Registration code": lambda presence, _attendance, _now: writable(presence.registrant.own_code),
    "Full name": _text(lambda details: details.name),
    "Given name": _text(lambda details: details.given_name),
    "Family name": _text(lambda details: details.family_name),
    "Organisation": _text(lambda details: details.organisation),
    "Role": _text(lambda details: details.role),
    "Country": _text(lambda details: details.country),
    "E-mail": _text(lambda details: details.email),
    "Phone": _text(lambda details: details.phone),
    "Category/ticket": _text(lambda details: details.category),
    "Registered": lambda presence, _attendance, _now: "Walk-in" if presence.registrant.walk_in else "Yes",
    "Registered at": _text(lambda details: details.registered_at),
    "Status": _text(lambda details: _STATUSES[details.status]),
    "Planned to attend": _text(lambda details: _MODES[details.mode]),
    "Attendance": lambda presence, attendance, now: attendance_word(presence, ended=attendance.has_ended(now)),
    "Checked in at": lambda presence, attendance, _now: checked_in_at(presence, attendance),
    "Check-in method": lambda presence, _attendance, _now: method_word(presence),
    "Checked in by": lambda presence, _attendance, _now: writable(_by(presence)),
    "Joining the coalition": _text(lambda details: _ANSWERS[details.joining]),
    "Consent to be listed": _text(lambda details: _ANSWERS[details.listed]),
}


def table(attendance: Attendance, now: datetime) -> Table:
    """Make one row per person of a session, in the order of the list.

    After our columns come the list's own other columns, unchanged, in the order in which they were first met. `now`
    (aware) decides whether someone who is not here is absent already. A column of the list whose heading is one of
    ours gets " (from the list)" behind it, so that no reader takes one for the other.
    """
    others = list(
        dict.fromkeys(name for presence in attendance.presences for name in presence.registrant.details.other)
    )
    rows = tuple(
        (
            *(cell(presence, attendance, now) for cell in _COLUMNS.values()),
            *(writable(presence.registrant.details.other.get(name, "")) for name in others),
        )
        for presence in attendance.presences
    )
    return Table(_distinct([*_COLUMNS, *map(writable, others)]), rows)


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


def attendance_word(presence: Presence, *, ended: bool) -> str:
    """In person, Absent, or before the session has `ended` Not yet here. Whoever cancelled is not awaited: Absent."""
    if presence.entry is not None:
        return IN_PERSON
    return ABSENT if ended or presence.registrant.details.status is Status.CANCELLED else NOT_YET_HERE


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
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
