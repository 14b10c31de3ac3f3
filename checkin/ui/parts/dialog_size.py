"""How large a dialog opens: by its letters, and never larger than the window it belongs to."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog


def open_at(dialog: QDialog, letters: int, lines: int) -> None:
    """Make a dialog so many letters wide and lines high, at most as large as its window: text may be at 200 %."""
    metrics = dialog.fontMetrics()
    wanted = QSize(metrics.averageCharWidth() * letters, metrics.lineSpacing() * lines)
    parent = dialog.parentWidget()
    dialog.resize(wanted if parent is None else wanted.boundedTo(parent.window().size()))
