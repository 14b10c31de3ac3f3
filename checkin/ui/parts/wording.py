"""The words of every verdict; `ui.parts.faces` has the colour, shape and sound. A test shows that none is missing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from checkin.domain.admission import KIND_OF_REASON, Entry, Reason, Verdict, VerdictKind, welcome
from checkin.domain.errors import DeskError
from checkin.domain.next_step import NEXT_STEP, NextStep
from checkin.domain.registrant import State
from checkin.domain.session import Session
from checkin.ui.parts.foreign_words import looks_like

if TYPE_CHECKING:  # The services come after the first paint.
    from checkin.services.desk import Undone

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Words:
    """What the panel says: the head, the name, the `note` that comes before anything else, and what the volunteer does
    now. Where the head itself has a name, `nameless` is the head that stands there while names are hidden.
    """

    head: str
    name: str = ""
    detail: str = ""
    note: str = ""
    nameless: str = ""


def shown_as(verdict: Verdict) -> Reason:
    """The reason whose face and head the panel has: a badge that was read twice keeps the welcome of the first time."""
    if verdict.reason is Reason.DOUBLE_READ and verdict.found is not None:
        return welcome(replace(verdict.found, entry=None))
    return verdict.reason


def words(verdict: Verdict, session: Session, now: datetime) -> Words:
    """The words of a verdict, in the window's language; times on the session's clock."""
    reason, found = shown_as(verdict), verdict.found
    name = verdict.registrant.name if verdict.registrant else ""
    opens = when(session.opens_at, session, now) if session.opens_at else ""
    said = Words(heads()[reason].format(seats=session.seats, opens=opens), name, _detail(verdict, session, now))
    more = ""
    if found is not None and found.first_time and verdict.kind is VerdictKind.WELCOME:
        more = translate("Verdict", "First time here — say hello")
    elif verdict.reason is Reason.DOUBLE_READ:
        more = translate("Verdict", "Scanned once — all good")
    elif verdict.reason is Reason.LEFT and found is not None and found.entry is not None and found.entry.guests:
        more = translate("Verdict", "Guests who go with them: {count}").format(count=found.entry.guests)
    said = replace(said, detail=_lines(_in_the_rack(verdict), said.detail, more))
    if found is None or KIND_OF_REASON[reason] is not VerdictKind.WELCOME:
        return said
    if reason is Reason.GROUP:
        count = found.expected_guests
        one, more = translate("Verdict", "{name} + 1 guest"), translate("Verdict", "{name} + {count} guests")
        with_guests = (one if count == 1 else more).format(name=name, count=count)
        return Words(with_guests, "", said.detail, nameless=said.head)
    return replace(said, note=found.note)


def _in_the_rack(verdict: Verdict) -> str:
    """Where the badge lies of somebody who comes in; who comes back has it."""
    slot = verdict.registrant.slot if verdict.registrant else ""
    comes = KIND_OF_REASON[shown_as(verdict)] is VerdictKind.WELCOME and verdict.reason is not Reason.CAME_BACK
    return translate("Verdict", "Badge: {slot}").format(slot=slot) if slot and comes else ""


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


BAD_READS = 3
"""So many codes one after the other that could not be read are the scanner's matter, and no longer the hand's."""


def with_keys(said: Words, verdict: Verdict, session: Session, bad_reads: int = 0) -> Words:
    """The words with the keys that do what comes next, as they stand at the door; `bad_reads` says how many codes in a
    row could not be read.
    """
    keys = {
        NextStep.DIFFERENT_PERSON: translate("Verdict", "F6 Different person"),
        NextStep.ADD_TO_SESSION: translate("Verdict", "F4 Add to this session"),
        NextStep.ADD_AS_WALK_IN: translate("Verdict", "F4 Add as walk-in"),
        NextStep.LET_IN_ANYWAY: translate("Verdict", "F7 Let in anyway"),
        NextStep.SEARCH_OR_WALK_IN: translate("Verdict", "F3 Search by name · F4 Add as walk-in"),
    }
    own = {
        Reason.FOREIGN_CODE: translate("Verdict", "F3 Search by name"),
        Reason.PRACTICE_BADGE: translate("Verdict", "F3 Search by name"),
        Reason.TOO_EARLY: translate("Verdict", "F7 Check in anyway"),
        Reason.OVER: translate("Verdict", "F7 Check in anyway"),
        Reason.NOT_INSIDE: translate("Verdict", "F7 Check in"),
    }
    key = own.get(verdict.reason) or keys.get(NEXT_STEP[verdict.reason], "")
    if verdict.reason is Reason.ALREADY_IN and session.exits:
        key += " · " + translate("Verdict", "F10 They leave")
    if verdict.reason is Reason.BAD_READ and bad_reads >= BAD_READS:
        key = translate("Verdict", "F9 Scanner help")
    return replace(said, detail=_lines(said.detail, key))


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


def _detail(verdict: Verdict, session: Session, now: datetime) -> str:  # noqa: PLR0911 - one reason each
    found = verdict.found
    match verdict.reason:
        case Reason.NOT_SAVED:
            return _on_paper(verdict)
        case Reason.FOREIGN_CODE:
            return looks_like(verdict.raw)
        case Reason.ALREADY_IN:
            return _since(verdict, session, now)
        case Reason.CAME_BACK | Reason.LEFT_BEFORE if found is not None and found.entry is not None:
            return _left(verdict.reason, found.entry, session)
        case Reason.OTHER_SESSION if found is not None and found.other_session is not None:
            other = found.other_session
            return ", ".join(part for part in (other.name, other.room) if part)
        case Reason.REPLACED_BADGE if found is not None and found.replaced_at is not None:
            return _old_badge(found.replaced_at, found.entry, session, now)
        case _:
            return _what_to_do(shown_as(verdict)) or _organisation(verdict)


def _organisation(verdict: Verdict) -> str:
    """Where the person is from: after a welcome or a goodbye there is nothing to do."""
    is_done = shown_as(verdict) is Reason.WELCOME or verdict.reason is Reason.LEFT
    return verdict.registrant.organisation if is_done and verdict.registrant else ""


def _what_to_do(reason: Reason) -> str:
    steps = {
        Reason.GROUP: translate("Verdict", "How many are here?"),
        Reason.ERASED: translate("Verdict", "The person of this badge was erased. Ask the name."),
        Reason.BAD_READ: translate("Verdict", "Hold still, 10–20 cm"),
        Reason.CANCELLED: translate("Verdict", "Ask the organiser."),
        Reason.NOT_CONFIRMED: translate("Verdict", "Ask the organiser."),
        Reason.CLOSED: translate("Verdict", "The attendance was closed."),
        Reason.DIFFERENT_PERSON: translate("Verdict", "The badge is this person's. Who is it that stands here?"),
        Reason.FULL: translate("Verdict", "Ask the session lead."),
        Reason.NOT_INSIDE: translate("Verdict", "Were they in the room? Then check them in, and scan again."),
    }
    steps |= {
        Reason.REAL_BADGE: translate(
            "Verdict", "Nobody was checked in: this is practice. F12 leads back to the real door."
        ),
        Reason.PRACTICE_BADGE: translate("Verdict", "Nobody was checked in. Ask for the real badge."),
        Reason.TRIAL: translate("Verdict", "That was the trial badge. Nobody was checked in."),
    }
    return steps.get(reason, "")


def _on_paper(verdict: Verdict) -> str:
    """What could not be saved goes on paper first; what is to be done about the disk is for the organiser."""
    if verdict.registrant is not None:
        paper = translate("Verdict", "Write this name on paper: {name}. Call the organiser.").format(
            name=verdict.registrant.name
        )
    else:
        paper = translate("Verdict", "Write this on paper: {raw}. Call the organiser.").format(raw=verdict.raw)
    problem = verdict.problem
    if problem is None:
        return paper
    what, remedy = (
        translate("DeskError", part).format(**problem.fields) if part else "" for part in (problem.what, problem.remedy)
    )
    return " ".join(part for part in (what, paper, remedy) if part)


def _old_badge(replaced_at: datetime, entry: Entry | None, session: Session, now: datetime) -> str:
    """What to do about an old badge; where somebody has come in with the new one, it may be in another hand."""
    at = when(replaced_at, session, now)
    if entry is not None and entry.is_inside:
        said = translate(
            "Verdict",
            "A new badge was printed at {time}, and this person is in since {since}. Ask who stands here, then F5 Check"
            " in by name",
        )
        return said.format(time=at, since=when(entry.at, session, now))
    said = translate("Verdict", "A new badge was printed at {time}. Check the name, then F5 Check in by name")
    return said.format(time=at)


def _left(reason: Reason, entry: Entry, session: Session) -> str:
    """When somebody went out; where, too, if it is asked whether they are out."""
    if entry.left_at is None:
        return ""
    if reason is Reason.CAME_BACK:
        return translate("Verdict", "left {time}").format(time=clock(entry.left_at, session))
    left = translate("Verdict", "left {time} at {station}")
    return left.format(time=clock(entry.left_at, session), station=entry.left_by)


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
    time, station = when(verdict.at, session, now), verdict.station
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


def when(instant: datetime, session: Session, now: datetime) -> str:
    """The same, with the day where it is another one than that of `now`."""
    time, is_today = clock(instant, session), session.local(instant).date() == session.local(now).date()
    return time if is_today else f"{day(instant, session)} {time}"


def day(instant: datetime, session: Session) -> str:
    """The date of an instant in the session's zone, as the window's language writes it."""
    local = session.local(instant)
    from_python = QLocale().toString(local.date(), "ddd d MMM")  # type: ignore[call-overload]
    return str(from_python)


def date_said(value: date, form: str = "dddd, d MMMM yyyy") -> str:
    """A day with its year, with the names of the window's language."""
    written: str = QLocale().toString(QDate(value.year, value.month, value.day), form)
    return written


def session_facts(session: Session) -> str:
    """`Fri 10 May · 12:30–14:00 · CR-8`."""
    times = f"{clock(session.starts_at, session)}–{clock(session.ends_at, session)}"
    return " · ".join(part for part in (day(session.starts_at, session), times, session.room) if part)
