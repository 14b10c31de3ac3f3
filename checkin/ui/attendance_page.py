"""The attendance: who came in figures, when they came, and the file for afterwards."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from checkin.domain.attendance import Attendance, Curve, Figures, arrival_curve
from checkin.domain.errors import DeskError
from checkin.domain.session import Session
from checkin.reports import attendance_pdf
from checkin.reports.arrival_curve import curve_in_words, paint_curve
from checkin.reports.axes import Colours
from checkin.services import attendance
from checkin.services.desk import Place
from checkin.storage.event_file import EventFile
from checkin.ui.attendance_choice_form import AttendanceChoiceForm
from checkin.ui.buttons import named_button
from checkin.ui.folding import ButtonRow
from checkin.ui.follow_up_form import FollowUpForm
from checkin.ui.labels import PlainLabel
from checkin.ui.scrolling import scrolled_column
from checkin.ui.sessions_in_a_row import SessionsInARow
from checkin.ui.station import Station
from checkin.ui.theme import Theme
from checkin.ui.wording import clock, sentence


class CurveWidget(QWidget):
    """The arrival curve, painted by the same painter as the report; its words are there for screen readers."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("attendance_curve")
        self._theme = theme
        self._curve: Curve | None = None
        self._session: Session | None = None
        self.setMinimumHeight(160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_curve(self, curve: Curve, session: Session) -> None:
        """Show another curve."""
        self._curve, self._session = curve, session
        steps = "; ".join(f"{when}: {people}" for when, people in curve_in_words(curve, session))
        self.setAccessibleName(self.tr("Arrivals: {steps}").format(steps=steps or self.tr("nobody yet")))
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Repaint in the light or the dark set."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(600, 260)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._curve is None or self._session is None:
            return
        theme = self._theme
        painter = QPainter(self)
        painter.setFont(self.font())
        colours = Colours(bar=theme.accent, start=theme.text, text=theme.secondary, grid=theme.card_border)
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        paint_curve(painter, QRectF(self.rect()), self._curve, self._session, colours, right_to_left=rtl)
        painter.end()


class AttendancePage(QWidget):
    """`page_attendance`."""

    wants_online = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page_attendance")
        self.setAccessibleName(self.tr("Attendance"))
        self._station: Station | None = None
        self._stale = True
        self._figures: dict[str, PlainLabel] = {}
        self._sum = PlainLabel(look="head", wrap=True)
        self._sum.setObjectName("attendance_sum")
        self._apart = PlainLabel(look="quiet", wrap=True)
        self._apart.setObjectName("attendance_apart")
        self._apart.hide()
        self._sessions = SessionsInARow()
        self._peak = PlainLabel(look="quiet", wrap=True)
        self._peak.setObjectName("attendance_peak")
        self._curve = CurveWidget(theme)
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

    def _titles(self) -> dict[str, str]:
        return {
            "in_room": self.tr("In the room"),
            "online": self.tr("Online"),
            "registered": self.tr("Registered"),
            "walk_ins": self.tr("Walk-ins"),
            "absent": self.tr("Not here"),
        }

    def _lay_out(self) -> None:
        figures = QHBoxLayout()
        figures.setSpacing(12)
        for key, title in self._titles().items():
            card = QFrame()
            card.setProperty("look", "card")
            inside = QVBoxLayout(card)
            inside.setContentsMargins(18, 12, 18, 12)
            number = PlainLabel("0", look="number")
            number.setObjectName(f"attendance_{key}" if key != "online" else "attendance_on_call")
            number.setAccessibleName(title)
            inside.addWidget(PlainLabel(title, look="quiet"))
            inside.addWidget(number)
            self._figures[key] = number
            figures.addWidget(card, 1)
        chart = QFrame()
        chart.setProperty("look", "card")
        inside = QVBoxLayout(chart)
        inside.setContentsMargins(18, 12, 18, 12)
        inside.addWidget(PlainLabel(self.tr("Arrivals in steps of five minutes"), look="quiet"))
        inside.addWidget(self._curve, 1)
        inside.addWidget(self._peak)
        files = self.tr("Excel with figures and checks, CSV for other programs, or PDF to hand on.")
        page = scrolled_column(self)
        page.setContentsMargins(14, 4, 16, 12)
        page.setSpacing(12)
        page.addLayout(figures)
        page.addWidget(self._sum)
        page.addWidget(self._apart)
        page.addWidget(self._sessions)
        page.addWidget(chart, 1)
        buttons = ButtonRow(self.export, self.choice, self.follow_up, self.online)
        for part in (self._done, self._problem, PlainLabel(files, look="quiet", wrap=True), buttons):
            page.addWidget(part)

    # -- the station ---------------------------------------------------------------------------------------------

    def attach(self, station: Station) -> None:
        """Serve this station from now on."""
        self._station = station
        station.changed.connect(self._changed)
        self._changed()

    def set_theme(self, theme: Theme) -> None:
        """Repaint in the light or the dark set."""
        self._curve.set_theme(theme)

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
            self._station.read(lambda event, place: attendance.attendance(event, place.session.id), self._show)
            self._station.read(lambda event, _place: attendance.in_a_row(event), self._sessions.show_matrix)

    def _show(self, found: Attendance) -> None:
        if self._station is None:
            return
        figures = found.figures
        shown = {
            "in_room": figures.came,
            "online": figures.online + figures.both,
            "registered": figures.registered,
            "walk_ins": figures.walk_ins,
            "absent": figures.no_show,
        }
        for key, number in shown.items():
            self._figures[key].setText(str(number))
        ended = found.has_ended(self._station.clock())
        self._sum.setText(figures.in_words(ended=ended))
        self._apart.show_text(self._apart_words(figures))
        curve = arrival_curve(found.arrivals)
        self._curve.show_curve(curve, found.session)
        self._peak.setText(self._peak_words(curve, found.session))

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
                self.tr("{guests} guests came with them and are not in the sum.").format(guests=figures.guests)
            )
        return " ".join(parts)

    def _peak_words(self, curve: Curve, session: Session) -> str:
        if not curve.counts:
            return self.tr("Nobody has come yet.")
        start = curve.starts[curve.counts.index(curve.peak)]
        return self.tr("Most came from {begin} to {end}: {people}").format(
            begin=clock(start, session), end=clock(start + curve.step, session), people=curve.peak
        )

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
