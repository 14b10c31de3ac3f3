"""Practice: invented guests, unmistakable, one key back, and the real file is never touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from checkin.domain.code import is_own_code
from checkin.domain.harmless_codes import TRIAL_CODE, practice_code
from checkin.domain.journal import FactKind
from checkin.services import demo
from checkin.ui.parts.theme import LIGHT
from tests.ui.hands import Door, open_window


@pytest.fixture
def practice(door: Door) -> Door:
    """The door in practice; `door.real` is the file that must not be touched."""
    door.scan(door.code("Wanjiru Kamau"))
    door.pages.practice.begin()
    door.settle()
    return door


def back(door: Door) -> None:
    door.qtbot.keyClick(door.window, Qt.Key.Key_F12)
    door.settle()


def sign(door: Door) -> QLabel:
    return door.find(QLabel, "practice_sign")


def test_practice_is_seen_in_frame_words_and_title(practice: Door) -> None:
    door = practice
    assert sign(door).isVisible()
    assert sign(door).text().startswith("PRACTICE")
    assert door.window.windowTitle() == "PRACTICE — Check-in"
    assert not door.find(QLabel, "saved_notice").isVisible()
    assert door.frame.grab().toImage().pixelColor(3, 300).name().upper() == LIGHT.practice
    back(door)
    assert not sign(door).isVisible()
    assert door.window.windowTitle() == "Just Institutions and the ICJ — Check-in"
    assert door.find(QLabel, "saved_notice").isVisible()


def test_what_is_practised_is_gone_and_the_real_file_was_never_touched(practice: Door, event_path: Path) -> None:
    door, folder = practice, practice.station.path.parent
    assert door.station.path != event_path
    door.scan(practice_code(0))
    assert door.verdict.startswith("Welcome — come in. Achieng Odhiambo")
    door.scan(practice_code(10))
    assert door.verdict.startswith("Registration was cancelled")
    door.scan(practice_code(9))
    assert door.verdict.startswith("Already checked in")
    door.scan(practice_code(12))
    assert "Give the headset" in door.verdict
    back(door)
    assert door.station.path == event_path
    assert not folder.exists()
    assert [fact.kind for fact in door.facts()] == [FactKind.ADMITTED]
    assert str(folder) not in " ".join(door.desk.settings.recent)


def test_a_real_badge_in_practice_says_so_and_admits_nobody(door: Door) -> None:
    code = door.code("Wanjiru Kamau")
    door.pages.practice.begin()
    door.settle()
    inside = door.page.column._inside.text()
    for scan in (code, "EB-1234-5678-9012"):
        door.scan(scan)
        assert door.verdict.startswith("Not a practice badge. Nobody was checked in")
    assert door.page.column._inside.text() == inside
    back(door)
    assert not door.is_in("Wanjiru Kamau")
    door.scan(code)
    assert door.is_in("Wanjiru Kamau")


def test_a_practice_badge_at_the_real_door_and_the_trial_badge_admit_nobody(door: Door) -> None:
    assert all(is_own_code(practice_code(n)) for n in (0, 1, 12, 65_535))
    assert len({practice_code(n) for n in range(300)}) == 300
    assert is_own_code(TRIAL_CODE)
    door.scan(practice_code(0))
    assert door.verdict.startswith("That is a practice badge. Nobody was checked in")
    door.scan(TRIAL_CODE)
    assert door.verdict == "The scanner works. That was the trial badge. Nobody was checked in."
    assert [(fact.kind, fact.registrant_id) for fact in door.facts()] == [
        (FactKind.REFUSED, None),
        (FactKind.TESTED, None),
    ]


def test_practice_that_is_left_alone_goes_back_by_itself(practice: Door, event_path: Path) -> None:
    shift = practice.pages.shift
    shift.look(0)
    shift.look(599)
    assert practice.station.place.session.is_practice
    shift.look(600)
    practice.settle()
    assert practice.station.path == event_path
    assert not shift.is_locked


def test_the_pin_of_the_real_door_outlasts_practice(door: Door) -> None:
    def begin(name: str, pin: str) -> None:
        door.pages.shift.lock()
        door.pages.shift.bar.name.setText(name)
        door.pages.shift.bar.pin.setText(pin)
        door.press(Qt.Key.Key_Return, "\r", control=True)
        door.settle()

    begin("Amina", "4711")
    door.pages.practice.begin()
    door.settle()
    begin("A trainee", "")
    assert door.station.place.operator == "A trainee"
    back(door)
    assert door.station.place.operator == "Amina"
    assert door.pages.shift.is_locked
    begin("Amina", "4711")
    assert not door.pages.shift.is_locked


def test_f12_does_nothing_at_the_real_door(door: Door, event_path: Path) -> None:
    door.scan(door.code("Wanjiru Kamau"))
    back(door)
    assert door.station.path == event_path
    assert "Wanjiru" in door.verdict


def test_who_was_at_the_door_and_the_demos_clock_are_there_again(qtbot: QtBot) -> None:
    with open_window(qtbot, None) as door:
        door.desk.open_demo()
        door.settle()
        notice = door.frame.notice
        door.pages.practice.begin()
        door.settle()
        assert door.frame.notice == ""
        back(door)
        assert door.frame.notice == notice
        assert door.station.place.session.name == "Kick-off session"
        assert abs((door.station.clock() - demo.DEMO_NOW).total_seconds()) < 120
