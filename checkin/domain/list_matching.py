"""Who of the people of a list is in the event already."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from rapidfuzz.distance import DamerauLevenshtein

from checkin.domain.code import fold_code
from checkin.domain.names import in_latin, sound_of
from checkin.domain.registrant import Details, Registrant
from checkin.domain.same_person import Identity, Who, address, identity, updated, who
from checkin.domain.search import pair_up


@dataclass(slots=True, eq=False)
class Person:
    """One person of the list, from one row or several: `row` is the first of them, `others` those that repeat it,
    `has` whom they match. `listed` is what all lists say of a registrant whom the desk has corrected, where `details`
    has what the event knows in it.
    """

    row: int
    details: Details
    identity: Identity
    codes: Mapping[str, str]
    others: tuple[int, ...] = ()
    has: Registrant | None = None
    listed: Details | None = None

    @property
    def rows(self) -> tuple[int, ...]:
        """All rows of the person, the first one first."""
        return (self.row, *self.others)

    @property
    def address(self) -> str:
        """The address as it is compared, "" without one."""
        return self.identity[0]

    @property
    def who(self) -> Who:
        """The words of the name as they are compared."""
        return self.identity[1]


class _Event:
    """The event's registrants by everything that a row may share with them; each is given away once."""

    def __init__(
        self,
        have: Sequence[Registrant],
        as_listed: Mapping[str, Details],
        identity: Callable[[Details], Identity],
        *,
        with_codes: bool,
    ) -> None:
        self.given: set[str] = set()
        self.by_identity: dict[Identity, list[Registrant]] = defaultdict(list)
        """The first of them last, to be taken away from there."""
        self.by_address: dict[str, list[Registrant]] = defaultdict(list)
        self.by_code: dict[str, Registrant] = {}
        if with_codes:
            self.by_code = {fold_code(code): registrant for registrant in have for code in registrant.codes}
        for registrant in reversed(have):
            known = identity(registrant.details)
            self.by_identity[known].append(registrant)
            self.by_address[known[0]].append(registrant)
            # The list goes on to say what the desk has corrected.
            before = as_listed.get(registrant.id)
            listed = known if before is None else identity(before)
            if listed != known:
                self.by_identity[listed].append(registrant)
            if listed[0] != known[0]:
                self.by_address[listed[0]].append(registrant)

    def give(self, person: Person, found: Iterable[Registrant]) -> None:
        """Let the person be the first of `found` who is nobody else yet."""
        person.has = next((registrant for registrant in found if registrant.id not in self.given), None)
        if person.has is not None:
            self.given.add(person.has.id)


_FEW = 50
"""People of one identity, of whom each is looked at."""

_COUNTER = re.compile(r"\d{1,7}")


def is_a_counter(folded: str) -> bool:
    """Whether a code is a short number: every list counts from 1, so it says of nobody who they are."""
    return _COUNTER.fullmatch(folded) is not None


def match(
    people: Sequence[Person],
    have: Sequence[Registrant],
    as_listed: Mapping[str, Details],
    again: Mapping[Person, Registrant],
) -> None:
    """Give each person of the list the registrant they are, the surest reasons first for all of them. `as_listed`:
    what the list said of the registrants whom the desk has corrected, by id. `again`: the others of the list, of whom
    it is known who they are.
    """
    if not have:
        return
    event = _Event(have, as_listed, _identities(people), with_codes=any(person.codes for person in people))
    for person in people:
        if not _is_a_seat(person):
            event.give(person, _alike_in_all(person, event))
    _match_codes(people, event, again)
    # Seats of an organisation are told apart by their codes, and the rest of them are all alike.
    for person in people:
        if _is_a_seat(person) and person.has is None:
            event.give(person, _alike_in_all(person, event))
    for mail, group in by_address(people).items():
        known = event.by_address.get(mail, [])
        if (
            group[0].has is None
            and len(group) == len(known) == 1
            and may_be(group[0].details.name, known[0].details.name)
        ):
            event.give(group[0], known)


def _identities(people: Iterable[Person]) -> Callable[[Details], Identity]:
    """`identity`, which need not be worked out again for those who stand in the event as they stand on the list."""
    known = {_told(person.details): person.identity for person in people if not person.others}

    def found(details: Details) -> Identity:
        return known.get(_told(details)) or identity(details)

    return found


_told = attrgetter("name", "email", "organisation")
"""All that an identity is made of."""


_NEAR = 0.7
"""How alike two words are that one person may write (of 1): Mohamed and Muhammad, Fedorova and Fyodorova."""


def may_be(name: str, before: str) -> bool:
    """Whether a name may be another spelling of a known one, in whichever script: all words of the one are words of the
    other, or nearly, or begin with them. With another name the address is shared by two people, or the seat is
    another's now: that a person has to say.
    """
    ours, theirs = in_latin(name), in_latin(before)
    if not ours or not theirs or "".join(ours) == "".join(theirs):
        return True
    few, many = sorted((ours, theirs), key=len)
    return pair_up(few, many, _near)


def _near(word: str, other: str) -> bool:
    if min(len(word), len(other)) == 1:
        return word[0] == other[0]
    alike = DamerauLevenshtein.normalized_similarity(word, other) >= _NEAR
    return word == other or alike or "" != sound_of(word) == sound_of(other)


def _is_a_seat(person: Person) -> bool:
    """Whether nothing but an organisation is known, as of a delegation that will name its people later."""
    mail, who_it_is, _ = person.identity
    return not (mail or who_it_is)


def _match_codes(people: Sequence[Person], event: _Event, again: Mapping[Person, Registrant]) -> None:
    # A code that several people of the list share (a group's order) says of none of them who they are.
    coded = [person for person in people if person.codes]
    holders = Counter(folded for person in coded for folded in person.codes)
    for person, registrant in again.items() if coded else ():
        holders.update(folded for folded in person.codes if event.by_code.get(folded) is not registrant)
    listed = Counter(person.identity for person in people if coded)
    for person in coded:
        if person.has is None:
            codes = [folded for folded in person.codes if holders[folded] == 1]
            event.give(person, _with_codes(codes, person, event, listed))


def _alike_in_all(person: Person, event: _Event) -> Iterable[Registrant]:
    """The registrants of the same identity, first the one who has the person's code; of the others each is asked once,
    so that a thousand seats take a thousand steps.
    """
    found = (event.by_code.get(folded) for folded in person.codes)
    yield from (registrant for registrant in found if registrant and identity(registrant.details) == person.identity)
    same = event.by_identity.get(person.identity, [])
    if person.who and 1 < len(same) <= _FEW:
        # Of different people with one name the one is meant of whom the list says the same in all.
        same.sort(key=lambda registrant: registrant.details == person.details)
    while same:
        yield same.pop()


def _with_codes(
    codes: Iterable[str], person: Person, event: _Event, listed: Mapping[Identity, int]
) -> Iterable[Registrant]:
    for folded in codes:
        found = event.by_code.get(folded)
        if found is None or (is_a_counter(folded) and not _alike(person, found)):
            continue
        if listed[person.identity] > 1 and identity(found.details) != person.identity:
            continue  # Of two who are different people, and look the same, neither takes over somebody else.
        # A row without a name or an address would take over those of the registrant: not if they are another row's.
        becomes = identity(updated(found.details, person.details, with_status=False)[0])
        if becomes == person.identity or becomes not in listed:
            yield found


def _alike(person: Person, registrant: Registrant) -> bool:
    """Whether anything but a short number speaks for them being one: every list counts from 1."""
    mail = address(registrant.details.email)
    return person.who == who(registrant.details) or (mail != "" and person.address == mail)


def by_address(people: Iterable[Person]) -> dict[str, list[Person]]:
    """Group the people who gave an address by it, in the order of the list."""
    groups: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        mail = person.identity[0]
        if mail:
            groups[mail].append(person)
    return groups
