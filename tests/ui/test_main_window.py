"""The window: its pages, keys and focus, what it remembers, and going from one event to another."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QCloseEvent, QInputMethodQueryEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QPushButton, QScrollArea, QToolButton
from pytestqt.qtbot import QtBot

from checkin import settings
from checkin.app import Desk
from checkin.services import demo
from checkin.ui.main_window import MainWindow
from tests.ui.hands import Clock, Door, make_event, open_window


def go_to(door: Door, number: int) -> None:
    """Ctrl and a digit, by way of Qt's shortcuts."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)


def test_ctrl_and_a_digit_lead_to_each_page_and_back_to_the_field(door: Door) -> None:
    pages = (door.page, door.pages.registrants, door.pages.badges, door.pages.attendance)
    for number in (2, 3, 4, 1):
        go_to(door, number)
        page = pages[number - 1]
        assert page is not None
        assert page.isVisible()
        assert door.find(QToolButton, f"open_{page.objectName()}").isChecked()
    assert QApplication.focusWidget() is door.page.field


def tabbed_through(door: Door, most: int = 40) -> list[str]:
    """The names of what Tab leads to from here, until it comes round."""
    found: list[str] = []
    for _ in range(most):
        focus = QApplication.focusWidget()
        assert focus is not None
        if focus.objectName() in found:
            break
        found.append(focus.objectName())
        door.press(Qt.Key.Key_Tab, "\t")
    return found


def test_tab_leads_to_every_button_of_the_page_of_those_online(door: Door) -> None:
    go_to(door, 5)
    door.settle()
    assert {"online_list", "online_shown", "online_load", "open_page_online"} <= set(tabbed_through(door))


def test_tab_leads_to_the_button_of_the_open_page_and_an_arrow_from_there_to_the_next(door: Door) -> None:
    go_to(door, 4)
    go_to(door, 2)
    door.settle()
    names = tabbed_through(door)
    assert [name for name in names if name.startswith("open_page_")] == ["open_page_registrants"]
    door.find(QToolButton, "open_page_registrants").setFocus()
    door.press(Qt.Key.Key_Down)
    door.settle()
    assert door.pages.badges.isVisible()


def test_the_keys_scroll_a_page_that_is_longer_than_the_window(door: Door) -> None:
    door.window.resize(900, 520)
    for number, page in ((4, door.pages.attendance), (3, door.pages.badges)):
        go_to(door, number)
        door.settle()
        bar = page.findChild(QScrollArea).verticalScrollBar()
        door.qtbot.waitUntil(lambda bar=bar: bar.maximum() > 0)
        door.press(Qt.Key.Key_PageDown)
        assert bar.value() > 0
        door.press(Qt.Key.Key_Up)
        assert bar.value() < bar.maximum()


def test_letters_on_the_page_of_the_registrants_filter_them(door: Door) -> None:
    go_to(door, 2)
    door.type("wanj")
    door.settle()
    assert door.pages.registrants.filter.text() == "wanj"
    QTest.keyClick(door.pages.registrants.filter, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is door.pages.registrants.table
    go_to(door, 1)
    go_to(door, 2)
    door.type("li")
    assert door.pages.registrants.filter.text() == "li"


def test_esc_closes_the_person_beside_the_table_and_then_empties_the_filter(door: Door) -> None:
    go_to(door, 2)
    door.type("wanj")
    door.settle()
    page = door.pages.registrants
    page.show_registrant(door.registrant("Wanjiru Kamau").id)
    door.settle()
    organisation = door.find(QLineEdit, "person_organisation")
    organisation.setFocus()
    QTest.keyClicks(organisation, "X")
    QTest.keyClick(organisation, Qt.Key.Key_Escape)
    # What is not saved is not thrown away.
    assert page.person.isVisible()
    door.find(QPushButton, "person_discard").click()
    door.settle()
    QTest.keyClick(organisation, Qt.Key.Key_Escape)
    assert not page.person.isVisible()
    page.filter.setFocus()
    page.filter.setText("wanj")
    QTest.keyClick(page.filter, Qt.Key.Key_Escape)
    assert page.filter.text() == ""
    assert QApplication.focusWidget() is page.filter


def test_letters_go_to_the_field_after_every_deed(door: Door) -> None:
    door.scan(door.code("Wanjiru Kamau"))
    for deed in (
        lambda: door.press(Qt.Key.Key_F8),
        lambda: door.press(Qt.Key.Key_F3),
        lambda: door.press(Qt.Key.Key_Escape),
        lambda: door.find(QPushButton, "door_undo").click(),
        lambda: door.find(QToolButton, "open_page_door").click(),
    ):
        deed()
        door.settle()
        assert QApplication.focusWidget() is door.page.field


def test_f3_allows_input_methods_until_escape(door: Door) -> None:
    def is_on() -> bool:
        return bool(door.page.field.inputMethodQuery(Qt.InputMethodQuery.ImEnabled))

    assert not is_on()
    door.press(Qt.Key.Key_F3)
    assert is_on()
    door.press(Qt.Key.Key_Escape)
    assert not is_on()
    door.press(Qt.Key.Key_F3)
    # The scanner's next code must not go into an input method.
    door.scan(door.code("Wanjiru Kamau"))
    assert not is_on()


class Asked(QObject):
    """Hears what Qt answers to the system's input method when it asks whether it may write into a field."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[bool] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QInputMethodQueryEvent) and event.queries() & Qt.InputMethodQuery.ImEnabled:
            watched.removeEventFilter(self)
            watched.event(event)
            watched.installEventFilter(self)
            self.answers.append(bool(event.value(Qt.InputMethodQuery.ImEnabled)))
            return True
        return False


def test_the_systems_input_method_is_told_when_it_may_write_and_when_not(door: Door) -> None:
    asked = Asked()
    door.page.field.installEventFilter(asked)
    door.press(Qt.Key.Key_F3)
    assert asked.answers[-1:] == [True]
    door.press(Qt.Key.Key_Escape)
    assert asked.answers[-1:] == [False]
    door.page.field.removeEventFilter(asked)


def test_the_head_tells_event_session_and_door(door: Door) -> None:
    assert door.frame._head.event_name.text() == "Just Institutions and the ICJ"
    assert door.find(QLabel, "session_facts").text() == "Fri 10 May · 12:30–14:00 · CR-8"
    assert door.find(QLabel, "station_name").text() == "Door A"
    assert door.find(QLabel, "saved_notice").isVisible()
    assert door.window.windowTitle().startswith("Just Institutions and the ICJ — ")


def test_the_guide_is_not_left_by_a_shortcut(door: Door) -> None:
    guide = door.pages.load_list()
    go_to(door, 1)
    assert guide.isVisible()
    assert not door.shows_rail


def test_a_scan_during_the_guide_is_recorded_and_the_guide_stays(door: Door) -> None:
    guide = door.pages.load_list()
    door.scan(door.code("Wanjiru Kamau"))
    assert guide.isVisible()
    assert door.is_in("Wanjiru Kamau")


def test_another_event_opens_into_the_same_window_and_nothing_of_the_first_stays(door: Door, tmp_path: Path) -> None:
    other = make_event(tmp_path / "other.checkin", [])
    door.scan(door.code("Wanjiru Kamau"))
    door.press(Qt.Key.Key_F4)
    door.type("Half typed")
    door.window.open_page(door.pages.registrants)
    door.settle()
    door.pages.registrants.table.selectRow(0)
    door.settle()
    first = door.station
    door.desk.open(other, Clock())
    door.settle()
    assert door.station is not first
    assert door.verdict.startswith("Ready to scan")
    assert not door.shows_form
    assert door.page.column._inside.text() == "0"
    assert door.page.column._recent.count() == 0
    door.window.open_page(door.pages.registrants)
    door.settle()
    assert door.pages.registrants.model.total == 0
    assert door.pages.registrants.person.isHidden()
    door.window.open_page(door.page)
    door.press(Qt.Key.Key_F4)
    assert door.page.form.name.text() == ""


def test_opening_what_is_no_event_keeps_the_open_one_and_says_why(door: Door, tmp_path: Path) -> None:
    door.desk.show_welcome()
    (tmp_path / "list.checkin").write_text("Name,E-mail\n", encoding="utf-8")
    assert door.desk.welcome is not None
    door.desk.welcome.open_event.emit(tmp_path / "list.checkin")
    problem = door.find(QLabel, "welcome_problem")
    assert problem.isVisible()
    assert "is not an event file" in problem.text()
    door.desk.welcome.back.emit()
    door.scan(door.code("Wanjiru Kamau"))
    assert door.is_in("Wanjiru Kamau")


def test_a_scan_on_the_welcome_page_is_answered_at_the_door_of_the_open_event(door: Door) -> None:
    door.desk.show_welcome()
    door.scan(door.code("Wanjiru Kamau"))
    assert door.shows_verdict
    assert door.shows_rail
    assert door.verdict.startswith("Welcome — come in. Wanjiru Kamau")


def test_the_menu_of_the_desk_is_not_seen_before_it_stands_on_the_rail(qtbot: QtBot) -> None:
    with open_window(qtbot, None) as door:
        door.pages.new_event(door.desk.show_welcome, door.desk.open)
        assert not door.pages._menu.isVisible()


def test_a_recent_event_opens_by_a_click(qtbot: QtBot, event_path: Path) -> None:
    with open_window(qtbot, None) as door:
        assert door.desk.welcome is not None
        door.desk.welcome.show_recent([str(event_path), str(event_path.with_name("gone.checkin"))])
        recent = door.find(QListWidget, "welcome_recent")
        assert recent.count() == 1
        place = recent.visualItemRect(recent.item(0)).center()
        qtbot.mouseClick(recent.viewport(), Qt.MouseButton.LeftButton, pos=place)
        qtbot.waitUntil(lambda: door.window.station is not None)
        door.settle()
        assert door.station.path == event_path


def test_the_demo_opens_with_its_own_clock_and_says_so(qtbot: QtBot) -> None:
    with open_window(qtbot, None) as door:
        door.find(QPushButton, "welcome_demo").click()
        door.settle()
        assert door.frame._head.event_name._whole == demo.EVENT_NAME
        assert door.find(QLabel, "demo_notice").isVisible()
        assert int(door.page.column._inside.text()) > 50


def test_what_the_laptop_remembers_is_kept_in_its_settings(qtbot: QtBot, event_path: Path) -> None:
    desk = Desk()
    try:
        desk.open(event_path)
        menu = desk.pages()._menu
        menu.station_named.emit("Door <B>")
        menu.theme_chosen.emit("dark")
        menu.sounds_switched.emit(False)  # noqa: FBT003
        assert desk.window.findChild(QLabel, "station_name").text() == "Door <B>"
        kept = settings.load()
        assert (kept.station, kept.theme, kept.sounds) == ("Door <B>", "dark", False)
        assert kept.recent[0] == str(event_path)
        menu.theme_chosen.emit("light")
    finally:
        settings.file().unlink()
        desk.window.close()
        desk.app.removeEventFilter(desk.scanner)


def test_where_the_screen_has_no_room_for_the_window_it_opens_as_large_as_the_screen(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    room = window.screen().availableSize()
    assert room.width() < window.width()
    window.open()
    assert window.isMaximized()
    assert window.frameGeometry().left() >= 0


def test_the_first_paint_comes_before_any_event(qtbot: QtBot) -> None:
    with open_window(qtbot, None) as door:
        assert door.window._painted
        assert door.window.station is None


def test_keys_and_scans_before_an_event_is_open_do_nothing(qtbot: QtBot) -> None:
    with open_window(qtbot, None) as door:
        door.frame.pages.setCurrentWidget(door.page)
        door.page.field.setFocus()
        for key in (Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F8, Qt.Key.Key_Escape, Qt.Key.Key_Return):
            door.type("wanj")
            door.press(key)
        door.letters("JCBDFGHJKLNPRSTV", each=5)
        door.press(Qt.Key.Key_Return, "\r")
        assert door.window.station is None


def test_closing_twice_is_closing_once(door: Door) -> None:
    door.window.close()
    door.window.closeEvent(QCloseEvent())
    assert door.window.station is None


def test_the_field_takes_no_more_than_a_name(door: Door) -> None:
    assert door.find(QLineEdit, "door_field").maxLength() == 300
