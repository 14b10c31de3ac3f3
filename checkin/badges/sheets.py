"""Badges on sheets: which badge goes where, painted on a PDF, a printer or an image."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import BinaryIO

from PySide6.QtCore import QBuffer, QFile, QIODevice, QLineF, QMarginsF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from checkin.badges.design import Design
from checkin.badges.fields import fields_of
from checkin.badges.layout import Layout, cut_marks, placed
from checkin.badges.painter import PhotoOf, Side, paint_badge, reaches_over
from checkin.badges.photos import Photos
from checkin.badges.stock import Cell, Stock
from checkin.badges.text_fitting import UNIT
from checkin.domain.errors import DeskError, Stopped
from checkin.domain.registrant import Registrant
from checkin.files import writing

_UNITS_PER_INCH = round(25.4 * UNIT)
_HAIR = 0.1 * UNIT
"""The width of a cut mark."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """A print run: these people, in this order, with this design on this stock.

    `facts` are what a design can say of the session (`fields.session_facts`), `photo` has the people's photos.
    `layout` says which places are free, and how sheets are cut and corrected.
    """

    people: tuple[Registrant, ...]
    design: Design
    stock: Stock
    event_name: str
    facts: Mapping[str, str] = field(default_factory=dict)
    photo: Photos | None = None
    layout: Layout = field(default_factory=Layout)

    @property
    def pages(self) -> int:
        """How many pages come out; the last may be part-filled. Behind each front comes its back, if there is one."""
        sheets = self.layout.sheets_for(len(self.people), len(self.stock.cells))
        return sheets * (2 if self.design.two_sided else 1)

    def side(self, page: int) -> Side:
        """Which side of its sheet a page is."""
        return Side.BACK if self.design.two_sided and page % 2 else Side.FRONT

    def on_page(self, page: int) -> list[tuple[Cell, Registrant]]:
        """Who lies where on a page (from 0) of a sheet that is turned like a book's: backs lie from right to left."""
        cells = self.stock.cells
        sheet = page // 2 if self.design.two_sided else page
        people = placed(self.layout, self.people, sheet, len(cells))
        if self.side(page) is Side.BACK:
            wide = self.stock.page_width
            cells = tuple(Cell(wide - cell.x - cell.width, cell.y, cell.width, cell.height) for cell in cells)
        return [(cells[place], person) for place, person in people]

    def fields(self, person: Registrant) -> dict[str, str]:
        """The fields of a person's badge."""
        fields = fields_of(person, self.event_name, self.facts)
        return fields if self.photo is None else self.photo.in_fields(person, fields)


def paint_page(painter: QPainter, sheets: Sheets, page: int, *, outlines: bool = False) -> None:
    """Paint page `page` (from 0) in units of 1/100 mm. `outlines` draws where the badges end, for the preview."""
    side, clipped = sheets.side(page), reaches_over(sheets.design)
    before = painter.worldTransform()
    if side is Side.BACK and sheets.layout.over_the_top:
        painter.translate(sheets.stock.page_width * UNIT, sheets.stock.page_height * UNIT)
        painter.rotate(180)
    for cell, person in sheets.on_page(page):
        fields = sheets.fields(person)
        paint_badge(painter, cell, sheets.design, fields, side=side, photo=sheets.photo, clipped=clipped)
    if sheets.layout.marks:
        painter.setPen(QPen(QColor("#000000"), _HAIR))
        for line in cut_marks(sheets.stock):
            painter.drawLine(QLineF(*(length * UNIT for length in line)))
    if outlines:
        pen = QPen(QColor("#B4BFCB"))
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for cell in sheets.stock.cells:
            painter.drawRect(*(round(length * UNIT) for length in (cell.x, cell.y, cell.width, cell.height)))
    painter.setWorldTransform(before)


def page_layout(stock: Stock) -> QPageLayout:
    """The stock's page without margins: the stock itself says where the badges lie."""
    size = QPageSize(QSizeF(stock.page_width, stock.page_height), QPageSize.Unit.Millimeter, stock.name)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(), QPageLayout.Unit.Millimeter)


def print_on(
    device: QPagedPaintDevice,
    sheets: Sheets,
    *,
    progress: Callable[[int, int], None] | None = None,
    stop: Event | None = None,
) -> None:
    """Paint all pages on a PDF writer or a printer whose page layout is set. Raises Stopped, DeskError."""
    painter = QPainter()
    if not painter.begin(device):
        raise DeskError("The printer did not take the badges.", "Check that it is on, or save a PDF instead.")
    try:
        dots = device.logicalDpiX() / _UNITS_PER_INCH
        painter.scale(dots, dots)
        profile = sheets.layout.profile
        painter.translate(profile.right * UNIT, profile.down * UNIT)
        painter.scale(profile.scale_x, profile.scale_y)
        for page in range(sheets.pages):
            if stop is not None and stop.is_set():
                raise Stopped
            if page:
                device.newPage()
            paint_page(painter, sheets, page)
            if progress is not None:
                progress(page + 1, sheets.pages)
    finally:
        painter.end()


def as_pdf(sheets: Sheets, *, progress: Callable[[int, int], None] | None = None, stop: Event | None = None) -> bytes:
    """The sheets as a PDF: names stay text, fonts are embedded. Needs a QGuiApplication. Raises DeskError, Stopped."""
    _ask_for_people(sheets)
    return pdf_of(
        lambda writer: print_on(writer, sheets, progress=progress, stop=stop),
        page_layout(sheets.stock),
        sheets.event_name,
    )


def _ask_for_people(sheets: Sheets) -> None:
    if not sheets.people:
        raise DeskError("There is nobody to print a badge for.", "Load the registrant list, or choose other people.")


def pdf_of(paint: Callable[[QPdfWriter], None], layout: QPageLayout, title: str) -> bytes:
    """The PDF that `paint` paints on pages of this layout, in units of 1/100 mm."""
    content = QBuffer()
    content.open(QBuffer.OpenModeFlag.WriteOnly)
    paint(_writer(content, layout, title))
    return bytes(content.data().data())


def _writer(device: QIODevice, layout: QPageLayout, title: str) -> QPdfWriter:
    writer = QPdfWriter(device)
    writer.setResolution(_UNITS_PER_INCH)
    writer.setPageLayout(layout)
    writer.setTitle(title)
    writer.setCreator("Check-in")
    return writer


def write_pdf(
    sheets: Sheets,
    path: Path,
    *,
    replace: bool = False,
    progress: Callable[[int, int], None] | None = None,
    stop: Event | None = None,
) -> None:
    """Write the sheets as a PDF file, page by page. Raises DeskError, Stopped."""
    _ask_for_people(sheets)
    writing.refuse(path, replace=replace)
    if path.suffix.lower() != ".pdf":
        raise DeskError("Badges cannot be saved as {name}.", "Choose a name that ends in .pdf.", name=path.name)
    with writing.opened(path, replace=replace) as file:
        device = QFile(file.name)
        device.open(QIODevice.OpenModeFlag.WriteOnly | QIODevice.OpenModeFlag.ExistingOnly)

        def page_done(done: int, total: int) -> None:
            _complain(device, file)
            if progress is not None:
                progress(done, total)

        try:
            writer = _writer(device, page_layout(sheets.stock), sheets.event_name)
            print_on(writer, sheets, progress=page_done, stop=stop)
            device.flush()
            _complain(device, file)
        finally:
            device.close()


def _complain(device: QFile, file: BinaryIO) -> None:
    """Raise what the disk has refused (OSError): Qt writes on, and knows no more of it than a sentence."""
    if device.error() is QFile.FileError.NoError:
        return
    file.seek(0, os.SEEK_END)
    file.write(b" ")
    file.flush()  # The disk most likely says the same again, with its number.
    raise OSError(errno.EIO, device.errorString())


def page_image(sheets: Sheets, page: int, dots_per_inch: float = 100, *, outlines: bool = True) -> QImage:
    """A picture of a page, as the preview shows it, or without `outlines` as it is printed."""
    size = (sheets.stock.page_width, sheets.stock.page_height)
    return _image(size, dots_per_inch, lambda painter: paint_page(painter, sheets, page, outlines=outlines))


def _image(size: tuple[float, float], dots_per_inch: float, paint: Callable[[QPainter], None]) -> QImage:
    """A picture of `size` mm that `paint` paints in units of 1/100 mm."""
    dots = dots_per_inch / 25.4
    image = QImage(round(size[0] * dots), round(size[1] * dots), QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(dots / UNIT, dots / UNIT)
        paint(painter)
    finally:
        # A picture that goes while it is painted takes the program with it.
        painter.end()
    return image


def only_badge(person: Registrant, design: Design, event_name: str, dots_per_inch: float = 150) -> QImage:
    """A picture of one badge in the design's own size."""
    fields = fields_of(person, event_name)
    return badge_image(design, fields, (design.width, design.height), dots_per_inch)


def cell_image(
    sheets: Sheets, cell: Cell, person: Registrant, dots_per_inch: float, *, side: Side = Side.FRONT
) -> QImage:
    """A picture of one side of a badge of a run, in the size of its cell."""
    size = (cell.width, cell.height)
    return badge_image(sheets.design, sheets.fields(person), size, dots_per_inch, side=side, photo=sheets.photo)


def badge_image(
    design: Design,
    fields: Mapping[str, str],
    size: tuple[float, float],
    dots_per_inch: float,
    *,
    side: Side = Side.FRONT,
    photo: PhotoOf | None = None,
) -> QImage:
    """A picture of one side of a badge in a cell of `size` mm."""
    cell, clipped = Cell(0, 0, *size), reaches_over(design)

    def paint(painter: QPainter) -> None:
        paint_badge(painter, cell, design, fields, side=side, photo=photo, clipped=clipped)

    return _image(size, dots_per_inch, paint)
