"""Badges: a thousand as a PDF, ten thousand, one as a preview, and how many codes are read from the printed pages.

Whole processes for the PDFs; beside them the QR library alone, making the same number of codes in this process. Codes
are read from the pages at 200 dots per inch, by zxing-cpp and by zbarimg where it is installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import qrcode
import zxingcpp
from PIL import Image
from PySide6.QtGui import QGuiApplication

from checkin.badges.sheets import Sheets, badge_image, write_pdf
from checkin.domain.code import new_code
from tests.bench.badges_ours import sheets
from tests.bench.figures import Figures, Line

ROUNDS = 3
THOUSAND, TEN_THOUSAND = 1_000, 10_000
MOST_TIMES, MOST_MEGABYTES, MOST_BYTES, MOST_PREVIEW = 12.0, 100.0, 1024, 5.0
READ, DOTS = 200, 200


def lines() -> list[Line]:
    app = QGuiApplication.instance() or QGuiApplication([])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        few = [_process(THOUSAND, folder) for _ in range(ROUNDS)]
        size = (folder / "badges.pdf").stat().st_size / THOUSAND
        many = [_process(TEN_THOUSAND, folder) for _ in range(2)]
        found = _read(sheets(READ), folder)
    app.processEvents()
    thousand, ten = (Figures.of([took for took, _ in runs]) for runs in (few, many))
    library = Figures.of([_library() for _ in range(2)])
    memory = max(megabytes for _, megabytes in many)
    times = ten.median / thousand.median
    preview = Figures.of(_previews())
    share = f"{found[0]:.1%} zxing-cpp, {found[1]:.1%} zbarimg" if found[1] >= 0 else f"{found[0]:.1%} zxing-cpp"
    return [
        Line("1,000 badges as PDF, whole process", thousand, "qrcode alone, 1,000 codes", library,
             f"≤ {MOST_BYTES} bytes a badge", f"{size:.0f} bytes", size <= MOST_BYTES),
        Line("10,000 badges as PDF, whole process", ten, "1,000 badges", thousand,
             f"≤ {MOST_TIMES:g} ×, ≤ {MOST_MEGABYTES:g} MB", f"{times:.1f} ×, {memory:.0f} MB",
             times <= MOST_TIMES and memory <= MOST_MEGABYTES),
        Line("preview of a badge, 110 dpi; and its codes read back", preview, "one badge of the PDF",
             Figures(*(value / THOUSAND for value in (thousand.least, thousand.median, thousand.p99, thousand.most))),
             f"≤ {MOST_PREVIEW:g} ms; 100 % and ≥ 99 %", f"{preview.median:.2f} ms; {share}",
             preview.median <= MOST_PREVIEW and found[0] == 1 and (found[1] < 0 or found[1] >= 0.99)),
    ]  # fmt: skip


def _process(count: int, folder: Path) -> tuple[float, float]:
    """Milliseconds and megabytes of a process that writes so many badges."""
    start = time.perf_counter()
    answer = subprocess.run(
        [sys.executable, "-m", "tests.bench.badges_ours", str(count), str(folder / "badges.pdf")],
        capture_output=True, text=True, check=True, cwd=Path(__file__).resolve().parents[2],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    return (time.perf_counter() - start) * 1000, float(answer.stdout)


def _library() -> float:
    start = time.perf_counter()
    for _ in range(THOUSAND):
        code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_Q)
        code.add_data(new_code())
        code.make(fit=True)
    return (time.perf_counter() - start) * 1000


def _previews() -> list[float]:
    run = sheets(READ)
    took = []
    for person in run.people:
        fields = run.fields(person)
        start = time.perf_counter()
        badge_image(run.design, fields, (run.design.width, run.design.height), 110)
        took.append((time.perf_counter() - start) * 1000)
    return took


def _read(run: Sheets, folder: Path) -> tuple[float, float]:
    """The shares of the codes that zxing-cpp and zbarimg (-1 without it) read from the printed pages."""
    write_pdf(run, folder / "read.pdf", replace=True)
    subprocess.run(["pdftoppm", "-gray", "-r", str(DOTS), folder / "read.pdf", folder / "page"], check=True)
    pages = sorted(folder.glob("page*.pgm"))
    wanted = {person.own_code for person in run.people}
    by_zxing = {found.text for page in pages for found in zxingcpp.read_barcodes(Image.open(page))}
    share = len(wanted & by_zxing) / len(wanted)
    if shutil.which("zbarimg") is None:
        return share, -1.0
    said = subprocess.run(["zbarimg", "-q", "--raw", *pages], capture_output=True, text=True, check=False).stdout
    return share, len(wanted & set(said.split())) / len(wanted)
