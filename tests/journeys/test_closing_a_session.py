"""A session is closed through the window by keyboard, a late guest comes, and after its day everybody is erased."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing as closing_of
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from checkin.domain.closing import Step
from checkin.domain.journal import FactKind, closings
from checkin.domain.registrant import ERASED
from checkin.services import check
from checkin.storage.event_file import open_event
from checkin.ui.people.erase_form import EraseForm
from tests.ui.hands import Clock, Door, make_event, open_window

DURING = datetime(2024, 5, 10, 9, 40, tzinfo=UTC)
AFTER = datetime(2024, 5, 10, 11, 15, tzinfo=UTC)
"""14:15 in Nairobi."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_event(tmp_path / "kick-off.checkin")


@pytest.fixture
def door(qtbot: QtBot, path: Path) -> Iterator[Door]:
    with open_window(qtbot, path, clock=Clock(DURING)) as door:
        yield door


def people_come(door: Door) -> None:
    """Three are scanned in; two walk in, one of whom stands on the list; one is stopped and goes away."""
    for name in ("Wanjiru Kamau", "José Álvarez Núñez", "Li Wei 李伟"):
        door.scan(door.code(name))
    for name, is_asked in (("juma otieno", False), ("Mary Wambui Njorogi", True)):
        door.press(Qt.Key.Key_F4)
        door.type(name)
        door.press(Qt.Key.Key_Return, "\r", control=True)
        door.settle()
        if is_asked:  # In a hurry, nobody looks at the question.
            door.page.form.question.is_new.emit()
            door.settle()
        assert door.is_in(name)
    door.scan("TICKET-OF-ANOTHER-EVENT")
    assert door.verdict.startswith("Not on this list")


def steps(door: Door) -> QListWidget:
    return door.find(QListWidget, "closing_steps")


def at(door: Door) -> Step:
    door.settle()
    return list(Step)[steps(door).currentRow()]


def in_order(door: Door) -> None:
    door.pause()
    door.press(Qt.Key.Key_Return, "\r", control=True)
    door.settle()


def press(door: Door, name: str) -> None:
    """The space bar on a button that Tab has reached."""
    button = door.find(QPushButton, name)
    for _ in range(40):
        if door.window.focusWidget() is button:
            break
        door.window.focusNextChild()
    assert door.window.focusWidget() is button
    door.pause()
    door.press(Qt.Key.Key_Space, " ")
    door.settle()


def the_guide_from_the_menu(door: Door) -> None:
    menu = door.pages._menu.menu()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.text().startswith("Close the session…")).trigger()
    door.settle()
    assert steps(door).isVisible()


def mend_what_is_open(door: Door, folder: Path) -> None:
    assert at(door) is Step.STOPPED
    in_order(door)
    assert at(door) is Step.SAME_PEOPLE
    press(door, "closing_one")
    assert door.is_in("Mary Wambui Njoroge")
    assert "Mary Wambui Njorogi" not in door.people()
    steps(door).setFocus()
    in_order(door)
    assert at(door) is Step.WALK_INS
    press(door, "closing_person")
    panel = door.find(QWidget, "person_panel")
    assert panel.isVisible()
    door.pages.registrants.person._fields._texts["name"].setText("Juma Otieno")
    press(door, "person_save")
    press(door, "closing_return_go")
    assert at(door) is Step.WALK_INS
    in_order(door)
    assert at(door) is Step.EXPORT
    press(door, "closing_go")
    assert door.window.focusWidget() is door.pages.attendance.export
    door.pages.attendance.export_to(folder / "attendance.xlsx")
    door.settle()
    door.qtbot.keyClick(
        door.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    door.station.refresh()
    in_order(door)
    assert at(door) is Step.COPY
    stick = folder / "stick"
    stick.mkdir()
    door.pages.closing.page.copy_into(stick)
    door.settle()


def erase_when_reminded(door: Door) -> None:
    press(door, "erasure_due_erase")
    form = door.find(EraseForm, "erase_form")
    door.qtbot.keyClick(form.sure, Qt.Key.Key_Space)
    door.qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    door.qtbot.waitUntil(form._done.isVisible)
    door.settle()
    door.qtbot.keyClick(form, Qt.Key.Key_Escape)


def test_from_the_last_guest_to_the_last_erasing(door: Door, path: Path, tmp_path: Path) -> None:
    people_come(door)
    door.clock.now = AFTER
    the_guide_from_the_menu(door)
    mend_what_is_open(door, tmp_path)
    in_order(door)  # Nothing is open: to the name of who closes it.
    door.type("Fatuma Ali")
    in_order(door)
    says = door.find(QLabel, "closing_says").text()
    assert says == "● Closed Fri 10 May 14:15 by Fatuma Ali. The door asks before it lets anybody in."
    closed = next(iter(closings(door.facts()).values()))
    assert (closed.operator, closed.note) == ("Fatuma Ali", "")
    assert {"Juma Otieno", "Mary Wambui Njoroge"} <= door.people().keys()
    assert len(door.people()) == 7

    door.scan(door.code("Ольга Фёдорова"))
    assert door.verdict.startswith("Session is closed — ask first. Ольга Фёдорова")
    door.press(Qt.Key.Key_F7)
    door.type("Was in the room")
    in_order(door)
    assert door.is_in("Ольга Фёдорова")
    the_guide_from_the_menu(door)
    assert door.find(QLabel, "closing_says").text().endswith("People let in since then: 1")

    door.clock.now = datetime(2024, 8, 8, 6, tzinfo=UTC)
    door.desk.open(path, door.clock)
    door.settle()
    assert door.find(QLabel, "erasure_due_said").text().startswith("Everybody of this event was to be erased by")
    erase_when_reminded(door)
    assert {one.registrant.name for one in door.everyone()} == {ERASED}
    assert [fact.kind for fact in door.facts()].count(FactKind.EVENT_ERASED) == 1
    with closing_of(open_event(path)) as event:
        assert check.check(event) == []
