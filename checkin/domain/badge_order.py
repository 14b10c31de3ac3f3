"""In which order badges come out, and lie in their boxes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from enum import StrEnum

from checkin.domain.rack import slot_key
from checkin.domain.registrant import Registrant


class Order(StrEnum):
    """As the list has the people, by what it says of them, or as their badges lie in the rack."""

    LIST = "list"
    NAME = "name"
    ORGANISATION = "organisation"
    ROLE = "role"
    SLOT = "slot"


def in_order(people: Iterable[Registrant], order: Order) -> tuple[Registrant, ...]:
    """The people in this order; of two with the same organisation or role, by name. Whoever has none, or no slot,
    comes last.
    """
    match order:
        case Order.LIST:
            return tuple(people)
        case Order.SLOT:
            return tuple(sorted(people, key=lambda person: (*slot_key(person.slot), *_key(person, Order.NAME))))
        case _:
            return tuple(sorted(people, key=lambda person: _key(person, order)))


def _key(person: Registrant, order: Order) -> tuple[bool, str, str]:
    first = "" if order is Order.NAME else getattr(person.details, order.value)
    return (order is not Order.NAME and not first, _alphabetic(first), _alphabetic(_by_family_name(person)))


def _by_family_name(person: Registrant) -> str:
    return f"{person.details.family_name} {person.name}".strip()


def _alphabetic(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
