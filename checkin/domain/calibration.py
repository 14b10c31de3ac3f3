"""The test code of the scanner check: what it holds, and what one scan of it teaches about a scanner and its keyboard.

It is no code of a badge and can admit nobody. It holds every letter, digit and sign that codes are made of, and begins
and ends with the same word: so it is known by its pattern alone, whatever the layout made of its letters, and what
stands before and after it is the scanner's own prefix and suffix.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

_WORD = "CHECKIN"
TEXT = f"{_WORD}-ABDFGJLMOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_/:.#-{_WORD}"
"""What the test code says."""

LONGEST_AFFIX = 16
"""Signs of a prefix or suffix: longer ones are no setting of a scanner."""


class Signed(Protocol):
    """A key as it came: its text, and what a US layout has on it (empty when the system does not tell)."""

    @property
    def sign(self) -> str: ...

    @property
    def us(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Stroke:
    """One key of a scanner: `at` in seconds; `name` of a key that writes nothing ("Enter", "Ctrl+D")."""

    sign: str
    us: str = ""
    at: float = 0.0
    name: str = ""


def _text(strokes: Sequence[Signed]) -> str:
    return "".join(stroke.sign for stroke in strokes)


@dataclass(frozen=True, slots=True)
class Learned:
    """What one scan of the test code taught: the letter that is meant by a key (by its sign on a US layout) or by a
    text; empty where the text or the keys are right already. The scanner's prefix and suffix are texts as they came.
    """

    by_key: Mapping[str, str] = field(default_factory=dict)
    by_text: Mapping[str, str] = field(default_factory=dict)
    prefix: str = ""
    suffix: str = ""

    def meant(self, strokes: Sequence[Signed]) -> str:
        """What these keys mean, without the scanner's prefix and suffix; empty when nothing was learned for them."""
        text = _text(strokes)
        if self.prefix and text.startswith(self.prefix):
            strokes = strokes[len(self.prefix) :]
        if self.suffix and text.endswith(self.suffix):
            strokes = strokes[: len(strokes) - len(self.suffix)]
        if self.by_key:
            known = all(stroke.us for stroke in strokes)
            return "".join(self.by_key.get(stroke.us, stroke.us) for stroke in strokes) if known else ""
        if self.by_text:
            return "".join(self.by_text.get(stroke.sign, stroke.sign) for stroke in strokes)
        return _text(strokes) if self.prefix or self.suffix else ""


NOTHING_LEARNED = Learned()


@dataclass(frozen=True, slots=True)
class Lesson:
    """The test code found among keys: where it begins, whether its text and its keys are right as they are, and what
    each text and key stands for (None where that cannot be told apart).
    """

    start: int
    texts: Mapping[str, str] | None
    keys: Mapping[str, str] | None

    @property
    def text_is_right(self) -> bool:
        return _is_right(self.texts)

    @property
    def keys_are_right(self) -> bool:
        return _is_right(self.keys)


def _is_right(meant: Mapping[str, str] | None) -> bool:
    return meant is not None and all(sign.casefold() == came.casefold() for came, sign in meant.items())


def find(strokes: Sequence[Signed]) -> Lesson | None:
    """The test code among these keys, known by its pattern; None when it is not there whole."""
    for start in range(len(strokes) - len(TEXT) + 1):
        part = strokes[start : start + len(TEXT)]
        texts, keys = _meant([stroke.sign for stroke in part]), _meant([stroke.us for stroke in part])
        if texts is not None or keys is not None:
            return Lesson(start, texts, keys)
    return None


def _meant(came: Sequence[str]) -> dict[str, str] | None:
    """What stands for which sign, if each always stands for the same one; case does not count."""
    meant: dict[str, str] = {}
    back: dict[str, str] = {}
    for sign, token in zip(TEXT, came, strict=True):
        if not token or meant.setdefault(token, sign).casefold() != sign.casefold():
            return None
        if back.setdefault(sign, token).casefold() != token.casefold():
            return None
    return meant


def learn(strokes: Sequence[Signed], lesson: Lesson) -> Learned:
    """What to remember of a lesson found in these keys."""
    prefix = _text(strokes[: lesson.start])[-LONGEST_AFFIX:]
    suffix = _text(strokes[lesson.start + len(TEXT) :])[:LONGEST_AFFIX]
    right = lesson.text_is_right or lesson.keys_are_right
    return Learned(
        by_key={} if right or lesson.keys is None else _different(lesson.keys),
        by_text={} if right or lesson.keys is not None or lesson.texts is None else _different(lesson.texts),
        prefix=prefix,
        suffix=suffix,
    )


def _different(meant: Mapping[str, str]) -> dict[str, str]:
    return {came: sign for came, sign in meant.items() if came != sign}


def is_test_code(text: str) -> bool:
    """Whether a text holds the test code, also where a layout has changed each of its letters to another one."""
    return find([Stroke(sign) for sign in text]) is not None
