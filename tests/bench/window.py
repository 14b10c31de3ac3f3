"""The real window on an event file, without a screen and without what this laptop remembers."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QWidget

from checkin.app import Desk, chosen_theme
from checkin.settings import Settings
from checkin.ui.main_window import MainWindow
from checkin.ui.station import Station

LOOSE_ENDS_MS = 3_000
"""After an event is open, the pages behind the door are still being made, the file copied, the sounds found."""

PATIENCE_MS = 60_000
"""After this long a bench gives up: something is broken, not slow."""


@contextmanager
def open_window(path: Path) -> Iterator[tuple[MainWindow, Station]]:
    """Open an event as `checkin EVENT` does; everything is made, painted and answered when this yields."""
    gc.freeze()  # What the bench holds is no burden of the application.
    desk = Desk(theme=chosen_theme("light"), remembered=Settings())
    desk.window.show()
    try:
        desk.open(path)
        station = desk.window.station
        assert station is not None
        run_for(LOOSE_ENDS_MS)
        settle(station)
        yield desk.window, station
    finally:
        desk.window.close()
        desk.app.removeEventFilter(desk.scanner)


def run_for(milliseconds: int) -> None:
    """Run the window's loop so long."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def settle(station: Station) -> None:
    """Run the loop until everything asked for has been answered and painted."""
    for _ in range(2):
        while not station.idle:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        QCoreApplication.processEvents()


class Painting(QObject):
    """Waits until a widget, with all inside it, has been painted after `expect`."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._expected = False
        self._loop = QEventLoop(self)
        self._late = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._late.timeout.connect(lambda: self._loop.exit(1))
        widget.installEventFilter(self)

    def expect(self) -> None:
        """From now on the next painting counts."""
        self._expected = True

    def wait(self) -> None:
        """Run the window's loop until it is painted. Raises TimeoutError when it never is."""
        self._late.start()
        if self._loop.exec():
            raise TimeoutError
        self._late.stop()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if self._expected and event.type() is QEvent.Type.Paint:
            self._expected = False
            # The widgets inside are painted after this one and before the loop turns again.
            QTimer.singleShot(0, self._loop, self._loop.quit)
        return False
