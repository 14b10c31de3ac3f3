"""Beside a person's details: the sessions of an event that has several, and what the person has to do with each."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from checkin.domain.journal import Method, Stay
from checkin.services.person_sessions import OneSession, sessions_of
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.wording import clock, day
from checkin.ui.station import Station


class PersonSessions(QWidget):
    """`person_sessions`: a head, and of each session its name with its day, and below whether the person is registered,
    came and left. Hidden while the event has one session only.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("person_sessions")
        self._of = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(PlainLabel(self.tr("Sessions"), look="head"))
        self._lines: list[PlainLabel] = []
        self.hide()

    def show_of(self, station: Station | None, registrant_id: str) -> None:
        """Read what this registrant has to do with each session; "" for nobody."""
        if registrant_id != self._of:
            self.hide()
        self._of = registrant_id
        if station is None or not registrant_id or len(station.place.sessions) < 2:  # noqa: PLR2004 - several
            self.hide()
            return

        def show(found: tuple[OneSession, ...]) -> None:
            if registrant_id == self._of:
                self._show(found, station.clock())

        # What is wrong with the file is told by whoever reads the person.
        station.read(lambda event, _place: sessions_of(event, registrant_id), show)

    def _show(self, found: tuple[OneSession, ...], now: datetime) -> None:
        while len(self._lines) < 2 * len(found):
            line = PlainLabel(look="quiet" if len(self._lines) % 2 else "", wrap=True)
            self._lines.append(line)
            self._column.addWidget(line)
        for place, line in enumerate(self._lines):
            one = found[place // 2] if place < 2 * len(found) else None
            line.show_text("" if one is None else self._facts(one, now) if place % 2 else self._title(one))
        self.show()

    def _title(self, one: OneSession) -> str:
        return f"{one.session.name} · {day(one.session.starts_at, one.session)}"

    def _facts(self, one: OneSession, now: datetime) -> str:
        session, stay = one.session, one.stay
        if stay is None:
            missed = self.tr("did not come") if session.ends_at <= now else self.tr("has not come yet")
            parts = [self.tr("registered"), missed] if one.registered else [self.tr("not registered")]
            return " · ".join(parts)
        parts = [self._how(one, stay)]
        for came, left in stay.times:
            said = self.tr("came {time}") if len(parts) == 1 else self.tr("came back {time}")
            parts.append(said.format(time=clock(came, session)))
            if left is not None:
                parts.append(self.tr("left {time}").format(time=clock(left, session)))
        return " · ".join(parts)

    def _how(self, one: OneSession, stay: Stay) -> str:
        if stay.entered.method is Method.WALK_IN:
            return self.tr("walk-in")
        return self.tr("registered") if one.registered else self.tr("not registered")
