"""The attendance: who came in figures, when they came, and the file for afterwards."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QPushButton,
    QWidget,
)

from checkin.domain.attendance import Attendance, Figures
from checkin.domain.errors import DeskError
from checkin.reports import attendance_pdf
from checkin.services import attendance
from checkin.services.closing import exported
from checkin.services.place import Place
from checkin.storage.event_file import EventFile
from checkin.ui.after.attendance_choice_form import AttendanceChoiceForm
from checkin.ui.after.attendance_pictures import AttendancePictures, Curves
from checkin.ui.after.closing_line import ClosingLine
from checkin.ui.after.follow_up_form import FollowUpForm
from checkin.ui.after.sessions_in_a_row import SessionsInARow
from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.figure_cards import FigureCards
from checkin.ui.parts.folding import ButtonRow
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.scrolling import scrolled_column
from checkin.ui.parts.theme import Theme
from checkin.ui.parts.wording import sentence
from checkin.ui.station import Station


def _counted(now: datetime, event: EventFile, place: Place) -> tuple[Attendance, Curves]:
    """The attendance of the place's session and its curves at `now` (aware), counted on the reader's thread."""
    found = attendance.attendance(event, place.session.id)
    return found, Curves.of(found, now)


class AttendancePage(QWidget):
    """`page_attendance`."""

    wants_online = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page_attendance")
        self.setAccessibleName(self.tr("Attendance"))
        self._station: Station | None = None
        self._stale = True
        self._figures = FigureCards(self._titles())
        self._sum = PlainLabel(look="head", wrap=True)
        self._sum.setObjectName("attendance_sum")
        self._apart = PlainLabel(look="quiet", wrap=True)
        self._apart.setObjectName("attendance_apart")
        self._apart.hide()
        self._sessions = SessionsInARow()
        self.closing = ClosingLine()
        self._pictures = AttendancePictures(theme)
        self._done = PlainLabel(look="good", wrap=True)
        self._done.setObjectName("attendance_done")
        self._problem = PlainLabel(look="problem", wrap=True)
        self._done.hide()
        self._problem.hide()
        self.export = QPushButton(self.tr("Export the attendance file…"))
        self.export.setObjectName("attendance_export")
        self.export.setAccessibleName(self.tr("Export the attendance file"))
        self.export.setProperty("look", "primary")
        self.export.clicked.connect(self._ask)
        self.online = QPushButton(self.tr("Load Zoom's report…"))
        self.online.setObjectName("attendance_online")
        self.online.setAccessibleName(self.tr("Load Zoom's report"))
        self.online.clicked.connect(self.wants_online)
        self.follow_up = named_button("attendance_follow_up", self.tr("Follow-up lists…"), self.show_follow_ups)
        self.choice = named_button("attendance_choice", self.tr("Columns and consent…"), self.show_choice)
        self._lay_out()

    def _titles(self) -> list[tuple[str, str]]:
        return [
            ("attendance_inside", self.tr("Inside now")),
            ("attendance_in_room", self.tr("People who came")),
            ("attendance_scans", self.tr("Scans")),
            ("attendance_on_call", self.tr("Online")),
            ("attendance_registered", self.tr("Registered")),
            ("attendance_walk_ins", self.tr("Walk-ins")),
            ("attendance_absent", self.tr("Not here")),
        ]

    def _lay_out(self) -> None:
        files = self.tr("Excel with figures and checks, CSV for other programs, or PDF to hand on.")
        page = scrolled_column(self)
        page.setContentsMargins(14, 4, 16, 12)
        page.setSpacing(12)
        page.addWidget(self._figures)
        page.addWidget(self._sum)
        page.addWidget(self._apart)
        page.addWidget(self._sessions)
        page.addWidget(self.closing)
        buttons = ButtonRow(self.export, self.choice, self.follow_up, self.online)
        for part in (buttons, PlainLabel(files, look="quiet", wrap=True), self._done, self._problem):
            page.addWidget(part)
        page.addWidget(self._pictures, 1)

    # -- the station ---------------------------------------------------------------------------------------------

    def attach(self, station: Station) -> None:
        """Serve this station from now on."""
        self._station = station
        station.changed.connect(self._changed)
        self._changed()

    def set_theme(self, theme: Theme) -> None:
        """Repaint in the light or the dark set."""
        self._pictures.set_theme(theme)

    def tell(self, problem: DeskError) -> None:
        """Show what failed."""
        self._done.hide()
        self._problem.show_text(sentence(problem))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._changed()

    def _changed(self) -> None:
        self._stale = True
        if self.isVisible() and self._station is not None:
            self._stale = False
            self._station.read(partial(_counted, self._station.clock()), self._show)
            self._station.read(lambda event, _place: attendance.in_a_row(event), self._sessions.show_matrix)
            self.closing.read(self._station)

    def _show(self, counted: tuple[Attendance, Curves]) -> None:
        if self._station is None:
            return
        found, curves = counted
        figures = found.figures
        shown = {
            "inside": figures.inside,
            "in_room": figures.came,
            "scans": figures.scans,
            "on_call": figures.online + figures.both,
            "registered": figures.registered,
            "walk_ins": figures.walk_ins,
            "absent": figures.no_show,
        }
        for key, number in shown.items():
            self._figures.show_number(f"attendance_{key}", number)
        ended = found.has_ended(self._station.clock())
        self._sum.setText(figures.in_words(ended=ended))
        self._apart.show_text(self._apart_words(figures))
        self._pictures.show_curves(found, curves, ended=ended)

    def _apart_words(self, figures: Figures) -> str:
        """Whom the sum leaves out, so that nobody takes one number for another: who has left, and guests."""
        parts = []
        if figures.left:
            inside = figures.came - figures.left
            parts.append(
                self.tr("Of those who came {left} have left; {inside} are inside.").format(
                    left=figures.left, inside=inside
                )
            )
        if figures.guests:
            parts.append(
                self.tr("{guests} guests came with them; they count inside, and are not in the sum.").format(
                    guests=figures.guests
                )
            )
        return " ".join(parts)

    def show_pictures(self) -> None:
        """Scroll to the last picture."""
        self._pictures.scroll_to()

    def show_follow_ups(self) -> None:
        """Open the form for the follow-up lists."""
        if self._station is not None:
            self._open(FollowUpForm(self._station, self))

    def show_choice(self) -> None:
        """Open the form for what goes into the attendance file."""
        if self._station is not None:
            self._open(AttendanceChoiceForm(self._station, self))

    def _open(self, form: QDialog) -> None:
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.open()

    # -- export --------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        kinds = (self.tr("Excel workbook (*.xlsx)"), self.tr("CSV table (*.csv)"), self.tr("PDF report (*.pdf)"))
        name, kind = QFileDialog.getSaveFileName(
            self, self.tr("Export the attendance file"), "attendance.xlsx", ";;".join(kinds)
        )
        if name:
            path = chosen = Path(name)
            suffixes = dict(zip(kinds, (".xlsx", ".csv", ".pdf"), strict=True))
            if path.suffix.lower() not in suffixes.values():
                path = path.with_name(path.name + suffixes.get(kind, ".xlsx"))
            # The dialog has asked already whether an existing file may go, but not one with the ending that we add.
            self.export_to(path, replace=path == chosen)

    def export_to(self, path: Path, *, replace: bool = False) -> None:
        """Write the attendance file; its kind follows the ending of the name."""
        if self._station is None:
            return
        self._problem.hide()
        self._done.hide()

        def write(event: EventFile, place: Place, now: datetime) -> tuple[Path, Attendance]:
            found, choice = attendance.attendance(event, place.session.id), attendance.choice_of(event)
            if path.suffix.lower() == ".pdf":
                attendance_pdf.write(found, path, now, pages=choice.pages, replace=replace)
            else:
                matrix = attendance.in_a_row(event) if path.suffix.lower() == ".xlsx" else None
                attendance.export_table(found, path, now, choice=choice, replace=replace, matrix=matrix)
            with suppress(DeskError):  # Also from a file that can only be read, it was written.
                exported(event, path, place, now)
            return path, found

        self._station.work(write, self._exported, self.tell)

    def _exported(self, answer: tuple[Path, Attendance]) -> None:
        path, found = answer
        ended = self._station is not None and found.has_ended(self._station.clock())
        said = self.tr("Exported: {path} — {sum}").format(path=path, sum=found.figures.in_words(ended=ended))
        if found.figures.adds_up:
            self._done.show_text(said)
        else:
            self._problem.show_text(said)
