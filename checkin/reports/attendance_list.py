"""The list of everyone in the report: in the room, not come, cancelled, each by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCollator, QLocale, Qt

from checkin.domain.attendance import Attendance, Presence
from checkin.domain.registrant import Status
from checkin.files import attendance_rows
from checkin.reports.paper import ACCENT, BOTTOM, LEFT, MM, SECOND, TEXT, TOP, Paper, Paragraph

_COLUMNS = (("Name", 49), ("Organisation", 47), ("Country", 23), ("Attendance", 20), ("Time", 12), ("Method", 19))
"""Headings and widths in mm, together as wide as the page between its margins."""
_GUTTER = 2.5 * MM
_ROW_SPACE = 2.4 * MM
_COLUMN_HEADINGS = 5.2 * MM
_ABOVE_PART, _BELOW_PART = 7 * MM, 1.5 * MM


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the list, laid out: a paragraph for each column, or the one heading of a part of the list."""

    paragraphs: tuple[Paragraph, ...]
    is_heading: bool = False

    def height(self, *, is_first: bool) -> float:
        """Say how much of the page it takes, in dots; the first on a page has column headings and no space above."""
        height = max(paragraph.height for paragraph in self.paragraphs)
        if self.is_heading:
            return height + _BELOW_PART + _COLUMN_HEADINGS + (0 if is_first else _ABOVE_PART)
        return height + _ROW_SPACE + (_COLUMN_HEADINGS if is_first else 0)


def list_pages(paper: Paper, attendance: Attendance, *, ended: bool) -> list[list[Row]]:
    """Lay out everyone, page by page; nobody is left out, and no page begins with what belongs to the one before."""
    absent = "No-shows" if ended else "Not yet here"
    parts: dict[str, list[Presence]] = {"In the room": [], "Online only": [], absent: [], "Cancelled": []}
    order = QCollator(QLocale(QLocale.Language.English))
    order.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    for presence in sorted(attendance.presences, key=lambda one: order.sortKey(one.registrant.name)):
        if presence.entry is not None:
            parts["In the room"].append(presence)
        elif presence.online is not None:
            parts["Online only"].append(presence)
        else:
            cancelled = presence.registrant.details.status is Status.CANCELLED
            parts["Cancelled" if cancelled else absent].append(presence)
    rows = []
    for title, people in parts.items():
        if people:
            rows.append(Row((paper.paragraph(f"{title} ({len(people)})", 13, bold=True),), is_heading=True))
            rows += [_row(paper, presence, attendance, ended=ended) for presence in people]
    return list(_on_pages(rows))


def _row(paper: Paper, presence: Presence, attendance: Attendance, *, ended: bool) -> Row:
    details = presence.registrant.details
    texts = (
        presence.registrant.name,
        details.organisation,
        details.country,
        attendance_rows.attendance_word(presence, ended=ended),
        _time(attendance_rows.checked_in_at(presence, attendance), attendance),
        attendance_rows.method_word(presence),
    )
    return Row(
        tuple(
            paper.paragraph(
                text, 8.5, width * MM - (_GUTTER if heading != "Method" else 0), TEXT if heading == "Name" else SECOND
            )
            for text, (heading, width) in zip(texts, _COLUMNS, strict=True)
        )
    )


def _time(at: datetime | str, attendance: Attendance) -> str:
    if isinstance(at, str):
        return at
    session = attendance.session
    return f"{at:%H:%M}" if at.date() == session.local(session.starts_at).date() else f"{at:%d.%m. %H:%M}"


def _on_pages(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Fill pages; a heading never stands alone at the foot of one."""
    room = BOTTOM - TOP
    page: list[Row] = []
    used = 0.0
    for place, row in enumerate(rows):
        needed = row.height(is_first=not page)
        below = rows[place + 1].height(is_first=False) if row.is_heading else 0
        if page and used + needed + below > room:
            yield page
            page, used, needed = [], 0.0, row.height(is_first=True)
        page.append(row)
        used += needed
    if page:
        yield page


def paint_list(paper: Paper, rows: Sequence[Row], running: str) -> None:
    """Paint one page of the list, with `running` (one line) above it."""
    paper.paragraph(running, 8.5, colour=SECOND).paint(paper.painter, LEFT, TOP - 8 * MM)
    for place, row in enumerate(rows):
        if row.is_heading:
            paper.y += _ABOVE_PART if place else 0
            paper.put(row.paragraphs[0])
            paper.y += _BELOW_PART
        if row.is_heading or place == 0:
            _paint_column_headings(paper)
        if not row.is_heading:
            _paint_row(paper, row)


def _paint_column_headings(paper: Paper) -> None:
    left = LEFT
    for heading, width in _COLUMNS:
        paper.paragraph(heading, 8, width * MM, ACCENT, bold=True).paint(paper.painter, left, paper.y)
        left += width * MM
    paper.y += _COLUMN_HEADINGS


def _paint_row(paper: Paper, row: Row) -> None:
    paper.rule(paper.y)
    left = LEFT
    for paragraph, (_, width) in zip(row.paragraphs, _COLUMNS, strict=True):
        paragraph.paint(paper.painter, left, paper.y + _ROW_SPACE / 2)
        left += width * MM
    paper.y += row.height(is_first=False)
