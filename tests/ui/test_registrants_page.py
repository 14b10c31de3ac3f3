"""The table of registrants: filter, state, one person's details and deeds."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QListWidget, QPushButton, QTableView

from checkin.domain.journal import FactKind
from checkin.domain.registrant import Details, Status
from checkin.services import events, overview
from checkin.storage.event_file import open_event
from checkin.ui.people.registrants_page import RegistrantsPage
from tests.ui.hands import NOW, Door


@pytest.fixture
def page(door: Door) -> RegistrantsPage:
    page = door.pages.registrants
    door.window.open_page(page)
    door.settle()
    return page


def rows(page: RegistrantsPage) -> list[str]:
    return [page.model.data(page.model.index(row, 0)) for row in range(page.model.rowCount())]


def state_of(page: RegistrantsPage, name: str) -> str:
    return str(page.model.data(page.model.index(page.model.row_of_name(name), 6)))


def open_person(door: Door, page: RegistrantsPage, name: str) -> None:
    page.table.selectRow(page.model.row_of_name(name))
    door.settle()


# -- the table -----------------------------------------------------------------------------------------------------


def test_the_model_keeps_the_rules_of_qt(door: Door, page: RegistrantsPage) -> None:
    tester = QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    page.filter.setText("mary")
    door.scan(door.code("Mary Wambui Njoroge"))
    door.window.open_page(page)
    page.filter.setText("zzz")
    door.scan(door.code("Li Wei 李伟"))
    door.window.open_page(page)
    door.settle()
    page.filter.clear()
    for state in range(page.state.count()):
        page.state.setCurrentIndex(state)
        door.settle()
    assert tester.model() is page.model


def test_pytest_qts_model_test_passes(page: RegistrantsPage, qtmodeltester: object) -> None:
    qtmodeltester.check(page.model)  # type: ignore[attr-defined]


def test_everyone_is_in_the_table_in_the_order_of_the_list(page: RegistrantsPage) -> None:
    assert rows(page) == [
        "Wanjiru Kamau",
        "José Álvarez Núñez",
        "Mary Wambui Njoroge",
        "Mary Wambui Njuguna",
        "Li Wei 李伟",
        "Ольга Фёдорова",
    ]
    assert page._count.text() == "6 people"


def test_the_filter_finds_every_word_wherever_it_stands(page: RegistrantsPage) -> None:
    for text, found in (
        ("alvarez", ["José Álvarez Núñez"]),
        ("NJUGUNA mary", ["Mary Wambui Njuguna"]),
        ("北京", ["Li Wei 李伟"]),
        ("kenya", ["Wanjiru Kamau"]),
        ("khrc.example", ["Mary Wambui Njoroge"]),
        ("zzz", []),
    ):
        page.filter.setText(text)
        assert rows(page) == found
        assert page._count.text() == f"{len(found)} of 6"
    page.filter.clear()
    assert len(rows(page)) == 6


def test_the_state_narrows_the_table_and_follows_the_door(door: Door, page: RegistrantsPage) -> None:
    def show(state: str) -> list[str]:
        page.state.setCurrentIndex(page.state.findData(state))
        return rows(page)

    door.scan(door.code("Wanjiru Kamau"))
    door.press(Qt.Key.Key_F4)
    door.type("Achieng")
    door.press(Qt.Key.Key_Return, "\r", control=True)
    door.settle()
    door.window.open_page(page)
    door.settle()
    assert show("in") == ["Wanjiru Kamau", "Achieng"]
    assert show("walk_in") == ["Achieng"]
    assert len(show("expected")) == 5
    assert len(show("no_badge")) == 7
    assert show("not_confirmed") == []
    show("")
    assert state_of(page, "Wanjiru Kamau") == "In 12:20"
    assert state_of(page, "Achieng") == "Walk-in 12:20"
    assert state_of(page, "Li Wei 李伟") == "Expected"


def test_a_check_in_elsewhere_keeps_selection_and_place(door: Door, page: RegistrantsPage) -> None:
    open_person(door, page, "Li Wei 李伟")
    door.station.admit(door.registrant("Wanjiru Kamau").id)
    door.settle()
    assert state_of(page, "Wanjiru Kamau") == "In 12:20"
    assert [index.row() for index in page.table.selectionModel().selectedRows()] == [4]
    assert page.person._title.text() == "Li Wei 李伟"


# -- one person ----------------------------------------------------------------------------------------------------


def test_a_chosen_person_is_shown_with_everything_known(door: Door, page: RegistrantsPage) -> None:
    open_person(door, page, "Wanjiru Kamau")
    assert page.person.isVisible()
    assert page.person._title.text() == "Wanjiru Kamau"
    assert door.find(QLineEdit, "person_email").text() == "w.kamau@mzalendo.example"
    assert door.code("Wanjiru Kamau") in page.person._code.text()
    assert door.find(QPushButton, "person_admit").isVisible()
    assert not door.find(QPushButton, "person_undo").isVisible()


def test_a_corrected_name_keeps_the_code_valid_and_leaves_a_fact(door: Door, page: RegistrantsPage) -> None:
    code = door.code("Wanjiru Kamau")
    open_person(door, page, "Wanjiru Kamau")
    door.find(QLineEdit, "person_name").setText("  Wanjirũ   Kamau ")
    door.find(QPushButton, "person_save").click()
    door.settle()
    assert page.person._note.text() == "Saved. The badge stays valid."
    assert rows(page)[0] == "Wanjirũ Kamau"
    assert door.code("Wanjirũ Kamau") == code
    fact = door.facts()[-1]
    assert (fact.kind, fact.note) == (FactKind.CORRECTED, "name")
    history = door.find(QListWidget, "person_history")
    assert history.item(0).text() == "Fri 10 May 12:20:00 — Corrected: name (Door A)"
    door.scan(code)
    assert door.verdict.startswith("Welcome — come in. Wanjirũ Kamau")


def test_saving_without_a_change_leaves_no_fact(door: Door, page: RegistrantsPage) -> None:
    open_person(door, page, "Wanjiru Kamau")
    door.find(QPushButton, "person_save").click()
    door.settle()
    assert door.facts() == []


def test_a_person_cannot_lose_the_name_and_what_was_typed_stays(door: Door, page: RegistrantsPage) -> None:
    open_person(door, page, "Ольга Фёдорова")
    door.find(QLineEdit, "person_name").setText(" ")
    door.find(QLineEdit, "person_role").setText("Judge")
    door.find(QPushButton, "person_save").click()
    door.settle()
    assert page.person._problem.isVisible()
    assert "needs a name" in page.person._problem.text()
    assert door.find(QLineEdit, "person_role").text() == "Judge"
    assert "Ольга Фёдорова" in door.people()


def test_what_is_being_typed_survives_a_check_in_elsewhere(door: Door, page: RegistrantsPage) -> None:
    open_person(door, page, "Li Wei 李伟")
    door.find(QLineEdit, "person_role").setText("Professor of")
    door.station.admit(door.registrant("Li Wei 李伟").id)
    door.settle()
    assert door.find(QLineEdit, "person_role").text() == "Professor of"
    assert door.find(QPushButton, "person_undo").isVisible()


def test_what_is_typed_is_not_lost_by_choosing_another_person(door: Door, page: RegistrantsPage) -> None:
    open_person(door, page, "Li Wei 李伟")
    role = door.find(QLineEdit, "person_role")
    role.setText("Professor of")
    discard = door.find(QPushButton, "person_discard")
    assert not discard.isVisible()
    leaving = (
        lambda: open_person(door, page, "Wanjiru Kamau"),
        door.find(QPushButton, "person_close").click,
        door.find(QPushButton, "registrants_add").click,
        lambda: page.show_registrant(door.registrant("Wanjiru Kamau").id),
    )
    for leave in leaving:
        leave()
        door.settle()
        assert page.person.isVisible()
        assert role.text() == "Professor of"
        assert page.person._problem.text() == "What you changed of Li Wei 李伟 is not saved. Save or discard it first."
        assert discard.isVisible()
        assert page.model.line(page.table.currentIndex().row()).name == "Li Wei 李伟"
    discard.click()
    door.settle()
    assert (role.text(), page.person._problem.text(), discard.isVisible()) == ("", "", False)
    open_person(door, page, "Wanjiru Kamau")
    assert page.person._title.text() == "Wanjiru Kamau"
    assert door.facts() == []


def test_what_can_be_done_with_a_person_is_seen_on_a_small_screen(door: Door, page: RegistrantsPage) -> None:
    open_person(door, page, "Li Wei 李伟")
    door.find(QLineEdit, "person_role").setText("Professor of")
    open_person(door, page, "Wanjiru Kamau")
    bottom = page.person.mapToGlobal(page.person.rect().bottomLeft()).y()
    for name in ("person_save", "person_discard", "person_admit"):
        button = door.find(QPushButton, name)
        assert button.mapToGlobal(button.rect().bottomLeft()).y() < bottom


def test_what_is_typed_of_a_new_person_is_not_lost_either(door: Door, page: RegistrantsPage) -> None:
    door.find(QPushButton, "registrants_add").click()
    name = door.find(QLineEdit, "person_name")
    name.setText("Zawadi Otieno")
    open_person(door, page, "Wanjiru Kamau")
    assert name.text() == "Zawadi Otieno"
    assert "not saved" in page.person._problem.text()
    door.find(QPushButton, "person_save").click()
    door.settle()
    assert "Zawadi Otieno" in door.people()
    open_person(door, page, "Wanjiru Kamau")
    assert name.text() == "Wanjiru Kamau"


def test_saving_changes_what_was_typed_and_nothing_else(door: Door, page: RegistrantsPage) -> None:
    li = door.registrant("Li Wei 李伟")
    with closing(open_event(door.station.path)) as event:
        overview.correct(event, li.id, replace(li.details, organisation="Institute"), door.station.place, NOW)
    open_person(door, page, "Li Wei 李伟")
    door.find(QLineEdit, "person_role").setText("Professor")
    with closing(open_event(door.station.path)) as event:
        now = replace(door.registrant("Li Wei 李伟").details, email="li@new.example")
        overview.correct(event, li.id, now, door.station.place, NOW)
    door.find(QPushButton, "person_save").click()
    door.settle()
    details = door.registrant("Li Wei 李伟").details
    assert (details.role, details.email, details.organisation) == ("Professor", "li@new.example", "Institute")


def test_a_status_that_is_changed_is_judged_at_the_door(door: Door, page: RegistrantsPage) -> None:
    open_person(door, page, "Li Wei 李伟")
    status = door.find(QComboBox, "person_status")
    status.setCurrentIndex(status.findData(Status.CANCELLED.value))
    door.find(QPushButton, "person_save").click()
    door.settle()
    assert state_of(page, "Li Wei 李伟") == "Cancelled"
    door.scan(door.code("Li Wei 李伟"))
    assert door.verdict.startswith("Registration was cancelled. Li Wei 李伟. Ask the organiser")


def test_check_in_and_undo_from_the_details(door: Door, page: RegistrantsPage) -> None:
    open_person(door, page, "Li Wei 李伟")
    door.find(QPushButton, "person_admit").click()
    door.settle()
    assert door.is_in("Li Wei 李伟")
    assert page.isVisible()
    door.find(QPushButton, "person_undo").click()
    door.settle()
    assert not door.is_in("Li Wei 李伟")
    lines = [page.person._history.item(row).text().split(" — ")[1] for row in range(2)]
    assert lines == ["Check-in undone (Door A)", "Checked in (Door A)"]


def test_a_person_who_is_not_let_in_from_the_details_is_told_of_there(door: Door, page: RegistrantsPage) -> None:
    place = events.place_of(events.the_event(door.station._door_file), "Door A")
    with closing(open_event(door.station.path)) as other:
        person = overview.add_registrant(other, Details("Late Person", status=Status.WAITLISTED), place, door.clock())
    door.station.refresh()
    door.settle()
    open_person(door, page, "Late Person")
    door.find(QPushButton, "person_admit").click()
    door.settle()
    assert not door.is_in("Late Person")
    assert page.person._problem.isVisible()
    assert page.person._problem.text() == ("Registration is not confirmed yet. Ask the organiser.")
    assert person.id == page.person._id


def test_a_person_is_added_with_a_code_and_not_checked_in(door: Door, page: RegistrantsPage) -> None:
    door.find(QPushButton, "registrants_add").click()
    assert QApplication.focusWidget() is door.find(QLineEdit, "person_name")
    assert not door.find(QPushButton, "person_admit").isVisible()
    door.find(QLineEdit, "person_name").setText("Njeri Wachira")
    door.find(QLineEdit, "person_organisation").setText("Ubuntu")
    door.find(QPushButton, "person_save").click()
    door.settle()
    assert rows(page)[-1] == "Njeri Wachira"
    assert not door.is_in("Njeri Wachira")
    assert door.find(QPushButton, "person_admit").isVisible()
    door.scan(door.code("Njeri Wachira"))
    assert door.verdict.startswith("Welcome — come in. Njeri Wachira. Ubuntu")


def test_an_added_person_without_a_name_is_refused_in_the_panel(door: Door, page: RegistrantsPage) -> None:
    door.find(QPushButton, "registrants_add").click()
    door.find(QPushButton, "person_save").click()
    door.settle()
    assert page.person._problem.text().startswith("A registrant needs a name.")
    assert len(door.people()) == 6


def test_close_closes_and_the_next_row_opens_again(door: Door, page: RegistrantsPage) -> None:
    open_person(door, page, "Li Wei 李伟")
    button = door.find(QPushButton, "person_close")
    button.setFocus()
    button.click()
    door.settle()
    assert page.person.isHidden()
    assert isinstance(QApplication.focusWidget(), QTableView)
    for _ in range(2):
        door.press(Qt.Key.Key_Down)
    door.settle()
    assert page.person.isVisible()


def test_a_person_opens_with_the_arrow_keys_and_not_by_tab_alone(door: Door, page: RegistrantsPage) -> None:
    page.table.setFocus(Qt.FocusReason.TabFocusReason)
    door.settle()
    assert page.person.isHidden()
    door.press(Qt.Key.Key_Down)
    door.settle()
    assert page.person.isVisible()


def test_tab_goes_from_the_table_on_to_the_person(door: Door, page: RegistrantsPage) -> None:
    page.table.setFocus(Qt.FocusReason.TabFocusReason)
    door.press(Qt.Key.Key_Down)
    door.settle()
    door.press(Qt.Key.Key_Tab, "\t")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.person.isAncestorOf(focus)


def test_the_number_of_people_is_one_person_or_more_people(door: Door, page: RegistrantsPage) -> None:
    page.filter.setText("zzz")
    assert door.find(QLabel, "registrants_count").text() == "0 of 6"


# -- correcting in the table -----------------------------------------------------------------------------------------


def edit(door: Door, page: RegistrantsPage, name: str, column: int, text: str) -> None:
    """Press F2 on a cell, type over what stands there, press Enter."""
    page.table.setCurrentIndex(page.model.index(page.model.row_of_name(name), column))
    page.table.setFocus()
    door.settle()
    door.press(Qt.Key.Key_F2)
    editor = page.table.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    door.pause()
    door.type(text)
    door.pause()
    door.press(Qt.Key.Key_Return)
    door.settle()


def test_a_name_and_an_organisation_are_corrected_in_the_table(door: Door, page: RegistrantsPage) -> None:
    code = door.code("Mary Wambui Njoroge")
    edit(door, page, "Mary Wambui Njoroge", 1, "Kenya Human Rights Commission")
    assert door.registrant("Mary Wambui Njoroge").organisation == "Kenya Human Rights Commission"
    edit(door, page, "Mary Wambui Njoroge", 0, "Mary W. Njoroge")
    assert door.registrant("Mary W. Njoroge").own_code == code
    assert "Mary W. Njoroge" in rows(page)
    assert [fact.note for fact in door.facts() if fact.kind is FactKind.CORRECTED] == ["organisation", "name"]


def test_a_name_cannot_be_emptied_in_the_table_and_the_reason_is_told(door: Door, page: RegistrantsPage) -> None:
    edit(door, page, "Ольга Фёдорова", 0, " ")
    assert "Ольга Фёдорова" in door.people()
    assert "needs a name" in page._problem.text()


def test_the_state_of_a_person_is_not_typed_over(page: RegistrantsPage) -> None:
    for column in range(3, page.model.columnCount()):
        index = page.model.index(0, column)
        assert not page.model.flags(index) & Qt.ItemFlag.ItemIsEditable
        assert not page.model.setData(index, "x")


# -- one person, or two ----------------------------------------------------------------------------------------------


def test_two_entries_are_united_and_parted_by_hand(door: Door, page: RegistrantsPage) -> None:
    other = door.code("Mary Wambui Njuguna")
    open_person(door, page, "Mary Wambui Njoroge")
    door.find(QPushButton, "person_same_open").click()
    door.find(QLineEdit, "person_same").setFocus()
    door.type("Njuguna")
    hits = door.find(QListWidget, "person_same_hits")
    door.qtbot.waitUntil(lambda: hits.count() > 0)
    assert "Mary Wambui Njuguna" in hits.item(0).text()
    door.pause()
    door.press(Qt.Key.Key_Return)
    door.pause()
    door.press(Qt.Key.Key_Return)
    door.settle()
    assert "Mary Wambui Njuguna" not in door.people()
    assert "Mary Wambui Njuguna" not in rows(page)
    door.scan(other)
    assert door.is_in("Mary Wambui Njoroge")
    door.window.open_page(page)
    door.settle()
    part = door.find(QPushButton, "person_part_0")
    assert "Mary Wambui Njuguna" in part.accessibleName()
    part.click()
    door.settle()
    assert "Mary Wambui Njuguna" in rows(page)
    # It was her ticket that was scanned.
    assert door.is_in("Mary Wambui Njuguna")
    assert not door.is_in("Mary Wambui Njoroge")
    assert door.code("Mary Wambui Njuguna") == other
    assert not [b for b in page.person.findChildren(QPushButton) if b.objectName() == "person_part_0" and b.isVisible()]


def test_a_person_is_not_offered_themselves(door: Door, page: RegistrantsPage) -> None:
    open_person(door, page, "Mary Wambui Njoroge")
    door.find(QPushButton, "person_same_open").click()
    door.find(QLineEdit, "person_same").setText("Mary Wambui")
    hits = door.find(QListWidget, "person_same_hits")
    door.qtbot.waitUntil(lambda: hits.count() > 0)
    assert all("Njoroge" not in hits.item(at).text() for at in range(hits.count()))
