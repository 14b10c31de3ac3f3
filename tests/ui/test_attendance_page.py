"""The attendance page: figures that add up and follow the door, and the file for afterwards."""

from __future__ import annotations

import csv
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from python_calamine import CalamineWorkbook

from checkin.ui.after.attendance_page import AttendancePage
from tests.ui.hands import Door


@pytest.fixture
def page(door: Door) -> AttendancePage:
    door.scan(door.code("Wanjiru Kamau"))
    door.clock.go_on(minutes=6)
    door.scan(door.code("Li Wei 李伟"))
    door.press(Qt.Key.Key_F4)
    door.type("Achieng")
    door.press(Qt.Key.Key_Return, "\r", control=True)
    door.settle()
    door.window.open_page(door.window.page_attendance)
    door.settle()
    return door.pages.attendance


def figures(door: Door) -> dict[str, int]:
    names = ("in_room", "registered", "walk_ins", "absent")
    return {name: int(door.find(QLabel, f"attendance_{name}").text()) for name in names}


def test_the_figures_add_up_and_follow_the_door(door: Door, page: AttendancePage) -> None:
    assert figures(door) == {"in_room": 3, "registered": 6, "walk_ins": 1, "absent": 4}
    assert page._sum.text() == "6 registered + 1 walk-in = 3 in the room + 4 not yet here"
    door.station.undo_last()
    door.settle()
    assert figures(door) == {"in_room": 2, "registered": 6, "walk_ins": 1, "absent": 5}


def test_people_inside_unique_people_and_scans_stand_apart(door: Door, page: AttendancePage) -> None:
    door.station.set_rules(replace(door.station.place.session, exits=True), lambda: None, print)
    door.settle()
    door.window.open_page(door.page)
    for name in ("Wanjiru Kamau", "Li Wei 李伟"):  # read once more, an hour later
        door.clock.go_on(hours=1)
        door.scan(door.code(name))
    door.press(Qt.Key.Key_F10)  # Li Wei leaves
    door.settle()
    door.window.open_page(door.window.page_attendance)
    door.settle()
    shown = {name: door.find(QLabel, f"attendance_{name}").text() for name in ("inside", "in_room", "scans")}
    assert shown == {"inside": "2", "in_room": "3", "scans": "4"}
    assert "1 have left; 2 are inside" in door.find(QLabel, "attendance_apart").text()


def test_after_the_end_those_who_did_not_come_are_no_shows(door: Door, page: AttendancePage) -> None:
    door.clock.go_on(hours=5)
    door.station.refresh()
    door.settle()
    assert page._sum.text() == "6 registered + 1 walk-in = 3 in the room + 4 no-shows"


def test_the_curve_is_painted_and_told_in_words(door: Door, page: AttendancePage) -> None:
    curve = door.find(QWidget, "attendance_curve")
    assert "12:20" in curve.accessibleName()
    assert door.find(QLabel, "attendance_peak").text() == "Most came from 12:25 to 12:30: 2"
    image = curve.grab().toImage()
    assert len({image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}) > 3


def test_before_anyone_has_come_it_says_so(door: Door) -> None:
    door.window.open_page(door.window.page_attendance)
    door.settle()
    assert door.find(QLabel, "attendance_peak").text() == "Nobody has come yet."


def test_the_workbook_holds_everyone(door: Door, page: AttendancePage, tmp_path: Path) -> None:
    page.export_to(tmp_path / "attendance.xlsx")
    door.settle()
    assert door.find(QLabel, "attendance_done").text().startswith(f"Exported: {tmp_path / 'attendance.xlsx'} — 6 reg")
    book = CalamineWorkbook.from_path(str(tmp_path / "attendance.xlsx"))
    cells = {str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row}
    assert set(door.people()) <= cells


def test_the_table_says_who_came_and_who_did_not(door: Door, page: AttendancePage, tmp_path: Path) -> None:
    page.export_to(tmp_path / "attendance.csv")
    door.settle()
    with (tmp_path / "attendance.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    text = {" ".join(row.values()) for row in rows}
    assert len(rows) == 7
    assert sum("12:20" in row or "12:26" in row for row in text) == 3


def test_the_report_is_a_pdf_with_the_names(door: Door, page: AttendancePage, tmp_path: Path) -> None:
    page.export_to(tmp_path / "attendance.pdf")
    door.settle()
    command = ["pdftotext", str(tmp_path / "attendance.pdf"), "-"]
    words = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert "Wanjiru Kamau" in words
    assert "Achieng" in words


@pytest.mark.parametrize("name", ["attendance.xlsx", "attendance.csv", "attendance.pdf"])
def test_an_existing_file_is_kept_unless_it_was_asked_about(
    door: Door, page: AttendancePage, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_text("precious", encoding="utf-8")
    page.export_to(tmp_path / name)
    door.settle()
    assert "There is already a file" in page._problem.text()
    assert (tmp_path / name).read_text(encoding="utf-8") == "precious"
    page.export_to(tmp_path / name, replace=True)
    door.settle()
    assert page._done.isVisible()
    assert not page._problem.isVisible()
    assert (tmp_path / name).read_bytes() != b"precious"


def test_another_ending_is_refused_in_one_sentence(door: Door, page: AttendancePage, tmp_path: Path) -> None:
    page.export_to(tmp_path / "attendance.docx")
    door.settle()
    assert "cannot be exported as attendance.docx" in page._problem.text()
    assert list(tmp_path.glob("*.docx")) == []


def test_a_very_long_path_does_not_push_the_page_out_of_the_window(
    door: Door, page: AttendancePage, tmp_path: Path
) -> None:
    folder = tmp_path / ("a" * 120) / ("b" * 120)
    folder.mkdir(parents=True)
    page.export_to(folder / "attendance.csv")
    door.settle()
    done = door.find(QLabel, "attendance_done")
    assert str(folder) in done.text()
    assert page.minimumSizeHint().width() < 900
    assert done.width() < door.window.width()
