"""A picture of the attendance with its numbers in a table beside it, for whoever reads numbers or has them read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from checkin.reports.axes import Colours
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.theme import Theme

Index = QModelIndex | QPersistentModelIndex
Paint = Callable[[QPainter, QRectF, Colours, bool], None]
"""Paints a picture into a rectangle, in these colours, from right to left or not."""

_PICTURE_LINES, _PICTURE_WIDTH = 11, 26
"""How high, and how wide at least beside its table, a picture is, in lines of text."""
_ROWS_BELOW = 8
"""Rows of the table that are shown at once where it stands below its picture."""


def colours_of(theme: Theme) -> Colours:
    """What the pictures are painted with in this theme."""
    return Colours(
        bar=theme.accent,
        start=theme.text,
        text=theme.secondary,
        grid=theme.card_border,
        second=theme.other_accent,
    )


class NumbersModel(QAbstractTableModel):
    """Rows of texts under titles; all but the first column are numbers."""

    def __init__(self) -> None:
        super().__init__()
        self._titles: tuple[str, ...] = ("",)
        self._rows: Sequence[tuple[str, ...]] = ()

    def show_rows(self, titles: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> bool:
        """Show other rows; whether anything is different."""
        if (titles, rows) == (self._titles, self._rows):
            return False
        self.beginResetModel()
        self._titles, self._rows = titles, rows
        self.endResetModel()
        return True

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        return self._titles[section] if role == Qt.ItemDataRole.DisplayRole else self._aligned(section, role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()]
        return self._aligned(index.column(), role)

    def _aligned(self, column: int, role: int) -> Any:
        if role != Qt.ItemDataRole.TextAlignmentRole:
            return None
        side = Qt.AlignmentFlag.AlignTrailing if column else Qt.AlignmentFlag.AlignLeading
        return side | Qt.AlignmentFlag.AlignVCenter


class _Table(QTableView):
    """As wide as what stands in it; Tab leaves it."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.numbers = NumbersModel()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setModel(self.numbers)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: the letters of a scan choose no row."""

    def _row(self) -> int:
        return round(self.fontMetrics().height() * 1.6)

    def fit(self) -> None:
        """Take rows as high as the text; what is left of the width goes to the first column."""
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setDefaultSectionSize(self._row())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        header = self.horizontalHeader()
        columns = range(self.numbers.columnCount())
        width = sum(max(self.sizeHintForColumn(column), header.sectionSizeHint(column)) for column in columns)
        extra = self.verticalScrollBar().sizeHint().width() + 2 * self.frameWidth() + self.fontMetrics().height()
        return QSize(width + extra, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        rows = min(self.numbers.rowCount(), _ROWS_BELOW)
        return QSize(80, self.horizontalHeader().sizeHint().height() + rows * self._row() + 2 * self.frameWidth())


class Picture(QWidget):
    """The picture itself. Its accessible name says in words what it shows."""

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self.setObjectName(name)
        self._theme = theme
        self._paint: Paint | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_picture(self, words: str, paint: Paint) -> None:
        """Show another picture, and say in words what is on it."""
        self._paint = paint
        self.setAccessibleName(words)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Repaint in the light or the dark set."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(160, _PICTURE_LINES * self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._paint is None:
            return
        painter = QPainter(self)
        painter.setFont(self.font())
        from_right = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self._paint(painter, QRectF(self.rect()), colours_of(self._theme), from_right)
        painter.end()


class PictureCard(QFrame):
    """A card with a title, the picture `NAME`, its table `NAME_numbers` and the words `words_name` below."""

    def __init__(self, name: str, title: str, words_name: str, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.picture = Picture(name, theme)
        self.table = _Table(f"{name}_numbers", self.tr("{picture}, in numbers").format(picture=title))
        self.words = PlainLabel(look="quiet", wrap=True)
        self.words.setObjectName(words_name)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 12, 18, 12)
        self.title = PlainLabel(title, look="quiet", wrap=True)
        inside.addWidget(self.title)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(16)
        self._body.addWidget(self.picture, 1)
        self._body.addWidget(self.table)
        inside.addLayout(self._body, 1)
        inside.addWidget(self.words)

    def show_numbers(self, titles: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
        """Show other numbers in the table, which is there as soon as there are any. Whoever reads it stays in their row
        while more people come.
        """
        row, bar = self.table.currentIndex().row(), self.table.verticalScrollBar()
        place = bar.value()
        if self.table.numbers.show_rows(titles, rows):
            self.table.setVisible(bool(rows))
            self._fit()
            if row >= 0:
                self.table.setCurrentIndex(self.table.numbers.index(min(row, len(rows) - 1), 0))
            bar.setValue(place)

    def minimumSizeHint(self) -> QSize:
        # Side by side is a choice for wide windows: it is nothing that the card must have.
        margins = self.contentsMargins().left() + self.contentsMargins().right() + 2 * 18
        return QSize(self.picture.minimumSizeHint().width() + margins, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        self.table.fit()
        needed = self.table.sizeHint().width() + _PICTURE_WIDTH * self.fontMetrics().height()
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        direction = beside if needed <= self.width() - 2 * 18 else below
        if self._body.direction() is not direction:
            self._body.setDirection(direction)
            self.updateGeometry()
