"""The note on a person that the door shows when they come. It is kept when the line is left, with Enter too."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from checkin.services import door_notes
from checkin.services.place import Place
from checkin.storage.event_file import EventFile
from checkin.ui.station import Station

_LONGEST = 120
"""As much as can be read in a glance."""


class DoorNote(QLineEdit):
    """`person_door_note`. `kept` says that a new note is on the disk."""

    kept = Signal()

    def __init__(self) -> None:
        super().__init__(maxLength=_LONGEST)
        self.setObjectName("person_door_note")
        self.setAccessibleName(self.tr("At the door"))
        self.setPlaceholderText(self.tr("Speaker: front row"))
        self._station: Station | None = None
        self._id = self._before = ""
        self.editingFinished.connect(self._keep)

    def show_of(self, station: Station, registrant_id: str) -> None:
        """Show the note on this person, and keep what is typed for them; no id: for nobody yet."""
        self._station, self._id, self._before = station, registrant_id, ""
        self.setText("")
        self.setEnabled(bool(registrant_id))

        def show(note: str) -> None:
            # What is being typed stays; and the answer may come when another person is shown.
            if self._id == registrant_id and not self.isModified():
                self._before = note
                self.setText(note)
                self.setCursorPosition(0)

        if registrant_id:
            station.read(lambda event, _place: door_notes.note_of(event, registrant_id), show)

    def _keep(self) -> None:
        note, whose = self.text().strip(), self._id
        if self._station is None or not whose or note == self._before:
            return
        self._before = note
        self.setModified(False)

        def keep(event: EventFile, place: Place, now: datetime) -> str:
            return door_notes.keep(event, whose, note, place, now)

        self._station.write(keep, lambda _note: self.kept.emit())
