"""A scanner that types: codes are recognised by their content, wherever the focus is, and taken out of the keys.

The filter sits on the application. It watches the last keys; once they end in a valid code, the code is a scan, the
widget that had the focus gets its content back, and the Enter or Tab that many scanners add is swallowed. The code is
looked for in the text and in the keys themselves (`positions`): a layout of another script changes the text only. A run
of keys that is too fast for fingers and ends in Enter or Tab is a scan too, whatever it holds: another tool's code, or
half of ours. So is a slower one, or one without an end, that is exactly a code on the list. What fingers typed just
before it stays typed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Container
from contextlib import suppress
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent

from checkin.domain.code import LENGTH, Kind, is_own_code, lookups, read
from checkin.scanning.positions import us_sign

PAUSE = 0.25
"""Seconds without a key after which a new burst begins; slow wireless scanners send a letter each 60 ms."""

FINGERS = 0.035
"""Seconds a key: faster than this on average, and no fingers typed it (a world-record typist needs 50 ms)."""

HICCUP = 0.08
"""Seconds that one key of a scanner may be late."""

SUFFIX = 0.3
"""Seconds within which an Enter or Tab after a code still belongs to the scanner."""

UNHURRIED = 0.1
"""Seconds a key: as slow as a scanner may be that sends the code of another tool."""

_SHORTEST_BURST = 6
# Arabic layouts make two letters of one key, and Qt may give them as text without a key.
_LIGATURES = {"\u0644\u0627": "b", "\u0644\u0622": "B", "\u0644\u0623": "G", "\u0644\u0625": "T"}
_AMID = 3
"""Letters at a scanner's speed after which a control character is the scanner's too."""

_WATCHED = {QEvent.Type.KeyPress, QEvent.Type.InputMethod, QEvent.Type.ShortcutOverride}
_ENDS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}
_COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


@dataclass(frozen=True, slots=True)
class Content:
    """What a widget held before a key came, so that the key can be taken back: the values of its Qt properties."""

    values: tuple[tuple[str, object], ...] = ()

    @classmethod
    def of(cls, widget: QObject) -> Content:
        """Lines of text, numbers, times and lists to choose from; other widgets keep nothing of a letter."""
        names: tuple[str, ...] = ()
        if widget.property("cursorPosition") is not None:
            names = ("text", "cursorPosition")
        elif widget.property("dateTime") is not None:
            names = ("dateTime", "currentSectionIndex")
        elif widget.property("value") is not None:
            names = ("value",)
        elif widget.property("editable") is not None:
            names = ("currentText",) if widget.property("editable") else ("currentIndex",)
        return cls(tuple((name, widget.property(name)) for name in names))

    def give_back(self, widget: QObject) -> None:
        """Make the widget hold it again."""
        for name, value in self.values:
            widget.setProperty(name, value)


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its text, what a US layout has there, when it was pressed (seconds), the widget that gets it, and what
    that held before.
    """

    sign: str
    us: str
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
            start = max(0, len(self.keys) - LENGTH)
            if not is_own_code("".join(key.us for key in self.keys[start:]).upper()):
                return -1
        gaps = (after.at - key.at for key, after in zip(self.keys[start:], self.keys[start + 1 :], strict=False))
        return self._back(start, max(2 * max(gaps, default=0.0), FINGERS))

    def too_fast_for_fingers(self) -> int:
        """Where the run at the end begins that a scanner must have typed; -1 when fingers may have."""
        start = self._back(len(self.keys) - 1, HICCUP)
        run = self.keys[start:]
        fast = len(run) >= _SHORTEST_BURST and (run[-1].at - run[0].at) / (len(run) - 1) < FINGERS
        return start if fast else -1

    def known(self, codes: Container[str]) -> int:
        """Where the run at the end begins that a scanner may have typed and that is exactly one of these codes.

        A word is none, whatever the list calls a code: typing a name never admits anybody.
        """
        start = self._back(len(self.keys) - 1, UNHURRIED)
        run = self.keys[start:]
        if len(run) < _SHORTEST_BURST or (run[-1].at - run[0].at) / (len(run) - 1) > UNHURRIED:
            return -1
        folded = lookups(text_of(run), us_text_of(run))
        return start if any(code in codes and not code.isalpha() for code in folded) else -1

    def half(self) -> int:
        """0 when the keys are half of one of our codes, at whatever speed; else -1."""
        is_half = len(self.keys) >= _SHORTEST_BURST and read(text_of(self.keys)).kind is Kind.DAMAGED
        return 0 if is_half else -1

    def _back(self, start: int, gap: float) -> int:
        while start > 0 and self.keys[start].at - self.keys[start - 1].at < gap:
            start -= 1
        return start


def text_of(keys: list[Key]) -> str:
    """What the keys typed."""
    return "".join(key.sign for key in keys)


def us_text_of(keys: list[Key]) -> str:
    """What a US layout has on the same keys; empty when the system does not tell of all of them."""
    return "".join(key.us for key in keys) if all(key.us for key in keys) else ""


class KeyScanner(QObject):
    """Install on the application; `scanned` carries the text of each scan as it came, and what a US layout has on the
    same keys (empty when the system does not tell).

    `menu` gives the widget that gets the keys although another has the focus: an open menu or list of choices.
    `platform` is Qt's name of the windowing system, that of the application when it is not given.
    """

    scanned = Signal(str, str)

    def __init__(
        self, parent: QObject | None = None, menu: Callable[[], QObject | None] = lambda: None, platform: str = ""
    ) -> None:
        super().__init__(parent)
        self.known: Container[str] = frozenset()
        """The folded codes of other tools that are on the list."""
        self._menu = menu
        self._platform = platform
        self._silence = QTimer(self, singleShot=True, interval=round(PAUSE * 1000))
        self._silence.timeout.connect(self._fell_silent)
        self._burst = Burst()
        self._now = 0.0
        self._letter_at = 0.0
        self._taken_at = -PAUSE - SUFFIX
        self.pressed = 0
        """How many keys have been pressed: while it grows somebody is at the desk."""

    def last_key_age(self) -> float:
        """Seconds from the last letter to the key that is pressed now: a choice by Enter is believed only when fingers
        could have made it.
        """
        return abs(self._now - self._letter_at)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _WATCHED or not watched.isWidgetType():
            return False
        # An ignored key climbs from the focus widget to its parents; it is one key all the same.
        focus: QObject | None = self._menu() or QGuiApplication.focusObject()
        if watched is not focus and (focus is not None or watched.property("text") is None):
            return False
        if isinstance(event, QInputMethodEvent):
            return self._committed(watched, event.commitString())
        assert isinstance(event, QKeyEvent)  # noqa: S101 - the type was just read
        self.pressed += 1
        if event.type() is QEvent.Type.ShortcutOverride:
            # Accepted, it is no shortcut: the key comes as any other then.
            event.setAccepted(self._is_amid_a_scan(event) or event.isAccepted())
            return event.isAccepted() and self._is_amid_a_scan(event)
        return self._key(watched, event)

    def _is_amid_a_scan(self, event: QKeyEvent) -> bool:
        """Whether this Ctrl or Alt is a control character that a scanner sends between its letters."""
        now = event.timestamp() / 1000 or time.monotonic()
        run = self._burst.keys[-_AMID:]
        fast = len(run) == _AMID and run[-1].at - run[0].at < FINGERS * (_AMID - 1)
        return fast and bool(event.modifiers() & _COMMAND) and abs(now - self._letter_at) < HICCUP

    def _committed(self, watched: QObject, text: str) -> bool:
        # It carries no time of its own: it belongs to the keys before it.
        if len(text) not in {1, 2} or not self._burst.keys:
            return False
        self._burst.keys.append(Key(text, _LIGATURES.get(text, ""), self._letter_at, watched, Content.of(watched)))
        return self._ends_in_a_code()

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        # The system's time of the key, if it tells one: keys that waited for a busy window were not typed at once.
        self._now = event.timestamp() / 1000 or time.monotonic()
        command = bool(event.modifiers() & _COMMAND)
        if (event.key() in _ENDS or event.text() == "\n") and not command:
            return self._end()
        if command and self._is_amid_a_scan(event):
            return True
        # A key that is held down comes fast too, and never from a scanner.
        if command or event.isAutoRepeat():
            return False
        # A dead key types nothing yet, and is a key of the code all the same.
        us = us_sign(event, self._platform)
        if not (event.text() or us) or not event.text().isprintable():
            return False
        return self._letter(watched, event, us)

    def _letter(self, watched: QObject, event: QKeyEvent, us: str) -> bool:
        gap = abs(self._now - self._letter_at)
        if gap > PAUSE:
            self._burst = Burst()
        self._letter_at = self._now
        before = Content.of(watched)
        self._burst.keys.append(Key(event.text(), us, self._now, watched, before))
        if self._ends_in_a_code():
            return True
        if gap < UNHURRIED:
            self._silence.start()
        # A space inside a scan would press the button that has the focus.
        return event.key() == Qt.Key.Key_Space and not before.values and len(self._burst.keys) > 1 and gap < HICCUP

    def _ends_in_a_code(self) -> bool:
        start = self._burst.code()
        if start >= 0:
            self._take(start)
        return start >= 0

    def _fell_silent(self) -> None:
        """A scanner without Enter or Tab has ended, if it was one."""
        start = self._burst.known(self.known) if self._burst.keys else -1
        if start >= 0:
            self._take(start)

    def _end(self) -> bool:
        if not self._burst.keys and abs(self._now - self._taken_at) < SUFFIX:
            return True
        start = self._typed_by_a_scanner() if self._burst.keys else -1
        if start >= 0:
            self._take(start)
            return True
        self._burst = Burst()
        self._silence.stop()
        return False

    def _typed_by_a_scanner(self) -> int:
        """Where the scan begins that this Enter or Tab ends; -1 when fingers may have typed it."""
        gap = abs(self._now - self._letter_at)
        start = self._burst.too_fast_for_fingers() if gap < HICCUP else -1
        if start < 0 and gap < UNHURRIED:
            start = self._burst.known(self.known)
        if start < 0 and gap < PAUSE:
            start = self._burst.half()
        return start

    def _take(self, start: int) -> None:
        burst, self._burst = self._burst, Burst()
        self._taken_at = self._now
        self._silence.stop()
        keys = burst.keys[start:]
        # The focus may have moved while the scanner typed: each widget gets back what it held before its first key.
        for key in {key.widget: key for key in reversed(keys)}.values():
            with suppress(RuntimeError):  # It may have been closed meanwhile.
                key.before.give_back(key.widget)
        self.scanned.emit(text_of(keys), us_text_of(keys))
