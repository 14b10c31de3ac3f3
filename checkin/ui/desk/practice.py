"""Practice at the door: invented guests in a private file, a frame that nobody overlooks, one key back."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from checkin.domain.errors import DeskError
from checkin.ui.desk_menu import DeskMenu
from checkin.ui.frame import Frame
from checkin.ui.station import Clock, Station, laptop_clock

if TYPE_CHECKING:
    from collections.abc import Mapping

Open = Callable[[Path, str, "Clock | None", str, "Mapping[str, str] | None"], Station]


class Practice(QObject):
    """Opens the practice event in place of the real one, and the real one again. `failed` carries why neither can be
    shown.
    """

    failed = Signal(object)

    def __init__(self, frame: Frame, menu: DeskMenu, opens: Open) -> None:
        super().__init__(frame)
        self._frame = frame
        self._open = opens
        self._back: Callable[[], Station] | None = None
        self._folder: Path | None = None
        menu.offer(self.tr("Practise with invented guests…"), self.begin)
        QShortcut(QKeySequence("F12"), frame).activated.connect(self.leave)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self._tidy)

    def begin(self) -> None:
        """Leave the real event where it is, and open one with invented guests."""
        station = self._frame.station
        if station is None or station.place.session.is_practice:
            return
        place, clock, path = station.place, station.clock, station.path
        serving, notice = {station.whole_event.id: place.session.id}, self._frame.notice

        def back() -> Station:
            return self._open(path, place.station, None if clock is laptop_clock else clock, notice, serving)

        self._folder = Path(tempfile.mkdtemp(prefix="checkin-practice-"))
        try:
            made = import_module("checkin.services.practice").make(self._folder, place.session, clock())
            # A clock is given, so that the file is not remembered among the recent events.
            self._open(made, place.station, clock, "", None)
        except DeskError as problem:
            self._tidy()
            self._frame.tell(problem)
            return
        self._back = back

    def leave(self) -> None:
        """Open the real event again, just where it was; the practice file is thrown away."""
        station = self._frame.station
        if self._back is None or station is None or not station.place.session.is_practice:
            return
        back, self._back = self._back, None
        try:
            back()
        except DeskError as problem:
            self.failed.emit(problem)
        else:
            self._tidy()

    def _tidy(self) -> None:
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None
