"""Who is at the door: the lock, the PIN, the idle door, and the card."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QInputDialog, QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from checkin.domain.journal import FactKind
from checkin.services import pins
from checkin.ui.desk.handover_card import HandoverCard
from checkin.ui.desk.shift_desk import Idle
from tests.ui.hands import Door, make_event, open_window


def lock(door: Door) -> None:
    door.pause()
    door.qtbot.keyClick(door.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert door.pages.shift.is_locked


def go_on(door: Door, name: str = "", pin: str = "") -> None:
    """Type name and PIN as fingers do, and press Ctrl+Enter."""
    bar = door.pages.shift.bar
    for field, text in ((bar.name, name), (bar.pin, pin)):
        if text:
            field.setFocus()
            field.selectAll()
            door.type(text)
    door.pause()
    door.press(Qt.Key.Key_Return, "\r", control=True)
    door.settle()


def texts(door: Door) -> str:
    """Everything that can be read in the window."""
    labels = [label.text() for label in door.window.findChildren(QLabel) if label.isVisible()]
    recent = door.page.column._recent
    shown = [recent.item(row).text() for row in range(recent.count()) if recent.isVisible()]
    return "\n".join([door.verdict, *labels, *shown])


@pytest.fixture
def amina(door: Door) -> Door:
    """Amina is at the door, and locks with a PIN."""
    lock(door)
    go_on(door, "Amina", "4711")
    assert not door.pages.shift.is_locked
    return door


def test_who_is_at_the_door_is_in_the_facts_and_in_the_head(door: Door) -> None:
    lock(door)
    go_on(door, "Amina")
    assert not door.pages.shift.is_locked
    assert door.frame._head.door.text() == "Door A · Amina"
    door.scan(door.code("Wanjiru Kamau"))
    assert [(fact.kind, fact.operator) for fact in door.facts()] == [
        (FactKind.SHIFT_BEGAN, "Amina"),
        (FactKind.ADMITTED, "Amina"),
    ]
    door.desk._name_station("Door B")
    assert door.station.place.operator == "Amina"


def test_who_comes_next_types_over_the_name_of_the_one_before(door: Door) -> None:
    lock(door)
    for name in ("Amina", "Brian"):
        door.type(name)
        door.pause()
        door.press(Qt.Key.Key_Return, "\r", control=True)
        door.settle()
        assert door.station.place.operator == name
        for card in door.frame.findChildren(HandoverCard):
            card.reject()
        door.window.activateWindow()
        door.qtbot.waitUntil(door.window.isActiveWindow)
        lock(door)
        door.scan(door.code("Wanjiru Kamau"))  # Nor does a scan take the name away.
        assert door.pages.shift.bar.name.text() == name


def test_a_locked_door_hides_names_and_goes_on_admitting(amina: Door) -> None:
    door = amina
    door.scan(door.code("Mary Wambui Njoroge"))
    assert "Mary" in door.verdict
    lock(door)
    assert "Mary" not in texts(door)
    assert not door.shows_rail
    door.scan(door.code("Wanjiru Kamau"))
    assert door.is_in("Wanjiru Kamau")
    assert door.verdict == "Welcome — come in. Names are hidden while the door is locked."
    assert "Wanjiru" not in texts(door)
    assert door.pages.shift.is_locked
    assert door.page.column._inside.text() == "2"
    go_on(door, pin="4711")
    assert not door.pages.shift.is_locked
    assert door.shows_rail
    assert door.window.focusWidget() is door.page.field


def test_a_scan_between_the_digits_of_a_pin_leaves_them(amina: Door) -> None:
    door = amina
    lock(door)
    bar = door.pages.shift.bar
    assert door.window.focusWidget() is bar.pin
    door.type("47")
    door.scan(door.code("Wanjiru Kamau"))
    assert bar.pin.text() == "47"
    door.type("11")
    go_on(door)
    assert not door.pages.shift.is_locked
    assert door.is_in("Wanjiru Kamau")


@pytest.mark.parametrize("key", [Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F8, Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_no_key_of_the_door_works_while_it_is_locked(amina: Door, key: Qt.Key) -> None:
    door = amina
    door.scan(door.code("Wanjiru Kamau"))
    lock(door)
    door.press(key)
    door.page.setFocus()
    door.press(key)
    door.settle()
    assert door.pages.shift.is_locked
    assert not door.shows_form
    assert not door.shows_hits
    assert door.is_in("Wanjiru Kamau")


def test_a_wrong_pin_keeps_the_door_locked_and_another_name_takes_over_with_a_trace(amina: Door) -> None:
    door = amina
    lock(door)
    go_on(door, pin="0000")
    assert door.pages.shift.is_locked
    assert "That is not the PIN" in texts(door)
    go_on(door, "Otieno")
    assert door.pages.shift.is_locked
    assert "Amina has locked the door" in texts(door)
    go_on(door)
    assert not door.pages.shift.is_locked
    assert door.station.place.operator == "Otieno"
    (begun,) = [fact for fact in door.facts() if fact.kind is FactKind.SHIFT_BEGAN and fact.operator == "Otieno"]
    assert begun.note == "without the PIN of the one before"
    assert door.pages.shift.pin == ""
    card = door.frame.findChild(HandoverCard)
    assert card is not None
    assert card.card.shift.operator == "Amina"
    card.close()


def test_half_a_scan_is_nobodys_name(door: Door) -> None:
    lock(door)
    go_on(door, door.code("Wanjiru Kamau")[:9])
    assert door.pages.shift.is_locked
    assert door.facts() == []
    go_on(door)
    assert not door.pages.shift.is_locked
    assert door.station.place.operator == ""


def test_a_half_typed_walk_in_waits_behind_the_lock(amina: Door) -> None:
    door = amina
    door.press(Qt.Key.Key_F4)
    door.type("Halima Abdi")
    lock(door)
    assert "Halima" not in texts(door)
    assert not door.shows_form
    door.scan(door.code("Wanjiru Kamau"))
    door.page._faded()
    assert not door.shows_form
    go_on(door, pin="4711")
    assert door.shows_form
    assert door.page.form.name.text() == "Halima Abdi"


def test_another_page_is_hidden_and_open_again_afterwards(amina: Door) -> None:
    door = amina
    door.window.open_page(door.pages.registrants)
    lock(door)
    assert not door.pages.registrants.isVisible()
    go_on(door, pin="4711")
    assert door.pages.registrants.isVisible()
    guide = door.pages.load_list()
    lock(door)
    assert not guide.isVisible()
    go_on(door, pin="4711")
    assert guide.isVisible()
    assert not door.shows_rail


def test_opening_the_program_again_does_not_unlock(qtbot: QtBot, event_path: Path) -> None:
    with open_window(qtbot, event_path) as door:
        lock(door)
        go_on(door, "Amina", "4711")
        kept = door.desk.settings
    assert "4711" not in str(kept)
    assert pins.fits("4711", kept.pin)
    with open_window(qtbot, event_path, remembered=kept) as door:
        assert door.pages.shift.is_locked
        assert door.station.place.operator == "Amina"
        go_on(door, pin="4711")
        assert not door.pages.shift.is_locked
    with open_window(qtbot, event_path, remembered=replace(kept, pin="")) as door:
        assert not door.pages.shift.is_locked
        assert door.station.place.operator == "Amina"


def test_an_idle_door_locks_by_itself_but_not_under_the_fingers(amina: Door) -> None:
    door, shift = amina, amina.pages.shift
    shift.look(0)
    door.type("x")
    shift.look(599)
    shift.look(1198)
    assert not shift.is_locked
    shift.look(1199)
    assert shift.is_locked


def leave_alone(door: Door) -> None:
    shift = door.pages.shift
    shift.look(0)
    shift.look(10**6)
    assert shift.is_locked
    door.qtbot.waitUntil(lambda: QApplication.focusWidget() is shift.bar.pin)


def test_an_idle_door_locks_behind_a_dialog_and_what_was_typed_there_comes_back(amina: Door) -> None:
    door = amina
    door.scan(door.code("Wanjiru Kamau"))
    door.pages.shift.show_card()
    door.settle()
    card = door.find(HandoverCard, "handover_card")
    card.note.setFocus()
    door.type("Paper is low")
    leave_alone(door)
    assert QApplication.activeModalWidget() is None
    assert not card.isVisible()
    assert QApplication.focusWidget() is door.pages.shift.bar.pin
    door.scan(door.code("Li Wei 李伟"))
    assert door.is_in("Li Wei 李伟")
    go_on(door, pin="0000")
    assert not card.isVisible()
    go_on(door, pin="4711")
    assert QApplication.activeModalWidget() is card
    assert card.note.text() == "Paper is low"
    assert QApplication.focusWidget() is card.note


def test_dialogs_before_one_another_come_back_in_their_order(amina: Door) -> None:
    door = amina
    door.pages.shift.show_card()
    door.settle()
    card = door.find(HandoverCard, "handover_card")
    asks = QInputDialog(card)
    asks.open()
    asks.setTextValue("half a na")
    leave_alone(door)
    assert QApplication.activeModalWidget() is None
    asks.reject()  # it came to its end meanwhile
    go_on(door, pin="4711")
    assert QApplication.activeModalWidget() is card
    assert not asks.isVisible()


def test_an_open_menu_is_closed_by_the_lock(amina: Door) -> None:
    menu = amina.pages._menu.menu()
    menu.popup(amina.window.mapToGlobal(amina.window.rect().center()))
    leave_alone(amina)
    assert not menu.isVisible()


def test_the_name_of_the_door_that_is_being_typed_comes_back(amina: Door) -> None:
    door = amina
    door.pages._menu._ask_name()
    asks = door.find(QInputDialog, "door_name")
    asks.setTextValue("Door B")
    leave_alone(door)
    go_on(door, pin="4711")
    assert asks.isVisible()
    asks.accept()
    assert door.station.place.station == "Door B"


def test_a_dialog_about_another_event_does_not_come_back(amina: Door, tmp_path: Path) -> None:
    door = amina
    door.pages.show_rules()
    rules = door.find(QDialog, "session_rules")
    leave_alone(door)
    door.pages.open(make_event(tmp_path / "other.checkin"), "Door A", door.clock)
    door.settle()
    if door.pages.shift.is_locked:
        go_on(door, pin="4711")
    assert not shiboken6.isValid(rules) or not rules.isVisible()


def test_a_walk_in_that_is_being_typed_comes_back(amina: Door) -> None:
    door = amina
    door.press(Qt.Key.Key_F4)
    door.type("Achieng Otieno")
    leave_alone(door)
    assert not door.shows_form
    go_on(door, pin="4711")
    assert door.shows_form
    assert door.page.form.name.text() == "Achieng Otieno"


def test_the_last_arrivals_can_stay_hidden(door: Door) -> None:
    action = next(one for one in door.pages._menu.menu().actions() if one.text() == "Hide names in the last arrivals")
    door.scan(door.code("Wanjiru Kamau"))
    assert door.page.column._recent.isVisible()
    action.trigger()
    assert door.desk.settings.hide_arrivals
    lock(door)
    go_on(door)
    assert not door.page.column._recent.isVisible()
    action.trigger()
    assert door.page.column._recent.isVisible()


def test_idle_is_counted_from_the_last_sign() -> None:
    idle = Idle()
    assert [idle.is_long(sign, at, 2) for sign, at in ((1, 0), (1, 119), (2, 120), (2, 239), (2, 240))] == [
        False,
        False,
        False,
        False,
        True,
    ]
    assert not idle.is_long(2, 10**6, 0)


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_the_card_says_what_happened_and_is_saved(amina: Door, tmp_path: Path) -> None:
    door = amina
    door.scan(door.code("Wanjiru Kamau"))
    door.scan("JCBCDFGHJKLNPRST", end=Qt.Key.Key_Return)
    door.pages.shift.show_card()
    door.settle()
    card = door.frame.findChild(HandoverCard)
    assert card is not None
    text = card.findChild(QPlainTextEdit).toPlainText()
    assert text.startswith("Shift of Amina at Door A\nKick-off session · 12:20–12:20")
    assert "together 1 · by badge 1" in text
    card.note.setText("The printer is low on paper")
    door.press(Qt.Key.Key_Return, "\r")
    assert card.note.text()
    card.note.setFocus()
    door.press(Qt.Key.Key_Return, "\r", control=True)
    door.settle()
    assert "The printer is low on paper" in card.shown.toPlainText()
    for name in ("card.pdf", "card.txt"):
        card.save_to(tmp_path / name)
        door.settle()
    assert (tmp_path / "card.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "card.txt").read_text("utf-8") == card.shown.toPlainText()
    card.save_to(tmp_path / "card.txt")
    door.settle()
    assert any("card.txt" in label.text() and label.isVisible() for label in card.findChildren(QLabel))
    # Printed, it says the same, whatever the dots of the printer are.
    for dots in (203, 600):
        printer = QPrinter()
        printer.setResolution(dots)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / f"{dots}.pdf"))
        card.print_on(printer)
    read = [
        subprocess.run(["/usr/bin/pdftotext", "-layout", str(tmp_path / name), "-"], check=True, capture_output=True)
        for name in ("card.pdf", "203.pdf", "600.pdf")
    ]
    said = {" ".join(one.stdout.decode().split()) for one in read}
    assert len(said) == 1
    assert "Shift of Amina at Door A" in said.pop()
    assert card._done.text().startswith("Sent to ")
    printer.setOutputFileName(str(tmp_path / "gone" / "card.pdf"))
    card.print_on(printer)
    assert card._problem.text().startswith("The printer does not begin.")
    card.close()
    assert QApplication.activeModalWidget() is None
