"""How far the cells of a zipped workbook's sheets reach, told by their XML while it is unpacked, piece by piece."""

from __future__ import annotations

import re
from xml.parsers import expat

from checkin.files import limits

SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
"""The parts of an xlsx that are sheets."""


class SheetExtent:
    """How far the cells of an xlsx sheet reach, from their references; `dimension` is often wrong."""

    _CELLS = (b"<c ", b"<c>", b":c ")
    _WORDS = re.compile(rb"""\bt\s*=\s*["'](?:s|str|inlineStr)["']""")
    _REFERENCE = re.compile(rb"""\br\s*=\s*["']\$?([A-Za-z]{1,4})\$?(\d{1,10})["']""")
    _ROW = re.compile(rb"<(?:\w+:)?row\b")
    _OVERLAP = 64

    def __init__(self) -> None:
        self.columns: set[bytes] = set()
        self.rows = self.cells = self.size = 0
        self.words = False
        self.counted = 0
        self.rest = b""

    def feed(self, piece: bytes) -> None:
        self.size += len(piece)
        self.cells += sum(map(piece.count, self._CELLS))
        text = self.rest + piece
        self.words = self.words or self._WORDS.search(text) is not None
        # What may have been cut in two is looked at again with the next piece; finding a cell twice does no harm.
        self.rest = text[-self._OVERLAP :]
        found = self._REFERENCE.findall(text)
        if found:
            columns, rows = zip(*found, strict=True)
            self.columns.update(columns)
            self.rows = max(self.rows, *map(int, rows))
        self.counted += len(self._ROW.findall(piece))

    def is_too_large(self) -> bool:
        width = max((_column_number(letters) for letters in self.columns), default=0)
        height = max(self.rows, self.counted)
        large = height > limits.ROWS or width > limits.COLUMNS or height * width > limits.CELLS
        return large or self.cells > limits.FILLED

    def has_no_words(self) -> bool:
        """Whether so much of the sheet is without words that no headings and no names can be where a list has them."""
        return not self.words and self.cells > 0 and self.size > limits.WORDLESS


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


_ODS = "urn:oasis:names:tc:opendocument:xmlns:"
_ODS_TABLE = _ODS + "table:1.0 "
_ODS_ROW = _ODS_TABLE + "table-row"
_ODS_CELLS = {_ODS_TABLE + "table-cell", _ODS_TABLE + "covered-table-cell"}
_ODS_ROWS, _ODS_COLUMNS = _ODS_TABLE + "number-rows-repeated", _ODS_TABLE + "number-columns-repeated"
_ODS_TYPE = _ODS + "office:1.0 value-type"
_ODS_PARAGRAPH = _ODS + "text:1.0 p"


class OdsExtent:
    """How far the cells of an ods reach: neighbours that are alike are stored once, with a count of up to a million."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.EntityDeclHandler = self._refuse
        self.broken = False
        self.too_large = False
        self.height = self.width = self.rows = self.column = self.repeat = 0
        self.filled = 0
        self.widest = 0

    def _refuse(self, *_: object) -> None:
        self.too_large = True

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _ODS_CELLS:
            self.column += _count(attributes, _ODS_COLUMNS) if _ODS_COLUMNS in attributes else 1
            # A cell with a value says its type, or has a paragraph.
            if _ODS_TYPE in attributes:
                self.filled = self.column
        elif tag == _ODS_PARAGRAPH:
            self.filled = self.column
        elif tag == _ODS_ROW:
            self.repeat = _count(attributes, _ODS_ROWS)
            self.column = self.filled = 0
        elif tag == _ODS_TABLE + "table":
            self.height = self.width = self.rows = 0

    def _end(self, tag: str) -> None:
        if tag != _ODS_ROW:
            return
        self.rows += self.repeat
        if self.filled:
            self.height = self.rows
            self.width = max(self.width, self.filled)
            large = self.height > limits.ROWS or self.width > limits.COLUMNS
            # The reader lays all of them out, filled or not, and twice.
            self.too_large = self.too_large or large or self.height * self.width > limits.FILLED

    def feed(self, piece: bytes) -> None:
        if not self.broken and not self.too_large:
            try:
                self.parser.Parse(piece, False)  # noqa: FBT003 - its only parameter, and nameless
            except expat.ExpatError:
                # The reader will say so too.
                self.broken = True

    def is_too_large(self) -> bool:
        return self.too_large

    def has_no_words(self) -> bool:
        """Never known here: all sheets are in one part, and the list may be the next one."""
        return False


_MOST_DIGITS = 9


def _count(attributes: dict[str, str], title: str) -> int:
    text = attributes.get(title, "1")
    # Nobody repeats a cell a billion times, and int() of a million digits would take a while.
    return int(text[: _MOST_DIGITS + 1]) if text.isdecimal() else 1


def extent_reader(title: str) -> SheetExtent | OdsExtent | None:
    """What reads how far the cells in a part of the archive reach, None for a part without cells."""
    if SHEET.fullmatch(title):
        return SheetExtent()
    return OdsExtent() if title == "content.xml" else None
