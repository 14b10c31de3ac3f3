"""A whole process that writes the tickets of `tickets_ours` with reportlab, and the pictures with `qrcode`."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import qrcode
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from checkin.shipped import path
from tests.bench.badges_peers import EVENT, badges

_WIDTH, _HEIGHT = 105 * mm, 148 * mm
_TEXTS = (
    (142, "Bold", 16, EVENT),
    (136, "Regular", 11, "Opening plenary"),
    (110, "Bold", 13.5, "Friday, 10 May 2024"),
    (104, "Regular", 11, "14:00–17:00  (Nairobi, UTC+3)"),
    (98, "Bold", 11, "Main hall and online"),
    (13, "Bold", 10.5, "Show this code at the door."),
    (9, "Regular", 7.5, "Présentez ce code à l’entrée."),
    (5, "Regular", 7.5, "Onyesha msimbo huu mlangoni."),
)


def ticket(name: str, organisation: str, code: str, picture: bytes) -> bytes:
    content = io.BytesIO()
    canvas = Canvas(content, pagesize=(_WIDTH, _HEIGHT), pageCompression=1)
    texts = (*_TEXTS, (86, "Bold", 22, name), (78, "Regular", 10.5, organisation), (17, "Regular", 7, code))
    for above, weight, points, text in texts:
        canvas.setFont(f"Noto {weight}", points)
        canvas.drawCentredString(_WIDTH / 2, above * mm, text)
    canvas.drawImage(ImageReader(io.BytesIO(picture)), 24 * mm, 19.2 * mm, 57 * mm, 57 * mm)
    canvas.showPage()
    canvas.save()
    return content.getvalue()


def picture_of(code: str) -> bytes:
    made = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_Q, box_size=12, border=4)
    made.add_data(code)
    made.make(fit=True)
    content = io.BytesIO()
    made.make_image().get_image().save(content, "PNG")
    return content.getvalue()


if __name__ == "__main__":
    for weight in ("Regular", "Bold"):
        registerFont(TTFont(f"Noto {weight}", str(path("fonts") / f"NotoSans-{weight}.ttf")))
    folder = Path(sys.argv[2])
    for name, organisation, _role, _country, _category, code in badges(int(sys.argv[1])):
        picture = picture_of(code)
        (folder / f"{code}.png").write_bytes(picture)
        (folder / f"{code}.pdf").write_bytes(ticket(name, organisation, code, picture))
