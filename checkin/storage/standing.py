"""How somebody stands in a session, as columns of a query, and the check-in that their values tell of."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, literal_column, select, text

from checkin.domain.admission import Entry
from checkin.domain.journal import FactKind, Method, stays
from checkin.storage import schema
from checkin.storage.journal import fact_of
from checkin.storage.sessions import read_instant

_person, _entry, _fact = schema.registrant, schema.entry, schema.fact

# Word for word what the index of the standing entries says. For «entry.lifted = 0», as SQLAlchemy writes it, SQLite
# does not use that index: each scan then read through all entries.
_not_lifted = text("NOT entry.lifted")
STANDS = and_(_entry.c.registrant_id == _person.c.id, _entry.c.session_id == bindparam("session"), _not_lifted)
"""Joins the check-in that stands to the registrant; asks for the parameter `session`."""

LAST = schema.fact.alias("last_fact")
"""The newest fact of leaving or coming back of a check-in, beside the fact that admitted."""

WITH_ENTRY = (
    _person.outerjoin(_entry, STANDS)
    .outerjoin(_fact, _fact.c.seq == _entry.c.seq)
    .outerjoin(LAST, LAST.c.seq == _entry.c.last_seq)
)
"""Registrants, each with the check-in that stands, if there is one."""

STANDING = (
    *(column.label(f"first_{column.name}") for column in (_fact.c.id, _fact.c.at, _fact.c.station)),
    *(column.label(f"last_{column.name}") for column in (LAST.c.id, LAST.c.at, LAST.c.station)),
    _entry.c.is_out,
    _entry.c.guests,
)
"""What `entry_of` reads."""

# Of several sessions somebody walks in to one; in the others they are on the list like anybody.
_walk_in = schema.fact.alias("walk_in_fact")
_came_elsewhere = (
    select(1)
    .where(
        _walk_in.c.registrant_id == _person.c.id,
        _walk_in.c.method == literal_column(f"'{Method.WALK_IN}'"),  # no parameter: see `door._as_text`
        _walk_in.c.session_id != bindparam("session"),
    )
    .exists()
)
WALKED_IN = and_(_person.c.walk_in, ~_came_elsewhere).label("walked_in")
"""Whether the registrant walked in to this session."""


def entry_of(
    first_id: str | None,
    first_at: str,
    first_by: str,
    last_id: str | None,
    last_at: str,
    last_by: str,
    is_out: bool,
    guests: int,
) -> Entry | None:
    """The check-in that the values of `STANDING` tell of, with the time at which the person came in first."""
    if first_id is None:
        return None
    left_at, left_by = (read_instant(last_at), last_by) if is_out and last_id is not None else (None, "")
    return Entry(last_id or first_id, read_instant(first_at), first_by, left_at, left_by, guests)


_who_moved = (
    select(_entry.c.registrant_id)
    .where(_entry.c.session_id == bindparam("session"), ~_entry.c.lifted, _entry.c.last_seq.is_not(None))
    .scalar_subquery()
)
_MOVES = (
    select(_fact)
    .where(_fact.c.session_id == bindparam("session"), _fact.c.registrant_id.in_(_who_moved))
    .where(_fact.c.kind.in_([FactKind.ADMITTED, FactKind.LEFT, FactKind.UNDONE]))
    .order_by(_fact.c.seq)
)


def times_of(tx: Connection, session_id: str) -> dict[str, tuple[tuple[datetime, datetime | None], ...]]:
    """When those who have left the session, be it that they are back, came in and left again: by registrant id."""
    found = stays(map(fact_of, tx.execute(_MOVES, {"session": session_id})))
    return {registrant_id: stay.times for (_, registrant_id), stay in found.items()}


def last_entry_of(*standing: Any) -> Entry | None:
    """The same with the time at which they came in last, as the door wants to know it."""
    entry = entry_of(*standing)
    _, _, _, last_id, last_at, last_by, is_out, _ = standing
    if entry is None or last_id is None or is_out:
        return entry
    return replace(entry, at=read_instant(last_at), station=last_by)
