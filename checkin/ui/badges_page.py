"""The badges: choose the sheet and for whom, see exactly what comes out, save a PDF or print."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from checkin.badges import preflight
from checkin.badges.fields import session_facts
from checkin.badges.layout import Layout
from checkin.badges.preflight import Finding
from checkin.badges.sheets import Sheets, write_pdf
from checkin.domain.errors import DeskError
from checkin.services import prints
from checkin.services.place import Place
from checkin.services.prints import ForWhom
from checkin.storage.event_file import EventFile
from checkin.ui.badge_lists import BadgeLists
from checkin.ui.badge_printing import BadgePrinting
from checkin.ui.buttons import named_button
from checkin.ui.design_choice import DesignChoice
from checkin.ui.findings import Findings
from checkin.ui.folding import ButtonRow, FoldingRadioButton
from checkin.ui.labels import PlainLabel
from checkin.ui.poster_form import PosterForm
from checkin.ui.print_queue import PrintQueue
from checkin.ui.printing import printing_of
from checkin.ui.scrolling import scrolled_column
from checkin.ui.send_ahead import SendAhead
from checkin.ui.sheet_preview import SheetPages
from checkin.ui.station import Station
from checkin.ui.stock_choice import StockChoice
from checkin.ui.wording import sentence


@dataclass(frozen=True, slots=True)
class _Run:
    sheets: Sheets
    findings: tuple[Finding, ...]


class BadgesPage(QWidget):
    """`page_badges`. `wants_person` carries the id of a registrant whose badge has to be looked at, `wants_design` the
    design that is to be changed.
    """

    wants_person = Signal(str)
    wants_design = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page_badges")
        self.setAccessibleName(self.tr("Badges"))
        self._station: Station | None = None
        self._run: _Run | None = None
        self._stale = True
        self.stock = StockChoice()
        self.design = DesignChoice()
        self.design.offer(self.stock.currentData())
        self.stock.currentIndexChanged.connect(lambda _row: self.design.offer(self.stock.currentData()))
        self.design.unreadable.connect(self.tell)
        self.change_design = named_button(
            "badges_change_design", self.tr("Change the design…"), lambda: self.wants_design.emit(self.design.design())
        )
        for choice in (self.stock, self.design):
            choice.currentIndexChanged.connect(self._prepare)
        self._all = FoldingRadioButton(self.tr("Everyone"))
        self._all.setObjectName("badges_all")
        self._missing = FoldingRadioButton(self.tr("Only those without a printed badge"))
        self._missing.setObjectName("badges_not_printed")
        self._here = FoldingRadioButton(self.tr("Only those who are in without a printed badge"))
        self._here.setObjectName("badges_here_not_printed")
        self._all.setChecked(True)
        for who in (self._all, self._missing, self._here):
            who.clicked.connect(self._prepare)
        self._count = PlainLabel(look="head", wrap=True)
        self._count.setObjectName("badges_count")
        self.findings = Findings()
        self.findings.wanted.connect(self.wants_person)
        self._warned: Sheets | None = None
        self._notice = PlainLabel(look="notice", wrap=True)
        self._done = PlainLabel(look="good", wrap=True)
        self._done.setObjectName("badges_done")
        self._problem = PlainLabel(look="problem", wrap=True)
        for label in (self._notice, self._done, self._problem):
            label.hide()
        self.sheets = SheetPages()
        self.pdf = named_button("badges_pdf", self.tr("Save PDF…"), self._ask_pdf, look="primary")
        self.print = named_button("badges_print", self.tr("Print…"), self._ask_printer)
        self._lists = named_button("badges_lists", self.tr("Who has a badge…"), self.show_lists)
        self._ahead = named_button("badges_ahead", self.tr("Send codes ahead…"), self.show_send_ahead)
        self._poster = named_button("badges_poster", self.tr("Poster…"), self.show_poster)
        self._queue = PrintQueue()
        self._printing = BadgePrinting(self)
        self._printing.done.connect(self._done.show_text)
        self._printing.failed.connect(self.tell)
        self._lay_out()

    def _lay_out(self) -> None:
        options = QFrame()
        options.setProperty("look", "card")
        options.setMaximumWidth(self.fontMetrics().averageCharWidth() * 64)
        column = scrolled_column(options)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        for title, part in ((self.tr("&Sheet"), self.stock), (self.tr("&Design"), self.design)):
            label = PlainLabel(title, look="quiet")
            label.setBuddy(part)
            column.addWidget(label)
            column.addWidget(part)
        column.addWidget(ButtonRow(self.change_design))
        column.addWidget(PlainLabel(self.tr("For whom"), look="quiet"))
        for who in (self._all, self._missing, self._here):
            column.addWidget(who)
        column.addWidget(ButtonRow(self._lists))
        column.addWidget(ButtonRow(self._ahead, self._poster))
        column.addSpacing(8)
        column.addWidget(self._count)
        column.addWidget(self.findings)
        for label in (self._notice, self._done, self._problem):
            column.addWidget(label)
        column.addStretch(1)
        column.addWidget(
            PlainLabel(
                self.tr("Print in actual size (100 %). Printing is not attendance: nobody is checked in by it."),
                look="quiet",
                wrap=True,
            )
        )
        column.addWidget(ButtonRow(self.pdf, self.print, spread=True))
        right = QVBoxLayout()
        right.addWidget(self.sheets, 1)
        right.addWidget(self._queue)
        page = QHBoxLayout(self)
        page.setContentsMargins(14, 4, 16, 12)
        page.setSpacing(16)
        page.addWidget(options, 2)
        page.addLayout(right, 3)

    # -- the station ---------------------------------------------------------------------------------------------

    def attach(self, station: Station) -> None:
        """Serve this station from now on."""
        self._station = station
        self.design.attach(station)
        station.changed.connect(self._changed)
        self._printing.attach(station)
        self._queue.watch(printing_of(station))
        self._changed()

    def show_lists(self) -> None:
        """Show who has a badge, and who has none."""
        if self._station is not None:
            lists = BadgeLists(self._station, self)
            lists.wanted.connect(self.wants_person)
            lists.open()

    def show_send_ahead(self) -> None:
        """Open the form that writes everybody's code into a folder."""
        if self._station is not None:
            SendAhead(self._station, self).open()

    def show_poster(self) -> None:
        """Open the form for the poster."""
        if self._station is not None:
            PosterForm(self._station, self).open()

    def tell(self, problem: DeskError) -> None:
        """Show what failed."""
        self._done.hide()
        self._problem.show_text(sentence(problem))

    def _changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self._prepare()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._prepare()

    def _prepare(self, *_: object) -> None:
        """Lay the run out anew, off the window's thread."""
        if self._station is None or not self.isVisible():
            self._stale = True
            return
        self._stale = False
        whole = self._station.whole_event
        stock, design, for_whom = self.stock.currentData(), self.design.design(), self._for_whom()

        def lay_out(event: EventFile, place: Place) -> _Run:
            people = prints.for_badges(event, place, for_whom)
            sheets = Sheets(tuple(people), design, stock, whole.name, session_facts(whole, place.session))
            sheets = replace(sheets, layout=Layout(marks=stock.is_plain))
            return _Run(sheets, tuple(preflight.look_at(sheets)))

        self._station.read(lay_out, self._laid_out, self.tell)

    def _for_whom(self) -> ForWhom:
        if self._here.isChecked():
            return ForWhom.HERE
        return ForWhom.NOT_PRINTED if self._missing.isChecked() else ForWhom.ALL

    def _laid_out(self, run: _Run) -> None:
        self._run = run
        badges, pages = len(run.sheets.people), run.sheets.pages
        self._count.setText(
            self.tr("{badges} on {pages}").format(
                badges=self.tr("%n badge(s)", "", badges), pages=self.tr("%n sheet(s)", "", pages)
            )
        )
        self._notice.hide()
        self.findings.show_findings(run.findings)
        for button in (self.pdf, self.print):
            button.setEnabled(bool(run.sheets.people))
        self.sheets.show_sheets(run.sheets)

    # -- ink -----------------------------------------------------------------------------------------------------

    def _ask_pdf(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save the badges"), "badges.pdf", self.tr("PDF (*.pdf)"))
        if name:
            self.save_pdf(Path(name), replace=True)

    def _proved(self, go_on: Callable[[Sheets], None]) -> None:
        """Read every code of the pages back before they are printed. What stops a run is shown first; asked for once
        more, the run goes on all the same.
        """
        if self._station is None or self._run is None:
            return
        run, stop = self._run, self._station.stopping
        self._problem.hide()
        self._done.hide()

        def proved(unreadable: list[Finding]) -> None:
            findings = (*unreadable, *run.findings)
            self.findings.show_findings(findings)
            if self._warned != run.sheets and any(finding.kind in preflight.STOPPING for finding in findings):
                self._warned = run.sheets
                self._notice.show_text(
                    self.tr("Nothing is printed yet: look at the list. Asked once more, it is printed all the same.")
                )
                return
            self._notice.hide()
            go_on(run.sheets)

        self._station.work(lambda _event, _place, _now: preflight.read_back(run.sheets, stop=stop), proved, self.tell)

    def save_pdf(self, path: Path, *, replace: bool = False) -> None:
        """Write the sheets as they are shown, and note in the journal for whom a badge was printed."""
        self._proved(lambda sheets: self._write_pdf(sheets, path, replace=replace))

    def _write_pdf(self, sheets: Sheets, path: Path, *, replace: bool) -> None:
        if (station := self._station) is None:
            return

        def write(event: EventFile, place: Place, now: datetime) -> Path:
            write_pdf(sheets, path, replace=replace, stop=station.stopping)
            prints.printed(event, [person.id for person in sheets.people], place, now, path.name)
            return path

        station.work(write, self._saved, self.tell)

    def _saved(self, path: Path) -> None:
        self._done.show_text(self.tr("Saved: {path}").format(path=path))
        if self._station is not None:
            self._station.refresh()

    def _ask_printer(self) -> None:
        self._proved(self._printing.ask)
