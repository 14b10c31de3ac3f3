"""A registrant list against what the event has: who is new, changed, the same person twice, or doubtful."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from checkin.domain.code import fold_code, is_own_code, new_codes
from checkin.domain.erasing import Erased
from checkin.domain.list_alike import settle
from checkin.domain.list_answers import Said, count_other_entries, recall
from checkin.domain.list_asking import ask
from checkin.domain.list_doubts import new_names, perhaps_erased, settle_codes, third_words
from checkin.domain.list_given_up import given_up_before, known_by_their_own
from checkin.domain.list_matching import Person, match
from checkin.domain.list_newcomers import UnitedRows
from checkin.domain.lists import (
    Change,
    Choices,
    Memory,
    Merged,
    Overruled,
    Plan,
    RegistrantList,
    Skipped,
)
from checkin.domain.registrant import Details, Registrant, new_ids
from checkin.domain.same_person import corrected, updated


def plan(
    source: RegistrantList,
    have: Sequence[Registrant],
    new_ids: Callable[[int], Sequence[str]] = new_ids,
    new_codes: Callable[[int], Sequence[str]] = new_codes,
    *,
    memory: Memory | None = None,
    choices: Choices | None = None,
    certain: Callable[[Sequence[Registrant]], None] = lambda _: None,
) -> Plan:
    """What the list means for the event's registrants `have`. Nobody is ever removed; ids and own codes stay, and so
    does what the desk has corrected, unless a person chose otherwise.

    Rows are one person when address and name agree, or, without an address, name and organisation; where there is no
    organisation either that is doubtful. A person is in
    the event already by address and name, then by code, then by an address that is unique on both sides and a name
    that is not wholly another.

    `certain` is told the new registrants, some at a time and as soon as nothing can change them any more: a long list
    can be written while the rest is worked out.
    """
    memory, choices = memory or Memory(), choices or Choices()
    with_status = "status" in source.columns
    said = Said(with_status)
    rows = UnitedRows()
    rows.take(source.people)
    people, merged = list(rows.by_key.values()), rows.merged
    asked = settle(rows.alike, people, merged, have, memory, choices, said)
    again = given_up_before(people, have, memory)
    people = [person for person in people if person not in again] if again else people
    match(people, have, {**known_by_their_own(people, have, memory), **memory.as_listed}, again)
    if left := given_up_before([one for one in people if one.has is None], have, memory, even_own=True):
        people, again = [person for person in people if person not in left], {**again, **left}
    recall(people, merged, again, memory)
    count_other_entries(people, again, memory)
    gone = list(_leave_erased(people, merged, memory.erased))
    nothing_said = choices == Choices()
    if not nothing_said:
        asked += ask(people, merged, have, memory, choices, said)
    doubtful = [*settle_codes(people, have), *perhaps_erased(people, memory.erased)]
    skipped = [*source.skipped, *gone, *_leave(people, merged, choices)]
    corrections = _corrections(people, memory.as_listed, with_status=with_status)
    overruled = [seen for person in people if (seen := _overruled(person, corrections))]
    kept = {seen.registrant.id: tuple(seen.fields) for seen in overruled if seen.row not in choices.take}
    doubtful += new_names(people, kept)
    doubtful += third_words((seen for seen in overruled if seen.registrant.id in kept), memory.as_listed)
    added = _newcomers(people, have, new_ids, new_codes, certain)
    if nothing_said:
        # Then questions change nobody, and are asked while the new people are written.
        asked += ask(people, merged, have, memory, choices, said)
    newcomers = iter(added)
    changed: list[Change] = []
    unchanged: list[Registrant] = []
    for person in people:
        if person.has is None:
            person.has = next(newcomers)
        elif person.row not in choices.leave and (
            change := _change(person.has, person, kept.get(person.has.id, ()), with_status=with_status)
        ):
            changed.append(change)
        else:
            unchanged.append(person.has)
    matched = {person.has.id for person in people if person.has is not None} | said.given if have else set()
    return Plan(
        source,
        choices,
        added=tuple(added),
        changed=tuple(changed),
        unchanged=tuple(unchanged),
        merged=tuple(sorted(merged, key=lambda row: row.row)),
        skipped=tuple(sorted(skipped, key=lambda row: row.row)),
        doubtful=tuple(sorted([*asked, *doubtful], key=lambda doubt: doubt.rows)),
        overruled=tuple(overruled),
        as_listed={
            key: seen.now
            for key, seen in corrections.items()
            if seen.now != seen.before and seen.row not in choices.leave
        },
        missing=tuple(registrant for registrant in have if not registrant.walk_in and registrant.id not in matched),
        united=tuple(said.united(new_ids, have, memory)),
        apart=tuple(said.apart(memory.apart)),
        rows={person.has.id: person.row for person in people if person.has is not None},
    )


_AT_ONCE = 1500
"""People who are told of at a time: as many as one statement writes."""


def _newcomers(
    people: Iterable[Person],
    have: Sequence[Registrant],
    new_ids: Callable[[int], Sequence[str]],
    new_codes: Callable[[int], Sequence[str]],
    certain: Callable[[Sequence[Registrant]], None],
) -> list[Registrant]:
    """The registrants for those whom the event does not have, in the order of the list."""
    new = [person for person in people if person.has is None]
    taken = {code for registrant in have for code in registrant.codes} if new else set()
    added: list[Registrant] = []
    for start in range(0, len(new), _AT_ONCE):
        people = new[start : start + _AT_ONCE]
        some = list(map(_new, people, new_ids(len(people)), _codes_for(people, taken, new_codes)))
        certain(some)
        added += some
    return added


def _leave(people: list[Person], merged: list[Merged], choices: Choices) -> Iterable[Skipped]:
    """Take away the new people whom a person does not want, with all their rows."""
    yield from _without(people, merged, lambda person: person.row in choices.leave, "Left out by choice.")


def _leave_erased(people: list[Person], merged: list[Merged], erased: Erased) -> Iterable[Skipped]:
    """Take away who is on the list, but was erased from the event: no list brings them back."""

    def was_erased(person: Person) -> bool:
        return erased.knows_person(person.identity) or any(map(erased.knows_code, person.codes))

    if erased.marks:
        why = "This person was erased from the event. If they want to be on the list again, add them by hand."
        yield from _without(people, merged, was_erased, why)


def _without(people: list[Person], merged: list[Merged], goes: Callable[[Person], bool], why: str) -> Iterable[Skipped]:
    gone = {person: person.row for person in people if person.has is None and goes(person)}
    if not gone:
        return
    rows = {*gone.values()}
    merged[:] = [row for row in merged if row.into not in rows]
    people[:] = [person for person in people if person not in gone]
    for person in gone:
        for row in person.rows:
            yield Skipped(row, why)


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
            now, _ = updated(before, person.listed or person.details, with_status=with_status)
            found[person.has.id] = _Correction(person.row, corrected(person.has.details, before), before, now)
    return found


def _overruled(person: Person, corrections: Mapping[str, _Correction]) -> Overruled | None:
    seen = corrections.get(person.has.id) if person.has is not None else None
    if person.has is None or seen is None:
        return None
    pairs = {name: (getattr(person.has.details, name), getattr(seen.now, name)) for name in seen.fields}
    return Overruled(person.row, person.has, pairs) if any(kept != told for kept, told in pairs.values()) else None


def _codes_for(
    people: Sequence[Person], taken: set[str], new_codes: Callable[[int], Sequence[str]]
) -> Iterable[tuple[str, ...]]:
    """The codes of new people, our own first. A list that we exported brings it: badges already printed stay valid."""
    for person, fresh in zip(people, new_codes(len(people)), strict=True):
        theirs = person.codes.values()
        own = next(filter(is_own_code, theirs), "") if theirs else ""
        if not own:
            own = fresh
            while own in taken:
                (own,) = new_codes(1)
        taken.add(own)
        yield (own, *(code for code in theirs if code != own)) if theirs else (own,)


def _new(person: Person, registrant_id: str, codes: tuple[str, ...]) -> Registrant:
    return Registrant(registrant_id, person.details, codes=codes)


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
