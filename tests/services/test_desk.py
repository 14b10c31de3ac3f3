"""The deeds of the door: what is said, what is recorded, and what an undo lifts."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from checkin.domain.admission import Reason
from checkin.domain.code import is_own_code, new_code
from checkin.domain.errors import DeskError
from checkin.domain.harmless_codes import TRIAL_CODE, practice_code
from checkin.domain.journal import Fact, FactKind, Method
from checkin.domain.registrant import Details, Registrant, Status
from checkin.files.attendance_rows import method_word
from checkin.services import check, desk, overview
from checkin.services.place import Place
from checkin.storage import journal, registrants, sessions
from checkin.storage.event_file import EventFile, open_event
from tests.services.conftest import NOW, later


def facts(file: EventFile) -> list[Fact]:
    with file.reading() as tx:
        return list(journal.facts(tx))


def inside(file: EventFile, door: Place) -> int:
    return overview.door_view(file, door, NOW).inside


# -- admit -------------------------------------------------------------------------------------------------------------


def test_a_scan_admits_and_records_who_where_when_and_how(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    raw = f"]Q1{three[0].own_code.lower()}\r"
    verdict = desk.admit_code(file, raw, door, NOW)
    assert (verdict.reason, verdict.registrant, verdict.at, verdict.station) == (
        Reason.WELCOME, three[0], NOW, "Door A",
    )  # fmt: skip
    [fact] = facts(file)
    assert fact.id == verdict.fact_id
    assert (fact.kind, fact.session_id, fact.registrant_id) == (FactKind.ADMITTED, door.session.id, three[0].id)
    assert (fact.at, fact.station, fact.operator, fact.method) == (NOW, "Door A", "Amina", Method.SCAN)
    assert (fact.reason, fact.raw) == ("welcome", raw.strip())
    assert fact.utc_offset == NOW.astimezone().utcoffset() // timedelta(minutes=1)


def test_a_badge_that_a_camera_read_is_a_scan_of_its_own_kind(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    desk.admit_code(file, three[0].own_code, door, NOW, method=Method.CAMERA)
    desk.admit_code(file, three[1].own_code, door, NOW)
    assert [fact.method for fact in facts(file)] == [Method.CAMERA, Method.SCAN]
    assert overview.door_view(file, door, NOW).scans == 2
    camera, scanner, _ = overview.people(file, door.session.id)
    assert (method_word(camera), method_word(scanner)) == ("camera", "code")
    assert check.check(file) == []


def test_a_person_chosen_by_name_is_admitted_by_search(file: EventFile, door: Place, three: list[Registrant]) -> None:
    assert desk.admit_registrant(file, three[1].id, door, NOW).reason is Reason.WELCOME
    [fact] = facts(file)
    assert (fact.method, fact.raw, fact.registrant_id) == (Method.SEARCH, "", three[1].id)


def test_the_second_scan_says_when_and_where_the_first_was(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    desk.admit_code(file, three[0].own_code, door, NOW)
    other = replace(door, station="Door B")
    again = desk.admit_code(file, three[0].own_code, other, later(60))
    assert (again.reason, again.at, again.station) == (Reason.ALREADY_IN, NOW, "Door A")
    assert desk.admit_code(file, three[0].own_code, door, later(4)).reason is Reason.DOUBLE_READ
    assert desk.admit_registrant(file, three[0].id, door, later(90)).reason is Reason.ALREADY_IN
    assert inside(file, door) == 1


REFUSED = [
    ("https://shorturl.at/behVW", Reason.FOREIGN_CODE, "https://shorturl.at/behVW"),
    ("JCBDFGHJ", Reason.BAD_READ, "JCBDFGHJ"),
    ("", Reason.BAD_READ, ""),
    ("NBO-CDG 12", Reason.NOT_FOUND, "NBO-CDG 12"),
    ("A\x00\x1b[31mB", Reason.NOT_FOUND, "A[31mB"),
    ("'; DROP TABLE fact; --", Reason.NOT_FOUND, "'; DROP TABLE fact; --"),
    ("%_*?", Reason.NOT_FOUND, "%_*?"),
    ("李" * 5000, Reason.NOT_FOUND, "李" * 2000),
]


@pytest.mark.parametrize(("raw", "reason", "kept"), REFUSED)
def test_a_refusal_is_recorded_with_the_raw_code_and_the_reason(
    raw: str, reason: Reason, kept: str, file: EventFile, door: Place, three: list[Registrant]
) -> None:
    verdict = desk.admit_code(file, raw, door, NOW)
    assert (verdict.reason, verdict.registrant) == (reason, None)
    [fact] = facts(file)
    assert (fact.kind, fact.reason, fact.raw, fact.registrant_id) == (FactKind.REFUSED, reason.value, kept, None)
    assert inside(file, door) == 0


def test_a_refused_registrant_is_named_in_the_fact(file: EventFile, door: Place, three: list[Registrant]) -> None:
    verdict = desk.admit_code(file, three[2].own_code, door, NOW)
    assert (verdict.reason, verdict.registrant) == (Reason.CANCELLED, three[2])
    [fact] = facts(file)
    assert (fact.kind, fact.registrant_id, fact.reason) == (FactKind.REFUSED, three[2].id, "cancelled")


def test_an_unknown_code_of_ours_and_a_vanished_person_are_not_on_the_list(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    assert desk.admit_code(file, new_code(), door, NOW).reason is Reason.NOT_FOUND
    assert desk.admit_registrant(file, "no such id", door, NOW).reason is Reason.NOT_FOUND


def test_a_ticket_of_another_tool_admits_in_any_case_and_any_digits(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    with file.tx() as tx:
        registrants.add_codes(tx, [(three[0].id, "EB-1234"), (three[1].id, "https://tickets.example/T/77")])
        # A code that is known stays whose it is.
        registrants.add_codes(tx, [(three[2].id, "eb-1234")])
    verdict = desk.admit_code(file, "eb-١٢٣٤ ", door, NOW)
    assert (verdict.reason, verdict.registrant.id) == (Reason.WELCOME, three[0].id)
    assert desk.admit_code(file, "HTTPS://TICKETS.EXAMPLE/t/77", door, NOW).reason is Reason.WELCOME
    assert verdict.registrant.own_code == three[0].own_code


def test_a_replaced_badge_stops_and_the_person_is_admitted_by_name(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    file._raw.execute("UPDATE code SET replaced_at = ? WHERE text = ?", (NOW.isoformat(), three[0].own_code))
    verdict = desk.admit_code(file, three[0].own_code, door, NOW)
    assert (verdict.reason, verdict.registrant.id, verdict.found.replaced_at) == (
        Reason.REPLACED_BADGE, three[0].id, NOW,
    )  # fmt: skip
    assert desk.admit_registrant(file, three[0].id, door, NOW).reason is Reason.WELCOME


def test_the_trial_badge_and_practice_badges_admit_nobody_whatever_a_file_says(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    with file.tx() as tx:
        registrants.add_codes(tx, [(three[0].id, TRIAL_CODE), (three[1].id, practice_code(3))])
    for code, reason in ((TRIAL_CODE, Reason.TRIAL), (practice_code(3).lower(), Reason.PRACTICE_BADGE)):
        assert desk.admit_code(file, code, door, NOW).reason is reason
    assert inside(file, door) == 0


def test_a_person_of_another_session_is_sent_there(file: EventFile, door: Place, three: list[Registrant]) -> None:
    second = replace(door.session, id="s2", name="Day 2")
    with file.tx() as tx:
        sessions.add_session(tx, second)
    there = replace(door, session=second, sessions=(door.session, second))
    verdict = desk.admit_code(file, three[0].own_code, there, NOW)
    assert (verdict.reason, verdict.found.other_session.name) == (Reason.OTHER_SESSION, "Kick-off session")


# -- the room ----------------------------------------------------------------------------------------------------------


def test_when_the_seats_are_taken_the_next_one_stops_until_someone_leaves_the_list(
    file: EventFile, door: Place
) -> None:
    people = [overview.add_registrant(file, Details(f"Guest {number}"), door, NOW) for number in range(6)]
    said = [desk.admit_code(file, one.own_code, door, NOW).reason for one in people]
    assert said == [Reason.WELCOME] * 4 + [Reason.FULL] * 2
    desk.undo(file, people[0].id, door, NOW)
    assert desk.admit_code(file, people[5].own_code, door, NOW).reason is Reason.WELCOME
    assert desk.admit_code(file, people[4].own_code, door, NOW).reason is Reason.FULL
    # The volunteer has let a walk-in in already; the count says so.
    assert desk.walk_in(file, Details("Njeri Wachira"), door, NOW).reason is Reason.WELCOME
    assert inside(file, door) == 5
    assert check.check(file) == []


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        ({"seats": 1}, Reason.FULL),
        ({"opens_at": NOW + timedelta(minutes=9)}, Reason.TOO_EARLY),
        ({"closes_at": NOW}, Reason.OVER),
    ],
)
def test_who_was_cancelled_is_asked_about_as_anybody_before_they_walk_in(
    file: EventFile, door: Place, rules: dict[str, object], reason: Reason
) -> None:
    inside = overview.add_registrant(file, Details("Njeri Wachira"), door, NOW)
    cancelled = overview.add_registrant(file, Details("Brian Mutua", status=Status.CANCELLED), door, NOW)
    desk.admit_code(file, inside.own_code, door, NOW)
    asking = replace(door, session=replace(door.session, **rules))
    assert desk.admit_code(file, cancelled.own_code, asking, NOW).reason is Reason.CANCELLED
    assert desk.add_as_walk_in(file, cancelled.id, asking, NOW).reason is reason
    assert desk.let_in(file, cancelled.id, "the chair said so", asking, NOW).reason is Reason.WELCOME
    assert check.check(file) == []


# -- walk-ins ----------------------------------------------------------------------------------------------------------


def test_a_walk_in_is_on_the_list_checked_in_and_has_a_code_at_once(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    verdict = desk.walk_in(file, Details(" Njeri \u202eWachira ", organisation="Ubuntu\x00 Court Watch"), door, NOW)
    assert (verdict.reason, verdict.registrant.name) == (Reason.WELCOME, "Njeri Wachira")
    assert verdict.registrant.organisation == "Ubuntu Court Watch"
    assert is_own_code(verdict.registrant.own_code)
    assert desk.admit_code(file, verdict.registrant.own_code, door, later(60)).reason is Reason.ALREADY_IN
    person, [fact, _] = overview.person(file, verdict.registrant.id)
    assert person == verdict.registrant
    assert (fact.kind, fact.method, fact.reason) == (FactKind.ADMITTED, Method.WALK_IN, "welcome")
    view = overview.door_view(file, door, NOW)
    assert (view.inside, view.walk_ins, view.registered) == (1, 1, 3)


@pytest.mark.parametrize("name", ["", "  ", "\u200b\u202e\x07"])
def test_a_walk_in_without_a_name_is_refused_and_leaves_nothing(name: str, file: EventFile, door: Place) -> None:
    with pytest.raises(DeskError, match="needs a name"):
        desk.walk_in(file, Details(name), door, NOW)
    assert facts(file) == []
    assert overview.people(file, door.session.id) == []


def test_two_walk_ins_of_the_same_name_are_two_people(file: EventFile, door: Place) -> None:
    one, other = (desk.walk_in(file, Details("Mary Wambui"), door, NOW).registrant for _ in range(2))
    assert one.id != other.id
    assert one.own_code != other.own_code
    assert inside(file, door) == 2


# -- undo --------------------------------------------------------------------------------------------------------------


def test_an_undo_lifts_the_check_in_with_a_new_fact_and_the_person_can_come_again(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    admitted = desk.admit_code(file, three[0].own_code, door, NOW)
    undone = desk.undo(file, three[0].id, door, later(30))
    assert (undone.registrant, undone.done_at) == (three[0], NOW)
    assert inside(file, door) == 0
    first, second = facts(file)
    assert (first.id, first.kind) == (admitted.fact_id, FactKind.ADMITTED)
    assert (second.kind, second.lifts, second.at) == (FactKind.UNDONE, admitted.fact_id, later(30))
    # Within five seconds too: the lifted one is no double read.
    assert desk.admit_code(file, three[0].own_code, door, later(31)).reason is Reason.WELCOME
    assert inside(file, door) == 1


def test_an_undo_of_nobody_is_a_sentence(file: EventFile, door: Place, three: list[Registrant]) -> None:
    for lifted in (three[0].id, "no such id"):
        with pytest.raises(DeskError, match="no check-in to undo"):
            desk.undo(file, lifted, door, NOW)
    desk.admit_code(file, three[0].own_code, door, NOW)
    desk.undo(file, three[0].id, door, NOW)
    with pytest.raises(DeskError, match="no check-in to undo"):
        desk.undo(file, three[0].id, door, NOW)
    assert len(facts(file)) == 2


def test_undo_by_code_says_whom_and_refuses_what_is_not_on_the_list(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    desk.admit_code(file, three[0].own_code, door, NOW)
    assert desk.undo_code(file, three[0].own_code.lower(), door, NOW).registrant == three[0]
    with pytest.raises(DeskError, match=r"The code \{braces\} is not on the list"):
        desk.undo_code(file, "{braces}", door, NOW)


def test_undo_last_lifts_the_last_of_this_station_only_one_by_one(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    other = replace(door, station="Door B")
    walk_in = desk.walk_in(file, Details("Njeri Wachira"), door, NOW).registrant
    desk.admit_code(file, three[0].own_code, door, later(10))
    # The clock was set back in between: the last one written is the last one.
    desk.admit_code(file, three[1].own_code, other, later(-600))
    assert desk.undo_last(file, other, later(20)).registrant == three[1]
    assert desk.undo_last(file, door, later(21)).registrant == three[0]
    assert desk.undo_last(file, door, later(22)).registrant == walk_in
    for place in (door, other):
        with pytest.raises(DeskError, match="no check-in to undo"):
            desk.undo_last(file, place, later(23))
    assert inside(file, door) == 0
    assert check.check(file) == []


def test_an_undo_at_another_door_is_seen_here(file: EventFile, door: Place, three: list[Registrant]) -> None:
    desk.admit_code(file, three[0].own_code, door, NOW)
    with closing(open_event(file.path)) as elsewhere:
        desk.undo(elsewhere, three[0].id, replace(door, station="Door B"), NOW)
    with pytest.raises(DeskError, match="no check-in to undo"):
        desk.undo_last(file, door, NOW)
    assert desk.admit_code(file, three[0].own_code, door, NOW).reason is Reason.WELCOME


def test_a_cancelled_person_whose_status_was_put_right_comes_in(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    overview.correct(file, three[2].id, replace(three[2].details, status=Status.CONFIRMED), door, NOW)
    assert desk.admit_code(file, three[2].own_code, door, NOW).reason is Reason.WELCOME


def test_a_code_of_another_tool_is_found_by_the_keys_where_the_layout_changed_its_digits(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    with file.tx() as tx:
        registrants.add_codes(tx, [(three[0].id, "EB-1234"), (three[1].id, "EB-1235")])
    verdict = desk.admit_code(file, "EB)&é\"'", door, NOW, "EB-1234")
    assert (verdict.reason, verdict.registrant and verdict.registrant.id) == (Reason.WELCOME, three[0].id)
    assert (
        desk.admit_code(file, "]Q1EB-1235", door, NOW).registrant
        == desk.admit_code(file, "EB-1235", door, NOW).registrant
    )
    assert desk.admit_code(file, 'EB)&é"(-', door, NOW, "EB-1236").reason is Reason.NOT_FOUND


def test_the_codes_of_other_tools_are_told_once_for_each_list(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    with file.tx() as tx:
        registrants.add_codes(tx, [(three[0].id, "EB-1234")])
    lists, codes = overview.other_codes(file, -1)
    assert codes == {"eb-1234"}
    assert overview.other_codes(file, lists) == (lists, None)
