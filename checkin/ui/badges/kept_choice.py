"""Which sheet and design were chosen for an event's badges: remembered on this laptop, as paper does not change."""

from __future__ import annotations

from PySide6.QtCore import QObject

from checkin import settings
from checkin.ui.printers.design_choice import DesignChoice
from checkin.ui.printers.stock_choice import StockChoice
from checkin.ui.station import Station


class KeptChoice(QObject):
    """Has the choice of last time chosen again, and keeps each new one."""

    def __init__(self, stock: StockChoice, design: DesignChoice, parent: QObject) -> None:
        super().__init__(parent)
        self._event = ""
        self._stock, self._design = stock, design
        for changed in (stock.currentIndexChanged, design.currentIndexChanged, design.activated):
            changed.connect(lambda _row: self._keep())

    def attach(self, station: Station) -> None:
        """Serve this station's event from now on."""
        self._event = ""
        event = station.whole_event.id
        stock, design = settings.badge_run(event)
        if stock:
            self._stock.offer(stock)
        self._design.choose(design)
        self._event = event

    def _keep(self) -> None:
        if self._event:
            settings.keep_badge_run(self._event, self._stock.currentData().name, self._design.wanted)
