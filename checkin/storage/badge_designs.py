"""The badge designs that an event file keeps, as the JSON texts that they are."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from checkin.storage import schema
from checkin.storage.sessions import write_instant


def texts(tx: Connection) -> dict[str, str]:
    """The designs by id, the one that was changed last first."""
    table = schema.badge_design.c
    query = select(table.id, table.text).order_by(table.changed_at.desc(), table.id)
    return {row.id: row.text for row in tx.execute(query)}


def keep(tx: Connection, design_id: str, text: str, at: datetime) -> None:
    """Keep a design, instead of the one that had its id."""
    drop(tx, design_id)
    tx.execute(insert(schema.badge_design).values(id=design_id, changed_at=write_instant(at), text=text))


def drop(tx: Connection, design_id: str) -> None:
    """Forget a design; it may be gone already."""
    tx.execute(delete(schema.badge_design).where(schema.badge_design.c.id == design_id))
