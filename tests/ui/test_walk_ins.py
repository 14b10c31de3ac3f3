"""Walk-ins: two fields and Ctrl+Enter; and whatever happens meanwhile, what was typed is not lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from checkin.domain.journal import FactKind, Method
from checkin.domain.registrant import Answer
from tests.ui.hands import Door


def test_f4_takes_the_name_typed_so_far_and_ctrl_enter_saves(door: Door) -> None:
    door.type("Achieng Otieno")
    door.press(Qt.Key.Key_F4)
    assert door.page.form.name.text() == "Achieng Otieno"
    assert QApplication.focusWidget() is door.page.form.organisation
    door.type("Nairobi Law Students")
    door.page.form.joining.setChecked(True)
    door.press(Qt.Key.Key_Return, "\r", control=True)
    door.settle()
    assert door.verdict == "Welcome — come in. Achieng Otieno. Nairobi Law Students"
    person = door.people()["Achieng Otieno"]
    assert person.entry is not None
    assert person.registrant.walk_in
    assert person.registrant.details.joining is Answer.YES
    assert door.facts()[-1].method is Method.WALK_IN
    assert door.page.column._inside.text() == "1"
    assert door.page.column._known.text() == "Registered 6 · walk-ins 1"


def test_the_next_walk_in_begins_empty(door: Door) -> None:
    door.press(Qt.Key.Key_F4)
    door.type("Achieng Otieno")
    door.page.form.joining.setChecked(True)
    door.press(Qt.Key.Key_Return, "\r", control=True)
    door.settle()
    door.press(Qt.Key.Key_F4)
    assert door.shows_form
    assert door.page.form.name.text() == ""
    assert not door.page.form.joining.isChecked()


def test_a_bare_enter_goes_to_the_next_field_and_never_saves(door: Door) -> None:
    door.press(Qt.Key.Key_F4)
    door.type("Achieng")
    door.pause()
    for _ in range(2):
        door.press(Qt.Key.Key_Return, "\r")
    assert QApplication.focusWidget() is door.page.form.email
    door.settle()
    assert door.shows_form
    assert "Achieng" not in door.people()


def test_a_walk_in_without_a_name_is_told_so_in_the_form_and_loses_nothing(door: Door) -> None:
    door.press(Qt.Key.Key_F4)
    form = door.page.form
    form.organisation.setFocus()
    door.type("Ubuntu Court Watch")
    door.press(Qt.Key.Key_Return, "\r", control=True)
    door.settle()
    assert door.shows_form
    assert form._problem.isVisible()
    assert form._problem.text() == "A walk-in needs a name. Type the full name, then save."
    assert form.organisation.text() == "Ubuntu Court Watch"
    assert QApplication.focusWidget() is form.name
    door.type("Njeri")
    door.press(Qt.Key.Key_Return, "\r", control=True)
    door.settle()
    assert door.is_in("Njeri")


def test_ctrl_enter_pressed_twice_adds_one_person(door: Door) -> None:
    door.press(Qt.Key.Key_F4)
    door.type("Achieng")
    door.press(Qt.Key.Key_Return, "\r", control=True)
    door.press(Qt.Key.Key_Return, "\r", control=True)
    door.settle()
    assert [fact.kind for fact in door.facts()] == [FactKind.ADMITTED]
    assert len(door.people()) == 7


def test_cancel_and_escape_leave_the_form_without_a_trace(door: Door) -> None:
    for leave in (
        lambda: door.press(Qt.Key.Key_Escape),
        lambda: door.find(QPushButton, "walk_in_cancel").click(),
    ):
        door.press(Qt.Key.Key_F4)
        door.type("Nobody")
        leave()
        assert door.shows_verdict
        assert door.verdict.startswith("Ready to scan")
        assert QApplication.focusWidget() is door.page.field
    assert len(door.people()) == 6


@pytest.mark.parametrize("scans", [1, 2, 3])
def test_scans_during_a_walk_in_are_answered_and_the_form_waits_behind_them(door: Door, scans: int) -> None:
    codes = [door.code(name) for name in ("Wanjiru Kamau", "Li Wei 李伟", "Ольга Фёдорова")]
    door.press(Qt.Key.Key_F4)
    door.type("Achieng")
    for code in codes[:scans]:
        door.scan(code)
        assert door.verdict.startswith("Welcome — come in")
        assert door.shows_verdict
    door.press(Qt.Key.Key_F4)
    assert door.shows_form
    assert door.page.form.name.text() == "Achieng"


@pytest.mark.parametrize("key", [Qt.Key.Key_F4, Qt.Key.Key_F8, Qt.Key.Key_F3])
def test_no_key_of_the_door_loses_a_half_typed_walk_in(door: Door, key: Qt.Key) -> None:
    door.scan(door.code("Wanjiru Kamau"))
    door.press(Qt.Key.Key_F4)
    door.type("Achieng")
    door.press(key)
    door.settle()
    if not door.shows_form:
        door.press(Qt.Key.Key_Escape)
    assert door.shows_form
    assert door.page.form.name.text() == "Achieng"


def test_a_search_during_a_walk_in_finds_people_and_the_form_waits(door: Door) -> None:
    door.press(Qt.Key.Key_F4)
    door.type("Achieng")
    door.page.field.setFocus()
    door.type("alvar")
    door.qtbot.waitUntil(lambda: door.shows_hits)
    door.pause()
    door.press(Qt.Key.Key_Return, "\r")
    door.settle()
    assert door.is_in("José Álvarez Núñez")
    door.press(Qt.Key.Key_Escape)
    assert door.shows_form
    assert door.page.form.name.text() == "Achieng"


def test_the_verdict_over_a_walk_in_gives_way_to_it_by_itself(door: Door) -> None:
    door.page._fade.setInterval(50)
    door.press(Qt.Key.Key_F4)
    door.type("Achieng")
    door.scan(door.code("Wanjiru Kamau"))
    door.qtbot.waitUntil(lambda: door.shows_form)
    assert door.page.form.name.text() == "Achieng"


def test_a_walk_in_survives_a_look_at_another_page(door: Door) -> None:
    door.press(Qt.Key.Key_F4)
    door.type("Achieng")
    door.press(Qt.Key.Key_Return, "\r")
    for page in (door.pages.badges, door.page):
        assert page is not None
        door.window.open_page(page)
    assert door.shows_form
    assert door.page.form.name.text() == "Achieng"
    focus = QApplication.focusWidget()
    assert focus is not None
    assert door.page.form.isAncestorOf(focus)
