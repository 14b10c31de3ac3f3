"""Sessions in a row, in the window: one more is added, the door serves it and says so, and every page follows."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtWidgets import QApplication, QLabel, QListWidget
from pytestqt.qtbot import QtBot

from checkin import settings
from checkin.domain.session import Session
from checkin.services import events, sessions
from checkin.storage.event_file import open_event
from checkin.ui.desk.session_rules import SessionRules
from checkin.ui.desk.sessions_dialog import SessionsDialog
from tests.ui.hands import KICK_OFF, Clock, Door, make_event, open_window

WANJIRU, LI = "Wanjiru Kamau", "Li Wei 李伟"


def back_at_the_door(door: Door) -> None:
    """The dialog has gone: a screen makes the window the active one by itself."""
    door.settle()
    door.window.activateWindow()
    door.qtbot.waitUntil(door.window.isActiveWindow)


def open_dialog(door: Door) -> SessionsDialog:
    back_at_the_door(door)
    door.press(Qt.Key.Key_F2, shift=True)
    dialog = door.find(SessionsDialog, "sessions_dialog")
    door.settle()
    door.qtbot.waitUntil(lambda: dialog.isActiveWindow() and dialog.list.count() > 0)
    return dialog


def add(door: Door, name: str, *, same: bool, day: QDate = QDate(2024, 5, 11)) -> None:  # noqa: B008
    dialog = open_dialog(door)
    dialog.add.click()
    dialog.fields.name.setText(name)
    dialog.fields.date.setDate(day)
    (dialog.same if same else dialog.own).setChecked(True)
    before = dialog.list.count()
    door.press(Qt.Key.Key_Return, "\r", control=True)
    door.qtbot.waitUntil(lambda: dialog.list.count() == before + 1)
    door.press(Qt.Key.Key_Return, "\r", control=True)
    back_at_the_door(door)


def test_with_one_session_nothing_is_said_of_it(door: Door) -> None:
    assert not door.page.session.isVisible()


def test_a_second_session_for_the_same_people_is_added_and_served_by_keyboard(door: Door) -> None:
    door.scan(door.code(WANJIRU))
    code = door.code(WANJIRU)
    dialog = open_dialog(door)
    dialog.add.click()
    assert dialog.fields.date.date() == QDate(2024, 5, 11)  # the day after
    assert dialog.fields.starts.time() == QTime(12, 30)
    assert dialog.fields.zone.currentText() == "Africa/Nairobi"
    assert dialog.fields.seats.value() == 120
    dialog.fields.name.setText("Online discussion 1")
    door.press(Qt.Key.Key_Return, "\r")  # perhaps a scanner's
    assert dialog.save.isVisible()
    door.press(Qt.Key.Key_Return, "\r", control=True)
    door.qtbot.waitUntil(lambda: dialog.list.count() == 2)
    assert dialog.list.currentItem().text().startswith("Online discussion 1\n")
    assert "Registered 6 · walk-ins 0 · came 0" in dialog.list.currentItem().text()
    door.press(Qt.Key.Key_Return, "\r")
    assert dialog.isVisible()
    door.press(Qt.Key.Key_Return, "\r", control=True)
    back_at_the_door(door)
    assert door.station.place.session.name == "Online discussion 1"
    assert door.page.session.isVisible()
    assert door.find(QLabel, "door_session_name").accessibleName() == "Online discussion 1"
    assert door.find(QLabel, "door_inside").text() == "0"
    assert door.verdict.startswith("Ready to scan")
    door.scan(code)
    assert door.verdict.startswith("Welcome — come in. Wanjiru Kamau")
    assert door.find(QLabel, "door_inside").text() == "1"
    # The door says that it is time for the other session.
    due = door.find(QLabel, "door_session_due")
    assert due.isVisible()
    assert due.text().startswith("Right session? It is time for Kick-off session, Fri 10 May 12:30.")


def test_every_page_follows_the_session_that_is_served(door: Door) -> None:
    door.scan(door.code(WANJIRU))
    add(door, "Day 2", same=False)
    door.window.open_page(door.pages.registrants)
    door.settle()
    assert door.pages.registrants.model.total == 0
    door.window.open_page(door.pages.attendance)
    door.settle()
    assert door.find(QLabel, "attendance_registered").text() == "0"
    door.window.open_page(door.page)
    dialog = open_dialog(door)
    dialog.list.setCurrentRow(0)
    door.press(Qt.Key.Key_Return, "\r", control=True)
    door.settle()
    door.window.open_page(door.pages.registrants)
    door.settle()
    assert door.pages.registrants.model.total == 6
    door.window.open_page(door.pages.attendance)
    door.settle()
    assert door.find(QLabel, "attendance_in_room").text() == "1"


def test_a_walk_in_that_is_being_typed_stays_and_the_answer_about_the_other_session_goes(door: Door) -> None:
    add(door, "Day 2", same=True)
    door.scan(door.code(WANJIRU))
    door.press(Qt.Key.Key_F4)
    door.type("Njeri")
    dialog = open_dialog(door)
    dialog.list.setCurrentRow(0)
    door.press(Qt.Key.Key_Return, "\r", control=True)
    back_at_the_door(door)
    assert door.shows_form
    assert door.page.form.name.text() == "Njeri"
    door.press(Qt.Key.Key_F6)  # nothing to do about the answer of the other session
    door.settle()
    assert [fact.kind.value for fact in door.facts()] == ["admitted"]


def test_a_session_of_the_same_name_is_refused_in_the_form(door: Door) -> None:
    dialog = open_dialog(door)
    dialog.add.click()
    dialog.fields.name.setText("Kick-off session")
    door.press(Qt.Key.Key_Return, "\r", control=True)
    door.qtbot.waitUntil(dialog._form_problem.isVisible)
    assert dialog._form_problem.text().startswith("There is a session Kick-off session already.")
    door.press(Qt.Key.Key_Escape)
    assert dialog.serve.isVisible()
    door.press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def day_2(path: Path) -> Session:
    with closing(open_event(path)) as event:
        first = events.the_event(event).sessions[0]
        facts = events.SessionFacts(
            "Day 2", KICK_OFF.starts.replace(day=11), KICK_OFF.ends.replace(day=11), "Asia/Tokyo"
        )
        return sessions.add_session(event, facts, first)


def test_without_a_word_the_door_serves_the_session_that_is_due(qtbot: QtBot, tmp_path: Path) -> None:
    path = make_event(tmp_path / "two.checkin")
    second = day_2(path)
    clock = Clock(second.starts_at)
    with open_window(qtbot, path, clock=clock) as door:
        assert door.station.place.session == second
        assert not door.find(QLabel, "door_session_due").isVisible()


def test_the_choice_is_remembered_on_this_laptop(qtbot: QtBot, event_path: Path) -> None:
    second = day_2(event_path)
    with open_window(qtbot, event_path) as door:
        assert door.station.place.session.name == "Kick-off session"
        dialog = open_dialog(door)
        dialog.list.setCurrentRow(1)
        door.press(Qt.Key.Key_Return, "\r", control=True)
        door.settle()
        assert door.desk.settings.serving == {door.station.whole_event.id: second.id}
        door.desk.open(event_path, door.clock)
        door.settle()
        assert door.station.place.session == second


def test_what_is_remembered_survives_the_settings_file() -> None:
    known = settings.Settings().with_serving("e1", "s1").with_serving("e2", "s2").with_serving("e1", "s3")
    settings.save(known)
    try:
        assert settings.load().serving == {"e2": "s2", "e1": "s3"}
    finally:
        settings.file().unlink()


def test_who_comes_for_the_first_time_is_greeted_and_each_session_stands_in_the_history(door: Door) -> None:
    door.scan(door.code(WANJIRU))
    codes = {name: door.code(name) for name in (WANJIRU, LI)}
    add(door, "Day 2", same=True)
    door.scan(codes[LI])
    assert door.verdict == "Welcome — come in. Li Wei 李伟. 北京大学. First time here — say hello"
    door.scan(codes[WANJIRU])
    assert door.verdict == "Welcome — come in. Wanjiru Kamau. Mzalendo Trust"
    door.window.open_page(door.pages.attendance)
    door.settle()
    assert door.find(QLabel, "attendance_sessions").text() == (
        "Sessions in a row — Kick-off session: 1 · Day 2: 2. 2 came to at least one, 1 to more than one."
    )
    door.window.open_page(door.pages.registrants)
    door.settle()
    door.pages.registrants.show_registrant(door.registrant(WANJIRU).id)
    door.settle()
    history = door.find(QListWidget, "person_history")
    assert [history.item(row).text().split("(")[1] for row in range(history.count())] == [
        "Day 2 · Door A)",
        "Kick-off session · Door A)",
    ]


def test_beside_a_person_stands_what_they_have_to_do_with_each_session(door: Door) -> None:
    page = door.pages.registrants
    shown = page.person._sessions
    wanjiru, li = door.registrant(WANJIRU).id, door.registrant(LI).id
    page.show_registrant(wanjiru)
    door.settle()
    assert shown.isHidden()  # with one session there is nothing to tell apart
    door.window.open_page(door.page)
    door.station.set_rules(replace(door.station.place.session, exits=True), lambda: None, print)
    door.settle()
    code = door.code(WANJIRU)
    door.scan(code)
    for minutes in (10, 15):  # out and in again
        door.clock.go_on(minutes=minutes)
        door.press(Qt.Key.Key_F10)
        door.clock.go_on(minutes=1)
        door.scan(code)
    add(door, "Day 2", same=False)
    door.clock.go_on(hours=3)
    page.show_registrant(wanjiru)
    door.settle()
    lines = [line.text() for line in shown.findChildren(QLabel) if line.text()]
    assert lines == [
        "Sessions",
        "Kick-off session · Fri 10 May",
        "registered · came 12:20 · left 12:30 · came back 12:31 · left 12:46 · came back 12:47",
        "Day 2 · Sat 11 May",
        "not registered",
    ]
    page.show_registrant(li)
    door.settle()
    assert "registered · did not come" in [line.text() for line in shown.findChildren(QLabel)]
    page.person.show_new()
    assert shown.isHidden()


def test_the_keys_begin_in_the_fields_of_the_rules_and_end_at_their_buttons(door: Door) -> None:
    door.pages.show_rules()
    rules = door.find(SessionRules, "session_rules")
    door.qtbot.waitUntil(lambda: QApplication.focusWidget() is rules.seats)
    after = [rules.seats.objectName()]
    widget = rules.seats.nextInFocusChain()
    while widget is not rules.seats:
        after.append(widget.objectName())
        widget = widget.nextInFocusChain()
    assert after.index("rules_online_link") < after.index("rules_save") < after.index("rules_cancel")
