"""A registrant list against what the event has: who is new, changed, the same person twice, or doubtful."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from checkin.domain.code import fold_code, is_own_code, new_code
from checkin.domain.list_matching import Person, by_address, match
from checkin.domain.names import words
from checkin.domain.registrant import Details, Registrant, new_id
from checkin.domain.same_person import Who, corrected, identity, joined, updated, who


@dataclass(frozen=True, slots=True)
class ListPerson:
    """One row of a list that is a person: its 1-based row in the file, the details, and the other tool's codes."""

    row: int
    details: Details
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """One row that is not taken, and why (a plain English sentence)."""

    row: int
    why: str


@dataclass(frozen=True, slots=True)
class Merged:
    """One row that repeats an earlier one: the same address and the same name."""

    row: int
    into: int
    why: str


@dataclass(frozen=True, slots=True)
class Doubtful:
    """Rows that may be the same person, or one address that several people share; all of them are kept apart."""

    rows: tuple[int, ...]
    why: str


@dataclass(frozen=True, slots=True)
class RegistrantList:
    """A list as it was read: `rows` data rows (not blank, not headings), of which some are people, some skipped.

    `kind` says what the file is ("registrants" or "zoom_webinar_attendees"), `tool` which tool wrote it ("" when
    unknown). `columns` gives the heading that each field was read from; several are joined with " + ".
    """

    file: str
    kind: str
    rows: int
    people: tuple[ListPerson, ...]
    skipped: tuple[Skipped, ...]
    columns: Mapping[str, str]
    notices: tuple[str, ...] = ()
    tool: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A registrant whom the list now describes otherwise: the new registrant, the field names that differ ("codes"
    for codes that are new), and the registrant as the event has them.
    """

    registrant: Registrant
    before: Registrant
    fields: tuple[str, ...]
    new_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import will do. rows = people + merged + skipped; people = added + changed + unchanged. `as_listed` is
    what the list says now of the registrants whom the desk has corrected, by id, where it says something new.
    `missing` are the event's registrants, without walk-ins, who are not on the list; nothing happens to them.
    """

    source: RegistrantList
    added: tuple[Registrant, ...]
    changed: tuple[Change, ...]
    unchanged: tuple[Registrant, ...]
    merged: tuple[Merged, ...]
    doubtful: tuple[Doubtful, ...]
    as_listed: Mapping[str, Details] = field(default_factory=dict)
    missing: tuple[Registrant, ...] = ()

    @property
    def people(self) -> int:
        """How many distinct people the list holds."""
        return len(self.added) + len(self.changed) + len(self.unchanged)


def plan(
    source: RegistrantList,
    have: Sequence[Registrant],
    new_id: Callable[[], str] = new_id,
    new_code: Callable[[], str] = new_code,
    *,
    as_listed: Mapping[str, Details] | None = None,
) -> Plan:
    """What the list means for the event's registrants `have`. Nobody is ever removed; ids and own codes stay, and so
    does what the desk has corrected: `as_listed` is what the list said before of these registrants, by id.

    Rows are one person when address and name agree, or, without an address, name and organisation. A person is in
    the event already by address and name, then by code, then by an address that is unique on both sides.
    """
    people, merged = _unite(source.people)
    before = as_listed or {}
    match(people, have, before)
    with_status = "status" in source.columns
    corrections = _corrections(people, before, with_status=with_status)
    doubtful = [
        *_shared_addresses(people),
        *_shared_names(people, have),
        *_new_names(people, corrections),
        *_overruled(people, corrections),
        *_settle_codes(people, have),
    ]
    somebody_new = any(person.has is None for person in people)
    taken = {fold_code(code) for registrant in have for code in registrant.codes} if somebody_new else set()
    added: list[Registrant] = []
    changed: list[Change] = []
    unchanged: list[Registrant] = []
    for person in people:
        if person.has is None:
            added.append(_new(person, taken, new_id, new_code))
        elif change := _change(person.has, person, corrections.get(person.has.id), with_status=with_status):
            changed.append(change)
        else:
            unchanged.append(person.has)
    doubtful.sort(key=lambda doubt: doubt.rows)
    news = {key: seen.now for key, seen in corrections.items() if seen.now != seen.before}
    matched = {person.has.id for person in people if person.has is not None}
    missing = tuple(registrant for registrant in have if not registrant.walk_in and registrant.id not in matched)
    return Plan(source, tuple(added), tuple(changed), tuple(unchanged), tuple(merged), tuple(doubtful), news, missing)


@dataclass(frozen=True, slots=True)
class _Correction:
    """A registrant whom the desk has corrected: in which fields, and what the list said before and says now."""

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
            found[person.has.id] = _Correction(corrected(person.has.details, before), before, now)
    return found


def _overruled(people: Iterable[Person], corrections: Mapping[str, _Correction]) -> Iterable[Doubtful]:
    """The list has changed what the desk had corrected to something else: the desk's word stays, and is told."""
    for person in people:
        seen = corrections.get(person.has.id) if person.has is not None else None
        if person.has is None or seen is None:
            continue
        for name in seen.fields:
            told, kept = getattr(seen.now, name), getattr(person.has.details, name)
            if told not in (getattr(seen.before, name), kept) and name != "other":
                why = f"The list now says “{told}” as {name}; the desk's correction “{kept}” is kept."
                yield Doubtful(_rows([person]), why)


def _unite(rows: Iterable[ListPerson]) -> tuple[list[Person], list[Merged]]:
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
            person.codes |= {folded: code for folded, code in codes.items() if folded not in person.codes}
            person.rows.append(row.row)
            same = "address and name" if new.address else "name and organisation"
            merged.append(Merged(row.row, person.row, f"The same {same} as row {person.row}."))
    return list(people.values()), merged


def _rows(people: Iterable[Person]) -> tuple[int, ...]:
    return tuple(sorted(row for person in people for row in person.rows))


_NAMED_IN_A_SENTENCE = 5


def _names(people: Sequence[Person]) -> str:
    names = [person.details.name or "(no name)" for person in people[:_NAMED_IN_A_SENTENCE]]
    more = len(people) - len(names)
    return ", ".join(names) + (f" and {more} more" if more > 0 else "")


def _shared_addresses(people: Sequence[Person]) -> Iterable[Doubtful]:
    for mail, group in by_address(people).items():
        if len(group) > 1:
            yield Doubtful(_rows(group), f"{mail} is given for different names: {_names(group)}; all are kept.")


def _shared_names(people: Sequence[Person], have: Sequence[Registrant]) -> Iterable[Doubtful]:
    matched = {person.has.id for person in people if person.has is not None}
    waiting = {who(registrant.details) for registrant in have if registrant.id not in matched}
    groups: dict[Who, list[Person]] = defaultdict(list)
    for person in people:
        if person.who:
            groups[person.who].append(person)
    for name, group in groups.items():
        if len(group) > 1:
            where = "on the list more than once"
        elif name in waiting and group[0].has is None:
            where = "in the event already"
        else:
            continue
        why = f"{group[0].details.name} is {where}, with another address or organisation; all are kept."
        yield Doubtful(_rows(group), why)


def _new_names(people: Sequence[Person], corrections: Mapping[str, _Correction]) -> Iterable[Doubtful]:
    """A correction leaves a part of a name; another name at the same address or code may be another person."""
    for person in people:
        before = person.has.details.name if person.has is not None else ""
        if person.has is not None and person.has.id in corrections and "name" in corrections[person.has.id].fields:
            continue  # The desk has said who it is.
        if before not in ("", person.details.name) and person.who and not set(person.who) & set(words(before)):
            yield Doubtful(_rows([person]), f"{before} is now {person.details.name}: check that it is the same person.")


def _settle_codes(people: Sequence[Person], have: Sequence[Registrant]) -> Iterable[Doubtful]:
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
            del person.codes[folded]
        if lost:
            whose = "is another registrant's already" if folded in owner else "stands with several people"
            yield Doubtful(_rows(group), f"The code {text} {whose}; it does not admit {_names(lost)}.")


def _new(person: Person, taken: set[str], new_id: Callable[[], str], new_code: Callable[[], str]) -> Registrant:
    """A new registrant. A list that we exported brings our own codes: the badges already printed stay valid."""
    own = next((code for code in person.codes.values() if is_own_code(code)), "") if person.codes else ""
    while not own or (own not in person.codes.values() and fold_code(own) in taken):
        own = new_code()
    taken.add(fold_code(own))
    codes = tuple(dict.fromkeys((own, *person.codes.values()))) if person.codes else (own,)
    return Registrant(new_id(), person.details, codes=codes)


def _change(has: Registrant, person: Person, correction: _Correction | None, *, with_status: bool) -> Change | None:
    details, fields = updated(has.details, person.details, with_status=with_status)
    if correction is not None:
        details = replace(details, **{name: getattr(has.details, name) for name in correction.fields})
        fields = tuple(name for name in fields if name not in correction.fields)
    known = {fold_code(code) for code in has.codes} if person.codes else ()
    codes = tuple(code for folded, code in person.codes.items() if folded not in known)
    if not fields and not codes:
        return None
    return Change(
        replace(has, details=details, codes=(*has.codes, *codes)), has, (*fields, *(("codes",) if codes else ())), codes
    )
