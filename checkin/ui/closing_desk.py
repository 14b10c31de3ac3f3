"""Leads through closing a session and back to it, and reminds of the erasing once its day has come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QToolButton

from checkin.domain.closing import PUT_OFF, Step
from checkin.services import erasure_date
from checkin.services.place import Place
from checkin.storage.event_file import EventFile
from checkin.ui.desk_menu import DeskMenu
from checkin.ui.frame import Frame
from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.notice_bar import NoticeBar
from checkin.ui.parts.wording import date_said
from checkin.ui.station import Station

if TYPE_CHECKING:
    from checkin.ui.after.attendance_page import AttendancePage
    from checkin.ui.after.closing_page import ClosingPage
    from checkin.ui.badges.badges_page import BadgesPage


_LINES_WITH_BARS = 24
"""Lines of text that the window must be high to say something above the door too."""


class Leads(Protocol):
    """What leads to the places where a step is mended."""

    @property
    def attendance(self) -> AttendancePage: ...

    @property
    def badges(self) -> BadgesPage: ...

    def show_registrant(self, registrant_id: str) -> None:
        """Show a person's panel."""

    def show_erase(self) -> None:
        """Let everybody be erased."""


class ClosingDesk(QObject):
    """`closing_return` above another page leads back to the guide that was left to mend something; `erasure_due` says
    that the day of the erasing has come.
    """

    def __init__(self, frame: Frame, menu: DeskMenu, leads: Leads) -> None:
        super().__init__(frame)
        self._frame, self._menu, self._leads = frame, menu, leads
        self._station: Station | None = None
        self._page: ClosingPage | None = None
        self._mending = False
        self._due = ""
        menu.offer(self.tr("Close the session…   Ctrl+Shift+E"), self.show)
        QShortcut(QKeySequence("Ctrl+Shift+E"), frame).activated.connect(self.show)
        back = named_button("closing_return_go", self.tr("Back to closing   Ctrl+Shift+E"), self.show)
        back.setAccessibleName(self.tr("Back to closing"))
        stop = named_button("closing_return_stop", self.tr("Not now"), self._stop)
        self.way_back = NoticeBar("closing_return", back, stop)
        erase = named_button("erasure_due_erase", self.tr("Erase everybody of this event…"), leads.show_erase)
        off = named_button("erasure_due_off", self.tr("In {days} days").format(days=PUT_OFF), self._put_off)
        off.setAccessibleName(self.tr("Put the erasing off by {days} days").format(days=PUT_OFF))
        self.reminder = NoticeBar("erasure_due", erase, off)
        for bar in (self.reminder, self.way_back):
            frame.add_above(bar)
        frame.pages.currentChanged.connect(lambda _place: self._show_bars())

    def attach(self, station: Station) -> None:
        """Serve this station from now on."""
        self._station = station
        self._due = ""
        station.served.connect(lambda _session: self.ask())  # Also after an erasing.
        self._stop()
        if self._page is not None:
            self._page.attach(station)
        self.ask()

    def ask(self) -> None:
        """Look when everybody is to be erased, and whether that day has come."""
        station = self._station
        if station is None:
            return

        def read(event: EventFile, place: Place) -> tuple[date | None, date | None]:
            if place.session.is_practice:
                return None, None
            return erasure_date.planned(event), erasure_date.due(event, station.clock())

        station.read(read, self._show_day, station.unwell.emit)

    def _show_day(self, answer: tuple[date | None, date | None]) -> None:
        planned, come = answer
        self._menu.say_erasure(date_said(planned) if planned else "")
        said = self.tr("Everybody of this event was to be erased by {day}. Every count stays.")
        self._due = said.format(day=date_said(come)) if come else ""
        self._show_bars()

    def _put_off(self) -> None:
        def put_off(event: EventFile, place: Place, now: datetime) -> date:
            return erasure_date.put_off(event, place, now)

        if self._station is not None:
            self._station.write(put_off, lambda _day: self.ask())

    # -- the guide -------------------------------------------------------------------------------------------------

    @property
    def page(self) -> ClosingPage:
        """The guide, made when it is first asked for."""
        if self._page is None:
            self._page = page = import_module("checkin.ui.after.closing_page").ClosingPage()
            page.wants_person.connect(self._to_person)
            page.wants_step.connect(self._to_step)
            page.left.connect(self._leave)
            page.done.connect(self.ask)
            self._frame.pages.addWidget(page)
            if self._station is not None:
                page.attach(self._station)
        return self._page

    def show(self) -> None:
        """Open the guide, or go back to it."""
        # A locked door, the welcome page and the guide of a list stand alone: nothing leads past them.
        if self._station is None or not self._frame.shows_rail:
            return
        self._mending = False
        self._frame.back_to(self.page)
        # It has no place of its own on the rail: it belongs to the attendance.
        rail = self._frame.findChild(QToolButton, "open_page_attendance")
        if isinstance(rail, QToolButton):
            rail.setChecked(True)
        self.page.steps.setFocus()

    def _leave(self) -> None:
        self._frame.open_page(self._leads.attendance)

    def _to_person(self, registrant_id: str) -> None:
        self._mend(lambda: self._leads.show_registrant(registrant_id))

    def _to_step(self, step: Step) -> None:
        if step is Step.BADGES:
            self._mend(self._to_badges)
        elif step is Step.EXPORT:
            self._mend(self._to_export)
        elif step is Step.ONLINE:
            self._mend(self._to_online)

    def _to_badges(self) -> None:
        self._frame.open_page(self._leads.badges)
        self._leads.badges.forms.show_lists()

    def _to_online(self) -> None:
        self._frame.open_page(self._frame.page("page_online"))

    def _to_export(self) -> None:
        self._frame.open_page(self._leads.attendance)
        self._leads.attendance.export.setFocus()

    def _mend(self, lead: Callable[[], None]) -> None:
        self._mending = True
        lead()

    def _stop(self) -> None:
        self._mending = False
        self._show_bars()

    def _show_bars(self) -> None:
        shown = self._frame.pages.currentWidget()
        # In a low window the answers of the door need the room; every other page says it.
        is_low = self._frame.height() < _LINES_WITH_BARS * self._frame.fontMetrics().height()
        has_room = not (is_low and shown is self._frame.page_door)
        left = self._mending and has_room and shown is not self._page
        self.way_back.show_text(self.tr("You are closing the session.") if left else "")
        self.reminder.show_text(self._due if has_room else "")
