"""Take what is known of a person out of the file, and what the file has forgotten out of its pages, log and copies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from checkin.domain.erasing import Erased, mark_of_code, mark_of_event
from checkin.domain.journal import Fact
from checkin.domain.registrant import ERASED, Details
from checkin.storage import as_listed, registrants, schema
from checkin.storage.event_file import Tx, driver
from checkin.storage.journal import fact_of
from checkin.storage.sessions import write_instant

_ERASURES = "kind IN ('erased', 'event_erased', 'erasure_planned', 'closed')"
_EMPTY = {text.name: "" for text in schema.registrant.c if text.name in registrants.TEXTS}
_BLANK = _EMPTY | {
    "name": ERASED,
    "mode": "",
    "joining": "",
    "listed": "",
    "mailing": "",
    "other": {},
    "search_key": "",
    "slot": "",
}
"""What stays of a registrant: the id, that they were on the list or walked in, and whether they had cancelled."""


def begin(tx: Tx) -> None:
    """Open the one exception to «facts are never changed» for this transaction; `end` closes it."""
    tx.execute(schema.erasing.insert().values(only_one=1))


def end(tx: Tx) -> None:
    """Close the exception again, and let the search index forget the words of those who are gone."""
    tx.execute(schema.erasing.delete())
    driver(tx).execute("INSERT INTO search (search) VALUES ('optimize')")


def known(tx: Tx) -> Erased:
    """How those who were erased are recognised."""
    marks = frozenset(tx.execute(select(schema.erased_mark.c.mark)).scalars())
    return Erased(salt(tx) if marks else "", marks)


def salt(tx: Tx) -> str:
    """Under what the event makes its marks: its own random id."""
    found: str = tx.execute(select(schema.event.c.id)).scalar_one()
    return found


def knows_code(tx: Tx, lookups: Iterable[str]) -> bool:
    """Whether a code, in one of the folded forms in which it may stand, was that of somebody who was erased."""
    under = salt(tx)
    marks = [mark_of_code(under, folded) for folded in lookups] + [mark_of_event(under)]
    mark = schema.erased_mark.c.mark
    return tx.execute(select(mark).where(mark.in_(marks))).first() is not None


def remember(tx: Tx, marks: Iterable[str]) -> None:
    """Keep marks of somebody who is being erased."""
    for mark in marks:
        tx.exec_driver_sql("INSERT INTO erased_mark (mark) VALUES (?) ON CONFLICT DO NOTHING", (mark,))


def remember_the_event_only(tx: Tx) -> None:
    """Of a whole event no marks of people stay: nothing is loaded into it any more."""
    tx.execute(schema.erased_mark.delete())
    remember(tx, [mark_of_event(salt(tx))])


def descriptions(tx: Tx, ids: Sequence[str]) -> Iterator[Details]:
    """Everything that the file says of these entries of one person: now, as listed, and before each list."""
    for one in ids:
        person = registrants.one(tx, one)
        if person is None:
            continue
        yield person.details
        yield from as_listed.kept(tx, one).values()
        pasts = tx.execute(select(schema.list_step.c.was).where(schema.list_step.c.registrant_id == one)).scalars()
        filled = select(schema.united.c.was).where(schema.united.c.into_id == one)
        for was in [*pasts, *(row["filled"] for row in tx.execute(filled).scalars())]:
            yield from _pasts(person.details, was)


def _pasts(now: Details, was: Any) -> Iterator[Details]:
    if not isinstance(was, Mapping):
        return
    for part in ("before", "after"):
        if isinstance(was.get(part), Mapping):
            yield Details(**{"name": now.name, "email": now.email, **as_listed.values_from(was[part])})
    if "name" in was:
        yield as_listed.details_from(was)


def codes(tx: Tx, ids: Sequence[str]) -> list[str]:
    """All codes that were ever these entries', with those that were replaced: as printed and folded."""
    code = schema.code.c
    rows = tx.execute(select(code.text, code.folded).where(code.registrant_id.in_(ids)))
    return [text for row in rows for text in row]


def forget_people(tx: Tx, ids: Sequence[str], now: datetime) -> None:
    """Empty the entries of a person everywhere but in the journal and in what was read of meetings."""
    at = write_instant(now)
    for table in (schema.code, schema.as_listed, schema.door_note, schema.list_step):
        tx.execute(table.delete().where(table.c.registrant_id.in_(ids)))
    apart, united, person = schema.apart, schema.united, schema.registrant
    tx.execute(apart.delete().where(apart.c.first_id.in_(ids) | apart.c.second_id.in_(ids)))
    nothing = {"codes": [], "sessions": [], "new_sessions": [], "filled": {"before": {}, "after": {}}, "entries": []}
    tx.execute(united.update().where(united.c.registrant_id.in_(ids)).values(was=nothing))
    tx.execute(person.update().where(person.c.id.in_(ids)).values(_BLANK))
    for one in ids:
        tx.execute(schema.erased.insert().values(registrant_id=one, at=at, cleaned=False))


def forget_everybody(tx: Tx, now: datetime) -> None:
    """Empty all entries, what every list did, and who is with whom."""
    for table in (schema.code, schema.as_listed, schema.door_note, schema.list_step, schema.apart):
        tx.execute(table.delete())
    nothing = {"codes": [], "sessions": [], "new_sessions": [], "filled": {"before": {}, "after": {}}, "entries": []}
    tx.execute(schema.united.update().values(was=nothing))
    tx.execute(schema.registrant.update().values(_BLANK))
    driver(tx).execute("INSERT INTO search (search) VALUES ('delete-all')")
    driver(tx).execute(
        "INSERT INTO erased (registrant_id, at, cleaned) SELECT id, ?, 0 FROM registrant WHERE true"
        " ON CONFLICT DO UPDATE SET cleaned = 0",
        (write_instant(now),),
    )


def planned(tx: Tx) -> list[Fact]:
    """The facts about erasing, and when and for when, in the order in which they were written."""
    rows = tx.exec_driver_sql(f"SELECT seq FROM fact WHERE {_ERASURES} ORDER BY seq").scalars()  # noqa: S608 - ours
    found = select(schema.fact).where(schema.fact.c.seq.in_(list(rows))).order_by(schema.fact.c.seq)
    return [fact_of(row) for row in tx.execute(found)]


# -- cleaning ----------------------------------------------------------------------------------------------------------


def ids(tx: Tx) -> frozenset[str]:
    """The ids of the entries that were erased."""
    return frozenset(tx.execute(select(schema.erased.c.registrant_id)).scalars())


def is_unclean(tx: Tx) -> bool:
    """Whether something was erased that may still stand in free pages, in the log, or in a copy beside the file."""
    return tx.execute(select(schema.erased.c.registrant_id).where(~schema.erased.c.cleaned)).first() is not None


def cleaned(tx: Tx) -> None:
    """Write down that nothing stands there any more."""
    tx.execute(schema.erased.update().where(~schema.erased.c.cleaned).values(cleaned=True))


def counts(tx: Tx) -> dict[str, int]:
    """How many rows there are of everything that is erased with a whole event: table → rows."""
    tables = (schema.registrant, schema.code, schema.fact, schema.list_import, schema.online_row)
    return {table.name: tx.execute(select(func.count()).select_from(table)).scalar_one() for table in tables}


def highest_number(tx: Tx) -> int:
    """The number of the registrant who was added last."""
    return tx.execute(select(func.max(schema.registrant.c.number))).scalar_one() or 0


def numbers_up_to(tx: Tx, number: int) -> set[str]:
    """The ids of the registrants with this number or a lower one."""
    person = schema.registrant.c
    return set(tx.execute(select(person.id).where(person.number <= number)).scalars())
