"""A registrant list as a whole: the file's tables, its columns, its people."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event as Stop

from checkin.domain.errors import DeskError
from checkin.domain.lists import RegistrantList
from checkin.files import known_files
from checkin.files.columns import Columns, guessed_headings, recognise
from checkin.files.list_reading import ListReading
from checkin.files.table import Progress, Table, Watch
from checkin.files.tables import read_tables

_SHOWN = 6
"""Rows that a person is shown to judge the columns by."""


@dataclass(frozen=True, slots=True)
class SheetPreview:
    """One sheet before it is read: `headings` (no two alike) with what each column seems to be ("" for none), the
    first rows with their 1-based numbers, how many rows hold anything, and why it is no list, if it is none. `notice`
    is told where the headings did not say it; `named` says that there are headings at all.
    """

    sheet: str
    headings: tuple[str, ...]
    fields: tuple[str, ...]
    first_rows: tuple[tuple[int, tuple[str, ...]], ...]
    rows: int
    tool: str = ""
    problem: DeskError | None = None
    notice: str = ""
    named: bool = True


@dataclass(frozen=True, slots=True)
class ListPreview:
    """A file before it is read: its sheets, which of them will be read unless another is named, and notices."""

    file: str
    chosen: int
    sheets: tuple[SheetPreview, ...]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sheet:
    table: Table
    columns: Columns | None
    problem: DeskError | None = None

    @property
    def likeness(self) -> tuple[bool, bool, bool, int, int]:
        """How much it looks like a list: that it is no pivot table, its headings, its fields, then its rows."""
        if self.columns is None:
            return False, False, False, 0, 0
        is_pivot, is_named = known_files.is_pivot(self.table), not self.columns.notice
        return True, not is_pivot, is_named, len(self.columns.fields), len(self.table.rows)


def read_list(
    path: Path,
    columns: Mapping[str, str] | None = None,
    *,
    sheet: str | None = None,
    leave_out: Collection[str] = (),
    stop: Stop | None = None,
    progress: Progress | None = None,
) -> RegistrantList:
    """Read the people of a list file.

    `columns` says which heading is which field where the recognition is wrong ("" for none), `sheet` which sheet of a
    workbook, `leave_out` the headings whose cells are not kept. `progress` is told rows, done and in all. Raises
    DeskError in one sentence for whatever is no registrant list, and Stopped.
    """
    return open_list(path, columns, sheet=sheet, leave_out=leave_out, stop=stop, progress=progress).whole()


def open_list(
    path: Path,
    columns: Mapping[str, str] | None = None,
    *,
    sheet: str | None = None,
    leave_out: Collection[str] = (),
    stop: Stop | None = None,
    progress: Progress | None = None,
) -> ListReading:
    """Recognise the columns of a list file, of which people are to be read one after the other, else like `read_list`.
    All is known by then for which a file is refused, but that there is nobody in it.
    """
    watch = Watch(stop, progress)
    sheets = _sheets(path, read_tables(path, stop=stop), columns)
    chosen = _named(sheets, sheet) if sheet is not None else max(sheets, key=lambda one: one.likeness)
    if chosen.columns is None:
        raise chosen.problem or _empty(path.name)
    others = [one.table.sheet for one in sheets if one is not chosen and one.columns is not None]
    notice = ""
    if others and sheet is None:
        notice = f"Only the sheet {chosen.table.sheet} was read; others look like lists too: {', '.join(others)}."
    return ListReading(path.name, chosen.table, chosen.columns, leave_out, watch, notice)


def preview(path: Path, *, stop: Stop | None = None, progress: Progress | None = None) -> ListPreview:
    """Look at a file before it is read. Raises DeskError when it holds no table at all, and Stopped."""
    sheets = _sheets(path, read_tables(path, stop=stop, progress=progress), None)
    best = max(range(len(sheets)), key=lambda at: sheets[at].likeness)
    return ListPreview(path.name, best, tuple(map(_preview, sheets)), sheets[best].table.notices)


def _sheets(path: Path, tables: Sequence[Table], columns: Mapping[str, str] | None) -> list[_Sheet]:
    sheets = []
    for table in tables:
        if not table.rows:
            continue
        try:
            sheets.append(_Sheet(table, recognise(table, columns, file=path.name)))
        except DeskError as problem:
            sheets.append(_Sheet(table, None, problem))
    if not sheets:
        raise _empty(path.name)
    return sheets


def _empty(name: str) -> DeskError:
    return DeskError("{name} is empty.", "Export the list again from the registration tool.", name=name)


def _named(sheets: Sequence[_Sheet], title: str) -> _Sheet:
    for sheet in sheets:
        if sheet.table.sheet.casefold() == title.strip().casefold():
            return sheet
    raise DeskError(
        "There is no sheet {sheet}.",
        "The sheets are: {sheets}.",
        sheet=title,
        sheets="; ".join(sheet.table.sheet for sheet in sheets),
    )


def _preview(sheet: _Sheet) -> SheetPreview:
    table, columns = sheet.table, sheet.columns
    if columns is None:
        headings = guessed_headings(table)
        names = Columns(1, headings, {}).names
        rows = list(table.numbered())
        return SheetPreview(table.sheet, names, ("",) * len(names), tuple(rows[:_SHOWN]), len(rows), "", sheet.problem)
    fields = [""] * len(columns.headings)
    for name, columns_of in columns.fields.items():
        for at in columns_of:
            fields[at] = fields[at] or name
    rows = list(table.numbered(columns.header_row + 1))
    return SheetPreview(
        table.sheet,
        columns.names,
        tuple(fields),
        tuple(rows[:_SHOWN]),
        len(rows),
        columns.tool,
        notice=columns.notice,
        named=columns.header_row > 0,
    )
