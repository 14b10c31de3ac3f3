"""Badges: a thousand as a PDF, ten thousand, one as a preview, and how many codes are read from the printed pages.

Whole processes for the PDFs; beside them the QR library alone, making the same number of codes in this process, and the
ways of others (`badges_peers`). Codes are read at 200 dots per inch, by zxing-cpp from whole pages, and by zbarimg,
where it is installed, from badges one by one and from pages: it leaves some of the ten codes of a page out, and
reads each of those when it is alone in the picture.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import qrcode
import zxingcpp
from PIL import Image
from PySide6.QtWidgets import QApplication

from checkin.badges.sheets import Sheets, badge_image, write_pdf
from checkin.domain.code import new_code
from tests.bench.badge_run import sheets
from tests.bench.badges_peers import COLUMNS, ROWS, badges, for_glabels
from tests.bench.figures import Figures, Line

ROUNDS = 3
THOUSAND, TEN_THOUSAND = 1_000, 10_000
MOST_TIMES, MOST_MEGABYTES, MOST_BYTES, MOST_PREVIEW = 12.0, 100.0, 1024, 5.0
READ, DOTS = 200, 200
LEAST_TIMES = {"picture": 7.0, "widget": 18.0, "glabels": 4.0}
GLABELS = "glabels-3-batch"
PEERS = {"picture": "reportlab and a picture by qrcode", "widget": "reportlab's own QR widget"}
if shutil.which(GLABELS):
    PEERS["glabels"] = "gLabels' batch program"


def lines() -> list[Line]:
    app = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        few, peers, alike = _in_turns(folder)
        size = (folder / "badges.pdf").stat().st_size / THOUSAND
        many = [_process(TEN_THOUSAND, folder) for _ in range(2)]
        found = _read(sheets(READ), folder)
    app.processEvents()
    thousand, ten = (Figures.of([took for took, _ in runs]) for runs in (few, many))
    library = Figures.of([_library() for _ in range(2)])
    memory = max(megabytes for _, megabytes in many)
    times = ten.median / thousand.median
    preview = Figures.of(_previews())
    share = f"{found.zxing:.1%} zxing-cpp" + (
        f", {found.zbar:.1%} zbarimg (whole pages {found.zbar_pages:.1%})" if found.zbar is not None else ""
    )
    return [
        *(
            Line("1,000 badges as PDF, whole process", thousand, PEERS[way], peer, f"{LEAST_TIMES[way]:g} × faster",
                 f"{peer.median / thousand.median:.1f} ×", peer.median >= LEAST_TIMES[way] * thousand.median)
            for way, peer in peers.items()
        ),
        *(
            Line("the same, all badges of one person: paint only", alike, PEERS[way], peer, "none: it shows the limit",
                 f"{peer.median / alike.median:.1f} × at most", met=True)
            for way, peer in peers.items()
        ),
        Line("1,000 badges as PDF, whole process", thousand, "qrcode alone, 1,000 codes", library,
             f"≤ {MOST_BYTES} bytes a badge", f"{size:.0f} bytes", size <= MOST_BYTES),
        Line("10,000 badges as PDF, whole process", ten, "1,000 badges", thousand,
             f"≤ {MOST_TIMES:g} ×, ≤ {MOST_MEGABYTES:g} MB", f"{times:.1f} ×, {memory:.0f} MB",
             times <= MOST_TIMES and memory <= MOST_MEGABYTES),
        Line("preview of a badge, 110 dpi; and its codes read back", preview, "one badge of the PDF",
             Figures(*(value / THOUSAND for value in (thousand.least, thousand.median, thousand.p99, thousand.most))),
             f"≤ {MOST_PREVIEW:g} ms; 100 % and ≥ 99 %", f"{preview.median:.2f} ms; {share}",
             preview.median <= MOST_PREVIEW and found.zxing == 1 and (found.zbar is None or found.zbar >= 0.99)),
    ]  # fmt: skip


def _in_turns(folder: Path) -> tuple[list[tuple[float, float]], dict[str, Figures], Figures]:
    """Milliseconds and megabytes of ours for a thousand badges, milliseconds of the others, and of painting alone."""
    ours: list[tuple[float, float]] = []
    alike: list[float] = []
    theirs: dict[str, list[float]] = {way: [] for way in PEERS}
    for _ in range(ROUNDS):
        alike.append(_process(THOUSAND, folder, "alike")[0])
        ours.append(_process(THOUSAND, folder))
        for way, took in theirs.items():
            took.append(_other(way, folder))
    return ours, {way: Figures.of(took) for way, took in theirs.items()}, Figures.of(alike)


def _other(way: str, folder: Path) -> float:
    """Milliseconds of a process that writes a thousand badges in another way; every badge has to be there."""
    pdf = folder / "peer.pdf"
    if way == "glabels":
        table, design = for_glabels(badges(THOUSAND), folder)
        start = time.perf_counter()
        subprocess.run([GLABELS, "-i", table, "-o", pdf, design], capture_output=True, check=True)
        took = (time.perf_counter() - start) * 1000
    else:
        took, _ = _run("tests.bench.badges_peers", way, str(THOUSAND), str(pdf))
    shown = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    pages = next(line.split()[1] for line in shown.splitlines() if line.startswith("Pages:"))
    assert int(pages) == -(-THOUSAND // (COLUMNS * ROWS))
    return took


def _process(count: int, folder: Path, *more: str) -> tuple[float, float]:
    """Milliseconds and megabytes of a process that writes so many badges."""
    took, said = _run("tests.bench.badges_ours", str(count), str(folder / "badges.pdf"), *more)
    return took, float(said)


def _run(module: str, *arguments: str) -> tuple[float, str]:
    start = time.perf_counter()
    answer = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        capture_output=True, text=True, check=True, cwd=Path(__file__).resolve().parents[2],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    return (time.perf_counter() - start) * 1000, answer.stdout


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


@dataclass(frozen=True, slots=True)
class Found:
    """The shares of the codes that were read; by zbarimg from each badge alone and from pages, None without it."""

    zxing: float
    zbar: float | None
    zbar_pages: float | None


def _read(run: Sheets, folder: Path) -> Found:
    write_pdf(run, folder / "read.pdf", replace=True)
    subprocess.run(["pdftoppm", "-gray", "-r", str(DOTS), folder / "read.pdf", folder / "page"], check=True)
    pages = sorted(folder.glob("page*.pgm"))
    wanted = {person.own_code for person in run.people}
    by_zxing = {found.text for page in pages for found in zxingcpp.read_barcodes(Image.open(page))}
    zxing = len(wanted & by_zxing) / len(wanted)
    if shutil.which("zbarimg") is None:
        return Found(zxing, None, None)
    alone = [badge for page in pages for badge in _badges(run, page)]
    return Found(zxing, *(len(wanted & _zbar(pictures)) / len(wanted) for pictures in (alone, pages)))


def _badges(run: Sheets, page: Path) -> list[Path]:
    """Each place of a page as a picture of its own."""
    image, dots = Image.open(page), DOTS / 25.4
    found = []
    for number, cell in enumerate(run.stock.cells):
        found.append(page.with_name(f"{page.stem}-badge{number}.pgm"))
        left, top = cell.x * dots, cell.y * dots
        box = (round(left), round(top), round(left + cell.width * dots), round(top + cell.height * dots))
        image.crop(box).save(found[-1])
    return found


def _zbar(pictures: list[Path]) -> set[str]:
    return set(
        subprocess.run(
            ["zbarimg", "-q", "--raw", *pictures], capture_output=True, text=True, check=False
        ).stdout.split()
    )
