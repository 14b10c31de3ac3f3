"""Codes that are for something else: what a phone or a scanner reads, and no badge of any event."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache


class Foreign(Enum):
    """What a code that is no badge looks like. It is told in a word; what is in it is never opened or shown."""

    LINK = "link"
    BOARDING = "boarding"
    CONTACT = "contact"
    WI_FI = "wi_fi"
    OTHER = "other"


@cache
def _looks() -> dict[Foreign, re.Pattern[str]]:
    """What each kind begins with. Made when the first scan is read: it would be a part of the start."""
    return {
        # vCard and jCard of phones, MeCard of NTT DoCoMo.
        Foreign.CONTACT: re.compile(r"(?:begin:v?card|mecard:|bizcard:)", re.IGNORECASE),
        Foreign.WI_FI: re.compile(r"wifi:", re.IGNORECASE),
        # IATA resolution 792 (bar coded boarding pass): M, number of legs, twenty signs of name, E for a ticket, seven
        # of the booking, three letters each for from, to, and the carrier.
        Foreign.BOARDING: re.compile(r"M[1-4][A-Z/ .'-]{20}[E ][A-Z0-9 ]{7}[A-Z]{6}[A-Z0-9 ]{3}", re.IGNORECASE),
        Foreign.LINK: re.compile(r"[a-z][a-z0-9+.-]*://|www\.|https?:|urlto:|\S+\.\S+/\S", re.IGNORECASE),
        # Mail, telephone, place, date, payment and whatever else names what it is for before a colon.
        Foreign.OTHER: re.compile(r"[a-z][a-z0-9+.-]*:\S|begin:", re.IGNORECASE),
    }


def foreign(text: str) -> Foreign | None:
    """What else than a badge a code is for, None where nothing says so."""
    return next((kind for kind, looks in _looks().items() if looks.match(text)), None)
