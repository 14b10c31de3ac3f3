"""What is doubtful about the people of a list: told to a person, who may say what they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TypeVar

from checkin.domain.code import fold_code
from checkin.domain.erasing import Erased
from checkin.domain.list_matching import Person, may_be
from checkin.domain.lists import Doubtful, DoubtKind, Overruled, Party
from checkin.domain.registrant import Details, Registrant
from checkin.domain.same_person import Who, address, who

Key = TypeVar("Key", str, Who)

_NAMED_IN_A_SENTENCE = 5
MOST_ASKED_ABOUT = 50
"""People at one address: more of them are a switchboard, and nobody can say which two are one."""


def rows_of(people: Iterable[Person]) -> tuple[int, ...]:
    """All rows of these people, in order."""
    return tuple(sorted(row for person in people for row in person.rows))


def _names(people: Sequence[Person]) -> str:
    names = [person.details.name or "(no name)" for person in people[:_NAMED_IN_A_SENTENCE]]
    more = len(people) - len(names)
    return ", ".join(names) + (f" and {more} more" if more > 0 else "")


def _party(details: Details, row: int, registrant_id: str | None) -> Party:
    return Party(row, registrant_id, details.name or details.email, details.email, details.organisation)


def _asked(kind: DoubtKind, people: Sequence[Person], waiting: Sequence[Registrant], why: str) -> Doubtful:
    parties: tuple[Party, ...] = ()
    if len(people) + len(waiting) <= MOST_ASKED_ABOUT:
        parties = (
            *(_party(person.details, person.row, person.has.id if person.has else None) for person in people),
            *(_party(registrant.details, 0, registrant.id) for registrant in waiting),
        )
    return Doubtful(rows_of(people), why, kind, parties)


def are_apart(doubt: Doubtful, apart: frozenset[frozenset[str]]) -> bool:
    """Whether a person has said of each two of the doubt's parties that they are different people."""
    if not doubt.parties or not apart:
        return False
    pairs = combinations([party.registrant_id for party in doubt.parties], 2)
    return all(one is not None and other is not None and frozenset({one, other}) in apart for one, other in pairs)


def questions(people: Sequence[Person], have: Sequence[Registrant]) -> list[Doubtful]:
    """The doubts that a person can settle: several names at one address, and one name at several addresses, on the
    list and in the event.
    """
    return list(each_question(people, have))


def each_question(people: Sequence[Person], have: Sequence[Registrant]) -> Iterator[Doubtful]:
    """The same one by one, for those who keep none of them: there may be very many. Nobody may change meanwhile."""
    matched = {person.has.id for person in people if person.has is not None}
    waiting = [registrant for registrant in have if registrant.id not in matched]
    seen: set[tuple[object, ...]] = set()
    for doubt in _shared_addresses(people, waiting):
        seen.add(doubt.key[1:])
        yield doubt
    # Whom one question is about already is not asked about again in other words.
    yield from (doubt for doubt in _shared_names(people, waiting) if doubt.key[1:] not in seen)


def _shared(keys: Iterable[Key], people: Sequence[Person], also: Iterable[Key]) -> dict[Key, list[Person]]:
    """The people by their key, in the order of the list: those alone who share it with another one or with `also`."""
    keys = list(keys)
    seen, shared = set(also), set[Key]()
    for key in keys:
        (shared if key in seen else seen).add(key)
    groups: dict[Key, list[Person]] = defaultdict(list)
    for key, person in zip(keys, people, strict=True):
        if key and key in shared:
            groups[key].append(person)
    return groups


def _shared_addresses(people: Sequence[Person], waiting: Sequence[Registrant]) -> Iterable[Doubtful]:
    alone: dict[str, list[Registrant]] = defaultdict(list)
    for registrant in waiting:
        if mail := address(registrant.details.email):
            alone[mail].append(registrant)
    for mail, group in _shared((person.identity[0] for person in people), people, alone).items():
        others = alone.get(mail, []) if any(person.has is None for person in group) else []
        if len(group) + len(others) > 1:
            named = _names(group) + "".join(f", {other.name} (in the event)" for other in others[:1])
            why = f"{mail} is given for different names: {named}; all are kept."
            yield _asked(DoubtKind.ADDRESS, group, others, why)


def _shared_names(people: Sequence[Person], waiting: Sequence[Registrant]) -> Iterable[Doubtful]:
    alone: dict[Who, list[Registrant]] = defaultdict(list)
    for registrant in waiting:
        alone[who(registrant.details)].append(registrant)
    for name, group in _shared((person.identity[1] for person in people), people, alone).items():
        others = alone.get(name, []) if group[0].has is None or len(group) == 1 else []
        if len(group) > 1 and len({person.identity for person in group}) == 1 and not others:
            continue  # Somebody has said that those with nothing but the name are different people.
        if len(group) + len(others) > 1:
            yield _asked(DoubtKind.NAME, group, others, _why_one_name(group, others))


def _why_one_name(group: Sequence[Person], others: Sequence[Registrant]) -> str:
    name = group[0].details.name
    if len(group) == len(others) == 1 and group[0].address and address(others[0].details.email):
        return (
            f"{name} is in the event as {others[0].details.email}, which is not on this list: "
            "perhaps the same person with a new address; both are kept."
        )
    where = "on the list more than once" if len(group) > 1 else "in the event already"
    return f"{name} is {where}, with another address or organisation; all are kept."


def new_names(people: Sequence[Person], corrected: Mapping[str, Sequence[str]]) -> Iterable[Doubtful]:
    """Another name with the same code may be another spelling, or another person. `corrected`: the
    fields that the desk has corrected, by registrant; there the desk has said who it is.
    """
    for person in people:
        before = person.has.details.name if person.has is not None else ""
        if person.has is not None and "name" in corrected.get(person.has.id, ()):
            continue
        if before not in ("", person.details.name) and not may_be(person.details.name, before):
            why = f"{before} is now {person.details.name}: check that it is the same person."
            yield Doubtful(rows_of([person]), why, DoubtKind.NEW_NAME)


def third_words(overruled: Iterable[Overruled], before: Mapping[str, Details]) -> Iterable[Doubtful]:
    """The list has changed what the desk had corrected to something else: the desk's word stays, and is told."""
    for seen in overruled:
        for name, (kept, told) in seen.fields.items():
            if told not in (kept, getattr(before[seen.registrant.id], name)) and name != "other":
                why = f"The list now says “{told}” as {name}; the desk's correction “{kept}” is kept."
                yield Doubtful((seen.row,), why, DoubtKind.OVERRULED)


def perhaps_erased(people: Iterable[Person], erased: Erased) -> Iterable[Doubtful]:
    """Somebody new who has the address of a person who was erased: another name of theirs, or a colleague."""
    for person in people if erased.marks else ():
        if person.has is None and person.address and erased.knows_address(person.address):
            why = (
                f"{person.details.name} has the address of a person who was erased; they are added, as the name is "
                "another one. If it is the same person, leave the row out."
            )
            yield Doubtful(rows_of([person]), why, DoubtKind.ERASED)


def settle_codes(people: Sequence[Person], have: Sequence[Registrant]) -> Iterable[Doubtful]:
    """Take away codes that would not say who comes: shared by several people, or already somebody else's."""
    if not any(person.codes for person in people):
        return
    owner = {fold_code(code): registrant.id for registrant in have for code in registrant.codes}
    holders: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        for folded in person.codes:
            holders[folded].append(person)
    for folded, group in holders.items():
        theirs = [person for person in group if person.has is not None and person.has.id == owner.get(folded)]
        if folded not in owner and len(group) == 1:
            continue
        lost = [person for person in group if person not in theirs]
        text = group[0].codes[folded]
        for person in lost:
            person.codes = {other: code for other, code in person.codes.items() if other != folded}
        if lost:
            whose = "is another registrant's already" if folded in owner else "stands with several people"
            why = f"The code {text} {whose}; it does not admit {_names(lost)}."
            yield Doubtful(rows_of(group), why, DoubtKind.CODE)
