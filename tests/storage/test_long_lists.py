"""Thousands of people in one piece: written in batches while the next ones are made ready."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator

import pytest

from checkin.domain.errors import Stopped
from checkin.domain.registrant import Answer, Details, Mode, Registrant, Status
from checkin.services import check, events
from checkin.storage import long_lists, registrants
from checkin.storage.event_file import EventFile, driver
from checkin.storage.search import Searcher
from tests.storage.twenty import NOW, TWENTY

STATUSES, MODES, ANSWERS = list(Status), list(Mode), list(Answer)


def person(number: int) -> Registrant:
    details = Details(
        name=f"Wanjirũ Nambari{number}",
        email=f"n{number}@example.org",
        organisation=f"Organisation {number % 7}",
        status=STATUSES[number % len(STATUSES)],
        mode=MODES[number % len(MODES)],
        joining=ANSWERS[number % len(ANSWERS)],
        listed=ANSWERS[(number + 1) % len(ANSWERS)],
        mailing=ANSWERS[(number + 2) % len(ANSWERS)],
        other={"Diet": "vegan"} if number % 3 else {},
    )
    codes = (f"TICKET-{number:05}", f"OLD-{number:05}") if number % 2 else (f"TICKET-{number:05}",)
    return Registrant(f"id-{number:05}", details, codes=codes)


def add(
    event: EventFile,
    pieces: Iterable[list[Registrant]],
    tell: Callable[[int], None] = lambda _: None,
    expected: int = 0,
) -> None:
    with event.tx() as tx, long_lists.adding(tx, "s1", NOW, expected) as writing:
        for people in pieces:
            writing.add(people)
        writing.no_more()
        writing.finish(tell)


def made_of(event: EventFile) -> set[str]:
    """All tables, indexes and triggers of the file."""
    with event.reading() as tx:
        return set(tx.exec_driver_sql("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").scalars())


@pytest.mark.parametrize("expected", [0, 100_000])
def test_five_thousand_people_come_back_as_they_were_and_are_found(event: EventFile, expected: int) -> None:
    people = [person(number) for number in range(5000)]
    done: list[int] = []
    before = made_of(event)
    add(event, [people[:700], people[700:]], done.append, expected)
    assert made_of(event) == before
    assert event.is_whole() == "ok"
    assert sum(done) == 5000
    assert len(done) > 1
    with event.reading() as tx:
        back = {one.id: one for one in registrants.everyone(tx)}
        for one in people:
            assert back[one.id].details == one.details
            assert set(back[one.id].codes) == set(one.codes)
        assert [one.id for one in registrants.everyone(tx)][-5000:] == [one.id for one in people]
        assert registrants.one(tx, "id-04999") == back["id-04999"]
        for number in (0, 1499, 1500, 2999, 3000, 4999):
            for typed in (f"nambari{number}", f"TICKET-{number:05}"):
                assert Searcher().find(tx, typed, "s1")[0].registrant_id == f"id-{number:05}", typed
    assert check.check(event) == []


def test_sqlite_has_its_memory_back_however_it_ends(event: EventFile) -> None:
    def left() -> tuple[object, ...]:
        with event.reading() as tx:
            raw = driver(tx)
            tables = raw.execute("SELECT count(*) FROM sqlite_temp_master").fetchone()
            return *raw.execute("PRAGMA cache_size").fetchone(), *tables

    before = left()
    add(event, [[person(1)]])
    assert left() == before
    with pytest.raises(sqlite3.IntegrityError):
        add(event, [[person(2), person(2)]])
    assert left() == before


def test_stop_in_the_middle_leaves_nobody_behind_and_the_file_usable(event: EventFile) -> None:
    def enough(_: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        add(event, [[person(number) for number in range(5000)]], enough)
    assert events.how_many_registrants(event) == len(TWENTY)
    with event.tx() as tx:
        registrants.add(tx, [person(1)], "s1", NOW)
    assert events.how_many_registrants(event) == len(TWENTY) + 1
    assert check.check(event) == []


def test_an_id_that_stands_twice_in_a_late_batch_undoes_the_early_ones_too(event: EventFile) -> None:
    people = [person(number) for number in range(4000)]
    with pytest.raises(sqlite3.IntegrityError):
        add(event, [[*people, people[17]]])
    assert events.how_many_registrants(event) == len(TWENTY)
    assert check.check(event) == []


def test_the_words_are_made_where_the_second_process_dies(event: EventFile) -> None:
    with event.tx() as tx, long_lists.adding(tx, "s1", NOW, 100_000) as writing:
        helpers = multiprocessing.active_children()
        assert helpers or os.cpu_count() == 1
        for helper in helpers:
            helper.kill()
            helper.join()
        writing.add([person(number) for number in range(2000)])
        writing.add([person(number) for number in range(2000, 3100)])
        writing.no_more()
        writing.finish(lambda _: None)
    with event.reading() as tx:
        assert Searcher().find(tx, "nambari3099", "s1")[0].registrant_id == "id-03099"
    assert event.is_whole() == "ok"


def test_whoever_fails_meanwhile_leaves_nothing_behind(event: EventFile) -> None:
    def is_wrong() -> Iterator[list[Registrant]]:
        yield [person(number) for number in range(20_000)]
        raise ZeroDivisionError

    before = made_of(event)
    with pytest.raises(ZeroDivisionError):
        add(event, is_wrong(), expected=100_000)
    assert events.how_many_registrants(event) == len(TWENTY)
    assert made_of(event) == before
    assert event.is_whole() == "ok"
