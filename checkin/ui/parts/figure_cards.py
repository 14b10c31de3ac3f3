"""Numbers on cards, side by side while there is room for them, else in two rows."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from checkin.ui.parts.labels import PlainLabel

_GAP = 12


class FigureCards(QWidget):
    """Each card has the object name of its number, a title, and the number under it."""

    def __init__(self, titles: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self._numbers: dict[str, PlainLabel] = {}
        self._cards: list[QFrame] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        for name, title in titles:
            card = QFrame()
            card.setProperty("look", "card")
            inside = QVBoxLayout(card)
            inside.setContentsMargins(18, 12, 18, 12)
            number = PlainLabel("0", look="number")
            number.setObjectName(name)
            number.setAccessibleName(title)
            inside.addWidget(PlainLabel(title, look="quiet"))
            inside.addWidget(number)
            self._numbers[name] = number
            self._cards.append(card)
        self._fit()

    def show_number(self, name: str, number: int) -> None:
        """Show another number on a card."""
        self._numbers[name].setText(str(number))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        columns = len(self._cards)
        while columns > 1 and self._needed(columns) > self.width():
            columns = -(-columns // 2)
        if columns == self._columns:
            return
        self._columns = columns
        for column in range(len(self._cards)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for place, card in enumerate(self._cards):
            self._grid.addWidget(card, place // columns, place % columns)
        self.updateGeometry()

    def _needed(self, columns: int) -> int:
        """The width that so many columns need."""
        widths = [card.sizeHint().width() for card in self._cards]
        return sum(max(widths[column::columns]) for column in range(columns)) + _GAP * (columns - 1)
