"""How far a printer is off: a page to print, four measures of it, and the correction kept for printer and sheet."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QDoubleSpinBox, QFileDialog, QWidget

from checkin import settings
from checkin.badges.adjusting import Measures, correction, on_top, page_pdf, wanted
from checkin.badges.stock import Stock
from checkin.domain.errors import DeskError
from checkin.files import writing
from checkin.printing.printers import Printer
from checkin.settings import Profile
from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.dialog_size import open_at
from checkin.ui.parts.folding import ButtonRow
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.scrolling import scrolled_column
from checkin.ui.parts.wording import sentence
from checkin.ui.printers.print_jobs import Order
from checkin.ui.printers.printing import printing_of
from checkin.ui.station import Station


class AdjustingForm(QDialog):
    """`adjusting_form`. A bare Enter may be a scanner's and keeps nothing."""

    def __init__(self, station: Station, stock: Stock, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("adjusting_form")
        self.setWindowTitle(self.tr("Adjust the printer"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._station, self._stock = station, stock
        self.printer = QComboBox()
        self.printer.setObjectName("adjusting_printer")
        self.printer.setAccessibleName(self.tr("Printer"))
        self.printer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.printer.setMinimumContentsLength(10)
        self.printer.currentIndexChanged.connect(lambda _row: self._show())
        self._state = PlainLabel(self.tr("Looking for printers…"), look="quiet", wrap=True)
        self._state.setObjectName("adjusting_state")
        self._kept = PlainLabel(look="notice", wrap=True)
        self._kept.setObjectName("adjusting_kept")
        self._problem = PlainLabel(look="problem", wrap=True)
        self._problem.setObjectName("adjusting_problem")
        self._problem.hide()
        aim = wanted(stock)
        self.measures = {
            "left": self._measure("left", self.tr("A, from the left edge"), aim.left),
            "right": self._measure("right", self.tr("B, from the left edge"), aim.right),
            "top": self._measure("top", self.tr("C, from the top edge"), aim.top),
            "bottom": self._measure("bottom", self.tr("D, from the top edge"), aim.bottom),
        }
        self.test = named_button("adjusting_test", self.tr("Print the test page"), self._print)
        self.save = named_button("adjusting_pdf", self.tr("Save it as PDF…"), self._ask_pdf)
        self.keep = named_button("adjusting_keep", self.tr("Keep   Ctrl+Enter"), self._keep, look="primary")
        self.keep.setShortcut("Ctrl+Return")
        self.none = named_button("adjusting_none", self.tr("No correction"), self._forget)
        close = named_button("adjusting_close", self.tr("Close   Esc"), self.reject)
        for button in (self.test, self.save, self.keep, self.none, close):
            button.setAutoDefault(False)
        self._lay_out(ButtonRow(self.test, self.save), ButtonRow(self.keep, self.none, close))
        self._show()
        if printing_of(station).has_own_way:
            printing_of(station).look_up(self._found, self._failed)
        else:
            self._state.setText(
                self.tr("Printers cannot be adjusted on this system: the print dialog has its own way.")
            )

    def _measure(self, name: str, title: str, value: float) -> QDoubleSpinBox:
        field = QDoubleSpinBox(maximum=2000.0, decimals=1, singleStep=0.1, value=value)
        field.setSuffix(self.tr(" mm"))
        field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        field.setObjectName(f"adjusting_{name}")
        field.setAccessibleName(title)
        return field

    def _lay_out(self, page: QWidget, buttons: QWidget) -> None:
        column = scrolled_column(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(PlainLabel(self.tr("Adjust the printer"), look="title", wrap=True))
        column.addWidget(PlainLabel(self._stock.name, look="quiet", wrap=True))
        label = PlainLabel(self.tr("&Printer"), look="quiet")
        label.setBuddy(self.printer)
        column.addWidget(label)
        column.addWidget(self.printer)
        column.addWidget(self._state)
        column.addWidget(self._kept)
        column.addWidget(
            PlainLabel(self.tr("1. Print the page on a sheet of plain paper, in actual size (100 %)."), wrap=True)
        )
        column.addWidget(page)
        column.addWidget(PlainLabel(self.tr("2. Measure where its four lines lie."), wrap=True))
        for field in self.measures.values():
            label = PlainLabel(field.accessibleName(), look="quiet", wrap=True)
            label.setBuddy(field)
            column.addWidget(label)
            column.addWidget(field)
        hint = self.tr(
            "3. Keep. Print the page once more: it is corrected then, and every badge on this sheet with it."
        )
        column.addWidget(PlainLabel(hint, wrap=True))
        column.addWidget(self._problem)
        column.addStretch(1)
        column.addWidget(buttons)
        open_at(self, 72, 34)

    def _found(self, printers: tuple[Printer, ...]) -> None:
        for printer in printers:
            self.printer.addItem(printer.title, printer.name)
        self._state.setText("" if printers else self.tr("No printer is set up on this laptop."))
        self._state.setVisible(not printers)
        self._show()

    def _failed(self, problem: DeskError) -> None:
        self._state.setText(sentence(problem))

    @property
    def _name(self) -> str:
        return str(self.printer.currentData() or "")

    @property
    def _profile(self) -> Profile:
        return settings.profile(self._name, self._stock.name)

    def _show(self) -> None:
        profile = self._profile
        known = profile != Profile()
        text = self.tr("Kept: {right} mm to the right, {down} mm down, {across} % across, {along} % down.").format(
            right=f"{profile.right:+.1f}",
            down=f"{profile.down:+.1f}",
            across=f"{profile.scale_x * 100:.2f}",
            along=f"{profile.scale_y * 100:.2f}",
        )
        self._kept.show_text(text if known else "")
        for button in (self.test, self.keep):
            button.setEnabled(bool(self._name))
        self.none.setEnabled(known)

    def _words(self) -> tuple[str, ...]:
        return (
            self._stock.name,
            self.tr("Measure A and B from the left edge, C and D from the top edge."),
            self.tr("When the printer is right, they lie where it is written."),
        )

    def _print(self) -> None:
        paint = partial(page_pdf, self._stock, self._profile, self._words())
        page = (self._stock.page_width, self._stock.page_height)
        printing_of(self._station).send(Order(self.tr("Test page"), (), self._name, page, paint))
        self._state.show_text(self.tr("On its way to {printer}").format(printer=self._name))

    def _ask_pdf(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save the page"), "test-page.pdf", self.tr("PDF (*.pdf)"))
        if name:
            self.save_pdf(Path(name))

    def save_pdf(self, path: Path) -> None:
        """Write the page as a PDF, in place of a file that has its name."""
        content = page_pdf(self._stock, self._profile, self._words())
        try:
            writing.write(path, content, replace=True)
        except DeskError as problem:
            self._problem.show_text(sentence(problem))
        else:
            self._problem.hide()
            self._state.show_text(self.tr("Saved: {path}").format(path=path))

    def _keep(self) -> None:
        """The measures are of a page that was corrected by what is known so far: the new correction comes on top."""
        known = self._profile
        try:
            more = correction(self._stock, Measures(**{name: field.value() for name, field in self.measures.items()}))
            settings.keep_profile(self._name, self._stock.name, on_top(known, more))
        except DeskError as problem:
            self._problem.show_text(sentence(problem))
            return
        self._problem.hide()
        self._reset()
        self._show()

    def _forget(self) -> None:
        settings.keep_profile(self._name, self._stock.name, Profile())
        self._reset()
        self._show()

    def _reset(self) -> None:
        aim = wanted(self._stock)
        for name, field in self.measures.items():
            field.setValue(getattr(aim, name))
