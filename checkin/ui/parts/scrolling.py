"""A column of widgets that scrolls when the text is large and the window small, instead of being cut."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget


def scrolled_column(page: QWidget) -> QVBoxLayout:
    """The column to fill; `page` must have no layout yet. Tab brings what has the focus into view."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    scroll = QScrollArea(page, widgetResizable=True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(inside)
    whole = QVBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(scroll)
    return column


def scrolled_above(dialog: QWidget, *foot: QWidget) -> QVBoxLayout:
    """The column to fill, which scrolls above what always stays in view: an answer, a problem, the buttons."""
    above = QWidget()
    column = scrolled_column(above)
    column.setContentsMargins(24, 20, 24, 12)
    column.setSpacing(10)
    below = QVBoxLayout()
    below.setContentsMargins(24, 0, 24, 16)
    below.setSpacing(10)
    for part in foot:
        below.addWidget(part)
    whole = QVBoxLayout(dialog)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(above, 1)
    whole.addLayout(below)
    return column
