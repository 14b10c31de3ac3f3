"""What a person has said about doubts: now, looking at a list, and before, when entries were united."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter

from checkin.domain.code import fold_code
from checkin.domain.list_matching import Person
from checkin.domain.lists import Memory, Merged, United
from checkin.domain.registrant import Details, Registrant
from checkin.domain.same_person import (
    best_status,
    corrected,
    filled,
    filled_beside,
    identity,
    updated,
)

_SAID_SAME = "You said that this is the same person as row {row}."


def take_over(person: Person, other: Person) -> None:
    """Give a person the rows and the codes of another entry of theirs."""
    person.codes = {**person.codes, **{of: code for of, code in other.codes.items() if of not in person.codes}}
    person.others += other.rows


def go_up(person: Person, other: Person, merged: list[Merged]) -> None:
    """Let `other` go up in `person`, as somebody has said."""
    merged[:] = [replace(row, into=person.row) if row.into == other.row else row for row in merged]
    merged.append(Merged(other.row, person.row, _SAID_SAME.format(row=person.row)))
    take_over(person, other)


def recall(people: list[Person], merged: list[Merged], again: Mapping[Person, Registrant], memory: Memory) -> None:
    """Let entries that were united with a registrant before be that registrant's again."""
    by_id = {person.has.id: person for person in people if person.has is not None}
    for other, registrant in again.items():
        person, listed = by_id.get(registrant.id), memory.as_listed.get(registrant.id)
        told = other.listed or other.details
        if person is None:
            other.listed = filled_beside(listed, told) if listed else None
            other.details, other.has = filled(registrant.details, other.details), registrant
            by_id[registrant.id] = other
            people.append(other)
        else:
            # What the event knows stands before what only the other entry says, as when the two were united.
            if listed:
                own = person.listed or person.details
                known = filled_beside(filled_beside(own, listed), told)
                person.listed = replace(known, status=best_status(own, told))
            status = best_status(person.details, other.details)
            known = filled(person.details, registrant.details)
            person.details = replace(filled(known, other.details), status=status)
            go_up(person, other, merged)
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
            if person.listed:
                person.listed = replace(person.listed, status=best_status(person.listed, *absent))


def told(registrant: Registrant, person: Person, memory: Memory, *, with_status: bool = False) -> Details:
    """What is known of a registrant after a row has told more; what the desk has corrected stays."""
    details, _ = updated(registrant.details, person.details, with_status=with_status)
    kept = corrected(registrant.details, memory.as_listed.get(registrant.id, registrant.details))
    return replace(details, **{name: getattr(registrant.details, name) for name in kept})


@dataclass(slots=True)
class Said:
    """What a person has said about doubts: pairs that are one person, and pairs that are not. `with_status`: the list
    has a column for the status.
    """

    with_status: bool
    same: list[tuple[Person, Person, Sequence[str]]] = field(default_factory=list)
    """The person, another entry of theirs, and the folded codes that are that entry's alone."""
    registrants: list[tuple[Person, Registrant]] = field(default_factory=list)
    different: list[tuple[Person | Registrant, Person | Registrant]] = field(default_factory=list)

    @property
    def given(self) -> set[str]:
        """The registrants who go up in another one."""
        return {other.has.id for _, other, _ in self.same if other.has} | {other.id for _, other in self.registrants}

    def united(
        self, new_ids: Callable[[int], Sequence[str]], have: Sequence[Registrant], memory: Memory
    ) -> Iterable[United]:
        """The entries that go up in a registrant, once everybody new is one. `have`: whom the event had before; the
        codes that they had are theirs, and no entry takes them away again.
        """
        before = {registrant.id: set(map(fold_code, registrant.codes)) for registrant in have} if self.same else {}
        gone = {other: person for person, other, _ in self.same}
        for one, other, folded in self.same:
            person = one
            while person.has is None and person in gone:
                # Another answer has let them go up in somebody else.
                person = gone[person]
            if person.has is not None:
                theirs = before.get(person.has.id, set())
                codes = tuple(person.codes[code] for code in folded if code in person.codes and code not in theirs)
                given = self._as_told(other, memory) or Registrant(new_ids(1)[0], other.details, codes=codes)
                yield United(person.has.id, given, is_new=other.has is None)
        for person, registrant in self.registrants:
            if person.has is not None:
                yield United(person.has.id, registrant, is_new=False)

    def _as_told(self, other: Person, memory: Memory) -> Registrant | None:
        """The registrant who is another entry, as their row on the list says now how they stand."""
        if other.has is None or other.identity != identity(other.has.details):
            return other.has
        return replace(other.has, details=told(other.has, other, memory, with_status=self.with_status))

    def apart(self, known: Container[frozenset[str]]) -> Iterable[tuple[str, str]]:
        """The pairs of ids that are different people, without those that are `known`."""
        for one, other in self.different:
            ids = [one_of.has if isinstance(one_of, Person) else one_of for one_of in (one, other)]
            if ids[0] is not None and ids[1] is not None and frozenset({ids[0].id, ids[1].id}) not in known:
                yield ids[0].id, ids[1].id
