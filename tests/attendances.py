"""Attendances for the tests of what is exported: few people, every difficulty."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from checkin.domain.admission import Entry
from checkin.domain.attendance import Attendance, Presence, count
from checkin.domain.attendance_choice import WHOLE, Choice
from checkin.domain.journal import Method
from checkin.domain.online_people import united
from checkin.domain.online_presence import Online
from checkin.domain.registrant import Details, Mode, Registrant, Status
from checkin.domain.session import Session
from checkin.domain.session_matrix import SessionMatrix
from checkin.files import attendance_csv, attendance_xlsx

STARTS = datetime(2024, 5, 10, 9, 30, tzinfo=UTC)
AFTER = datetime(2024, 5, 10, 12, 0, tzinfo=UTC)
DURING = STARTS + timedelta(minutes=20)
SESSION = Session("s1", "Kick-off session", STARTS, STARTS + timedelta(minutes=90), "Africa/Nairobi", "Room CR-8", 120)

FORMULAS = ("=1+1", "+SUM(A1)", "-2+3", "@x", "\t=1", "＝1+1", "＠x")
LONG = "W" * 300

Stay = tuple[float, float | None]
"""Minutes after the session began: when somebody came, and when they left, if they did."""


def person(name: str, *, walk_in: bool = False, other: Mapping[str, str] | None = None, **details: str) -> Registrant:
    """A registrant whose id and code come from the name."""
    status, mode = Status(details.pop("status", "confirmed")), Mode(details.pop("mode", ""))
    filled = Details(name, **details, status=status, mode=mode, other=other or {})
    return Registrant(f"id-{name}-{details.get('email', '')}", filled, walk_in, (f"code-{name}",))


def here(registrant: Registrant, minutes: float = 0, method: Method = Method.SCAN, operator: str = "") -> Presence:
    """Checked in at Door A, so many minutes after the session started."""
    entry = Entry(f"fact-{registrant.id}", STARTS + timedelta(minutes=minutes), "Door A")
    return Presence(registrant, entry, method, operator)


def at(minutes: float) -> datetime:
    """So many minutes after the session began."""
    return STARTS + timedelta(minutes=minutes)


def online(*spans: tuple[float, float]) -> Online:
    joined = united((at(start), at(end)) for start, end in spans)
    return Online(1.0, joined[0][0] if joined else None, None, len(joined), ("Zed",), (), joined)


def someone(name: str, stays: Sequence[Stay] = (), spans: Sequence[tuple[float, float]] = ()) -> Presence:
    """Somebody who came and left so many minutes after the session began, and was online then."""
    presence = replace(Presence(person(name)), online=online(*spans) if spans else None)
    if not stays:
        return presence
    times = tuple((at(start), None if end is None else at(end)) for start, end in stays)
    entry = here(presence.registrant, stays[0][0]).entry
    assert entry is not None
    # Who came once, and left or not, is told by the entry.
    entry = replace(entry, left_at=times[-1][1])
    return replace(presence, entry=entry, stays=times if len(times) > 1 else ())


def attendance(
    presences: Iterable[Presence], session: Session = SESSION, event: str = "ImPACT Coalition"
) -> Attendance:
    """The attendance of these people, counted."""
    everyone = tuple(presences)
    return Attendance(event, session, everyone, count(everyone, session.seats))


def workbook(whole: Attendance, now: datetime, choice: Choice = WHOLE, matrix: SessionMatrix | None = None) -> bytes:
    """The bytes of the workbook."""
    file = io.BytesIO()
    attendance_xlsx.write(file, whole, now, choice, matrix)
    return file.getvalue()


def table_of_text(whole: Attendance, now: datetime, choice: Choice = WHOLE) -> bytes:
    """The bytes of the table of text."""
    file = io.BytesIO()
    attendance_csv.write(file, whole, now, choice)
    return file.getvalue()
