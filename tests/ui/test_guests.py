"""The window for guests: what it says, that it never takes the keys, and that nobody is named unless wanted."""

from __future__ import annotations

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from checkin.services import demo
from checkin.ui.guest_window import GuestWindow
from checkin.ui.guests_dialog import GuestsDialog
from checkin.ui.labels import FittedLabel
from checkin.ui.theme import DARK, LIGHT
from tests.ui.hands import Door, every_widget, open_window


@pytest.fixture
def guests(door: Door) -> Door:
    """The window is open, in English and Arabic, with a link."""
    dialog = ask(door)
    dialog.link.setText("bit.ly/ImPACT-form")
    dialog.languages["ar"].setChecked(True)
    keep(door, dialog)
    door.qtbot.keyClick(door.window, Qt.Key.Key_F11, Qt.KeyboardModifier.ShiftModifier)
    assert window(door).isVisible()
    return door


def ask(door: Door) -> GuestsDialog:
    door.pages.guests.ask()
    return next(one for one in door.frame.findChildren(GuestsDialog) if one.isVisible())


def keep(door: Door, dialog: GuestsDialog) -> None:
    door.qtbot.keyClick(dialog.link, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    door.settle()
    door.window.activateWindow()
    door.qtbot.waitUntil(door.window.isActiveWindow)


def window(door: Door) -> GuestWindow:
    shown = door.pages.guests.window
    assert shown is not None
    return shown


def said(door: Door) -> list[str]:
    shown = window(door)
    labels = [one for one in every_widget(shown, (FittedLabel, QLabel)) if one.isVisible()]
    return [text for text in (label.text() for label in labels) if text]  # type: ignore[attr-defined]


def read_back(door: Door) -> list[str]:
    image = window(door).grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    data, size = bytes(image.constBits()), (image.width(), image.height())
    return [
        code.text for code in zxingcpp.read_barcodes(Image.frombytes("L", size, data, "raw", "L", image.bytesPerLine()))
    ]


def test_guests_are_told_to_have_their_qr_ready_and_how_to_register_in_turn(guests: Door) -> None:
    door = guests
    english = ["Just Institutions and the ICJ", "Please have your QR code ready", "Not registered yet? Scan this"]
    assert said(door) == [*english, "bit.ly/ImPACT-form"]
    assert read_back(door) == ["https://bit.ly/ImPACT-form"]
    window(door).turn()
    assert "يرجى تجهيز رمز QR الخاص بكم" in said(door)
    assert window(door)._ready.layoutDirection() is Qt.LayoutDirection.RightToLeft
    window(door).turn()
    assert said(door)[:3] == english


def test_the_keys_stay_with_the_door(guests: Door) -> None:
    door = guests
    assert window(door).windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert window(door).testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    # The offscreen platform activates whatever is shown; a desktop heeds the flag.
    door.qtbot.waitUntil(lambda: QApplication.activeWindow() is door.window)
    assert door.window.focusWidget() is door.page.field
    assert every_widget(window(door), FittedLabel)
    assert not [one for one in every_widget(window(door)) if one.focusPolicy() is not Qt.FocusPolicy.NoFocus]
    door.scan(door.code("Wanjiru Kamau"))
    assert door.is_in("Wanjiru Kamau")


def test_nobody_is_named_unless_wanted_and_never_on_a_locked_door(guests: Door) -> None:
    door = guests
    door.scan(door.code("Wanjiru Kamau"))
    assert said(door) == ["Welcome · أهلاً وسهلاً"]
    dialog = ask(door)
    dialog.greeting.setChecked(True)
    keep(door, dialog)
    assert door.desk.settings.greeting
    door.scan(door.code("Li Wei 李伟"))
    assert said(door) == ["Welcome · أهلاً وسهلاً", "Li Wei 李伟"]
    door.pages.shift.lock()
    door.scan(door.code("Ольга Фёдорова"))
    assert said(door) == ["Welcome · أهلاً وسهلاً"]


def test_who_is_not_let_in_is_not_welcomed(guests: Door) -> None:
    door = guests
    door.scan("JCBCDFGHJKLNPRST")
    door.scan(door.code("Wanjiru Kamau"))
    window(door).wait()
    door.clock.go_on(minutes=5)
    door.scan(door.code("Wanjiru Kamau"))
    assert "Already" in door.verdict
    assert "Please have your QR code ready" in said(door)


def test_the_same_keys_close_it_and_it_goes_with_the_door(guests: Door) -> None:
    door, shown = guests, window(guests)
    door.qtbot.keyClick(door.window, Qt.Key.Key_F11, Qt.KeyboardModifier.ShiftModifier)
    assert not shown.isVisible()
    door.pages.guests.toggle()
    assert shown.isVisible()
    door.frame.closing.emit()
    assert not shown.isVisible()
    assert not shown._turn.isActive()


def test_what_is_no_link_is_told_in_the_dialog(door: Door) -> None:
    dialog = ask(door)
    dialog.link.setText("javascript:alert(1)")
    door.qtbot.keyClick(dialog.link, Qt.Key.Key_Return)
    assert dialog.isVisible()
    door.qtbot.keyClick(dialog.link, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    door.settle()
    assert dialog.isVisible()
    assert any("is not a web link" in label.text() for label in dialog.findChildren(QLabel))
    dialog.reject()


def test_a_name_with_markup_is_text_and_it_follows_light_and_dark(guests: Door) -> None:
    door = guests
    window(door).wait()
    light = window(door).grab().toImage().pixelColor(5, 5).name()
    door.frame.set_look(DARK, 100)
    assert [light.upper(), window(door).grab().toImage().pixelColor(5, 5).name().upper()] == [
        LIGHT.background,
        DARK.background,
    ]
    window(door).greet("Maria-Antonia Wanjirũ de la Concepción O’Shaughnessy-Kamau " * 3)
    door.settle()
    for label in (window(door)._welcome, window(door)._name):
        assert label.height() >= label.heightForWidth(label.width())
    window(door).greet("<b>R&D</b>")
    assert said(door)[-1] == "<b>R&D</b>"
    for label in window(door).findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText or not label.text()


def test_the_demo_has_its_link_and_languages(qtbot: QtBot) -> None:
    with open_window(qtbot, None) as door:
        door.desk.open_demo()
        door.settle()
        event = door.station.whole_event
        assert event.registration_link == demo.LINK == "bit.ly/ImPACT-form"
        assert event.languages == ("en", "fr", "ar", "sw")
