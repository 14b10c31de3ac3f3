"""Small coloured words («In», «2nd scan») painted into rows of lists."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from checkin.ui.parts.theme import Theme


def chip_width(text: str, font: QFont) -> int:
    """The width (px) that a chip takes."""
    return QFontMetrics(_bold(font)).horizontalAdvance(text) + round(QFontMetrics(font).height() * 1.3)


def paint_chip(painter: QPainter, area: QRect, text: str, colours: str, theme: Theme, font: QFont) -> None:
    """Paint a chip into `area`; `colours` names a pair of the theme, such as "chip_in"."""
    ink, ground = getattr(theme, colours)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(QRectF(area), area.height() * 0.3, area.height() * 0.3)
    painter.setPen(QColor(ink))
    painter.setFont(_bold(font))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, text)
    painter.restore()


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setBold(True)
    return bold
