"""One line of reason for letting in a person whom the rule stops. It stands where the verdict was."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QScrollArea

from checkin.ui.parts.folding import ButtonRow
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.scrolling import scrolled_column
from checkin.ui.parts.wording import Words

_LONGEST = 200


class WhyForm(QFrame):
    """`why_form`. `given` carries the line; a bare Enter may be a scanner's and gives nothing."""

    given = Signal(str)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("why_form")
        self.setProperty("look", "card")
        self._head = PlainLabel(look="quiet", wrap=True)
        self._name = PlainLabel(look="head", wrap=True)
        self._problem = PlainLabel(look="problem", wrap=True)
        self.line = QLineEdit(maxLength=_LONGEST)
        self.line.setObjectName("why_line")
        self.line.setAccessibleName(self.tr("Who said so, or why: one line for the journal"))
        self.line.setPlaceholderText(self.tr("Who said so, or why"))
        save = QPushButton(self.tr("Let in anyway   Ctrl+Enter"))
        save.setObjectName("why_save")
        save.setAccessibleName(self.tr("Let in anyway"))
        save.setProperty("look", "primary")
        cancel = QPushButton(self.tr("Cancel   Esc"))
        cancel.setObjectName("why_cancel")
        cancel.setAccessibleName(self.tr("Cancel"))
        for button, deed in ((save, self._give), (cancel, self.cancelled)):
            button.setAutoDefault(False)
            button.clicked.connect(deed)
        column = scrolled_column(self)
        column.setContentsMargins(28, 14, 28, 14)
        column.setSpacing(8)
        for part in (self._head, self._name):
            column.addWidget(part)
        for widget in (self.line, self._problem, ButtonRow(save, cancel)):
            column.addWidget(widget)
        column.addStretch(1)

    def open_for(self, said: Words) -> None:
        """Ask for the reason to let in whom this verdict stops."""
        self._head.show_text(said.head)
        self._name.show_text(said.name)
        self._problem.show_text("")
        self.line.clear()
        self.take_focus()

    def take_focus(self) -> None:
        """Put the cursor into the line, and the line into view."""
        self.line.setFocus()
        QTimer.singleShot(0, self, self._show_line)

    def _show_line(self) -> None:
        for area in self.findChildren(QScrollArea):
            area.ensureWidgetVisible(self.line)

    def _give(self) -> None:
        if self.line.text().strip():
            self.given.emit(self.line.text())
        else:
            self._problem.show_text(self.tr("Write who said so, or why, in a few words."))
            self.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._give()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)
