"""Rows whose cells are in order as they stand, told by many rows at once; and the apostrophes that others have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import is_normalized

from checkin.domain.names import LONGEST

_GUARD = re.compile(r"'(?=[=+\-@|%\t\r])")
"""The apostrophe that exporters put before what a spreadsheet program would take for a formula (defusedcsv, OWASP)."""

_WALL = "|"
_SIGNS = (b"  ", b"| ", b" |", b"|'")
"""What stands in no line of tidy cells with walls around them."""


def are_tidy(*rows: Sequence[str]) -> bool:
    """Whether `clean` would leave all cells of some rows as they are, and no cell begins with an apostrophe.

    They are looked at together, with walls between them: clean texts are a clean text together, and any part of a text
    in NFC is in NFC.
    """
    lines = [_WALL.join(row) for row in rows]
    if max(map(len, lines)) > LONGEST:
        return False
    line = _WALL.join(("", *lines, ""))
    if not (line.isprintable() and (line.isascii() or is_normalized("NFC", line))):
        return False
    # Signs are found sooner among bytes than among the letters of many scripts; what can be printed can be encoded.
    packed = line.encode()
    return not any(sign in packed for sign in _SIGNS)


def unguarded(row: Sequence[str]) -> list[str]:
    """The cells without the apostrophes that guard a spreadsheet program from formulas."""
    return [_GUARD.sub("", cell, count=1) if cell[:1] == "'" else cell for cell in row]
