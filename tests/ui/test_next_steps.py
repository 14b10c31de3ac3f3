"""What comes after an answer: someone else with the badge, in anyway, by name, to this session; undoing any of ten."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt, QTime
from PySide6.QtWidgets import QApplication, QPushButton

from checkin.domain.errors import DeskError
from checkin.domain.journal import FactKind, Method
from checkin.domain.next_step import NEXT_STEP, NextStep
from checkin.domain.session import Session
from checkin.services import events
from checkin.storage.event_file import open_event
from checkin.ui.desk.session_rules import SessionRules
from checkin.ui.door.next_steps import KEYS
from tests.ui.hands import Door

WANJIRU, LI = "Wanjiru Kamau", "Li Wei 李伟"


def set_rules(door: Door, **rules: object) -> None:
    problems: list[DeskError] = []
    door.station.set_rules(replace(door.station.place.session, **rules), lambda: None, problems.append)  # type: ignore[arg-type]
    door.settle()
    assert problems == []


def test_every_step_that_needs_a_key_has_one_of_its_own() -> None:
    keyless = {NextStep.NEXT_PERSON, NextStep.SCAN_AGAIN, NextStep.SEARCH_OR_WALK_IN, NextStep.ASK_THE_NAME}
    assert set(KEYS) == set(NEXT_STEP.values()) - keyless - {NextStep.WRITE_ON_PAPER, NextStep.LEAVE_PRACTICE}
    # F4 adds whoever is there: to this session, or to the list.
    assert len(set(KEYS.values())) == len(KEYS) - 1


def test_someone_else_with_the_same_badge_is_asked_for_the_name_and_comes_in(door: Door) -> None:
    code = door.code(WANJIRU)
    door.scan(code)
    door.clock.go_on(minutes=5)
    door.scan(code)
    assert door.verdict.endswith("F6 Different person")
    door.press(Qt.Key.Key_F6)
    door.press(Qt.Key.Key_F6)  # a nervous finger
    door.settle()
    assert door.verdict == (
        "Ask for the name, and type it. Wanjiru Kamau. The badge is this person's. Who is it that stands here?"
    )
    door.type("li wei")
    door.qtbot.waitUntil(lambda: door.shows_hits)
    door.pause()
    door.press(Qt.Key.Key_Return, "\r")
    door.settle()
    assert door.is_in(LI)
    assert door.is_in(WANJIRU)
    said = [(fact.kind, fact.reason) for fact in door.facts()]
    assert said[2:] == [(FactKind.REFUSED, "different_person"), (FactKind.ADMITTED, "welcome")]


def test_f6_does_nothing_where_nobody_came_twice(door: Door) -> None:
    door.press(Qt.Key.Key_F6)
    door.scan(door.code(WANJIRU))
    door.press(Qt.Key.Key_F6)
    door.settle()
    assert door.verdict.startswith("Welcome — come in")
    assert len(door.facts()) == 1


# -- let in anyway -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rules", "head", "reason", "key"),
    [
        ({"seats": 1}, "Room is full (1)", "full", "F7 Let in anyway"),
        ({"opens_at": timedelta(minutes=1)}, "Check-in opens 12:21", "too_early", "F7 Check in anyway"),
        ({"closes_at": timedelta(0)}, "Session has ended", "over", "F7 Check in anyway"),
    ],
)
def test_whom_the_rule_stops_comes_in_with_one_line_of_reason(
    door: Door, rules: dict[str, object], head: str, reason: str, key: str
) -> None:
    door.scan(door.code(LI))
    set_rules(
        door, **{name: door.clock() + rule if isinstance(rule, timedelta) else rule for name, rule in rules.items()}
    )
    door.scan(door.code(WANJIRU))
    assert door.verdict.startswith(f"{head}. Wanjiru Kamau")
    assert door.verdict.endswith(key)
    assert not door.is_in(WANJIRU)
    door.press(Qt.Key.Key_F7)
    assert QApplication.focusWidget() is door.page.steps.why.line
    door.press(Qt.Key.Key_Return, "\r", control=True)  # without a reason
    assert not door.is_in(WANJIRU)
    door.type("Chair said yes")
    door.press(Qt.Key.Key_Return, "\r")  # an Enter may be a scanner's
    door.settle()
    assert not door.is_in(WANJIRU)
    door.press(Qt.Key.Key_Return, "\r", control=True)
    door.settle()
    assert door.verdict.startswith("Welcome — come in. Wanjiru Kamau")
    fact = door.facts()[-1]
    assert (fact.kind, fact.reason, fact.note, fact.method) == (
        FactKind.ADMITTED,
        reason,
        "Chair said yes",
        Method.SEARCH,
    )
    assert QApplication.focusWidget() is door.page.field


def test_who_asks_the_session_lead_has_longer_than_the_panel_stays(door: Door) -> None:
    set_rules(door, opens_at=door.clock() + timedelta(minutes=1))
    door.page.answer.fade.setInterval(20)
    door.scan(door.code(WANJIRU))
    door.qtbot.waitUntil(lambda: door.verdict.startswith("Ready to scan"))
    door.press(Qt.Key.Key_F7)
    assert door.page.steps.why.isVisible()
    assert door.page.steps.why._name.text() == WANJIRU
    door.press(Qt.Key.Key_Escape)
    assert door.shows_verdict


def test_after_esc_or_the_next_answer_f7_lets_nobody_in(door: Door) -> None:
    set_rules(door, opens_at=door.clock() + timedelta(minutes=1))
    door.scan(door.code(WANJIRU))
    door.press(Qt.Key.Key_Escape)
    door.press(Qt.Key.Key_F7)
    assert not door.page.steps.why.isVisible()


def test_a_scan_while_the_reason_is_typed_is_answered_and_lets_nobody_else_in(door: Door) -> None:
    set_rules(door, seats=1)
    for name in (LI, WANJIRU):
        door.scan(door.code(name))
    door.press(Qt.Key.Key_F7)
    door.type("Chair")
    door.scan(door.code(LI))
    assert door.verdict.startswith("Welcome — come in. Li Wei 李伟. 北京大学. Scanned once")
    door.press(Qt.Key.Key_Return, "\r", control=True)
    door.settle()
    assert not door.is_in(WANJIRU)


# -- another session, an old badge -----------------------------------------------------------------------------------


def test_a_person_of_another_session_is_added_to_this_one(door: Door) -> None:
    at, path = door.clock() + timedelta(days=1), door.station.path
    with closing(open_event(path)) as event, event.tx() as tx:
        other = Session("day2", "Day 2", at, at + timedelta(hours=1), "Africa/Nairobi", "CR-4")
        events.sessions.add_session(tx, other)
        tx.exec_driver_sql(
            "UPDATE registration SET session_id = 'day2' WHERE registrant_id = ?", (door.registrant(LI).id,)
        )
    door.pages.open(path, "Door A", door.clock)
    door.settle()
    with closing(open_event(path)) as event, event.reading() as tx:
        code = tx.exec_driver_sql(
            "SELECT text FROM code WHERE registrant_id = (SELECT id FROM registrant WHERE name = ?)", (LI,)
        ).scalar_one()
    door.scan(code)
    assert door.verdict.startswith("Registered for another session. Li Wei 李伟. Day 2, CR-4")
    assert door.verdict.endswith("F4 Add to this session")
    door.press(Qt.Key.Key_F4)
    door.settle()
    assert door.verdict.startswith("Welcome — come in. Li Wei 李伟")
    assert not door.shows_form


def test_an_old_badge_is_checked_in_by_name_with_one_key(door: Door) -> None:
    code = door.code(WANJIRU)
    with closing(open_event(door.station.path)) as event, event.tx() as tx:
        tx.exec_driver_sql("UPDATE code SET replaced_at = '2024-05-10T09:05:00.000000+00:00' WHERE text = ?", (code,))
    door.scan(code)
    assert door.verdict == (
        "Old badge. Wanjiru Kamau. A new badge was printed at 12:05. Check the name, then F5 Check in by name"
    )
    door.press(Qt.Key.Key_F5)
    door.settle()
    assert door.is_in(WANJIRU)


# -- the last ten --------------------------------------------------------------------------------------------------


def test_any_of_the_last_check_ins_can_be_undone_at_any_time(door: Door) -> None:
    for name in (WANJIRU, "José Álvarez Núñez", LI):
        door.scan(door.code(name))
        door.clock.go_on(hours=3)
    door.press(Qt.Key.Key_F8, shift=True)
    door.settle()
    shown = door.page.steps.check_ins
    assert shown.isVisible()
    assert [shown.list.item(row).data(Qt.ItemDataRole.UserRole).name for row in range(shown.list.count())] == [
        LI,
        "José Álvarez Núñez",
        WANJIRU,
    ]
    door.pause()
    door.press(Qt.Key.Key_Return, "\r")  # nobody is chosen yet
    door.settle()
    assert door.is_in(LI)
    for _ in range(3):
        door.press(Qt.Key.Key_Down)
    door.press(Qt.Key.Key_Return, "\r")
    door.settle()
    assert door.verdict == "Undone. Wanjiru Kamau. is no longer checked in"
    assert (door.is_in(WANJIRU), door.is_in(LI)) == (False, True)


def test_ten_are_offered_and_no_more(door: Door) -> None:
    for number in range(12):
        door.press(Qt.Key.Key_F4)
        door.type(f"Guest {number}")
        door.press(Qt.Key.Key_Return, "\r", control=True)
        door.settle()
    door.press(Qt.Key.Key_F8, shift=True)
    door.settle()
    assert door.page.steps.check_ins.list.count() == 10


def test_a_scan_over_the_list_undoes_nobody(door: Door) -> None:
    door.scan(door.code(LI))
    door.press(Qt.Key.Key_F8, shift=True)
    door.settle()
    door.press(Qt.Key.Key_Down)
    door.scan(door.code(WANJIRU)[:9])
    door.scan(door.code(WANJIRU))
    assert door.is_in(LI)
    assert door.is_in(WANJIRU)


def test_without_check_ins_the_list_says_so(door: Door) -> None:
    door.press(Qt.Key.Key_F8, shift=True)
    door.settle()
    assert door.page.steps.check_ins._head.text() == "There is no check-in to undo."
    door.press(Qt.Key.Key_Escape)
    assert door.verdict.startswith("Ready to scan")


# -- seats ---------------------------------------------------------------------------------------------------------


def test_the_door_warns_from_nine_tenths_of_the_seats_and_asks_when_all_are_taken(door: Door) -> None:
    set_rules(door, seats=3)
    left = door.page.seats_left
    for name, said in ((WANJIRU, ""), (LI, ""), ("José Álvarez Núñez", "All seats are taken")):
        door.scan(door.code(name))
        assert left.text() == said
    set_rules(door, seats=10)
    assert left.text() == ""
    for number in range(6):
        door.press(Qt.Key.Key_F4)
        door.type(f"Guest {number}")
        door.find(QPushButton, "walk_in_save").click()
        door.settle()
    assert left.text() == "1 seat left"
    assert left.isVisible()


# -- the rules of the door -----------------------------------------------------------------------------------------


def open_rules(door: Door) -> SessionRules:
    door.pages.show_rules()
    rules = door.find(SessionRules, "session_rules")
    door.qtbot.waitUntil(rules.isActiveWindow)
    return rules


def test_seats_and_hours_can_be_changed_while_the_door_is_open(door: Door) -> None:
    rules = open_rules(door)
    assert (rules.seats.value(), rules.opens.isChecked(), rules.closes.isChecked()) == (120, False, False)
    rules.seats.setValue(80)
    rules.opens_at.setTime(QTime(12, 25))
    rules.closes_at.setTime(QTime(0, 30))
    rules.seats.setFocus()
    door.press(Qt.Key.Key_Return, "\r")
    assert rules.isVisible()
    assert QApplication.focusWidget() is rules.seats
    door.press(Qt.Key.Key_Return, "\r", control=True)
    door.settle()
    with closing(open_event(door.station.path)) as event:
        kept = events.the_event(event).sessions[0]
    assert (kept.seats, kept.local(kept.opens_at).isoformat(), kept.local(kept.closes_at).isoformat()) == (  # type: ignore[arg-type]
        80,
        "2024-05-10T12:25:00+03:00",
        "2024-05-11T00:30:00+03:00",
    )
    door.window.activateWindow()
    door.qtbot.waitUntil(door.window.isActiveWindow)
    door.scan(door.code(WANJIRU))
    assert door.verdict.startswith("Check-in opens 12:25")
    door.clock.go_on(minutes=5)
    door.scan(door.code(WANJIRU))
    assert door.verdict.startswith("Welcome — come in")


def test_hours_that_cannot_be_are_said_in_the_dialog(door: Door) -> None:
    rules = open_rules(door)
    rules.opens_at.setTime(QTime(14, 0))
    rules.closes_at.setTime(QTime(13, 0))
    door.find(QPushButton, "rules_save").click()
    door.settle()
    assert rules._problem.text() == "Check-in ends before it opens. Check the two times."
    assert rules.isVisible()
    rules.reject()


def test_a_scan_over_the_dialog_is_answered_and_leaves_it_as_it_is(door: Door) -> None:
    rules = open_rules(door)
    rules.seats.setFocus()
    door.scan("012" + door.code(WANJIRU))
    assert door.is_in(WANJIRU)
    assert rules.seats.value() == 120
    assert rules.isVisible()
    rules.reject()
