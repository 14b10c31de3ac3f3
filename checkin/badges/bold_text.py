"""Bold where a font has no bold: the same on a screen and in pictures as Qt prints it in a PDF.

Qt's ways are two. In a PDF it prints such letters twice, the second time half the width of an underline further on. In
a picture it swells small letters on all sides, and leaves large ones as thin as they are.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontDatabase, QGlyphRun, QPaintEngine, QPainter, QRawFont, QTextLayout

_ORIGIN = QPointF(0, 0)


def draw_bold(painter: QPainter, layout: QTextLayout) -> None:
    """Draw a bold text that lies at the painter's origin."""
    runs = layout.glyphRuns() if painter.paintEngine().type() is QPaintEngine.Type.Raster else []
    if not any(_is_thin(run) for run in runs):
        layout.draw(painter, _ORIGIN)
        return
    for run in runs:
        if _is_thin(run):
            _print_twice(painter, run)
        else:
            painter.drawGlyphRun(_ORIGIN, run)


def _is_thin(run: QGlyphRun) -> bool:
    return not _has_bold(run.rawFont().familyName())


@cache
def _has_bold(family: str) -> bool:
    return "Bold" in QFontDatabase.styles(family)


def _print_twice(painter: QPainter, run: QGlyphRun) -> None:
    bold = run.rawFont()
    font = QFont(bold.familyName())
    font.setPixelSize(round(bold.pixelSize()))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    run.setRawFont(QRawFont.fromFont(font))
    painter.drawGlyphRun(_ORIGIN, run)
    painter.drawGlyphRun(QPointF(bold.lineThickness() / 2, 0), run)
