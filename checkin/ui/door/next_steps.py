"""What can be done about the last answer: let in anyway, another person, by name; and the last check-ins to undo."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from checkin.domain.admission import Reason, Verdict
from checkin.domain.next_step import NEXT_STEP, NextStep
from checkin.domain.search import Hit
from checkin.services import desk
from checkin.services.place import Place
from checkin.ui.door.hits import HitsPanel
from checkin.ui.door.why_form import WhyForm
from checkin.ui.parts.theme import Theme
from checkin.ui.parts.wording import words
from checkin.ui.station import Station

KEYS = {
    NextStep.ADD_TO_SESSION: Qt.Key.Key_F4,
    NextStep.ADD_AS_WALK_IN: Qt.Key.Key_F4,
    NextStep.CHECK_IN_BY_NAME: Qt.Key.Key_F5,
    NextStep.DIFFERENT_PERSON: Qt.Key.Key_F6,
    NextStep.LET_IN_ANYWAY: Qt.Key.Key_F7,
}
"""The key of each step that needs one; the others are a scan, typing, or F4 for a walk-in, which is always there. What
F4 means for an answer, it means only while that answer is to be seen: a walk-in comes next as often as not.
"""


def can_leave(verdict: Verdict, place: Place) -> bool:
    """Whether F10 can let out the person whom the answer is about: they are in, where leaving is recorded."""
    is_in = {Reason.ALREADY_IN, Reason.DOUBLE_READ, Reason.WELCOME, Reason.WELCOME_NOTE, Reason.GROUP, Reason.CAME_BACK}
    return place.session.exits and not place.leaving and verdict.reason in is_in


class NextSteps(QObject):
    """Keeps the last answer until the next one or Esc, also when its panel has gone by itself: who asks the session
    lead needs longer than eight seconds. `opened` carries a panel to show, `closed` says that it is done, `forgotten`
    that nobody is at the door any more.
    """

    opened = Signal(QWidget)
    closed = Signal()
    forgotten = Signal()

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._station: Station | None = None
        self._last: Verdict | None = None
        self._is_seen = False
        self.why = WhyForm()
        self.check_ins = HitsPanel(theme, "door_check_ins")
        self.check_ins.list.setAccessibleName(self.tr("The last check-ins"))
        self.why.given.connect(self._let_in)
        self.why.cancelled.connect(self.closed)
        self.check_ins.chosen.connect(self._undo)

    @property
    def panels(self) -> tuple[QWidget, ...]:
        """The panels that this brings to the door."""
        return self.why, self.check_ins

    def attach(self, station: Station) -> None:
        """Serve this station from now on."""
        self._station, self._last = station, None
        self.check_ins.set_session(station.place.session)
        station.judged.connect(self._keep)
        station.undone.connect(self.forget)
        station.listed.connect(self._offer)

    def forget(self) -> None:
        """Nobody is at the door any more."""
        self._last = None
        self.forgotten.emit()

    def fade(self) -> None:
        """The last answer has gone from the panel; what it was about is kept for who asks longer."""
        self._is_seen = False

    def _keep(self, verdict: Verdict) -> None:
        self._last, self._is_seen = verdict, True

    def press(self, key: int, *, shift: bool) -> bool:
        """Do what the key means for the last answer, or open the last check-ins; whether it meant anything."""
        if key == Qt.Key.Key_F8 and shift:
            self._ask_check_ins()
            return True
        last, station = self._last, self._station
        if key == Qt.Key.Key_F10 and station is not None and station.place.session.exits:
            self._let_out(turn=shift)
            return True
        if last is None or station is None or last.registrant is None:
            return False
        step = NEXT_STEP[last.reason]
        if KEYS.get(step) != key or (key == Qt.Key.Key_F4 and not self._is_seen):
            return False
        if step is NextStep.LET_IN_ANYWAY:
            self.opened.emit(self.why)
            self.why.open_for(words(last, station.place.session, station.clock()))
            return True
        deed = {
            NextStep.ADD_TO_SESSION: desk.add_to_session,
            NextStep.ADD_AS_WALK_IN: desk.add_as_walk_in,
            NextStep.CHECK_IN_BY_NAME: desk.admit_registrant,
            NextStep.DIFFERENT_PERSON: desk.different_person,
        }[step]
        self._last = None  # A second press would be a second fact.
        station.judge(deed, last.registrant.id)
        return True

    def _let_out(self, *, turn: bool) -> None:
        """Let out the person whom the last answer was about and who is in, or turn the door."""
        last, station = self._last, self._station
        if station is None:
            return
        if turn:
            self._last = None
            station.turn()
            self.closed.emit()
        elif last is not None and last.registrant is not None and can_leave(last, station.place):
            self._last = None  # A second press would be a second fact.
            station.judge(desk.leave, last.registrant.id)

    def _let_in(self, why: str) -> None:
        last, self._last = self._last, None
        if last is not None and last.registrant is not None and self._station is not None:
            self._station.judge(desk.let_in, last.registrant.id, why)

    def _ask_check_ins(self) -> None:
        if self._station is not None:
            self._station.ask_check_ins()

    def _offer(self, hits: Sequence[Hit]) -> None:
        head = self.tr("Undo which check-in?") if hits else self.tr("There is no check-in to undo.")
        keys = self.tr("↑ ↓ choose · Enter undoes · Esc back") if hits else self.tr("Esc back")
        self.check_ins.offer(head, self.tr("The last ten of this door, the newest first."), keys, hits)
        self.opened.emit(self.check_ins)

    def _undo(self, registrant_id: str) -> None:
        if self._station is not None:
            self._station.undo(registrant_id)
