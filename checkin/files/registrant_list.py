"""A registrant list as a whole: the file's tables, its columns, its people."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event as Stop

from checkin.domain.errors import DeskError
from checkin.domain.lists import ListPerson, RegistrantList, Skipped
from checkin.domain.names import clean
from checkin.files import known_files
from checkin.files.columns import Columns, guessed_headings, recognise
from checkin.files.headings import names_another, normalised
from checkin.files.list_rows import RowReader, is_last_first
from checkin.files.table import Progress, Table, Watch
from checkin.files.tables import read_tables

_SHOWN = 6
"""Rows that a person is shown to judge the columns by."""

_ROWS_BETWEEN_LOOKS = 1000


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
    watch = Watch(stop, progress)
    sheets = _sheets(path, read_tables(path, stop=stop), columns)
    chosen = _named(sheets, sheet) if sheet is not None else max(sheets, key=lambda one: one.likeness)
    if chosen.columns is None:
        raise chosen.problem or _empty(path.name)
    people, skipped, notices = _people(chosen.table, chosen.columns, leave_out, watch)
    if not people and not skipped:
        raise DeskError(
            "{name} has headings, but no rows under them.",
            "Export the list again when people have registered.",
            name=path.name,
        )
    others = [one.table.sheet for one in sheets if one is not chosen and one.columns is not None]
    if others and sheet is None:
        notices.append(
            f"Only the sheet {chosen.table.sheet} was read; others look like lists too: {', '.join(others)}."
        )
    return RegistrantList(
        file=path.name,
        kind=chosen.columns.kind,
        rows=len(people) + len(skipped),
        people=tuple(people),
        skipped=tuple(skipped),
        columns=chosen.columns.titles,
        notices=(*chosen.table.notices, *filter(None, [chosen.columns.notice]), *notices),
        tool=chosen.columns.tool,
    )


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


def _people(
    table: Table, columns: Columns, leave_out: Collection[str], watch: Watch
) -> tuple[list[ListPerson], list[Skipped], list[str]]:
    reader = RowReader(columns, _last_first(table, columns), leave_out)
    people: list[ListPerson] = []
    skipped: list[Skipped] = []
    for read in reader.read_all(_rows(table, columns, watch)):
        if isinstance(read, Skipped):
            skipped.append(read)
        else:
            people.append(read)
    watch.look(len(table.rows), len(table.rows))
    notices = [*_notices(reader, len(people)), *_of_lost_letters(people), *_of_further_people(columns, people)]
    return people, skipped, notices


def _of_further_people(columns: Columns, people: Sequence[ListPerson]) -> list[str]:
    """Some forms have several people in a row ("Name", "Name 2", "Name 3"): one is read, the others are told."""
    others = [title for title in columns.headings if names_another(title)]
    kept = {title for person in people for title in person.details.other} if others else set()
    titles = [title for title in others if clean(title) in kept]
    if not titles:
        return []
    words = ", ".join(f"“{clean(title)}”" for title in titles[:_SHOWN])
    return [f"One person is read from each row; others may stand in {words}. Give each of them a row of their own."]


def _rows(table: Table, columns: Columns, watch: Watch) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows of the list, with their numbers: of Zoom's report the first part alone. They are taken off the table."""
    for number, row in table.taken(columns.header_row + 1):
        if number % _ROWS_BETWEEN_LOOKS == 0:
            watch.look(number, len(table.rows))
        if columns.kind == known_files.ZOOM_WEBINAR and known_files.is_section(row):
            return
        yield number, row


def _last_first(table: Table, columns: Columns) -> bool:
    """Whether the names are written "Last, First": the heading says so, or most cells look it and stand alone."""
    at = columns.fields.get("name", ())
    if len(at) != 1:
        return False
    heading = normalised(columns.headings[at[0]])
    if "last, first" in heading or "surname, first" in heading or "family name, given" in heading:
        return True
    if "family_name" in columns.fields:
        return False
    names = [row[at[0]] for _, row in table.numbered(columns.header_row + 1) if at[0] < len(row) and row[at[0]].strip()]
    return 2 * sum(map(is_last_first, names)) > len(names)


def _notices(reader: RowReader, people: int) -> list[str]:
    notices = []
    if reader.tables:
        notices.append(
            f"Row {reader.tables[0]} has the headings of another table; what is below was read with the first headings."
            " Load that part as a list of its own."
        )
    if reader.unknown:
        words = ", ".join(f"“{word}”" for word in sorted(reader.unknown)[:_SHOWN])
        notices.append(
            f"The status {words} is not known; these people count as not confirmed yet, and the door asks first."
        )
    # A column without a heading that most rows fill is meant.
    if 2 * len(reader.longer) < people and reader.longer:
        notices.append(
            f"Rows with more cells than there are headings: {_told(reader.longer)}."
            " A comma in a cell may have parted it; check them."
        )
    if reader.rounded:
        notices.append(
            f"A spreadsheet program has rounded the codes in rows {_told(reader.rounded)}; they admit nobody."
            " Load the file as the registration tool wrote it."
        )
    return notices


_LOST = re.compile(r"(?=.*\?\?)[?\s.,'’()-]+")
"""A name of question marks: what is left of one in a script that the code page of the file does not have."""


def _of_lost_letters(people: Sequence[ListPerson]) -> list[str]:
    lost = [person.row for person in people if "??" in person.details.name and _LOST.fullmatch(person.details.name)]
    if not lost:
        return []
    return [
        f"The letters of the names in rows {_told(lost)} were lost when the file was saved (“????”)."
        " Save the list as .xlsx or as CSV in UTF-8, and load it again."
    ]


def _told(rows: Sequence[int]) -> str:
    return ", ".join(map(str, rows[:_SHOWN])) + (" …" if len(rows) > _SHOWN else "")


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
