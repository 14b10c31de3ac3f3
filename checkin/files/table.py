"""What a file of rows becomes: a table of text; and the refusals that all kinds of files share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from threading import Event as Stop

from checkin.domain.errors import DeskError, Stopped
from checkin.files import limits
from checkin.files.packed_rows import Packed, PackedRows, cells_of, width_of


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet, or a whole text file: its name ("" for text), rows of cells, and what had to be guessed.

    `rows` begins with row 1 as a spreadsheet shows it; rows may differ in length, and blank ones are there.
    """

    sheet: str
    rows: Sequence[tuple[str, ...]]
    notices: tuple[str, ...] = ()

    def numbered(self, first: int = 1) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The rows from the 1-based row `first` on, with their numbers, without those that hold nothing."""
        return _filled(enumerate(islice(self.rows, first - 1, None), first))

    def width(self, first: int = 1) -> int:
        """How many cells the longest row has from the 1-based row `first` on, of those that hold anything."""
        if isinstance(self.rows, PackedRows):
            return self.rows.width(first - 1)
        return max((len(row) for _, row in self.numbered(first)), default=0)

    def taken(self, first: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The same rows, each let go of as it is read: what is made of a long list needs their memory."""
        if isinstance(self.rows, PackedRows):
            return _filled(self.rows.taken(first))
        return self.numbered(first)


def _filled(rows: Iterable[tuple[int, tuple[str, ...]]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for numbered in rows:
        row = numbered[1]
        # Nearly all rows have something in their first cell.
        if row and (row[0].strip() or any(cell and not cell.isspace() for cell in row)):
            yield numbered


Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Watch:
    """The person who waits: whether they pressed Stop, and what they are told."""

    stop: Stop | None = None
    progress: Progress | None = None

    def look(self, done: int = 0, total: int = 0) -> None:
        """Tell how much is done of how much; raises Stopped when that was enough."""
        if self.stop is not None and self.stop.is_set():
            raise Stopped
        if self.progress is not None and total:
            self.progress(done, total)


_ROWS_BETWEEN_LOOKS = 2000


def gathered(
    name: str, sheet: str, rows: Iterator[Packed], watch: Watch, total: int, notices: Sequence[str] = ()
) -> Table:
    """The table of these rows, unless there are more rows, columns or cells than `limits` allows."""
    kept: list[Packed] = []
    keep, cells = kept.append, 0
    for number, row in enumerate(rows, 1):
        if number % _ROWS_BETWEEN_LOOKS == 1:
            watch.look(number - 1, max(total, number - 1))
        keep(row)
        width = width_of(row)
        cells += width
        if number > limits.ROWS or width > limits.COLUMNS or cells > limits.CELLS:
            raise too_large(name)
        if number == _ROWS_OF_WORDS and not sheet and not any(map(_has_letter, PackedRows(kept))):
            raise wordless(name)
    while kept and not any(cell and not cell.isspace() for cell in cells_of(kept[-1])):
        kept.pop()
    return Table(sheet, PackedRows(kept), tuple(notices))


_ROWS_OF_WORDS = 2000
"""Rows of a text file, many times more than headings stand in: without a letter in them it is no list."""


def _has_letter(row: Sequence[str]) -> bool:
    return any(map(str.isalpha, "".join(row)))


def wordless(name: str) -> DeskError:
    """Refuse a table of numbers."""
    return DeskError(
        "{name} has nothing but numbers in its first rows, and no headings or names.",
        "Check that it is the registrant list.",
        name=name,
    )


def too_large(name: str) -> DeskError:
    """Refuse a table that is larger than any list."""
    return DeskError(
        "{name} is larger than any registrant list: more than {rows} rows, {columns} columns or {cells} filled cells.",
        "Save the list alone, without empty rows and columns, in a new file.",
        name=name,
        rows=f"{limits.ROWS:,}",
        columns=limits.COLUMNS,
        cells=f"{limits.FILLED:,}",
    )


def damaged(name: str) -> DeskError:
    """Refuse a workbook that ends in the middle, or was changed on its way."""
    return DeskError(
        "{name} is damaged, or was not copied completely.", "Download or copy it once more, then try again.", name=name
    )


def protected(name: str) -> DeskError:
    """Refuse a workbook that asks for a password."""
    return DeskError(
        "{name} is protected by a password.", "Open it in Excel, remove the password, and save it again.", name=name
    )
