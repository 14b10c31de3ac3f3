"""The code on a badge, and what a scanner may have made of it.

Sixteen letters of an alphabet that stands on the same keys in every QWERTY, QWERTZ and AZERTY layout, so that a
scanner set to another keyboard layout still types it: a fixed prefix, twelve random letters (48 bits), two check
letters. The check letters are a Reed-Solomon remainder over GF(16); they find every single wrong letter, every two
wrong letters and every swap. They only detect: an identity is never guessed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from checkin.domain.foreign_codes import foreign

ALPHABET = "BCDFGHJKLNPRSTVX"
PREFIX = "JC"
RANDOM_LETTERS = 12
LENGTH = len(PREFIX) + RANDOM_LETTERS + 2

_SHAPE = re.compile(f"{PREFIX}[{ALPHABET}]{{{LENGTH - len(PREFIX)}}}$")
# A scanner that loses letters still sends nothing but the alphabet's consonants; no name or word looks like that.
_FRAGMENT = re.compile(f"(?:{PREFIX}[{ALPHABET}]{{2,}}|[{ALPHABET}]{{8,}})$")


# Each value multiplied by x in GF(16) with the primitive polynomial x⁴ + x + 1.
_DOUBLE = [value << 1 ^ 0b10011 if value & 0b1000 else value << 1 for value in range(len(ALPHABET))]


def _after(high: int, low: int) -> dict[str, str]:
    """The remainder, two letters of the alphabet, after one more letter; `high` and `low` are the remainder before."""
    # The generator is x² + 3x + 2: 3·f is 2·f + f.
    return {
        letter: ALPHABET[low ^ _DOUBLE[value ^ high] ^ value ^ high] + ALPHABET[_DOUBLE[value ^ high]]
        for value, letter in enumerate(ALPHABET)
    }


_NOTHING = ALPHABET[0] * 2
# A large list has a hundred thousand codes to make, so each step of the division is looked up.
_DIVISION = {
    first + second: _after(high, low) for high, first in enumerate(ALPHABET) for low, second in enumerate(ALPHABET)
}


def check_letters(letters: str) -> str:
    """The two check letters of `letters` (at most 13 of the alphabet): the remainder by (x + 1)(x + a), a = 2."""
    remainder = _NOTHING
    for letter in letters:
        remainder = _DIVISION[remainder][letter]
    return remainder


_LETTER_OF_DIGIT = str.maketrans("0123456789abcdef", ALPHABET)
_DIGIT_OF_LETTER = str.maketrans(ALPHABET, "0123456789abcdef")
_BYTES = RANDOM_LETTERS // 2
_CHECKS = [high + low for high in ALPHABET for low in ALPHABET]


def _remainder_of(number: int) -> int:
    """The remainder of the random letters that stand for a number of `_BYTES` bytes, as a number of one byte."""
    checks = check_letters(number.to_bytes(_BYTES).hex().translate(_LETTER_OF_DIGIT))
    return _CHECKS.index(checks)


def _remainders(place: int) -> list[int]:
    """The remainder of each value of one of the bytes, all others being 0."""
    found = [0]
    for bit in range(8):
        of_bit = _remainder_of(1 << bit << 8 * (_BYTES - 1 - place))
        found += [of_bit ^ remainder for remainder in found]
    return found


# The code is linear: the remainder of all bytes together is the sum (XOR) of those of each.
_FIRST, _SECOND, _THIRD, _FOURTH, _FIFTH, _SIXTH = map(_remainders, range(_BYTES))


def new_codes(how_many: int) -> list[str]:
    """So many fresh codes, each with 48 random bits from the system's generator."""
    chance = os.urandom(_BYTES * how_many)
    letters = chance.hex().translate(_LETTER_OF_DIGIT)
    starts = range(0, len(letters), RANDOM_LETTERS)
    bytes_of_each = zip(*[iter(chance)] * _BYTES, strict=True)
    return [
        PREFIX
        + letters[at : at + RANDOM_LETTERS]
        + _CHECKS[_FIRST[a] ^ _SECOND[b] ^ _THIRD[c] ^ _FOURTH[d] ^ _FIFTH[e] ^ _SIXTH[f]]
        for at, (a, b, c, d, e, f) in zip(starts, bytes_of_each, strict=True)
    ]


_SEEN_BITS = 24
_FIRST_LETTERS = slice(len(PREFIX), len(PREFIX) + _SEEN_BITS // 4)


class FreshCodes:
    """Codes for a long list, no two of them alike. Of each two the first six letters differ, so that two megabytes are
    enough to know them all.
    """

    def __init__(self) -> None:
        self._seen = bytearray(1 << _SEEN_BITS - 3)

    def codes(self, how_many: int) -> list[str]:
        """So many more."""
        found: list[str] = []
        while len(found) < how_many:
            found += self._new_ones(new_codes(how_many - len(found)))
        return found

    def _new_ones(self, codes: Iterable[str]) -> Iterator[str]:
        seen, digits = self._seen, _DIGIT_OF_LETTER
        for code in codes:
            first = int(code[_FIRST_LETTERS].translate(digits), 16)
            at, bit = first >> 3, 1 << (first & 7)
            if not seen[at] & bit:
                seen[at] |= bit
                yield code


def new_code() -> str:
    """A fresh code, as of `new_codes`."""
    return new_codes(1)[0]


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
    """What a scan looks like before the list is asked, the surest first."""

    OWN = "own"
    DAMAGED = "damaged"
    LINK = "link"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a code: what it is taken for (`code`), what it looks like, the raw text as it came, and the folded
    codes that it may be, the likeliest first (`lookups`).
    """

    code: str
    kind: Kind
    raw: str
    lookups: tuple[str, ...] = ()


_LONGEST = 2000
"""No QR of another system is longer than this once it is worth recording; the rest of a flood is cut."""


_AIM = re.compile(r"\][A-Za-z][0-9A-Za-z](?=.)")
"""What some scanners put before a code to say of which kind it is: `]Q1` before a QR."""


def lookups(raw: str, by_keys: str = "") -> tuple[str, ...]:
    """The folded codes that a scan may be: its text, then what a US layout has on its keys (`by_keys`), each with and
    without the scanner's prefix.
    """
    texts = [text for whole in (raw, by_keys) for text in (whole, _AIM.sub("", whole, count=1))]
    return tuple(dict.fromkeys(fold_code(text) for text in texts if text.strip()))


_PART = re.compile(f"[{ALPHABET.lower()}]{{4,}}|(?=[a-z]*[0-9])[a-z0-9]{{4,}}")


def is_part_of_code(text: str) -> bool:
    """Whether folded text may be a part of somebody's code, ours or another tool's, and hardly a name."""
    return _PART.fullmatch(text) is not None


def read(raw: str, by_keys: str = "") -> Reading:
    """Say what a scanner sent: any prefix before our code is harmless, and lower case or Caps Lock too.

    `by_keys` is what a US layout has on the same keys, where the keys are known: on an Arabic or Thai layout the code
    is there and not in the text.
    """
    code, kind, text = _read(raw)
    texts = [text]
    if by_keys and kind is not Kind.OWN:
        pressed = _read(by_keys)
        texts.append(pressed[2])
        code, kind, text = min((code, kind, text), pressed, key=_how_sure)
    return Reading(code, kind, text, (fold_code(code),) if kind is Kind.OWN else lookups(*texts))


_PLACE_OF_KIND = {kind: place for place, kind in enumerate(Kind)}


def _how_sure(reading: tuple[str, Kind, str]) -> int:
    return _PLACE_OF_KIND[reading[1]]


def _read(raw: str) -> tuple[str, Kind, str]:
    """The code, what it looks like, and the text that can be shown. Each scan waits for it."""
    raw = raw[:_LONGEST]
    if not raw.isprintable():
        raw = "".join(sign for sign in raw if sign.isprintable())
    raw = raw.strip()
    upper = raw.upper()
    if is_own_code(upper[-LENGTH:]):
        return upper[-LENGTH:], Kind.OWN, raw
    if not raw or _FRAGMENT.match(_AIM.sub("", upper, count=1)):
        return fold_code(raw), Kind.DAMAGED, raw
    return fold_code(raw), Kind.OTHER if foreign(raw) is None else Kind.LINK, raw
