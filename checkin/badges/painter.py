"""The one painter of badges: screen, PDF and printer get the same marks. Lengths are 1/100 mm inside this module."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QRegion, QTextLayout, QTextOption

from checkin import fonts
from checkin.badges.design import Design, Qr, Rectangle, Text, filled
from checkin.badges.qr_matrix import qr_rows
from checkin.badges.stock import Cell
from checkin.domain.registrant import Registrant

UNIT = 100
"""Painter units in a millimetre: fine enough that rounding never shows, coarse enough for whole font pixels."""

_POINT = 25.4 / 72 * UNIT
_LEGIBLE = 4 * _POINT
_PITCH = 1.2
"""Line pitch in ems. A font's own line height is twice that in some scripts, and would make their names small."""

_DARK = re.compile("1+")
QUIET = 4
"""Modules of white around a QR (ISO/IEC 18004)."""


def paint_badge(painter: QPainter, cell: Cell, design: Design, fields: Mapping[str, str]) -> None:
    """Paint one badge into a cell. The painter's unit is 1/100 mm; the design is scaled to the cell and centred."""
    scale = min(cell.width / design.width, cell.height / design.height)
    painter.save()
    painter.translate(
        (cell.x + (cell.width - design.width * scale) / 2) * UNIT,
        (cell.y + (cell.height - design.height * scale) / 2) * UNIT,
    )
    painter.scale(scale, scale)
    for element in design.elements:
        box = QRectF(*(length * UNIT for length in element.box))
        match element:
            case Rectangle():
                painter.fillRect(box, QColor(element.colour))
            case Text():
                _paint_text(painter, box, element, filled(element.text, fields))
            case Qr():
                _paint_qr(painter, box, filled(element.text, fields))
    painter.restore()


def _font(size: float, *, bold: bool) -> QFont:
    font = QFont(fonts.font(10, bold=bold))
    font.setPixelSize(max(1, round(size)))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # Without this "ff" becomes one sign in the PDF, and a search for "Staff" finds nobody.
    font.setFeature(QFont.Tag.fromString("liga"), 0)
    return font


def _is_right_to_left(text: str) -> bool:
    """By the first letter that has a direction, as the Unicode bidirectional algorithm decides it."""
    for sign in text:
        direction = unicodedata.bidirectional(sign)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False


def _laid_out(text: str, size: float, width: float, *, element: Text, anywhere: bool = False) -> QTextLayout:
    option = QTextOption()
    wrap = QTextOption.WrapMode
    option.setWrapMode(wrap.WrapAtWordBoundaryOrAnywhere if anywhere else wrap.WordWrap)
    right_to_left = not text.isascii() and _is_right_to_left(text)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)
    side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(Qt.AlignmentFlag.AlignHCenter if element.centred else side | Qt.AlignmentFlag.AlignAbsolute)
    layout = QTextLayout(text, _font(size, bold=element.bold))
    layout.setTextOption(option)
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += size * _PITCH
    layout.endLayout()
    return layout


def fitted(text: str, box: QRectF, element: Text) -> tuple[QTextLayout, float, bool]:
    """The text laid out as large as fits: the layout, the size in painter units, and whether it fits at all.

    A text that does not fit at the smallest size goes on shrinking on as many lines as the box holds, and is parted
    inside a word before it gets too small to read: a name is never cut, and the caller can say which became small.
    """
    largest, smallest = element.points * _POINT, element.smallest * _POINT

    def fits(size: float, lines: int, *, anywhere: bool = False) -> QTextLayout | None:
        layout = _laid_out(text, size, box.width(), element=element, anywhere=anywhere)
        wide = max((layout.lineAt(row).naturalTextWidth() for row in range(layout.lineCount())), default=0.0)
        good = layout.lineCount() <= lines and wide <= box.width() + 1
        return layout if good and layout.lineCount() * size * _PITCH <= box.height() + 1 else None

    size = largest
    while size > smallest:
        layout = fits(size, element.lines)
        if layout is not None:
            return layout, size, True
        size *= 0.94
    good = fits(smallest, element.lines)
    if good is not None:
        return good, smallest, True
    for anywhere, least in ((False, _LEGIBLE), (True, _POINT)):
        size = smallest
        while size > least:
            size *= 0.9
            layout = fits(size, 99, anywhere=anywhere)
            if layout is not None:
                return layout, size, False
    return _laid_out(text, size, box.width(), element=element, anywhere=True), size, False


def _paint_text(painter: QPainter, box: QRectF, element: Text, text: str) -> None:
    if not text:
        return
    layout, size, _ = fitted(text, box, element)
    painter.setPen(QColor(element.colour))
    height = layout.lineCount() * size * _PITCH
    top = box.top() + max(0.0, (box.height() - height) / 2)
    for row in range(layout.lineCount()):
        line = layout.lineAt(row)
        # The baseline at a fixed share of the em puts all scripts on the same line, whatever their fonts' heights.
        line.setPosition(QPointF(0, row * size * _PITCH + size * 0.94 - line.ascent()))
    layout.draw(painter, QPointF(box.left(), top))


def _paint_qr(painter: QPainter, box: QRectF, text: str) -> None:
    painter.fillRect(box, QColor("#FFFFFF"))
    if not text:
        return
    rows = qr_rows(text)
    count = len(rows) + 2 * QUIET
    region = QRegion()
    for y, row in enumerate(rows):
        for dark in _DARK.finditer(row):
            region += QRegion(dark.start() + QUIET, y + QUIET, dark.end() - dark.start(), 1)
    painter.save()
    painter.translate(box.topLeft())
    painter.scale(box.width() / count, box.height() / count)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#000000"))
    # Edges on pixel borders stay crisp, and neighbouring modules leave no hairline between them.
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.drawRects([rect for rect in region])  # type: ignore[attr-defined]  # noqa: C416
    painter.restore()


def small_names(design: Design, people: list[tuple[Registrant, Mapping[str, str]]]) -> list[Registrant]:
    """The people of whom some text does not fit its box at the design's smallest size."""
    texts = [element for element in design.elements if isinstance(element, Text)]
    return [
        person
        for person, fields in people
        if any(not _fits(element, filled(element.text, fields)) for element in texts)
    ]


def _fits(element: Text, text: str) -> bool:
    box = QRectF(*(length * UNIT for length in element.box))
    return not text or fitted(text, box, element)[2]
