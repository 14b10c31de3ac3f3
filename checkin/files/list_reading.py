"""The rows of a table whose columns are known, one after the other, as the people of a list."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from checkin.domain.errors import DeskError
from checkin.domain.lists import ListHead, ListPerson, RegistrantList, Skipped
from checkin.domain.names import clean
from checkin.files import known_files
from checkin.files.columns import Columns
from checkin.files.headings import names_another, normalised
from checkin.files.list_rows import RowReader
from checkin.files.names_in_columns import is_last_first
from checkin.files.table import Table, Watch

_TOLD = 6
"""Rows or words that a notice names."""

_ROWS_BETWEEN_LOOKS = 1000


class ListReading:
    """A list file whose columns are recognised and whose people are still to be read: first `people`, to the end, then
    `head`. `notice` is what else is told of the file. The rows are taken off the table as they are read.
    """

    def __init__(
        self, file: str, table: Table, columns: Columns, leave_out: Collection[str], watch: Watch, notice: str = ""
    ) -> None:
        self._file, self._table, self._columns, self._watch, self._notice = file, table, columns, watch, notice
        self._rows = RowReader(columns, _last_first(table, columns), leave_out)
        self._further = [title for title in columns.headings if names_another(title)]
        self._kept: set[str] = set()
        self._lost: list[int] = []
        self._garbled: list[int] = []
        self._skipped: list[Skipped] = []
        self._people = 0

    @property
    def most(self) -> int:
        """How many people there are at most."""
        return len(self._table.rows)

    @property
    def has_codes(self) -> bool:
        """Whether there is a column of codes: whose they are can only be said when all is read."""
        return self._rows.coded

    def people(self) -> Iterator[ListPerson]:
        """The people row by row, repeated ones too; raises Stopped."""
        for read in self._rows.read_all(_rows(self._table, self._columns, self._watch)):
            if isinstance(read, Skipped):
                self._skipped.append(read)
                continue
            self._people += 1
            if "??" in read.details.name and _LOST.fullmatch(read.details.name):
                self._lost.append(read.row)
            if not read.details.name.isascii() and _GARBLED.search(read.details.name):
                self._garbled.append(read.row)
            if self._further:
                self._kept.update(read.details.other)
            yield read
        self._watch.look(self.most, self.most)

    def head(self) -> ListHead:
        """What else is said of the list, once its people are read. Raises DeskError when there are no rows."""
        rows, columns = self._people + len(self._skipped), self._columns
        if not rows:
            raise DeskError(
                "{name} has headings, but no rows under them.",
                "Export the list again when people have registered.",
                name=self._file,
            )
        notices = (
            *self._table.notices,
            columns.notice,
            *_notices(self._rows, self._people),
            _of_lost_letters(self._lost),
            _of_garbled_letters(self._garbled),
            _of_further_people([title for title in self._further if clean(title) in self._kept]),
            self._notice,
        )
        skipped, told = tuple(self._skipped), tuple(filter(None, notices))
        return ListHead(self._file, columns.kind, rows, skipped, columns.titles, told, columns.tool)

    def whole(self) -> RegistrantList:
        """Read the people, and give the list with all of them."""
        people = tuple(self.people())
        head = self.head()
        return RegistrantList(
            head.file, head.kind, head.rows, people, head.skipped, head.columns, head.notices, head.tool
        )


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
        words = ", ".join(f"“{word}”" for word in sorted(reader.unknown)[:_TOLD])
        notices.append(
            f"The status {words} is not known; these people count as not confirmed yet, and the door asks first."
        )
    # A column without a heading that most rows fill is meant.
    if 2 * len(reader.longer) < people and reader.longer:
        notices.append(
            f"Rows with more cells than there are headings: {_told(reader.longer)}."
            " A comma in a cell may have parted it; check them."
        )
    if reader.by_ticket:
        words = ", ".join(f"“{ticket}”" for ticket in sorted(reader.by_ticket)[:_TOLD])
        notices.append(f"How people take part is read from their ticket: {words}.")
    if reader.rounded:
        notices.append(
            f"A spreadsheet program has rounded the codes in rows {_told(reader.rounded)}; they admit nobody."
            " Load the file as the registration tool wrote it."
        )
    if reader.harmless:
        notices.append(
            f"The codes in rows {_told(reader.harmless)} are those of trial and practice badges; they admit nobody."
        )
    return notices


_LOST = re.compile(r"(?=.*\?\?)[?\s.,'’()-]+")
"""A name of question marks: what is left of one in a script that the code page of the file does not have."""


def _of_lost_letters(rows: Sequence[int]) -> str:
    if not rows:
        return ""
    return (
        f"The letters of the names in rows {_told(rows)} were lost when the file was saved (“????”)."
        " Save the list as .xlsx or as CSV in UTF-8, and load it again."
    )


_SYMBOL = r"\u00a1-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf€‚„†‡ˆ‰‹•˜™›"
_FOLLOWS = rf"{_SYMBOL}ªºµ‘’“”–—…ŠšŽžŒœŸƒ"
_GARBLED = re.compile(rf"Ã[{_FOLLOWS}]|[\u00c2-\u00df][{_SYMBOL}]|[\u00e0-\u00f4][{_FOLLOWS}]{{2}}")
"""Letters of UTF-8 that a program has taken for those of Windows-1252, one for each byte: "JosÃ©"."""


def _of_garbled_letters(rows: Sequence[int]) -> str:
    if not rows:
        return ""
    return (
        f"The letters of the names in rows {_told(rows)} were garbled before (“Ã©” for “é”)."
        " Export the list anew, and load it without opening it in a spreadsheet program first."
    )


def _of_further_people(titles: Sequence[str]) -> str:
    """Some forms have several people in a row ("Name", "Name 2", "Name 3"): one is read, the others are told."""
    if not titles:
        return ""
    words = ", ".join(f"“{clean(title)}”" for title in titles[:_TOLD])
    return f"One person is read from each row; others may stand in {words}. Give each of them a row of their own."


def _told(rows: Sequence[int]) -> str:
    return ", ".join(map(str, rows[:_TOLD])) + (" …" if len(rows) > _TOLD else "")
