"""Text files of rows: which delimiter, and a strict reading."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain, islice

from checkin.domain.errors import DeskError
from checkin.files import cell_errors, limits
from checkin.files.column_contents import is_address
from checkin.files.encodings import decoded
from checkin.files.headings import is_known
from checkin.files.packed_rows import Packed, cells_of, has_wall, packed, packed_line
from checkin.files.table import Table, Watch, gathered

_DELIMITERS = (",", ";", "\t", "|")
_SEP = re.compile(r"[ \t]*\"?sep=(.)\"?[ \t]*(?:\r\n|\r|\n)", re.IGNORECASE)
_LOOKED_AT = 200
"""Records by which the delimiter is told."""
_BEGINNING = 1000 * _LOOKED_AT
"""Letters that so many records have at most, as a rule; where they are longer, fewer of them tell it too."""


def read(name: str, data: bytes, watch: Watch) -> Table:
    """Read a text file as a table; `name` is for the sentences. Raises DeskError."""
    text, notices = decoded(name, data)
    said = _SEP.match(text)
    # The line of `sep=` is a row of the sheet to no spreadsheet program; the rows are counted after it.
    body = text[said.end() :] if said else text
    before = 1 if said else 0
    _refuse_endless_lines(name, body, before)
    delimiter = said[1] if said and said[1] not in "\"'" else _delimiter(body)
    total = body.count("\n") or body.count("\r")
    has_errors = cell_errors.are_in(body)
    # A text in memory takes up to four bytes a letter, and its reader as many again.
    in_bytes = body.encode("utf-8", "surrogatepass")
    del text, body
    rows = _records(name, in_bytes, delimiter, before)
    if has_errors:
        rows = map(packed, cell_errors.emptied(map(cells_of, rows), notices))
    return gathered(name, "", rows, watch, total, notices)


def _refuse_endless_lines(name: str, text: str, lines_before: int) -> None:
    at = 0
    while len(text) - at > limits.LINE:
        # Only a line that goes on for so long has no end here; the last end is where the next look begins.
        end = max(text.rfind(sign, at, at + limits.LINE) for sign in "\r\n")
        if end < 0:
            raise DeskError(
                "Line {line} of {name} never ends, so this is no table of rows.",
                "Export the list again as CSV or Excel.",
                line=lines_before + 1 + len(_LINE_END.findall(text, 0, at)),
                name=name,
            )
        at = end + 1


_LINE_END = re.compile(r"\r\n|\r|\n")


def _records(name: str, text: bytes, delimiter: str, lines_before: int) -> Iterator[Packed]:
    # It ends lines as csv does (LF, CR, CRLF), and not at the other signs that str.splitlines takes for ends.
    lines = io.TextIOWrapper(io.BytesIO(text), "utf-8", "surrogatepass", newline="")
    spaced = re.search(re.escape(delimiter.encode()) + rb' +"[^"\r\n]*"', text) is not None
    strict = csv.reader((), delimiter=delimiter, strict=True, skipinitialspace=spaced).dialect
    lenient = csv.reader((), delimiter=delimiter, skipinitialspace=spaced).dialect
    longest = 0 if spaced or has_wall(text) else csv.field_size_limit()
    number = lines_before
    for line in lines:
        number += 1
        if len(line) <= longest and '"' not in line:
            # Most lines are like this, and parted in a third of the time.
            yield packed_line(line.rstrip("\r\n"), delimiter)
            continue
        reader = csv.reader(chain((line,), lines), strict)
        try:
            record = next(reader)
        except csv.Error as error:
            # The cell may only go on after its mark was closed; a mark that is left open reaches into the next line.
            if reader.line_num > 1 or "expected after" not in str(error) or line.count('"') % 2:
                raise _misquoted(name, number, error) from error
            record = next(csv.reader((line,), lenient))
        number += reader.line_num - 1
        yield packed(record)


def _misquoted(name: str, line: int, error: csv.Error) -> DeskError:
    if "field limit" in str(error):
        return DeskError(
            "A cell in line {line} of {name} is longer than any answer; a quotation mark may be left open there.",
            "Export the list again, or close the quotation mark in a text editor.",
            line=line,
            name=name,
        )
    return DeskError(
        "A quotation mark in line {line} of {name} is not closed, so it cannot be told where the cells end.",
        "Export the list again, or mend that line in a text editor.",
        line=line,
        name=name,
    )


def _delimiter(text: str) -> str:
    """Choose the delimiter under which the first rows look most like a table with headings that are known."""
    text = text[:_BEGINNING]
    return max(_DELIMITERS, key=lambda delimiter: _likeness(text, delimiter))


def _likeness(text: str, delimiter: str) -> tuple[int, int, float, int]:
    """The headings that are known, the cells that are addresses, the share of rows of one width, and that width."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    records: list[list[str]] = []
    # Where a row is broken the strict reading will say so; the rows before it tell the delimiter.
    with suppress(csv.Error):
        records.extend(record for record in islice(reader, _LOOKED_AT) if record)
    widths = Counter(len(record) for record in records)
    if not records:
        return 0, 0, 0.0, 0
    width, times = max(widths.items(), key=lambda item: (item[1], item[0]))
    known = max(sum(map(is_known, record)) for record in records[: limits.HEADER_ROWS])
    # Where there are no headings, a cell that is an address and nothing else was parted rightly.
    addresses = sum(is_address(cell) for record in records[: limits.HEADER_ROWS] for cell in record)
    return known, addresses, times / len(records) if width > 1 else 0.0, width
