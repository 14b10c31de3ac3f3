"""The door of a session that was closed, perhaps at another laptop: it says so, and asks before it lets anybody in."""

from __future__ import annotations

from contextlib import closing as closing_of
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from checkin.domain.registrant import Details, Status
from checkin.services import closing
from checkin.storage.event_file import open_event
from tests.ui.hands import Door, make_event, open_window

WANJIRU, LI = "Wanjiru Kamau", "Li Wei 李伟"


def close_elsewhere(door: Door) -> None:
    with closing_of(open_event(door.station.path)) as event:
        closing.close(event, (), None, door.station.place, door.clock(), "Fatuma")
    door.station.refresh()
    door.settle()


def test_it_says_so_and_asks_about_whoever_comes(door: Door) -> None:
    door.scan(door.code(LI))
    close_elsewhere(door)
    assert door.verdict.startswith("Welcome — come in. Li Wei")  # An answer is not written over.
    door.press(Qt.Key.Key_Escape)
    assert door.verdict == "Session is closed. Scan all the same: the door asks first"
    door.scan(door.code(WANJIRU))
    assert door.verdict.startswith("Session is closed — ask first. Wanjiru Kamau")
    assert door.verdict.endswith("F7 Let in anyway")
    assert not door.is_in(WANJIRU)
    door.press(Qt.Key.Key_F7)
    door.type("Was in the corridor")
    door.press(Qt.Key.Key_Return, "\r", control=True)
    door.settle()
    assert door.verdict.startswith("Welcome — come in. Wanjiru Kamau")
    assert door.is_in(WANJIRU)


def test_it_says_so_and_no_longer_while_nobody_is_there(door: Door) -> None:
    close_elsewhere(door)
    assert door.verdict.startswith("Session is closed.")
    with closing_of(open_event(door.station.path)) as event:
        closing.open_again(event, door.station.place, door.clock())
    door.station.refresh()
    door.settle()
    assert door.verdict.startswith("Ready to scan")


def test_a_walk_in_is_saved_with_a_second_press(door: Door) -> None:
    close_elsewhere(door)
    door.press(Qt.Key.Key_F4)
    door.type("Achieng Otieno")
    door.press(Qt.Key.Key_Return, "\r", control=True)
    door.settle()
    assert door.shows_form
    assert door.page.form._problem.text().startswith("This session was closed.")
    assert "Achieng Otieno" not in door.people()
    door.pause()
    door.press(Qt.Key.Key_Return, "\r", control=True)
    door.settle()
    assert door.is_in("Achieng Otieno")
    # The next one is asked about anew.
    door.press(Qt.Key.Key_F4)
    door.type("Brian Mutua")
    door.press(Qt.Key.Key_Return, "\r", control=True)
    door.settle()
    assert door.shows_form
    assert "Brian Mutua" not in door.people()


def test_whose_registration_was_cancelled_is_asked_about_too(qtbot: QtBot, tmp_path: Path) -> None:
    people = [Details(WANJIRU, status=Status.CANCELLED), Details(LI)]
    with open_window(qtbot, make_event(tmp_path / "e.checkin", people)) as door:
        close_elsewhere(door)
        door.scan(door.code(WANJIRU))
        assert door.verdict.startswith("Registration was cancelled.")
        door.press(Qt.Key.Key_F4)
        door.settle()
        assert door.verdict.startswith("Session is closed — ask first.")
        assert not door.is_in(WANJIRU)
        door.press(Qt.Key.Key_F7)
        door.type("The organiser agrees")
        door.press(Qt.Key.Key_Return, "\r", control=True)
        door.settle()
        assert door.is_in(WANJIRU)
