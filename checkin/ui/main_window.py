"""The window itself. It is painted empty before anything else is read from the disk, and furnished after.

Nothing here may touch the name `Qt`: PySide makes its hundreds of enumerations at the first use, which costs more than
all the rest of the first paint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMainWindow, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from checkin.ui.door.door_page import DoorPage
    from checkin.ui.frame import Frame
    from checkin.ui.station import Station

_WIDTH, _HEIGHT = 1366, 768

_TITLE_BAR = 40
"""Pixels at most."""


class MainWindow(QMainWindow):
    """`MainWindow`. `painted` comes once, with the first paint; `furnish` fills it."""

    painted = Signal()

    def __init__(self) -> None:
        self._frame: Frame | None = None
        self._painted = False
        super().__init__()
        self.setObjectName("MainWindow")
        self.setWindowTitle("Check-in")
        self.resize(_WIDTH, _HEIGHT)
        # A netbook has 600 lines, of which its task bar and our title bar take some.
        self.setMinimumSize(900, 520)

    def open(self) -> None:
        """Show the window, whole: where the screen has no room for it with its title bar, it takes all there is."""
        room = self.screen().availableSize()
        if room.width() < _WIDTH or room.height() < _HEIGHT + _TITLE_BAR:
            self.showMaximized()
        else:
            self.show()

    def furnish(self, frame: Frame) -> None:
        """Fill the window."""
        self._frame = frame
        self.setCentralWidget(frame)
        frame.titled.connect(self.setWindowTitle)

    @property
    def frame(self) -> Frame:
        """What fills the window."""
        if self._frame is None:
            raise RuntimeError("the window is not furnished")
        return self._frame

    @property
    def station(self) -> Station | None:
        """The station of the open event."""
        return None if self._frame is None else self._frame.station

    @property
    def page_door(self) -> DoorPage:
        """The door."""
        return self.frame.page_door

    @property
    def page_registrants(self) -> QWidget:
        """The registrants."""
        return self.frame.page("page_registrants")

    @property
    def page_badges(self) -> QWidget:
        """The badges."""
        return self.frame.page("page_badges")

    @property
    def page_attendance(self) -> QWidget:
        """The attendance."""
        return self.frame.page("page_attendance")

    @property
    def page_online(self) -> QWidget:
        """Those online."""
        return self.frame.page("page_online")

    def open_page(self, page: QWidget) -> None:
        """Show a page."""
        self.frame.open_page(page)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.painted.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self._frame is not None and event.type() is event.Type.ActivationChange and self.isActiveWindow():
            self._frame.take_keys()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._frame is not None:
            if (door := self._frame.page_door).answer.paper.must_be_told():
                # Those who are not saved are seen first.
                event.ignore()
                if not door.is_locked:
                    self._frame.back_to(door)
                return
            self._frame.let_go()
        super().closeEvent(event)
