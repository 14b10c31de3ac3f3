"""Those online: load Zoom's reports, and go through everyone whom no address has told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from checkin.domain.errors import DeskError
from checkin.services import online
from checkin.services.online import Item, Review
from checkin.services.place import Place
from checkin.storage.event_file import EventFile
from checkin.storage.search import Searcher
from checkin.ui.online.online_list import NEW, EntryList
from checkin.ui.online.online_loading import OnlineLoading
from checkin.ui.online.online_panel import Choice, OnlinePanel
from checkin.ui.online.online_reports import OnlineReports
from checkin.ui.parts.folding import ButtonRow
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.station import Station


class OnlinePage(QWidget):
    """`page_online`."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page_online")
        self.setAccessibleName(self.tr("Online"))
        self._station: Station | None = None
        self._review: Review | None = None
        self._stale, self._busy = True, False
        self._epoch = 0
        self._waiting_answers: list[Callable[[], None]] = []
        self._decided: list[str] = []
        self._searcher = Searcher()
        self.loading = OnlineLoading()
        self.loading.loaded.connect(self._loaded)
        self.reports = OnlineReports()
        self.reports.unwanted.connect(self._unload)
        self.shown = QComboBox()
        self.shown.setObjectName("online_shown")
        self.shown.setAccessibleName(self.tr("Shown"))
        for value, title in self._choices():
            self.shown.addItem(title, value)
        self.shown.currentIndexChanged.connect(self._fill)
        self._progress = PlainLabel(look="head", wrap=True)
        self._progress.setObjectName("online_progress")
        self.list = EntryList("online_list", self.tr("Everyone online"))
        self.list.currentRowChanged.connect(self._show_current)
        self.list.answered.connect(self._answer)
        self.panel = OnlinePanel()
        self.panel.accepted.connect(lambda who: self._when_free(partial(self._accept, who)))
        self.panel.new_wanted.connect(lambda: self._when_free(self._new_contact))
        self.panel.ignored.connect(lambda: self._when_free(self._ignore))
        self.panel.answered.connect(self._answer)
        self.panel.taken_back.connect(self._take_back)
        self.panel.searched.connect(self._search)
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        undo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        undo.activated.connect(self._take_back)
        self._lay_out()

    def _choices(self) -> list[tuple[str, str]]:
        return [
            ("open", self.tr("To decide")),
            ("matched", self.tr("Recognised")),
            ("ignored", self.tr("Left aside")),
            ("all", self.tr("Everyone online")),
        ]

    def _lay_out(self) -> None:
        side = QWidget()
        others = QHBoxLayout(side)
        others.setContentsMargins(0, 0, 0, 0)
        others.addWidget(self.shown, 1)
        others.addWidget(self.reports.button)
        others.addWidget(self.loading.button)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(self.panel)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(14, 4, 16, 12)
        page.setSpacing(10)
        page.addWidget(ButtonRow(self._progress, side, first_wide=True))
        page.addWidget(self.loading)
        page.addWidget(self.reports)
        page.addWidget(split, 1)

    # -- the station ---------------------------------------------------------------------------------------------

    def attach(self, station: Station) -> None:
        """Serve this station from now on."""
        self._station = station
        self.loading.attach(station)
        station.served.connect(self._begin)
        station.changed.connect(self._changed)
        self._begin()

    def _begin(self) -> None:
        # What was decided about another session cannot be taken back in this one.
        self._decided, self._waiting_answers, self._busy = [], [], False
        self._changed()

    def take_focus(self) -> None:
        """Whoever opens the page answers with the next key."""
        self.list.setFocus()

    def tell(self, problem: DeskError) -> None:
        """Show what failed."""
        self._busy = False
        self._waiting_answers.clear()
        self.loading.tell(problem)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._station is not None:
            # The list may have grown since.
            self._station.work(online.settle, self._settled, self.tell)
        if self._stale:
            self._changed()

    def _settled(self, found: int) -> None:
        if found and self._station is not None:
            self._station.refresh()

    def _changed(self) -> None:
        self._stale = True
        if self.isVisible() and self._station is not None:
            self._stale = False
            then = partial(self._show, self._epoch)
            self._station.read(lambda event, place: online.review(event, place.session), then, self.tell)

    def _show(self, epoch: int, review: Review) -> None:
        if epoch != self._epoch:
            return  # An answer was given meanwhile; what follows from it is being read.
        self._review = review
        self._busy = False
        self.reports.show_reports(review.reports, review.session)
        matched = sum(item.registrant_id is not None for item in review.items)
        left = len(review.open)
        if review.reports:
            text = self.tr("{matched} recognised · {open} to decide · {ignored} left aside").format(
                matched=matched, open=left, ignored=len(review.items) - matched - left
            )
        else:
            text = self.tr("No report of the online meeting was loaded yet.")
        self._progress.setText(text)
        self._fill()
        if self._waiting_answers:
            self._waiting_answers.pop(0)()

    def _items(self) -> Sequence[Item]:
        if self._review is None:
            return ()
        shown: str = self.shown.currentData()
        if shown == "open":
            return self._review.open
        return [item for item in self._review.items if shown in {"all", _state(item)}]

    def _fill(self) -> None:
        if self._review is not None:
            self.list.show_items(self._items(), self._review)
            self._show_current()

    def _loaded(self) -> None:
        self.shown.setCurrentIndex(0)
        self.list.setFocus()

    def _show_current(self) -> None:
        if self._review is not None:
            item = self.list.current()
            can_undo = bool(self._decided) or (item is not None and item.decided is not None)
            self.panel.show_item(item, self._review, can_undo=can_undo)

    # -- answers -------------------------------------------------------------------------------------------------

    def _answer(self, key: int) -> None:
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self._when_free(partial(self.panel.take, key - Qt.Key.Key_0))
        elif key in NEW:
            self._when_free(self._new_contact)
        elif key == Qt.Key.Key_Delete:
            self._when_free(self._ignore)
        else:
            self._when_free(self.panel.take_current)

    def _when_free(self, answer: Callable[[], None]) -> None:
        """Answer now, or once the answer before is on the disk: a quick hand answers the next one with the next key."""
        if self._busy:
            self._waiting_answers.append(answer)
        else:
            answer()

    def _accept(self, registrant_id: str) -> None:
        if item := self.list.current():
            key = item.entry.key
            self._decide(key, lambda event, place, now: online.accept(event, key, registrant_id, place, now))

    def _new_contact(self) -> None:
        if item := self.list.current():
            entry = item.entry
            self._decide(entry.key, lambda event, place, now: online.new_contact(event, entry, place, now))

    def _ignore(self) -> None:
        if item := self.list.current():
            key = item.entry.key
            self._decide(key, lambda event, place, now: online.ignore(event, key, place, now))

    def _unload(self, report_id: str) -> None:
        self._write(lambda event, _place, _now: online.unload(event, report_id))

    def _take_back(self) -> None:
        item = self.list.current()
        key = item.entry.key if item is not None and item.decided is not None else ""
        if not key and self._decided:
            key = self._decided[-1]
        if key:
            self._decided = [other for other in self._decided if other != key]
            self._write(lambda event, place, now: online.undo(event, key, place, now))

    def _decide(self, key: str, task: Callable[[EventFile, Place, datetime], object]) -> None:
        self._decided = [*(other for other in self._decided if other != key), key]
        self._write(task)

    def _write(self, task: Callable[[EventFile, Place, datetime], object]) -> None:
        if self._station is not None:
            self._busy = True
            self.loading.clear()
            self._station.write(task, self._written, self.tell)

    def _written(self, _done: object) -> None:
        self._epoch += 1

    def _search(self, text: str) -> None:
        def find(event: EventFile, place: Place) -> list[Choice]:
            with event.reading() as tx:
                hits = self._searcher.find(tx, text, place.session.id)
            return [(hit.registrant_id, hit.name, hit.organisation, hit.email) for hit in hits]

        if self._station is not None:
            self._station.read(find, lambda found: self.panel.show_hits(text, found), self.tell)


def _state(item: Item) -> str:
    if item.decided is None:
        return "open"
    return "matched" if item.registrant_id is not None else "ignored"
