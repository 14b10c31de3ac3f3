"""Numbers as an OpenDocument sheet shows them: its styles say which cells are padded with zeros.

OpenDocument 1.3, part 3: 16.29.1 (`number:number-style`), 9.1.4 (`table:table-cell`), 19.619 (the style of a column's
cells).
"""

from __future__ import annotations

import re
import zipfile
from xml.parsers import expat

from checkin.files import limits
from checkin.files.shown_numbers import Padding, ShownNumbers

_PADDED = re.compile(rb'min-integer-digits="(?:[2-9]|1\d)"')
_CHUNK = 1 << 20
_MOST_FORMATS = 255
_MOST_DIGITS = 15


def shown_in_ods(archive: zipfile.ZipFile) -> dict[str, ShownNumbers]:
    """The padded cells of an ods, by sheet; it reads the cells only where a style pads numbers."""
    with archive.open("content.xml") as member:
        if not any(_PADDED.search(piece) for piece in iter(lambda: member.read(_CHUNK), b"")):
            return {}
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.begun
    parser.EndElementHandler = reader.ended
    parser.CharacterDataHandler = reader.said
    with archive.open("content.xml") as member:
        parser.ParseFile(member)
    return reader.sheets


class _Reader:
    """What `content.xml` says in order: the formats, the styles that have them, the cells that have those."""

    def __init__(self) -> None:
        self.sheets: dict[str, ShownNumbers] = {}
        self.formats: list[Padding | None] = [None]
        self.of_format: dict[str, int] = {}
        self.of_style: dict[str, int] = {}
        self.name = ""
        self.signs: list[tuple[str, bool]] | None = None
        self.in_text = False
        self.sheet = ShownNumbers()
        self.defaults: list[int] = []
        self.row = self.column = self.times = 0
        self.marks: list[tuple[int, int]] = []

    def begun(self, tag: str, attributes: dict[str, str]) -> None:
        kind = tag.rpartition(":")[2]
        begin = getattr(self, f"_begin_{kind.replace('-', '_')}", None)
        if begin is not None:
            begin(attributes)

    def ended(self, tag: str) -> None:
        kind = tag.rpartition(":")[2]
        if kind == "number-style":
            self._keep_format()
        elif kind == "text":
            self.in_text = False
        elif kind == "table-row":
            for row in range(self.row, min(self.row + self.times, limits.ROWS) if self.marks else self.row):
                for column, number in self.marks:
                    self.sheet.mark(row, column, number)
            self.row += self.times

    def said(self, text: str) -> None:
        if self.in_text and self.signs is not None:
            self.signs += [(sign, False) for sign in text]

    def _begin_number_style(self, attributes: dict[str, str]) -> None:
        self.name, self.signs = attributes.get("style:name", ""), []

    def _begin_text(self, attributes: dict[str, str]) -> None:
        del attributes
        self.in_text = self.signs is not None

    def _begin_number(self, attributes: dict[str, str]) -> None:
        plain = attributes.get("number:decimal-places", "0") == "0" and "number:grouping" not in attributes
        digits = attributes.get("number:min-integer-digits", "0")
        if self.signs is not None and plain and digits.isdecimal() and int(digits[:3]) <= _MOST_DIGITS:
            self.signs += [("0", True)] * max(int(digits), 1)
        else:
            self.signs = None

    def _keep_format(self) -> None:
        signs, self.signs = self.signs, None
        if signs and len(self.formats) <= _MOST_FORMATS and sum(is_place for _, is_place in signs) > 1:
            self.of_format[self.name] = len(self.formats)
            self.formats.append(Padding(tuple(signs)))

    def _begin_style(self, attributes: dict[str, str]) -> None:
        number = self.of_format.get(attributes.get("style:data-style-name", ""))
        if number:
            self.of_style[attributes.get("style:name", "")] = number

    def _begin_table(self, attributes: dict[str, str]) -> None:
        self.sheet = self.sheets.setdefault(attributes.get("table:name", ""), ShownNumbers(self.formats))
        self.defaults, self.row = [], 0

    def _begin_table_column(self, attributes: dict[str, str]) -> None:
        number = self.of_style.get(attributes.get("table:default-cell-style-name", ""), 0)
        times = min(_times(attributes, "columns"), limits.COLUMNS - len(self.defaults))
        self.defaults += [number] * max(times, 0)

    def _begin_table_row(self, attributes: dict[str, str]) -> None:
        self.times, self.column, self.marks = _times(attributes, "rows"), 0, []

    def _begin_table_cell(self, attributes: dict[str, str]) -> None:
        times = _times(attributes, "columns")
        style = attributes.get("table:style-name")
        if attributes.get("office:value-type") == "float":
            for column in range(self.column, min(self.column + times, limits.COLUMNS)):
                by_column = self.defaults[column] if column < len(self.defaults) else 0
                number = by_column if style is None else self.of_style.get(style, 0)
                if number:
                    self.marks.append((column, number))
        self.column += times

    _begin_covered_table_cell = _begin_table_cell


def _times(attributes: dict[str, str], what: str) -> int:
    text = attributes.get(f"table:number-{what}-repeated", "1")
    return int(text[:9]) if text.isdecimal() else 1
