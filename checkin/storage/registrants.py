"""Registrants and their codes, in and out of the file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from checkin.domain.code import fold_code, is_own_code
from checkin.domain.names import search_key
from checkin.domain.registrant import Answer, Details, Mode, Registrant, Status
from checkin.storage import schema
from checkin.storage.event_file import driver
from checkin.storage.sessions import write_instant

_TEXTS = tuple(field.name for field in fields(Details) if field.type == "str")
_COLUMNS = ("id", *_TEXTS, "status", "mode", "joining", "listed", "other", "walk_in", "added_at", "search_key")
# The list of a large conference comes in one piece: text for the driver costs a third of what built statements do.
_INSERT = f"INSERT INTO registrant ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608


def _row(registrant: Registrant) -> tuple[Any, ...]:
    details = registrant.details
    return (
        registrant.id,
        *(getattr(details, text) for text in _TEXTS),
        details.status.value,
        details.mode.value,
        details.joining.value,
        details.listed.value,
        json.dumps(dict(details.other), ensure_ascii=False),
        registrant.walk_in,
    )


def details_of(row: Row[Any]) -> Details:
    """The details that a row of `registrant` holds. Raises TypeError where the disk made bytes of a text."""
    texts = {text: getattr(row, text) for text in _TEXTS}
    "".join(texts.values())
    return Details(
        **texts,
        status=Status(row.status),
        mode=Mode(row.mode),
        joining=Answer(row.joining),
        listed=Answer(row.listed),
        other=row.other,
    )


def add(tx: Connection, people: Sequence[Registrant], session_id: str | None, now: datetime) -> None:
    """Add registrants with their codes, registered for one session or none. Ids and codes must be new to the event."""
    if not people:
        return
    added_at = write_instant(now)
    tx.exec_driver_sql(
        _INSERT, [(*_row(person), added_at, search_key(person.details, person.codes)) for person in people]
    )
    if session_id is not None:
        tx.exec_driver_sql(
            "INSERT INTO registration (registrant_id, session_id) VALUES (?, ?)",
            [(person.id, session_id) for person in people],
        )
    add_codes(tx, ((person.id, code) for person in people for code in person.codes))


def add_codes(tx: Connection, codes: Iterable[tuple[str, str]]) -> None:
    """Let more codes admit a registrant: pairs of registrant id and code text. A code that is known stays whose it
    is: a printed badge never changes hands.
    """
    rows = [(fold_code(text), text, registrant_id, is_own_code(text)) for registrant_id, text in codes]
    if rows:
        tx.exec_driver_sql(
            "INSERT INTO code (folded, text, registrant_id, own) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", rows
        )


def correct(tx: Connection, registrant: Registrant) -> None:
    """Replace the details of a registrant; the id, the codes and the history stay."""
    values = dict(zip(_COLUMNS, _row(registrant), strict=False))
    values["other"] = dict(registrant.details.other)
    values["search_key"] = search_key(registrant.details, registrant.codes, _also_known_as(tx, registrant.id))
    tx.execute(schema.registrant.update().where(schema.registrant.c.id == registrant.id).values(values))


_ALSO = """
WITH RECURSIVE given (id) AS (
    SELECT registrant_id FROM united WHERE into_id = ?
    UNION SELECT united.registrant_id FROM united JOIN given ON united.into_id = given.id)
SELECT name FROM registrant WHERE id IN given
"""


def _also_known_as(tx: Connection, registrant_id: str) -> tuple[str, ...]:
    """The names of the entries that went up in a registrant, by which they are found too."""
    return tuple(name for (name,) in driver(tx).execute(_ALSO, (registrant_id,)))


def find_no_more(tx: Connection, registrant_id: str) -> None:
    """Take a registrant out of the search index; `correct` puts them in again."""
    tx.execute(schema.registrant.update().where(schema.registrant.c.id == registrant_id).values(search_key=""))


def keep_as_listed(tx: Connection, registrant_id: str, details: Details) -> None:
    """Keep what the list says of a registrant whom the desk has corrected; what was kept before is replaced."""
    tx.exec_driver_sql(
        "INSERT INTO as_listed (registrant_id, details) VALUES (?, ?)"
        " ON CONFLICT (registrant_id) DO UPDATE SET details = excluded.details",
        (registrant_id, json.dumps(as_json(details), ensure_ascii=False)),
    )


def forget_as_listed(tx: Connection, registrant_id: str) -> None:
    """The list says again what the desk says."""
    tx.execute(schema.as_listed.delete().where(schema.as_listed.c.registrant_id == registrant_id))


def as_listed(tx: Connection, registrant_id: str | None = None) -> dict[str, Details]:
    """What the list says of the registrants whom the desk has corrected, by id: of all of them, or of one."""
    query = select(schema.as_listed)
    if registrant_id is not None:
        query = query.where(schema.as_listed.c.registrant_id == registrant_id)
    return {row.registrant_id: details_from(row.details) for row in tx.execute(query)}


_KINDS = {"status": Status, "mode": Mode, "joining": Answer, "listed": Answer}


def as_json(details: Details) -> dict[str, Any]:
    """The details as they stand in a JSON column: field → text, `other` a mapping of texts."""
    return asdict(details)


def details_from(kept: Mapping[str, Any]) -> Details:
    """The details that a JSON column holds whole."""
    return Details(**values_from(kept))


def values_from(kept: Mapping[str, Any]) -> dict[str, Any]:
    """The values of some or all fields of `Details`, as a JSON column has them."""
    return {name: _KINDS[name](value) if name in _KINDS else value for name, value in kept.items()}


_not_given_up = ~select(1).where(schema.united.c.registrant_id == schema.registrant.c.id).exists()


def everyone(tx: Connection) -> list[Registrant]:
    """All registrants in the order in which they were added, without those who were united with another one."""
    codes = all_codes(tx)
    rows = tx.execute(select(schema.registrant).where(_not_given_up).order_by(schema.registrant.c.number)).all()
    return [Registrant(row.id, details_of(row), row.walk_in, codes.get(row.id, ())) for row in rows]


def one(tx: Connection, registrant_id: str) -> Registrant | None:
    """A registrant by id."""
    row = tx.execute(select(schema.registrant).where(schema.registrant.c.id == registrant_id)).one_or_none()
    return None if row is None else Registrant(row.id, details_of(row), row.walk_in, codes_of(tx, row.id))


def codes_of(tx: Connection, registrant_id: str) -> tuple[str, ...]:
    """The codes that admit a registrant, our own first."""
    code = schema.code.c
    query = select(code.text).where(code.registrant_id == registrant_id, code.replaced_at.is_(None))
    return tuple(tx.execute(query.order_by(code.own.desc(), code.folded)).scalars())


def all_codes(tx: Connection) -> dict[str, tuple[str, ...]]:
    """The codes of everyone by registrant id, each person's own first."""
    code = schema.code.c
    query = select(code.registrant_id, code.text).where(code.replaced_at.is_(None))
    found: dict[str, tuple[str, ...]] = {}
    for registrant_id, text in tx.execute(query.order_by(code.own.desc(), code.folded)):
        found[registrant_id] = (*found.get(registrant_id, ()), text)
    return found


def remove_untouched(tx: Connection, first: int, last: int) -> int:
    """Remove the registrants with these numbers of whom nothing is in the journal, with their codes, and return how
    many they were. Whoever came, was corrected, or has a printed badge stays.
    """
    person, fact = schema.registrant, schema.fact.c
    told = select(fact.id).where(fact.registrant_id == person.c.id).exists()
    these = select(person.c.id).where(person.c.number.between(first, last), ~told)
    for table in (schema.registration, schema.as_listed, schema.code):
        tx.execute(table.delete().where(table.c.registrant_id.in_(these)))
    apart = schema.apart
    tx.execute(apart.delete().where(apart.c.first_id.in_(these) | apart.c.second_id.in_(these)))
    return tx.execute(person.delete().where(person.c.id.in_(these))).rowcount


def move_codes(tx: Connection, giver: str, taker: str, folded: Iterable[str] | None = None) -> list[str]:
    """Let a registrant's codes admit another one, all of them or some; returns the folded codes that moved."""
    wanted = None if folded is None else set(folded)
    codes = tx.execute(select(schema.code.c.folded).where(schema.code.c.registrant_id == giver)).scalars()
    moved = [code for code in codes if wanted is None or code in wanted]
    for code in moved:
        tx.execute(schema.code.update().where(schema.code.c.folded == code).values(registrant_id=taker))
    return moved


def remove_codes(tx: Connection, folded: Iterable[str]) -> None:
    """Let codes admit nobody any more."""
    tx.exec_driver_sql("DELETE FROM code WHERE folded = ?", [(code,) for code in folded])


def how_many(tx: Connection) -> int:
    """The number of registrants of the event."""
    return tx.execute(select(func.count()).select_from(schema.registrant).where(_not_given_up)).scalar_one()
