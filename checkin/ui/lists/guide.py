"""The guide: session, list, columns, check, done. Each page is one question; nothing is written before «Load»."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event as Stop

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from checkin.domain.errors import DeskError, Stopped
from checkin.domain.lists import Plan
from checkin.domain.session import Session
from checkin.files.registrant_list import ListPreview
from checkin.services import list_undo, lists
from checkin.services.events import the_event
from checkin.services.list_undo import TakenBack
from checkin.services.lists import Imported
from checkin.storage.event_file import EventFile
from checkin.storage.list_imports import ListImport
from checkin.ui.lists.guide_card import GuideCard
from checkin.ui.lists.guide_check import CheckPage
from checkin.ui.lists.guide_columns import ColumnsPage
from checkin.ui.lists.guide_done import DonePage
from checkin.ui.lists.guide_list import ListPage
from checkin.ui.lists.guide_session import SessionPage
from checkin.ui.lists.take_back import TakeBack
from checkin.ui.station import Station

_A_MOMENT_MS = 200
"""After a tick: several ticks in a row are counted once."""


class Guide(GuideCard):
    """`page_guide`. `finished` carries the path of the event; `cancelled` says that nothing was done."""

    finished = Signal(object)
    cancelled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("page_guide")
        self.setAccessibleName(self.tr("Guide"))
        self._plan: Plan | None = None
        self.session = SessionPage()
        self.list = ListPage()
        self.columns = ColumnsPage()
        self.check = CheckPage()
        self.done = DonePage()
        self._steps: list[QWidget] = []
        for page in (self.session, self.list, self.columns, self.check, self.done):
            self.pages.addWidget(page)
        self.cancel.clicked.connect(self._on_cancel)
        self.back.clicked.connect(self._on_back)
        self.skip.clicked.connect(self._on_skip)
        self.next.clicked.connect(self._on_next)
        self.session.ready.connect(self.next.setEnabled)
        self.list.chosen.connect(self._look_at)
        self.list.refused.connect(self.tell)
        self._counting = QTimer(self, interval=_A_MOMENT_MS, singleShot=True)
        self._counting.timeout.connect(self._count)
        self.check.rows.changed.connect(self._counting.start)
        for line in (self.list.last, self.done.last):
            line.wanted.connect(partial(self._take_back, line))

    # -- beginning -----------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Begin a new event."""
        self._steps = [self.session, self.list, self.columns, self.check, self.done]
        self._show(self.session)
        self.session.event_name.setFocus()

    def begin_list(self, station: Station, source: Path | None = None) -> None:
        """Load a list into an open event; `source` where it is chosen already."""
        self.target.serve(station)
        self._steps = [self.list, self.columns, self.check, self.done]
        self._show(self.list)
        self._offer(self.list.last)
        if source is not None:
            self._look_at(source)

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
        self.problem.hide()
        self.set_busy(busy=False)
        self.pages.setCurrentWidget(page)
        titles = self._titles()
        here = self._steps.index(page)
        self.trail.setText(
            "  ›  ".join(f"{number}. {titles[step]}" for number, step in enumerate(self._steps[: here + 1], 1))
        )
        last = page is self.done
        self.back.setVisible(here > 0 and not last and page is not self.list)
        self.cancel.setVisible(not last)
        self.skip.setVisible(page is self.list and self.session in self._steps)
        names = {
            self.check: self.tr("Load the list"),
            self.done: self.tr("Go to the door") if self.session in self._steps else self.tr("Back to the registrants"),
        }
        self.next.setText(names.get(page, self.tr("Next")))
        self.next.setAccessibleName(self.next.text())
        self.next.setVisible(page is not self.list)
        self.next.setEnabled(page is not self.session or self.session.is_ready())
        if page is not self.session:
            self.next.setFocus()
        if page is self.list:
            self.list.choose.setFocus()

    def _on_next(self) -> None:
        page = self.pages.currentWidget()
        if page is self.session:
            self._make_event()
        elif page is self.columns:
            self._read()
        elif page is self.check:
            self._load()
        else:
            self.finished.emit(self.target.path)

    def _on_back(self) -> None:
        page = self.pages.currentWidget()
        if page is not None:
            self._show(self._steps[self._steps.index(page) - 1])

    def _on_cancel(self) -> None:
        self.leave()
        self.cancelled.emit()

    def _on_skip(self) -> None:
        self.target.keeps = True
        self.finished.emit(self.target.path)

    # -- deeds ---------------------------------------------------------------------------------------------------

    def _make_event(self) -> None:
        facts, path, name = self.session.fields.facts(), self.session.file(), self.session.event_name.text()
        self.run(self.tr("Making the event file…"), lambda _stop: self.target.make(path, name, facts), self._made)

    def _made(self, _path: Path) -> None:
        self._show(self.list)  # Without a way back, which would make a second event.

    def _look_at(self, path: Path) -> None:
        self.run(
            self.tr("Reading {name}…").format(name=path.name),
            lambda stop: lists.preview(path, stop=stop, progress=self.waiting.progress),
            lambda preview: self._looked_at(path, preview),
        )

    def _looked_at(self, path: Path, preview: ListPreview) -> None:
        self.columns.show_preview(path, preview)
        self._show(self.columns)

    def _read(self) -> None:
        try:
            path, columns, sheet, leave_out = self.columns.answer()
        except DeskError as problem:
            self.tell(problem)
            return

        def read(stop: Stop) -> Plan:
            progress = self.waiting.progress
            source = lists.read(path, columns, sheet=sheet, leave_out=leave_out, stop=stop, progress=progress)
            plan = self.target.read(lambda event: lists.plan(event, source, session_id=self.target.session_id))
            if stop.is_set():
                raise Stopped
            return plan

        self.run(self.tr("Comparing with the event…"), read, self._read_done)

    def _read_done(self, plan: Plan) -> None:
        self._plan = plan
        self.columns.remember()
        self.check.show_plan(plan)
        self._show(self.check)

    def _count(self) -> None:
        """Say what the list comes to with what is ticked and answered now."""
        plan = self._plan
        if plan is not None:
            choices = self.check.rows.choices()
            self.background.run(
                lambda: self.target.read(lambda event: lists.plan(event, plan.source, choices, self.target.session_id)),
                self.check.show_numbers,
                self.tell,
            )

    def _load(self) -> None:
        if self._plan is not None:
            plan = replace(self._plan, choices=self.check.rows.choices())
            self.write(
                self.tr("Loading…"),
                lambda file, session_id, now, stop: lists.apply(
                    file, plan, session_id, now, stop=stop, progress=self.waiting.progress
                ),
                self._loaded,
            )

    def _loaded(self, imported: Imported) -> None:
        self.target.keeps = True
        if self.is_left:
            return
        self.done.show_done(imported)
        self._show(self.done)
        self._offer(self.done.last)

    # -- taking the last list back -------------------------------------------------------------------------------

    def _offer(self, line: TakeBack) -> None:
        self.background.run(lambda: self.target.read(_last_list), lambda last: line.offer(*last), self.tell)

    def _take_back(self, line: TakeBack, import_id: str) -> None:
        def taken_back(done: TakenBack) -> None:
            self.done.forget()
            line.show_done(done)

        self.write(
            self.tr("Taking the list back…"),
            lambda file, _session_id, now, _stop: list_undo.take_back(file, import_id, now),
            taken_back,
        )


def _last_list(file: EventFile) -> tuple[ListImport | None, Session]:
    """The list that can be taken back, and the session by whose clock it was loaded."""
    last, sessions = list_undo.last_list(file), the_event(file).sessions
    return last, next((one for one in sessions if last is not None and one.id == last.session_id), sessions[0])
