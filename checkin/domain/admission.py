"""The rule of the door: who may come in. One pure function, the same for the window, the command line and scripts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from checkin.domain.code import Kind, Reading
from checkin.domain.errors import DeskError
from checkin.domain.guests import expected_guests
from checkin.domain.harmless_codes import TRIAL_CODE, is_practice_code
from checkin.domain.registrant import Registrant, State, Status
from checkin.domain.session import Session

DOUBLE_READ = timedelta(seconds=5)
"""The same code again at the same station within this time is one scan read twice, never a second arrival."""


class VerdictKind(StrEnum):
    """The answers that a volunteer has to tell apart from one metre away."""

    WELCOME = "welcome"
    ALREADY_IN = "already_in"
    STOP = "stop"
    UNREADABLE = "unreadable"
    LEFT = "left"


class Reason(StrEnum):
    """Why: the closed set of reasons, each with words, colour, shape and sound in `ui.parts.wording`."""

    WELCOME = "welcome"
    WELCOME_NOTE = "welcome_note"
    GROUP = "group"
    CAME_BACK = "came_back"
    ALREADY_IN = "already_in"
    DOUBLE_READ = "double_read"
    NOT_FOUND = "not_found"
    FOREIGN_CODE = "foreign_code"
    BAD_READ = "bad_read"
    CANCELLED = "cancelled"
    NOT_CONFIRMED = "not_confirmed"
    REPLACED_BADGE = "replaced_badge"
    ERASED = "erased"
    OTHER_SESSION = "other_session"
    TOO_EARLY = "too_early"
    OVER = "over"
    CLOSED = "closed"
    DIFFERENT_PERSON = "different_person"
    FULL = "full"
    REAL_BADGE = "real_badge"
    PRACTICE_BADGE = "practice_badge"
    TRIAL = "trial"
    LEFT = "left"
    LEFT_BEFORE = "left_before"
    NOT_INSIDE = "not_inside"
    NOT_SAVED = "not_saved"


KIND_OF_REASON: dict[Reason, VerdictKind] = {
    Reason.WELCOME: VerdictKind.WELCOME,
    Reason.WELCOME_NOTE: VerdictKind.WELCOME,
    Reason.GROUP: VerdictKind.WELCOME,
    Reason.CAME_BACK: VerdictKind.WELCOME,
    Reason.ALREADY_IN: VerdictKind.ALREADY_IN,
    # The person is in; the panel keeps its welcome and only adds that the badge was read once.
    Reason.DOUBLE_READ: VerdictKind.ALREADY_IN,
    Reason.NOT_FOUND: VerdictKind.STOP,
    Reason.FOREIGN_CODE: VerdictKind.UNREADABLE,
    Reason.BAD_READ: VerdictKind.UNREADABLE,
    Reason.CANCELLED: VerdictKind.STOP,
    Reason.NOT_CONFIRMED: VerdictKind.STOP,
    Reason.REPLACED_BADGE: VerdictKind.STOP,
    Reason.ERASED: VerdictKind.STOP,
    Reason.OTHER_SESSION: VerdictKind.STOP,
    Reason.TOO_EARLY: VerdictKind.STOP,
    Reason.OVER: VerdictKind.STOP,
    Reason.CLOSED: VerdictKind.STOP,
    Reason.DIFFERENT_PERSON: VerdictKind.STOP,
    Reason.FULL: VerdictKind.STOP,
    Reason.REAL_BADGE: VerdictKind.STOP,
    Reason.PRACTICE_BADGE: VerdictKind.UNREADABLE,
    # The scanner's own trial: it says nothing of anybody.
    Reason.TRIAL: VerdictKind.UNREADABLE,
    Reason.LEFT: VerdictKind.LEFT,
    Reason.LEFT_BEFORE: VerdictKind.LEFT,
    Reason.NOT_INSIDE: VerdictKind.STOP,
    Reason.NOT_SAVED: VerdictKind.STOP,
}


NEARLY_FULL = 0.9
"""The share of the seats from which on the door warns."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A standing check-in: when the person came in (aware UTC), at which station, and the newest fact of it, which an
    undo lifts. Whoever has left since, and is not back, has `left_at` and the station `left_by`. `guests` came along.
    """

    fact_id: str
    at: datetime
    station: str
    left_at: datetime | None = None
    left_by: str = ""
    guests: int = 0

    @property
    def is_inside(self) -> bool:
        """Whether the person is in the room, and has not left it."""
        return self.left_at is None

    def was_now(self, now: datetime, station: str) -> bool:
        """Whether the person came in or left at this station a moment ago, so that a second reading says nothing."""
        at, where = (self.at, self.station) if self.left_at is None else (self.left_at, self.left_by)
        return where == station and abs(now - at) < DOUBLE_READ


def state_of(entry: Entry | None) -> State:
    """How somebody with this check-in, or none, stands in the session."""
    if entry is None:
        return State.EXPECTED
    return State.IN if entry.is_inside else State.LEFT


@dataclass(frozen=True, slots=True)
class Found:
    """What the event knows about the person a code or a choice points to, in this session."""

    registrant: Registrant
    entry: Entry | None = None
    replaced_at: datetime | None = None
    other_session: Session | None = None
    note: str = ""
    """What the volunteer must know or do first."""
    first_time: bool = False
    """Whether they come to a session of the event for the first time, where there has been one before."""
    session_closed: bool = False

    @property
    def expected_guests(self) -> int:
        """How many guests are expected with them."""
        return expected_guests(self.registrant.details)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to a scan or a choice from search. `at` is the instant of the check-in that stands (or of the
    question), `station` where it was made; `fact_id` names the fact that recorded this answer, empty when nothing could
    be saved (`problem` says why).
    """

    reason: Reason
    at: datetime
    station: str
    registrant: Registrant | None = None
    fact_id: str = ""
    raw: str = ""
    found: Found | None = None
    problem: DeskError | None = None

    @property
    def kind(self) -> VerdictKind:
        """One of the answers that differ in colour, shape and sound."""
        return KIND_OF_REASON[self.reason]


def decide(
    reading: Reading | None,
    found: Found | None,
    *,
    now: datetime,
    station: str,
    inside: int,
    session: Session,
    erased: bool = False,
    leaving: bool = False,
) -> Reason:
    """Why this person may come in, or not; or, `leaving`, go out.

    `reading` is None when the person was chosen by name. `inside` is the number of people in the room, `erased`
    whether the code was that of a person who was erased. The order follows the questions of the door: can it be read,
    is it known, is it the badge that holds, is the person in already, is the registration good, is the door open, is
    there room.
    """
    if found is None:
        return Reason.ERASED if erased else _unknown(reading, session)
    if found.replaced_at is not None and not leaving:
        # Also where the person is in: the badge was lost, and may be in another hand.
        return Reason.REPLACED_BADGE
    if (here := _here_already(reading, found, now, station, leaving=leaving)) is not None:
        return here
    if leaving:
        return Reason.NOT_INSIDE
    # Whoever has left had been let in, whatever the list and the clock said.
    return (_stopped(found, now, session) if found.entry is None else None) or _with_room(found, inside, session)


def _here_already(
    reading: Reading | None, found: Found, now: datetime, station: str, *, leaving: bool
) -> Reason | None:
    """What a check-in that stands says to it; None where it says nothing against coming in."""
    entry = found.entry
    if entry is None:
        return None
    again = reading is not None and entry.was_now(now, station)
    if not entry.is_inside:
        return Reason.LEFT_BEFORE if leaving or again else None
    if again:
        return Reason.DOUBLE_READ
    return Reason.LEFT if leaving else Reason.ALREADY_IN


def _stopped(found: Found, now: datetime, session: Session) -> Reason | None:
    """What the list, the organiser and the clock have against it, None for nothing."""
    match found.registrant.details.status:
        case Status.CANCELLED:
            return Reason.CANCELLED
        case Status.PENDING | Status.WAITLISTED:
            return Reason.NOT_CONFIRMED
        case Status.CONFIRMED:
            pass
    if found.other_session is not None:
        return Reason.OTHER_SESSION
    return Reason.CLOSED if found.session_closed else by_the_clock(now, session)


def by_the_clock(now: datetime, session: Session) -> Reason | None:
    """What the hours of the door have against coming in now, None for nothing."""
    if session.opens_at is not None and now < session.opens_at:
        return Reason.TOO_EARLY
    if session.closes_at is not None and now >= session.closes_at:
        return Reason.OVER
    return None


def _with_room(found: Found, inside: int, session: Session) -> Reason:
    if session.seats is not None and inside >= session.seats:
        return Reason.FULL
    return welcome(found)


def but_for_the_list(found: Found, now: datetime, inside: int, session: Session) -> Reason | None:
    """What else than their registration keeps somebody out who is not in: the closing, the hours, the seats; None for
    nothing.
    """
    if found.session_closed:
        return Reason.CLOSED
    room = _with_room(found, inside, session)
    return by_the_clock(now, session) or (room if room is Reason.FULL else None)


def _unknown(reading: Reading | None, session: Session) -> Reason:
    if reading is not None and reading.kind is Kind.OWN and reading.code == TRIAL_CODE:
        return Reason.TRIAL
    if reading is None or reading.kind is Kind.OTHER or reading.kind is Kind.OWN:
        if reading is not None and is_practice_code(reading.code):
            return Reason.PRACTICE_BADGE
        return Reason.REAL_BADGE if session.is_practice else Reason.NOT_FOUND
    return Reason.FOREIGN_CODE if reading.kind is Kind.LINK else Reason.BAD_READ


def welcome(found: Found) -> Reason:
    """The welcome of a person who comes in: with one thing first, where there is a note; with guests; or back again."""
    if found.entry is not None:
        return Reason.CAME_BACK
    if found.note:
        return Reason.WELCOME_NOTE
    return Reason.GROUP if found.expected_guests else Reason.WELCOME
