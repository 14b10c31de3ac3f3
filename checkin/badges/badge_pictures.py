"""A run as pictures: a PNG of each person's badge, for a print shop, a mail or a printer's own program."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QImageWriter

from checkin.badges.painter import Side
from checkin.badges.sending import file_name
from checkin.badges.sheets import Sheets, cell_image
from checkin.domain.errors import DeskError, Stopped
from checkin.files import writing

_DOTS_PER_INCH = 300
_DOTS_PER_METRE = round(_DOTS_PER_INCH / 0.0254)

_ENDINGS = {Side.FRONT: "-badge.png", Side.BACK: "-badge-back.png"}
"""Behind name and code: a code that is sent ahead as a picture has another name, and may lie in the same folder."""


def write_pictures(
    sheets: Sheets,
    folder: Path,
    *,
    progress: Callable[[int, int], None] | None = None,
    stop: Event | None = None,
) -> None:
    """Write each badge of a run into a folder, in the size that it has on the stock, and its back if it has one. What
    is there of an earlier time is replaced. Raises DeskError and Stopped: then nothing is written.
    """
    if not sheets.people:
        raise DeskError("There is nobody to print a badge for.", "Load the registrant list, or choose other people.")
    sides = (Side.FRONT, Side.BACK) if sheets.design.two_sided else (Side.FRONT,)

    def files() -> Iterator[tuple[str, bytes]]:
        for done, person in enumerate(sheets.people, 1):
            if stop is not None and stop.is_set():
                raise Stopped
            for side in sides:
                image = cell_image(sheets, sheets.stock.cells[0], person, _DOTS_PER_INCH, side=side)
                image.setDotsPerMeterX(_DOTS_PER_METRE)
                image.setDotsPerMeterY(_DOTS_PER_METRE)
                content = QBuffer()
                content.open(QBuffer.OpenModeFlag.WriteOnly)
                QImageWriter(content, QByteArray(b"png")).write(image)
                yield file_name(person, _ENDINGS[side]), bytes(content.data().data())
            if progress is not None:
                progress(done, len(sheets.people))

    writing.write_folder(folder, files())
