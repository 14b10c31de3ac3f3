"""Frames as a camera gives them, drawn: codes of every kind on a noisy picture, in the forms that cameras send."""

from __future__ import annotations

import random

import zxingcpp
from PIL import Image, ImageFilter, ImageOps
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat

Format = QVideoFrameFormat.PixelFormat
SIZE = (1280, 720)


def code_image(text: str, kind: zxingcpp.BarcodeFormat = zxingcpp.BarcodeFormat.QRCode, side: int = 300) -> Image.Image:
    """A code with its quiet zone, as printed."""
    drawn = Image.fromarray(zxingcpp.write_barcode_to_image(zxingcpp.create_barcode(text, kind), scale=1))
    drawn = ImageOps.expand(drawn.convert("L"), 4, 255)
    return drawn.resize((side, round(side * drawn.height / drawn.width)), Image.Resampling.NEAREST)


def scene(
    *codes: Image.Image, size: tuple[int, int] = SIZE, noise: int = 12, blur: float = 0.0, seed: int = 1
) -> Image.Image:
    """A grey picture with the codes side by side on it."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    room = Image.frombytes("L", (64, 36), chance.randbytes(64 * 36)).resize(size, Image.Resampling.BICUBIC)
    grain = Image.effect_noise(size, noise)
    whole = Image.blend(room, grain, 0.5)
    left = 60
    for code in codes:
        whole.paste(code, (left, (size[1] - code.height) // 2))
        left += code.width + 60
    return whole.filter(ImageFilter.GaussianBlur(blur)) if blur else whole


def frame_of(grey: Image.Image, form: Format = Format.Format_NV12) -> QVideoFrame:
    """A frame that holds this picture in one of the forms of cameras."""
    width, height = grey.size
    frame = QVideoFrame(QVideoFrameFormat(QSize(width, height), form))
    assert frame.map(QVideoFrame.MapMode.WriteOnly)
    line = frame.bytesPerLine(0)
    first, pixel = {
        Format.Format_YUYV: (0, 2),
        Format.Format_UYVY: (1, 2),
        Format.Format_BGRA8888: (1, 4),
        Format.Format_RGBX8888: (1, 4),
        Format.Format_ARGB8888: (2, 4),
        Format.Format_XBGR8888: (2, 4),
        Format.Format_P010: (1, 2),
    }.get(form, (0, 1))
    data, bright = memoryview(frame.bits(0)), grey.tobytes()
    for row in range(height):
        start = row * line + first
        data[start : start + width * pixel - first : pixel] = bright[row * width : (row + 1) * width]
    frame.unmap()
    return frame


def frame_of_image(grey: Image.Image) -> QVideoFrame:
    """A frame that Qt made from an image of its own."""
    image = QImage(grey.tobytes(), *grey.size, grey.width, QImage.Format.Format_Grayscale8)
    return QVideoFrame(image.convertToFormat(QImage.Format.Format_RGB32))
