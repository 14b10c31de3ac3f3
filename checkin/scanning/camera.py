"""A camera as a scanner: its newest frame is looked at off the window's thread, and a code in view is one scan."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtMultimedia import (
    QCamera,
    QCameraDevice,
    QCameraFormat,
    QMediaCaptureSession,
    QMediaDevices,
    QVideoFrame,
    QVideoFrameFormat,
    QVideoSink,
)

from checkin.scanning.frames import Seen, View, look

_SIZE = QSize(1280, 720)
_FEWEST_FRAMES = 10.0
"""A second; a format with fewer is taken only when there is no other."""

_PATIENCE_MS = 5000
"""Without a frame for so long, the camera gives none: another program has it."""

_AGAIN_MS = 3000
"""Between two attempts to get a camera that is in use elsewhere."""


class Worker(Protocol):
    """Does a task on a thread of its own and calls `then` with its value on the window's thread."""

    def run(self, task: Callable[[], Seen], then: Callable[[Seen], None]) -> None: ...


class CameraState(Enum):
    """How it stands with the camera; `ui.scanners.scanner_wording` has the words."""

    OFF = "off"
    STARTING = "starting"
    ON = "on"
    MISSING = "missing"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class Device:
    """A camera to choose: what is remembered of it, and its name."""

    key: str
    title: str


def cameras() -> list[Device]:
    """The cameras of this laptop."""
    return [Device(_key(device), device.description()) for device in QMediaDevices.videoInputs()]


def _key(device: QCameraDevice) -> str:
    return bytes(device.id().data()).decode("utf-8", "replace")


def best_format(formats: list[QCameraFormat]) -> QCameraFormat | None:
    """The format nearest to 1280×720 that is fast enough, without JPEG if it can be: that would have to be unpacked."""

    def badness(one: QCameraFormat) -> tuple[bool, int, bool]:
        size = one.resolution()
        return (
            one.maxFrameRate() < _FEWEST_FRAMES,
            abs(size.width() * size.height() - _SIZE.width() * _SIZE.height()),
            one.pixelFormat() is QVideoFrameFormat.PixelFormat.Format_Jpeg,
        )

    return min(formats, key=badness, default=None)


class CameraScanner(QObject):
    """`scanned` carries a code that has come into view, `pictured` each frame as a small picture and whether a code was
    read in it, `stands` a CameraState whenever it changes. Frames come through `sink`.
    """

    scanned = Signal(str)
    pictured = Signal(object, bool)
    stands = Signal(object)

    def __init__(
        self, worker: Worker, parent: QObject | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self.state = CameraState.OFF
        self.sink = QVideoSink(self)
        self.sink.videoFrameChanged.connect(self._frame)
        self._worker = worker
        self._clock = clock
        self._view = View()
        self._key = ""
        self._camera: QCamera | None = None
        self._session = QMediaCaptureSession(self)
        self._session.setVideoSink(self.sink)
        self._looks = False
        self._newest: QVideoFrame | None = None
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._is_busy)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self._try_again)
        self._devices = QMediaDevices(self)
        self._devices.videoInputsChanged.connect(self._plugged)

    def use(self, key: str) -> None:
        """Look through this camera from now on (a `Device.key`); through none when it is empty."""
        self._stop()
        self._key = key
        self._view = View()
        if key:
            self._start()
        else:
            self._set(CameraState.OFF)

    def _set(self, state: CameraState) -> None:
        if state is not self.state:
            self.state = state
            self.stands.emit(state)

    # -- the camera ------------------------------------------------------------------------------------------------

    def _start(self) -> None:
        device = next((one for one in QMediaDevices.videoInputs() if _key(one) == self._key), None)
        if device is None:
            self._set(CameraState.MISSING)
            return
        self._camera = QCamera(device, self)
        chosen = best_format(device.videoFormats())
        if chosen is not None:
            self._camera.setCameraFormat(chosen)
        self._camera.errorOccurred.connect(self._failed)
        self._session.setCamera(self._camera)
        if self.state is not CameraState.BUSY:
            self._set(CameraState.STARTING)
        self._patience.start()
        self._camera.start()

    def _stop(self) -> None:
        self._patience.stop()
        self._again.stop()
        self._newest = None
        camera, self._camera = self._camera, None
        if camera is not None:
            camera.stop()
            self._session.setCamera(None)  # type: ignore[arg-type]
            camera.deleteLater()

    def _failed(self, error: QCamera.Error) -> None:
        if error is not QCamera.Error.NoError:
            self._is_busy()

    def _is_busy(self) -> None:
        self._set(CameraState.BUSY)
        if self._key:
            self._again.start()

    def _try_again(self) -> None:
        if self._key and self.state is CameraState.BUSY:
            self._stop()
            self._start()

    def _plugged(self) -> None:
        """A camera came or went."""
        is_there = any(device.key == self._key for device in cameras())
        if self._key and is_there and self.state is CameraState.MISSING:
            self._start()
        elif self._key and not is_there:
            self._stop()
            self._set(CameraState.MISSING)

    # -- frames ----------------------------------------------------------------------------------------------------

    def _frame(self, frame: QVideoFrame) -> None:
        if not frame.isValid():
            return
        # The worker never falls behind: only the newest frame waits for it.
        self._newest = QVideoFrame(frame)
        if not self._looks:
            self._look()

    def _look(self) -> None:
        frame, self._newest = self._newest, None
        if frame is not None:
            self._looks = True
            self._worker.run(partial(look, frame), partial(self._seen, self._view))

    def _seen(self, view: View, seen: Seen) -> None:
        self._looks = False
        if view is not self._view:
            return  # The camera was changed meanwhile, or switched off.
        if self._camera is not None:
            self._patience.start()
        self._set(CameraState.ON)
        new = view.news(seen.texts, self._clock())
        self.pictured.emit(seen.picture, bool(seen.texts))
        if new:
            self.scanned.emit(new)
        self._look()


def programs_with(device: str) -> list[str]:
    """The names of the programs that have a device open, where the system tells (Linux), without this one."""
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if process.name != "self" and any(str(file.readlink()) == device for file in (process / "fd").iterdir()):
                found.add((process / "comm").read_text(encoding="utf-8").strip())
    with suppress(OSError):
        found.discard(Path("/proc/self/comm").read_text(encoding="utf-8").strip())
    return sorted(found)
