"""The rows of a long table in little memory: one text a row, parted into cells when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import overload

Row = tuple[str, ...]

_WALL = "\x1f"
"""Stands between two cells; a row that has it in a cell is kept as it is."""


class PackedRows(Sequence[Row]):
    """Rows of cells, to be added one by one and let go of one by one. Eight cells that are texts of their own take
    three times the memory of one text with all of them.
    """

    def __init__(self) -> None:
        self._rows: list[str | Row] = []

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...

    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        if isinstance(at, slice):
            return list(map(_cells, self._rows[at]))
        return _cells(self._rows[at])

    def __iter__(self) -> Iterator[Row]:
        return map(_cells, self._rows)

    def add(self, row: Sequence[str]) -> None:
        """Add a row at the end."""
        packed = _WALL.join(row)
        self._rows.append(packed if packed.count(_WALL) == len(row) - 1 and packed else tuple(row))

    def width(self, start: int) -> int:
        """How many cells the longest row has from this one on, of those that hold anything; none is parted for it."""
        widest = 0
        for row in islice(self._rows, start, None):
            cells = row.count(_WALL) + 1 if isinstance(row, str) else len(row)
            if cells > widest and any(cell.strip() for cell in _cells(row)):
                widest = cells
        return widest

    def pop(self) -> None:
        """Let go of the last row."""
        self._rows.pop()

    def let_go(self, at: int) -> None:
        """Make a row an empty one."""
        self._rows[at] = ()


def _cells(row: str | Row) -> Row:
    return tuple(row.split(_WALL)) if isinstance(row, str) else row
