"""The panel: how long a verdict stays, undo, a disk that is full, and what other stations do."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from checkin.domain.code import new_code
from checkin.domain.journal import FactKind
from checkin.services import desk, events
from checkin.storage.event_file import open_event
from checkin.ui.door.door_answer import STAYS_MS
from tests.ui.hands import Door, until


def test_f8_undoes_the_last_check_in(door: Door) -> None:
    door.scan(door.code("Wanjiru Kamau"))
    door.press(Qt.Key.Key_F8)
    door.settle()
    assert door.verdict == "Undone. Wanjiru Kamau. is no longer checked in"
    assert not door.is_in("Wanjiru Kamau")
    assert [fact.kind for fact in door.facts()] == [FactKind.ADMITTED, FactKind.UNDONE]


def test_f8_again_undoes_the_one_before(door: Door) -> None:
    for name in ("Wanjiru Kamau", "Li Wei 李伟"):
        door.scan(door.code(name))
    for name in ("Li Wei 李伟", "Wanjiru Kamau"):
        # A second press that comes at once is nervousness, and left alone; this one is meant.
        door.qtbot.waitUntil(lambda: not door.page._rest.isActive())
        door.find(QPushButton, "door_undo").click()
        door.settle()
        assert door.verdict.startswith(f"Undone. {name}.")


def test_undo_with_nothing_to_undo_says_so(door: Door) -> None:
    door.press(Qt.Key.Key_F8)
    door.settle()
    assert door.verdict == (
        "That did not work. There is no check-in to undo. This station has let nobody in who is still checked in."
    )
    assert door.facts() == []


def test_a_verdict_stays_eight_seconds_and_goes_by_itself(door: Door) -> None:
    assert door.page.answer.fade.interval() == STAYS_MS == 8000
    door.page.answer.fade.setInterval(50)
    door.scan(door.code("Wanjiru Kamau"))
    door.qtbot.waitUntil(lambda: door.verdict.startswith("Ready to scan"))


def test_a_verdict_does_not_go_while_a_name_is_being_typed(door: Door) -> None:
    door.page.answer.fade.setInterval(50)
    door.scan(door.code("Wanjiru Kamau"))
    door.type("m")
    door.qtbot.waitUntil(lambda: not door.page.answer.fade.isActive())
    assert door.page.field.text() == "m"


def fill_the_disk(door: Door) -> None:
    """Allow the file no further page, and use up what is left in the last ones."""
    pages = door.station._door_file._raw
    pages.execute(f"PRAGMA max_page_count={pages.execute('PRAGMA page_count').fetchone()[0]}")
    for _ in range(200):
        door.station.admit_code(new_code())
        door.settle()
        if door.verdict.startswith("STOP"):
            return
    pytest.fail("the disk does not fill up")


def free_the_disk(door: Door) -> None:
    """Let the file grow again."""
    door.station._door_file._raw.execute("PRAGMA max_page_count=100000")


def test_a_full_disk_says_whose_name_goes_on_paper_and_that_stays(door: Door) -> None:
    code = door.code("Wanjiru Kamau")
    fill_the_disk(door)
    door.page.answer.fade.setInterval(50)
    door.scan(code)
    assert door.verdict.startswith("STOP — not saved. Wanjiru Kamau. The disk is full.")
    assert "Write this name on paper: Wanjiru Kamau." in door.verdict
    assert not door.is_in("Wanjiru Kamau")
    assert not door.page.answer.fade.isActive()
    # Beside it, nothing says that everything is saved.
    assert not door.find(QLabel, "saved_notice").isVisible()
    door.type("al")
    door.qtbot.waitUntil(lambda: door.shows_hits)
    for _ in range(2):
        door.press(Qt.Key.Key_Backspace, "\b")
    assert door.verdict.startswith("STOP — not saved. Wanjiru Kamau.")
    door.press(Qt.Key.Key_Escape)
    assert door.verdict.startswith("Ready to scan")


def test_the_welcome_of_the_one_before_does_not_stand_there_while_the_file_is_busy(door: Door) -> None:
    first, second = door.code("Li Wei 李伟"), door.code("Wanjiru Kamau")
    door.scan(first)
    with closing(sqlite3.connect(door.station.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        door.letters(second, each=5)
        door.press(Qt.Key.Key_Return, "\r")
        door.qtbot.waitUntil(lambda: door.verdict.startswith("One moment. Not saved yet."))
        assert not door.page.answer.fade.isActive()
        other.execute("ROLLBACK")
    door.settle()
    assert door.verdict.startswith("Welcome — come in. Wanjiru Kamau")
    assert door.page.answer.fade.isActive()


def test_once_there_is_room_again_the_same_scan_is_saved(door: Door) -> None:
    code = door.code("Wanjiru Kamau")
    fill_the_disk(door)
    free_the_disk(door)
    door.scan(code)
    assert door.verdict.startswith("Welcome — come in. Wanjiru Kamau")
    assert door.is_in("Wanjiru Kamau")
    assert door.find(QLabel, "saved_notice").isVisible()


def test_a_walk_in_that_the_disk_refused_can_be_saved_later(door: Door) -> None:
    fill_the_disk(door)
    door.press(Qt.Key.Key_Escape)
    door.press(Qt.Key.Key_F4)
    door.type("Achieng Otieno")
    door.press(Qt.Key.Key_Return, "\r", control=True)
    door.settle()
    assert door.verdict.startswith("STOP — not saved. Achieng Otieno.")
    free_the_disk(door)
    door.press(Qt.Key.Key_Escape)
    assert door.page.form.name.text() == "Achieng Otieno"
    door.pause()
    door.press(Qt.Key.Key_Return, "\r", control=True)
    door.settle()
    assert door.is_in("Achieng Otieno")


def test_a_check_in_by_another_program_arrives_within_two_seconds(door: Door) -> None:
    code = door.code("Wanjiru Kamau")
    command = [sys.executable, "-m", "checkin", "admit", str(door.station.path), code]
    subprocess.run(command, check=True, capture_output=True)
    until(door.qtbot, lambda: door.page.column._inside.text() == "1", seconds=2)
    arrival = door.page.column._recent.item(0)
    assert arrival.data(Qt.ItemDataRole.AccessibleTextRole) == "Wanjiru Kamau, In"
    door.clock.go_on(minutes=1)
    door.scan(code)
    assert door.verdict.startswith("Already checked in. Wanjiru Kamau.")


def test_a_change_by_another_connection_reaches_every_page(door: Door) -> None:
    door.window.open_page(door.pages.attendance)
    door.settle()
    with closing(open_event(door.station.path)) as other:
        place = events.place_of(events.the_event(other), "Door B")
        desk.admit_code(other, door.code("Li Wei 李伟"), place, door.clock() - timedelta(minutes=3))
    number = door.find(QLabel, "attendance_in_room")
    until(door.qtbot, lambda: number.text() == "1", seconds=2)
