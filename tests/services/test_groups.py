"""Guests of a registrant: announced by the list, counted one by one, inside and apart, and gone with the check-in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checkin.domain.admission import Reason
from checkin.domain.errors import DeskError
from checkin.domain.guests import announced_guests, expected_guests
from checkin.domain.registrant import Details, Registrant
from checkin.domain.same_person import filled
from checkin.files import attendance_rows
from checkin.services import attendance, check, desk, groups, overview
from checkin.services.place import Place
from checkin.storage.event_file import EventFile
from tests.services.conftest import NOW, later

ANNOUNCED = [
    ("Number of guests", "2", 2),
    ("+1", "1", 1),
    ("Guests", "+3", 3),
    ("Accompanying persons", "2 (my parents)", 2),
    ("Nombre d’invités", "2", 2),
    ("Nombre d'accompagnants", "2", 2),
    ("Número de acompañantes", "2", 2),
    ("Convidados", "2", 2),
    ("Anzahl Gäste", "2", 2),
    ("Numero di ospiti", "2", 2),
    ("Количество гостей", "2", 2),
    ("عدد المرافقين", "2", 2),
    ("随行人数", "2", 2),
    ("Idadi ya wageni", "2", 2),
    ("Guest speaker", "2", 0),
    ("Guests", "no", 0),
    ("Guests", "", 0),
    ("Guests", "2024", 0),
    ("Hotel nights", "2", 0),
]


@pytest.mark.parametrize(("heading", "cell", "number"), ANNOUNCED)
def test_the_column_of_a_list_is_recognised(heading: str, cell: str, number: int) -> None:
    assert announced_guests({"Remarks": "2", heading: cell}) == number


@pytest.fixture
def wambui(file: EventFile, door: Place, three: list[Registrant]) -> Registrant:
    details = Details("Wambui", other={"Number of guests": "2"})
    return overview.add_registrant(file, details, door, NOW)


def view(file: EventFile, door: Place) -> tuple[int, int, int]:
    seen = overview.door_view(file, door, NOW)
    assert check.check(file) == []
    return seen.inside, seen.came, seen.guests


def test_guests_count_inside_and_for_the_seats_and_stand_apart_in_the_sum(
    file: EventFile, door: Place, three: list[Registrant], wambui: Registrant
) -> None:
    assert desk.admit_code(file, wambui.own_code, door, NOW).reason is Reason.GROUP
    assert view(file, door) == (1, 1, 0)  # the person alone, until somebody says otherwise
    for step in range(3):
        groups.count_guests(file, wambui.id, 1, door, later(step))
    assert view(file, door) == (4, 1, 3)
    assert desk.admit_code(file, three[0].own_code, door, later(9)).reason is Reason.FULL  # of four seats
    found = groups.count_guests(file, wambui.id, -1, door, later(10))
    assert found.entry is not None
    assert found.entry.guests == 2
    assert desk.admit_code(file, three[0].own_code, door, later(11)).reason is Reason.WELCOME
    figures = attendance.attendance(file).figures
    assert (figures.came, figures.guests, figures.adds_up) == (2, 2, True)
    table = attendance_rows.table(attendance.attendance(file), later(60))
    column = table.headings.index("Guests who came along")
    assert [row[column] for row in table.rows()] == [0, "", "", 2]


def test_an_undo_lifts_the_guests_too_and_leaving_takes_them_out(
    file: EventFile, door: Place, three: list[Registrant], wambui: Registrant
) -> None:
    way_in = replace(door, session=replace(door.session, exits=True))
    desk.admit_code(file, wambui.own_code, way_in, NOW)
    groups.count_guests(file, wambui.id, 2, way_in, later(1))
    desk.leave(file, wambui.id, way_in, later(60))
    assert view(file, way_in) == (0, 1, 2)
    desk.admit_code(file, wambui.own_code, way_in, later(120))
    assert view(file, way_in) == (3, 1, 2)
    for step in range(3):
        desk.undo(file, wambui.id, way_in, later(200 + step))
    assert view(file, way_in) == (0, 0, 0)
    desk.admit_code(file, wambui.own_code, way_in, later(300))
    assert view(file, way_in) == (1, 1, 0)


def test_guests_of_somebody_who_is_not_in_are_a_sentence(file: EventFile, door: Place, wambui: Registrant) -> None:
    with pytest.raises(DeskError, match="not checked in"):
        groups.count_guests(file, wambui.id, 1, door, NOW)


def test_below_nobody_nothing_is_counted(file: EventFile, door: Place, wambui: Registrant) -> None:
    desk.admit_code(file, wambui.own_code, door, NOW)
    groups.count_guests(file, wambui.id, -1, door, later(1))
    assert view(file, door) == (1, 1, 0)


def test_what_the_desk_says_of_guests_leads_and_stands_in_the_export(file: EventFile, door: Place) -> None:
    listed = Details("Wambui", other={"Guests": "2"})
    wambui = overview.add_registrant(file, listed, door, NOW)
    assert expected_guests(listed) == 2

    def column() -> list[object] | None:
        made = attendance_rows.table(attendance.attendance(file, door.session.id), NOW)
        if "Guests expected" not in made.headings:
            return None
        return [row[made.headings.index("Guests expected")] for row in made.rows() if "Wambui" in row]

    assert column() is None  # the list's own column says the same
    corrected = overview.correct(file, wambui.id, replace(listed, guests="0"), door, later(1))
    assert expected_guests(corrected.details) == 0
    assert desk.admit_code(file, wambui.own_code, door, later(2)).reason is Reason.WELCOME
    assert column() == [0]
    assert check.check(file) == []


@pytest.mark.parametrize(("said", "number"), [("", 2), ("0", 0), ("7", 7), ("900", 50), ("many", 2), ("-1", 2)])
def test_a_number_that_is_none_leaves_the_word_to_the_list(said: str, number: int) -> None:
    assert expected_guests(Details("Wambui", other={"Guests": "2"}, guests=said)) == number


def test_two_entries_that_are_one_keep_the_guests(file: EventFile) -> None:
    assert filled(Details("Wambui"), Details("Wambui", guests="3")).guests == "3"
    assert filled(Details("Wambui", guests="1"), Details("Wambui", guests="3")).guests == "1"


def test_guests_of_a_walk_in_are_here_with_them_and_go_with_them(file: EventFile, door: Place) -> None:
    verdict = desk.walk_in(file, Details("Achieng Otieno", guests="2"), door, NOW)
    assert verdict.reason is Reason.GROUP
    assert verdict.registrant is not None
    assert overview.door_view(file, door, NOW).inside == 3
    assert check.check(file) == []
    desk.undo(file, verdict.registrant.id, door, later(1))
    assert overview.door_view(file, door, NOW).inside == 0
    assert check.check(file) == []
