"""Serial scanners and cameras at the desk: chosen with one key, remembered, and loaded only when there is one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from checkin.domain.calibration import Learned
from checkin.settings import Settings
from checkin.ui.background import Background
from checkin.ui.frame import Frame
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.scanners.camera_view import CameraView
from checkin.ui.scanners.scanner_check import ScannerCheck
from checkin.ui.scanners.scanner_wording import camera_line, camera_problem, no_camera, port_line, port_problem

if TYPE_CHECKING:
    from checkin.scanning.camera import CameraScanner, CameraState
    from checkin.scanning.serial import PortState, SerialScanner

_PASSING_MS = 8000


def after(keys: Sequence[str], key: str) -> str:
    """The next of these, and the first one after the last; the first of all for one that is not among them."""
    return keys[(keys.index(key) + 1) % len(keys)] if key in keys else next((one for one in keys if one), "")


class Scanners(QObject):
    """Whatever they read goes the way of every scan: to the scanner check while that is open, else to the door.

    `remembered` gives the settings, `remember` keeps changed ones.
    """

    def __init__(
        self,
        frame: Frame,
        check: ScannerCheck,
        remembered: Callable[[], Settings],
        remember: Callable[[Settings], None],
    ) -> None:
        super().__init__(frame)
        self._frame, self._check = frame, check
        self._remembered, self._remember = remembered, remember
        self._names: dict[str, str] = {}
        self._has_begun = False
        self.serial: SerialScanner | None = None
        self.camera: CameraScanner | None = None
        self._worker = Background("camera", self)
        self.view = CameraView()
        column = frame.page_door.column.layout()
        assert isinstance(column, QVBoxLayout)  # noqa: S101 - our own column
        column.insertWidget(0, self.view)
        self._notices = {"port": PlainLabel(look="notice", wrap=True), "camera": PlainLabel(look="notice", wrap=True)}
        for name, notice in self._notices.items():
            notice.setObjectName(f"scanner_{name}_notice")
            notice.hide()
            frame.add_foot(notice)
        self._passing = QTimer(self, singleShot=True, interval=_PASSING_MS)
        self._passing.timeout.connect(partial(self._notices["camera"].show_text, ""))
        door = QShortcut(QKeySequence(Qt.Key.Key_F2), frame.page_door)
        door.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        door.activated.connect(self.next_camera)
        check.made.connect(self._furnish_check)
        frame.closing.connect(self.close)

    def begin(self) -> None:
        """Use what this laptop used last, if anything."""
        if not self._has_begun:
            self._has_begun = True
            self.use_port(self._remembered().port)
            self.use_camera(self._remembered().camera)

    def close(self) -> None:
        """Give the port and the camera back."""
        if self.serial is not None:
            self.serial.use("")
        if self.camera is not None:
            self.camera.use("")
        self._worker.close()

    def _came(self, raw: str, by_keys: str = "", learn: Callable[[Learned], None] | None = None) -> None:
        if not self._check.takes(raw, by_keys, learn=learn):
            self._frame.scanned(raw, by_keys)

    def _seen(self, raw: str) -> None:
        if not self._check.takes(raw):
            self._frame.scanned(raw, by_camera=True)

    # -- the serial scanner ----------------------------------------------------------------------------------------

    def next_port(self) -> None:
        """Choose the next port, or none after the last one."""
        ports = import_module("checkin.scanning.serial").ports()
        self._names |= {port.key: port.title for port in ports}
        key = after(["", *(port.key for port in ports)], self._remembered().port)
        self._remember(replace(self._remembered(), port=key))
        self.use_port(key)

    def use_port(self, key: str) -> None:
        """Read from this port (`serial.Port.key`, or a device's path); from none when it is empty."""
        if key and self.serial is None:
            self.serial = import_module("checkin.scanning.serial").SerialScanner(self)
            self.serial.learned = self._remembered().serial
            self.serial.stands.connect(self._port_stands)
            self.serial.scanned.connect(lambda raw, meant: self._came(raw, meant, self._learn_serial))
        if self.serial is not None:
            self.serial.use(key)
            self._port_stands(self.serial.state)

    def _learn_serial(self, learned: Learned) -> None:
        if self.serial is not None:
            self.serial.learned = learned
        self._remember(replace(self._remembered(), serial=learned))

    def _name(self, key: str) -> str:
        return self._names.get(key) or key.partition("|")[0]

    def _port_stands(self, state: PortState) -> None:
        name = self._name(self._remembered().port)
        self._notices["port"].show_text(port_problem(name, state))
        self._furnish_check()

    # -- the camera ------------------------------------------------------------------------------------------------

    def next_camera(self) -> None:
        """Choose the next camera, or none after the last one."""
        cameras = import_module("checkin.scanning.camera").cameras()
        self._names |= {camera.key: camera.title for camera in cameras}
        key = after(["", *(camera.key for camera in cameras)], self._remembered().camera)
        self._remember(replace(self._remembered(), camera=key))
        self.use_camera(key)
        if not cameras:
            self._notices["camera"].show_text(no_camera())
            self._passing.start()

    def use_camera(self, key: str) -> None:
        """Look through this camera (`camera.Device.key`); through none when it is empty."""
        if key and self.camera is None:
            self.camera = import_module("checkin.scanning.camera").CameraScanner(self._worker, self)
            self.camera.stands.connect(self._camera_stands)
            self.camera.pictured.connect(self.view.show_picture)
            self.camera.scanned.connect(self._seen)
        if self.camera is not None:
            self.camera.use(key)
            self._camera_stands(self.camera.state)

    def _camera_stands(self, state: CameraState) -> None:
        self._passing.stop()
        key = self._remembered().camera
        programs: list[str] = []
        if state.value == "busy":
            programs = import_module("checkin.scanning.camera").programs_with(key)
        self._notices["camera"].show_text(camera_problem(self._name(key), state, programs))
        is_on = state.value == "on"
        self._frame.page_door.column.share(shared=is_on)
        self.view.setVisible(is_on)
        if not is_on:
            self.view.forget()
        self._furnish_check()

    def camera_now(self) -> tuple[str, str]:
        """The name of the chosen camera, "" for none, and how it stands (the value of a `CameraState`)."""
        key = self._remembered().camera
        return self._name(key), self.camera.state.value if self.camera else "off"

    # -- the scanner check -----------------------------------------------------------------------------------------

    def _furnish_check(self) -> None:
        page = self._check.page
        if page is None:
            return
        if not page.has_choices:
            page.has_choices = True
            page.next_port.connect(self.next_port)
            page.next_camera.connect(self.next_camera)
        page.show_choices(
            port_line(self._name(self._remembered().port), self.serial.state if self.serial else None),
            camera_line(self._name(self._remembered().camera), self.camera.state if self.camera else None),
        )
