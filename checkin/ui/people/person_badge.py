"""One person's badge: print it, once more for a reason, or give them a new one because the old one is lost."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from checkin.domain.errors import DeskError
from checkin.domain.registrant import Registrant
from checkin.services import prints
from checkin.services.place import Place
from checkin.storage.event_file import EventFile
from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.folding import ButtonRow
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.wording import sentence
from checkin.ui.printers.badge_printing import BadgePrinting
from checkin.ui.printers.one_badge import at_the_desk, own_design, sheets
from checkin.ui.station import Station


class PersonBadge(QWidget):
    """`person_badge`. `changed` says that the person has another code, or a badge on its way."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("person_badge")
        self._station: Station | None = None
        self._person: Registrant | None = None
        self._said = PlainLabel(look="good", wrap=True)
        self._problem = PlainLabel(look="problem", wrap=True)
        self.why = QLineEdit(maxLength=200)
        self.why.setObjectName("person_badge_why")
        self.why.setAccessibleName(self.tr("What became of the old badge"))
        self.why.setPlaceholderText(self.why.accessibleName())
        self.print = named_button("person_badge_print", self.tr("Print badge…"), self._print)
        self.replace = named_button("person_badge_lost", self.tr("Badge lost…"), self._ask_why)
        self.confirm = named_button("person_badge_replace", self.tr("Give a new code"), self._replace)
        self._printing = BadgePrinting(self)
        self._printing.done.connect(self._done)
        self._printing.failed.connect(self._tell)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(ButtonRow(self.print, self.replace))
        self._lost = ButtonRow(self.why, self.confirm, first_wide=True)
        column.addWidget(self._lost)
        column.addWidget(self._said)
        column.addWidget(self._problem)
        self.show_person(None)

    def attach(self, station: Station) -> None:
        """Serve this station from now on."""
        self._station = station
        self._printing.attach(station)

    def show_person(self, person: Registrant | None) -> None:
        """Offer this person's badge; nothing for somebody who is not on the list yet."""
        if person is None or self._person is None or person.id != self._person.id:
            self._said.show_text("")
            self._problem.show_text("")
            self._show_why(shown=False)
        self._person = person
        self.setVisible(person is not None)

    def _show_why(self, *, shown: bool) -> None:
        self.why.clear()
        self._lost.setVisible(shown)

    def _print(self) -> None:
        if self._station is not None and self._person is not None:
            self._said.show_text("")
            self._problem.show_text("")
            station, person = self._station, self._person
            chosen = at_the_desk(station.whole_event.id)
            station.read(
                lambda event, _place: own_design(event, chosen.design),
                lambda own: self._printing.ask(sheets(station, person, chosen, own)),
                self._tell,
            )

    def _ask_why(self) -> None:
        self._show_why(shown=self._lost.isHidden())
        self.why.setFocus()

    def _replace(self) -> None:
        if self._station is None or self._person is None:
            return
        registrant_id, why = self._person.id, self.why.text()

        def give(event: EventFile, place: Place, now: datetime) -> Registrant:
            return prints.replace_badge(event, registrant_id, why, place, now)

        self._station.write(give, self._replaced, self._tell)

    def _replaced(self, person: Registrant) -> None:
        self._person = person
        self._show_why(shown=False)
        self._done(self.tr("The old badge no longer counts. Print the new one."))

    def _done(self, text: str) -> None:
        self._problem.show_text("")
        self._said.show_text(text)
        self.changed.emit()

    def _tell(self, problem: DeskError) -> None:
        self._said.show_text("")
        self._problem.show_text(sentence(problem))
