"""What an organiser has chosen once for an event: a word and its value, which travel with the file."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from checkin.storage import schema


def choice(tx: Connection, name: str) -> Any | None:
    """What was kept under a name, None when nothing was."""
    return tx.execute(select(schema.choice.c.value).where(schema.choice.c.name == name)).scalar_one_or_none()


def keep_choice(tx: Connection, name: str, value: Any) -> None:
    """Keep a value (JSON); what was kept under the name before is replaced."""
    statement = insert(schema.choice).values(name=name, value=value)
    tx.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": statement.excluded.value}))
