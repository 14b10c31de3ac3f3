"""The e-mail address in a cell that holds more than that."""

from __future__ import annotations

import re

from checkin.domain.same_person import address

SEVERAL = " ::: "
"""What Google Contacts puts between several addresses in one cell."""

_MAIL_LINK = re.compile(r"mailto:\s*", re.IGNORECASE)
_ADDRESS_WITHIN = re.compile(r"[^\s<>()\[\]:;,\"']+@[^\s<>()\[\]:;,\"']+")


def one_of(text: str) -> str:
    """The address in a cell that holds exactly one, as in "Ann <ann@x.org>", or the first of several; else
    the cell as it was given.
    """
    text, _, _ = text.partition(SEVERAL)
    if ":" in text:
        text = _MAIL_LINK.sub("", text)
    if "@" not in text or address(text):
        return text
    within = [found for found in _ADDRESS_WITHIN.findall(text) if address(found)]
    return within[0] if len(within) == 1 else text
