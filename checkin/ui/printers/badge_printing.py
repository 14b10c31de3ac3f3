"""Badges to a printer: which one, through the print system that says what becomes of the job, or through Qt."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from threading import Event

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from checkin import settings
from checkin.badges.sheets import Sheets, as_pdf, page_layout, print_on
from checkin.domain.errors import DeskError
from checkin.printing.printers import Sides
from checkin.services import prints
from checkin.ui.printers.print_dialog import Chosen, PrintDialog
from checkin.ui.printers.print_jobs import Leaf, Order
from checkin.ui.printers.printing import printing_of
from checkin.ui.station import Station


def sides(sheets: Sheets) -> Sides:
    """On how many sides of the paper, and how it is turned: never what the printer happens to be set to."""
    if not sheets.design.two_sided:
        return Sides.ONE
    is_wide = sheets.stock.page_width > sheets.stock.page_height
    return Sides.SHORT_EDGE if is_wide is not sheets.layout.over_the_top else Sides.LONG_EDGE


def duplex(sheets: Sheets) -> QPrinter.DuplexMode:
    """The same in Qt's words."""
    return {
        Sides.ONE: QPrinter.DuplexMode.DuplexNone,
        Sides.SHORT_EDGE: QPrinter.DuplexMode.DuplexShortSide,
        Sides.LONG_EDGE: QPrinter.DuplexMode.DuplexLongSide,
    }[sides(sheets)]


def badges_order(sheets: Sheets, printer: str, title: str, why: str = "", stop: Event | None = None) -> Order:
    """What to send to a printer; `title` may say `{count}`."""

    def rest(people: frozenset[str]) -> Order:
        left = tuple(person for person in sheets.people if person.id in people)
        # The sheet on which places were used is gone.
        again = replace(sheets, people=left, layout=replace(sheets.layout, used=frozenset()))
        return badges_order(again, printer, title, why, stop)

    return Order(
        title.replace("{count}", str(len(sheets.people))),
        tuple(person.id for person in sheets.people),
        printer,
        (sheets.stock.page_width, sheets.stock.page_height),
        partial(as_pdf, sheets, stop=stop),
        why,
        sides(sheets),
        _leaves(sheets),
        rest,
    )


def _leaves(sheets: Sheets) -> tuple[Leaf, ...]:
    fronts = range(0, sheets.pages, 2 if sheets.design.two_sided else 1)
    people = [[person for _, person in sheets.on_page(page)] for page in fronts]
    return tuple(Leaf(frozenset(one.id for one in some), some[-1].name) for some in people if some)


class BadgePrinting(QObject):
    """Prints sheets. `done` carries what to say of it; what becomes of a job of ours is in the print queue."""

    done = Signal(str)
    failed = Signal(object)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._station: Station | None = None
        self._next_places: dict[str, int] = {}

    def attach(self, station: Station) -> None:
        """Serve this station from now on."""
        self._station = station

    def ask(self, sheets: Sheets) -> None:
        """Ask on which printer, and why once more where somebody has a badge already; then print."""
        if self._station is not None:
            ids = [person.id for person in sheets.people]
            self._station.read(
                lambda event, _place: prints.times_printed(event, ids), partial(self._ask, sheets), self.failed.emit
            )

    def _ask(self, sheets: Sheets, times: dict[str, int]) -> None:
        if (station := self._station) is None:
            return
        again = {*times, *printing_of(station).under_way(person.id for person in sheets.people)}
        is_single = len(sheets.people) == 1 and not sheets.layout.used
        places = len(sheets.stock.cells) if is_single else 1
        if not printing_of(station).has_own_way and not again and places == 1:
            self._choose_with_qt(sheets, "")
            return
        what = self.tr("Print the badges of {count} people").format(count=len(sheets.people))
        if is_single:
            what = self.tr("Print the badge of {name}").format(name=sheets.people[0].name)
        then, place = partial(self._print, sheets), min(self._next_places.get(sheets.stock.name, 1), places)
        PrintDialog(printing_of(station), self._page, what, len(again), then, places=places, place=place).open()

    def _print(self, sheets: Sheets, chosen: Chosen) -> None:
        if (station := self._station) is None:
            return
        if len(sheets.people) == 1:
            sheets = self._on_place(sheets, chosen.place)
        if not chosen.printer:
            self._choose_with_qt(sheets, chosen.why)
            return
        profile = settings.profile(chosen.printer, sheets.stock.name)
        sheets = replace(sheets, layout=replace(sheets.layout, profile=profile))
        title = self.tr("Badges: {count}")
        printing_of(station).send(badges_order(sheets, chosen.printer, title, chosen.why, station.stopping))
        self.done.emit(self.tr("On its way to {printer}").format(printer=chosen.printer))

    def _on_place(self, sheets: Sheets, place: int) -> Sheets:
        """The one badge on this place of its sheet; the next badge is offered the place after it."""
        places = len(sheets.stock.cells)
        self._next_places[sheets.stock.name] = place % places + 1
        used = sheets.layout.used | frozenset(range(place - 1))
        return replace(sheets, layout=replace(sheets.layout, used=used))

    def _choose_with_qt(self, sheets: Sheets, why: str) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(page_layout(sheets.stock))
        printer.setFullPage(True)
        printer.setDocName(sheets.event_name)
        printer.setDuplex(duplex(sheets))
        dialog = QPrintDialog(printer, self._page)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self.print_with_qt(printer, sheets, why)

    def print_with_qt(self, printer: QPrinter, sheets: Sheets, why: str) -> None:
        """Print on a printer of Qt's, which tells nothing of what becomes of the job."""
        try:
            print_on(printer, sheets)
        except DeskError as problem:
            self.failed.emit(problem)
            return
        if self._station is None:
            return
        ids, name = [person.id for person in sheets.people], printer.printerName()
        self._station.write(
            lambda event, place, now: prints.printed(event, ids, place, now, name, why),
            lambda _facts: self.done.emit(self.tr("Sent to {printer}").format(printer=name)),
            self.failed.emit,
        )
