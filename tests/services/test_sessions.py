"""A second session in the same event: its people, its own counts, and what stays apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from checkin.domain.admission import Reason
from checkin.domain.errors import DeskError
from checkin.domain.registrant import Details, Registrant
from checkin.domain.session import Session
from checkin.services import attendance, check, desk, events, online, overview, same_people, sessions
from checkin.services.place import Place
from checkin.storage.event_file import EventFile
from tests.services.conftest import FACTS, NOW, later

DAY_2 = replace(
    FACTS, name="Day 2", starts=FACTS.starts + timedelta(days=1), ends=FACTS.ends + timedelta(days=1), room="CR-4"
)


def counts(file: EventFile) -> list[tuple[str, int, int, int]]:
    return [(one.session.name, one.registered, one.walk_ins, one.came) for one in sessions.sittings(file)]


def at(file: EventFile, session: Session) -> Place:
    return events.place_of(events.the_event(file), "Door A", session.id)


def test_a_session_of_its_own_begins_with_nobody(file: EventFile, three: list[Registrant]) -> None:
    added = sessions.add_session(file, DAY_2)
    assert counts(file) == [("Kick-off session", 3, 0, 0), ("Day 2", 0, 0, 0)]
    place = at(file, added)
    assert desk.admit_code(file, three[0].own_code, place, NOW).reason is Reason.OTHER_SESSION
    assert desk.add_to_session(file, three[0].id, place, NOW).reason is Reason.WELCOME
    assert counts(file) == [("Kick-off session", 3, 0, 0), ("Day 2", 1, 0, 1)]
    assert check.check(file) == []


def test_a_session_for_the_same_people_expects_all_of_them_also_who_walked_in(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    newcomer = desk.walk_in(file, Details("Njeri Wachira"), door, NOW).registrant
    assert newcomer is not None
    desk.admit_code(file, three[0].own_code, door, later(1))
    added = sessions.add_session(file, DAY_2, door.session)
    # Who walked in on the first day is on the list of the second.
    assert counts(file) == [("Kick-off session", 3, 1, 2), ("Day 2", 4, 0, 0)]
    place = at(file, added)
    assert desk.admit_code(file, newcomer.own_code, place, later(9)).reason is Reason.WELCOME
    assert desk.admit_code(file, three[2].own_code, place, later(9)).reason is Reason.CANCELLED
    second = desk.walk_in(file, Details("Odd Coincidence"), place, later(9)).registrant
    assert second is not None
    assert counts(file) == [("Kick-off session", 3, 1, 2), ("Day 2", 4, 1, 2)]
    figures = attendance.attendance(file, added.id).figures
    assert (figures.registered, figures.walk_ins, figures.in_room, figures.no_show, figures.cancelled) == (
        4, 1, 2, 2, 1,
    )  # fmt: skip
    assert check.check(file) == []
    assert [line.walk_in for line in overview.lines(file, place)] == [False, False, False, False, True]


def test_two_sessions_have_two_names(file: EventFile) -> None:
    with pytest.raises(DeskError, match="There is a session KICK-OFF session already"):
        sessions.add_session(file, replace(DAY_2, name="KICK-OFF session"))
    assert len(events.the_event(file).sessions) == 1


def test_what_cannot_be_a_session_leaves_nothing_behind(file: EventFile) -> None:
    with pytest.raises(DeskError, match="ends before it starts"):
        sessions.add_session(file, replace(DAY_2, ends=DAY_2.starts))
    assert len(events.the_event(file).sessions) == 1


def test_a_door_that_opened_the_event_before_the_session_was_added_knows_whose_people_they_are(
    file: EventFile, door: Place
) -> None:
    """Two programs at one file: the list of the other session came meanwhile."""
    added = sessions.add_session(file, DAY_2)
    person = overview.add_registrant(file, Details("Li Wei"), at(file, added), NOW)
    verdict = desk.admit_code(file, person.own_code, door, NOW)
    assert verdict.reason is Reason.OTHER_SESSION
    assert verdict.found is not None
    assert verdict.found.other_session == added


@pytest.fixture
def second(file: EventFile, door: Place, three: list[Registrant]) -> Place:
    """Door A on the second day, for the same people."""
    return at(file, sessions.add_session(file, DAY_2, door.session))


def test_whoever_comes_for_the_first_time_after_a_session_is_marked(
    file: EventFile, door: Place, three: list[Registrant], second: Place
) -> None:
    first = replace(door, sessions=second.sessions)
    one, other, _ = three

    def is_new(registrant: Registrant, place: Place, seconds: float) -> bool:
        found = desk.admit_code(file, registrant.own_code, place, later(seconds)).found
        assert found is not None
        return found.first_time

    assert not is_new(one, first, 0)  # at the first session everybody is new, and nobody is marked
    assert not is_new(one, second, 10)
    assert is_new(other, second, 20)
    desk.undo(file, other.id, second, later(30))
    assert is_new(other, second, 40)
    walked_in = desk.walk_in(file, Details("Njeri Wachira"), second, later(50)).registrant
    assert walked_in is not None
    assert not is_new(walked_in, first, 60)


def test_who_was_online_before_is_no_newcomer_under_another_entry(
    file: EventFile, door: Place, three: list[Registrant], second: Place, tmp_path: Path
) -> None:
    report = tmp_path / "call.csv"
    report.write_text(
        "Name,User Email,Join Time,Leave Time\nJo,jo@x.example,05/10/2024 12:30 PM,05/10/2024 1:30 PM\n",
        encoding="utf-8",
    )
    online.load(file, online.read([report], door.session), door, NOW)
    (entry,) = (item.entry for item in online.review(file, door.session).items)
    online.accept(file, entry.key, three[1].id, door, NOW)
    walked_in = desk.walk_in(file, Details("Li Wei"), second, later(10)).registrant
    assert walked_in is not None
    same_people.unite(file, walked_in.id, three[1].id, second, later(20))
    desk.undo(file, walked_in.id, second, later(30))
    found = desk.admit_registrant(file, walked_in.id, second, later(40)).found
    assert found is not None
    assert not found.first_time
    # By a report that was taken out again nobody was online.
    online.unload(file, online.review(file, door.session).reports[0].id)
    desk.undo(file, walked_in.id, second, later(50))
    found = desk.admit_registrant(file, walked_in.id, second, later(60)).found
    assert found is not None
    assert found.first_time


def test_the_matrix_has_everyone_once_and_its_sums_agree(
    file: EventFile, door: Place, three: list[Registrant], second: Place
) -> None:
    one, other, _ = three
    desk.admit_code(file, one.own_code, door, NOW)
    for person in (one, other):
        desk.admit_code(file, person.own_code, second, later(9))
    desk.walk_in(file, Details("Njeri Wachira"), second, later(20))
    matrix = attendance.in_a_row(file)
    assert matrix is not None
    assert [row.registrant.name for row in matrix.rows] == ["Wanjiru Kamau", "李 伟", "José Álvarez", "Njeri Wachira"]
    assert [row.attended for row in matrix.rows] == [2, 1, 0, 1]
    assert matrix.rows[3].presences[0] is None
    assert (matrix.came, matrix.at_least_one, matrix.more_than_one) == ((1, 3), 3, 1)
    assert matrix.adds_up


def test_the_workbook_has_people_down_and_sessions_across(
    file: EventFile, door: Place, three: list[Registrant], second: Place, tmp_path: Path
) -> None:
    desk.admit_code(file, three[0].own_code, door, NOW)
    desk.admit_code(file, three[1].own_code, second, later(9))
    after = NOW + timedelta(days=3)
    path = tmp_path / "a.xlsx"
    attendance.export_table(attendance.attendance(file), path, after, matrix=attendance.in_a_row(file))
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Sessions").to_python()
    assert rows[0][1:] == [
        "Full name", "Organisation", "Kick-off session (2024-05-10)", "Day 2 (2024-05-11)", "Sessions attended",
    ]  # fmt: skip
    assert [row[1:] for row in rows[1:]] == [
        ["Wanjiru Kamau", "", "In person", "Absent", 1.0],
        ["李 伟", "", "Absent", "In person", 1.0],
        ["José Álvarez", "", "Absent", "Absent", 0.0],
        ["All who came", "", 1.0, 1.0, 2.0],
    ]


def test_with_one_session_there_is_no_matrix(file: EventFile, three: list[Registrant]) -> None:
    assert attendance.in_a_row(file) is None
