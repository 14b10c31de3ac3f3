"""The welcome page: new event, open, demo, recent ones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from checkin.domain.errors import DeskError
from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.scrolling import scrolled_column
from checkin.ui.parts.wording import sentence


class WelcomePage(QWidget):
    """`page_welcome`. Signals say what was asked for; the application does it."""

    new_event = Signal()
    demo = Signal()
    open_event = Signal(object)
    back = Signal()

    def __init__(self, recent: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("page_welcome")
        self.setAccessibleName(self.tr("Welcome"))
        self._problem = PlainLabel(look="problem", wrap=True)
        self._problem.setObjectName("welcome_problem")
        self._problem.hide()
        card = QFrame()
        card.setProperty("look", "card")
        card.setMaximumWidth(self.fontMetrics().averageCharWidth() * 84)
        column = QVBoxLayout(card)
        column.setContentsMargins(36, 28, 36, 28)
        column.setSpacing(12)
        column.addWidget(PlainLabel(self.tr("Who is at the door?"), look="title", wrap=True))
        column.addWidget(
            PlainLabel(
                self.tr("Load the registrant list, print badges, check people in, export who came."),
                look="quiet",
                wrap=True,
            )
        )
        column.addWidget(self._problem)
        new = named_button("welcome_new", self.tr("New event…"), look="primary")
        new.clicked.connect(self.new_event)
        opened = named_button("welcome_open", self.tr("Open an event file…"))
        opened.clicked.connect(self._ask)
        demo = named_button("welcome_demo", self.tr("Look around in the demo event"))
        demo.clicked.connect(self.demo)
        self._back = named_button("welcome_back", self.tr("Back to the open event"))
        self._back.clicked.connect(self.back)
        for button in (new, opened, demo, self._back):
            column.addWidget(button)
        self._recent = QListWidget()
        self._recent.setObjectName("welcome_recent")
        self._recent.setAccessibleName(self.tr("Recent events"))
        self._recent.itemActivated.connect(self._recent_chosen)
        self._recent.itemClicked.connect(self._recent_chosen)
        self._recent_title = PlainLabel(self.tr("Recent events"), look="quiet")
        column.addWidget(self._recent_title)
        column.addWidget(self._recent, 1)
        column.addStretch(0)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card, 20)
        across.addStretch(1)
        page = scrolled_column(self)
        page.setContentsMargins(24, 24, 24, 24)
        page.addStretch(1)
        page.addLayout(across)
        page.addStretch(2)
        card.setMinimumWidth(560)
        self.show_recent(recent)

    def show_recent(self, recent: Sequence[str], *, way_back: bool = False) -> None:
        """Show the recent events that are still there, newest first; `way_back` when an event is open already."""
        self._problem.hide()
        self._back.setVisible(way_back)
        self._recent.clear()
        for path in (Path(text) for text in recent):
            if path.exists():
                item = QListWidgetItem(f"{path.stem} — {path.parent}")
                item.setData(Qt.ItemDataRole.UserRole, path)
                self._recent.addItem(item)
        self._recent.setVisible(self._recent.count() > 0)
        self._recent.setFixedHeight(round(self.fontMetrics().height() * 1.6 * min(5, self._recent.count()) + 8))
        self._recent_title.setVisible(self._recent.count() > 0)

    def tell(self, problem: DeskError) -> None:
        """Say why an event could not be opened."""
        self._problem.show_text(sentence(problem))

    def _ask(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Open an event file"), "", self.tr("Event files (*.checkin)")
        )
        if name:
            self.open_event.emit(Path(name))

    def _recent_chosen(self, item: QListWidgetItem) -> None:
        self.open_event.emit(item.data(Qt.ItemDataRole.UserRole))
