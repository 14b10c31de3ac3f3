"""The picture of a sheet of badges, painted by the painter that prints it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from checkin.badges.sheets import Sheets, page_image
from checkin.ui.labels import PlainLabel

_FEWEST_DOTS = 16.0
"""Dots per inch below which nothing can be seen."""


class SheetPreview(PlainLabel):
    """`badges_preview`: the picture follows the room that there is, never the room the picture."""

    def __init__(self) -> None:
        super().__init__()
        self._sheets: Sheets | None = None
        self._page = 0
        self.setObjectName("badges_preview")
        self.setAccessibleName(self.tr("Preview of the sheet"))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumSize(QSize(160, 160))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def show_page(self, sheets: Sheets, page: int) -> None:
        """Show another page (from 0)."""
        self._sheets, self._page = sheets, page
        self._paint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._paint)

    def _paint(self) -> None:
        if self._sheets is None:
            return
        stock, ratio = self._sheets.stock, self.devicePixelRatioF()
        room = self.size() * ratio
        dots = 25.4 * min(room.width() / stock.page_width, room.height() / stock.page_height)
        picture = QPixmap.fromImage(page_image(self._sheets, self._page, max(_FEWEST_DOTS, dots)))
        picture.setDevicePixelRatio(ratio)
        self.setPixmap(picture)
