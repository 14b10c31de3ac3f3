"""Where the badges lie, as the table of registrants has it."""

from __future__ import annotations

from sqlalchemy import Connection, select

from checkin.storage import schema


def slots(tx: Connection) -> dict[str, str]:
    """The slot of each entry that has one, by registrant id: also of those that were united with another one."""
    person = schema.registrant.c
    return {row.id: row.slot for row in tx.execute(select(person.id, person.slot).where(person.slot != ""))}
