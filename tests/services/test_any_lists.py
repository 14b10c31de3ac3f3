"""Lists full of doubles, shared addresses, namesakes and clashing codes, and a person who answers by chance: loaded
once more nothing changes, a newer list brings its changes alone, nobody is lost, and taking back brings back what was.
The same with everything that a desk does between two lists.
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

from checkin.domain.admission import Reason
from checkin.domain.lists import Choices, Doubtful, DoubtKind, Plan, RegistrantList
from checkin.domain.registrant import Details, Registrant, Status
from checkin.services import check, desk, events, list_undo, lists, overview, prints, same_people
from checkin.services.place import Place
from checkin.storage import schema, united
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


# -- what a desk does between two lists ------------------------------------------------------------------------------

STORIES = [pytest.param(0, 12, id="a few"), pytest.param(12, 612, id="many", marks=pytest.mark.soak)]
CORRECTIONS: tuple[tuple[str, object], ...] = (
    ("name", "Eve Poe"),
    ("name", "Bo Li"),
    ("email", "a@x.example"),
    ("email", "d@x.example"),
    ("email", ""),
    ("organisation", "P"),
    ("organisation", ""),
    ("phone", "0711"),
    ("phone", ""),
    ("status", Status.CONFIRMED),
    ("status", Status.CANCELLED),
)


class BusyDesk(Desk):
    """A desk that also unites, parts, corrects, prints and takes back, and remembers what it must not lose."""

    def __init__(self, folder: Path, chance: Chance) -> None:
        super().__init__(folder, chance)
        self.lists: list[list[Row]] = []
        self.loaded: list[Row] | None = None
        self.came: set[str] = set()
        self.badges: set[str] = set()
        self.corrected: dict[tuple[str, str], object] = {}
        self.parted = False

    def anybody(self) -> Registrant:
        if not self.people():
            overview.add_registrant(self.file, Details("Hand Added"), self.place, self.now)
        return self.chance.choice(self.people())

    def standing_for(self, registrant_id: str) -> str:
        with self.file.reading() as tx:
            return united.standing_for(tx, registrant_id)

    def forget_corrections_of(self, *, gone: str, filled: str) -> None:
        """The words of an entry that is given up need not be the person's; and gaps are filled, the status is the
        better one.
        """
        self.corrected = {
            (who, field): word
            for (who, field), word in self.corrected.items()
            if who != gone and not (who == filled and (field == "status" or not word))
        }

    def print_a_badge(self) -> None:
        person = self.anybody()
        prints.printed(self.file, [person.id], self.place, self.now)
        self.badges.update(person.codes)

    def admit(self) -> None:
        person = self.anybody()
        code = self.chance.choice(person.codes)
        if desk.admit_code(self.file, code, self.place, self.now).reason is Reason.WELCOME:
            self.came.add(person.id)
        self.badges.add(code)

    def undo(self) -> None:
        if inside := sorted(self.inside()):
            person = self.chance.choice(inside)
            desk.undo(self.file, person, self.place, self.now)
            self.came = {one for one in self.came if self.standing_for(one) != person}

    def correct(self) -> None:
        person = self.anybody()
        field, word = self.chance.choice(CORRECTIONS)
        details = replace(person.details, **{field: word})  # type: ignore[arg-type]
        if getattr(person.details, field) != word and (details.name or details.email):
            overview.correct(self.file, person.id, details, self.place, self.now)
            self.corrected[person.id, field] = word

    def unite(self) -> None:
        people = [one.id for one in self.people()]
        if len(people) > 1:
            kept, given = self.chance.sample(people, 2)
            same_people.unite(self.file, kept, given, self.place, self.now)
            self.forget_corrections_of(gone=given, filled=kept)

    def part(self) -> None:
        entries = [entry.id for one in self.people() for entry in same_people.with_whom(self.file, one.id)]
        if not entries:
            return
        given = self.chance.choice(entries)
        kept, before = self.standing_for(given), self.inside()
        same_people.part(self.file, given, self.place, self.now)
        after = self.inside()
        assert len(after) >= len(before)
        if kept in before - after:
            # By whose ticket somebody has come, they came.
            assert given in after
            self.came = {given if one == kept else one for one in self.came}
        self.forget_corrections_of(gone="", filled=kept)
        self.parted = True

    def take_the_last_list_back(self) -> None:
        if list_undo.last_list(self.file) is not None:
            self.take_back()
            self.loaded = None
            people = {one.id for one in self.people()}
            self.corrected = {key: word for key, word in self.corrected.items() if key[0] in people and word}

    def load_an_old_one(self) -> None:
        self.load_as_chosen(self.chance.choice(self.lists))

    def load_a_newer_one(self) -> None:
        self.lists.append(self.a_list())
        self.load_as_chosen(self.lists[-1])

    def a_list(self) -> list[Row]:
        rows = some_rows(self.chance, self.lists[-1] if self.lists else ())
        # Seats without a name or an address are all alike.
        return [PLAIN[0], *(row for row in rows if row[0] or "@" in row[1])]

    def load_as_chosen(self, rows: list[Row]) -> None:
        self.now += timedelta(minutes=1)
        source, session = self.read(rows), self.place.session.id
        planned = lists.plan(self.file, source, None, session)
        numbers = [person.row for person in source.people] if self.chance.random() < 0.3 else []
        choices = Choices(
            frozenset(row for row in numbers if self.chance.random() < 0.15),
            frozenset(row for row in numbers if self.chance.random() < 0.25),
            self.answers(planned.doubtful) if self.chance.random() < 0.5 else {},
        )
        before = {person.id for person in self.people()}
        done = lists.apply(self.file, lists.plan(self.file, source, choices, session), session, self.now).plan
        assert lists.account(done)["rows"] == len(rows) == done.people + len(done.merged) + len(done.skipped)
        assert before - {person.id for person in self.people()} <= {one.given.id for one in done.united}
        for one in done.united:
            self.forget_corrections_of(gone=one.given.id, filled=one.into)
        taken = {who for who, row in done.rows.items() if row in choices.take}
        self.corrected = {key: word for key, word in self.corrected.items() if key[0] not in taken}
        self.loaded, self.parted = None if choices.leave else rows, False
        self.load_once_more()

    def load_once_more(self) -> None:
        """Nobody is new, and nobody changes, but where two were parted their own rows count again, and a ticket that
        two had counts for the one person they are. After that nothing changes at all.
        """
        if self.loaded is None:
            return
        source, session = self.read(self.loaded), self.place.session.id
        for again in range(2):
            before = self.tables()
            done = lists.apply(self.file, lists.plan(self.file, source, None, session), session, self.now).plan
            assert done.united == ()
            if not self.parted or again:
                assert done.added == ()
                assert all(change.fields == ("codes",) for change in done.changed)
            if not (done.added or done.changed):
                other = self.differences(before)
                assert not other or (not again and other.keys() == {"as_listed"})
            elif again:
                raise AssertionError(done.added, done.changed)

    def look(self) -> None:
        assert check.check(self.file) == []
        assert {self.standing_for(one) for one in self.came} <= self.inside()
        assert self.badges <= self.codes()
        assert all(one.codes for one in self.people())
        known = {one.id: one.details for one in self.people()}
        for (who, field), word in self.corrected.items():
            assert who not in known or getattr(known[who], field) == word


@pytest.mark.parametrize(("first", "last"), STORIES)
def test_whatever_a_desk_does_between_two_lists_nobody_is_lost_and_its_word_counts(
    tmp_path: Path, first: int, last: int
) -> None:
    for seed in range(first, last):
        chance = random.Random(seed)  # noqa: S311 - the same stories each time are the point
        busy = BusyDesk(tmp_path, chance)
        deeds = [busy.admit, busy.unite, busy.part, busy.correct] * 2
        deeds += [busy.print_a_badge, busy.undo, busy.take_the_last_list_back, busy.load_an_old_one]
        deeds += [busy.load_a_newer_one] * 2
        told = []
        try:
            busy.load_a_newer_one()
            for _ in range(chance.randint(3, 14)):
                busy.now += timedelta(minutes=1)
                deed = chance.choice(deeds)
                told.append(deed.__name__)
                deed()
                busy.look()
                if chance.random() < 0.5:
                    busy.load_once_more()
                    busy.look()
        except AssertionError as wrong:
            wrong.add_note(f"in the story of seed {seed}: {told}")
            raise
        busy.file.close()
