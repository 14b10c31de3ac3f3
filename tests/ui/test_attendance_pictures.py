"""The pictures of the attendance page and their tables: the same numbers, beside each other or below."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QTableView, QWidget
from pytestqt.qtbot import QtBot

from checkin.ui.parts.theme import DARK
from tests.ui.hands import Door, open_window

HEADINGS = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes)\n"
CALL = (
    "Wanjiru Kamau,w.kamau@mzalendo.example,05/10/2024 12:31:00 PM,05/10/2024 12:44:00 PM,13\n"
    "José Álvarez Núñez,jose@foro.example,05/10/2024 12:31:00 PM,05/10/2024 01:10:00 PM,39\n"
    "José Álvarez Núñez,jose@foro.example,05/10/2024 01:00:00 PM,05/10/2024 01:20:00 PM,20\n"
)


def shown(table: QTableView) -> list[list[str]]:
    """The headings and rows of a table, as a person reads them."""
    model = table.model()
    columns = range(model.columnCount())
    headings = [str(model.headerData(column, Qt.Orientation.Horizontal)) for column in columns]
    return [headings] + [
        [str(model.index(row, column).data()) for column in columns] for row in range(model.rowCount())
    ]


def load_the_call(door: Door) -> None:
    report = door.station.path.parent / "participants.csv"
    report.write_text(HEADINGS + CALL, encoding="utf-8")
    door.window.open_page(door.window.page_online)
    door.pages.online.loading.load_files([report])
    door.settle()


def a_session(door: Door) -> None:
    """Two come, one of them leaves after half an hour; two are online, one of these was in the room."""
    door.scan(door.code("Wanjiru Kamau"))
    door.clock.go_on(minutes=12)
    door.scan(door.code("Li Wei 李伟"))
    load_the_call(door)
    door.clock.go_on(hours=2)
    door.window.open_page(door.window.page_attendance)
    door.settle()


def table(door: Door, name: str) -> QTableView:
    return door.find(QTableView, f"{name}_numbers")


def test_the_tables_hold_what_the_pictures_show(door: Door) -> None:
    a_session(door)
    assert shown(table(door, "attendance_curve"))[:2] == [["Time", "Arrivals"], ["12:20 to 12:25", "1"]]
    rows = shown(table(door, "attendance_presence"))
    assert rows[0] == ["Time", "In the room", "Online", "Together"]
    numbers = {row[0]: row[1:] for row in rows[1:]}
    assert list(numbers) == [f"{minute // 60}:{minute % 60:02}" for minute in range(12 * 60 + 20, 14 * 60 + 5, 5)]
    assert numbers["12:20"] == ["1", "0", "1"]
    assert numbers["12:35"] == ["2", "2", "3"]
    assert numbers["12:45"] == ["2", "1", "3"]
    assert numbers["13:20"] == ["2", "0", "2"]
    assert numbers["14:00"] == ["2", "0", "2"]
    words = door.find(QLabel, "attendance_presence_words").text()
    assert "Most in the room at once: 2, at 12:32. Most online at once: 2, at 12:31." in words
    assert "until the end" in words
    assert door.find(QWidget, "attendance_presence").accessibleName().endswith(words)


def test_who_leaves_and_comes_back_goes_down_and_up(door: Door) -> None:
    door.clock.go_on(minutes=10)
    door.station.set_rules(replace(door.station.place.session, exits=True), lambda: None, print)
    door.settle()
    door.scan(door.code("Wanjiru Kamau"))
    for _ in range(2):
        door.clock.go_on(minutes=11)
        door.press(Qt.Key.Key_F10, shift=True)
        door.scan(door.code("Wanjiru Kamau"))
    door.clock.go_on(minutes=3)
    door.window.open_page(door.window.page_attendance)
    door.settle()
    numbers = dict(shown(table(door, "attendance_presence"))[1:])
    assert numbers == {"12:30": "1", "12:35": "1", "12:40": "1", "12:45": "0", "12:50": "0", "12:55": "1"}


def test_one_who_came_the_day_before_makes_the_steps_longer_and_the_title_says_so(door: Door) -> None:
    door.clock.go_on(days=-1)
    door.scan(door.code("Wanjiru Kamau"))
    door.clock.go_on(days=1)
    door.scan(door.code("Li Wei 李伟"))
    door.window.open_page(door.window.page_attendance)
    door.settle()
    titles = [label.text() for label in door.window.page_attendance.findChildren(QLabel)]
    assert "Arrivals in steps of 20 minutes" in titles
    first = shown(table(door, "attendance_curve"))[1]
    assert first == ["2024-05-09 12:20 to 12:40", "1"]


def test_without_a_report_of_zoom_the_picture_says_what_is_missing(door: Door) -> None:
    door.scan(door.code("Wanjiru Kamau"))
    door.window.open_page(door.window.page_attendance)
    door.settle()
    assert shown(table(door, "attendance_presence"))[0] == ["Time", "In the room"]
    assert "No report of Zoom is loaded" in door.find(QLabel, "attendance_presence_words").text()
    assert "until now" in door.find(QLabel, "attendance_presence_words").text()
    load_the_call(door)
    door.window.open_page(door.window.page_attendance)
    door.settle()
    assert "No report" not in door.find(QLabel, "attendance_presence_words").text()


def test_before_anybody_came_there_are_pictures_and_no_tables(door: Door) -> None:
    door.window.open_page(door.window.page_attendance)
    door.settle()
    for name in ("attendance_curve", "attendance_presence"):
        assert door.find(QWidget, name).isVisible()
        assert not table(door, name).isVisible()


@pytest.mark.parametrize(("text_size", "is_beside"), [(100, True), (200, False)])
def test_a_table_stands_beside_its_picture_or_below_it(
    qtbot: QtBot, event_path: Path, text_size: int, *, is_beside: bool
) -> None:
    with open_window(qtbot, event_path, text_size=text_size, theme=DARK) as door:
        a_session(door)
        for name in ("attendance_curve", "attendance_presence"):
            picture, numbers = door.find(QWidget, name), table(door, name)
            qtbot.waitUntil(lambda numbers=numbers: numbers.isVisible() and numbers.height() > 60)
            at, there = (one.mapTo(door.window, QPoint(0, 0)) for one in (picture, numbers))
            assert (there.x() >= at.x() + picture.width()) is is_beside
            assert (there.y() >= at.y() + picture.height()) is not is_beside
            header = numbers.horizontalHeader()
            for column in range(header.count()):
                assert header.sectionSize(column) >= max(
                    numbers.sizeHintForColumn(column), header.sectionSizeHint(column)
                )


def test_a_screen_reader_finds_headings_and_cells(door: Door) -> None:
    a_session(door)
    numbers = table(door, "attendance_presence")
    assert numbers.accessibleName() == "In the room and online, in numbers"
    found = QAccessible.queryAccessibleInterface(numbers)
    assert found.role() is QAccessible.Role.Table
    children = [found.child(place) for place in range(found.childCount())]
    told = [name for child in children if child is not None and (name := child.text(QAccessible.Text.Name))]
    assert told[:8] == ["Time", "In the room", "Online", "Together", "12:20", "1", "0", "1"]
    assert len(told) == 4 * (21 + 1)


def test_whoever_reads_a_table_stays_at_their_row_while_more_people_come(door: Door) -> None:
    a_session(door)
    numbers = table(door, "attendance_presence")
    numbers.setCurrentIndex(numbers.model().index(15, 0))
    numbers.scrollToBottom()
    place = numbers.verticalScrollBar().value()
    assert place > 0
    door.station.admit(door.registrant("Ольга Фёдорова").id)
    door.settle()
    assert shown(numbers)[-1][1] == "3"
    assert numbers.currentIndex().row() == 15
    # Qt brings the chosen row into view by itself, a moment later and perhaps by one row.
    assert numbers.verticalScrollBar().value() == pytest.approx(place, abs=1)
    assert numbers.viewport().rect().contains(numbers.visualRect(numbers.currentIndex()))


def test_tab_goes_on_from_a_table_and_its_rows_are_reached_by_arrows(door: Door) -> None:
    a_session(door)
    numbers = table(door, "attendance_presence")
    numbers.setFocus()
    door.press(Qt.Key.Key_Down)
    assert numbers.currentIndex().row() in {0, 1}
    door.press(Qt.Key.Key_Tab)
    assert not numbers.hasFocus()
