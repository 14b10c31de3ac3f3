"""The page by which a printer is measured, and what the measures say.

A printer shifts a page by a millimetre or two, and stretches it by some tenths of a percent: on labels that is a badge
over the edge. The page has two lines down and two across, at known lengths from its left and top edges. What a ruler
says of them gives the correction: where the line at `a` came out at `A` and that at `b` at `B`, the printer scales by
(B − A) / (b − a) and shifts by what is left; painting is scaled and shifted the other way.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass

from PySide6.QtCore import QBuffer, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPagedPaintDevice, QPainter, QPdfWriter, QPen, QTransform

from checkin.badges.sheets import page_layout
from checkin.badges.stock import Stock
from checkin.badges.text_fitting import POINT, UNIT
from checkin.domain.errors import DeskError
from checkin.fonts import font
from checkin.settings import Profile, is_sound

_FROM_EDGE = 20.0
_UNITS_PER_INCH = round(25.4 * UNIT)


@dataclass(frozen=True, slots=True)
class Measures:
    """How far the lines lie from the edges, in millimetres: two down from the left, two across from the top."""

    left: float
    right: float
    top: float
    bottom: float


def wanted(stock: Stock) -> Measures:
    """Where the lines lie on a page of this stock when the printer is right."""
    across, down = (min(_FROM_EDGE, round(side / 4)) for side in (stock.page_width, stock.page_height))
    return Measures(across, stock.page_width - across, down, stock.page_height - down)


def correction(stock: Stock, measured: Measures) -> Profile:
    """The correction of a printer that put the lines there. Raises DeskError where no printer is as wrong as that."""
    aim = wanted(stock)
    found = []
    for a, b, at_a, at_b in (
        (aim.left, aim.right, measured.left, measured.right),
        (aim.top, aim.bottom, measured.top, measured.bottom),
    ):
        stretch = (at_b - at_a) / (b - a)
        if stretch <= 0:
            raise _too_far()
        found.append(((a * stretch - at_a) / stretch, 1 / stretch))
    (right, scale_x), (down, scale_y) = found
    return _sound(Profile(right, down, scale_x, scale_y))


def on_top(known: Profile, more: Profile) -> Profile:
    """One correction for two: `more` was measured on a page that `known` had corrected. Raises DeskError."""
    return _sound(
        Profile(
            known.right + known.scale_x * more.right,
            known.down + known.scale_y * more.down,
            known.scale_x * more.scale_x,
            known.scale_y * more.scale_y,
        )
    )


def _sound(found: Profile) -> Profile:
    profile = Profile(*(round(value, 5) for value in astuple(found)))
    if not is_sound(profile):
        raise _too_far()
    return profile


def _too_far() -> DeskError:
    return DeskError(
        "No printer is as far off as these measures say.",
        "Measure again, in millimetres from the paper's left and top edges, on a page printed in actual size.",
    )


def page_pdf(stock: Stock, profile: Profile, words: tuple[str, ...]) -> bytes:
    """The page as a PDF, corrected by a profile that is known already. `words` are said of it, each in one line."""
    content = QBuffer()
    content.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(content)
    writer.setResolution(_UNITS_PER_INCH)
    writer.setPageLayout(page_layout(stock))
    paint_on(writer, stock, profile, words)
    return bytes(content.data().data())


def paint_on(device: QPagedPaintDevice, stock: Stock, profile: Profile, words: tuple[str, ...]) -> None:
    """Paint the page on a PDF writer or a printer whose page layout is set. Raises DeskError."""
    painter = QPainter()
    if not painter.begin(device):
        raise DeskError("The printer did not take the page.", "Check that it is on.")
    dots = device.logicalDpiX() / _UNITS_PER_INCH
    painter.scale(dots, dots)
    painter.translate(profile.right * UNIT, profile.down * UNIT)
    painter.scale(profile.scale_x, profile.scale_y)
    _paint(painter, stock, words)
    painter.end()


def _paint(painter: QPainter, stock: Stock, words: tuple[str, ...]) -> None:
    width, height = stock.page_width * UNIT, stock.page_height * UNIT
    painter.setPen(QPen(QColor("#8090A0"), 0.1 * UNIT))
    for cell in stock.cells:
        painter.drawRect(QRectF(cell.x * UNIT, cell.y * UNIT, cell.width * UNIT, cell.height * UNIT))
    painter.setPen(QPen(QColor("#000000"), 0.2 * UNIT))
    aim = wanted(stock)
    small = font(min(9.0, stock.page_height / 8))
    small.setPixelSize(round(small.pointSizeF() * POINT))
    painter.setFont(small)
    line = painter.fontMetrics().height()
    for x, name in ((aim.left, "A"), (aim.right, "B")):
        painter.drawLine(QLineF(x * UNIT, 0, x * UNIT, height))
        _put(painter, QPointF(x * UNIT + line / 4, height / 2), f"{name}  {x:g} mm", turned=True)
    for y, name in ((aim.top, "C"), (aim.bottom, "D")):
        painter.drawLine(QLineF(0, y * UNIT, width, y * UNIT))
        _put(painter, QPointF(width / 2, y * UNIT - line / 4), f"{name}  {y:g} mm")
    room = QRectF(aim.left * UNIT, aim.top * UNIT, (aim.right - aim.left) * UNIT, (aim.bottom - aim.top) * UNIT)
    inner = room.adjusted(2 * line, line, -2 * line, -line)
    flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
    text = "\n".join(words)
    painter.fillRect(painter.boundingRect(inner, flags, text), QColor("#FFFFFF"))
    painter.drawText(inner, flags, text)


def _put(painter: QPainter, at: QPointF, text: str, *, turned: bool = False) -> None:
    painter.save()
    painter.setTransform(QTransform.fromTranslate(at.x(), at.y()).rotate(90 if turned else 0), combine=True)
    painter.drawText(QPointF(0, 0), text)
    painter.restore()
