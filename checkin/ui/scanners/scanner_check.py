"""Opens the scanner check and keeps what it learns. The page itself, and what it brings, is imported when asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from checkin.domain.calibration import Learned, is_test_code
from checkin.scanning.keys import KeyScanner
from checkin.settings import Settings
from checkin.ui.frame import Frame

if TYPE_CHECKING:
    from checkin.ui.scanners.doctor_page import DoctorPage


class ScannerCheck(QObject):
    """F9, wherever the desk is. `remembered` gives the settings, `remember` keeps changed ones; `made` tells that the
    page is there.
    """

    made = Signal()

    def __init__(
        self,
        frame: Frame,
        scanner: KeyScanner,
        remembered: Callable[[], Settings],
        remember: Callable[[Settings], None],
    ) -> None:
        super().__init__(frame)
        self._frame = frame
        self._scanner = scanner
        self._remembered, self._remember = remembered, remember
        self.page: DoctorPage | None = None
        self._before: QWidget = frame.page_door
        self._stood_alone = False
        scanner.learned = remembered().scanner
        QShortcut(QKeySequence(Qt.Key.Key_F9), frame).activated.connect(self.open)

    def open(self) -> DoctorPage:
        """Show the page; whatever is open waits behind it."""
        page = self._made()
        if self._frame.pages.currentWidget() is not page:
            self._before, self._stood_alone = (
                self._frame.pages.currentWidget() or self._before,
                not self._frame.shows_rail,
            )
            self._frame.show_whole(page)
            page.remember(self._remembered().scanner)
        return page

    def _made(self) -> DoctorPage:
        if self.page is None:
            self.page = import_module("checkin.ui.scanners.doctor_page").DoctorPage()
            self.page.listening.connect(self._listen)
            self.page.learned.connect(self._learn)
            self.page.closed.connect(self.close)
            self.made.emit()
        return self.page

    def close(self) -> None:
        """Back to what was open before."""
        back = self._frame.show_whole if self._stood_alone else self._frame.back_to
        back(self._before)

    def takes(
        self, raw: str, by_keys: str = "", *, typed: bool = False, learn: Callable[[Learned], None] | None = None
    ) -> bool:
        """Whether a scan belongs to the check and not to the door: while the page is open, and when it is the test
        code. `typed` says that it came as keys; else `learn` gets what the test code teaches.
        """
        if self.page is None or not self.page.isVisible():
            if not (is_test_code(raw) or is_test_code(by_keys)):
                return False
            self.open()
        page = self._made()
        if typed:
            page.heard_before(self._scanner.last_scan)
        else:
            page.heard_whole(raw, learn)
        return True

    def _listen(self, on: bool) -> None:
        self._scanner.listener = self._made().heard if on else None

    def _learn(self, learned: Learned) -> None:
        self._scanner.learned = learned
        self._remember(replace(self._remembered(), scanner=learned))
