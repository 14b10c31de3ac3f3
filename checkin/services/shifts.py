"""Who is at the door: a shift begins and ends with a fact, and leaves a card for whoever comes next."""

from __future__ import annotations

import time
import uuid
from dataclasses import replace
from datetime import datetime

from checkin.domain.errors import DeskError
from checkin.domain.journal import Fact, FactKind
from checkin.domain.names import clean
from checkin.domain.shift import LONGEST, Handover, Shift, at_the_door, handover
from checkin.services.place import Place
from checkin.storage import journal, registrants
from checkin.storage.event_file import EventFile, Tx


def begin(event: EventFile, operator: str, place: Place, now: datetime, how: str = "") -> Place:
    """Let an operator come to the door; the place as it is from now on, whose facts carry their name. A shift that runs
    there ends; that of the same name goes on. `how` says what was unusual about it. Raises DeskError for an empty name.
    """
    operator = clean(operator)
    if not operator:
        raise DeskError("There is no name.", "Write the name of who is at the door now.")
    after = replace(place, operator=operator)
    if operator != place.operator:
        with event.tx() as tx:
            if place.operator:
                journal.record(tx, _fact(FactKind.SHIFT_ENDED, "", place, now))
            journal.record(tx, _fact(FactKind.SHIFT_BEGAN, how, after, now))
    return after


def tell_next(event: EventFile, note: str, place: Place, now: datetime) -> Handover:
    """Leave a note for whoever comes next; the card with it. Raises DeskError for an empty one."""
    note = clean(note)
    if not note:
        raise DeskError("There is nothing to keep.", "Write a line for whoever comes next.")
    with event.tx() as tx:
        journal.record(tx, _fact(FactKind.SHIFT_NOTE, note, place, now))
    return card(event, place, now)


def _fact(kind: FactKind, note: str, place: Place, now: datetime) -> Fact:
    return Fact(
        str(uuid.uuid4()),
        kind,
        place.session.id,
        now,
        utc_offset=time.localtime(now.timestamp()).tm_gmtoff // 60,
        station=place.station,
        operator=place.operator,
        note=note,
    )


def current(event: EventFile, station: str, now: datetime) -> Shift:
    """Who is at a door, as the journal has it."""
    with event.reading() as tx:
        return at_the_door(journal.shifts(tx, station), now)


def card(event: EventFile, place: Place, now: datetime) -> Handover:
    """What happened at this station since who is at the door came; in the last half day when nobody has said so."""
    with event.reading() as tx:
        shift = at_the_door(journal.shifts(tx, place.station), now)
        facts = journal.of_station(tx, place.station, shift.began_at or now - LONGEST)
        inside = frozenset(journal.standing(tx))
        return handover(facts, _names(tx, facts), inside, place.station, shift, now)


def _names(tx: Tx, facts: list[Fact]) -> dict[str, str]:
    told = {FactKind.ADMITTED, FactKind.REFUSED, FactKind.NOTED}
    ids = {fact.registrant_id for fact in facts if fact.registrant_id and fact.kind in told}
    people = (registrants.one(tx, one) for one in ids)
    return {person.id: person.name for person in people if person is not None}
