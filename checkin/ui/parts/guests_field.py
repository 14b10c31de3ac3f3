"""How many guests somebody brings along, as a field to fill in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSpinBox

from checkin.domain.guests import MOST


class GuestsField(QSpinBox):
    """A number with a plus before it; whoever turns the wheel over it scrolls on, and changes nothing unseen."""

    def __init__(self, name: str) -> None:
        super().__init__(maximum=MOST, prefix="+")
        self.setObjectName(name)
        self.setAccessibleName(self.tr("Guests with them"))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
