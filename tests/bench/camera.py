"""What a frame of the camera costs at 1280×720, beside the decoder alone on the same picture.

The frames are drawn: a grey room with grain, as a camera in poor light sees it; through the real sink for the rate, and
to the function that looks at them for the cost.
"""

from __future__ import annotations

import time
from typing import Any

import zxingcpp
from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from checkin.scanning.camera import CameraScanner
from checkin.scanning.frames import look
from checkin.ui.background import Background
from tests.bench.figures import Figures, Line
from tests.scanning.drawn_frames import frame_of, scene

FRAMES = 200
TARGET_MS = 12
FRAMES_A_SECOND = 10


def lines() -> list[Line]:
    app = QGuiApplication.instance() or QApplication([])
    pictures = [scene(seed=seed) for seed in range(10)]
    frames = [frame_of(picture) for picture in pictures]
    ours, peer = [], []
    for number in range(FRAMES):
        ours.append(_milliseconds(look, frames[number % len(frames)]))
        peer.append(_milliseconds(_alone, pictures[number % len(pictures)]))
    rate = _rate(frames)
    del app
    cost, alone = Figures.of(ours), Figures.of(peer)
    name = "frame of the camera without a code, 1280×720"
    reached = f"p99 {cost.p99:.1f} / {alone.p99:.1f}, {rate:.0f} a second through the sink"
    target = f"≤ {TARGET_MS} ms, ≥ {FRAMES_A_SECOND} a second"
    met = cost.p99 <= TARGET_MS and rate >= FRAMES_A_SECOND
    return [Line(name, cost, "zxing-cpp alone", alone, target, reached, met)]


def _milliseconds(deed: Any, what: Any) -> float:
    began = time.perf_counter()
    deed(what)
    return (time.perf_counter() - began) * 1000


def _alone(picture: Any) -> None:
    zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]))


def _rate(frames: list[Any]) -> float:
    worker = Background("camera")
    camera = CameraScanner(worker)
    looked: list[object] = []
    camera.pictured.connect(lambda picture, _read: looked.append(picture))
    began = time.perf_counter()
    while len(looked) < FRAMES:
        camera.sink.setVideoFrame(frames[len(looked) % len(frames)])
        count = len(looked)
        while len(looked) == count:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    took = time.perf_counter() - began
    worker.close()
    return FRAMES / took
