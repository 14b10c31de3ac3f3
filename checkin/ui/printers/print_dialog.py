"""Which printer: those that the print system knows, with their state; and why, where a badge was printed already."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QDialog, QListWidget, QListWidgetItem, QSpinBox, QWidget

from checkin.domain.errors import DeskError
from checkin.printing.printers import Printer
from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.dialog_size import open_at
from checkin.ui.parts.folding import ButtonRow
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.scrolling import foot_below, scrolled_column
from checkin.ui.parts.wording import sentence
from checkin.ui.printers.print_wording import printer_words, reasons
from checkin.ui.printers.printing import Printing

_NAME = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Chosen:
    """The answer: a printer, or "" for the dialog of the system; why people get a second badge; and on which place of
    the sheet (from 1) a single badge goes.
    """

    printer: str
    why: str
    place: int = 1


class PrintDialog(QDialog):
    """`print_dialog`. It asks for printers as soon as it is shown; the window goes on meanwhile. `again` is the number
    of people for whom a badge was printed already. Where a single badge goes on a sheet of several `places`, it asks on
    which, and offers `place`.
    """

    def __init__(
        self,
        printing: Printing,
        parent: QWidget,
        what: str,
        again: int,
        then: Callable[[Chosen], None],
        *,
        places: int = 1,
        place: int = 1,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("print_dialog")
        self.setWindowTitle(self.tr("Print"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._printing = printing
        self._then = then
        self._again = again
        self.list = QListWidget()
        self.list.setObjectName("print_printers")
        self.list.setAccessibleName(self.tr("Printers"))
        self.list.currentRowChanged.connect(lambda _row: self._offer())
        self.list.itemActivated.connect(lambda _item: self._print())
        self._state = PlainLabel(look="quiet", wrap=True)
        self.why = QComboBox()
        self.why.setObjectName("print_why")
        self.why.setAccessibleName(self.tr("Why once more"))
        self.why.setEditable(True)
        self.why.addItems(["", *reasons()])
        self.why.setPlaceholderText(self.tr("Choose or write a reason"))
        self.why.editTextChanged.connect(lambda _text: self._offer())
        self.place = QSpinBox(minimum=1, maximum=places, value=place)
        self.place.setObjectName("print_place")
        self.place.setAccessibleName(self.tr("Place on the sheet"))
        self.place.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.print = named_button("print_go", self.tr("Print"), self._print, look="primary")
        self.refresh = named_button("print_look_again", self.tr("Look again"), self.look)
        self.system = named_button("print_system", self.tr("The system's dialog…"), self._take_system)
        cancel = named_button("print_cancel", self.tr("Cancel"), self.reject)
        for button in (self.print, self.refresh, self.system, cancel):
            button.setAutoDefault(False)
        self._lay_out(what, places, ButtonRow(self.print, self.refresh, self.system, cancel))
        self.list.setMinimumHeight(self.fontMetrics().lineSpacing() * (5 if places > 1 else 9))
        open_at(self, 84, 30 if places > 1 else 26)
        self.look()

    def _lay_out(self, what: str, places: int, buttons: QWidget) -> None:
        above = QWidget()
        column = scrolled_column(above)
        column.setContentsMargins(24, 20, 24, 12)
        column.setSpacing(12)
        column.addWidget(PlainLabel(what, look="title", wrap=True))
        column.addWidget(self.list, 1)
        column.addWidget(self._state)
        if self._again:
            text = self.tr("People who have a badge, or one on its way: {count}. Why once more?").format(
                count=self._again
            )
            label = PlainLabel(text, look="notice", wrap=True)
            label.setBuddy(self.why)
            column.addWidget(label)
            column.addWidget(self.why)
        else:
            self.why.setParent(self)
            self.why.hide()
        if places > 1:
            text = self.tr("The sheet has {count} places. On which one? They are counted row by row.")
            label = PlainLabel(text.format(count=places), wrap=True)
            label.setBuddy(self.place)
            column.addWidget(label)
            column.addWidget(self.place, 0, Qt.AlignmentFlag.AlignLeading)
        else:
            self.place.setParent(self)
            self.place.hide()
        foot_below(self, above, buttons)

    def look(self) -> None:
        """Ask for the printers anew."""
        self.list.clear()
        self._state.setText(self.tr("Looking for printers…"))
        self._offer()
        self._printing.look_up(self._found, self._failed)

    def _found(self, printers: tuple[Printer, ...]) -> None:
        height = 2 * self.fontMetrics().lineSpacing() + 8
        for printer in printers:
            where = f" ({printer.place})" if printer.place else ""
            item = QListWidgetItem(f"{printer.title}{where}\n{printer_words(printer)}")
            item.setData(_NAME, printer.name)
            item.setSizeHint(QSize(0, height))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setFocus()
        self._state.setText(
            self.tr("Choose a printer. What it does with the job is then shown in the print queue.")
            if printers
            else self.tr("No printer is set up on this laptop. Set one up in the system's settings, or save a PDF.")
        )
        self._offer()

    def _failed(self, problem: DeskError) -> None:
        self._state.setText(sentence(problem))
        self._offer()

    def _offer(self) -> None:
        asked = not self._again or bool(self.why.currentText().strip())
        self.print.setEnabled(self.list.currentRow() >= 0 and asked)
        self.system.setEnabled(asked)

    def _print(self) -> None:
        if self.print.isEnabled():
            self._take(str(self.list.currentItem().data(_NAME)))

    def _take_system(self) -> None:
        self._take("")

    def _take(self, printer: str) -> None:
        chosen = Chosen(printer, self.why.currentText().strip() if self._again else "", self.place.value())
        self.accept()
        self._then(chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A bare Enter beside the list may be a scanner's, and prints nothing.
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
