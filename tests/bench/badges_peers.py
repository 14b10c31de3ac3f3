"""A whole process that writes the badges of `badge_run` in the ways of others: the bench runs it.

What is drawn is the same: band, event, category, name, organisation, role, country, code as QR (version 1, level Q) and
in letters, ten on A4. Neither way shrinks or wraps a name, looks for letters that a font lacks, or reads a code back.
Indico puts a picture made by `qrcode` on a page of reportlab, pretix takes reportlab's own QR widget. gLabels' batch
program (Debian package glabels, 3.4) merges a table into a design of its own; it has no colour by role, and writes the
code at level M.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from checkin.domain.code import new_code

Badge = tuple[str, str, str, str, str, str]
"""Name, organisation, role, country, category, code."""

PutCode = Callable[[Any, str], None]
"""Draws a code on a canvas of reportlab, which has no types."""

WIDTH, HEIGHT, LEFT, TOP, STEP_X, STEP_Y = 85.6, 53.98, 18.4, 11.55, 87.6, 55.0
COLUMNS, ROWS = 2, 5
EVENT = "ImPACT Coalition"


def badges(count: int) -> list[Badge]:
    return [
        (
            f"Wanjiru Kamau {number}",
            f"Organisation {number % 97} for Justice",
            "Programme officer",
            "Kenya",
            "SPEAKER" if number % 5 == 0 else "STAFF",
            new_code(),
        )
        for number in range(count)
    ]


def by_reportlab(people: list[Badge], path: Path, *, widget: bool) -> None:
    from reportlab.lib.units import mm  # noqa: PLC0415 - the process of one peer does not load another
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    put_code = _code_by_widget() if widget else _code_by_picture()
    canvas = Canvas(str(path), pagesize=(210 * mm, 297 * mm), pageCompression=1)
    for number, (name, organisation, role, country, category, code) in enumerate(people):
        place = number % (COLUMNS * ROWS)
        if number and not place:
            canvas.showPage()
        row, column = divmod(place, COLUMNS)
        canvas.saveState()
        canvas.translate((LEFT + column * STEP_X) * mm, (297 - TOP - row * STEP_Y - HEIGHT) * mm)
        canvas.setFillColor("#B3261E" if category == "SPEAKER" else "#1B5E20")
        canvas.rect(0, (HEIGHT - 11.4) * mm, WIDTH * mm, 11.4 * mm, stroke=0, fill=1)
        canvas.setFillColor("#FFFFFF")
        canvas.setFont("Helvetica-Bold", 9.5)
        canvas.drawString(5.6 * mm, 47 * mm, EVENT)
        canvas.drawRightString(80 * mm, 47 * mm, category)
        canvas.setFillColor("#111418")
        canvas.setFont("Helvetica-Bold", 22)
        canvas.drawString(5.6 * mm, 31 * mm, name)
        canvas.setFont("Helvetica", 12)
        canvas.drawString(5.6 * mm, 20 * mm, organisation)
        canvas.setFont("Helvetica", 8.5)
        canvas.drawString(5.6 * mm, 11 * mm, role)
        canvas.drawString(5.6 * mm, 6.5 * mm, country)
        put_code(canvas, code)
        canvas.setFont("Helvetica", 5)
        canvas.drawCentredString(70.5 * mm, 2 * mm, code)
        canvas.restoreState()
    canvas.save()


def _code_by_picture() -> PutCode:
    import qrcode  # noqa: PLC0415
    from reportlab.lib.units import mm  # noqa: PLC0415
    from reportlab.lib.utils import ImageReader  # noqa: PLC0415

    def put(canvas: Any, code: str) -> None:
        made = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_Q, box_size=10, border=4)
        made.add_data(code)
        made.make(fit=True)
        canvas.drawImage(ImageReader(made.make_image().get_image()), 60 * mm, 4.2 * mm, 21 * mm, 21 * mm)

    return put


def _code_by_widget() -> PutCode:
    from reportlab.graphics import renderPDF  # noqa: PLC0415
    from reportlab.graphics.barcode.qr import QrCodeWidget  # noqa: PLC0415
    from reportlab.graphics.shapes import Drawing  # noqa: PLC0415
    from reportlab.lib.units import mm  # noqa: PLC0415

    def put(canvas: Any, code: str) -> None:
        widget = QrCodeWidget(code, barLevel="Q", barWidth=21 * mm, barHeight=21 * mm)
        drawing = Drawing(21 * mm, 21 * mm)
        drawing.add(widget)
        renderPDF.draw(drawing, canvas, 60 * mm, 4.2 * mm)

    return put


def for_glabels(people: list[Badge], folder: Path) -> tuple[Path, Path]:
    """Its design and the table that it merges, as `glabels-3-batch -i TABLE -o OUT.pdf DESIGN` takes them."""
    table, design = folder / "people.csv", folder / "badges.glabels"
    with table.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("name", "organisation", "role", "country", "category", "code"))
        writer.writerows(people)
    design.write_text(_glabels_design(), encoding="utf-8")
    return table, design


_MATRIX = 'a0="1" a1="0" a2="0" a3="1" a4="0" a5="0"'
"""Of each object: without it, gLabels takes a matrix of zeros, and draws nothing at all from there on."""


def _glabels_design() -> str:
    texts = "".join(
        f'<Object-text x="{x}mm" y="{y}mm" w="{w}mm" h="{h}mm" {_MATRIX} justify="{justify}" valign="center"'
        f' auto_shrink="False" shadow="False"><Span font_family="Sans" font_size="{points}" font_weight="{weight}"'
        f' font_italic="False" color="{colour}" lspacing="1">{text}</Span></Object-text>'
        for x, y, w, h, justify, points, weight, colour, text in (
            (5.6, 1.2, 52.0, 9.0, "left", 9.5, "Bold", "0xffffffff", EVENT),
            (55.0, 1.2, 25.0, 9.0, "right", 9, "Bold", "0xffffffff", '<Field name="category"/>'),
            (5.6, 12.8, 74.4, 15.8, "left", 22, "Bold", "0x111418ff", '<Field name="name"/>'),
            (5.6, 29.6, 52.0, 9.4, "left", 12, "Regular", "0x16202bff", '<Field name="organisation"/>'),
            (5.6, 39.4, 49.0, 4.4, "left", 8.5, "Regular", "0x4a5662ff", '<Field name="role"/>'),
            (5.6, 43.9, 49.0, 4.4, "left", 8.5, "Regular", "0x4a5662ff", '<Field name="country"/>'),
            (58.0, 49.9, 25.0, 2.8, "center", 5, "Regular", "0x4a5662ff", '<Field name="code"/>'),
        )
    )
    return (
        '<?xml version="1.0"?><Glabels-document xmlns="http://glabels.org/xmlns/3.0/">'
        '<Template brand="Bench" part="CR80" size="A4" description="CR80"><Label-rectangle id="0"'
        f' width="{WIDTH}mm" height="{HEIGHT}mm" round="0mm" x_waste="0mm" y_waste="0mm">'
        f'<Layout nx="{COLUMNS}" ny="{ROWS}" x0="{LEFT}mm" y0="{TOP}mm" dx="{STEP_X}mm" dy="{STEP_Y}mm"/>'
        '</Label-rectangle></Template><Objects id="0" rotate="False">'
        f'<Object-box x="0mm" y="0mm" w="{WIDTH}mm" h="11.4mm" {_MATRIX} fill_color="0x1b5e20ff" line_width="0pt"'
        f' line_color="0x1b5e20ff" shadow="False"/>{texts}'
        f'<Object-barcode x="60mm" y="28.8mm" w="21mm" h="21mm" {_MATRIX} style="IEC18004" text="False"'
        ' checksum="True" color="0x000000ff" field="code" format="16"/></Objects>'
        '<Merge type="Text/Comma/Line1Keys" src="people.csv"/><Data/></Glabels-document>'
    )


if __name__ == "__main__":
    how, asked, target = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    by_reportlab(badges(asked), target, widget=how == "widget")
