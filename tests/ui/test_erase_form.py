"""Erasing a person in the window: two presses, by keyboard alone, and what was done stands there afterwards."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from checkin.services import check
from checkin.storage.event_file import open_event
from checkin.ui.people.erase_form import EraseButton, EraseForm
from tests.ui.hands import Door, every_widget
from tests.ui.test_named_for_everyone import unnamed

NAME = "Wanjiru Kamau"


def opened(door: Door) -> EraseForm:
    door.window.open_page(door.pages.registrants)
    door.settle()
    door.pages.registrants.table.selectRow(0)
    door.settle()
    door.find(EraseButton, "person_erase").click()
    form = door.find(EraseForm, "erase_form")
    door.qtbot.waitUntil(form.isVisible)
    return form


def test_a_person_is_erased_with_the_keyboard_alone(door: Door, event_path: Path) -> None:
    code = door.code(NAME)
    door.scan(code)
    form = opened(door)
    said = " ".join(label.text() for label in every_widget(form, (QLabel,)))  # type: ignore[attr-defined]
    assert f"Erase {NAME}" in said
    assert "Exports, reports and follow-up lists that were written before" in said
    assert form.focusWidget() is form.sure
    door.qtbot.keyClick(form.sure, Qt.Key.Key_Space)
    door.qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    door.qtbot.waitUntil(form._done.isVisible)
    assert form._done.text().startswith("Erased. People: 1 · codes: 2")
    door.settle()
    door.qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert NAME not in door.people()
    assert "(erased)" in door.people()
    assert door.page.column._inside.text() == "1"
    assert not door.find(EraseButton, "person_erase").isVisible()
    assert NAME not in " ".join(label.text() for label in every_widget(door.window, (QLabel,)))  # type: ignore[attr-defined]
    door.window.open_page(door.page)
    door.settle()
    assert NAME not in door.verdict
    # As a desktop does once the dialog is closed.
    door.window.activateWindow()
    door.qtbot.waitUntil(door.window.isActiveWindow)
    door.scan(code)
    assert door.verdict.startswith("No longer on the list. The person of this badge was erased.")
    event = open_event(event_path)
    assert check.check(event) == []
    event.close()


def test_neither_a_bare_enter_nor_the_button_without_the_tick_erases(door: Door) -> None:
    form = opened(door)
    door.qtbot.keyClick(form, Qt.Key.Key_Return)
    door.qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    form.erase.click()
    door.settle()
    assert form.isVisible()
    assert form.sure.isVisible()
    assert unnamed(form) == []
    door.qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert NAME in door.people()


def test_what_cannot_be_erased_is_told_in_a_sentence(door: Door) -> None:
    form = EraseForm(door.station, door.window)
    form.open()
    form.sure.setChecked(True)
    form.erase.click()
    door.qtbot.waitUntil(form._problem.isVisible)
    assert form._problem.text() == (
        "Kick-off session has not ended yet. Erase the event once its last session is over."
    )
    assert not form.erase.isEnabled()
    form.close()
