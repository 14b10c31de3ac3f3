"""The main job, step by step: a new event with its list, the door, a newer list, badges, attendance, closing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from checkin.app import Desk, chosen_theme
from checkin.badges.poster import Paper, poster_of, write_poster
from checkin.domain.attendance import Presence
from checkin.domain.code import new_code
from checkin.domain.errors import DeskError
from checkin.domain.registrant import Mode
from checkin.services import demo, overview
from checkin.settings import Settings
from checkin.tour.hands import Hands, find
from checkin.tour.newer_list import write_newer_list
from checkin.tour.zoom_report import write_zoom_report
from checkin.ui.desk_pages import DeskPages
from checkin.ui.lists.guide import Guide
from checkin.ui.main_window import MainWindow
from checkin.ui.station import Station

_SMALLEST, _LARGEST = 300, 8192
"""Pixels: the pictures of other sizes would be of no use, or not fit the memory."""

_QUEUE = 64
"""People who come through the door during the tour, enough for the counts and the curve to look like a day's work."""


_BY_SCAN = "Wanjiku Karanja"
_LATER = {_BY_SCAN, "Mary Wambui Njoroge", "Mary Wambui Njuguna", "José Álvarez Núñez"}
"""The people whom the tour picks out; they do not come with the queue."""


class TourClock:
    """A clock that stands until it is told to go on: every tour shows the same times."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def go_on(self, **time: float) -> None:
        """Let time pass (`seconds`, `minutes`)."""
        self.now += timedelta(**time)


def play(folder: Path, *, theme: str = "light", width: int = 1366, height: int = 768) -> Iterator[str]:
    """Play the tour into `folder`, and say each step. Raises DeskError when a step does not come true."""
    if not (_SMALLEST <= width <= _LARGEST and _SMALLEST <= height <= _LARGEST):
        size = f"{width}x{height}"
        raise DeskError("There is no screen of {size}.", "Choose a size such as 1366x768.", size=size)
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".write-test").write_bytes(b"")
        (folder / ".write-test").unlink()
    except OSError as error:
        raise DeskError("{folder} cannot be written.", "Choose a folder of your own.", folder=folder) from error
    for old in (*folder.glob("[0-9][0-9]-*.png"), *(folder / name for name in _FILES)):
        old.unlink(missing_ok=True)
    # The tour neither reads nor changes what this laptop remembers.
    desk = Desk(theme=chosen_theme(theme), remembered=Settings())
    desk.window.resize(width, height)
    tour = _Tour(desk, folder)
    try:
        yield from tour.play()
    finally:
        desk.window.close()
        desk.app.removeEventFilter(desk.scanner)


_FILES = (
    "kick-off.checkin",
    "newer-list.csv",
    "zoom-report.csv",
    "badges.pdf",
    "poster.pdf",
    "attendance.xlsx",
    "attendance.csv",
    "attendance.pdf",
)


class _Tour:
    def __init__(self, desk: Desk, folder: Path) -> None:
        self._desk = desk
        self._window: MainWindow = desk.window
        self._folder = folder
        self.hands = Hands(desk.window, folder)
        self.clock = TourClock(demo.DEMO_NOW - timedelta(minutes=30))

    def play(self) -> Iterator[str]:
        shown: list[bool] = []
        self._window.painted.connect(lambda: shown.append(True))
        self._window.show()
        self.hands.until(lambda: bool(shown), "the window is painted")
        self._desk.show_welcome()
        yield self.hands.picture("welcome")
        yield from self._new_event()
        station = self._open()
        yield self.hands.picture("door-ready")
        yield from self._door(station)
        yield from self._pages(station)
        yield f"Files: {', '.join(name for name in _FILES if (self._folder / name).exists())}"

    # -- new event and list --------------------------------------------------------------------------------------

    def _new_event(self) -> Iterator[str]:
        guide = self._desk.pages().new_event(self._desk.show_welcome, self._desk.open)
        facts = demo.KICK_OFF
        for name, text in (
            ("guide_event_name", demo.EVENT_NAME),
            ("guide_session_name", facts.name),
            ("guide_room", facts.room),
            ("guide_path", str(self._folder / "kick-off.checkin")),
        ):
            field = find(guide, QLineEdit, name)
            field.selectAll()
            QTest.keyClicks(field, text)
        page = guide.session.fields
        page.date.setDate(QDate(facts.starts.year, facts.starts.month, facts.starts.day))
        page.starts.setTime(QTime(facts.starts.hour, facts.starts.minute))
        page.ends.setTime(QTime(facts.ends.hour, facts.ends.minute))
        page.zone.setCurrentText(facts.timezone)
        page.seats.setValue(facts.seats or 0)
        yield self.hands.picture("new-event")
        self.hands.press(guide, "guide_next")
        self.hands.until(guide.list.isVisible, "the event file is made")
        yield self.hands.picture("list")
        guide.list.take(demo.LIST)
        self.hands.until(guide.columns.isVisible, "the list is read")
        yield self.hands.picture("columns")
        self.hands.press(guide, "guide_next")
        self.hands.until(guide.check.isVisible, "the list is compared")
        yield self.hands.picture("check")
        self.hands.press(guide, "guide_next")
        self.hands.until(guide.done.isVisible, "the list is loaded")
        yield self.hands.picture("loaded")
        guide.close_files()

    def _open(self) -> Station:
        pages: DeskPages = self._desk.pages()
        station = pages.open(self._folder / "kick-off.checkin", "Door A", self.clock)
        for guide in self._window.findChildren(Guide):
            self._desk.frame.pages.removeWidget(guide)
        self.hands.settle(station)
        return station

    # -- the door ------------------------------------------------------------------------------------------------

    def _door(self, station: Station) -> Iterator[str]:
        page = self._window.page_door
        self._let_the_queue_in(station)
        self.hands.type("alvar")
        self.hands.until(lambda: page.hits.text == "alvar", "the search finds someone")
        yield self.hands.picture("search")
        self.hands.type("mary wambui")
        self.hands.until(lambda: page.hits.text == "mary wambui", "the search finds the look-alikes")
        yield self.hands.picture("look-alikes")
        QTest.keyClick(page.field, Qt.Key.Key_Down)
        self.hands.moment(0.12)
        QTest.keyClick(page.field, Qt.Key.Key_Return)
        self.hands.settle(station)
        yield self.hands.picture("welcome-by-name")
        self.clock.go_on(seconds=11)
        code = self._code_of(station, _BY_SCAN)
        self.hands.scan(station, code)
        yield self.hands.picture("welcome-by-scan")
        self.clock.go_on(minutes=3)
        self.hands.scan(station, code)
        yield self.hands.picture("already-in")
        self.clock.go_on(seconds=9)
        self.hands.scan(station, new_code())
        yield self.hands.picture("not-on-the-list")
        self.hands.scan(station, code[:9])
        yield self.hands.picture("half-read")
        QTest.keyClick(page.field, Qt.Key.Key_F4)
        self.hands.type_into(page.form.name, "Achieng Otieno")
        self.hands.type_into(page.form.organisation, "Nairobi Law Students’ Forum")
        page.form.joining.setChecked(True)
        yield self.hands.picture("walk-in")
        QTest.keyClick(page.form.organisation, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.hands.settle(station)
        yield self.hands.picture("walk-in-welcome")
        self.clock.go_on(seconds=6)
        QTest.keyClick(page.field, Qt.Key.Key_F8)
        self.hands.settle(station)
        yield self.hands.picture("undone")

    def _let_the_queue_in(self, station: Station) -> None:
        everyone: list[Presence] = []
        station.read(lambda event, place: overview.people(event, place.session.id), everyone.extend)
        self.hands.settle(station)
        coming = [one.registrant for one in everyone if one.registrant.details.mode is Mode.ROOM]
        coming = [person for person in coming if person.name not in _LATER]
        for place, person in enumerate(coming[:_QUEUE]):
            # Slow at first, a rush before the session begins.
            self.clock.go_on(seconds=48 - 0.66 * place if place < _QUEUE - 4 else 12)
            self.hands.scan(station, person.own_code)

    def _code_of(self, station: Station, name: str) -> str:
        everyone: list[Presence] = []
        station.read(lambda event, place: overview.people(event, place.session.id), everyone.extend)
        self.hands.settle(station)
        return next(one.registrant.own_code for one in everyone if one.registrant.name == name)

    # -- the other pages -----------------------------------------------------------------------------------------

    def _pages(self, station: Station) -> Iterator[str]:
        pages = self._desk.pages()
        registrants, badges, attendance = pages.registrants, pages.badges, pages.attendance
        self._window.open_page(self._window.page_registrants)
        self.hands.settle(station)
        yield self.hands.picture("registrants")
        row = registrants.model.row_of_name(_BY_SCAN)
        registrants.table.setCurrentIndex(registrants.model.index(row, 0))
        self.hands.settle(station)
        yield self.hands.picture("person")
        yield from self._newer_list(station)
        self._window.open_page(self._window.page_badges)
        self.hands.settle(station)
        yield self.hands.picture("badges")
        badges.save_pdf(self._folder / "badges.pdf", replace=True)
        self.hands.settle(station)
        session = replace(station.place.session, online_link=demo.KICK_OFF.online_link)
        whole = replace(station.whole_event, registration_link=demo.LINK)
        write_poster(poster_of(whole, session), self._folder / "poster.pdf", Paper.A4, replace=True)
        badges.wants_design.emit(badges.design.design())
        self.hands.settle(station)
        yield self.hands.picture("designer")
        self.hands.press(self._window, "designer_cancel")
        self.hands.settle(station)
        self._window.open_page(self._window.page_attendance)
        self.hands.settle(station)
        yield self.hands.picture("attendance")
        yield from self._online(station)
        self._window.open_page(self._window.page_attendance)
        self.hands.settle(station)
        for kind in ("csv", "pdf", "xlsx"):
            attendance.export_to(self._folder / f"attendance.{kind}", replace=True)
            self.hands.settle(station)
        yield self.hands.picture("exported")
        attendance.show_pictures()
        yield self.hands.picture("room-and-online")
        pages.closing.show()
        self.hands.settle(station)
        yield self.hands.picture("closing")

    def _online(self, station: Station) -> Iterator[str]:
        """The session is over, and Zoom's report is there: a few are decided about."""
        self.clock.now = station.place.session.ends_at + timedelta(minutes=10)
        online = self._desk.pages().online
        self._window.open_page(self._window.page_online)
        online.loading.load_files([write_zoom_report(self._folder / "zoom-report.csv", demo.LIST)])
        self.hands.settle(station)
        yield self.hands.picture("online")
        for _ in range(2):
            QTest.keyClick(online.list, Qt.Key.Key_Return)
            self.hands.settle(station)

    def _newer_list(self, station: Station) -> Iterator[str]:
        """The list of the morning is looked at, and not loaded: the figures of the tour are those of the first one."""
        newer = write_newer_list(self._folder / "newer-list.csv", demo.LIST)
        pages = self._desk.pages()
        guide = pages.load_list()
        guide.list.take(newer)
        self.hands.until(guide.columns.isVisible, "the newer list is read")
        self.hands.press(guide, "guide_next")
        self.hands.until(guide.check.isVisible, "the newer list is compared")
        yield self.hands.picture("newer-list")
        self.hands.press(guide, "guide_cancel")
        self.hands.settle(station)
