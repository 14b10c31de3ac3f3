"""Twenty people for the tests of storage: the same ids and codes each time, so that files made from them are alike."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

from checkin.domain.code import ALPHABET, check_letters
from checkin.domain.registrant import Answer, Details, Mode, Registrant, Status

NOW = datetime(2024, 5, 10, 9, 30, tzinfo=UTC)


def code(number: int) -> str:
    """The code of the person with this number (below 256)."""
    body = ALPHABET[number // 16] + ALPHABET[number % 16] + "BBBBBBBBBB"
    return f"JC{body}{check_letters(body)}"


def person(number: int, name: str = "") -> Registrant:
    """The person with this number; number 19 has cancelled."""
    details = Details(
        name=name or f"Amina Person{number} Óbuya",
        email=f"person{number}@list.example",
        organisation=f"Haki Network {number % 3}",
        status=Status.CANCELLED if number == 19 else Status.CONFIRMED,
        mode=Mode.ROOM,
        joining=Answer.YES,
        other={"Which themes interest you?": "Access to justice"},
    )
    return Registrant(str(uuid.UUID(int=number + 1)), details, codes=(code(number),))


TWENTY = tuple(person(number) for number in range(20))
