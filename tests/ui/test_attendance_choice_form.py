"""The form for what goes into the attendance file: kept in the event file, and followed by every export."""

from __future__ import annotations

import csv
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from checkin.domain.attendance_choice import Choice, Pages
from checkin.domain.registrant import Answer
from checkin.services import attendance
from checkin.storage.event_file import open_event
from checkin.ui.after.attendance_choice_form import AttendanceChoiceForm
from tests.ui.hands import PEOPLE, Door, make_event, open_window


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Door:
    agreed = replace(PEOPLE[0], mailing=Answer.YES, other={"Diet": "vegan"})
    with open_window(qtbot, make_event(tmp_path / "kick-off.checkin", [agreed, *PEOPLE[1:]])) as door:
        door.window.open_page(door.window.page_attendance)
        door.settle()
        yield door


def opened(door: Door) -> AttendanceChoiceForm:
    door.find(QPushButton, "attendance_choice").click()
    door.settle()
    return door.find(AttendanceChoiceForm, "attendance_choice_form")


def tick(form: AttendanceChoiceForm, heading: str, state: Qt.CheckState) -> None:
    [item] = form.columns.findItems(heading, Qt.MatchFlag.MatchExactly)
    item.setCheckState(state)


def kept(door: Door) -> Choice:
    with closing(open_event(door.station.path)) as event:
        return attendance.choice_of(event)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_what_is_chosen_is_kept_and_holds_for_the_next_export(desk: Door, tmp_path: Path) -> None:
    form = opened(desk)
    said = form.findChild(QLabel, "choice_said")
    assert said is not None
    assert said.text() == "People in the file: 6 · e-mail addresses: 5"
    tick(form, "Diet", Qt.CheckState.Unchecked)
    tick(form, "Phone", Qt.CheckState.Unchecked)
    form.only_agreed.setChecked(True)
    assert said.text() == "People in the file: 6 · e-mail addresses: 1"
    form.pages.setCurrentIndex(form.pages.findData("none"))
    desk.qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    assert kept(desk) == Choice(frozenset({"Diet", "Phone"}), only_agreed=True, pages=Pages.NONE)
    desk.pages.attendance.export_to(tmp_path / "a.csv")
    desk.settle()
    made = rows(tmp_path / "a.csv")
    assert {"Diet", "Phone"}.isdisjoint(made[0])
    assert [row["E-mail"] for row in made if row["E-mail"]] == ["w.kamau@mzalendo.example"]
    again = opened(desk)
    assert again.choice() == kept(desk)
    tick(again, "E-mail", Qt.CheckState.Unchecked)
    again_said = again.findChild(QLabel, "choice_said")
    assert again_said is not None
    assert again_said.text().endswith("addresses: 0")


def test_a_column_that_is_not_there_now_stays_left_out(desk: Door) -> None:
    with closing(open_event(desk.station.path)) as event:
        attendance.keep_choice(event, Choice(frozenset({"Zoom name"})))
    form = opened(desk)
    tick(form, "Diet", Qt.CheckState.Unchecked)
    form._on_keep()
    desk.settle()
    assert kept(desk).left_out == {"Zoom name", "Diet"}


def test_without_any_column_nothing_is_kept(desk: Door) -> None:
    form = opened(desk)
    for row in range(form.columns.count()):
        form.columns.item(row).setCheckState(Qt.CheckState.Unchecked)
    form._on_keep()
    assert form.isVisible()
    assert form._problem.text().startswith("No column is ticked")
    assert kept(desk) == Choice()


def test_a_bare_enter_and_esc_keep_nothing(desk: Door, qtbot: QtBot) -> None:
    form = opened(desk)
    tick(form, "Diet", Qt.CheckState.Unchecked)
    qtbot.keyClick(form, Qt.Key.Key_Return)
    assert form.isVisible()
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert not form.isVisible()
    assert kept(desk) == Choice()


def test_a_file_with_the_ending_that_is_added_is_not_written_over(
    desk: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The system's dialog asks about the name as it was typed.
    (tmp_path / "attendance.xlsx").write_text("precious", encoding="utf-8")
    typed = str(tmp_path / "attendance")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (typed, "Excel workbook (*.xlsx)"))
    desk.find(QPushButton, "attendance_export").click()
    desk.settle()
    assert "There is already a file" in desk.pages.attendance._problem.text()
    assert (tmp_path / "attendance.xlsx").read_text(encoding="utf-8") == "precious"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (f"{typed}.xlsx", "Excel workbook (*.xlsx)"))
    desk.find(QPushButton, "attendance_export").click()
    desk.settle()
    assert (tmp_path / "attendance.xlsx").read_bytes().startswith(b"PK")
