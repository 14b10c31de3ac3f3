"""`checkin EVENT` as it is, with a window that says when it is painted and when the door answers its first search.

Nothing is imported here that the application does not import itself before its first paint.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from checkin import __main__  # Before PySide, as when it is started.

# isort: split
from PySide6.QtCore import QTimer

from checkin import start
from checkin.ui.main_window import MainWindow

if TYPE_CHECKING:
    from checkin.ui.frame import Frame

_TYPED = "mar"


class Window(MainWindow):
    """Told apart from the application's own by nothing but what it says on standard output."""

    def __init__(self) -> None:
        super().__init__()
        self.painted.connect(lambda: QTimer.singleShot(0, self, _say_the_time))

    def furnish(self, frame: Frame) -> None:
        super().furnish(frame)
        frame.titled.connect(self._ask)

    def _ask(self) -> None:
        """Search as soon as there is an event to search in."""
        station = self.station
        if station is not None:
            self.frame.titled.disconnect(self._ask)
            station.found.connect(self._answered)
            QTimer.singleShot(0, self, lambda: station.search(_TYPED))

    def _answered(self, _text: str, hits: list[object]) -> None:
        assert hits
        _say_the_time()
        self.close()


def _say_the_time() -> None:
    sys.stdout.write(f"{time.monotonic()}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    vars(start)["MainWindow"] = Window
    sys.exit(__main__.main())
