"""The question before a walk-in is made: whether it is one of these, who are on the list already."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from checkin.domain.search import Hit
from checkin.ui.door.hits import HitsPanel
from checkin.ui.parts.folding import ButtonRow
from checkin.ui.parts.nervous import NervousFinger
from checkin.ui.parts.theme import Theme

_LINES_WITH_BACK = 12
"""Lines of text that the panel must be high to show the way back as a button too."""


class PossiblePeople(QWidget):
    """`walk_in_question`. Nobody is highlighted at first, so that Enter alone, which may be a scanner's, does nothing.

    `chosen` carries the registrant, `is_new` says that it is none of them, `left` goes back to the form. `finger` knows
    the Ctrl+Enter that led here: pressed twice by nervous hands it is no answer.
    """

    chosen = Signal(str)
    is_new = Signal()
    left = Signal()

    def __init__(self, theme: Theme, finger: NervousFinger) -> None:
        super().__init__()
        self._finger = finger
        self.setObjectName("walk_in_question")
        self.setAccessibleName(self.tr("Is it one of these?"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.people = HitsPanel(theme, "walk_in_possible")
        self.people.list.setAccessibleName(self.tr("People on the list who may be the walk-in"))
        self.people.chosen.connect(self.chosen)
        new = QPushButton(self.tr("A new person   Ctrl+Enter"))
        new.setObjectName("walk_in_is_new")
        new.setAccessibleName(self.tr("None of them: a new person"))
        new.clicked.connect(self.is_new)
        self._back = back = QPushButton(self.tr("Back   Esc"))
        back.setObjectName("walk_in_back")
        back.setAccessibleName(self.tr("Back"))
        back.clicked.connect(self.left)
        for button in (new, back):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.people, 1)
        column.addWidget(ButtonRow(new, back))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Where hardly one person fits, Esc alone leads back.
        self._back.setVisible(self.height() > _LINES_WITH_BACK * self.fontMetrics().height())

    def ask(self, hits: Sequence[Hit]) -> None:
        """Ask about these people."""
        keys = self.tr("↑ ↓ choose · Enter checks in")
        self.people.offer(
            self.tr("Is it one of these?"),
            self.tr("They are on the list already. Ask for the organisation."),
            keys,
            hits,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self.people.move_by(step)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not control:
                self.people.choose()
            elif not self._finger.is_it(event):
                self.is_new.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
