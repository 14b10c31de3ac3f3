"""Closing a session: what is looked at, what may be found, when a step is in order, and the day of the erasing."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from checkin.domain.journal import Fact, FactKind
from checkin.domain.names import words
from checkin.domain.session import Event, Session

DAYS = 90
"""So many days after the last session everybody is erased, where nobody says otherwise: letters have gone out then, and
the next session of a series has been announced.
"""

PUT_OFF = 30
"""Days by which the erasing is put off with one press."""


class Step(StrEnum):
    """What is looked at, in the order of the guide."""

    DOORS = "doors"
    STOPPED = "stopped"
    SAME_PEOPLE = "same_people"
    WALK_INS = "walk_ins"
    BADGES = "badges"
    ONLINE = "online"
    EXPORT = "export"
    COPY = "copy"
    ERASURE = "erasure"


class Found(StrEnum):
    """What may be found."""

    RUNS_STILL = "runs_still"
    ON_DUTY = "on_duty"
    REPORTED = "reported"
    THIS_DESK = "this_desk"
    STOPPED = "stopped"
    SAME = "same"
    WALK_IN = "walk_in"
    ODD_NAME = "odd_name"
    PRINTED_NOT_HERE = "printed_not_here"
    HERE_NOT_PRINTED = "here_not_printed"
    NOTHING_PRINTED = "nothing_printed"
    NO_REPORT = "no_report"
    UNDECIDED = "undecided"
    NOT_DONE = "not_done"
    DONE = "done"
    CHANGED_SINCE = "changed_since"
    PLANNED = "planned"
    PROPOSED = "proposed"
    NEVER = "never"
    ERASED = "erased"


_GOOD = {
    Found.REPORTED,
    Found.THIS_DESK,
    Found.NOTHING_PRINTED,
    Found.DONE,
    Found.PLANNED,
    Found.PROPOSED,
    Found.NEVER,
    Found.ERASED,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of a step. `who` are the ids of the registrants whom it is about, `about` what its words need; `key`
    tells two lines about nobody on the list apart.
    """

    step: Step
    found: Found
    who: tuple[str, ...] = ()
    about: Mapping[str, object] = field(default_factory=dict)
    key: str = ""

    @property
    def is_good(self) -> bool:
        """Whether nothing is to be done about it."""
        return self.found in _GOOD

    @property
    def mark(self) -> str:
        """By what it is known when somebody has looked at it: no name can be read from it. A walk-in whose name was
        mended is the same line.
        """
        found = "" if self.step is Step.WALK_INS else self.found.value
        said = " ".join((self.step.value, found, *sorted(self.who), self.key))
        return hashlib.sha256(said.encode()).hexdigest()[:16]


class Stands(StrEnum):
    """How a step stands."""

    IN_ORDER = "in_order"
    LOOKED_AT = "looked_at"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class StepFound:
    """A step with what was found, the open lines first; `stands` says whether it is in order."""

    step: Step
    findings: tuple[Finding, ...]
    stands: Stands

    @property
    def is_open(self) -> bool:
        """Whether somebody has to look at it before the session is closed."""
        return self.stands is Stands.OPEN

    @property
    def to_look_at(self) -> tuple[Finding, ...]:
        """The lines that are not good by themselves."""
        return tuple(finding for finding in self.findings if not finding.is_good)


def steps(findings: Sequence[Finding], looked_at: Collection[str]) -> tuple[StepFound, ...]:
    """All steps with their findings. One is in order when nothing in it is to be done, or when somebody has looked at
    every line that is (`looked_at` has the marks): what comes later opens it again.
    """
    return tuple(_step(step, [finding for finding in findings if finding.step is step], looked_at) for step in Step)


def _step(step: Step, findings: Sequence[Finding], looked_at: Collection[str]) -> StepFound:
    marks = {finding.mark for finding in findings if not finding.is_good}
    stands = Stands.OPEN if marks.difference(looked_at) else Stands.LOOKED_AT if marks else Stands.IN_ORDER
    return StepFound(step, tuple(sorted(findings, key=lambda finding: finding.is_good)), stands)


def is_odd_name(name: str) -> bool:
    """Whether a name looks like one that was typed in a hurry: one word, all in small letters or all in capitals, or
    with a digit. Scripts without capitals, such as 李伟, are never odd.
    """
    if any(sign.isdigit() for sign in name):
        return True
    has_capitals = name.lower() != name.upper()
    return has_capitals and (len(words(name)) == 1 or name.islower() or name.isupper())


_OF_THIS_SESSION = {
    FactKind.ADMITTED,
    FactKind.LEFT,
    FactKind.GUESTS,
    FactKind.UNDONE,
    FactKind.ONLINE_MATCHED,
    FactKind.ONLINE_IGNORED,
    FactKind.ONLINE_LIFTED,
}
_OF_PEOPLE = {FactKind.CORRECTED, FactKind.UNITED, FactKind.PARTED, FactKind.NOTED, FactKind.ERASED}


def changes_attendance(fact: Fact, session_id: str) -> bool:
    """Whether the attendance file of the session is another one after this fact."""
    return fact.kind in _OF_PEOPLE or (fact.kind in _OF_THIS_SESSION and fact.session_id == session_id)


def planned_day(fact: Fact | None) -> date | None:
    """The day that a plan to erase names, None where it says "on no day" or there is no plan."""
    return date.fromisoformat(fact.note) if fact is not None and fact.note else None


def days_after(event: Event, days: int) -> date:
    """So many days after the last session of the event, on that session's own calendar."""
    last = _last(event)
    return last.local(last.ends_at).date() + timedelta(days=days)


def proposed_day(event: Event, now: datetime) -> date:
    """The day that is proposed at `now` (aware): soon after an event that is long over, but never at once."""
    return max(days_after(event, DAYS), _last(event).local(now).date() + timedelta(days=PUT_OFF))


def is_due(day: date | None, event: Event, now: datetime) -> bool:
    """Whether the day of the erasing has come at `now` (aware), where the event was."""
    return day is not None and _last(event).local(now).date() >= day


def _last(event: Event) -> Session:
    return max(event.sessions, key=lambda session: session.ends_at)
