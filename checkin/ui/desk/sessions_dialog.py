"""The sessions of the event: which one this door serves, and one more of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from checkin.domain.errors import DeskError
from checkin.domain.session import Event, Session
from checkin.services import events, sessions
from checkin.services.place import Place
from checkin.services.sessions import Sitting
from checkin.storage.event_file import EventFile
from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.dialog_size import open_at
from checkin.ui.parts.folding import ButtonRow, FoldingRadioButton
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.scrolling import scrolled_column
from checkin.ui.parts.session_fields import SessionFields, wide_form
from checkin.ui.parts.wording import sentence, session_facts
from checkin.ui.station import Station

_SESSION = Qt.ItemDataRole.UserRole


class SessionsDialog(QDialog):
    """`sessions_dialog`. A bare Enter may be a scanner's: it neither chooses nor saves."""

    def __init__(self, station: Station, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sessions_dialog")
        self.setWindowTitle(self.tr("Sessions of this event"))
        self._station = station
        self.list = QListWidget()
        self.list.setObjectName("sessions_list")
        self.list.setAccessibleName(self.tr("Sessions of this event"))
        self.list.setWordWrap(True)
        self.list.setSpacing(4)
        self.list.itemDoubleClicked.connect(lambda _item: self._serve())
        self._problem = PlainLabel(look="problem", wrap=True)
        self._problem.hide()
        self.serve = named_button("sessions_serve", self.tr("This door serves it   Ctrl+Enter"), self._serve, "primary")
        self.add = named_button("sessions_add", self.tr("Add a session…"), self._show_form)
        self.cancel = named_button("sessions_cancel", self.tr("Close   Esc"), self.reject)
        session = station.place.session
        self.fields = SessionFields("new", self.tr("Session {number}").format(number=len(station.place.sessions) + 1))
        self._fill_as(session)
        self.same = FoldingRadioButton(self.tr("The same people as the session that is served now"))
        self.same.setObjectName("new_same_people")
        self.own = FoldingRadioButton(self.tr("A list of its own, loaded afterwards"))
        self.own.setObjectName("new_own_list")
        self.same.setChecked(True)
        self._who = QButtonGroup(self)
        for choice in (self.same, self.own):
            self._who.addButton(choice)
        self._form_problem = PlainLabel(look="problem", wrap=True)
        self._form_problem.hide()
        self.save = named_button("new_save", self.tr("Add   Ctrl+Enter"), self._save, "primary")
        self.back = named_button("new_back", self.tr("Back   Esc"), self._show_list)
        for button, title in (
            (self.serve, self.tr("This door serves it")),
            (self.cancel, self.tr("Close")),
            (self.save, self.tr("Add")),
            (self.back, self.tr("Back")),
        ):
            button.setAccessibleName(title)
        for button in (self.serve, self.add, self.cancel, self.save, self.back):
            button.setAutoDefault(False)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._list_page())
        self._pages.addWidget(self._form_page())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        open_at(self, 84, 26)
        self._read()

    def _fill_as(self, session: Session) -> None:
        """Most sessions of an event are like each other: the day after, at the same time, in the same room."""
        starts, ends = session.local(session.starts_at), session.local(session.ends_at)
        self.fields.date.setDate(QDate(starts.year, starts.month, starts.day).addDays(1))
        self.fields.starts.setTime(QTime(starts.hour, starts.minute))
        self.fields.ends.setTime(QTime(ends.hour, ends.minute))
        self.fields.zone.setCurrentText(session.timezone)
        self.fields.room.setText(session.room)
        self.fields.seats.setValue(session.seats or 0)

    def _list_page(self) -> QWidget:
        page = QWidget()
        column = scrolled_column(page)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(PlainLabel(self.tr("Which session does this door serve?"), look="title", wrap=True))
        hint = self.tr("People are checked in to it, lists are loaded into it, and badges and exports are for it.")
        column.addWidget(PlainLabel(hint, look="quiet", wrap=True))
        self.list.setMinimumHeight(self.fontMetrics().height() * 6)
        column.addWidget(self.list, 1)
        column.addWidget(self._problem)
        column.addWidget(ButtonRow(self.serve, self.add, self.cancel))
        return page

    def _form_page(self) -> QWidget:
        page = QWidget()
        column = scrolled_column(page)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(PlainLabel(self.tr("Add a session to this event"), look="title", wrap=True))
        form = wide_form()
        self.fields.add_to(form)
        column.addLayout(form)
        column.addWidget(PlainLabel(self.tr("Who is expected?"), look="head", wrap=True))
        for part in (self.same, self.own, self._form_problem, ButtonRow(self.save, self.back)):
            column.addWidget(part)
        column.addStretch(1)
        return page

    # -- the list ------------------------------------------------------------------------------------------------

    def _read(self, wanted: str = "") -> None:
        def read(file: EventFile, _place: Place) -> tuple[Event, list[Sitting]]:
            return events.the_event(file), sessions.sittings(file)

        self._station.read(read, partial(self._show, wanted or self._station.place.session.id), self._tell)

    def _show(self, wanted: str, answer: tuple[Event, Sequence[Sitting]]) -> None:
        event, sittings = answer
        self._event = event
        self.list.clear()
        for sitting in sittings:
            session = sitting.session
            lines = [session.name, session_facts(session)]
            lines.append(
                self.tr("Registered {registered} · walk-ins {walk_ins} · came {came}").format(
                    registered=sitting.registered, walk_ins=sitting.walk_ins, came=sitting.came
                )
            )
            if sitting.closed:
                lines.append(self.tr("● Closed"))
            if session.id == self._station.place.session.id:
                lines.append(self.tr("● This door serves it now"))
            item = QListWidgetItem("\n".join(lines))
            item.setData(_SESSION, session)
            self.list.addItem(item)
            if session.id == wanted:
                self.list.setCurrentItem(item)
        self.list.setFocus()

    def _serve(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._station.serve(self._event, item.data(_SESSION))
            self.accept()

    def _tell(self, problem: DeskError) -> None:
        self._problem.show_text(sentence(problem))

    # -- one more ------------------------------------------------------------------------------------------------

    def _show_form(self) -> None:
        self._pages.setCurrentIndex(1)
        self.fields.name.setFocus()
        self.fields.name.selectAll()

    def _show_list(self) -> None:
        self._pages.setCurrentIndex(0)
        self.list.setFocus()

    def _save(self) -> None:
        facts, same = self.fields.facts(), self.same.isChecked()
        self._form_problem.hide()

        def add(file: EventFile, place: Place, _now: datetime) -> Session:
            return sessions.add_session(file, facts, place.session if same else None)

        self._station.write(add, self._added, lambda problem: self._form_problem.show_text(sentence(problem)))

    def _added(self, session: Session) -> None:
        self._show_list()
        self._read(session.id)

    # -- keys ----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        in_form = self._pages.currentIndex() == 1
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                (self._save if in_form else self._serve)()
        elif event.key() == Qt.Key.Key_Escape and in_form:
            self._show_list()
        else:
            super().keyPressEvent(event)
