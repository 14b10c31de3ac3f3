"""The counts beside the door, read anew after every scan: they are what the journal and the list say, whatever was
done, at however many doors, and whoever counts on from the counts before.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from checkin.domain.errors import DeskError
from checkin.domain.registrant import Details, Registrant, Status
from checkin.services import check, desk, groups, overview, sessions
from checkin.services.place import Place
from checkin.storage import list_imports
from checkin.storage.event_file import EventFile, open_event
from tests.services.conftest import FACTS, NOW, later


class Doors:
    """Two sessions and whoever is on their lists; chance does something at one of them."""

    def __init__(self, file: EventFile, place: Place, seed: int) -> None:
        self.chance, self.file, self.now = random.Random(seed), file, NOW  # noqa: S311 - the same each time
        other = sessions.add_session(file, replace(FACTS, name="Workshop"), place.session)
        self.places = [replace(place, session=replace(one, exits=True)) for one in (place.session, other)]
        for number in range(12):
            status = Status.CANCELLED if number % 4 == 0 else Status.CONFIRMED
            overview.add_registrant(file, Details(f"Person {number}", status=status), self.places[number % 2], NOW)
        self.deeds: list[Callable[[Place, Registrant], object]] = [
            *[lambda place, who: desk.admit_code(file, who.own_code, place, self.now)] * 3,
            lambda place, who: desk.leave(file, who.id, place, self.now),
            lambda place, who: desk.undo(file, who.id, place, self.now),
            lambda place, who: desk.let_in(file, who.id, "the chair said so", place, self.now),
            lambda place, who: desk.add_to_session(file, who.id, place, self.now),
            lambda place, who: desk.add_as_walk_in(file, who.id, place, self.now),
            lambda place, who: groups.count_guests(file, who.id, self.chance.randrange(4), place, self.now),
            lambda place, who: desk.walk_in(file, Details(f"Walk In {self.chance.random()}"), place, self.now),
            self.change_mind,
            self.unregister,
        ]

    def change_mind(self, place: Place, who: Registrant) -> None:
        status = self.chance.choice([Status.CANCELLED, Status.CONFIRMED])
        overview.correct(self.file, who.id, replace(who.details, status=status), place, self.now)

    def unregister(self, place: Place, who: Registrant) -> None:
        with self.file.tx() as tx:
            list_imports.unregister(tx, who.id, place.session.id)

    def do(self) -> None:
        self.now += timedelta(seconds=self.chance.choice([5, 40, 300]))
        place = self.chance.choice(self.places)
        people = [one.registrant for at in self.places for one in overview.people(self.file, at.session.id)]
        with suppress(DeskError):
            self.chance.choice(self.deeds)(place, self.chance.choice(people))


@pytest.mark.parametrize("seeds", [range(6), pytest.param(range(6, 300), marks=pytest.mark.soak)], ids=str)
def test_the_counts_are_the_fold_of_the_journal_at_another_station_too(
    file: EventFile, door: Place, seeds: range
) -> None:
    doors = Doors(file, door, seeds[0])
    with closing(open_event(file.path)) as beside:
        for seed in seeds:
            doors.chance.seed(seed)
            seen: dict[str, overview.DoorView] = {}
            for _ in range(25):
                doors.do()
                for place in doors.places:
                    fresh = overview.door_view(beside, place, doors.now)
                    went_on = overview.door_view(beside, place, doors.now, seen.get(place.session.id))
                    assert went_on == fresh
                    seen[place.session.id] = went_on
            assert check.check(beside) == []
    counts = [view for view in seen.values() if view.came and view.walk_ins and view.inside != view.came]
    assert counts, "chance has made no journal that could tell a wrong count"


def test_who_walked_in_and_stands_counts_without_a_registration(file: EventFile, door: Place) -> None:
    who = desk.walk_in(file, Details("Njeri Wachira"), door, NOW).registrant
    assert who is not None
    with file.tx() as tx:
        list_imports.unregister(tx, who.id, door.session.id)
    view = overview.door_view(file, door, NOW)
    assert (view.registered, view.walk_ins, view.came, view.expected) == (0, 1, 1, 0)


def test_the_check_knows_counts_that_are_wrong(file: EventFile, door: Place, three: list[Registrant]) -> None:
    desk.admit_code(file, three[0].own_code, door, NOW)
    assert check.check(file) == []
    file._raw.execute("UPDATE entry SET guests = 2")
    assert "The numbers of the session Kick-off session do not add up." in check.check(file)


def test_a_clock_that_was_put_back_finds_the_arrivals_that_had_been_too_old(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    desk.admit_code(file, three[0].own_code, door, NOW)
    evening = overview.door_view(file, door, later(3600))
    assert sum(evening.minutes) == 0
    back = overview.door_view(file, door, later(60), evening)
    assert (sum(back.minutes), back.scans) == (1, 1)
    assert back == overview.door_view(file, door, later(60))
