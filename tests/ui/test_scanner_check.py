"""F9: the scanner check shows what comes, names what is the matter, learns, and never lets anybody in."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from checkin import settings
from checkin.app import Desk
from checkin.domain.calibration import NOTHING_LEARNED, TEXT, Learned, Stroke
from checkin.domain.code import new_code
from checkin.ui.scanners.doctor_page import DoctorPage
from tests.scanning.layouts import typed
from tests.ui.hands import Door


def check(door: Door) -> DoctorPage:
    door.press(Qt.Key.Key_F9)
    page = door.desk.check.open()
    assert page.isVisible()
    return page


def send(door: Door, strokes: list[Stroke], end: Qt.Key | None = Qt.Key.Key_Return) -> None:
    """Keys with the numbers that the X server gives them."""
    door.pause(3000)
    for stroke in strokes:
        _key(door, Qt.Key.Key_unknown, stroke.sign)
        door.at += 5
    if end is not None:
        _key(door, end, "\r")


def _key(door: Door, key: Qt.Key, text: str) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
    event.setTimestamp(door.at)
    QCoreApplication.sendEvent(QApplication.focusWidget() or door.window, event)


def said(door: Door, page: DoctorPage, words: str) -> None:
    door.qtbot.waitUntil(lambda: words in page.said.text())


def test_a_badge_is_shown_and_nobody_is_checked_in(door: Door) -> None:
    page = check(door)
    code = door.code("Wanjiru Kamau")
    for end in (Qt.Key.Key_Return, Qt.Key.Key_Tab, None):
        door.scan(code, end)
        said(door, page, "That is a badge")
        assert any(code in value.text() for value in page._values)
        assert page._values[-1].text() == "the test code tells"
    assert door.facts() == []
    assert door.page.field.text() == ""
    assert page.isVisible()
    door.press(Qt.Key.Key_Escape)
    assert door.page.isVisible()
    assert door.page.field.hasFocus()
    door.scan(code)
    assert door.is_in("Wanjiru Kamau")


def test_the_test_code_says_that_all_is_well(door: Door) -> None:
    page = check(door)
    door.scan(TEXT)
    said(door, page, "The scanner is read right")
    shown = [value.text() for value in page._values]
    assert "Enter" in shown[5]
    assert shown[3].startswith("5 ms")


def test_one_scan_teaches_a_layout_and_the_door_reads_with_it(door: Door) -> None:
    page = check(door)
    send(door, typed(TEXT, "us", scanner="fr", told=False))
    said(door, page, "different keyboards (French")
    door.press(Qt.Key.Key_Escape)
    send(door, typed(door.code("José Álvarez Núñez"), "us", scanner="fr", told=False))
    door.qtbot.waitUntil(lambda: door.is_in("José Álvarez Núñez"))
    assert door.page.field.text() == ""
    # F6 forgets it: then the same badge is none.
    page = check(door)
    door.press(Qt.Key.Key_F6)
    assert door.desk.scanner.learned == NOTHING_LEARNED
    assert "forgotten" in page._done.text()


def test_the_test_code_at_the_door_opens_the_check_and_nothing_is_recorded(door: Door) -> None:
    door.scan(TEXT)
    page = door.desk.check.page
    assert page is not None
    assert page.isVisible()
    assert "read right" in page.said.text()
    assert door.facts() == []


def test_it_opens_over_the_walk_in_form_and_gives_it_back(door: Door) -> None:
    door.press(Qt.Key.Key_F4)
    door.type("Amina")
    check(door)
    door.scan(new_code())
    door.press(Qt.Key.Key_Escape)
    assert door.shows_form
    assert door.page.form.name.text() == "Amina"
    assert door.facts() == []


def test_it_leads_back_to_the_page_that_was_open(door: Door) -> None:
    door.window.open_page(door.pages.registrants)
    check(door)
    assert not door.shows_rail
    door.press(Qt.Key.Key_Escape)
    assert door.pages.registrants.isVisible()
    assert door.shows_rail


def test_a_flood_is_cut_and_shown_as_text(door: Door) -> None:
    page = check(door)
    send(door, [Stroke(sign) for sign in "<img src='http://127.0.0.1:9/x.png'>" * 20])
    door.qtbot.waitUntil(lambda: bool(page._values))
    assert "<img" in page._values[0].text()
    assert len(page._values[0].text()) < 200
    assert page._values[0].textFormat() is Qt.TextFormat.PlainText


def test_the_page_with_the_code_is_a_pdf_that_can_be_scanned(door: Door, tmp_path: Path) -> None:
    import zxingcpp  # noqa: PLC0415

    page = check(door)
    page.save_pdf(tmp_path / "code.pdf")
    document = QPdfDocument()
    document.load(str(tmp_path / "code.pdf"))
    assert document.pageCount() == 1
    image = document.render(0, document.pagePointSize(0).toSize() * 2)
    assert [code.text for code in zxingcpp.read_barcodes(image)] == [TEXT]
    # What is on the screen is the same.
    assert [
        code.text for code in zxingcpp.read_barcodes(page.code.grab().toImage().convertToFormat(image.format()))
    ] == [TEXT]
    page.save_pdf(tmp_path / "nowhere" / "code.pdf")
    assert "no folder" in page._problem.text()


def test_every_deed_of_the_page_has_a_key_on_its_button(door: Door) -> None:
    page = check(door)
    for button in page.findChildren(QPushButton):
        assert any(key in button.text() for key in ("F2", "F4", "F5", "F6", "Esc")), button.text()
        assert button.accessibleName()


@pytest.fixture
def _fresh_settings() -> None:
    settings.file().unlink(missing_ok=True)


@pytest.mark.usefixtures("_fresh_settings")
def test_what_was_learned_is_remembered_on_this_laptop(qtbot: QtBot) -> None:
    learned = Learned({"q": "a", "a": "q"}, {}, "*", "#")
    desk = Desk()
    qtbot.addWidget(desk.window)
    page = desk.check.open()
    page.learned.emit(learned)
    assert settings.load().scanner == learned
    desk.app.removeEventFilter(desk.scanner)
    again = Desk()
    qtbot.addWidget(again.window)
    assert again.scanner.learned == learned
    again.app.removeEventFilter(again.scanner)
    settings.file().write_text('{"scanner": {"by_key": {"q": 7}, "prefix": ["x"], "by_text": "no"}}', encoding="utf-8")
    assert settings.load().scanner.by_key == {}
    settings.file().unlink()
