"""The hand-over card on paper: its lines below each other, the heads in bold, on as many pages as they need."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPagedPaintDevice, QPdfWriter

from checkin import __version__
from checkin.reports.paper import BOTTOM, SECOND, TEXT, Paper


def card(title: str, parts: Sequence[tuple[str, Sequence[str]]]) -> bytes:
    """Return the bytes of a PDF with a title and parts, each a head and its lines; a part without a head is quiet.
    Needs a QGuiApplication, and may run on any thread.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator(f"Check-in {__version__}")
    _write(Paper(writer), title, parts)
    return bytes(buffer.data().data())


def print_on(printer: QPagedPaintDevice, title: str, parts: Sequence[tuple[str, Sequence[str]]]) -> None:
    """Print the same card on a printer of Qt's that prints whole pages of A4. Raises DeskError if it does not begin."""
    _write(Paper(QPdfWriter(QBuffer()), printer), title, parts)


def _write(paper: Paper, title: str, parts: Sequence[tuple[str, Sequence[str]]]) -> None:
    _put(paper, title, 18, TEXT, bold=True)
    for head, lines in parts:
        paper.y += 0 if not head else paper.paragraph(head, 6).height
        if head:
            _put(paper, head, 12, TEXT, bold=True)
        for line in lines:
            _put(paper, line, 11, TEXT if head else SECOND)
    paper.painter.end()


def _put(paper: Paper, text: str, points: float, colour: str, *, bold: bool = False) -> None:
    paragraph = paper.paragraph(text, points, colour=colour, bold=bold)
    if paper.y + paragraph.height > BOTTOM:
        paper.turn()
    paper.put(paragraph, 1)
