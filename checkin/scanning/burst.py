"""The keys that came one after the other, and where in them a scan begins."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, cast

from PySide6.QtCore import QObject

from checkin.domain.calibration import NOTHING_LEARNED, Learned
from checkin.domain.code import LENGTH, Kind, is_own_code, lookups, read

FINGERS = 0.035
"""Seconds a key: faster than this on average, and no fingers typed it (a world-record typist needs 50 ms)."""

HICCUP = 0.08
"""Seconds that one key of a scanner may be late."""

UNHURRIED = 0.1
"""Seconds a key: as slow as a scanner may be that sends the code of another tool."""

_SHORTEST_BURST = 6


class _Line(Protocol):
    """A line of text to type in, of which a part may be selected."""

    def selectionStart(self) -> int: ...

    def selectionLength(self) -> int: ...

    def setSelection(self, start: int, length: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Content:
    """What a widget held before a key came, so that the key can be taken back: the values of its Qt properties, and
    where what was `selected` in a line begins and how long it is.
    """

    values: tuple[tuple[str, object], ...] = ()
    selected: tuple[int, int] | None = None

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
        selected = None
        if "cursorPosition" in names and widget.property("hasSelectedText"):
            line = cast("_Line", widget)
            selected = (line.selectionStart(), line.selectionLength())
        return cls(tuple((name, widget.property(name)) for name in names), selected)

    def give_back(self, widget: QObject) -> None:
        """Make the widget hold it again."""
        for name, value in self.values:
            widget.setProperty(name, value)
        if self.selected is not None:
            # What is selected is typed over: who goes on typing means that.
            cast("_Line", widget).setSelection(*self.selected)


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
    learned: Learned = NOTHING_LEARNED

    def spread(self, count: int, end: float) -> None:
        """Put the last keys, of which no time was told, evenly between the one before them and a key at `end`."""
        first = len(self.keys) - count
        start = self.keys[max(0, first - 1)].at
        step = (end - start) / (count + 1)
        self.keys[first:] = [replace(key, at=start + step * nth) for nth, key in enumerate(self.keys[first:], 1)]

    def code(self) -> int:
        """Where the keys begin that end in one of our codes, with whatever a scanner put before it; -1 if none do."""
        start, signs = len(self.keys), ""
        while start > 0 and len(signs) < LENGTH:
            start -= 1
            signs = self.keys[start].sign + signs
        if not is_own_code(signs[-LENGTH:].upper()):
            start = max(0, len(self.keys) - LENGTH)
            last = self.keys[start:]
            if not any(is_own_code(text.upper()) for text in (us_text_of(last), self.learned.meant(last))):
                return -1
        gaps = (after.at - key.at for key, after in zip(self.keys[start:], self.keys[start + 1 :], strict=False))
        return self._back(start, max(2 * max(gaps, default=0.0), FINGERS))

    def too_fast_for_fingers(self) -> int:
        """Where the run at the end begins that a scanner must have typed; -1 when fingers may have."""
        return self._run(HICCUP, FINGERS)

    def is_unhurried(self) -> bool:
        """Whether the keys at the end may be those of a scanner, however slow it is."""
        return self._run(UNHURRIED, UNHURRIED) >= 0

    def known(self, codes: Container[str]) -> int:
        """Where the run at the end begins that a scanner may have typed and that is exactly one of these codes.

        A word is none, whatever the list calls a code: typing a name never admits anybody.
        """
        start = self._run(UNHURRIED, UNHURRIED)
        if start < 0:
            return -1
        run = self.keys[start:]
        folded = (*lookups(text_of(run), us_text_of(run)), *lookups(self.learned.meant(run)))
        return start if any(code in codes and not code.isalpha() for code in folded) else -1

    def half(self) -> int:
        """Where half of one of our codes begins that an Enter or Tab ends; -1 when it is none.

        Its letters are enough, at whatever speed. Its keys alone are not where another script stands on them, since a
        name may lie on the same ones: then they are in capitals, as a badge has them, or faster than fingers are.
        """
        is_half = _is_half(text_of(self.keys)) or ((us := us_text_of(self.keys)).isupper() and _is_half(us))
        return 0 if is_half and len(self.keys) >= _SHORTEST_BURST else self.half_by_a_scanner()

    def into_nothing(self) -> int:
        """Where the run at the end begins that a scanner may have typed into widgets that keep nothing of letters, such
        as a button, and that is no word: nobody types a number there. -1 when it is none.
        """
        start = self._run(UNHURRIED, UNHURRIED)
        run = self.keys[start:]
        is_kept = any(key.before.values for key in run)
        return (
            start if start >= 0 and not is_kept and any(key.sign.isdigit() or key.us.isdigit() for key in run) else -1
        )

    def half_by_a_scanner(self) -> int:
        """Where the run at the end begins that is half of one of our codes, faster than fingers copy one; else -1."""
        start = self._run(UNHURRIED, HICCUP)
        run = self.keys[start:]
        texts = (text_of(run), us_text_of(run), self.learned.meant(run))
        return start if start >= 0 and any(map(_is_half, texts)) else -1

    def _run(self, gap: float, each: float) -> int:
        """Where the run at the end begins, no two keys of it further apart than `gap`; -1 when it is too short for a
        scan, or slower than `each` (seconds) a key.
        """
        start = self._back(len(self.keys) - 1, gap)
        run = self.keys[start:]
        is_one = len(run) >= _SHORTEST_BURST and (run[-1].at - run[0].at) / (len(run) - 1) <= each
        return start if is_one else -1

    def _back(self, start: int, gap: float) -> int:
        while start > 0 and self.keys[start].at - self.keys[start - 1].at < gap:
            start -= 1
        return start


def _is_half(text: str) -> bool:
    return bool(text) and read(text).kind is Kind.DAMAGED


def text_of(keys: Sequence[Key]) -> str:
    """What the keys typed."""
    return "".join(key.sign for key in keys)


def us_text_of(keys: Sequence[Key]) -> str:
    """What a US layout has on the same keys; empty when the system does not tell of all of them."""
    return "".join(key.us for key in keys) if all(key.us for key in keys) else ""
