"""The attendance as a report on A4: one page of figures, then everyone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QBuffer, QDate, QIODevice, QLocale, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPdfWriter

from checkin import __version__
from checkin.domain.attendance import Attendance, Group, arrival_curve, busiest, groups
from checkin.domain.attendance_choice import Pages
from checkin.domain.registrant import Registrant
from checkin.files import writing
from checkin.reports.arrival_curve import paint_curve
from checkin.reports.attendance_list import laid_out, paint_list
from checkin.reports.paper import ACCENT, BOTTOM, FOOT, LEFT, MM, SECOND, STOP, TEXT, WIDTH, Paper, paper_font

_TITLE_POINTS = (20, 17, 14, 11)
_TITLE_LINES = 3


def write(
    attendance: Attendance, path: Path, now: datetime, *, pages: Pages = Pages.EVERYONE, replace: bool = False
) -> None:
    """Write the report to `path`, with these pages behind its figures.

    Raises `DeskError` for a file that is there already, and what the disk refuses.
    """
    writing.refuse(path, replace=replace)
    writing.write(path, report(attendance, now, pages), replace=replace)


def report(attendance: Attendance, now: datetime, pages: Pages = Pages.EVERYONE) -> bytes:
    """Return the bytes of the report. Needs a QGuiApplication, and may run on any thread.

    Without addresses and phone numbers: it is made to be handed on. `now` (aware) decides whether someone who is not
    here is a no-show already.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(f"{attendance.event_name}: attendance")
    writer.setCreator(f"Check-in {__version__}")
    paper = Paper(writer)
    _Report(attendance, now, paper).paint(pages)
    paper.painter.end()
    return bytes(buffer.data().data())


class _Report:
    """A report being painted."""

    def __init__(self, attendance: Attendance, now: datetime, paper: Paper) -> None:
        self.attendance, self.session, self.figures = attendance, attendance.session, attendance.figures
        self.ended = attendance.has_ended(now)
        self.now, self.paper = now, paper

    def paint(self, which: Pages) -> None:
        """Paint page 1, then the list that was asked for on as many pages as it takes."""
        made = laid_out(self.paper, self.attendance, which, ended=self.ended)
        pages = made.pages
        metrics = QFontMetricsF(paper_font(8.5), self.paper.painter.device())
        running = f"{self.session.name}, {_day(self.session.local(self.session.starts_at))}"
        running = metrics.elidedText(running, Qt.TextElideMode.ElideRight, WIDTH)
        self._facts()
        self._big_figures()
        self._arrivals()
        self._top_groups()
        self._foot(1, 1 + len(pages))
        for number, rows in enumerate(pages, start=2):
            self.paper.turn()
            paint_list(self.paper, rows, made.columns, running, made.warning)
            self._foot(number, 1 + len(pages))

    def _facts(self) -> None:
        paper = self.paper
        paper.painter.fillRect(QRectF(LEFT, paper.y - 4 * MM, 16 * MM, 1 * MM), QColor(ACCENT))
        paper.put(paper.paragraph("Attendance", 10, colour=ACCENT, bold=True), 1)
        titles = [paper.paragraph(self.attendance.event_name, points, bold=True) for points in _TITLE_POINTS]
        paper.put(next((title for title in titles if title.lines <= _TITLE_LINES), titles[-1]), 1.5)
        paper.put(paper.paragraph(self.session.name, 12))
        paper.put(paper.paragraph(self._when(), 10, colour=SECOND))
        if not self.ended:
            made = self.session.local(self.now)
            words = f"As of {_day(made)}, {made:%H:%M}: the session has not ended."
            paper.put(paper.paragraph(words, 10, colour=STOP))
        paper.y += 6 * MM

    def _when(self) -> str:
        starts, ends = self.session.local(self.session.starts_at), self.session.local(self.session.ends_at)
        until = f"{ends:%H:%M}" if ends.date() == starts.date() else f"{_day(ends)}, {ends:%H:%M}"
        zone = f"{self.session.timezone} (UTC{starts.isoformat()[-6:]})"
        parts = (f"{_day(starts)}, {_span(f'{starts:%H:%M}', until)}", self.session.room, zone)
        return " · ".join(part for part in parts if part)

    def _big_figures(self) -> None:
        paper, figures = self.paper, self.figures
        tiles = [
            ("in the room", figures.came, "" if figures.seats is None else f"of {figures.seats} seats"),
            ("registered", figures.registered, ""),
            ("walk-ins", figures.walk_ins, ""),
            ("no-shows" if self.ended else "not yet here", figures.no_show, ""),
        ]
        if self.attendance.reports:
            both = f"{figures.both} of them in the room too" if figures.both else ""
            tiles.insert(1, ("online", figures.online + figures.both, both))
        if figures.cancelled:
            tiles.append(("cancelled", figures.cancelled, ""))
        width = WIDTH / len(tiles)
        paper.rule(paper.y)
        top = below = paper.y + 3 * MM
        for place, (label, number, more) in enumerate(tiles):
            y = top
            for paragraph in (
                paper.paragraph(str(number), 28, colour=TEXT if place else ACCENT, bold=True),
                paper.paragraph(label, 10, width),
                paper.paragraph(more, 8.5, width, SECOND),
            ):
                paragraph.paint(paper.painter, LEFT + place * width, y)
                y += paragraph.height
            below = max(below, y)
        paper.rule(below + 1 * MM)
        paper.y = below + 4 * MM
        paper.put(paper.paragraph(figures.in_words(ended=self.ended), 10, colour=SECOND))
        if online := self.attendance.awaited_online:
            absent = "no-shows" if self.ended else "people not yet here"
            words = f"Of the {absent}, {online} had planned to attend online"
            words += "." if self.attendance.reports else ", which is not counted here."
            paper.put(paper.paragraph(words, 10, colour=SECOND))
        if not self.attendance.adds_up:
            words = "These figures do not add up: have the event file checked."
            paper.put(paper.paragraph(words, 10, colour=STOP, bold=True))
        paper.y += 6 * MM

    def _arrivals(self) -> None:
        paper, local = self.paper, self.session.local
        paper.put(paper.paragraph("Arrivals", 13, bold=True), 2)
        paper.painter.setFont(paper_font(8.5))
        rect = QRectF(LEFT, paper.y, WIDTH, 56 * MM)
        paint_curve(paper.painter, rect, arrival_curve(self.attendance.arrivals), self.session)
        paper.y = rect.bottom() + 2 * MM
        five = timedelta(minutes=5)
        peak = busiest(self.attendance.arrivals, five)
        if peak is not None:
            span = _span(f"{local(peak[0]):%H:%M}", f"{local(peak[0] + five):%H:%M}")
            people = "1 person" if peak[1] == 1 else f"{peak[1]} people"
            paper.put(paper.paragraph(f"Busiest five minutes: {span}, {people}.", 9, colour=SECOND))
        paper.y += 6 * MM

    def _top_groups(self) -> None:
        gap = 10 * MM
        width = (WIDTH - gap) / 2
        parts: tuple[tuple[str, Callable[[Registrant], str]], ...] = (
            ("Organisations", lambda person: person.organisation),
            ("Countries", lambda person: person.details.country),
        )
        for place, (title, of) in enumerate(parts):
            found = [group for group in groups(self.attendance.presences, of) if group.name]
            if found:
                self._group_list(title, found, LEFT + place * (width + gap), width)

    def _group_list(self, title: str, found: Sequence[Group], left: float, width: float) -> None:
        paper, right = self.paper, left + width
        heading = paper.paragraph(f"{title} ({len(found)})", 13, width, bold=True)
        heading.paint(paper.painter, left, paper.y)
        note = paper.paragraph("in the room, of all", 8.5, width, SECOND)
        paper.put_right(note, paper.y + heading.height - note.height - 0.4 * MM, right)
        y = paper.y + heading.height + 1.5 * MM
        for place, group in enumerate(found):
            number = paper.paragraph(f"{group.in_room} of {group.people}", 9, width, SECOND)
            name = paper.paragraph(group.name, 9, width - 20 * MM)
            # The last line of the room that is left is for the words that say how many are not shown.
            if y + name.height + number.height + 2 * MM > BOTTOM:
                more = paper.paragraph(f"and {len(found) - place} more", 9, width, SECOND)
                more.paint(paper.painter, left, y + 0.8 * MM)
                return
            paper.rule(y, left, width)
            name.paint(paper.painter, left, y + 0.8 * MM)
            paper.put_right(number, y + 0.8 * MM, right)
            y += name.height + 1.6 * MM

    def _foot(self, number: int, pages: int) -> None:
        paper, made = self.paper, self.session.local(self.now)
        words = f"Made on {_day(made)} at {made:%H:%M} with Check-in {__version__}. Times: {self.session.timezone}."
        paper.paragraph(words, 8, colour=SECOND).paint(paper.painter, LEFT, FOOT)
        paper.put_right(paper.paragraph(f"Page {number} of {pages}", 8, colour=SECOND), FOOT)


def _span(begin: str, end: str) -> str:
    return f"{begin}\N{EN DASH}{end}"


def _day(instant: datetime) -> str:
    """Name the day in English like the rest of the report, whatever the laptop speaks."""
    day = QDate(instant.year, instant.month, instant.day)
    return QLocale(QLocale.Language.English).toString(day, "dddd d MMMM yyyy")
