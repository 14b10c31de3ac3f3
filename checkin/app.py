"""The window's application: it is painted first, and reads services, database and event file from the disk after."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from checkin import fonts, settings, shipped
from checkin.domain.errors import DeskError
from checkin.scanning.keys import KeyScanner
from checkin.ui.main_window import POINTS, MainWindow
from checkin.ui.theme import DARK, LIGHT, Theme, palette, style_sheet, system_theme
from checkin.ui.welcome import WelcomePage

if TYPE_CHECKING:
    from checkin.ui import desk_pages
    from checkin.ui.station import Clock


def application(theme: Theme, points: float) -> QApplication:
    """The one QApplication, in our style, fonts and colours."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("checkin")
    app.setApplicationDisplayName("Check-in")
    app.setStyle("Fusion")
    _speak(app)
    fonts.load()
    dress(app, theme, points)
    return app


def _speak(app: QApplication) -> None:
    """Load the plural forms ("1 person", "2 people"): in English too they come from a catalogue."""
    if app.findChild(QTranslator, "words") is None:
        words = QTranslator(app)
        words.setObjectName("words")
        if words.load(str(shipped.path("translations", "checkin_en.qm"))):
            app.installTranslator(words)


def dress(app: QApplication, theme: Theme, points: float) -> None:
    """Put the colours and the text size on everything."""
    app.setFont(fonts.font(points))
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(theme, points))


def chosen_theme(name: str) -> Theme:
    """The set for a setting: "light", "dark", else what the desktop asks for."""
    return {"light": LIGHT, "dark": DARK}.get(name) or system_theme()


class Desk(QObject):
    """Wires window, scanner and station together, and opens events into the window."""

    def __init__(self, *, theme: Theme | None = None, remembered: settings.Settings | None = None) -> None:
        """`remembered` stands in for what this laptop remembers; nothing is remembered from it then."""
        super().__init__()
        self._remembers = remembered is None
        self.settings = remembered or settings.load()
        points = POINTS * self.settings.text_size / 100
        self.app = application(theme or chosen_theme(self.settings.theme), points)
        self.scanner = KeyScanner(self)
        self.app.installEventFilter(self.scanner)
        self.window = MainWindow(
            theme or chosen_theme(self.settings.theme), self.scanner.last_key_age, self.settings.text_size
        )
        self.scanner.scanned.connect(self.window.scanned)
        self.welcome: WelcomePage | None = None
        self._pages: desk_pages.DeskPages | None = None

    def pages(self) -> desk_pages.DeskPages:
        """The pages that need the services. They are imported at the first use: with SQLAlchemy they would make the
        first painted window three times slower.
        """
        if self._pages is None:
            late = import_module("checkin.ui.desk_pages")
            menu = late.DeskMenu(self.settings, self.window)
            menu.other_events.connect(self.show_welcome)
            menu.station_named.connect(self._name_station)
            menu.theme_chosen.connect(lambda name: self._remember(replace(self.settings, theme=name)))
            menu.size_chosen.connect(lambda size: self._remember(replace(self.settings, text_size=size)))
            menu.sounds_switched.connect(lambda on: self._remember(replace(self.settings, sounds=on)))
            pages: desk_pages.DeskPages = late.DeskPages(self.window, self.opened, menu)
            pages.sounds.on = self.settings.sounds
            self._pages = pages
        return self._pages

    def _name_station(self, name: str) -> None:
        self._remember(replace(self.settings, station=name))
        if self.window.station is not None:
            self.window.station.rename(name)

    def _remember(self, changed: settings.Settings) -> None:
        """Keep the settings, and make the look and the sounds follow them."""
        looks_other = (changed.theme, changed.text_size) != (self.settings.theme, self.settings.text_size)
        self.settings = changed
        if self._remembers:
            settings.save(changed)
        if self._pages is not None:
            self._pages.sounds.on = changed.sounds
        if looks_other:
            theme = chosen_theme(changed.theme)
            dress(self.app, theme, POINTS * changed.text_size / 100)
            self.window.set_look(theme, changed.text_size)

    def show_first(self, then: Callable[[], None]) -> None:
        """Show the window, and do `then` once it is painted."""
        self.window.painted.connect(lambda: QTimer.singleShot(0, self, then))
        self.window.show()

    def open(self, path: Path, clock: Clock | None = None, notice: str = "") -> None:
        """Open an event file into the window. Raises DeskError."""
        self.pages().open(path, self.settings.station, clock, notice)

    def opened(self, path: Path) -> None:
        """Remember an event that was opened."""
        self._remember(self.settings.with_recent(path))

    def show_welcome(self, problem: DeskError | None = None) -> None:
        """The page with the ways to begin."""
        if self.welcome is None:
            self.welcome = WelcomePage(self.settings.recent)
            self.welcome.new_event.connect(lambda: self.pages().new_event(self.show_welcome, self._open_or_tell))
            self.welcome.open_event.connect(self._open_or_tell)
            self.welcome.demo.connect(self.open_demo)
            self.welcome.back.connect(lambda: self.window.back_to(self.window.page_door))
        self.welcome.show_recent(self.settings.recent, way_back=self.window.station is not None)
        self.window.show_whole(self.welcome)
        if problem is not None:
            self.welcome.tell(problem)

    def _open_or_tell(self, path: Path) -> None:
        try:
            self.open(path)
        except DeskError as problem:
            self.show_welcome(problem)

    def open_demo(self) -> None:
        """Open a private copy of the demo event; its clock stands in the middle of the arrivals."""
        folder = Path(tempfile.mkdtemp(prefix="checkin-demo-"))
        self.app.aboutToQuit.connect(lambda: shutil.rmtree(folder, ignore_errors=True))
        demo = import_module("checkin.services.demo")
        try:
            path = demo.make_demo(folder)
            self.pages().open(
                path, self.settings.station, demo.demo_clock(), self.tr("Demo: its clock is on 10 May 2024")
            )
        except DeskError as problem:
            self.show_welcome(problem)


def run(path: Path | None, *, demo: bool = False) -> int:
    """Run the window until it is closed: on `path`, on the demo, on the last event, or on the welcome page."""
    from_crash = import_module("checkin.ui.crash")
    desk = Desk()
    from_crash.install()

    def begin() -> None:
        if demo:
            desk.open_demo()
            return
        recent = next((Path(text) for text in desk.settings.recent if Path(text).exists()), None)
        chosen = path or recent
        if chosen is None:
            desk.show_welcome()
            return
        try:
            desk.open(chosen)
        except DeskError as problem:
            desk.show_welcome(problem)

    desk.show_first(begin)
    with suppress(KeyboardInterrupt):
        return desk.app.exec()
    return 130
