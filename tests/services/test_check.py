"""The check finds a table that was tampered with, and the demo event adds up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from checkin.domain.registrant import Details, Registrant
from checkin.services import attendance, check, demo, desk, events, overview
from checkin.services.place import Place
from checkin.storage.event_file import EventFile, open_event
from tests.services.conftest import NOW

TAMPERED = [
    "UPDATE entry SET lifted = 1 WHERE seq = 1",
    "DELETE FROM entry WHERE seq = 1",
    "UPDATE entry SET lifted = 0 WHERE lifted",
    "UPDATE entry SET registrant_id = (SELECT id FROM registrant WHERE name = 'José Álvarez') WHERE seq = 1",
    "INSERT INTO entry SELECT seq, session_id, registrant_id, 0, NULL, 0, 0 FROM fact WHERE kind = 'refused'",
    "UPDATE entry SET is_out = 1 WHERE seq = 1",
    "UPDATE entry SET guests = 2 WHERE seq = 1",
    "UPDATE entry SET last_seq = 2 WHERE seq = 1",
]


@pytest.mark.parametrize("order", TAMPERED)
def test_a_table_that_differs_from_the_journal_is_found(
    order: str, file: EventFile, door: Place, three: list[Registrant]
) -> None:
    for person in three:
        desk.admit_code(file, person.own_code, door, NOW)
    desk.undo(file, three[1].id, door, NOW)
    assert check.check(file) == []
    assert file._raw.execute(order).rowcount == 1
    problems = check.check(file)
    assert problems
    assert problems[0] == "The list of who is in the room differs from the journal."


def test_a_registration_that_is_gone_does_not_take_the_person_out_of_the_room(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    desk.admit_code(file, three[0].own_code, door, NOW)
    file._raw.execute("DELETE FROM registration")
    assert [presence.registrant.id for presence in overview.people(file, door.session.id)] == [three[0].id]
    assert overview.door_view(file, door, NOW).inside == 1
    assert check.check(file) == []


# -- the demo ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def demo_event(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EventFile]:
    path: Path = demo.make_demo(tmp_path_factory.mktemp("demo"))
    with closing(open_event(path)) as event:
        yield event


def test_the_demo_has_its_166_people_of_whom_two_thirds_are_in(demo_event: EventFile) -> None:
    place = events.place_of(events.the_event(demo_event), "Door A")
    view = overview.door_view(demo_event, place, demo.DEMO_NOW)
    assert view.registered == 166
    assert 0.6 * 166 <= view.inside - view.walk_ins <= 0.7 * 166
    assert 3 <= view.walk_ins <= 7
    assert (place.session.room, place.session.seats) == ("CR-8", 150)
    assert sum(view.minutes) > 50


def test_the_demo_checks_clean_and_its_numbers_add_up(demo_event: EventFile) -> None:
    assert check.check(demo_event) == []
    found = attendance.attendance(demo_event)
    assert found.adds_up
    assert found.figures.in_room == len(found.arrivals)
    assert all(arrival <= demo.DEMO_NOW for arrival in found.arrivals)


def test_the_demo_clock_shows_the_demos_morning_and_goes_on() -> None:
    clock = demo.demo_clock()
    first = clock()
    assert 0 <= (first - demo.DEMO_NOW).total_seconds() < 5
    assert clock() >= first


def test_the_demo_goes_on_as_an_event_of_its_own(demo_event: EventFile) -> None:
    place = events.place_of(events.the_event(demo_event), "Door B")
    before = overview.door_view(demo_event, place, demo.DEMO_NOW).inside
    desk.walk_in(demo_event, Details("Njeri Wachira"), place, demo.DEMO_NOW)
    assert overview.door_view(demo_event, place, demo.DEMO_NOW).inside == before + 1
    assert check.check(demo_event) == []
