"""From one frame of a camera to the codes in it: only its brightness is read, and nothing else of it is kept.

Measured at 1280×720: half of the size finds a code that is held to the camera in a tenth of the time; the whole size is
looked at only when that finds none. A code that is found and cannot be read is tried once more, smoothed and sharpened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

import zxingcpp
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat

_SMALLEST = 21
"""Pixels: the modules of the smallest QR."""

PICTURE_WIDTH = 320
"""Pixels of the small picture at the door."""

_Format = QVideoFrameFormat.PixelFormat

# Where the brightness of a pixel lies in the first plane: the first byte, and bytes from one pixel to the next. Of red,
# green and blue, green is nearest to what an eye calls bright; of sixteen bits the higher eight are enough.
_BRIGHTNESS: dict[_Format, tuple[int, int]] = {
    **dict.fromkeys(
        (
            _Format.Format_NV12,
            _Format.Format_NV21,
            _Format.Format_YUV420P,
            _Format.Format_YUV422P,
            _Format.Format_YV12,
            _Format.Format_IMC1,
            _Format.Format_IMC2,
            _Format.Format_IMC3,
            _Format.Format_IMC4,
            _Format.Format_Y8,
        ),
        (0, 1),
    ),
    _Format.Format_YUYV: (0, 2),
    _Format.Format_UYVY: (1, 2),
    **dict.fromkeys((_Format.Format_P010, _Format.Format_P016, _Format.Format_Y16), (1, 2)),
    **dict.fromkeys((_Format.Format_BGRA8888, _Format.Format_BGRX8888, _Format.Format_BGRA8888_Premultiplied), (1, 4)),
    **dict.fromkeys((_Format.Format_RGBA8888, _Format.Format_RGBX8888), (1, 4)),
    **dict.fromkeys((_Format.Format_ARGB8888, _Format.Format_XRGB8888, _Format.Format_ARGB8888_Premultiplied), (2, 4)),
    **dict.fromkeys((_Format.Format_ABGR8888, _Format.Format_XBGR8888), (2, 4)),
}


@dataclass(frozen=True, slots=True)
class Plane:
    """The brightness of a frame: bytes from its first pixel on, and how many to the next pixel and to the next line."""

    data: memoryview
    width: int
    height: int
    pixel: int
    line: int

    def every(self, step: int) -> zxingcpp.ImageView:
        """Each `step`-th pixel of each `step`-th line, without a copy."""
        return zxingcpp.ImageView(
            self.data,
            self.width // step,
            self.height // step,
            zxingcpp.ImageFormat.Lum,
            self.line * step,
            self.pixel * step,
        )

    def picture(self) -> QImage:
        """A small grey picture of it."""
        step = max(1, round(self.width / PICTURE_WIDTH))
        width, height = self.width // step, self.height // step
        across = self.width // step * step * self.pixel
        lines = (
            bytes(self.data[start : start + across : self.pixel * step][:width])
            for start in range(0, height * step * self.line, self.line * step)
        )
        return QImage(b"".join(lines), width, height, width, QImage.Format.Format_Grayscale8).copy()


@dataclass(frozen=True, slots=True)
class Seen:
    """What one frame shows: the texts of the codes in it, the largest first, and a small picture of it."""

    texts: tuple[str, ...] = ()
    picture: QImage = field(default_factory=QImage)


def look(frame: QVideoFrame) -> Seen:
    """Find the codes in a frame. Takes some milliseconds: not for the window's thread."""
    place = _BRIGHTNESS.get(frame.pixelFormat())
    if place is not None and frame.map(QVideoFrame.MapMode.ReadOnly):
        try:
            first, pixel = place
            data = memoryview(frame.bits(0))[first:]
            # Without the last line where the first byte of a pixel is not its brightness: the line would end too early.
            height = frame.height() - bool(first)
            return _seen(Plane(data, frame.width(), height, pixel, frame.bytesPerLine(0)))
        finally:
            frame.unmap()
    image = frame.toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    if image.isNull():
        return Seen()
    return _seen(Plane(memoryview(image.constBits()), image.width(), image.height(), 1, image.bytesPerLine()))


def _seen(plane: Plane) -> Seen:
    if min(plane.width, plane.height) < _SMALLEST:
        return Seen()
    found = _read(plane.every(2)) or _read(plane.every(1))
    readable = [code for code in found if _is_whole(code)]
    if found and not readable:
        readable = [code for code in _read(_sharpened(plane)) if _is_whole(code)]
    readable.sort(key=_size, reverse=True)
    return Seen(tuple(code.text for code in readable), plane.picture())


def _read(image: Any) -> Sequence[Any]:
    # Not a constant of this module: the library would complain of it when the program ends.
    qr_only = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
    return zxingcpp.read_barcodes(image, formats=qr_only, text_mode=zxingcpp.TextMode.Plain, return_errors=True)


def _is_whole(code: Any) -> bool:
    return bool(code.valid and code.text)


def _size(code: Any) -> int:
    """The square of its diagonal, in pixels: the code that is nearest to the camera is the one that is held to it."""
    one, other = code.position.top_left, code.position.bottom_right
    return int((one.x - other.x) ** 2 + (one.y - other.y) ** 2)


def _sharpened(plane: Plane) -> Any:
    image, filters = import_module("PIL.Image"), import_module("PIL.ImageFilter")
    across = plane.width * plane.pixel
    lines = b"".join(
        bytes(plane.data[start : start + across : plane.pixel][: plane.width])
        for start in range(0, plane.height * plane.line, plane.line)
    )
    grey = image.frombytes("L", (plane.width, plane.height), lines)
    return grey.filter(filters.GaussianBlur(1.5)).filter(filters.UnsharpMask(3, 200, 2))


_GONE = 1.0
"""Seconds that a code must be out of view before it can be read again: some frames of a moving hand are blurred."""

_HOLD = 1.5
"""Seconds between two codes: the answer to the first has to be seen, when somebody holds two badges to the camera."""


class View:
    """The codes in view: each is a scan once, until it has left."""

    def __init__(self) -> None:
        self._last_seen: dict[str, float] = {}
        self._read_at = float("-inf")

    def news(self, texts: Sequence[str], at: float) -> str:
        """The code that is new in a frame of this instant (seconds), the largest first; empty when there is none."""
        still = {text: seen for text, seen in self._last_seen.items() if at - seen < _GONE}
        self._last_seen = {text: at if text in texts else seen for text, seen in still.items()}
        new = next((text for text in texts if text not in self._last_seen), "")
        if not new or at - self._read_at < _HOLD:
            return ""
        self._last_seen[new] = self._read_at = at
        return new
