"""Guests at the door: announced with the welcome, counted with the arrow keys or the buttons."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from checkin.domain.registrant import Details
from tests.ui.hands import PEOPLE, make_event, open_window


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
