"""The whole story of a session through the window: list, badges, door, Zoom, review, export, follow-up, erasing."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from checkin.domain.follow_up import FollowUp
from checkin.services import check
from checkin.storage.event_file import open_event
from checkin.ui.after.follow_up_form import FollowUpForm
from checkin.ui.people.erase_form import EraseButton, EraseForm
from tests.journeys.test_monday_and_thursday import LISTS, load
from tests.ui.hands import Door, make_event, open_window

IN_THE_ROOM = 5
SUM = re.compile(
    r"(\d+) registered \+ (\d+) walk-ins? \+ (\d+) online newcomers?"
    r" = (\d+) in the room only \+ (\d+) online only \+ (\d+) both \+ (\d+) no-shows?(?: \+ (\d+) cancelled)?"
)


@pytest.fixture
def door(qtbot: QtBot, tmp_path: Path) -> Iterator[Door]:
    with open_window(qtbot, make_event(tmp_path / "kick-off.checkin", people=())) as door:
        yield door


def the_sum(door: Door) -> tuple[list[int], str]:
    """The sum that the page shows, as numbers and in words; both sides agree."""
    door.window.open_page(door.window.page_attendance)
    door.settle()
    words = door.find(QLabel, "attendance_sum").text()
    found = SUM.fullmatch(words)
    assert found, words
    numbers = [int(number or 0) for number in found.groups()]
    assert sum(numbers[:3]) == sum(numbers[3:]), words
    return numbers, words


def people_come(door: Door) -> None:
    """Some are scanned in, and one walks in."""
    door.find(QToolButton, "open_page_door").click()
    for one in door.everyone()[:IN_THE_ROOM]:
        door.scan(one.registrant.own_code)
        assert door.verdict.startswith(f"Welcome — come in. {one.registrant.name}")
    door.press(Qt.Key.Key_F4)
    door.type("Achieng Walked In")
    door.press(Qt.Key.Key_Return, "\r", control=True)
    door.settle()
    assert door.is_in("Achieng Walked In")


def go_through_the_report(door: Door) -> None:
    """Load Zoom's report and answer every entry with a key: the first is new, the others are accepted or left aside."""
    door.window.open_page(door.window.page_online)
    door.settle()
    page = door.pages.online
    page.loading.load_files([LISTS / "impact_zoom_participants.csv"])
    for _ in range(2):
        door.settle()
    assert page.list.count()
    keys = [Qt.Key.Key_N]
    while left := page.list.count():
        key = keys.pop() if keys else Qt.Key.Key_Return
        for answer in (key, Qt.Key.Key_Delete):
            if page.list.count() == left:
                QTest.keyClick(page.list, answer)
                for _ in range(2):
                    door.settle()
        assert page.list.count() < left


def export(door: Door, path: Path) -> Path:
    door.pages.attendance.export_to(path)
    door.settle()
    assert door.find(QLabel, "attendance_done").text().startswith(f"Exported: {path}")
    return path


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def agree(door: Door, folder: Path) -> list[int]:
    """Export both files: the page, the Summary and the rows of each say the same."""
    numbers, words = the_sum(door)
    registered, walk_ins, newcomers, room, online, both, no_shows, cancelled = numbers
    book = CalamineWorkbook.from_path(str(export(door, folder / "attendance.xlsx")))
    summary = book.get_sheet_by_name("Summary").to_python()
    figures = {str(row[0]): row[1] for row in summary}
    expected = {
        "Registered": registered,
        "Walk-ins": walk_ins,
        "Online newcomers": newcomers,
        "In the room only": room,
        "Online only": online,
        "Both": both,
        "No-shows": no_shows,
        "Cancelled": cancelled,
        "The sum adds up, and agrees with the rows of Attendance": "Yes",
    }
    assert {name: figures[name] for name in expected} == expected
    assert words in figures
    heading, *rows = book.get_sheet_by_name("Attendance").to_python()
    of_sheet = Counter(row[heading.index("Attendance")] for row in rows)
    of_table = Counter(row["Attendance"] for row in rows_of(export(door, folder / "attendance.csv")))
    assert of_sheet == of_table
    assert (of_table["In person"], of_table["Online"], of_table["Both"]) == (room, online, both)
    assert of_table.total() == registered + walk_ins + newcomers
    return numbers


def write_follow_ups(door: Door, folder: Path) -> None:
    door.find(QPushButton, "attendance_follow_up").click()
    form = door.find(FollowUpForm, "follow_up_form")
    door.qtbot.waitUntil(lambda: door.station.idle and form.isVisible())
    form.write_to(folder)
    door.settle()
    form.close()


def erase(door: Door, name: str) -> None:
    page = door.pages.registrants
    door.window.open_page(page)
    door.settle()
    page.table.selectRow(page.model.row_of_name(name))
    door.settle()
    door.find(EraseButton, "person_erase").click()
    form = door.find(EraseForm, "erase_form")
    door.qtbot.waitUntil(form.isVisible)
    door.qtbot.keyClick(form.sure, Qt.Key.Key_Space)
    door.qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    door.qtbot.waitUntil(form._done.isVisible)
    door.settle()
    door.qtbot.keyClick(form, Qt.Key.Key_Escape)


def test_from_the_list_to_the_last_erasing_the_figures_add_up(door: Door, tmp_path: Path) -> None:
    assert load(door, LISTS / "impact_form.csv")["added"] == 166
    door.window.open_page(door.window.page_badges)
    door.settle()
    door.pages.badges.save_pdf(tmp_path / "badges.pdf")
    door.settle()
    assert (tmp_path / "badges.pdf").read_bytes().startswith(b"%PDF")

    people_come(door)
    go_through_the_report(door)
    door.clock.go_on(hours=5)
    door.station.refresh()
    door.settle()
    (tmp_path / "before").mkdir()
    before = agree(door, tmp_path / "before")
    assert before[:2] == [166, 1]
    assert before[2] == 1
    assert before[3] + before[5] == IN_THE_ROOM + 1
    assert before[4] > 0

    letters = tmp_path / "letters"
    write_follow_ups(door, letters)
    assert len(rows_of(letters / f"{FollowUp.THANK_YOU_ONLINE.value.replace('_', '-')}.csv")) > 0

    erased = next(one.registrant for one in door.everyone() if one.entry is not None)
    erase(door, erased.name)
    assert erased.name not in door.people()
    (tmp_path / "after").mkdir()
    assert agree(door, tmp_path / "after") == before
    assert erased.name not in (tmp_path / "after" / "attendance.csv").read_text(encoding="utf-8-sig")
    with closing(open_event(door.station.path)) as event:
        assert check.check(event) == []
