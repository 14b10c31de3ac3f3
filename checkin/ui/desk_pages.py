"""The pages behind the door, and the way an event comes into the window. Imported after the door is painted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog

from checkin.domain.errors import DeskError
from checkin.services import shifts
from checkin.storage.event_file import EventFile, open_event
from checkin.ui.closing_desk import ClosingDesk
from checkin.ui.desk.door_printing import DoorPrinting
from checkin.ui.desk.guests import Guests
from checkin.ui.desk.practice import Practice
from checkin.ui.desk.shift_desk import ShiftDesk
from checkin.ui.desk_menu import DeskMenu
from checkin.ui.door.door_sounds import DoorSounds
from checkin.ui.door.hits import HitsPanel
from checkin.ui.door.next_steps import NextSteps
from checkin.ui.door.walk_in import WalkInForm
from checkin.ui.frame import Frame
from checkin.ui.station import Clock, Station, laptop_clock

if TYPE_CHECKING:  # Each of these brings libraries of its own; the first check-in does not wait for them.
    from checkin.badges.design import Design
    from checkin.ui.after.attendance_page import AttendancePage
    from checkin.ui.badges.badges_page import BadgesPage
    from checkin.ui.designer.designer_page import DesignerPage
    from checkin.ui.lists.guide import Guide
    from checkin.ui.online.online_page import OnlinePage
    from checkin.ui.people.registrants_page import RegistrantsPage

_SOON_MS = 300
"""After an event was opened: its first search goes first."""

_IDLE_MS = 40
"""Between two pages that are made ahead of time: keys that came meanwhile are served first."""


class _Attached(Protocol):
    def attach(self, station: Station) -> None: ...


class DeskPages(QObject):
    """Opens events into a window's frame. `opened` is told the path of each event that was opened; `codes_came` carries
    the codes of other tools that are on the open event's lists; `served` the ids of an event and of the session chosen
    for this door; `pressed` says how many keys have been pressed.
    """

    codes_came = Signal(object)
    served = Signal(str, str)

    def __init__(
        self, frame: Frame, opened: Callable[[Path], None], menu: DeskMenu, pressed: Callable[[], int]
    ) -> None:
        super().__init__(frame)
        self._frame = frame
        self._opened = opened
        self._menu = menu
        self._made: dict[str, _Attached] = {}
        self.sounds = DoorSounds(self)
        frame.page_door.answer.alarmed.connect(self.sounds.alarm)
        self.camera: Callable[[], tuple[str, str]] = lambda: ("", "off")
        self._furnish()
        self.shift = ShiftDesk(frame, menu, pressed)
        self.guests = Guests(frame, menu)
        menu.offer(frame.tr("Check before the shift…"), self.show_desk_check)
        for key, title, deed in (
            ("F1", frame.tr("Keys of the door…   F1"), "show_keys"),
            ("F11", frame.tr("Whole screen   F11"), "turn_whole"),
        ):
            QShortcut(QKeySequence(key), frame).activated.connect(partial(self._help, deed))
            menu.offer(title, partial(self._help, deed))
        self.door_printing = DoorPrinting(frame, menu)
        self.practice = Practice(frame, menu, self.open)
        self.closing = ClosingDesk(frame, menu, self)
        self.shift.left_alone.connect(self.practice.leave)

    # -- pages, each made when it is first asked for ---------------------------------------------------------------

    def _furnish(self) -> None:
        frame = self._frame
        frame.page_door.furnish(HitsPanel(frame.theme), WalkInForm(frame.theme), NextSteps(frame.theme, frame))
        frame.add_page("page_door", frame.tr("Door"), "door-open", lambda: frame.page_door)
        frame.add_page("page_registrants", frame.tr("Registrants"), "users", lambda: self.registrants)
        frame.add_page("page_badges", frame.tr("Badges"), "id-card", lambda: self.badges)
        frame.add_page("page_attendance", frame.tr("Attendance"), "chart-column", lambda: self.attendance)
        frame.add_page("page_online", frame.tr("Online"), "play", lambda: self.online)
        frame.add_menu(self._menu)
        self._menu.rules.connect(self.show_rules)
        self._menu.sessions.connect(self.show_sessions)
        self._menu.erase.connect(self.show_erase)
        frame.page_door.session.wanted.connect(self.show_sessions)

    def show_rules(self) -> None:
        """Let the rules of the door be looked at and changed."""
        self._show_dialog("desk.session_rules", "SessionRules")

    def show_sessions(self) -> None:
        """Let the session that the door serves be chosen, or another one be added."""
        self._show_dialog("desk.sessions_dialog", "SessionsDialog")

    def show_desk_check(self) -> None:
        """Let scanner, sound, printer, clock, disk and list be looked at before a shift."""
        if self._frame.station is not None:
            make = import_module("checkin.ui.desk.desk_check").DeskCheck
            make(self._frame.station, self.sounds.play_welcome, self.camera, self._frame).open()

    def show_erase(self) -> None:
        """Let everybody of the event be erased, once it is over."""
        self._show_dialog("people.erase_form", "EraseForm")

    def _help(self, deed: str) -> None:
        getattr(import_module("checkin.ui.door.door_help"), deed)(self._frame)

    def _show_dialog(self, module: str, name: str) -> None:
        if self._frame.station is not None:
            dialog: QDialog = getattr(import_module(f"checkin.ui.{module}"), name)(self._frame.station, self._frame)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def _page(self, name: str, make: Callable[[], _Attached]) -> _Attached:
        if name not in self._made:
            page = self._made[name] = make()
            if self._frame.station is not None:
                page.attach(self._frame.station)
        return self._made[name]

    @property
    def registrants(self) -> RegistrantsPage:
        """The registrants."""

        def make() -> RegistrantsPage:
            page: RegistrantsPage = import_module("checkin.ui.people.registrants_page").RegistrantsPage()
            page.wants_import.connect(self.load_list)
            return page

        return self._page("page_registrants", make)  # type: ignore[return-value]

    @property
    def badges(self) -> BadgesPage:
        """The badges."""

        def make() -> BadgesPage:
            page: BadgesPage = import_module("checkin.ui.badges.badges_page").BadgesPage()
            page.wants_person.connect(self.show_registrant)
            page.wants_design.connect(self.change_design)
            return page

        return self._page("page_badges", make)  # type: ignore[return-value]

    def change_design(self, design: Design) -> None:
        """Let a badge design be changed, on a page of its own."""
        if (station := self._frame.station) is None:
            return
        page: DesignerPage = import_module("checkin.ui.designer.designer_page").DesignerPage(station, design)

        def leave(design_id: str) -> None:
            self._frame.pages.removeWidget(page)
            page.deleteLater()
            self.badges.design.choose(design_id)
            self._frame.back_to(self.badges)

        page.finished.connect(leave)
        self._frame.show_whole(page)

    def show_registrant(self, registrant_id: str) -> None:
        """Lead to a person's details."""
        self._frame.open_page(self.registrants)
        self.registrants.show_registrant(registrant_id)

    @property
    def attendance(self) -> AttendancePage:
        """The attendance."""

        def make() -> AttendancePage:
            page: AttendancePage = import_module("checkin.ui.after.attendance_page").AttendancePage(self._frame.theme)
            page.wants_online.connect(self.load_online)
            page.closing.wanted.connect(self.closing.show)
            return page

        return self._page("page_attendance", make)  # type: ignore[return-value]

    @property
    def online(self) -> OnlinePage:
        """Those online."""
        return self._page("page_online", lambda: import_module("checkin.ui.online.online_page").OnlinePage())  # type: ignore[return-value]

    def load_online(self) -> None:
        """Lead to the page of those online, and ask for the report."""
        self._frame.open_page(self._frame.page("page_online"))
        self.online.loading.ask()

    def _make_ahead(self) -> None:
        """Make what nobody has asked for yet, one piece at a time, while nothing else is to do."""
        if not self.sounds.are_loaded:
            self.sounds.load()
        else:
            missing = [
                name
                for name in ("page_registrants", "page_badges", "page_attendance", "page_online")
                if name not in self._made
            ]
            if not missing:
                return
            self._frame.page(missing[0])
        QTimer.singleShot(_IDLE_MS, self, self._make_ahead)

    # -- events ----------------------------------------------------------------------------------------------------

    def open(
        self,
        path: Path,
        station_name: str,
        clock: Clock | None = None,
        notice: str = "",
        serving: Mapping[str, str] | None = None,
    ) -> Station:
        """Open an event file into the window; `serving` has the session of each event that this laptop remembers.
        Raises DeskError; the window then shows what it showed before.
        """
        file = open_event(path)
        station = self._station(file, station_name, clock, serving or {})
        station.served.connect(lambda session: self.served.emit(station.whole_event.id, session.id))
        if self._frame.station is not None:
            self._frame.station.close()
        station.judged.connect(self.sounds.play)
        station.codes_came.connect(self.codes_came)
        self._frame.attach(station, notice)
        beside: tuple[_Attached, ...] = (self.shift, self.guests, self.door_printing, self.closing)
        for part in (*beside, *self._made.values()):
            part.attach(station)
        station.start()
        QTimer.singleShot(_SOON_MS, self, self._make_ahead)
        if clock is None:
            self._opened(path)
        return station

    def _station(self, file: EventFile, name: str, clock: Clock | None, serving: Mapping[str, str]) -> Station:
        try:
            operator = shifts.current(file, name, (clock or laptop_clock)()).operator
            station = Station(file, name, clock or laptop_clock, self._frame, serving)
        except DeskError:
            file.close()
            raise
        station.rename(name, operator)
        return station

    def new_event(self, cancelled: Callable[[], None], open_event: Callable[[Path], None]) -> Guide:
        """Lead through a new event: session, list, columns, check, done."""
        guide = self._guide()

        def leave() -> None:
            self._close(guide)
            cancelled()

        def done(path: Path) -> None:
            self._close(guide)
            open_event(path)

        guide.cancelled.connect(leave)
        guide.finished.connect(done)
        self._frame.show_whole(guide)
        guide.begin()
        return guide

    def load_list(self, source: Path | None = None) -> Guide:
        """Lead through loading a list into the open event; `source` where it is chosen already."""
        guide = self._guide()
        station = self._frame.station

        def leave(_path: object = None) -> None:
            self._close(guide)
            if station is not None:
                station.refresh()

        guide.cancelled.connect(leave)
        guide.finished.connect(leave)
        self._frame.show_whole(guide)
        if station is not None:
            guide.begin_list(station, source)
        return guide

    def _guide(self) -> Guide:
        guide: Guide = import_module("checkin.ui.lists.guide").Guide(self._frame)
        return guide

    def _close(self, guide: Guide) -> None:
        self._frame.pages.removeWidget(guide)
        guide.close_files()
        guide.deleteLater()
        if self._frame.station is not None:
            self._frame.back_to(self._frame.page("page_registrants"))
