"""Codes that admit nobody at a real door: that of the trial badge, which tries a scanner, and those of practice badges.

They have the shape and the check letters of any code of ours, so that a scanner that reads them reads badges too. That
a badge's random letters begin so by chance happens once in four thousand million.
"""

from __future__ import annotations

from checkin.domain.code import ALPHABET, PREFIX, check_letters

_TRIAL, _PRACTICE = "TSTSCNNRTSTS", "PRCTCBDG"


def _code(letters: str) -> str:
    return PREFIX + letters + check_letters(letters)


TRIAL_CODE = _code(_TRIAL)
"""To be scanned at any time: the answer is that the scanner works."""


def practice_code(number: int) -> str:
    """The code of the practice badge with this number, from 0 to 65,535: always the same, so a sheet can be kept."""
    digits = (number >> 12 & 15, number >> 8 & 15, number >> 4 & 15, number & 15)
    return _code(_PRACTICE + "".join(ALPHABET[digit] for digit in digits))


def is_practice_code(code: str) -> bool:
    """Whether this code, as it was read, is that of a practice badge."""
    return code.upper().startswith(PREFIX + _PRACTICE)


def is_harmless(code: str) -> bool:
    """Whether this code admits nobody at a real door, whatever a list says: it hangs where anybody can read it."""
    return is_practice_code(code) or code.upper() == TRIAL_CODE
