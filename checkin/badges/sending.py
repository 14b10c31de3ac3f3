"""Sent ahead: each person's code as a picture or a ticket, and the table with which a mail program sends it to them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event as Stop

from PIL import Image

from checkin.badges.painter import QUIET
from checkin.badges.qr_matrix import qr_rows
from checkin.domain.errors import Stopped
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


def file_name(person: Registrant, ending: str = ".png") -> str:
    """A name that every file system takes and that no two people share: the person's name, and their code."""
    name = _UNSAFE.sub("-", person.name).strip("-_")[:_LONGEST].encode()[:120].decode(errors="ignore")
    return f"{name or 'person'}-{person.own_code}{ending}"


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the files that each person gets: its column in the table, how its name ends, and what makes it."""

    column: str
    ending: str
    make: Callable[[Registrant], bytes]


PICTURE = Kind("Picture", ".png", lambda person: code_png(person.own_code))


def ticket(make: Callable[[Registrant], bytes]) -> Kind:
    """The tickets that `make` makes (`tickets.ticket_of`)."""
    return Kind("Ticket", ".pdf", make)


def write_codes(
    people: Sequence[Registrant],
    folder: Path,
    kinds: Sequence[Kind] = (PICTURE,),
    *,
    progress: Callable[[int, int], None] | None = None,
    stop: Stop | None = None,
) -> int:
    """Write these files for each person with a code into a folder, and the table that names them; returns for how many
    people. What is there of an earlier time is replaced. Raises DeskError and Stopped: then nothing is written.
    """
    with_code = [person for person in people if person.own_code]

    def files() -> Iterator[tuple[str, bytes]]:
        for done, person in enumerate(with_code, 1):
            if stop is not None and stop.is_set():
                raise Stopped
            yield from ((file_name(person, kind.ending), kind.make(person)) for kind in kinds)
            if progress is not None:
                progress(done, len(with_code))
        yield TABLE, _table(with_code, kinds)

    writing.write_folder(folder, files())
    return len(with_code)


def _table(people: Sequence[Registrant], kinds: Sequence[Kind]) -> bytes:
    endings = [kind.ending for kind in kinds]
    rows = (
        (one.name, one.details.email, one.details.organisation, one.own_code, *(file_name(one, end) for end in endings))
        for one in people
    )
    return attendance_csv.written(("Name", "Email", "Organisation", "Code", *(kind.column for kind in kinds)), rows)
