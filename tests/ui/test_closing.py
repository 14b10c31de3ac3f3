"""Closing the window while work runs: it neither hangs nor crashes, and what was said to be saved is saved."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from checkin.domain.registrant import Details
from checkin.services import demo
from checkin.storage.event_file import open_event
from tests.ui.hands import make_event, open_window

MANY = [Details(f"Person Number {number}", organisation="Ubuntu Court Watch") for number in range(250)]


def test_twenty_windows_closed_in_the_middle_of_imports_and_exports(qtbot: QtBot, tmp_path: Path) -> None:
    path = make_event(tmp_path / "e.checkin")
    longest = 0.0
    for turn in range(20):
        with open_window(qtbot, path) as door:
            window = door.window
            window.open_page((door.page, window.page_registrants, window.page_badges, window.page_attendance)[turn % 4])
            out = tmp_path / f"turn{turn}"
            out.mkdir()
            door.pages.attendance.export_to(out / "attendance.xlsx")
            door.pages.attendance.export_to(out / "attendance.pdf")
            door.pages.badges.save_pdf(out / "badges.pdf")
            door.station.search("wanj")
            door.station.admit_code(door.code("Wanjiru Kamau"))
            guide = door.pages.load_list()
            guide.list.take(demo.LIST)
            if turn % 2:
                qtbot.waitUntil(guide.columns.isVisible)
                guide._on_next()
            if turn % 4 == 3:
                qtbot.waitUntil(guide.check.isVisible)
                guide._on_next()
            for _ in range(turn % 5):
                QCoreApplication.processEvents()
            began = time.monotonic()
            window.close()
            longest = max(longest, time.monotonic() - began)
            QCoreApplication.processEvents()
            assert window.station is None
        assert list(out.glob("*.part")) == []
    assert longest < 5
    with closing(open_event(path)) as event:
        assert event.is_whole() == "ok"


def test_a_check_in_that_was_asked_for_is_written_before_the_window_goes(qtbot: QtBot, tmp_path: Path) -> None:
    path = make_event(tmp_path / "e.checkin")
    with open_window(qtbot, path) as door:
        code = door.code("Wanjiru Kamau")
        door.scan(code)
        door.window.close()
    with open_window(qtbot, path) as door:
        assert door.is_in("Wanjiru Kamau")
        assert door.page.column._inside.text() == "1"


def test_closing_does_not_wait_for_hundreds_of_badges(qtbot: QtBot, tmp_path: Path) -> None:
    path = make_event(tmp_path / "e.checkin", MANY)
    with open_window(qtbot, path) as door:
        door.window.open_page(door.window.page_badges)
        door.settle()
        began = time.monotonic()
        door.pages.badges.save_pdf(tmp_path / "all.pdf")
        door.settle()
        whole = time.monotonic() - began
        door.pages.badges.save_pdf(tmp_path / "stopped.pdf")
        queue = door.station._files._worker._work_queue
        qtbot.waitUntil(lambda: queue.qsize() == 0)
        began = time.monotonic()
        door.window.close()
        assert time.monotonic() - began < whole / 2
    assert (tmp_path / "all.pdf").exists()
    assert not (tmp_path / "stopped.pdf").exists()
    assert list(tmp_path.glob(".*.part")) == []


def test_the_event_file_is_given_back(qtbot: QtBot, tmp_path: Path) -> None:
    path = make_event(tmp_path / "e.checkin")
    with open_window(qtbot, path) as door:
        door.scan(door.code("Wanjiru Kamau"))
        door.window.close()
        # Nothing of SQLite's is left beside it: the file can be copied or moved.
        assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["e.checkin"]
