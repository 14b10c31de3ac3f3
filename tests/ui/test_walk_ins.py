"""Walk-ins: two fields and Ctrl+Enter; and whatever happens meanwhile, what was typed is not lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from checkin.domain.journal import FactKind, Method
from checkin.domain.registrant import Answer
from tests.ui.hands import NOW, Door


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


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, None])
def test_typing_goes_on_in_the_field_where_a_scan_broke_in(door: Door, end: Qt.Key | None) -> None:
    code = door.code("Wanjiru Kamau")
    form = door.page.form
    door.press(Qt.Key.Key_F4)
    door.type("Achieng Oti")
    door.scan(code, end)
    door.press(Qt.Key.Key_F4)
    door.type("eno")
    assert (form.name.text(), form.organisation.text()) == ("Achieng Otieno", "")
    door.press(Qt.Key.Key_Tab, "\t")
    door.type("Nairobi Law")
    door.press(Qt.Key.Key_Tab, "\t")
    door.type("a@b")
    for _ in range(5):
        door.press(Qt.Key.Key_Left)
    door.scan(code, end)
    door.press(Qt.Key.Key_F4)
    door.type("x")
    assert (form.organisation.text(), form.email.text()) == ("Nairobi Law", "xa@b")
    door.press(Qt.Key.Key_Escape)
    door.press(Qt.Key.Key_F4)
    door.type("B")
    assert form.name.text() == "B"  # The next one begins at the beginning.


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
    door.page.answer.fade.setInterval(50)
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


# -- who is on the list already ------------------------------------------------------------------------------------


def save(door: Door) -> None:
    door.pause()
    door.press(Qt.Key.Key_Return, "\r", control=True)
    door.settle()


def names_offered(door: Door) -> list[str]:
    people = door.page.form.question.people.list
    return [people.item(row).data(Qt.ItemDataRole.UserRole).name for row in range(people.count())]


@pytest.mark.parametrize(
    ("typed", "email", "name"),
    [
        ("Wanjiru Kamau", "", "Wanjiru Kamau"),
        ("kamau wanjirou", "", "Wanjiru Kamau"),
        ("Jose Alvarez", "", "José Álvarez Núñez"),
        ("Jose Maria Alvarez Nunez", "", "José Álvarez Núñez"),
        ("Olga Fedorova", "", "Ольга Фёдорова"),
        ("Somebody", "liwei@pku.example", "Li Wei 李伟"),
    ],
)
def test_who_may_be_on_the_list_is_offered_before_a_new_person_is_made(
    door: Door, typed: str, email: str, name: str
) -> None:
    door.press(Qt.Key.Key_F4)
    door.type(typed)
    door.page.form.email.setText(email)
    save(door)
    assert names_offered(door) == [name]
    assert QApplication.focusWidget() is door.page.form.question
    assert door.facts() == []
    door.press(Qt.Key.Key_Return, "\r")  # nobody is highlighted: an Enter may be a scanner's
    door.settle()
    assert door.facts() == []
    door.press(Qt.Key.Key_Down)
    door.press(Qt.Key.Key_Return, "\r")
    door.settle()
    assert door.is_in(name)
    assert door.verdict.startswith(f"Welcome — come in. {name}")
    assert len(door.people()) == 6
    assert QApplication.focusWidget() is door.page.field


def test_two_who_look_alike_are_both_offered(door: Door) -> None:
    door.press(Qt.Key.Key_F4)
    door.type("Mary Wambui")
    save(door)
    assert sorted(names_offered(door)) == ["Mary Wambui Njoroge", "Mary Wambui Njuguna"]


def test_none_of_them_is_a_new_person_with_one_key(door: Door) -> None:
    door.press(Qt.Key.Key_F4)
    door.type("Wanjiru Kamau")
    door.page.form.organisation.setText("Another House")
    save(door)
    save(door)
    assert [fact.method for fact in door.facts()] == [Method.WALK_IN]
    assert sorted(one.registrant.organisation for one in door.everyone())[0] == "Another House"
    assert door.verdict == "Welcome — come in. Wanjiru Kamau. Another House"


@pytest.mark.parametrize("milliseconds", [40, 150, 400])
def test_a_nervous_second_ctrl_enter_is_no_answer_to_the_question(door: Door, milliseconds: int) -> None:
    door.press(Qt.Key.Key_F4)
    door.type("Wanjiru Kamau")
    door.pause()
    for _ in range(3):
        door.press(Qt.Key.Key_Return, "\r", control=True)
        door.settle()
        door.pause(milliseconds)
    assert names_offered(door) == ["Wanjiru Kamau"]
    assert door.facts() == []
    save(door)
    assert [fact.method for fact in door.facts()] == [Method.WALK_IN]


def test_esc_leads_back_to_the_form_with_what_was_typed(door: Door) -> None:
    door.press(Qt.Key.Key_F4)
    door.type("Wanjiru Kamau")
    save(door)
    door.press(Qt.Key.Key_Escape)
    assert door.page.form.name.isVisible()
    assert door.page.form.name.text() == "Wanjiru Kamau"
    assert QApplication.focusWidget() is door.page.form.organisation
    assert door.facts() == []


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, None])
def test_a_scan_over_the_question_is_answered_and_the_question_waits(door: Door, end: Qt.Key | None) -> None:
    code = door.code("Li Wei 李伟")
    door.press(Qt.Key.Key_F4)
    door.type("Wanjiru Kamau")
    save(door)
    door.press(Qt.Key.Key_Down)
    door.scan(code, end)
    assert door.verdict.startswith("Welcome — come in. Li Wei 李伟")
    assert not door.is_in("Wanjiru Kamau")
    door.press(Qt.Key.Key_Escape)
    assert names_offered(door) == ["Wanjiru Kamau"]
    assert QApplication.focusWidget() is door.page.form.question


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ({"seats": 1}, "Room is full (1)."),
        ({"opens_at": NOW + timedelta(minutes=10)}, "Check-in opens 12:30."),
        ({"closes_at": NOW}, "Session has ended."),
    ],
)
def test_a_walk_in_is_asked_about_where_a_badge_is(door: Door, rules: dict[str, object], said: str) -> None:
    door.scan(door.code("Li Wei 李伟"))
    door.station.set_rules(replace(door.station.place.session, **rules), lambda: None, print)
    door.settle()
    door.press(Qt.Key.Key_F4)
    door.type("Achieng Otieno")
    save(door)
    assert door.shows_form
    assert door.page.form._problem.text() == f"{said} If they may come in all the same, save once more."
    assert "Achieng Otieno" not in door.people()
    save(door)
    assert door.is_in("Achieng Otieno")


def test_a_walk_in_takes_less_than_forty_seconds_by_keyboard_alone(door: Door) -> None:
    """At the pace of somebody who seldom types: two keys a second and a half, a second to look at each field."""
    door.pause()
    began = door.at
    door.press(Qt.Key.Key_F4)
    for text in ("Achieng Otieno", "Nairobi Law Students"):
        door.pause(1000)
        door.letters(text, each=700)
        door.pause(700)
        door.press(Qt.Key.Key_Return, "\r")
    save(door)
    assert door.verdict == "Welcome — come in. Achieng Otieno. Nairobi Law Students"
    assert door.at - began < 40_000
