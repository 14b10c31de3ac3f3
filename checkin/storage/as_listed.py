"""What the list says of the registrants whom the desk has corrected; and details as a JSON column keeps them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, select

from checkin.domain.registrant import Answer, Details, Mode, Status
from checkin.storage import schema


def keep(tx: Connection, registrant_id: str, details: Details) -> None:
    """Keep what the list says of a registrant whom the desk has corrected; what was kept before is replaced."""
    tx.exec_driver_sql(
        "INSERT INTO as_listed (registrant_id, details) VALUES (?, ?)"
        " ON CONFLICT (registrant_id) DO UPDATE SET details = excluded.details",
        (registrant_id, json.dumps(as_json(details), ensure_ascii=False)),
    )


def forget(tx: Connection, registrant_id: str) -> None:
    """The list says again what the desk says."""
    tx.execute(schema.as_listed.delete().where(schema.as_listed.c.registrant_id == registrant_id))


def kept(tx: Connection, registrant_id: str | None = None) -> dict[str, Details]:
    """What the list says of the registrants whom the desk has corrected, by id: of all of them, or of one."""
    query = select(schema.as_listed)
    if registrant_id is not None:
        query = query.where(schema.as_listed.c.registrant_id == registrant_id)
    return {row.registrant_id: details_from(row.details) for row in tx.execute(query)}


KINDS = {"status": Status, "mode": Mode, "joining": Answer, "listed": Answer, "mailing": Answer}
"""The fields of details that are no texts, and what they are."""


def as_json(details: Details) -> dict[str, Any]:
    """The details as they stand in a JSON column: field → text, `other` a mapping of texts."""
    return asdict(details)


def details_from(kept: Mapping[str, Any]) -> Details:
    """The details that a JSON column holds whole."""
    return Details(**values_from(kept))


def values_from(kept: Mapping[str, Any]) -> dict[str, Any]:
    """The values of some or all fields of `Details`, as a JSON column has them."""
    return {name: KINDS[name](value) if name in KINDS else value for name, value in kept.items()}
