"""Guests whom somebody brings along: how many a list announces, or the desk has written down."""

from __future__ import annotations

import re
from collections.abc import Mapping

from checkin.domain.names import fold
from checkin.domain.registrant import Details

MOST = 50
"""More guests of one person than this are a slip of the hand, or another number, such as a year."""

_HEADINGS = re.compile(
    r"(?:number of |no of |how many |additional |accompanying |plus |extra )*"
    r"(?:guests?|companions?|accompanying (?:persons?|people)|plus ones?)(?: count| number)?"
    r"|1|\+1"
    r"|(?:nombre d ?|nombre de )?(?:d ?)?(?:invites|accompagnants|personnes accompagnantes|accompagnateurs)"
    r"|(?:numero de )?(?:invitados|acompanantes|convidados)"
    r"|(?:anzahl )?(?:gaste|begleitpersonen|begleitung)"
    r"|(?:numero di )?(?:ospiti|accompagnatori)"
    r"|(?:idadi ya )?wageni"
    r"|(?:kolichestvo |chislo )?(?:gostei|gosti|soprovozhdayushchikh)"
)
_OTHER_SCRIPTS = ("гост", "сопровожд", "随行", "同伴", "来宾人数", "مرافق", "الضيوف", "عدد الضيوف")
_NUMBER = re.compile(r"^\+?\s*(\d{1,4})\b")


def expected_guests(details: Details) -> int:
    """How many guests come with somebody, at most `MOST`: the desk's word, else what the list announces."""
    if details.guests.isdecimal():
        return min(int(details.guests), MOST)
    return announced_guests(details.other)


def announced_guests(other: Mapping[str, str]) -> int:
    """How many guests the columns of a list announce: the first number in a column for guests, in one of nine
    languages; 0 for none, and for whatever is no number of guests.
    """
    for heading, cell in other.items():
        if cell and _is_for_guests(heading) and (said := _NUMBER.match(cell.strip())):
            number = int(said[1])
            return number if number <= MOST else 0
    return 0


def _is_for_guests(heading: str) -> bool:
    if any(word in heading.casefold() for word in _OTHER_SCRIPTS):
        return True
    words = " ".join(re.sub(r"[^\w+]+", " ", fold(heading)).split())
    return _HEADINGS.fullmatch(words) is not None
