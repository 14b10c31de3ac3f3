"""Workbooks (xlsx, xlsm, xls, ods): what their sheets would weigh, and their cells as text."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from xml.parsers import expat

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from checkin.domain.errors import DeskError, Stopped
from checkin.files import cell_errors, compound_files, limits, old_workbooks, packages, usual_packages
from checkin.files.packed_rows import packed
from checkin.files.shown_in_ods import shown_in_ods
from checkin.files.shown_numbers import ShownNumbers, shown_numbers
from checkin.files.table import Table, Watch, damaged, gathered, protected, too_large

Cell = int | float | str | bool | time | date | datetime | timedelta


def read(name: str, data: bytes, watch: Watch) -> list[Table]:
    """Read the sheets of a workbook that are not hidden; `name` is for the sentences. Raises DeskError and Stopped."""
    empty = packages.EmptyCells(0, 0)
    if data.startswith(compound_files.SIGNATURE):
        compound_files.refuse_foreign(name, data)
        old_workbooks.weigh(name, data)
    else:
        data = usual_packages.with_usual_parts(name, data)
        empty = packages.weigh(name, data, watch)
        data = usual_packages.with_plain_signs(name, data)
    tables = _guarded(name, lambda: _sheets(name, data, watch))
    if empty.without_value:
        tables = _told_of_formulas(name, tables, empty.without_value)
    if empty.errors:
        tables = [replace(table, notices=(*table.notices, cell_errors.notice(empty.errors))) for table in tables]
    return tables


def _told_of_formulas(name: str, tables: list[Table], without_value: int) -> list[Table]:
    """The tables with a notice; a workbook of hardly anything but formulas that were never worked out is refused."""
    if all(sum(1 for _ in table.numbered()) <= 1 for table in tables):
        raise DeskError(
            "The formulas in {name} have no stored values, so its cells are empty.",
            "Open it in a spreadsheet program, save it there, then try again.",
            name=name,
        )
    notice = (
        f"{without_value} formulas have no stored value, so their cells are empty."
        " Open the workbook in a spreadsheet program and save it there to have them."
    )
    return [replace(table, notices=(*table.notices, notice)) for table in tables]


def _guarded(name: str, work: Callable[[], list[Table]]) -> list[Table]:
    """Do the work of the foreign reader; whatever it raises means that the workbook cannot be read."""
    try:
        return work()
    except (DeskError, Stopped):
        raise
    except PasswordError as error:
        raise protected(name) from error
    except (CalamineError, OSError, ValueError, OverflowError, MemoryError, RuntimeError) as error:
        raise damaged(name) from error
    except BaseException as error:
        # A panic of the Rust reader is no Exception, so that nobody takes it for one; here it says: damaged.
        if type(error).__name__ == "PanicException":
            raise damaged(name) from error
        raise


def _sheets(name: str, data: bytes, watch: Watch) -> list[Table]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    padded = _padded(data)
    seen = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
    ]
    tables = []
    for title in seen[: limits.SHEETS]:
        watch.look()
        sheet = book.get_sheet_by_name(title)
        if sheet.height > limits.ROWS or sheet.width > limits.COLUMNS or sheet.height * sheet.width > limits.CELLS:
            raise too_large(name)
        rows = map(packed, _rows(sheet, (padded or {}).get(title)))
        table = gathered(name, title, rows, watch, sheet.height)
        tables.append(table if padded is not None else replace(table, notices=(*table.notices, _UNPADDED)))
    if not tables:
        raise DeskError("{name} has no sheet that can be seen.", "Show the sheet of the list, and save it.", name=name)
    return tables


_UNPADDED = (
    "How numbers are shown in this workbook could not be read: codes and telephone numbers may lack the zeros in front."
    " Save it once more in a spreadsheet program, then load it again."
)


def _padded(data: bytes) -> dict[str, ShownNumbers] | None:
    """The padded cells of a zipped workbook, by sheet. None where the parts of the file that say so cannot be read: the
    numbers are then taken as they are held.
    """
    if data.startswith(compound_files.SIGNATURE):
        return {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return shown_in_ods(archive) if "content.xml" in archive.namelist() else shown_numbers(archive)
    except (*packages.UNREADABLE, LookupError, RuntimeError, EOFError, zlib.error, expat.ExpatError):
        return None


def _rows(sheet: CalamineSheet, padded: ShownNumbers | None) -> Iterator[Sequence[str]]:
    """The rows from row 1 and column A on: calamine's begin at row 1, but in the column of the first cell."""
    _, left = sheet.start or (0, 0)
    margin = [""] * left
    for number, row in enumerate(sheet.iter_rows()):
        cells = [*margin, *map(as_text, row)]
        for at, form in padded.of_row(number) if padded is not None else ():
            held = row[at - left] if left <= at < left + len(row) else ""
            if isinstance(held, int | float) and not isinstance(held, bool):
                cells[at] = form.shown(held) or cells[at]
        yield cells


_EXACT_UP_TO = 1e15
"""Up to here a float holds every whole number; above, the digits that it would print were never in the sheet."""


def as_text(cell: Cell) -> str:
    """Write a cell as a person would read it: whole numbers without a point, dates as ISO 8601 without a zone."""
    if isinstance(cell, str):
        return cell.replace("\0", "")
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < _EXACT_UP_TO else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    return cell.isoformat() if isinstance(cell, date | time) else _duration(cell)


def _duration(cell: int | timedelta) -> str:
    if isinstance(cell, int):
        return str(cell)
    minutes, seconds = divmod(round(cell.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
