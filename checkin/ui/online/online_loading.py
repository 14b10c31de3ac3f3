"""The part of the page of those online that loads Zoom's reports, and says what that did."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from checkin.domain.errors import DeskError
from checkin.files.zoom_times import DateOrder, DatesAmbiguousError
from checkin.services import online
from checkin.services.online import Loaded
from checkin.services.place import Place
from checkin.storage.event_file import EventFile
from checkin.ui.parts.folding import ButtonRow
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.waiting import Waiting
from checkin.ui.parts.wording import sentence
from checkin.ui.station import Station


class OnlineLoading(QWidget):
    """Progress, the question for the order of the dates, warnings and problems. `button` asks for the files; `loaded`
    is emitted once a report is on the disk.
    """

    loaded = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._station: Station | None = None
        self._asked: list[Path] = []
        self.button = self._button("online_load", self.tr("Load Zoom's report…"))
        self.button.setProperty("look", "primary")
        self.button.clicked.connect(self.ask)
        self._waiting = Waiting("online")
        self._notice = PlainLabel(look="notice", wrap=True)
        self._notice.setObjectName("online_notice")
        self._done = PlainLabel(look="good", wrap=True)
        self._done.setObjectName("online_done")
        self._problem = PlainLabel(look="problem", wrap=True)
        self._problem.setObjectName("online_problem")
        day_first = self._button("online_day_first", self.tr("Day first"))
        month_first = self._button("online_month_first", self.tr("Month first"))
        day_first.clicked.connect(lambda: self.load_files(self._asked, DateOrder.DAY_FIRST))
        month_first.clicked.connect(lambda: self.load_files(self._asked, DateOrder.MONTH_FIRST))
        self._orders = ButtonRow(day_first, month_first)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self._waiting, self._done, self._notice, self._problem, self._orders):
            column.addWidget(part)
        self.clear()

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAccessibleName(text)
        return button

    def attach(self, station: Station) -> None:
        """Serve this station from now on."""
        self._station = station
        self.clear()

    def clear(self) -> None:
        """Say nothing."""
        for part in (self._waiting, self._notice, self._done, self._problem, self._orders):
            part.hide()

    def _end(self) -> None:
        self._waiting.end()
        self._waiting.hide()

    def tell(self, problem: DeskError) -> None:
        """Show what failed."""
        self._end()
        self._problem.show_text(sentence(problem))
        self._orders.setVisible(isinstance(problem, DatesAmbiguousError))

    def ask(self) -> None:
        """Ask for the files of the report."""
        names, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Load Zoom's report"), "", self.tr("Reports (*.csv *.xlsx *.xls *.txt *.tsv)")
        )
        if names:
            self.load_files([Path(name) for name in names])

    def load_files(self, paths: Sequence[Path], order: DateOrder | None = None) -> None:
        """Load reports into the session, off the window's thread."""
        if self._station is None:
            return
        self.clear()
        self._asked = list(paths)
        self._waiting.show()
        stop = self._waiting.begin(self.tr("Reading the report…"))

        def task(event: EventFile, place: Place, now: datetime) -> Loaded:
            reports = online.read(paths, place.session, order, stop=stop, progress=self._waiting.progress)
            return online.load(event, reports, place, now)

        self._station.work(task, self._loaded, self.tell, self._end)

    def _loaded(self, done: Loaded) -> None:
        self._end()
        known = self.tr("{files}: loaded before, nothing has changed.").format(files=", ".join(done.known))
        added = self.tr("{files}: loaded, {matched} recognised by address.").format(
            files=", ".join(done.added), matched=done.matched
        )
        self._done.show_text(" ".join(([added] if done.added else []) + ([known] if done.known else [])))
        self._notice.show_text(" ".join(done.warnings))
        if self._station is not None:
            self._station.refresh()
        self.loaded.emit()
