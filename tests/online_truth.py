"""Invented reports of online meetings with known truth: who each connection really was."""

from __future__ import annotations

import random
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from checkin.domain.names import words
from checkin.domain.online_names import Key
from checkin.domain.online_report import OnlineRow
from checkin.domain.registrant import Registrant
from tests.bench.people import people

BEGAN = datetime(2024, 5, 10, 9, 30, tzinfo=UTC)
DEVICES = ("Galaxy A12", "iPhone", "Redmi Note 9", "DESKTOP-4411", "254711***908", "Otter.ai Notetaker", "CR-8 Nairobi")


@dataclass(frozen=True, slots=True)
class Truth:
    """A list and a report: `who` gives the registrant's id for the number of each row, None for a stranger;
    `settled` are the rows that the address, or the full name alone, tells.
    """

    registrants: tuple[Registrant, ...]
    rows: tuple[OnlineRow, ...]
    who: dict[int, str | None]
    settled: frozenset[int]


def truth(n: int, seed: int) -> Truth:
    """A list of `n` people, with namesakes and shared addresses, and a report in which about half of them stand."""
    chance = random.Random(seed)  # noqa: S311 - the same report each time is the point
    listed = _with_doubles(people(n, seed), chance)
    rows: list[OnlineRow] = []
    who: dict[int, str | None] = {}
    settled: set[int] = set()
    namesakes = Counter(map(_key, listed))
    at: dict[str, list[Key]] = defaultdict(list)
    for person in listed:
        if person.details.email:
            at[person.details.email.casefold()].append(_key(person))
    for number, person in enumerate(chance.sample(listed, n // 2), 5):
        name, email, is_them = _connection(person, number, chance, listed)
        start = BEGAN + timedelta(seconds=chance.randrange(3000))
        rows.append(OnlineRow(number, name, email, start, start + timedelta(seconds=chance.randrange(60, 3000))))
        who[number] = person.id if is_them else None
        if is_them and _settles(person, name, email, namesakes, at):
            settled.add(number)
    return Truth(tuple(listed), tuple(rows), who, frozenset(settled))


def _connection(
    person: Registrant, number: int, chance: random.Random, listed: Sequence[Registrant]
) -> tuple[str, str, bool]:
    """Name and address of a connection, and whether it is the person's own."""
    email = person.details.email.casefold()
    choice = chance.randrange(10)
    if choice < 6:
        name = chance.choice(DEVICES[:4]) if choice == 0 and email else _worn(person.details.name, chance)
        return name, email if choice < 4 else "", True
    if choice == 6:
        return person.details.name.split()[0], "", True
    if choice == 7:
        return chance.choice(DEVICES), "", False
    if choice == 8:
        return _worn(person.details.name, chance), f"stranger{number}@elsewhere.example", False
    # Somebody sits at a colleague's account, under their own name.
    return person.details.name, chance.choice(listed).details.email.casefold(), True


def _settles(person: Registrant, name: str, email: str, namesakes: Counter[Key], at: dict[str, list[Key]]) -> bool:
    """Whether the address is the person's alone, or the full name is, or both together are."""
    mine = _key(person)
    if email in at:
        at_home = person.details.email.casefold() == email
        full = name not in DEVICES and at[email].count(mine) == 1
        return at_home and (len(at[email]) == 1 or full)
    return not email and name not in DEVICES and namesakes[mine] == 1 and len(set(words(name)) & set(mine)) > 1


def _key(person: Registrant) -> Key:
    return tuple(sorted(words(person.name)))


def _with_doubles(listed: Sequence[Registrant], chance: random.Random) -> list[Registrant]:
    made = list(listed)
    for place in chance.sample(range(len(made)), len(made) // 10):
        other = made[chance.randrange(len(made))].details
        details = made[place].details
        changes = {"name": other.name} if chance.random() < 0.5 else {"email": other.email}
        made[place] = replace(made[place], details=replace(details, **changes))
    return made


def _worn(name: str, chance: random.Random) -> str:
    """The name as its bearer has it online."""
    if not name:
        return "?"
    bare = unicodedata.normalize("NFD", name)
    plain = "".join(sign for sign in bare if not unicodedata.combining(sign))
    forms = (
        f"{name} (she/her)",
        f"{name} - {chance.choice(['KHRC', 'UNEP', 'Youth for Justice'])}",
        " ".join(reversed(name.split())),
        name.upper(),
        plain if "LATIN" in unicodedata.name(bare[0], "") else name,
        f"Dr. {name} 🇰🇪",
        name,
        name,
    )
    return chance.choice(forms)
