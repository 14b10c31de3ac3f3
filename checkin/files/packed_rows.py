"""The rows of a long table in little memory: one text a row, parted into cells when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import overload

Row = tuple[str, ...]

_WALL = "\x1f"
"""Stands between two cells; a row that has it in a cell is kept as it is."""


Packed = str | Row
"""A row as it is kept: as one text, or as it is where that would not bring its cells back."""


def packed(row: Sequence[str]) -> Packed:
    """A row in as little memory as it takes."""
    text = _WALL.join(row)
    return text if text.count(_WALL) == len(row) - 1 and text else tuple(row)


def packed_line(line: str, delimiter: str) -> Packed:
    """The cells of a line, which has no wall in it and no cell with a delimiter."""
    return line.replace(delimiter, _WALL) or ()


def has_wall(text: bytes) -> bool:
    """Whether a wall stands in a text."""
    return _WALL.encode() in text


def cells_of(row: Packed) -> Row:
    """The cells of a row."""
    return tuple(row.split(_WALL)) if isinstance(row, str) else row


def width_of(row: Packed) -> int:
    """How many cells a row has."""
    return row.count(_WALL) + 1 if isinstance(row, str) else len(row)


class PackedRows(Sequence[Row]):
    """Rows of cells, to be let go of one by one. Eight cells that are texts of their own take three times the memory of
    one text with all of them.
    """

    def __init__(self, rows: list[Packed]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...

    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        if isinstance(at, slice):
            return list(map(cells_of, self._rows[at]))
        return cells_of(self._rows[at])

    def __iter__(self) -> Iterator[Row]:
        return map(cells_of, self._rows)

    def width(self, start: int) -> int:
        """How many cells the longest row has from this one on, of those that hold anything; none is parted for it."""
        widest = 0
        for row in islice(self._rows, start, None):
            width = width_of(row)
            if width > widest and any(cell.strip() for cell in cells_of(row)):
                widest = width
        return widest

    def taken(self, first: int) -> Iterator[tuple[int, Row]]:
        """The rows from the 1-based row `first` on, with their numbers; each is an empty one from then on."""
        rows = self._rows
        for number in range(first, len(rows) + 1):
            row, rows[number - 1] = rows[number - 1], ()
            yield number, cells_of(row)
