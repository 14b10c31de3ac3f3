"""What was loaded into the event, and when: the account of every registrant list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from checkin.storage import schema
from checkin.storage.event_file import Tx
from checkin.storage.sessions import read_instant, write_instant


@dataclass(frozen=True, slots=True)
class ListImport:
    """One list that was loaded: its file name without folder, the instant (aware UTC), and the account of the rows."""

    id: str
    at: datetime
    file: str
    account: Mapping[str, Any]


def record(tx: Tx, loaded: ListImport) -> None:
    """Write down that a list was loaded."""
    tx.execute(
        schema.list_import.insert().values(
            id=loaded.id, at=write_instant(loaded.at), file=loaded.file, account=dict(loaded.account)
        )
    )


def all_of(tx: Tx) -> list[ListImport]:
    """All lists that were loaded, the first first."""
    rows = tx.execute(select(schema.list_import).order_by(schema.list_import.c.at, schema.list_import.c.id))
    return [ListImport(row.id, read_instant(row.at), row.file, row.account) for row in rows]


def register(tx: Tx, registrant_ids: Iterable[str], session_id: str) -> None:
    """Register people for a session too whom the event has from another one; whoever is registered stays so."""
    pairs = [(registrant_id, session_id) for registrant_id in registrant_ids]
    if pairs:
        tx.exec_driver_sql(
            "INSERT INTO registration (registrant_id, session_id) VALUES (?, ?) ON CONFLICT DO NOTHING", pairs
        )
