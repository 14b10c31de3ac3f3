"""The badge as it is printed, to be moved about with mouse and keys."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from checkin.badges import arranging
from checkin.badges.arranging import STEP, Snapped
from checkin.badges.design import Box
from checkin.badges.painter import PhotoOf, paint_face
from checkin.badges.text_fitting import UNIT
from checkin.ui.designer.designer_hand import NOTHING, DesignInHand

_ROOM = 18
"""Pixels around the badge."""

_GRIP = 5
"""Pixels from the middle of a grip to its edge; it can be caught from twice as far."""

_BIG_STEP, _SMALL_STEP = 10 * STEP, 0.1
_MARK, _PAPER = QColor("#D6006C"), QColor("#FFFFFF")
"""A colour that no badge of ours has, on light and dark windows."""

_GRIPS = {
    "lt": (0.0, 0.0), "t": (0.5, 0.0), "rt": (1.0, 0.0), "r": (1.0, 0.5),
    "rb": (1.0, 1.0), "b": (0.5, 1.0), "lb": (0.0, 1.0), "l": (0.0, 0.5),
}  # fmt: skip
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class DesignerCanvas(QWidget):
    """`designer_canvas`: arrows move by 0.5 mm (Ctrl: 5, Alt: 0.1), with Shift they resize; Page Up and Page Down
    choose the element before and the next; Del takes it away, Ctrl+D doubles it.
    """

    def __init__(self, hand: DesignInHand) -> None:
        super().__init__()
        self.setObjectName("designer_canvas")
        self.setAccessibleName(self.tr("The badge"))
        self.setAccessibleDescription(
            self.tr("Arrow keys move what is chosen by half a millimetre, with Shift they make it larger or smaller.")
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(180, 160))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self._hand = hand
        self._fields: Mapping[str, str] = {}
        self._photo: PhotoOf | None = None
        self._held: tuple[str, QPointF, Box] | None = None
        self._guides = Snapped((0, 0, 0, 0))
        hand.changed.connect(self.update)
        hand.picked.connect(self.update)

    def show_person(self, fields: Mapping[str, str], photo: PhotoOf | None = None) -> None:
        """Paint the badge of this person."""
        self._fields, self._photo = fields, photo
        self.update()

    # -- where things are ------------------------------------------------------------------------------------------

    def _scale(self) -> float:
        """Pixels of a millimetre."""
        width, height = self._hand.design.face
        return max(0.5, min((self.width() - 2 * _ROOM) / width, (self.height() - 2 * _ROOM) / height))

    def _origin(self) -> QPointF:
        width, height = self._hand.design.face
        scale = self._scale()
        return QPointF((self.width() - width * scale) / 2, (self.height() - height * scale) / 2)

    def on_screen(self, box: Box) -> QRectF:
        """Where a box of the badge is on this widget, in pixels."""
        scale, origin = self._scale(), self._origin()
        return QRectF(origin.x() + box[0] * scale, origin.y() + box[1] * scale, box[2] * scale, box[3] * scale)

    def _grips(self, box: Box) -> dict[str, QPointF]:
        rect = self.on_screen(box)
        return {
            edges: QPointF(rect.left() + rect.width() * across, rect.top() + rect.height() * down)
            for edges, (across, down) in _GRIPS.items()
        }

    def _grip_at(self, place: QPointF) -> str:
        element = self._hand.element
        if element is None:
            return ""
        distances = {edges: QLineF(place, grip).length() for edges, grip in self._grips(element.box).items()}
        nearest = min(distances, key=lambda edges: distances[edges])
        return nearest if distances[nearest] <= 2 * _GRIP else ""

    def _element_at(self, place: QPointF) -> int:
        for number, element in reversed(list(enumerate(self._hand.elements))):
            if self.on_screen(element.box).adjusted(-3, -3, 3, 3).contains(place):
                return number
        return NOTHING

    # -- painting --------------------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hand, scale = self._hand, self._scale()
        width, height = hand.design.face
        paper = self.on_screen((0, 0, width, height))
        painter.fillRect(paper, _PAPER)
        painter.save()
        painter.setClipRect(paper)
        painter.translate(self._origin())
        painter.scale(scale / UNIT, scale / UNIT)
        paint_face(painter, hand.elements, hand.design, self._fields, self._photo)
        painter.restore()
        painter.setPen(QPen(self.palette().mid().color(), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(paper)
        self._paint_chosen(painter, paper)
        painter.end()

    def _paint_chosen(self, painter: QPainter, paper: QRectF) -> None:
        painter.setPen(QPen(_MARK, 1, Qt.PenStyle.DashLine))
        for x in self._guides.xs:
            place = self.on_screen((x, 0, 0, 0)).x()
            painter.drawLine(QLineF(place, paper.top() - _ROOM / 2, place, paper.bottom() + _ROOM / 2))
        for y in self._guides.ys:
            place = self.on_screen((0, y, 0, 0)).y()
            painter.drawLine(QLineF(paper.left() - _ROOM / 2, place, paper.right() + _ROOM / 2, place))
        element = self._hand.element
        if element is None:
            return
        painter.setPen(QPen(_MARK, 2 if self.hasFocus() else 1))
        painter.drawRect(self.on_screen(element.box))
        painter.setBrush(_PAPER)
        for grip in self._grips(element.box).values():
            painter.drawRect(QRectF(grip.x() - _GRIP, grip.y() - _GRIP, 2 * _GRIP, 2 * _GRIP))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # -- the mouse -------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        edges = self._grip_at(event.position())
        if not edges:
            self._hand.pick(self._element_at(event.position()))
        element = self._hand.element
        if element is not None and event.button() is Qt.MouseButton.LeftButton:
            self._hand.end_run()
            self._held = (edges, event.position(), element.box)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None:
            over = self._grip_at(event.position()) or self._element_at(event.position()) != NOTHING
            self.setCursor(Qt.CursorShape.SizeAllCursor if over else Qt.CursorShape.ArrowCursor)
            return
        edges, began, box = self._held
        by = (event.position() - began) / self._scale()
        hand = self._hand
        if edges:
            self._guides = arranging.resized(box, edges, by.x(), by.y(), hand.others, hand.design.face)
        else:
            x, y, width, height = box
            reach = 0.0 if event.modifiers() & Qt.KeyboardModifier.AltModifier else arranging.REACH
            self._guides = arranging.moved(
                (x + by.x(), y + by.y(), width, height), hand.others, hand.design.face, reach
            )
        hand.change("drag", box=self._guides.box)
        self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._held = None
        self._guides = Snapped((0, 0, 0, 0))
        self._hand.end_run()
        self.update()

    # -- the keys --------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers()
        hand = self._hand
        if key in _ARROWS:
            step = _step(held)
            x, y = (way * step for way in _ARROWS[key])
            if held & Qt.KeyboardModifier.ShiftModifier:
                hand.nudge(wider=x, higher=y)
            else:
                hand.nudge(x, y)
        elif key in {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}:
            hand.pick_next(1 if key is Qt.Key.Key_PageDown else -1)
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            hand.remove()
        elif key is Qt.Key.Key_D and held & Qt.KeyboardModifier.ControlModifier:
            hand.double()
        else:
            super().keyPressEvent(event)


def _step(held: Qt.KeyboardModifier) -> float:
    if held & Qt.KeyboardModifier.ControlModifier:
        return _BIG_STEP
    return _SMALL_STEP if held & Qt.KeyboardModifier.AltModifier else STEP
