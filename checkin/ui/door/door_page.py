"""The door: one field that always has the focus, the answer beside it, the counts on the other side."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from checkin.domain.admission import Reason, Verdict
from checkin.domain.errors import DeskError
from checkin.domain.registrant import Details
from checkin.ui.door.arrivals import DoorColumn
from checkin.ui.door.door_answer import DoorAnswer
from checkin.ui.door.door_bar import DoorBar, DoorGuests, SeatsLeft, door_button, lay_out_door
from checkin.ui.door.door_field import DoorField
from checkin.ui.door.door_panels import DoorPanels
from checkin.ui.door.door_session import DoorSession
from checkin.ui.door.verdict_panel import VerdictPanel
from checkin.ui.parts.theme import Theme
from checkin.ui.parts.wording import sentence

if TYPE_CHECKING:  # The station brings the services; the page is painted before they are read from the disk.
    from checkin.domain.search import Hit
    from checkin.services.desk import Undone
    from checkin.ui.door.hits import HitsPanel
    from checkin.ui.door.next_steps import NextSteps
    from checkin.ui.door.walk_in import WalkInForm
    from checkin.ui.station import Station

REST_MS = 1200
"""Between two undos: a nervous second press must not lift the next person's check-in."""


class DoorPage(QWidget):
    """`page_door`. It knows no service: the station judges, the page shows."""

    def __init__(self, theme: Theme, last_key_age: Callable[[], float]) -> None:
        super().__init__()
        self.setObjectName("page_door")
        self.setAccessibleName(self.tr("Door"))
        self._station: Station | None = None
        self._last_key_age = last_key_age
        self._saving = self._form_waits = self.is_locked = False
        self.field = DoorField()
        self.field.asked.connect(self._asked)
        self.field.entered.connect(self._entered)
        self.verdict = VerdictPanel(theme)
        self.answer = DoorAnswer(self.verdict)
        self.answer.gone.connect(self._faded)
        self.answer.slow.connect(self._show_answer)
        self._panels = DoorPanels(self.verdict)
        self.field.moved.connect(self._panels.move_by)
        self.column, self.session = DoorColumn(theme), DoorSession()
        # Nothing beside it draws the eye away from what has to be written on paper.
        self.answer.alarmed.connect(self.column.setHidden)
        self.seats_left, self.guests = SeatsLeft(), DoorGuests(self.field)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._lay_out()
        self.ready()

    def _lay_out(self) -> None:
        walk_in = door_button("door_walk_in", self.tr("Walk-in"), self.walk_in)
        undo = door_button("door_undo", self.tr("Undo last"), self.undo)
        self._bar = DoorBar(self.field, [(walk_in, walk_in.text(), "F4"), (undo, undo.text(), "F8")])
        parts = [self.session, self._panels, self.answer.paper, self.guests, self.seats_left, self._bar]
        lay_out_door(self, parts, self._panels, self.column)

    # -- the station ---------------------------------------------------------------------------------------------

    def furnish(self, hits: HitsPanel, form: WalkInForm, steps: NextSteps) -> None:
        """Take the panels that nobody needs before an event is open; the first paint does not wait for them."""
        self.hits, self.form, self.steps = hits, form, steps
        steps.opened.connect(self.field.clear)
        steps.opened.connect(self._open_panel)
        steps.closed.connect(self.ready)
        hits.chosen.connect(self._chosen)
        form.saved.connect(self._save_walk_in)
        form.found.connect(self._chosen)
        form.cancelled.connect(self.ready)
        self._panels.furnish(hits, form, steps)

    def attach(self, station: Station) -> None:
        """Serve this station from now on. The page has been furnished before."""
        if self._station is not None:
            # What another event's people said or typed does not belong to this one.
            self._form_waits = self._saving = False
            self.ready()
        self._station = station
        self.session.attach(station, (self.hits, self.column, self.steps.check_ins, self.form.question.people))
        station.served.connect(self._served)
        self.form.attach(station)
        station.judged.connect(self._judged)
        station.undone.connect(self._undone)
        self.steps.attach(station)
        self.guests.attach(station, self.steps)
        for part in (self.column, self.seats_left, self.answer):
            station.viewed.connect(part.show_view)
        station.found.connect(self._found)
        self.field.ask()

    def _served(self) -> None:
        # The answer of a moment ago is about the other session; a walk-in that is being typed stays.
        self.steps.forget()
        self._form_waits = self._form_waits or self._panels.has_form_open
        self.ready()

    def set_theme(self, theme: Theme) -> None:
        """Repaint in the light or the dark set."""
        self._panels.set_theme(theme)
        self.column.set_theme(theme)

    def scanned(self, raw: str, by_keys: str = "", *, by_camera: bool = False) -> None:
        """A scan came, whatever has the focus. A half-typed walk-in stays as it is."""
        if self._station is not None:
            self.field.clear()
            self.answer.expect()
            self._station.admit_code(raw, by_keys, by_camera=by_camera)

    def lock(self, locked: bool) -> None:
        """Hide every name and what is being typed, or give it back; scans are answered all the same."""
        self._form_waits = self._form_waits or self._panels.has_form_open
        self.is_locked = self.verdict.hides_names = locked
        self.column.hide_names(hidden=locked)
        self.guests.hide()
        self._bar.setHidden(locked)
        for part in (self._bar, self.session):
            part.setDisabled(locked)
        self.ready()

    def tell(self, problem: DeskError) -> None:
        """Show what failed where the volunteer is looking."""
        if self._saving:
            self._saving = False
            self._open_form()
            self.form.tell(sentence(problem))
            return
        self.answer.tell(problem)
        self._show_answer()
        self.field.take_keys()

    # -- keys ----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        deeds = {Qt.Key.Key_F3: self.search, Qt.Key.Key_F4: self.walk_in, Qt.Key.Key_F8: self.undo}
        deed = self.session.wanted.emit if shift and event.key() == Qt.Key.Key_F2 else deeds.get(Qt.Key(event.key()))
        if self.is_locked or (event.isAutoRepeat() and Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F12):
            return  # A finger that rests on F8 undoes one check-in, not one after another.
        typing = self._panels.has_form_open and event.key() == Qt.Key.Key_F4
        if self._station is not None and not typing and self.steps.press(event.key(), shift=shift):
            return
        if deed is not None:
            deed()
        elif event.key() == Qt.Key.Key_Escape:
            if self._station is not None:
                self.steps.forget()
            if self._panels.currentWidget() is self.verdict and not self.field.text():
                self.answer.paper.written_down()
            self.ready()
        else:
            super().keyPressEvent(event)

    def _entered(self) -> None:
        if self.field.holds_a_scan:
            # A slow scanner's half code, or another system's link: a verdict, never a choice among people.
            self.scanned(self.field.text())
        elif self._station is not None:
            # Hits of an older text may be about to change under the finger: then Enter waits for the next press.
            (self._panels.to_choose_from or self.hits).enter(self.field.text(), self._last_key_age())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.take_focus()

    def take_focus(self) -> None:
        """Give the keys to the field, or to the walk-in that is being typed."""
        form = self._panels.to_fill_in
        if form is None:
            self.field.setFocus()
        elif not form.isAncestorOf(self.window().focusWidget()):
            form.take_focus()

    # -- deeds ---------------------------------------------------------------------------------------------------

    def ready(self) -> None:
        """Back to the beginning: nothing typed, nobody shown."""
        self.answer.hold()
        self.field.clear()
        if self._form_waits and not self.is_locked:
            self._open_form()
            self.form.take_focus()
            return
        self._show_ready()

    def _open_form(self) -> None:
        self._form_waits = False
        self.answer.hold()
        self.guests.hide()
        self._panels.setCurrentWidget(self.form)

    def _open_panel(self, panel: QWidget) -> None:
        self._form_waits = self._form_waits or self._panels.has_form_open
        self.answer.hold()
        self._panels.setCurrentWidget(panel)
        self.field.take_keys()

    def _show_ready(self) -> None:
        self.answer.wait(leaving=self._station is not None and self._station.place.leaving)
        self._panels.setCurrentWidget(self.verdict)
        self.field.take_keys()

    def search(self) -> None:
        """Type a name in any script: input methods are on until the field is cleared. A walk-in being typed waits."""
        self._form_waits = self._form_waits or self._panels.has_form_open
        self.answer.hold()
        self.field.clear()
        self._show_ready()
        self.field.input_methods = True

    def walk_in(self) -> None:
        """Open the walk-in form with what is typed in the field as the name, or go on with the one that waits."""
        if self._station is None or self._panels.has_form_open:
            return
        if self._form_waits:
            self.ready()
            return
        name = self.field.text().strip()
        self.field.clear()
        self._open_form()
        self.form.open_with(name)

    def undo(self) -> None:
        """Lift the last check-in of this station. A second press while the first is still being read means the same."""
        if self._station is not None and not self._rest.isActive():
            self._rest.start()
            self._station.undo_last()

    def _save_walk_in(self, details: Details) -> None:
        # A second Ctrl+Enter before the answer would be a second person.
        if self._station is not None and not self._saving:
            self._saving = True
            self.answer.expect()
            self._station.walk_in(details)

    def _chosen(self, registrant_id: str) -> None:
        if self._station is not None:
            self.field.clear()
            self.answer.expect()
            self._station.admit(registrant_id)

    def _asked(self, text: str) -> None:
        if self._station is None:
            return
        if text:
            self._station.search(text)
        elif self._panels.currentWidget() is self.hits and self.answer.stays:
            self._panels.setCurrentWidget(self.verdict)
        elif self._panels.currentWidget() is self.hits:
            # The welcome of whoever came before must not stand there for the next one.
            self._show_ready()

    def _found(self, text: str, hits: list[Hit]) -> None:
        # The answer may come after the field was cleared by a scan, or changed by the next letter.
        if text != self.field.text():
            return
        self.hits.show_hits(text, hits)
        self._open_panel(self.hits)

    # -- answers -------------------------------------------------------------------------------------------------

    def _judged(self, verdict: Verdict) -> None:
        if self._station is None:
            return
        saved = self._saving and verdict.registrant is not None and verdict.registrant.walk_in
        self._saving = self._saving and not saved
        not_saved = verdict.reason is Reason.NOT_SAVED
        self.answer.judge(verdict, self._station.place.session, self._station.clock())
        self._show_answer()
        self._form_waits = self._form_waits and (not saved or not_saved)
        self.field.take_keys()

    def _undone(self, undone: Undone) -> None:
        self.answer.undo(undone)
        self._show_answer()

    def _show_answer(self) -> None:
        # A walk-in may be half typed: the answer is shown, and what was typed waits behind it.
        self._form_waits = self._form_waits or self._panels.has_form_open
        self._panels.setCurrentWidget(self.verdict)

    def _faded(self) -> None:
        if self._panels.currentWidget() is self.verdict and not self.field.text():
            if self._station is not None:
                self.steps.fade()
            self.ready()
