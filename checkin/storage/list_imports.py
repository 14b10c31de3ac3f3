"""What was loaded into the event, and when: the account of every registrant list, and what it did step by step."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from checkin.domain.differences import StepKind
from checkin.domain.registrant import Details
from checkin.storage import as_listed, schema
from checkin.storage.event_file import Tx
from checkin.storage.sessions import read_instant, write_instant


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a list did to one registrant."""

    kind: StepKind
    registrant_id: str
    was: Any = None


@dataclass(frozen=True, slots=True)
class ListImport:
    """One list that was loaded: its file name without folder, the instant (aware UTC), the account of the rows, the
    session it was loaded for (None in files of the first versions), the numbers of the first and the last registrant
    whom it added, and when it was taken back. `digest` is that of the list, or of its file, when loading it once
    more would change nothing, else "", `state` how it left the event (see `state`), and `file_digest` that of the file
    and of how it was read, where that is known.
    """

    id: str
    at: datetime
    file: str
    account: Mapping[str, Any]
    session_id: str | None = None
    added: tuple[int, int] | None = None
    taken_back_at: datetime | None = None
    digest: str = ""
    state: str = ""
    file_digest: str = ""


@dataclass(slots=True)
class Steps:
    """What an import has done so far, in order."""

    done: list[Step] = field(default_factory=list)

    def add(self, kind: StepKind, registrant_id: str, was: Any = None) -> None:
        """Note one thing that is done."""
        self.done.append(Step(kind, registrant_id, was))


def record(tx: Tx, loaded: ListImport, steps: Steps) -> None:
    """Write down that a list was loaded, and what it did."""
    first, last = loaded.added or (None, None)
    # The order of loading: the clock of a demo stands still, and that of a laptop may go back.
    number = tx.execute(select(func.count()).select_from(schema.list_import)).scalar_one() + 1
    tx.execute(
        schema.list_import.insert().values(
            id=loaded.id,
            at=write_instant(loaded.at),
            file=loaded.file,
            account=dict(loaded.account),
            number=number,
            session_id=loaded.session_id,
            added_from=first,
            added_to=last,
            digest=loaded.digest,
            state=loaded.state,
            file_digest=loaded.file_digest,
        )
    )
    rows = [
        (loaded.id, place, step.kind.value, step.registrant_id, json.dumps(step.was, ensure_ascii=False))
        for place, step in enumerate(steps.done)
    ]
    if rows:
        tx.exec_driver_sql(
            "INSERT INTO list_step (import_id, place, kind, registrant_id, was) VALUES (?, ?, ?, ?, ?)", rows
        )


def all_of(tx: Tx) -> list[ListImport]:
    """All lists that were loaded, the first first, with those that were taken back."""
    rows = tx.execute(select(schema.list_import).order_by(schema.list_import.c.number, schema.list_import.c.at))
    return [
        ListImport(
            row.id,
            read_instant(row.at),
            row.file,
            row.account,
            row.session_id,
            None if row.added_from is None else (row.added_from, row.added_to),
            None if row.taken_back_at is None else read_instant(row.taken_back_at),
            row.digest,
            row.state,
            row.file_digest,
        )
        for row in rows
    ]


_STATE = """
SELECT json_array(
    (SELECT json_array(count(*), max(number)) FROM registrant), (SELECT count(*) FROM code WHERE replaced_at IS NULL),
    (SELECT count(*) FROM registration WHERE session_id = ?), (SELECT count(*) FROM as_listed),
    (SELECT count(*) FROM united), (SELECT count(*) FROM apart),
    (SELECT max(seq) FROM fact WHERE kind IN ('corrected', 'united', 'parted')))
"""


def state(tx: Tx, session_id: str) -> str:
    """A text that differs once anything has changed on which a list of this session depends. Whoever changes a
    registrant writes a fact, and whatever else can happen changes how many of something there are.
    """
    told: str = tx.exec_driver_sql(_STATE, (session_id,)).scalar_one()
    return told


def steps_backwards(tx: Tx, import_id: str) -> Iterator[Step]:
    """What an import did, the last thing first."""
    step = schema.list_step.c
    query = select(step.kind, step.registrant_id, step.was).where(step.import_id == import_id)
    for kind, registrant_id, was in tx.execute(query.order_by(step.place.desc())).all():
        yield Step(StepKind(kind), registrant_id, was)


def taken_back(tx: Tx, import_id: str, now: datetime) -> None:
    """Write down that an import was taken back; its account stays, its steps are not needed any more."""
    tx.execute(schema.list_step.delete().where(schema.list_step.c.import_id == import_id))
    row = schema.list_import
    tx.execute(row.update().where(row.c.id == import_id).values(taken_back_at=write_instant(now)))


def highest_number(tx: Tx) -> int:
    """The number of the registrant who was added last, 0 in an empty event."""
    return tx.execute(select(func.max(schema.registrant.c.number))).scalar_one() or 0


def register(tx: Tx, registrant_ids: Iterable[str], session_id: str) -> list[str]:
    """Register people for a session too whom the event has from another one, and return who was not yet."""
    wanted = [*registrant_ids]
    here = registered_for(tx, session_id) if wanted else set()
    new = [registrant_id for registrant_id in wanted if registrant_id not in here]
    if new:
        tx.exec_driver_sql(
            "INSERT INTO registration (registrant_id, session_id) VALUES (?, ?)",
            [(registrant_id, session_id) for registrant_id in new],
        )
    return new


def registered_for(tx: Tx, session_id: str) -> set[str]:
    """The ids of everyone who is registered for a session."""
    place = schema.registration.c
    return set(tx.execute(select(place.registrant_id).where(place.session_id == session_id)).scalars())


def sessions_of(tx: Tx, registrant_id: str) -> list[str]:
    """The ids of the sessions that a person is registered for."""
    place = schema.registration.c
    return list(tx.execute(select(place.session_id).where(place.registrant_id == registrant_id)).scalars())


def unregister(tx: Tx, registrant_id: str, session_id: str) -> None:
    """Take a registration back."""
    place = schema.registration
    tx.execute(place.delete().where(place.c.registrant_id == registrant_id, place.c.session_id == session_id))


def was_kept(details: Details | None) -> dict[str, Any] | None:
    """What a step says of `as_listed`."""
    return None if details is None else as_listed.as_json(details)


def remove_untouched(tx: Tx, first: int, last: int) -> int:
    """Remove the registrants with these numbers of whom nothing is in the journal, with their codes, and return how
    many they were. Whoever came, was corrected, has a printed badge, or is one person with another entry stays.
    """
    person, fact = schema.registrant, schema.fact.c
    told = select(fact.id).where(fact.registrant_id == person.c.id).exists()
    united = schema.united.c
    one = select(united.into_id).where((united.into_id == person.c.id) | (united.registrant_id == person.c.id)).exists()
    these = select(person.c.id).where(person.c.number.between(first, last), ~told, ~one)
    for table in (schema.registration, schema.as_listed, schema.code):
        tx.execute(table.delete().where(table.c.registrant_id.in_(these)))
    apart = schema.apart
    tx.execute(apart.delete().where(apart.c.first_id.in_(these) | apart.c.second_id.in_(these)))
    return tx.execute(person.delete().where(person.c.id.in_(these))).rowcount
