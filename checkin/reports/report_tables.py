"""The tables of the report: by country, by organisation, and its two pictures in numbers, in two columns a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from checkin.domain.attendance import Attendance, arrival_curve
from checkin.domain.attendance_groups import groups
from checkin.domain.presence_curve import presence_curve
from checkin.domain.registrant import Registrant
from checkin.reports.arrival_curve import curve_in_words
from checkin.reports.paper import ACCENT, BOTTOM, LEFT, MM, SECOND, TOP, WIDTH, Paper, Paragraph
from checkin.reports.presence_chart import points_in_words

_GAP = 10 * MM
_COLUMN = (WIDTH - _GAP) / 2
_SPACE = 1.6 * MM
_BETWEEN = 3 * MM
_ABOVE, _BELOW = 7 * MM, 1.2 * MM
"""The room above the title of a table, unless the column begins with it, and below."""
_TOGETHER = 3
"""Rows that stay with their title."""


@dataclass(frozen=True, slots=True)
class Table:
    """A title, what the numbers are, and rows: a name and its numbers."""

    title: str
    heads: tuple[str, ...]
    rows: Sequence[tuple[str, tuple[int, ...]]]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Something of a table, laid out: a name at the left, others that end where the numbers end, a rule above."""

    name: Paragraph
    others: tuple[tuple[Paragraph, float], ...]
    below: float
    has_rule: bool = False

    @property
    def height(self) -> float:
        return max(self.name.height, *(other.height for other, _ in self.others), 0.0) + self.below


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece at its place on a page, in dots."""

    piece: _Piece
    left: float
    top: float

    def paint(self, paper: Paper) -> None:
        """Paint it."""
        piece = self.piece
        text = self.top + (piece.below / 2 if piece.has_rule else 0)
        if piece.has_rule:
            paper.rule(self.top, self.left, _COLUMN)
        piece.name.paint(paper.painter, self.left, text)
        for other, end in piece.others:
            paper.put_right(other, text, self.left + end)


def tables_of(attendance: Attendance, now: datetime) -> list[Table]:
    """The tables that this attendance fills; `now` (aware) is until when the curve goes while the session runs."""
    parts: tuple[tuple[str, Callable[[Registrant], str]], ...] = (
        ("Countries", lambda person: person.details.country),
        ("Organisations", lambda person: person.organisation),
    )
    found = [table for title, of in parts if (table := _by(attendance, title, of)).rows]
    arrivals = curve_in_words(arrival_curve(attendance.arrivals), attendance.session)
    if arrivals:
        found.append(Table("Arrivals", ("People",), [(when, (people,)) for when, people in arrivals]))
    points = points_in_words(presence_curve(attendance, now), attendance.session)
    if points and attendance.reports:
        found.append(Table("In the room and online", ("In the room", "Online", "Together"), points))
    elif points:
        found.append(Table("In the room", ("People",), [(when, (room,)) for when, (room, _, _) in points]))
    return found


def _by(attendance: Attendance, title: str, of: Callable[[Registrant], str]) -> Table:
    found = groups(attendance.presences, of)
    named = [group for group in found if group.name]
    # Those of whom it is not known come last, so that the numbers add up.
    rows = [*named, *(group for group in found if not group.name)] if named else []
    heads: tuple[str, ...] = ("In the room", "Online only", "Of all")
    numbers: list[tuple[int, ...]] = [(group.in_room, group.online, group.people) for group in rows]
    if not attendance.reports:
        heads, numbers = ("In the room", "Of all"), [(group.in_room, group.people) for group in rows]
    names = [group.name or "(not given)" for group in rows]
    return Table(f"{title} ({len(named)})", heads, list(zip(names, numbers, strict=True)))


def laid_out(paper: Paper, tables: Sequence[Table]) -> list[list[Placed]]:
    """Lay out tables one after the other; no title stands alone, and a table that goes on has its heads again."""
    flow = _Flow()
    for table in tables:
        title, heads, rows = _pieces(paper, table)
        flow.put([title, heads, *islice(rows, _TOGETHER)], above=_ABOVE)
        for row in rows:
            flow.put([row], again=heads)
    return flow.pages


class _Flow:
    """Columns that fill from top to bottom, two on each page."""

    def __init__(self) -> None:
        self.pages: list[list[Placed]] = []
        self._column, self._y = 1, BOTTOM

    def put(self, pieces: Sequence[_Piece], *, above: float = 0.0, again: _Piece | None = None) -> None:
        """Place pieces that belong together, `above` dots below what is there; a new column begins with `again`."""
        if self._y + above + sum(piece.height for piece in pieces) > BOTTOM:
            self._column, self._y, above = 1 - self._column, TOP, 0.0
            if self._column == 0:
                self.pages.append([])
            pieces = pieces if again is None else [again, *pieces]
        self._y += above
        for piece in pieces:
            self.pages[-1].append(Placed(piece, LEFT + self._column * (_COLUMN + _GAP), self._y))
            self._y += piece.height


def _pieces(paper: Paper, table: Table) -> tuple[_Piece, _Piece, Iterator[_Piece]]:
    heads = [paper.paragraph(head, 8, colour=ACCENT, bold=True) for head in table.heads]
    ends: list[float] = []
    end = _COLUMN
    for head in reversed(heads):
        ends.insert(0, end)
        end -= head.width + _BETWEEN
    empty = paper.paragraph("", 8)
    rows = (
        _Piece(
            paper.paragraph(name, 9, end),
            tuple(
                (paper.paragraph(f"{number}", 9, colour=SECOND), at) for number, at in zip(numbers, ends, strict=True)
            ),
            _SPACE,
            has_rule=True,
        )
        for name, numbers in table.rows
    )
    title = _Piece(paper.paragraph(table.title, 13, _COLUMN, bold=True), (), _BELOW)
    return title, _Piece(empty, tuple(zip(heads, ends, strict=True)), _BELOW / 2), rows
