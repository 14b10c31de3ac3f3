"""Choosers that keep still: one does not grow with its longest line, the other does not turn with the wheel."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox


class PlainChoice(QComboBox):
    """A chooser of a few lines; long ones are cut short in the closed chooser, and whole in the open one."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)


class ScrolledChoice(QComboBox):
    """A chooser in something that scrolls: whoever turns the wheel over it scrolls on, and changes nothing unseen."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
