"""Closing a session: each step from what the journal says, the door of a closed session, and the day of the erasing."""

from __future__ import annotations

from contextlib import closing as closing_of
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from checkin.domain.admission import Reason
from checkin.domain.closing import Finding, Found, Stands, Step
from checkin.domain.errors import DeskError
from checkin.domain.journal import FactKind
from checkin.domain.online_names import Kind
from checkin.domain.registrant import Details, Registrant
from checkin.services import (
    attendance,
    check,
    closing,
    desk,
    erase,
    erasure_date,
    events,
    lists,
    online,
    overview,
    prints,
    same_people,
    sessions,
    shifts,
)
from checkin.services.closing import Standing
from checkin.services.place import Place
from checkin.storage import journal
from checkin.storage.event_file import EventFile, open_event
from tests.services.conftest import NOW, later

LISTS = Path(__file__).parents[1] / "data" / "lists"
AFTER = NOW + timedelta(hours=2)
"""The session ended half an hour ago."""


def look(file: EventFile, place: Place, step: Step) -> tuple[Stands, tuple[Finding, ...]]:
    found = next(one for one in closing.look(file, place, AFTER).steps if one.step is step)
    return found.stands, found.findings


def found_in(file: EventFile, place: Place, step: Step) -> list[tuple[Found, str]]:
    _, findings = look(file, place, step)
    return [(one.found, str(one.about.get("name") or one.about.get("station", ""))) for one in findings]


def walk_in(file: EventFile, place: Place, name: str, **more: str) -> Registrant:
    verdict = desk.walk_in(file, Details(name, **more), place, later(60))
    assert verdict.registrant is not None
    return verdict.registrant


# -- the steps ---------------------------------------------------------------------------------------------------------


def test_a_session_to_which_nobody_came_wants_only_its_file_and_a_copy(file: EventFile, door: Place) -> None:
    standing = closing.look(file, door, AFTER)
    assert [one.step for one in standing.steps] == list(Step)
    assert [one.step for one in standing.open] == [Step.EXPORT, Step.COPY]
    assert (standing.closed, standing.is_planned, standing.erase_on) == (None, False, date(2024, 8, 8))


def test_a_session_that_runs_still_is_open(file: EventFile, door: Place) -> None:
    during = next(one for one in closing.look(file, door, later(60)).steps if one.step is Step.DOORS)
    assert [one.found for one in during.to_look_at] == [Found.RUNS_STILL]
    assert look(file, door, Step.DOORS) == (Stands.IN_ORDER, ())


def test_a_door_has_reported_once_its_shift_was_handed_over(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    other = shifts.begin(file, "Brian", replace(door, station="Door B", operator=""), later(0))
    desk.admit_code(file, three[0].own_code, door, later(10))
    desk.admit_code(file, three[1].own_code, other, later(20))
    stands, findings = look(file, door, Step.DOORS)
    assert stands is Stands.OPEN
    assert [(one.found, one.about["station"], one.about["came"], one.about["operator"]) for one in findings] == [
        (Found.ON_DUTY, "Door B", 1, "Brian"),
        (Found.THIS_DESK, "Door A", 1, ""),
    ]
    # Whoever stands at the very door where the session is closed knows of themselves.
    assert look(file, other, Step.DOORS)[0] is Stands.IN_ORDER
    # Nobody stands at a door for half a day.
    late = closing.look(file, door, NOW + timedelta(hours=13))
    assert late.steps[0].stands is Stands.IN_ORDER


def test_who_was_stopped_and_is_not_in_is_named_until_they_are(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    cancelled = three[2]
    desk.admit_code(file, cancelled.own_code, door, later(0))
    desk.admit_code(file, "TICKET-OF-NOBODY", door, later(10))
    assert found_in(file, door, Step.STOPPED) == [
        (Found.STOPPED, "José Álvarez"),
        (Found.STOPPED, "TICKET-OF-NOBODY"),
    ]
    _, findings = look(file, door, Step.STOPPED)
    assert findings[0].who == (cancelled.id,)
    desk.let_in(file, cancelled.id, "the chair said so", door, later(20))
    assert found_in(file, door, Step.STOPPED) == [(Found.STOPPED, "TICKET-OF-NOBODY")]
    closing.look_at(file, look(file, door, Step.STOPPED)[1], door)
    assert look(file, door, Step.STOPPED)[0] is Stands.LOOKED_AT


def test_a_walk_in_who_is_on_the_list_under_nearly_the_same_name(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    double = walk_in(file, door, "Wanjiru Kamao")
    assert look(file, door, Step.SAME_PEOPLE)[1][0].who == (three[0].id, double.id)
    same_people.two_people(file, three[0].id, double.id)
    assert look(file, door, Step.SAME_PEOPLE) == (Stands.IN_ORDER, ())


def test_two_of_one_name_of_whom_one_came_are_a_question_until_they_are_one(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    twin = overview.add_registrant(file, Details("伟 李", "", "", "wei@pku.example"), door, NOW)
    assert look(file, door, Step.SAME_PEOPLE) == (Stands.IN_ORDER, ())  # Neither came.
    desk.admit_code(file, twin.own_code, door, later(0))
    assert [one.who for one in look(file, door, Step.SAME_PEOPLE)[1]] == [(three[1].id, twin.id)]
    same_people.unite(file, three[1].id, twin.id, door, AFTER)
    assert look(file, door, Step.SAME_PEOPLE) == (Stands.IN_ORDER, ())


def test_walk_ins_are_read_once_the_odd_names_first(file: EventFile, door: Place) -> None:
    walk_in(file, door, "Achieng Odhiambo")
    odd = walk_in(file, door, "juma otieno")
    walk_in(file, door, "李 伟")
    assert found_in(file, door, Step.WALK_INS) == [
        (Found.ODD_NAME, "juma otieno"),
        (Found.WALK_IN, "Achieng Odhiambo"),
        (Found.WALK_IN, "李 伟"),
    ]
    closing.look_at(file, look(file, door, Step.WALK_INS)[1], door)
    assert look(file, door, Step.WALK_INS)[0] is Stands.LOOKED_AT
    # A name that is mended stays looked at; one more walk-in does not.
    overview.correct_field(file, odd.id, "name", "Juma Otieno", door, AFTER)
    assert look(file, door, Step.WALK_INS)[0] is Stands.LOOKED_AT
    walk_in(file, door, "Fatuma Ali")
    assert look(file, door, Step.WALK_INS)[0] is Stands.OPEN
    closing.look_at(file, look(file, door, Step.WALK_INS)[1], door)
    closing.look_at(file, look(file, door, Step.WALK_INS)[1][:1], door, done=False)
    assert look(file, door, Step.WALK_INS)[0] is Stands.OPEN


def test_badges_without_people_and_people_without_badges(file: EventFile, door: Place, three: list[Registrant]) -> None:
    desk.admit_code(file, three[0].own_code, door, later(0))
    assert look(file, door, Step.BADGES)[0] is Stands.IN_ORDER  # No badges were made at all.
    prints.printed(file, [three[1].id], door, later(1))
    assert found_in(file, door, Step.BADGES) == [
        (Found.HERE_NOT_PRINTED, "Wanjiru Kamau"),
        (Found.PRINTED_NOT_HERE, "李 伟"),
    ]


def test_those_online_are_a_step_until_somebody_said_who_they_are(file: EventFile, door: Place) -> None:
    assert look(file, door, Step.ONLINE) == (Stands.IN_ORDER, ())  # It was no call.
    hybrid = replace(door, session=replace(door.session, online_link="zoom.us/j/1"))
    assert found_in(file, hybrid, Step.ONLINE) == [(Found.NO_REPORT, "")]
    lists.apply(file, lists.plan(file, lists.read(LISTS / "impact_form.csv")), door.session.id, NOW)
    online.load(file, online.read([LISTS / "impact_zoom_participants.csv"], door.session), door, NOW)
    found = online.review(file, door.session)
    someone = [item for item in found.open if item.entry.kind in {Kind.PERSON, Kind.DEVICE, Kind.PHONE}]
    assert found_in(file, hybrid, Step.ONLINE) == [(Found.UNDECIDED, item.entry.name) for item in someone]
    online.ignore(file, someone[0].entry.key, door, NOW)
    assert len(found_in(file, hybrid, Step.ONLINE)) == len(someone) - 1 > 0
    closing.look_at(file, look(file, hybrid, Step.ONLINE)[1], door)
    assert look(file, hybrid, Step.ONLINE)[0] is Stands.LOOKED_AT
    erase.erase_everybody(file, door, AFTER)
    assert look(file, hybrid, Step.ONLINE)[0] is not Stands.OPEN


def test_a_file_and_a_copy_hold_until_something_changes(
    file: EventFile, door: Place, three: list[Registrant], tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    desk.admit_code(file, three[0].own_code, door, later(0))
    closing.exported(file, tmp_path / "attendance.xlsx", door, AFTER)
    copy = closing.copy_into(file, stick, door, AFTER)
    assert copy.name == "event 2024-05-10 1430.checkin"
    assert found_in(file, door, Step.EXPORT) == [(Found.DONE, "attendance.xlsx")]
    assert found_in(file, door, Step.COPY) == [(Found.DONE, copy.name)]
    # What the desk writes about itself changes neither; who comes changes both.
    shifts.begin(file, "Brian", door, AFTER)
    desk.admit_code(file, three[0].own_code, door, AFTER)
    assert found_in(file, door, Step.COPY) == [(Found.DONE, copy.name)]
    desk.admit_code(file, three[1].own_code, door, AFTER)
    assert found_in(file, door, Step.EXPORT) == [(Found.CHANGED_SINCE, "attendance.xlsx")]
    assert found_in(file, door, Step.COPY) == [(Found.CHANGED_SINCE, copy.name)]
    with closing_of(open_event(copy)) as kept:
        assert check.check(kept) == []
        assert attendance.attendance(kept).figures.came == 1
    assert closing.copy_into(file, stick, door, AFTER).name == "event 2024-05-10 1430 (2).checkin"
    assert sorted(path.suffix for path in stick.iterdir()) == [".checkin", ".checkin"]


def test_a_copy_that_cannot_be_is_a_sentence_and_no_fact(file: EventFile, door: Place, tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="folder of the event itself"):
        closing.copy_into(file, tmp_path, door, AFTER)
    with pytest.raises(DeskError, match="could not be written"):
        closing.copy_into(file, tmp_path / "no such stick", door, AFTER)
    assert found_in(file, door, Step.COPY) == [(Found.NOT_DONE, "")]


# -- closed ------------------------------------------------------------------------------------------------------------


def close(file: EventFile, place: Place, erase_on: date | None = None, by: str = "") -> Standing:
    standing = closing.look(file, place, AFTER)
    closing.close(file, [one.step for one in standing.open], erase_on, place, AFTER, by)
    return closing.look(file, place, AFTER)


def test_the_journal_says_who_closed_and_over_what(file: EventFile, door: Place) -> None:
    standing = close(file, door, date(2024, 8, 8), by=" Fatuma  Ali ")
    assert standing.closed is not None
    assert (standing.closed.operator, standing.closed.station, standing.closed.at) == ("Fatuma Ali", "Door A", AFTER)
    assert standing.closed.note == "export copy"
    assert (standing.erase_on, standing.is_planned) == (date(2024, 8, 8), True)
    assert check.check(file) == []
    with pytest.raises(DeskError, match="is closed already"):
        close(file, door)


def test_the_door_of_a_closed_session_asks_and_refuses_nobody(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    desk.admit_code(file, three[0].own_code, door, later(0))
    close(file, door)
    assert overview.door_view(file, door, AFTER).closed
    assert desk.admit_code(file, three[1].own_code, door, AFTER).reason is Reason.CLOSED
    assert desk.admit_code(file, three[0].own_code, door, AFTER).reason is Reason.ALREADY_IN
    assert desk.let_in(file, three[1].id, "was in the corridor", door, AFTER).reason is Reason.WELCOME
    walk_in(file, door, "Late Guest")
    assert closing.look(file, door, AFTER).let_in_since == 2
    desk.undo(file, three[1].id, door, AFTER)
    assert closing.look(file, door, AFTER).let_in_since == 1
    assert check.check(file) == []


def test_a_session_that_was_opened_again_lets_people_in_as_before(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    close(file, door)
    closing.open_again(file, door, AFTER)
    assert closing.closed(file) == {}
    assert desk.admit_code(file, three[1].own_code, door, AFTER).reason is Reason.WELCOME
    with pytest.raises(DeskError, match="is not closed"):
        closing.open_again(file, door, AFTER)
    assert close(file, door).closed is not None
    assert check.check(file) == []


def test_one_session_is_closed_and_the_other_is_not(file: EventFile, door: Place, three: list[Registrant]) -> None:
    second = events.SessionFacts(
        "Day 2", *(at + timedelta(days=1) for at in (NOW.replace(tzinfo=None), AFTER.replace(tzinfo=None))), "UTC"
    )
    day_2 = sessions.add_session(file, second, door.session)
    close(file, door)
    there = replace(door, session=day_2, sessions=events.the_event(file).sessions)
    assert not overview.door_view(file, there, AFTER).closed
    assert desk.admit_code(file, three[0].own_code, there, AFTER).reason is Reason.WELCOME
    assert check.check(file) == []


def test_practice_is_not_closed(file: EventFile, door: Place) -> None:
    practice = replace(door, session=replace(door.session, id="practice"))
    with pytest.raises(DeskError, match="Nobody came to practice"):
        closing.close(file, (), None, practice, AFTER)


# -- the day of the erasing --------------------------------------------------------------------------------------------


def test_the_day_comes_is_put_off_and_ends_with_the_erasing(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    desk.admit_code(file, three[0].own_code, door, later(0))
    close(file, door, date(2024, 8, 8))
    before = NOW.replace(month=8, day=7, hour=20, minute=59)  # 23:59 in Nairobi
    come = before + timedelta(minutes=1)
    assert erasure_date.due(file, before) is None
    assert erasure_date.due(file, come) == date(2024, 8, 8)
    assert erasure_date.put_off(file, door, come) == date(2024, 9, 7)
    assert erasure_date.due(file, come) is None
    assert erasure_date.due(file, come + timedelta(days=30)) == date(2024, 9, 7)
    erase.erase_everybody(file, door, come)
    assert (erasure_date.planned(file), erasure_date.due(file, come + timedelta(days=30))) == (None, None)
    standing = closing.look(file, door, come)
    assert (standing.closed is not None, standing.erase_on) == (True, None)
    assert standing.steps[-1].findings[0].found is Found.ERASED
    assert check.check(file) == []
    with pytest.raises(DeskError, match="erased already"):
        erasure_date.plan(file, date(2025, 1, 1), door, come)


def test_no_day_is_a_choice_too_and_a_day_that_is_over_is_none(file: EventFile, door: Place) -> None:
    with pytest.raises(DeskError, match="not in the future"):
        erasure_date.plan(file, date(2024, 5, 10), door, AFTER)
    erasure_date.plan(file, None, door, AFTER)
    standing = closing.look(file, door, AFTER)
    assert (standing.erase_on, standing.is_planned) == (None, True)
    assert standing.steps[-1].findings[0].found is Found.NEVER
    erasure_date.plan(file, None, door, AFTER)
    with file.reading() as tx:
        assert [fact.kind for fact in journal.facts(tx)].count(FactKind.ERASURE_PLANNED) == 1


def test_an_event_that_is_long_over_is_not_erased_at_once(file: EventFile, door: Place) -> None:
    assert closing.look(file, door, AFTER + timedelta(days=300)).erase_on == date(2025, 4, 5)
