"""A whole evening through the window: list, badges, queue, walk-in, a second laptop's door, a crash, the export."""

from __future__ import annotations

import csv
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from checkin.domain.registrant import Mode
from checkin.services import demo
from checkin.ui.lists.guide import Guide
from tests.ui.hands import Door, open_window


def checkin(*arguments: str | Path) -> str:
    command = [sys.executable, "-m", "checkin", *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def load_the_list(door: Door, path: Path) -> None:
    door.find(QPushButton, "welcome_new").click()
    guide = door.find(Guide, "page_guide")
    door.find(QLineEdit, "guide_event_name").setText("Just Institutions and the ICJ")
    guide.session.fields.zone.setCurrentText("Africa/Nairobi")
    field = door.find(QLineEdit, "guide_path")
    field.clear()
    field.setFocus()
    door.type(str(path))
    for page in (guide.list, guide.columns, guide.check, guide.done):
        if page is guide.columns:
            guide.list.take(demo.LIST)
        else:
            door.find(QPushButton, "guide_next").click()
        door.qtbot.waitUntil(page.isVisible)
    door.find(QPushButton, "guide_next").click()
    door.qtbot.waitUntil(lambda: door.window.station is not None)
    door.settle()


def printed_codes(pdf: Path, folder: Path) -> list[str]:
    command = ["pdftoppm", "-r", "200", "-gray", str(pdf), str(folder / "sheet")]
    subprocess.run(command, check=True)
    pictures = sorted(folder.glob("sheet*.pgm"))
    return [found.text for picture in pictures for found in zxingcpp.read_barcodes(Image.open(picture))]


def test_an_evening_at_the_door(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "kick-off.checkin"
    with open_window(qtbot, None) as door:
        load_the_list(door, path)
        # The badges are printed, cut and handed out; what is on them is what the scanner reads.
        door.window.open_page(door.window.page_badges)
        door.settle()
        door.pages.badges.save_pdf(tmp_path / "badges.pdf")
        door.settle()
        codes = printed_codes(tmp_path / "badges.pdf", tmp_path)
        everyone = door.everyone()
        assert len(everyone) > 160
        assert set(codes) == {person.registrant.own_code for person in everyone}
        assert len(codes) == len(set(codes))
        # The queue: a badge each; one of them twice; one is read badly at first.
        in_room = {one.registrant.own_code for one in everyone if one.registrant.details.mode is Mode.ROOM}
        queue = [code for code in codes if code in in_room][:12]
        door.window.open_page(door.page)
        for code in queue:
            door.scan(code)
            assert door.verdict.startswith("Welcome — come in. ")
        door.scan(queue[3])
        assert "Scanned once — all good" in door.verdict or door.verdict.startswith("Already checked in.")
        door.scan(codes[-1][:11])
        assert door.verdict.startswith("Could not read that")
        # Someone who left the badge at home, and someone who never registered.
        late = next(one.registrant for one in everyone if one.registrant.own_code == codes[-1])
        door.look_for(late.details.email)
        door.pause()
        door.press(Qt.Key.Key_Return, "\r")
        door.settle()
        assert door.verdict.startswith(f"Welcome — come in. {late.name}.")
        door.press(Qt.Key.Key_F4)
        door.type("Achieng Otieno")
        door.press(Qt.Key.Key_Return, "\r", control=True)
        door.settle()
        assert door.page.column._inside.text() == "14"
    # The laptop is closed and opened again; another door has admitted someone meanwhile; a mistake is undone.
    checkin("admit", path, codes[-2])
    with open_window(qtbot, path) as door:
        assert door.page.column._inside.text() == "15"
        door.press(Qt.Key.Key_F8)
        door.settle()
        assert door.verdict.startswith("Undone.")
        door.window.open_page(door.window.page_attendance)
        door.settle()
        assert door.find(QLabel, "attendance_in_room").text() == "14"
        door.pages.attendance.export_to(tmp_path / "attendance.csv")
        door.settle()
    with (tmp_path / "attendance.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == len(everyone) + 1
    assert "the numbers add up" in checkin("check", path)


SCAN_AND_DIE = """
import os, signal, sys
from pathlib import Path
from checkin.app import Desk
from checkin.settings import Settings

desk = Desk(remembered=Settings())
desk.open(Path(sys.argv[1]))

def seen(verdict):
    print(desk.frame.page_door.verdict.accessibleName(), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)

desk.window.station.judged.connect(seen)
desk.window.station.admit_code(sys.argv[2])
desk.app.exec()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_crash_right_after_the_verdict_loses_nobody(qtbot: QtBot, tmp_path: Path) -> None:
    path = demo.make_demo(tmp_path)
    with open_window(qtbot, path) as door:
        absent = next(one.registrant for one in door.people().values() if one.entry is None)
        inside = int(door.page.column._inside.text())
    command = [sys.executable, "-c", SCAN_AND_DIE, str(path), absent.own_code]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    assert ended.stdout.startswith(f"Welcome — come in. {absent.name}")
    with open_window(qtbot, path) as door:
        assert int(door.page.column._inside.text()) == inside + 1
        assert door.is_in(absent.name)
