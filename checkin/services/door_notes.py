"""One thing that the volunteer must know or do when a person comes: «Speaker: front row», «Give the headset»."""

from __future__ import annotations

import uuid
from datetime import datetime

from checkin.domain.errors import DeskError
from checkin.domain.journal import Fact, FactKind
from checkin.domain.names import clean
from checkin.services.place import Place
from checkin.storage import journal, registrants
from checkin.storage.event_file import EventFile


def note_of(event: EventFile, registrant_id: str) -> str:
    """The note on a person, "" for none."""
    with event.reading() as tx:
        return journal.door_notes(tx, registrant_id).get(registrant_id, "")


def keep(event: EventFile, registrant_id: str, note: str, place: Place, now: datetime) -> str:
    """Keep another note on a person, "" for none, as a fact; the note as it is kept. Raises DeskError when there is no
    such person.
    """
    note = clean(note)
    with event.tx() as tx:
        person = registrants.one(tx, registrant_id)
        if person is None or person.is_erased:
            raise DeskError("This person is no longer on the list.", "Search by name.")
        if note != journal.door_notes(tx, registrant_id).get(registrant_id, ""):
            fact = Fact(
                str(uuid.uuid4()),
                FactKind.NOTED,
                place.session.id,
                now,
                registrant_id=registrant_id,
                station=place.station,
                operator=place.operator,
                note=note,
            )
            journal.record(tx, fact)
    return note
