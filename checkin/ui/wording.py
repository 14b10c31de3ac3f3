"""The words, colour, shape and sound of every verdict, in one table; a test shows that none is missing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from checkin.domain.admission import Found, Reason, Verdict, VerdictKind
from checkin.domain.errors import DeskError
from checkin.domain.next_step import NEXT_STEP, NextStep
from checkin.domain.registrant import State
from checkin.domain.session import Session
from checkin.ui import theme

if TYPE_CHECKING:  # The services come after the first paint.
    from checkin.services.desk import Undone

translate = QCoreApplication.translate


class Shape(Enum):
    """The drawn sign of a verdict: it tells the answers apart without colour."""

    FRAME = "frame"
    TICK = "tick"
    TWICE = "twice"
    CROSS = "cross"
    AGAIN = "again"
    BACK = "back"
    ASK = "ask"
    NOTE = "note"
    RETURN = "return"
    OUT = "out"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Face:
    """How a reason looks and sounds. `colours` is (background, text), None for the neutral panel; `sound` names a file
    of `resources/sounds`; `urgent` interrupts a screen reader.
    """

    shape: Shape
    colours: tuple[str, str] | None
    sound: str
    urgent: bool = False


_COME_IN = Face(Shape.TICK, theme.COME_IN, "come_in")
_STOP = Face(Shape.CROSS, theme.STOP, "stop", urgent=True)
_AGAIN = Face(Shape.AGAIN, None, "unreadable")

FACES: dict[Reason, Face] = {
    Reason.WELCOME: _COME_IN,
    Reason.WELCOME_NOTE: Face(Shape.NOTE, theme.COME_IN, "come_in_with_note"),
    Reason.GROUP: Face(Shape.PEOPLE, theme.COME_IN, "come_in"),
    Reason.CAME_BACK: Face(Shape.RETURN, theme.COME_IN, "come_in"),
    Reason.ALREADY_IN: Face(Shape.TWICE, theme.ALREADY, "already_in"),
    # One scan read twice keeps the welcome on the panel: nothing new, and never amber.
    Reason.DOUBLE_READ: Face(Shape.TICK, theme.COME_IN, ""),
    Reason.NOT_FOUND: _STOP,
    Reason.FOREIGN_CODE: _AGAIN,
    Reason.BAD_READ: _AGAIN,
    Reason.CANCELLED: _STOP,
    Reason.NOT_CONFIRMED: _STOP,
    Reason.REPLACED_BADGE: _STOP,
    Reason.ERASED: _STOP,
    Reason.OTHER_SESSION: _STOP,
    Reason.TOO_EARLY: _STOP,
    Reason.OVER: _STOP,
    Reason.CLOSED: _STOP,
    Reason.DIFFERENT_PERSON: Face(Shape.ASK, theme.STOP, "stop", urgent=True),
    Reason.FULL: _STOP,
    Reason.REAL_BADGE: _STOP,
    Reason.PRACTICE_BADGE: _AGAIN,
    Reason.TRIAL: Face(Shape.FRAME, None, "unreadable"),
    Reason.LEFT: Face(Shape.OUT, None, "left"),
    # One reading more of who has left says nothing new.
    Reason.LEFT_BEFORE: Face(Shape.OUT, None, ""),
    Reason.NOT_INSIDE: _STOP,
    Reason.NOT_SAVED: Face(Shape.CROSS, theme.STOP, "not_saved", urgent=True),
}


UNDONE = Face(Shape.BACK, None, "")
"""How an undo looks: neutral, and with a shape of its own."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the panel says: the head, the name, and what the volunteer does now."""

    head: str
    name: str = ""
    detail: str = ""


def words(verdict: Verdict, session: Session, now: datetime) -> Words:
    """The words of a verdict, in the window's language; times on the session's clock."""
    head = heads()[verdict.reason]
    name = verdict.registrant.name if verdict.registrant else ""
    opens = clock(session.opens_at, session) if session.opens_at else ""
    detail = _detail(verdict, session, now)
    if verdict.found is not None and verdict.found.first_time and verdict.kind is VerdictKind.WELCOME:
        first = translate("Verdict", "First time here — say hello")
        detail = "\n".join(part for part in (detail, first) if part)
    return Words(head.format(seats=session.seats, opens=opens), name, detail)


READY_OUT = Face(Shape.OUT, None, "")
"""How the door looks that waits for people who go out."""


def ready_to(*, leaving: bool) -> tuple[Words, Face | None]:
    """What the door says while nobody is there, and how that looks."""
    if leaving:
        return Words(
            translate("Verdict", "Ready — people go out"), "", translate("Verdict", "Shift+F10: let people in again")
        ), READY_OUT
    return Words(
        translate("Verdict", "Ready to scan"), "", translate("Verdict", "Scan a badge, or type 3 letters of a name")
    ), None


def with_keys(said: Words, verdict: Verdict, session: Session) -> Words:
    """The words with the keys that do what comes next, as they stand at the door."""
    keys = {
        NextStep.DIFFERENT_PERSON: translate("Verdict", "F6: someone else with this badge"),
        NextStep.CHECK_IN_BY_NAME: translate("Verdict", "F5: check in by name"),
        NextStep.ADD_TO_SESSION: translate("Verdict", "F4: add to this session"),
        NextStep.LET_IN_ANYWAY: translate("Verdict", "F7: let in anyway"),
    }
    key = keys.get(NEXT_STEP[verdict.reason], "")
    if verdict.reason is Reason.NOT_INSIDE:
        key = translate("Verdict", "F7: check in")
    if verdict.reason is Reason.ALREADY_IN and session.exits:
        key += "   " + translate("Verdict", "F10: they leave")
    return replace(said, detail="\n".join(part for part in (said.detail, key) if part))


def heads() -> dict[Reason, str]:
    """The first line of each reason: a verb first, what the volunteer does, never "error" or "denied"."""
    return {
        Reason.WELCOME: translate("Verdict", "Welcome — come in"),
        Reason.WELCOME_NOTE: translate("Verdict", "Come in — one thing first"),
        Reason.GROUP: translate("Verdict", "Welcome — with guests"),
        Reason.CAME_BACK: translate("Verdict", "Welcome back"),
        Reason.ALREADY_IN: translate("Verdict", "Already checked in"),
        Reason.DOUBLE_READ: translate("Verdict", "Welcome — come in"),
        Reason.NOT_FOUND: translate("Verdict", "Not on this list"),
        Reason.FOREIGN_CODE: translate("Verdict", "That is not one of our badges"),
        Reason.BAD_READ: translate("Verdict", "Could not read that — scan again"),
        Reason.CANCELLED: translate("Verdict", "Registration was cancelled"),
        Reason.NOT_CONFIRMED: translate("Verdict", "Registration is not confirmed yet"),
        Reason.REPLACED_BADGE: translate("Verdict", "Old badge"),
        Reason.ERASED: translate("Verdict", "No longer on the list"),
        Reason.OTHER_SESSION: translate("Verdict", "Registered for another session"),
        Reason.TOO_EARLY: translate("Verdict", "Check-in opens {opens}"),
        Reason.OVER: translate("Verdict", "Session has ended"),
        Reason.CLOSED: translate("Verdict", "Session is closed — ask first"),
        Reason.DIFFERENT_PERSON: translate("Verdict", "Ask for the name, and type it"),
        Reason.FULL: translate("Verdict", "Room is full ({seats})"),
        Reason.REAL_BADGE: translate("Verdict", "Not a practice badge"),
        Reason.PRACTICE_BADGE: translate("Verdict", "That is a practice badge"),
        Reason.TRIAL: translate("Verdict", "The scanner works"),
        Reason.LEFT: translate("Verdict", "Goodbye — checked out"),
        Reason.LEFT_BEFORE: translate("Verdict", "Checked out"),
        Reason.NOT_INSIDE: translate("Verdict", "Not checked in"),
        Reason.NOT_SAVED: translate("Verdict", "STOP — not saved"),
    }


def _detail(verdict: Verdict, session: Session, now: datetime) -> str:  # noqa: C901, PLR0911 - one reason each
    organisation = verdict.registrant.organisation if verdict.registrant else ""
    match verdict.reason:
        case Reason.WELCOME | Reason.LEFT:
            return organisation
        # What was to be done first may not have been done yet when the badge is read twice.
        case Reason.WELCOME_NOTE | Reason.DOUBLE_READ if verdict.found is not None and verdict.found.note:
            return verdict.found.note
        case Reason.GROUP if verdict.found is not None:
            return translate("Verdict", "+ {guests} guests on the list. How many are here?").format(
                guests=verdict.found.expected_guests
            )
        case Reason.CAME_BACK | Reason.LEFT_BEFORE if verdict.found is not None and verdict.found.entry is not None:
            return _left(verdict.found, session)
        case Reason.ALREADY_IN:
            return _since(verdict, session, now)
        case Reason.OTHER_SESSION if verdict.found is not None and verdict.found.other_session is not None:
            other = verdict.found.other_session
            return translate("Verdict", "{session}, {room}. Send them there.").format(
                session=other.name, room=other.room
            )
        case Reason.REPLACED_BADGE if verdict.found is not None and verdict.found.replaced_at is not None:
            return translate("Verdict", "A new badge was printed at {time}. Check the name.").format(
                time=clock(verdict.found.replaced_at, session)
            )
        case Reason.NOT_SAVED:
            who = verdict.registrant.name if verdict.registrant else verdict.raw
            return translate("Verdict", "{problem} Write this on paper: {who}. Call the organiser.").format(
                problem=sentence(verdict.problem) if verdict.problem else "", who=who
            )
        case _:
            return _next_step(verdict.reason)


def _next_step(reason: Reason) -> str:
    steps = {
        Reason.DOUBLE_READ: translate("Verdict", "Scanned once — all good"),
        Reason.NOT_FOUND: translate("Verdict", "Type the name to search, or press F4 to add a walk-in."),
        Reason.ERASED: translate("Verdict", "The person of this badge was erased. Ask the name, or press F4: walk-in."),
        Reason.FOREIGN_CODE: translate("Verdict", "It looks like a web link. Ask for the badge, or type the name."),
        Reason.BAD_READ: translate("Verdict", "Hold still, 10–20 cm from the scanner, or type the name."),
        Reason.CANCELLED: translate("Verdict", "Ask the organiser."),
        Reason.NOT_CONFIRMED: translate("Verdict", "Ask the organiser."),
        Reason.TOO_EARLY: translate("Verdict", "Ask them to wait."),
        Reason.OVER: translate("Verdict", "Ask the session lead."),
        Reason.CLOSED: translate("Verdict", "Its attendance was closed. Whoever comes all the same is let in with F7."),
        Reason.DIFFERENT_PERSON: translate("Verdict", "The badge is this person's. Who is it that stands here?"),
        Reason.FULL: translate("Verdict", "Ask the session lead before anyone else comes in."),
        Reason.NOT_INSIDE: translate("Verdict", "Were they in the room? Then check them in, and scan again."),
    }
    steps |= {
        Reason.REAL_BADGE: translate(
            "Verdict", "Nobody was checked in: this is practice. F12 leads back to the real door."
        ),
        Reason.PRACTICE_BADGE: translate("Verdict", "Nobody was checked in. Ask for the real badge, or type the name."),
        Reason.TRIAL: translate("Verdict", "That was the trial badge. Nobody was checked in."),
    }
    return steps.get(reason, "")


def _left(found: Found, session: Session) -> str:
    """When and where somebody went out, and what the door must know of them."""
    entry = found.entry
    at = entry.left_at if entry is not None else None
    if entry is None or at is None:
        return found.note
    left = translate("Verdict", "left {time} at {station}").format(time=clock(at, session), station=entry.left_by)
    return "\n".join(part for part in (found.note, left) if part)


def undone_in_words(undone: Undone) -> Words:
    """What an undo did, and how the person stands now."""
    now = {
        State.EXPECTED: translate("Verdict", "is no longer checked in"),
        State.IN: translate("Verdict", "is in the room again"),
        State.LEFT: translate("Verdict", "is out of the room again"),
    }
    return Words(translate("Verdict", "Undone"), undone.registrant.name, now[undone.state])


def _since(verdict: Verdict, session: Session, now: datetime) -> str:
    minutes = (now - verdict.at) // timedelta(minutes=1)
    time, station = clock(verdict.at, session), verdict.station
    if minutes < 1:
        return translate("Verdict", "Just now, at {station}. Same person? Let them in.").format(station=station)
    if minutes < 60:  # noqa: PLR2004 - an hour
        return translate("Verdict", "{time} at {station}, {minutes} min ago. Same person? Let them in.").format(
            time=time, station=station, minutes=minutes
        )
    return translate("Verdict", "{time} at {station}. Same person? Let them in.").format(time=time, station=station)


def sentence(problem: DeskError) -> str:
    """What happened and what to do, in the window's language."""
    parts = (problem.what, problem.remedy)
    return " ".join(translate("DeskError", part).format(**problem.fields) for part in parts if part)


def clock(instant: datetime, session: Session, *, seconds: bool = False) -> str:
    """Hours and minutes on the session's clock, in Latin digits: they are read aloud and compared with paper."""
    return f"{session.local(instant):%H:%M:%S}" if seconds else f"{session.local(instant):%H:%M}"


def day(instant: datetime, session: Session) -> str:
    """The date of an instant in the session's zone, as the window's language writes it."""
    local = session.local(instant)
    from_python = QLocale().toString(local.date(), "ddd d MMM")  # type: ignore[call-overload]
    return str(from_python)


def session_facts(session: Session) -> str:
    """`Fri 10 May · 12:30–14:00 · CR-8`."""
    times = f"{clock(session.starts_at, session)}–{clock(session.ends_at, session)}"
    return " · ".join(part for part in (day(session.starts_at, session), times, session.room) if part)
