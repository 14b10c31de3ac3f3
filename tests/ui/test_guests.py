"""The window for guests: what it says, that it never takes the keys, and that nobody is named unless wanted."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from checkin.domain.code import new_code
from checkin.services import demo
from checkin.ui.desk.guest_window import GuestWindow
from checkin.ui.desk.guests_dialog import GuestsDialog
from checkin.ui.parts.labels import FittedLabel
from checkin.ui.parts.theme import DARK, LIGHT
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


def test_the_welcome_of_the_one_before_does_not_stand_there_for_the_next(guests: Door) -> None:
    door = guests
    ready = "Please have your QR code ready"
    door.scan(door.code("Wanjiru Kamau"))
    door.scan(door.code("Wanjiru Kamau"))  # One badge read twice is one welcome.
    assert ready not in said(door)
    door.scan(new_code())
    assert door.verdict.startswith("Not on this list")
    assert ready in said(door)
    door.scan(door.code("Li Wei 李伟"))
    assert ready not in said(door)
    door.press(Qt.Key.Key_F8)
    door.settle()
    assert ready in said(door)


def test_the_same_keys_close_it_and_it_goes_with_the_door(guests: Door) -> None:
    door, shown = guests, window(guests)
    door.qtbot.keyClick(door.window, Qt.Key.Key_F11, Qt.KeyboardModifier.ShiftModifier)
    assert not shown.isVisible()
    door.pages.guests.toggle()
    assert shown.isVisible()
    door.frame.closing.emit()
    assert not shown.isVisible()
    assert not shown._turn.isActive()


SCREENS = """{"screens": [
    {"name": "Laptop", "x": 0, "y": 0, "width": 1366, "height": 768, "dpr": 1},
    {"name": "Hall", "x": 1366, "y": 0, "width": 1920, "height": 1080, "dpr": 1}]}"""

ON_TWO_SCREENS = """
import sys
from pathlib import Path
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication
from checkin.app import Desk
from checkin.settings import Settings

desk = Desk(remembered=Settings(guest_screen=sys.argv[2]))
desk.window.setGeometry(0, 0, 1366, 768)
desk.open(Path(sys.argv[1]))
desk.window.show()
guests = desk.pages().guests
guests.toggle()
for _ in range(5):
    QApplication.processEvents()
screen = guests.window.screen()
print(screen.name(), guests.window.isFullScreen(), guests.window.geometry() == screen.geometry())
parts = (desk.window.page_door.verdict, desk.window.page_door.field)
places = [QRect(part.mapToGlobal(QPoint()), part.size()) for part in parts]
print(any(guests.window.geometry().intersects(place) for place in places))
desk.window.close()
print(guests.window.isVisible())
"""


@pytest.mark.parametrize(
    ("chosen", "where"),
    [("", "Hall True True"), ("gone", "Hall True True"), ("Laptop", "Laptop False False")],
)
def test_it_fills_the_other_screen_and_only_part_of_the_doors(
    event_path: Path, tmp_path: Path, chosen: str, where: str
) -> None:
    screens = tmp_path / "screens.json"
    screens.write_text(SCREENS, encoding="utf-8")
    platform = {"QT_QPA_PLATFORM": f"offscreen:configfile={screens}"}
    asked = [sys.executable, "-c", ON_TWO_SCREENS, str(event_path), chosen]
    said = subprocess.run(asked, env=os.environ | platform, capture_output=True, text=True, check=True, timeout=60)
    assert said.stdout.splitlines() == [where, "False", "False"]
    assert "requestActivate" not in said.stderr


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
