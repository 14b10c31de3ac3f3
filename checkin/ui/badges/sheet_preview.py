"""The picture of a sheet of badges, painted by the painter that prints it, and the turning of the sheets."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from checkin.badges.sheets import Sheets, page_image
from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.folding import ButtonRow
from checkin.ui.parts.labels import PlainLabel

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


class SheetPages(QWidget):
    """The sheets of a run, one at a time, with the buttons that turn them."""

    def __init__(self) -> None:
        super().__init__()
        self._sheets: Sheets | None = None
        self._page = 0
        self.picture = SheetPreview()
        self.where = PlainLabel(look="quiet")
        self.where.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._before = named_button("badges_before", self.tr("Previous sheet"), partial(self._turn, -1))
        self._after = named_button("badges_after", self.tr("Next sheet"), partial(self._turn, 1))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.picture, 1)
        column.addWidget(ButtonRow(self._before, self.where, self._after, spread=True))

    def show_sheets(self, sheets: Sheets) -> None:
        """Show another run, at the sheet that was shown, if it has so many."""
        self._sheets = sheets
        self._turn(0)

    def _turn(self, step: int) -> None:
        if self._sheets is None:
            return
        pages = self._sheets.pages
        self._page = max(0, min(pages - 1, self._page + step))
        self._before.setEnabled(self._page > 0)
        self._after.setEnabled(self._page + 1 < pages)
        text = self.tr("Sheet {page} of {pages}").format(page=self._page + 1, pages=pages) if pages else ""
        self.where.setText(text)
        self.picture.show_page(self._sheets, self._page)
