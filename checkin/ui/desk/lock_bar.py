"""The foot of a locked door: who is at the door now, and the PIN if there is one. Nothing modal, so scans go on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QVBoxLayout

from checkin.domain.code import Kind, read
from checkin.ui.parts.folding import ButtonRow
from checkin.ui.parts.labels import PlainLabel

_LONGEST_NAME, _LONGEST_PIN = 60, 40


class LockBar(QFrame):
    """`lock_bar`. `given` carries the name and what stands in the field of the PIN. A bare Enter may be a scanner's:
    it goes to the next field.
    """

    given = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("lock_bar")
        self.setProperty("look", "card")
        self._has_pin_of = ""
        self._say = PlainLabel(look="head", wrap=True)
        self._hint = PlainLabel(look="quiet", wrap=True)
        self._problem = PlainLabel(look="problem", wrap=True)
        self.name = self._field("lock_name", self.tr("Who is at the door now?"), _LONGEST_NAME)
        self.pin = self._field("lock_pin", self.tr("PIN"), _LONGEST_PIN)
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.name.textChanged.connect(self._show_hint)
        go_on = QPushButton(self.tr("Go on   Ctrl+Enter"))
        go_on.setObjectName("lock_go_on")
        go_on.setAccessibleName(self.tr("Go on"))
        go_on.setProperty("look", "primary")
        go_on.setAutoDefault(False)
        go_on.clicked.connect(self._give)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        for part in (self._say, ButtonRow(self.name, self.pin, go_on, first_wide=True), self._hint, self._problem):
            column.addWidget(part)
        self.hide()

    def _field(self, name: str, title: str, longest: int) -> QLineEdit:
        field = QLineEdit(maxLength=longest)
        field.setObjectName(name)
        field.setAccessibleName(title)
        field.setPlaceholderText(title)
        return field

    def open_for(self, operator: str, *, has_pin: bool) -> None:
        """Ask who is there; the one who was is filled in. `has_pin`: they locked the door with a PIN."""
        self._has_pin_of = operator if has_pin else ""
        self._say.setText(self.tr("Locked. Names are hidden, scans go on. Who is at the door now?"))
        self.name.setText(operator)
        self.pin.clear()
        self._problem.show_text("")
        self._show_hint()
        self.show()
        self.take_focus()

    def take_focus(self) -> None:
        """Put the cursor where typing goes on."""
        field = self.pin if self._has_pin_of else self.name
        field.setFocus()
        field.selectAll()  # Whoever comes next types over the name of the one before.

    def _show_hint(self) -> None:
        name = self.name.text().strip()
        self._hint.show()
        if self._has_pin_of and name == self._has_pin_of:
            self._hint.setText(self.tr("Your PIN, then Ctrl+Enter."))
        else:
            self._hint.setText(self.tr("A PIN only if you want one: then nobody else unlocks in your name."))

    def tell(self, problem: str) -> None:
        """Say what keeps the door locked."""
        self.pin.clear()
        self._problem.show_text(problem)
        self._hint.setVisible(not problem)
        self.take_focus()

    def _give(self) -> None:
        name = self.name.text().strip()
        # A slow scanner may have typed half a code here.
        if read(name).kind in {Kind.DAMAGED, Kind.LINK} and name:
            self.name.clear()
            self.tell(self.tr("That was a scan, and no name. Type who is at the door."))
        else:
            self.given.emit(name, self.pin.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._give()
            else:
                self.focusNextChild()
        else:
            super().keyPressEvent(event)
