"""Leaving and coming back: facts of their own, counted apart, undone one by one, and carried along with the person."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from checkin.domain.admission import Reason, VerdictKind
from checkin.domain.journal import FactKind
from checkin.domain.registrant import Registrant, State
from checkin.files import attendance_rows
from checkin.services import attendance, check, desk, events, overview, same_people
from checkin.services.place import Place
from checkin.storage import journal
from checkin.storage.event_file import EventFile
from tests.services.conftest import NOW, later


@pytest.fixture
def way_in(file: EventFile, door: Place) -> Place:
    """Door A of a session that records who leaves, in a room of two seats."""
    session = replace(door.session, exits=True, seats=2)
    events.set_rules(file, session)
    return replace(door, session=session)


@pytest.fixture
def way_out(way_in: Place) -> Place:
    return replace(way_in, station="Exit", leaving=True)


def view(file: EventFile, place: Place) -> tuple[int, int, int, int]:
    seen = overview.door_view(file, place, NOW)
    assert check.check(file) == []
    return seen.inside, seen.came, seen.expected, seen.scans


def test_who_leaves_frees_a_seat_and_stays_an_attendee(
    file: EventFile, way_in: Place, way_out: Place, three: list[Registrant]
) -> None:
    one, other, _ = three
    assert desk.admit_code(file, one.own_code, way_in, NOW).reason is Reason.WELCOME
    assert view(file, way_in) == (1, 1, 1, 1)
    left = desk.admit_code(file, one.own_code, way_out, later(600))
    assert (left.reason, left.kind) == (Reason.LEFT, VerdictKind.LEFT)
    assert view(file, way_in) == (0, 1, 1, 2)
    assert desk.admit_code(file, one.own_code, way_out, later(700)).reason is Reason.LEFT_BEFORE
    back = desk.admit_code(file, one.own_code, way_in, later(900))
    assert back.reason is Reason.CAME_BACK
    assert back.found is not None
    assert back.found.entry is not None
    assert (back.found.entry.left_at, back.found.entry.left_by) == (later(600), "Exit")
    assert view(file, way_in) == (1, 1, 1, 4)
    # The second coming back is an answer about the last one, not about the first arrival.
    again = desk.admit_code(file, one.own_code, way_in, later(960))
    assert (again.reason, again.at) == (Reason.ALREADY_IN, later(900))
    assert desk.admit_code(file, other.own_code, way_in, later(970)).reason is Reason.WELCOME
    found = attendance.attendance(file)
    assert found.arrivals == (NOW, later(970))  # each person once, when they came first
    assert (found.figures.came, found.figures.left) == (2, 0)


def test_the_seat_of_who_left_may_be_taken_meanwhile(
    file: EventFile, way_in: Place, way_out: Place, three: list[Registrant]
) -> None:
    narrow = replace(way_in, session=replace(way_in.session, seats=1))
    desk.admit_code(file, three[0].own_code, narrow, NOW)
    assert desk.admit_code(file, three[1].own_code, narrow, later(10)).reason is Reason.FULL
    desk.admit_code(file, three[0].own_code, way_out, later(20))
    assert desk.admit_code(file, three[1].own_code, narrow, later(30)).reason is Reason.WELCOME
    assert desk.admit_code(file, three[0].own_code, narrow, later(40)).reason is Reason.FULL
    assert desk.let_in(file, three[0].id, "has a seat in row 1", narrow, later(50)).reason is Reason.CAME_BACK
    assert view(file, narrow)[0] == 2


def test_one_scan_that_is_read_twice_is_never_a_leaving_and_never_a_coming_back(
    file: EventFile, way_in: Place, three: list[Registrant]
) -> None:
    code, out = three[0].own_code, replace(way_in, leaving=True)
    desk.admit_code(file, code, way_in, NOW)
    assert desk.admit_code(file, code, out, later(4)).reason is Reason.DOUBLE_READ
    assert desk.admit_code(file, code, out, later(6)).reason is Reason.LEFT
    assert desk.admit_code(file, code, out, later(7)).reason is Reason.LEFT_BEFORE
    assert desk.admit_code(file, code, way_in, later(8)).reason is Reason.LEFT_BEFORE
    assert desk.admit_code(file, code, way_in, later(12)).reason is Reason.CAME_BACK
    assert desk.admit_code(file, code, way_in, later(13)).reason is Reason.DOUBLE_READ
    assert view(file, way_in) == (1, 1, 1, 7)


def test_undo_goes_back_step_by_step(file: EventFile, way_in: Place, three: list[Registrant]) -> None:
    who = three[0].id
    desk.admit_registrant(file, who, way_in, NOW)
    desk.leave(file, who, way_in, later(60))
    desk.admit_registrant(file, who, way_in, later(120))
    undone = [desk.undo_last(file, way_in, later(180 + step)) for step in range(3)]
    assert [(one.state, one.done_at) for one in undone] == [
        (State.LEFT, later(120)),
        (State.IN, later(60)),
        (State.EXPECTED, NOW),
    ]
    assert view(file, way_in) == (0, 0, 2, 0)


def test_who_was_in_the_room_without_a_check_in_is_asked_and_not_lost(
    file: EventFile, way_in: Place, way_out: Place, three: list[Registrant]
) -> None:
    assert desk.admit_code(file, three[0].own_code, way_out, NOW).reason is Reason.NOT_INSIDE
    assert desk.let_in(file, three[0].id, "came in with the minister", way_out, later(9)).reason is Reason.WELCOME
    assert desk.admit_code(file, three[0].own_code, way_out, later(20)).reason is Reason.LEFT
    assert view(file, way_in) == (0, 1, 1, 2)
    with file.reading() as tx:
        notes = [fact.note for fact in journal.facts(tx) if fact.kind is FactKind.ADMITTED]
    assert notes == ["came in with the minister"]


def test_two_entries_that_are_one_person_have_left_as_one(
    file: EventFile, way_in: Place, three: list[Registrant]
) -> None:
    kept, given, _ = (one.id for one in three)
    desk.admit_registrant(file, given, way_in, NOW)
    desk.leave(file, given, way_in, later(60))
    same_people.unite(file, kept, given, way_in, later(90))
    assert view(file, way_in) == (0, 1, 0, 0)
    desk.admit_registrant(file, kept, way_in, later(120))
    assert view(file, way_in) == (1, 1, 0, 0)
    desk.leave(file, kept, way_in, later(150))
    same_people.part(file, given, way_in, later(200))
    assert view(file, way_in) == (0, 1, 1, 0)
    hits = {one.registrant.id: one.entry for one in attendance.attendance(file).presences}
    entry = hits[given]
    assert entry is not None
    assert (entry.at, entry.left_at) == (NOW, later(150))
    assert hits[kept] is None


def test_the_pace_counts_arrivals_and_no_one_twice(
    file: EventFile, way_in: Place, way_out: Place, three: list[Registrant]
) -> None:
    for step in range(4):
        place = way_out if step % 2 else way_in
        desk.admit_code(file, three[0].own_code, place, NOW + timedelta(minutes=step))
    seen = overview.door_view(file, way_in, NOW + timedelta(minutes=4))
    assert sum(seen.minutes) == 1


def test_the_attendance_file_says_when_somebody_left(
    file: EventFile, way_in: Place, way_out: Place, three: list[Registrant]
) -> None:
    desk.admit_code(file, three[0].own_code, way_in, NOW)
    desk.admit_code(file, three[0].own_code, way_out, later(600))
    table = attendance_rows.table(attendance.attendance(file), later(9000))
    row = dict(zip(table.headings, next(iter(table.rows())), strict=True))
    assert str(row["Checked in at"]) == "2024-05-10 12:30:00+03:00"
    assert str(row["Checked out at"]) == "2024-05-10 12:40:00+03:00"
    assert row["Attendance"] == "In person"


def test_the_times_in_the_room_are_those_of_the_coming_and_leaving_that_stands(
    file: EventFile, way_in: Place, way_out: Place, three: list[Registrant]
) -> None:
    one, other, third = three

    def stays() -> dict[str, tuple[object, ...]]:
        return {found.registrant.name: found.stays for found in attendance.attendance(file).presences}

    for seconds, who, where in (
        (0, one, way_in),
        (600, one, way_out),
        (900, one, way_in),
        (1200, other, way_in),
        (1500, one, way_out),
    ):
        desk.admit_registrant(file, who.id, where, later(seconds))
    desk.let_in(file, third.id, "came all the same", way_in, later(1600))
    assert stays() == {
        one.name: ((later(0), later(600)), (later(900), later(1500))),
        other.name: (),
        third.name: (),
    }
    desk.undo(file, one.id, way_out, later(1700))
    assert stays()[one.name] == ((later(0), later(600)), (later(900), None))
    same_people.unite(file, other.id, one.id, way_in, later(1800))
    assert stays()[other.name] == ()  # stood there already, and had not left
    same_people.part(file, one.id, way_in, later(1900))
    assert stays()[one.name] == ((later(0), later(600)), (later(900), None))
