"""Joining the coalition, at the door: whether a walk-in is asked, and whether the welcome shows it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from checkin.domain.joining import Joining
from checkin.domain.registrant import Answer, Details
from checkin.services import joining
from checkin.storage import choices
from checkin.storage.event_file import open_event
from checkin.ui.desk.session_rules import SessionRules
from tests.ui.hands import Door, make_event, open_window

PEOPLE = (
    Details("Ada Achieng", organisation="KHRC", joining=Answer.YES),
    Details("Ben Baraka", organisation="Ubuntu", joining=Answer.KNOW_MORE),
    Details("Cleo Chebet", organisation="Amani", joining=Answer.NO),
    Details("Dan Dida", organisation="Haki"),
)


@pytest.fixture
def door(qtbot: QtBot, tmp_path: Path) -> Iterator[Door]:
    with open_window(qtbot, make_event(tmp_path / "kick-off.checkin", PEOPLE)) as door:
        yield door


def choose(door: Door, *, asked: bool, shown: bool) -> None:
    """In the form, by the keyboard."""
    door.pages.show_rules()
    rules = door.find(SessionRules, "session_rules")
    door.qtbot.waitUntil(rules.asks_joining.isEnabled)
    for box, on in ((rules.asks_joining, asked), (rules.shows_joining, shown)):
        if box.isChecked() is not on:
            box.setFocus()
            door.pause()
            door.press(Qt.Key.Key_Space, " ")
    door.pause()
    door.press(Qt.Key.Key_Return, "\r", control=True)
    door.settle()
    assert QApplication.activeModalWidget() is None
    door.window.activateWindow()
    door.qtbot.waitUntil(door.window.isActiveWindow)


def test_the_welcome_says_who_wants_to_join_only_where_that_was_chosen(door: Door) -> None:
    door.scan(door.code("Ada Achieng"))
    assert "coalition" not in door.verdict
    door.clock.go_on(minutes=1)
    choose(door, asked=True, shown=True)
    door.scan(door.code("Ben Baraka"))
    assert "Ubuntu" in door.verdict
    assert "Wants to know more about the coalition" in door.verdict
    for name in ("Cleo Chebet", "Dan Dida", "Ada Achieng"):  # no; nothing said; in already
        door.scan(door.code(name))
        assert name in door.verdict
        assert "coalition" not in door.verdict


def test_who_wants_to_join_is_told_at_every_door_as_soon_as_it_is_chosen_at_one(door: Door) -> None:
    beside = open_event(door.station.path)
    joining.choose(beside, Joining(shown=True))
    door.qtbot.waitUntil(lambda: door.station._seen is not None and door.station._seen.joining.shown)
    beside.close()
    door.scan(door.code("Ada Achieng"))
    assert "Wants to join the coalition" in door.verdict


def test_a_walk_in_is_asked_unless_the_organiser_does_not_want_it(door: Door) -> None:
    form = door.page.form
    door.press(Qt.Key.Key_F4)
    assert form.joining.isVisible()
    form.joining.setChecked(True)
    choose(door, asked=False, shown=False)
    assert not form.joining.isVisible()
    form.name.setText("Njeri Wachira")
    form.save.click()
    door.settle()
    door.qtbot.waitUntil(lambda: "Njeri Wachira" in door.people())
    # What nobody could see any more is not kept.
    assert door.registrant("Njeri Wachira").details.joining is Answer.NOT_SAID


def test_what_the_file_says_of_it_is_taken_as_far_as_it_goes(door: Door) -> None:
    with (event := open_event(door.station.path)).tx() as tx:
        choices.keep_choice(tx, joining._JOINING, ["shown"])
    assert joining.chosen(event) == Joining()
    event.close()
