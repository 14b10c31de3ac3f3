"""A QR on the screen: dark on white in every theme, as large as its place, with modules of whole pixels."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from checkin.badges.painter import QUIET, paint_qr
from checkin.badges.qr_matrix import qr_rows

_LEAST = 4
"""Pixels a module: less of them, and a scanner at arm's length does not read a screen."""


class QrPicture(QWidget):
    """Shows the QR of a text; `title` is what a screen reader says of it."""

    def __init__(self, text: str, title: str) -> None:
        super().__init__()
        self._text = text
        self._modules = len(qr_rows(text)) + 2 * QUIET
        self.setAccessibleName(title)
        self.setMinimumSize(self.sizeHint())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(self._modules * _LEAST, self._modules * _LEAST)

    def paintEvent(self, _event: QPaintEvent) -> None:
        side = min(self.width(), self.height()) // self._modules * self._modules
        painter = QPainter(self)
        paint_qr(painter, QRectF((self.width() - side) // 2, (self.height() - side) // 2, side, side), self._text)
        painter.end()
