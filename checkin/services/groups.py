"""Guests who come with somebody: how many are here, counted one by one at the door."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from checkin.domain.admission import Found
from checkin.domain.errors import DeskError
from checkin.domain.guests import MOST
from checkin.domain.journal import FactKind
from checkin.services.place import Place, new_fact
from checkin.storage import door, journal
from checkin.storage.event_file import EventFile


def count_guests(event: EventFile, registrant_id: str, more: int, place: Place, now: datetime) -> Found:
    """Count so many more (or, below 0, fewer) guests with a person who is in; returns how they stand then. They count
    inside and for the seats while the person does, and go with the check-in when it is undone. Raises DeskError.
    """
    with event.tx() as tx:
        found = door.by_id(tx, registrant_id, place.session.id, place.sessions)
        if found is None or found.entry is None:
            raise DeskError("This person is not checked in.", "Check them in first, then count their guests.")
        guests = max(0, min(MOST, found.entry.guests + more))
        if guests != found.entry.guests:
            journal.record(tx, replace(new_fact(place, now, FactKind.GUESTS, registrant_id), guests=guests))
    return replace(found, entry=replace(found.entry, guests=guests))
