"""Sent ahead: each person's code as a picture, and the table with which a mail program sends it to them."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from checkin.badges.painter import QUIET
from checkin.badges.qr_matrix import qr_rows
from checkin.domain.registrant import Registrant
from checkin.files import attendance_csv, writing

_DOTS = 12
"""Dots of a module: 348 across, which a phone shows sharply and a mail carries in a kilobyte."""

TABLE = "mail-merge.csv"
_UNSAFE = re.compile(r"[^\w-]+")
_LONGEST = 60


def code_png(code: str) -> bytes:
    """The QR of a code as a PNG in black on white, with its quiet zone."""
    rows = qr_rows(code)
    side = len(rows) + 2 * QUIET
    image = Image.new("1", (side, side), 1)
    for y, row in enumerate(rows):
        for x, module in enumerate(row):
            if module == "1":
                image.putpixel((x + QUIET, y + QUIET), 0)
    content = io.BytesIO()
    image.resize((side * _DOTS, side * _DOTS), Image.Resampling.NEAREST).save(content, "PNG", optimize=True)
    return content.getvalue()


def file_name(person: Registrant) -> str:
    """A name that every file system takes and that no two people share: the person's name, and their code."""
    name = _UNSAFE.sub("-", person.name).strip("-_")[:_LONGEST].encode()[:120].decode(errors="ignore")
    return f"{name or 'person'}-{person.own_code}.png"


def write_codes(people: Sequence[Registrant], folder: Path) -> int:
    """Write a picture for each person with a code into a folder, and the table beside them; returns how many. A file
    of an earlier time is replaced. Raises DeskError.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise writing.in_words(error, folder) from error
    with_code = [person for person in people if person.own_code]
    for person in with_code:
        writing.write(folder / file_name(person), code_png(person.own_code), replace=True)
    rows = [(one.name, one.details.email, one.details.organisation, one.own_code, file_name(one)) for one in with_code]
    table = attendance_csv.written(("Name", "Email", "Organisation", "Code", "Picture"), rows)
    writing.write(folder / TABLE, table, replace=True)
    return len(with_code)
