"""Lists full of doubles, shared addresses, namesakes and clashing codes, and a person who answers by chance: loaded
once more nothing changes, a newer list brings its changes alone, nobody is lost, and taking back brings back what was.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from checkin.domain.lists import Choices, Doubtful, DoubtKind, Plan, RegistrantList
from checkin.domain.registrant import Registrant
from checkin.services import check, desk, events, list_undo, lists, overview
from checkin.services.place import Place
from checkin.storage import schema
from checkin.storage.event_file import EventFile
from tests.services.conftest import FACTS, NOW

Chance = random.Random
Row = tuple[str, ...]

HEADINGS = ("Name", "Email", "Organisation", "Phone", "Ticket code", "Status")
NAMES = ("Ann Lee", "Anne Lee", "Lee Ann", "Bo Li", "Cy Doe", "Dee Roe", "Eva Poe", "")
ADDRESSES = ("a@x.example", "b@x.example", "c@x.example", "office@x.example", "", "n/a")
CODES = ("k1", "k2", "k3", "k4", "17", "", "")
STATUSES = ("Approved", "Pending", "Cancelled", "")
PLAIN = tuple((f"Plain {n}", f"{n}@plain.example", "O", "", f"P-{n}", "Approved") for n in ("Un", "Zwei", "Tres"))
"""Nobody can take these for somebody else."""

RUNS = [pytest.param(0, 20, id="a few"), pytest.param(20, 620, id="many", marks=pytest.mark.soak)]


def a_row(chance: Chance) -> Row:
    return (
        chance.choice(NAMES),
        chance.choice(ADDRESSES),
        chance.choice(("O", "P", "")),
        chance.choice(("", "", "0700 1", "0700 2")),
        chance.choice(CODES),
        chance.choice(STATUSES),
    )


def some_rows(chance: Chance, known: Sequence[Row] = ()) -> list[Row]:
    """Rows by chance: some as they were on an earlier list, some twice."""
    rows = [chance.choice(known) if known and chance.random() < 0.4 else a_row(chance) for _ in range(6)]
    return rows[: chance.randint(1, 6)] + ([chance.choice(rows)] if chance.random() < 0.4 else [])


def _in_any_order(row: Any) -> dict[str, Any]:
    values = dict(row._mapping)
    return {**values, "search_key": sorted(values["search_key"].split())} if "search_key" in values else values


class Desk:
    """An event, and an organiser who loads lists into it and answers by chance; every load is looked at."""

    def __init__(self, folder: Path, chance: Chance) -> None:
        self.chance, self.path, self.now = chance, folder / "list.csv", NOW
        (folder / "event.checkin").unlink(missing_ok=True)
        self.file: EventFile = events.new_event(folder / "event.checkin", "Event", FACTS, NOW)
        self.place: Place = events.place_of(events.the_event(self.file), "Door A")

    def people(self) -> list[Registrant]:
        return [person.registrant for person in overview.people(self.file, self.place.session.id)]

    def tables(self) -> dict[str, list[Any]]:
        """All that the event knows about its people."""
        whole = {}
        with self.file.reading() as tx:
            for table in ("registrant", "code", "registration", "united", "apart", "as_listed", "door_note"):
                rows = tx.execute(select(getattr(schema, table)))
                whole[table] = sorted(repr(_in_any_order(row)) for row in rows)
        whole["inside"] = sorted(self.inside())
        return whole

    def differences(self, before: dict[str, list[Any]]) -> dict[str, Any]:
        """What is otherwise than before, by table."""
        now = self.tables()
        return {
            table: (sorted(set(rows) - set(now[table])), sorted(set(now[table]) - set(rows)))
            for table, rows in before.items()
            if rows != now[table]
        }

    def read(self, rows: Sequence[Row]) -> RegistrantList:
        with self.path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([HEADINGS, *rows])
        return lists.read(self.path)

    def answers(self, doubts: Sequence[Doubtful]) -> dict[Any, bool]:
        return {doubt.key: self.chance.random() < 0.6 for doubt in doubts if doubt.asks and self.chance.random() < 0.7}

    def load(self, rows: Sequence[Row], *, answering: bool) -> Plan:
        self.now += timedelta(minutes=1)
        source = self.read(rows)
        before, codes = self.people(), self.codes()
        inside = self.inside()
        planned = lists.plan(self.file, source, None, self.place.session.id)
        if answering:
            choices = Choices(answers=self.answers(planned.doubtful))
            planned = lists.plan(self.file, source, choices, self.place.session.id)
        done = lists.apply(self.file, planned, self.place.session.id, self.now).plan
        account = lists.account(done)
        assert account["rows"] == sum(any(row) for row in rows) == done.people + len(done.merged) + len(done.skipped)
        assert done.people == len(done.added) + len(done.changed) + len(done.unchanged)
        assert account == {**lists.account(planned), "file": source.file}
        gone = {person.id for person in before} - {person.id for person in self.people()}
        assert gone <= {one.given.id for one in done.united}
        assert codes <= self.codes()
        assert len(self.inside()) >= len(inside) - len(gone & inside)
        return done

    def codes(self) -> set[str]:
        return {code for person in self.people() for code in person.codes}

    def inside(self) -> set[str]:
        return {one.registrant.id for one in overview.people(self.file, self.place.session.id) if one.entry}

    def load_again(self, rows: Sequence[Row]) -> None:
        """The same list changes nothing, however often it comes."""
        before = self.tables()
        done = self.load(rows, answering=False)
        assert (done.added, done.changed, done.united) == ((), (), ())
        assert self.differences(before) == {}

    def take_back(self) -> None:
        last = list_undo.last_list(self.file)
        assert last is not None
        list_undo.take_back(self.file, last.id, self.now)

    def let_some_in(self) -> None:
        for person in self.people():
            if self.chance.random() < 0.4:
                desk.admit_code(self.file, self.chance.choice(person.codes), self.place, self.now)

    def correct_somebody(self) -> None:
        person = self.chance.choice([one for one in self.people() if not one.name.startswith("Plain")] or self.people())
        texts = {"name": self.chance.choice(NAMES[:6])} if not person.details.name else {}
        field, new = self.chance.choice(
            [
                ("name", "Eve Poe"),
                ("name", "Bo Li"),
                ("email", "a@x.example"),
                ("email", "d@x.example"),
                ("phone", "0711"),
            ]
        )
        texts[field] = new
        overview.correct(self.file, person.id, replace(person.details, **texts), self.place, self.now)


@pytest.mark.parametrize(("first", "last"), RUNS)
def test_any_list_once_more_changes_nothing_a_newer_one_its_changes_and_it_can_be_taken_back(
    tmp_path: Path, first: int, last: int
) -> None:
    for seed in range(first, last):
        chance = random.Random(seed)  # noqa: S311 - the same stories each time are the point
        try:
            live(Desk(tmp_path, chance), chance)
        except AssertionError as wrong:
            wrong.add_note(f"in the story of seed {seed}")
            raise


def live(desk_: Desk, chance: Chance) -> None:
    """One story: a list, guests who come, a newer list with answers, the same again, and one newer still."""
    monday = [*PLAIN, *some_rows(chance)]
    desk_.load(monday, answering=chance.random() < 0.5)
    desk_.load_again(monday)
    desk_.let_some_in()
    if chance.random() < 0.3:
        desk_.correct_somebody()
        monday = monday if chance.random() < 0.5 else monday[:-1]
    thursday = [*PLAIN, *some_rows(chance, monday[len(PLAIN) :])]
    before = desk_.tables()
    desk_.load(thursday, answering=True)
    desk_.load_again(thursday)
    desk_.take_back()
    desk_.take_back()
    assert desk_.differences(before) == {}
    desk_.load(thursday, answering=True)
    desk_.load_again(thursday)
    expect_only_its_changes(desk_, thursday)
    assert check.check(desk_.file) == []
    desk_.file.close()


def expect_only_its_changes(desk_: Desk, rows: list[Row]) -> None:
    """One is missing, one has another telephone, two are new: nobody else is touched."""
    before, known = desk_.tables(), {person.id: person for person in desk_.people()}
    _, (name, *rest, _, ticket, status), *others = rows
    new = [("New One", "one@new.example", "O", "", "N-1", ""), ("New Two", "", "Q", "", "", "Approved")]
    done = desk_.load([*others, (name, *rest, "0799", ticket, status), *new], answering=False)
    assert [(change.before.details.name, change.fields) for change in done.changed] == [(name, ("phone",))]
    assert [person.name for person in done.added] == ["New One", "New Two"]
    assert {person.id for person in done.missing} >= {one.id for one in known.values() if one.name == PLAIN[0][0]}
    touched = {change.registrant.id for change in done.changed} | {person.id for person in done.added}
    assert {one.id: one for one in desk_.people() if one.id not in touched} == {
        key: person for key, person in known.items() if key not in touched
    }
    assert all(doubt.kind is not DoubtKind.NEW_NAME for doubt in done.doubtful)
    desk_.take_back()
    assert desk_.differences(before) == {}
