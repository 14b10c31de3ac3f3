"""A scanner that types: codes are recognised by their content, wherever the focus is, and taken out of the keys.

The filter sits on the application. It watches the last keys; once they end in a valid code, the code is a scan, the
widget that had the focus gets its content back, and the Enter or Tab that many scanners add is swallowed. A run of
keys that is too fast for fingers and ends in Enter or Tab is a scan too, whatever it holds: another tool's code, or
half of ours. What fingers typed just before it stays typed.
"""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent

from checkin.domain.code import LENGTH, is_own_code

PAUSE = 0.25
"""Seconds without a key after which a new burst begins; slow wireless scanners send a letter each 60 ms."""

FINGERS = 0.035
"""Seconds a key: faster than this on average, and no fingers typed it (a world-record typist needs 50 ms)."""

HICCUP = 0.08
"""Seconds that one key of a scanner may be late."""

SUFFIX = 0.3
"""Seconds within which an Enter or Tab after a code still belongs to the scanner."""

_SHORTEST_BURST = 6
_ENDS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}
_COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


@dataclass(frozen=True, slots=True)
class Content:
    """What a widget held before a key came, so that the key can be taken back: the values of its Qt properties."""

    values: tuple[tuple[str, object], ...] = ()

    @classmethod
    def of(cls, widget: QObject) -> Content:
        """Fields for one line of text and lists to choose from; other widgets keep nothing of a letter."""
        names: tuple[str, ...] = ()
        if widget.property("cursorPosition") is not None:
            names = ("text", "cursorPosition")
        elif widget.property("editable") is not None:
            names = ("currentText",) if widget.property("editable") else ("currentIndex",)
        return cls(tuple((name, widget.property(name)) for name in names))

    def give_back(self, widget: QObject) -> None:
        """Make the widget hold it again."""
        for name, value in self.values:
            widget.setProperty(name, value)


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its text, when it was pressed (seconds), the widget that gets it, and what that held before."""

    sign: str
    at: float
    widget: QObject
    before: Content


@dataclass(slots=True)
class Burst:
    """The keys since the last pause."""

    keys: list[Key] = field(default_factory=list)

    def code(self) -> int:
        """Where the keys begin that end in one of our codes, with whatever a scanner put before it; -1 if none do."""
        start, signs = len(self.keys), ""
        while start > 0 and len(signs) < LENGTH:
            start -= 1
            signs = self.keys[start].sign + signs
        if not is_own_code(signs[-LENGTH:].upper()):
            return -1
        gaps = (after.at - key.at for key, after in zip(self.keys[start:], self.keys[start + 1 :], strict=False))
        return self._back(start, max(2 * max(gaps, default=0.0), FINGERS))

    def too_fast_for_fingers(self) -> int:
        """Where the run at the end begins that a scanner must have typed; -1 when fingers may have."""
        start = self._back(len(self.keys) - 1, HICCUP)
        run = self.keys[start:]
        fast = len(run) >= _SHORTEST_BURST and (run[-1].at - run[0].at) / (len(run) - 1) < FINGERS
        return start if fast else -1

    def _back(self, start: int, gap: float) -> int:
        while start > 0 and self.keys[start].at - self.keys[start - 1].at < gap:
            start -= 1
        return start


class KeyScanner(QObject):
    """Install on the application; `scanned` carries the text of each scan as it came."""

    scanned = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._burst = Burst()
        self._now = 0.0
        self._letter_at = 0.0
        self._taken_at = -PAUSE - SUFFIX

    def last_key_age(self) -> float:
        """Seconds from the last letter to the key that is pressed now: a choice by Enter is believed only when fingers
        could have made it.
        """
        return abs(self._now - self._letter_at)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.KeyPress or not watched.isWidgetType():
            return False
        # An ignored key climbs from the focus widget to its parents; it is one key all the same.
        focus: QObject | None = QGuiApplication.focusObject()
        if watched is not focus and (focus is not None or watched.property("text") is None):
            return False
        assert isinstance(event, QKeyEvent)  # noqa: S101 - the type was just read
        return self._key(watched, event)

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        # The system's time of the key, if it tells one: keys that waited for a busy window were not typed at once.
        self._now = event.timestamp() / 1000 or time.monotonic()
        command = bool(event.modifiers() & _COMMAND)
        if (event.key() in _ENDS or event.text() == "\n") and not command:
            return self._end()
        # A key that is held down comes fast too, and never from a scanner.
        if command or event.isAutoRepeat() or not event.text().isprintable() or not event.text():
            return False
        return self._letter(watched, event)

    def _letter(self, watched: QObject, event: QKeyEvent) -> bool:
        gap = abs(self._now - self._letter_at)
        if gap > PAUSE:
            self._burst = Burst()
        self._letter_at = self._now
        before = Content.of(watched)
        self._burst.keys.append(Key(event.text(), self._now, watched, before))
        start = self._burst.code()
        if start >= 0:
            self._take(start)
            return True
        # A space inside a scan would press the button that has the focus.
        return event.key() == Qt.Key.Key_Space and not before.values and len(self._burst.keys) > 1 and gap < HICCUP

    def _end(self) -> bool:
        if not self._burst.keys and abs(self._now - self._taken_at) < SUFFIX:
            return True
        start = self._burst.too_fast_for_fingers()
        if start >= 0 and abs(self._now - self._letter_at) < HICCUP:
            self._take(start)
            return True
        self._burst = Burst()
        return False

    def _take(self, start: int) -> None:
        burst, self._burst = self._burst, Burst()
        self._taken_at = self._now
        keys = burst.keys[start:]
        # The focus may have moved while the scanner typed: each widget gets back what it held before its first key.
        for key in {key.widget: key for key in reversed(keys)}.values():
            with suppress(RuntimeError):  # It may have been closed meanwhile.
                key.before.give_back(key.widget)
        self.scanned.emit("".join(key.sign for key in keys))
