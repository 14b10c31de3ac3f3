"""A workbook being written: the cells by their type, and row by row, so that a long list takes little memory."""

from __future__ import annotations

import io
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from inspect import unwrap
from itertools import islice
from pathlib import Path
from shutil import copyfileobj, rmtree
from typing import BinaryIO

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from checkin.files.cells import Cell, Column, cleaned, each_once, writable
from checkin.files.writing import in_words

Row = Sequence[Cell]

_ACCENT = "#0B5CAD"
_LONGEST_CELL = 32_767  # UTF-16 units in one cell, by Excel's specification; XlsxWriter leaves a longer text out
_SHORT = 1000
"""A text of so many signs fits a cell as it is: most do, and need not be looked at further."""
_NARROWEST, _WIDEST = 9, 44
_PAGE_WIDTH = 150
"""Signs that can still be read in a line of A4 across."""
_NAME = "Full name"
_AT_ONCE = 1000
"""Rows that are looked at and written in one step."""
_LOOKED_AT = 2 * _AT_ONCE
"""Rows whose cells decide how wide the columns are; later ones are seldom wider, and looking at all takes long."""

_write_text = unwrap(Worksheet.write_string)
"""XlsxWriter's `write_string` without the step before it that understands "A1" for a row and a column: of millions of
cells that step takes a twentieth of the time.
"""

MOST_IN_MEMORY = 20_000
"""Rows of a sheet that are held in memory."""

_DRAFTS = "checkin-export-"
_AN_HOUR = 3600


@contextmanager
def workbook_in(file: BinaryIO, rows: int) -> Iterator[Workbook]:
    """A workbook whose longest sheet has so many rows; it is written to `file` in the end.

    XlsxWriter either holds all cells in memory or writes drafts of the sheets, with everyone's names, to files. Only
    for a list that is too long for the memory of a small laptop it does that: in a folder that nobody but this user can
    read, and that is gone afterwards. What a killed export leaves behind is cleared away by the next one. Raises
    DeskError where the drafts cannot be written; what `file` refuses is raised as it is.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    if rows <= MOST_IN_MEMORY:
        content = io.BytesIO()
        with Workbook(content, options | {"in_memory": True}) as book:
            yield book
        file.write(content.getbuffer())
        return
    folder = Path(tempfile.gettempdir())
    with ExitStack() as drafts:
        with _in_words(folder):
            _clear_away(folder)
            draft = Path(drafts.enter_context(tempfile.TemporaryDirectory(prefix=_DRAFTS)))
            whole = draft / "whole.xlsx"
            with Workbook(str(whole), options | {"constant_memory": True, "tmpdir": str(draft)}) as book:
                yield book
        with whole.open("rb") as finished:
            copyfileobj(finished, file)


@contextmanager
def _in_words(folder: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, FileCreateError) as error:
        cause = error if isinstance(error, OSError) else error.__context__
        raise in_words(cause if isinstance(cause, OSError) else OSError(str(error)), folder / _DRAFTS) from error


def _clear_away(folder: Path) -> None:
    for left in folder.glob(f"{_DRAFTS}*"):
        if time.time() - left.stat().st_mtime > _AN_HOUR:
            rmtree(left, ignore_errors=True)


class Page:
    """A sheet that is no list: cells come in any order, and are written row by row in the end."""

    def __init__(self, sheet: Worksheet, write: Callable[[Worksheet, int, int, Cell, Format | None], None]) -> None:
        self.sheet, self._write = sheet, write
        self._cells: dict[tuple[int, int], tuple[Cell, Format | None]] = {}

    def put(self, top: int, left: int, rows: Sequence[Row], form: Format | None = None) -> int:
        """Put rows of values, each as what it is; the number of the row below them."""
        for down, row in enumerate(rows):
            for right, value in enumerate(row):
                self._cells[top + down, left + right] = value, form
        return top + len(rows)

    def finish(self) -> None:
        """Write all cells; nothing can be put after that."""
        for (row, column), (value, form) in sorted(self._cells.items(), key=lambda cell: cell[0]):
            self._write(self.sheet, row, column, value, form)


class Sheets:
    """The sheets of a workbook, and its formats, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._formats: dict[str, Format] = {}
        self.heading = book.add_format(
            {"bold": True, "font_color": "#FFFFFF", "bg_color": _ACCENT, "valign": "vcenter"}
        )
        self.bold = book.add_format({"bold": True})
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.label = book.add_format({"bold": True, "valign": "top"})
        self.wrong = book.add_format({"bold": True, "font_color": "#98162B", "bg_color": "#FBE9EC"})

    def _add(self, name: str) -> Worksheet:
        """Add a sheet that prints on A4 across, as wide as one page."""
        sheet = self._book.add_worksheet(name)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&RPage &P of &N")
        return sheet

    def page(self, name: str) -> Page:
        """Add a sheet that is no list; its `finish` must be called."""
        return Page(self._add(name), self._write_one)

    def table(self, name: str, headings: Sequence[str], rows: Iterable[Row]) -> None:
        """Add a sheet that is one table: headings that stay in view, a filter, columns as wide as what they hold."""
        self.columns(name, headings, _blocks(rows))

    def columns(self, name: str, headings: Sequence[str], blocks: Iterable[Sequence[Column]]) -> None:
        """The same of blocks of rows, each as its columns, from which what XML cannot hold is taken out (`cleaned`)."""
        sheet = self._add(name)
        sheet.set_row(0, 20)
        widths = [_width(heading) + 3 for heading in headings]
        for column, heading in enumerate(headings):
            self._write_one(sheet, 0, column, heading, self.heading)
        number = 0
        for block in blocks:
            self._block(sheet, number + 1, block)
            if number < _LOOKED_AT:
                widths = [max(wide, *map(_width, column)) for wide, column in zip(widths, block, strict=True)]
            number += len(block[0]) if block else 0
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        if headings:
            sheet.autofilter(0, 0, number, len(headings) - 1)
        # Codes and phone numbers are text on purpose: no green corner on each of them.
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        _fit(sheet, headings, [max(_NARROWEST, min(_WIDEST, wide + 1)) for wide in widths])

    def _block(self, sheet: Worksheet, first: int, block: Sequence[Column]) -> None:
        """Write rows, the upper one as that number. Most cells are texts; of most lists many columns are empty."""
        texts: list[int] = []
        others: list[int] = []
        for place, column in enumerate(block):
            if column.count("") < len(column):
                (texts if _fits_as_it_is(column) else others).append(place)
        for number, row in enumerate(zip(*block, strict=True), first):
            for place in texts:
                if value := row[place]:
                    _write_text(sheet, number, place, value)
            for place in others:
                self._write_one(sheet, number, place, row[place], None)

    def _write_one(self, sheet: Worksheet, row: int, column: int, value: Cell, form: Format | None) -> None:
        match value:
            case "":
                pass
            case str():
                sheet.write_string(row, column, _fitting(value), form)
            case int():
                sheet.write_number(row, column, value, form)
            case datetime():
                offset = value.isoformat()[-6:]
                sheet.write_datetime(
                    row, column, value.replace(tzinfo=None), self._dated(f'yyyy-mm-dd hh:mm:ss"{offset}"')
                )
            case _:
                sheet.write_datetime(row, column, value, self._dated("yyyy-mm-dd"))

    def _dated(self, pattern: str) -> Format:
        if pattern not in self._formats:
            self._formats[pattern] = self._book.add_format({"num_format": pattern, "align": "left"})
        return self._formats[pattern]


def _blocks(rows: Iterable[Row]) -> Iterator[Sequence[Column]]:
    rest = iter(rows)
    while some := [*islice(rest, _AT_ONCE)]:
        yield [cleaned(column) for column in zip(*some, strict=True)]


def _fits_as_it_is(column: Column) -> bool:
    """Whether all of these cells are texts which need not be looked at one by one: there are millions of cells."""
    try:
        return max(map(len, each_once(column))) <= _SHORT  # type: ignore[arg-type]
    except TypeError:
        return False


def _fit(sheet: Worksheet, headings: Sequence[str], widths: Sequence[int]) -> None:
    """Make the columns so wide. On one page across, a table of thirty columns could be read by nobody: on paper it
    takes more of them, each with the names.
    """
    for column, wide in enumerate(widths):
        sheet.set_column(column, column, wide)
    sheet.fit_to_pages(max(1, round(sum(widths) / _PAGE_WIDTH)), 0)
    if _NAME in headings and sum(widths) > _PAGE_WIDTH:
        name = headings.index(_NAME)
        sheet.repeat_columns(name, name)


def _fitting(text: str) -> str:
    text = writable(text)
    if len(text) * 2 <= _LONGEST_CELL:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * _LONGEST_CELL:
        return text
    return units[: 2 * (_LONGEST_CELL - 1)].decode("utf-16-le", errors="ignore") + "…"


def _width(value: Cell) -> int:
    if isinstance(value, datetime):
        return len("2024-05-10 12:30:00+03:00")
    text = str(value)[: 2 * _WIDEST]
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
