"""Controls that take another line when the text is large, the words are long or the window is narrow."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QCheckBox, QRadioButton, QWidget

_NARROWEST = 160
"""Pixels that a tick box or radio button must have."""


def _on_lines(text: str, metrics: QFontMetrics, width: int) -> str:
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and metrics.horizontalAdvance(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return "\n".join(lines)


def _fold(button: QAbstractButton, words: str) -> None:
    metrics = button.fontMetrics()
    text = _on_lines(words, metrics, button.width() - 3 * metrics.height())
    if text != button.text():
        button.setText(text)


class FoldingCheckBox(QCheckBox):
    """A tick box whose words wrap."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self._words = words
        self.setAccessibleName(words)

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        _fold(self, self._words)


class FoldingRadioButton(QRadioButton):
    """A radio button whose words wrap."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self._words = words
        self.setAccessibleName(words)

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        _fold(self, self._words)


class ButtonRow(QWidget):
    """Buttons and the like side by side, or one below the other where they do not fit.

    `spread` shares the width among them; `first_wide` gives what is left to the first.
    """

    def __init__(self, *buttons: QWidget, spread: bool = False, first_wide: bool = False) -> None:
        super().__init__()
        self._buttons = buttons
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(10)
        for button in buttons:
            self._row.addWidget(button, 1 if spread or (first_wide and button is buttons[0]) else 0)
        if not spread and not first_wide:
            self._row.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        shown = (button.minimumSizeHint().width() for button in self._buttons if not button.isHidden())
        widest = max(shown, default=0)
        return QSize(widest, self._row.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:  # One of them has other words, or comes or goes.
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        shown = [button for button in self._buttons if not button.isHidden()]
        needed = sum(button.sizeHint().width() + self._row.spacing() for button in shown) - self._row.spacing()
        beside = QBoxLayout.Direction.LeftToRight
        direction = beside if needed <= self.width() else QBoxLayout.Direction.TopToBottom
        if self._row.direction() is not direction:
            self._row.setDirection(direction)
            self.updateGeometry()
