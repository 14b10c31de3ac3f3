"""Rows that may be one person or two, and nothing on the list tells: one name, and neither address nor organisation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from checkin.domain.list_answers import Said, take_over
from checkin.domain.list_doubts import MOST_ASKED_ABOUT
from checkin.domain.list_matching import Person
from checkin.domain.lists import Choices, Doubtful, DoubtKind, Memory, Merged, Party
from checkin.domain.registrant import Details, Registrant
from checkin.domain.same_person import Identity, identity, joined

Alike = dict[int, list[Person]]
"""By the first row of a person, all their rows as they stand on the list, where they may be somebody else's."""


def unite(person: Person, row: Person, merged: list[Merged], alike: Alike) -> None:
    """Let a row be one of a person; `alike` notes it where it may be somebody else's."""
    if not person.address and (not person.identity[2] or _calls_elsewhere(person.details, row.details)):
        alike.setdefault(person.row, [replace(person)]).append(row)
    elif person.row in alike:
        alike[person.row].append(row)
    _join(person, row, merged)


def _join(person: Person, row: Person, merged: list[Merged]) -> None:
    person.details = joined(person.details, row.details)
    take_over(person, row)
    same = "address and name" if row.address else "name and organisation" if row.identity[2] else "name"
    merged.append(Merged(row.row, person.row, f"The same {same} as row {person.row}."))


def _calls_elsewhere(details: Details, other: Details) -> bool:
    phones = {"".join(filter(str.isdecimal, phone)) for phone in (details.phone, other.phone)}
    return "" not in phones and len(phones) > 1


def settle(
    alike: Alike,
    people: list[Person],
    merged: list[Merged],
    have: Sequence[Registrant],
    memory: Memory,
    choices: Choices,
    said: Said,
) -> list[Doubtful]:
    """Part the rows of those who are different people, as somebody has said now or before; returns what is open."""
    if not alike:
        return []
    apart = _known_apart(have, memory)
    known = Counter(identity(entry.details) for entry in memory.united if entry.is_entry)
    by_row = {person.row: person for person in people}
    still_open = []
    for first, rows in alike.items():
        person = by_row[first]
        doubt = _doubt(rows)
        answer = choices.answers.get(doubt.key)
        different = len(rows) if answer is False else min(apart[person.identity], len(rows))
        group = _part(person, rows, different, people, merged) if different > 1 else [person]
        same = rows[max(different, 1) + known[person.identity] :]
        if answer is False:
            said.different += combinations(group, 2)
        elif same and answer is None:
            still_open.append(doubt)
        else:
            said.same += [(person, row, [code for code in row.codes if code not in rows[0].codes]) for row in same]
    people.sort(key=lambda person: person.row)
    return still_open


def _doubt(rows: Sequence[Person]) -> Doubtful:
    details = rows[0].details
    how = "with two telephone numbers" if rows[0].identity[2] else "without an address"
    why = f"{details.name} is on the list more than once, {how}: taken for one person."
    parties = tuple(
        Party(row.row, None, row.details.name, row.details.email, row.details.organisation, _more(row))
        for row in (rows if len(rows) <= MOST_ASKED_ABOUT else ())
    )
    return Doubtful(tuple(row.row for row in rows), why, DoubtKind.ALIKE, parties)


def _more(row: Person) -> str:
    details = row.details
    told = (details.phone, details.role, details.country, details.category, details.registered_at, *row.codes.values())
    return " · ".join(dict.fromkeys(filter(None, told)))


def _part(
    person: Person, rows: Sequence[Person], different: int, people: list[Person], merged: list[Merged]
) -> list[Person]:
    """Let the first `different` rows be people of their own; the rest stay the first one's."""
    numbers = {row.row for row in rows}
    merged[:] = [row for row in merged if row.row not in numbers]
    person.details, person.codes, person.others = rows[0].details, rows[0].codes, ()
    for row in rows[different:]:
        _join(person, row, merged)
    others = [replace(row) for row in rows[1:different]]
    people += others
    return [person, *others]


def _known_apart(have: Iterable[Registrant], memory: Memory) -> Mapping[Identity, int]:
    """How many registrants there are of one identity of whom somebody has said that they are different people."""
    said = {one for pair in memory.apart for one in pair}
    by_id = {
        registrant.id: identity(memory.as_listed.get(registrant.id, registrant.details))
        for registrant in have
        if registrant.id in said
    }
    different: dict[Identity, set[str]] = {}
    for pair in memory.apart:
        known = {by_id.get(one) for one in pair}
        if len(known) == 1 and (shared := known.pop()) is not None:
            different.setdefault(shared, set()).update(pair)
    return Counter({shared: len(ids) for shared, ids in different.items()})
