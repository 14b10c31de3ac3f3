"""Two entries are one person, or they are not: unite them, and part them again, with nothing lost on either way."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from checkin.domain.code import fold_code, is_own_code, new_code, read
from checkin.domain.errors import DeskError
from checkin.domain.journal import Fact, FactKind, Stay, stays
from checkin.domain.registrant import Registrant
from checkin.services import filled_entries
from checkin.services.place import Place
from checkin.storage import erasing, journal, list_imports, rack, registrants, united
from checkin.storage.event_file import EventFile, Tx
from checkin.storage.united import WentOver


def _refuse_erased(tx: Tx, *ids: str) -> None:
    if erasing.ids(tx).intersection(ids):
        raise DeskError("This person was erased.", "Choose another person.")


def unite(event: EventFile, kept: str, given: str, place: Place, now: datetime) -> Registrant:
    """Make two entries one person, under the id and the name of `kept`. All codes of both admit from now on, a
    check-in of either stands, and what only the other said is filled in. Raises DeskError.
    """
    with event.tx() as tx:
        _refuse_erased(tx, kept, given)
        if kept == given or united.standing_for(tx, kept) != kept or united.standing_for(tx, given) != given:
            raise DeskError("These two are one person already.", "Choose another person.")
        person = unite_in(tx, kept, given, now)
        journal.record(tx, _fact(FactKind.UNITED, kept, given, place, now))
    return person


def part(event: EventFile, given: str, place: Place, now: datetime) -> Registrant:
    """Make an entry a person of its own again, as before it was united; returns that person. Raises DeskError."""
    with event.tx() as tx:
        _refuse_erased(tx, given)
        kept = united.standing_for(tx, given)
        person = part_in(tx, given, now)
        united.keep_apart(tx, [(kept, given)])
        journal.record(tx, _fact(FactKind.PARTED, kept, given, place, now))
    return person


def two_people(event: EventFile, one: str, other: str) -> None:
    """Write down that two people who look like one are two, so that neither a list nor the closing asks again."""
    with event.tx() as tx:
        united.keep_apart(tx, [(one, other)])


def with_whom(event: EventFile, registrant_id: str) -> list[Registrant]:
    """The entries that are united with a registrant."""
    with event.reading() as tx:
        return [_one(tx, given) for given in united.with_whom(tx, registrant_id)]


def _fact(kind: FactKind, kept: str, given: str, place: Place, now: datetime) -> Fact:
    fact = Fact(str(uuid.uuid4()), kind, place.session.id, now, registrant_id=kept, note=given)
    return replace(fact, station=place.station, operator=place.operator)


def _one(tx: Tx, registrant_id: str) -> Registrant:
    person = registrants.one(tx, registrant_id)
    if person is None:
        raise DeskError("This person is no longer on the list.", "Search by name.")
    return person


def unite_in(tx: Tx, kept: str, given: str, now: datetime, codes: Sequence[str] = ()) -> Registrant:
    """The same inside a transaction. `codes`: those of `kept` that are the other entry's, as a list says; they go back
    when the two are parted.
    """
    person, other = _one(tx, kept), _one(tx, given)
    moved = registrants.move_codes(tx, given, kept)
    sessions = list_imports.sessions_of(tx, given)
    for session_id in sessions:
        list_imports.unregister(tx, given, session_id)
    new = [session_id for session_id in sessions if list_imports.register(tx, [kept], session_id)]
    entries = [_carry(tx, kept, stay, now) for stay in _stays_of(tx, given)]
    went_over = WentOver(
        (*moved, *map(fold_code, codes)),
        tuple(sessions),
        tuple(new),
        entries=tuple(entries),
        note=_bring_note(tx, kept, given, now),
    )
    filled, went_over = filled_entries.fill(tx, person, other, went_over)
    _move_slot(tx, given, kept, now)
    united.unite(tx, given, kept, went_over)
    registrants.find_no_more(tx, given)
    after = replace(_one(tx, kept), details=filled.details)
    registrants.correct(tx, after)
    return after


def _stays_of(tx: Tx, registrant_id: str) -> list[Stay]:
    return list(stays(journal.facts(tx, registrant_id)).values())


def _carry(tx: Tx, kept: str, stay: Stay, now: datetime) -> tuple[str, str]:
    """Let the registrant stand in the room instead of the entry, since the same time, or have left as they did; unless
    they stand there already.
    """
    got, stands = "", journal.standing(tx).get((stay.entered.session_id, kept))
    if stands is None:
        got = _copy(tx, [replace(fact, raw="") for fact in stay.facts], kept)
    elif stay.guests > stands.guests:
        _copy(tx, [fact for fact in stay.facts if fact.kind is FactKind.GUESTS][-1:], kept)
    _lift(tx, stay.entered, now)
    return stay.entered.id, got


def _copy(tx: Tx, facts: Sequence[Fact], registrant_id: str) -> str:
    """Write facts anew for a registrant; returns the id of the first one."""
    copies = [replace(fact, id=str(uuid.uuid4()), registrant_id=registrant_id) for fact in facts]
    for fact in copies:
        journal.record(tx, fact)
    return copies[0].id


def _bring_note(tx: Tx, kept: str, given: str, now: datetime) -> tuple[str, str]:
    """Let the door say of the registrant what it said of the entry too; their note before and after."""
    before, brought = (journal.door_notes(tx, one).get(one, "") for one in (kept, given))
    parts = [before, *([] if brought in before else [brought])]
    after = " · ".join(filter(None, parts))
    _note(tx, kept, given, after, now)
    return before, after


def _take_note_back(tx: Tx, kept: str, given: str, went_over: WentOver, now: datetime) -> None:
    before, after = went_over.note
    # Unless somebody has written another note since.
    if journal.door_notes(tx, kept).get(kept, "") == after:
        _note(tx, kept, given, before, now)


def _note(tx: Tx, registrant_id: str, said_of: str, note: str, now: datetime) -> None:
    """Write another note on a registrant, in the name of who last wrote one on `said_of`."""
    if note == journal.door_notes(tx, registrant_id).get(registrant_id, ""):
        return
    said = [fact for fact in journal.facts(tx, said_of) if fact.kind is FactKind.NOTED][-1]
    journal.record(tx, replace(said, id=str(uuid.uuid4()), registrant_id=registrant_id, at=now, note=note))


def _move_slot(tx: Tx, giver: str, taker: str, now: datetime) -> None:
    """The badge that lies in the rack is the other one's, unless they have one there: then both lie there. The reason
    of the fact says whose it was.
    """
    slots = rack.slots(tx)
    if giver in slots and taker not in slots:
        said = _racked(tx, giver)[-1]
        for who, slot, whose in ((giver, "", ""), (taker, slots[giver], giver)):
            fact = replace(said, id=str(uuid.uuid4()), registrant_id=who, at=now, note=slot, reason=whose)
            journal.record(tx, fact)


def _give_slot_back(tx: Tx, kept: str, given: str, now: datetime) -> None:
    """A slot that came with the entry goes back with it, unless slots were given anew since."""
    said = _racked(tx, kept)
    if said and said[-1].reason == given:
        _move_slot(tx, kept, given, now)


def _racked(tx: Tx, registrant_id: str) -> list[Fact]:
    return [fact for fact in journal.facts(tx, registrant_id) if fact.kind is FactKind.RACKED]


def _hand_over(tx: Tx, given: str, stay: Stay, now: datetime) -> None:
    _lift(tx, stay.entered, now)
    if (stay.entered.session_id, given) not in journal.standing(tx):
        _copy(tx, stay.facts, given)


def _lift(tx: Tx, fact: Fact, now: datetime) -> None:
    lifting = Fact(str(uuid.uuid4()), FactKind.UNDONE, fact.session_id, now, registrant_id=fact.registrant_id)
    journal.record(tx, replace(lifting, lifts=fact.id, station=fact.station, operator=fact.operator))


def part_in(tx: Tx, given: str, now: datetime) -> Registrant:
    """The same as `part` inside a transaction, without a word in the journal but the check-ins that go back."""
    filled_entries.take_back(tx, given)
    parted = united.part(tx, given)
    if parted is None:
        raise DeskError("These two are different people already.", "Look at the person again.")
    into, went_over = parted
    kept = united.standing_for(tx, into)
    registrants.move_codes(tx, kept, given, went_over.codes)
    for session_id in went_over.sessions:
        list_imports.register(tx, [given], session_id)
    seen_in = {fact.session_id for fact in journal.facts(tx, kept)}
    for session_id in set(went_over.new_sessions) - seen_in:
        list_imports.unregister(tx, kept, session_id)
    for stay in _stays_of(tx, kept):
        # By whose ticket somebody came in meanwhile, they came.
        raw = stay.entered.raw
        if raw and went_over.codes and set(read(raw).lookups) & set(went_over.codes):
            _hand_over(tx, given, stay, now)
    for own, got in went_over.entries:
        _give_back(tx, kept, given, own, _followed(tx, into, got), now)
    _take_note_back(tx, kept, given, went_over, now)
    _give_slot_back(tx, kept, given, now)
    registrants.correct(tx, _one(tx, kept))  # They are no longer found by the other's words.
    other = _one(tx, given)
    if not any(map(is_own_code, other.codes)):
        registrants.add_codes(tx, [(given, new_code())])
        other = _one(tx, given)
    registrants.correct(tx, other)
    return other


def _followed(tx: Tx, registrant_id: str, fact_id: str) -> str:
    """What became of a check-in that a registrant got, who may have gone up in others since: the id of the fact where
    it stands now, "" where the last one came themselves. It goes back past them, and is none of theirs any more.
    """
    pairs = united.into(tx)
    while fact_id and registrant_id in pairs:
        went_over = united.directly(tx, pairs[registrant_id])[registrant_id]
        got = dict(went_over.entries)
        if fact_id not in got:
            break
        rest = tuple(pair for pair in went_over.entries if pair[0] != fact_id)
        united.amend(tx, registrant_id, replace(went_over, entries=rest))
        registrant_id, fact_id = pairs[registrant_id], got[fact_id]
    return fact_id


def _give_back(tx: Tx, kept: str, given: str, own: str, got: str, now: datetime) -> None:
    """A check-in that went over goes back, unless it was undone meanwhile."""
    facts = list(journal.facts(tx, kept, given))
    first = next((fact for fact in facts if fact.id == own), None)
    if first is None:
        return
    # As the entry stood when it was given up, or as the registrant has stood for it since.
    before = stays(fact for fact in facts if fact.lifts != own).get((first.session_id, given))
    since = stays(facts).get((first.session_id, kept))
    if got:
        if since is None or since.entered.id != got:
            return
        _lift(tx, since.entered, now)
    later = since.facts[1:] if got and since is not None else before.facts[1:] if before is not None else ()
    if (first.session_id, given) not in journal.standing(tx):
        _copy(tx, [first, *later], given)
