"""A registrant list against what the event has: who is new, changed, the same person twice, or doubtful."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from checkin.domain.code import fold_code, is_own_code, new_code
from checkin.domain.list_doubts import are_apart, new_names, questions, settle_codes, third_words
from checkin.domain.list_matching import Person, match
from checkin.domain.lists import (
    Change,
    Choices,
    Doubtful,
    ListPerson,
    Memory,
    Merged,
    Overruled,
    Plan,
    RegistrantList,
    Skipped,
    United,
)
from checkin.domain.registrant import Details, Registrant, new_id
from checkin.domain.same_person import Identity, corrected, filled, identity, joined, updated

_SAID_SAME = "You said that this is the same person as row {row}."


def plan(
    source: RegistrantList,
    have: Sequence[Registrant],
    new_id: Callable[[], str] = new_id,
    new_code: Callable[[], str] = new_code,
    *,
    memory: Memory | None = None,
    choices: Choices | None = None,
) -> Plan:
    """What the list means for the event's registrants `have`. Nobody is ever removed; ids and own codes stay, and so
    does what the desk has corrected, unless a person chose otherwise.

    Rows are one person when address and name agree, or, without an address, name and organisation. A person is in
    the event already by address and name, then by code, then by an address that is unique on both sides and a name
    that is not wholly another.
    """
    memory, choices = memory or Memory(), choices or Choices()
    people, merged = _unite_rows(source.people)
    match(people, have, memory.as_listed)
    _recall(people, merged, have, memory)
    said = _Said()
    doubtful = _ask(people, merged, have, memory, choices, said)
    doubtful += settle_codes(people, have)
    skipped = [*source.skipped, *_leave(people, merged, choices)]
    corrections = _corrections(people, memory.as_listed, with_status="status" in source.columns)
    overruled = [seen for person in people if (seen := _overruled(person, corrections))]
    kept = {seen.registrant.id: tuple(seen.fields) for seen in overruled if seen.row not in choices.take}
    doubtful += new_names(people, kept)
    doubtful += third_words((seen for seen in overruled if seen.registrant.id in kept), memory.as_listed)
    doubtful.sort(key=lambda doubt: doubt.rows)
    somebody_new = any(person.has is None for person in people)
    taken = {fold_code(code) for registrant in have for code in registrant.codes} if somebody_new else set()
    added: list[Registrant] = []
    changed: list[Change] = []
    unchanged: list[Registrant] = []
    for person in people:
        if person.has is None:
            person.has = _new(person, taken, new_id, new_code)
            added.append(person.has)
        elif person.row not in choices.leave and (
            change := _change(person.has, person, kept.get(person.has.id, ()), with_status="status" in source.columns)
        ):
            changed.append(change)
        else:
            unchanged.append(person.has)
    matched = {person.has.id for person in people if person.has is not None} | said.given
    return Plan(
        source,
        choices,
        added=tuple(added),
        changed=tuple(changed),
        unchanged=tuple(unchanged),
        merged=tuple(sorted(merged, key=lambda row: row.row)),
        skipped=tuple(sorted(skipped, key=lambda row: row.row)),
        doubtful=tuple(doubtful),
        overruled=tuple(overruled),
        as_listed={
            key: seen.now
            for key, seen in corrections.items()
            if seen.now != seen.before and seen.row not in choices.leave
        },
        missing=tuple(registrant for registrant in have if not registrant.walk_in and registrant.id not in matched),
        united=tuple(said.united(new_id)),
        apart=tuple(said.apart()),
        rows={person.has.id: person.row for person in people if person.has is not None},
    )


def _unite_rows(rows: Iterable[ListPerson]) -> tuple[list[Person], list[Merged]]:
    people: dict[object, Person] = {}
    merged = []
    for row in rows:
        codes = {fold_code(code): code for code in row.codes} if row.codes else {}
        new = Person(row.row, row.details, identity(row.details), codes, rows=[row.row])
        # Rows with nothing but an organisation are that many seats of it, whose names are not known yet.
        key: object = new.identity if new.address or new.who else row.row
        person = people.setdefault(key, new)
        if person is not new:
            person.details = joined(person.details, row.details)
            _take_over(person, new)
            same = "address and name" if new.address else "name and organisation"
            merged.append(Merged(row.row, person.row, f"The same {same} as row {person.row}."))
    return list(people.values()), merged


def _take_over(person: Person, other: Person) -> None:
    person.codes |= {folded: code for folded, code in other.codes.items() if folded not in person.codes}
    person.rows += other.rows


def _merge(person: Person, other: Person, merged: list[Merged]) -> None:
    """Let `other` go up in `person`, as somebody has said."""
    merged[:] = [replace(row, into=person.row) if row.into == other.row else row for row in merged]
    merged.append(Merged(other.row, person.row, _SAID_SAME.format(row=person.row)))
    _take_over(person, other)


def _recall(people: list[Person], merged: list[Merged], have: Sequence[Registrant], memory: Memory) -> None:
    """Entries that were united with a registrant before are that registrant's again."""
    known = {registrant.id: registrant for registrant in have}
    before: dict[Identity, str] = {identity(seen.details): seen.into for seen in memory.united if seen.into in known}
    if not before:
        return
    by_id = {person.has.id: person for person in people if person.has is not None}
    for other in [person for person in people if person.has is None and person.identity in before]:
        registrant = known[before[other.identity]]
        person = by_id.get(registrant.id)
        if person is None:
            other.details, other.has = filled(registrant.details, other.details), registrant
            by_id[registrant.id] = other
        else:
            person.details = filled(person.details, other.details)
            _merge(person, other, merged)
            people.remove(other)


@dataclass(slots=True)
class _Said:
    """What a person has said about doubts: pairs that are one person, and pairs that are not."""

    same: list[tuple[Person, Person]] = field(default_factory=list)
    registrants: list[tuple[Person, Registrant]] = field(default_factory=list)
    different: list[tuple[Person | Registrant, Person | Registrant]] = field(default_factory=list)

    @property
    def given(self) -> set[str]:
        """The registrants who go up in another one."""
        return {other.has.id for _, other in self.same if other.has} | {other.id for _, other in self.registrants}

    def united(self, new_id: Callable[[], str]) -> Iterable[United]:
        for person, other in self.same:
            if person.has is not None:
                given = other.has or Registrant(new_id(), other.details, codes=tuple(other.codes.values()))
                yield United(person.has.id, given, is_new=other.has is None)
        for person, registrant in self.registrants:
            if person.has is not None:
                yield United(person.has.id, registrant, is_new=False)

    def apart(self) -> Iterable[tuple[str, str]]:
        for one, other in self.different:
            ids = [one_of.has if isinstance(one_of, Person) else one_of for one_of in (one, other)]
            if ids[0] is not None and ids[1] is not None and ids[0] != ids[1]:
                yield ids[0].id, ids[1].id


def _ask(
    people: list[Person],
    merged: list[Merged],
    have: Sequence[Registrant],
    memory: Memory,
    choices: Choices,
    said: _Said,
) -> list[Doubtful]:
    """Carry out the answers to the questions, and return those questions that are still open."""
    still_open = []
    known = {registrant.id: registrant for registrant in have}
    by_row = {person.row: person for person in people}
    for doubt in questions(people, have):
        answer = choices.answers.get(doubt.key)
        if answer is None:
            if not are_apart(doubt, memory.apart):
                still_open.append(doubt)
            continue
        on_list = list(dict.fromkeys(by_row[party.row] for party in doubt.parties if party.row))
        in_event = [known[party.registrant_id] for party in doubt.parties if not party.row and party.registrant_id]
        if answer:
            _one_person(on_list, in_event, people, merged, said)
            first = next(person for person in on_list if person in people)
            by_row |= {row: first for row, person in by_row.items() if person in on_list}
        else:
            said.different += combinations([*on_list, *in_event], 2)
    return still_open


def _one_person(
    on_list: Sequence[Person],
    in_event: Sequence[Registrant],
    people: list[Person],
    merged: list[Merged],
    said: _Said,
) -> None:
    person = next((person for person in on_list if person.has is not None), on_list[0])
    for other in on_list:
        if other is not person:
            _merge(person, other, merged)
            people.remove(other)
            said.same.append((person, other))
    for registrant in in_event:
        if person.has is None:
            person.has = registrant
        elif person.has != registrant:
            said.registrants.append((person, registrant))


def _leave(people: list[Person], merged: list[Merged], choices: Choices) -> Iterable[Skipped]:
    """Take away the new people whom a person does not want, with all their rows."""
    for person in [person for person in people if person.has is None and person.row in choices.leave]:
        people.remove(person)
        merged[:] = [row for row in merged if row.into != person.row]
        for row in person.rows:
            yield Skipped(row, "Left out by choice.")


@dataclass(frozen=True, slots=True)
class _Correction:
    """A registrant whom the desk has corrected: in which fields, and what the list said before and says now."""

    row: int
    fields: tuple[str, ...]
    before: Details
    now: Details


def _corrections(
    people: Iterable[Person], as_listed: Mapping[str, Details], *, with_status: bool
) -> dict[str, _Correction]:
    found = {}
    for person in people:
        before = as_listed.get(person.has.id) if person.has is not None else None
        if person.has is not None and before is not None:
            now, _ = updated(before, person.details, with_status=with_status)
            found[person.has.id] = _Correction(person.row, corrected(person.has.details, before), before, now)
    return found


def _overruled(person: Person, corrections: Mapping[str, _Correction]) -> Overruled | None:
    seen = corrections.get(person.has.id) if person.has is not None else None
    if person.has is None or seen is None:
        return None
    pairs = {name: (getattr(person.has.details, name), getattr(seen.now, name)) for name in seen.fields}
    return Overruled(person.row, person.has, pairs) if any(kept != told for kept, told in pairs.values()) else None


def _new(person: Person, taken: set[str], new_id: Callable[[], str], new_code: Callable[[], str]) -> Registrant:
    """A new registrant. A list that we exported brings our own codes: the badges already printed stay valid."""
    own = next((code for code in person.codes.values() if is_own_code(code)), "") if person.codes else ""
    while not own or (own not in person.codes.values() and fold_code(own) in taken):
        own = new_code()
    taken.add(fold_code(own))
    codes = tuple(dict.fromkeys((own, *person.codes.values()))) if person.codes else (own,)
    return Registrant(new_id(), person.details, codes=codes)


def _change(has: Registrant, person: Person, kept: Sequence[str], *, with_status: bool) -> Change | None:
    details, fields = updated(has.details, person.details, with_status=with_status)
    if kept:
        details = replace(details, **{name: getattr(has.details, name) for name in kept})
        fields = tuple(name for name in fields if name not in kept)
    known = {fold_code(code) for code in has.codes} if person.codes else set()
    codes = tuple(code for folded, code in person.codes.items() if folded not in known)
    if not fields and not codes:
        return None
    return Change(
        replace(has, details=details, codes=(*has.codes, *codes)), has, (*fields, *(("codes",) if codes else ())), codes
    )
