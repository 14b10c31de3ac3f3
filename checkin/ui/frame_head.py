"""The line above every page: the event, the session's facts, and chips for what is unusual, saved, and which door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from checkin.ui.parts.labels import ElidedLabel, PlainLabel
from checkin.ui.parts.wording import session_facts

if TYPE_CHECKING:  # The services come after the first paint.
    from checkin.services.place import Place


class FrameHead(QWidget):
    """`notice` says what is unusual about the open event."""

    def __init__(self) -> None:
        super().__init__()
        self.event_name = ElidedLabel(look="title")
        self.event_name.setObjectName("event_name")
        self._facts = PlainLabel(look="quiet")
        self._facts.setObjectName("session_facts")
        self.notice = PlainLabel(look="chip-again")
        self.notice.setObjectName("demo_notice")
        self.saved = PlainLabel(look="chip-in")
        self.saved.setObjectName("saved_notice")
        self.door = PlainLabel(look="chip-door")
        self.door.setObjectName("station_name")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 16, 8)
        row.setSpacing(12)
        row.addWidget(self.event_name, 1)
        for part in (self._facts, self.notice, self.saved, self.door):
            row.addWidget(part)
        for chip in (self.notice, self.saved, self.door):
            chip.hide()

    def show_facts(self, event_name: str, place: Place, *, is_saved: bool) -> None:
        """Show where the station stands, and whether what it writes is on the disk."""
        self.event_name.set_whole(event_name)
        self._facts.setText(session_facts(place.session))
        self.saved.show_text(self.tr("● Saved on this laptop") if is_saved else "")
        self.door.show_text(" · ".join(part for part in (place.station, place.operator) if part))
