"""The guide: from nothing to an event with a list, with real files, and back out of it without a trace."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QMimeData, QPoint, QPointF, Qt, QTime, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)
from pytestqt.qtbot import QtBot

from checkin.domain.lists import ListPerson
from checkin.domain.registrant import Answer
from checkin.services import demo, events, overview
from checkin.storage.event_file import open_event
from checkin.ui.lists.guide import Guide
from tests.ui.hands import Door, make_event, open_window

LISTS = Path(__file__).parent.parent / "data" / "lists"


@pytest.fixture
def welcome(qtbot: QtBot) -> Iterator[Door]:
    with open_window(qtbot, None) as door:
        yield door


def begin(door: Door, path: Path, name: str = "Just Institutions") -> Guide:
    """Press «New event» and fill in the first page."""
    door.find(QPushButton, "welcome_new").click()
    guide = door.window.findChildren(Guide)[-1]
    door.find(QLineEdit, "guide_event_name").setText(name)
    guide.session.fields.date.setDate(QDate(2024, 5, 10))
    guide.session.fields.starts.setTime(QTime(12, 30))
    guide.session.fields.ends.setTime(QTime(14, 0))
    guide.session.fields.zone.setCurrentText("Africa/Nairobi")
    field = door.find(QLineEdit, "guide_path")
    field.clear()
    field.setFocus()
    door.type(str(path))
    return guide


def press(door: Door, name: str) -> None:
    button = door.find(QPushButton, name)
    assert button.isEnabled()
    assert button.isVisible()
    button.click()


def with_list(door: Door, path: Path, source: Path = demo.LIST) -> Guide:
    guide = begin(door, path)
    press(door, "guide_next")
    door.qtbot.waitUntil(guide.list.isVisible)
    guide.list.take(source)
    door.qtbot.waitUntil(guide.columns.isVisible)
    return guide


def group(door: Door, title: str) -> QTreeWidgetItem:
    """A heading of the check page's tree."""
    tree = door.find(QTreeWidget, "guide_rows")
    (found,) = [item for at in range(tree.topLevelItemCount()) if (item := tree.topLevelItem(at)).text(0) == title]
    return found


def below(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [item.child(at) for at in range(item.childCount())]


def under(door: Door, title: str) -> dict[str, list[str]]:
    """The lines below a heading of the check page's tree, with those below them."""
    return {item.text(0): [line.text(0) for line in below(item)] for item in below(group(door, title))}


def number(door: Door, name: str) -> int:
    return int(door.find(QLabel, f"guide_{name}").text())


# -- the whole way ---------------------------------------------------------------------------------------------------


def test_the_whole_way_from_the_welcome_page_to_the_door(welcome: Door, tmp_path: Path) -> None:
    guide = with_list(welcome, tmp_path / "kick-off.checkin")
    assert welcome.find(QLabel, "guide_trail").text() == "1. Session  ›  2. List  ›  3. Columns"
    press(welcome, "guide_next")
    welcome.qtbot.waitUntil(guide.check.isVisible)
    assert number(welcome, "added") == 166
    rows = guide._plan.source.rows if guide._plan else 0
    assert rows == number(welcome, "added") + number(welcome, "merged") + number(welcome, "skipped")
    press(welcome, "guide_next")
    welcome.qtbot.waitUntil(guide.done.isVisible)
    assert welcome.find(QLabel, "guide_done").text().startswith("People added: 166")
    assert not welcome.find(QPushButton, "guide_cancel").isVisible()
    press(welcome, "guide_next")
    welcome.qtbot.waitUntil(lambda: welcome.window.station is not None)
    welcome.settle()
    assert welcome.page.isVisible()
    assert welcome.page.column._known.text() == "Registered 166 · walk-ins 0"
    place = welcome.station.place.session
    assert (place.timezone, place.starts_at.hour, place.ends_at.hour) == ("Africa/Nairobi", 9, 11)
    assert welcome.desk.settings.recent[0] == str(tmp_path / "kick-off.checkin")


def test_more_people_than_the_page_shows_are_all_loaded(welcome: Door, tmp_path: Path) -> None:
    rows = [f"Ann Doe{number},ann{number}@x.example" for number in range(1200)]
    (tmp_path / "list.csv").write_text("\n".join(["Name,Email", *rows, "Ann Doe7,other@x.example"]))
    guide = with_list(welcome, tmp_path / "e.checkin", tmp_path / "list.csv")
    press(welcome, "guide_next")
    welcome.qtbot.waitUntil(guide.check.isVisible)
    assert number(welcome, "added") == 1201
    heading = group(welcome, "New (1201)")
    assert heading.checkState(0) is Qt.CheckState.Checked
    assert heading.child(heading.childCount() - 1).text(0) == "… and 701 more"
    heading.child(3).setCheckState(0, Qt.CheckState.Unchecked)
    assert heading.checkState(0) is Qt.CheckState.PartiallyChecked
    welcome.qtbot.waitUntil(lambda: number(welcome, "added") == 1200)
    press(welcome, "guide_next")
    welcome.qtbot.waitUntil(guide.done.isVisible)
    assert welcome.find(QLabel, "guide_done").text().startswith("People added: 1200")


@pytest.mark.parametrize("name", ["ms_forms.xlsx", "eventbrite.csv", "pretix_attendees.csv", "zoom_registration.csv"])
def test_lists_of_other_tools_load_as_they_are(welcome: Door, tmp_path: Path, name: str) -> None:
    guide = with_list(welcome, tmp_path / "e.checkin", LISTS / name)
    press(welcome, "guide_next")
    welcome.qtbot.waitUntil(guide.check.isVisible)
    added = number(welcome, "added")
    assert added > 5
    press(welcome, "guide_next")
    welcome.qtbot.waitUntil(guide.done.isVisible)
    press(welcome, "guide_next")
    welcome.qtbot.waitUntil(lambda: welcome.window.station is not None)
    welcome.settle()
    assert len(list(overview.lines(welcome.station._reading_file, welcome.station.place))) == added


def test_without_a_list_the_door_opens_at_once(welcome: Door, tmp_path: Path) -> None:
    guide = begin(welcome, tmp_path / "e.checkin")
    press(welcome, "guide_next")
    welcome.qtbot.waitUntil(guide.list.isVisible)
    press(welcome, "guide_skip")
    welcome.qtbot.waitUntil(lambda: welcome.window.station is not None)
    welcome.settle()
    welcome.press(Qt.Key.Key_F4)
    welcome.type("Achieng")
    welcome.press(Qt.Key.Key_Return, "\r", control=True)
    welcome.settle()
    assert welcome.is_in("Achieng")


def test_the_path_follows_the_name_until_it_is_chosen(welcome: Door, tmp_path: Path) -> None:
    welcome.find(QPushButton, "welcome_new").click()
    name, path = welcome.find(QLineEdit, "guide_event_name"), welcome.find(QLineEdit, "guide_path")
    assert not welcome.find(QPushButton, "guide_next").isEnabled()
    name.setText("Peace / Law: <2024>?")
    assert Path(path.text()).name == "Peace Law 2024.checkin"
    assert welcome.find(QPushButton, "guide_next").isEnabled()
    path.selectAll()
    path.setFocus()
    welcome.type(str(tmp_path / "mine"))
    name.setText("Another")
    assert path.text() == str(tmp_path / "mine")
    guide = welcome.window.findChildren(Guide)[-1]
    assert guide.session.file() == tmp_path / "mine.checkin"


# -- a drop --------------------------------------------------------------------------------------------------------


def drop(page: QWidget, *paths: Path) -> bool:
    """Drop files on a page, or a text, as a file manager does that offers to move them; whether they were taken."""
    data = QMimeData()
    if not paths:
        data.setText("Ana, Pérez")
    else:
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    at = page.rect().center()
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    either = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    enter = QDragEnterEvent(at, either, data, left, none)
    enter.setDropAction(Qt.DropAction.MoveAction)
    QApplication.sendEvent(page, enter)
    if not enter.isAccepted():
        return False
    dropped = QDropEvent(QPointF(at), either, data, left, none)
    dropped.setDropAction(Qt.DropAction.MoveAction)
    QApplication.sendEvent(page, dropped)
    # The file manager deletes what was moved.
    return dropped.dropAction() == Qt.DropAction.CopyAction


def test_a_list_can_be_dropped_on_the_page(door: Door) -> None:
    guide = door.pages.load_list()
    assert drop(guide.list, demo.LIST)
    door.qtbot.waitUntil(guide.columns.isVisible)
    assert "impact_form.csv" in guide.columns._intro.text()


def test_a_drop_of_text_is_not_taken(door: Door) -> None:
    guide = door.pages.load_list()
    assert not drop(guide.list)
    assert guide.list.isVisible()


def test_several_files_are_not_dropped_at_once(door: Door) -> None:
    guide = door.pages.load_list()
    assert drop(guide.list, demo.LIST, LISTS / "eventbrite.csv")
    assert door.find(QLabel, "guide_problem").text() == "These are 2 files, and a list is one. Load them one by one."
    assert guide.list.isVisible()


def test_a_list_is_dropped_where_the_registrants_are(door: Door) -> None:
    page = door.pages.registrants
    door.window.open_page(page)
    assert not drop(page)
    assert drop(page, demo.LIST, LISTS / "eventbrite.csv")
    assert page.isVisible()
    assert page._problem.text().startswith("These are 2 files")
    assert drop(page, demo.LIST)
    guide = door.window.findChildren(Guide)[-1]
    door.qtbot.waitUntil(guide.columns.isVisible)
    assert "impact_form.csv" in guide.columns._intro.text()


def test_a_file_that_was_copied_in_a_file_manager_is_pasted(door: Door) -> None:
    guide = door.pages.load_list()
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(demo.LIST))])
    QGuiApplication.clipboard().setMimeData(copied)
    press(door, "guide_paste")
    door.qtbot.waitUntil(guide.columns.isVisible)
    assert "impact_form.csv" in guide.columns._intro.text()


def test_rows_copied_in_a_spreadsheet_program_are_pasted(door: Door) -> None:
    guide = door.pages.load_list()
    QGuiApplication.clipboard().setText("Name\tEmail\nAnn Doe\ta@x.example\nBo Roe\tb@x.example\n")
    door.qtbot.keyClick(guide, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    door.qtbot.waitUntil(guide.columns.isVisible)
    press(door, "guide_next")
    door.qtbot.waitUntil(guide.check.isVisible)
    assert number(door, "added") == 2


def test_the_file_that_is_dropped_last_is_the_one_that_is_read(door: Door, tmp_path: Path) -> None:
    guide = door.pages.load_list()
    long, right = tmp_path / "wrong.csv", tmp_path / "right.csv"
    long.write_text("Name,E-mail\n" + "".join(f"Ann {row},a{row}@x.example\n" for row in range(20_000)))
    right.write_text("Name,E-mail\nBo Coe,bo@x.example\n")
    shown = []
    guide.pages.currentChanged.connect(lambda _page: shown.append(guide.columns._path))
    guide.list.take(long)
    guide.list.take(right)
    door.qtbot.waitUntil(lambda: guide.background.idle)
    assert shown == [right]
    assert door.find(QPushButton, "guide_next").isEnabled()
    assert not door.find(QLabel, "guide_problem").isVisible()


def test_enter_presses_the_button_that_has_the_focus_and_the_enter_of_a_scan_does_not(door: Door) -> None:
    guide = door.pages.load_list()
    guide.list.take(demo.LIST)
    door.qtbot.waitUntil(guide.columns.isVisible)
    assert guide.next.hasFocus()
    door.scan("https://elsewhere.example/ticket")
    assert guide.columns.isVisible()
    guide.next.setFocus()
    door.pause()
    door.press(Qt.Key.Key_Return, "\r")
    door.qtbot.waitUntil(guide.check.isVisible)


def test_headings_and_cells_can_be_read_at_twice_the_text_size(qtbot: QtBot, tmp_path: Path) -> None:
    with open_window(qtbot, make_event(tmp_path / "e.checkin"), text_size=200) as door:
        guide = door.pages.load_list()
        guide.list.take(demo.LIST)
        qtbot.waitUntil(guide.columns.isVisible)
        table = guide.columns.table
        letters = [table.columnWidth(at) / table.fontMetrics().averageCharWidth() for at in range(table.columnCount())]
        assert min(letters) >= 14


def test_the_columns_are_left_with_the_tab_key(door: Door) -> None:
    guide = door.pages.load_list()
    guide.list.take(demo.LIST)
    door.qtbot.waitUntil(guide.columns.isVisible)
    passed = []
    for _ in range(len(guide.columns._choices) + 6):
        door.press(Qt.Key.Key_Tab, "\t")
        focus = door.window.focusWidget()
        assert focus is not None
        passed.append(focus.objectName())
    assert [name for name in passed if name.startswith("guide_column_")][:2] == ["guide_column_1", "guide_column_2"]
    assert passed.count("guide_next") == 1


def test_an_empty_clipboard_is_answered_with_a_sentence(door: Door) -> None:
    guide = door.pages.load_list()
    QGuiApplication.clipboard().setText("")
    press(door, "guide_paste")
    problem = door.find(QLabel, "guide_problem")
    door.qtbot.waitUntil(problem.isVisible)
    assert problem.text().startswith("No table is copied. Select its rows")
    assert guide.list.isVisible()


def test_a_correction_of_the_columns_is_remembered_for_the_next_list_with_these_headings(
    door: Door, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Team\nAnn Doe,Appeals\n")
    for corrected in (True, False):
        guide = door.pages.load_list()
        guide.list.take(path)
        door.qtbot.waitUntil(guide.columns.isVisible)
        choice = door.find(QComboBox, "guide_column_2")
        assert (choice.currentData() == "organisation") is not corrected
        choice.setCurrentIndex(choice.findData("organisation"))
        press(door, "guide_next")
        door.qtbot.waitUntil(guide.check.isVisible)
        assert number(door, "added") == 1
    path.write_text("Name,Team,Country\nAnn Doe,Appeals,Kenya\n")
    guide = door.pages.load_list()
    guide.list.take(path)
    door.qtbot.waitUntil(guide.columns.isVisible)
    assert door.find(QComboBox, "guide_column_2").currentData() != "organisation"


def test_a_list_without_headings_is_read_and_its_columns_can_be_changed(door: Door, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Ann,Doe,a.doe@x.example,THW\nBo,Coe,bo.coe@x.example,Red Cross\n")
    for _ in range(2):
        # What is said of numbered columns is not remembered: the next list without headings has others.
        guide = door.pages.load_list()
        guide.list.take(path)
        door.qtbot.waitUntil(guide.columns.isVisible)
        assert "This list has no headings" in guide.columns._notices.text()
        choices = [door.find(QComboBox, f"guide_column_{number}") for number in (1, 2, 3, 4)]
        assert [choice.currentData() for choice in choices] == ["name", "name", "email", ""]
        choices[3].setCurrentIndex(choices[3].findData("organisation"))
        choices[1].setCurrentIndex(choices[1].findData("family_name"))
        press(door, "guide_next")
        door.qtbot.waitUntil(guide.check.isVisible)
        assert number(door, "added") == 2
        press(door, "guide_back")
        choices[1].setCurrentIndex(choices[1].findData("name"))
        press(door, "guide_next")
        door.qtbot.waitUntil(guide.check.isVisible)
    press(door, "guide_next")
    door.qtbot.waitUntil(guide.done.isVisible)
    assert door.registrant("Ann Doe").details.organisation == "THW"


# -- into an open event --------------------------------------------------------------------------------------------


def test_a_list_loads_into_an_open_event_and_the_registrants_are_shown(door: Door) -> None:
    guide = door.pages.load_list()
    guide.list.take(demo.LIST)
    door.qtbot.waitUntil(guide.columns.isVisible)
    press(door, "guide_next")
    door.qtbot.waitUntil(guide.check.isVisible)
    press(door, "guide_next")
    door.qtbot.waitUntil(guide.done.isVisible)
    press(door, "guide_next")
    door.settle()
    assert door.pages.registrants.isVisible()
    assert door.shows_rail
    assert door.pages.registrants.model.total == 6 + 166
    assert len(door.people()) > 165


def test_the_same_list_again_changes_nothing(door: Door, tmp_path: Path) -> None:
    for added in (166, 0):
        guide = door.pages.load_list()
        guide.list.take(demo.LIST)
        door.qtbot.waitUntil(guide.columns.isVisible)
        press(door, "guide_next")
        door.qtbot.waitUntil(guide.check.isVisible)
        assert number(door, "added") == added
        press(door, "guide_next")
        door.qtbot.waitUntil(guide.done.isVisible)
        press(door, "guide_next")
        door.settle()


def test_a_newer_list_is_shown_as_a_difference_before_it_is_loaded(door: Door, tmp_path: Path) -> None:
    monday, thursday = tmp_path / "monday.csv", tmp_path / "thursday.csv"
    monday.write_text("Name,Email,Country,Attendance\nAnn Doe,a@x.example,Kenya,\nBo Roe,b@x.example,\n")
    thursday.write_text("Name,Email,Country,Attendance\nAnn Doe,a@x.example,Uganda,online\nCy Loe,c@x.example,\n")
    for path in (monday, thursday):
        guide = door.pages.load_list()
        guide.list.take(path)
        door.qtbot.waitUntil(guide.columns.isVisible)
        press(door, "guide_next")
        door.qtbot.waitUntil(guide.check.isVisible)
        if path == monday:
            press(door, "guide_next")
            door.qtbot.waitUntil(guide.done.isVisible)
            press(door, "guide_next")
            door.settle()
    assert [number(door, name) for name in ("added", "changed", "unchanged")] == [1, 1, 0]
    assert under(door, "Changed (1)") == {
        "Ann Doe · a@x.example": ["Country: Kenya → Uganda", "In the room or online: — → online"]
    }
    assert under(door, "New (1)") == {"Cy Loe · c@x.example": []}
    staying = under(door, f"Not on this list, and stay ({number(door, 'missing')})")
    assert "Bo Roe · b@x.example" in staying
    assert number(door, "missing") == len(staying)


def test_people_can_be_scanned_while_a_list_is_being_looked_at(door: Door) -> None:
    guide = door.pages.load_list()
    guide.list.take(demo.LIST)
    door.scan(door.code("Wanjiru Kamau"))
    door.qtbot.waitUntil(guide.columns.isVisible)
    assert door.is_in("Wanjiru Kamau")


# -- changing a column ---------------------------------------------------------------------------------------------


def test_the_keys_stay_where_they_were_when_somebody_is_scanned_beside_the_guide(door: Door) -> None:
    guide = door.pages.load_list()
    guide.list.choose.setFocus()
    assert QApplication.focusWidget() is guide.list.choose
    door.scan(door.code("Wanjiru Kamau"))
    assert door.is_in("Wanjiru Kamau")
    assert QApplication.focusWidget() is guide.list.choose


def test_a_column_can_be_taken_as_something_else_or_left_out(welcome: Door, tmp_path: Path) -> None:
    source = tmp_path / "list.csv"
    source.write_text(
        "Who,Nickname,Mail,Secret,Coalition\nAna Pérez,Ani,ana@x.example,diabetes,Yes\n", encoding="utf-8"
    )
    guide = with_list(welcome, tmp_path / "e.checkin", source)
    for row, field in ((1, "name"), (2, ""), (3, "email"), (4, "-"), (5, "joining")):
        choice = welcome.find(QComboBox, f"guide_column_{row}")
        choice.setCurrentIndex(choice.findData(field))
    press(welcome, "guide_next")
    welcome.qtbot.waitUntil(guide.check.isVisible)
    press(welcome, "guide_next")
    welcome.qtbot.waitUntil(guide.done.isVisible)
    press(welcome, "guide_next")
    welcome.qtbot.waitUntil(lambda: welcome.window.station is not None)
    welcome.settle()
    details = welcome.registrant("Ana Pérez").details
    assert (details.email, details.joining) == ("ana@x.example", Answer.YES)
    assert "Ani" in details.other.values()
    assert "diabetes" not in str(details)


def columns_of(door: Door, tmp_path: Path, text: str) -> Guide:
    """Choose a list with this text, and wait for its columns."""
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    guide = door.pages.load_list()
    guide.list.take(path)
    door.qtbot.waitUntil(guide.columns.isVisible)
    return guide


def take_as(door: Door, **fields: str) -> None:
    """Say what columns are: `column_2="email"`."""
    for column, field in fields.items():
        choice = door.find(QComboBox, f"guide_{column}")
        choice.setCurrentIndex(choice.findData(field))


def people_read(door: Door, guide: Guide) -> Sequence[ListPerson]:
    """Press Next, and read what the list holds now."""
    press(door, "guide_next")
    door.qtbot.waitUntil(guide.check.isVisible)
    assert guide._plan is not None
    return guide._plan.source.people


PRETIX = """Order code,Position ID,Attendee name,Attendee email,Secret
ABCDE,1,Ann Lee,ann@x.example,k3v8secret
ABCDE,2,Bo Li,bo@x.example,q7w2secret
"""


def test_a_list_with_two_codes_for_each_person_keeps_both(door: Door, tmp_path: Path) -> None:
    guide = columns_of(door, tmp_path, PRETIX)
    assert [person.codes for person in people_read(door, guide)] == [
        ("ABCDE-1", "k3v8secret"),
        ("ABCDE-2", "q7w2secret"),
    ]


def test_a_second_code_can_be_chosen_and_left_out(door: Door, tmp_path: Path) -> None:
    guide = columns_of(door, tmp_path, PRETIX)
    take_as(door, column_2="", column_5="-")
    assert [person.codes for person in people_read(door, guide)] == [("ABCDE",), ("ABCDE",)]
    guide = columns_of(door, tmp_path, "Name,Barcode,Locker\nAnn Lee,b-1,k-1\nBo Li,b-2,k-2\n")
    take_as(door, column_3="secret")
    assert [person.codes for person in people_read(door, guide)] == [("b-1", "k-1"), ("b-2", "k-2")]


def test_several_columns_of_given_names_are_joined(door: Door, tmp_path: Path) -> None:
    guide = columns_of(door, tmp_path, "First name,Middle,Last name\nMary,Wambui,Njoroge\nLi,,Wei\n")
    take_as(door, column_2="given_name")
    assert [person.details.name for person in people_read(door, guide)] == ["Mary Wambui Njoroge", "Li Wei"]


def test_two_columns_for_one_field_are_asked_about_and_none_is_dropped_in_silence(door: Door, tmp_path: Path) -> None:
    guide = columns_of(door, tmp_path, "Name,Nickname,E-mail\nAnn Lee,Annie,ann@x.example\n")
    take_as(door, column_2="name")
    press(door, "guide_next")
    problem = door.find(QLabel, "guide_problem")
    assert problem.text().startswith("“Name” and “Nickname” cannot both be used as “Full name”.")
    assert guide.columns.isVisible()
    take_as(door, column_1="")
    assert [person.details.name for person in people_read(door, guide)] == ["Annie"]


def test_the_wheel_over_a_column_changes_nothing_unseen(door: Door, tmp_path: Path) -> None:
    titles = ["Name", "E-mail", *(f"Question {number}" for number in range(40))]
    columns_of(door, tmp_path, f"{','.join(titles)}\n{','.join(titles)}x\n")
    choice = door.find(QComboBox, "guide_column_2")
    middle = QPointF(choice.rect().center())
    turn = QWheelEvent(
        middle,
        choice.mapToGlobal(middle),
        QPoint(),
        QPoint(0, -360),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt's signature
    )
    QApplication.sendEvent(choice, turn)
    assert choice.currentData() == "email"
    assert not turn.isAccepted()  # So that it goes on to the table, which scrolls.


def test_going_back_keeps_the_choices(welcome: Door, tmp_path: Path) -> None:
    guide = with_list(welcome, tmp_path / "e.checkin")
    choice = welcome.find(QComboBox, "guide_column_12")
    choice.setCurrentIndex(choice.findData("-"))
    press(welcome, "guide_next")
    welcome.qtbot.waitUntil(guide.check.isVisible)
    press(welcome, "guide_back")
    assert guide.columns.isVisible()
    assert choice.currentData() == "-"
    press(welcome, "guide_back")
    assert guide.list.isVisible()
    assert not welcome.find(QPushButton, "guide_back").isVisible()
    guide.list.take(LISTS / "eventbrite.csv")
    welcome.qtbot.waitUntil(guide.columns.isVisible)
    press(welcome, "guide_next")
    welcome.qtbot.waitUntil(guide.check.isVisible)
    assert guide._plan is not None
    assert guide._plan.source.file == "eventbrite.csv"


# -- what goes wrong -----------------------------------------------------------------------------------------------


def says(door: Door, guide: Guide, words: str) -> None:
    problem = door.find(QLabel, "guide_problem")
    door.qtbot.waitUntil(problem.isVisible)
    assert words in problem.text()
    assert door.find(QPushButton, "guide_cancel").isEnabled()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(400)),
        ("empty.csv", b""),
        ("letter.txt", b"Dear colleagues,\nplease find attached the list.\n"),
        ("noise.xls", bytes(range(256)) * 20),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_one_sentence(
    welcome: Door, tmp_path: Path, name: str, content: bytes
) -> None:
    guide = begin(welcome, tmp_path / "e.checkin")
    press(welcome, "guide_next")
    welcome.qtbot.waitUntil(guide.list.isVisible)
    (tmp_path / name).write_bytes(content)
    guide.list.take(tmp_path / name)
    if name == "letter.txt":
        # Text in lines is a table of one column: what is wrong with it is said, at the latest, when it is read.
        welcome.qtbot.waitUntil(lambda: guide.columns.isVisible() or welcome.find(QLabel, "guide_problem").isVisible())
        if guide.columns.isVisible():
            press(welcome, "guide_next")
    problem = welcome.find(QLabel, "guide_problem")
    welcome.qtbot.waitUntil(problem.isVisible)
    assert "Traceback" not in problem.text()
    assert name in problem.text()
    assert not guide.check.isVisible()
    # And a good one goes on from there.
    guide.list.take(demo.LIST)
    welcome.qtbot.waitUntil(guide.columns.isVisible)
    assert not problem.isVisible()


def test_a_list_that_is_gone_is_told_of(door: Door, tmp_path: Path) -> None:
    guide = door.pages.load_list()
    guide.list.take(tmp_path / "gone.csv")
    says(door, guide, "gone.csv")
    assert guide.list.isVisible()
    assert guide.list.choose.isEnabled()


def test_a_folder_that_is_not_there_is_told_of_and_what_was_typed_stays(welcome: Door, tmp_path: Path) -> None:
    guide = begin(welcome, tmp_path / "no such folder" / "e.checkin")
    press(welcome, "guide_next")
    says(welcome, guide, "There is no folder")
    assert guide.session.isVisible()
    assert welcome.find(QLineEdit, "guide_event_name").text() == "Just Institutions"
    field = welcome.find(QLineEdit, "guide_path")
    field.setText(str(tmp_path / "e.checkin"))
    press(welcome, "guide_next")
    welcome.qtbot.waitUntil(guide.list.isVisible)


@pytest.mark.skipif(sys.platform == "win32", reason="folders are made read-only in another way there")
def test_a_folder_that_cannot_be_written_is_told_of(welcome: Door, tmp_path: Path) -> None:
    # The administrator of the machine may write everywhere; what the kernel itself refuses, nobody may.
    folder = Path("/proc") if os.geteuid() == 0 else tmp_path / "locked"
    if os.geteuid() != 0:
        folder.mkdir()
        folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    guide = begin(welcome, folder / "e.checkin")
    press(welcome, "guide_next")
    says(welcome, guide, "e.checkin cannot be ")
    assert guide.session.isVisible()


def test_a_file_that_is_there_is_never_overwritten(welcome: Door, tmp_path: Path) -> None:
    path = tmp_path / "e.checkin"
    path.write_text("precious", encoding="utf-8")
    guide = begin(welcome, path)
    press(welcome, "guide_next")
    says(welcome, guide, "There is already a file")
    press(welcome, "guide_cancel")
    assert path.read_text(encoding="utf-8") == "precious"


def test_a_session_that_ends_before_it_starts_is_told_of(welcome: Door, tmp_path: Path) -> None:
    guide = begin(welcome, tmp_path / "e.checkin")
    guide.session.fields.ends.setTime(QTime(11, 0))
    press(welcome, "guide_next")
    says(welcome, guide, "ends before it starts")
    assert not (tmp_path / "e.checkin").exists()


def test_a_time_zone_that_does_not_exist_is_told_of(welcome: Door, tmp_path: Path) -> None:
    guide = begin(welcome, tmp_path / "e.checkin")
    guide.session.fields.zone.setCurrentText("Africa/Atlantis")
    press(welcome, "guide_next")
    says(welcome, guide, "Africa/Atlantis is not a time zone")


# -- leaving -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("steps", [0, 1, 2, 3])
def test_cancel_at_any_step_leaves_no_trace_and_the_next_try_may_have_the_same_name(
    welcome: Door, tmp_path: Path, steps: int
) -> None:
    path = tmp_path / "events" / "kick-off.checkin"
    path.parent.mkdir()
    for _ in range(2):
        guide = begin(welcome, path)
        if steps > 0:
            press(welcome, "guide_next")
            welcome.qtbot.waitUntil(guide.list.isVisible)
        if steps > 1:
            guide.list.take(demo.LIST)
            welcome.qtbot.waitUntil(guide.columns.isVisible)
        if steps > 2:
            press(welcome, "guide_next")
            welcome.qtbot.waitUntil(guide.check.isVisible)
        press(welcome, "guide_cancel")
        assert welcome.desk.welcome is not None
        assert welcome.desk.welcome.isVisible()
        assert list(path.parent.iterdir()) == []
        assert welcome.window.station is None


def test_cancel_in_the_middle_of_work_leaves_no_trace(welcome: Door, tmp_path: Path) -> None:
    path = tmp_path / "events" / "kick-off.checkin"
    path.parent.mkdir()
    for _ in range(5):
        begin(welcome, path)
        press(welcome, "guide_next")
        # The event file is being made now.
        press(welcome, "guide_cancel")
        assert list(path.parent.iterdir()) == []
        assert welcome.desk.welcome is not None
        assert welcome.desk.welcome.isVisible()


def test_cancel_while_a_list_is_loaded_into_an_open_event_loads_all_or_nothing(door: Door) -> None:
    guide = door.pages.load_list()
    guide.list.take(demo.LIST)
    door.qtbot.waitUntil(guide.columns.isVisible)
    press(door, "guide_next")
    door.qtbot.waitUntil(guide.check.isVisible)
    press(door, "guide_next")
    press(door, "guide_cancel")
    door.settle()
    with closing(open_event(door.station.path)) as other:
        assert events.how_many_registrants(other) in {6, 172}
    assert door.pages.registrants.isVisible()
    door.scan(door.code("Wanjiru Kamau"))
    assert door.is_in("Wanjiru Kamau")


def test_cancel_back_to_the_registrants_changes_nothing(door: Door, tmp_path: Path) -> None:
    copy = shutil.copy(demo.LIST, tmp_path / "copy.csv")
    guide = door.pages.load_list()
    guide.list.take(Path(copy))
    door.qtbot.waitUntil(guide.columns.isVisible)
    press(door, "guide_next")
    door.qtbot.waitUntil(guide.check.isVisible)
    press(door, "guide_cancel")
    door.settle()
    assert len(door.people()) == 6
    assert door.shows_rail


def test_closing_the_window_in_the_guide_gives_every_file_back(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "events" / "kick-off.checkin"
    path.parent.mkdir()
    with open_window(qtbot, None) as door:
        with_list(door, path)
        door.window.close()
        assert list(path.parent.iterdir()) == []


# -- taking the last list back, and stopping ------------------------------------------------------------------------


def load(door: Door, source: Path) -> Guide:
    """Load a list into the open event, up to the last page."""
    guide = door.pages.load_list()
    guide.list.take(source)
    door.qtbot.waitUntil(guide.columns.isVisible)
    press(door, "guide_next")
    door.qtbot.waitUntil(guide.check.isVisible)
    press(door, "guide_next")
    door.qtbot.waitUntil(guide.done.isVisible)
    return guide


def test_a_list_is_taken_back_with_one_press_on_the_last_page(door: Door) -> None:
    before = door.people()
    load(door, demo.LIST)
    assert len(door.people()) > len(before)
    button = door.find(QPushButton, "guide_done_take_back")
    door.qtbot.waitUntil(button.isVisible)
    press(door, "guide_done_take_back")
    door.qtbot.waitUntil(lambda: "is taken back" in door.find(QLabel, "guide_done_last").text())
    assert not button.isVisible()
    assert door.people() == before


def test_the_last_list_can_be_taken_back_later_where_the_next_one_is_chosen(door: Door) -> None:
    before = door.people()
    load(door, demo.LIST)
    press(door, "guide_next")
    door.pages.load_list()
    door.qtbot.waitUntil(door.find(QPushButton, "guide_list_take_back").isVisible)
    # 12:20 in Nairobi, whatever clock this laptop has.
    assert door.find(QLabel, "guide_list_last").text() == f"Loaded last: {demo.LIST.name}, 2024-05-10 12:20."
    press(door, "guide_list_take_back")
    door.qtbot.waitUntil(lambda: "is taken back" in door.find(QLabel, "guide_list_last").text())
    assert door.people() == before


def test_the_last_arrival_stays_when_the_list_is_taken_back(door: Door) -> None:
    load(door, demo.LIST)
    newcomer = door.everyone()[-1].registrant
    door.station.admit(newcomer.id)
    door.settle()
    press(door, "guide_done_take_back")
    door.qtbot.waitUntil(lambda: "kept" in door.find(QLabel, "guide_done_last").text())
    assert door.everyone()[-1].registrant.id == newcomer.id


def test_stop_counts_also_while_a_list_that_is_read_is_held_against_the_event(welcome: Door, tmp_path: Path) -> None:
    rows = [f"Ann Doe{number},ann{number}@x.example" for number in range(20_000)]
    (tmp_path / "list.csv").write_text("\n".join(["Name,Email", *rows]))
    guide = with_list(welcome, tmp_path / "e.checkin", tmp_path / "list.csv")

    def stop_at_the_end(done: int, total: int) -> None:
        if done >= total:
            guide.waiting.findChildren(QPushButton)[0].click()

    guide.waiting._told.connect(stop_at_the_end)
    press(welcome, "guide_next")
    problem = welcome.find(QLabel, "guide_problem")
    welcome.qtbot.waitUntil(lambda: "Stopped" in problem.text() or guide.check.isVisible(), timeout=20_000)
    assert not guide.check.isVisible()
    assert guide.columns.isVisible()


def test_reading_a_long_list_shows_how_far_it_is_and_can_be_stopped(door: Door, tmp_path: Path) -> None:
    long = tmp_path / "long.csv"
    with long.open("w", encoding="utf-8") as file:
        file.write("Name,E-mail\n")
        file.writelines(f"Person {n},p{n}@x.example\n" for n in range(60_000))
    before = door.people()
    guide = door.pages.load_list()
    guide.list.take(long)
    door.qtbot.waitUntil(guide.columns.isVisible, timeout=20_000)
    press(door, "guide_next")
    door.qtbot.waitUntil(door.find(QPushButton, "waiting_stop").isVisible, timeout=20_000)
    press(door, "waiting_stop")
    door.qtbot.waitUntil(lambda: "Stopped" in door.find(QLabel, "guide_problem").text(), timeout=20_000)
    assert guide.columns.isVisible()
    assert door.find(QPushButton, "guide_next").isEnabled()
    assert door.people() == before


# -- choosing --------------------------------------------------------------------------------------------------------


def look_at(door: Door, tmp_path: Path, text: str) -> Guide:
    """Go as far as the check page with a list."""
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    guide = door.pages.load_list()
    guide.list.take(path)
    door.qtbot.waitUntil(guide.columns.isVisible)
    press(door, "guide_next")
    door.qtbot.waitUntil(guide.check.isVisible)
    return guide


def go_on(door: Door, guide: Guide) -> None:
    press(door, "guide_next")
    door.qtbot.waitUntil(guide.done.isVisible)
    press(door, "guide_next")
    door.settle()


def sum_is(door: Door, text: str) -> None:
    door.qtbot.waitUntil(lambda: door.find(QLabel, "guide_sum").text() == text)


def test_who_is_not_ticked_is_not_added_and_the_rows_add_up(door: Door, tmp_path: Path) -> None:
    guide = look_at(door, tmp_path, "Name,Email\nAnn Doe,a@x.example\nBo Roe,b@x.example\nBo Roe,b@x.example\n")
    sum_is(door, "Rows 3 = people 2 + merged 1 + skipped 0")
    tree = guide.check.rows
    tree.setCurrentItem(below(group(door, "New (2)"))[1])
    tree.setFocus()
    door.press(Qt.Key.Key_Space)
    sum_is(door, "Rows 3 = people 1 + merged 0 + skipped 2")
    go_on(door, guide)
    assert "Ann Doe" in door.people()
    assert "Bo Roe" not in door.people()


def test_a_change_that_is_not_ticked_is_not_made(door: Door, tmp_path: Path) -> None:
    go_on(door, look_at(door, tmp_path, "Name,Email,Country\nAnn Doe,a@x.example,Kenya\n"))
    guide = look_at(door, tmp_path, "Name,Email,Country\nAnn Doe,a@x.example,Uganda\nBo Roe,b@x.example,Chad\n")
    group(door, "Changed (1)").setCheckState(0, Qt.CheckState.Unchecked)
    door.qtbot.waitUntil(lambda: number(door, "changed") == 0)
    go_on(door, guide)
    assert door.registrant("Ann Doe").details.country == "Kenya"
    assert "Bo Roe" in door.people()


def test_the_desk_is_right_unless_the_list_is_ticked(door: Door, tmp_path: Path) -> None:
    text = "Name,Email,Country\nAnn Doe,a@x.example,Kenya\n"
    go_on(door, look_at(door, tmp_path, text))
    ann = door.registrant("Ann Doe")
    with closing(open_event(door.station.path)) as event:
        overview.correct(event, ann.id, replace(ann.details, country="Rwanda"), door.station.place, door.clock())
    title = "Corrected at the desk (1): the desk is right unless ticked"
    guide = look_at(door, tmp_path, text)
    assert under(door, title) == {"Ann Doe · a@x.example": ["Country: Rwanda → Kenya"]}
    go_on(door, guide)
    assert door.registrant("Ann Doe").details.country == "Rwanda"
    guide = look_at(door, tmp_path, text)
    below(group(door, title))[0].setCheckState(0, Qt.CheckState.Checked)
    door.qtbot.waitUntil(lambda: number(door, "changed") == 1)
    go_on(door, guide)
    assert door.registrant("Ann Doe").details.country == "Kenya"


@pytest.mark.parametrize(("answer", "people"), [("One person", 1), ("Different people", 2)])
def test_a_question_is_answered_once(door: Door, tmp_path: Path, answer: str, people: int) -> None:
    text = "Name,Email\nAnn Doe,a@x.example\nAnn Doe,a@y.example\n"
    guide = look_at(door, tmp_path, text)
    (question,) = under(door, "One person, or different people? (1)").values()
    assert question == ["Row 2 · Ann Doe · a@x.example", "Row 3 · Ann Doe · a@y.example"]
    box = door.find(QComboBox, "guide_answer_0")
    box.setFocus()
    box.setCurrentText(answer)
    door.qtbot.waitUntil(lambda: number(door, "doubtful") == 0)
    sum_is(door, f"Rows 2 = people {people} + merged {2 - people} + skipped 0")
    before = len(door.everyone())
    go_on(door, guide)
    assert len(door.everyone()) == before + people
    guide = look_at(door, tmp_path, text)
    assert [number(door, name) for name in ("added", "changed", "unchanged", "doubtful")] == [0, 0, people, 0]


@pytest.mark.parametrize(("answer", "people"), [("One person", 1), ("Different people", 2)])
def test_rows_with_nothing_but_one_name_are_asked_about(door: Door, tmp_path: Path, answer: str, people: int) -> None:
    text = "Name,Phone\nMary Wanjiru,0700 1\nMary Wanjiru,\n"
    guide = look_at(door, tmp_path, text)
    ((why, question),) = under(door, "One person, or different people? (1)").items()
    assert why.startswith("Rows 2, 3: Mary Wanjiru is on the list more than once")
    assert question == ["Row 2 · Mary Wanjiru · 0700 1", "Row 3 · Mary Wanjiru"]
    sum_is(door, "Rows 2 = people 1 + merged 1 + skipped 0")
    door.find(QComboBox, "guide_answer_0").setCurrentText(answer)
    door.qtbot.waitUntil(lambda: number(door, "doubtful") == 0)
    sum_is(door, f"Rows 2 = people {people} + merged {2 - people} + skipped 0")
    go_on(door, guide)
    assert len([one for one in door.everyone() if one.registrant.name == "Mary Wanjiru"]) == people
    look_at(door, tmp_path, text)
    assert [number(door, name) for name in ("added", "changed", "unchanged", "doubtful")] == [0, 0, people, 0]


def test_a_telephone_beside_an_arabic_name_stays_on_its_side(door: Door, tmp_path: Path) -> None:
    look_at(door, tmp_path, "Name,Phone\nمريم محمد,0700 1\nمريم محمد,\n")
    (question,) = under(door, "One person, or different people? (1)").values()
    assert question[0] == "\u2068Row 2\u2069 · \u2068مريم محمد\u2069 · \u20680700 1\u2069"


def test_a_person_with_a_new_address_is_asked_about_and_stays_in_the_room(door: Door, tmp_path: Path) -> None:
    go_on(door, look_at(door, tmp_path, "Name,Email\nAnn Doe,a@x.example\n"))
    door.scan(door.code("Ann Doe"))
    before = len(door.everyone())
    guide = look_at(door, tmp_path, "Name,Email\nAnn Doe,new@y.example\n")
    ((why, question),) = under(door, "One person, or different people? (1)").items()
    assert "perhaps the same person with a new address" in why
    assert question == ["Row 2 · Ann Doe · new@y.example", "In the event, not on this list · Ann Doe · a@x.example"]
    door.find(QComboBox, "guide_answer_0").setCurrentText("One person")
    door.qtbot.waitUntil(lambda: number(door, "doubtful") == 0)
    assert [number(door, name) for name in ("added", "changed", "missing")] == [0, 1, before - 1]
    go_on(door, guide)
    assert len(door.everyone()) == before
    assert door.people()["Ann Doe"].entry is not None
    assert door.registrant("Ann Doe").details.email == "new@y.example"


def test_a_long_line_is_wrapped_and_not_cut(door: Door, tmp_path: Path) -> None:
    names = " y ".join(["Bartholomew Featherstonehaugh-Cholmondeley"] * 4)
    look_at(door, tmp_path, f"Name,Email\n{names},a@x.example\n{names} II,a@x.example\nBo Roe,b@x.example\n")
    tree = door.find(QTreeWidget, "guide_rows")
    (question,) = below(group(door, "One person, or different people? (1)"))
    assert question.text(0).startswith("Rows 2, 3: ")
    new = group(door, "New (3)")
    new.setExpanded(True)
    door.settle()
    long, _, short = (tree.visualItemRect(item).height() for item in below(new))
    assert long >= 2 * short > 0
    answered = tree.visualItemRect(question).height()
    assert answered >= 3 * short
    door.window.resize(1000, 640)
    door.qtbot.waitUntil(lambda: tree.visualItemRect(question).height() > answered)


def test_a_question_that_is_left_open_is_asked_again(door: Door, tmp_path: Path) -> None:
    text = "Name,Email\nAnn Doe,a@x.example\nAnn Doe,a@y.example\n"
    go_on(door, look_at(door, tmp_path, text))
    look_at(door, tmp_path, text)
    assert number(door, "doubtful") == 1
