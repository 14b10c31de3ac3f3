"""The badge designs of an event: kept, changed, removed. What such a text says is read where badges are painted."""

from __future__ import annotations

from datetime import datetime

from checkin.storage import badge_designs
from checkin.storage.event_file import EventFile


def own_designs(event: EventFile) -> dict[str, str]:
    """The JSON texts of the event's own designs by id, the one that was changed last first."""
    with event.reading() as tx:
        return badge_designs.texts(tx)


def keep_design(event: EventFile, design_id: str, text: str, now: datetime) -> None:
    """Keep a design in the event, instead of the one that had its id."""
    with event.tx() as tx:
        badge_designs.keep(tx, design_id, text, now)


def remove_design(event: EventFile, design_id: str) -> None:
    """Remove a design from the event; badges that were printed with it stay as they are."""
    with event.tx() as tx:
        badge_designs.drop(tx, design_id)
