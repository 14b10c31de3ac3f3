"""A column of widgets that scrolls when the text is large and the window small, instead of being cut."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget


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


def scrolled_part() -> tuple[QWidget, QVBoxLayout]:
    """The part of a dialog that scrolls, for `foot_below`, and its column. It is filled before the foot comes below:
    Tab goes through widgets in the order in which they came into the window.
    """
    part = QWidget()
    column = scrolled_column(part)
    column.setContentsMargins(24, 20, 24, 12)
    column.setSpacing(10)
    return part, column


def foot_below(dialog: QWidget, above: QWidget, *foot: QWidget) -> None:
    """Lay a dialog out: `above` takes what room there is, and the foot (an answer, a problem, the buttons) stays in
    view, however large the text is.
    """
    below = QVBoxLayout()
    below.setContentsMargins(24, 0, 24, 16)
    below.setSpacing(10)
    for part in foot:
        below.addWidget(part)
    whole = QVBoxLayout(dialog)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(above, 1)
    whole.addLayout(below)


def beside(left: QWidget, right: QWidget) -> QWidget:
    """What is set, and to its right the picture of what comes of it."""
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 24, 0)
    row.addWidget(left, 1)
    row.addWidget(right, 0, Qt.AlignmentFlag.AlignCenter)
    return both
