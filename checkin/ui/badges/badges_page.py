"""The badges: choose the sheet and for whom, see exactly what comes out, save a PDF or print."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from checkin.badges import preflight
from checkin.badges.badge_pictures import write_pictures
from checkin.badges.preflight import Finding
from checkin.badges.sheets import Sheets, write_pdf
from checkin.domain.badge_order import Order
from checkin.domain.errors import DeskError
from checkin.services import prints
from checkin.services.place import Place
from checkin.storage.event_file import EventFile
from checkin.ui.badges.adjusting_form import AdjustingForm
from checkin.ui.badges.badge_forms import BadgeForms
from checkin.ui.badges.badge_run import Run, RunMaker, Wanted
from checkin.ui.badges.findings import Findings
from checkin.ui.badges.kept_choice import KeptChoice
from checkin.ui.badges.photo_folder import PhotoFolder
from checkin.ui.badges.run_choice import RunChoice
from checkin.ui.badges.sheet_form import SheetForm
from checkin.ui.badges.sheet_preview import SheetPages
from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.folding import ButtonRow
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.scrolling import scrolled_column
from checkin.ui.parts.wording import sentence
from checkin.ui.printers.badge_printing import BadgePrinting
from checkin.ui.printers.design_choice import DesignChoice
from checkin.ui.printers.print_queue import PrintQueue
from checkin.ui.printers.printing import printing_of
from checkin.ui.printers.stock_choice import StockChoice
from checkin.ui.station import Station


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
        self._run: Run | None = None
        self._stale = True
        self.stock = StockChoice()
        self.design = DesignChoice()
        self.design.offer(self.stock.currentData())
        self.stock.currentIndexChanged.connect(lambda _row: self._offer())
        self.design.unreadable.connect(self.tell)
        self.change_design = named_button(
            "badges_change_design", self.tr("Change the design…"), lambda: self.wants_design.emit(self.design.design())
        )
        self._own_sheet = named_button("badges_own_sheet", self.tr("Own sheet…"), self.show_own_sheet)
        self._adjust = named_button("badges_adjust", self.tr("Adjust the printer…"), self.show_adjusting)
        for choice in (self.stock, self.design):
            choice.currentIndexChanged.connect(self._prepare)
        self._kept = KeptChoice(self.stock, self.design, self)
        self.photos = PhotoFolder()
        self.photos.changed.connect(self._prepare)
        self.run_choice = RunChoice()
        self.run_choice.offer(self.stock.currentData())
        self.run_choice.changed.connect(self._prepare)
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
        self.pictures = named_button("badges_pictures", self.tr("Save pictures…"), self._ask_pictures)
        self.forms = BadgeForms()
        self.forms.wants_person.connect(self.wants_person)
        # Who has just given slots wants the badges as they will lie.
        self.forms.racked.connect(partial(self.run_choice.choose, Order.SLOT))
        self._queue = PrintQueue()
        self._maker = RunMaker(self)
        self._maker.made.connect(self._laid_out)
        self._maker.found.connect(self._looked_at)
        self._maker.failed.connect(self.tell)
        self._printing = BadgePrinting(self)
        self._printing.done.connect(partial(self._answer, self._done))
        self._printing.done.connect(lambda _words: self.run_choice.printed(self._run))
        self._printing.failed.connect(self.tell)
        self._lay_out()

    def _offer(self) -> None:
        self.design.offer(self.stock.currentData())
        self.run_choice.offer(self.stock.currentData())

    def _lay_out(self) -> None:
        choices = QWidget()
        column = scrolled_column(choices)
        column.setContentsMargins(20, 16, 20, 4)
        column.setSpacing(10)
        column.addWidget(self._count)
        for answer in (self._notice, self._done, self._problem):
            column.addWidget(answer)
        column.addWidget(self.findings)
        for title, part in ((self.tr("&Sheet"), self.stock), (self.tr("&Design"), self.design)):
            label = PlainLabel(title, look="quiet")
            label.setBuddy(part)
            column.addWidget(label)
            column.addWidget(part)
            if part is self.stock:
                column.addWidget(ButtonRow(self._own_sheet, self._adjust))
        column.addWidget(ButtonRow(self.change_design))
        column.addWidget(self.photos)
        column.addWidget(self.run_choice)
        column.addWidget(self.forms)
        column.addStretch(1)
        hint = self.tr("Print in actual size (100 %). Printing is not attendance: nobody is checked in by it.")
        column.addWidget(PlainLabel(hint, look="quiet", wrap=True))
        (self._scroll,) = choices.findChildren(QScrollArea)
        # What is done with the run stays in view, however many choices there are.
        foot = QVBoxLayout()
        foot.setContentsMargins(20, 0, 20, 16)
        foot.setSpacing(10)
        foot.addWidget(ButtonRow(self.pdf, self.print, self.pictures, spread=True))
        options = QFrame()
        options.setProperty("look", "card")
        options.setMaximumWidth(self.fontMetrics().averageCharWidth() * 64)
        whole = QVBoxLayout(options)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(choices, 1)
        whole.addLayout(foot)
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
        self._kept.attach(station)
        self.photos.attach(station)
        self.forms.attach(station)
        station.changed.connect(self._changed)
        self._printing.attach(station)
        self._queue.watch(printing_of(station))
        self._changed()

    def _answer(self, label: PlainLabel, text: str) -> None:
        """Say something, where it is seen: the answers stand above the choices, which may be scrolled down."""
        label.show_text(text)
        self._scroll.verticalScrollBar().setValue(0)

    def show_own_sheet(self) -> None:
        """Open the form for a sheet that is not in the list, with the measures of the chosen one to begin with."""
        SheetForm(self.stock.currentData(), self, self.stock.offer).open()

    def show_adjusting(self) -> None:
        """Open the form that measures how far a printer is off on the chosen sheet."""
        if self._station is not None:
            AdjustingForm(self._station, self.stock.currentData(), self).open()

    def tell(self, problem: DeskError) -> None:
        """Show what failed."""
        self._done.hide()
        self._answer(self._problem, sentence(problem))

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
        stock, design, choice = self.stock.currentData(), self.design.design(), self.run_choice
        self.photos.offer(design)
        how = (choice.for_whom(), choice.in_order(), choice.layout_on(stock), self.photos.photos())
        self._maker.make(self._station, Wanted(design, stock, *how))

    def _laid_out(self, run: Run) -> None:
        self._run = run
        badges, pages = len(run.sheets.people), run.sheets.pages
        self._count.setText(
            self.tr("{badges} on {pages}").format(
                badges=self.tr("%n badge(s)", "", badges), pages=self.tr("%n sheet(s)", "", pages)
            )
        )
        self._notice.show_text(self.run_choice.turning(run.sheets))
        self.findings.show_findings(run.findings)
        for button in (self.pdf, self.print, self.pictures):
            button.setEnabled(bool(run.sheets.people))
        self.sheets.show_sheets(run.sheets)

    def _looked_at(self, run: Run) -> None:
        """The photos of the run were looked at."""
        if self._run is not None and run.sheets is self._run.sheets:
            self._run = run
            self.findings.show_findings(run.findings)

    # -- ink -----------------------------------------------------------------------------------------------------

    def _ask_pdf(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save the badges"), "badges.pdf", self.tr("PDF (*.pdf)"))
        if name:
            self.save_pdf(Path(name), replace=True)

    def _ask_pictures(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("The folder for a picture of each badge"))
        if name:
            self.save_pictures(Path(name))

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
                text = self.tr("Nothing is printed yet: look at the list. Asked once more, it is printed all the same.")
                self._answer(self._notice, text)
                return
            self._notice.hide()
            go_on(run.sheets)

        self._station.work(lambda _event, _place, _now: preflight.read_back(run.sheets, stop=stop), proved, self.tell)

    def save_pdf(self, path: Path, *, replace: bool = False) -> None:
        """Write the sheets as they are shown, and note in the journal for whom a badge was printed."""
        self._proved(lambda sheets: self._write(sheets, path, partial(write_pdf, replace=replace)))

    def save_pictures(self, folder: Path) -> None:
        """Write a PNG of each badge into a folder, and note in the journal for whom one was made."""
        self._proved(lambda sheets: self._write(sheets, folder, write_pictures))

    def _write(self, sheets: Sheets, path: Path, make: Callable[..., None]) -> None:
        if (station := self._station) is None:
            return

        def write(event: EventFile, place: Place, now: datetime) -> Path:
            make(sheets, path, stop=station.stopping)
            prints.printed(event, [person.id for person in sheets.people], place, now, path.name)
            return path

        station.work(write, self._saved, self.tell)

    def _saved(self, path: Path) -> None:
        self._answer(self._done, self.tr("Saved: {path}").format(path=path))
        if self._station is not None:
            self._station.refresh()

    def _ask_printer(self) -> None:
        self._proved(self._printing.ask)
