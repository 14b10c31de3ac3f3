"""A sentence above the pages, with the buttons that answer it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from checkin.ui.parts.folding import ButtonRow
from checkin.ui.parts.labels import PlainLabel


class NoticeBar(QFrame):
    """Hidden until there is something to say."""

    def __init__(self, name: str, *buttons: QPushButton) -> None:
        super().__init__()
        self.setObjectName(name)
        self.said = PlainLabel(look="notice", wrap=True)
        self.said.setObjectName(f"{name}_said")
        side = QWidget()
        row = QHBoxLayout(side)
        row.setContentsMargins(0, 0, 0, 0)
        for button in buttons:
            row.addWidget(button)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 8)
        whole.addWidget(ButtonRow(self.said, side, first_wide=True))
        self.hide()

    def show_text(self, text: str) -> None:
        """Say this; an empty text hides the bar."""
        self.said.setText(text)
        self.setVisible(bool(text))
