"""The choice of what the paper in the printer looks like."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from checkin.badges.stock import Stock, stocks


class StockChoice(QComboBox):
    """`badges_stock`: its data are stocks."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("badges_stock")
        self.setAccessibleName(self.tr("Sheet"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        for stock in stocks().values():
            self.addItem(self._title(stock), stock)

    def _title(self, stock: Stock) -> str:
        return self.tr("{name} — {columns} × {rows}, {width} × {height} mm").format(
            name=stock.name,
            columns=stock.columns,
            rows=stock.rows,
            width=f"{stock.width:g}",
            height=f"{stock.height:g}",
        )
