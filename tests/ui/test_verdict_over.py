"""A scan while a dialog is open: its answer is seen above the dialog, and what is typed there goes on."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from checkin.domain.code import new_code
from checkin.domain.harmless_codes import TRIAL_CODE
from checkin.services import door_notes
from checkin.storage.event_file import open_event
from checkin.ui.desk.handover_card import HandoverCard
from checkin.ui.door.verdict_over import VerdictOver
from checkin.ui.parts.labels import FittedLabel
from tests.ui.hands import Door, every_widget, open_window

MARY = "Mary Wambui Njoroge"


@pytest.fixture
def card(door: Door) -> HandoverCard:
    """The card of the shift, before the door."""
    door.pages.shift.show_card()
    door.settle()
    card = door.frame.findChild(HandoverCard)
    assert isinstance(card, HandoverCard)
    door.qtbot.waitUntil(lambda: QApplication.focusWidget() is card.note)
    return card


def over(door: Door) -> str:
    """What is said above the dialog."""
    shown = door.window.findChild(VerdictOver)
    return shown.accessibleName() if shown is not None and shown.isVisible() else ""


def test_the_answer_is_seen_above_the_dialog_and_typing_goes_on(door: Door, card: HandoverCard) -> None:
    door.type("Two head")
    door.scan(new_code())
    assert over(door).startswith("Not on this list")
    door.scan(door.code("Wanjiru Kamau"))
    assert over(door) == "Welcome — come in. Wanjiru Kamau. Mzalendo Trust"
    assert over(door) == door.verdict
    door.type("sets")
    assert card.note.text() == "Two headsets"
    door.page.answer.fade.setInterval(50)
    door.scan(new_code())
    door.qtbot.waitUntil(lambda: not over(door))
    assert card.isVisible()


def test_it_stays_within_the_window_in_large_text(qtbot: QtBot, event_path: Path) -> None:
    with open_window(qtbot, event_path, text_size=200, size=(1024, 600)) as door:
        door.pages.shift.show_card()
        door.settle()
        with closing(open_event(event_path)) as event:
            note = "Speaker: front row, give the headset and the folder"
            door_notes.keep(event, door.registrant(MARY).id, note, door.station.place, door.clock())
        door.scan(door.code(MARY))
        shown = door.window.findChild(VerdictOver)
        assert isinstance(shown, VerdictOver)
        assert shown.accessibleName().startswith("Come in — one thing first")
        assert door.window.geometry().contains(shown.geometry())
        for label in every_widget(shown, FittedLabel):
            if label.isVisible():
                assert shown.rect().contains(label.geometry()), label.accessibleName()
                assert label.heightForWidth(label.width()) <= label.height() + 1


def test_it_goes_with_the_dialog_and_none_is_shown_without_one(door: Door, card: HandoverCard) -> None:
    door.scan(new_code())
    assert over(door)
    door.press(Qt.Key.Key_Escape)
    assert not over(door)
    assert door.verdict.startswith("Not on this list")
    door.scan(door.code("Wanjiru Kamau"))
    assert not over(door)


def test_the_trial_badge_is_for_the_sheet_that_is_open(door: Door, card: HandoverCard) -> None:
    door.scan(TRIAL_CODE)
    assert door.verdict.startswith("The scanner works")
    assert not over(door)


def test_a_lock_hides_it_with_its_name(door: Door, card: HandoverCard) -> None:
    door.scan(door.code("Wanjiru Kamau"))
    assert "Wanjiru" in over(door)
    door.pages.shift.lock()
    assert not over(door)
