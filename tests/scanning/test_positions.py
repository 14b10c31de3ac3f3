"""Where a key stands: the numbers that each windowing system gives to the keys, and the sign of a US layout there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from checkin.scanning.positions import us_sign

SHIFT, NONE = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier


def press(scan_code: int, virtual: int = 0, modifiers: Qt.KeyboardModifier = NONE) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, modifiers, scan_code, virtual, 0, "?")


@pytest.mark.parametrize(
    ("platform", "numbers"),
    [
        ("xcb", (10, 24, 38, 52, 19, 20, 65)),
        ("wayland", (10, 24, 38, 52, 19, 20, 65)),
        ("windows", (2, 16, 30, 44, 11, 12, 57)),
    ],
)
def test_the_numbers_of_the_keys_of_each_system(platform: str, numbers: tuple[int, ...]) -> None:
    assert "".join(us_sign(press(number), platform) for number in numbers) == "1qaz0- "
    assert "".join(us_sign(press(number, modifiers=SHIFT), platform) for number in numbers) == "!QAZ)_ "


def test_a_mac_tells_its_own_numbers() -> None:
    numbers = (18, 12, 0, 6, 29, 27, 49, 38, 8, 11)
    assert "".join(us_sign(press(1, number), "cocoa") for number in numbers) == "1qaz0- jcb"


@pytest.mark.parametrize("platform", ["xcb", "windows", "cocoa"])
def test_keys_without_a_sign_have_none(platform: str) -> None:
    escape, enter, shift, left, none = 1, 28, 42, 105, 0
    offset = 8 if platform == "xcb" else 0
    for number in (escape, enter, shift, left, none):
        assert us_sign(press(number + offset, 200), platform) == ""
