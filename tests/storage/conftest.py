"""Real event files: one session, twenty people with a code each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from checkin.domain.registrant import Registrant
from checkin.domain.session import Event, Session
from checkin.services.place import Place
from checkin.storage import event_file, registrants, sessions
from checkin.storage.event_file import EventFile
from tests.storage.twenty import NOW, TWENTY

SESSION = Session("s1", "Kick-off session", NOW, NOW + timedelta(minutes=90), "Africa/Nairobi", "CR-8")

Make = Callable[..., EventFile]


@pytest.fixture
def make() -> Iterator[Make]:
    """Makes an event file at a path, with these people; all that were made are closed in the end."""
    made: list[EventFile] = []

    def new(path: Path, people: tuple[Registrant, ...] = TWENTY, session: Session = SESSION) -> EventFile:
        file = event_file.create(path)
        made.append(file)
        with file.tx() as tx:
            sessions.add_event(tx, Event("e1", "ImPACT Coalition", (session,)), NOW)
            registrants.add(tx, people, session.id, NOW)
        return file

    yield new
    for file in made:
        file.close()


@pytest.fixture
def event(make: Make, tmp_path: Path) -> EventFile:
    """An open event of twenty people, nobody in yet."""
    return make(tmp_path / "event.checkin")


@pytest.fixture
def closed(make: Make, tmp_path: Path) -> Path:
    """An event of twenty people, closed: one file without companions."""
    make(tmp_path / "event.checkin").close()
    return tmp_path / "event.checkin"


@pytest.fixture
def place() -> Place:
    """Door A."""
    return Place(SESSION, "Door A", sessions=(SESSION,))


@pytest.fixture
def clock() -> Callable[[int], datetime]:
    """So many seconds after the session began (aware UTC)."""
    return lambda seconds: datetime(2024, 5, 10, 9, 30, tzinfo=UTC) + timedelta(seconds=seconds)
