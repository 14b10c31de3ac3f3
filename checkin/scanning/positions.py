"""Where a key stands on the keyboard, whatever the system's layout makes of it: the sign that a US layout has there.

Scanners send positions, and most send those of a US keyboard. On a Russian or Arabic layout the text is then in another
script, and on a French one the digits are signs; the positions still tell the code.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

_ROWS = (
    (2, "1234567890-=", "!@#$%^&*()_+"),
    (16, "qwertyuiop[]", "QWERTYUIOP{}"),
    (30, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
    (43, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
    (57, " ", " "),
)
_SIGNS: dict[int, tuple[str, str]] = {
    first + place: pair for first, *signs in _ROWS for place, pair in enumerate(zip(*signs, strict=True))
}
"""Number of the key (the PC's, which Windows and Linux share) → its signs without and with Shift."""

# What a Mac tells of a key is a number of its own; the letters and digits of its list, in the order of ours.
_MAC = (
    (2, (18, 19, 20, 21, 23, 22, 26, 28, 25, 29, 27, 24)),
    (16, (12, 13, 14, 15, 17, 16, 32, 34, 31, 35, 33, 30)),
    (30, (0, 1, 2, 3, 5, 4, 38, 40, 37, 41, 39, 50)),
    (43, (42, 6, 7, 8, 9, 11, 45, 46, 43, 47, 44)),
    (57, (49,)),
)
_OF_MAC = {key: first + place for first, keys in _MAC for place, key in enumerate(keys)}

_X11_OFFSET = 8
"""X11 and Wayland count the keys from 8."""


def us_sign(event: QKeyEvent, platform: str = "") -> str:
    """The sign that a US layout has on this key, empty when the key bears none or the system does not tell.

    `platform` is Qt's name of the windowing system; that of the application when it is not given.
    """
    platform = platform or QGuiApplication.platformName()
    if platform == "cocoa":
        key = _OF_MAC.get(event.nativeVirtualKey(), 0)
    elif platform == "windows":
        key = event.nativeScanCode()
    else:
        key = event.nativeScanCode() - _X11_OFFSET
    plain, shifted = _SIGNS.get(key, ("", ""))
    return shifted if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else plain
