"""Bad lists, each refused by `checkin import` in a process of its own: how long it takes, and how much memory.

Every kind that a person drops in by mistake or by malice: within two seconds and 300 MB, the program's start included.
"""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter

from tests.bench.events import SEED, make_event
from tests.bench.figures import Figures, Line

ROUNDS = 3
SECONDS = 2
MEGABYTES = 300

_ROOT = Path(__file__).resolve().parents[2]


def bad_lists() -> Iterator[tuple[str, bytes]]:
    """What each one is, and its bytes."""
    chance = random.Random(SEED)  # noqa: S311 - the same bytes each time is the point
    digits = bytes(chance.choices(b"0123456789", k=60 << 20))
    yield "an empty file", b""
    yield "headings only", b"Name,E-mail\n"
    yield "a PDF", b"%PDF-1.7\n" + chance.randbytes(5 << 20)
    yield "a web page", b"<html><body><table>" + b"<tr><td>Ann</td></tr>" * 200_000
    yield "random bytes", chance.randbytes(60 << 20)
    yield "a line of 5 MB", b"Ann," * (5 << 18)
    yield "an open quotation mark", b'Name,E-mail\n"Bob,b@x.example\n' + b"Ann,a@x.example\n" * 190_000
    yield "a workbook cut in half", (whole := _workbook(b""))[: len(whole) // 2]
    yield "a workbook that unpacks to 300 MB", _workbook(b" " * (300 << 20))
    yield "a workbook of 60 MB of digits", _workbook(digits)
    yield "a sheet of 3,000,000 numbers", _numbers(chance)


def _workbook(behind: bytes) -> bytes:
    """A sheet with headings only, and so many bytes behind its XML."""
    sound, padded = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(sound, {"in_memory": True}) as book:
        book.add_worksheet().write_row(0, 0, ("Name", "E-mail"))
    with zipfile.ZipFile(sound) as archive, zipfile.ZipFile(padded, "w", zipfile.ZIP_DEFLATED) as made:
        for name in archive.namelist():
            made.writestr(name, archive.read(name) + (behind if name.endswith("sheet1.xml") else b""))
    return padded.getvalue()


def _numbers(chance: random.Random) -> bytes:
    """A sheet of nothing but digits, of about 60 MB."""
    sound, made = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(sound, {"in_memory": True}) as book:
        book.add_worksheet().write_row(0, 0, ("Name", "E-mail"))
    row = "<row>" + "<c><v>%s</v></c>" * 20 + "</row>"
    rows = "".join(row % tuple(chance.choices("0123456789", k=20)) for _ in range(150_000)).encode()
    with zipfile.ZipFile(sound) as archive, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as numbers:
        for name in archive.namelist():
            before, found, after = archive.read(name).partition(b"<sheetData>")
            numbers.writestr(name, before + found + (rows + b"</sheetData></worksheet>" if found else after))
    return made.getvalue()


def lines() -> list[Line]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        event = folder / "empty.checkin"
        make_event(event, 0)
        return [line for kind, content in bad_lists() for line in _refused(kind, content, folder, str(event))]


def _refused(kind: str, content: bytes, folder: Path, event: str) -> Iterator[Line]:
    path = folder / "list.xlsx"
    path.write_bytes(content)
    measured = [_spent("import", event, str(path), refused=True) for _ in range(ROUNDS)]
    start = Figures.of([_spent("--help", refused=False)[0] for _ in range(ROUNDS)])
    took = Figures.of([milliseconds for milliseconds, _ in measured])
    most = max(megabytes for _, megabytes in measured)
    met = took.most <= SECONDS * 1000 and most <= MEGABYTES
    reached = f"{took.most:.0f} ms, {most:.0f} MB at most"
    yield Line(f"refused: {kind}", took, "checkin --help", start, f"≤ {SECONDS} s, {MEGABYTES} MB", reached, met)


def _spent(*words: str, refused: bool) -> tuple[float, float]:
    command = [sys.executable, "-m", "tests.bench.spent", sys.executable, "-m", "checkin", *words]
    environment = os.environ.copy()
    # An installed program is compiled once, and not anew at each start as with this switch of some test machines.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    answer = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=_ROOT, check=False)
    if bool(answer.returncode) is not refused:
        raise RuntimeError(f"{words}: {answer.stdout} {answer.stderr}")
    milliseconds, megabytes, _ = map(float, answer.stdout.splitlines()[-1].split())
    return milliseconds, megabytes
