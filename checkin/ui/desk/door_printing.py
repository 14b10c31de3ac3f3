"""A badge for whoever comes in: off, once or always. The check-in is done before, and waits for no printer."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from checkin import settings
from checkin.domain.admission import Verdict, VerdictKind
from checkin.services import prints
from checkin.ui.desk_menu import DeskMenu
from checkin.ui.frame import Frame
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.station import Station

if TYPE_CHECKING:
    from checkin.badges.design import Design
    from checkin.services.place import Place
    from checkin.storage.event_file import EventFile
    from checkin.ui.printers.printing import Printing


class DoorPrinting(QObject):
    """Prints after a welcome; what a printer lacks stands in a line at the foot of every page, `printer_notice`."""

    def __init__(self, frame: Frame, menu: DeskMenu) -> None:
        super().__init__(frame)
        self._frame = frame
        self._station: Station | None = None
        self._printing: Printing | None = None
        self.chosen = settings.at_check_in()
        self._notice = PlainLabel(look="notice", wrap=True)
        self._notice.setObjectName("printer_notice")
        self._notice.hide()
        frame.add_foot(self._notice)
        menu.offer(self.tr("Badges at check-in…"), self.ask)

    def attach(self, station: Station) -> None:
        """Serve this station from now on."""
        self._station = station
        self._printing = None
        self._notice.hide()
        station.judged.connect(self._judged)

    def ask(self) -> None:
        """Let the printer, the sheet and the design for badges at check-in be chosen."""
        if self._station is not None:
            late = import_module("checkin.ui.desk.door_printing_dialog")
            printing = self.queue(self._station)
            late.DoorPrintingDialog(self._station, printing, self.chosen, self._frame, self.choose).open()

    def choose(self, chosen: settings.AtCheckIn) -> None:
        """Print like this from now on."""
        self.chosen = chosen
        settings.keep_at_check_in(chosen)

    def queue(self, station: Station) -> Printing:
        """The print queue, watched for what needs a hand; it is imported when the first badge is to be printed."""
        if self._printing is None:
            self._printing = import_module("checkin.ui.printers.printing").printing_of(station)
            self._printing.changed.connect(self._look)
        return self._printing

    def _judged(self, verdict: Verdict) -> None:
        person, station = verdict.registrant, self._station
        wanted = self.chosen.when != "off" and bool(self.chosen.printer) and verdict.kind is VerdictKind.WELCOME
        if station is None or person is None or not wanted or station.place.session.is_practice:
            return
        if person.walk_in and not self.chosen.walk_ins:
            return
        chosen, one_badge = self.chosen, import_module("checkin.ui.printers.one_badge")

        def look(event: EventFile, _place: Place) -> tuple[bool, Design | None]:
            printed = chosen.when == "once" and bool(prints.times_printed(event, [person.id]))
            return printed, one_badge.own_design(event, chosen.design)

        def send(found: tuple[bool, Design | None]) -> None:
            printed, own = found
            queue = self.queue(station)
            # What was sent and is not known to have come out may come out yet.
            printed = printed or (chosen.when == "once" and bool(queue.under_way([person.id])))
            if not printed and station is self._station:
                queue.send(one_badge.order(station, person, chosen, own))

        station.read(look, send)

    def _look(self) -> None:
        if self._printing is None:
            return
        words = import_module("checkin.ui.printers.print_wording")
        waiting = [sent for sent in self._printing.jobs if sent.needs_a_hand]
        text = ""
        if waiting:
            text = self.tr("{job}: {state}").format(job=waiting[-1].order.title, state=words.job_words(waiting[-1]))
        if len(waiting) > 1:
            text = self.tr("{first} And {count} more: see the print queue on the page Badges.").format(
                first=text, count=len(waiting) - 1
            )
        self._notice.show_text(text)
