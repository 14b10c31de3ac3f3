"""What a hurried or nervous hand does at the door, and what must not come of it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent

from checkin.domain.errors import DeskError
from tests.ui.hands import Door


def _press(door: Door, key: Qt.Key, *, held: bool = False) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", held)
    QCoreApplication.sendEvent(door.page.field, event)


def _inside(door: Door) -> int:
    return sum(one.entry is not None for one in door.everyone())


def _let_three_in(door: Door) -> None:
    for person in door.everyone()[:3]:
        door.window.station.admit(person.registrant.id)
    door.settle()
    assert _inside(door) == 3


def test_a_finger_that_rests_on_f8_undoes_one_check_in(door: Door) -> None:
    _let_three_in(door)
    _press(door, Qt.Key.Key_F8)
    for _ in range(8):
        _press(door, Qt.Key.Key_F8, held=True)
    door.settle()
    assert _inside(door) == 2


def test_a_nervous_second_f8_leaves_the_next_person_in(door: Door) -> None:
    _let_three_in(door)
    _press(door, Qt.Key.Key_F8)
    door.settle()
    _press(door, Qt.Key.Key_F8)
    door.settle()
    assert _inside(door) == 2


def test_a_trouble_of_the_counts_stands_beside_the_verdict_and_not_in_its_place(door: Door) -> None:
    _let_three_in(door)
    said = door.page.verdict.accessibleName()
    assert said
    door.window.station.unwell.emit(DeskError("The disk of {folder} does not answer.", "Check it.", folder="D"))
    assert door.page.verdict.accessibleName() == said
    beside = door.window.frame._beside
    assert beside.isVisible()
    assert "does not answer" in beside.text()
    assert not door.window.frame._head.saved.isVisible()


def test_half_a_code_of_a_slow_scanner_is_a_verdict_and_no_choice(door: Door) -> None:
    code = door.everyone()[0].registrant.own_code
    door.page.field.setText(code[:11])
    door.page.field.ask()
    door.settle()
    _press(door, Qt.Key.Key_Return)
    door.settle()
    assert door.page.verdict.accessibleName().startswith("Could not read that")
    assert _inside(door) == 0


def test_focus_comes_back_to_the_field_after_something_did_not_work(door: Door) -> None:
    _press(door, Qt.Key.Key_F4)
    _press(door, Qt.Key.Key_F8)
    door.settle()
    assert door.window.focusWidget() is door.page.field
