"""What is shown while something takes longer than a glance: what it is, how far it is, and a way to stop it."""

from __future__ import annotations

import time
from threading import Event as Stop

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from checkin.ui.parts.labels import PlainLabel

_PATIENCE_MS = 300
"""What is done before is not worth a bar that flashes up."""

_BETWEEN_LOOKS = 0.05
"""Seconds between two movements of the bar: more of them only cost the window time."""


class Waiting(QWidget):
    """`begin` for each piece of work, `end` when it is answered; `progress` may be called on any thread.

    `name` begins the object names of its parts.
    """

    stopped = Signal()
    _told = Signal(int, int)

    def __init__(self, name: str = "waiting") -> None:
        super().__init__()
        self.stop = Stop()
        self._last = 0.0
        self._text = PlainLabel(look="quiet")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setObjectName(f"{name}_bar")
        self._bar.setAccessibleName(self.tr("Progress"))
        self._button = QPushButton(self.tr("Stop"))
        self._button.setObjectName(f"{name}_stop")
        self._button.setAccessibleName(self._button.text())
        self._button.clicked.connect(self._on_stop)
        self._timer = QTimer(self, interval=_PATIENCE_MS, singleShot=True)
        self._timer.timeout.connect(self._show_bar)
        self._told.connect(self._move)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._text)
        row.addWidget(self._bar, 1)
        row.addWidget(self._button)
        row.addStretch(1)
        self.end()

    def begin(self, text: str) -> Stop:
        """Say what is being done, and return the stop sign that the work has to look at."""
        self.stop = Stop()
        self._text.setText(text)
        self._bar.setRange(0, 0)
        self._button.setEnabled(True)
        self._timer.start()
        return self.stop

    def end(self) -> None:
        """It is done, or has failed, or was stopped."""
        self._timer.stop()
        self._text.setText("")
        self._bar.hide()
        self._button.hide()

    def progress(self, done: int, total: int) -> None:
        """Tell how much is done and of how much; called by the worker."""
        now = time.monotonic()
        if now - self._last >= _BETWEEN_LOOKS or done >= total:
            self._last = now
            self._told.emit(done, total)

    def _move(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _show_bar(self) -> None:
        self._bar.show()
        self._button.show()

    def _on_stop(self) -> None:
        self.stop.set()
        self._button.setEnabled(False)
        self.stopped.emit()
