"""Close a session: what still stands open in it, looked at step by step; and open it again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from checkin.domain.closing import Finding, Step, StepFound, planned_day, proposed_day, steps
from checkin.domain.errors import DeskError
from checkin.domain.journal import Fact, FactKind, closings, planned_erasure
from checkin.domain.names import clean
from checkin.domain.session import Session
from checkin.services import closing_steps, erasure_date
from checkin.services.place import Place, new_fact
from checkin.services.uncollected import uncollected
from checkin.storage import backups, choices, erasing, journal, sessions
from checkin.storage.event_file import EventFile, Tx, driver
from checkin.storage.search import Searcher


@dataclass(frozen=True, slots=True)
class Standing:
    """How a session stands: its steps; the fact that closed it, None while it is not closed; how many were let in
    since; and the day of the erasing (`erase_on`), which is a proposal until somebody has chosen one (`is_planned`).
    """

    session: Session
    steps: tuple[StepFound, ...]
    closed: Fact | None
    let_in_since: int
    erase_on: date | None
    is_planned: bool

    @property
    def open(self) -> tuple[StepFound, ...]:
        """The steps that somebody has to look at."""
        return tuple(step for step in self.steps if step.is_open)


def look(event: EventFile, place: Place, now: datetime, searcher: Searcher | None = None) -> Standing:
    """Look at everything that the journal and the event say of the session. `searcher` is one that knows the event
    already, where there is one.
    """
    with uncollected(), event.reading() as tx:
        whole, facts = sessions.the_event(tx), list(journal.facts(tx))
        looked_at = _looked_at(tx, place.session)
        is_erased = erasing.known(tx).everybody
    with uncollected():
        findings = closing_steps.findings(event, facts, place, now, searcher or Searcher())
    plan = planned_erasure(facts)
    day = planned_day(plan) if plan else proposed_day(whole, now)
    findings.append(closing_steps.erasure(plan, day, is_erased=is_erased))
    closed = closings(facts).get(place.session.id)
    return Standing(
        place.session,
        steps(findings, looked_at),
        closed,
        _let_in_since(facts, closed),
        None if is_erased else day,
        plan is not None,
    )


def closed(event: EventFile) -> dict[str, Fact]:
    """The sessions that are closed: id → the fact that closed it."""
    with event.reading() as tx:
        return closings(journal.of_closing(tx))


def _let_in_since(facts: Sequence[Fact], closed: Fact | None) -> int:
    if closed is None:
        return 0
    later = facts[facts.index(closed) + 1 :]
    lifted = {fact.lifts for fact in later if fact.kind is FactKind.UNDONE}
    came = [fact for fact in later if fact.kind is FactKind.ADMITTED and fact.session_id == closed.session_id]
    return len({fact.registrant_id for fact in came if fact.id not in lifted})


def look_at(event: EventFile, findings: Iterable[Finding], place: Place, *, done: bool = True) -> None:
    """Write down that somebody has looked at these lines and found them in order, or (not `done`) take that back."""
    marks = {finding.mark for finding in findings}
    with event.tx() as tx:
        before = _looked_at(tx, place.session)
        choices.keep_choice(tx, _choice(place.session), sorted(before | marks if done else before - marks))


def _choice(session: Session) -> str:
    return f"closing {session.id}"


def _looked_at(tx: Tx, session: Session) -> frozenset[str]:
    return frozenset(choices.choice(tx, _choice(session)) or ())


def close(
    event: EventFile, left_open: Sequence[Step], erase_on: date | None, place: Place, now: datetime, by: str = ""
) -> None:
    """Close the session, and choose the day of the erasing or none. `by` is who closes it, where that is not the
    operator at the door; `left_open` are the steps that are closed over. Raises DeskError for a session that is closed,
    and for practice.
    """
    if place.session.is_practice:
        raise DeskError("Nobody came to practice.", "Leave practice (F12), then close the real session.")
    place = replace(place, operator=clean(by) or place.operator)
    with event.tx() as tx:
        if journal.is_closed(tx, place.session.id):
            raise DeskError("The session {name} is closed already.", name=place.session.name)
        note = " ".join(step.value for step in left_open)
        journal.record(tx, new_fact(place, now, FactKind.CLOSED, None, note=note))
        if not erasing.known(tx).everybody:
            erasure_date.plan_in(tx, erase_on, place, now)


def open_again(event: EventFile, place: Place, now: datetime) -> None:
    """Open a closed session again; the door then lets people in as before. Raises DeskError when it is not closed."""
    with event.tx() as tx:
        if not journal.is_closed(tx, place.session.id):
            raise DeskError("The session {name} is not closed.", name=place.session.name)
        journal.record(tx, new_fact(place, now, FactKind.OPENED_AGAIN, None))


def exported(event: EventFile, path: Path, place: Place, now: datetime) -> None:
    """Record that the attendance file of the session was written: by its name alone, as folders name people."""
    with event.tx() as tx:
        journal.record(
            tx, new_fact(place, now, FactKind.EXPORTED, None, note=path.name.encode(errors="backslashreplace").decode())
        )


def copy_into(event: EventFile, folder: Path, place: Place, now: datetime) -> Path:
    """Keep a copy of the event in another folder, such as that of a stick, and record it. Raises DeskError."""
    with event.reading() as tx:
        copy = backups.copy_into(driver(tx), event.path, folder, place.session.local(now))
    with event.tx() as tx:
        journal.record(tx, new_fact(place, now, FactKind.COPIED, None, note=copy.name))
    return copy
