"""What a person has said about doubts: now, looking at a list, and before, when entries were united."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from operator import attrgetter

from checkin.domain.code import fold_code
from checkin.domain.list_doubts import are_apart, questions
from checkin.domain.list_matching import Person
from checkin.domain.lists import Choices, Doubtful, Memory, Merged, United
from checkin.domain.registrant import Details, Registrant
from checkin.domain.same_person import Identity, address, best_status, filled, identity, who

_SAID_SAME = "You said that this is the same person as row {row}."


def take_over(person: Person, other: Person) -> None:
    """Give a person the rows and the codes of another entry of theirs."""
    person.codes = {**person.codes, **{of: code for of, code in other.codes.items() if of not in person.codes}}
    person.rows += other.rows


def _merge(person: Person, other: Person, merged: list[Merged]) -> None:
    """Let `other` go up in `person`, as somebody has said."""
    merged[:] = [replace(row, into=person.row) if row.into == other.row else row for row in merged]
    merged.append(Merged(other.row, person.row, _SAID_SAME.format(row=person.row)))
    take_over(person, other)


def given_up_before(people: Iterable[Person], have: Sequence[Registrant], memory: Memory) -> dict[Person, Registrant]:
    """Those who are entries that were united with a registrant before, whatever ticket they bear, with whom."""
    if not memory.united:
        return {}
    known = {registrant.id: registrant for registrant in have}
    before: dict[Identity, Registrant] = {}
    for seen in memory.united:
        registrant = known.get(seen.into)
        if registrant is not None and identity(seen.details) not in {
            identity(registrant.details),
            identity(memory.as_listed.get(registrant.id, registrant.details)),
        }:
            before[identity(seen.details)] = registrant
    return {person: before[person.identity] for person in people if person.identity in before}


def recall(people: list[Person], merged: list[Merged], again: Mapping[Person, Registrant]) -> None:
    """Let entries that were united with a registrant before be that registrant's again."""
    by_id = {person.has.id: person for person in people if person.has is not None}
    for other, registrant in again.items():
        person = by_id.get(registrant.id)
        if person is None:
            other.details, other.has = filled(registrant.details, other.details), registrant
            by_id[registrant.id] = other
            people.append(other)
        else:
            # What the event knows stands before what only the other entry says, as when the two were united.
            status = best_status(person.details, other.details)
            known = filled(person.details, registrant.details)
            person.details = replace(filled(known, other.details), status=status)
            _merge(person, other, merged)
    if again:
        people.sort(key=lambda person: person.row)


def count_other_entries(people: Sequence[Person], again: Iterable[Person], memory: Memory) -> None:
    """Let the entries that were united with a registrant, and are not on this list, go on to count for the status."""
    others: dict[str, list[Details]] = {}
    for seen in filter(attrgetter("is_entry"), memory.united):
        others.setdefault(seen.into, []).append(seen.details)
    if not others:
        return
    on_list = {person.identity for person in (*people, *again)}
    for person in people:
        if person.has is not None and person.has.id in others:
            absent = [entry for entry in others[person.has.id] if identity(entry) not in on_list]
            person.details = replace(person.details, status=best_status(person.details, *absent))


@dataclass(slots=True)
class Said:
    """What a person has said about doubts: pairs that are one person, and pairs that are not."""

    same: list[tuple[Person, Person, Sequence[str]]] = field(default_factory=list)
    """The person, another entry of theirs, and the folded codes that are that entry's alone."""
    registrants: list[tuple[Person, Registrant]] = field(default_factory=list)
    different: list[tuple[Person | Registrant, Person | Registrant]] = field(default_factory=list)

    @property
    def given(self) -> set[str]:
        """The registrants who go up in another one."""
        return {other.has.id for _, other, _ in self.same if other.has} | {other.id for _, other in self.registrants}

    def united(self, new_ids: Callable[[int], Sequence[str]]) -> Iterable[United]:
        """The entries that go up in a registrant, once everybody new is one."""
        gone = {other: person for person, other, _ in self.same}
        for one, other, folded in self.same:
            person = one
            while person.has is None and person in gone:
                # Another answer has let them go up in somebody else.
                person = gone[person]
            if person.has is not None:
                codes = tuple(person.codes[code] for code in folded if code in person.codes)
                given = other.has or Registrant(new_ids(1)[0], other.details, codes=codes)
                yield United(person.has.id, given, is_new=other.has is None)
        for person, registrant in self.registrants:
            if person.has is not None:
                yield United(person.has.id, registrant, is_new=False)

    def apart(self) -> Iterable[tuple[str, str]]:
        """The pairs of ids that are different people."""
        for one, other in self.different:
            ids = [one_of.has if isinstance(one_of, Person) else one_of for one_of in (one, other)]
            if ids[0] is not None and ids[1] is not None and ids[0] != ids[1]:
                yield ids[0].id, ids[1].id


def ask(
    people: list[Person],
    merged: list[Merged],
    have: Sequence[Registrant],
    memory: Memory,
    choices: Choices,
    said: Said,
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
    said: Said,
) -> None:
    # Whom the event has, else who has an address: by it the next list will know them.
    person = max(on_list, key=lambda one: (one.has is not None, one.address != "", -one.row))
    if person.has is None and _has_moved(person, on_list, in_event):
        # The newer list knows the address; by the old one an older list is recognised.
        person.has = in_event[0]
        before = person.has.details
        said.same.append((person, Person(person.row, before, identity(before), {}, (person.row,)), ()))
    elif person.has is None and in_event:
        # As it stands on the list it is another entry of the registrant, whose own details stay.
        entry = replace(person, rows=(person.row,))
        person.has = in_event[0]
        person.details = filled(person.has.details, person.details)
        if identity(person.details) == entry.identity:
            # From now on the registrant is known by this very row, which says how they stand.
            person.details = replace(person.details, status=entry.details.status)
        said.same.append((person, entry, _only_of(entry, {fold_code(code) for code in person.has.codes})))
    for other in on_list:
        if other is not person:
            theirs = {*person.codes, *(fold_code(code) for code in (person.has.codes if person.has else ()))}
            said.same.append((person, other, _only_of(other, theirs)))
            if other.has is not None and identity(other.has.details) != other.identity:
                # The event has them otherwise than the list, which will go on to say so.
                said.same.append((person, replace(other, has=None), ()))
            _merge(person, other, merged)
            people.remove(other)
    said.registrants += [(person, registrant) for registrant in in_event if registrant is not person.has]


def _has_moved(person: Person, on_list: Sequence[Person], in_event: Sequence[Registrant]) -> bool:
    """Whether the list has a registrant under a new address, and under no other."""
    return (
        len(on_list) == len(in_event) == 1
        and person.address != ""
        and address(in_event[0].details.email) != ""
        and person.who == who(in_event[0].details)
        and not in_event[0].walk_in
    )


def _only_of(entry: Person, others: Container[str]) -> list[str]:
    return [folded for folded in entry.codes if folded not in others]
