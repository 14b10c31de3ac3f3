"""The attendance as a report on A4: one page of figures and pictures, tables, then everyone."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QBuffer, QDate, QIODevice, QLocale, QRectF
from PySide6.QtGui import QColor, QPdfWriter

from checkin import __version__
from checkin.domain.attendance import Attendance, arrival_curve, busiest
from checkin.domain.attendance_choice import Pages
from checkin.domain.presence_curve import PresenceCurve, presence_curve
from checkin.files import writing
from checkin.reports.arrival_curve import paint_curve
from checkin.reports.attendance_list import laid_out, paint_list
from checkin.reports.paper import ACCENT, BOTTOM, FOOT, LEFT, MM, SECOND, STOP, TEXT, WIDTH, Paper, paper_font
from checkin.reports.presence_chart import paint_presence
from checkin.reports.report_tables import laid_out as laid_out_tables
from checkin.reports.report_tables import tables_of

_TITLE_POINTS = (20, 17, 14, 11)
_TITLE_LINES = 3
_LEAST, _PICTURE, _TALLEST = 22 * MM, 46 * MM, 62 * MM
"""The height of a picture. Both stand on page 1, below the figures; the second takes the room that is left."""


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
        """Paint page 1, then the tables and the list that was asked for, on as many pages as they take."""
        made = laid_out(self.paper, self.attendance, which, ended=self.ended)
        tables = laid_out_tables(self.paper, tables_of(self.attendance, self.now))
        running = f"{self.session.name}, {_day(self.session.local(self.session.starts_at))}"
        last = 1 + len(tables) + len(made.pages)
        self._facts()
        self._big_figures()
        self._arrivals()
        self._presence()
        self._foot(1, last)
        for number, placed in enumerate(tables, start=2):
            self.paper.turn()
            self.paper.run(running)
            for piece in placed:
                piece.paint(self.paper)
            self._foot(number, last)
        for number, rows in enumerate(made.pages, start=2 + len(tables)):
            self.paper.turn()
            paint_list(self.paper, rows, made.columns, running, made.warning)
            self._foot(number, last)

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
        if apart := self._apart():
            paper.put(paper.paragraph(apart, 10, colour=SECOND))
        if not self.attendance.adds_up:
            words = "These figures do not add up: have the event file checked."
            paper.put(paper.paragraph(words, 10, colour=STOP, bold=True))
        paper.y += 6 * MM

    def _apart(self) -> str:
        """Whom the sum leaves out: who left again, and guests."""
        left, guests = self.figures.left, self.figures.guests
        said = []
        if left:
            said.append(f"Of those in the room {left} left and did not come back.")
        if guests:
            said.append("1 guest came with them and is" if guests == 1 else f"{guests} guests came with them and are")
            said.append("not in the sum.")
        return " ".join(said)

    def _arrivals(self) -> None:
        paper, local = self.paper, self.session.local
        paper.put(paper.paragraph("Arrivals", 13, bold=True), 2)
        paper.painter.setFont(paper_font(8.5))
        rect = QRectF(LEFT, paper.y, WIDTH, max(_LEAST, min(_PICTURE, (BOTTOM - paper.y) / 2 - 18 * MM)))
        paint_curve(paper.painter, rect, arrival_curve(self.attendance.arrivals), self.session)
        paper.y = rect.bottom() + 2 * MM
        five = timedelta(minutes=5)
        peak = busiest(self.attendance.arrivals, five)
        if peak is not None:
            span = _span(f"{local(peak[0]):%H:%M}", f"{local(peak[0] + five):%H:%M}")
            people = "1 person" if peak[1] == 1 else f"{peak[1]} people"
            paper.put(paper.paragraph(f"Busiest five minutes: {span}, {people}.", 9, colour=SECOND))
        paper.y += 6 * MM

    def _presence(self) -> None:
        paper, curve = self.paper, presence_curve(self.attendance, self.now)
        title = "In the room and online" if self.attendance.reports else "In the room"
        paper.put(paper.paragraph(title, 13, bold=True), 2)
        paper.painter.setFont(paper_font(8.5))
        words = paper.paragraph(self._presence_words(curve), 9, colour=SECOND)
        rect = QRectF(LEFT, paper.y, WIDTH, max(_LEAST, min(_TALLEST, BOTTOM - paper.y - words.height - 2 * MM)))
        paint_presence(paper.painter, rect, curve, self.session)
        paper.y = rect.bottom() + 2 * MM
        paper.put(words)

    def _presence_words(self, curve: PresenceCurve) -> str:
        local = self.session.local
        said = [
            f"Most {where} at once: {most.people}, at {local(most.at):%H:%M}."
            for where, most in (("in the room", curve.most_in_room), ("online", curve.most_online))
            if most is not None
        ]
        if curve.most_in_room is not None:
            until = "the end" if self.ended else "now"
            said.append(f"Who was not seen leaving counts as in the room until {until}.")
        if curve.untimed:
            said.append(f"Online at times that no report says, and not in the picture: {curve.untimed}.")
        if self.figures.guests:
            said.append("Guests are not in the picture.")
        return " ".join(said)

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
