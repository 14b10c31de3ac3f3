"""The guide's page for the list: which file, or which copied table."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from checkin.domain.errors import DeskError
from checkin.ui.lists.take_back import TakeBack
from checkin.ui.parts.dropped import files_in, take_copy, the_file
from checkin.ui.parts.labels import PlainLabel


class ListPage(QWidget):
    """Which file: choose it, drop it or paste it here. `chosen` carries the path, `refused` says why there is none."""

    chosen = Signal(object)
    refused = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.choose = QPushButton(self.tr("Choose the list…"))
        self.choose.setObjectName("guide_choose_list")
        self.choose.setAccessibleName(self.tr("Choose the list"))
        self.choose.setProperty("look", "primary")
        self.choose.clicked.connect(self._ask)
        self.paste = QPushButton(self.tr("Paste a copied table"))
        self.paste.setObjectName("guide_paste")
        self.paste.setAccessibleName(self.paste.text())
        self.paste.setToolTip(self.tr("Select the rows with their headings in a spreadsheet program, and copy them."))
        self.paste.setShortcut(QKeySequence(QKeySequence.StandardKey.Paste))
        self.paste.clicked.connect(self._paste)
        # Gone with this page: what was copied is about people.
        self._pasted = TemporaryDirectory(prefix="checkin-")
        self.destroyed.connect(self._pasted.cleanup)
        area = QFrame()
        area.setProperty("look", "card")
        inside = QVBoxLayout(area)
        inside.setContentsMargins(24, 24, 24, 24)
        inside.setSpacing(14)
        inside.addStretch(1)
        drop = PlainLabel(self.tr("Drop the registrant list here, or"), look="head")
        inside.addWidget(drop, 0, Qt.AlignmentFlag.AlignHCenter)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch(1)
        buttons.addWidget(self.choose)
        buttons.addWidget(self.paste)
        buttons.addStretch(1)
        inside.addLayout(buttons)
        kinds = PlainLabel(
            self.tr(
                "As your registration tool exports it: Excel, CSV or OpenDocument, from Google or Microsoft Forms, "
                "Eventbrite, Zoom, Indico, pretix, Luma and others."
            ),
            look="quiet",
            wrap=True,
        )
        kinds.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(kinds)
        inside.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(PlainLabel(self.tr("Who has registered?"), look="title", wrap=True))
        column.addWidget(area, 1)
        self.last = TakeBack("guide_list")
        column.addWidget(self.last)

    def take(self, path: Path) -> None:
        """Go on with this file."""
        self.chosen.emit(path)

    def _ask(self) -> None:
        kinds = self.tr("Lists (*.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.ods *.zip)")
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Choose the list"), "", f"{kinds};;{self.tr('All files (*)')}"
        )
        if name:
            self.take(Path(name))

    def _paste(self) -> None:
        """Read what was copied as any other text file: a copied part of a sheet is rows with tabs between the cells. A
        file that was copied in a file manager is read itself.
        """
        files, text = files_in(QGuiApplication.clipboard().mimeData()), QGuiApplication.clipboard().text()
        if files:
            self._take_one(files)
        elif text.strip():
            path = Path(self._pasted.name) / self.tr("Copied table")
            path.write_text(text, encoding="utf-8", errors="replace", newline="")
            self.take(path)
        else:
            self.refused.emit(
                DeskError("No table is copied.", "Select its rows with their headings in a spreadsheet, and copy them.")
            )

    def _take_one(self, files: list[Path]) -> None:
        try:
            self.take(the_file(files))
        except DeskError as problem:
            self.refused.emit(problem)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event.mimeData()):
            take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        take_copy(event)
        self._take_one(files_in(event.mimeData()))
