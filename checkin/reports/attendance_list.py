"""The list in the report, by name: everyone in parts, those who agreed to be listed, or lines to sign on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCollator, QLocale, Qt

from checkin.domain.attendance import Attendance, Presence
from checkin.domain.attendance_choice import Pages
from checkin.domain.registrant import Answer, Status
from checkin.files import attendance_rows
from checkin.reports.paper import ACCENT, BOTTOM, LEFT, MM, SECOND, STOP, TEXT, TOP, Paper, Paragraph

Columns = tuple[tuple[str, int], ...]
"""Headings and widths in mm, together as wide as the page between its margins."""

_COLUMNS: Columns = (
    *(("Name", 49), ("Organisation", 47), ("Country", 23)),
    *(("Attendance", 20), ("Time", 12), ("Method", 19)),
)
_AGREED_COLUMNS: Columns = (("Name", 70), ("Organisation", 70), ("Country", 30))
_SIGNATURE_COLUMNS: Columns = (("", 9), ("Name", 54), ("Organisation", 47), ("Signature", 60))
_GUTTER = 2.5 * MM
_ROW_SPACE = 2.4 * MM
_TO_SIGN = 9 * MM
"""The room that a signature needs: the height of a line of writing paper."""
_EMPTY_LINES = 12
"""For walk-ins, on a sheet that is printed before the session has ended."""
_COLUMN_HEADINGS = 5.2 * MM
_ABOVE_PART, _BELOW_PART = 7 * MM, 1.5 * MM


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the list, laid out: a paragraph for each column, or the one heading of a part of the list."""

    paragraphs: tuple[Paragraph, ...]
    is_heading: bool = False
    least: float = 0.0

    def height(self, *, is_first: bool) -> float:
        """Say how much of the page it takes, in dots; the first on a page has column headings and no space above."""
        height = max(paragraph.height for paragraph in self.paragraphs)
        if self.is_heading:
            return height + _BELOW_PART + _COLUMN_HEADINGS + (0 if is_first else _ABOVE_PART)
        return max(height + _ROW_SPACE, self.least) + (_COLUMN_HEADINGS if is_first else 0)


@dataclass(frozen=True, slots=True)
class List:
    """A list laid out page by page, and a warning that belongs on each of its pages, "" for none."""

    columns: Columns
    pages: list[list[Row]]
    warning: str = ""


def laid_out(paper: Paper, attendance: Attendance, which: Pages, *, ended: bool) -> List:
    """Lay out the list that was asked for; nobody is left out of it, and no page begins with what belongs to the one
    before.
    """
    match which:
        case Pages.NONE:
            return List(_COLUMNS, [])
        case Pages.SIGNATURES:
            rows = _to_sign(paper, attendance, ended=ended)
            return List(_SIGNATURE_COLUMNS, list(_on_pages(rows)))
        case Pages.AGREED:
            return List(_AGREED_COLUMNS, list(_on_pages(_agreed(paper, attendance))))
        case Pages.EVERYONE:
            rows = _everyone(paper, attendance, ended=ended)
            asked = any(one.registrant.details.listed is not Answer.YES for one in attendance.presences)
            warning = "Not for publication: not everyone here has agreed to be listed." if asked else ""
            return List(_COLUMNS, list(_on_pages(rows)), warning)


def _by_name(presences: Iterable[Presence]) -> list[Presence]:
    order = QCollator(QLocale(QLocale.Language.English))
    order.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    return sorted(presences, key=lambda one: order.sortKey(_name(one)))


def _name(presence: Presence) -> str:
    """The name; of who has none no address, because the report is handed on."""
    return presence.registrant.details.name or presence.registrant.organisation or "—"


def _everyone(paper: Paper, attendance: Attendance, *, ended: bool) -> list[Row]:
    absent = "No-shows" if ended else "Not yet here"
    parts: dict[str, list[Presence]] = {"In the room": [], "Online only": [], absent: [], "Cancelled": []}
    for presence in _by_name(attendance.presences):
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
            rows.append(_heading(paper, f"{title} ({len(people)})"))
            rows += [_row(paper, _COLUMNS, _texts(presence, attendance, ended=ended)) for presence in people]
    return rows


def _agreed(paper: Paper, attendance: Attendance) -> list[Row]:
    came = [presence for presence in attendance.presences if presence.attended]
    named = _by_name(one for one in came if one.registrant.details.listed is Answer.YES)
    title = f"Participants who agreed to be listed ({len(named)} of {len(came)})"
    rows = [_heading(paper, title)]
    for presence in named:
        details = presence.registrant.details
        rows.append(_row(paper, _AGREED_COLUMNS, (_name(presence), details.organisation, details.country)))
    return rows


def _to_sign(paper: Paper, attendance: Attendance, *, ended: bool) -> list[Row]:
    """Whoever was in the room signs; before the session has ended, whoever may still come too, and empty lines."""
    people = _by_name(
        one
        for one in attendance.presences
        if one.entry is not None or (not ended and one.registrant.details.status is not Status.CANCELLED)
    )
    lines = [(str(number), _name(one), one.registrant.organisation, "") for number, one in enumerate(people, 1)]
    if not ended:
        lines += [(str(number), "", "", "") for number in range(len(lines) + 1, len(lines) + 1 + _EMPTY_LINES)]
    rows = [_row(paper, _SIGNATURE_COLUMNS, line, least=_TO_SIGN) for line in lines]
    return rows and [_heading(paper, f"Signatures ({len(people)})"), *rows]


def _heading(paper: Paper, title: str) -> Row:
    return Row((paper.paragraph(title, 13, bold=True),), is_heading=True)


def _texts(presence: Presence, attendance: Attendance, *, ended: bool) -> tuple[str, ...]:
    details = presence.registrant.details
    return (
        _name(presence),
        details.organisation,
        details.country,
        attendance_rows.attendance_word(presence, ended=ended),
        _time(attendance_rows.checked_in_at(presence, attendance), attendance),
        attendance_rows.method_word(presence),
    )


def _row(paper: Paper, columns: Columns, texts: Sequence[str], *, least: float = 0.0) -> Row:
    last = columns[-1][0]
    return Row(
        tuple(
            paper.paragraph(
                text, 8.5, width * MM - (_GUTTER if heading != last else 0), TEXT if heading == "Name" else SECOND
            )
            for text, (heading, width) in zip(texts, columns, strict=True)
        ),
        least=least,
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
        below = rows[place + 1].height(is_first=False) if row.is_heading and place + 1 < len(rows) else 0
        if page and used + needed + below > room:
            yield page
            page, used, needed = [], 0.0, row.height(is_first=True)
        page.append(row)
        used += needed
    if page:
        yield page


def paint_list(paper: Paper, rows: Sequence[Row], columns: Columns, running: str, warning: str = "") -> None:
    """Paint one page of the list, with `running` (one line) above it, and `warning` above that."""
    paper.paragraph(warning, 8.5, colour=STOP, bold=True).paint(paper.painter, LEFT, TOP - 13 * MM)
    paper.run(running)
    for place, row in enumerate(rows):
        if row.is_heading:
            paper.y += _ABOVE_PART if place else 0
            paper.put(row.paragraphs[0])
            paper.y += _BELOW_PART
        if row.is_heading or place == 0:
            _paint_column_headings(paper, columns)
        if not row.is_heading:
            _paint_row(paper, row, columns)


def _paint_column_headings(paper: Paper, columns: Columns) -> None:
    left = LEFT
    for heading, width in columns:
        paper.paragraph(heading, 8, width * MM, ACCENT, bold=True).paint(paper.painter, left, paper.y)
        left += width * MM
    paper.y += _COLUMN_HEADINGS


def _paint_row(paper: Paper, row: Row, columns: Columns) -> None:
    paper.rule(paper.y)
    left = LEFT
    for paragraph, (_, width) in zip(row.paragraphs, columns, strict=True):
        paragraph.paint(paper.painter, left, paper.y + _ROW_SPACE / 2)
        left += width * MM
    paper.y += row.height(is_first=False)
    if row.least:
        paper.rule(paper.y)
