"""With whose badges a design is tried: the people of the list who are the hardest to fit."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from checkin.badges.text_options import is_right_to_left
from checkin.domain.registrant import Details, Registrant


class Trial(StrEnum):
    """Why a person is a good trial."""

    FIRST = "first"
    LONGEST = "longest"
    RIGHT_TO_LEFT = "right_to_left"
    NO_ORGANISATION = "no_organisation"
    LONGEST_ORGANISATION = "longest_organisation"
    SHORTEST = "shortest"


STAND_IN = Registrant(
    "stand-in",
    Details(
        "Wanjiru Kamau", organisation="Mzalendo Trust", role="Programme officer", country="Kenya", category="Speaker"
    ),
    codes=("JC7K3MV9QX4TRWHP",),
)
"""Shown while the list is empty."""


def trials(people: Sequence[Registrant]) -> list[tuple[Trial, Registrant]]:
    """The first of the list, and the people who try a design in another way each; each person once."""
    if not people:
        return [(Trial.FIRST, STAND_IN)]
    named = [person for person in people if person.details.name] or list(people)
    found: dict[Trial, Registrant | None] = {
        Trial.FIRST: named[0],
        Trial.LONGEST: max(named, key=lambda person: len(person.name)),
        Trial.RIGHT_TO_LEFT: next((person for person in named if is_right_to_left(person.name)), None),
        Trial.NO_ORGANISATION: next((person for person in named if not person.organisation), None),
        Trial.LONGEST_ORGANISATION: max(named, key=lambda person: len(person.organisation)),
        Trial.SHORTEST: min(named, key=lambda person: len(person.name)),
    }
    chosen: dict[str, tuple[Trial, Registrant]] = {}
    for trial, person in found.items():
        if person is not None:
            chosen.setdefault(person.id, (trial, person))
    return list(chosen.values())
