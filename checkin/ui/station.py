"""The station: the one object that bridges the window to the services.

Widgets ask the station; it runs one service function on a worker; the service commits; the station emits `judged`,
then `changed`, and every panel repaints from the values. Check-ins have a worker and a connection of their own, so
that neither a search nor an export ever waits in front of one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Event as Stop
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from checkin.domain.admission import Verdict
from checkin.domain.errors import DeskError
from checkin.domain.journal import Method
from checkin.domain.registrant import Details
from checkin.domain.search import Hit
from checkin.domain.session import Event, Session
from checkin.services import copies, desk, events, overview, walk_ins
from checkin.services.desk import Undone
from checkin.services.place import Place
from checkin.storage.event_file import EventFile, open_event
from checkin.storage.search import Searcher
from checkin.ui.background import Background, is_gone

Result = TypeVar("Result")
Clock = Callable[[], datetime]

_LOOK_MS = 1000
"""How often a change by another program is looked for: the queue does not feel a second, the disk does not feel it."""

_SOON_MS = 400
"""After the event was opened: the first search and the first scan go before what is only made ready."""

_BACK_UP_MS = 5 * 60 * 1000


def laptop_clock() -> datetime:
    """Now, aware, in UTC."""
    return datetime.now(UTC)


class Station(QObject):
    """One running copy at one door. Signals carry frozen values and are emitted on the window's thread."""

    judged = Signal(object)
    undone = Signal(object)
    viewed = Signal(object)
    found = Signal(str, object)
    codes_came = Signal(object)
    listed = Signal(object)
    possible = Signal(object, object)
    changed = Signal()
    served = Signal(object)
    troubled = Signal(object)
    unwell = Signal(object)

    def __init__(
        self,
        event: EventFile,
        name: str,
        clock: Clock = laptop_clock,
        parent: QObject | None = None,
        serving: Mapping[str, str] | None = None,
    ) -> None:
        """Takes over an open event file. `serving` has the session to serve by the id of the event; without it, the
        station serves the session that is due. Raises DeskError when the file cannot be opened a second time.
        """
        super().__init__(parent)
        self.path: Path = event.path
        self.clock = clock
        self._door_file = event
        self._reading_file = open_event(event.path)
        self._work_file = open_event(event.path)
        # Not "event": that name belongs to QObject, and Qt would call it.
        self.whole_event: Event = events.the_event(event)
        remembered = (serving or {}).get(self.whole_event.id)
        due = self.whole_event.due(clock())
        session = next((one for one in self.whole_event.sessions if one.id == remembered), due)
        self.place = Place(session, name, sessions=self.whole_event.sessions)
        self._door = Background("door", self)
        self._reader = Background("reader", self)
        self._files = Background("files", self)
        self._searcher = Searcher()
        self.stopping = Stop()
        self._mark, self._lists, self._wanted, self._view_waits = -1, -1, "", False
        self._seen: overview.DoorView | None = None
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._look_for_changes)
        self._back_up = QTimer(self, interval=_BACK_UP_MS)
        self._back_up.timeout.connect(self.back_up)

    def start(self) -> None:
        """Begin to watch the file, keep a first copy, show the first counts."""
        self._look.start()
        self._back_up.start()
        # A search that was typed while the window opened comes before the counts.
        QTimer.singleShot(0, self, self.refresh)
        # The words that typing errors are held against, before the first typing error.
        QTimer.singleShot(_SOON_MS, self, lambda: self._reader.run(self._learn, lambda _none: None, self.unwell.emit))
        self.back_up()

    @property
    def idle(self) -> bool:
        """Whether everything asked for has been answered."""
        return all(worker.idle for worker in self.findChildren(Background))

    def rename(self, station: str, operator: str = "") -> None:
        """Give the station another name; facts written from now on carry it."""
        self.place = replace(self.place, station=station, operator=operator)
        self.changed.emit()

    def serve(self, event: Event, session: Session) -> None:
        """Check people in to this session of the event, as it is now, from the next scan on; `served` says so."""
        self.whole_event = event
        self.place = replace(self.place, session=session, sessions=event.sessions, leaving=False)
        self.served.emit(session)
        self.refresh()

    def set_rules(self, session: Session, then: Callable[[], None], failed: Callable[[DeskError], None]) -> None:
        """Keep other rules of the door for the session; then every scan is judged by them."""

        def written(event: Event) -> None:
            self.whole_event = event
            kept = next(one for one in event.sessions if one.id == session.id)
            leaving = self.place.leaving and kept.exits
            self.place = replace(self.place, session=kept, sessions=event.sessions, leaving=leaving)
            self.refresh()
            then()

        self._door.run(partial(events.set_rules, self._door_file, session), written, failed)

    # -- the door ------------------------------------------------------------------------------------------------

    def admit_code(self, raw: str, by_keys: str = "", *, by_camera: bool = False) -> None:
        """Judge a scan, its text and what a US layout has on its keys; the answer comes as `judged`."""
        method = Method.CAMERA if by_camera else Method.SCAN
        task = partial(desk.admit_code, self._door_file, raw, self.place, self.clock(), by_keys, method)
        self._door.run(task, self._judged, self.troubled.emit)

    def admit(self, registrant_id: str) -> None:
        """Judge a person chosen by name; the answer comes as `judged`."""
        self.judge(desk.admit_registrant, registrant_id)

    def walk_in(self, details: Details) -> None:
        """Add a walk-in and check them in; the answer comes as `judged`, a problem as `troubled`."""
        self.judge(desk.walk_in, details)

    def turn(self) -> None:
        """Let people out at this door, or in again. A session that records nobody's leaving is always entered."""
        self.place = replace(self.place, leaving=self.place.session.exits and not self.place.leaving)
        self.changed.emit()

    def ask_check_ins(self) -> None:
        """Read the last check-ins of this station; they come as `listed`."""
        self._door.run(partial(desk.last_check_ins, self._door_file, self.place), self.listed.emit, self.troubled.emit)

    def undo(self, registrant_id: str) -> None:
        """Lift a person's check-in; the answer comes as `undone`, a problem as `troubled`."""
        task = partial(desk.undo, self._door_file, registrant_id, self.place, self.clock())
        self._door.run(task, self._undone, self.troubled.emit)

    def undo_last(self) -> None:
        """Lift the last check-in that this station made and that still stands."""
        task = partial(desk.undo_last, self._door_file, self.place, self.clock())
        self._door.run(task, self._undone, self.troubled.emit)

    def judge(self, deed: Callable[..., Verdict], *what: object) -> None:
        """Run a deed of the door, one of `services.desk`, with `what` it needs; the answer comes as `judged`."""
        task = partial(deed, self._door_file, *what, self.place, self.clock())
        self._door.run(task, self._judged, self.troubled.emit)

    def _judged(self, verdict: Verdict) -> None:
        self.judged.emit(verdict)
        self.refresh()

    def _undone(self, undone: Undone) -> None:
        self.undone.emit(undone)
        self.refresh()

    # -- looking -------------------------------------------------------------------------------------------------

    def search(self, text: str) -> None:
        """Look for people; the hits come as `found(text, hits)`. Only the newest text is looked for."""
        self._wanted = text
        self._reader.run(partial(self._search, text), partial(self._found, text), self.troubled.emit)

    def look_up(self, text: str, then: Callable[[list[Hit]], None]) -> None:
        """Look for people beside what the door looks for; the hits go to `then`."""
        self._reader.run(partial(self._find, text), then, self.troubled.emit)

    def _find(self, text: str) -> list[Hit]:
        with self._reading_file.reading() as tx:
            return self._searcher.find(tx, text, self.place.session.id)

    def _search(self, text: str) -> list[Hit]:
        return self._find(text) if text == self._wanted else []

    def ask_possible(self, details: Details) -> None:
        """Look who on the list may be this walk-in; they come as `possible(details, hits)`."""
        task = partial(walk_ins.possible, self._reading_file, self._searcher, details, self.place)
        self._reader.run(task, partial(self.possible.emit, details), self.troubled.emit)

    def _learn(self) -> None:
        with self._reading_file.reading() as tx:
            self._searcher.learn(tx)

    def _found(self, text: str, hits: list[Hit]) -> None:
        if text == self._wanted:
            self.found.emit(text, hits)

    def refresh(self) -> None:
        """Read the counts and last arrivals anew; they come as `viewed`, and `changed` tells the other pages. A reading
        that still waits for its turn is the answer to all who ask.
        """
        if not self._view_waits:
            self._view_waits = True
            self._reader.run(self._view, self._viewed, self.unwell.emit)

    def _view(self) -> tuple[int, overview.DoorView, overview.OtherCodes]:
        self._view_waits = False  # Before anything is read: who asks from now on may know something newer.
        mark = self._reading_file.change_mark()
        view = overview.door_view(self._reading_file, self.place, self.clock(), self._seen)
        return mark, view, overview.other_codes(self._reading_file, self._lists)

    def _viewed(self, answer: tuple[int, overview.DoorView, overview.OtherCodes]) -> None:
        self._mark, self._seen, (self._lists, codes) = answer
        self.viewed.emit(self._seen)
        self.changed.emit()
        if codes is not None:
            self.codes_came.emit(codes)

    def _look_for_changes(self) -> None:
        self._reader.run(self._reading_file.change_mark, self._marked, self.unwell.emit)

    def _marked(self, mark: int) -> None:
        if mark != self._mark:
            self.refresh()

    # -- pages ---------------------------------------------------------------------------------------------------

    def read(
        self,
        task: Callable[[EventFile, Place], Result],
        then: Callable[[Result], None],
        failed: Callable[[DeskError], None] | None = None,
    ) -> None:
        """Run a reading service off the window's thread."""
        self._reader.run(lambda: task(self._reading_file, self.place), then, failed or self.troubled.emit)

    def write(
        self,
        task: Callable[[EventFile, Place, datetime], Result],
        then: Callable[[Result], None],
        failed: Callable[[DeskError], None] | None = None,
        stopped: Callable[[], None] | None = None,
    ) -> None:
        """Run a writing service in the order of the check-ins, then tell every page."""

        def done(result: Result) -> None:
            if not is_gone(then):
                then(result)
            self.refresh()

        self._door.run(
            lambda: task(self._door_file, self.place, self.clock()), done, failed or self.troubled.emit, stopped
        )

    def work(
        self,
        task: Callable[[EventFile, Place, datetime], Result],
        then: Callable[[Result], None],
        failed: Callable[[DeskError], None] | None = None,
        stopped: Callable[[], None] | None = None,
    ) -> None:
        """Run something long (a list, badges, an export) on the worker for files, with a connection of its own."""
        self._files.run(
            lambda: task(self._work_file, self.place, self.clock()), then, failed or self.troubled.emit, stopped
        )

    def back_up(self) -> None:
        """Keep a copy of the event file if it has changed since the newest one."""
        self._files.run(partial(copies.keep_copy, self._work_file), lambda _copy: None, self.unwell.emit)

    def close(self) -> None:
        """Finish what runs, then give the file back. Long work that looks at `stopping` leaves off without a trace."""
        self.stopping.set()
        self._look.stop()
        self._back_up.stop()
        for worker in self.findChildren(Background):
            worker.close()
        for file in (self._door_file, self._reading_file, self._work_file):
            file.close()
