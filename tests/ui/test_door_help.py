"""The keys of the door on one sheet, the whole screen, and what the door says while another program has the keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from checkin.ui.door.door_help import DoorKeys
from tests.ui.hands import Door
from tests.ui.test_named_for_everyone import unnamed


def test_f1_shows_every_key_of_the_door_and_a_scan_behind_it_is_answered(door: Door) -> None:
    door.qtbot.keyClick(door.window, Qt.Key.Key_F1)
    keys = door.find(DoorKeys, "door_keys")
    assert keys.isVisible()
    assert unnamed(keys) == []
    said = " ".join(label.text() for label in keys.findChildren(QLabel))
    assert [key for key in (f"F{number}" for number in range(2, 13)) if key not in said] == []
    door.scan(door.code("Wanjiru Kamau"))
    assert door.is_in("Wanjiru Kamau")
    assert keys.isVisible()
    door.qtbot.keyClick(keys, Qt.Key.Key_F1)
    door.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def test_f11_takes_the_whole_screen_and_gives_it_back(door: Door) -> None:
    for whole in (True, False):
        door.qtbot.keyClick(door.window, Qt.Key.Key_F11)
        assert door.window.isFullScreen() is whole


def test_while_another_program_has_the_keys_the_door_says_so(door: Door) -> None:
    answer = door.page.answer
    answer.away.setInterval(10)
    answer._app_is(Qt.ApplicationState.ApplicationInactive)
    door.qtbot.waitUntil(lambda: door.verdict == "Click here. Scans are going to another window")
    # What a camera or a serial scanner reads meanwhile is answered, and then the door says it again.
    code = door.code("Wanjiru Kamau")
    answer.fade.setInterval(10)
    door.station.admit_code(code, by_camera=True)
    door.qtbot.waitUntil(lambda: door.is_in("Wanjiru Kamau"))
    door.qtbot.waitUntil(lambda: door.verdict.startswith("Click here"))
    answer._app_is(Qt.ApplicationState.ApplicationActive)
    assert door.verdict.startswith("Ready to scan")


def test_a_moment_between_two_windows_says_nothing(door: Door) -> None:
    answer = door.page.answer
    answer._app_is(Qt.ApplicationState.ApplicationInactive)
    answer._app_is(Qt.ApplicationState.ApplicationActive)
    assert not answer.away.isActive()
    assert door.verdict.startswith("Ready to scan")
