"""Who has a badge: printed but not here, here but not printed, and every print with its reason."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QTabWidget, QVBoxLayout, QWidget

from checkin.domain.errors import DeskError
from checkin.domain.registrant import Registrant
from checkin.services import prints
from checkin.services.place import Place
from checkin.services.prints import Apart, Print
from checkin.storage.event_file import EventFile
from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.dialog_size import open_at
from checkin.ui.parts.folding import ButtonRow
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.wording import clock, day, sentence
from checkin.ui.station import Station

_ID = Qt.ItemDataRole.UserRole


class BadgeLists(QDialog):
    """`badge_lists`. `wanted` carries the id of the person whose line was chosen."""

    wanted = Signal(str)

    def __init__(self, station: Station, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("badge_lists")
        self.setWindowTitle(self.tr("Who has a badge"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._station = station
        self.not_here = self._list("badge_lists_not_here", self.tr("Printed, not here"))
        self.not_printed = self._list("badge_lists_not_printed", self.tr("Here, not printed"))
        self.log = self._list("badge_lists_log", self.tr("All prints"))
        self.tabs = QTabWidget()
        self.tabs.setObjectName("badge_lists_tabs")
        self.tabs.setUsesScrollButtons(True)
        for one in (self.not_here, self.not_printed, self.log):
            self.tabs.addTab(one, one.accessibleName())
        self._problem = PlainLabel(look="problem", wrap=True)
        self._problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(self.tabs, 1)
        column.addWidget(self._problem)
        column.addWidget(ButtonRow(named_button("badge_lists_close", self.tr("Close"), self.accept)))
        open_at(self, 90, 28)
        station.changed.connect(self._read)
        self._read()

    def _list(self, name: str, title: str) -> QListWidget:
        made = QListWidget()
        made.setObjectName(name)
        made.setAccessibleName(title)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # a long line ends in "…"
        made.itemActivated.connect(self._choose)
        return made

    def _read(self) -> None:
        def read(event: EventFile, place: Place) -> tuple[Apart, list[Print]]:
            return prints.apart(event, place), prints.log(event)

        self._station.read(read, lambda found: self._show(*found), self._tell)

    def _tell(self, problem: DeskError) -> None:
        self._problem.show_text(sentence(problem))

    def _show(self, apart: Apart, log: list[Print]) -> None:
        nobody, nothing = self.tr("Nobody."), self.tr("Nothing was printed yet.")
        _fill(self.not_here, ((person.id, _who(person)) for person in apart.printed_not_here), nobody)
        _fill(self.not_printed, ((person.id, _who(person)) for person in apart.here_not_printed), nobody)
        _fill(self.log, ((line.fact.registrant_id or "", self._line(line)) for line in log), nothing)
        for place, (one, count) in enumerate(
            (
                (self.not_here, len(apart.printed_not_here)),
                (self.not_printed, len(apart.here_not_printed)),
                (self.log, len(log)),
            )
        ):
            title = self.tr("{list} ({count})").format(list=one.accessibleName(), count=count)
            self.tabs.setTabText(place, title.replace("&", "&&"))

    def _line(self, line: Print) -> str:
        session = self._station.place.session
        parts = [
            f"{day(line.fact.at, session)} {clock(line.fact.at, session)}",
            line.name,
            self.tr("copy {number}").format(number=line.copy) if line.copy > 1 else "",
            "" if line.came_out else self.tr("did not come out"),
            line.fact.reason,
            line.fact.note,
            line.fact.station,
        ]
        return " · ".join(part for part in parts if part)

    def _choose(self, item: QListWidgetItem) -> None:
        self.accept()
        self.wanted.emit(str(item.data(_ID)))


def _who(person: Registrant) -> str:
    return " · ".join(part for part in (person.slot, person.name, person.organisation) if part)


def _fill(list_: QListWidget, lines: Iterable[tuple[str, str]], otherwise: str) -> None:
    """Show the lines, each with the id of its person; if there is none, a sentence that cannot be chosen."""
    list_.clear()
    for registrant_id, text in lines:
        item = QListWidgetItem(text)
        item.setData(_ID, registrant_id)
        list_.addItem(item)
    if not list_.count():
        QListWidgetItem(otherwise, list_).setFlags(Qt.ItemFlag.NoItemFlags)
