"""A file that is dropped on a page, or was copied in a file manager."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDropEvent

from checkin.domain.errors import DeskError


def files_in(data: QMimeData) -> list[Path]:
    """The files on this computer that are dragged or copied; a link to a web page is none."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def the_file(files: list[Path]) -> Path:
    """The only one of these files. Raises DeskError where there are several: one of them would be left out unseen."""
    if len(files) > 1:
        raise DeskError("These are {count} files, and a list is one.", "Load them one by one.", count=len(files))
    return files[0]


def take_copy(event: QDropEvent) -> None:
    """Accept a drop and leave the file where it is: some file managers offer to move it, and would then delete it."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
