"""The event that the guide fills: one that is open at the station, or one that the guide itself has made."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from checkin.domain.errors import DeskError
from checkin.services import events
from checkin.services.events import SessionFacts
from checkin.storage.event_file import EventFile, open_event
from checkin.ui.background import Background
from checkin.ui.station import Station

Result = TypeVar("Result")
Then = Callable[[Result], None]


class GuideEvent:
    """`read` is called on the guide's worker; `write` on the window's thread, and answers there."""

    def __init__(self, background: Background) -> None:
        self._background = background
        self._station: Station | None = None
        self._made: EventFile | None = None
        self.keeps = False
        """Whether an event that the guide has made stays when the guide is left."""

    def serve(self, station: Station) -> None:
        """Fill the event that is open at the station."""
        self._station = station

    @property
    def path(self) -> Path | None:
        """Where the event is, None before it is made."""
        if self._station is not None:
            return self._station.path
        return self._made.path if self._made is not None else None

    @property
    def session_id(self) -> str | None:
        """The session that the list is for, None where the event has one only."""
        return None if self._station is None else self._station.place.session.id

    def make(self, path: Path, name: str, facts: SessionFacts) -> Path:
        """Make a new event. Raises DeskError."""
        # Kept at once: the answer is not delivered when the guide is left meanwhile, and the file must be closed.
        self._made = events.new_event(path, name, facts, datetime.now(UTC))
        return path

    def _file(self) -> EventFile:
        if self._made is None:
            raise DeskError("There is no event to load the list into.", "Begin again.")
        return self._made

    def read(self, task: Callable[[EventFile], Result]) -> Result:
        """What a reading service says of the event."""
        if self._station is not None:
            # A connection of its own: the station's belong to the station's threads.
            with closing(open_event(self._station.path)) as event:
                return task(event)
        return task(self._file())

    def write(
        self,
        task: Callable[[EventFile, str, datetime], Result],
        then: Callable[[Result], None],
        failed: Callable[[DeskError], None],
        stopped: Callable[[], None],
    ) -> None:
        """Run a writing service with the event, the id of the session and the time."""
        if self._station is not None:
            self._station.write(
                lambda file, place, now: task(file, place.session.id, now), then, failed, stopped=stopped
            )
            return

        def work() -> Result:
            file = self._file()
            return task(file, events.the_event(file).sessions[0].id, datetime.now(UTC))

        self._background.run(work, then, failed, stopped)

    def close(self) -> None:
        """Give the new event's file back, so that the window can open it. An event that was only begun is gone
        afterwards: the next try may have the same name.
        """
        if self._made is not None:
            self._made.close()
            if not self.keeps:
                self._made.path.unlink(missing_ok=True)
            self._made = None
