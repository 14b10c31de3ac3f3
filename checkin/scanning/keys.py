"""A scanner that types: codes are recognised by their content, wherever the focus is, and taken out of the keys.

The filter sits on the application. It watches the last keys; once they end in a valid code, the code is a scan, the
field that had the focus gets its text back, and the Enter or Tab that many scanners add is swallowed. A burst that is
too fast for fingers and ends in Enter or Tab is a scan too, whatever it holds: another tool's code, or half of ours.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent

from checkin.domain.code import LENGTH, is_own_code

PAUSE = 0.25
"""Seconds without a key after which a new burst begins; slow wireless scanners send a letter each 60 ms."""

FINGERS = 0.035
"""Seconds a key: faster than this on average, and no fingers typed it (a world-record typist needs 50 ms)."""

SUFFIX = 0.3
"""Seconds within which an Enter or Tab after a code still belongs to the scanner."""

_SHORTEST_BURST = 6
_ENDS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}
_COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


@dataclass(slots=True)
class Burst:
    """The keys since the last pause, and the text of the field before the first of them."""

    signs: str = ""
    began: float = 0.0
    last: float = 0.0
    editor: QObject | None = None
    before: str = ""
    keys: int = field(default=0)

    @property
    def too_fast_for_fingers(self) -> bool:
        """Whether a scanner typed this."""
        return self.keys >= _SHORTEST_BURST and (self.last - self.began) / (self.keys - 1) < FINGERS


class KeyScanner(QObject):
    """Install on the application; `scanned` carries the text of each scan as it came."""

    scanned = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._burst = Burst()
        self._taken_at = -1.0

    def last_key_age(self) -> float:
        """Seconds since the last letter: a choice by Enter is believed only when fingers could have made it."""
        return time.monotonic() - self._burst.last

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
        now = time.monotonic()
        if event.key() in _ENDS:
            return self._end(now)
        if event.modifiers() & _COMMAND or not event.text().isprintable() or not event.text():
            return False
        if self._burst.keys == 0 or now - self._burst.last > PAUSE:
            self._begin(watched, now)
        self._burst.signs += event.text()
        self._burst.keys += 1
        self._burst.last = now
        if is_own_code(self._burst.signs[-LENGTH:].upper()):
            self._take(now)
            return True
        return False

    def _begin(self, watched: QObject, now: float) -> None:
        # Every field for one line of text has these two properties; other widgets keep nothing of a key.
        text = watched.property("text") if watched.property("cursorPosition") is not None else None
        editor = None if text is None else watched
        self._burst = Burst(began=now, last=now, editor=editor, before=text or "")

    def _end(self, now: float) -> bool:
        if now - self._taken_at < SUFFIX:
            return True
        burst = self._burst
        if burst.too_fast_for_fingers and now - burst.last < FINGERS * 2:
            self._take(now)
            return True
        self._burst = Burst(last=burst.last)
        return False

    def _take(self, now: float) -> None:
        burst = self._burst
        self._burst = Burst(last=now)
        self._taken_at = now
        if burst.editor is not None:
            burst.editor.setProperty("text", burst.before)
        self.scanned.emit(burst.signs)
