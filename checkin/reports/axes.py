"""What the pictures of a session have in common: a scale of people, the session's clock along the foot, its start."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from checkin.domain.session import Session

_TICK_MINUTES = (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440)
_SHORTEST = timedelta(hours=1)
"""The least time the axis shows, so that one arrival is a bar and not a wall."""


@dataclass(frozen=True, slots=True)
class Colours:
    """What the pictures are painted with, as colour names; the defaults are the light theme's. `second` is for what
    stands beside the first, and is never all that tells the two apart.
    """

    bar: str = "#0B5CAD"
    start: str = "#16202B"
    text: str = "#4A5662"
    grid: str = "#D9DEE5"
    second: str = "#9A4A00"


LIGHT = Colours()
DARK = Colours(bar="#7CB7FF", start="#F1F4F8", text="#B4BFCB", grid="#333C48", second="#FFB35C")


class Axes:
    """The axes of one picture in `rect`, from `begin` to `end` (aware) and from 0 to `peak` people: where times and
    counts lie, and the marks. Lengths are in the painter's units; its font sets all sizes.
    """

    def __init__(
        self,
        painter: QPainter,
        rect: QRectF,
        session: Session,
        colours: Colours,
        *,
        begin: datetime,
        end: datetime,
        peak: int,
        right_to_left: bool,
        is_empty: bool = False,
    ) -> None:
        self.painter, self.rect, self.session, self.colours = painter, rect, session, colours
        self.begin, self.end, self.is_empty = begin, end, is_empty
        self.right_to_left = right_to_left
        self.metrics = QFontMetricsF(painter.font(), painter.device())
        self.line = self.metrics.height()
        height = rect.height() - 2.55 * self.line
        self.unit = _unit(peak, max(1, int(height / (1.8 * self.line))))
        self.top = max(1, math.ceil(peak / self.unit)) * self.unit
        margin = self.metrics.horizontalAdvance(str(self.top)) + 0.5 * self.line
        left, right = (0.0, margin) if right_to_left else (margin, 0.0)
        self.plot = QRectF(rect.left() + left, rect.top() + 1.35 * self.line, rect.width() - left - right, height)

    def x(self, instant: datetime) -> float:
        """Find where an instant lies."""
        share = (instant - self.begin) / (self.end - self.begin)
        if self.right_to_left:
            share = 1 - share
        return self.plot.left() + share * self.plot.width()

    def y(self, people: int) -> float:
        """Find where a count lies."""
        return self.plot.bottom() - people / self.top * self.plot.height()

    def thin(self, colour: str) -> QPen:
        """Make a hairline that is as thin for its font on paper as on a screen."""
        pen = QPen(QColor(colour), max(self.line / 20, 0.5))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        return pen

    def paint_scale(self) -> None:
        """Paint lines at round counts, the counts beside them; only the foot where there is nobody."""
        for people in range(0, self.top + 1 if not self.is_empty else 1, self.unit):
            y = self.y(people)
            self.painter.setPen(self.thin(self.colours.grid))
            self.painter.drawLine(QLineF(self.plot.left(), y, self.plot.right(), y))
            if not self.is_empty:
                self.painter.setPen(QColor(self.colours.text))
                self.painter.drawText(self._beside(y, str(people)), str(people))

    def _beside(self, y: float, text: str) -> QPointF:
        baseline = y + self.metrics.capHeight() / 2
        gap = 0.5 * self.line
        if self.right_to_left:
            return QPointF(self.plot.right() + gap, baseline)
        return QPointF(self.plot.left() - gap - self.metrics.horizontalAdvance(text), baseline)

    def paint_times(self) -> None:
        """Write the session's clock along the foot, as often as there is room for it."""
        days = {self.session.local(instant).date() for instant in (self.begin, self.end, self.session.starts_at)}
        pattern = "%H:%M" if len(days) == 1 else "%d.%m. %H:%M"
        widest = self.metrics.horizontalAdvance(f"{self.begin:{pattern}}")
        baseline = self.plot.bottom() + 0.2 * self.line + self.metrics.ascent()
        last = -math.inf
        for instant in _ticks(self.begin, self.end, self.session, int(self.plot.width() / (1.5 * widest))):
            x = self.x(instant)
            self.painter.setPen(self.thin(self.colours.text))
            self.painter.drawLine(QLineF(x, self.plot.bottom(), x, self.plot.bottom() + 0.2 * self.line))
            text = f"{self.session.local(instant):{pattern}}"
            width = self.metrics.horizontalAdvance(text)
            left = self._inside(x, width)
            # One that had to be pushed inside the rectangle may have come too close to its neighbour.
            if abs(left - last) >= width + 0.4 * self.line:
                self.painter.setPen(QColor(self.colours.text))
                self.painter.drawText(QPointF(left, baseline), text)
                last = left

    def paint_start(self, word: str) -> None:
        """Paint a dashed line where the session starts, unless what is shown is days away from it."""
        if not self.begin <= self.session.starts_at <= self.end:
            return
        x = self.x(self.session.starts_at)
        pen = self.thin(self.colours.start)
        pen.setWidthF(1.6 * pen.widthF())
        pen.setDashPattern([3, 2])
        self.painter.setPen(pen)
        self.painter.drawLine(QLineF(x, self.plot.top() - 0.1 * self.line, x, self.plot.bottom()))
        text = f"{word} {self.session.local(self.session.starts_at):%H:%M}"
        left = self._inside(x, self.metrics.horizontalAdvance(text))
        self.painter.setPen(QColor(self.colours.start))
        self.painter.drawText(QPointF(left, self.rect.top() + self.metrics.ascent()), text)

    def _inside(self, x: float, width: float) -> float:
        """Find the left side of a text centred on `x` and kept inside the rectangle."""
        return max(self.rect.left(), min(x - width / 2, self.rect.right() - width))


def extent(begin: datetime, end: datetime, step: timedelta, session: Session) -> tuple[datetime, datetime]:
    """Choose the time that the axis shows, in whole steps: what there is from `begin` to `end` and, unless that is far
    away, the start of the session; at least an hour.
    """
    reach = max(_SHORTEST, end - begin)
    if begin - reach <= session.starts_at <= end + reach:
        begin, end = min(begin, session.starts_at), max(end, session.starts_at)
    missing = max(_SHORTEST - (end - begin), timedelta()) / 2
    steps = math.ceil(missing / step)
    return begin - steps * step, end + steps * step


def extent_of_nobody(session: Session) -> tuple[datetime, datetime]:
    """The time that an axis shows when there is nothing to show: that of the session."""
    return session.starts_at - _SHORTEST / 2, max(session.ends_at, session.starts_at + _SHORTEST / 2)


def _unit(peak: int, lines: int) -> int:
    """Find the smallest round distance at which at most `lines` lines above the foot reach the peak."""
    size = 1
    while True:
        for unit in (size, 2 * size, 5 * size):
            if math.ceil(peak / unit) <= lines:
                return unit
        size *= 10


def _ticks(begin: datetime, end: datetime, session: Session, most: int) -> Iterator[datetime]:
    """List round times of the session's clock from `begin` to `end`, at most about `most` of them."""
    span = (end - begin) / timedelta(minutes=1)
    minutes = next((step for step in _TICK_MINUTES if span / step <= most), 0)
    minutes = minutes or 1440 * math.ceil(span / 1440 / max(most, 1))
    local = session.local(begin)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    # On the wall clock, so that the times stay round when summer time begins in between.
    step = timedelta(minutes=minutes)
    tick = midnight + (local.replace(fold=0) - midnight) // step * step
    while (instant := tick.astimezone(UTC)) <= end:
        if instant >= begin:
            yield instant
        tick += step
