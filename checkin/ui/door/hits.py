"""The hits of a search: people as cards, chosen with the arrow keys, never admitted by themselves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from checkin.domain.registrant import State, mask_email
from checkin.domain.search import Hit, is_clear, look_alike
from checkin.domain.session import Session
from checkin.ui.parts.chips import chip_width, paint_chip
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.theme import Theme
from checkin.ui.parts.wording import clock

_HIT = Qt.ItemDataRole.UserRole

HUMAN = 0.08
"""Seconds: an Enter sooner than this after a letter may be a scanner's, and chooses nobody."""

_LINES_WITH_KEYS = 16
"""Lines of text that the panel must be high to show also which keys choose."""


_LINES_WITH_HINT = 7
"""Lines of text that the panel must be high to show also what to ask."""


class HitDelegate(QStyledItemDelegate):
    """Paints a hit: the name large, the organisation and the masked e-mail to tell look-alikes apart, and the state."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.session: Session | None = None

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, round(QFontMetrics(option.font).height() * 5.1))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        hit: Hit = index.data(_HIT)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        rtl = option.direction is Qt.LayoutDirection.RightToLeft
        card = option.rect.adjusted(2, 3, -2, -3)
        painter.save()
        painter.setClipRect(option.rect)  # A tower of marks on a letter would lie on other people's lines.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(self.theme.card))
        painter.setPen(QPen(QColor(self.theme.accent if chosen else self.theme.card_border), 4 if chosen else 1))
        painter.drawRoundedRect(card, 10, 10)
        text, colours = self._state(hit)
        small = QFont(option.font)
        small.setPointSizeF(option.font.pointSizeF() * 0.95)
        line = QFontMetrics(option.font).height()
        width, height = chip_width(text, small), round(line * 1.3)
        inner = card.adjusted(line, round(line * 0.3), -line, -round(line * 0.3))
        left = inner.left() if rtl else inner.right() - width
        room = inner.adjusted(width + line if rtl else 0, 0, 0 if rtl else -width - line, 0)
        # A name that does not fit beside the chip has the whole line above it: look-alikes differ at their ends.
        beside = QFontMetrics(_name_font(option.font)).horizontalAdvance(hit.name) <= room.width()
        middle = card.center().y() if beside else inner.top() + round(line * 2.9)
        paint_chip(painter, QRect(left, middle - height // 2, width, height), text, colours, self.theme, small)
        self._write(painter, room, room if beside else inner, hit, option.font, line)
        painter.restore()

    def _write(self, painter: QPainter, room: QRect, for_name: QRect, hit: Hit, font: QFont, line: int) -> None:
        name = _name_font(font)
        size = name.pointSizeF()
        while QFontMetrics(name).horizontalAdvance(hit.name) > for_name.width() and name.pointSizeF() > 0.65 * size:
            name.setPointSizeF(name.pointSizeF() * 0.94)
        rows = (
            (hit.name, name, self.theme.text, 1.75),
            (hit.organisation, font, self.theme.text, 1.15),
            (mask_email(hit.email), font, self.theme.secondary, 1.1),
        )
        top = room.top()
        for text, face, colour, height in rows:
            place = for_name if face is name else room
            area = QRect(place.left(), top, place.width(), round(line * height))
            painter.setFont(face)
            painter.setPen(QColor(colour))
            shown = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
            align = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(area, align | Qt.TextFlag.TextSingleLine, shown)
            top += area.height()

    def _state(self, hit: Hit) -> tuple[str, str]:
        if hit.state is State.IN and hit.entered_at is not None and self.session is not None:
            return self.tr("In {time}").format(time=clock(hit.entered_at, self.session)), "chip_in"
        if hit.state is State.LEFT and hit.entered_at is not None and self.session is not None:
            return self.tr("Left {time}").format(time=clock(hit.entered_at, self.session)), "chip_again"
        return self.tr("Expected"), "chip_walk_in"


def _name_font(font: QFont) -> QFont:
    name = QFont(font)
    name.setPointSizeF(font.pointSizeF() * 1.55)
    name.setBold(True)
    return name


class HitsPanel(QWidget):
    """The list of hits (`door_hits`) with the question to ask when two of them look alike."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str = "door_hits") -> None:
        super().__init__()
        self.text = self._entered = ""
        self._moved = False
        self._head = PlainLabel(look="title", wrap=True)
        self._hint = PlainLabel(look="quiet", wrap=True)
        self._keys = PlainLabel(look="quiet", wrap=True)
        self.list = QListWidget()
        self.list.setObjectName(name)
        self.list.setAccessibleName(self.tr("People found"))
        self.list.setProperty("look", "bare")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setUniformItemSizes(True)
        self._delegate = HitDelegate(theme, self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.itemDoubleClicked.connect(self._double_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        for part in (self._head, self._hint):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        column.addWidget(self._keys)

    def set_theme(self, theme: Theme) -> None:
        """Repaint in the light or the dark set."""
        self._delegate.theme = theme
        self.list.viewport().update()

    def set_session(self, session: Session) -> None:
        """The session whose clock the times are shown on."""
        self._delegate.session = session

    def show_hits(self, text: str, hits: Sequence[Hit]) -> None:
        """Show the hits for `text`. One clear hit is highlighted; of look-alikes, and of several whom the text tells as
        well as each other, none is, so that Enter alone admits nobody. A highlight that was moved by hand stays on its
        person while they are still among the hits.
        """
        chosen = self.list.currentItem() if self._moved else None
        before = chosen.data(_HIT).registrant_id if chosen is not None else ""
        self.text = text
        self._moved = False
        self.list.clear()
        for hit in hits:
            item = QListWidgetItem()
            item.setData(_HIT, hit)
            spoken = ", ".join(part for part in (hit.name, hit.organisation, self._delegate._state(hit)[0]) if part)  # noqa: SLF001
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            self.list.addItem(item)
        alike = look_alike(hits, text)
        same = next((row for row, hit in enumerate(hits) if hit.registrant_id == before), -1)
        if same >= 0:
            self._moved = True
            self.list.setCurrentRow(same)
        elif is_clear(hits) and not alike:
            self.list.setCurrentRow(0)
        self._say(hits, alike=alike)
        early, self._entered = self._entered, ""
        if text and early == text:
            self._ask_once_more()

    def offer(self, head: str, hint: str, keys: str, hits: Sequence[Hit]) -> None:
        """Show people to choose from under a question of one's own; nobody is highlighted yet."""
        self.show_hits("", hits)
        self.list.setCurrentRow(-1)
        self._head.setText(head)
        self._hint.show_text(hint)
        self._keys.setText(keys)
        self._show_keys()

    def _say(self, hits: Sequence[Hit], *, alike: bool) -> None:
        if not hits:
            self._head.setText(self.tr("Nobody found"))
            self._hint.show_text(self.tr("Try the organisation or the e-mail address, or press F4 to add a walk-in."))
        elif alike:
            self._head.setText(self.tr("These people look alike — ask which one"))
            self._hint.show_text(self.tr("Ask: “Which organisation are you with?”"))
        else:
            self._head.setText(self.tr("%n person(s) found", "", len(hits)))
            several = self.tr("Type more of the name, or choose with ↓.")
            self._hint.show_text("" if is_clear(hits) else several)
        self._keys.setText(self.tr("↑ ↓ choose · Enter checks in · Esc back") if hits else "")
        self._show_keys()

    def _show_keys(self) -> None:
        # Where hardly two people fit, the people are worth more than the help.
        self._hint.setVisible(
            bool(self._hint.text()) and self.height() > _LINES_WITH_HINT * self.fontMetrics().height()
        )
        self._keys.setVisible(
            bool(self._keys.text()) and self.height() > _LINES_WITH_KEYS * self.fontMetrics().height()
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_keys()

    def move_by(self, step: int) -> None:
        """Move the highlight."""
        count = self.list.count()
        if count:
            self._moved = True
            row = self.list.currentRow()
            row = (0 if step > 0 else count - 1) if row < 0 else max(0, min(count - 1, row + step))
            self.list.setCurrentRow(row)

    def enter(self, text: str, age: float) -> None:
        """Enter was pressed on this text, so many seconds after its last letter: choose whoever is highlighted.

        An Enter as quick as a scanner's, or before the hits of the text have come, chooses nobody: then the panel says
        that one more does. Where nobody is highlighted it asks something else already.
        """
        if text != self.text or not self.isVisible():
            self._entered = text
        elif age >= HUMAN:
            self.choose()
        else:
            self._ask_once_more()

    def _ask_once_more(self) -> None:
        if self.list.currentRow() < 0:
            return
        name = self.list.currentItem().data(_HIT).name
        self._head.setText(self.tr("Press Enter once more: {name}").format(name=name))
        self._hint.show_text(self.tr("That Enter came as quickly as a scanner's, and checked nobody in."))
        self._show_keys()
        event = QAccessibleAnnouncementEvent(self, self._head.text())
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)

    def choose(self) -> None:
        """Choose the highlighted person, if there is one."""
        item = self.list.currentItem()
        if item is not None:
            self.chosen.emit(item.data(_HIT).registrant_id)

    def _double_clicked(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_HIT).registrant_id)
