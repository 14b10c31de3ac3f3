"""One line that offers to take the last list back, and then says what that did."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from checkin.domain.session import Session
from checkin.services.list_undo import TakenBack
from checkin.storage.list_imports import ListImport
from checkin.ui.parts.labels import PlainLabel


class TakeBack(QWidget):
    """`wanted` carries the id of the import; `name` begins the object names of the line's parts."""

    wanted = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._id = ""
        self._text = PlainLabel(look="quiet", wrap=True)
        self._text.setObjectName(f"{name}_last")
        self._button = QPushButton(self.tr("Take this list back"))
        self._button.setObjectName(f"{name}_take_back")
        self._button.setAccessibleName(self._button.text())
        self._button.setToolTip(
            self.tr("As if it had not been loaded. Whoever came stays, and so does what the desk has corrected.")
        )
        self._button.clicked.connect(lambda: self.wanted.emit(self._id))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        self.hide()

    def offer(self, last: ListImport | None, session: Session) -> None:
        """Offer to take this list back, loaded at a time on the session's clock; nothing is shown without one."""
        self._id = last.id if last is not None else ""
        self.setVisible(last is not None)
        self._button.setVisible(last is not None)
        if last is not None:
            when = f"{session.local(last.at):%Y-%m-%d %H:%M}"
            self._text.setText(self.tr("Loaded last: {file}, {when}.").format(file=last.file, when=when))

    def show_done(self, done: TakenBack) -> None:
        """Say what was taken back."""
        self._id = ""
        self._button.hide()
        self.show()
        text = self.tr("{file} is taken back. People removed: {removed} · as before again: {restored}.")
        if done.kept:
            text = self.tr(
                "{file} is taken back. People removed: {removed} · as before again: {restored} · "
                "kept, because something has happened to them since: {kept}."
            )
        self._text.setText(text.format(file=done.file, removed=done.removed, restored=done.restored, kept=done.kept))
