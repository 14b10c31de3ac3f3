"""Shifts: who is at a door, and what happened there since they came, for whoever comes next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from checkin.domain.admission import KIND_OF_REASON, Reason, VerdictKind
from checkin.domain.journal import Fact, FactKind, Method

LONGEST = timedelta(hours=12)
"""Nobody stands at a door for longer: who began before has gone home without a word."""

_AGAIN = {Reason.ALREADY_IN, Reason.DOUBLE_READ}


@dataclass(frozen=True, slots=True)
class Shift:
    """Who is at the door (`operator`, "" when nobody has said so) since when (aware UTC), and what the shift before
    left to say.
    """

    operator: str
    began_at: datetime | None = None
    told: tuple[str, ...] = ()


def at_the_door(facts: Iterable[Fact], now: datetime) -> Shift:
    """The fold: who is at the door by the facts of its shifts, oldest first."""
    shift = Shift("")
    told: list[str] = []
    for fact in facts:
        if fact.kind is FactKind.SHIFT_BEGAN:
            shift = Shift(fact.operator, fact.at, tuple(told))
            told = []
        elif fact.kind is FactKind.SHIFT_ENDED:
            shift = Shift("", fact.at, tuple(told))
        elif fact.kind is FactKind.SHIFT_NOTE:
            told.append(fact.note)
    if shift.began_at is not None and now - shift.began_at > LONGEST:
        return Shift("")
    return shift


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the card: when (aware UTC), who (a name, or the code as it was read), why or what, and the id of the
    registrant, "" for nobody on the list.
    """

    at: datetime
    who: str
    reason: Reason | None = None
    note: str = ""
    registrant_id: str = ""


@dataclass(frozen=True, slots=True)
class Handover:
    """What the card says. `came` are the people whom this door checked in, each once, by the first method; `refused`
    the answers of this door that were no welcome, by reason, without a badge that was only read twice.
    """

    station: str
    shift: Shift
    until: datetime
    came: Mapping[Method, int]
    refused: Mapping[Reason, int]
    undone: int
    let_in_anyway: tuple[Line, ...]
    open_questions: tuple[Line, ...]
    notes: tuple[Line, ...]
    """Notes on people, and what was said to the next shift (with no name)."""


def handover(
    facts: Sequence[Fact],
    names: Mapping[str, str],
    inside: frozenset[tuple[str, str]],
    station: str,
    shift: Shift,
    now: datetime,
) -> Handover:
    """Make the card of a shift from the facts of its station since then, oldest first. `names` are those of the
    registrants by id; `inside` has session id and registrant id of whoever stands in a room. A question is open when
    somebody was sent to ask and is not in yet.
    """
    lifted = {fact.lifts for fact in facts if fact.kind is FactKind.UNDONE}
    came = [fact for fact in facts if fact.kind is FactKind.ADMITTED and fact.id not in lifted]
    refusals = ((fact, _reason(fact)) for fact in facts if fact.kind is FactKind.REFUSED)
    refused = [(fact, reason) for fact, reason in refusals if reason is not None and reason not in _AGAIN]
    asked: dict[str, Line] = {}
    for fact, reason in refused:
        who = fact.registrant_id or ""
        is_open = KIND_OF_REASON[reason] is VerdictKind.STOP and (fact.session_id, who) not in inside
        if is_open or reason is Reason.DIFFERENT_PERSON:
            asked[f"{reason} {who or fact.raw}"] = Line(
                fact.at, names.get(who, "") or fact.raw, reason, registrant_id=who
            )
    return Handover(
        station=station,
        shift=shift,
        until=now,
        came=Counter(_first_ways(came).values()),
        refused=Counter(reason for _, reason in refused),
        undone=len(lifted),
        let_in_anyway=tuple(
            Line(fact.at, names.get(fact.registrant_id or "", ""), _reason(fact), fact.note)
            for fact in came
            if fact.note or _reason(fact) is Reason.CANCELLED
        ),
        open_questions=tuple(asked.values()),
        notes=tuple(
            Line(fact.at, names.get(fact.registrant_id or "", ""), note=fact.note)
            for fact in facts
            if fact.kind in {FactKind.NOTED, FactKind.SHIFT_NOTE} and fact.note
        ),
    )


def _first_ways(came: Sequence[Fact]) -> dict[tuple[str, str | None], Method]:
    """How each person came to each session first: who left and came back is no second one."""
    ways: dict[tuple[str, str | None], Method] = {}
    for fact in came:
        if fact.method is not None and fact.reason != Reason.CAME_BACK:
            ways.setdefault((fact.session_id, fact.registrant_id), fact.method)
    return ways


def _reason(fact: Fact) -> Reason | None:
    """The answer that a fact keeps; None where it says something else, or where it was erased."""
    return Reason(fact.reason) if fact.reason in set(map(str, Reason)) else None
