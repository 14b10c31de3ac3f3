"""The door's field: what fingers type is looked for; what a scanner types is left alone until it is a scan."""

from __future__ import annotations

import time
from unicodedata import east_asian_width

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from checkin.domain.code import ALPHABET, PREFIX, Kind, read

_FEWEST_LETTERS = 2
"""So many are looked for; of Chinese, Japanese and Korean one, which is a syllable and may be the whole family name; of
digits one, which may be the number of a ticket.
"""

_REST_OF_A_SCAN_MS = 150
"""What comes faster than from fingers is looked for after this pause: else "Nobody found" flashes up at each scan."""

_REST_OF_OUR_CODE_MS = 350
"""What begins as our codes do is looked for after this: half a code, once the scanner is silent, is told before."""

_FINGERS = 0.035
"""Seconds between two letters: what comes faster no fingers typed, whatever the layout makes of it."""

_OF_CODES = {*PREFIX, *ALPHABET}


class DoorField(QLineEdit):
    """`door_field`. `asked` carries the text to look for, empty when it has become too short; `moved` how far an arrow
    key goes in what is shown to choose from, `entered` says that Enter was pressed.

    Input methods are off until asked for: they would swallow a scanner's keys (lam-alef on an Arabic layout came as an
    input-method commit and never as keys).
    """

    asked = Signal(str)
    moved = Signal(int)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._input_methods = False
        self._typed_at = 0.0
        self.setObjectName("door_field")
        self.setProperty("look", "door")
        self.setPlaceholderText(self.tr("Scan a badge, or type a name…"))
        self.setAccessibleName(self.tr("Scan a badge, or type a name"))
        self.setMaxLength(300)
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self.ask)
        self.textEdited.connect(self._typed)

    @property
    def input_methods(self) -> bool:
        """Whether input methods may write here; off again once the field is cleared."""
        return self._input_methods

    @input_methods.setter
    def input_methods(self, on: bool) -> None:
        if on is not self._input_methods:
            self._input_methods = on
            # The system's input method asks once, when the focus comes; without this it would never know.
            QGuiApplication.inputMethod().update(Qt.InputMethodQuery.ImEnabled)

    def clear(self) -> None:
        super().clear()
        self.input_methods = False

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:  # type: ignore[override]
        if query is Qt.InputMethodQuery.ImEnabled and not self.input_methods:
            return False
        return super().inputMethodQuery(query)

    def take_keys(self) -> None:
        """Let what is typed come here, unless the door is behind another page: then the keys stay where they are."""
        if self.isVisible():
            self.setFocus()

    def begin(self, text: str) -> None:
        """Take the keys, and the letter that was meant for this field and typed elsewhere."""
        self.setFocus()
        self.insert(text)
        self._typed(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 4, Qt.Key.Key_PageUp: -4}
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self.moved.emit(step)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            # One that is held down was meant for what stood there when it was pressed.
            if not event.isAutoRepeat():
                self.entered.emit()
        else:
            super().keyPressEvent(event)

    @property
    def holds_a_scan(self) -> bool:
        """Whether what stands here is no name but what a scanner makes of a code: half of ours, or a link."""
        return bool(self.text().strip()) and read(self.text()).kind in {Kind.DAMAGED, Kind.LINK}

    def ask(self) -> None:
        """Have what is in the field looked for."""
        text = self.text()
        letters = sum(2 if east_asian_width(sign) in "WF" or sign.isdigit() else 1 for sign in text.strip())
        self.asked.emit(text if letters >= _FEWEST_LETTERS else "")

    def _typed(self, text: str) -> None:
        self._pause.stop()
        letters = text.upper()
        before, self._typed_at = self._typed_at, time.monotonic()
        if letters.startswith(PREFIX) and set(letters) <= _OF_CODES:
            self._pause.start(_REST_OF_OUR_CODE_MS)
        elif text and self._typed_at - before < _FINGERS:
            self._pause.start(_REST_OF_A_SCAN_MS)
        else:
            self.ask()
