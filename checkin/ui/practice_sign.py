"""What tells practice from the real door: a violet frame around the whole window, and a line in words above it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from checkin.domain.session import Session
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.theme import Theme

_SIDE = 8
"""Pixels of the frame: no wider than the margins of what it is laid over."""

_LINES_WITH_HEAD = 24
"""Lines of text that the window must be high to show its ordinary head too."""


class _Around(QWidget):
    """The frame, laid over the edges of the window; it takes no room and no mouse."""

    def __init__(self, around: QWidget) -> None:
        super().__init__(around)
        self.colour = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        pen = QPen(QColor(self.colour), _SIDE)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawRect(self.rect().adjusted(_SIDE // 2, _SIDE // 2, -_SIDE // 2, -_SIDE // 2))
        painter.end()


class PracticeSign(PlainLabel):
    """`practice_sign`: the line in words; in a low window it stands in place of the `head`. It lays the frame over
    `around`.
    """

    def __init__(self, around: QWidget, head: QWidget, theme: Theme) -> None:
        super().__init__(look="practice", wrap=True)
        self.setObjectName("practice_sign")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._head = head
        self._around, self._frame = around, _Around(around)
        self.title = ""
        self.set_theme(theme)
        around.installEventFilter(self)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Paint the frame in the light or the dark set."""
        self._frame.colour = theme.practice
        self._frame.update()

    def show_for(self, session: Session) -> None:
        """Show the sign while this is the session of practice, and nothing else."""
        self.title = self.tr("PRACTICE") if session.is_practice else ""
        said = self.tr("PRACTICE · the guests are invented, nobody is really checked in · F12 back to the real door")
        self.show_text(said if session.is_practice else "")
        self._frame.setVisible(session.is_practice)
        self._fit()

    def _fit(self) -> None:
        around = self._around
        self._frame.setGeometry(QRect(0, 0, around.width(), around.height()))
        self._frame.raise_()
        is_low = around.height() < _LINES_WITH_HEAD * self._head.fontMetrics().height()
        self._head.setVisible(not (self.title and is_low))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.title:
            self._fit()
        return super().eventFilter(watched, event)
