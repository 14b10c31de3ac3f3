"""The check before a shift: green or what to do, by keyboard, kept in the journal."""

from __future__ import annotations

from dataclasses import replace

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QPushButton

from checkin.domain.desk_check import Found, Item, Line
from checkin.domain.harmless_codes import TRIAL_CODE
from checkin.domain.journal import FactKind
from checkin.scanning.camera import CameraState
from checkin.ui.desk import desk_check_words
from checkin.ui.desk.desk_check import DeskCheck
from checkin.ui.parts.qr_picture import QrPicture
from tests.ui.hands import Door


def opened(door: Door) -> DeskCheck:
    door.pages.show_desk_check()
    door.settle()
    return next(one for one in door.frame.findChildren(DeskCheck) if one.isVisible())


def text(sheet: DeskCheck, item: str) -> str:
    label = sheet.findChild(QLabel, f"desk_check_{item}")
    assert isinstance(label, QLabel)
    return label.text()


def test_the_trial_badge_on_the_screen_turns_the_scanner_green_and_is_no_refusal(door: Door) -> None:
    sheet = opened(door)
    picture = sheet.findChild(QrPicture)
    assert picture is not None
    image = picture.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    data, size = bytes(image.constBits()), (image.width(), image.height())
    seen = zxingcpp.read_barcodes(Image.frombytes("L", size, data, "raw", "L", image.bytesPerLine()))
    assert [code.text for code in seen] == [TRIAL_CODE]
    assert text(sheet, "scanner").startswith("!  Scan the trial badge")
    door.scan(TRIAL_CODE)
    assert text(sheet, "scanner") == "✓  It reads badges."
    assert sheet.isVisible()
    assert [fact.kind for fact in door.facts()] == [FactKind.TESTED]


def test_each_line_says_what_to_do(door: Door) -> None:
    sheet = opened(door)
    assert text(sheet, "list") == "✓  6 people."
    assert text(sheet, "clock") == "✓  Fri 10 May 12:20. Compare it with your own."
    assert "GB" in text(sheet, "disk")
    assert sheet.findChild(QLabel, "desk_check_camera") is None
    sheet.reject()
    door.clock.go_on(days=3)
    sheet = opened(door)
    assert "that is not the day of the session" in text(sheet, "clock")


def test_sound_is_judged_by_ears(door: Door) -> None:
    sheet = opened(door)
    if sheet.lines[Item.SOUND].found is Found.MISSING:
        sheet.findChild(QPushButton, "desk_check_heard").click()
        assert sheet.lines[Item.SOUND].found is Found.MISSING
        sheet.lines[Item.SOUND] = sheet.lines[Item.SCANNER].__class__(Item.SOUND, Found.TO_TRY)
    sheet.findChild(QPushButton, "desk_check_play").click()
    sheet.findChild(QPushButton, "desk_check_silent").click()
    assert text(sheet, "sound").startswith("!  Not heard")
    sheet.findChild(QPushButton, "desk_check_heard").click()
    assert text(sheet, "sound") == "✓  Heard at the door."


def test_a_chosen_camera_is_told_as_it_stands(door: Door) -> None:
    scanners = door.desk.scanners
    door.desk.settings = replace(door.desk.settings, camera="Integrated <b>Webcam</b>")
    scanners.use_camera("/dev/video99")
    assert scanners.camera is not None
    sheet = opened(door)
    assert text(sheet, "camera").startswith("!  Integrated <b>Webcam</b> is not there. Plug it in")
    for state, said in ((CameraState.BUSY, "is in use elsewhere"), (CameraState.ON, "✓  Integrated <b>Webcam</b> is")):
        scanners.camera._set(state)
        door.qtbot.waitUntil(lambda said=said: said in text(sheet, "camera"))


def test_the_sheet_is_kept_as_a_fact_by_ctrl_enter_only(door: Door) -> None:
    sheet = opened(door)
    door.scan(TRIAL_CODE)
    door.qtbot.keyClick(sheet, Qt.Key.Key_Return)
    door.settle()
    assert len(door.facts()) == 1
    door.qtbot.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    door.settle()
    kept = door.facts()[-1]
    assert (kept.kind, kept.registrant_id) == (FactKind.DESK_CHECKED, None)
    assert kept.note.startswith("scanner: good; sound: ")
    assert "list: good" in kept.note
    assert any(label.text() == "Kept in the journal." for label in sheet.findChildren(QLabel))


def test_every_line_that_the_rules_may_give_has_words(door: Door) -> None:
    known = desk_check_words._all()
    by_hand = {(Item.SOUND, Found.MISSING), (Item.PRINTER, Found.MISSING), (Item.PRINTER, Found.TROUBLE)}
    assert by_hand <= set(known)
    assert {item for item, found in known if found is Found.GOOD} == set(Item)
    assert all(desk_check_words.title(item) for item in Item)


@pytest.mark.parametrize(("free", "said"), [(0, "Only 0 MB."), (524_288, "Only 0 MB."), (80_000_000, "Only 80 MB.")])
def test_little_room_on_the_disk_is_said_in_megabytes(door: Door, free: int, said: str) -> None:
    session = door.station.place.session
    assert desk_check_words.words(Line(Item.DISK, Found.LOW, {"free": free}), session).startswith(said)
    people = Line(Item.LIST, Found.GOOD, {"people": 1_200_000})
    assert desk_check_words.words(people, session) == "1200000 people."
