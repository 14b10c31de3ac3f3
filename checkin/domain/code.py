"""The code on a badge, and what a scanner may have made of it.

Sixteen letters of an alphabet that stands on the same keys in every QWERTY, QWERTZ and AZERTY layout, so that a
scanner set to another keyboard layout still types it: a fixed prefix, twelve random letters (48 bits), two check
letters. The check letters are a Reed-Solomon remainder over GF(16); they find every single wrong letter, every two
wrong letters and every swap. They only detect: an identity is never guessed.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from enum import Enum

ALPHABET = "BCDFGHJKLNPRSTVX"
PREFIX = "JC"
RANDOM_LETTERS = 12
LENGTH = len(PREFIX) + RANDOM_LETTERS + 2

_SHAPE = re.compile(f"{PREFIX}[{ALPHABET}]{{{LENGTH - len(PREFIX)}}}$")
# A scanner that loses letters still sends nothing but the alphabet's consonants; no name or word looks like that.
_FRAGMENT = re.compile(f"(?:{PREFIX}[{ALPHABET}]{{2,}}|[{ALPHABET}]{{8,}})$")
_LINK = re.compile(r"[a-z][a-z0-9+.-]*:\S|www\.|begin:|\S+\.\S+/\S", re.IGNORECASE)


def _double(value: int) -> int:
    """Multiply by x in GF(16) with the primitive polynomial x⁴ + x + 1."""
    value <<= 1
    return value ^ 0b10011 if value & 0b10000 else value


def _after(remainder: str, value: int) -> str:
    """The remainder, two letters of the alphabet, after one more letter of the given value."""
    high, low = map(ALPHABET.index, remainder)
    feedback = value ^ high
    # The generator is x² + 3x + 2: 3·f is 2·f + f.
    twice = _double(feedback)
    return ALPHABET[low ^ twice ^ feedback] + ALPHABET[twice]


_NOTHING = ALPHABET[0] * 2
# A large list has a hundred thousand codes to make, so each step of the division is looked up.
_DIVISION = {
    remainder: {letter: _after(remainder, value) for value, letter in enumerate(ALPHABET)}
    for remainder in (high + low for high in ALPHABET for low in ALPHABET)
}


def check_letters(letters: str) -> str:
    """The two check letters of `letters` (at most 13 of the alphabet): the remainder by (x + 1)(x + a), a = 2."""
    remainder = _NOTHING
    for letter in letters:
        remainder = _DIVISION[remainder][letter]
    return remainder


_LETTER_OF_DIGIT = str.maketrans("0123456789abcdef", ALPHABET)


def new_code() -> str:
    """A fresh code with 48 random bits from the system's generator."""
    letters = os.urandom(RANDOM_LETTERS // 2).hex().translate(_LETTER_OF_DIGIT)
    return PREFIX + letters + check_letters(letters)


def is_own_code(text: str) -> bool:
    """Whether `text` is exactly one of our codes: shape and check letters."""
    body = text[len(PREFIX) : -2]
    return len(text) == LENGTH and _SHAPE.match(text) is not None and text[-2:] == check_letters(body)


def fold_code(text: str) -> str:
    """The form in which codes are compared: trimmed, digits of every script as 0-9, without regard to case."""
    text = text.strip()
    if not text.isascii():
        text = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text)
    return text.casefold()


class Kind(Enum):
    """What a scan looks like before the list is asked."""

    OWN = "own"
    DAMAGED = "damaged"
    LINK = "link"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a code: the text to look up (`code`), what it looks like, and the raw text as it came."""

    code: str
    kind: Kind
    raw: str


_LONGEST = 2000
"""No QR of another system is longer than this once it is worth recording; the rest of a flood is cut."""


def read(raw: str) -> Reading:
    """Say what a scanner sent: any prefix before our code is harmless, and lower case or Caps Lock too."""
    raw = "".join(sign for sign in raw[:_LONGEST] if sign.isprintable()).strip()
    upper = raw.upper()
    if is_own_code(upper[-LENGTH:]):
        return Reading(upper[-LENGTH:], Kind.OWN, raw)
    if not raw or _FRAGMENT.match(upper):
        return Reading(fold_code(raw), Kind.DAMAGED, raw)
    if _LINK.match(raw):
        return Reading(fold_code(raw), Kind.LINK, raw)
    return Reading(fold_code(raw), Kind.OTHER, raw)
