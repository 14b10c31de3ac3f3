"""Closing a session: every step with what was found, the place where it is mended, and who closes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QListWidget, QListWidgetItem, QSplitter, QWidget

from checkin.domain.closing import Finding, Step
from checkin.domain.errors import DeskError
from checkin.services import closing, erasure_date, same_people
from checkin.services.closing import Standing
from checkin.services.place import Place
from checkin.storage.event_file import EventFile
from checkin.storage.search import Searcher
from checkin.ui.after import closing_words
from checkin.ui.after.closing_step import ClosingStep
from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.folding import ButtonRow, FoldingCheckBox
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.scrolling import scrolled_column
from checkin.ui.parts.wording import sentence
from checkin.ui.station import Station

_BELOW_SIGN = "\N{EM SPACE} "

_LETTERS_OF_A_STEP = 30
_LETTERS_BESIDE = 90
"""As many must find room in a line, or the steps stand above what was found."""

_LINES_OF_STEPS = 5


class ClosingPage(QWidget):
    """`page_closing`. `wants_person` carries the id of somebody to look at, `wants_step` the step whose place is
    wanted, `left` says that the page is done with, `done` that the session was closed or opened, or another day was
    chosen.
    """

    wants_person = Signal(str)
    wants_step = Signal(object)
    left = Signal()
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page_closing")
        self.setAccessibleName(self.tr("Close the session"))
        self._station: Station | None = None
        self._standing: Standing | None = None
        self._stale, self._busy = True, False
        self._searcher = Searcher()
        self._title = PlainLabel(look="title", wrap=True)
        self._title.setObjectName("closing_title")
        self._says = PlainLabel(wrap=True)
        self._says.setObjectName("closing_says")
        self.steps = QListWidget()
        self.steps.setObjectName("closing_steps")
        self.steps.setAccessibleName(self.tr("Steps"))
        self.steps.setWordWrap(True)
        self.steps.setSpacing(2)
        self.steps.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.steps.currentRowChanged.connect(self._show_step)
        self.step = ClosingStep()
        self.step.wants_person.connect(self.wants_person)
        self.step.wants_step.connect(self._go)
        self.step.is_one.connect(self._unite)
        self.step.are_two.connect(self._part)
        self.step.looked_at.connect(self._look_at)
        self._problem = PlainLabel(look="problem", wrap=True)
        self._problem.setObjectName("closing_problem")
        self._problem.hide()
        self.by = QLineEdit(maxLength=60, placeholderText=self.tr("Your name"))
        self.by.setObjectName("closing_by")
        self.by.setAccessibleName(self.tr("Who closes the session"))
        self.anyway = FoldingCheckBox(self.tr("Close it with steps open"))
        self.anyway.setObjectName("closing_anyway")
        self.anyway.toggled.connect(self._enable)
        self.close_it = named_button("closing_close", self.tr("Close the session"), self._close_or_open, "primary")
        self.back = named_button("closing_back", self.tr("Back   Esc"), self.left.emit)
        self.back.setAccessibleName(self.tr("Back"))
        self._lay_out()

    def _lay_out(self) -> None:
        self.steps.setMinimumWidth(self.fontMetrics().averageCharWidth() * _LETTERS_OF_A_STEP)
        self.steps.setMinimumHeight(self.fontMetrics().height() * _LINES_OF_STEPS)
        self._split = QSplitter()
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.steps)
        self._split.addWidget(self.step)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 3)
        page = scrolled_column(self)
        page.setContentsMargins(14, 4, 16, 12)
        page.setSpacing(10)
        page.addWidget(self._title)
        page.addWidget(self._says)
        page.addWidget(self._split, 1)
        page.addWidget(self._problem)
        page.addWidget(self.anyway)
        page.addWidget(ButtonRow(self.by, self.close_it, self.back))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < self.fontMetrics().averageCharWidth() * _LETTERS_BESIDE
        self._split.setOrientation(Qt.Orientation.Vertical if is_narrow else Qt.Orientation.Horizontal)

    # -- the station ---------------------------------------------------------------------------------------------

    def attach(self, station: Station) -> None:
        """Serve this station from now on."""
        self._station, self._standing = station, None
        self._searcher, self._busy = Searcher(), False
        station.changed.connect(self._changed)
        station.served.connect(self._begin)
        self._begin()

    def _begin(self) -> None:
        self._standing, self.step.erasure.is_typed = None, False
        self.anyway.setChecked(False)
        if self._station is not None:
            self.by.setText(self._station.place.operator)
        self._changed()

    def tell(self, problem: DeskError) -> None:
        """Show what failed."""
        self._busy = False
        self._enable()
        self._problem.show_text(sentence(problem))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._changed()

    def _changed(self) -> None:
        self._stale = True
        if self.isVisible() and self._station is not None and not self._busy:
            self._stale, self._busy = False, True
            searcher = self._searcher

            def look(event: EventFile, place: Place, now: datetime) -> Standing:
                return closing.look(event, place, now, searcher)

            # On the worker of the files: names are compared, and the door's search does not wait for that.
            self._station.work(look, self._show, self.tell)

    def _show(self, standing: Standing) -> None:
        first, self._standing, self._busy = self._standing is None, standing, False
        if self._stale:
            self._changed()
        if self._station is None or standing.session.id != self._station.place.session.id:
            return
        self._title.setText(self.tr("Close the session: {name}").format(name=standing.session.name))
        self._says.setText(closing_words.summary(standing))
        row = self.steps.currentRow()
        if first:
            row = next((place for place, step in enumerate(standing.steps) if step.is_open), 0)
        self._fill(standing, row)
        self.step.erasure.show_day(self._station.whole_event, standing.erase_on)
        self._enable()
        if first:
            self.steps.setFocus()

    def _fill(self, standing: Standing, row: int) -> None:
        blocker = QSignalBlocker(self.steps)
        self.steps.clear()
        for step in standing.steps:
            sign = "●" if step.is_open else "✓"
            words = f"{sign}  {closing_words.title(step.step)}\n{_BELOW_SIGN}{closing_words.stands(step)}"
            self.steps.addItem(QListWidgetItem(words))
        self.steps.setCurrentRow(row)
        blocker.unblock()
        self._show_step()

    def _show_step(self) -> None:
        row = self.steps.currentRow()
        if self._standing is not None and row >= 0:
            self.step.show_step(self._standing.steps[row], self._standing.session)

    def _enable(self) -> None:
        standing = self._standing
        is_closed = standing is not None and standing.closed is not None
        has_open = standing is not None and bool(standing.open)
        self.by.setHidden(is_closed)
        self.anyway.setVisible(has_open and not is_closed)
        title = self.tr("Open the session again") if is_closed else self.tr("Close the session")
        self.close_it.setText(title)
        self.close_it.setAccessibleName(title)
        self.close_it.setEnabled(is_closed or (standing is not None and (not has_open or self.anyway.isChecked())))

    # -- deeds -----------------------------------------------------------------------------------------------------

    def _go(self, step: Step) -> None:
        if step is Step.COPY:
            folder = QFileDialog.getExistingDirectory(self, self.tr("Keep a copy of the event in this folder"))
            if folder:
                self.copy_into(Path(folder))
        elif step is Step.ERASURE:
            wanted = self.step.erasure.day
            self.step.erasure.is_typed = False
            self._write(lambda event, place, now: erasure_date.plan(event, wanted, place, now))
        else:
            self.wants_step.emit(step)

    def copy_into(self, folder: Path) -> None:
        """Keep a copy of the event in this folder."""
        if self._station is not None:
            self._problem.hide()

            def copy(event: EventFile, place: Place, now: datetime) -> Path:
                return closing.copy_into(event, folder, place, now)

            self._station.work(copy, lambda _copy: self._changed(), self.tell)

    def _look_at(self, findings: Sequence[Finding], done: bool) -> None:
        def look(event: EventFile, place: Place, _now: datetime) -> None:
            closing.look_at(event, findings, place, done=done)

        self._write(look)
        if done:
            self._to_next_open()

    def _go_on(self) -> None:
        """Say that the step is in order where it is open, and go to the next one that is."""
        row = self.steps.currentRow()
        if self._standing is not None and row >= 0 and self._standing.steps[row].is_open:
            self.step.say_good()
        else:
            self._to_next_open()

    def _to_next_open(self) -> None:
        if self._standing is None:
            return
        row, steps = self.steps.currentRow(), self._standing.steps
        order = [*range(row + 1, len(steps)), *range(row)]
        following = next((place for place in order if steps[place].is_open), None)
        if following is None:
            self.by.setFocus()
        else:
            self.steps.setCurrentRow(following)
            self.steps.setFocus()

    def _unite(self, kept: str, given: str) -> None:
        self._write(lambda event, place, now: same_people.unite(event, kept, given, place, now))

    def _part(self, one: str, other: str) -> None:
        self._write(lambda event, _place, _now: same_people.two_people(event, one, other))

    def _write(
        self, deed: Callable[[EventFile, Place, datetime], object], then: Callable[[], None] = lambda: None
    ) -> None:
        def written(_done: object) -> None:
            self._changed()
            self.done.emit()
            then()

        if self._station is not None:
            self._problem.hide()
            self._station.write(deed, written, self.tell)

    def _close_or_open(self) -> None:
        standing = self._standing
        if standing is None or not self.close_it.isEnabled():
            return
        if standing.closed is not None:
            self._write(closing.open_again)
        else:
            self._close()

    def _close(self) -> None:
        standing = self._standing
        if standing is None or standing.closed is not None or not self.close_it.isEnabled():
            return
        left_open, wanted, by = [step.step for step in standing.open], self.step.erasure.day, self.by.text()

        def close(event: EventFile, place: Place, now: datetime) -> None:
            closing.close(event, left_open, wanted, place, now, by)

        if self._station is not None:
            self.anyway.setChecked(False)
            self.close_it.setEnabled(False)
            self._write(close, self._station.back_up)

    # -- keys ------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            # A bare Enter may be a scanner's, and who holds a key down has not looked at what follows.
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier and not event.isAutoRepeat():
                at_foot = self.focusWidget() in {self.by, self.anyway, self.close_it}
                (self._close if at_foot else self._go_on)()
        else:
            super().keyPressEvent(event)
