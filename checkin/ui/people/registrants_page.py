"""The registrants: the table with its filter, one person's details and history, and the way to load a list."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from checkin.domain.errors import DeskError
from checkin.services import overview
from checkin.services.overview import Line
from checkin.services.place import Place
from checkin.storage.event_file import EventFile
from checkin.ui.parts.dropped import files_in, take_copy, the_file
from checkin.ui.parts.folding import ButtonRow
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.wording import sentence
from checkin.ui.people.person_panel import PersonPanel
from checkin.ui.people.registrants_table import RegistrantsModel, RegistrantsTable, line_key
from checkin.ui.station import Station

_SHARES = (2.2, 2.4, 1.0, 1.0, 1.2, 0.7, 1.2)
"""How the columns share the table's width."""

_FEWEST_LETTERS = 11
"""As much of each column has to be seen: in a narrow window with large text the table scrolls instead."""

_BESIDE_A_PERSON = (0, 1, 6)
"""The columns that stay when a person's details take a third of the window: name, organisation, state."""


class RegistrantsPage(QWidget):
    """`page_registrants`. `wants_import` asks to load a list: one that was dropped here, or None, yet to be chosen."""

    wants_import = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page_registrants")
        self.setAccessibleName(self.tr("Registrants"))
        self.setAcceptDrops(True)
        self._station: Station | None = None
        self._stale = True
        self._problem = PlainLabel(look="problem", wrap=True)
        self._problem.hide()
        self.filter = QLineEdit(placeholderText=self.tr("Filter by name, organisation, e-mail, country…"))
        self.filter.setObjectName("registrants_filter")
        self.filter.setAccessibleName(self.tr("Filter"))
        self.filter.setClearButtonEnabled(True)
        self.state = QComboBox()
        self.state.setObjectName("registrants_state")
        self.state.setAccessibleName(self.tr("State"))
        for value, title in self._states():
            self.state.addItem(title, value)
        self._count = PlainLabel(look="quiet")
        self._count.setObjectName("registrants_count")
        self.model = RegistrantsModel()
        self.model.edited.connect(self._edited)
        self.table = RegistrantsTable(self.model)
        # Not the current row: that is the first one as soon as the table gets the focus.
        self.table.selectionModel().selectionChanged.connect(self._row_chosen)
        self.person = PersonPanel()
        self.person.changed.connect(self._reload)
        self.person.closed.connect(self._close_person)
        self.filter.textChanged.connect(self._filter)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.filter, context=Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self.table.setFocus)
        self.state.currentIndexChanged.connect(self._filter)
        self._lay_out()

    def _states(self) -> list[tuple[str, str]]:
        return [
            ("", self.tr("All")),
            ("in", self.tr("In the room")),
            ("expected", self.tr("Expected")),
            ("walk_in", self.tr("Walk-ins")),
            ("no_badge", self.tr("No badge printed")),
            ("not_confirmed", self.tr("Not confirmed or cancelled")),
        ]

    def _lay_out(self) -> None:
        load = QPushButton(self.tr("Load a list…"))
        load.setObjectName("registrants_import")
        load.setAccessibleName(self.tr("Load a list"))
        load.setProperty("look", "primary")
        load.clicked.connect(lambda: self.wants_import.emit(None))
        add = QPushButton(self.tr("Add a person"))
        add.setObjectName("registrants_add")
        add.setAccessibleName(self.tr("Add a person"))
        add.clicked.connect(self._add)
        side = QWidget()
        others = QHBoxLayout(side)
        others.setContentsMargins(0, 0, 0, 0)
        others.setSpacing(10)
        others.addWidget(self.state, 1)
        for part in (self._count, add, load):
            others.addWidget(part)
        bar = ButtonRow(self.filter, side, first_wide=True)
        self._split = QSplitter()
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.table)
        self._split.addWidget(self.person)
        self._split.setStretchFactor(0, 1)
        self.person.hide()
        page = QVBoxLayout(self)
        page.setContentsMargins(14, 4, 16, 12)
        page.setSpacing(10)
        page.addWidget(bar)
        page.addWidget(self._problem)
        page.addWidget(self._split, 1)

    # -- the station ---------------------------------------------------------------------------------------------

    def attach(self, station: Station) -> None:
        """Serve this station from now on."""
        self._station = station
        self.person.hide()
        self.person.attach(station)
        station.changed.connect(self._changed)
        self._stale = True
        if self.isVisible():
            self._reload()

    def tell(self, problem: DeskError) -> None:
        """Show what failed."""
        self._problem.show_text(sentence(problem))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._reload()

    def _changed(self) -> None:
        # Hidden, the table only remembers that it is old: a check-in must not wait for it.
        self._stale = True
        if self.isVisible():
            self._reload()

    def _reload(self) -> None:
        if self._station is not None:
            self._stale = False
            self._station.read(_lines_and_keys, self._show)

    def _show(self, answer: tuple[list[Line], list[str]]) -> None:
        if self._station is None:
            return
        lines, keys = answer
        first = self.model.total == 0
        self.model.show_lines(lines, keys, self._station.place.session)
        self._say_count()
        if first:
            QTimer.singleShot(0, self, self._spread)
        if self.person.isVisible():
            self.person.refresh()

    def _spread(self) -> None:
        """Give the columns their shares of the width that the table has now."""
        shown = _BESIDE_A_PERSON if self.person.isVisible() else range(len(_SHARES))
        share = self.table.viewport().width() / sum(_SHARES[column] for column in shown)
        letter, header = self.table.fontMetrics().averageCharWidth(), self.table.horizontalHeader()
        header.setMinimumSectionSize(_FEWEST_LETTERS * letter)
        self.state.setMinimumWidth(_FEWEST_LETTERS * letter)
        self.table.verticalHeader().setDefaultSectionSize(self.table.fontMetrics().height() * 2)
        for column, width in enumerate(_SHARES):
            self.table.setColumnHidden(column, column not in shown)
            if column + 1 < len(_SHARES):  # The last one takes what is left.
                fewest = max(header.sectionSizeHint(column), round(width * _FEWEST_LETTERS * letter * 0.6))
                self.table.setColumnWidth(column, max(int(share * width), fewest))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._spread)

    def take_focus(self) -> None:
        """What is typed filters."""
        self.filter.setFocus()
        self.filter.selectAll()

    def _filter(self) -> None:
        self.model.set_filter(self.filter.text(), self.state.currentData() or "")
        self._say_count()

    def _say_count(self) -> None:
        shown, total = self.model.rowCount(), self.model.total
        text = self.tr("%n person(s)", "", total)
        if shown != total:
            text = self.tr("{shown} of {total}").format(shown=shown, total=total)
        self._count.setText(text)

    # -- a list that is dropped ------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._station is not None and files_in(event.mimeData()):
            take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        take_copy(event)
        try:
            self.wants_import.emit(the_file(files_in(event.mimeData())))
        except DeskError as problem:
            self.tell(problem)

    # -- one person ----------------------------------------------------------------------------------------------

    def _row_chosen(self) -> None:
        for chosen in self.table.selectionModel().selectedRows():
            wanted = self.model.line(chosen.row()).id
            if not self.person.holds():
                self.person.show_person(wanted)
                self._open_person()
            elif wanted != self.person.registrant_id:
                QTimer.singleShot(0, self, self._choose_shown)

    def _choose_shown(self) -> None:
        """Mark whoever is shown beside the table, and not who was chosen while something was not saved."""
        row = self.model.row_of(self.person.registrant_id)
        with QSignalBlocker(self.table.selectionModel()):
            self.table.clearSelection()
            self.table.setCurrentIndex(self.model.index(row, 0) if row >= 0 else QModelIndex())
        self.table.viewport().update()

    def _edited(self, registrant_id: str, field: str, text: str) -> None:
        if self._station is not None:
            self._problem.hide()
            self._station.write(
                lambda event, place, now: overview.correct_field(event, registrant_id, field, text, place, now),
                lambda _person: self._reload(),
                self.tell,
            )

    def show_registrant(self, registrant_id: str) -> None:
        """Show one person with all that is known of them, wherever they stand in the table."""
        if registrant_id != self.person.registrant_id and self.person.holds():
            return
        self.filter.clear()
        self.state.setCurrentIndex(0)
        row = self.model.row_of(registrant_id)
        if row >= 0:
            # selectRow chooses nothing where words run from right to left.
            self.table.setCurrentIndex(self.model.index(row, 0))
        self.person.show_person(registrant_id)
        self._open_person()

    def _add(self) -> None:
        if self.person.holds():
            return
        self.table.clearSelection()
        self.person.show_new()
        self._open_person()

    def _open_person(self) -> None:
        self._problem.hide()
        if not self.person.isVisible():
            self.person.show()
            wide = self.width()
            self._split.setSizes([round(wide * 0.6), round(wide * 0.4)])
            QTimer.singleShot(0, self, self._spread)
            QTimer.singleShot(0, self, partial(self.table.scrollTo, self.table.currentIndex()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.person.isVisible():
            self.person.leave()
        else:
            self.filter.clear()
            self.take_focus()

    def _close_person(self) -> None:
        self.person.hide()
        self.table.clearSelection()
        self.table.setCurrentIndex(QModelIndex())
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self._spread)


def _lines_and_keys(event: EventFile, place: Place) -> tuple[list[Line], list[str]]:
    lines = overview.lines(event, place)
    return lines, [line_key(line) for line in lines]
