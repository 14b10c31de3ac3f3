"""What the file knows of badges: how many came out for whom, and which were replaced."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select, text

from checkin.domain.journal import FactKind
from checkin.storage import registrants, schema
from checkin.storage.sessions import write_instant


def printed_times(tx: Connection, registrant_ids: Iterable[str] | None = None) -> dict[str, int]:
    """How many badges of each registrant came out: of everyone, or of some. What was spoiled does not count."""
    spoiled = schema.fact.alias("spoiled")
    lifted = select(1).where(spoiled.c.kind == FactKind.BADGE_SPOILED, spoiled.c.lifts == schema.fact.c.id).exists()
    query = select(schema.fact.c.registrant_id, func.count()).where(
        schema.fact.c.kind == FactKind.BADGE_PRINTED, ~lifted
    )
    if registrant_ids is not None:
        query = query.where(
            schema.fact.c.registrant_id.in_(select(text("value")).select_from(func.json_each(bindparam("some"))))
        )
    some = {} if registrant_ids is None else {"some": json.dumps(list(registrant_ids))}
    return {row[0]: row[1] for row in tx.execute(query.group_by(schema.fact.c.registrant_id), some)}


def replace_own_codes(tx: Connection, registrant_id: str, new: str, now: datetime) -> list[str]:
    """Give a registrant another code of our own; returns the old ones, which are known still, and admit no more."""
    code = schema.code.c
    mine = (code.registrant_id == registrant_id, code.own, code.replaced_at.is_(None))
    old = list(tx.execute(select(code.text).where(*mine).order_by(code.folded)).scalars())
    tx.execute(schema.code.update().where(*mine).values(replaced_at=write_instant(now)))
    registrants.add_codes(tx, [(registrant_id, new)])
    return old


def replaced_codes(tx: Connection) -> set[str]:
    """The codes of badges that were replaced."""
    return set(tx.execute(select(schema.code.c.text).where(schema.code.c.replaced_at.is_not(None))).scalars())
