"""The rule of the door: who may come in. One pure function, the same for the window, the command line and scripts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from checkin.domain.code import Kind, Reading
from checkin.domain.errors import DeskError
from checkin.domain.registrant import Registrant, Status
from checkin.domain.session import Session

DOUBLE_READ = timedelta(seconds=5)
"""The same code again at the same station within this time is one scan read twice, never a second arrival."""


class VerdictKind(StrEnum):
    """The answers that a volunteer has to tell apart from one metre away."""

    WELCOME = "welcome"
    ALREADY_IN = "already_in"
    STOP = "stop"
    UNREADABLE = "unreadable"


class Reason(StrEnum):
    """Why: the closed set of reasons, each with words, colour, shape and sound in `ui.wording`."""

    WELCOME = "welcome"
    ALREADY_IN = "already_in"
    DOUBLE_READ = "double_read"
    NOT_FOUND = "not_found"
    FOREIGN_CODE = "foreign_code"
    BAD_READ = "bad_read"
    CANCELLED = "cancelled"
    NOT_CONFIRMED = "not_confirmed"
    REPLACED_BADGE = "replaced_badge"
    OTHER_SESSION = "other_session"
    FULL = "full"
    NOT_SAVED = "not_saved"


KIND_OF_REASON: dict[Reason, VerdictKind] = {
    Reason.WELCOME: VerdictKind.WELCOME,
    Reason.ALREADY_IN: VerdictKind.ALREADY_IN,
    # The person is in; the panel keeps its welcome and only adds that the badge was read once.
    Reason.DOUBLE_READ: VerdictKind.ALREADY_IN,
    Reason.NOT_FOUND: VerdictKind.STOP,
    Reason.FOREIGN_CODE: VerdictKind.UNREADABLE,
    Reason.BAD_READ: VerdictKind.UNREADABLE,
    Reason.CANCELLED: VerdictKind.STOP,
    Reason.NOT_CONFIRMED: VerdictKind.STOP,
    Reason.REPLACED_BADGE: VerdictKind.STOP,
    Reason.OTHER_SESSION: VerdictKind.STOP,
    Reason.FULL: VerdictKind.STOP,
    Reason.NOT_SAVED: VerdictKind.STOP,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A standing check-in: when (aware UTC), at which station, by which fact."""

    fact_id: str
    at: datetime
    station: str


@dataclass(frozen=True, slots=True)
class Found:
    """What the event knows about the person a code or a choice points to, in this session."""

    registrant: Registrant
    entry: Entry | None = None
    replaced_at: datetime | None = None
    other_session: Session | None = None


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


def decide(  # noqa: C901, PLR0911 - one row of the table of cases each
    reading: Reading | None, found: Found | None, *, now: datetime, station: str, inside: int, seats: int | None
) -> Reason:
    """Why this person may come in, or not.

    `reading` is None when the person was chosen by name. `inside` is the number of people in the room, `seats` its
    size (None: no limit). The order follows the questions of the door: can it be read, is it known, is the
    registration good, is the person in already, is there room.
    """
    if found is None:
        if reading is None or reading.kind is Kind.OTHER or reading.kind is Kind.OWN:
            return Reason.NOT_FOUND
        return Reason.FOREIGN_CODE if reading.kind is Kind.LINK else Reason.BAD_READ
    if found.entry is not None:
        again = reading is not None and found.entry.station == station and abs(now - found.entry.at) < DOUBLE_READ
        return Reason.DOUBLE_READ if again else Reason.ALREADY_IN
    if found.replaced_at is not None:
        return Reason.REPLACED_BADGE
    match found.registrant.details.status:
        case Status.CANCELLED:
            return Reason.CANCELLED
        case Status.PENDING | Status.WAITLISTED:
            return Reason.NOT_CONFIRMED
        case Status.CONFIRMED:
            pass
    if found.other_session is not None:
        return Reason.OTHER_SESSION
    if seats is not None and inside >= seats:
        return Reason.FULL
    return Reason.WELCOME
