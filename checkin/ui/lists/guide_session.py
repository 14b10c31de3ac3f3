"""The guide's first page: what the event and its session are called, when and where, and where the file is kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from checkin.storage.event_file import SUFFIX
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.scrolling import scrolled_column
from checkin.ui.parts.session_fields import SessionFields, text_line, wide_form


class SessionPage(QWidget):
    """The facts of the session. `ready` tells whether enough is filled in to go on."""

    ready = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._path_is_chosen = False
        self.event_name = text_line("guide_event_name", self.tr("Name of the event"))
        self.fields = SessionFields("guide", self.tr("Session 1"))
        self.path = text_line("guide_path", self.tr("Event file"))
        self.event_name.textChanged.connect(self._named)
        self.path.textEdited.connect(self._path_typed)
        self._lay_out()

    def _lay_out(self) -> None:
        choose = QPushButton(self.tr("Choose…"))
        choose.setObjectName("guide_choose_path")
        choose.setAccessibleName(self.tr("Choose where the event file is kept"))
        choose.clicked.connect(self._ask_path)
        where = QHBoxLayout()
        where.setSpacing(10)
        where.addWidget(self.path, 1)
        where.addWidget(choose)
        form = wide_form()
        form.addRow(PlainLabel(self.tr("Event *")), self.event_name)
        self.fields.add_to(form)
        form.addRow(PlainLabel(self.tr("Kept in")), where)
        column = scrolled_column(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(PlainLabel(self.tr("What are people coming to?"), look="title", wrap=True))
        column.addLayout(form)
        column.addStretch(1)

    # -- what was typed ------------------------------------------------------------------------------------------

    def file(self) -> Path:
        """Where the event file is to be; the ending is added when it was left out."""
        path = Path(self.path.text().strip()).expanduser()
        return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)

    def is_ready(self) -> bool:
        """Whether the event has a name and a place."""
        return bool(self.event_name.text().strip() and self.fields.name.text().strip() and self.path.text().strip())

    def _named(self, name: str) -> None:
        if not self._path_is_chosen:
            documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
            self.path.setText(str(Path(documents) / f"{_file_name(name)}{SUFFIX}") if name.strip() else "")
        self.ready.emit(self.is_ready())

    def _path_typed(self) -> None:
        self._path_is_chosen = True
        self.ready.emit(self.is_ready())

    def _ask_path(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Where is the event file kept?"), self.path.text(), self.tr("Event files (*.checkin)")
        )
        if name:
            self._path_is_chosen = True
            self.path.setText(name)
            self.ready.emit(self.is_ready())


_RESERVED = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))}


def _file_name(name: str) -> str:
    """A file name that every system takes: without the signs that one of them forbids, and not too long."""
    kept = "".join(sign if sign.isalnum() or sign in " -_" else " " for sign in name)
    short = " ".join(kept.split())[:60].strip()
    return f"{short} event" if short.casefold() in _RESERVED else short or "event"
