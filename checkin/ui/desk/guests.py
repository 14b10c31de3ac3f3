"""Opens the window for guests on another screen (Shift+F11), and keeps what it says."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QScreen, QShortcut

from checkin.domain.admission import Reason, Verdict, VerdictKind
from checkin.ui.desk_menu import DeskMenu
from checkin.ui.frame import Frame

if TYPE_CHECKING:
    from checkin.ui.desk.guest_window import GuestWindow
    from checkin.ui.parts.theme import Theme
    from checkin.ui.station import Station

_BESIDE = 0.26
"""The share of the only screen that the window takes at first: it is there to be moved."""


class Guests(QObject):
    """`kept` carries the name of the chosen screen, and whether guests are greeted by name."""

    kept = Signal(str, bool)

    def __init__(self, frame: Frame, menu: DeskMenu) -> None:
        super().__init__(frame)
        self._frame = frame
        self._station: Station | None = None
        self.screen, self.greeting = "", False
        self.window: GuestWindow | None = None
        menu.offer(self.tr("Window for guests   Shift+F11"), self.toggle)
        menu.offer(self.tr("What guests read…"), self.ask)
        QShortcut(QKeySequence("Shift+F11"), frame).activated.connect(self.toggle)
        frame.closing.connect(self.close)
        frame.dressed.connect(self._dress)

    def attach(self, station: Station) -> None:
        """Serve this station from now on; what is shown to guests is its event's."""
        self._station = station
        station.judged.connect(self._judged)
        station.undone.connect(self._undone)
        if self.window is not None and self.window.isVisible():
            self.window.show_event(station.whole_event)

    def toggle(self) -> None:
        """Open the window on the chosen screen, or close it."""
        if self.window is not None and self.window.isVisible():
            self.close()
        elif self._station is not None:
            self._open(self._station)

    def _open(self, station: Station) -> None:
        if self.window is None:
            self.window = import_module("checkin.ui.desk.guest_window").GuestWindow(self._frame.theme)
            self.window.woken.connect(self._frame.window().activateWindow)
        window, screen = self.window, self._chosen()
        window.show_event(station.whole_event)
        window.winId()  # Only a window that exists can be put on a screen.
        window.setScreen(screen)
        if screen is self._frame.screen():
            # On the one screen that there is, it must not cover the door's answers: it begins above the last arrivals.
            window.setWindowState(Qt.WindowState.WindowNoState)
            room = screen.availableGeometry()
            place = QRect(QPoint(), room.size() * _BESIDE)
            is_mirrored = self._frame.isRightToLeft()
            place.moveBottomRight(room.bottomRight())
            place.moveLeft(room.left() if is_mirrored else place.left())
            window.setGeometry(place)
        else:
            window.setGeometry(screen.geometry())
            window.setWindowState(Qt.WindowState.WindowFullScreen)
        window.show()  # And not showFullScreen, which would make it the active window.

    def _chosen(self) -> QScreen:
        """The remembered screen while it is plugged in, else the first on which the door is not."""
        screens, here = QGuiApplication.screens(), self._frame.screen()
        named = [screen for screen in screens if screen.name() == self.screen]
        return next(iter([*named, *(screen for screen in screens if screen is not here), here]))

    def close(self) -> None:
        """Close the window."""
        if self.window is not None:
            self.window.close()

    def _dress(self, theme: Theme) -> None:
        if self.window is not None:
            self.window.set_theme(theme)

    def _judged(self, verdict: Verdict) -> None:
        if self.window is None or not self.window.isVisible() or verdict.reason is Reason.DOUBLE_READ:
            return
        if verdict.kind is not VerdictKind.WELCOME:
            # The welcome of the one before must not stand there for whoever is stopped.
            self.window.wait()
            return
        may_say = self.greeting and not self._frame.page_door.is_locked
        self.window.greet(verdict.registrant.name if may_say and verdict.registrant else "")

    def _undone(self) -> None:
        if self.window is not None:
            self.window.wait()

    def ask(self) -> None:
        """Let be chosen what guests read, and where."""
        if self._station is not None:
            dialog = import_module("checkin.ui.desk.guests_dialog").GuestsDialog(
                self._station, self.screen, self._frame, greeting=self.greeting
            )
            dialog.kept.connect(self._keep)
            dialog.open()

    def _keep(self, screen: str, greeting: bool) -> None:
        moved = screen != self.screen
        self.screen, self.greeting = screen, greeting
        self.kept.emit(screen, greeting)
        if self._station is not None and self.window is not None and self.window.isVisible():
            if moved:
                self.window.close()
                self._open(self._station)
            else:
                self.window.show_event(self._station.whole_event)
