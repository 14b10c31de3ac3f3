"""The card in which the guide's pages stand: trail, problem, buttons, and the work that is going on behind a page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Event as Stop

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from checkin.domain.errors import DeskError
from checkin.ui.background import Background
from checkin.ui.lists.guide_event import GuideEvent
from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.waiting import Waiting
from checkin.ui.parts.wording import sentence

Work = Callable[[Stop], object]


class GuideCard(QWidget):
    """The frame of the guide. What it does with its pages and buttons is the guide's."""

    stays_when_scanned = True
    """What is being answered is not left for a scan."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.background = Background("guide", self)
        self.target = GuideEvent(self.background)
        self.is_left = False
        """Whether the guide has been left: what is answered later is not shown."""
        self.pages = QStackedWidget()
        self.trail = PlainLabel(look="quiet")
        self.trail.setObjectName("guide_trail")
        self.problem = PlainLabel(look="problem", wrap=True)
        self.problem.setObjectName("guide_problem")
        self.problem.hide()
        self.waiting = Waiting()
        self.cancel = named_button("guide_cancel", self.tr("Cancel"))
        self.back = named_button("guide_back", self.tr("Back"))
        self.skip = named_button("guide_skip", self.tr("Without a list"))
        self.next = named_button("guide_next", self.tr("Next"))
        self.next.setProperty("look", "primary")
        for button in (self.cancel, self.back, self.skip, self.next):
            # Enter presses the one that has the focus; that of a scan does not come so far.
            button.setAutoDefault(True)
        self._lay_out()

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("look", "card")
        card.setMaximumWidth(self.fontMetrics().averageCharWidth() * 130)
        column = QVBoxLayout(card)
        column.setContentsMargins(32, 22, 32, 22)
        column.setSpacing(14)
        column.addWidget(self.trail)
        column.addWidget(self.pages, 1)
        column.addWidget(self.problem)
        buttons = QHBoxLayout()
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.waiting, 1)
        for button in (self.back, self.skip, self.next):
            buttons.addWidget(button)
        column.addLayout(buttons)
        page = QHBoxLayout(self)
        page.setContentsMargins(24, 8, 24, 20)
        page.addStretch(1)
        page.addWidget(card, 20)
        page.addStretch(1)
        page.setAlignment(Qt.AlignmentFlag.AlignHCenter)

    def run(self, busy: str, task: Work, then: Callable[..., None]) -> None:
        """Do `task` on the guide's worker; it gets the stop sign. What was begun before is stopped, and its answer not
        shown: of two files the second one is meant.
        """
        self.waiting.stop.set()
        stop = self._begin(busy)

        def unless_stale(show: Callable[..., None]) -> Callable[..., None]:
            return lambda *answer: show(*answer) if stop is self.waiting.stop else None

        self.background.run(
            lambda: task(stop),
            unless_stale(partial(self._answer, then)),
            unless_stale(self.tell),
            unless_stale(self._stopped),
        )

    def write(self, busy: str, task: Callable[..., object], then: Callable[..., None]) -> None:
        """Do `task` where the event is written; it gets the file, the session's id, the time and the stop sign. Nothing
        else can be begun meanwhile.
        """
        stop = self._begin(busy)
        self.pages.setEnabled(False)
        self.target.write(
            lambda *place: task(*place, stop), lambda answer: self._answer(then, answer), self.tell, self._stopped
        )

    def _begin(self, busy: str) -> Stop:
        self.problem.hide()
        stop = self.waiting.begin(busy)
        self.set_busy(busy=True)
        return stop

    def _answer(self, then: Callable[..., None], answer: object) -> None:
        self.set_busy(busy=False)
        then(answer)

    def _stopped(self) -> None:
        if not self.is_left:
            self.set_busy(busy=False)
            self.problem.show_text(self.tr("Stopped. Nothing has been changed."))

    def set_busy(self, *, busy: bool) -> None:
        """Let nothing be pressed but Cancel and Stop while something is done."""
        if not busy:
            self.waiting.end()
            self.pages.setEnabled(True)
        for button in (self.next, self.back, self.skip):
            button.setEnabled(not busy)

    def tell(self, problem: DeskError) -> None:
        """Say why it does not go on; the page stays, and so does everything typed."""
        if self.is_left:
            return
        self.set_busy(busy=False)
        self.problem.show_text(sentence(problem))

    def leave(self) -> None:
        """Stop what is being done; its answer is not shown any more."""
        self.is_left = True
        self.waiting.stop.set()

    def close_files(self) -> None:
        """Stop, and give the new event's file back, so that the window can open it."""
        self.leave()
        self.background.close()
        self.target.close()
