"""The check before a shift, in a window: a line for each thing, green or with what to do. Scans behind it go on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtMultimedia import QMediaDevices
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from checkin.domain.admission import Reason, Verdict
from checkin.domain.desk_check import Found, Item, Line
from checkin.domain.errors import DeskError
from checkin.domain.harmless_codes import TRIAL_CODE
from checkin.printing.printers import Printer
from checkin.services import desk_check
from checkin.services.place import Place
from checkin.storage.event_file import EventFile
from checkin.ui.desk import desk_check_words
from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.dialog_size import open_at
from checkin.ui.parts.folding import ButtonRow
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.qr_picture import QrPicture
from checkin.ui.parts.scrolling import scrolled_column
from checkin.ui.parts.wording import sentence
from checkin.ui.printers.print_wording import printer_words
from checkin.ui.printers.printing import printing_of
from checkin.ui.station import Station

_LOOK_MS = 500
"""A camera needs a second or two to start."""

_LOOKS = {True: ("good", "✓"), False: ("notice", "!")}


class DeskCheck(QDialog):
    """`desk_check`. `play` plays the sound of a welcome; `camera` gives the name of the chosen camera, "" for
    none, and how it stands. A bare Enter
    may be a scanner's and keeps nothing.
    """

    def __init__(
        self, station: Station, play: Callable[[], None], camera: Callable[[], tuple[str, str]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("desk_check")
        self.setWindowTitle(self.tr("Check before the shift"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._station, self._play, self._camera = station, play, camera
        items = [item for item in Item if item is not Item.CAMERA or camera()[0]]
        self.lines = {item: Line(item, Found.TO_TRY) for item in items}
        self._labels = {item: PlainLabel(look="notice", wrap=True) for item in items}
        self._head = PlainLabel(look="title", wrap=True)
        self._head.setObjectName("desk_check_head")
        self._done = PlainLabel(look="good", wrap=True)
        self._problem = PlainLabel(look="problem", wrap=True)
        self._keep_button = named_button("desk_check_keep", self.tr("Keep in the journal   Ctrl+Enter"), self._keep)
        self._keep_button.setProperty("look", "primary")
        self._lay_out()
        for label in (self._done, self._problem):
            label.show_text("")
        station.judged.connect(self._judged)
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._look_at_camera)
        self._ask()

    def _lay_out(self) -> None:
        rows = QGridLayout()
        rows.setHorizontalSpacing(16)
        rows.setVerticalSpacing(8)
        rows.setColumnStretch(1, 1)
        for row, (item, label) in enumerate(self._labels.items()):
            rows.addWidget(PlainLabel(desk_check_words.title(item), look="head"), row, 0)
            label.setObjectName(f"desk_check_{item.value}")
            rows.addWidget(label, row, 1)
        play = named_button("desk_check_play", self.tr("Play the sound"), self._play)
        heard = named_button("desk_check_heard", self.tr("It is heard"), lambda: self._heard(Found.GOOD))
        silent = named_button("desk_check_silent", self.tr("It is not"), lambda: self._heard(Found.TROUBLE))
        close = named_button("desk_check_close", self.tr("Close   Esc"), self.reject)
        for button in (play, heard, silent, close, self._keep_button):
            button.setAutoDefault(False)
        trial = QVBoxLayout()
        trial.addWidget(PlainLabel(self.tr("Trial badge"), look="quiet"), 0, Qt.AlignmentFlag.AlignHCenter)
        badge = QrPicture(TRIAL_CODE, self.tr("Trial badge"))
        badge.setMinimumSize(badge.sizeHint() * 2)
        trial.addWidget(badge)
        trial.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(20)
        both.addLayout(rows, 1)
        both.addLayout(trial)
        column = scrolled_column(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(self._head)
        column.addLayout(both)
        for part in (
            ButtonRow(play, heard, silent),
            self._done,
            self._problem,
            ButtonRow(self._keep_button, close),
        ):
            column.addWidget(part)
        column.addStretch(1)
        open_at(self, 100, 32)

    # -- looking -------------------------------------------------------------------------------------------------

    def _look_at_camera(self) -> None:
        name, stands = self._camera()
        found = {"on": Found.GOOD, "starting": Found.TO_TRY, "busy": Found.TROUBLE}.get(stands, Found.MISSING)
        line = Line(Item.CAMERA, found, {"name": name})
        if line != self.lines[Item.CAMERA]:
            self._put(line)

    def _ask(self) -> None:
        if Item.CAMERA in self.lines:
            self._look_at_camera()
            self._look.start()
        if QMediaDevices.defaultAudioOutput().isNull():
            self._put(Line(Item.SOUND, Found.MISSING))
        printing = printing_of(self._station)
        if printing.has_own_way:
            printing.look_up(self._printers, self._no_answer)
        else:
            self._printer_of_the_desktop()
        now = self._station.clock()
        self._station.read(lambda event, place: desk_check.look(event, place, now), self._put_all)
        self._show()

    def _printers(self, found: Sequence[Printer]) -> None:
        if not found:
            self._put(Line(Item.PRINTER, Found.MISSING))
            return
        first = found[0]  # The default one.
        state = Found.TROUBLE if first.troubles else Found.GOOD
        self._put(Line(Item.PRINTER, state, {"name": first.title or first.name, "state": printer_words(first)}))

    def _no_answer(self, _problem: DeskError) -> None:
        self._printer_of_the_desktop()

    def _printer_of_the_desktop(self) -> None:
        name = QPrinterInfo.defaultPrinterName()
        self._put(Line(Item.PRINTER, Found.GOOD if name else Found.MISSING, {"name": name}))

    def _judged(self, verdict: Verdict) -> None:
        if verdict.reason is Reason.TRIAL:
            self._put(Line(Item.SCANNER, Found.GOOD))

    def _heard(self, found: Found) -> None:
        if self.lines[Item.SOUND].found is not Found.MISSING:
            self._put(Line(Item.SOUND, found))

    def _put_all(self, lines: Sequence[Line]) -> None:
        for line in lines:
            self._put(line)

    def _put(self, line: Line) -> None:
        self.lines[line.item] = line
        self._show()

    def _show(self) -> None:
        for item, line in self.lines.items():
            look, sign = _LOOKS[line.is_good]
            label = self._labels[item]
            said = "" if (item, line.found) in _UNASKED else desk_check_words.words(line, self._station.place.session)
            label.setText(f"{sign}  {said}")
            if label.property("look") != look:
                label.setProperty("look", look)
                label.style().unpolish(label)
                label.style().polish(label)
        left = sum(not line.is_good for line in self.lines.values())
        self._head.setText(
            self.tr("Still to look at: {count}").format(count=left)
            if left
            else self.tr("All is well. The door can open.")
        )

    # -- keeping -------------------------------------------------------------------------------------------------

    def _keep(self) -> None:
        sheet = tuple(self.lines.values())

        def keep(event: EventFile, place: Place, now: datetime) -> None:
            desk_check.keep(event, sheet, place, now)

        self._station.write(keep, self._kept, self._tell)

    def _kept(self, _none: None) -> None:
        self._problem.show_text("")
        self._done.show_text(self.tr("Kept in the journal."))

    def _tell(self, problem: DeskError) -> None:
        self._problem.show_text(sentence(problem))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._keep()
            return
        super().keyPressEvent(event)


_UNASKED = {(item, Found.TO_TRY) for item in (Item.CLOCK, Item.ZONE, Item.DISK, Item.LIST)}
"""What is being read from the file at the moment."""
