"""A key as the scanner check shows it: what it writes, what a US layout has there, when it came, what it is called."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence

from checkin.domain.calibration import Stroke
from checkin.scanning.positions import us_sign

COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier

ENDS = {Qt.Key.Key_Return: "Enter", Qt.Key.Key_Enter: "Enter", Qt.Key.Key_Tab: "Tab"}
"""The keys that scanners put after a code."""

# Arabic layouts make two letters of one key, and Qt may give them as text without a key.
LIGATURES = {"\u0644\u0627": "b", "\u0644\u0622": "B", "\u0644\u0623": "G", "\u0644\u0625": "T"}

_SILENT = {
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_Meta,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
    Qt.Key.Key_ScrollLock,
}


_SCROLLING = {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


def is_for_fingers(event: QEvent) -> bool:
    """Whether this is a key that no scanner sends: Esc, Page Up and Down and the function keys work while a scanner is
    listened to. On the keypad, scanners do send them.
    """
    if not isinstance(event, QKeyEvent):
        return False
    on_keypad = bool(event.modifiers() & Qt.KeyboardModifier.KeypadModifier)
    is_deed = event.key() == Qt.Key.Key_Escape or Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
    return is_deed or (event.key() in _SCROLLING and not on_keypad)


def stroke_of(event: QEvent, platform: str = "") -> Stroke | None:
    """The key of an event; None of one that only changes others, or that is held down."""
    if isinstance(event, QInputMethodEvent):
        text = event.commitString()
        return Stroke(text, LIGATURES.get(text, ""), time.monotonic()) if text else None
    if not isinstance(event, QKeyEvent) or event.isAutoRepeat() or event.key() in _SILENT:
        return None
    at = key_time(event)
    if event.modifiers() & COMMAND:
        return Stroke("", "", at, QKeySequence(event.keyCombination()).toString())
    if event.key() in ENDS:
        return Stroke("", "", at, ENDS[Qt.Key(event.key())])
    us = us_sign(event, platform)
    if us or (event.text() and event.text().isprintable()):
        return Stroke(event.text() if event.text().isprintable() else "", us, at)
    return Stroke("", "", at, QKeySequence(event.key()).toString() or "?")


def key_time(event: QKeyEvent) -> float:
    """The system's time of the key (seconds), if it tells one: keys that waited for a busy window were not typed at
    once.
    """
    return event.timestamp() / 1000 or time.monotonic()


def is_heard(watched: QObject, event: QEvent) -> bool:
    """Whether this event, while a scanner is listened to, must not reach the widget that it was meant for."""
    return watched.isWidgetType() and not is_for_fingers(event)
