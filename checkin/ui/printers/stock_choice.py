"""The choice of what the paper in the printer looks like: from the list, or looked for by number, name or size."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSignalBlocker, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

from checkin.badges.stock import Stock, all_stocks, answers

_STOCK = Qt.ItemDataRole.UserRole


class _Answering(QSortFilterProxyModel):
    """The stocks that answer to what was typed."""

    def __init__(self, choice: QComboBox) -> None:
        super().__init__(choice)
        self.asked = ""
        self.setSourceModel(choice.model())

    def filterAcceptsRow(self, row: int, parent: QModelIndex | QPersistentModelIndex) -> bool:
        stock = self.sourceModel().index(row, 0, parent).data(_STOCK)
        return isinstance(stock, Stock) and answers(stock, self.asked)

    def look_for(self, text: str) -> None:
        self.asked = text
        self.invalidate()


class StockChoice(QComboBox):
    """`badges_stock`: its data are stocks."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("badges_stock")
        self.setAccessibleName(self.tr("Sheet"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Number, name or size"))
        self.setLineEdit(self.field)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._answering = _Answering(self)
        completer = QCompleter(self._answering, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setCompleter(completer)
        if (found := completer.popup()) is not None:
            found.setAccessibleName(self.tr("Sheets found"))
        self.field.textEdited.connect(self._answering.look_for)
        self.field.editingFinished.connect(self._settle)
        self.currentIndexChanged.connect(lambda _row: self.field.setCursorPosition(0))
        self.offer()

    def setObjectName(self, name: str) -> None:
        super().setObjectName(name)
        if (field := self.lineEdit()) is not None:
            field.setObjectName(f"{name}_field")
            field.setAccessibleName(self.accessibleName())

    def offer(self, name: str = "") -> None:
        """Offer the stocks as they are now, with the one of this name chosen, or the one that was."""
        current = self.currentData()
        wanted = name or (current.name if isinstance(current, Stock) else "")
        known = all_stocks()
        with QSignalBlocker(self):
            self.clear()
            for stock in known.values():
                self.addItem(self._title(stock), stock)
            self.setCurrentIndex(list(known).index(wanted) if wanted in known else 0)
        self.field.setCursorPosition(0)
        if self.currentData() != current:
            self.currentIndexChanged.emit(self.currentIndex())

    def _settle(self) -> None:
        """What was typed becomes the first sheet that answers to it, or gives way to the one that was chosen."""
        typed, row = self.field.text(), self.currentIndex()
        if typed != self.itemText(row):
            self._answering.look_for(typed)
            if typed.strip() and self._answering.rowCount():
                row = self._answering.mapToSource(self._answering.index(0, 0)).row()
            self.setCurrentIndex(row)
            self.field.setText(self.itemText(row))
        self.field.setCursorPosition(0)

    def _title(self, stock: Stock) -> str:
        return self.tr("{name} — {columns} × {rows}, {width} × {height} mm").format(
            name=stock.name,
            columns=stock.columns,
            rows=stock.rows,
            width=f"{stock.width:g}",
            height=f"{stock.height:g}",
        )
