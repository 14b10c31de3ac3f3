"""How many are in the room, and who came lately: what is read after every scan.

Each question is one that an index answers, or one pass over one table: asked person by person, the same numbers took
sixty milliseconds among 20,000 people.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from checkin.domain.journal import Method
from checkin.domain.registrant import Status
from checkin.storage.event_file import driver
from checkin.storage.sessions import read_instant, write_instant

# For «NOT entry.lifted» see `standing`: it is asked at every scan and after it.
_INSIDE = "SELECT count(*) + coalesce(sum(guests), 0) FROM entry WHERE session_id = ? AND NOT lifted AND NOT is_out"
_REGISTERED = """
SELECT count(*), count(*) = (SELECT count(*) FROM registrant) FROM registration WHERE session_id = :session
"""
# One pass over the table: an index would be looked into once more for each row.
_STANDING = """
SELECT count(*), coalesce(sum(guests), 0),
    count(*) FILTER (WHERE NOT is_out) + coalesce(sum(guests) FILTER (WHERE NOT is_out), 0)
FROM entry NOT INDEXED WHERE session_id = :session AND NOT lifted
"""
_NOT_REGISTERED = """
SELECT count(*) FROM entry INDEXED BY one_standing_entry
LEFT JOIN registration ON registration.registrant_id = entry.registrant_id AND registration.session_id = :session
WHERE entry.session_id = :session AND NOT lifted AND registration.session_id IS NULL
"""
_IS_REGISTERED = """
EXISTS (SELECT 1 FROM registration WHERE registrant_id = registrant.id AND session_id = :session)
"""
_STANDS = """
EXISTS (SELECT 1 FROM entry WHERE registrant_id = registrant.id AND session_id = :session AND NOT lifted)
"""
# Word for word what the indexes say of those few; and who has walked in to another session is, as in `standing`, on the
# list of this one.
_CANCELLED = (
    f"SELECT count(*) FROM registrant WHERE status = '{Status.CANCELLED}' AND {_IS_REGISTERED} AND NOT {_STANDS}"  # noqa: S608 - ours
)
_WALKED_IN = f"""
SELECT count(*) FROM registrant WHERE walk_in AND ({_IS_REGISTERED} OR {_STANDS})
    AND NOT EXISTS (SELECT 1 FROM fact WHERE registrant_id = registrant.id AND method = '{Method.WALK_IN}'
        AND session_id != :session)
"""  # noqa: S608 - ours
# Along the entries in the order in which they were written, from the first that is new.
_ARRIVED = """
SELECT fact.at FROM entry NOT INDEXED JOIN fact ON fact.seq = entry.seq
WHERE entry.seq > ? AND entry.session_id = ? AND NOT lifted AND fact.at >= ? ORDER BY fact.at
"""


@dataclass(frozen=True, slots=True)
class Counts:
    """The door's counts of a session. registered + walk_ins = came + expected + cancelled, each person once.

    `inside` are in the room now, with their guests; `guests` came with somebody.
    """

    registered: int
    walk_ins: int
    came: int
    expected: int
    cancelled: int
    inside: int
    guests: int


def inside(tx: Connection, session_id: str) -> int:
    """How many people are in the room now, guests among them."""
    number: int = driver(tx).execute(_INSIDE, (session_id,)).fetchone()[0]
    return number


def counts(tx: Connection, session_id: str) -> Counts:
    """Count the people of a session: those registered for it, and those who stand in it all the same."""

    def ask(query: str) -> tuple[int, ...]:
        row: tuple[int, ...] = driver(tx).execute(query, {"session": session_id}).fetchone()
        return row

    came, guests, here = ask(_STANDING)
    registered, are_all = ask(_REGISTERED)
    # Where all are registered, as for an event of one session, nobody who stands there needs to be looked up.
    everyone = registered if are_all else registered + sum(ask(_NOT_REGISTERED))
    walk_ins, cancelled = sum(ask(_WALKED_IN)), sum(ask(_CANCELLED))
    return Counts(
        registered=everyone - walk_ins,
        walk_ins=walk_ins,
        came=came,
        expected=everyone - came - cancelled,
        cancelled=cancelled,
        inside=here,
        guests=guests,
    )


def arrivals(tx: Connection, session_id: str, since: datetime, after: int = 0) -> list[datetime]:
    """The instants of the standing check-ins since an instant, in the order of time; of those only that were written
    `after` a fact (`seq`).
    """
    query = (after, session_id, write_instant(since))
    return [read_instant(at) for (at,) in driver(tx).execute(_ARRIVED, query)]
