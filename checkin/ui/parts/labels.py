"""Labels that show text as text: a name with markup in it is a name, never markup."""

from __future__ import annotations

import html
import re

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

_LONG_WORD = re.compile(r"\S{25,}")
_INSIDE = re.compile("(?<=[!-~])(?=[!-~])")


def _breakable(word: re.Match[str]) -> str:
    """A path or a name without spaces would make its whole page wider than the window: it may be broken anywhere."""
    return _INSIDE.sub("\u200b", word[0])


def plain_tooltip(text: str) -> str:
    """The tooltip that shows this text as it is: Qt reads as markup what looks like it, and only as a whole."""
    return f"<span>{html.escape(text)}</span>" if text else ""


class PlainLabel(QLabel):
    """A label whose text is never read as markup. `look` names its style in the style sheet."""

    def __init__(self, text: str = "", *, look: str = "", wrap: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._text = ""
        self.setWordWrap(wrap)
        if look:
            self.setProperty("look", look)
        self.setText(text)

    def setText(self, text: str) -> None:
        self._text = text
        # What can be copied is left as it is.
        breaks = self.wordWrap() and not self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
        super().setText(_LONG_WORD.sub(_breakable, text) if breaks else text)

    def text(self) -> str:
        return self._text

    def show_text(self, text: str) -> None:
        """Set the text, and hide the label while there is none."""
        self.setText(text)
        self.setVisible(bool(text))


class ElidedLabel(PlainLabel):
    """A line that gives way to its neighbours: what does not fit is shown as "…", and whole in the tooltip."""

    def __init__(self, *, look: str = "") -> None:
        self._whole = ""
        super().__init__(look=look)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_whole(self, text: str) -> None:
        """Show another line."""
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        self.setToolTip("" if shown == self._whole else plain_tooltip(self._whole))


class FittedLabel(QWidget):
    """Large text for reading from a metre away: wraps to `lines`, then shrinks, and is never cut."""

    def __init__(self, points: float, smallest: float, lines: int, *, bold: bool = False) -> None:
        super().__init__()
        self._text = ""
        self._points, self._smallest, self._lines, self._bold = points, smallest, lines, bold
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def text(self) -> str:
        """The text as it was set."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text; an empty one takes no room."""
        self._text = text
        self.setVisible(bool(text))
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def set_points(self, points: float, smallest: float) -> None:
        """Change the size range (pt)."""
        self._points, self._smallest = points, smallest
        self.updateGeometry()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The layout keeps the height that it was told for another width, and would cut a line off.
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout, pitch = self._fitted(width)
        return round(layout.lineCount() * pitch + pitch * 0.15)

    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(max(400, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(max(120, self.width())))

    def _laid_out(self, points: float, width: float) -> tuple[QTextLayout, float]:
        font = QFont(self.font())
        font.setPointSizeF(points)
        font.setBold(self._bold)
        pitch = QFontMetricsF(font).ascent() * 1.28
        layout = QTextLayout(self._text.replace("\n", "\u2028"), font, self)
        # A Latin name in a window that runs from right to left stands at the right too, beside the sign.
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
        layout.endLayout()
        return layout, pitch

    def _fitted(self, width: float) -> tuple[QTextLayout, float]:
        points = self._points
        while True:
            layout, pitch = self._laid_out(points, width)
            if layout.lineCount() <= self._lines or points <= self._smallest:
                return layout, pitch
            points = max(self._smallest, points * 0.93)

    def paintEvent(self, _event: QPaintEvent) -> None:
        layout, pitch = self._fitted(self.width())
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        for row in range(layout.lineCount()):
            line = layout.lineAt(row)
            # The baseline follows the Latin face: a script with tall metrics must not push the lines apart.
            line.setPosition(QPointF(0, row * pitch + pitch * 0.82 - line.ascent()))
        layout.draw(painter, QPointF(0, 0))
        painter.end()
