"""A chooser that does not grow with its longest line."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox


class PlainChoice(QComboBox):
    """A chooser of a few lines; long ones are cut short in the closed chooser, and whole in the open one."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
