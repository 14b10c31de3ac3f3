"""The words, colour, shape and sound of every verdict, in one table; a test shows that none is missing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from PySide6.QtCore import QCoreApplication, QLocale

from checkin.domain.admission import NEXT_STEP, NextStep, Reason, Verdict
from checkin.domain.errors import DeskError
from checkin.domain.journal import Fact, FactKind, Method
from checkin.domain.session import Session
from checkin.ui import theme

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
    Reason.DIFFERENT_PERSON: Face(Shape.ASK, theme.STOP, "stop", urgent=True),
    Reason.FULL: _STOP,
    Reason.REAL_BADGE: _STOP,
    Reason.PRACTICE_BADGE: _AGAIN,
    Reason.TRIAL: Face(Shape.FRAME, None, "unreadable"),
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
    return Words(head.format(seats=session.seats, opens=opens), name, _detail(verdict, session, now))


def with_keys(said: Words, verdict: Verdict) -> Words:
    """The words with the key that does what comes next, as they stand at the door."""
    keys = {
        NextStep.DIFFERENT_PERSON: translate("Verdict", "F6: someone else with this badge"),
        NextStep.CHECK_IN_BY_NAME: translate("Verdict", "F5: check in by name"),
        NextStep.ADD_TO_SESSION: translate("Verdict", "F4: add to this session"),
        NextStep.LET_IN_ANYWAY: translate("Verdict", "F7: let in anyway"),
    }
    return replace(
        said, detail="\n".join(part for part in (said.detail, keys.get(NEXT_STEP[verdict.reason], "")) if part)
    )


def heads() -> dict[Reason, str]:
    """The first line of each reason: a verb first, what the volunteer does, never "error" or "denied"."""
    return {
        Reason.WELCOME: translate("Verdict", "Welcome — come in"),
        Reason.WELCOME_NOTE: translate("Verdict", "Come in — one thing first"),
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
        Reason.DIFFERENT_PERSON: translate("Verdict", "Ask for the name, and type it"),
        Reason.FULL: translate("Verdict", "Room is full ({seats})"),
        Reason.REAL_BADGE: translate("Verdict", "Not a practice badge"),
        Reason.PRACTICE_BADGE: translate("Verdict", "That is a practice badge"),
        Reason.TRIAL: translate("Verdict", "The scanner works"),
        Reason.NOT_SAVED: translate("Verdict", "STOP — not saved"),
    }


def _detail(verdict: Verdict, session: Session, now: datetime) -> str:  # noqa: PLR0911 - one reason each
    organisation = verdict.registrant.organisation if verdict.registrant else ""
    match verdict.reason:
        case Reason.WELCOME:
            return organisation
        # What was to be done first may not have been done yet when the badge is read twice.
        case Reason.WELCOME_NOTE | Reason.DOUBLE_READ if verdict.found is not None and verdict.found.note:
            return verdict.found.note
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
        Reason.DIFFERENT_PERSON: translate("Verdict", "The badge is this person's. Who is it that stands here?"),
        Reason.FULL: translate("Verdict", "Ask the session lead before anyone else comes in."),
    }
    steps |= {
        Reason.REAL_BADGE: translate(
            "Verdict", "Nobody was checked in: this is practice. F12 leads back to the real door."
        ),
        Reason.PRACTICE_BADGE: translate("Verdict", "Nobody was checked in. Ask for the real badge, or type the name."),
        Reason.TRIAL: translate("Verdict", "That was the trial badge. Nobody was checked in."),
    }
    return steps.get(reason, "")


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


def chip(fact: Fact) -> tuple[str, str]:
    """The chip of a line in the last arrivals: its words and the name of its colours in the theme."""
    if fact.kind is FactKind.UNDONE:
        return translate("Arrival", "Undone"), "chip_stop"
    if fact.kind is FactKind.REFUSED:
        if fact.reason in {Reason.ALREADY_IN, Reason.DOUBLE_READ}:
            return translate("Arrival", "2nd scan"), "chip_again"
        return translate("Arrival", "Stopped"), "chip_stop"
    if fact.method is Method.WALK_IN:
        return translate("Arrival", "Walk-in"), "chip_walk_in"
    return translate("Arrival", "In", "checked in"), "chip_in"


def deed(fact: Fact, session: Session) -> str:
    """A line of a person's history."""
    if fact.reason in {Reason.ALREADY_IN, Reason.DOUBLE_READ}:
        what = translate("History", "Scanned again")
    else:
        what = _what(fact)
    if fact.kind is FactKind.ADMITTED and fact.note:
        what = translate("History", "{what}: “{why}”").format(what=what, why=fact.note)
    where = " · ".join(part for part in (fact.station, fact.operator) if part)
    when = f"{day(fact.at, session)} {clock(fact.at, session, seconds=True)}"
    return translate("History", "{when} — {what} ({where})").format(when=when, what=what, where=where)


def _what(fact: Fact) -> str:
    return {
        FactKind.ADMITTED: translate("History", "Checked in"),
        FactKind.UNDONE: translate("History", "Check-in undone"),
        FactKind.UNITED: translate("History", "United with another entry"),
        FactKind.PARTED: translate("History", "Parted from another entry"),
        FactKind.CORRECTED: translate("History", "Corrected: {note}").format(note=fact.note),
        FactKind.BADGE_PRINTED: _printed(fact),
        FactKind.BADGE_SPOILED: translate("History", "The badge did not come out"),
        FactKind.BADGE_REPLACED: translate("History", "New badge, the old one no longer counts: {why}").format(
            why=fact.reason
        ),
        FactKind.NOTED: translate("History", "Note at the door: “{note}”").format(note=fact.note),
        FactKind.TESTED: translate("History", "Scanner tried"),
        FactKind.DESK_CHECKED: translate("History", "Checked before the shift: {note}").format(note=fact.note),
        FactKind.SHIFT_BEGAN: translate("History", "Shift begun"),
        FactKind.SHIFT_ENDED: translate("History", "Shift ended"),
        FactKind.SHIFT_NOTE: translate("History", "Said to the next shift: “{note}”").format(note=fact.note),
        FactKind.ONLINE_MATCHED: translate("History", "Recognised online"),
        FactKind.ONLINE_IGNORED: translate("History", "Online: left aside"),
        FactKind.ONLINE_LIFTED: translate("History", "Online: taken back"),
        FactKind.ERASED: translate("History", "Erased"),
        FactKind.EVENT_ERASED: translate("History", "The event was erased"),
        FactKind.ERASURE_PLANNED: translate("History", "A date of erasure was set"),
        FactKind.CLOSED: translate("History", "The session was closed"),
        FactKind.REFUSED: translate("History", "Not let in: {reason}").format(reason=_reason(fact)),
    }[fact.kind]


def _printed(fact: Fact) -> str:
    if fact.reason:
        return translate("History", "Badge printed once more: {why}").format(why=fact.reason)
    return translate("History", "Badge printed")


def _reason(fact: Fact) -> str:
    if fact.kind is not FactKind.REFUSED:
        return ""  # Another kind of fact has a reason in a person's own words.
    if fact.reason == Reason.DIFFERENT_PERSON:
        return translate("History", "somebody else came with this code")
    return heads()[Reason(fact.reason)].format(seats="", opens="").strip() if fact.reason else ""
