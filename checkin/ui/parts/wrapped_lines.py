"""Lines of a tree that are wrapped where they are longer than its column, as Qt leaves them cut off."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeWidget


class WrappedLines(QStyledItemDelegate):
    """Gives the lines of the first column the height that their text takes in its width."""

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree
        tree.setWordWrap(True)
        tree.setUniformRowHeights(False)
        tree.setItemDelegateForColumn(0, self)
        # Qt measures a line once, whatever becomes of its column.
        tree.header().sectionResized.connect(tree.scheduleDelayedItemsLayout)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        within = QStyleOptionViewItem(option)
        within.rect = QRect(0, 0, max(1, self._width(index)), 1)
        return super().sizeHint(within, index)

    def _width(self, index: QModelIndex | QPersistentModelIndex) -> int:
        depth, above = 1, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        width = self._tree.columnWidth(0) - depth * self._tree.indentation()
        if index.data(Qt.ItemDataRole.CheckStateRole) is not None:
            style = self._tree.style()
            box = style.pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, self._tree)
            width -= box + 2 * style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, self._tree)
        return width
