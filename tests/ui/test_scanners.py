"""Serial scanners and cameras at the door: their scans are judged as any, chosen with one key, and remembered."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from checkin.domain.calibration import TEXT
from checkin.domain.journal import Method
from checkin.scanning.camera import CameraScanner, CameraState
from checkin.scanning.serial import PortState
from checkin.ui.desk.sessions_dialog import SessionsDialog
from checkin.ui.scanners.scanner_wording import camera_line, camera_problem, port_line, port_problem
from checkin.ui.scanners.scanners import after
from tests.scanning.drawn_frames import code_image, frame_of, scene
from tests.scanning.test_serial import Line
from tests.ui.hands import Door


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    line = Line(tmp_path)
    yield line
    line.close()


def camera_of(door: Door) -> CameraScanner:
    """The desk's camera scanner, with a camera that this laptop does not have."""
    door.desk.scanners.use_camera("/dev/video99")
    assert door.desk.scanners.camera is not None
    return door.desk.scanners.camera


# -- serial --------------------------------------------------------------------------------------------------------


def test_a_serial_scan_is_judged_while_a_walk_in_is_typed(door: Door, line: Line) -> None:
    door.desk.scanners.use_port(str(line.link))
    door.press(Qt.Key.Key_F4)
    door.type("Amina")
    line.send(door.code("Wanjiru Kamau").encode() + b"\r\n")
    door.qtbot.waitUntil(lambda: door.is_in("Wanjiru Kamau"))
    door.settle()
    assert "Wanjiru Kamau" in door.verdict
    assert [fact.method for fact in door.facts()] == [Method.SCAN]
    door.press(Qt.Key.Key_Escape)
    assert door.page.form.name.text() == "Amina"


def test_half_a_code_on_the_port_asks_to_scan_again(door: Door, line: Line) -> None:
    door.desk.scanners.use_port(str(line.link))
    line.send(door.code("Wanjiru Kamau")[:10].encode() + b"\r\n")
    door.qtbot.waitUntil(lambda: "scan again" in door.verdict)
    assert not door.is_in("Wanjiru Kamau")


def test_an_unplugged_scanner_is_said_at_the_door_until_it_is_back(door: Door, line: Line) -> None:
    scanners = door.desk.scanners
    scanners.use_port(str(line.link))
    assert scanners.serial is not None
    notice = door.find(QLabel, "scanner_port_notice")
    assert not notice.isVisible()
    line.unplug()
    door.qtbot.waitUntil(notice.isVisible)
    assert "not plugged in" in notice.text()
    line.plug()
    door.qtbot.waitUntil(lambda: not notice.isVisible())


def test_in_the_scanner_check_a_serial_scan_teaches_and_admits_nobody(door: Door, line: Line) -> None:
    scanners = door.desk.scanners
    scanners.use_port(str(line.link))
    page = door.desk.check.open()
    code = door.code("Wanjiru Kamau")
    line.send(b"<" + TEXT.encode() + b">\r\n")
    door.qtbot.waitUntil(lambda: door.desk.settings.serial.prefix == "<")
    assert door.desk.settings.serial.suffix == ">"
    assert door.desk.settings.scanner.prefix == ""
    line.send(b"<" + code.encode() + b">\r\n")
    door.qtbot.waitUntil(lambda: any(code in value.text() for value in page._values))
    assert door.facts() == []
    door.press(Qt.Key.Key_Escape)
    line.send(b"<" + code.encode() + b">\r\n")
    door.qtbot.waitUntil(lambda: door.is_in("Wanjiru Kamau"))


def test_f4_goes_through_the_ports_and_the_choice_is_remembered(door: Door) -> None:
    page = door.desk.check.open()
    button = door.find(QPushButton, "scanner_port")
    assert "none" in button.text()
    from checkin.scanning.serial import ports  # noqa: PLC0415

    for port in ports():
        door.press(Qt.Key.Key_F4)
        assert door.desk.settings.port == port.key
        assert port.title in button.text()
    door.press(Qt.Key.Key_F4)
    assert door.desk.settings.port == ""
    assert "none" in button.text()
    assert page.isVisible()


# -- camera --------------------------------------------------------------------------------------------------------


def test_a_badge_in_front_of_the_camera_is_judged_once(door: Door) -> None:
    camera = camera_of(door)
    view = door.desk.scanners.view
    assert not view.isVisible()
    code = door.code("José Álvarez Núñez")
    for seed in range(5):
        camera.sink.setVideoFrame(frame_of(scene(code_image(code), seed=seed)))
        door.qtbot.waitUntil(lambda: not camera._looks)
    door.qtbot.waitUntil(lambda: door.is_in("José Álvarez Núñez"))
    door.settle()
    assert [fact.method for fact in door.facts()] == [Method.CAMERA]
    assert door.find(QLabel, "door_so_far").text() == "Came so far 1 · scans 1"
    door.pages.registrants.show_registrant(door.registrant("José Álvarez Núñez").id)
    door.settle()
    history = door.pages.registrants.person._history
    assert "Checked in (Door A · camera)" in history.item(history.count() - 1).text()
    assert view.isVisible()
    assert not view._picture.isNull()
    door.desk.scanners.use_camera("")
    assert not view.isVisible()
    assert view._picture.isNull()


def test_a_web_link_in_front_of_the_camera_is_told_and_never_opened(door: Door) -> None:
    camera = camera_of(door)
    camera.sink.setVideoFrame(frame_of(scene(code_image("https://bit.ly/ImPACT-form"))))
    door.qtbot.waitUntil(lambda: "not one of our badges" in door.verdict)


def test_the_test_code_before_the_camera_opens_the_check(door: Door) -> None:
    camera = camera_of(door)
    camera.sink.setVideoFrame(frame_of(scene(code_image(TEXT, side=500))))
    door.qtbot.waitUntil(lambda: door.desk.check.page is not None and door.desk.check.page.isVisible())
    assert door.facts() == []


def test_a_camera_that_is_gone_or_in_use_is_said_at_the_door(door: Door) -> None:
    camera = camera_of(door)
    notice = door.find(QLabel, "scanner_camera_notice")
    assert "not plugged in" in notice.text()
    camera._set(CameraState.BUSY)
    assert notice.isVisible()
    assert "Zoom" in notice.text()
    camera.sink.setVideoFrame(frame_of(scene()))
    door.qtbot.waitUntil(lambda: not notice.isVisible())


def test_f2_at_the_door_chooses_a_camera_or_says_that_there_is_none(door: Door) -> None:
    QTest.keyClick(door.page.field, Qt.Key.Key_F2)
    notice = door.find(QLabel, "scanner_camera_notice")
    if door.desk.settings.camera == "":
        assert "No camera was found" in notice.text()
    assert door.page.field.hasFocus()


def test_the_choices_go_round() -> None:
    assert [after(["", "a", "b"], key) for key in ("", "a", "b", "gone")] == ["a", "b", "", "a"]
    assert after([""], "") == ""


def test_every_state_has_words() -> None:
    for state in PortState:
        assert port_line("COM3", state)
        assert bool(port_problem("COM3", state)) is (state not in {PortState.OFF, PortState.OPEN})
    for camera in CameraState:
        assert camera_line("Webcam", camera)
        assert bool(camera_problem("Webcam", camera)) is (camera in {CameraState.MISSING, CameraState.BUSY})
    assert "zoom" in camera_problem("Webcam", CameraState.BUSY, ["zoom"])


def test_neither_library_is_loaded_before_it_is_used() -> None:
    asks = "import checkin.app, checkin.ui.desk_pages, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asks], check=True, capture_output=True, text=True, env={**os.environ})
    loaded = set(done.stdout.split())
    assert "checkin.ui.scanners.scanners" in loaded
    assert not loaded & {"PySide6.QtMultimedia", "PySide6.QtSerialPort", "zxingcpp", "checkin.ui.scanners.doctor_page"}


def test_no_shortcut_of_the_window_takes_a_key_of_the_door_or_of_another(door: Door) -> None:
    QTest.keyClick(door.page.field, Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    dialog = door.frame.findChild(SessionsDialog)
    assert dialog is not None
    dialog.reject()
    shortcuts = [one.key().toString() for one in door.window.findChildren(QShortcut)]
    assert sorted(shortcuts) == sorted(set(shortcuts))
    assert not set(shortcuts) & {"Shift+F2", "F3", "F4", "F5", "F6", "F7", "F8", "Shift+F8"}
