"""The page with the test code, to be printed and laid beside the scanner."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QRectF
from PySide6.QtGui import QPdfWriter

from checkin.badges.painter import paint_qr
from checkin.domain.calibration import TEXT
from checkin.files import writing
from checkin.reports.paper import LEFT, MM, SECOND, WIDTH, Paper

translate = QCoreApplication.translate

_SIDE = 90 * MM
"""Two millimetres a module: any scanner reads that from any distance at which it reads a badge."""


def write_pdf(path: Path, *, replace: bool = False) -> None:
    """Write the page as a PDF. Needs a QGuiApplication. Raises DeskError."""
    writing.refuse(path, replace=replace)
    content = QBuffer()
    content.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(content)
    paper = Paper(writer)
    steps = (
        translate("DoctorSheet", "1. Open Check-in and press F9."),
        translate("DoctorSheet", "2. Scan this code once, and read what the page says."),
        translate("DoctorSheet", "3. Press Esc to go back to the door."),
        translate("DoctorSheet", "It belongs to nobody, and checks nobody in. Keep this page beside the scanner."),
    )
    paper.put(paper.paragraph(translate("DoctorSheet", "Test code for scanners"), 24, bold=True), after=8)
    for step in steps:
        paper.put(paper.paragraph(step, 13, colour=SECOND), after=2)
    paint_qr(paper.painter, QRectF(LEFT + (WIDTH - _SIDE) / 2, paper.y + 8 * MM, _SIDE, _SIDE), TEXT)
    paper.painter.end()
    writing.write(path, bytes(content.data().data()), replace=replace)
