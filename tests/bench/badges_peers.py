"""A whole process that writes the badges of `badges_ours` in the ways of others: the bench runs it.

What is drawn is the same: band, event, category, name, organisation, role, country, code as QR (version 1, level Q) and
in letters, ten on A4. Neither way shrinks or wraps a name, looks for letters that a font lacks, or reads a code back.
Indico puts a picture made by `qrcode` on a page of reportlab, pretix takes reportlab's own QR widget.
"""

from __future__ import annotations

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


if __name__ == "__main__":
    how, asked, target = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    by_reportlab(badges(asked), target, widget=how == "widget")
