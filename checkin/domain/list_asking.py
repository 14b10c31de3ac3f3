"""Questions about who is who on a list, and what becomes of rows and registrants when somebody answers them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from itertools import combinations
from operator import attrgetter

from checkin.domain.code import fold_code
from checkin.domain.list_answers import Said, go_up, told
from checkin.domain.list_doubts import are_apart, questions
from checkin.domain.list_matching import Person
from checkin.domain.lists import Choices, Doubtful, Memory, Merged
from checkin.domain.registrant import Registrant
from checkin.domain.same_person import address, filled, filled_beside, identity, who


def ask(
    people: list[Person],
    merged: list[Merged],
    have: Sequence[Registrant],
    memory: Memory,
    choices: Choices,
    said: Said,
) -> list[Doubtful]:
    """Carry out the answers to the questions, and return those questions that are still open."""
    known = {registrant.id: registrant for registrant in have}
    by_row = {person.row: person for person in people}
    asked = questions(people, have)
    # Several answers may be about one person, so they are carried out together and not one after the other.
    groups = _groups(_parties(doubt, by_row) for doubt in asked if choices.answers.get(doubt.key))
    stands_for: dict[Person | str, Person] = {}
    for group in {id(group): group for group in groups.values()}.values():
        on_list = sorted((one for one in group if isinstance(one, Person)), key=attrgetter("row"))
        in_event = [known[one] for one in group if isinstance(one, str)]
        stands_for |= dict.fromkeys(group, _one_person(on_list, in_event, people, merged, said, memory))
    still_open = []
    for doubt in asked:
        answer, parties = choices.answers.get(doubt.key), _parties(doubt, by_row)
        different = list(dict.fromkeys(stands_for.get(one, one) for one in parties))
        if answer is False:
            said.different += combinations([known[one] if isinstance(one, str) else one for one in different], 2)
        elif answer is None and len(different) != 1 and not are_apart(doubt, memory.apart):
            still_open.append(doubt)
    return still_open


def _parties(doubt: Doubtful, by_row: Mapping[int, Person]) -> list[Person | str]:
    """Those whom a doubt is about: people of the list, and the ids of registrants who are not on it."""
    return [by_row[party.row] if party.row else party.registrant_id or "" for party in doubt.parties]


def _groups(said_same: Iterable[Sequence[Person | str]]) -> dict[Person | str, list[Person | str]]:
    """Who is one person by all the answers together: each with all of their group."""
    groups: dict[Person | str, list[Person | str]] = {}
    for parties in said_same:
        group = list(dict.fromkeys(one for party in parties for one in groups.get(party, [party])))
        groups |= dict.fromkeys(group, group)
    return groups


def _one_person(
    on_list: Sequence[Person],
    in_event: Sequence[Registrant],
    people: list[Person],
    merged: list[Merged],
    said: Said,
    memory: Memory,
) -> Person:
    """Let those of a group be one person; returns that person."""
    # Whom the event has, else who has an address.
    first = max(on_list, key=lambda one: (one.has is not None, one.address != "", -one.row))
    known_by = _known_by(first, on_list, in_event, memory)
    person = known_by or first
    if first.has is not None:
        if person is not first:
            if person.has is not None:
                said.same.append((person, replace(person), ()))
            person.has, first.has = first.has, None
    elif in_event:
        _be(person, in_event[0], memory, said, by_this_row=known_by is not None)
    for other in on_list:
        if other is not person:
            theirs = {*person.codes, *(fold_code(code) for code in (person.has.codes if person.has else ()))}
            said.same.append((person, other, _only_of(other, theirs)))
            if other.has is not None and identity(other.has.details) != other.identity:
                # The event has them otherwise than the list, which will go on to say so.
                said.same.append((person, replace(other, has=None), ()))
            go_up(person, other, merged)
            people.remove(other)
    said.registrants += [(person, registrant) for registrant in in_event if registrant is not person.has]
    return person


def _be(person: Person, registrant: Registrant, memory: Memory, said: Said, *, by_this_row: bool) -> None:
    """Let a person of the list be a registrant who has not been matched with anybody on it."""
    person.has, before = registrant, registrant.details
    if by_this_row:
        # By what the event has said until now an older list is recognised.
        said.same.append((person, Person(person.row, before, identity(before), {}), ()))
    else:
        # As it stands on the list it is another entry of the registrant, whose own details stay.
        entry = replace(person, others=(), has=None)
        listed = memory.as_listed.get(registrant.id)
        person.listed = filled_beside(listed, entry.details) if listed else None
        person.details = filled(before, entry.details)
        said.same.append((person, entry, _only_of(entry, {fold_code(code) for code in registrant.codes})))


def _known_by(
    first: Person, on_list: Sequence[Person], in_event: Sequence[Registrant], memory: Memory
) -> Person | None:
    """The row that the same list, once more, will match with the registrant that a group becomes; None if it has none.
    What that row says counts, now as then.
    """
    if first.has is None and _has_moved(first, on_list, in_event):
        return first
    for person in sorted(on_list, key=lambda one: one is not first):
        others = [other.has.details if other.has else other.details for other in on_list if other is not person]
        others += [registrant.details for registrant in in_event]
        ways = [person.details]
        if first.has is not None:
            ways = [told(first.has, person, memory)]
        elif in_event:
            ways = [filled(in_event[0].details, person.details), told(in_event[0], person, memory)]
        if all(identity(reduce(filled, others, became)) == person.identity for became in ways):
            return person
    return None


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
