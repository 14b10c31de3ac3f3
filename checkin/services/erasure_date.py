"""The day on which everybody of an event is to be erased: chosen, put off, and whether it has come."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from checkin.domain.closing import PUT_OFF, is_due, planned_day
from checkin.domain.errors import DeskError
from checkin.domain.journal import FactKind, planned_erasure
from checkin.services.place import Place, new_fact
from checkin.storage import erasing, journal, sessions
from checkin.storage.event_file import EventFile, Tx


def plan(event: EventFile, day: date | None, place: Place, now: datetime) -> None:
    """Choose the day, or none. Raises DeskError for a day that is over, and where everybody is erased already."""
    with event.tx() as tx:
        plan_in(tx, day, place, now)


def plan_in(tx: Tx, day: date | None, place: Place, now: datetime) -> None:
    """The same inside a transaction; a day that stands already makes no second fact."""
    whole, before = sessions.the_event(tx), planned_erasure(erasing.planned(tx))
    if before is not None and planned_day(before) == day:
        return
    if erasing.known(tx).everybody:
        raise DeskError("This event was erased already.", "There is nothing left to erase.")
    if is_due(day, whole, now):
        raise DeskError("{day} is not in the future.", "Choose a later day, or erase now.", day=day)
    note = day.isoformat() if day else ""
    journal.record(tx, new_fact(place, now, FactKind.ERASURE_PLANNED, None, note=note))


def put_off(event: EventFile, place: Place, now: datetime, days: int = PUT_OFF) -> date:
    """Put the erasing off by so many days from today; the new day."""
    day = place.session.local(now).date() + timedelta(days=days)
    plan(event, day, place, now)
    return day


def planned(event: EventFile) -> date | None:
    """The day that stands, None for none."""
    with event.reading() as tx:
        return planned_day(planned_erasure(erasing.planned(tx)))


def due(event: EventFile, now: datetime) -> date | None:
    """The day of the erasing, once it has come; None before, and where none was chosen."""
    with event.reading() as tx:
        day = planned_day(planned_erasure(erasing.planned(tx)))
        return day if is_due(day, sessions.the_event(tx), now) else None
