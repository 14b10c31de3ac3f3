"""Codes are sent ahead from the window: every file is there and scans at the door, or none is."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from checkin.badges.sending import TABLE
from checkin.domain.registrant import Details
from checkin.ui.badges.send_ahead import SendAhead
from tests.ui.hands import PEOPLE, Door, make_event, open_window
from tests.ui.test_named_for_everyone import ours, unnamed


@pytest.fixture
def event_path(tmp_path: Path) -> Path:
    return make_event(tmp_path / "kick-off.checkin", [*PEOPLE, Details("فاطمة الزهراء")])


@pytest.fixture
def form(door: Door) -> SendAhead:
    door.window.open_page(door.window.page_badges)
    door.settle()
    door.find(QPushButton, "badges_ahead").click()
    door.settle()
    return door.find(SendAhead, "send_ahead")


def test_everybody_gets_a_ticket_and_a_picture_that_admits(door: Door, form: SendAhead, tmp_path: Path) -> None:
    assert form._count.text() == "People with a code: 7\nWithout an e-mail address: 2"
    form.write_to(tmp_path / "ahead")
    door.settle()
    assert door.find(QLabel, "send_ahead_done").text() == f"Written for 7 people: {tmp_path / 'ahead'}"
    with (tmp_path / "ahead" / TABLE).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["Name"] for row in rows} == set(door.people())
    assert len(list((tmp_path / "ahead").iterdir())) == 15
    with door.qtbot.waitActive(door.window):
        form.reject()
        door.window.activateWindow()
    with Image.open(tmp_path / "ahead" / rows[0]["Picture"]) as picture:
        [found] = zxingcpp.read_barcodes(picture.convert("L"))
    door.window.open_page(door.page)
    door.scan(found.text)
    assert door.verdict.startswith("Welcome — come in. ")
    assert not any(fact.kind.value == "badge_printed" for fact in door.facts())


def test_the_ticket_that_is_shown_is_the_one_that_is_sent(door: Door, form: SendAhead, tmp_path: Path) -> None:
    form._picture.pixmap().toImage().scaled(480, 676).save(str(tmp_path / "shown.png"))
    with Image.open(tmp_path / "shown.png") as picture:
        [found] = zxingcpp.read_barcodes(picture.convert("L"))
    assert found.text == door.code("Wanjiru Kamau")


def test_letters_that_no_font_has_are_told(qtbot: QtBot, tmp_path: Path) -> None:
    path = make_event(tmp_path / "e.checkin", [*PEOPLE, Details("Runa \u16a0\u16a2 Person")])
    with open_window(qtbot, path) as door:
        door.window.open_page(door.window.page_badges)
        door.settle()
        door.pages.badges.forms.show_send_ahead()
        door.settle()
        form = door.find(SendAhead, "send_ahead")
        form.write_to(tmp_path / "ahead")
        door.settle()
        assert form._done.isVisible()
        assert form._notice.text() == (
            "Tickets with letters that no font here has: 1, such as that of Runa \u16a0\u16a2 Person"
        )


def test_only_what_is_ticked_is_written(door: Door, form: SendAhead, tmp_path: Path) -> None:
    form.pictures.click()
    form.write_to(tmp_path / "tickets")
    door.settle()
    assert {file.suffix for file in (tmp_path / "tickets").iterdir()} == {".pdf", ".csv"}
    form.tickets.click()
    form.write_to(tmp_path / "none")
    assert form._problem.text().startswith("Nothing is ticked")
    assert not (tmp_path / "none").exists()


def test_a_folder_that_cannot_be_made_is_told(door: Door, form: SendAhead, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    form.write_to(tmp_path / "file" / "ahead")
    door.settle()
    assert form._problem.isVisible()
    assert form.write.isEnabled()
    assert (tmp_path / "file").read_text() == "mine"


def test_stopped_by_hand_or_by_closing_the_desk_nothing_is_written(qtbot: QtBot, tmp_path: Path) -> None:
    with open_window(qtbot, make_event(tmp_path / "e.checkin", [Details(f"Person {n}") for n in range(400)])) as door:
        door.window.open_page(door.window.page_badges)
        door.settle()
        door.pages.badges.forms.show_send_ahead()
        door.settle()
        form = door.find(SendAhead, "send_ahead")
        with qtbot.waitSignal(form._waiting._told, timeout=10_000):
            form.write_to(tmp_path / "ahead")
        door.find(QPushButton, "send_ahead_stop").click()
        door.settle()
        assert form._problem.text() == "Stopped: nothing is written."
        assert not (tmp_path / "ahead").exists()
        with qtbot.waitSignal(form._waiting._told, timeout=10_000):
            form.write_to(tmp_path / "ahead")
    assert not (tmp_path / "ahead").exists()


def test_a_scanners_enter_writes_nothing_and_every_part_is_named(door: Door, form: SendAhead) -> None:
    door.press(Qt.Key.Key_Return, "\r")
    door.settle()
    assert not form._done.isVisible()
    assert unnamed(form) == []
    assert len(ours(form)) >= 4


def test_an_event_without_people_offers_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    with open_window(qtbot, make_event(tmp_path / "empty.checkin", [])) as door:
        door.window.open_page(door.window.page_badges)
        door.settle()
        door.pages.badges.forms.show_send_ahead()
        door.settle()
        form = door.find(SendAhead, "send_ahead")
        assert form._count.text() == "People with a code: 0"
        assert not form.write.isEnabled()
