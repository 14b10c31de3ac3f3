"""Who could not be saved: every name stays in sight until it is written down, or saved after all."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from checkin.domain.code import new_code
from tests.ui.hands import Door
from tests.ui.test_verdicts_on_the_panel import fill_the_disk, free_the_disk

WANJIRU, LI, OLGA = "Wanjiru Kamau", "Li Wei 李伟", "Ольга Фёдорова"


@pytest.fixture
def full(door: Door) -> Door:
    """A door whose disk is full, with nobody waiting for the paper."""
    door.codes = {name: door.code(name) for name in (WANJIRU, LI, OLGA)}  # type: ignore[attr-defined]
    fill_the_disk(door)
    door.press(Qt.Key.Key_Escape)
    return door


def scan(door: Door, name: str) -> None:
    door.scan(door.codes[name])  # type: ignore[attr-defined]


def on_paper(door: Door) -> list[str]:
    """The names that are in sight below the answer."""
    label = door.find(QLabel, "door_for_the_paper")
    names = label.text().partition(": ")[2].rpartition(". ")[0].partition(", and ")[0]
    return [name.strip("\u2068\u2069") for name in names.split(" · ")] if label.isVisible() else []


def test_the_next_one_does_not_push_a_name_out_of_sight(full: Door) -> None:
    door = full
    scan(door, WANJIRU)
    assert on_paper(door) == []  # The answer itself says it.
    scan(door, LI)
    scan(door, WANJIRU)
    scan(door, OLGA)
    assert door.verdict.startswith(f"STOP — not saved. {OLGA}")
    assert on_paper(door) == [WANJIRU, LI, OLGA]
    door.press(Qt.Key.Key_Escape)
    assert on_paper(door) == []
    assert door.verdict.startswith("Ready to scan")


def test_a_name_stays_until_it_is_saved_or_written_down(full: Door) -> None:
    door = full
    for name in (WANJIRU, LI, OLGA):
        scan(door, name)
    free_the_disk(door)
    scan(door, LI)
    assert door.verdict.startswith(f"Welcome — come in. {LI}")
    assert on_paper(door) == [WANJIRU, OLGA]
    door.look_for("wan")  # Esc clears the answer first: everybody in sight is written down.
    assert on_paper(door) == []


def test_what_has_no_room_follows_once_the_others_are_written_down(full: Door) -> None:
    door = full
    for code in (unknown := [new_code() for _ in range(6)]):
        door.scan(code)
    assert on_paper(door) == unknown[:4]
    assert ", and 2 more." in door.find(QLabel, "door_for_the_paper").text()
    door.press(Qt.Key.Key_Escape)
    assert on_paper(door) == unknown[4:]
    door.press(Qt.Key.Key_Escape)
    assert on_paper(door) == []


def test_an_esc_that_clears_the_field_writes_nobody_down(full: Door) -> None:
    door = full
    scan(door, WANJIRU)
    scan(door, LI)
    door.type("ol")
    door.qtbot.waitUntil(lambda: door.shows_hits)
    door.press(Qt.Key.Key_Escape)
    assert door.verdict.startswith("Ready to scan")
    assert on_paper(door) == [WANJIRU, LI]


def test_locking_the_door_loses_nobody(full: Door) -> None:
    door = full
    scan(door, WANJIRU)
    door.press(Qt.Key.Key_L, control=True)
    assert on_paper(door) == [WANJIRU]


def test_a_walk_in_that_is_saved_after_all_is_no_longer_told(full: Door) -> None:
    door = full
    scan(door, WANJIRU)
    door.press(Qt.Key.Key_F4)
    door.type("Achieng Otieno")
    door.press(Qt.Key.Key_Return, "\r", control=True)
    door.settle()
    assert on_paper(door) == [WANJIRU, "Achieng Otieno"]
    free_the_disk(door)
    door.press(Qt.Key.Key_F4)
    door.pause()
    door.press(Qt.Key.Key_Return, "\r", control=True)
    door.settle()
    assert door.is_in("Achieng Otieno")
    assert on_paper(door) == [WANJIRU]


def test_the_window_does_not_close_over_a_name_that_nobody_was_told_of(full: Door) -> None:
    door = full
    scan(door, WANJIRU)
    door.press(Qt.Key.Key_Escape)
    assert on_paper(door) == []  # Written down.
    scan(door, LI)
    door.window.open_page(door.pages.registrants)
    assert not door.window.close()
    assert door.window.isVisible()
    assert on_paper(door) == [LI]
    door.press(Qt.Key.Key_Escape)
    scan(door, OLGA)
    assert not door.window.close()
    assert door.window.close()  # Told once, it is the person's word that counts.
