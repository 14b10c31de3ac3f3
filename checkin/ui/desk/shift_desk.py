"""Who is at the door: Ctrl+L locks it and asks, an idle door locks by itself, and each shift leaves a card."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from importlib import import_module

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QCursor, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from checkin.domain.errors import DeskError
from checkin.domain.shift import Handover
from checkin.services import pins, shifts
from checkin.services.place import Place
from checkin.storage.event_file import EventFile
from checkin.ui.desk.lock_bar import LockBar
from checkin.ui.desk.put_away import PutAway
from checkin.ui.desk_menu import DeskMenu
from checkin.ui.frame import Frame
from checkin.ui.parts.wording import sentence
from checkin.ui.station import Station

_LOOK_MS = 5000
"""How often it is looked whether anybody is there."""


class Idle:
    """Whether nothing has happened for so many minutes; 0 minutes: never said. Times in seconds."""

    def __init__(self) -> None:
        self._signs: object = None
        self._since = 0.0

    def is_long(self, signs: object, now: float, minutes: int) -> bool:
        """Look once more: `signs` differ from before when anybody has done anything."""
        if signs != self._signs:
            self._signs, self._since = signs, now
        return minutes > 0 and now - self._since >= 60 * minutes


class ShiftDesk(QObject):
    """Locks and unlocks the door. `pin_kept` carries whose PIN is to be remembered, and its hash ("" for none);
    `left_alone` says that nobody practises any more.
    """

    pin_kept = Signal(str, str)
    left_alone = Signal()

    def __init__(self, frame: Frame, menu: DeskMenu, pressed: Callable[[], int]) -> None:
        super().__init__(frame)
        self._frame = frame
        self._station: Station | None = None
        self._pressed = pressed
        self._before: QWidget | None = None
        self._had_rail = True
        self._judged = 0
        self._takes_over = ""
        self._dialogs = PutAway()
        self.lock_after = 0
        self.owner, self.pin = "", ""
        self.bar = LockBar()
        self.bar.given.connect(self._given)
        frame.add_foot(self.bar)
        QShortcut(QKeySequence("Ctrl+L"), frame).activated.connect(self.lock)
        menu.offer(self.tr("Who is at the door…   Ctrl+L"), self.lock)
        menu.offer(self.tr("What happened in this shift…"), self.show_card)
        self._idle = Idle()
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(lambda: self.look(time.monotonic()))

    def attach(self, station: Station) -> None:
        """Serve this station from now on. A door that was locked with a PIN is not unlocked by opening the program
        again.
        """
        self._close()
        self._dialogs.let_go()
        self._station = station
        station.judged.connect(self._count)
        self._look.start()
        if self._has_pin:
            self.lock()

    def _count(self) -> None:
        self._judged += 1

    @property
    def is_locked(self) -> bool:
        """Whether names are hidden."""
        return self._frame.page_door.is_locked

    @property
    def _operator(self) -> str:
        return self._station.place.operator if self._station else ""

    @property
    def _has_pin(self) -> bool:
        return bool(self.pin and self.owner and self.owner == self._operator)

    def look(self, now: float) -> None:
        """Lock when nobody has done anything for long (`now` in seconds). What is open comes back with the person."""
        signs = (self._pressed(), self._judged, QCursor.pos().toTuple())
        if not self._idle.is_long(signs, now, self.lock_after):
            return
        if self._station is not None and self._station.place.session.is_practice:
            # Practice names nobody who lives, so that a dialog can stay, and its practice with it.
            if QApplication.activeModalWidget() is None:
                self.left_alone.emit()
        else:
            self.lock()

    def lock(self) -> None:
        """Hide every name and ask who is there; what was open stays as it is behind it."""
        if self._station is None:
            return
        if not self.is_locked:
            self._before, self._had_rail = self._frame.pages.currentWidget(), self._frame.shows_rail
            self._frame.show_whole(self._frame.page_door)
            self._frame.page_door.lock(locked=True)
        self._dialogs.put_away(self._frame.window())
        self._takes_over = ""
        self.bar.open_for(self._operator, has_pin=self._has_pin)

    def _given(self, name: str, pin: str) -> None:
        station, known = self._station, self.pin
        if station is None:
            return
        if not name and not self._operator:
            self._unlock()
        elif self._has_pin and name == self._operator:
            station.read(lambda _event, _place: pins.fits(pin, known), self._answered)
        elif self._has_pin and self._takes_over != name:
            self._takes_over = name
            said = self.tr("{operator} has locked the door with a PIN. Ctrl+Enter once more takes over all the same.")
            self.bar.tell(said.format(operator=self._operator))
        else:
            self._begin(station, name, pin)

    def _answered(self, fits: bool) -> None:
        if fits:
            self._unlock()
        else:
            self.bar.tell(self.tr("That is not the PIN. Try again, or take over under another name."))

    def _begin(self, station: Station, name: str, pin: str) -> None:
        how = self.tr("without the PIN of the one before") if self._takes_over else ""

        def change(event: EventFile, place: Place, now: datetime) -> tuple[Place, Handover | None, str]:
            card = shifts.card(event, place, now) if place.operator not in {"", name} else None
            return shifts.begin(event, name, place, now, how), card, pins.kept(pin)

        def changed(answer: tuple[Place, Handover | None, str]) -> None:
            place, card, hashed = answer
            if not place.session.is_practice:
                self.owner, self.pin = place.operator, hashed
                self.pin_kept.emit(self.owner, self.pin)
            station.rename(place.station, place.operator)
            self._unlock()
            if card is not None:
                self._show(card)

        station.write(change, changed, self._tell)

    def _tell(self, problem: DeskError) -> None:
        self.bar.tell(sentence(problem))

    def _close(self) -> None:
        self.bar.hide()
        self._before = None
        if self.is_locked:
            self._frame.page_door.lock(locked=False)

    def _unlock(self) -> None:
        before = self._before
        self._close()
        # The guide stood alone, without the rail, and goes on where it was.
        (self._frame.back_to if self._had_rail else self._frame.show_whole)(before or self._frame.page_door)
        self._dialogs.bring_back()

    def show_card(self) -> None:
        """Show what has happened in this shift so far."""
        if self._station is not None:
            self._station.read(lambda event, place: shifts.card(event, place, self._now()), self._show)

    def _now(self) -> datetime:
        assert self._station is not None  # noqa: S101 - asked for by show_card only
        return self._station.clock()

    def _show(self, card: Handover) -> None:
        if self._station is not None:
            # With the report's painter, which the door does without until then.
            import_module("checkin.ui.desk.handover_card").HandoverCard(card, self._station, self._frame).open()
