"""What guests see on another screen: have your QR ready, how to register, and the welcome of whoever just came in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from checkin.domain.guest_words import WORDS, GuestWords, words_of
from checkin.domain.links import address
from checkin.domain.session import Event
from checkin.ui.door.verdict_panel import Sign
from checkin.ui.parts.faces import Shape
from checkin.ui.parts.labels import FittedLabel, PlainLabel
from checkin.ui.parts.qr_picture import QrPicture
from checkin.ui.parts.theme import COME_IN, Theme

_TURN_MS = 7000
"""How long one language stands: two lines are read twice."""

_GREETING_MS = 6000
"""How long a welcome stands, if nobody else comes in."""

_SMALLEST = 0.3
"""The share of its size to which the text may shrink before it would be cut."""

_FOLDS = 0.6
"""The share of its size to which a text shrinks before it takes more lines."""

_AS_DRAWN = 720
"""Pixels of height for which the sizes below are meant; everything follows the screen."""


class GuestWindow(QStackedWidget):
    """`guest_window`. It never takes the keys: those belong to the door. `woken` says that a desktop gave them to it
    all the same.
    """

    woken = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("guest_window")
        self.setAccessibleName(self.tr("Window for guests"))
        self.setWindowTitle(self.tr("Welcome"))
        self.setWindowFlags(Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self._words: Sequence[GuestWords] = (WORDS["en"],)
        self._at = 0
        self._title = FittedLabel(18, 12, 2)
        self._ready = FittedLabel(44, 20, 4, bold=True)
        self._register = FittedLabel(24, 14, 3)
        self._link = PlainLabel(wrap=True)
        self._link.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._qr: QWidget = QLabel()
        self._code = QVBoxLayout()
        self._sign = Sign()
        self._sign.show_shape(Shape.TICK)
        self._welcome = FittedLabel(34, 18, 3, bold=True)
        self._name = FittedLabel(60, 24, 3, bold=True)
        self._pages = (self._waiting(), self._greeting())
        for page, _ in self._pages:
            self.addWidget(page)
        self._turn = QTimer(self, interval=_TURN_MS)
        self._turn.timeout.connect(self.turn)
        self._stay = QTimer(self, singleShot=True, interval=_GREETING_MS)
        self._stay.timeout.connect(self.wait)
        self.set_theme(theme)
        self.resize(960, 540)

    def _waiting(self) -> tuple[QWidget, QHBoxLayout]:
        page = QWidget()
        words = QVBoxLayout()
        words.setSpacing(24)
        words.addWidget(self._title)
        words.addStretch(1)
        words.addWidget(self._ready)
        words.addWidget(self._register)
        words.addStretch(1)
        row = QHBoxLayout(page)
        row.setContentsMargins(48, 40, 48, 40)
        row.setSpacing(48)
        row.addLayout(words, 3)
        self._code.addStretch(1)
        self._code.addWidget(self._link)
        self._code.addStretch(1)
        row.addLayout(self._code, 2)
        return page, row

    def _greeting(self) -> tuple[QWidget, QHBoxLayout]:
        page = QWidget()
        page.setObjectName("guest_greeting")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        words = QVBoxLayout()
        words.setSpacing(16)
        words.addStretch(1)
        words.addWidget(self._welcome)
        words.addWidget(self._name)
        words.addStretch(1)
        row = QHBoxLayout(page)
        row.setContentsMargins(64, 40, 64, 40)
        row.setSpacing(56)
        row.addWidget(self._sign)
        row.addLayout(words, 1)
        return page, row

    def set_theme(self, theme: Theme) -> None:
        """Repaint in the light or the dark set; the welcome has the door's own colours."""
        self.setStyleSheet(
            f"#guest_window {{ background: {theme.background}; }} #guest_greeting {{ background: {COME_IN[0]}; }}"
        )
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, QColor(COME_IN[1]))
        for part in (self._sign, self._welcome, self._name):
            part.setPalette(palette)

    def show_event(self, event: Event) -> None:
        """Show what this event says to its guests; in turn where it has several languages."""
        self._words = words_of(event.languages)
        self._title.set_text(event.name)
        self._link.show_text(event.registration_link)
        self._qr.setParent(None)
        self._qr.deleteLater()
        link = address(event.registration_link)
        self._qr = QrPicture(link, self.tr("Registration form: {link}").format(link=link)) if link else QLabel()
        self._qr.setVisible(bool(link))
        self._code.insertWidget(1, self._qr, 8)
        self._at = -1
        self.turn()
        self._turn.start()
        self.wait()

    def turn(self) -> None:
        """Go on to the next language."""
        self._at = (self._at + 1) % len(self._words)
        words = self._words[self._at]
        for label, text in (
            (self._ready, words.ready),
            (self._register, words.register if self._link.text() else ""),
        ):
            label.setLayoutDirection(Qt.LayoutDirection.RightToLeft if words.rtl else Qt.LayoutDirection.LeftToRight)
            label.set_text(text)
        self._fit()

    def greet(self, name: str) -> None:
        """Welcome whoever was just let in, in every language; by name unless it is ""."""
        self._welcome.set_text(" · ".join(dict.fromkeys(words.welcome for words in self._words)))
        self._name.set_text(name)
        self.setCurrentIndex(1)
        self._fit()
        self._stay.start()

    def wait(self) -> None:
        """Go back to what everybody is told."""
        self._stay.stop()
        self._name.set_text("")
        self.setCurrentIndex(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Make the words as large as the screen asks for, or as it holds: none is ever cut."""
        unit = min(self.height() / _AS_DRAWN, self.width() / (_AS_DRAWN * 16 / 9))
        font = self.font()
        font.setPointSizeF(20 * unit)
        self._link.setFont(font)
        side = round(200 * unit)
        self._sign.setFixedSize(side, side)
        self._shrink(((self._title, 20), (self._ready, 52), (self._register, 30)), unit, 0.6 * (self.width() - 144))
        # A page that was not shown knows no width yet, and its labels would ask for the height of another one.
        for page, row in self._pages:
            page.setGeometry(self.rect())
            row.activate()
        self._shrink(((self._welcome, 36), (self._name, 64)), unit, self.width() - side - 184)

    def _shrink(self, sizes: Sequence[tuple[FittedLabel, float]], unit: float, width: float) -> None:
        shrunk = unit
        while shrunk > _SMALLEST * unit:
            for label, points in sizes:
                label.set_points(points * shrunk, points * shrunk * _FOLDS)
            needed = sum(label.heightForWidth(round(width)) for label, _ in sizes if label.text())
            if needed <= self.height() - 140:
                break
            shrunk *= 0.92

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self.woken.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._turn.stop()
        self.wait()
        super().closeEvent(event)
