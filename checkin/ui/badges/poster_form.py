"""The poster for the corridor: seen before it is saved or printed, with what it lacks."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from checkin.badges.poster import SIZES, Paper, page_of, poster_of, write_poster
from checkin.domain.errors import DeskError
from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.dialog_size import fit
from checkin.ui.parts.folding import ButtonRow, FoldingRadioButton
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.scrolling import beside, foot_below, scrolled_column
from checkin.ui.parts.wording import sentence, session_facts
from checkin.ui.printers.print_dialog import Chosen, PrintDialog
from checkin.ui.printers.print_jobs import Order
from checkin.ui.printers.printing import printing_of
from checkin.ui.station import Station

_PICTURE = QSize(280, 396)
"""Pixels of the poster that is shown."""


class PosterForm(QDialog):
    """`poster_form`. A bare Enter may be a scanner's and saves nothing."""

    def __init__(self, station: Station, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("poster_form")
        self.setWindowTitle(self.tr("Poster for the corridor"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._station = station
        self._poster = poster_of(station.whole_event, station.place.session)
        self.papers = {Paper.A4: self._paper(Paper.A4, "A4"), Paper.A3: self._paper(Paper.A3, "A3")}
        self.papers[Paper.A4].setChecked(True)
        self._picture = PlainLabel()
        self._picture.setObjectName("poster_picture")
        self._picture.setAccessibleName(self.tr("The poster as it will be printed"))
        self._picture.setFixedSize(_PICTURE)
        self._lacks = PlainLabel("\n".join(self._missing()), look="notice", wrap=True)
        self._lacks.setObjectName("poster_lacks")
        self._lacks.setVisible(bool(self._lacks.text()))
        self._done = PlainLabel(look="good", wrap=True)
        self._done.setObjectName("poster_done")
        self._problem = PlainLabel(look="problem", wrap=True)
        self._problem.setObjectName("poster_problem")
        for label in (self._done, self._problem):
            label.hide()
        save = named_button("poster_save", self.tr("Save PDF…"), self._ask_pdf, look="primary")
        to_printer = named_button("poster_print", self.tr("Print…"), self._ask_printer)
        close = named_button("poster_close", self.tr("Close   Esc"), self.reject)
        for button in (save, to_printer, close):
            button.setAutoDefault(False)
        self._lay_out(ButtonRow(save, to_printer, close))
        self._paint()

    def _paper(self, paper: Paper, title: str) -> FoldingRadioButton:
        choice = FoldingRadioButton(title)
        choice.setObjectName(f"poster_{paper.value.lower()}")
        return choice

    def _missing(self) -> list[str]:
        words = {
            "registration": self.tr("There is no link to the registration form: desk's menu, “What guests read”."),
            "online": self.tr("There is no online link: desk's menu, “Seats, hours and online link”."),
        }
        lines = [words[name] for name in self._poster.missing]
        if len(lines) == len(words):
            lines.append(self.tr("Without links it is a sign for the door."))
        if boxes := self._poster.boxes:
            lines.append(self.tr("No font here has {letters}: boxes are printed.").format(letters=boxes))
        return lines

    def _lay_out(self, buttons: QWidget) -> None:
        session = self._station.place.session
        words = QWidget()
        column = scrolled_column(words)
        column.setContentsMargins(24, 20, 12, 12)
        column.setSpacing(10)
        column.addWidget(PlainLabel(session.name, look="title", wrap=True))
        column.addWidget(PlainLabel(session_facts(session), look="quiet", wrap=True))
        column.addWidget(PlainLabel(self.tr("Paper"), look="quiet"))
        for paper in self.papers.values():
            column.addWidget(paper)
        column.addWidget(self._lacks)
        column.addStretch(1)
        foot_below(self, beside(words, self._picture), self._problem, self._done, buttons)
        metrics = self.fontMetrics()
        wanted = QSize(_PICTURE.width() + metrics.averageCharWidth() * 60, max(520, metrics.height() * 26))
        fit(self, wanted)

    def _paint(self) -> None:
        ratio = self.devicePixelRatioF()
        picture = QPixmap.fromImage(self._poster.image(25.4 * _PICTURE.width() * ratio / SIZES[Paper.A4][0]))
        picture.setDevicePixelRatio(ratio)
        self._picture.setPixmap(picture)

    # -- ink -----------------------------------------------------------------------------------------------------

    @property
    def paper(self) -> Paper:
        """The sheet that is chosen."""
        return Paper.A3 if self.papers[Paper.A3].isChecked() else Paper.A4

    def _ask_pdf(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save the poster"), "poster.pdf", self.tr("PDF (*.pdf)"))
        if name:
            self.save_pdf(Path(name), replace=True)

    def save_pdf(self, path: Path, *, replace: bool = False) -> None:
        """Write the poster as it is shown."""
        self._clear()
        poster, paper = self._poster, self.paper

        def write() -> Path:
            write_poster(poster, path, paper, replace=replace)
            return path

        self._station.work(lambda _event, _place, _now: write(), self._saved, self._tell)

    def _saved(self, path: Path) -> None:
        self._done.show_text(self.tr("Saved: {path}").format(path=path))

    def _ask_printer(self) -> None:
        self._clear()
        printing = printing_of(self._station)
        if printing.has_own_way:
            PrintDialog(printing, self, self.tr("Print the poster"), 0, self.print_on).open()
        else:
            self._choose_with_qt()

    def print_on(self, chosen: Chosen) -> None:
        """Print the poster on the chosen printer; what becomes of it is in the print queue."""
        if not chosen.printer:
            self._choose_with_qt()
            return
        paint = partial(self._poster.pdf, self.paper)
        order = Order(self.tr("Poster"), (), chosen.printer, SIZES[self.paper], paint)
        printing_of(self._station).send(order)
        self._done.show_text(self.tr("On its way to {printer}").format(printer=chosen.printer))

    def _choose_with_qt(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(page_of(self.paper))
        printer.setFullPage(True)
        if QPrintDialog(printer, self).exec() != QPrintDialog.DialogCode.Accepted:
            return
        try:
            self._poster.paint_on(printer, self.paper)
        except DeskError as problem:
            self._tell(problem)
        else:
            self._done.show_text(self.tr("Sent to {printer}").format(printer=printer.printerName()))

    def _tell(self, problem: DeskError) -> None:
        self._problem.show_text(sentence(problem))

    def _clear(self) -> None:
        self._done.hide()
        self._problem.hide()
