"""A scanner that types: codes are recognised by their content, wherever the focus is, and taken out of the keys.

The filter sits on the application. It watches the last keys; once they end in a valid code, the code is a scan, the
widget that had the focus gets its content back, and the Enter or Tab that many scanners add is swallowed. The code is
looked for in the text and in the keys themselves (`positions`): a layout of another script changes the text only. A run
of keys that is too fast for fingers and ends in Enter or Tab is a scan too, whatever it holds: another tool's code, or
half of ours. So is a slower one, or one without an end, that is exactly a code on the list or half of one of ours. What
fingers typed just before it stays typed.

While somebody listens (the scanner check), every key but Esc and the function keys goes there, and nothing is a scan.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from contextlib import suppress

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent

from checkin.domain.calibration import NOTHING_LEARNED, Learned, Stroke
from checkin.domain.code import is_own_code, lookups
from checkin.scanning.burst import FINGERS, HICCUP, UNHURRIED, Burst, Content, Key, text_of, us_text_of
from checkin.scanning.listening import COMMAND, ENDS, LIGATURES, is_heard, key_time, stroke_of
from checkin.scanning.positions import us_sign

PAUSE = 0.25
"""Seconds without a key after which a new burst begins; slow wireless scanners send a letter each 60 ms."""

SUFFIX = 0.3
"""Seconds within which an Enter or Tab after a code still belongs to the scanner."""

_ONCE_MORE_MS = 40
"""Until the silence is believed: keys that waited for a busy window come first."""

_OF_FINGERS = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
"""What goes through a list: no scanner types it among what it reads."""

_AMID = 3
"""Letters at a scanner's speed after which a control character is the scanner's too."""

_WATCHED = {QEvent.Type.KeyPress, QEvent.Type.InputMethod, QEvent.Type.ShortcutOverride}


class KeyScanner(QObject):
    """Install on the application; `scanned` carries the text of each scan as it came, and what a US layout has on the
    same keys (empty when the system does not tell).

    `menu` gives the widget that gets the keys although another has the focus: an open menu or list of choices.
    `behind` gives the field to which a list of suggestions hands its keys, any other widget itself. `platform` is Qt's
    name of the windowing system, that of the application when it is not given.
    """

    scanned = Signal(str, str)

    def __init__(
        self,
        parent: QObject | None = None,
        menu: Callable[[], QObject | None] = lambda: None,
        platform: str = "",
        behind: Callable[[QObject], QObject] = lambda widget: widget,
    ) -> None:
        super().__init__(parent)
        self.known: Container[str] = frozenset()
        """The folded codes of other tools that are on the list."""
        self.learned: Learned = NOTHING_LEARNED
        """What the test code has taught of this laptop's scanner."""
        self.listener: Callable[[Stroke], None] | None = None
        """Who gets every key now, so that nothing is a scan and no letter lands anywhere."""
        self.last_scan: tuple[Stroke, ...] = ()
        """The keys of the scan that came last."""
        self._menu, self._behind = menu, behind
        self._platform = platform
        self._silence = QTimer(self, singleShot=True)
        self._silence.timeout.connect(self._fell_silent)
        self._burst = Burst()
        self._tail = ""
        self._now = 0.0
        self._letter_at = 0.0
        self._was_silent = self._may_be_its_end = False
        self._taken_at = -PAUSE - SUFFIX
        self._untimed = 0
        self.pressed = 0
        """How many keys have been pressed: while it grows somebody is at the desk."""

    def last_key_age(self) -> float:
        """Seconds from the last letter to the key that is pressed now, 0 where that ends letters in the time of a slow
        scanner: a choice by Enter is believed only when it must be fingers that made it.
        """
        return 0.0 if self._may_be_its_end else abs(self._now - self._letter_at)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _WATCHED or not watched.isWidgetType():
            return False
        if self.listener is not None:
            return self._heard(self.listener, watched, event)
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

    def _heard(self, listener: Callable[[Stroke], None], watched: QObject, event: QEvent) -> bool:
        if not is_heard(watched, event):
            return False
        self._burst, self._tail = Burst(), ""
        stroke = stroke_of(event, self._platform)
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
        elif stroke is not None:
            listener(stroke)
        return True

    def _is_amid_a_scan(self, event: QKeyEvent) -> bool:
        """Whether this Ctrl or Alt is a control character that a scanner sends between its letters."""
        now = key_time(event)
        run = self._burst.keys[-_AMID:]
        fast = len(run) == _AMID and run[-1].at - run[0].at < FINGERS * (_AMID - 1)
        return fast and bool(event.modifiers() & COMMAND) and abs(now - self._letter_at) < HICCUP

    def _committed(self, watched: QObject, text: str) -> bool:
        # It carries no time of its own: it belongs to the keys before it.
        if len(text) not in {1, 2} or not self._burst.keys:
            return False
        self._burst.keys.append(Key(text, LIGATURES.get(text, ""), self._letter_at, watched, Content.of(watched)))
        self._untimed += 1
        return self._ends_in_a_code()

    def _time_commits(self) -> None:
        """What an input method wrote since the last letter came in between: else the pause of a slow scanner is twice
        as long, and its code falls apart.
        """
        untimed, self._untimed = self._untimed, 0
        if untimed and self._burst.keys:
            self._burst.spread(untimed, self._now)
            self._letter_at = self._burst.keys[-1].at

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        # The system's time of the key, if it tells one: keys that waited for a busy window were not typed at once.
        self._now = key_time(event)
        self._time_commits()
        command = bool(event.modifiers() & COMMAND)
        if (event.key() in ENDS or event.text() == "\n") and not command:
            return self._end()
        if command and self._is_amid_a_scan(event):
            # Some scanners end with EOT.
            return event.key() != Qt.Key.Key_D or self._end() or True
        if event.key() in _OF_FINGERS:
            # An Enter after it chooses, however soon after the letters.
            self._burst = Burst(learned=self.learned)
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
            self._burst = Burst(learned=self.learned)
        if self._is_of_the_tail(event.text()):
            return True
        self._letter_at = self._now
        self._was_silent = self._may_be_its_end = False
        field = self._behind(watched)
        before = Content.of(field)
        self._burst.keys.append(Key(event.text(), us, self._now, field, before))
        if self._ends_in_a_code():
            return True
        if gap < UNHURRIED:
            self._silence.start(round(PAUSE * 1000))
        # A space inside a scan would press the button that has the focus.
        return event.key() == Qt.Key.Key_Space and not before.values and len(self._burst.keys) > 1 and gap < HICCUP

    def _is_of_the_tail(self, text: str) -> bool:
        """Whether this is of the suffix that the scanner puts after each code, as the test code has taught."""
        late = abs(self._now - self._taken_at) >= SUFFIX
        if late or not text or not self._tail.startswith(text):
            self._tail = ""
            return False
        self._tail, self._taken_at = self._tail[len(text) :], self._now
        return True

    def _ends_in_a_code(self) -> bool:
        start = self._burst.code()
        if start >= 0:
            self._take(start)
        return start >= 0

    def _fell_silent(self) -> None:
        """A scanner without Enter or Tab has ended, if it was one."""
        start = self._burst.known(self.known)
        half = self._burst.half_by_a_scanner() if start < 0 else -1
        if start >= 0 or (half >= 0 and self._was_silent):
            self._take(max(start, half))
        elif half >= 0:
            self._was_silent = True
            self._silence.start(_ONCE_MORE_MS)

    def _end(self) -> bool:
        if not self._burst.keys and abs(self._now - self._taken_at) < SUFFIX:
            return True
        goes_on = self._may_be_its_end or self._burst.is_unhurried()
        self._may_be_its_end = goes_on and abs(self._now - self._letter_at) < PAUSE
        start = self._typed_by_a_scanner() if self._burst.keys else -1
        if start >= 0:
            self._take(start)
            return True
        self._burst = Burst(learned=self.learned)
        self._silence.stop()
        return False

    def _typed_by_a_scanner(self) -> int:
        """Where the scan begins that this Enter or Tab ends; -1 when fingers may have typed it."""
        gap = abs(self._now - self._letter_at)
        start = self._burst.too_fast_for_fingers() if gap < HICCUP else -1
        if start < 0 and gap < UNHURRIED:
            start = self._burst.known(self.known)
        if start < 0 and gap < PAUSE:
            start = max(self._burst.half(), self._burst.into_nothing())
        return start

    def _take(self, start: int) -> None:
        burst, self._burst = self._burst, Burst(learned=self.learned)
        self._taken_at = self._now
        self._silence.stop()
        keys = burst.keys[start:]
        # The focus may have moved while the scanner typed: each widget gets back what it held before its first key.
        for key in {key.widget: key for key in reversed(keys)}.values():
            with suppress(RuntimeError):  # It may have been closed meanwhile.
                key.before.give_back(key.widget)
        text = text_of(keys)
        self.last_scan = tuple(Stroke(key.sign, key.us, key.at) for key in keys)
        self._tail = "" if self.learned.suffix and text.endswith(self.learned.suffix) else self.learned.suffix
        self.scanned.emit(text, self._by_keys(keys))

    def _by_keys(self, keys: Sequence[Key]) -> str:
        """What the keys say beside their text: by what was learned of the scanner if that is a code, else by a US
        layout.
        """
        us, meant = us_text_of(keys), self.learned.meant(keys)
        is_code = is_own_code(meant.upper()) or any(code in self.known for code in lookups(meant))
        return meant if is_code or not us else us
