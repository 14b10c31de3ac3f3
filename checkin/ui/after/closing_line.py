"""On the page of the attendance: whether the session was closed, when everybody is to be erased, and the way there."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from checkin.domain.journal import Fact
from checkin.services import closing, erasure_date
from checkin.services.place import Place
from checkin.storage.event_file import EventFile
from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.folding import ButtonRow
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.wording import clock, date_said, day
from checkin.ui.station import Station


class ClosingLine(QWidget):
    """`wanted` asks for the guide that closes the session."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._said = PlainLabel(look="quiet", wrap=True)
        self._said.setObjectName("attendance_closed")
        self._button = named_button("attendance_close", self.tr("Close the session…"), self.wanted.emit)
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(ButtonRow(self._said, self._button, first_wide=True))

    def read(self, station: Station) -> None:
        """Read what the journal says, and say it."""

        def look(event: EventFile, place: Place) -> tuple[Fact | None, date | None]:
            return closing.closed(event).get(place.session.id), erasure_date.planned(event)

        station.read(look, lambda answer: self._show(station, *answer))

    def _show(self, station: Station, closed: Fact | None, erase_on: date | None) -> None:
        session, parts = station.place.session, []
        if closed is not None:
            when = f"{day(closed.at, session)} {clock(closed.at, session)}"
            parts.append(self.tr("Closed {when} by {who}.").format(when=when, who=closed.operator or closed.station))
        else:
            parts.append(self.tr("The session is not closed yet."))
        if erase_on is not None:
            parts.append(self.tr("Everybody is to be erased from {day} on.").format(day=date_said(erase_on)))
        self._said.setText(" ".join(parts))
        title = self.tr("Close the session…") if closed is None else self.tr("Look at the closing…")
        self._button.setText(title)
        self._button.setAccessibleName(title)
