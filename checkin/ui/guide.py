"""The guide: session, list, columns, check, done. Each page is one question; nothing is written before «Load»."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from threading import Event as Stop

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from checkin.domain.errors import DeskError
from checkin.domain.lists import Plan, RegistrantList
from checkin.files.registrant_list import ListPreview
from checkin.services import events, lists
from checkin.services.lists import Imported
from checkin.storage.event_file import EventFile, open_event
from checkin.ui.background import Background
from checkin.ui.guide_columns import ColumnsPage
from checkin.ui.guide_list import CheckPage, DonePage, ListPage
from checkin.ui.guide_session import SessionPage
from checkin.ui.labels import PlainLabel
from checkin.ui.station import Station
from checkin.ui.wording import sentence


class Guide(QWidget):
    """`page_guide`. `finished` carries the path of the event; `cancelled` says that nothing was done."""

    finished = Signal(object)
    cancelled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("page_guide")
        self.setAccessibleName(self.tr("Guide"))
        self._background = Background("guide", self)
        self._station: Station | None = None
        self._event: EventFile | None = None
        self._path: Path | None = None
        self._source: RegistrantList | None = None
        self._plan: Plan | None = None
        self._stop = Stop()
        self._keeps = False
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
        self._busy = PlainLabel(look="quiet")
        self._cancel = self._button("guide_cancel", self.tr("Cancel"), self._on_cancel)
        self._back = self._button("guide_back", self.tr("Back"), self._on_back)
        self._skip = self._button("guide_skip", self.tr("Without a list"), self._on_skip)
        self._next = self._button("guide_next", self.tr("Next"), self._on_next)
        self._next.setProperty("look", "primary")
        self.session.ready.connect(self._next.setEnabled)
        self.list.chosen.connect(self._look_at)
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
        buttons.addWidget(self._busy, 1)
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
        self._station = station
        self._path = station.path
        self._steps = [self.list, self.columns, self.check, self.done]
        self._show(self.list)

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
        self._set_busy("")
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
            self.finished.emit(self._path)

    def _on_back(self) -> None:
        page = self._pages.currentWidget()
        if page is not None:
            self._show(self._steps[self._steps.index(page) - 1])

    def _on_cancel(self) -> None:
        self._stop.set()
        self.cancelled.emit()

    def _on_skip(self) -> None:
        self._keeps = True
        self.finished.emit(self._path)

    def _run(self, busy: str, task: Callable[[], object], then: Callable[..., None]) -> None:
        self._problem.hide()
        self._set_busy(busy)
        self._background.run(task, then, self.tell, lambda: self._set_busy(""))

    def _set_busy(self, text: str) -> None:
        self._busy.setText(text)
        for button in (self._next, self._back, self._skip):
            button.setEnabled(not text)

    def tell(self, problem: DeskError) -> None:
        """Say why it does not go on; the page stays, and so does everything typed."""
        if self._stop.is_set():
            return
        self._set_busy("")
        self._problem.show_text(sentence(problem))

    # -- deeds ---------------------------------------------------------------------------------------------------

    def _make_event(self) -> None:
        facts, path, name = self.session.facts(), self.session.file(), self.session.event_name.text()

        def make() -> EventFile:
            # Kept at once: the answer is not delivered when the guide is left meanwhile, and the file must be closed.
            self._event = events.new_event(path, name, facts, datetime.now(UTC))
            return self._event

        self._run(self.tr("Making the event file…"), make, self._made)

    def _made(self, event: EventFile) -> None:
        self._path = event.path
        # The session is made; going back would make a second one.
        self._steps = [self.session, self.list, self.columns, self.check, self.done]
        self._show(self.list)

    def _look_at(self, path: Path) -> None:
        self._run(
            self.tr("Reading {name}…").format(name=path.name),
            lambda: lists.preview(path, stop=self._stop),
            lambda preview: self._looked_at(path, preview),
        )

    def _looked_at(self, path: Path, preview: ListPreview) -> None:
        self.columns.show_preview(path, preview)
        self._show(self.columns)

    def _read(self) -> None:
        path, columns, sheet, leave_out = self.columns.answer()

        def read() -> tuple[RegistrantList, Plan]:
            source = lists.read(path, columns, sheet=sheet, leave_out=leave_out, stop=self._stop)
            return source, self._planned(source)

        self._run(self.tr("Comparing with the event…"), read, self._read_done)

    def _planned(self, source: RegistrantList) -> Plan:
        if self._station is not None:
            # A connection of its own: the station's belong to the station's threads.
            with closing(open_event(self._station.path)) as event:
                return lists.plan(event, source)
        if self._event is None:
            raise DeskError("There is no event to load the list into.", "Begin again.")
        return lists.plan(self._event, source)

    def _read_done(self, answer: tuple[RegistrantList, Plan]) -> None:
        self._source, self._plan = answer
        self.columns.remember()
        self.check.show_plan(self._plan)
        self._show(self.check)

    def _load(self) -> None:
        plan, event, station = self._plan, self._event, self._station
        if plan is None:
            return
        if station is not None:
            self._problem.hide()
            self._set_busy(self.tr("Loading…"))
            station.write(
                lambda file, place, now: lists.apply(file, plan, place.session.id, now, stop=self._stop),
                self._loaded,
                self.tell,
            )
        elif event is not None:

            def load() -> Imported:
                session = events.the_event(event).sessions[0]
                return lists.apply(event, plan, session.id, datetime.now(UTC), stop=self._stop)

            self._run(self.tr("Loading…"), load, self._loaded)

    def _loaded(self, imported: Imported) -> None:
        self._keeps = True
        if self._stop.is_set():
            return
        self.done.show_done(imported)
        self._show(self.done)

    def close_files(self) -> None:
        """Stop, and give the new event's file back, so that the window can open it. An event that was only begun is
        gone afterwards: the next try may have the same name.
        """
        self._stop.set()
        self._background.close()
        if self._event is not None:
            self._event.close()
            if not self._keeps:
                self._event.path.unlink(missing_ok=True)
            self._event = None
