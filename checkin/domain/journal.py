"""Facts: what happened at the stations, in order, never changed or deleted; and the fold that gives the state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class FactKind(StrEnum):
    """Everything that can happen to a person, and be recorded."""

    ADMITTED = "admitted"
    REFUSED = "refused"
    LEFT = "left"
    GUESTS = "guests"
    UNDONE = "undone"
    CORRECTED = "corrected"
    UNITED = "united"
    PARTED = "parted"
    BADGE_PRINTED = "badge_printed"
    BADGE_SPOILED = "badge_spoiled"
    BADGE_REPLACED = "badge_replaced"
    RACKED = "racked"
    NOTED = "noted"
    TESTED = "tested"
    DESK_CHECKED = "desk_checked"
    SHIFT_BEGAN = "shift_began"
    SHIFT_ENDED = "shift_ended"
    SHIFT_NOTE = "shift_note"
    ONLINE_MATCHED = "online_matched"
    ONLINE_IGNORED = "online_ignored"
    ONLINE_LIFTED = "online_lifted"
    ERASED = "erased"
    EVENT_ERASED = "event_erased"
    ERASURE_PLANNED = "erasure_planned"
    CLOSED = "closed"
    OPENED_AGAIN = "opened_again"
    EXPORTED = "exported"
    COPIED = "copied"


class Method(StrEnum):
    """How the desk came to the person."""

    SCAN = "scan"
    CAMERA = "camera"
    SEARCH = "search"
    WALK_IN = "walk_in"
    ONLINE = "online"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact. `id` is a UUID made before it is written, so that writing it twice changes nothing; `at` is aware UTC
    and `utc_offset` the laptop's offset in minutes; `lifts` names the fact that an undo lifts; `guests` says how many
    came with the person, of a fact of that kind.
    """

    id: str
    kind: FactKind
    session_id: str
    at: datetime
    utc_offset: int = 0
    registrant_id: str | None = None
    station: str = ""
    operator: str = ""
    method: Method | None = None
    reason: str = ""
    raw: str = ""
    lifts: str | None = None
    note: str = ""
    guests: int = 0


def door_notes(facts: Iterable[Fact]) -> dict[str, str]:
    """The fold of the notes: registrant id → what the door says when they come. The newest note stands."""
    notes = {fact.registrant_id: fact.note for fact in facts if fact.kind is FactKind.NOTED and fact.registrant_id}
    return {registrant_id: note for registrant_id, note in notes.items() if note}


def rack_slots(facts: Iterable[Fact]) -> dict[str, str]:
    """The fold of the rack: registrant id → where their badge lies. The newest slot counts; "" takes it out."""
    slots = {fact.registrant_id: fact.note for fact in facts if fact.kind is FactKind.RACKED and fact.registrant_id}
    return {registrant_id: slot for registrant_id, slot in slots.items() if slot}


def printed_badges(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    """The fold of the badges: registrant id → the prints of their badge that came out, in order. A print that was
    cancelled or that failed is lifted by the fact that says so.
    """
    printed: dict[str, Fact] = {}
    for fact in facts:
        if fact.kind is FactKind.BADGE_PRINTED:
            printed[fact.id] = fact
        elif fact.kind is FactKind.BADGE_SPOILED and fact.lifts is not None:
            printed.pop(fact.lifts, None)
    found: dict[str, list[Fact]] = {}
    for fact in printed.values():
        if fact.registrant_id is not None:
            found.setdefault(fact.registrant_id, []).append(fact)
    return found


def replaced_codes(facts: Iterable[Fact]) -> set[str]:
    """The fold of the badges that were replaced: their codes, which admit nobody any more."""
    return {code for fact in facts if fact.kind is FactKind.BADGE_REPLACED for code in fact.raw.split()}


def erased(facts: Iterable[Fact]) -> tuple[set[str], int]:
    """The fold of the erasures: the ids of the people who were erased one by one, and the number of the last registrant
    who was on the list when the whole event was erased (0: it was not), whose people are all erased.
    """
    people, up_to = set(), 0
    for fact in facts:
        if fact.kind is FactKind.ERASED:
            people.update(fact.note.split())
        elif fact.kind is FactKind.EVENT_ERASED:
            up_to = max(up_to, int(fact.note))
    return people, up_to


def closings(facts: Iterable[Fact]) -> dict[str, Fact]:
    """The fold of the closings: the id of each session that is closed now → the fact that closed it."""
    closed: dict[str, Fact] = {}
    for fact in facts:
        if fact.kind is FactKind.CLOSED:
            closed[fact.session_id] = fact
        elif fact.kind is FactKind.OPENED_AGAIN:
            closed.pop(fact.session_id, None)
    return closed


def planned_erasure(facts: Iterable[Fact]) -> Fact | None:
    """The fold of the plans: the fact that says on which day everybody of the event is to be erased (its note, as ISO
    8601; "" for on no day). None when nobody has said so, or when the event was erased.
    """
    planned: Fact | None = None
    for fact in facts:
        if fact.kind is FactKind.ERASURE_PLANNED:
            planned = fact
        elif fact.kind is FactKind.EVENT_ERASED:
            planned = None
    return planned


@dataclass(frozen=True, slots=True)
class Stay:
    """A check-in that stands: the facts that make it, in order. The first admitted the person; then they may have left,
    come back, and said how many guests are with them.
    """

    facts: tuple[Fact, ...]

    @property
    def entered(self) -> Fact:
        """The fact by which the person is an attendee."""
        return self.facts[0]

    @property
    def last(self) -> Fact:
        """The newest fact of coming or leaving: what an undo lifts."""
        return next(fact for fact in reversed(self.facts) if fact.kind is not FactKind.GUESTS)

    @property
    def is_out(self) -> bool:
        """Whether the person has left and not come back."""
        return self.last.kind is FactKind.LEFT

    @property
    def times(self) -> tuple[tuple[datetime, datetime | None], ...]:
        """When the person came in and left again (aware UTC), each time; None: not left again."""
        times: list[tuple[datetime, datetime | None]] = []
        for fact in self.facts:
            is_in = bool(times) and times[-1][1] is None
            if fact.kind is FactKind.ADMITTED and not is_in:
                times.append((fact.at, None))
            elif fact.kind is FactKind.LEFT and is_in:
                times[-1] = (times[-1][0], fact.at)
        return tuple(times)

    @property
    def guests(self) -> int:
        """How many guests came with the person, as was said last."""
        return next((fact.guests for fact in reversed(self.facts) if fact.kind is FactKind.GUESTS), 0)


_OF_A_STAY = {FactKind.ADMITTED, FactKind.LEFT, FactKind.GUESTS}


def stays(facts: Iterable[Fact]) -> dict[tuple[str, str], Stay]:
    """The fold: for each (session id, registrant id) the check-in that stands.

    Facts come in the order in which they were written; of several admissions of one person (two doors may both have
    admitted while apart) the first stands. An undo lifts exactly the fact that it names, and no other door's; where
    that is the one that admitted, what followed goes with it. Who has left and is admitted has come back.
    """
    standing: dict[tuple[str, str], list[list[Fact]]] = {}
    where: dict[str | None, list[list[Fact]]] = {}
    lifted: set[str | None] = set()
    for fact in facts:
        if fact.kind is FactKind.UNDONE:
            lifted.add(fact.lifts)
            _lift(where.get(fact.lifts, []), fact.lifts)
        elif fact.kind in _OF_A_STAY and fact.registrant_id is not None and fact.id not in lifted:
            at_once = where[fact.id] = standing.setdefault((fact.session_id, fact.registrant_id), [])
            _go_on(at_once, fact)
    return {key: Stay(tuple(at_once[0])) for key, at_once in standing.items() if at_once}


def _go_on(at_once: list[list[Fact]], fact: Fact) -> None:
    """What a fact does to the check-ins of one person that stand at once."""
    is_out = bool(at_once) and Stay(tuple(at_once[0])).is_out
    match fact.kind:
        case FactKind.ADMITTED if is_out:
            at_once[0].append(fact)
        case FactKind.ADMITTED:
            at_once.append([fact])
        case FactKind.LEFT if at_once and not is_out:
            at_once[0].append(fact)
        case FactKind.GUESTS if at_once:
            at_once[0].append(fact)
        case _:
            pass


def _lift(at_once: list[list[Fact]], fact_id: str | None) -> None:
    for stay in at_once:
        if stay[0].id == fact_id:
            at_once.remove(stay)
            return
        stay[:] = [fact for fact in stay if fact.id != fact_id]


def standing_entries(facts: Iterable[Fact]) -> dict[tuple[str, str], Fact]:
    """The fold: for each (session id, registrant id) the fact that makes the person an attendee."""
    return {key: stay.entered for key, stay in stays(facts).items()}


def standing_online(facts: Iterable[Fact]) -> dict[tuple[str, str], Fact]:
    """The fold of what was decided about those online: for each (session id, key of the entry) the fact that stands.

    The key is the fact's `raw`. Of several decisions the last one stands that was not lifted.
    """
    decided: list[Fact] = []
    lifted: set[str | None] = set()
    for fact in facts:
        if fact.kind in {FactKind.ONLINE_MATCHED, FactKind.ONLINE_IGNORED}:
            decided.append(fact)
        elif fact.kind is FactKind.ONLINE_LIFTED:
            lifted.add(fact.lifts)
    return {(fact.session_id, fact.raw): fact for fact in decided if fact.id not in lifted}
