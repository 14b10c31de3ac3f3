"""The journal in the file: facts are appended, and the table of standing entries follows each fact."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, text

from checkin.domain.journal import Fact, FactKind, Method, stays
from checkin.storage import schema
from checkin.storage.event_file import driver
from checkin.storage.sessions import read_instant, write_instant

_INSERT = (
    "INSERT INTO fact (id, kind, session_id, registrant_id, station, operator, method, at, utc_offset, reason, raw,"
    " lifts, note, guests) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_ENTER = "INSERT INTO entry (seq, registrant_id, session_id, lifted) VALUES (?, ?, ?, 0)"
_SET = "UPDATE entry SET {} WHERE registrant_id = ? AND session_id = ? AND NOT lifted"
_ENTER_OR_COME_BACK = (
    _ENTER + " ON CONFLICT (registrant_id, session_id) WHERE NOT lifted"
    " DO UPDATE SET is_out = 0, last_seq = excluded.seq WHERE is_out"
)
_LEAVE = _SET.format("is_out = 1, last_seq = ?") + " AND NOT is_out"
_GUESTS = _SET.format("guests = ?")
_AS_FOLDED = _SET.format("is_out = ?, guests = ?, last_seq = (SELECT seq FROM fact WHERE id = ?)")
_NOTE = "INSERT OR REPLACE INTO door_note (registrant_id, note) VALUES (?, ?)"
_NO_NOTE = "DELETE FROM door_note WHERE registrant_id = ?"
_RACK = "UPDATE registrant SET slot = ? WHERE id = ?"
_SHIFTS = 60
"""Facts enough for the shift that runs, and for what the one before has left to say."""
_OF_CLOSING = "kind IN ('closed', 'opened_again')"
"""Word for word what the index of these facts says: every scan asks whether the session is closed."""
LAST_CLOSING = f"SELECT kind FROM fact WHERE session_id = :session AND {_OF_CLOSING} ORDER BY seq DESC LIMIT 1"  # noqa: S608 - ours
"""Whether a session was closed or opened again last."""
_NEWS = """
SELECT count(*) FILTER (WHERE session_id = :session AND method IN ('scan', 'camera')),
    count(*) FILTER (WHERE kind = 'undone'), max(seq)
FROM fact WHERE seq > :after
"""
_LIFT = "UPDATE entry SET lifted = 1 WHERE NOT lifted AND seq = (SELECT seq FROM fact WHERE id = ?)"


def record(tx: Connection, fact: Fact) -> None:
    """Append a fact, and let the person stand in the room or no longer. Written on the way of every scan, so the two
    statements go to the driver as they are.
    """
    raw = driver(tx)
    done = raw.execute(
        _INSERT,
        (
            fact.id,
            fact.kind.value,
            fact.session_id,
            fact.registrant_id,
            fact.station,
            fact.operator,
            fact.method and fact.method.value,
            write_instant(fact.at),
            fact.utc_offset,
            fact.reason,
            fact.raw,
            fact.lifts,
            fact.note,
            fact.guests,
        ),
    )
    if fact.kind is FactKind.ADMITTED:
        entry = (done.lastrowid, fact.registrant_id, fact.session_id)
        if raw.execute(_ENTER_OR_COME_BACK, entry).rowcount == 0:
            raw.execute(_ENTER, entry)  # In already: the index refuses it.
    elif fact.kind is FactKind.LEFT:
        raw.execute(_LEAVE, (done.lastrowid, fact.registrant_id, fact.session_id))
    elif fact.kind is FactKind.GUESTS:
        raw.execute(_GUESTS, (fact.guests, fact.registrant_id, fact.session_id))
    elif fact.kind is FactKind.UNDONE:
        if raw.execute(_LIFT, (fact.lifts,)).rowcount == 0:
            _fold_anew(tx, fact)
    else:
        _say_of_the_person(raw, fact)


def _say_of_the_person(raw: sqlite3.Connection, fact: Fact) -> None:
    """What the door reads with a person: the note, and where the badge lies."""
    if fact.kind is FactKind.NOTED:
        raw.execute(_NOTE if fact.note else _NO_NOTE, (fact.registrant_id, fact.note)[: 2 if fact.note else 1])
    elif fact.kind is FactKind.RACKED:
        raw.execute(_RACK, (fact.note, fact.registrant_id))


def _fold_anew(tx: Connection, undone: Fact) -> None:
    """A leaving or coming back was lifted: the person stands as their other facts say."""
    registrant_id, session_id = undone.registrant_id, undone.session_id
    if registrant_id is None:
        return
    stay = stays(facts(tx, registrant_id)).get((session_id, registrant_id))
    if stay is not None:
        last = None if stay.last is stay.entered else stay.last.id
        driver(tx).execute(_AS_FOLDED, (stay.is_out, stay.guests, last, registrant_id, session_id))


def fact_of(row: Row[Any]) -> Fact:
    """The fact that a row of `fact` holds."""
    return Fact(
        id=row.id,
        kind=FactKind(row.kind),
        session_id=row.session_id,
        at=read_instant(row.at),
        utc_offset=row.utc_offset,
        registrant_id=row.registrant_id,
        station=row.station,
        operator=row.operator,
        method=Method(row.method) if row.method else None,
        reason=row.reason,
        raw=row.raw,
        lifts=row.lifts,
        note=row.note,
        guests=row.guests,
    )


def facts(tx: Connection, *registrant_ids: str) -> Iterator[Fact]:
    """The facts in the order in which they were written, of everyone or of some registrants."""
    query = select(schema.fact).order_by(schema.fact.c.seq)
    if registrant_ids:
        query = query.where(schema.fact.c.registrant_id.in_(registrant_ids))
    for row in tx.execute(query):
        yield fact_of(row)


def who_of(tx: Connection, fact_ids: Sequence[str]) -> dict[str, str]:
    """Whom each of these facts is about: fact id → registrant id."""
    fact = schema.fact.c
    return {
        row.id: row.registrant_id
        for row in tx.execute(select(fact.id, fact.registrant_id).where(fact.id.in_(fact_ids)))
    }


def shifts(tx: Connection, station: str) -> Iterator[Fact]:
    """The facts of the last shifts at a station, oldest first."""
    # Word for word what the index of these facts says: else all facts would be read.
    of_shifts = text("fact.kind IN ('shift_began', 'shift_ended', 'shift_note')")
    query = select(schema.fact).where(of_shifts, schema.fact.c.station == station)
    newest = tx.execute(query.order_by(schema.fact.c.seq.desc()).limit(_SHIFTS)).all()
    yield from map(fact_of, reversed(newest))


def is_closed(tx: Connection, session_id: str) -> bool:
    """Whether the session was closed, and not opened again since."""
    last = driver(tx).execute(LAST_CLOSING, {"session": session_id}).fetchone()
    return last is not None and last[0] == FactKind.CLOSED


@dataclass(frozen=True, slots=True)
class News:
    """What came into the journal: how often a code was read in a session, whatever was answered; whether a deed was
    lifted, in any session; and the newest fact (`seq`).
    """

    scans: int
    undone: bool
    newest: int


def news(tx: Connection, session_id: str, after: int = 0) -> News:
    """Read only the facts `after` one: what was counted once never changes."""
    scans, undone, newest = driver(tx).execute(_NEWS, {"session": session_id, "after": after}).fetchone()
    return News(scans, bool(undone), newest or after)


def of_closing(tx: Connection) -> Iterator[Fact]:
    """The facts by which sessions were closed and opened again, in order."""
    for row in tx.execute(select(schema.fact).where(text(f"fact.{_OF_CLOSING}")).order_by(schema.fact.c.seq)):
        yield fact_of(row)


def newest(tx: Connection) -> datetime | None:
    """When the newest fact was written (aware UTC), None in an empty journal."""
    at = tx.execute(select(schema.fact.c.at).order_by(schema.fact.c.seq.desc()).limit(1)).scalar_one_or_none()
    return None if at is None else read_instant(at)


def of_station(tx: Connection, station: str, since: datetime) -> list[Fact]:
    """The facts of a station since an instant, in the order in which they were written."""
    query = select(schema.fact).where(schema.fact.c.station == station, schema.fact.c.at >= write_instant(since))
    return [fact_of(row) for row in tx.execute(query.order_by(schema.fact.c.seq))]


def door_notes(tx: Connection, registrant_id: str | None = None) -> dict[str, str]:
    """The notes that the door shows, by registrant id; of everyone, or of one registrant."""
    query = select(schema.door_note.c.registrant_id, schema.door_note.c.note)
    if registrant_id is not None:
        query = query.where(schema.door_note.c.registrant_id == registrant_id)
    return {row.registrant_id: row.note for row in tx.execute(query)}


@dataclass(frozen=True, slots=True)
class Stands:
    """A standing check-in as the table has it: the ids of the fact that admitted and of the newest one of coming or
    leaving, whether the person is out, and their guests.
    """

    entered: str
    last: str
    is_out: bool
    guests: int


def standing(tx: Connection) -> dict[tuple[str, str], Stands]:
    """The standing check-ins as the table has them, by (session id, registrant id)."""
    entry, first, last = schema.entry, schema.fact, schema.fact.alias("last")
    query = select(entry.c.session_id, entry.c.registrant_id, first.c.id, last.c.id, entry.c.is_out, entry.c.guests)
    query = query.select_from(entry.join(first, first.c.seq == entry.c.seq))
    query = query.join(last, last.c.seq == entry.c.last_seq, isouter=True).where(~entry.c.lifted)
    return {
        (session_id, registrant_id): Stands(entered, last_id or entered, is_out, guests)
        for session_id, registrant_id, entered, last_id, is_out, guests in tx.execute(query)
    }
