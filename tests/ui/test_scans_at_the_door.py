"""Scans: wherever the focus is, a code admits, and no letter of it stays anywhere."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPushButton, QTableView, QWidget

from checkin.domain.code import new_code
from checkin.domain.journal import FactKind
from checkin.services import lists
from checkin.storage.event_file import open_event
from checkin.ui.desk_menu import DeskMenu
from tests.ui.hands import Door

ENDS = [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, None]


@pytest.mark.parametrize("end", ENDS)
def test_a_code_with_any_end_of_a_scanner_welcomes_the_person(door: Door, end: Qt.Key | None) -> None:
    door.scan(door.code("Wanjiru Kamau"), end)
    assert door.verdict == "Welcome — come in. Wanjiru Kamau. Mzalendo Trust"
    assert door.is_in("Wanjiru Kamau")
    assert door.page.field.text() == ""
    assert QApplication.focusWidget() is door.page.field


def test_a_prefix_that_the_scanner_adds_does_no_harm(door: Door) -> None:
    for prefix, name in (("]Q1", "Wanjiru Kamau"), ("]C0", "Li Wei 李伟"), ("~", "Ольга Фёдорова")):
        door.scan(prefix + door.code(name))
        assert door.verdict.startswith(f"Welcome — come in. {name}")
        assert door.page.field.text() == ""


def test_a_scanner_with_caps_lock_on_or_in_lower_case_is_read(door: Door) -> None:
    door.scan(door.code("Wanjiru Kamau").lower())
    assert door.verdict.startswith("Welcome — come in. Wanjiru Kamau")


def test_a_slow_wireless_scanner_is_read(door: Door) -> None:
    door.scan(door.code("Wanjiru Kamau"), each=60)
    assert door.verdict.startswith("Welcome — come in. Wanjiru Kamau")
    assert door.page.field.text() == ""


def test_no_list_of_hits_flashes_up_while_a_scanner_types(door: Door) -> None:
    asked: list[str] = []
    door.station.found.connect(lambda text, _hits: asked.append(text))
    for sign in door.code("Wanjiru Kamau")[:-1]:
        door.letters(sign, each=8)
        door.settle()
    assert asked == []
    # When nothing comes after it, it was half a code.
    door.qtbot.waitUntil(lambda: door.verdict.startswith("Could not read that — scan again"))
    assert (asked, door.page.field.text()) == ([], "")


def test_a_code_that_is_typed_by_hand_is_looked_for_on_the_way(door: Door) -> None:
    door.letters(door.code("Wanjiru Kamau")[:9], each=130)
    door.qtbot.waitUntil(lambda: door.shows_hits)


@pytest.mark.parametrize("enters", [1, 2])
def test_enter_of_a_slow_scanner_chooses_nobody_whatever_it_read(door: Door, enters: int) -> None:
    """Half of another tool's code may be the name of somebody: here a part of an address."""
    door.letters("w.kamau@mz", each=90)
    door.qtbot.waitUntil(lambda: door.shows_hits and door.page.hits.text == "w.kamau@mz")
    for _ in range(enters):
        door.press(Qt.Key.Key_Return, "\r")
        door.settle()
        door.at += 5
    assert not door.is_in("Wanjiru Kamau")
    door.pause()
    door.press(Qt.Key.Key_Return, "\r")
    door.settle()
    assert door.is_in("Wanjiru Kamau")


def test_two_scans_right_after_each_other_admit_both(door: Door) -> None:
    first, second = door.code("Wanjiru Kamau"), door.code("Li Wei 李伟")
    door.letters(first, each=5)
    door.press(Qt.Key.Key_Return, "\r")
    door.pause(100)
    door.letters(second, each=5)
    door.press(Qt.Key.Key_Return, "\r")
    door.settle()
    assert door.is_in("Wanjiru Kamau")
    assert door.is_in("Li Wei 李伟")
    assert door.verdict.startswith("Welcome — come in. Li Wei 李伟")


# -- where the focus is ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ENDS)
def test_a_scan_while_a_walk_in_is_typed_leaves_the_form_as_it_was(door: Door, end: Qt.Key | None) -> None:
    code = door.code("Wanjiru Kamau")
    door.press(Qt.Key.Key_F4)
    door.type("Achieng Oti")
    door.scan(code, end)
    assert door.verdict.startswith("Welcome — come in. Wanjiru Kamau")
    assert door.page.form.name.text() == "Achieng Oti"
    door.press(Qt.Key.Key_Escape)
    assert door.shows_form
    assert QApplication.focusWidget() is door.page.form.name
    assert door.page.form.name.text() == "Achieng Oti"
    assert "Achieng Oti" not in door.people()


def test_what_fingers_typed_just_before_the_scan_stays(door: Door) -> None:
    code = door.code("Wanjiru Kamau")
    door.press(Qt.Key.Key_F4)
    door.type("Achieng")
    # No pause here: the badge is held under the scanner while the volunteer types.
    door.letters(code, each=5)
    door.press(Qt.Key.Key_Return, "\r")
    door.settle()
    assert door.page.form.name.text() == "Achieng"
    assert door.is_in("Wanjiru Kamau")


def test_half_a_code_just_after_typing_takes_only_its_own_letters(door: Door) -> None:
    code = door.code("Wanjiru Kamau")
    door.press(Qt.Key.Key_F4)
    door.type("Achieng")
    door.letters(code[:10], each=5)
    door.press(Qt.Key.Key_Return, "\r")
    door.settle()
    assert door.page.form.name.text() == "Achieng"
    assert door.verdict.startswith("Could not read that — scan again")


def test_a_scan_into_the_middle_of_a_name_leaves_the_cursor_there(door: Door) -> None:
    code = door.code("Wanjiru Kamau")
    door.press(Qt.Key.Key_F4)
    door.type("Otieno")
    door.page.form.name.setCursorPosition(2)
    door.scan(code)
    assert door.page.form.name.text() == "Otieno"
    assert door.page.form.name.cursorPosition() == 2


@pytest.mark.parametrize("end", ENDS)
def test_a_scan_in_the_filter_of_the_registrants_leaves_what_was_typed(door: Door, end: Qt.Key | None) -> None:
    door.press(Qt.Key.Key_2, control=True)
    door.window.open_page(door.pages.registrants)
    field = door.find(QLineEdit, "registrants_filter")
    field.setFocus()
    door.type("mar")
    door.scan(door.code("Li Wei 李伟"), end)
    assert field.text() == "mar"
    assert door.is_in("Li Wei 李伟")
    assert door.shows_verdict
    assert door.verdict.startswith("Welcome — come in. Li Wei 李伟")


def test_the_answer_to_a_scan_is_seen_whatever_page_is_open(door: Door) -> None:
    people = ("Wanjiru Kamau", "Li Wei 李伟", "Ольга Фёдорова")
    pages = (door.window.page_registrants, door.window.page_badges, door.window.page_attendance)
    for page, name in zip(pages, people, strict=True):
        door.window.open_page(page)
        assert not door.shows_verdict
        door.scan(door.code(name))
        assert door.shows_verdict
        assert door.verdict.startswith(f"Welcome — come in. {name}")


@pytest.mark.parametrize("name", ["door_undo", "door_walk_in"])
def test_a_scan_while_a_button_has_the_focus_presses_it_not(door: Door, name: str) -> None:
    door.scan(door.code("Wanjiru Kamau"))
    door.find(QPushButton, name).setFocus()
    door.scan(door.code("Li Wei 李伟"))
    assert door.verdict.startswith("Welcome — come in. Li Wei 李伟")
    door.find(QPushButton, name).setFocus()
    door.scan("Ticket 4711 of another tool")
    assert door.verdict.startswith("Not on this list")
    assert door.is_in("Wanjiru Kamau")
    assert door.is_in("Li Wei 李伟")
    assert not door.shows_form


def test_the_space_bar_still_presses_a_button(door: Door) -> None:
    door.find(QPushButton, "door_walk_in").setFocus()
    door.type(" ")
    assert door.shows_form


def test_a_scan_on_a_tick_box_does_not_tick_it(door: Door) -> None:
    code = door.code("Wanjiru Kamau")
    door.press(Qt.Key.Key_F4)
    box = door.find(QCheckBox, "walk_in_joining")
    box.setFocus()
    door.scan("A code with many spaces in it")
    assert not box.isChecked()
    door.press(Qt.Key.Key_Escape)
    box.setFocus()
    door.scan(code)
    assert not box.isChecked()


@pytest.mark.parametrize("name", ["registrants_state", "badges_stock"])
def test_a_scan_on_a_list_of_choices_chooses_nothing(door: Door, name: str) -> None:
    choice = door.find(QComboBox, name)
    page = next(page for page in (door.pages.registrants, door.pages.badges) if page and page.isAncestorOf(choice))
    door.window.open_page(page)
    before = choice.currentIndex()
    choice.setFocus()
    door.scan("wn" + door.code("Wanjiru Kamau"))
    assert choice.currentIndex() == before
    assert door.is_in("Wanjiru Kamau")


def send(keys: str, door: Door, to: Callable[[], QWidget]) -> None:
    """As the system does: nothing holds the open list while its key is looked at."""
    for sign in keys:
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key(ord(sign)), Qt.KeyboardModifier.NoModifier, sign)
        event.setTimestamp(door.at)
        QCoreApplication.sendEvent(to(), event)
        door.at += 5


@pytest.mark.parametrize("name", ["registrants_state", "person_status"])
def test_a_scan_on_an_open_list_of_choices_chooses_nothing(door: Door, name: str) -> None:
    door.pages.show_registrant(door.registrant("Ольга Фёдорова").id)
    door.settle()
    choice = door.find(QComboBox, name)
    before, code = choice.currentIndex(), door.code("Wanjiru Kamau")
    door.pause()
    choice.showPopup()
    assert QApplication.activePopupWidget() is not None
    send(code, door, choice.view)
    door.qtbot.waitUntil(lambda: door.is_in("Wanjiru Kamau"))
    assert choice.currentIndex() == before
    assert QApplication.activePopupWidget() is None


def test_a_scan_on_the_table_opens_nobody(door: Door) -> None:
    door.window.open_page(door.pages.registrants)
    door.settle()
    table = door.find(QTableView, "registrants_table")
    table.setFocus()
    # The first letters of a name in the table, at the speed of a scanner.
    door.scan("Joséabcdef")
    assert table.selectionModel().selectedRows() == []
    assert door.pages.registrants.person.isHidden()


def test_a_scan_works_while_nothing_has_the_focus(door: Door) -> None:
    focus = QApplication.focusWidget()
    assert isinstance(focus, QWidget)
    focus.clearFocus()
    door.scan(door.code("Wanjiru Kamau"))
    assert door.is_in("Wanjiru Kamau")


# -- other answers -----------------------------------------------------------------------------------------------


def test_half_a_code_could_not_be_read(door: Door) -> None:
    for length in (6, 9, 15):
        door.press(Qt.Key.Key_Escape)
        door.scan(door.code("Wanjiru Kamau")[:length])
        assert door.verdict.startswith("Could not read that — scan again")
        assert not door.is_in("Wanjiru Kamau")
        assert door.page.field.text() == ""


def test_a_code_with_one_wrong_letter_could_not_be_read(door: Door) -> None:
    code = door.code("Wanjiru Kamau")
    wrong = code[:7] + ("B" if code[7] != "B" else "C") + code[8:]
    door.scan(wrong)
    assert door.verdict.startswith("Could not read that")


def test_a_code_of_ours_that_nobody_has_is_not_on_the_list(door: Door) -> None:
    door.scan(new_code())
    assert door.verdict.startswith("Not on this list. F3 Search by name · F4 Add as walk-in")
    assert door.facts()[-1].kind is FactKind.REFUSED


def test_a_web_link_is_not_one_of_our_badges_and_never_shown(door: Door) -> None:
    for link in ("https://bit.ly/ImPACT-form", "www.example.org/ticket", "BEGIN:VCARD"):
        door.press(Qt.Key.Key_Escape)
        door.scan(link)
        assert door.verdict.startswith("That is not one of our badges")
        assert link not in door.verdict


def test_the_code_of_another_tool_that_nobody_has_is_not_on_the_list(door: Door) -> None:
    door.scan("EB-1234 5678")
    assert door.verdict.startswith("Not on this list")


def test_a_double_read_keeps_the_welcome_and_a_later_one_is_already_in(door: Door) -> None:
    code = door.code("Wanjiru Kamau")
    door.scan(code)
    door.clock.go_on(seconds=2)
    door.scan(code)
    assert door.verdict == "Welcome — come in. Wanjiru Kamau. Mzalendo Trust. Scanned once — all good"
    door.clock.go_on(minutes=13)
    door.scan(code)
    assert door.verdict == (
        "Already checked in. Wanjiru Kamau. 12:20 at Door A, 13 min ago. Same person? Let them in. F6 Different person"
    )
    assert [fact.kind for fact in door.facts()].count(FactKind.ADMITTED) == 1


def test_the_counts_and_the_last_arrivals_follow_each_scan(door: Door) -> None:
    column = door.page.column
    door.scan(door.code("Wanjiru Kamau"))
    door.clock.go_on(minutes=1)
    door.scan(door.code("Li Wei 李伟"))
    assert column._inside.text() == "2"
    assert column._seats.text() == "of 120 seats"
    assert column._expected.text() == "Still expected 4"
    spoken = [column._recent.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert spoken == ["Li Wei 李伟, In", "Wanjiru Kamau, In"]
    assert column._bars._counts[-2:] == (1, 1)
    assert column._pace.text() == "2.0 a minute. At this pace all are in by 12:23."
    assert column._pace.isVisible()
    door.press(Qt.Key.Key_F8)
    door.settle()
    assert column._inside.text() == "1"
    assert column._expected.text() == "Still expected 5"


def test_a_scan_while_the_desks_menu_is_open_closes_it_and_chooses_nothing(door: Door) -> None:
    menu = door.find(DeskMenu, "desk_menu").menu()
    switched: list[bool] = []
    door.find(DeskMenu, "desk_menu").sounds_switched.connect(switched.append)
    menu.popup(door.window.pos())
    assert QApplication.activePopupWidget() is menu
    door.scan("so" + door.code("Wanjiru Kamau"))
    assert QApplication.activePopupWidget() is None
    assert door.is_in("Wanjiru Kamau")
    assert switched == []


@pytest.mark.parametrize("end", ENDS)
def test_a_slow_scan_of_another_tools_code_admits_and_leaves_the_form(
    door: Door, tmp_path: Path, end: Qt.Key | None
) -> None:
    path = tmp_path / "tickets.csv"
    path.write_text("Name,Email,Ticket code\nAkinyi Odhiambo,akinyi@example.org,EB-123456\n", encoding="utf-8")
    with closing(open_event(door.station.path)) as event:
        lists.apply(event, lists.plan(event, lists.read(path)), door.station.place.session.id, door.clock())
    door.station.refresh()
    door.settle()
    door.press(Qt.Key.Key_F4)
    door.type("Achieng")
    door.scan("EB-123456", end, each=60)
    door.qtbot.waitUntil(lambda: door.verdict.startswith("Welcome — come in. Akinyi Odhiambo"))
    assert door.page.form.name.text() == "Achieng"


def test_half_a_code_of_a_slow_scanner_in_the_walk_in_form_says_scan_again(door: Door) -> None:
    code = door.code("Wanjiru Kamau")
    door.press(Qt.Key.Key_F4)
    door.type("Achieng")
    door.press(Qt.Key.Key_Tab)
    door.scan(code[:10], each=60)
    assert door.verdict.startswith("Could not read that — scan again")
    assert door.page.form.name.text() == "Achieng"
    assert door.page.form.organisation.text() == ""
