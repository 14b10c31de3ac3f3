"""Which row holds the headings, and which column is what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checkin.domain.errors import DeskError
from checkin.domain.names import clean
from checkin.files import heading_rows, known_files, limits
from checkin.files.column_choice import FIELDS, SECRET, Choice
from checkin.files.headings import normalised
from checkin.files.table import Table


@dataclass(frozen=True, slots=True)
class Columns:
    """How a table is to be read.

    `header_row` is the 1-based row of the headings, `headings` their text as it stands in the file. `fields` gives for
    each field its columns (0-based): several are joined, by "-" for a code and by a space for a name.
    """

    header_row: int
    headings: tuple[str, ...]
    fields: Mapping[str, tuple[int, ...]]
    kind: str = known_files.REGISTRANTS
    tool: str = ""

    @property
    def titles(self) -> dict[str, str]:
        """The headings by field, as people are told: several are joined with " + "."""
        fields = dict(self.fields)
        halves = (*fields.get("given_name", ()), *fields.get("family_name", ()))
        if halves:
            fields.setdefault("name", halves)
        order = (*FIELDS, SECRET)
        return {name: " + ".join(self.headings[at] for at in fields[name]) for name in order if name in fields}

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
    """Find the headings of a table and say which column is what.

    `given` says of fields which heading they have, "" for none; it overrules the recognition. `file` is for sentences.
    Raises DeskError when there are no headings, when the table is another kind of report, and for an unknown field or
    heading in `given`.
    """
    kind = known_files.kind_of(file, table)
    wanted = _checked(given or {})
    row = _header_row(table, wanted)
    if row is None:
        if wanted:
            _column_of(next(iter(wanted.values())), guessed_headings(table))
        raise _no_headings(file)
    row, headings = heading_rows.headings(table, row)
    tool = known_files.tool_of(headings)
    fields = Choice(table, row, headings, tool).fields()
    for name, title in (given or {}).items():
        fields.pop(name, None)
        if title:
            _overrule(fields, name, _columns_of(title, headings))
    return Columns(row, headings, fields, kind, tool)


def _no_headings(file: str) -> DeskError:
    return DeskError(
        "{file} has no row of headings that names people (name, first name or e-mail).",
        "Check that it is the registrant list, or say which column is the name.",
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
    for number, row in table.numbered():
        if number > limits.HEADER_ROWS:
            break
        score = heading_rows.likeness(row)
        plain = {normalised(cell) for cell in row if cell}
        titles = {normalised(part) for title in wanted.values() for part in (title, *title.split(" + "))}
        said = len(titles & plain)
        if said or score:
            score += 100 * said
            if best is None or score > best[0]:
                best = (score, number)
    return best[1] if best else None
