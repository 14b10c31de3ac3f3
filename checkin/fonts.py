"""The fonts that ship with the application: a name looks the same at every desk and on every badge."""

import re
import unicodedata
from functools import cache

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QFont, QFontDatabase, QPaintDevice, QTextCharFormat, QTextLayout, QTextOption

from checkin.shipped import path

_EMOJI = "Noto Emoji"

# As Qt reports them, in the order it tries them. Droid and Rare have rare ideographs. Last comes what has digits of its
# own, as wide as its pictures, which no other text may get.
FAMILIES: tuple[str, ...] = (
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Armenian",
    "Noto Sans Bengali",
    "Noto Sans Devanagari",
    "Noto Sans Ethiopic",
    "Noto Sans Georgian",
    "Noto Sans Gujarati",
    "Noto Sans Gurmukhi",
    "Noto Sans Hebrew",
    "Noto Sans Kannada",
    "Noto Sans Khmer",
    "Noto Sans Lao",
    "Noto Sans Malayalam",
    "Noto Sans Myanmar",
    "Noto Sans Oriya",
    "Noto Sans Sinhala",
    "Noto Sans Tamil",
    "Noto Sans Telugu",
    "Noto Sans Thai",
    "WenQuanYi Micro Hei",
    "Droid Sans Fallback",
    "Noto Sans CJK JP Rare",
    _EMOJI,
)

ON_PAPER = QTextOption.Flag.DisableEmojiParsing
"""Emoji in the outlines that we ship, on every machine: otherwise Qt prefers coloured pictures of the system's own,
which blur on paper and are half a megabyte in a PDF. Needed in the option of each text that is printed.
"""

HIGHEST = 4
"""Marks above and below one letter: more than any name in any script has. A tower of them would lie on other badges."""

_SEQUENCE = re.compile(
    "[0-9#*]\ufe0f?\u20e3|[\u00a9\u00ae\u2000-\u3299\U0001f000-\U0001faff]"
    "(?:\ufe0f|[\U0001f3fb-\U0001f3ff]|\u200d[\u2000-\u3299\U0001f000-\U0001faff])+"
)
"""Signs that are one emoji together (UTS #51). Qt would look for each in the first family that has it, and a digit on a
key or a shrugging man came out as two.
"""


@cache
def load() -> None:
    """Add the shipped fonts to Qt, once. Needs a QGuiApplication; takes 4 ms beyond Qt's own first look at fonts."""
    # Qt notes each font that lacks a script before it tries the next: dozens of lines for one name in Khmer.
    QLoggingCategory.setFilterRules("qt.text.font.db=false\nqt.multimedia.*=false")
    for file in sorted(path("fonts").glob("*.[ot]t[cf]")):
        QFontDatabase.addApplicationFont(str(file))


def font(points: float, *, bold: bool = False) -> QFont:
    """Return a font that has every script we ship; for others, Qt goes on to the system's own fonts.

    The system's families are not named here: naming one that a system lacks makes Qt search all fonts for its likes.
    On a screen the system's coloured emoji go before ours.
    May be asked for on any thread, once the window's has called `load`.
    """
    load()
    # `QFont()` would share the application's own font, whose inner state the window's thread changes as it paints while
    # a worker copies it.
    result = QFont(FAMILIES)
    result.setPointSizeF(points)
    result.setBold(bold)
    return result


def on_paper(text: str, font: QFont, device: QPaintDevice | None = None) -> QTextLayout:
    """A text to be printed in one of our fonts, without towers of marks; the option that it gets needs the flag
    `ON_PAPER`.
    """
    text = without_towers(text)
    layout = QTextLayout(text, font) if device is None else QTextLayout(text, font, device)
    if not text.isascii() and (together := [_one_emoji(text, found) for found in _SEQUENCE.finditer(text)]):
        layout.setFormats(together)
    return layout


def _one_emoji(text: str, found: re.Match[str]) -> QTextLayout.FormatRange:
    emoji = QTextLayout.FormatRange()
    before, inside = text[: found.start()], found.group()
    emoji.start, emoji.length = (len(part.encode("utf-16-le")) // 2 for part in (before, inside))  # as Qt counts
    emoji.format = QTextCharFormat()
    emoji.format.setFontFamilies([_EMOJI])
    return emoji


def without_towers(text: str) -> str:
    """The text without the marks that are too many on their letter."""
    if text.isascii():
        return text
    kept, marks = [], 0
    for sign in text:
        category = unicodedata.category(sign)
        if category in {"Mn", "Me"}:
            marks += 1
        elif not category.startswith("C"):  # What joins signs, and what is not seen, is no letter.
            marks = 0
        if marks <= HIGHEST:
            kept.append(sign)
    return "".join(kept)
