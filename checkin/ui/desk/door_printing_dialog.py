"""Badges at check-in: whether, on which printer and sheet, with which design."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QDialog, QWidget

from checkin.badges.stock import STANDARD
from checkin.domain.errors import DeskError
from checkin.printing.printers import Printer
from checkin.settings import AtCheckIn
from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.dialog_size import open_at
from checkin.ui.parts.folding import ButtonRow, FoldingCheckBox, FoldingRadioButton
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.scrolling import scrolled_column
from checkin.ui.parts.wording import sentence
from checkin.ui.printers.design_choice import DesignChoice
from checkin.ui.printers.print_wording import printer_words
from checkin.ui.printers.printing import Printing
from checkin.ui.printers.stock_choice import StockChoice
from checkin.ui.station import Station

_LABEL = "Brother DK-11202 (62x100)"
"""What a door usually prints on: a label of 62 × 100 mm."""


class DoorPrintingDialog(QDialog):
    """`door_printing`. The printers are looked up while it is open; the one that is remembered stays among them."""

    def __init__(
        self,
        station: Station,
        printing: Printing,
        chosen: AtCheckIn,
        parent: QWidget,
        keep: Callable[[AtCheckIn], None],
    ) -> None:
        super().__init__(parent)
        self.setObjectName("door_printing")
        self.setWindowTitle(self.tr("Badges at check-in"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._keep = keep
        self.when = {
            "off": FoldingRadioButton(self.tr("No badge is printed when somebody comes in")),
            "once": FoldingRadioButton(self.tr("Print a badge, if none was printed for them yet")),
            "always": FoldingRadioButton(self.tr("Print a badge every time somebody is checked in")),
        }
        for name, choice in self.when.items():
            choice.setObjectName(f"door_printing_{name}")
        self.when[chosen.when].setChecked(True)
        self.walk_ins = FoldingCheckBox(self.tr("For walk-ins too"))
        self.walk_ins.setObjectName("door_printing_walk_ins")
        self.walk_ins.setChecked(chosen.walk_ins)
        self.printer = QComboBox()
        self.printer.setObjectName("door_printing_printer")
        self.printer.setAccessibleName(self.tr("Printer"))
        self.printer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.printer.setMinimumContentsLength(10)
        if chosen.printer:
            self.printer.addItem(chosen.printer, chosen.printer)
        self.stock = StockChoice()
        self.stock.setObjectName("door_printing_stock")
        rows = [self.stock.itemData(row).name for row in range(self.stock.count())]
        wanted = next(name for name in (chosen.stock, _LABEL, STANDARD) if name in rows)
        self.stock.setCurrentIndex(rows.index(wanted))
        self.design = DesignChoice()
        self.design.setObjectName("door_printing_design")
        self.design.choose(chosen.design)
        self.design.offer(self.stock.currentData())
        self.design.attach(station)
        self.stock.currentIndexChanged.connect(lambda _row: self.design.offer(self.stock.currentData()))
        self._state = PlainLabel(self.tr("Looking for printers…"), look="quiet", wrap=True)
        save = named_button("door_printing_save", self.tr("Keep   Ctrl+Enter"), self._save, look="primary")
        save.setAccessibleName(self.tr("Keep"))
        cancel = named_button("door_printing_cancel", self.tr("Cancel   Esc"), self.reject)
        cancel.setAccessibleName(self.tr("Cancel"))
        for button in (save, cancel):
            button.setAutoDefault(False)
        self._lay_out(ButtonRow(save, cancel))
        open_at(self, 64, 30)
        printing.look_up(self._found, self._failed)

    def _lay_out(self, buttons: QWidget) -> None:
        column = scrolled_column(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(PlainLabel(self.tr("Badges at check-in"), look="title", wrap=True))
        for tick in (*self.when.values(), self.walk_ins):
            column.addWidget(tick)
        for title, part in (
            (self.tr("&Printer"), self.printer),
            (self.tr("&Sheet"), self.stock),
            (self.tr("&Design"), self.design),
        ):
            label = PlainLabel(title, look="quiet")
            label.setBuddy(part)
            column.addWidget(label)
            column.addWidget(part)
            if part is self.printer:
                column.addWidget(self._state)
        hint = self.tr("The door never waits for the printer. What the printer lacks is said below the page.")
        column.addWidget(PlainLabel(hint, look="quiet", wrap=True))
        column.addStretch(1)
        column.addWidget(buttons)

    def _found(self, printers: tuple[Printer, ...]) -> None:
        for printer in printers:
            row = self.printer.findData(printer.name)
            text = f"{printer.title} — {printer_words(printer)}"
            if row < 0:
                self.printer.addItem(text, printer.name)
            else:
                self.printer.setItemText(row, text)
        self._state.show_text("" if self.printer.count() else self.tr("No printer is set up on this laptop."))

    def _failed(self, problem: DeskError) -> None:
        self._state.show_text(sentence(problem))

    def _save(self) -> None:
        when = next(name for name, button in self.when.items() if button.isChecked())
        printer = str(self.printer.currentData() or "")
        if when != "off" and not printer:
            self._state.show_text(self.tr("Choose a printer, or let no badge be printed."))
            return
        design = self.design.design().id
        chosen = AtCheckIn(when, printer, self.stock.currentData().name, design, self.walk_ins.isChecked())
        self._keep(chosen)
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._save()
            return
        super().keyPressEvent(event)
