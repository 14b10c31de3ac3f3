"""How many were in the room and online over the time: two lines that differ in colour, in stroke and in their marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from checkin.domain.presence_curve import PresenceCurve
from checkin.domain.session import Session
from checkin.reports.axes import LIGHT, Axes, Colours, extent, extent_of_nobody

_LEGEND = 1.4
"""Lines of text that a line of words above the picture takes."""

_MARK = 0.22
"""Half the width of a mark, in lines of text."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words on the picture, in the language of whoever paints."""

    room: str = "In the room"
    online: str = "Online"
    start: str = "Start"
    nobody: str = "Nobody was there"


ENGLISH = Words()


def points_in_words(curve: PresenceCurve, session: Session) -> list[tuple[str, tuple[int, int, int]]]:
    """Put the points in words for a table: the session's clock, and how many were in the room, online, and together. A
    curve over several days names the day too.
    """
    local = [session.local(at) for at in curve.at]
    pattern = "%H:%M" if len({at.date() for at in local}) <= 1 else "%Y-%m-%d %H:%M"
    counts = zip(curve.in_room, curve.online, curve.together, strict=True)
    return [(f"{at:{pattern}}", numbers) for at, numbers in zip(local, counts, strict=True)]


def paint_presence(
    painter: QPainter,
    rect: QRectF,
    curve: PresenceCurve,
    session: Session,
    colours: Colours = LIGHT,
    *,
    right_to_left: bool = False,
    words: Words = ENGLISH,
) -> None:
    """Paint both lines into `rect` (in the painter's units) with the painter's font, which sets all sizes; one that
    nobody makes is left out. Times are the session's own. From right to left, time runs to the left.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    begin, end = extent_of_nobody(session)
    if curve.at:
        begin, end = extent(curve.at[0], max(curve.at[-1], curve.at[0] + curve.step), curve.step, session)
    legend = _Legend(painter, rect, [words.room] * any(curve.in_room) + [words.online] * any(curve.online))
    mark = _MARK * legend.line
    axes = Axes(
        painter,
        rect.adjusted(mark if right_to_left else 0, legend.height, 0 if right_to_left else -mark, 0),
        session,
        colours,
        begin=begin,
        end=end,
        peak=curve.peak,
        right_to_left=right_to_left,
        is_empty=not curve.at,
    )
    axes.paint_scale()
    axes.paint_times()
    axes.paint_start(words.start)
    for counts, word, is_room in ((curve.in_room, words.room, True), (curve.online, words.online, False)):
        if any(counts):
            line = _Line(axes, counts, is_room=is_room)
            line.paint(curve)
            legend.paint(line, word)
    if not curve.at:
        painter.setPen(QColor(colours.text))
        painter.drawText(axes.plot, Qt.AlignmentFlag.AlignCenter, words.nobody)
    painter.restore()


class _Legend:
    """The words above the picture, each behind a piece of its line: side by side, or below each other where they do not
    fit.
    """

    def __init__(self, painter: QPainter, rect: QRectF, words: Sequence[str]) -> None:
        self._painter, self._rect = painter, rect
        self._metrics = QFontMetricsF(painter.font(), painter.device())
        self.line = self._metrics.height()
        self._sample, self._gap = 2.6 * self.line, 0.5 * self.line
        widths = [self._sample + self._gap + self._metrics.horizontalAdvance(word) for word in words]
        self._is_one_row = sum(widths) + 3 * self._gap * (len(words) - 1) <= rect.width()
        rows = 1 if self._is_one_row else len(words)
        self.height = (_LEGEND * rows + 0.3) * self.line
        self._left, self._top = 0.0, rect.top()

    def paint(self, line: _Line, word: str) -> None:
        """Paint the next word; one that is longer than the picture is wide is cut."""
        room = self._rect.width() - self._left - self._sample - self._gap
        word = self._metrics.elidedText(word, Qt.TextElideMode.ElideRight, room)
        width, begin = self._metrics.horizontalAdvance(word), self._left + self._sample + self._gap
        middle = self._top + self.line / 2
        line.paint_sample(self._x(self._left, line), self._x(self._left + self._sample, line), middle)
        self._painter.setPen(QColor(line.axes.colours.start))
        at = self._x(begin + width, line) if line.axes.right_to_left else self._x(begin, line)
        self._painter.drawText(QPointF(at, middle + self._metrics.capHeight() / 2), word)
        if self._is_one_row:
            self._left = begin + width + 3 * self._gap
        else:
            self._top += _LEGEND * self.line

    def _x(self, distance: float, line: _Line) -> float:
        """Where something lies that is so far from where one begins to read."""
        return self._rect.right() - distance if line.axes.right_to_left else self._rect.left() + distance


class _Line:
    """One line: who was in the room is a full line with discs, who was online is dashed with squares."""

    def __init__(self, axes: Axes, counts: Sequence[int], *, is_room: bool) -> None:
        self.axes, self.counts, self.is_room = axes, counts, is_room
        self.colour = QColor(axes.colours.bar if is_room else axes.colours.second)
        self.size = _MARK * axes.line

    def paint(self, curve: PresenceCurve) -> None:
        """Paint the line, and marks where somebody is there and the next mark is not too near."""
        places = [
            QPointF(self.axes.x(at), self.axes.y(people)) for at, people in zip(curve.at, self.counts, strict=True)
        ]
        self._stroke(lambda painter: painter.drawPolyline(QPolygonF(places)))
        last = None
        for place, people in zip(places, self.counts, strict=True):
            if people and (last is None or abs(place.x() - last.x()) >= 5 * self.size):
                self._mark(place)
                last = place

    def paint_sample(self, begin: float, end: float, y: float) -> None:
        """Paint a short piece of the line."""
        self._stroke(lambda painter: painter.drawLine(QLineF(begin, y, end, y)))
        self._mark(QPointF((begin + end) / 2, y))

    def _stroke(self, draw: Callable[[QPainter], None]) -> None:
        pen = QPen(self.colour, 0.11 * self.axes.line)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if not self.is_room:
            pen.setDashPattern([4, 2.5])
        self.axes.painter.setPen(pen)
        self.axes.painter.setBrush(Qt.BrushStyle.NoBrush)
        draw(self.axes.painter)

    def _mark(self, place: QPointF) -> None:
        painter = self.axes.painter
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colour)
        if self.is_room:
            painter.drawEllipse(place, self.size, self.size)
        else:
            painter.drawRect(QRectF(place.x() - self.size, place.y() - self.size, 2 * self.size, 2 * self.size))
