"""The fonts that ship with the application: a name looks the same at every desk and on every badge."""

from functools import cache

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QFont, QFontDatabase

from checkin.shipped import path

# As Qt reports them, in the order it tries them. Droid comes last: it has rare ideographs, but hardly any Hangul.
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
)


@cache
def load() -> None:
    """Add the shipped fonts to Qt, once. Needs a QGuiApplication; takes 4 ms beyond Qt's own first look at fonts."""
    # Qt notes each font that lacks a script before it tries the next: dozens of lines for one name in Khmer.
    QLoggingCategory.setFilterRules("qt.text.font.db=false\nqt.multimedia.*=false")
    for file in sorted(path("fonts").glob("*.tt[cf]")):
        QFontDatabase.addApplicationFont(str(file))


def font(points: float, *, bold: bool = False) -> QFont:
    """Return a font that has every script we ship; for others and for emoji, Qt goes on to the system's own fonts.

    The system's families are not named here: naming one that a system lacks makes Qt search all fonts for its likes.
    May be asked for on any thread, once the window's has called `load`.
    """
    load()
    # `QFont()` would share the application's own font, whose inner state the window's thread changes as it paints while
    # a worker copies it.
    result = QFont(FAMILIES)
    result.setPointSizeF(points)
    result.setBold(bold)
    return result
