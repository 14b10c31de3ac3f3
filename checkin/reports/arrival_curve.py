"""The arrival curve: bars of the people who came in each step of time, and a line where the session starts."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from checkin.domain.attendance import Curve
from checkin.domain.session import Session
from checkin.reports.axes import LIGHT, Axes, Colours, extent, extent_of_nobody


def curve_in_words(curve: Curve, session: Session, step: str = "{begin} to {end}") -> list[tuple[str, int]]:
    """Put the curve in words for a screen reader: each step as "12:25 to 12:30" on the session's clock, and its count.
    `step` is how that is said in the language of whoever asks.

    A curve over several days names the day too.
    """
    days = {session.local(start).date() for start in curve.starts}
    pattern = "%H:%M" if len(days) <= 1 else "%Y-%m-%d %H:%M"
    return [
        (
            step.format(begin=f"{session.local(start):{pattern}}", end=f"{session.local(start + curve.step):%H:%M}"),
            people,
        )
        for start, people in zip(curve.starts, curve.counts, strict=True)
    ]


def paint_curve(
    painter: QPainter,
    rect: QRectF,
    curve: Curve,
    session: Session,
    colours: Colours = LIGHT,
    *,
    right_to_left: bool = False,
    start_word: str = "Start",
    empty_words: str = "No check-ins",
) -> None:
    """Paint the curve into `rect` (in the painter's units) with the painter's font, which sets all sizes.

    Times are the session's own. From right to left, time runs to the left and the scale stands on the right. The two
    words are the only ones on it, in the language of whoever paints.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    begin, end = extent_of_nobody(session)
    if curve.starts:
        begin, end = extent(curve.starts[0], curve.starts[-1] + curve.step, curve.step, session)
    axes = Axes(
        painter,
        rect,
        session,
        colours,
        begin=begin,
        end=end,
        peak=curve.peak,
        right_to_left=right_to_left,
        is_empty=not curve.counts,
    )
    axes.paint_scale()
    _paint_bars(axes, curve)
    axes.paint_times()
    axes.paint_start(start_word)
    if not curve.counts:
        painter.setPen(QColor(colours.text))
        painter.drawText(axes.plot, Qt.AlignmentFlag.AlignCenter, empty_words)
    painter.restore()


def _paint_bars(axes: Axes, curve: Curve) -> None:
    """Paint a bar for each step in which someone came."""
    axes.painter.setPen(Qt.PenStyle.NoPen)
    axes.painter.setBrush(QColor(axes.colours.bar))
    for start, people in zip(curve.starts, curve.counts, strict=True):
        if people:
            sides = sorted((axes.x(start), axes.x(start + curve.step)))
            gap = 0.09 * (sides[1] - sides[0])
            box = QRectF(QPointF(sides[0] + gap, axes.y(people)), QPointF(sides[1] - gap, axes.plot.bottom()))
            axes.painter.drawPath(_bar(box, min(0.15 * box.width(), 0.2 * axes.line, box.height())))


def _bar(box: QRectF, radius: float) -> QPainterPath:
    """Draw a bar with its two upper corners rounded."""
    path = QPainterPath(box.bottomLeft())
    path.lineTo(box.left(), box.top() + radius)
    path.quadTo(box.topLeft(), QPointF(box.left() + radius, box.top()))
    path.lineTo(box.right() - radius, box.top())
    path.quadTo(box.topRight(), QPointF(box.right(), box.top() + radius))
    path.lineTo(box.bottomRight())
    path.closeSubpath()
    return path
