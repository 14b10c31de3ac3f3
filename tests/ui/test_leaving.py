"""Leaving and coming back at the door: a door turned with one key, one person let out with another."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from checkin.services import events
from checkin.storage.event_file import open_event
from checkin.ui.desk.session_rules import SessionRules
from tests.ui.hands import Door

WANJIRU, LI = "Wanjiru Kamau", "Li Wei 李伟"


@pytest.fixture
def exits(door: Door) -> Door:
    """The door of a session that records who leaves."""
    door.station.set_rules(replace(door.station.place.session, exits=True), lambda: None, print)
    door.settle()
    return door


def text(door: Door, name: str) -> str:
    return door.find(QLabel, name).text()


def test_a_door_is_turned_with_one_key_and_says_so(exits: Door) -> None:
    door = exits
    for name in (WANJIRU, LI):
        door.scan(door.code(name))
    door.clock.go_on(minutes=30)
    door.press(Qt.Key.Key_F10, shift=True)
    assert door.verdict == "Ready — people go out. Shift+F10: let people in again"
    assert door.find(QLabel, "door_leaving").isVisible()
    door.scan(door.code(WANJIRU))
    assert door.verdict == "Goodbye — checked out. Wanjiru Kamau. Mzalendo Trust"
    assert text(door, "door_inside") == "1"
    assert text(door, "door_so_far") == "Came so far 2 · scans 3"
    door.clock.go_on(minutes=1)
    door.scan(door.code(WANJIRU))
    assert door.verdict == "Checked out. Wanjiru Kamau. left 12:50 at Door A"
    door.scan(door.code("Ольга Фёдорова"))
    assert door.verdict.startswith("Not checked in. Ольга Фёдорова. Were they in the room?")
    assert door.verdict.endswith("F7 Check in")
    door.press(Qt.Key.Key_F10, shift=True)
    assert door.verdict.startswith("Ready to scan")
    assert not door.find(QLabel, "door_leaving").isVisible()
    door.clock.go_on(minutes=9)
    door.scan(door.code(WANJIRU))
    assert door.verdict == "Welcome back. Wanjiru Kamau. left 12:50"
    assert text(door, "door_inside") == "2"


def test_one_who_is_in_is_let_out_from_the_answer(exits: Door) -> None:
    door = exits
    door.scan(door.code(WANJIRU))
    door.clock.go_on(minutes=30)
    door.scan(door.code(WANJIRU))
    assert door.verdict.endswith("F6 Different person · F10 They leave")
    door.press(Qt.Key.Key_F10)
    door.press(Qt.Key.Key_F10)  # a nervous finger
    door.settle()
    assert door.verdict.startswith("Goodbye — checked out. Wanjiru Kamau")
    door.press(Qt.Key.Key_F8)
    door.settle()
    assert door.verdict == "Undone. Wanjiru Kamau. is in the room again"
    assert [fact.kind.value for fact in door.facts()] == ["admitted", "refused", "left", "undone"]


def test_where_leaving_is_not_recorded_the_keys_do_nothing(door: Door) -> None:
    door.scan(door.code(WANJIRU))
    for shift in (False, True):
        door.press(Qt.Key.Key_F10, shift=shift)
    door.settle()
    assert door.verdict.startswith("Welcome — come in")
    assert [fact.kind.value for fact in door.facts()] == ["admitted"]
    assert not door.station.place.leaving


def test_it_is_switched_on_and_off_with_the_rules_of_the_door(door: Door) -> None:
    door.pages.show_rules()
    rules = door.find(SessionRules, "session_rules")
    assert not rules.exits.isChecked()
    rules.exits.click()
    rules._save()
    door.settle()
    with closing(open_event(door.station.path)) as event:
        assert events.the_event(event).sessions[0].exits
    door.station.turn()
    assert door.station.place.leaving
    door.station.set_rules(replace(door.station.place.session, exits=False), lambda: None, print)
    door.settle()
    assert not door.station.place.leaving


def test_the_pages_tell_who_has_left(exits: Door) -> None:
    door = exits
    door.scan(door.code(WANJIRU))
    door.clock.go_on(minutes=30)
    door.press(Qt.Key.Key_F10)
    door.settle()
    door.window.open_page(door.pages.attendance)
    door.settle()
    assert text(door, "attendance_in_room") == "1"
    assert text(door, "attendance_apart") == "Of those who came 1 have left; 0 are inside."
    door.window.open_page(door.page)
    door.look_for("wanjiru")
    assert "Left 12:50" in str(door.page.hits.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole))
