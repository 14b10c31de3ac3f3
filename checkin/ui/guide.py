"""The guide: session, list, columns, check, done. Each page is one question; nothing is written before «Load»."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event as Stop

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from checkin.domain.errors import DeskError
from checkin.domain.lists import Plan
from checkin.files.registrant_list import ListPreview
from checkin.services import list_undo, lists
from checkin.services.list_undo import TakenBack
from checkin.services.lists import Imported
from checkin.ui.background import Background
from checkin.ui.guide_check import CheckPage
from checkin.ui.guide_columns import ColumnsPage
from checkin.ui.guide_done import DonePage
from checkin.ui.guide_event import GuideEvent
from checkin.ui.guide_list import ListPage
from checkin.ui.guide_session import SessionPage
from checkin.ui.labels import PlainLabel
from checkin.ui.station import Station
from checkin.ui.take_back import TakeBack
from checkin.ui.waiting import Waiting
from checkin.ui.wording import sentence

Work = Callable[[Stop], object]


class Guide(QWidget):
    """`page_guide`. `finished` carries the path of the event; `cancelled` says that nothing was done."""

    finished = Signal(object)
    cancelled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("page_guide")
        self.setAccessibleName(self.tr("Guide"))
        self._background = Background("guide", self)
        self._event = GuideEvent(self._background)
        self._plan: Plan | None = None
        self._left = False
        self.session = SessionPage()
        self.list = ListPage()
        self.columns = ColumnsPage()
        self.check = CheckPage()
        self.done = DonePage()
        self._steps: list[QWidget] = []
        self._pages = QStackedWidget()
        for page in (self.session, self.list, self.columns, self.check, self.done):
            self._pages.addWidget(page)
        self._trail = PlainLabel(look="quiet")
        self._trail.setObjectName("guide_trail")
        self._problem = PlainLabel(look="problem", wrap=True)
        self._problem.setObjectName("guide_problem")
        self._problem.hide()
        self._waiting = Waiting()
        self._cancel = self._button("guide_cancel", self.tr("Cancel"), self._on_cancel)
        self._back = self._button("guide_back", self.tr("Back"), self._on_back)
        self._skip = self._button("guide_skip", self.tr("Without a list"), self._on_skip)
        self._next = self._button("guide_next", self.tr("Next"), self._on_next)
        self._next.setProperty("look", "primary")
        self.session.ready.connect(self._next.setEnabled)
        self.list.chosen.connect(self._look_at)
        for line in (self.list.last, self.done.last):
            line.wanted.connect(lambda import_id, line=line: self._take_back(line, import_id))
        self._lay_out()

    def _button(self, name: str, title: str, deed: Callable[[], None]) -> QPushButton:
        button = QPushButton(title)
        button.setObjectName(name)
        button.setAccessibleName(title)
        button.clicked.connect(deed)
        return button

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("look", "card")
        card.setMaximumWidth(self.fontMetrics().averageCharWidth() * 130)
        column = QVBoxLayout(card)
        column.setContentsMargins(32, 22, 32, 22)
        column.setSpacing(14)
        column.addWidget(self._trail)
        column.addWidget(self._pages, 1)
        column.addWidget(self._problem)
        buttons = QHBoxLayout()
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._waiting, 1)
        for button in (self._back, self._skip, self._next):
            buttons.addWidget(button)
        column.addLayout(buttons)
        page = QHBoxLayout(self)
        page.setContentsMargins(24, 8, 24, 20)
        page.addStretch(1)
        page.addWidget(card, 20)
        page.addStretch(1)
        page.setAlignment(Qt.AlignmentFlag.AlignHCenter)

    # -- beginning -----------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Begin a new event."""
        self._steps = [self.session, self.list, self.columns, self.check, self.done]
        self._show(self.session)
        self.session.event_name.setFocus()

    def begin_list(self, station: Station) -> None:
        """Load a list into an open event."""
        self._event.serve(station)
        self._steps = [self.list, self.columns, self.check, self.done]
        self._show(self.list)
        self._offer(self.list.last)

    # -- going on ------------------------------------------------------------------------------------------------

    def _titles(self) -> dict[QWidget, str]:
        return {
            self.session: self.tr("Session"),
            self.list: self.tr("List"),
            self.columns: self.tr("Columns"),
            self.check: self.tr("Check"),
            self.done: self.tr("Ready"),
        }

    def _show(self, page: QWidget) -> None:
        self._problem.hide()
        self._set_busy(busy=False)
        self._pages.setCurrentWidget(page)
        titles = self._titles()
        here = self._steps.index(page)
        self._trail.setText(
            "  ›  ".join(f"{number}. {titles[step]}" for number, step in enumerate(self._steps[: here + 1], 1))
        )
        last = page is self.done
        self._back.setVisible(here > 0 and not last and page is not self.list)
        self._cancel.setVisible(not last)
        self._skip.setVisible(page is self.list and self.session in self._steps)
        names = {
            self.check: self.tr("Load the list"),
            self.done: self.tr("Go to the door") if self.session in self._steps else self.tr("Back to the registrants"),
        }
        self._next.setText(names.get(page, self.tr("Next")))
        self._next.setAccessibleName(self._next.text())
        self._next.setVisible(page is not self.list)
        self._next.setEnabled(page is not self.session or self.session.is_ready())
        if page is not self.session:
            self._next.setFocus()
        if page is self.list:
            self.list.choose.setFocus()

    def _on_next(self) -> None:
        page = self._pages.currentWidget()
        if page is self.session:
            self._make_event()
        elif page is self.columns:
            self._read()
        elif page is self.check:
            self._load()
        else:
            self.finished.emit(self._event.path)

    def _on_back(self) -> None:
        page = self._pages.currentWidget()
        if page is not None:
            self._show(self._steps[self._steps.index(page) - 1])

    def _on_cancel(self) -> None:
        self._leave()
        self.cancelled.emit()

    def _on_skip(self) -> None:
        self._event.keeps = True
        self.finished.emit(self._event.path)

    def _run(self, busy: str, task: Work, then: Callable[..., None]) -> None:
        """Do `task` on the guide's worker; it gets the stop sign."""
        stop = self._begin(busy)
        self._background.run(lambda: task(stop), lambda answer: self._answer(then, answer), self.tell, self._stopped)

    def _write(self, busy: str, task: Callable[..., object], then: Callable[..., None]) -> None:
        """Do `task` where the event is written; it gets the file, the session's id, the time and the stop sign."""
        stop = self._begin(busy)
        self._event.write(
            lambda *place: task(*place, stop), lambda answer: self._answer(then, answer), self.tell, self._stopped
        )

    def _begin(self, busy: str) -> Stop:
        self._problem.hide()
        stop = self._waiting.begin(busy)
        self._set_busy(busy=True)
        return stop

    def _answer(self, then: Callable[..., None], answer: object) -> None:
        self._set_busy(busy=False)
        then(answer)

    def _stopped(self) -> None:
        if not self._left:
            self._set_busy(busy=False)
            self._problem.show_text(self.tr("Stopped. Nothing has been changed."))

    def _set_busy(self, *, busy: bool) -> None:
        if not busy:
            self._waiting.end()
        for button in (self._next, self._back, self._skip):
            button.setEnabled(not busy)

    def tell(self, problem: DeskError) -> None:
        """Say why it does not go on; the page stays, and so does everything typed."""
        if self._left:
            return
        self._set_busy(busy=False)
        self._problem.show_text(sentence(problem))

    # -- deeds ---------------------------------------------------------------------------------------------------

    def _make_event(self) -> None:
        facts, path, name = self.session.facts(), self.session.file(), self.session.event_name.text()
        self._run(self.tr("Making the event file…"), lambda _stop: self._event.make(path, name, facts), self._made)

    def _made(self, _path: Path) -> None:
        self._show(self.list)  # Without a way back, which would make a second event.

    def _look_at(self, path: Path) -> None:
        self._run(
            self.tr("Reading {name}…").format(name=path.name),
            lambda stop: lists.preview(path, stop=stop, progress=self._waiting.progress),
            lambda preview: self._looked_at(path, preview),
        )

    def _looked_at(self, path: Path, preview: ListPreview) -> None:
        self.columns.show_preview(path, preview)
        self._show(self.columns)

    def _read(self) -> None:
        path, columns, sheet, leave_out = self.columns.answer()

        def read(stop: Stop) -> Plan:
            progress = self._waiting.progress
            source = lists.read(path, columns, sheet=sheet, leave_out=leave_out, stop=stop, progress=progress)
            return self._event.read(lambda event: lists.plan(event, source))

        self._run(self.tr("Comparing with the event…"), read, self._read_done)

    def _read_done(self, plan: Plan) -> None:
        self._plan = plan
        self.columns.remember()
        self.check.show_plan(plan)
        self._show(self.check)

    def _load(self) -> None:
        plan = self._plan
        if plan is not None:
            self._write(
                self.tr("Loading…"),
                lambda file, session_id, now, stop: lists.apply(
                    file, plan, session_id, now, stop=stop, progress=self._waiting.progress
                ),
                self._loaded,
            )

    def _loaded(self, imported: Imported) -> None:
        self._event.keeps = True
        if self._left:
            return
        self.done.show_done(imported)
        self._show(self.done)
        self._offer(self.done.last)

    # -- taking the last list back -------------------------------------------------------------------------------

    def _offer(self, line: TakeBack) -> None:
        self._background.run(lambda: self._event.read(list_undo.last_list), line.offer, self.tell)

    def _take_back(self, line: TakeBack, import_id: str) -> None:
        def taken_back(done: TakenBack) -> None:
            self.done.forget()
            line.show_done(done)

        self._write(
            self.tr("Taking the list back…"),
            lambda file, _session_id, now, _stop: list_undo.take_back(file, import_id, now),
            taken_back,
        )

    def _leave(self) -> None:
        self._left = True
        self._waiting.stop.set()

    def close_files(self) -> None:
        """Stop, and give the new event's file back, so that the window can open it."""
        self._leave()
        self._background.close()
        self._event.close()
