"""Which places of the first sheet are gone: a picture of the sheet on which they are ticked, by mouse or by keys."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QDialog, QVBoxLayout, QWidget

from checkin.badges.stock import Cell, Stock
from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.dialog_size import fit
from checkin.ui.parts.folding import ButtonRow
from checkin.ui.parts.labels import PlainLabel

_PAPER, _EDGE, _GONE, _FREE = "#FFFFFF", "#6B7785", "#C9D1DA", "#16202B"
"""The sheet is paper in every theme; numbers on free and on used places have contrasts of 16 and 10."""


_ARROWS = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}


class Place(QAbstractButton):
    """One place of the sheet; checked while it is used. A screen reader says its number and whether it is checked."""

    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"used_place_{number}")
        self.setAccessibleName(self.tr("Place {number} is used").format(number=number))
        self.setCheckable(True)
        self._number = number

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ARROWS:
            event.ignore()  # The sheet knows which place lies there.
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(_EDGE), 1))
        painter.setBrush(QColor(_GONE if self.isChecked() else _PAPER))
        painter.drawRoundedRect(box, 3, 3)
        if self.isChecked():
            painter.drawLine(box.topLeft(), box.bottomRight())
            painter.drawLine(box.bottomLeft(), box.topRight())
        painter.setPen(QColor(_FREE))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 3))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 3, 3)
        painter.end()


class SheetOfPlaces(QWidget):
    """The sheet in its own shape. Tab comes to one place; arrow keys go on from there, Space ticks it."""

    ticked = Signal()

    def __init__(self, stock: Stock, used: frozenset[int]) -> None:
        super().__init__()
        self.setObjectName("used_sheet")
        self.setAccessibleName(self.tr("The first sheet"))
        self._stock = stock
        self.places = [Place(number, self) for number in range(1, len(stock.cells) + 1)]
        self._at = 0
        for number, place in enumerate(self.places):
            place.setChecked(number in used)
            place.toggled.connect(self.ticked)
            place.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            place.pressed.connect(partial(self._stand_on, number))
        self._stand_on(next((number for number in range(len(self.places)) if number not in used), 0))

    @property
    def at(self) -> int:
        """The place (from 0) on which the keyboard stands."""
        return self._at

    def used(self) -> frozenset[int]:
        """The places (from 0) that are ticked."""
        return frozenset(number for number, place in enumerate(self.places) if place.isChecked())

    def tick(self, numbers: frozenset[int]) -> None:
        """Tick these places, and no others."""
        for number, place in enumerate(self.places):
            place.setChecked(number in numbers)

    def sizeHint(self) -> QSize:
        return QSize(round(420 * self._stock.page_width / self._stock.page_height), 420)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 200)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(_EDGE))
        painter.setBrush(QColor(_PAPER))
        painter.drawRect(self._page().adjusted(0, 0, -1, -1))
        painter.end()

    def _page(self) -> QRect:
        stock = self._stock
        scale = min(self.width() / stock.page_width, self.height() / stock.page_height)
        size = QSize(round(stock.page_width * scale), round(stock.page_height * scale))
        return QRect((self.width() - size.width()) // 2, (self.height() - size.height()) // 2, *size.toTuple())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        page = self._page()
        scale = page.width() / self._stock.page_width

        def where(cell: Cell) -> QRect:
            left, top = round(cell.x * scale), round(cell.y * scale)
            right, bottom = round((cell.x + cell.width) * scale), round((cell.y + cell.height) * scale)
            return QRect(page.left() + left, page.top() + top, right - left, bottom - top)

        for place, cell in zip(self.places, self._stock.cells, strict=True):
            place.setGeometry(where(cell))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        columns = self._stock.columns
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -columns, Qt.Key.Key_Down: columns}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif 0 <= self._at + step < len(self.places):
            self._stand_on(self._at + step)
            self.places[self._at].setFocus()

    def _stand_on(self, number: int) -> None:
        self.places[self._at].setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._at = number
        self.places[number].setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.places[number])


class UsedPlaces(QDialog):
    """`used_places`. `kept` carries the places (from 0). A bare Enter may be a scanner's and keeps nothing."""

    kept = Signal(object)

    def __init__(self, stock: Stock, used: frozenset[int], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("used_places")
        self.setWindowTitle(self.tr("Used places of the first sheet"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.sheet = SheetOfPlaces(stock, used)
        self.sheet.ticked.connect(self._look)
        self._none_left = PlainLabel(
            self.tr("No place is left on this sheet: take a new one, on which none is used."), look="problem", wrap=True
        )
        self._none_left.setObjectName("used_none_left")
        up_to = named_button("used_up_to", self.tr("All before this one"), self._tick_before)
        none = named_button("used_none", self.tr("None"), lambda: self.sheet.tick(frozenset()))
        self.keep = named_button("used_keep", self.tr("Keep   Ctrl+Enter"), self._keep, look="primary")
        cancel = named_button("used_cancel", self.tr("Cancel   Esc"), self.reject)
        for button in (up_to, none, self.keep, cancel):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        words = self.tr("Click the places that are gone already, or go there with the arrow keys and press Space.")
        column.addWidget(PlainLabel(words, wrap=True))
        column.addWidget(self.sheet, 1)
        for part in (self._none_left, ButtonRow(up_to, none), ButtonRow(self.keep, cancel)):
            column.addWidget(part)
        metrics = self.fontMetrics()
        wanted = QSize(max(420, metrics.averageCharWidth() * 56), 440 + metrics.height() * 10)
        fit(self, wanted)
        self._look()
        self.sheet.setFocus()

    def _tick_before(self) -> None:
        self.sheet.tick(frozenset(range(self.sheet.at)))
        self.sheet.setFocus()

    def _look(self) -> None:
        full = len(self.sheet.used()) == len(self.sheet.places)
        self._none_left.setVisible(full)
        self.keep.setEnabled(not full)

    def _keep(self) -> None:
        if self.keep.isEnabled():
            self.kept.emit(self.sheet.used())
            self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._keep()
            return
        super().keyPressEvent(event)
