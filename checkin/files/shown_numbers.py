"""Numbers as a workbook shows them: 00123 where the cell holds 123 and its format pads it with zeros.

ECMA-376, part 1: 18.8.31 says what the code of a format means, 18.3.1.4 where a cell says which format it has.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from xml.parsers import expat

from checkin.files import limits

_TOKEN = re.compile(r'(?P<place>[0#])|"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<plain>[-+() ])|\[\$-[0-9A-Fa-f]+\]')
_EXACT_UP_TO = 1e15
"""Up to here a float holds every whole number."""


@dataclass(frozen=True, slots=True)
class Padding:
    """A format of whole numbers: its signs in order, and for each whether it is the place of a digit."""

    signs: tuple[tuple[str, bool], ...]

    def shown(self, number: float) -> str | None:
        """The number as it is shown, None for one that the format shows otherwise."""
        if not 0 <= number < _EXACT_UP_TO or not float(number).is_integer():
            return None
        places = sum(is_place for _, is_place in self.signs)
        digits = str(int(number)) if number else ""
        shown = ""
        padded = False
        for sign, is_place in self.signs:
            if not is_place:
                shown += sign
                continue
            padded = padded or sign == "0"
            # The first place has all the digits for which there is no other one.
            more = max(len(digits) - places + 1, 0)
            shown += digits[:more] or ("0" if padded else "")
            digits, places = digits[more:], places - 1
        return shown


def padding(code: str) -> Padding | None:
    """What a format does to whole numbers that are not negative: zeros before them, letters around them. None for a
    format that does neither, or does more: groups of thousands, decimals, dates, percentages.
    """
    signs: list[tuple[str, bool]] = []
    at, first = 0, code.partition(";")[0]
    while at < len(first):
        token = _TOKEN.match(first, at)
        if token is None:
            return None
        at = token.end()
        around = token["quoted"] or token["escaped"] or token["plain"] or ""
        signs += [(token["place"], True)] if token["place"] else [(sign, False) for sign in around]
    zeros = sum(is_place and sign == "0" for sign, is_place in signs)
    letters = any(not is_place and sign.strip() for sign, is_place in signs)
    places = any(is_place for _, is_place in signs)
    return Padding(tuple(signs)) if zeros > 1 or (places and letters) else None


@dataclass(slots=True)
class ShownNumbers:
    """The padded cells of one sheet: for each column (0-based) the number of the format for each row (0-based), 0 for a
    cell that has none.
    """

    formats: Sequence[Padding | None] = ()
    columns: dict[int, bytearray] = field(default_factory=dict)

    def mark(self, row: int, column: int, number: int) -> None:
        """Note that a cell has a format."""
        if row < limits.ROWS and column < limits.COLUMNS:
            rows = self.columns.setdefault(column, bytearray())
            rows.extend(bytes(max(row + 1 - len(rows), 0)))
            rows[row] = number

    def of_row(self, row: int) -> Iterator[tuple[int, Padding]]:
        """The columns of a row that have padded cells, and their formats."""
        for column, rows in self.columns.items():
            kept = self.formats[rows[row]] if row < len(rows) else None
            if kept is not None:
                yield column, kept


def shown_numbers(archive: zipfile.ZipFile) -> dict[str, ShownNumbers]:
    """The padded cells of an xlsx, by sheet; it reads the cells only where a format pads numbers."""
    of_style, formats = _formats(archive)
    if not of_style:
        return {}
    return {title: _in_sheet(archive, part, of_style, formats) for title, part in _sheets(archive)}


_Attributes = dict[str, str]


def _walk(archive: zipfile.ZipFile, part: str, begun: Callable[[str, _Attributes], None]) -> None:
    """Tell each element of a part, its title without the prefix."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, attributes: begun(tag.rpartition(":")[2], attributes)
    with archive.open(part) as member:
        parser.ParseFile(member)


_MOST_FORMATS = 255


def _formats(archive: zipfile.ZipFile) -> tuple[dict[str, int], list[Padding | None]]:
    """The styles of cells that pad, each with the number of its format; and the formats, none at 0."""
    codes: dict[str, Padding] = {}
    of_style: dict[str, int] = {}
    formats: list[Padding | None] = [None]
    inside = ""
    style = 0

    def begun(tag: str, attributes: _Attributes) -> None:
        nonlocal inside, style
        if tag == "numFmt" and (kept := padding(attributes.get("formatCode", ""))):
            codes[attributes.get("numFmtId", "")] = kept
        elif tag in {"cellXfs", "cellStyleXfs", "dxfs", "cellStyles"}:
            inside = tag
        elif tag == "xf" and inside == "cellXfs":
            found = codes.get(attributes.get("numFmtId", ""))
            if found is not None and len(formats) <= _MOST_FORMATS:
                if found not in formats:
                    formats.append(found)
                of_style[str(style)] = formats.index(found)
            style += 1

    if "xl/styles.xml" in archive.namelist():
        _walk(archive, "xl/styles.xml", begun)
    return of_style, formats


def _sheets(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """The sheets by their titles, and the part of the archive that has each."""
    targets: dict[str, str] = {}
    sheets: list[tuple[str, str]] = []

    def related(tag: str, attributes: _Attributes) -> None:
        if tag == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def begun(tag: str, attributes: _Attributes) -> None:
        if tag == "sheet":
            key = next((value for title, value in attributes.items() if title.rpartition(":")[2] == "id"), "")
            target = posixpath.normpath(posixpath.join("/xl", targets.get(key, ""))).lstrip("/")
            sheets.append((attributes.get("name", ""), target))

    _walk(archive, "xl/_rels/workbook.xml.rels", related)
    _walk(archive, "xl/workbook.xml", begun)
    parts = {*archive.namelist()}
    return [(title, part) for title, part in sheets[: limits.SHEETS] if part in parts]


_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


def _in_sheet(
    archive: zipfile.ZipFile, part: str, of_style: dict[str, int], formats: Sequence[Padding | None]
) -> ShownNumbers:
    seen = ShownNumbers(formats)
    row = column = -1

    def begun(tag: str, attributes: _Attributes) -> None:
        nonlocal row, column
        if tag == "row":
            said = attributes.get("r", "")
            row, column = int(said) - 1 if said.isdecimal() else row + 1, -1
        elif tag == "c":
            place = _REFERENCE.fullmatch(attributes.get("r", "").upper())
            row, column = (int(place[2]) - 1, _column(place[1])) if place else (row, column + 1)
            number = of_style.get(attributes.get("s", ""))
            if number:
                seen.mark(row, column, number)

    _walk(archive, part, begun)
    return seen


def _column(letters: str) -> int:
    at = 0
    for letter in letters:
        at = at * 26 + ord(letter) - ord("A") + 1
    return at - 1
