"""A nervous finger: a key that is held down, or pressed again at once, means what it meant the first time."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent

from checkin.scanning.listening import key_time

AT_ONCE = 0.7
"""Seconds: nobody reads a question and answers it in less."""


class NervousFinger:
    """Keeps when the key of a deed was pressed last."""

    def __init__(self) -> None:
        self._at = -AT_ONCE

    def is_it(self, event: QKeyEvent) -> bool:
        """Whether this press, of the key that was pressed last time, is no second wish."""
        before, self._at = self._at, key_time(event)
        return event.isAutoRepeat() or 0 <= self._at - before < AT_ONCE
