"""Lists on the page of those online, where one key is an answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from checkin.services.online import Item, Review
from checkin.ui.online import online_wording

_ITEM = Qt.ItemDataRole.UserRole
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
NEW = (Qt.Key.Key_N, Qt.Key.Key_Insert)


class AnswerList(QListWidget):
    """A list in which a digit, N, Del or Enter answers, and the letters of a scan choose nobody."""

    answered = Signal(int)

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setWordWrap(True)
        self.setSpacing(3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in {*ENTER, *NEW, Qt.Key.Key_Delete} or Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            # A key that is held down is one answer: the entries that follow were not looked at yet.
            if not event.isAutoRepeat():
                self.answered.emit(int(key))
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: what begins with a letter is found with the eyes here."""


class EntryList(AnswerList):
    """The entries of the meeting, two lines each: the name online, and what is proposed or was decided."""

    def current(self) -> Item | None:
        """The highlighted entry."""
        found: Item | None = self.currentItem().data(_ITEM) if self.currentRow() >= 0 else None
        return found

    def show_items(self, items: Sequence[Item], review: Review) -> None:
        """Show other entries; the highlight stays on its entry, or on the place where it was."""
        row, current = max(self.currentRow(), 0), self.current()
        with QSignalBlocker(self):
            self.clear()
            for item in items:
                line = QListWidgetItem(f"{item.entry.name}\n{self._below(item, review)}")
                line.setData(_ITEM, item)
                self.addItem(line)
            same = [place for place, item in enumerate(items) if current and item.entry.key == current.entry.key]
            self.setCurrentRow(same[0] if same else min(row, len(items) - 1))

    def _below(self, item: Item, review: Review) -> str:
        if item.decided is not None:
            return online_wording.decision(item, review)
        people = [review.registrants[who] for who in item.proposal.candidates if who in review.registrants]
        if people:
            names = [" · ".join(part for part in (one.name, one.organisation) if part) for one in people]
            return self.tr("Perhaps {names}").format(names="; ".join(names))
        return online_wording.kind(item.entry.kind)
