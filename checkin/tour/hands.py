"""The hands and eyes of the tour: keys, scans, presses, waiting, and pictures."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from checkin.domain.errors import DeskError
from checkin.ui.main_window import MainWindow
from checkin.ui.station import Station

Widget = TypeVar("Widget", bound=QObject)

_PATIENCE = 30.0
"""Seconds that one step may take on a very slow machine before the tour says that it does not go on."""


class Hands:
    """Work in a window as people and scanners do, and take pictures of it into a folder."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        self.window = window
        self._folder = folder
        self._number = 0

    def scan(self, station: Station, code: str) -> None:
        """A scanner's keys: the letters, then Enter, faster than any finger."""
        field = self.window.page_door.field
        QTest.keyClicks(field, code)
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.settle(station)

    def type(self, text: str) -> None:
        """Letters by hand, into an empty field."""
        field = self.window.page_door.field
        QTest.keyClick(field, Qt.Key.Key_Escape)
        self.type_into(field, text)

    def type_into(self, field: QLineEdit, text: str) -> None:
        """Letters by hand, into a field that is emptied before."""
        field.clear()
        for letter in text:
            self.moment(0.04)
            if letter.isascii():
                QTest.keyClick(field, ord(letter))
            else:  # QTest knows the keys of ASCII only.
                key = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
                QCoreApplication.sendEvent(field, key)

    def moment(self, seconds: float) -> None:
        """Let a moment pass, as between two keys of a finger."""
        until = time.monotonic() + seconds
        self.until(lambda: time.monotonic() > until, "a moment passes")

    def press(self, page: QWidget, name: str) -> None:
        """Press a button."""
        find(page, QPushButton, name).click()

    def settle(self, station: Station) -> None:
        """Until everything that was asked for is answered and painted."""
        self.until(lambda: station.idle, "the desk answers")
        QCoreApplication.processEvents()
        self.until(lambda: station.idle, "the desk answers")

    def until(self, is_true: Callable[[], bool], what: str) -> None:
        """Let the window work until something is true. Raises DeskError when that takes too long."""
        patience = time.monotonic() + _PATIENCE
        with waking():
            while not is_true():
                if time.monotonic() > patience:
                    raise DeskError("The tour does not go on: it waits until {step}.", "Play it again.", step=what)
                QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def picture(self, name: str) -> str:
        """Take a picture of the window; returns its path."""
        for _ in range(3):
            QCoreApplication.processEvents()
        self._number += 1
        file = self._folder / f"{self._number:02}-{name}.png"
        if not self.window.grab().save(str(file)):
            raise DeskError("{file} could not be saved.", "Check the folder.", file=file)
        return str(file)


@contextmanager
def waking() -> Iterator[None]:
    """Let Qt's waiting for events end a hundred times a second. With a time of its own it would not wait at all but go
    round and round, and take half of Python's time from whoever is waited for.
    """
    beat = QTimer()
    beat.start(10)
    yield
    beat.stop()


def find(page: QWidget, kind: type[Widget], name: str) -> Widget:
    """The widget of this name on a page. Raises DeskError."""
    found = page.findChild(kind, name)
    if found is None:
        raise DeskError("There is no {name} on this page.", "Play the tour again.", name=name)
    return found
