"""What the door asks of the file: who has this code, who stands in the room, who came last."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, null, select, text
from sqlalchemy.dialects.sqlite import dialect

from checkin.domain.admission import Found
from checkin.domain.attendance import Presence
from checkin.domain.journal import Fact, FactKind, Method
from checkin.domain.registrant import Details, Registrant
from checkin.domain.session import Session
from checkin.storage import badges, schema
from checkin.storage.event_file import driver
from checkin.storage.journal import LAST_CLOSING, fact_of
from checkin.storage.registrants import all_codes, details_of_columns, details_reader
from checkin.storage.sessions import read_instant, the_event
from checkin.storage.standing import LAST, STANDING, STANDS, WALKED_IN, WITH_ENTRY, entry_of, last_entry_of

_person, _entry, _fact, _code, _place = schema.registrant, schema.entry, schema.fact, schema.code, schema.registration

_registered_here = (
    select(1).where(_place.c.registrant_id == _person.c.id, _place.c.session_id == bindparam("session")).exists()
)
_other_code = _code.alias("other_code")
_codes = (
    select(func.json_group_array(func.json_array(_other_code.c.own, _other_code.c.folded, _other_code.c.text)))
    .where(_other_code.c.registrant_id == _person.c.id, _other_code.c.replaced_at.is_(None))
    .scalar_subquery()
)
_one_person = (
    _person.c.id,
    WALKED_IN,
    _person.c.slot,
    _codes,
    *STANDING,
    text(f"({LAST_CLOSING})"),
    _registered_here,
    select(schema.door_note.c.note).where(schema.door_note.c.registrant_id == _person.c.id).scalar_subquery(),
    *(_person.c[field.name] for field in fields(Details)),
)
_DETAILS = fields(Details)


_BY_CODE = (
    select(_code.c.replaced_at, *_one_person)
    .select_from(_code.join(_person, _person.c.id == _code.c.registrant_id))
    .outerjoin(_entry, STANDS)
    .outerjoin(_fact, _fact.c.seq == _entry.c.seq)
    .outerjoin(LAST, LAST.c.seq == _entry.c.last_seq)
    .where(_code.c.folded == bindparam("folded"))
)
_BY_ID = select(null(), *_one_person).select_from(WITH_ENTRY).where(_person.c.id == bindparam("registrant"))
_also = select(text("value")).select_from(func.json_each(bindparam("also")))
_EVERYONE = (
    select(
        _person.c.id,
        WALKED_IN,
        _person.c.slot,
        *STANDING,
        _fact.c.method,
        _fact.c.operator,
        *(_person.c[field.name] for field in fields(Details)),
    )
    .select_from(WITH_ENTRY)
    .where(_registered_here | _entry.c.seq.is_not(None) | _person.c.id.in_(_also))
    .order_by(_person.c.number)
)
_LINES = (
    select(
        *(
            _person.c[name]
            for name in ["id", "name", "organisation", "email", "country", "status", "mode", "joining", "slot"]
        ),
        WALKED_IN,
        *STANDING,
    )
    .select_from(WITH_ENTRY)
    .where(_registered_here | _entry.c.seq.is_not(None))
    .order_by(_person.c.number)
)
_DONE_LAST = (
    select(_fact.c.registrant_id)
    .join(_entry, func.coalesce(_entry.c.last_seq, _entry.c.seq) == _fact.c.seq)
    .where(_entry.c.session_id == bindparam("session"), ~_entry.c.lifted)
)


@cache
def _as_text(query: Select[Any]) -> str:
    """The query as text for the driver: a scan waits for it, and SQLAlchemy's own way to it costs as much as the disk.
    Made at the first scan, not at the start.
    """
    return str(query.compile(dialect=dialect(paramstyle="named")))


def _found(tx: Connection, row: tuple[Any, ...], sessions: tuple[Session, ...]) -> Found:
    """What a row of `_BY_CODE` or `_BY_ID` says; its values are still as they stand in the file."""
    replaced_at, registrant_id, walk_in, slot, codes, *standing, closing, here, note = row[: -len(_DETAILS)]
    details = row[-len(_DETAILS) :]
    known = json.loads(codes)
    if len(known) > 1:
        known.sort(key=lambda code: (-code[0], code[1]))  # our own first
    return Found(
        Registrant(
            registrant_id, details_of_columns(*details), bool(walk_in), tuple(text for _, _, text in known), slot
        ),
        last_entry_of(*standing),
        None if replaced_at is None else read_instant(replaced_at),
        None if here else _session_of(tx, registrant_id, sessions),
        note or "",
        session_closed=closing == FactKind.CLOSED,
    )


def _session_of(tx: Connection, registrant_id: str, sessions: tuple[Session, ...]) -> Session | None:
    places = set(tx.execute(select(_place.c.session_id).where(_place.c.registrant_id == registrant_id)).scalars())
    # Another station may have added the session after this one had read them.
    known = sessions if places <= {session.id for session in sessions} else the_event(tx).sessions
    return next((session for session in known if session.id in places), None)


def by_code(tx: Connection, folded: str, session_id: str, sessions: tuple[Session, ...]) -> Found | None:
    """Whom a folded code admits to the session, None when no registrant has it."""
    row = driver(tx).execute(_as_text(_BY_CODE), {"folded": folded, "session": session_id}).fetchone()
    return None if row is None else _found(tx, row, sessions)


def by_id(tx: Connection, registrant_id: str, session_id: str, sessions: tuple[Session, ...]) -> Found | None:
    """The registrant with this id as the session sees them."""
    row = driver(tx).execute(_as_text(_BY_ID), {"registrant": registrant_id, "session": session_id}).fetchone()
    return None if row is None else _found(tx, row, sessions)


# In the room or online, under whichever of their entries; a decision about somebody online may have been taken back,
# and so may the report.
_FIRST_TIME = """
WITH RECURSIVE mine (id) AS (
    SELECT :who UNION SELECT united.registrant_id FROM united JOIN mine ON united.into_id = mine.id
)
SELECT EXISTS (SELECT 1 FROM session WHERE starts_at < (SELECT starts_at FROM session WHERE id = :session))
    AND NOT EXISTS (SELECT 1 FROM entry WHERE registrant_id = :who AND session_id != :session AND NOT lifted)
    AND NOT EXISTS (SELECT 1 FROM fact WHERE registrant_id IN (SELECT id FROM mine) AND session_id != :session
        AND kind = 'online_matched'
        AND EXISTS (SELECT 1 FROM online_report WHERE online_report.session_id = fact.session_id)
        AND NOT EXISTS (SELECT 1 FROM fact AS later WHERE later.kind = 'online_lifted' AND later.lifts = fact.id))
"""


def is_first_time(tx: Connection, registrant_id: str, session_id: str) -> bool:
    """Whether a person who comes now has come to no other session of the event, where there has been one before."""
    asked = {"who": registrant_id, "session": session_id}
    return bool(driver(tx).execute(_FIRST_TIME, asked).fetchone()[0])


def other_codes(tx: Connection) -> frozenset[str]:
    """The folded codes of other tools: those on the lists that were not made here."""
    return frozenset(tx.execute(select(_code.c.folded).where(~_code.c.own, _code.c.replaced_at.is_(None))).scalars())


def lists_loaded(tx: Connection) -> int:
    """How many lists were loaded or taken back: what grows when codes of other tools come or go."""
    loaded = select(func.count() + func.count(schema.list_import.c.taken_back_at)).select_from(schema.list_import)
    return tx.execute(loaded).scalar_one()


def last_standing(tx: Connection, session_id: str, station: str, limit: int) -> list[str]:
    """The registrants of whom the newest coming or leaving was at this station, the last one first."""
    query = _DONE_LAST.where(_fact.c.station == station).order_by(_fact.c.seq.desc()).limit(limit)
    return [str(row.registrant_id) for row in tx.execute(query, {"session": session_id})]


def lines(tx: Connection, session_id: str) -> Iterator[tuple[Any, ...]]:
    """One light tuple a registrant of the session, in the order of the list: id, name, organisation, e-mail, country,
    status, mode, joining, slot, walk-in, whether a badge was printed, standing entry.
    """
    with_badge = set(badges.printed_times(tx))
    for row in tx.execute(_LINES, {"session": session_id}):
        entry = entry_of(*(getattr(row, column.name) for column in STANDING))
        yield (*row[:10], row.id in with_badge, entry)


def presences(tx: Connection, session_id: str, also: Iterable[str] = ()) -> list[Presence]:
    """Everyone registered for the session, in it, or among the ids of `also`, in the order of the list, with the
    standing entry.
    """
    codes, read = all_codes(tx), details_reader()
    asked = {"session": session_id, "also": json.dumps(list(also))}
    found = []
    # As the driver gives them: of a large conference there are a hundred thousand.
    for row in driver(tx).execute(_as_text(_EVERYONE), asked):
        who, walked_in, slot, *standing, method, operator = row[: -len(_DETAILS)]
        registrant = Registrant(who, read(*row[-len(_DETAILS) :]), bool(walked_in), codes.pop(who, ()), slot)
        entry = entry_of(*standing)
        if entry is None:
            found.append(Presence(registrant))
        else:
            found.append(Presence(registrant, entry, Method(method) if method else None, operator))
    return found


def last_facts(tx: Connection, session_id: str, limit: int) -> list[tuple[Fact, str, str]]:
    """The newest facts of the door that concern a person: (fact, name, organisation), newest first."""
    query = (
        select(_fact, _person.c.name, _person.c.organisation, _person.c.email)
        .join(_person, _person.c.id == _fact.c.registrant_id)
        .where(_fact.c.session_id == session_id)
        .where(_fact.c.kind.in_([FactKind.ADMITTED, FactKind.REFUSED, FactKind.LEFT, FactKind.UNDONE]))
        .order_by(_fact.c.seq.desc())
        .limit(limit)
    )
    return [(fact_of(row), row.name or row.email or "—", row.organisation) for row in tx.execute(query)]
