"""The desk in a window: wires window, scanner and station together, opens events. Imported after the first paint."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QWidget

from checkin import fonts, settings, shipped
from checkin.domain.errors import DeskError
from checkin.scanning.keys import KeyScanner
from checkin.ui.collecting import Collecting
from checkin.ui.desk_menu import DeskMenu
from checkin.ui.frame import POINTS, Frame
from checkin.ui.main_window import MainWindow
from checkin.ui.parts.theme import DARK, LIGHT, Theme, palette, style_sheet, system_theme
from checkin.ui.scanners.scanner_check import ScannerCheck
from checkin.ui.scanners.scanners import Scanners

if TYPE_CHECKING:
    from checkin.ui import desk_pages
    from checkin.ui.lists.welcome import WelcomePage
    from checkin.ui.station import Clock

_SCANNERS_MS = 1500
"""After the start: the library of a camera is larger than all the rest, and the first search goes before it."""


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


def field_behind(widget: QObject) -> QObject:
    """The field to which the list of suggestions below it hands its keys; any other widget itself."""
    proxy = cast("QWidget", widget).focusProxy() if widget.isWidgetType() else None
    return widget if proxy is None else field_behind(proxy)


class Desk(QObject):
    """Wires window, scanner and station together, and opens events into the window."""

    def __init__(
        self,
        *,
        window: MainWindow | None = None,
        theme: Theme | None = None,
        remembered: settings.Settings | None = None,
    ) -> None:
        """`window` is one that is shown already; `remembered` stands in for what this laptop remembers, and nothing is
        remembered from it then.
        """
        super().__init__()
        self._remembers = remembered is None
        self.settings = remembered or settings.load()
        theme = theme or chosen_theme(self.settings.theme)
        self.app = application(theme, POINTS * self.settings.text_size / 100)
        self.collecting = Collecting(self)
        self._popup: QWidget | None = None
        self.scanner = KeyScanner(self, self._open_menu, behind=field_behind)
        self.window = window or MainWindow()
        self.frame = Frame(theme, self.scanner.last_key_age, self.settings.text_size)
        self.window.furnish(self.frame)
        # Not before: hundreds of widgets were made, and each of their events would have come by.
        self.app.installEventFilter(self.scanner)
        self.scanner.scanned.connect(self._scanned)
        self.check = ScannerCheck(self.frame, self.scanner, lambda: self.settings, self._remember)
        self.scanners = Scanners(self.frame, self.check, lambda: self.settings, self._remember)
        self.welcome: WelcomePage | None = None
        self._pages: desk_pages.DeskPages | None = None

    def _open_menu(self) -> QObject | None:
        """What gets the keys although another widget has the focus."""
        menu = QApplication.activePopupWidget()
        if menu is None:
            return None
        # Held, also after it has closed: PySide forgets what is inside a popup together with the popup, and then the
        # key that is being looked at belongs to a widget that is said to be gone.
        self._popup = menu
        return cast("QWidget | None", menu.focusWidget()) or menu

    def _scanned(self, raw: str, by_keys: str) -> None:
        menu = QApplication.activePopupWidget()
        if menu is not None:
            menu.close()
        if not self.check.takes(raw, by_keys, typed=True):
            self.frame.scanned(raw, by_keys)

    def _know_codes(self, codes: frozenset[str]) -> None:
        self.scanner.known = codes

    def pages(self) -> desk_pages.DeskPages:
        """The pages that need the services. They are imported at the first use: the door is painted before SQLAlchemy
        is read from the disk.
        """
        if self._pages is None:
            late = import_module("checkin.ui.desk_pages")
            menu = DeskMenu(self.settings, self.frame)
            menu.other_events.connect(self.show_welcome)
            menu.scanner_check.connect(self.check.open)
            menu.station_named.connect(self._name_station)
            menu.theme_chosen.connect(lambda name: self._remember(replace(self.settings, theme=name)))
            menu.size_chosen.connect(lambda size: self._remember(replace(self.settings, text_size=size)))
            menu.sounds_switched.connect(lambda on: self._remember(replace(self.settings, sounds=on)))
            pages: desk_pages.DeskPages = late.DeskPages(self.frame, self.opened, menu, lambda: self.scanner.pressed)
            pages.shift.lock_after = self.settings.lock_after
            pages.shift.owner, pages.shift.pin = self.settings.operator, self.settings.pin
            pages.shift.pin_kept.connect(self._keep_pin)
            menu.arrivals_hidden.connect(lambda on: self._remember(replace(self.settings, hide_arrivals=on)))
            self.frame.page_door.column.keep_private(private=self.settings.hide_arrivals)
            menu.lock_chosen.connect(lambda minutes: self._remember(replace(self.settings, lock_after=minutes)))
            pages.guests.screen, pages.guests.greeting = self.settings.guest_screen, self.settings.greeting
            pages.guests.kept.connect(
                lambda screen, name: self._remember(replace(self.settings, guest_screen=screen, greeting=name))
            )
            pages.practice.failed.connect(self.show_welcome)
            pages.codes_came.connect(self._know_codes)
            pages.served.connect(self._remember_session)
            pages.sounds.are_on = self.settings.sounds
            pages.camera = self.scanners.camera_now
            self._pages = pages
        return self._pages

    def begin(self, path: Path | None, *, demo: bool = False, then: Callable[[], None] = lambda: None) -> None:
        """Open `path`, the demo, the last event, or the welcome page, once the empty door is painted; then `then`."""

        def open_and_go_on() -> None:
            try:
                self._begin(path, demo=demo)
                import_module("checkin.log").start()
                import_module("checkin.ui.crash").install()
            finally:
                then()
                QTimer.singleShot(_SCANNERS_MS, self, self.scanners.begin)

        QTimer.singleShot(0, self, open_and_go_on)

    def _begin(self, path: Path | None, *, demo: bool) -> None:
        recent = next((Path(text) for text in self.settings.recent if Path(text).exists()), None)
        chosen = path or recent
        if demo:
            self.open_demo()
        elif chosen is None:
            self.show_welcome()
        else:
            self._open_or_tell(chosen)

    def _remember_session(self, event_id: str, session_id: str) -> None:
        self._remember(self.settings.with_serving(event_id, session_id))

    def _name_station(self, name: str) -> None:
        self._remember(replace(self.settings, station=name))
        if self.window.station is not None:
            self.window.station.rename(name, self.window.station.place.operator)

    def _keep_pin(self, operator: str, pin: str) -> None:
        self._remember(replace(self.settings, operator=operator, pin=pin))

    def _remember(self, changed: settings.Settings) -> None:
        """Keep the settings, and make the look and the sounds follow them."""
        looks_other = (changed.theme, changed.text_size) != (self.settings.theme, self.settings.text_size)
        self.settings = changed
        if self._remembers:
            settings.save(changed)
        if self._pages is not None:
            self._pages.sounds.are_on = changed.sounds
            self._pages.shift.lock_after = changed.lock_after
            self.frame.page_door.column.keep_private(private=changed.hide_arrivals)
        if looks_other:
            theme = chosen_theme(changed.theme)
            dress(self.app, theme, POINTS * changed.text_size / 100)
            self.frame.set_look(theme, changed.text_size)

    def open(self, path: Path, clock: Clock | None = None, notice: str = "") -> None:
        """Open an event file into the window. Raises DeskError."""
        self.pages().open(path, self.settings.station, clock, notice, self.settings.serving)

    def opened(self, path: Path) -> None:
        """Remember an event that was opened."""
        self._remember(self.settings.with_recent(path))

    def show_welcome(self, problem: DeskError | None = None) -> None:
        """The page with the ways to begin."""
        if self.welcome is None:
            self.welcome = import_module("checkin.ui.lists.welcome").WelcomePage(self.settings.recent)
            self.welcome.new_event.connect(lambda: self.pages().new_event(self.show_welcome, self._open_or_tell))
            self.welcome.open_event.connect(self._open_or_tell)
            self.welcome.demo.connect(self.open_demo)
            self.welcome.back.connect(lambda: self.frame.back_to(self.frame.page_door))
        self.welcome.show_recent(self.settings.recent, way_back=self.window.station is not None)
        self.frame.show_whole(self.welcome)
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
