"""Where printed badges wait for their people: boxes with letters, places in them with numbers, such as C-14."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from checkin.domain.registrant import Registrant

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without I and O: a volunteer who reads "I-10" looks for box 1."""

_SLOT = re.compile(rf"([{_LETTERS}]{{1,6}})-([1-9][0-9]{{0,5}})")

_NO_SLOT = 99
"""Behind the longest letters of a box."""

MOST = 1000
"""Badges that a box can be said to hold."""

USUAL = 50
"""Badges in their holders fill a shoe box, and fifty are soon looked through."""


def slot_at(place: int, per_box: int) -> str:
    """The slot of a place, counted from 0 through all boxes: A-1, A-2, … and after box Z box AA."""
    box, number = divmod(place, per_box)
    letters = ""
    while box >= 0:
        box, letter = divmod(box, len(_LETTERS))
        letters, box = _LETTERS[letter] + letters, box - 1
    return f"{letters}-{number + 1}"


def slot_key(slot: str) -> tuple[int, str, int]:
    """What sorts slots as they lie: box Z before AA, A-2 before A-10; what is no slot comes last."""
    found = _SLOT.fullmatch(slot)
    return (len(found[1]), found[1], int(found[2])) if found else (_NO_SLOT, "", 0)


@dataclass(frozen=True, slots=True)
class Box:
    """What lies in one box: its letters, the people of the first and the last slot, and how many badges."""

    letters: str
    first: Registrant
    last: Registrant
    badges: int


def boxes(people: Iterable[Registrant]) -> tuple[Box, ...]:
    """The boxes in which the badges of these people lie; nobody without a slot is in one."""
    lying = sorted((person for person in people if person.slot), key=lambda person: slot_key(person.slot))
    found = []
    for letters, group in groupby(lying, key=lambda person: person.slot.partition("-")[0]):
        inside = list(group)
        found.append(Box(letters, inside[0], inside[-1], len(inside)))
    return tuple(found)
