"""Which row holds the headings, and which column is what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from checkin.domain.errors import DeskError
from checkin.domain.names import clean
from checkin.files import heading_rows, known_files, limits
from checkin.files.column_choice import FIELDS, Choice
from checkin.files.column_contents import is_address
from checkin.files.headings import normalised
from checkin.files.table import Table
from checkin.files.without_headings import NO_HEADINGS, column_meant, numbered_headings, told_by_contents


@dataclass(frozen=True, slots=True)
class Columns:
    """How a table is to be read.

    `header_row` is the 1-based row of the headings, 0 without any, `headings` their text as it stands in the file.
    `fields` gives for each field its columns (0-based): several are joined, by "-" for a code and by a space for a
    name. `notice` is what a person is told where the headings did not say it.
    """

    header_row: int
    headings: tuple[str, ...]
    fields: Mapping[str, tuple[int, ...]]
    kind: str = known_files.REGISTRANTS
    tool: str = ""
    notice: str = ""

    @property
    def titles(self) -> dict[str, str]:
        """The headings by field, as people are told: several are joined with " + "."""
        fields = dict(self.fields)
        halves = (*fields.get("given_name", ()), *fields.get("family_name", ()))
        if halves:
            fields.setdefault("name", halves)
        return {name: " + ".join(self.headings[at] for at in fields[name]) for name in FIELDS if name in fields}

    def titles_of(self, name: str) -> str:
        """The heading of one field, "" when the list does not have it."""
        return " + ".join(self.headings[at] for at in self.fields.get(name, ()))

    @property
    def names(self) -> tuple[str, ...]:
        """One name for each column, no two alike: the heading in one line, with a number where it stands twice."""
        seen: dict[str, int] = {}
        names = []
        for number, heading in enumerate(self.headings, 1):
            title = clean(heading) or f"Column {number}"
            seen[title] = seen.get(title, 0) + 1
            names.append(title if seen[title] == 1 else f"{title} ({seen[title]})")
        return tuple(names)


def recognise(table: Table, given: Mapping[str, str] | None = None, *, file: str = "The file") -> Columns:
    """Find the headings of a table and say which column is what; where it has none that are known, by its cells.

    `given` says of fields which heading they have, or the number or letter of the column, "" for none; it overrules the
    recognition. `file` is for sentences. Raises DeskError when neither headings nor cells say who is meant, when the
    table is another kind of report, and for an unknown field or heading in `given`.
    """
    kind = known_files.kind_of(file, table)
    given = given or {}
    wanted = _checked(given)
    row = _header_row(table, wanted)
    if row is None:
        columns = _by_contents(table, wanted, kind, file)
    else:
        row, headings = heading_rows.headings(table, row)
        tool = known_files.tool_of(headings)
        columns = Columns(row, headings, Choice(table, row, headings, tool).fields(), kind, tool)
    fields = dict(columns.fields)
    for name, title in given.items():
        fields.pop(name, None)
        if title:
            _overrule(fields, name, _columns_of(title, columns.headings))
    return replace(columns, fields=fields)


def _by_contents(table: Table, wanted: Mapping[str, str], kind: str, file: str) -> Columns:
    """The columns of a table whose headings say nothing, or that has none: its cells tell, or else a person."""
    told = told_by_contents(table)
    if told is None:
        if not wanted:
            raise _no_headings(file)
        for title in wanted.values():
            if column_meant(title) is None:
                _columns_of(title, guessed_headings(table))
        return Columns(0, numbered_headings(table), {}, kind, notice=NO_HEADINGS)
    fields = told.fields
    if told.header_row:
        fields = fields | Choice(table, told.header_row, told.headings, "").fields()
    return Columns(told.header_row, told.headings, fields, kind, notice=told.notice)


def _no_headings(file: str) -> DeskError:
    return DeskError(
        "{file} has no row of headings that names people (name, first name or e-mail).",
        "Check that it is the registrant list; if so, put headings above it, such as Name and E-mail.",
        file=file,
    )


def _checked(given: Mapping[str, str]) -> dict[str, str]:
    for name in given:
        if name not in FIELDS:
            raise DeskError(
                "There is no field {field}.", "The fields are: {fields}.", field=name, fields=", ".join(FIELDS)
            )
    return {name: title for name, title in given.items() if title}


def _columns_of(title: str, headings: Sequence[str]) -> tuple[int, ...]:
    """The columns of a heading, or of several joined with " + " as `Columns.titles` writes them."""
    if " + " in title and normalised(title) not in map(normalised, headings):
        return tuple(_column_of(part, headings) for part in title.split(" + "))
    return (_column_of(title, headings),)


_NAMED = 40
"""Headings that a sentence names; who has more columns chooses in the window."""


def _column_of(title: str, headings: Sequence[str]) -> int:
    names = Columns(1, tuple(headings), {}).names
    if title in headings:
        return list(headings).index(title)
    for known in (names, headings):
        plain = [normalised(heading) for heading in known]
        if normalised(title) in plain:
            return plain.index(normalised(title))
    meant = column_meant(title)
    if meant is not None and meant < len(headings):
        return meant
    raise DeskError(
        "No column has the heading {heading}.",
        "The headings are: {headings}.",
        heading=title,
        headings="; ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else ""),
    )


def _overrule(fields: dict[str, tuple[int, ...]], name: str, columns: tuple[int, ...]) -> None:
    """Give the columns to one field; what was recognised in them before no longer holds."""
    if len(columns) == 1:
        for other in [other for other, at in fields.items() if at == columns]:
            del fields[other]
    fields[name] = columns


def guessed_headings(table: Table) -> tuple[str, ...]:
    """The fullest row near the top, to show and to choose from when no headings were recognised."""
    rows = [row for number, row in table.numbered() if number <= limits.HEADER_ROWS]
    return max(rows, key=lambda row: sum(1 for cell in row if cell.strip()), default=())


def _header_row(table: Table, wanted: Mapping[str, str]) -> int | None:
    best: tuple[float, int] | None = None
    parts = {normalised(part) for title in wanted.values() for part in (title, *title.split(" + "))}
    people = 0
    for number, row in table.numbered():
        if number > limits.HEADER_ROWS:
            break
        score = heading_rows.likeness(row, people)
        people += any(map(is_address, row))
        plain = {normalised(cell) for cell in row if cell}
        # A number or a letter means a column: where no headings are, it may stand in anybody's row.
        titles = {part for part in parts if score or column_meant(part) is None}
        said = len(titles & plain)
        if said or score:
            score += 100 * said
            if best is None or score > best[0]:
                best = (score, number)
    return best[1] if best else None
