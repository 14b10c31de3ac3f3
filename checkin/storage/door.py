"""What the door asks of the file: who has this code, who stands in the room, who came last."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, func, literal_column, null, select, text
from sqlalchemy.dialects.sqlite import dialect

from checkin.domain.admission import Entry, Found
from checkin.domain.attendance import Presence
from checkin.domain.journal import Fact, FactKind, Method
from checkin.domain.registrant import Answer, Details, Mode, Registrant, Status
from checkin.domain.session import Session
from checkin.storage import badges, schema
from checkin.storage.event_file import driver
from checkin.storage.journal import fact_of
from checkin.storage.registrants import all_codes, details_reader
from checkin.storage.sessions import read_instant, the_event, write_instant

_LATELY = timedelta(minutes=20)

_person, _entry, _fact, _code, _place = schema.registrant, schema.entry, schema.fact, schema.code, schema.registration

# Word for word what the index of the standing entries says. For «entry.lifted = 0», as SQLAlchemy writes it, SQLite
# does not use that index: each scan then read through all entries.
_not_lifted = text("NOT entry.lifted")
_stands = and_(_entry.c.registrant_id == _person.c.id, _entry.c.session_id == bindparam("session"), _not_lifted)
_with_entry = _person.outerjoin(_entry, _stands).outerjoin(_fact, _fact.c.seq == _entry.c.seq)
_registered_here = (
    select(1).where(_place.c.registrant_id == _person.c.id, _place.c.session_id == bindparam("session")).exists()
)
# Of several sessions somebody walks in to one; in the others they are on the list like anybody.
_walk_in = schema.fact.alias("walk_in_fact")
_came_elsewhere = (
    select(1)
    .where(
        _walk_in.c.registrant_id == _person.c.id,
        _walk_in.c.method == literal_column(f"'{Method.WALK_IN}'"),  # no parameter: see `_as_text`
        _walk_in.c.session_id != bindparam("session"),
    )
    .exists()
)
_walked_in = and_(_person.c.walk_in, ~_came_elsewhere).label("walked_in")
_other_code = _code.alias("other_code")
_codes = (
    select(func.json_group_array(func.json_array(_other_code.c.own, _other_code.c.folded, _other_code.c.text)))
    .where(_other_code.c.registrant_id == _person.c.id, _other_code.c.replaced_at.is_(None))
    .scalar_subquery()
)
_one_person = (
    _person.c.id,
    _walked_in,
    _codes,
    _fact.c.id,
    _fact.c.at,
    _fact.c.station,
    _registered_here,
    select(schema.door_note.c.note).where(schema.door_note.c.registrant_id == _person.c.id).scalar_subquery(),
    *(_person.c[field.name] for field in fields(Details)),
)


_BY_CODE = (
    select(_code.c.replaced_at, *_one_person)
    .select_from(_code.join(_person, _person.c.id == _code.c.registrant_id))
    .outerjoin(_entry, _stands)
    .outerjoin(_fact, _fact.c.seq == _entry.c.seq)
    .where(_code.c.folded == bindparam("folded"))
)
_BY_ID = select(null(), *_one_person).select_from(_with_entry).where(_person.c.id == bindparam("registrant"))
_also = select(text("value")).select_from(func.json_each(bindparam("also")))
_EVERYONE = (
    select(
        _person.c.id,
        _walked_in,
        _fact.c.id.label("fact_id"),
        _fact.c.at,
        _fact.c.station,
        _fact.c.method,
        _fact.c.operator,
        *(_person.c[field.name] for field in fields(Details)),
    )
    .select_from(_with_entry)
    .where(_registered_here | _entry.c.seq.is_not(None) | _person.c.id.in_(_also))
    .order_by(_person.c.number)
)
_LINES = (
    select(
        *(_person.c[name] for name in ["id", "name", "organisation", "email", "country", "status", "mode", "joining"]),
        _walked_in,
        _fact.c.id.label("fact_id"),
        _fact.c.at,
        _fact.c.station,
    )
    .select_from(_with_entry)
    .where(_registered_here | _entry.c.seq.is_not(None))
    .order_by(_person.c.number)
)
_INSIDE = select(func.count()).where(_entry.c.session_id == bindparam("session"), ~_entry.c.lifted)
_STANDING = (
    select(_fact.c.at, _fact.c.registrant_id)
    .join(_entry, _entry.c.seq == _fact.c.seq)
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
    replaced_at, registrant_id, walk_in, codes, fact_id, entered_at, station, here, note, *details = row
    known = sorted(json.loads(codes), key=lambda code: (-code[0], code[1]))  # our own first
    return Found(
        Registrant(registrant_id, _details(*details), bool(walk_in), tuple(text for _, _, text in known)),
        None if fact_id is None else Entry(fact_id, read_instant(entered_at), station),
        None if replaced_at is None else read_instant(replaced_at),
        None if here else _session_of(tx, registrant_id, sessions),
        note or "",
    )


def _details(*values: Any) -> Details:
    """The details from their columns, in the order of `Details`. Raises TypeError where a text has become bytes."""
    *texts, status, mode, joining, listed, mailing, registered_at, other = values
    "".join((*texts, registered_at))
    rest: tuple[Any, ...] = (
        Status(status),
        Mode(mode),
        Answer(joining),
        Answer(listed),
        Answer(mailing),
        registered_at,
        json.loads(other),
    )
    return Details(*texts, *rest)


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


def other_codes(tx: Connection) -> frozenset[str]:
    """The folded codes of other tools: those on the lists that were not made here."""
    return frozenset(tx.execute(select(_code.c.folded).where(~_code.c.own, _code.c.replaced_at.is_(None))).scalars())


def lists_loaded(tx: Connection) -> int:
    """How many lists were loaded or taken back: what grows when codes of other tools come or go."""
    loaded = select(func.count() + func.count(schema.list_import.c.taken_back_at)).select_from(schema.list_import)
    return tx.execute(loaded).scalar_one()


def inside(tx: Connection, session_id: str) -> int:
    """How many people stand in the room."""
    number: int = driver(tx).execute(_as_text(_INSIDE), {"session": session_id}).fetchone()[0]
    return number


@dataclass(frozen=True, slots=True)
class Counts:
    """The door's counts of a session. registered + walk_ins = inside + expected + cancelled."""

    registered: int
    walk_ins: int
    inside: int
    expected: int
    cancelled: int


def counts(tx: Connection, session_id: str) -> Counts:
    """Count the people of a session: those registered for it, and those who stand in it all the same."""
    stands = _entry.c.seq.is_not(None)
    cancelled = _person.c.status == Status.CANCELLED
    query = (
        select(_walked_in, stands.label("stands"), and_(cancelled, ~stands).label("gone"), func.count())
        .select_from(_person.outerjoin(_entry, _stands))
        .where(_registered_here | stands)
        .group_by("walked_in", "stands", "gone")
    )
    rows = tx.execute(query, {"session": session_id}).all()
    return Counts(
        registered=sum(number for walk_in, _, _, number in rows if not walk_in),
        walk_ins=sum(number for walk_in, _, _, number in rows if walk_in),
        inside=sum(number for _, here, _, number in rows if here),
        expected=sum(number for _, here, gone, number in rows if not here and not gone),
        cancelled=sum(number for _, here, gone, number in rows if not here and gone),
    )


def arrivals_since(tx: Connection, session_id: str, now: datetime, within: timedelta = _LATELY) -> list[datetime]:
    """The instants of the standing check-ins of the last while before `now`, unordered."""
    query = _STANDING.where(_fact.c.at >= write_instant(now - within))
    return [read_instant(at) for at, _ in tx.execute(query, {"session": session_id})]


def last_standing(tx: Connection, session_id: str, station: str, limit: int) -> list[str]:
    """The registrants whom a station admitted last and who still stand in the room, the last one first."""
    query = _STANDING.where(_fact.c.station == station).order_by(_fact.c.seq.desc()).limit(limit)
    return [str(row.registrant_id) for row in tx.execute(query, {"session": session_id})]


def lines(tx: Connection, session_id: str) -> Iterator[tuple[Any, ...]]:
    """One light tuple a registrant of the session, in the order of the list: id, name, organisation, e-mail, country,
    status, mode, joining, walk-in, whether a badge was printed, standing entry.
    """
    with_badge = set(badges.printed_times(tx))
    for row in tx.execute(_LINES, {"session": session_id}):
        entry = None if row.fact_id is None else Entry(row.fact_id, read_instant(row.at), row.station)
        yield (*row[:9], row.id in with_badge, entry)


def presences(tx: Connection, session_id: str, also: Iterable[str] = ()) -> list[Presence]:
    """Everyone registered for the session, in it, or among the ids of `also`, in the order of the list, with the
    standing entry.
    """
    codes, read = all_codes(tx), details_reader()
    asked = {"session": session_id, "also": json.dumps(list(also))}
    found = []
    # As the driver gives them: of a large conference there are a hundred thousand.
    for who, walked_in, fact_id, at, station, method, operator, *details in driver(tx).execute(
        _as_text(_EVERYONE), asked
    ):
        registrant = Registrant(who, read(*details), bool(walked_in), codes.get(who, ()))
        if fact_id is None:
            found.append(Presence(registrant))
        else:
            entry = Entry(fact_id, read_instant(at), station)
            found.append(Presence(registrant, entry, Method(method) if method else None, operator))
    return found


def last_facts(tx: Connection, session_id: str, limit: int) -> list[tuple[Fact, str, str]]:
    """The newest facts of the door that concern a person: (fact, name, organisation), newest first."""
    query = (
        select(_fact, _person.c.name, _person.c.organisation, _person.c.email)
        .join(_person, _person.c.id == _fact.c.registrant_id)
        .where(_fact.c.session_id == session_id)
        .where(_fact.c.kind.in_([FactKind.ADMITTED, FactKind.REFUSED, FactKind.UNDONE]))
        .order_by(_fact.c.seq.desc())
        .limit(limit)
    )
    return [(fact_of(row), row.name or row.email or "—", row.organisation) for row in tx.execute(query)]
