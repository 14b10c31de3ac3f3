"""The foot of the door: the field and its two buttons, side by side while there is room for them; and its places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from checkin.domain.admission import NEARLY_FULL, Reason, VerdictKind
from checkin.ui.parts.labels import PlainLabel

if TYPE_CHECKING:  # The services come after the first paint.
    from checkin.domain.admission import Found, Verdict
    from checkin.services.overview import DoorView
    from checkin.ui.door.door_field import DoorField
    from checkin.ui.door.next_steps import NextSteps
    from checkin.ui.station import Station

_LETTERS = 14
"""As much of a name has to be seen in the field, else the buttons give way to it."""


_LINES_WITH_STRIP = 24
"""Lines of text that the window must be high to say below the answer that all seats are taken."""


class DoorBar(QFrame):
    """Each button has a title and the key that does the same; in a narrow window the key goes first, then the row."""

    def __init__(self, field: DoorField, buttons: Sequence[tuple[QPushButton, str, str]]) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._field = field
        self._buttons = buttons
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(16, 12, 16, 12)
        self._row.setSpacing(10)
        self._row.addWidget(field, 1)
        self._side = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._side.setSpacing(10)
        for button, _, _ in buttons:
            self._side.addWidget(button, 1)
        self._row.addLayout(self._side)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Typing searches, also when Tab has led away from the field.
        if event.text().strip() and event.text().isprintable():
            self._field.begin(event.text())
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self._row.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        room = self.width() - 32
        field = self._field.fontMetrics().averageCharWidth() * _LETTERS
        direction = QBoxLayout.Direction.TopToBottom
        for with_keys in (True, False):
            for button, title, key in self._buttons:
                button.setText(f"{title}   {key}" if with_keys else title)
                button.setToolTip("" if with_keys else key)
            if field + sum(button.sizeHint().width() + 10 for button, _, _ in self._buttons) <= room:
                direction = QBoxLayout.Direction.LeftToRight
                break
        if self._row.direction() is not direction:
            self._row.setDirection(direction)
            self.updateGeometry()


class SeatsLeft(PlainLabel):
    """`door_seats_left`: how many seats are left, once few are; nothing before."""

    def __init__(self) -> None:
        super().__init__(look="notice", wrap=True)
        self.setObjectName("door_seats_left")
        self.hide()

    def show_view(self, view: DoorView) -> None:
        """Say what the counts say."""
        left = (view.seats or 0) - view.inside
        if view.seats is None or view.inside < NEARLY_FULL * view.seats:
            self.show_text("")
        elif left <= 0:
            # In a low window the words of the answer are worth more; the counts beside them say it too.
            is_low = self.window().height() < _LINES_WITH_STRIP * self.fontMetrics().height()
            taken = self.tr("All seats are taken")
            if left < 0:  # Guests are counted, and people let in anyway, beyond them.
                taken = self.tr("All seats are taken: {inside} people for {seats} seats")
            self.show_text("" if is_low else taken.format(inside=view.inside, seats=view.seats))
        else:
            self.show_text(self.tr("%n seat(s) left", "", left))


class DoorGuests(QFrame):
    """`door_guests`: below an answer about somebody with guests, how many of them all are here; ↑ and ↓ or the buttons
    count.
    The person alone is counted first: nobody is taken for present who is not.
    """

    def __init__(self, field: DoorField) -> None:
        super().__init__()
        self.setObjectName("door_guests")
        self.setProperty("look", "card")
        self._station: Station | None = None
        self._found: Found | None = None
        self._field = field
        self._buttons: list[QPushButton] = []
        self.words = PlainLabel(look="head", wrap=True)
        self.words.setObjectName("door_guests_here")
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 12, 0)
        row.addWidget(self.words, 1)
        for name, sign, title, more in (
            ("door_guests_fewer", "−  ↓", self.tr("One guest fewer"), -1),
            ("door_guests_more", "+  ↑", self.tr("One guest more"), 1),
        ):
            button = door_button(name, sign, partial(self._count, more))
            button.setAccessibleName(title)
            row.addWidget(button)
            self._buttons.append(button)
        field.moved.connect(lambda step: self._count(-step))
        self.hide()

    def attach(self, station: Station, steps: NextSteps) -> None:
        """Serve this station from now on; what `steps` open or forget hides the count."""
        self._station = station
        self.hide()
        station.judged.connect(self._judged)
        for done in (station.undone, station.served, steps.opened, steps.forgotten):
            done.connect(self.hide)

    def _judged(self, verdict: Verdict) -> None:
        found = verdict.found
        is_in = verdict.kind is VerdictKind.WELCOME or verdict.reason in {Reason.ALREADY_IN, Reason.DOUBLE_READ}
        here = found.entry.guests if found is not None and found.entry is not None else 0
        if found is None or not is_in or not (found.expected_guests or here):
            self.hide()
            return
        self._show(found, here)

    def _show(self, found: Found, here: int) -> None:
        self._found = found
        # In a low window the answer needs the room, and the arrow keys do what the buttons do.
        is_low = self.window().height() < _LINES_WITH_STRIP * self.fontMetrics().height()
        for button in self._buttons:
            button.setHidden(is_low)
        self.words.setText(
            self.tr("{here} of {expected} here   ↑ ↓").format(here=1 + here, expected=1 + found.expected_guests)
        )
        self.show()

    def _count(self, more: int) -> None:
        station, found = self._station, self._found
        # While a name is typed the arrows choose among the people found.
        if self.isHidden() or station is None or found is None or self._field.text():
            return
        who, count = found.registrant.id, import_module("checkin.services.groups").count_guests
        station.write(
            lambda file, place, now: count(file, who, more, place, now),
            lambda now: self._show(now, now.entry.guests),
        )


def door_button(name: str, title: str, deed: Callable[[], None]) -> QPushButton:
    """A button of the door: large, reached by Tab only, so that a click leaves the keys with the field."""
    button = QPushButton(title)
    button.setObjectName(name)
    button.setAccessibleName(title)
    button.setProperty("look", "door")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAutoDefault(False)
    button.clicked.connect(deed)
    return button


def lay_out_door(page: QWidget, parts: Sequence[QWidget], answer: QWidget, column: QWidget) -> None:
    """Put the parts of the door one below the other, the `answer` among them as high as can be, and the column beside
    them.
    """
    left = QVBoxLayout()
    left.setSpacing(12)
    for part in parts:
        left.addWidget(part, 1 if part is answer else 0)
    row = QHBoxLayout(page)
    row.setContentsMargins(12, 0, 16, 12)
    row.setSpacing(12)
    row.addLayout(left, 7)
    row.addWidget(column, 3)
