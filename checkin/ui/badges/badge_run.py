"""A run of badges as it is laid out for the page: off the window's thread, and with what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from threading import Event as Stop

from PySide6.QtCore import QObject, Signal

from checkin.badges import preflight
from checkin.badges.design import Design
from checkin.badges.fields import session_facts
from checkin.badges.layout import Layout
from checkin.badges.photos import Photos
from checkin.badges.preflight import Finding
from checkin.badges.sheets import Sheets
from checkin.badges.stock import Stock
from checkin.domain.badge_order import Order, in_order
from checkin.services import prints
from checkin.services.place import Place
from checkin.services.prints import ForWhom
from checkin.storage.event_file import EventFile
from checkin.ui.station import Station


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was chosen for a run."""

    design: Design
    stock: Stock
    for_whom: ForWhom
    order: Order
    layout: Layout
    photos: Photos | None


@dataclass(frozen=True, slots=True)
class Run:
    """A run, and what was found to be wrong with it so far."""

    sheets: Sheets
    findings: tuple[Finding, ...]


class RunMaker(QObject):
    """`made` carries a run that was laid out, `found` the same with photos that cannot be read; each photo is looked at
    only then, because thousands of them take a while. `failed` carries a DeskError.
    """

    made = Signal(object)
    found = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._station: Station | None = None
        self._stop = Stop()

    def make(self, station: Station, wanted: Wanted) -> None:
        """Lay a run out; the one before it is not looked at any more."""
        self._stop.set()
        self._station, self._stop = station, Stop()
        whole = station.whole_event

        def lay_out(event: EventFile, place: Place) -> Run:
            people = in_order(prints.for_badges(event, place, wanted.for_whom), wanted.order)
            facts = session_facts(whole, place.session)
            sheets = Sheets(people, wanted.design, wanted.stock, whole.name, facts, wanted.photos, wanted.layout)
            if sheets.pages:
                # The window shows the first page: it shall not wait for its photos.
                first = tuple(person for _, person in sheets.on_page(0))
                preflight.unreadable_photos(replace(sheets, people=first))
            return Run(sheets, tuple(preflight.look_at(sheets)))

        station.read(lay_out, self._laid_out, self.failed.emit)

    def _laid_out(self, run: Run) -> None:
        self.made.emit(run)
        station, stop = self._station, self._stop
        if station is None or run.sheets.photo is None:
            return

        def look(*_: object) -> Run:
            bad = preflight.unreadable_photos(run.sheets, lambda: stop.is_set() or station.stopping.is_set())
            return Run(run.sheets, (*bad, *run.findings))

        station.work(look, self._looked, self.failed.emit)

    def _looked(self, run: Run) -> None:
        if not self._stop.is_set():
            self.found.emit(run)
