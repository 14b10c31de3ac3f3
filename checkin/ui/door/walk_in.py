"""The walk-in form: two fields are enough. It stands where the verdict was, so that nothing modal blocks a scan.

Before a new person is made the list is asked: who may be the same is offered first.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QStackedLayout, QWidget

from checkin.domain.admission import Reason, by_the_clock
from checkin.domain.registrant import Answer, Details
from checkin.domain.search import Hit
from checkin.services.overview import DoorView
from checkin.ui.door.possible_people import PossiblePeople
from checkin.ui.parts.folding import ButtonRow, FoldingCheckBox
from checkin.ui.parts.guests_field import GuestsField
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.nervous import NervousFinger
from checkin.ui.parts.scrolling import scrolled_column
from checkin.ui.parts.theme import Theme
from checkin.ui.parts.wording import heads, when
from checkin.ui.station import Station

_LONGEST = 300


class WalkInForm(QFrame):
    """Full name, organisation, and if wanted e-mail, joining the coalition, consent to be listed, guests.

    `saved` carries the details of a new person, `found` the registrant who it is instead.
    """

    saved = Signal(object)
    found = Signal(str)
    cancelled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._station: Station | None = None
        self._asked: Details | None = None
        self._closed = self._full = self._told = False
        self._fields = QWidget()
        self._finger = NervousFinger()
        self.question = PossiblePeople(theme, self._finger)
        self.question.chosen.connect(self._is_known)
        self.question.is_new.connect(self._is_new)
        self.question.left.connect(self._back)
        self._pages = QStackedLayout(self)
        for page in (self._fields, self.question):
            self._pages.addWidget(page)
        self.setObjectName("walk_in_form")
        self.setProperty("look", "card")
        self.name = self._field("walk_in_name", self.tr("Full name"))
        self.organisation = self._field("walk_in_organisation", self.tr("Organisation"))
        self.email = self._field("walk_in_email", self.tr("E-mail"))
        self.joining = FoldingCheckBox(self.tr("Wants to join the coalition"))
        self.joining.setObjectName("walk_in_joining")
        self.listed = FoldingCheckBox(self.tr("May be listed among the participants"))
        self.listed.setObjectName("walk_in_listed")
        self.with_guests = FoldingCheckBox(self.tr("Guests came with them"))
        self.with_guests.setObjectName("walk_in_with_guests")
        self.guests = GuestsField("walk_in_guests")
        self.guests.hide()
        self.with_guests.toggled.connect(self._ask_guests)
        self._problem = PlainLabel(look="problem", wrap=True)
        self._problem.hide()
        self.save = QPushButton(self.tr("Save and check in   Ctrl+Enter"))
        self.save.setObjectName("walk_in_save")
        self.save.setAccessibleName(self.tr("Save and check in"))
        self.save.setProperty("look", "primary")
        self.save.setAutoDefault(False)
        self.save.clicked.connect(self._save)
        cancel = QPushButton(self.tr("Cancel   Esc"))
        cancel.setObjectName("walk_in_cancel")
        cancel.setAccessibleName(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.cancelled)
        self._lay_out(cancel)

    def _field(self, name: str, title: str) -> QLineEdit:
        field = QLineEdit(maxLength=_LONGEST)
        field.setObjectName(name)
        field.setAccessibleName(title)
        return field

    def _lay_out(self, cancel: QPushButton) -> None:
        grid = QGridLayout()
        grid.setVerticalSpacing(10)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(1, 1)
        titles = (self.tr("Full &name *"), self.tr("&Organisation"), self.tr("&E-mail (if given)"))
        for row, (title, field) in enumerate(zip(titles, (self.name, self.organisation, self.email), strict=True)):
            label = PlainLabel(title)
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        column = scrolled_column(self._fields)
        column.setContentsMargins(28, 20, 28, 20)
        column.setSpacing(10)
        column.addWidget(PlainLabel(self.tr("Walk-in"), look="title"))
        column.addWidget(
            PlainLabel(
                self.tr("A scan still works while you type here; what you typed stays."), look="quiet", wrap=True
            )
        )
        column.addLayout(grid)
        column.addWidget(self.joining)
        column.addWidget(self.listed)
        guests = QHBoxLayout()
        guests.addWidget(self.with_guests, 1)
        guests.addWidget(self.guests)
        column.addLayout(guests)
        column.addWidget(self._problem)
        column.addWidget(ButtonRow(self.save, cancel))
        column.addStretch(1)

    def attach(self, station: Station) -> None:
        """Ask this station's list from now on."""
        self._station, self._asked = station, None
        self._pages.setCurrentWidget(self._fields)
        self.question.people.set_session(station.place.session)
        self._closed = False
        station.possible.connect(self._answered)
        station.viewed.connect(self._viewed)

    def _viewed(self, view: DoorView) -> None:
        self._closed = view.closed
        self._full = view.seats is not None and view.inside >= view.seats
        self.joining.setVisible(view.joining.asked)

    def open_with(self, name: str) -> None:
        """Begin a new walk-in with what was already typed as a name, and put the cursor where typing goes on."""
        for field in (self.name, self.organisation, self.email):
            field.clear()
        self._asked, self._told = None, False
        self._pages.setCurrentWidget(self._fields)
        self.joining.setChecked(False)
        self.listed.setChecked(False)
        self.with_guests.setChecked(False)
        self._problem.hide()
        self.name.setText(name)
        (self.organisation if name else self.name).setFocus()

    def _ask_guests(self, on: bool) -> None:
        self.guests.setValue(int(on))
        self.guests.setVisible(on)
        if on:
            self.guests.setFocus()
            self.guests.selectAll()

    def take_focus(self) -> None:
        """Go on where typing stopped: a scan may have come in the middle of a name."""
        stopped = self._fields.focusWidget()
        if self._pages.currentWidget() is self.question:
            self.question.setFocus()
        elif isinstance(stopped, QLineEdit):
            stopped.setFocus()
        else:
            self._ask_what_is_missing()

    def _ask_what_is_missing(self) -> None:
        empty = next((field for field in (self.name, self.organisation) if not field.text()), self.organisation)
        empty.setFocus()

    def tell(self, problem: str) -> None:
        """Say in the form what keeps it from being saved; nothing typed is lost."""
        self._asked = None
        self._pages.setCurrentWidget(self._fields)
        self._problem.show_text(problem)
        self.name.setFocus()

    def _details(self) -> Details:
        return Details(
            name=self.name.text(),
            organisation=self.organisation.text(),
            email=self.email.text().strip(),
            joining=Answer.YES if self.joining.isChecked() and not self.joining.isHidden() else Answer.NOT_SAID,
            listed=Answer.YES if self.listed.isChecked() else Answer.NOT_SAID,
            guests=str(self.guests.value() or ""),
        )

    def _save(self) -> None:
        if not self._told and (said := self._asks_first()):
            self._told = True
            self._problem.show_text(said)
            return
        # A second Ctrl+Enter before the answer asks nothing new.
        if self._station is not None and self._asked is None:
            self._asked = self._details()
            self._station.ask_possible(self._asked)

    def _asks_first(self) -> str:
        """What a door that lets in whoever has a badge would ask first; "" for nothing."""
        if self._closed:
            return self.tr("This session was closed. If they may come in all the same, save once more.")
        if self._station is None:
            return ""
        session = self._station.place.session
        now = self._station.clock()
        reason = by_the_clock(now, session) or (Reason.FULL if self._full else None)
        if reason is None:
            return ""
        opens = when(session.opens_at, session, now) if session.opens_at else ""
        answer = heads()[reason].format(seats=session.seats, opens=opens)
        return self.tr("{answer}. If they may come in all the same, save once more.").format(answer=answer)

    def _answered(self, details: Details, hits: Sequence[Hit]) -> None:
        if details is not self._asked:
            return
        if hits:
            self.question.ask(hits)
            self._pages.setCurrentWidget(self.question)
            if self.isVisible():
                self.question.setFocus()
        else:
            self._is_new()

    def _is_new(self) -> None:
        details, self._asked = self._asked, None
        self._pages.setCurrentWidget(self._fields)
        if details is not None:
            self.saved.emit(details)

    def _is_known(self, registrant_id: str) -> None:
        self._asked = None
        self._pages.setCurrentWidget(self._fields)
        self.cancelled.emit()
        self.found.emit(registrant_id)

    def _back(self) -> None:
        self._asked = None
        self._pages.setCurrentWidget(self._fields)
        self._ask_what_is_missing()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            # A bare Enter may be a scanner's; it goes to the next field and never saves.
            if not control:
                self.focusNextChild()
            elif not self._finger.is_it(event):
                self._save()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)
