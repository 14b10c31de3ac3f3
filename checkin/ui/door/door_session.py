"""Which session the door serves, above its answer: seen at once where an event has several."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from checkin.domain.session import Event, Session
from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.labels import ElidedLabel, PlainLabel, plain_tooltip
from checkin.ui.parts.wording import clock, day, session_facts

if TYPE_CHECKING:  # The services come after the first paint.
    from checkin.services.place import Place
    from checkin.ui.station import Station


_LINES_WITH_FACTS = 24
"""Lines of text that the window must be high to say when and where the session is, too."""


class ShowsTimes(Protocol):
    """What shows times on the clock of a session."""

    def set_session(self, session: Session) -> None: ...


class DoorSession(QFrame):
    """`door_session`: hidden while the event has one session and people come in. `wanted` asks for another one."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("door_session")
        self.setProperty("look", "card")
        self._name = ElidedLabel(look="title")
        self._name.setObjectName("door_session_name")
        self._facts = ElidedLabel(look="quiet")
        self._facts.setObjectName("door_session_facts")
        self._other = PlainLabel(look="notice", wrap=True)
        self._other.setObjectName("door_session_due")
        self._other.hide()
        self._is_due = True
        self._has_others = self._leaving = False
        self._out = PlainLabel(look="problem", wrap=True)
        self._out.setObjectName("door_leaving")
        self._out.hide()
        self.choose = named_button("door_session_choose", "Shift+F2", self.wanted.emit)
        self.choose.setAccessibleName(self.tr("Another session"))
        # A click leaves the keys with the door's field.
        self.choose.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._facts)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addLayout(words, 1)
        line.addWidget(self.choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 8, 12, 8)
        column.setSpacing(6)
        column.addLayout(line)
        column.addWidget(self._other)
        column.addWidget(self._out)
        self.hide()

    def minimumSizeHint(self) -> QSize:
        return QSize(240, super().minimumSizeHint().height())

    def attach(self, station: Station, parts: Iterable[ShowsTimes]) -> None:
        """Say which session this station serves, from now on, also to the parts that show times on its clock."""
        parts = tuple(parts)

        def serve(session: Session) -> None:
            for part in parts:
                part.set_session(session)
            show()

        def show() -> None:
            self._show(station.whole_event, station.place, station.clock())

        station.served.connect(serve)
        station.changed.connect(show)
        serve(station.place.session)

    def _show(self, event: Event, place: Place, now: datetime) -> None:
        session = place.session
        self.setVisible(len(event.sessions) > 1 or place.leaving)
        self._has_others, self._leaving = len(event.sessions) > 1, place.leaving
        self._facts.set_whole(session_facts(session))
        due = event.due(now)
        self._is_due = due.id == session.id
        self._other.setText(
            self.tr("Right session? It is time for {session}, {day} {time}. Shift+F2 changes over.").format(
                session=due.name, day=day(due.starts_at, due), time=clock(due.starts_at, due)
            )
        )
        self._name.set_whole(session.name)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        # In a low window the answer needs the room: the name and the key are enough then, with a mark where another
        # session is due.
        is_low = self.window().height() < _LINES_WITH_FACTS * self.fontMetrics().height()
        self._facts.setVisible(not is_low)
        self._name.setVisible(not (is_low and self._leaving))
        self.choose.setVisible(self._has_others and not (is_low and self._leaving))
        out = self.tr("People go out here") if is_low else self.tr("People go out here. Shift+F10 lets them in again.")
        self._out.show_text(out if self._leaving else "")
        self._other.setVisible(not is_low and not self._is_due)
        short = "Shift+F2" if self._is_due else self.tr("Right session? Shift+F2")
        self.choose.setText(short if is_low else self.tr("Another session   Shift+F2"))
        self.choose.setToolTip("" if self._is_due else plain_tooltip(self._other.text()))
