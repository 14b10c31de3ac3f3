"""Where the people's photos are, for designs that show them; remembered on this laptop for each event."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from checkin import settings
from checkin.badges.design import Design, Photo
from checkin.badges.photos import Photos
from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.folding import ButtonRow
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.station import Station


class PhotoFolder(QWidget):
    """Seen only with a design that shows photos. `changed` is emitted when another folder is chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._station: Station | None = None
        self._folder: Path | None = None
        self._said = PlainLabel(look="quiet", wrap=True)
        self._said.setObjectName("badges_photos_said")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(ButtonRow(named_button("badges_photos", self.tr("Folder of photos…"), self._ask)))
        column.addWidget(self._said)
        self.hide()

    def attach(self, station: Station) -> None:
        """Serve this station's event from now on."""
        self._station = station
        self._take(settings.photos(station.whole_event.id))

    def offer(self, design: Design) -> None:
        """Be seen with a design that shows photos."""
        self.setVisible(any(isinstance(element, Photo) for element in design.all_elements))

    def photos(self) -> Photos | None:
        """The photos for the design that was offered last."""
        return Photos(self._folder) if self._folder is not None and not self.isHidden() else None

    def _ask(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("The folder of photos"), str(self._folder or ""))
        if folder:
            self.choose(Path(folder))

    def choose(self, folder: Path) -> None:
        """Take the photos of this folder."""
        if self._station is not None:
            settings.keep_photos(self._station.whole_event.id, folder)
        self._take(folder)
        self.changed.emit()

    def _take(self, folder: Path | None) -> None:
        self._folder = folder
        hint = self.tr("Files are found by a column “photo” of the list, by e-mail address, code or name.")
        self._said.setText(hint if folder is None else str(folder))
