"""The scanner check (F9): shows what a scanner sends, says what is the matter, and learns its layout from one scan."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFileDialog,
    QFrame,
    QGridLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from checkin.domain.calibration import NOTHING_LEARNED, TEXT, Learned, Stroke
from checkin.domain.errors import DeskError
from checkin.scanning.examination import Examination, examine
from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.folding import ButtonRow
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.qr_picture import QrPicture
from checkin.ui.parts.scrolling import scrolled_column
from checkin.ui.parts.wording import sentence
from checkin.ui.scanners.doctor_sheet import write_pdf
from checkin.ui.scanners.doctor_wording import Advice, advice, facts, waiting
from checkin.ui.scanners.scanner_wording import camera_line, port_line

_SILENCE_MS = 350
"""After the last key: what came is examined then. Slower than the slowest scanner's next letter."""

_ANEW = 1.5
"""Seconds without a key after which the next one begins another scan."""

_MOST = 4000
"""Keys of one scan that are kept: no code is longer."""

_WIDE = 60
"""Letters of text that the page must be wide to have the code beside the facts."""

_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class DoctorPage(QWidget):
    """`page_scanner`. While it is seen, `listening` is on and every key comes to `heard`; nobody can be checked in.

    `learned` carries what a scan of the test code has taught. Esc and the function keys are for fingers.
    """

    listening = Signal(bool)
    learned = Signal(object)
    closed = Signal()
    next_port = Signal()
    next_camera = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page_scanner")
        self.setAccessibleName(self.tr("Scanner check"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._strokes: list[Stroke] = []
        self.has_choices = False
        self._silence = QTimer(self, singleShot=True, interval=_SILENCE_MS)
        self._silence.timeout.connect(self._examine)
        self.code = QrPicture(TEXT, self.tr("The test code, to be scanned"))
        self.code.setObjectName("scanner_code")
        self.said = PlainLabel(look="title", wrap=True)
        self.said.setObjectName("scanner_said")
        self.remedy = PlainLabel(wrap=True)
        self.remedy.setObjectName("scanner_remedy")
        self._done = PlainLabel(look="good", wrap=True)
        self._done.setObjectName("scanner_done")
        self._problem = PlainLabel(look="problem", wrap=True)
        self._facts = QGridLayout()
        self._values: list[PlainLabel] = []
        self._lay_out()
        self._say(waiting())

    def _lay_out(self) -> None:
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(24)
        self._row.addWidget(self._code_card(), 2)
        self._row.addWidget(self._finding_card(), 3)
        column = scrolled_column(self)
        column.setContentsMargins(24, 12, 24, 20)
        column.setSpacing(12)
        column.addWidget(PlainLabel(self.tr("Scanner check"), look="title", wrap=True))
        column.addWidget(
            PlainLabel(
                self.tr("Nobody is checked in here, whatever is scanned. Esc leads back."), look="quiet", wrap=True
            )
        )
        column.addLayout(self._row, 1)
        column.addWidget(self._done)
        column.addWidget(self._problem)
        column.addWidget(ButtonRow(*self._buttons()))
        self._done.hide()
        self._problem.hide()

    def _buttons(self) -> tuple[QPushButton, ...]:
        buttons = (
            named_button("scanner_camera", "", self.next_camera.emit),
            named_button("scanner_port", "", self.next_port.emit),
            named_button("scanner_save", self.tr("Test code as PDF   F5"), self._ask_pdf),
            named_button("scanner_forget", self.tr("Forget what was learned   F6"), self.forget),
            named_button("scanner_back", self.tr("Back   Esc"), self.closed.emit, "primary"),
        )
        for button in buttons:
            # Tab is a scanner's key here; the keys on the buttons do the same.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._camera, self._port, *_ = buttons
        self.show_choices(port_line("", None), camera_line("", None))
        return buttons

    def show_choices(self, port: str, camera: str) -> None:
        """Say which port and which camera are used, on the buttons that choose others."""
        for button, said, key in ((self._port, port, "F4"), (self._camera, camera, "F2")):
            button.setText(f"{said}   {key}".replace("&", "&&"))
            button.setAccessibleName(said)

    def _code_card(self) -> QFrame:
        card = QFrame()
        card.setProperty("look", "card")
        column = QVBoxLayout(card)
        column.addWidget(self.code, 1)
        return card

    def _finding_card(self) -> QFrame:
        card = QFrame()
        card.setProperty("look", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(self.said)
        column.addWidget(self.remedy)
        self._facts.setColumnStretch(1, 1)
        self._facts.setHorizontalSpacing(16)
        column.addLayout(self._facts)
        column.addStretch(1)
        return card

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.width() > _WIDE * 1.6 * self.fontMetrics().averageCharWidth()
        direction = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._row.setDirection(direction)

    # -- what comes ----------------------------------------------------------------------------------------------

    def heard(self, stroke: Stroke) -> None:
        """A key came."""
        if self._strokes and stroke.at - self._strokes[-1].at > _ANEW:
            self._strokes.clear()
        if len(self._strokes) < _MOST:
            self._strokes.append(stroke)
        self._silence.start()

    def heard_whole(self, text: str, learn: Callable[[Learned], None] | None = None) -> None:
        """A scan came in one piece, from a serial scanner or a camera; `learn` gets what the test code taught of it."""
        strokes = [Stroke(sign) for sign in text[:_MOST]]
        if strokes:
            found = examine(strokes)
            self._show(found)
            if found.teaches and learn is not None:
                learn(found.learned)

    def heard_before(self, strokes: tuple[Stroke, ...]) -> None:
        """The keys of a scan that came while this page was not open."""
        self._strokes = list(strokes)
        self._examine()

    def _examine(self) -> None:
        strokes, self._strokes = self._strokes, []
        if any(not stroke.name for stroke in strokes):
            found = examine(strokes)
            self._show(found)
            if found.teaches:
                self.learned.emit(found.learned)

    def _show(self, found: Examination) -> None:
        self._say(advice(found))
        lines = facts(found)
        for row in range(len(self._values), len(lines)):
            title, value = PlainLabel(look="quiet"), PlainLabel(wrap=True)
            title.setText(lines[row][0])
            value.setObjectName(f"scanner_fact_{row}")
            self._facts.addWidget(title, row, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(value, row, 1)
            self._values.append(value)
        for value, (_, text) in zip(self._values, lines, strict=True):
            value.setText(text)
        scroll = self.findChild(QScrollArea)
        if scroll is not None:
            # In a small window the code stands above what is said of it.
            QTimer.singleShot(0, scroll, lambda: scroll.ensureWidgetVisible(self._values[0]))

    def _say(self, said: Advice) -> None:
        self._done.hide()
        self._problem.hide()
        self.said.setText(said.sentence)
        self.remedy.setProperty("look", said.look)
        self.remedy.style().unpolish(self.remedy)
        self.remedy.style().polish(self.remedy)
        QCoreApplication.sendEvent(
            self.remedy, QEvent(QEvent.Type.StyleChange)
        )  # Else it has no room around its words.
        self.remedy.setText(said.remedy)
        self.remedy.updateGeometry()

    # -- what is asked for ---------------------------------------------------------------------------------------

    def forget(self) -> None:
        """Forget what was learned of the scanner."""
        self.learned.emit(NOTHING_LEARNED)
        self._say(waiting())
        self._done.show_text(self.tr("What was learned of the scanner is forgotten."))

    def remember(self, known: Learned) -> None:
        """Say what is known already of this laptop's scanner."""
        if known != NOTHING_LEARNED:
            self._done.show_text(self.tr("This laptop has learned its scanner before; F6 forgets that."))

    def _ask_pdf(self) -> None:
        # The file's name is typed, and not scanned.
        self.listening.emit(False)  # noqa: FBT003 - Qt signals have no keywords
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the test code"), "scanner-test.pdf", self.tr("PDF (*.pdf)")
        )
        self.listening.emit(self.isVisible())
        if name:
            self.save_pdf(Path(name), replace=True)

    def save_pdf(self, path: Path, *, replace: bool = False) -> None:
        """Write the page with the test code."""
        try:
            write_pdf(path, replace=replace)
        except DeskError as problem:
            self.tell(problem)
            return
        self._problem.hide()
        self._done.show_text(self.tr("Saved: {path}").format(path=path))

    def tell(self, problem: DeskError) -> None:
        """Show what failed."""
        self._problem.show_text(sentence(problem))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        deeds: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Escape: self.closed.emit,
            Qt.Key.Key_F2: self.next_camera.emit,
            Qt.Key.Key_F4: self.next_port.emit,
            Qt.Key.Key_F5: self._ask_pdf,
            Qt.Key.Key_F6: self.forget,
        }
        deed = deeds.get(Qt.Key(event.key()))
        scroll = self.findChild(QScrollArea)
        if scroll is not None and event.key() in _PAGES:
            bar = scroll.verticalScrollBar()
            bar.setValue(bar.value() + _PAGES[Qt.Key(event.key())] * bar.pageStep())
        if deed is not None and not event.isAutoRepeat():
            deed()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._say(waiting())
        self.listening.emit(True)  # noqa: FBT003

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._strokes.clear()
        self.listening.emit(False)  # noqa: FBT003
