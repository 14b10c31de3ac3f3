"""The hand-over card in a window: to be read, added to, and saved. Scans behind it go on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from checkin.domain.errors import DeskError
from checkin.domain.shift import Handover
from checkin.files import writing
from checkin.reports import handover_pdf
from checkin.services import shifts
from checkin.services.place import Place
from checkin.storage.event_file import EventFile
from checkin.ui.desk import handover_words
from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.dialog_size import open_at
from checkin.ui.parts.folding import ButtonRow
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.wording import sentence
from checkin.ui.printers.print_dialog import Chosen, PrintDialog
from checkin.ui.printers.print_jobs import Order
from checkin.ui.printers.printing import printing_of
from checkin.ui.station import Station

_LONGEST = 300
_A4 = (210.0, 297.0)


class HandoverCard(QDialog):
    """`handover_card`. A bare Enter may be a scanner's and keeps nothing."""

    def __init__(self, card: Handover, station: Station, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("handover_card")
        self.setWindowTitle(self.tr("Hand-over"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._station = station
        self.shown = QPlainTextEdit(readOnly=True)
        self.shown.setObjectName("handover_text")
        self.shown.setAccessibleName(self.tr("What happened in this shift"))
        self.shown.setTabChangesFocus(True)
        self.note = QLineEdit(maxLength=_LONGEST)
        self.note.setObjectName("handover_note")
        self.note.setAccessibleName(self.tr("A line for whoever comes next"))
        self.note.setPlaceholderText(self.note.accessibleName())
        self._problem = PlainLabel(look="problem", wrap=True)
        self._done = PlainLabel(look="good", wrap=True)
        keep = named_button("handover_keep", self.tr("Keep the line   Ctrl+Enter"), self._keep, "primary")
        save = named_button("handover_save", self.tr("Save as PDF or text…"), self._ask)
        on_paper = named_button("handover_print", self.tr("Print…"), self._ask_printer)
        close = named_button("handover_close", self.tr("Close   Esc"), self.accept)
        for button in (keep, save, on_paper, close):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        for part in (self.shown, self.note, self._problem, self._done, ButtonRow(keep, save, on_paper, close)):
            column.addWidget(part)
        self._tell("")
        self._say("")
        self._show(card)
        open_at(self, 80, 26)
        self.note.setFocus()

    def _show(self, card: Handover) -> None:
        self.card = card
        self.shown.setPlainText(handover_words.as_text(card, self._station.place.session))

    def _tell(self, problem: str) -> None:
        self._problem.show_text(problem)

    def _say(self, done: str) -> None:
        self._done.show_text(done)

    def _keep(self) -> None:
        note = self.note.text()

        def keep(event: EventFile, place: Place, now: datetime) -> None:
            shifts.tell_next(event, note, place, now)

        self._station.write(keep, self._kept, self._failed)

    def _kept(self, _none: None) -> None:
        station = self._station
        self._tell("")
        self.note.clear()
        self._say(self.tr("Kept for whoever comes next."))
        station.read(lambda event, place: shifts.card(event, place, station.clock()), self._show)

    def _failed(self, problem: DeskError) -> None:
        self._say("")
        self._tell(sentence(problem))

    def _ask(self) -> None:
        kinds = (self.tr("PDF (*.pdf)"), self.tr("Text (*.txt)"))
        name, kind = QFileDialog.getSaveFileName(self, self.tr("Save the card"), "hand-over.pdf", ";;".join(kinds))
        if name:
            path = Path(name)
            if path.suffix.lower() not in {".pdf", ".txt"}:
                path = path.with_name(path.name + (".txt" if kind == kinds[1] else ".pdf"))
            # The dialog has asked already whether an existing file may go.
            self.save_to(path, replace=True)

    def save_to(self, path: Path, *, replace: bool = False) -> None:
        """Write the card to a file; its kind follows the ending of the name."""
        session = self._station.place.session
        title, parts = self._paper()
        text = handover_words.as_text(self.card, session)

        def write(_event: EventFile, _place: Place, _now: datetime) -> Path:
            is_pdf = path.suffix.lower() == ".pdf"
            writing.write(path, handover_pdf.card(title, parts) if is_pdf else text.encode(), replace=replace)
            return path

        self._station.work(write, self._written, self._failed)

    def _paper(self) -> tuple[str, list[tuple[str, Sequence[str]]]]:
        return handover_words.title(self.card), handover_words.parts(self.card, self._station.place.session)

    def _ask_printer(self) -> None:
        self._tell("")
        self._say("")
        printing = printing_of(self._station)
        if printing.has_own_way:
            PrintDialog(printing, self, self.tr("Print the card"), 0, self.send_to).open()
        else:
            self._choose_with_qt()

    def send_to(self, chosen: Chosen) -> None:
        """Print the card on the chosen printer; what becomes of it is in the print queue."""
        if not chosen.printer:
            self._choose_with_qt()
            return
        title, parts = self._paper()
        order = Order(title, (), chosen.printer, _A4, partial(handover_pdf.card, title, parts))
        printing_of(self._station).send(order)
        self._say(self.tr("On its way to {printer}").format(printer=chosen.printer))

    def _choose_with_qt(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec() == QPrintDialog.DialogCode.Accepted:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print the card on a printer of Qt's."""
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setPageOrientation(QPageLayout.Orientation.Portrait)
        printer.setFullPage(True)
        printer.setDocName(self.tr("Hand-over"))
        try:
            handover_pdf.print_on(printer, *self._paper())
        except DeskError as problem:
            self._failed(problem)
        else:
            self._say(self.tr("Sent to {printer}").format(printer=printer.printerName()))

    def _written(self, path: Path) -> None:
        self._tell("")
        self._say(self.tr("Saved: {file}").format(file=path))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._keep()
            return
        super().keyPressEvent(event)
