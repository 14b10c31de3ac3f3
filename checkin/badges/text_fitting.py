"""Text as large as fits in a box: shaped once, in the direction in which it is read. Lengths in painter units."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from itertools import islice

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from checkin import fonts
from checkin.badges.design import Align, Text
from checkin.badges.text_options import ANYWHERE, AT_WORDS, is_right_to_left, option

UNIT = 100
"""Painter units in a millimetre: fine enough that rounding never shows, coarse enough for whole font pixels."""

POINT = 25.4 / 72 * UNIT
_SHAPED_AT = 1000
"""The size at which every text is shaped; without hinting all others are in proportion. Our fonts have as many units in
an em, so that the widths of their letters are whole numbers, which are short in a PDF.
"""

_LEGIBLE = 4 * POINT
_PITCH = 1.2
"""Line pitch in ems. A font's own line height is twice that in some scripts, and would make their names small."""

_BASELINE = 0.94
"""Of an em below the top of its line: it puts all scripts on the same line, whatever their fonts' heights."""

_ROUNDS = 7
"""Halvings in the search for the largest size: to a hundredth of the way from the smallest to the largest."""

_WHOLE_WORDS = 0.7
"""So much of its size a text may lose to have no line begin inside a word: Fernández-Villaverde, 太郎左衛門."""

_REMEMBERED = 1024
_ENDLESS = 1e7
_SIDES = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignRight
_BESIDE = {Qt.AlignmentFlag.AlignLeft: 0.0, Qt.AlignmentFlag.AlignHCenter: 0.5, Qt.AlignmentFlag.AlignRight: 1.0}
"""How much of the room beside a text is on its left."""

_LINE_END = "\u2028"


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text laid out at the size at which it was shaped: painted at `scale` it has `size`, and is `height` high.

    `fits` says whether it has at least the design's smallest size on the lines that the design gives it.
    """

    layout: QTextLayout
    size: float
    height: float
    fits: bool

    @property
    def scale(self) -> float:
        """By how much the layout is scaled when it is painted."""
        return self.size / _SHAPED_AT


class _Remembered(threading.local):
    """What one thread has laid out last: the event's name is the same on every badge. Qt's fonts and layouts belong to
    the thread that made them.
    """

    def __init__(self) -> None:
        self.texts: OrderedDict[tuple[str, Text, float, float], Fitted] = OrderedDict()
        self.fonts: dict[bool, QFont] = {}


_REMEMBER = _Remembered()


def fitted(text: str, box: QRectF, element: Text) -> Fitted:
    """The text laid out as large as fits.

    A text that does not fit at the smallest size goes on shrinking on as many lines as the box holds, and is parted
    inside a word before it gets too small to read: a name is never cut, and the caller can say which became small.
    """
    known, key = _REMEMBER.texts, (text, element, box.width(), box.height())
    found = known.get(key)
    if found is None:
        found = known[key] = _found(text, box.width(), box.height(), element)
        if len(known) > _REMEMBERED:
            known.popitem(last=False)
    else:
        known.move_to_end(key)
    return found


def _found(text: str, width: float, height: float, element: Text) -> Fitted:
    """As large as fits; a little smaller where that spares a line that begins inside a word."""
    found = _Fitting(text, width, height, element).found()
    if found.fits and "\n" not in text and _parts_a_word(found.layout):
        whole = _FittingWords(text, width, height, element).found()
        if whole.fits and whole.size >= _WHOLE_WORDS * found.size:
            return whole
    return found


def _parts_a_word(layout: QTextLayout) -> bool:
    """Whether a line begins elsewhere than after a space."""
    if layout.lineCount() == 1:
        return False
    text = layout.text().encode("utf-16-le")  # as Qt counts
    starts = [layout.lineAt(row).textStart() for row in range(1, layout.lineCount())]
    return any(text[2 * start - 2 : 2 * start].decode("utf-16-le", "replace") != " " for start in starts)


class _Fitting:
    """The search for the largest size at which one text fits."""

    def __init__(self, text: str, width: float, height: float, element: Text) -> None:
        text = text.upper() if element.capitals else text
        self._width, self._height, self._element = width, height, element
        self._layout = fonts.on_paper(text.replace("\n", _LINE_END), _font(bold=element.bold))
        # Otherwise Qt shapes the text anew for each attempt, and each time that it is painted.
        self._layout.setCacheEnabled(True)
        self._right_to_left = not text.isascii() and is_right_to_left(text)
        self._option = option(element.align, right_to_left=self._right_to_left)
        # Most texts stay on one line from left to right: that is put where it belongs, and not laid out once more.
        self._layout.setTextOption(self._option if self._right_to_left else option(Align.START, right_to_left=False))

    def found(self) -> Fitted:
        element = self._element
        largest, smallest = element.points * POINT, min(element.points, element.smallest) * POINT
        lines, wide = self._break(_ENDLESS)
        is_asked = False
        single = min(largest, _SHAPED_AT * self._width / max(wide, 1), self._height / (_PITCH * lines))
        size = single
        if single < largest and element.lines > lines:
            # What more lines can give at best, by their height and by the whole length of the text.
            best = min(
                largest,
                self._height / (_PITCH * (lines + 1)),
                element.lines * _SHAPED_AT * self._width / max(wide, 1),
            )
            if best > single:
                is_asked = True
                size = self._largest(max(single, smallest), best, element.lines) or single
        if size >= smallest:
            if lines == 1 and not is_asked and not self._right_to_left:
                return self._on_one_line(size)
            return self._at(size, fits=lines <= element.lines)
        for anywhere, least in ((False, _LEGIBLE), (True, POINT)):
            self._option = QTextOption(self._option)
            self._option.setWrapMode(ANYWHERE if anywhere else AT_WORDS)
            self._layout.setTextOption(self._option)
            size = self._largest(least, smallest) or 0
            if size:
                return self._at(size, fits=False)
        return self._at(POINT, fits=False)

    def _largest(self, least: float, most: float, lines: int = 999) -> float | None:
        """The largest size between two at which the text fits on so many lines; None when not even the least does."""
        if self._holds(most, lines):
            return most
        if not self._holds(least, lines):
            return None
        for _ in range(_ROUNDS):
            middle = (least + most) / 2
            least, most = (middle, most) if self._holds(middle, lines) else (least, middle)
        return least

    def _holds(self, size: float, lines: int) -> bool:
        count, wide = self._break(self._width * _SHAPED_AT / size)
        return (
            count <= lines
            and wide * size <= (self._width + 1) * _SHAPED_AT
            and count * size * _PITCH <= self._height + 1
        )

    def _break(self, width: float) -> tuple[int, float]:
        """Break the text into lines of this width: how many, and how wide the widest is."""
        layout = self._layout
        layout.beginLayout()
        widest, count = 0.0, 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            widest = max(widest, line.naturalTextWidth())
            count += 1
        layout.endLayout()
        return count, widest

    def _on_one_line(self, size: float) -> Fitted:
        """The one line of a text from left to right as it lies already, put where it is aligned."""
        line = self._layout.lineAt(0)
        room = (self._width + 1) * _SHAPED_AT / size - line.horizontalAdvance()
        share = {Align.START: 0.0, Align.CENTRE: 0.5, Align.END: 1.0}[self._element.align]
        line.setPosition(QPointF(room * share, _BASELINE * _SHAPED_AT - line.ascent()))
        return Fitted(self._layout, size, size * _PITCH, fits=True)

    def _at(self, size: float, *, fits: bool) -> Fitted:
        self._layout.setTextOption(self._option)
        width = (self._width + 1) * _SHAPED_AT / size
        count, _ = self._break(width)
        aside = (width - self._balance(width, count)) * _BESIDE[self._option.alignment() & _SIDES]
        for row in range(count):
            line = self._layout.lineAt(row)
            line.setPosition(QPointF(aside, (row * _PITCH + _BASELINE) * _SHAPED_AT - line.ascent()))
        return Fitted(self._layout, size, count * size * _PITCH, fits)

    def _even(self, width: float, count: int) -> float:
        """How wide lines are at least when there are as many: nearly of the same length, no last short one."""
        narrow, wide = width / 2, width
        for _ in range(_ROUNDS):
            middle = (narrow + wide) / 2
            lines, longest = self._break(middle)
            narrow, wide = (narrow, middle) if lines == count and longest <= middle else (middle, wide)
        return wide

    def _balance(self, width: float, count: int) -> float:
        """Break the text into so many lines of nearly the same length; returns how wide the lines are then."""
        if count > 1:
            # Not `setNumColumns`, which counts letters with their marks where a line's length counts each: lines took
            # more than they should, and Qt fell over the last one that got nothing.
            width = self._even(width, count)
            self._break(width)
        return width


class _FittingWords(_Fitting):
    """The same, with lines that end at spaces only."""

    def __init__(self, text: str, width: float, height: float, element: Text) -> None:
        # Each word on a line of its own, to be measured.
        super().__init__(text.replace(" ", "\n"), width, height, element)
        self._words = self._layout.text().split(_LINE_END)
        self._option = QTextOption(self._option)
        self._option.setWrapMode(QTextOption.WrapMode.NoWrap)
        self._layout.setTextOption(self._option)
        super()._break(_ENDLESS)
        self._widths = [self._layout.lineAt(row).naturalTextWidth() for row in range(len(self._words))]
        self._space = QFontMetricsF(self._layout.font()).horizontalAdvance(" ")

    def _rows(self, width: float) -> list[tuple[int, float]]:
        """For each line the number of its words, and how wide it is."""
        rows: list[tuple[int, float]] = []
        for wide in self._widths:
            if rows and (longer := rows[-1][1] + self._space + wide) <= width:
                rows[-1] = rows[-1][0] + 1, longer
            else:
                rows.append((1, wide))
        return rows

    def _break(self, width: float) -> tuple[int, float]:
        rows = self._rows(width)
        return len(rows), max(wide for _, wide in rows)

    def _on_one_line(self, size: float) -> Fitted:
        return self._at(size, fits=True)

    def _balance(self, width: float, count: int) -> float:
        self._lay_out(self._even(width, count), width)
        return width

    def _lay_out(self, fill: float, width: float) -> None:
        """Lines of at most `fill`, aligned in `width`."""
        words = iter(self._words)
        lines = [" ".join(islice(words, number)) for number, _ in self._rows(fill)]
        self._layout = fonts.on_paper(_LINE_END.join(lines), self._layout.font())
        self._layout.setTextOption(self._option)
        self._layout.beginLayout()
        for _ in lines:
            self._layout.createLine().setLineWidth(width)
        self._layout.endLayout()


def _font(*, bold: bool) -> QFont:
    known = _REMEMBER.fonts
    if bold not in known:
        font = known[bold] = QFont(fonts.font(10, bold=bold))
        font.setPixelSize(_SHAPED_AT)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        # Without this "ff" becomes one sign in the PDF, and a search for "Staff" finds nobody.
        font.setFeature(QFont.Tag.fromString("liga"), 0)
    return known[bold]
