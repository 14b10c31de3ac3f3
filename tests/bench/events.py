"""Event files full of invented registrants, for the benches and the journeys."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from checkin.domain.registrant import Registrant
from checkin.domain.session import Event, Session
from checkin.storage import event_file, registrants, sessions
from tests.bench.people import people

SEED = 20240510


def make_event(path: Path, how_many: int) -> list[Registrant]:
    """Make an event file at `path` with one session that began a quarter of an hour ago, and say who is on its list."""
    now = datetime.now(UTC)
    session = Session(
        "kick-off", "Kick-off session", now - timedelta(minutes=15), now + timedelta(hours=2), "Africa/Nairobi", "CR-8"
    )
    everyone = people(how_many, SEED)
    event = event_file.create(path)
    with event.tx() as tx:
        sessions.add_event(tx, Event("event", "Bench", (session,)), now)
        registrants.add(tx, everyone, session.id, now)
    event.close()
    return everyone
