"""An event made as an organiser makes it, with three people on the list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from checkin.domain.registrant import Details, Registrant, Status
from checkin.services import events, overview
from checkin.services.events import SessionFacts
from checkin.services.place import Place
from checkin.storage.event_file import EventFile

NOW = datetime(2024, 5, 10, 9, 30, tzinfo=UTC)
FACTS = SessionFacts(
    "Kick-off session",
    datetime(2024, 5, 10, 12, 30),  # noqa: DTZ001 - a wall clock
    datetime(2024, 5, 10, 14, 0),  # noqa: DTZ001 - a wall clock
    "Africa/Nairobi",
    "CR-8",
    4,
)


def later(seconds: float) -> datetime:
    """So many seconds after the session began (aware UTC)."""
    return NOW + timedelta(seconds=seconds)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[EventFile]:
    """An event with one session in a room of four seats."""
    made = events.new_event(tmp_path / "event.checkin", "ImPACT Coalition", FACTS, NOW)
    yield made
    made.close()


@pytest.fixture
def door(file: EventFile) -> Place:
    """Door A, with its operator."""
    return events.place_of(events.the_event(file), "Door A", operator="Amina")


@pytest.fixture
def three(file: EventFile, door: Place) -> list[Registrant]:
    """Three on the list; the third has cancelled."""
    names = (("Wanjiru Kamau", Status.CONFIRMED), ("李 伟", Status.CONFIRMED), ("José Álvarez", Status.CANCELLED))
    return [overview.add_registrant(file, Details(name, status=status), door, NOW) for name, status in names]
