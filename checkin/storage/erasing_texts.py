"""Empty the free texts that name a person: in the journal, in what was loaded, in what was chosen for the event."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, select

from checkin.domain.erasing import mark_of_meeting
from checkin.domain.journal import FactKind
from checkin.domain.names import fold
from checkin.domain.online_erasing import new_address
from checkin.storage import schema
from checkin.storage.erasing import salt
from checkin.storage.event_file import Tx

# -- the journal -------------------------------------------------------------------------------------------------------


def forget_in_facts(tx: Tx, ids: Sequence[str]) -> int:
    """Empty what the facts about these entries say in free text; what happened, when and where stays. How many."""
    fact = schema.fact
    about = fact.c.registrant_id.in_(ids)
    online = fact.c.kind.like("online_%")
    own_words = fact.c.kind.like("badge_%")
    tx.execute(fact.update().where(about, own_words, fact.c.reason != "").values(reason=""))
    tx.execute(fact.update().where(about, ~online, fact.c.raw != "").values(raw=""))
    # The note of an erasure says whom: ids, which are nobody's name.
    return tx.execute(fact.update().where(about, fact.c.kind != FactKind.ERASED).values(note="")).rowcount


def forget_scans(tx: Tx, names: Callable[[str], bool]) -> None:
    """Empty the scans that led to nobody, and what one shift said to the next, where `names` says that it names the
    person.
    """
    fact = schema.fact
    told = (fact.c.raw != "") | (fact.c.note != "")
    found = tx.execute(select(fact.c.seq, fact.c.raw, fact.c.note).where(fact.c.registrant_id.is_(None), told)).all()
    for seq, raw, note in found:
        emptied = {text: "" for text, said in (("raw", raw), ("note", note)) if said and names(said)}
        if emptied:
            tx.execute(fact.update().where(fact.c.seq == seq).values(emptied))


def forget_all_facts(tx: Tx) -> int:
    """Empty the free texts and the operators of the whole journal, but for the keys of those online; how many facts."""
    fact = schema.fact
    online = fact.c.kind.like("online_%")
    of_erasing = fact.c.kind.in_([FactKind.ERASED, FactKind.EVENT_ERASED, FactKind.ERASURE_PLANNED])
    tx.execute(fact.update().where(fact.c.kind.like("badge_%")).values(reason=""))
    tx.execute(fact.update().where(~online).values(raw=""))
    return tx.execute(fact.update().where(~of_erasing).values(note="", operator="")).rowcount


def rename_keys(tx: Tx, session_id: str, keys: Mapping[str, str]) -> None:
    """Let the decisions about those online be about their new keys."""
    told = [(keys[row.raw], row.seq) for row in _decisions(tx) if row.session_id == session_id and row.raw in keys]
    _write_keys(tx, told)


def _decisions(tx: Tx) -> Sequence[Row[int, str, str, str | None]]:
    """What the decisions about those online are about."""
    fact = schema.fact.c
    about = select(fact.seq, fact.session_id, fact.raw, fact.registrant_id).where(fact.kind.like("online_%"))
    return tx.execute(about).all()


def _write_keys(tx: Tx, told: list[tuple[str, int]]) -> None:
    if told:
        tx.exec_driver_sql("UPDATE fact SET raw = ? WHERE seq = ?", told)


def forget_keys(tx: Tx, ids: Sequence[str], names: Callable[[str], bool], kept: Container[tuple[str, str]]) -> None:
    """Give decisions about those online, which are about these entries or whose key `names` says that it names them,
    other keys that say nothing: also where the report they were about has been taken out. `kept` are the keys, each
    with its session, that somebody else stands under.
    """
    new: dict[str, str] = {}
    told = [
        (new.setdefault(row.raw, f"mail {new_address()}"), row.seq)
        for row in _decisions(tx)
        if "erased" not in row.raw and (row.session_id, row.raw) not in kept
        if row.registrant_id in ids or names(row.raw)
    ]
    _write_keys(tx, told)


def forget_operators(tx: Tx, names: Container[str]) -> None:
    """Empty the operator, also of facts about others, where it is one of these folded names."""
    fact = schema.fact
    for operator in tx.execute(select(fact.c.operator).distinct()).scalars().all():
        if operator and fold(operator) in names:
            tx.execute(fact.update().where(fact.c.operator == operator).values(operator=""))


# -- what was chosen ---------------------------------------------------------------------------------------------------


def chosen_texts(tx: Tx) -> list[str]:
    """All texts of the designs and choices that the event keeps."""
    designs = tx.execute(select(schema.badge_design.c.id, schema.badge_design.c.text)).all()
    kept = tx.execute(select(schema.choice.c.value)).scalars().all()
    return [text for value in (*(json.loads(row.text) for row in designs), *kept) for text in _texts(value)]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from value
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def forget_in_choices(tx: Tx, named: Callable[[str], bool], instead: str) -> None:
    """Put `instead` for each text of the designs and choices that `named` finds."""
    design, choice = schema.badge_design, schema.choice
    for row in tx.execute(select(design.c.id, design.c.text)).all():
        text = json.dumps(_emptied(json.loads(row.text), named, instead), ensure_ascii=False)
        if json.loads(text) != json.loads(row.text):
            tx.execute(design.update().where(design.c.id == row.id).values(text=text))
    for row in tx.execute(select(choice.c.name, choice.c.value)).all():
        value = _emptied(row.value, named, instead)
        if value != row.value:
            tx.execute(choice.update().where(choice.c.name == row.name).values(value=value))


def _emptied(value: Any, named: Callable[[str], bool], instead: str) -> Any:
    if isinstance(value, str):
        return instead if named(value) else value
    if isinstance(value, Mapping):
        return {_emptied(key, named, instead): _emptied(one, named, instead) for key, one in value.items()}
    return [_emptied(one, named, instead) for one in value] if isinstance(value, list) else value


# -- what was loaded ---------------------------------------------------------------------------------------------------


def forget_in_accounts(tx: Tx, named: Callable[[str], bool], instead: str) -> None:
    """Put `instead` for each text in the accounts of lists and reports, and in their file names, that `named` finds."""

    def emptied(value: Any) -> Any:
        # The words of an account that say what a text is are ours.
        if isinstance(value, Mapping):
            return {key: emptied(one) for key, one in value.items()}
        return [emptied(one) for one in value] if isinstance(value, list) else _emptied(value, named, instead)

    loaded, report = schema.list_import, schema.online_report
    # What a list did is not what it would do now.
    tx.execute(loaded.update().values(digest="", file_digest=""))
    for table, texts in ((loaded, ("file", "account")), (report, ("file", "topic", "doubts"))):
        for row in tx.execute(select(table)).mappings().all():
            values = {text: emptied(row[text]) for text in texts}
            if table is report and named(row["meeting"]):
                values["meeting"] = mark_of_meeting(salt(tx), row["meeting"])
            if any(values[text] != row[text] for text in values):
                tx.execute(table.update().where(table.c.id == row["id"]).values(values))


def change_rows(tx: Tx, changes: list[tuple[str, str, str, int]]) -> None:
    """Give connections another name and address, and no registered name: (name, address, the report's id, place)."""
    order = "UPDATE online_row SET name = ?, email = ?, registered_name = '' WHERE report_id = ? AND place = ?"
    if changes:
        tx.exec_driver_sql(order, changes)


def places_of_rows(tx: Tx, session_id: str) -> list[tuple[str, int]]:
    """Where the connections of a session stand, in the order of `online.rows`: the report's id and the place in it."""
    kept, row = schema.online_report, schema.online_row
    query = (
        select(row.c.report_id, row.c.place)
        .join(kept, kept.c.id == row.c.report_id)
        .where(kept.c.session_id == session_id)
        .order_by(kept.c.at, kept.c.id, row.c.place)
    )
    return [(found.report_id, found.place) for found in tx.execute(query)]
