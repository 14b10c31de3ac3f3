"""Who is at the door, and the card for whoever comes next."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checkin.domain.admission import Reason
from checkin.domain.code import new_code
from checkin.domain.errors import DeskError
from checkin.domain.journal import FactKind, Method
from checkin.domain.registrant import Details, Registrant
from checkin.domain.shift import Shift
from checkin.services import check, desk, door_notes, events, pins, sessions, shifts
from checkin.services.place import Place
from checkin.storage import journal
from checkin.storage.event_file import EventFile
from tests.services.conftest import FACTS, NOW, later


@pytest.fixture
def nobody(door: Place) -> Place:
    """The door before anybody has said who they are."""
    return replace(door, operator="")


def test_who_comes_to_the_door_is_in_every_fact_from_then_on(
    file: EventFile, nobody: Place, three: list[Registrant]
) -> None:
    assert shifts.current(file, "Door A", NOW) == Shift("")
    amina = shifts.begin(file, "  Amina\u202e ", nobody, NOW)
    desk.admit_code(file, three[0].own_code, amina, later(1))
    otieno = shifts.begin(file, "Otieno", amina, later(2), how="without PIN")
    desk.undo(file, three[0].id, otieno, later(3))
    with file.reading() as tx:
        facts = [(fact.kind, fact.operator, fact.note) for fact in journal.facts(tx)]
    assert facts == [
        (FactKind.SHIFT_BEGAN, "Amina", ""),
        (FactKind.ADMITTED, "Amina", ""),
        (FactKind.SHIFT_ENDED, "Amina", ""),
        (FactKind.SHIFT_BEGAN, "Otieno", "without PIN"),
        (FactKind.UNDONE, "Otieno", ""),
    ]
    assert shifts.current(file, "Door A", later(4)) == Shift("Otieno", later(2))
    assert shifts.current(file, "Door B", later(4)) == Shift("")
    assert check.check(file) == []


def test_the_same_name_again_goes_on_and_half_a_day_later_nobody_is_there(file: EventFile, nobody: Place) -> None:
    amina = shifts.begin(file, "Amina", nobody, NOW)
    assert shifts.begin(file, "Amina", amina, later(60)) == amina
    assert shifts.current(file, "Door A", later(12 * 3600)) == Shift("Amina", NOW)
    assert shifts.current(file, "Door A", later(12 * 3600 + 1)) == Shift("")


@pytest.mark.parametrize("empty", ["", "  \x00\u200b "])
def test_nobody_and_nothing_are_refused(file: EventFile, nobody: Place, empty: str) -> None:
    with pytest.raises(DeskError, match="no name"):
        shifts.begin(file, empty, nobody, NOW)
    with pytest.raises(DeskError, match="nothing to keep"):
        shifts.tell_next(file, empty, nobody, NOW)
    with file.reading() as tx:
        assert list(journal.facts(tx)) == []


def test_what_is_left_to_say_is_told_to_the_next_shift_only(file: EventFile, nobody: Place) -> None:
    amina = shifts.begin(file, "Amina", nobody, NOW)
    shifts.tell_next(file, "The printer is low on paper", amina, later(1))
    otieno = shifts.begin(file, "Otieno", amina, later(2))
    assert shifts.current(file, "Door A", later(3)).told == ("The printer is low on paper",)
    shifts.begin(file, "Njeri", otieno, later(4))
    assert shifts.current(file, "Door A", later(5)).told == ()


def test_the_card_counts_one_shift_of_one_door(file: EventFile, door: Place, three: list[Registrant]) -> None:
    wanjiru, li, jose = three
    other = replace(door, station="Door B")
    desk.admit_code(file, wanjiru.own_code, door, later(-60))
    desk.undo(file, wanjiru.id, door, later(-50))
    otieno = shifts.begin(file, "Otieno", door, NOW)
    desk.admit_code(file, wanjiru.own_code, otieno, later(1))
    desk.admit_code(file, wanjiru.own_code, otieno, later(2))
    desk.admit_registrant(file, li.id, otieno, later(3))
    desk.undo(file, li.id, otieno, later(4))
    desk.admit_code(file, jose.own_code, otieno, later(5))
    desk.admit_code(file, stray := new_code(), otieno, later(6))
    desk.walk_in(file, Details("Halima Abdi"), otieno, later(7))
    desk.different_person(file, wanjiru.id, otieno, later(8))
    door_notes.keep(file, li.id, "Speaker: front row", otieno, later(9))
    desk.admit_code(file, new_code(), other, later(10))
    card = shifts.card(file, otieno, later(11))
    assert (card.station, card.shift.operator, card.until) == ("Door A", "Otieno", later(11))
    assert card.came == {Method.SCAN: 1, Method.WALK_IN: 1}
    assert card.undone == 1
    assert card.refused == {Reason.CANCELLED: 1, Reason.NOT_FOUND: 1, Reason.DIFFERENT_PERSON: 1}
    assert [(line.who, line.reason) for line in card.open_questions] == [
        ("José Álvarez", Reason.CANCELLED),
        (stray, Reason.NOT_FOUND),
        ("Wanjiru Kamau", Reason.DIFFERENT_PERSON),
    ]
    assert [(line.who, line.note) for line in card.notes] == [("李 伟", "Speaker: front row")]
    desk.let_in(file, jose.id, "The organiser said yes", otieno, later(12))
    card = shifts.card(file, otieno, later(13))
    assert [(line.who, line.reason, line.note) for line in card.let_in_anyway] == [
        ("José Álvarez", Reason.CANCELLED, "The organiser said yes")
    ]
    assert [line.who for line in card.open_questions] == [stray, "Wanjiru Kamau"]


def test_the_card_has_every_session_that_the_shift_served(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    amina = shifts.begin(file, "Otieno", door, NOW)
    second = replace(amina, session=sessions.add_session(file, replace(FACTS, name="Day 2"), door.session))
    desk.admit_code(file, three[0].own_code, amina, later(1))
    desk.admit_code(file, three[0].own_code, second, later(2))
    assert shifts.card(file, second, later(3)).came == {Method.SCAN: 2}


def test_who_left_and_came_back_is_counted_once(file: EventFile, door: Place, three: list[Registrant]) -> None:
    place = replace(door, session=replace(door.session, exits=True))
    events.set_rules(file, place.session)
    desk.admit_code(file, three[0].own_code, place, NOW)
    desk.leave(file, three[0].id, place, later(600))
    assert desk.admit_registrant(file, three[0].id, place, later(900)).reason is Reason.CAME_BACK
    assert shifts.card(file, place, later(901)).came == {Method.SCAN: 1}
    otieno = shifts.begin(file, "Otieno", place, later(1000))
    desk.leave(file, three[0].id, otieno, later(1100))
    assert desk.admit_registrant(file, three[0].id, otieno, later(1200)).reason is Reason.CAME_BACK
    assert shifts.card(file, otieno, later(1201)).came == {}


def test_a_pin_is_kept_as_a_hash_with_a_salt_of_its_own() -> None:
    one, other = pins.kept("1234"), pins.kept("1234")
    assert one != other
    assert "1234" not in one
    assert pins.fits("1234", one)
    assert not any(pins.fits(wrong, one) for wrong in ("1235", "", "１２３４"))
    assert pins.kept("") == ""


@pytest.mark.parametrize("damaged", ["", "zz:00", "00", "00:zz", ":"])
def test_a_damaged_hash_fits_no_pin(damaged: str) -> None:
    assert not pins.fits("1234", damaged)
