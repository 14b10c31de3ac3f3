"""A list on Monday, its newer export on Thursday: nobody is lost, and the badges printed in between still work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from tests.ui.hands import Door, make_event, open_window

LISTS = Path(__file__).parents[1] / "data" / "lists"
MONDAY, THURSDAY = LISTS / "impact_form.csv", LISTS / "impact_form_update.csv"


@pytest.fixture
def door(qtbot: QtBot, tmp_path: Path) -> Iterator[Door]:
    with open_window(qtbot, make_event(tmp_path / "kick-off.checkin", people=())) as door:
        yield door


def load(door: Door, path: Path) -> dict[str, int]:
    """Load a list through the guide; the numbers that it showed before anything was written."""
    guide = door.pages.load_list()
    guide.list.take(path)
    door.qtbot.waitUntil(guide.columns.isVisible)
    door.find(QPushButton, "guide_next").click()
    door.qtbot.waitUntil(guide.check.isVisible)
    numbers = {name: int(door.find(QLabel, f"guide_{name}").text()) for name in ("added", "changed", "missing")}
    for page in (guide.done, door.pages.registrants):
        door.find(QPushButton, "guide_next").click()
        door.qtbot.waitUntil(page.isVisible)
    door.settle()
    return numbers


def correct(door: Door, whom: str, **fields: str) -> None:
    """Correct a person beside the table."""
    page = door.pages.registrants
    page.table.selectRow(page.model.row_of_name(whom))
    door.settle()
    for field, text in fields.items():
        door.find(QLineEdit, f"person_{field}").setText(text)
    door.find(QPushButton, "person_save").click()
    door.settle()


def test_a_list_on_monday_and_its_update_on_thursday(door: Door) -> None:
    assert load(door, MONDAY) == {"added": 166, "changed": 0, "missing": 0}
    before = {one.registrant.id: one.registrant for one in door.everyone()}
    came, corrected, *_ = before.values()
    correct(door, corrected.name, name="Corrected at the Desk", email="desk@corrected.example")
    door.find(QToolButton, "open_page_door").click()
    door.scan(came.own_code)
    assert door.verdict.startswith(f"Welcome — come in. {came.name}")

    numbers = load(door, THURSDAY)
    after = {one.registrant.id: one for one in door.everyone()}
    assert len(after) == 166 + numbers["added"]
    assert set(before) <= set(after)
    assert all(set(person.codes) <= set(after[person.id].registrant.codes) for person in before.values())
    assert after[came.id].entry is not None
    assert after[corrected.id].registrant.name == "Corrected at the Desk"

    door.find(QToolButton, "open_page_door").click()
    door.press(Qt.Key.Key_Escape)
    door.scan(corrected.own_code)
    assert door.verdict.startswith("Welcome — come in. Corrected at the Desk")
    newcomer = next(one.registrant for key, one in after.items() if key not in before)
    door.scan(newcomer.own_code)
    assert newcomer.name in door.verdict
    assert load(door, THURSDAY) == {"added": 0, "changed": 0, "missing": numbers["missing"]}
