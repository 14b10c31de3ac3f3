"""The camera's path: drawn frames go through the real sink, are looked at beside the window's thread, and are scans."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from checkin.domain.code import new_code
from checkin.scanning.camera import CameraScanner, CameraState, best_format, cameras, programs_with
from checkin.scanning.frames import Seen
from checkin.ui.background import Background
from tests.scanning.drawn_frames import Format, code_image, frame_of, frame_of_image, scene


class Watched(Background):
    """The worker, and on which threads it worked."""

    def __init__(self) -> None:
        super().__init__("camera")
        self.threads: set[int] = set()
        self.looked = 0

    def run(self, task: Callable[[], Seen], then: Callable[[Seen], None]) -> None:  # type: ignore[override]
        super().run(partial(self._watch, task), then)

    def _watch(self, task: Callable[[], Seen]) -> Seen:
        self.threads.add(threading.get_ident())
        self.looked += 1
        return task()


class Camera:
    """A camera scanner, its clock, and what it has told."""

    def __init__(self) -> None:
        self.now = 100.0
        self.worker = Watched()
        self.scanner = CameraScanner(self.worker, clock=lambda: self.now)
        self.scans: list[str] = []
        self.pictures: list[tuple[QImage, bool]] = []
        self.states: list[CameraState] = []
        self.scanner.scanned.connect(self.scans.append)
        self.scanner.pictured.connect(lambda picture, read: self.pictures.append((picture, read)))
        self.scanner.stands.connect(self.states.append)

    def show(self, qtbot: QtBot, *frames: object, each: float = 0.1) -> None:
        """Give frames to the sink, one after the other as each has been looked at."""
        for frame in frames:
            count = len(self.pictures)
            self.scanner.sink.setVideoFrame(frame)  # type: ignore[arg-type]
            qtbot.waitUntil(lambda count=count: len(self.pictures) > count)  # type: ignore[misc]
            self.now += each


@pytest.fixture
def camera(qtbot: QtBot) -> Iterator[Camera]:
    camera = Camera()
    yield camera
    camera.scanner.use("")
    camera.worker.close()


def test_a_code_that_comes_into_view_is_one_scan_until_it_has_left(qtbot: QtBot, camera: Camera) -> None:
    code = new_code()
    # The sink tells of a frame only when it is another one than before.
    there = [frame_of(scene(code_image(code), seed=seed)) for seed in (1, 2)]
    gone = [frame_of(scene(seed=seed)) for seed in (1, 2)]
    camera.show(qtbot, gone[0], *there * 4)
    assert camera.scans == [code]
    camera.show(qtbot, *gone * 6, there[0])
    assert camera.scans == [code, code]
    assert camera.states == [CameraState.ON]
    assert [read for _, read in camera.pictures[:3]] == [False, True, True]
    assert camera.pictures[1][0].width() == 320


@pytest.mark.parametrize("form", [Format.Format_NV12, Format.Format_YUV420P, Format.Format_YUYV])
def test_frames_of_every_camera_are_read(qtbot: QtBot, camera: Camera, form: Format) -> None:
    code = new_code()
    camera.show(qtbot, frame_of(scene(code_image(code)), form))
    assert camera.scans == [code]


def test_frames_are_looked_at_beside_the_windows_thread_and_only_the_newest_waits(qtbot: QtBot, camera: Camera) -> None:
    last = new_code()
    frames = [frame_of(scene(seed=seed)) for seed in range(30)]
    for frame in frames:
        camera.scanner.sink.setVideoFrame(frame)
    camera.scanner.sink.setVideoFrame(frame_of_image(scene(code_image(last))))
    qtbot.waitUntil(lambda: camera.scans == [last])
    assert camera.worker.looked == 2
    assert camera.worker.threads
    assert threading.get_ident() not in camera.worker.threads


def test_what_came_before_the_camera_was_changed_is_forgotten(qtbot: QtBot, camera: Camera) -> None:
    code = new_code()
    camera.show(qtbot, frame_of(scene(code_image(code))))
    camera.scanner.use("")
    camera.now += 5
    camera.show(qtbot, frame_of(scene(code_image(code))))
    assert camera.scans == [code, code]


def test_a_camera_that_is_not_there_is_said(camera: Camera) -> None:
    camera.scanner.use("/dev/video99")
    assert camera.scanner.state is CameraState.MISSING
    camera.scanner.use("")
    assert camera.scanner.state is CameraState.OFF


def test_a_camera_that_gives_no_frame_is_busy(qtbot: QtBot, camera: Camera) -> None:
    camera.scanner._patience.start(10)
    qtbot.waitUntil(lambda: camera.scanner.state is CameraState.BUSY)
    camera.show(qtbot, frame_of(scene()))
    assert camera.scanner.state is CameraState.ON


def test_the_cameras_of_this_laptop_are_listed() -> None:
    assert all(one.key and one.title for one in cameras())
    assert best_format([]) is None


@pytest.mark.skipif(not Path("/proc/self/fd").exists() or shutil.which("sleep") is None, reason="needs Linux")
def test_the_program_that_has_the_camera_is_named(tmp_path: Path) -> None:
    device = tmp_path / "video0"
    device.touch()
    with device.open() as held:
        other = subprocess.Popen(["sleep", "60"], stdin=held)
        try:
            assert programs_with(str(device)) == ["sleep"]
        finally:
            other.kill()
            other.wait()
    assert programs_with(str(device)) == []
    assert sys.executable


@pytest.mark.bench
def test_ten_frames_a_second_are_looked_at_at_1280_by_720(qtbot: QtBot, camera: Camera) -> None:
    frames = [frame_of(scene(seed=seed)) for seed in range(10)]
    began = time.perf_counter()
    camera.show(qtbot, *frames * 10)
    assert 100 / (time.perf_counter() - began) >= 10
