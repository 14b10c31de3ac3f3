"""Whether what stands in an event file can be read back: SQLite's own checks, and every value as what it must be.

SQLite finds broken pages; it does not see a letter that a worn-out disk has changed inside a status or an instant.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import JSON, Boolean, Column, Float, Integer
from sqlalchemy.types import TypeEngine

from checkin.domain.differences import StepKind
from checkin.domain.journal import FactKind, Method
from checkin.domain.online_report import Part
from checkin.domain.registrant import Answer, Mode, Status
from checkin.storage import migrations, schema

_SETS: dict[str, type[StrEnum]] = {
    "fact.kind": FactKind,
    "fact.method": Method,
    "registrant.status": Status,
    "registrant.mode": Mode,
    "registrant.joining": Answer,
    "registrant.listed": Answer,
    "registrant.mailing": Answer,
    "list_step.kind": StepKind,
    "online_row.part": Part,
}
_INSTANTS = {
    "at",
    "added_at",
    "changed_at",
    "created_at",
    "starts_at",
    "ends_at",
    "replaced_at",
    "joined_at",
    "left_at",
}
_OURS = "SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' AND name NOT GLOB 'search_*' ORDER BY name"


def problem(raw: sqlite3.Connection) -> str | None:
    """What is wrong with the file in a few words, None when nothing is. Raises what SQLite raises on broken pages."""
    answers = [str(row[0]) for row in raw.execute("PRAGMA integrity_check(5)")]
    if answers != ["ok"]:
        return "; ".join(answers)
    if raw.execute("PRAGMA foreign_key_check").fetchone() is not None:
        return "foreign keys"
    if raw.execute(_OURS).fetchall() != _fresh_schema():
        return "the tables are not those of an event file"
    unreadable = [table.name for table in schema.metadata.sorted_tables if not _is_readable(raw, table.name)]
    if unreadable:
        return f"unreadable values in {', '.join(unreadable)}"
    if not is_filled(raw):
        return "no event in it"
    return None


def is_filled(raw: sqlite3.Connection) -> bool:
    """Whether the file holds its one event with a session: making a file was not cut off half-way."""
    return bool(raw.execute("SELECT (SELECT count(*) FROM event) = 1 AND EXISTS (SELECT 1 FROM session)").fetchone()[0])


def _fresh_schema() -> list[Any]:
    fresh = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrations.migrate(fresh)
        return fresh.execute(_OURS).fetchall()
    finally:
        fresh.close()


def _is_readable(raw: sqlite3.Connection, table: str) -> bool:
    columns = list(schema.metadata.tables[table].columns)
    tests = [(column.nullable, _test(column)) for column in columns]
    names = ", ".join(f'"{column.name}"' for column in columns)
    try:
        for row in raw.execute(f'SELECT {names} FROM "{table}"'):  # noqa: S608 - our own names
            for value, (nullable, test) in zip(row, tests, strict=True):
                if not (value is None and nullable):
                    test(value)
    except sqlite3.OperationalError as error:
        if hasattr(error, "sqlite_errorcode"):
            raise
        return False  # Python's own: the text is no UTF-8
    except (ValueError, TypeError, OSError, LookupError):
        return False
    return True


def _test(column: Column[Any]) -> Callable[[Any], object]:
    """What raises for a value that this column cannot hold."""
    for kind, test in _OF_TYPE.items():
        if isinstance(column.type, kind):
            return test
    if column.name in _INSTANTS:
        return _instant
    if column.name == "timezone":
        return ZoneInfo
    return _SETS.get(str(column), _text)


def _whole_number(value: object) -> None:
    if not isinstance(value, int):
        raise TypeError


def _number(value: object) -> None:
    if not isinstance(value, float):
        raise TypeError


def _text(value: object) -> None:
    if not isinstance(value, str):
        raise TypeError


def _instant(value: str) -> None:
    if datetime.fromisoformat(value).tzinfo is None:
        raise ValueError


_OF_TYPE: dict[type[TypeEngine[Any]], Callable[[Any], object]] = {
    Boolean: {0: False, 1: True}.__getitem__,
    Integer: _whole_number,
    Float: _number,
    JSON: json.loads,
}
