"""The start: a window is painted at once; everything else is read from the disk after."""

from __future__ import annotations

import builtins
import gc
import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from checkin.ui.main_window import MainWindow

if TYPE_CHECKING:
    from checkin.app import Desk


def run(path: Path | None, importing: Callable[..., ModuleType] = importlib.__import__, *, demo: bool = False) -> int:
    """Run the window until it is closed: on `path`, on the demo, on the last event, or on the welcome page. `importing`
    is how modules are imported until then: Python's own way, if the caller still has it, is the fastest.
    """
    # Tens of thousands of objects are made now and stay: looking through them for garbage costs a tenth of the start.
    # Later on `ui/collecting.py` looks, and never Python by itself.
    gc.disable()
    app = QApplication(sys.argv[:1])
    window = MainWindow()
    desks: list[Desk] = []

    def furnish() -> None:
        # PySide reads the source of every module that is imported after it, in search of `from __feature__`, which
        # nobody here uses: a tenth of the start.
        reading_import, builtins.__import__ = builtins.__import__, importing

        def begun() -> None:
            builtins.__import__ = reading_import
            gc.freeze()

        desk: Desk = importlib.import_module("checkin.app").Desk(window=window)
        desks.append(desk)
        desk.begin(path, demo=demo, then=begun)

    window.painted.connect(lambda: QTimer.singleShot(0, window, furnish))
    window.open()
    return app.exec()
