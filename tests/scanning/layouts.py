"""What scanners and laptops of every layout make of a code: the tables are those of the X keyboard extension."""

from __future__ import annotations

import json
from pathlib import Path

from checkin.domain.calibration import Stroke

_FILE = Path(__file__).parents[1] / "data" / "scanners" / "layouts.json"
_KNOWN = json.loads(_FILE.read_text(encoding="utf-8"))
_KEYS: str = _KNOWN["keys"]
_SHIFTED = '!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"~|ZXCVBNM<>? '

LAYOUTS: tuple[str, ...] = tuple(_KNOWN["layouts"])
"""us, de, fr …, as setxkbmap calls them."""

_BY_ALT_GR = {"fr": {"#": "3"}}
"""Signs that a layout has on a third level: the key of a US layout."""


def _place(scanner: str, sign: str) -> tuple[int, bool]:
    """The key, and whether with Shift, that a scanner set to a layout presses for a sign."""
    if sign in _BY_ALT_GR.get(scanner, {}):
        return _KEYS.index(_BY_ALT_GR[scanner][sign]), False
    plain, shifted = _KNOWN["layouts"][scanner]
    return (plain.index(sign), False) if sign in plain else (shifted.index(sign), True)


def typed(text: str, laptop: str, *, scanner: str = "us", told: bool = True, each: float = 0.005) -> list[Stroke]:
    """The keys that come when a scanner set to one layout sends a text to a laptop set to another; `told` whether the
    system tells which keys they were.
    """
    strokes = []
    for number, sign in enumerate(text):
        place, shift = _place(scanner, sign)
        came = _KNOWN["layouts"][laptop][shift][place]
        us = (_SHIFTED if shift else _KEYS)[place]
        strokes.append(Stroke(came, us if told else "", 1000 + number * each))
    return strokes


def place_of(scanner: str, sign: str) -> tuple[int, bool]:
    """The X number of the key, and whether with Shift, that a scanner set to a layout presses for a sign."""
    place, shift = _place(scanner, sign)
    rows = ((12, 10), (24, 24), (36, 38), (47, 51), (48, 65))
    begin = 0
    for end, first in rows:
        if place < end:
            return first + place - begin, shift
        begin = end
    raise AssertionError(sign)
