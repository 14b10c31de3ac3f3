"""The panel that answers each scan: colour, shape and words large enough to read from one metre away."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFont,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from checkin.domain.admission import Reason
from checkin.ui.parts.faces import FACES, Face, Shape
from checkin.ui.parts.labels import FittedLabel
from checkin.ui.parts.ready_words import ready_to
from checkin.ui.parts.theme import STOP, STOP_BORDER_DARK, Theme
from checkin.ui.parts.wording import Words

_SMALLEST = 0.3
"""The share of its size to which the text may shrink before it would be cut."""

_STRIP = (14, 6, 14, 6)
"""The margins of what is to be done first (pixels)."""

_OCTAGON = ((0.3, 0.02), (0.7, 0.02), (0.98, 0.3), (0.98, 0.7), (0.7, 0.98), (0.3, 0.98), (0.02, 0.7), (0.02, 0.3))


class Sign(QWidget):
    """The drawn shape: a tick in a circle, «2×» in a diamond, a cross in an octagon, a scan frame."""

    def __init__(self) -> None:
        super().__init__()
        self._shape = Shape.FRAME
        self.setFixedSize(QSize(116, 116))

    def show_shape(self, shape: Shape) -> None:
        """Draw another shape."""
        self._shape = shape
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height())
        painter.scale(side, side)
        pen = QPen(self.palette().windowText().color(), 0.085)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        {
            Shape.TICK: _tick,
            Shape.TWICE: _twice,
            Shape.CROSS: _cross,
            Shape.FRAME: _frame,
            Shape.AGAIN: _again,
            Shape.BACK: _back,
            Shape.ASK: _ask,
            Shape.NOTE: _note,
            Shape.RETURN: _return,
            Shape.OUT: _out,
            Shape.PEOPLE: _people,
        }[self._shape](painter)
        painter.end()


def _tick(painter: QPainter) -> None:
    painter.drawEllipse(QRectF(0.05, 0.05, 0.9, 0.9))
    painter.drawPolyline(QPolygonF([QPointF(0.29, 0.53), QPointF(0.44, 0.67), QPointF(0.72, 0.36)]))


def _twice(painter: QPainter) -> None:
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # It is a sign, and no word: never "×2".
    painter.drawPolygon(QPolygonF([QPointF(0.5, 0.05), QPointF(0.95, 0.5), QPointF(0.5, 0.95), QPointF(0.05, 0.5)]))
    font = QFont(painter.font())
    font.setBold(True)
    font.setPixelSize(100)
    painter.setFont(font)
    painter.save()
    painter.scale(0.0036, 0.0036)
    painter.drawText(QRectF(0, 0, 278, 278), Qt.AlignmentFlag.AlignCenter, "2×")
    painter.restore()


def _cross(painter: QPainter) -> None:
    painter.drawPolygon(QPolygonF([QPointF(0.05 + x * 0.9, 0.05 + y * 0.9) for x, y in _OCTAGON]))
    painter.drawLine(QPointF(0.35, 0.35), QPointF(0.65, 0.65))
    painter.drawLine(QPointF(0.65, 0.35), QPointF(0.35, 0.65))


def _frame(painter: QPainter) -> None:
    for x, y in ((0.08, 0.08), (0.92, 0.08), (0.92, 0.92), (0.08, 0.92)):
        inward_x, inward_y = (0.22 if x < 0.5 else -0.22), (0.22 if y < 0.5 else -0.22)  # noqa: PLR2004 - the middle
        painter.drawPolyline(QPolygonF([QPointF(x, y + inward_y), QPointF(x, y), QPointF(x + inward_x, y)]))
    painter.drawLine(QPointF(0.2, 0.5), QPointF(0.8, 0.5))


def _again(painter: QPainter) -> None:
    _frame_corners_only(painter)
    painter.drawArc(QRectF(0.28, 0.28, 0.44, 0.44), 40 * 16, 280 * 16)
    painter.drawPolyline(QPolygonF([QPointF(0.72, 0.2), QPointF(0.69, 0.37), QPointF(0.53, 0.35)]))


def _frame_corners_only(painter: QPainter) -> None:
    painter.drawRoundedRect(QRectF(0.05, 0.05, 0.9, 0.9), 0.16, 0.16)


def _back(painter: QPainter) -> None:
    painter.drawEllipse(QRectF(0.05, 0.05, 0.9, 0.9))
    painter.drawPolyline(QPolygonF([QPointF(0.42, 0.32), QPointF(0.28, 0.46), QPointF(0.42, 0.6)]))
    painter.drawPolyline(QPolygonF([QPointF(0.28, 0.46), QPointF(0.7, 0.46), QPointF(0.7, 0.68)]))


def _ask(painter: QPainter) -> None:
    painter.drawPolygon(QPolygonF([QPointF(0.05 + x * 0.9, 0.05 + y * 0.9) for x, y in _OCTAGON]))
    painter.drawArc(QRectF(0.35, 0.22, 0.3, 0.3), -90 * 16, 270 * 16)
    painter.drawLine(QPointF(0.5, 0.52), QPointF(0.5, 0.6))
    painter.drawPoint(QPointF(0.5, 0.76))


def _note(painter: QPainter) -> None:
    painter.drawEllipse(QRectF(0.05, 0.05, 0.9, 0.9))
    painter.drawLine(QPointF(0.5, 0.26), QPointF(0.5, 0.56))
    painter.drawPoint(QPointF(0.5, 0.74))


def _return(painter: QPainter) -> None:
    painter.drawEllipse(QRectF(0.05, 0.05, 0.9, 0.9))
    painter.drawArc(QRectF(0.28, 0.3, 0.44, 0.44), 130 * 16, -260 * 16)
    painter.drawPolyline(QPolygonF([QPointF(0.3, 0.2), QPointF(0.33, 0.38), QPointF(0.51, 0.36)]))


def _out(painter: QPainter) -> None:
    painter.drawPolyline(QPolygonF([QPointF(0.55, 0.08), QPointF(0.1, 0.08), QPointF(0.1, 0.92), QPointF(0.55, 0.92)]))
    painter.drawLine(QPointF(0.38, 0.5), QPointF(0.92, 0.5))
    painter.drawPolyline(QPolygonF([QPointF(0.72, 0.3), QPointF(0.92, 0.5), QPointF(0.72, 0.7)]))


def _people(painter: QPainter) -> None:
    for middle, top, size in ((0.5, 0.1, 0.26), (0.17, 0.26, 0.18), (0.83, 0.26, 0.18)):
        painter.drawEllipse(QRectF(middle - size / 2, top, size, size))
        shoulders = QRectF(middle - size * 0.85, top + size * 1.25, size * 1.7, size * 2.6)
        painter.drawArc(shoulders, 0, 180 * 16)


def _spoken(*parts: str) -> str:
    return ". ".join(part for part in parts if part).replace(".. ", ". ")


class VerdictPanel(QFrame):
    """`door_verdict`: its accessible name is the verdict in words with the person's name."""

    def __init__(self, theme: Theme, name: str = "door_verdict") -> None:
        super().__init__()
        self.setObjectName(name)
        self.theme = theme
        self._face: Face | None = None
        self.hides_names = self.is_edged = False
        self._sign = Sign()
        self._head = FittedLabel(33, 20, 2, bold=True)
        self._name = FittedLabel(43, 24, 3, bold=True)
        self._note = FittedLabel(23, 15, 4, bold=True)
        self._detail = FittedLabel(19, 13, 5)
        self._unit = 1.0
        self._strip = QFrame()
        self._strip.setObjectName(f"{name}_strip")
        note = QVBoxLayout(self._strip)
        note.setContentsMargins(*_STRIP)
        note.addWidget(self._note)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch(1)
        for part in (self._head, self._name, self._strip, self._detail):
            words.addWidget(part)
        words.addStretch(1)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(36, 24, 36, 24)
        row.setSpacing(32)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)

    def set_sizes(self, points: float) -> None:
        """Follow the text size: `points` is that of ordinary text (12 pt as drawn: name 58 px, head 44 px)."""
        self._unit = points / 12
        self._fit()

    def copy_sizes(self, other: VerdictPanel) -> None:
        """Have words as large as another panel's."""
        self._unit = other._unit

    def hasHeightForWidth(self) -> bool:
        return False  # The words follow the panel's size, never the panel theirs.

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 160)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Make the words as large as the text size asks for, or as the panel holds: none is ever cut."""
        margins = self._row.contentsMargins()
        height = self.height() - margins.top() - margins.bottom() - 8
        unit = self._unit
        while not self._fits(unit, height) and unit > _SMALLEST * self._unit:
            unit *= 0.92

    def _fits(self, unit: float, height: int) -> bool:
        side = round(116 * min(unit, 1.5))
        self._sign.setFixedSize(QSize(side, side))
        self._head.set_points(33 * unit, 20 * unit)
        self._name.set_points(43 * unit, 24 * unit)
        self._note.set_points(23 * unit, 15 * unit)
        self._detail.set_points(19 * unit, 13 * unit)
        margins = self._row.contentsMargins()
        width = self.width() - side - self._row.spacing() - margins.left() - margins.right()
        parts = sum(part.heightForWidth(width) for part in (self._head, self._name, self._detail) if part.text())
        left, top, right, bottom = _STRIP
        strip = self._note.heightForWidth(width - left - right) + top + bottom if self._note.text() else 0
        return parts + strip <= height

    def set_theme(self, theme: Theme) -> None:
        """Repaint in the light or the dark set."""
        self.theme = theme
        self._colour()

    def show_words(self, words: Words, face: Face | None) -> None:
        """Show a verdict; `face` None is the neutral panel. While names are hidden, only one that has to be written on
        paper is shown.
        """
        if self.hides_names and (words.name or words.nameless) and face is not FACES[Reason.NOT_SAVED]:
            words = Words(words.nameless or words.head, detail=self.tr("Names are hidden while the door is locked."))
        self._face = face
        self._sign.show_shape(face.shape if face else Shape.FRAME)
        self._head.set_text(words.head)
        self._name.set_text(words.name)
        self._note.set_text(words.note)
        self._strip.setVisible(bool(words.note))
        self._detail.set_text(words.detail)
        self._fit()
        self._colour()
        self.setAccessibleName(_spoken(words.head, words.name, words.note, *words.detail.splitlines()))

    def show_ready(self, *, leaving: bool = False, closed: bool = False) -> None:
        """Show that nobody is at the door, where people come in or go out, or the session was closed."""
        self.show_words(*ready_to(leaving=leaving, closed=closed))

    def announce(self) -> None:
        """Say the verdict to a screen reader, without moving the focus."""
        event = QAccessibleAnnouncementEvent(self, self.accessibleName())
        urgent = self._face is not None and self._face.urgent
        politeness = QAccessible.AnnouncementPoliteness
        event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
        QAccessible.updateAccessibility(event)

    def _colour(self) -> None:
        face = self._face
        background, text = (face.colours if face else None) or (self.theme.ready, self.theme.on_ready)
        border = STOP_BORDER_DARK if self.theme.name == "dark" and (background, text) == STOP else background
        border = text if self.is_edged else border
        # By object name: the rule must not reach the labels inside, which take their colour from the palette.
        self.setStyleSheet(
            f"#{self.objectName()} {{ background: {background}; border: 2px solid {border}; border-radius: 14px; }}"
            # What comes first stands out from the welcome: the same two colours, the other way round.
            f"#{self._strip.objectName()} {{ background: {text}; border-radius: 8px; }}"
        )
        for part in (self._sign, self._head, self._name, self._note, self._detail):
            palette = QPalette(part.palette())
            palette.setColor(QPalette.ColorRole.WindowText, QColor(background if part is self._note else text))
            part.setPalette(palette)
            part.update()
