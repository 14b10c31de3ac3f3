"""A list whose first row is a person, or whose headings nobody knows: its columns are told by what is in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from checkin.domain.names import fold
from checkin.files import column_contents as contents
from checkin.files import limits
from checkin.files.names_in_columns import columns_of_names
from checkin.files.table import Table

NO_HEADINGS = "This list has no headings; its columns were recognised by what is in them."
UNKNOWN_HEADINGS = "The headings of this list are not known; its columns were recognised by what is in them."


@dataclass(frozen=True, slots=True)
class Told:
    """What the cells of a table say: the 1-based row of its headings, 0 where it has none, the headings (columns have
    numbers where there are none), and for each field its columns (0-based).
    """

    header_row: int
    headings: tuple[str, ...]
    fields: dict[str, tuple[int, ...]]

    @property
    def notice(self) -> str:
        """What a person is told about it."""
        return UNKNOWN_HEADINGS if self.header_row else NO_HEADINGS


def numbered_headings(table: Table) -> tuple[str, ...]:
    """What the columns of a table without headings are called: by their numbers."""
    width = max(map(len, table.rows), default=0)
    return tuple(f"Column {number}" for number in range(1, width + 1))


_REFERENCE = re.compile(r"(?:column\s*)?(?:(?P<number>[1-9]\d{0,2})|(?P<letters>[a-z]{1,2}))", re.IGNORECASE)
_LETTERS = 26


def column_meant(title: str) -> int | None:
    """The column (0-based) that a number or, as in a spreadsheet, letters mean: "2", "Column 2" and "B" are one."""
    said = _REFERENCE.fullmatch(title.strip())
    if said is None:
        return None
    if said["number"]:
        return int(said["number"]) - 1
    at = 0
    for letter in said["letters"].upper():
        at = at * _LETTERS + ord(letter) - ord("A") + 1
    return at - 1


def told_by_contents(table: Table) -> Told | None:
    """Tell the columns of a table by its cells, or None where they do not say who is meant."""
    rows = list(islice(table.numbered(), contents.LOOKED_AT))
    width = max((len(row) for _, row in rows), default=0)
    # A title above the people stands alone in its row.
    first, top = next(((number, row) for number, row in rows if _filled(row) > 1), rows[0] if rows else (0, ()))
    if not rows or first > limits.HEADER_ROWS:
        return None
    cells = [[row[at] if at < len(row) else "" for number, row in rows if number >= first] for at in range(width)]
    looked = _Looked(cells)
    looked.look()
    if not looked.says_who():
        return None
    if looked.first_row_names(top):
        below = _Looked([column[1:] for column in cells])
        below.look()
        headings = (*top, *[""] * (width - len(top)))
        return Told(first, headings, below.fields) if below.fields.get("email") else None
    return Told(0, numbered_headings(table), looked.fields)


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell.strip())


_NOTHING = frozenset({"", "n a", "na", "none", "nil", "no", "null", "unknown", "keine", "aucun", "aucune", "ninguno"})
_FEWEST_ADDRESSES = 3


@dataclass(slots=True)
class _Looked:
    """The columns of rows without headings, and what they were found to be."""

    cells: list[list[str]]
    fields: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def look(self) -> None:
        """Find the addresses, the names beside them, and what else shows by itself."""
        rows = len(self.cells[0]) if self.cells else 0
        mail = [at for at, cells in enumerate(self.cells) if _holds_addresses(cells)]
        if mail:
            best = max(mail, key=lambda at: (contents.quality("email", self.cells[at], rows), -at))
            self.fields["email"] = (best,)
        names = columns_of_names(self.cells, self.fields.get("email", (None,))[0])
        if names:
            self.fields["name"] = names
        elif not mail and (both := [at for at, cells in enumerate(self.cells) if contents.looks_like_both(cells)]):
            self.fields["name"] = (both[0],)
        for name, looks in _BY_THEMSELVES.items():
            at = next((at for at, cells in enumerate(self.cells) if at not in self._taken() and looks(cells)), None)
            if at is not None:
                self.fields[name] = (at,)

    def _taken(self) -> set[int]:
        return {at for columns in self.fields.values() for at in columns}

    def says_who(self) -> bool:
        """Whether the rows are surely people: by addresses; else by names, where the first row surely is one."""
        mail = self.fields.get("email")
        if mail is not None:
            return "name" in self.fields or _filled(self.cells[mail[0]]) >= _FEWEST_ADDRESSES
        if "name" not in self.fields or len(self.cells[0]) < contents.FEWEST:
            return False
        if contents.looks_like_both(self.cells[self.fields["name"][0]]):
            return True
        others = [cells for at, cells in enumerate(self.cells) if at not in self.fields["name"]]
        # A column of nothing but names is a list of names. Beside others, headings could be meant.
        return not others or any(map(_goes_on_as_it_begins, others))

    def first_row_names(self, row: Sequence[str]) -> bool:
        """Whether the first row is headings in words that nobody knows: it has a word where all others have an address,
        and nothing of it stands in a later row.
        """
        mail = self.fields.get("email")
        cell = row[mail[0]] if mail and mail[0] < len(row) else ""
        if mail is None or "@" in cell or fold(cell) in _NOTHING or len(self.cells[0]) == 1:
            return False
        return not any(map(_goes_on_as_it_begins, self.cells)) and not any(map(_has_digit, row))


def _holds_addresses(cells: Sequence[str]) -> bool:
    """Whether these are addresses, whatever the first row has, which may be a heading."""
    known = [cell for cell in cells if fold(cell) not in _NOTHING]
    return contents.looks_like_addresses(known) or contents.looks_like_addresses(known[1:])


def _has_digit(cell: str) -> bool:
    return any(map(str.isdigit, cell))


def _goes_on_as_it_begins(cells: Sequence[str]) -> bool:
    """Whether the first cell is of the kind of those below it: a number above numbers, or a word that comes again."""
    first, *others = cells
    if not first.strip():
        return False
    numbers = contents.share(others, _has_digit) >= contents.MOST and any(cell.strip() for cell in others)
    return _has_digit(first) if numbers else fold(first) in map(fold, others)


_BY_THEMSELVES: dict[str, Callable[[Sequence[str]], bool]] = {
    "phone": contents.looks_like_phones,
    "mode": contents.looks_like_mode,
    "status": contents.looks_like_status,
    "code": contents.looks_like_codes,
}
"""Fields that are known by their cells alone, the surest first."""
