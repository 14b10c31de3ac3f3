"""The choice of a badge design: those first that suit the stock, and the first of them until a person chooses."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox

from checkin.badges.design import Design
from checkin.badges.library import WELL_READ, designs, for_stock, module_on, read_own
from checkin.badges.stock import Stock
from checkin.domain.errors import DeskError
from checkin.services.badge_designs import own_designs
from checkin.ui.station import Station


class DesignChoice(QComboBox):
    """`badges_design`: its data are designs. `unreadable` carries what is wrong with one that the event keeps."""

    unreadable = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("badges_design")
        self.setAccessibleName(self.tr("Design"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self._wanted = ""
        self._own: tuple[Design, ...] = ()
        self._stock: Stock | None = None
        self._station: Station | None = None
        self._stale = False
        self.activated.connect(self._choose)

    def attach(self, station: Station) -> None:
        """Offer the designs of this station's event too, from now on."""
        self._station, self._own = station, ()
        station.changed.connect(self._changed)
        self._read()

    def _changed(self) -> None:
        # Hidden, it only remembers that another station may have made a design: a scan has nothing to do with them.
        self._stale = True
        if self.isVisible():
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._read()

    def _read(self) -> None:
        if self._station is not None:
            self._stale = False
            self._station.read(lambda event, _place: read_own(own_designs(event)), self._came)

    def _came(self, answer: tuple[list[Design], list[DeskError]]) -> None:
        own, problems = answer
        if tuple(own) != self._own:
            self._own = tuple(own)
            self._refill()
        for problem in problems:
            self.unreadable.emit(problem)

    @property
    def wanted(self) -> str:
        """The id of the design that a person has chosen, "" while none has."""
        return self._wanted

    def choose(self, design_id: str) -> None:
        """Have this design chosen as soon as it is there."""
        if design_id:
            self._wanted = design_id
            self._refill()
        self._read()

    def _refill(self) -> None:
        before = self.currentData()
        self._fill()
        if self.currentData() != before:
            self.currentIndexChanged.emit(self.currentIndex())

    def _choose(self, _row: int) -> None:
        self._wanted = self.currentData().id

    def offer(self, stock: Stock) -> None:
        """Show the designs for a stock. What a person has chosen stays chosen."""
        self._stock = stock
        self._fill()

    def _fill(self) -> None:
        if (stock := self._stock) is None:
            return
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
