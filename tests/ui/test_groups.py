"""Guests at the door: announced with the welcome, counted with the arrow keys or the buttons."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from checkin.domain.registrant import Details
from tests.ui.hands import PEOPLE, Door, make_event, open_window


def test_who_brings_guests_is_counted_alone_first_and_the_guests_one_by_one(qtbot: QtBot, tmp_path: Path) -> None:
    wambui = Details("Wambui", organisation="KHRC", other={"Number of guests": "2"})
    with open_window(qtbot, make_event(tmp_path / "e.checkin", [*PEOPLE, wambui])) as door:
        door.scan(door.code("Wambui"))
        assert door.verdict == "Wambui + 2 guests. How many are here?"
        here, inside = door.find(QLabel, "door_guests_here"), door.find(QLabel, "door_inside")
        assert (here.text(), inside.text()) == ("1 of 3 here   ↑ ↓", "1")
        door.press(Qt.Key.Key_Up)
        door.settle()
        assert (here.text(), inside.text()) == ("2 of 3 here   ↑ ↓", "2")
        door.find(QPushButton, "door_guests_more").click()
        door.settle()
        door.press(Qt.Key.Key_Down)
        door.settle()
        assert (here.text(), inside.text()) == ("2 of 3 here   ↑ ↓", "2")
        assert door.find(QLabel, "door_so_far").text() == "Came so far 1 + guests 1 · scans 1"
        # The other guest comes later, with the same badge.
        door.clock.go_on(minutes=9)
        door.scan(door.code("Wambui"))
        assert door.verdict.startswith("Already checked in. Wambui")
        assert here.isVisible()
        door.press(Qt.Key.Key_Up)
        door.settle()
        assert (here.text(), inside.text()) == ("3 of 3 here   ↑ ↓", "3")
        door.scan(door.code("Wanjiru Kamau"))
        assert not here.isVisible()
        door.press(Qt.Key.Key_Up)
        door.settle()
        assert inside.text() == "4"


def test_guests_beyond_the_seats_are_said(qtbot: QtBot, tmp_path: Path) -> None:
    wambui = Details("Wambui", other={"Number of guests": "2"})
    with open_window(qtbot, make_event(tmp_path / "e.checkin", [wambui])) as door:
        door.station.set_rules(replace(door.station.place.session, seats=2), lambda: None, print)
        door.settle()
        door.scan(door.code("Wambui"))
        said = []
        for _ in range(2):
            door.press(Qt.Key.Key_Up)
            door.settle()
            said.append(door.find(QLabel, "door_seats_left").text())
        assert said == ["All seats are taken", "All seats are taken: 3 people for 2 seats"]


def test_guests_who_go_out_with_somebody_are_said(qtbot: QtBot, tmp_path: Path) -> None:
    wambui = Details("Wambui", organisation="KHRC", other={"Number of guests": "2"})
    with open_window(qtbot, make_event(tmp_path / "e.checkin", [*PEOPLE, wambui])) as door:
        door.station.set_rules(replace(door.station.place.session, exits=True), lambda: None, print)
        door.settle()
        door.scan(door.code("Wambui"))
        door.press(Qt.Key.Key_Up)
        door.settle()
        door.press(Qt.Key.Key_F10)
        door.settle()
        assert door.verdict == "Goodbye — checked out. Wambui. KHRC. Guests who go with them: 1"
        assert door.find(QLabel, "door_inside").text() == "0"


@pytest.mark.parametrize(
    ("key", "more"), [(Qt.Key.Key_Escape, {}), (Qt.Key.Key_L, {"control": True}), (Qt.Key.Key_F4, {})]
)
def test_guests_are_counted_only_while_it_is_seen_whose_they_are(
    qtbot: QtBot, tmp_path: Path, key: Qt.Key, more: dict[str, bool]
) -> None:
    wambui = Details("Wambui", organisation="KHRC", other={"Number of guests": "2"})
    with open_window(qtbot, make_event(tmp_path / "e.checkin", [*PEOPLE, wambui])) as door:
        door.scan(door.code("Wambui"))
        assert door.find(QLabel, "door_guests_here").isVisible()
        door.pause()
        door.press(key, **more)
        assert not door.find(QLabel, "door_guests_here").isVisible()
        assert not door.find(QPushButton, "door_guests_more").isVisible()


def test_the_desk_writes_down_how_many_guests_somebody_brings(qtbot: QtBot, tmp_path: Path) -> None:
    wambui = Details("Wambui", organisation="KHRC", other={"Number of guests": "2"})
    with open_window(qtbot, make_event(tmp_path / "e.checkin", [*PEOPLE, wambui])) as door:
        page = door.pages.registrants
        for name, was, now in (("Wambui", 2, 3), ("Wanjiru Kamau", 0, 1), ("Wambui", 3, 2)):
            page.show_registrant(door.registrant(name).id)
            door.settle()
            field = door.find(QSpinBox, "person_guests")
            assert field.value() == was
            field.setValue(now)
            door.find(QPushButton, "person_save").click()
            door.settle()
            assert field.value() == now
        # What the list says too is the list's, and changes with it.
        assert door.registrant("Wambui").details.guests == ""
        assert "Corrected: guests" in page.person._history.item(0).text()
        door.window.open_page(door.page)
        door.scan(door.code("Wanjiru Kamau"))
        assert door.verdict == "Wanjiru Kamau + 1 guest. How many are here?"
        assert door.find(QLabel, "door_guests_here").text() == "1 of 2 here   ↑ ↓"


def test_a_walk_in_with_guests_counts_them_at_once_and_asks_two_fields_all_the_same(door: Door) -> None:
    form, inside = door.page.form, door.find(QLabel, "door_inside")
    door.press(Qt.Key.Key_F4)
    assert not form.guests.isVisible()
    door.type("Achieng Otieno")
    door.find(QCheckBox, "walk_in_with_guests").setChecked(True)
    assert QApplication.focusWidget() is form.guests
    door.type("2")
    door.press(Qt.Key.Key_Return, "\r", control=True)
    door.settle()
    assert door.verdict == "Achieng Otieno + 2 guests. How many are here?"
    assert door.find(QLabel, "door_guests_here").text() == "3 of 3 here   ↑ ↓"
    assert inside.text() == "3"
    door.press(Qt.Key.Key_Down)  # one stayed outside
    door.settle()
    assert inside.text() == "2"
    door.press(Qt.Key.Key_F8)
    door.settle()
    assert inside.text() == "0"
    door.press(Qt.Key.Key_F4)
    assert not form.with_guests.isChecked()
    assert not form.guests.isVisible()
