"""The choice of a badge design: those first that suit the stock, and the first of them until a person chooses."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QComboBox

from checkin.badges.design import Design
from checkin.badges.library import WELL_READ, designs, for_stock, module_on
from checkin.badges.stock import Stock


class DesignChoice(QComboBox):
    """`badges_design`: its data are designs."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("badges_design")
        self.setAccessibleName(self.tr("Design"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self._wanted = ""
        self._own: tuple[Design, ...] = ()
        self.activated.connect(self._choose)

    def _choose(self, _row: int) -> None:
        self._wanted = self.currentData().id

    def offer(self, stock: Stock, own: Iterable[Design] | None = None) -> None:
        """Show the designs for a stock, the person's own among them. What a person has chosen stays chosen."""
        if own is not None:
            self._own = tuple(own)
        known = {**designs(), **{design.id: design for design in self._own}}
        ordered = for_stock(stock, list(known.values()))
        self.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.clear()
        for design in ordered:
            module = module_on(design, stock)
            fine = module is not None and module < WELL_READ
            title = self.tr("{title} (its code is too fine here)").format(title=design.title) if fine else design.title
            self.addItem(title, design)
        ids = [design.id for design in ordered]
        self.setCurrentIndex(ids.index(self._wanted) if self._wanted in ids else 0)
        self.blockSignals(False)  # noqa: FBT003

    def design(self) -> Design:
        """The design that is chosen."""
        chosen: Design = self.currentData()
        return chosen
