"""Erase one person or everybody: what goes, what stays, what is out of reach; and afterwards what was erased."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from checkin.domain.errors import DeskError
from checkin.domain.registrant import Registrant
from checkin.services import erase
from checkin.services.erase import Erasure
from checkin.services.place import Place
from checkin.storage.event_file import EventFile
from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.dialog_size import fit
from checkin.ui.parts.folding import ButtonRow, FoldingCheckBox
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.scrolling import foot_below, scrolled_part
from checkin.ui.parts.wording import sentence
from checkin.ui.station import Station

Deed = Callable[[EventFile, Place, datetime], Erasure]


class EraseButton(QPushButton):
    """`person_erase`, beside a person's details; `erased` says that it was done."""

    erased = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Erase this person…"))
        self.setObjectName("person_erase")
        self.setAccessibleName(self.text())
        self.setToolTip(self.tr("Their name and all that is known of them goes; every count stays."))
        self.clicked.connect(self._ask)
        self._station: Station | None = None
        self._person: Registrant | None = None
        self.show_person(None, None)

    def show_person(self, station: Station | None, person: Registrant | None) -> None:
        """Be there for this person; for nobody, and for who is erased already, there is no button."""
        self._station, self._person = station, person
        self.setVisible(person is not None and not person.is_erased)

    def _ask(self) -> None:
        if self._station is not None and self._person is not None:
            form = EraseForm(self._station, self.window(), self._person)
            form.erased.connect(self.erased)
            form.open()


class EraseForm(QDialog):
    """`erase_form`, for one person or for the whole event. Two presses: a tick that says who, then the button. A bare
    Enter may be a scanner's and erases nobody.
    """

    erased = Signal()

    def __init__(self, station: Station, parent: QWidget, person: Registrant | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("erase_form")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._station, self._person = station, person
        name = person.name if person is not None else station.whole_event.name
        title = self.tr("Erase {name}") if person is not None else self.tr("Erase everybody of {name}")
        self.setWindowTitle(self.tr("Erase"))
        self._title = PlainLabel(title.format(name=name), look="title", wrap=True)
        sure = self.tr("Yes, erase this person for good") if person is not None else self.tr("Yes, erase all for good")
        self.sure = FoldingCheckBox(sure)
        self.sure.setObjectName("erase_sure")
        self.erase = named_button("erase_now", self.tr("Erase   Ctrl+Enter"), self._erase, look="primary")
        self.erase.setEnabled(False)
        self.sure.toggled.connect(self.erase.setEnabled)
        self._close = named_button("erase_close", self.tr("Close   Esc"), self.reject)
        self._problem = PlainLabel(look="problem", wrap=True)
        self._problem.setObjectName("erase_problem")
        self._problem.hide()
        self._done = PlainLabel(look="good", wrap=True)
        self._done.setObjectName("erase_done")
        self._done.hide()
        for button in (self.erase, self._close):
            button.setAutoDefault(False)
        self._lay_out()
        self.sure.setFocus()

    def _lay_out(self) -> None:
        above, column = scrolled_part()
        column.addWidget(self._title)
        for head, lines in self._parts():
            column.addWidget(PlainLabel(head, look="head", wrap=True))
            for line in lines:
                column.addWidget(PlainLabel(f"•  {line}", wrap=True))
        column.addStretch(1)
        foot_below(self, above, self._problem, self._done, self.sure, ButtonRow(self.erase, self._close))
        wanted = QSize(self.fontMetrics().averageCharWidth() * 84, self.fontMetrics().height() * 40)
        fit(self, wanted)

    def _parts(self) -> list[tuple[str, list[str]]]:
        return [
            (
                self.tr("What goes"),
                [
                    self.tr("Name, address, organisation, telephone, answers, notes, and the codes of badges"),
                    self.tr("What lists and reports of the online meeting say of them, and what search knows"),
                    self.tr("What the journal says in words; also in the free pages of the file and in its copies"),
                ],
            ),
            (
                self.tr("What stays"),
                [
                    self.tr("Every count, and when somebody came in, of a person without a name"),
                    self.tr(
                        "A mark by which a badge or a row of a list is recognised, so that nobody comes back unseen"
                    )
                    if self._person is not None
                    else self.tr("The name of the event and of its sessions; no list can be loaded any more"),
                ],
            ),
            (
                self.tr("What this program cannot reach"),
                [
                    *self._of_one_person(),
                    self.tr("Exports, reports and follow-up lists that were written before"),
                    self.tr("Badges and lists that were printed"),
                    self.tr("The list itself, the tool that it came from, and Zoom"),
                    self.tr("Copies of the event on other laptops, sticks and servers"),
                    self.tr("What is still in a recycle bin, or in the backups of this laptop"),
                ],
            ),
        ]

    def _of_one_person(self) -> list[str]:
        if self._person is None:
            return []
        return [
            self.tr("What the notes on other people, and their columns of the list, say of this person"),
            self.tr("A part of the name alone, as in what somebody online calls a telephone, or in an unknown code"),
        ]

    def _erase(self) -> None:
        if not self.erase.isEnabled():
            return
        person = self._person
        self.erase.setEnabled(False)
        self.sure.setEnabled(False)

        def deed(event: EventFile, place: Place, now: datetime) -> Erasure:
            if person is None:
                return erase.erase_everybody(event, place, now)
            return erase.erase_person(event, person.id, place, now)

        self._station.work(deed, self._show, self._tell)

    def _show(self, done: Erasure) -> None:
        said = self.tr(
            "Erased. People: {people} · codes: {codes} · facts of the journal emptied: {facts} · connections online: "
            "{connections}. Every count stays."
        ).format(people=done.people, codes=done.codes, facts=done.facts, connections=done.connections)
        if not done.clean:
            said += " " + self.tr(
                "Another program is reading the event: the free pages and copies are cleaned as soon as it lets go."
            )
        self._title.setText(self.tr("Erased"))
        self._done.show_text(said)
        self.sure.hide()
        self.erase.hide()
        self._close.setFocus()
        # The door may still show the answer to this person's scan.
        self._station.serve(self._station.whole_event, self._station.place.session)
        self.erased.emit()

    def _tell(self, problem: DeskError) -> None:
        self._problem.show_text(sentence(problem))
        self.sure.setEnabled(True)
        self.sure.setChecked(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._erase()
            return
        super().keyPressEvent(event)
