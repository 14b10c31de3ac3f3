"""Entries that are one person, and pairs that are not: what somebody has said, and what went over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from sqlalchemy import select

from checkin.domain.same_person import GivenUp, corrected
from checkin.storage import as_listed, schema
from checkin.storage.as_listed import values_from
from checkin.storage.event_file import Tx
from checkin.storage.registrants import details_of


@dataclass(frozen=True, slots=True)
class WentOver:
    """What an entry gave to the registrant with whom it was united: folded codes, ids of sessions and those of them for
    which the registrant was not registered, the fields that were filled ({"before": …, "after": …}), and its check-ins
    as pairs of fact ids: the entry's own, and the one that the registrant got for it ("" where they stood in the room).
    `note`: the registrant's note at the door before and after. `known_as`: what the registrant was known by before,
    where something was filled: another entry may have filled more since. `listed`: like `filled`, of what the list
    says of a registrant whom the desk has corrected. `place`: how many entries had been united before this one.
    """

    codes: tuple[str, ...] = ()
    sessions: tuple[str, ...] = ()
    new_sessions: tuple[str, ...] = ()
    filled: Mapping[str, Any] = field(default_factory=dict)
    entries: tuple[tuple[str, str], ...] = ()
    note: tuple[str, str] = ("", "")
    known_as: Mapping[str, Any] = field(default_factory=dict)
    listed: Mapping[str, Any] = field(default_factory=dict)
    place: int = 0


def unite(tx: Tx, given: str, into: str, went_over: WentOver) -> None:
    """Write down that an entry is given up, after all that were before."""
    was = [row.was.get("place", 0) for row in tx.execute(select(schema.united.c.was))]
    said = asdict(replace(went_over, place=1 + max(was, default=0)))
    tx.execute(schema.united.insert().values(registrant_id=given, into_id=into, was=said))


def amend(tx: Tx, given: str, went_over: WentOver) -> None:
    """Write down anew what went over from an entry that is given up."""
    row = schema.united
    tx.execute(row.update().where(row.c.registrant_id == given).values(was=asdict(went_over)))


def directly(tx: Tx, registrant_id: str) -> dict[str, WentOver]:
    """The entries that went up in a registrant itself, in the order in which they did, and what each gave."""
    row = schema.united.c
    query = select(row.registrant_id, row.was).where(row.into_id == registrant_id).order_by(row.registrant_id)
    found = {given: _read(was) for given, was in tx.execute(query).all()}
    return dict(sorted(found.items(), key=lambda item: item[1].place))


def part(tx: Tx, given: str) -> tuple[str, WentOver] | None:
    """Take that back, and return the id of the registrant and what went over to them; None if it was never so."""
    united = schema.united
    row = tx.execute(select(united.c.into_id, united.c.was).where(united.c.registrant_id == given)).one_or_none()
    if row is None:
        return None
    tx.execute(united.delete().where(united.c.registrant_id == given))
    return row.into_id, _read(row.was)


def _read(was: Mapping[str, Any]) -> WentOver:
    entries = tuple((own, got) for own, got in was["entries"])
    # Files in which two were united before notes went over have no such word, nor those that came later.
    before, after = was.get("note", ("", ""))
    return WentOver(
        tuple(was["codes"]),
        tuple(was["sessions"]),
        tuple(was["new_sessions"]),
        was["filled"],
        entries,
        (before, after),
        was.get("known_as", {}),
        was.get("listed", {}),
        was.get("place", 0),
    )


def _pairs(tx: Tx) -> dict[str, str]:
    return {row.registrant_id: row.into_id for row in tx.execute(select(schema.united))}


def _end(pairs: Mapping[str, str], registrant_id: str) -> str:
    while registrant_id in pairs:
        registrant_id = pairs[registrant_id]
    return registrant_id


def into(tx: Tx) -> dict[str, str]:
    """Each entry that was united with a registrant, and that registrant, who may have been united with another one."""
    return _pairs(tx)


def standing_for(tx: Tx, registrant_id: str) -> str:
    """The registrant in whom an entry has gone up at last; the registrant themselves when they stand."""
    return _end(_pairs(tx), registrant_id)


def given_up(tx: Tx) -> tuple[GivenUp, ...]:
    """All entries that were united with a registrant, in the order in which they were added. A registrant whose gaps
    were filled then is such an entry too, as they were before: so the list may go on to have them. So is an entry as
    the desk had corrected it, beside what the list says of it.
    """
    pairs = _pairs(tx)
    if not pairs:
        return ()
    person, united = schema.registrant, schema.united
    gone = select(schema.erased.c.registrant_id)
    entries = tx.execute(
        select(person, united.c.was)
        .join(united, united.c.registrant_id == person.c.id)
        .where(person.c.id.not_in(gone))
        .order_by(person.c.number)
    )
    listed, found, by_desk = as_listed.kept(tx), [], []
    for row in entries:
        details, into = details_of(row), _end(pairs, row.id)
        said = listed.get(row.id, details)
        desk = {name: getattr(details, name) for name in corrected(details, said)}
        found.append(
            GivenUp(said, into, desk=desk, codes=tuple(row.was["codes"]), filled=tuple(row.was["filled"]["after"]))
        )
        if desk:
            by_desk.append(GivenUp(details, into, is_entry=False))
    filled = tx.execute(select(person, united.c.was).join(united, united.c.into_id == person.c.id))
    found += [
        GivenUp(
            replace(details_of(row), **{**before, **row.was.get("known_as", {})}),
            _end(pairs, row.id),
            is_entry=False,
            is_own=row.id not in pairs,
        )
        for row in filled
        if (before := values_from(row.was["filled"]["before"]))
    ]
    return (*found, *by_desk)


def with_whom(tx: Tx, registrant_id: str) -> list[str]:
    """The ids of the entries that have gone up in a registrant, those directly united first."""
    pairs = _pairs(tx)
    direct = [given for given, into in pairs.items() if into == registrant_id]
    return [*direct, *(g for g in pairs if g not in direct and _end(pairs, g) == registrant_id)]


def keep_apart(tx: Tx, pairs: Iterable[tuple[str, str]]) -> None:
    """Write down that the two of each pair are different people."""
    rows = [tuple(sorted(pair)) for pair in pairs]
    if rows:
        tx.exec_driver_sql("INSERT INTO apart (first_id, second_id) VALUES (?, ?) ON CONFLICT DO NOTHING", rows)


def forget_apart(tx: Tx, one: str, other: str) -> None:
    """Take back that two people are different."""
    first, second = sorted((one, other))
    apart = schema.apart
    tx.execute(apart.delete().where(apart.c.first_id == first, apart.c.second_id == second))


def apart(tx: Tx) -> frozenset[frozenset[str]]:
    """The pairs of whom somebody has said that they are different people."""
    return frozenset(frozenset((row.first_id, row.second_id)) for row in tx.execute(select(schema.apart)))
