"""How large a dialog opens: by its letters, and never larger than the window it belongs to."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QStyle


def open_at(dialog: QDialog, letters: int, lines: int) -> None:
    """Make a dialog so many letters wide and lines high, at most as large as its window: text may be at 200 %."""
    metrics = dialog.fontMetrics()
    fit(dialog, QSize(metrics.averageCharWidth() * letters, metrics.lineSpacing() * lines))


def fit(dialog: QDialog, wanted: QSize) -> None:
    """Make a dialog as large as is wanted, and so that it is whole on the screen where its window is."""
    parent = dialog.parentWidget()
    if parent is None:
        dialog.resize(wanted)
        return
    window = parent.window()
    # The dialog has a frame and a title bar; so has the window, but where it takes the whole screen.
    bars = 2 if window.isFullScreen() else 1
    room = window.size() - QSize(0, bars * dialog.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight))
    dialog.resize(wanted.boundedTo(room))
