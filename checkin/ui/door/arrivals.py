"""The door's right column: how many are in the room, how fast they come, and who came last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from checkin.domain.attendance import Pace
from checkin.domain.session import Session
from checkin.ui.parts.chips import chip_width, paint_chip
from checkin.ui.parts.fact_wording import chip
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.minute_bars import MinuteBars
from checkin.ui.parts.theme import Theme
from checkin.ui.parts.wording import clock

if TYPE_CHECKING:  # The services come after the first paint; only their values reach this module.
    from checkin.services.overview import Arrival, DoorView

_ARRIVAL = Qt.ItemDataRole.UserRole

_WHOLE_FROM = 10
"""Arrivals a minute from which on tenths say nothing."""

_LINES_WITH_BARS = 22
"""Lines of text that the column must be high to show the bars too."""

_LINES_WITH_NAMES = 14
"""And to show who came last: below that, the counts would be cut."""

_LINES_SHARED = 4


class ArrivalDelegate(QStyledItemDelegate):
    """Paints one of the last arrivals: name, organisation, chip and time."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.session: Session | None = None

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, self.row_height(option.font))

    def row_height(self, font: QFont) -> int:
        """The height (px) of one arrival."""
        return round(QFontMetrics(font).height() * 2.5)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        arrival: Arrival = index.data(_ARRIVAL)
        line = QFontMetrics(option.font).height()
        small = QFont(option.font)
        small.setPointSizeF(option.font.pointSizeF() * 0.88)
        time = clock(arrival.fact.at, self.session, seconds=True) if self.session else ""
        words, colours = chip(arrival.fact)
        time_width, width = QFontMetrics(small).horizontalAdvance(time) + 8, chip_width(words, small)
        rtl = option.direction is Qt.LayoutDirection.RightToLeft
        area = option.rect.adjusted(2, 2, -2, -2)
        if 2 * (time_width + width) > option.rect.width():
            time, time_width = "", 0  # Who came is worth more than when.
        ends = time_width + width + 8
        at = area.left() if rtl else area.right() - time_width
        middle = area.center().y()
        painter.save()
        painter.setClipRect(option.rect)  # A tower of marks on a letter would lie on other people's lines.
        painter.setFont(small)
        painter.setPen(QColor(self.theme.secondary))
        painter.drawText(QRect(at, middle - line, time_width, 2 * line), Qt.AlignmentFlag.AlignCenter, time)
        start = at + time_width if rtl else at - width - 4
        paint_chip(
            painter,
            QRect(start, middle - round(line * 0.6), width, round(line * 1.2)),
            words,
            colours,
            self.theme,
            small,
        )
        room = area.adjusted(ends + 6 if rtl else 0, 0, 0 if rtl else -ends - 6, 0)
        bold = QFont(option.font)
        bold.setBold(True)
        half = room.height() // 2
        align = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        for text, face, colour, top in (
            (arrival.name, bold, self.theme.text, room.top()),
            (arrival.organisation, small, self.theme.secondary, room.top() + half),
        ):
            painter.setFont(face)
            painter.setPen(QColor(colour))
            shown = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(QRect(room.left(), top, room.width(), half), align, shown)
        painter.restore()


class ArrivalList(QListWidget):
    """`door_recent`: as many of the last arrivals as fit whole, newest first."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("door_recent")
        self.setAccessibleName(self.tr("Last arrivals"))
        self.setProperty("look", "bare")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.delegate = ArrivalDelegate(theme, self)
        self.setItemDelegate(self.delegate)
        self._arrivals: Sequence[Arrival] = ()

    def show_arrivals(self, arrivals: Sequence[Arrival]) -> None:
        """Show other arrivals, newest first."""
        self._arrivals = arrivals
        self.clear()
        fitting = max(1, self.viewport().height() // self.delegate.row_height(self.font()))
        for arrival in arrivals[:fitting]:
            item = QListWidgetItem()
            item.setData(_ARRIVAL, arrival)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{arrival.name}, {chip(arrival.fact)[0]}")
            self.addItem(item)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.show_arrivals(self._arrivals)


class DoorColumn(QWidget):
    """The counts card and the last arrivals card."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._hides_names = self._is_private = self._is_shared = False
        self._inside = PlainLabel("0", look="figure")
        self._inside.setObjectName("door_inside")
        self._seats = PlainLabel(look="quiet", wrap=True)
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(self.tr("Seats taken"))
        self._known = PlainLabel(look="quiet", wrap=True)
        self._expected = PlainLabel(look="quiet", wrap=True)
        self._expected.setObjectName("door_expected")
        self._so_far = PlainLabel(look="quiet", wrap=True)
        self._so_far.setObjectName("door_so_far")
        self._pace = PlainLabel(look="quiet", wrap=True)
        self._pace.setObjectName("door_pace")
        self._bars_title = PlainLabel(self.tr("Arrivals per minute (last 20)"), look="quiet", wrap=True)
        self._bars = MinuteBars(theme)
        self._recent = ArrivalList(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._counts_card())
        self._recent_card = self._make_recent_card()
        column.addWidget(self._recent_card, 1)

    def _counts_card(self) -> QFrame:
        card = QFrame()
        card.setProperty("look", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(18, 12, 18, 14)
        inside.setSpacing(6)
        inside.addWidget(PlainLabel(self.tr("In the room"), look="quiet"))
        figure = QHBoxLayout()
        figure.setSpacing(10)
        figure.addWidget(self._inside)
        figure.addWidget(self._seats, 1, Qt.AlignmentFlag.AlignVCenter)
        inside.addLayout(figure)
        inside.addWidget(self._bar)
        inside.addWidget(self._known)
        inside.addWidget(self._so_far)
        inside.addWidget(self._expected)
        inside.addWidget(self._pace)
        inside.addSpacing(4)
        inside.addWidget(self._bars_title)
        inside.addWidget(self._bars)
        return card

    def _make_recent_card(self) -> QFrame:
        card = QFrame()
        card.setProperty("look", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(18, 12, 10, 10)
        inside.addWidget(PlainLabel(self.tr("Last arrivals"), look="quiet"))
        inside.addWidget(self._recent, 1)
        return card

    def hide_names(self, hidden: bool) -> None:
        """Show the counts only, or who came last too."""
        self._hides_names = hidden
        self._fit()

    def keep_private(self, *, private: bool) -> None:
        """Never show who came last, as whoever looks over the shoulder reads it too; or show it again."""
        self._is_private = private
        self._fit()

    def share(self, *, shared: bool) -> None:
        """Give room to something else in this column, or take it back."""
        self._is_shared = shared
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 300)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        # In a low window with large text the counts and the last names are worth more than the bars.
        for part in (self._bars_title, self._bars):
            part.setVisible(self._has_room)
        for line in (self._pace, self._so_far):
            line.setVisible(self._has_room and bool(line.text()))
        self._recent_card.setHidden(self._hides_names or self._is_private or self._lines < _LINES_WITH_NAMES)

    @property
    def _lines(self) -> float:
        """How many lines of text this column has for itself."""
        return self.height() / self.fontMetrics().height() - (_LINES_SHARED if self._is_shared else 0)

    @property
    def _has_room(self) -> bool:
        return self._lines > _LINES_WITH_BARS

    def set_theme(self, theme: Theme) -> None:
        """Repaint in the light or the dark set."""
        self._bars.set_theme(theme)
        self._recent.delegate.theme = theme
        self._recent.viewport().update()

    def set_session(self, session: Session) -> None:
        """The session whose clock the times are shown on."""
        self._recent.delegate.session = session

    def _pace_in_words(self, pace: Pace) -> str:
        session = self._recent.delegate.session
        if pace.all_in_at is None or session is None:
            return ""
        number = QLocale.c().toString(pace.a_minute, "f", 0 if pace.a_minute >= _WHOLE_FROM else 1)
        return self.tr("{number} a minute. At this pace all are in by {time}.").format(
            number=number, time=clock(pace.all_in_at, session)
        )

    def _so_far_in_words(self, view: DoorView) -> str:
        """People, guests and readings apart: each is another number as soon as somebody leaves or is read twice."""
        if not view.came:
            return ""
        if view.guests:
            return self.tr("Came so far {came} + guests {guests} · scans {scans}").format(
                came=view.came, guests=view.guests, scans=view.scans
            )
        return self.tr("Came so far {came} · scans {scans}").format(came=view.came, scans=view.scans)

    def show_view(self, view: DoorView) -> None:
        """Show the counts and the last arrivals as they are in the file."""
        self._inside.setText(str(view.inside))
        self._seats.show_text("" if view.seats is None else self.tr("of %n seat(s)", "", view.seats))
        self._bar.setVisible(view.seats is not None)
        self._bar.setRange(0, view.seats or 1)
        self._bar.setValue(min(view.inside, view.seats or 1))
        self._known.setText(
            self.tr("Registered {registered} · walk-ins {walk_ins}").format(
                registered=view.registered, walk_ins=view.walk_ins
            )
        )
        self._expected.setText(self.tr("Still expected {expected}").format(expected=view.expected))
        self._so_far.setText(self._so_far_in_words(view))
        self._so_far.setVisible(self._has_room and bool(self._so_far.text()))
        self._pace.setText(self._pace_in_words(view.pace))
        self._pace.setVisible(self._has_room and bool(self._pace.text()))
        self._bars.show_counts(view.minutes)
        self._recent.show_arrivals(view.recent)
