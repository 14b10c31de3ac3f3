"""One entry of the online meeting: who it may be and why, and the four answers, each with a key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidgetItem, QPushButton

from checkin.services.online import Item, Review
from checkin.ui.online import online_wording
from checkin.ui.online.online_list import AnswerList
from checkin.ui.parts.folding import ButtonRow
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.scrolling import scrolled_column
from checkin.ui.parts.wording import clock

_WHO = Qt.ItemDataRole.UserRole
_SEARCH_MS = 120

Choice = tuple[str, str, str, str]
"""A registrant to choose: id, name, organisation, e-mail address."""


class OnlinePanel(QFrame):
    """Emits what was answered: `accepted` with the registrant's id, `new_wanted`, `ignored`, `taken_back`, or by a key
    `answered`; and `searched` with the text of the search among all registrants.
    """

    accepted = Signal(str)
    answered = Signal(int)
    new_wanted = Signal()
    ignored = Signal()
    taken_back = Signal()
    searched = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._proposed: list[Choice] = []
        self._name = PlainLabel(look="title", wrap=True)
        self._name.setObjectName("online_name")
        self._facts = PlainLabel(look="quiet", wrap=True)
        self._facts.setObjectName("online_facts")
        self._why = PlainLabel(wrap=True)
        self._why.setObjectName("online_why")
        self.candidates = AnswerList("online_candidates", self.tr("People it may be"))
        self.candidates.setMinimumHeight(90)
        self.candidates.answered.connect(self.answered)
        self.candidates.itemDoubleClicked.connect(lambda item: self.accepted.emit(item.data(_WHO)))
        self.search = QLineEdit(placeholderText=self.tr("Somebody else: name, organisation, e-mail…"))
        self.search.setObjectName("online_search")
        self.search.setAccessibleName(self.tr("Search all registrants"))
        self.search.setClearButtonEnabled(True)
        self._soon = QTimer(self, interval=_SEARCH_MS, singleShot=True)
        self._soon.timeout.connect(self._search)
        self.search.textChanged.connect(self._search_soon)
        self.search.returnPressed.connect(self.candidates.setFocus)
        self.accept = self._button("online_accept", self.tr("Accept (Enter)"))
        self.accept.setProperty("look", "primary")
        self.new = self._button("online_new", self.tr("New contact (N)"))
        self.ignore = self._button("online_ignore", self.tr("Leave aside (Del)"))
        self.undo = self._button("online_undo", self.tr("Take back (Ctrl+Z)"))
        self.accept.clicked.connect(self.take_current)
        self.new.clicked.connect(self.new_wanted)
        self.ignore.clicked.connect(self.ignored)
        self.undo.clicked.connect(self.taken_back)
        column = scrolled_column(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(8)
        for part in (self._name, self._facts, self._why):
            column.addWidget(part)
        column.addWidget(self.candidates, 1)
        column.addWidget(self.search)
        column.addWidget(ButtonRow(self.accept, self.new))
        column.addWidget(ButtonRow(self.ignore, self.undo))

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAccessibleName(text)
        return button

    def show_item(self, item: Item | None, review: Review, *, can_undo: bool) -> None:
        """Show another entry, or that there is none to decide about."""
        self.search.clear()
        self._soon.stop()
        self.undo.setEnabled(can_undo)
        for part in (self.accept, self.new, self.ignore, self.search, self.candidates):
            part.setEnabled(item is not None)
        if item is None:
            self._name.setText(self.tr("Nobody is left to decide about."))
            self._facts.setText("")
            self._why.setText("")
            self._proposed = []
            self.show_choices([])
            return
        entry = item.entry
        self._name.setText(entry.name)
        self._facts.setText(" · ".join(self._parts(item, review)))
        self._why.setText(online_wording.decision(item, review) or online_wording.why(item.proposal.why))
        found = [review.registrants[who] for who in item.proposal.candidates if who in review.registrants]
        self._proposed = [(one.id, one.name, one.organisation, one.details.email) for one in found]
        self.show_choices(self._proposed)

    def _parts(self, item: Item, review: Review) -> list[str]:
        entry = item.entry
        parts = [online_wording.kind(entry.kind), self.tr("{minutes} min").format(minutes=round(entry.minutes))]
        if entry.joined is not None and entry.left is not None:
            begin, end = clock(entry.joined, review.session), clock(entry.left, review.session)
            parts.append(self.tr("{begin} to {end}").format(begin=begin, end=end))
        parts += [entry.email] if entry.email else []
        others = [name for name in (*entry.names, *entry.registered_names) if name != entry.name]
        if others:
            parts.append(self.tr("also as {names}").format(names=", ".join(dict.fromkeys(others))))
        return parts

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Show the people to choose among, each with the digit that chooses them; the only one is marked."""
        self.candidates.clear()
        for number, (who, *texts) in enumerate(choices, 1):
            words = " · ".join(text for text in texts if text)
            line = QListWidgetItem(f"{number}   {words}" if number < 10 else words)  # noqa: PLR2004
            line.setData(_WHO, who)
            self.candidates.addItem(line)
        if len(choices) == 1:
            self.candidates.setCurrentRow(0)
        self.accept.setEnabled(bool(choices))

    def show_hits(self, text: str, choices: Sequence[Choice]) -> None:
        """Show who was found for a text, unless it is another one by now."""
        if text == self.search.text().strip():
            self.show_choices(choices)

    def _search_soon(self) -> None:
        self._soon.start()

    def _search(self) -> None:
        text = self.search.text().strip()
        if text:
            self.searched.emit(text)
        else:
            self.show_choices(self._proposed)

    def take_current(self) -> None:
        """Accept the marked person; where several are proposed and none is marked, nothing is taken."""
        if self.candidates.currentRow() >= 0:
            self.accepted.emit(self.candidates.currentItem().data(_WHO))
        elif self.candidates.count():
            self.candidates.setFocus()

    def take(self, number: int) -> None:
        """Accept the person with this number."""
        if number <= self.candidates.count():
            self.accepted.emit(self.candidates.item(number - 1).data(_WHO))
