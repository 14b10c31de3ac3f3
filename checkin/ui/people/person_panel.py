"""One person: the details to correct, the deeds that are possible now, and what happened to them."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from checkin.domain.admission import Verdict, VerdictKind
from checkin.domain.errors import DeskError
from checkin.domain.journal import Fact, stays
from checkin.domain.registrant import Details, Registrant
from checkin.services import overview
from checkin.services.place import Place
from checkin.storage.event_file import EventFile
from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.fact_wording import deed
from checkin.ui.parts.folding import ButtonRow
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.scrolling import scrolled_column
from checkin.ui.parts.wording import sentence, words
from checkin.ui.people.door_note import DoorNote
from checkin.ui.people.erase_form import EraseButton
from checkin.ui.people.person_badge import PersonBadge
from checkin.ui.people.person_fields import PersonFields
from checkin.ui.people.person_sessions import PersonSessions
from checkin.ui.people.same_person import SamePerson
from checkin.ui.station import Station


class PersonPanel(QFrame):
    """Shows and corrects one registrant, or adds a new one."""

    changed = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("person_panel")
        self.setProperty("look", "card")
        self._station: Station | None = None
        self._id = ""
        self._title = PlainLabel(look="title", wrap=True)
        self._code = PlainLabel(look="quiet", wrap=True)
        self._code.setObjectName("person_codes")
        self._code.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._note = PlainLabel(look="good", wrap=True)
        self._problem = PlainLabel(look="problem", wrap=True)
        self._same = SamePerson()
        self._same.united.connect(self._united)
        self._same.parted.connect(self._parted)
        self._same.grown.connect(lambda: self._bring_into_view(self._same))
        self._badge = PersonBadge()
        self._badge.changed.connect(self.refresh)
        self._door_note = DoorNote()
        self._door_note.kept.connect(self.refresh)
        self._fields = PersonFields([(self.tr("At the door"), self._door_note)])
        self._sessions = PersonSessions()
        self._erase = EraseButton()
        self._erase.erased.connect(self._redo)
        self._history = QListWidget()
        self._history.setObjectName("person_history")
        self._history.setAccessibleName(self.tr("History"))
        self._history.setWordWrap(True)
        self._save = named_button("person_save", self.tr("Save"), self._on_save, look="primary")
        self._admit = named_button("person_admit", self.tr("Check in"), self._on_admit)
        self._undo = named_button("person_undo", self.tr("Undo check-in"), self._on_undo)
        self._discard = named_button("person_discard", self.tr("Discard changes"), self._on_discard)
        self._discard.hide()
        self._close = named_button("person_close", self.tr("Close"), self.leave)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        column = scrolled_column(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        # Above the fields, which reach below the edge of a small screen.
        buttons = ButtonRow(self._save, self._discard, self._admit, self._undo)
        for part in (self._code, self._note, self._problem, buttons):
            column.addWidget(part)
        column.addLayout(self._fields)
        column.addWidget(self._badge)
        column.addWidget(self._same)
        column.addWidget(self._sessions)
        column.addWidget(PlainLabel(self.tr("History"), look="head"))
        column.addWidget(self._history, 1)
        column.addWidget(self._erase, 0, Qt.AlignmentFlag.AlignLeading)
        self._history.setMinimumHeight(self.fontMetrics().height() * 5)

    # -- content -------------------------------------------------------------------------------------------------

    def attach(self, station: Station) -> None:
        """Serve this station from now on."""
        self._station = station
        self._same.attach(station)
        self._badge.attach(station)
        station.judged.connect(self._judged)

    def show_person(self, registrant_id: str) -> None:
        """Read a registrant from the file and show them."""
        self._id = registrant_id
        if self._station is not None:
            self._door_note.show_of(self._station, registrant_id)
        self._note.show_text("")
        self._problem.show_text("")
        self.refresh(keep_typed=False)

    def show_new(self) -> None:
        """An empty form for a person to add to the list."""
        self._id = ""
        if self._station is not None:
            self._door_note.show_of(self._station, "")
        self._note.show_text("")
        self._problem.show_text("")
        self._fill(Details(""))
        self._title.setText(self.tr("Add a person"))
        self._code.show_text("")
        self._history.clear()
        self._same.show_person(None)
        self._badge.show_person(None)
        self._sessions.show_of(None, "")
        self._erase.show_person(None, None)
        self._admit.hide()
        self._undo.hide()
        self._fields.begin()

    def refresh(self, *, keep_typed: bool = True) -> None:
        """Read the state anew; what is being typed stays when `keep_typed`."""
        if self._station is None or not self._id:
            return
        wanted = self._id

        def show(answer: tuple[Registrant, tuple[Fact, ...]]) -> None:
            if wanted == self._id:
                self._show(*answer, keep_typed=keep_typed)

        self._station.read(lambda event, _place: overview.person(event, wanted), show, self.tell)

    def _show(self, person: Registrant, facts: tuple[Fact, ...], *, keep_typed: bool) -> None:
        if self._station is None:
            return
        self._title.setText(person.name)
        codes = self.tr("Codes: {codes}").format(codes=", ".join(person.codes))
        slot = self.tr("The badge lies in the rack: {slot}").format(slot=person.slot) if person.slot else ""
        self._code.show_text("\n".join(filter(None, (slot, codes))))
        if not (keep_typed and self._fields.is_typed_in):
            self._fill(person.details)
        self._same.show_person(person)
        self._badge.show_person(person)
        self._sessions.show_of(self._station, person.id)
        self._erase.show_person(self._station, person)
        session = self._station.place.session
        self._history.clear()
        for fact in reversed(facts):
            self._history.addItem(deed(fact, self._station.place.sessions))
        stay = stays(facts).get((session.id, person.id))
        self._admit.setVisible(stay is None or stay.is_out)
        self._undo.setVisible(stay is not None)

    def _fill(self, details: Details) -> None:
        self._fields.fill(details)
        self._discard.hide()

    @property
    def registrant_id(self) -> str:
        """Who is shown, "" for a person who is not on the list yet."""
        return self._id

    def holds(self) -> bool:
        """Whether something was typed and is not saved, so that nobody else can be shown; then it is said."""
        if not (self.isVisible() and self._fields.is_typed_in):
            return False
        name = self._title.text()
        self._note.show_text("")
        self._problem.show_text(
            self.tr("What you changed of {name} is not saved. Save or discard it first.").format(name=name)
            if self._id
            else self.tr("The new person is not saved. Save or discard what you typed first.")
        )
        self._discard.show()
        self._bring_into_view(self._title)
        return True

    def tell(self, problem: DeskError) -> None:
        """Say in the panel what failed; what was typed stays."""
        self._note.show_text("")
        self._problem.show_text(sentence(problem))

    # -- deeds ---------------------------------------------------------------------------------------------------

    def _on_save(self) -> None:
        if self._station is None:
            return
        details, seen, registrant_id = self._fields.typed(), self._fields.details, self._id

        def save(event: EventFile, place: Place, now: datetime) -> Registrant:
            if registrant_id:
                return overview.correct(event, registrant_id, details, place, now, seen=seen)
            return overview.add_registrant(event, details, place, now)

        self._station.write(save, self._saved, self.tell)

    def _saved(self, person: Registrant) -> None:
        if self._station is not None and not self._id:
            self._door_note.show_of(self._station, person.id)
        self._id = person.id
        self._fill(person.details)
        self._problem.show_text("")
        self._note.show_text(self.tr("Saved. The badge stays valid."))
        self.changed.emit()
        self.refresh(keep_typed=False)

    def _on_discard(self) -> None:
        if self._id:
            self.show_person(self._id)
        else:
            self.show_new()

    def leave(self) -> None:
        """Close the panel, unless something in it is not saved."""
        if not self.holds():
            self.closed.emit()

    def _bring_into_view(self, part: QWidget) -> None:
        scroll = self.findChild(QScrollArea)
        if scroll is not None:
            QTimer.singleShot(0, self, lambda: scroll.ensureWidgetVisible(part))

    def _united(self, name: str) -> None:
        self._note.show_text(self.tr("United with {name}. All codes and check-ins of both stay.").format(name=name))
        self._redo()

    def _parted(self, name: str) -> None:
        self._note.show_text(self.tr("{name} is a person of their own again.").format(name=name))
        self._redo()

    def _redo(self) -> None:
        self._bring_into_view(self._title)
        self.changed.emit()
        self.refresh(keep_typed=False)

    def _on_admit(self) -> None:
        if self._station is not None and self._id:
            self._station.admit(self._id)

    def _judged(self, verdict: Verdict) -> None:
        """Say here too why the person was not let in: the door's panel is on another page."""
        if self._station is None or verdict.registrant is None or verdict.registrant.id != self._id:
            return
        said = words(verdict, self._station.place.session, self._station.clock())
        stopped = verdict.kind is VerdictKind.STOP
        self._note.show_text("")
        self._problem.show_text(f"{said.head}. {said.detail}" if stopped else "")

    def _on_undo(self) -> None:
        if self._station is not None and self._id:
            self._station.undo(self._id)
