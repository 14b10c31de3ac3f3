"""Arrivals a minute as bars."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from checkin.ui.parts.theme import Theme


class MinuteBars(QWidget):
    """Arrivals in each of the last minutes as bars, the newest at the end of the reading direction."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._counts: tuple[int, ...] = ()
        self.setMinimumHeight(44)
        self.setMaximumHeight(90)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_theme(self, theme: Theme) -> None:
        """Repaint in the light or the dark set."""
        self._theme = theme
        self.update()

    def show_counts(self, counts: tuple[int, ...]) -> None:
        """Show other counts, oldest first."""
        self._counts = counts
        self.setAccessibleName(
            self.tr("Arrivals per minute, the last {minutes} minutes: {counts}").format(
                minutes=len(counts), counts=", ".join(map(str, counts))
            )
        )
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._counts:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        step = self.width() / len(self._counts)
        peak = max(*self._counts, 5)
        for place, count in enumerate(self._counts):
            column = (
                len(self._counts) - 1 - place if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else place
            )
            height = max(2.0, self.height() * count / peak)
            painter.setBrush(QColor(self._theme.accent if count else self._theme.track))
            painter.drawRoundedRect(QRectF(column * step + 1, self.height() - height, step - 3, height), 2, 2)
        painter.end()
