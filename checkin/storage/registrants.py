"""Registrants and their codes, in and out of the file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Row, func, select

from checkin.domain.code import fold_code, is_own_code
from checkin.domain.names import search_key
from checkin.domain.registrant import Answer, Details, Mode, Registrant, Status, details_from
from checkin.domain.same_person import address
from checkin.storage import schema
from checkin.storage.as_listed import KINDS
from checkin.storage.event_file import driver
from checkin.storage.sessions import write_instant

TEXTS = tuple(field.name for field in fields(Details) if field.type == "str")
"""The columns of free text."""
_WORDS = ("status", "mode", "joining", "listed", "mailing")
_COLUMNS = ("id", *TEXTS, *_WORDS, "walk_in", "other", "added_at", "search_key")
# In few steps, as the list of a large conference has a hundred thousand people; `value` would take three times as long.
_texts_of = attrgetter(*TEXTS)
_words_of = attrgetter(*(f"{name}._value_" for name in _WORDS))


def _values(registrant: Registrant) -> tuple[Any, ...]:
    """What stands of a registrant in `_COLUMNS`, all but `added_at` and `search_key`."""
    details, other = registrant.details, registrant.details.other
    in_json = json.dumps(dict(other), ensure_ascii=False) if other else "{}"
    return (registrant.id, *_texts_of(details), *_words_of(details), registrant.walk_in, in_json)


def details_of(row: Row[Any]) -> Details:
    """The details that a row of `registrant` holds. Raises TypeError where the disk made bytes of a text."""
    texts = {text: getattr(row, text) for text in TEXTS}
    "".join(texts.values())
    return Details(
        **texts,
        status=Status(row.status),
        mode=Mode(row.mode),
        joining=Answer(row.joining),
        listed=Answer(row.listed),
        mailing=Answer(row.mailing),
        other=row.other,
    )


AT_ONCE = 1500
"""People of one statement. With every statement the search index writes down what it has gathered, so there should be
few."""
MOST_VALUES = 32_766
"""Values that SQLite takes in one statement."""

Rows = tuple[str, tuple[str, ...], str, list[Any]]
"""Rows for a table: its name, the columns, what to do with a row that is there, and the values of all rows in line."""

_CODE = ("folded", "text", "registrant_id", "own")


def add(tx: Connection, people: Sequence[Registrant], session_id: str | None, now: datetime) -> None:
    """Add registrants with their codes, registered for one session or none. Ids and codes must be new to the event.
    A long list takes `long_lists.adding`.
    """
    keys = [search_key(person.details, person.codes) for person in people]
    write(driver(tx), rows_of(people, keys, session_id, write_instant(now)))
    add_codes(tx, ((person.id, code) for person in people for code in person.codes))


def rows_of(
    people: Sequence[Registrant], search_keys: Sequence[str], session_id: str | None, added_at: str
) -> list[Rows]:
    """What is written of registrants, but for their codes."""
    registrants: list[Any] = []
    registrations: list[Any] = []
    for person, key in zip(people, search_keys, strict=True):
        registrants += _values(person)
        registrants += (added_at, key)
        registrations += (person.id, session_id) if session_id is not None else ()
    return [
        ("registrant", _COLUMNS, "", registrants),
        ("registration", ("registrant_id", "session_id"), "", registrations),
    ]


def code_rows(codes: Iterable[tuple[str, str]], *, all_own: bool = False) -> Rows:
    """What is written of codes: pairs of registrant id and code text. A code that is known stays whose it is.
    `all_own`: all of them were made a moment ago, and are none of another tool's.
    """
    values: list[Any] = []
    for registrant_id, text in codes:
        values += (fold_code(text), text, registrant_id, all_own or is_own_code(text))
    return "code", _CODE, " ON CONFLICT DO NOTHING", values


def write(raw: sqlite3.Connection, tables: Iterable[Rows], values_at_once: int = MOST_VALUES) -> None:
    """Write rows of tables, many in a statement."""
    for table, columns, otherwise, values in tables:
        width = len(columns)
        row = f"({', '.join('?' * width)})"
        most = width * min(AT_ONCE, values_at_once // width)
        for start in range(0, len(values), most):
            some = values[start : start + most]
            rows = ", ".join([row] * (len(some) // width))
            raw.execute(f"INSERT INTO {table} ({', '.join(columns)}) VALUES {rows}{otherwise}", some)  # noqa: S608


def add_codes(tx: Connection, codes: Iterable[tuple[str, str]]) -> None:
    """Let more codes admit a registrant: pairs of registrant id and code text. A code that is known stays whose it
    is: a printed badge never changes hands.
    """
    write(driver(tx), [code_rows(codes)])


def correct(tx: Connection, registrant: Registrant) -> None:
    """Replace the details of a registrant; the id, the codes and the history stay."""
    values = dict(zip(_COLUMNS, _values(registrant), strict=False))
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


_not_given_up = ~select(1).where(schema.united.c.registrant_id == schema.registrant.c.id).exists()


_NOTHING: dict[str, str] = {}
_EVERYONE = (
    "SELECT id, walk_in, slot, name, given_name, family_name, email, organisation, role, country, phone, category,"
    " status, mode, joining, listed, mailing, registered_at, other, guests FROM registrant"
    " WHERE NOT EXISTS (SELECT 1 FROM united WHERE registrant_id = registrant.id)"
    " AND id NOT IN (SELECT registrant_id FROM erased) ORDER BY number"
)
VALUE_OF: dict[str, dict[str, Any]] = {name: {item.value: item for item in kind} for name, kind in KINDS.items()}
"""Column → what stands in it → what it means."""


def details_reader() -> Callable[..., Details]:
    """What reads the details of many people, each from the columns of `Details` in their order, as the driver gives
    them. Raises what a value does that the disk has spoilt.
    """
    status_of, mode_of, joining_of, listed_of, mailing_of = (VALUE_OF[name] for name in _WORDS)
    # What many people have in common is kept once.
    common: dict[str, str] = {}
    once = common.setdefault

    def read(*columns: Any) -> Details:
        *details, status, mode, joining, listed, mailing, at, other, guests = columns
        "".join((*details, at, guests))
        name, given, family, email, organisation, role, country, phone, category = details
        return details_from(
            name,
            once(given, given),
            once(family, family),
            email,
            once(organisation, organisation),
            once(role, role),
            once(country, country),
            phone,
            once(category, category),
            status_of[status],
            mode_of[mode],
            joining_of[joining],
            listed_of[listed],
            mailing_of[mailing],
            once(at, at),
            json.loads(other) if other != "{}" else _NOTHING,
            once(guests, guests),
        )

    return read


_STATUS, _MODE = VALUE_OF["status"], VALUE_OF["mode"]
_JOINING, _LISTED, _MAILING = VALUE_OF["joining"], VALUE_OF["listed"], VALUE_OF["mailing"]


def details_of_columns(*values: Any) -> Details:
    """One person's details from their columns, as `details_reader` reads those of many. Raises TypeError where a text
    has become bytes, and KeyError where a word has become another one.
    """
    *texts, status, mode, joining, listed, mailing, registered_at, other, guests = values
    "".join((*texts, registered_at, guests))
    rest: tuple[Any, ...] = (
        _STATUS[status],
        _MODE[mode],
        _JOINING[joining],
        _LISTED[listed],
        _MAILING[mailing],
        registered_at,
        {} if other == "{}" else json.loads(other),
        guests,
    )
    return Details(*texts, *rest)


def everyone(tx: Connection) -> list[Registrant]:
    """All registrants in the order in which they were added, without those who were united with another one, and
    without those who were erased. Raises what a value does that the disk has spoilt.
    """
    codes, read = all_codes(tx), details_reader()
    return [
        Registrant(registrant_id, read(*details), bool(walk_in), codes.pop(registrant_id, ()), slot)
        for registrant_id, walk_in, slot, *details in driver(tx).execute(_EVERYONE)
    ]


def one(tx: Connection, registrant_id: str) -> Registrant | None:
    """A registrant by id."""
    row = tx.execute(select(schema.registrant).where(schema.registrant.c.id == registrant_id)).one_or_none()
    return None if row is None else _of_row(tx, row)


def with_number(tx: Connection, number: int) -> Registrant:
    """A registrant by their place in the order in which they were added; the event must have them."""
    return _of_row(tx, tx.execute(select(schema.registrant).where(schema.registrant.c.number == number)).one())


def _of_row(tx: Connection, row: Row[Any]) -> Registrant:
    return Registrant(row.id, details_of(row), row.walk_in, codes_of(tx, row.id), row.slot)


def with_address(tx: Connection, email: str) -> list[Registrant]:
    """The registrants with an e-mail address, however it is written; those who went up in another one are no more."""
    mail = address(email)
    if not mail:
        return []
    person = schema.registrant.c
    found = select(person.id).where(func.instr(func.lower(person.email), mail) > 0)
    known = (one(tx, registrant_id) for registrant_id in tx.execute(found).scalars().all())
    return [other for other in known if other is not None and other.codes and address(other.details.email) == mail]


def number_of(tx: Connection, registrant_id: str) -> int:
    """The place of a registrant in the order in which they were added."""
    person = schema.registrant.c
    number: int = tx.execute(select(person.number).where(person.id == registrant_id)).scalar_one()
    return number


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
    for registrant_id, text in driver(tx).execute(str(query.order_by(code.own.desc(), code.folded))):
        found[registrant_id] = (*found[registrant_id], text) if registrant_id in found else (text,)
    return found


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
