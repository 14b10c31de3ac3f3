"""What is the matter with a scanner, told from the keys of one scan: the facts, one finding, and the layout's name."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from statistics import median

from checkin.domain.calibration import NOTHING_LEARNED, TEXT, Learned, Lesson, Stroke, find, learn
from checkin.domain.code import Kind, read

_BY_HAND = 0.1
"""Seconds a key: slower than any scanner that is set right."""

_PART = 10
"""Signs in the order of the test code from which on it is a part of it, and no other text."""


class Finding(Enum):
    """The one thing to say about a scan; `ui.scanners.doctor_wording` has the sentence and the remedy of each."""

    WELL = "well"
    KEYS_TELL = "keys_tell"
    LEARNED = "learned"
    LOST = "lost"
    UNCLEAR = "unclear"
    BADGE = "badge"
    HALF = "half"
    BY_HAND = "by_hand"
    OTHER = "other"


class Layout(Enum):
    """A keyboard layout, or a family of layouts that cannot be told apart by the signs of codes."""

    US = "us"
    GERMAN = "german"
    FRENCH = "french"
    CZECH = "czech"
    HUNGARIAN = "hungarian"
    LITHUANIAN = "lithuanian"
    TURKISH_Q = "turkish_q"
    TURKISH_F = "turkish_f"
    DVORAK = "dvorak"
    LATIN = "latin"
    CYRILLIC = "cyrillic"
    GREEK = "greek"
    ARABIC = "arabic"
    HEBREW = "hebrew"
    THAI = "thai"
    DEVANAGARI = "devanagari"
    GEORGIAN = "georgian"
    ARMENIAN = "armenian"
    UNKNOWN = "unknown"


# What tells each layout of Latin letters, the surest first: key of a US layout → sign.
_LATIN: tuple[tuple[Layout, Mapping[str, str]], ...] = (
    (Layout.DVORAK, {"s": "o", "d": "e"}),
    (Layout.TURKISH_F, {"q": "f", "w": "g"}),
    (Layout.FRENCH, {"q": "a", "a": "q"}),
    (Layout.CZECH, {"1": "+", "2": "ě"}),
    (Layout.LITHUANIAN, {"1": "ą", "2": "č"}),
    (Layout.HUNGARIAN, {"y": "z", "0": "ö"}),
    (Layout.GERMAN, {"y": "z", "z": "y"}),
    (Layout.TURKISH_Q, {"i": "ı"}),
    (Layout.US, {"q": "q", "z": "z", "-": "-", "_": "_", "/": "/", ":": ":", "#": "#"}),
    (Layout.LATIN, {"q": "q", "a": "a"}),
)


@dataclass(frozen=True, slots=True)
class Examination:
    """One scan, examined: its text, what a US layout has on its keys, how many keys came, the keys that ended it, the
    scanner's prefix and suffix, seconds from key to key (middle and longest; None for one key or a scan that came
    whole), whether upper and lower case are exchanged, and what was learned from it.
    """

    finding: Finding
    text: str
    us: str
    count: int
    ends: tuple[str, ...] = ()
    gap: float | None = None
    longest: float | None = None
    layout: Layout = Layout.UNKNOWN
    caps: bool = False
    learned: Learned = NOTHING_LEARNED

    @property
    def teaches(self) -> bool:
        """Whether the test code was read: what was learned before is replaced then."""
        return self.finding in {Finding.WELL, Finding.KEYS_TELL, Finding.LEARNED}


def examine(strokes: Sequence[Stroke]) -> Examination:
    """Examine the keys of one scan, at least one of which writes something."""
    body = [stroke for stroke in strokes if not stroke.name]
    text = "".join(stroke.sign for stroke in body)
    us = "".join(stroke.us for stroke in body) if all(stroke.us for stroke in body) else ""
    gaps = [after.at - stroke.at for stroke, after in pairwise(strokes)]
    timed = bool(gaps) and strokes[0].at > 0
    lesson = find(body)
    finding = _taught(lesson) if lesson else _finding(text, us, len(strokes), median(gaps) if timed else 0.0)
    came = text[lesson.start : lesson.start + len(TEXT)] if lesson else ""
    return Examination(
        finding,
        text,
        us,
        len(strokes),
        tuple(stroke.name for stroke in strokes if stroke.name),
        median(gaps) if timed else None,
        max(gaps) if timed else None,
        layout_of(_pairs(body, lesson)),
        caps=came not in {"", TEXT} and came == TEXT.swapcase(),
        learned=learn(body, lesson) if lesson else NOTHING_LEARNED,
    )


def _taught(lesson: Lesson) -> Finding:
    if lesson.text_is_right:
        return Finding.WELL
    return Finding.KEYS_TELL if lesson.keys_are_right else Finding.LEARNED


def _finding(text: str, us: str, count: int, gap: float) -> Finding:
    kind = read(text, us).kind
    if kind is Kind.OWN:
        return Finding.BADGE
    # A dead key is a key that came, although it wrote nothing.
    if count >= len(TEXT):
        return Finding.UNCLEAR
    if any(_is_part(one) for one in (text, us)) or (count > len(TEXT) // 2 and gap < _BY_HAND):
        return Finding.LOST
    if gap > _BY_HAND:
        return Finding.BY_HAND
    return Finding.HALF if kind is Kind.DAMAGED else Finding.OTHER


def _is_part(text: str) -> bool:
    """Whether these are signs of the test code in its order, with some of them lost."""
    rest = iter(TEXT.casefold())
    return _PART <= len(text) < len(TEXT) and all(sign in rest for sign in text.casefold())


def _pairs(body: Sequence[Stroke], lesson: Lesson | None) -> dict[str, str]:
    """What is on each key of a US layout: on the laptop's, or on the scanner's where only that one is another."""
    if lesson is not None and lesson.keys is not None and not lesson.keys_are_right:
        return dict(lesson.keys)
    if lesson is not None and lesson.keys is None and lesson.texts is not None:
        return {sign: came for came, sign in lesson.texts.items()}
    return {stroke.us: stroke.sign for stroke in body if stroke.us}


def layout_of(pairs: Mapping[str, str]) -> Layout:
    """The layout that has these signs on these keys of a US layout."""
    signs = {key.casefold(): sign.casefold() for key, sign in pairs.items() if sign}
    letters = [signs[key] for key in "asdfgjkluvw" if key in signs]
    scripts = Counter(unicodedata.name(sign[0], "").split(" ")[0].casefold() for sign in letters)
    script = scripts.most_common(1)[0][0] if scripts else ""
    if script in {layout.value for layout in Layout} - {"latin"}:
        return Layout(script)
    for layout, marks in _LATIN:
        if all(signs.get(key) == sign for key, sign in marks.items()):
            return layout
    return Layout.UNKNOWN
