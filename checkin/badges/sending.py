"""Sent ahead: each person's code as a picture or a ticket, and the table with which a mail program sends it to them."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event as Stop

from PIL import Image

from checkin.badges.painter import QUIET
from checkin.badges.qr_matrix import qr_rows
from checkin.badges.sheets import Sheets
from checkin.badges.ticket_makers import tickets
from checkin.domain.errors import Stopped
from checkin.domain.registrant import Registrant
from checkin.files import attendance_csv, writing

_DOTS = 12
"""Dots of a module: 348 across, which a phone shows sharply and a mail carries in a kilobyte."""

_INK = bytes.maketrans(b"01", b"\xff\x00")

TABLE = "mail-merge.csv"
_LONGEST = 60


def code_png(code: str) -> bytes:
    """The QR of a code as a PNG in black on white, with its quiet zone."""
    rows = qr_rows(code)
    count, side = len(rows), len(rows) + 2 * QUIET
    image = Image.new("1", (side, side), 1)
    image.paste(Image.frombytes("L", (count, count), "".join(rows).encode().translate(_INK)), (QUIET, QUIET))
    content = io.BytesIO()
    # Smaller by a tenth when Pillow looks for the best way, which takes longer than all the rest.
    image.resize((side * _DOTS, side * _DOTS), Image.Resampling.NEAREST).save(content, "PNG")
    return content.getvalue()


def file_name(person: Registrant, ending: str = ".png") -> str:
    """A name that every file system takes and that no two people share: the person's name, and their code."""
    safe = "".join(sign if _is_safe(sign) else " " for sign in person.name)
    name = "-".join(safe.split()).strip("-_")[:_LONGEST].encode()[:120].decode(errors="ignore")
    return f"{name or 'person'}-{person.own_code}{ending}"


def _is_safe(sign: str) -> bool:
    """Letters and digits, and the marks without which a name in Devanagari or Thai is another one."""
    return sign.isalnum() or sign in "-_" or unicodedata.category(sign).startswith("M")


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the files that each person gets: its column in the table, how its name ends, and what makes those of many
    people, in their order.
    """

    column: str
    ending: str
    make: Callable[[Sequence[Registrant]], Generator[bytes]]


def _pictures(people: Sequence[Registrant]) -> Generator[bytes]:
    yield from (code_png(person.own_code) for person in people)


PICTURE = Kind("Picture", ".png", _pictures)


def ticket(run: Sheets) -> Kind:
    """The tickets of a run (`tickets.ticket_run`)."""
    return Kind("Ticket", ".pdf", partial(tickets, run))


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

    def files(makers: Sequence[Iterator[bytes]]) -> Iterator[tuple[str, bytes]]:
        for done, person in enumerate(with_code, 1):
            if stop is not None and stop.is_set():
                raise Stopped
            yield from ((file_name(person, kind.ending), next(made)) for kind, made in zip(kinds, makers, strict=True))
            if progress is not None:
                progress(done, len(with_code))
        yield TABLE, _table(with_code, kinds)

    with ExitStack() as stack:
        writing.write_folder(folder, files([stack.enter_context(closing(kind.make(with_code))) for kind in kinds]))
    return len(with_code)


def _table(people: Sequence[Registrant], kinds: Sequence[Kind]) -> bytes:
    endings = [kind.ending for kind in kinds]
    rows = (
        (one.name, one.details.email, one.details.organisation, one.own_code, *(file_name(one, end) for end in endings))
        for one in people
    )
    return attendance_csv.written(("Name", "Email", "Organisation", "Code", *(kind.column for kind in kinds)), rows)
