"""The pages behind the door, and the way an event comes into the window. Imported after the first paint."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from checkin.domain.errors import DeskError
from checkin.storage.event_file import EventFile, open_event
from checkin.ui.attendance_page import AttendancePage
from checkin.ui.badges_page import BadgesPage
from checkin.ui.desk_menu import DeskMenu
from checkin.ui.guide import Guide
from checkin.ui.hits import HitsPanel
from checkin.ui.main_window import MainWindow
from checkin.ui.registrants_page import RegistrantsPage
from checkin.ui.sounds import Sounds
from checkin.ui.station import Clock, Station, laptop_clock
from checkin.ui.walk_in import WalkInForm


class DeskPages(QObject):
    """Opens events into a window. `opened` is told the path of each event that was opened."""

    def __init__(self, window: MainWindow, opened: Callable[[Path], None], menu: DeskMenu) -> None:
        super().__init__(window)
        self._window = window
        self._opened = opened
        self._menu = menu
        self.sounds = Sounds(self)
        self.registrants: RegistrantsPage | None = None
        self.badges: BadgesPage | None = None
        self.attendance: AttendancePage | None = None

    def open(self, path: Path, station_name: str, clock: Clock | None = None, notice: str = "") -> Station:
        """Open an event file into the window. Raises DeskError; the window then shows what it showed before."""
        file = open_event(path)
        station = self._station(file, station_name, clock)
        if self._window.station is not None:
            self._window.station.close()
        self._make_pages()
        station.judged.connect(self.sounds.play)
        self._window.attach(station, notice)
        for page in (self.registrants, self.badges, self.attendance):
            if page is not None:
                page.attach(station)
        station.start()
        if clock is None:
            self._opened(path)
        return station

    def _station(self, file: EventFile, name: str, clock: Clock | None) -> Station:
        try:
            return Station(file, name, clock or laptop_clock, self._window)
        except DeskError:
            file.close()
            raise

    def _make_pages(self) -> None:
        if self.registrants is not None:
            return
        window = self._window
        window.page_door.furnish(HitsPanel(window.theme), WalkInForm())
        self.registrants = RegistrantsPage()
        self.registrants.wants_import.connect(self.load_list)
        self.badges = BadgesPage()
        self.attendance = AttendancePage(window.theme)
        window.add_page(window.page_door, window.tr("Door"), "door-open")
        window.add_page(self.registrants, window.tr("Registrants"), "users")
        window.add_page(self.badges, window.tr("Badges"), "id-card")
        window.add_page(self.attendance, window.tr("Attendance"), "chart-column")
        window.add_menu(self._menu)

    def new_event(self, cancelled: Callable[[], None], open_event: Callable[[Path], None]) -> Guide:
        """Lead through a new event: session, list, columns, check, done."""
        guide = Guide(self._window)

        def leave() -> None:
            self._close(guide)
            cancelled()

        def done(path: Path) -> None:
            self._close(guide)
            open_event(path)

        guide.cancelled.connect(leave)
        guide.finished.connect(done)
        self._window.show_whole(guide)
        guide.begin()
        return guide

    def load_list(self) -> Guide:
        """Lead through loading a list into the open event."""
        guide = Guide(self._window)
        station = self._window.station

        def leave(_path: object = None) -> None:
            self._close(guide)
            if station is not None:
                station.refresh()

        guide.cancelled.connect(leave)
        guide.finished.connect(leave)
        self._window.show_whole(guide)
        if station is not None:
            guide.begin_list(station)
        return guide

    def _close(self, guide: Guide) -> None:
        self._window.pages.removeWidget(guide)
        guide.close_files()
        guide.deleteLater()
        if self._window.station is not None and self.registrants is not None:
            self._window.back_to(self.registrants)
