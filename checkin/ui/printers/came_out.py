"""What came out of a job that was broken off: asked of whoever stands at the printer, because no printer knows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QSpinBox, QWidget

from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.dialog_size import open_at
from checkin.ui.parts.folding import ButtonRow
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.scrolling import scrolled_column
from checkin.ui.printers.print_jobs import Sent


class CameOut(QDialog):
    """`came_out`. `then` gets the number of sheets that came out. A bare Enter may be a scanner's: it is no answer."""

    def __init__(self, sent: Sent, parent: QWidget, then: Callable[[int], None]) -> None:
        super().__init__(parent)
        self.setObjectName("came_out")
        self.setWindowTitle(self.tr("What came out?"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._leaves = sent.order.leaves
        self._then = then
        counted = min(sent.job.sheets if sent.job is not None else 0, len(self._leaves))
        self.sheets = QSpinBox(minimum=0, maximum=len(self._leaves), value=counted)
        self.sheets.setObjectName("came_out_sheets")
        self.sheets.setAccessibleName(self.tr("Sheets that came out"))
        self.sheets.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sheets.valueChanged.connect(lambda _value: self._say())
        self._means = PlainLabel(wrap=True)
        self._means.setObjectName("came_out_means")
        title = self.tr("{title} → {printer}").format(title=sent.order.title, printer=sent.order.printer)
        column = scrolled_column(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(PlainLabel(title, look="title", wrap=True))
        column.addWidget(PlainLabel(self._question(), wrap=True))
        if len(self._leaves) == 1:
            self.sheets.setParent(self)
            self.sheets.hide()
            self._means.hide()
            came = named_button("came_out_yes", self.tr("It came out"), lambda: self._answer(1))
            none = named_button("came_out_no", self.tr("It did not come out"), lambda: self._answer(0))
            buttons = [came, none]
        else:
            label = PlainLabel(self.tr("Sheets that came out"))
            label.setBuddy(self.sheets)
            column.addWidget(label)
            column.addWidget(self.sheets, 0, Qt.AlignmentFlag.AlignLeading)
            column.addWidget(self._means)
            buttons = [
                named_button(
                    "came_out_go", self.tr("That is what came out"), lambda: self._answer(self.sheets.value()),
                    look="primary",
                )
            ]  # fmt: skip
        buttons.append(named_button("came_out_later", self.tr("Later   Esc"), self.reject))
        for button in buttons:
            button.setAutoDefault(False)
        column.addWidget(ButtonRow(*buttons))
        column.addStretch(1)
        self._say()
        open_at(self, 64, 16)

    def _question(self) -> str:
        if len(self._leaves) == 1:
            return self.tr("The printer had begun. Look what lies in it: did the sheet come out whole, and is it good?")
        return self.tr(
            "The printer had begun. Look what lies in it: how many of the {count} sheets came out whole, and are good?"
        ).format(count=len(self._leaves))

    def _say(self) -> None:
        out = self.sheets.value()
        left = sum(len(leaf.people) for leaf in self._leaves[out:])
        if out == 0:
            self._means.setText(self.tr("No badge came out. All of them can be printed again."))
        elif left == 0:
            self._means.setText(self.tr("All badges came out."))
        else:
            self._means.setText(
                self.tr("The last badge that came out: {name}. Badges that can be printed again: {count}.").format(
                    name=self._leaves[out - 1].last, count=left
                )
            )

    def _answer(self, sheets: int) -> None:
        self.accept()
        self._then(sheets)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
