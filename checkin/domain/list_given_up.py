"""Which people of a list are entries that were united with a registrant before, and which the registrant themselves."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import replace

from checkin.domain.list_matching import Person, is_a_counter, may_be
from checkin.domain.lists import Memory
from checkin.domain.registrant import Details, Registrant
from checkin.domain.same_person import GivenUp, Identity, address, identity


def given_up_before(
    people: Collection[Person], have: Sequence[Registrant], memory: Memory, *, even_own: bool = False
) -> dict[Person, Registrant]:
    """Those who are entries that were united with a registrant before, whatever ticket they bear, with whom. What the
    desk has corrected on the entry counts. `even_own`: also who is known as the registrant is, as when another row was
    theirs already.
    """
    if not memory.united:
        return {}
    known = {registrant.id: registrant for registrant in have}
    own = known_by_their_own(people, have, memory)
    before: dict[Identity, GivenUp] = {}
    for seen in memory.united:
        registrant = known.get(seen.into)
        if registrant is not None and (even_own or identity(seen.details) not in _known_as(registrant, memory, own)):
            before[identity(seen.details)] = seen
    found = {person: before[person.identity] for person in people if person.identity in before}
    if not even_own:
        found |= _nearly(people, found, known, memory)
    filled_in: dict[str, set[str]] = defaultdict(set)
    for seen in memory.united:
        filled_in[seen.into].update(seen.filled)
    for person, seen in found.items():
        # What somebody has taken away since is not filled in again.
        now = known[seen.into].details
        said = {**seen.desk, **{name: empty for name in filled_in[seen.into] if not (empty := getattr(now, name))}}
        if said:
            person.listed, person.details = person.details, replace(person.details, **said)
    return {person: known[seen.into] for person, seen in found.items()}


def _known_as(registrant: Registrant, memory: Memory, own: Mapping[str, Details]) -> set[Identity]:
    now = own.get(registrant.id, registrant.details)
    return {identity(now), identity(memory.as_listed.get(registrant.id, now))}


def known_by_their_own(people: Iterable[Person], have: Iterable[Registrant], memory: Memory) -> dict[str, Details]:
    """What registrants were known by before an entry filled their gaps, or the desk corrected them, by id: those of
    whom the list has that row still. They are then who stands in it, and not in the entry's row, though they have its
    address now.
    """
    was = {seen.into: seen.details for seen in memory.united if seen.is_own}
    was |= {seen.into: memory.as_listed[seen.into] for seen in memory.united if seen.into in memory.as_listed}
    if not was:
        return {}
    on_list = {person.identity for person in people}
    now = {registrant.id: identity(registrant.details) for registrant in have if registrant.id in was}
    return {one: before for one, before in was.items() if one in now and now[one] != identity(before) in on_list}


def _nearly(
    people: Collection[Person], found: Container[Person], known: Mapping[str, Registrant], memory: Memory
) -> dict[Person, GivenUp]:
    """Those who are such entries by their ticket, or by an address that nobody else has, and a name that is not wholly
    another: a newer list may write them a little otherwise.
    """
    entries = _Entries(people, [seen for seen in memory.united if seen.is_entry and seen.into in known])
    perhaps = {person: seen for person in people if person not in found and (seen := entries.one_for(person))}
    if not perhaps:
        return {}
    descriptions = (details for one in known.values() for details in (one.details, memory.as_listed.get(one.id)))
    taken = {identity(details) for details in descriptions if details is not None}
    return {person: seen for person, seen in perhaps.items() if person.identity not in taken}


class _Entries:
    """Entries by their codes and addresses, as far as these say of one row of the list who it is."""

    def __init__(self, people: Iterable[Person], entries: Iterable[GivenUp]) -> None:
        self._by_code: dict[str, GivenUp] = {}
        self._by_address: dict[str, list[GivenUp]] = defaultdict(list)
        for seen in entries:
            self._by_code |= {folded: seen for folded in seen.codes if not is_a_counter(folded)}
            self._by_address[address(seen.details.email)].append(seen)
        self._rows = Counter(key for person in people for key in (person.address, *person.codes))

    def one_for(self, person: Person) -> GivenUp | None:
        """The entry that the row may be, None where nothing says so."""
        by_code = [self._by_code[of] for of in person.codes if of in self._by_code and self._rows[of] == 1]
        by_address = self._by_address.get(person.address, []) if self._rows[person.address] == 1 else []
        for entries in (by_code, by_address if person.address else []):
            alike = [seen for seen in entries if may_be(person.details.name, seen.details.name)]
            if len({seen.into for seen in alike}) == 1:
                return alike[0]
        return None
