"""Typing searches, arrows choose, Enter checks in; and nobody is ever checked in by accident."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QListWidget
from pytestqt.qtbot import QtBot

from checkin.domain.registrant import Details
from checkin.services import events, lists
from checkin.storage.event_file import open_event
from tests.ui.hands import NOW, PEOPLE, Door, make_event, open_window


def names(door: Door) -> list[str]:
    hits = door.find(QListWidget, "door_hits")
    return [hits.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(hits.count())]


def test_typing_finds_a_person_by_any_part(door: Door) -> None:
    for text in ("alvar", "nunez", "josé", "foro de", "jose@foro"):
        door.look_for(text)
        assert names(door) == ["José Álvarez Núñez, Foro de Justicia Andina, Expected"]


def test_hebrew_and_kanji_are_found_by_what_is_heard(qtbot: QtBot, tmp_path: Path) -> None:
    tanaka = Details("田中 良子", other={"フリガナ": "タナカ ヨシコ"})
    people = [*PEOPLE, Details("דוד כהן", organisation="Gesher"), tanaka]
    with open_window(qtbot, make_event(tmp_path / "e.checkin", people)) as door:
        for text in ("david cohen", "cohen", "david kohen", "כהן"):
            door.look_for(text)
            assert names(door)[:1] == ["דוד כהן, Gesher, Expected"], text
        for text in ("tanaka", "yoshiko tanaka", "田中"):
            door.look_for(text)
            assert names(door)[:1] == ["田中 良子, Expected"], text


def test_letters_search_also_when_tab_has_led_to_a_button(door: Door) -> None:
    door.press(Qt.Key.Key_Tab, "\t")
    assert QApplication.focusWidget() is not door.page.field
    door.type("alvar")
    door.qtbot.waitUntil(lambda: door.shows_hits and door.page.hits.text == "alvar")
    assert QApplication.focusWidget() is door.page.field


def test_one_letter_searches_nobody(door: Door) -> None:
    door.type("m")
    door.settle()
    assert not door.shows_hits


def test_one_sign_of_chinese_is_a_family_name(door: Door) -> None:
    door.look_for("伟")
    assert names(door) == ["Li Wei 李伟, 北京大学, Expected"]


def test_a_clear_hit_is_checked_in_by_enter_after_a_moment(door: Door) -> None:
    door.look_for("alvar")
    door.pause(200)
    door.press(Qt.Key.Key_Return, "\r")
    door.settle()
    assert door.verdict == "Welcome — come in. José Álvarez Núñez. Foro de Justicia Andina"
    assert door.is_in("José Álvarez Núñez")
    assert door.page.field.text() == ""


def test_enter_sooner_than_a_finger_could_chooses_nobody(door: Door) -> None:
    door.look_for("alva")
    door.press(Qt.Key.Key_R, "r")
    door.qtbot.waitUntil(lambda: door.page.hits.text == "alvar")
    door.at += 60
    door.press(Qt.Key.Key_Return, "\r")
    door.settle()
    assert door.shows_hits
    assert not door.is_in("José Álvarez Núñez")
    door.pause()
    door.press(Qt.Key.Key_Return, "\r")
    door.settle()
    assert door.is_in("José Álvarez Núñez")


def test_a_fast_typist_is_told_that_one_more_enter_checks_in(door: Door) -> None:
    """Six letters in less than a tenth of a second each, and Enter in step with them: it may be a slow scanner's."""
    door.pause()
    door.letters("wanjiru", each=95)
    door.qtbot.waitUntil(lambda: door.shows_hits and door.page.hits.text == "wanjiru")
    door.press(Qt.Key.Key_Return, "\r")
    door.settle()
    assert not door.is_in("Wanjiru Kamau")
    assert door.page.hits._head.text() == "Press Enter once more: Wanjiru Kamau"
    assert door.page.hits._hint.isVisible()
    door.pause(300)
    door.press(Qt.Key.Key_Return, "\r")
    door.settle()
    assert door.is_in("Wanjiru Kamau")


def test_who_pressed_enter_before_the_hits_came_is_told_so_with_the_hits(door: Door) -> None:
    door.pause()
    door.letters("wanj", each=130)
    door.press(Qt.Key.Key_Return, "\r")
    assert not door.page.hits.isVisible()
    door.qtbot.waitUntil(lambda: door.page.hits._head.text() == "Press Enter once more: Wanjiru Kamau")
    assert not door.is_in("Wanjiru Kamau")
    # It is about that text only.
    door.look_for("alvar")
    assert door.page.hits._head.text() == "1 person found"
    door.look_for("wanj")
    assert door.page.hits._head.text() == "1 person found"


def test_enter_that_is_held_down_checks_in_nobody(door: Door) -> None:
    door.look_for("alvar")
    door.pause()
    for _ in range(3):
        QCoreApplication.sendEvent(
            door.page.field,
            QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=True),
        )
    door.settle()
    assert not door.is_in("José Álvarez Núñez")


def test_enter_on_hits_of_an_older_text_waits(door: Door) -> None:
    door.look_for("wanj")
    # The next letters are there, their hits are not yet.
    door.letters("xyz", each=130)
    door.pause()
    door.press(Qt.Key.Key_Return, "\r")
    door.settle()
    assert not door.is_in("Wanjiru Kamau")


def test_of_several_whom_the_text_tells_alike_none_is_highlighted(qtbot: QtBot, tmp_path: Path) -> None:
    people = [*PEOPLE, Details("Meenakshi Iyer"), Details("Meenakshi Nair"), Details("Ali"), Details("Ali Hassan Omar")]
    with open_window(qtbot, make_event(tmp_path / "e.checkin", people)) as door:
        for text in ("meenakshi", "mee", "ali", "khrc ma"):
            door.look_for(text)
            is_one = door.page.hits.list.count() == 1
            assert (door.page.hits.list.currentRow() == 0) is is_one
            assert ("choose with ↓" in door.page.hits._hint.text()) is not is_one
        door.look_for("meenakshi")
        door.pause()
        door.press(Qt.Key.Key_Return, "\r")
        door.settle()
        assert not [name for name, person in door.people().items() if person.entry]
        # One letter more tells them apart, and an arrow chooses.
        door.look_for("meenakshi n")
        assert door.page.hits.list.currentRow() == 0
        door.look_for("ali")
        door.pause()
        door.press(Qt.Key.Key_Down)
        door.press(Qt.Key.Key_Return, "\r")
        door.settle()
        assert door.is_in("Ali")


def test_look_alikes_are_asked_about_and_enter_alone_admits_nobody(door: Door) -> None:
    door.look_for("mary wambui")
    assert door.page.hits._head.text() == "These people look alike — ask which one"
    assert "organisation" in door.page.hits._hint.text()
    door.pause()
    door.press(Qt.Key.Key_Return, "\r")
    door.settle()
    assert not door.is_in("Mary Wambui Njoroge")
    assert not door.is_in("Mary Wambui Njuguna")


def test_down_and_enter_check_in_the_chosen_look_alike(door: Door) -> None:
    door.look_for("mary wambui")
    spoken = names(door)
    door.pause()
    door.press(Qt.Key.Key_Down)
    door.press(Qt.Key.Key_Down)
    assert door.page.hits.list.currentRow() == 1
    door.press(Qt.Key.Key_Return, "\r")
    door.settle()
    chosen = spoken[1].split(",")[0]
    assert door.verdict.startswith(f"Welcome — come in. {chosen}.")
    assert [name for name, person in door.people().items() if person.entry] == [chosen]


def test_a_double_click_checks_in(door: Door) -> None:
    door.look_for("alvar")
    hits = door.page.hits.list
    at = hits.visualItemRect(hits.item(0)).center()
    for click in (door.qtbot.mouseClick, door.qtbot.mouseDClick):
        click(hits.viewport(), Qt.MouseButton.LeftButton, pos=at)
    door.settle()
    assert door.is_in("José Álvarez Núñez")


def test_escape_goes_back_to_ready_with_an_empty_field(door: Door) -> None:
    door.look_for("alvar")
    door.press(Qt.Key.Key_Escape)
    assert door.shows_verdict
    assert door.verdict.startswith("Ready to scan")
    assert door.page.field.text() == ""
    assert QApplication.focusWidget() is door.page.field


def test_a_name_that_nobody_has_leads_to_the_walk_in(door: Door) -> None:
    door.look_for("zzzz")
    assert door.page.hits._head.text() == "Nobody found"
    assert "F4" in door.page.hits._hint.text()
    door.pause()
    door.press(Qt.Key.Key_Return, "\r")
    door.settle()
    assert door.facts() == []


def test_someone_who_is_in_already_shows_so_among_the_hits(door: Door) -> None:
    door.scan(door.code("José Álvarez Núñez"))
    door.look_for("alvar")
    assert names(door) == ["José Álvarez Núñez, Foro de Justicia Andina, In 12:20"]
    door.pause()
    door.press(Qt.Key.Key_Return, "\r")
    door.settle()
    assert door.verdict.startswith("Already checked in. José Álvarez Núñez. Just now, at Door A")


def test_the_welcome_of_the_last_person_does_not_come_back_when_a_search_is_erased(door: Door) -> None:
    door.scan(door.code("Wanjiru Kamau"))
    door.type("alva")
    door.qtbot.waitUntil(lambda: door.shows_hits)
    for _ in range(4):
        door.pause()
        door.press(Qt.Key.Key_Backspace, "\b")
    assert door.shows_verdict
    assert door.verdict.startswith("Ready to scan")


def test_a_scan_while_hits_are_shown_is_a_scan_and_chooses_nobody(door: Door) -> None:
    door.look_for("alvar")
    door.scan(door.code("Wanjiru Kamau"))
    assert door.verdict.startswith("Welcome — come in. Wanjiru Kamau")
    assert door.page.field.text() == ""
    assert not door.is_in("José Álvarez Núñez")


@pytest.mark.parametrize("half", [True, False])
def test_an_end_of_a_scan_never_admits_the_highlighted_person(door: Door, *, half: bool) -> None:
    door.look_for("alvar")
    door.scan(door.code("Wanjiru Kamau")[: 10 if half else 16])
    assert not door.is_in("José Álvarez Núñez")
    assert door.is_in("Wanjiru Kamau") is not half


def test_the_number_of_a_ticket_may_be_one_digit(qtbot: QtBot, tmp_path: Path) -> None:
    path, numbered = make_event(tmp_path / "e.checkin"), tmp_path / "list.csv"
    numbered.write_text("Name,Ticket code\nAchieng,7\nBrian,71\n", encoding="utf-8")
    with closing(open_event(path)) as event:
        lists.load(event, lists.read(numbered), events.the_event(event).sessions[0].id, NOW)
    with open_window(qtbot, path) as door:
        door.scan(door.code("Wanjiru Kamau"))
        door.scan("7")
        # The welcome of the one before does not stand there any more.
        door.qtbot.waitUntil(lambda: door.shows_hits)
        assert names(door) == ["Achieng, Expected", "Brian, Expected"]
        door.pause()
        door.press(Qt.Key.Key_Return, "\r")
        door.settle()
        assert door.is_in("Achieng")
        assert not door.is_in("Brian")
