"""The part of a person's panel that unites two entries of one person, and parts them again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from checkin.domain.registrant import Registrant, mask_email
from checkin.domain.search import Hit
from checkin.services import same_people
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.wording import sentence
from checkin.ui.station import Station

_ID = Qt.ItemDataRole.UserRole
_TYPED_MS = 150


class SamePerson(QWidget):
    """`united` and `parted` say that it is done, with the name of the other entry; `grown` that more is to be seen."""

    united = Signal(str)
    parted = Signal(str)
    grown = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._station: Station | None = None
        self._person: Registrant | None = None
        self._open = QPushButton(self.tr("The same person as…"))
        self._open.setObjectName("person_same_open")
        self._open.setAccessibleName(self._open.text())
        self._open.setToolTip(self.tr("Make two entries one: all codes and check-ins of both stay."))
        self._open.setCheckable(True)
        self._open.toggled.connect(self._opened)
        self._field = QLineEdit(placeholderText=self.tr("Name or e-mail of the other entry"))
        self._field.setObjectName("person_same")
        self._field.setAccessibleName(self.tr("The other entry of this person"))
        self._hits = QListWidget()
        self._hits.setObjectName("person_same_hits")
        self._hits.setAccessibleName(self.tr("People found"))
        self._hits.setWordWrap(True)
        self._hits.itemActivated.connect(self._unite)
        self._hits.setMaximumHeight(self.fontMetrics().height() * 7)
        self._problem = PlainLabel(look="problem", wrap=True)
        self._typed = QTimer(self, interval=_TYPED_MS, singleShot=True)
        self._typed.timeout.connect(self._search)
        self._field.textChanged.connect(self._typed.start)
        self._field.returnPressed.connect(self._hits.setFocus)
        self._entries = QVBoxLayout()
        self._entries.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._entries)
        for part in (self._open, self._field, self._hits, self._problem):
            column.addWidget(part)
        self._opened(open_=False)

    def attach(self, station: Station) -> None:
        """Serve this station from now on."""
        self._station = station

    def show_person(self, person: Registrant | None) -> None:
        """Show with whom a person is united; None for a person who is not on the list yet."""
        other = person is None or self._person is None or person.id != self._person.id
        self._person = person
        self.setVisible(person is not None)
        if other:
            self._open.setChecked(False)
        if person is not None and self._station is not None:
            self._station.read(
                lambda event, _place: same_people.with_whom(event, person.id), partial(self._show_entries, person.id)
            )

    def _show_entries(self, registrant_id: str, entries: list[Registrant]) -> None:
        if self._person is None or self._person.id != registrant_id:
            return
        while (item := self._entries.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, entry in enumerate(entries):
            part = QPushButton(self.tr("Part again"))
            part.setObjectName(f"person_part_{number}")
            part.setAccessibleName(self.tr("Part again from {name}").format(name=_known_as(entry)))
            part.clicked.connect(partial(self._part, entry))
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(PlainLabel(self.tr("Also: {name}").format(name=_known_as(entry)), wrap=True), 1)
            row.addWidget(part)
            self._entries.addWidget(line)

    def _opened(self, open_: bool) -> None:
        self._problem.show_text("")
        self._hits.hide()
        self._field.setVisible(open_)
        self._field.clear()
        if open_:
            self._field.setFocus()

    def _search(self) -> None:
        text = self._field.text()
        if self._station is not None and text.strip():
            self._station.look_up(text, self._show_hits)
        else:
            self._hits.hide()

    def _show_hits(self, hits: list[Hit]) -> None:
        self._hits.clear()
        for hit in hits:
            if self._person is None or hit.registrant_id == self._person.id:
                continue
            text = " · ".join(filter(None, (hit.name, hit.organisation, mask_email(hit.email))))
            item = QListWidgetItem(text)
            item.setData(_ID, hit.registrant_id)
            self._hits.addItem(item)
        self._hits.setVisible(self._field.isVisible() and self._hits.count() > 0)
        self._hits.setCurrentRow(0)
        self.grown.emit()

    def _unite(self, item: QListWidgetItem) -> None:
        if self._station is None or self._person is None:
            return
        kept, given, name = self._person.id, item.data(_ID), item.text()
        self._station.write(
            lambda event, place, now: same_people.unite(event, kept, given, place, now),
            lambda _person: self._done(self.united.emit, name),
            lambda problem: self._problem.show_text(sentence(problem)),
        )

    def _part(self, entry: Registrant) -> None:
        if self._station is not None:
            self._station.write(
                lambda event, place, now: same_people.part(event, entry.id, place, now),
                lambda _person: self._done(self.parted.emit, entry.name),
                lambda problem: self._problem.show_text(sentence(problem)),
            )

    def _done(self, tell: Callable[[str], None], name: str) -> None:
        self._open.setChecked(False)
        tell(name)


def _known_as(entry: Registrant) -> str:
    return " · ".join(dict.fromkeys(filter(None, (entry.name, entry.organisation or entry.details.email))))
