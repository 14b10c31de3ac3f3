"""The one painter of badges: screen, PDF and printer get the same marks. Lengths are 1/100 mm inside this module."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from functools import cache, lru_cache
from importlib import import_module
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from checkin.badges.design import Box, Cover, Design, Element, Fold, Line, Photo, Picture, Qr, Rectangle, Text, Upright
from checkin.badges.fields import filled
from checkin.badges.qr_matrix import is_held, qr_rows
from checkin.badges.stock import Cell
from checkin.badges.text_fitting import UNIT, fitted
from checkin.domain.registrant import Registrant

QUIET = 4
"""Modules of white around a QR (ISO/IEC 18004)."""

PhotoOf = Callable[[str], bytes | None]
"""The photo that a file name stands for, as `pictures.sanitised` makes it; None when there is none."""


class Side(Enum):
    """Which side of the paper is painted."""

    FRONT = "front"
    BACK = "back"


class Placing(NamedTuple):
    """How a design lies in a cell: by how much it is scaled, and whether it is turned by a quarter to be larger."""

    scale: float
    turned: bool


def placing(design: Design, width: float, height: float) -> Placing:
    """How the design is as large as the cell (mm) allows; it is turned only when that makes it larger by a tenth."""
    upright = min(width / design.width, height / design.height)
    turned = min(height / design.width, width / design.height)
    return Placing(turned, turned=True) if turned > upright * 1.1 else Placing(upright, turned=False)


def paint_badge(
    painter: QPainter,
    cell: Cell,
    design: Design,
    fields: Mapping[str, str],
    *,
    side: Side = Side.FRONT,
    photo: PhotoOf | None = None,
    clipped: bool = False,
) -> None:
    """Paint one side of a badge into a cell. The painter's unit is 1/100 mm; the design is scaled and centred.

    `clipped` keeps what reaches over a face (`reaches_over`) inside the cell, and off the other side of a fold.
    """
    scale, turned = placing(design, cell.width, cell.height)
    painter.save()
    if clipped:
        painter.setClipRect(_rectangle((cell.x, cell.y, cell.width, cell.height)))
    painter.translate((cell.x + cell.width / 2) * UNIT, (cell.y + cell.height / 2) * UNIT)
    if turned:
        # Seen from behind, a quarter to the right is one to the left.
        painter.rotate(90 if side is Side.FRONT else -90)
    painter.scale(scale, scale)
    painter.translate(-design.width / 2 * UNIT, -design.height / 2 * UNIT)
    if side is Side.BACK:
        paint_face(painter, design.back_elements, design, fields, photo)
    elif design.fold is Fold.NONE:
        paint_face(painter, design.elements, design, fields, photo)
    else:
        _paint_folded(painter, design, fields, photo, clipped=clipped)
    painter.restore()


def reaches_over(design: Design) -> bool:
    """Whether some element reaches over the edge of its face: on a sheet it would lie on the next badge."""
    return any(not is_inside(element.box, design.face) for element in design.all_elements)


def is_inside(box: Box, face: tuple[float, float]) -> bool:
    """Whether a box lies on its face, but for what rounding to hundredths of a millimetre may add up to."""
    x, y, width, height = box
    return min(x, y) > -_SLACK and x + width < face[0] + _SLACK and y + height < face[1] + _SLACK


_SLACK = 0.02


def _paint_folded(
    painter: QPainter, design: Design, fields: Mapping[str, str], photo: PhotoOf | None, *, clipped: bool
) -> None:
    """The front below the fold, and above it the back on its head: folded behind, it stands upright again."""
    width, height = design.face
    for elements, left, turned in ((design.elements, 0.0, 0), (design.back_elements, width, 180)):
        painter.save()
        painter.translate(left * UNIT, height * UNIT)
        painter.rotate(turned)
        if clipped:
            # Both faces have their upper edge at the fold.
            painter.setClipRect(_rectangle((-width, 0, 3 * width, 2 * height)), Qt.ClipOperation.IntersectClip)
        paint_face(painter, elements, design, fields, photo)
        painter.restore()


def paint_face(
    painter: QPainter,
    elements: tuple[Element, ...],
    design: Design,
    fields: Mapping[str, str],
    photo: PhotoOf | None,
) -> None:
    """Paint the elements of one face of a badge, from its top left corner."""
    for element in elements:
        if element.when is None or element.when.holds(fields):
            paint_element(painter, element, design, fields, photo)


@lru_cache(maxsize=256)
def _rectangle(box: Box) -> QRectF:
    """The same object for the same box, which nobody changes."""
    return QRectF(*(length * UNIT for length in box))


@lru_cache(maxsize=256)
def _colour(name: str) -> QColor:
    return QColor(name)


def paint_element(
    painter: QPainter,
    element: Element,
    design: Design,
    fields: Mapping[str, str],
    photo: PhotoOf | None = None,
) -> None:
    """Paint one element where it stands on its face."""
    box = _rectangle(element.box)
    match element:
        case Text():  # first, as most are
            painter.setPen(_colour(design.colour(element.colour, fields)))
            _paint_text(painter, box, element, filled(element.text, fields))
        case Rectangle():
            _paint_rectangle(painter, box, element, _colour(design.colour(element.colour, fields)))
        case Line():
            pen = QPen(_colour(design.colour(element.colour, fields)), element.stroke * UNIT)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawLine(QLineF(box.topLeft(), box.bottomRight()))
        case Picture():
            _paint_picture(painter, box, element.data, element.cover)
        case Photo():
            name = filled(element.text, fields)
            content = photo(name) if photo is not None and name else None
            if content is not None:
                _paint_picture(painter, box, content, element.cover)
        case Qr():
            paint_qr(painter, box, filled(element.text, fields))


def _paint_rectangle(painter: QPainter, box: QRectF, element: Rectangle, colour: QColor) -> None:
    if not element.radius and not element.stroke:
        painter.fillRect(box, colour)
        return
    half = element.stroke * UNIT / 2
    painter.setPen(QPen(colour, element.stroke * UNIT) if element.stroke else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if element.stroke else colour)
    radius = max(0.0, element.radius * UNIT - half)
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), radius, radius)


def _paint_text(painter: QPainter, box: QRectF, element: Text, text: str) -> None:
    if not text.strip():
        return
    found = fitted(text, box, element)
    room = box.height() - found.height
    above = room * _ABOVE[element.valign] if room > 0 else 0.0
    scale = found.scale
    # Saved and restored, each text would write the whole state of the painter into a PDF twice.
    before = painter.worldTransform()
    painter.translate(box.left(), box.top() + above)
    painter.scale(scale, scale)
    if element.bold and not text.isascii():
        # What draws these needs more of Qt than most lists do.
        import_module("checkin.badges.bold_text").draw_bold(painter, found.layout)
    else:
        found.layout.draw(painter, _ORIGIN)
    painter.setWorldTransform(before)


_ORIGIN = QPointF(0, 0)
_ABOVE = {Upright.TOP: 0.0, Upright.MIDDLE: 0.5, Upright.BOTTOM: 1.0}
"""How much of the room that is left in its box is above a text."""


@lru_cache(maxsize=24)
def _image(content: bytes) -> QImage:
    """The same object for the same picture: a PDF holds it once, on however many badges it is. A photo takes 2 MB."""
    return QImage.fromData(QByteArray(content))


def _paint_picture(painter: QPainter, box: QRectF, content: bytes, cover: Cover) -> None:
    image = _image(content)
    if image.isNull():
        return
    across, down = box.width() / image.width(), box.height() / image.height()
    scale = min(across, down) if cover is Cover.CONTAIN else max(across, down)
    width, height = min(box.width(), image.width() * scale), min(box.height(), image.height() * scale)
    target = QRectF(box.center().x() - width / 2, box.center().y() - height / 2, width, height)
    shown_width, shown_height = width / scale, height / scale
    source = QRectF((image.width() - shown_width) / 2, (image.height() - shown_height) / 2, shown_width, shown_height)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(target, image, source)


_RUN = re.compile("1+")
_SPAN = re.Match.span
_FINDER = 7
"""Modules of the square patterns in three corners of a QR (ISO/IEC 18004 §6.3.3)."""


class _Runs(dict[tuple[int, int], QRect]):
    """The dark modules from one place up to another in the rows of a QR, which are joined by a light module: the same
    object on every code, which saves most of the time that painting one takes.
    """

    def __init__(self, count: int) -> None:
        self._pitch = count + 1
        far = count - _FINDER
        self.finders = [
            QRect(left + x, top + y, width, height)
            for left, top in ((0, 0), (far, 0), (0, far))
            for x, y, width, height in ((0, 0, 7, 1), (0, 1, 1, 5), (6, 1, 1, 5), (0, 6, 7, 1), (2, 2, 3, 3))
        ]

    def __missing__(self, span: tuple[int, int]) -> QRect:
        row, column = divmod(span[0], self._pitch)
        run = self[span] = QRect(column, row, span[1] - span[0], 1)
        return run


@cache
def _runs(count: int) -> _Runs:
    return _Runs(count)


def _dark(rows: Sequence[str]) -> list[QRect]:
    """The dark modules as rectangles: those of the finders as they are, of the others those side by side as one."""
    left, right = "0" * _FINDER, slice(_FINDER, -_FINDER)
    top = [left + row[right] + left for row in rows[:_FINDER]]
    bottom = [left + row[_FINDER:] for row in rows[-_FINDER:]]
    runs = _runs(len(rows))
    joined = "0".join((*top, *rows[right], *bottom))
    return [*runs.finders, *map(runs.__getitem__, map(_SPAN, _RUN.finditer(joined)))]


def paint_qr(painter: QPainter, box: QRectF, text: str) -> None:
    """Paint the QR of a text into a square box, on white and with its quiet zone: nothing for an empty text, only the
    white for one that no QR holds.
    """
    if not text:
        return
    painter.fillRect(box, _colour("#FFFFFF"))
    if not is_held(text):
        return
    rows = qr_rows(text)
    count = len(rows) + 2 * QUIET
    side = min(box.width(), box.height())
    painter.save()
    painter.translate(box.center() - QPointF(side / 2, side / 2))
    painter.scale(side / count, side / count)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_colour("#000000"))
    # Edges on pixel borders stay crisp, and neighbouring modules leave no hairline between them.
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.translate(QUIET, QUIET)
    painter.drawRects(_dark(rows))
    painter.restore()


def small_names(design: Design, people: Sequence[tuple[Registrant, Mapping[str, str]]]) -> list[Registrant]:
    """The people of whom some text does not fit its box at the design's smallest size."""
    texts = [element for element in design.all_elements if isinstance(element, Text)]
    return [person for person, fields in people if not all(_fits(element, fields) for element in texts)]


def _fits(element: Text, fields: Mapping[str, str]) -> bool:
    text = filled(element.text, fields)
    shown = text.strip() and (element.when is None or element.when.holds(fields))
    return not shown or fitted(text, _rectangle(element.box), element).fits
