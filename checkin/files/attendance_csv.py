"""The attendance as a table of text that every spreadsheet opens: UTF-8 with BOM, comma, CRLF."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import BinaryIO

from checkin.domain.attendance import Attendance
from checkin.domain.attendance_choice import WHOLE, Choice
from checkin.files import attendance_rows
from checkin.files.cells import Cell, Column, each_once

# A spreadsheet takes a cell that begins so for a formula and runs it (OWASP, CSV injection; ASVS 5.0, 1.2.10). The
# full-width signs count as theirs where Chinese and Japanese are typed.
_FORMULA = "=+-@\t\r\n＝＋－＠"
_PHONE = re.compile(r"\+[0-9][0-9 ()-]*\Z")


def write(file: BinaryIO, attendance: Attendance, now: datetime, choice: Choice = WHOLE) -> None:
    """Write the file: a heading row, then one row per person.

    Instants are `YYYY-MM-DD HH:MM:SS+03:00` in the session's zone. `now` (aware) decides whether someone who is not
    here is absent already; `choice` says which columns and whose contacts go in.
    """
    found = attendance_rows.table(attendance, now, choice)
    _write(file, found.headings, found.blocks())


def written(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The bytes of any table, written by the same rules."""
    content, all_rows = io.BytesIO(), [*rows]
    _write(content, headings, [[*zip(*all_rows, strict=True)]] if all_rows else [])
    return content.getvalue()


def _write(file: BinaryIO, headings: Sequence[str], blocks: Iterable[list[Column]]) -> None:
    # Without the mark Excel reads UTF-8 as the code page of the laptop.
    file.write(codecs.BOM_UTF8 + _lines([[*map(guarded, headings)]]))
    for block in blocks:
        file.write(_lines(zip(*map(_texts, block), strict=True)))


def _lines(rows: Iterable[Sequence[str]]) -> bytes:
    # In memory, block by block: a file that takes text takes longer over each row.
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


_WALL = "\N{INFORMATION SEPARATOR THREE}"
_DANGEROUS = re.compile(f"{_WALL}[{re.escape(_FORMULA)}]")


def _texts(column: Column) -> Sequence[str]:
    """A column as it is written. It is looked at as a whole, and cell by cell only where a cell needs it."""
    seen = each_once(column)
    if len(seen) == 1:
        return [guarded(_plain(seen[0]))] * len(column)
    try:
        whole = _WALL.join(column)  # type: ignore[arg-type]  # of most columns every cell is a text
    except TypeError:
        texts: Sequence[str] = [*map(_plain, column)]
        whole = _WALL.join(texts)
    else:
        texts = column  # type: ignore[assignment]
    return [*map(guarded, texts)] if _DANGEROUS.search(_WALL + whole) else texts


def _plain(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def guarded(text: str) -> str:
    """Put `'` before a text that a spreadsheet would take for a formula.

    Phone numbers stay as they are: they can do no harm, and a quote would spoil them for every other reader.
    """
    return f"'{text}" if text[:1] in _FORMULA and text and not _PHONE.match(text) else text
