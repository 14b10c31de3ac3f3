"""The attendance as a table of text that every spreadsheet opens: UTF-8 with BOM, comma, CRLF."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from checkin.domain.attendance import Attendance
from checkin.domain.attendance_choice import WHOLE, Choice
from checkin.files import attendance_rows
from checkin.files.attendance_rows import Cell

# A spreadsheet takes a cell that begins so for a formula and runs it (OWASP, CSV injection; ASVS 5.0, 1.2.10). The
# full-width signs count as theirs where Chinese and Japanese are typed.
_FORMULA = re.compile("[=+\\-@\t\r\n＝＋－＠]")
_PHONE = re.compile(r"\+[0-9][0-9 ()-]*\Z")


def table(attendance: Attendance, now: datetime, choice: Choice = WHOLE) -> bytes:
    """Return the bytes of the file: a heading row, then one row per person.

    Instants are `YYYY-MM-DD HH:MM:SS+03:00` in the session's zone. `now` (aware) decides whether someone who is not
    here is absent already;
    `choice` says which columns and whose contacts go in.
    """
    found = attendance_rows.table(attendance, now, choice)
    return written(found.headings, found.rows())


def written(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The bytes of any table, written by the same rules."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(guarded(heading) for heading in headings)
    writer.writerows([_written(cell) for cell in row] for row in rows)
    # Without the mark Excel reads UTF-8 as the code page of the laptop.
    return text.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, int):
        return str(cell)
    return guarded(cell) if isinstance(cell, str) else cell.isoformat()


def guarded(text: str) -> str:
    """Put `'` before a text that a spreadsheet would take for a formula.

    Phone numbers stay as they are: they can do no harm, and a quote would spoil them for every other reader.
    """
    return f"'{text}" if _FORMULA.match(text) and not _PHONE.match(text) else text
