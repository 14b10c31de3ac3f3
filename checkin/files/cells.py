"""What a cell of a file that we write can be, and columns of them: of millions of cells most are looked at together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

Cell = str | int | date | datetime
"""Text, minutes, a day, or an aware instant in the session's zone to the whole second; "" for nothing."""

Column = Sequence[Cell]
"""The cells of some people under one heading."""

# XML cannot hold these, and no reader shows them; line breaks and tabs of an answer stay. Half a surrogate pair
# cannot be written in UTF-8 at all.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    """Take out what a file of text or XML cannot hold, and write line breaks as one sign."""
    if text.isprintable():
        return text
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def each_once(column: Column) -> Column:
    """What is to be looked at of a column: of cells that are all the same, as in many columns, the first one."""
    return column[:1] if column and column.count(column[0]) == len(column) else column


def cleaned(column: Column) -> Column:
    """The column without what a file cannot hold. Where a cell is no text, none is of a person's making."""
    try:
        whole = "".join(each_once(column))  # type: ignore[arg-type]
    except TypeError:
        return column
    return column if whole.isprintable() else [writable(str(cell)) for cell in column]
