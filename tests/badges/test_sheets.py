"""Badges as paper sees them: pages, names as text, and every code read back from the printed page."""

from __future__ import annotations

import re
import subprocess
import threading
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QImage

from checkin.badges.design import Text
from checkin.badges.fields import fields_of, filled
from checkin.badges.library import designs
from checkin.badges.preflight import Finding, FindingKind, look_at
from checkin.badges.sheets import Sheets, only_badge, page_image, page_layout, write_pdf
from checkin.badges.stock import STANDARD, stock_named, stocks
from checkin.badges.text_fitting import POINT, UNIT, fitted
from checkin.domain.code import new_code
from checkin.domain.errors import DeskError, Stopped
from checkin.domain.registrant import Details, Registrant

pytestmark = pytest.mark.usefixtures("qapp")

EVENT = "ImPACT Coalition: Just Institutions and the International Court of Justice"
NAMES = ("Wanjiru Kamau", "José Álvarez", "李 伟", "محمد علي", "Ольга Фёдорова", "सुनीता देवी", "ትዕግሥት አበበ", "김민수",
         "Staff & Office <b>", "{name} {code}")  # fmt: skip


def person(name: str, **details: str) -> Registrant:
    return Registrant(f"id of {name}", Details(name, **details), codes=(new_code(),))


def sheets(people: Iterable[Registrant], stock: str = STANDARD) -> Sheets:
    return Sheets(tuple(people), designs()["name"], stock_named(stock), EVENT)


def run(*command: object) -> str:
    words = [str(word) for word in command]
    return subprocess.run(words, capture_output=True, check=True, text=True).stdout


def codes_on(image: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(image)]


def printed_codes(pdf: Path, dots_per_inch: int) -> list[list[str]]:
    """The codes of each page, as a scanner reads them from the printout."""
    run("pdftoppm", "-gray", "-r", dots_per_inch, pdf, pdf.with_suffix(""))
    pages = sorted(pdf.parent.glob(f"{pdf.stem}-*.pgm"))
    return [codes_on(Image.open(page)) for page in pages]


def as_pillow(image: QImage) -> Image.Image:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return Image.frombuffer("L", (grey.width(), grey.height()), bytes(grey.constBits()), "raw", "L",
                            grey.bytesPerLine(), 1)  # fmt: skip


def letters(text: str) -> str:
    """The letters alone: a reader of PDFs joins what was parted at a hyphen, and marks the direction of lines."""
    return re.sub(r"[-\s\u200e\u200f\u202a-\u202e]", "", unicodedata.normalize("NFKC", text))


def test_names_stay_text_and_every_code_is_read_back_from_the_page(tmp_path: Path) -> None:
    people = [person(name, organisation="Mzalendo Trust") for name in NAMES]
    write_pdf(sheets(people), tmp_path / "badges.pdf")
    info = run("pdfinfo", tmp_path / "badges.pdf")
    assert re.search(r"^Pages: +2$", info, re.MULTILINE)
    assert re.search(r"^Page size: +595.* x 84[12].* \(A4\)$", info, re.MULTILINE)
    assert re.search(rf"^Title: +{re.escape(EVENT)}$", info, re.MULTILINE)
    text = letters(run("pdftotext", tmp_path / "badges.pdf", "-"))
    for one in people:
        assert letters(one.name) in text, one.name
    first, second = printed_codes(tmp_path / "badges.pdf", 100)
    assert sorted(first) == sorted(one.own_code for one in people[:8])
    assert sorted(second) == sorted(one.own_code for one in people[8:])
    fonts = run("pdffonts", tmp_path / "badges.pdf").splitlines()[2:]
    assert fonts
    assert all(line.split()[-5] == "yes" for line in fonts), "a printer may lack the fonts"


@pytest.mark.parametrize("name", list(stocks()))
def test_every_stock_lies_on_its_page_and_its_codes_can_be_read(name: str) -> None:
    stock = stocks()[name]
    for cell in stock.cells:
        assert cell.x >= -0.01
        assert cell.y >= -0.01
        assert cell.x + cell.width <= stock.page_width + 0.01, cell
        assert cell.y + cell.height <= stock.page_height + 0.01, cell
    assert stock.step_x >= stock.width or stock.columns == 1
    assert stock.step_y >= stock.height or stock.rows == 1
    people = [person(f"Person {number}") for number in range(len(stock.cells))]
    whole = sheets(people, name)
    assert whole.pages == 1
    image = as_pillow(page_image(whole, 0, dots_per_inch=200))
    assert sorted(codes_on(image)) == sorted(one.own_code for one in people)


def test_the_last_page_may_be_part_filled_and_none_is_empty() -> None:
    assert [sheets([person("A")] * number).pages for number in (1, 8, 9, 16, 17)] == [1, 1, 2, 2, 3]


def test_a_page_layout_has_no_margins_and_the_size_of_the_stock() -> None:
    layout = page_layout(stock_named("A7"))
    assert layout.margins() == QMarginsF()
    assert (layout.fullRect().width(), layout.fullRect().height()) == (74, 105)


def test_a_long_name_is_never_cut_and_is_reported_as_small(tmp_path: Path) -> None:
    long = person("Abena Akosua Konadu-Asantewaa Nana Yaa Serwaa Opoku-Agyemang von Hohenzollern " * 4)
    word = person("W" * 300)
    short = person("Li")
    assert look_at(sheets([long, word, short])) == [
        Finding(FindingKind.SMALL, long),
        Finding(FindingKind.SMALL, word),
    ]
    write_pdf(sheets([long, word, short], "A7"), tmp_path / "long.pdf")
    pages = run("pdftotext", tmp_path / "long.pdf", "-").split("\f")
    for page, one in zip(pages, [long, word, short], strict=False):
        assert letters(one.name) in letters(page)
    assert printed_codes(tmp_path / "long.pdf", 150) == [[one.own_code] for one in (long, word, short)]


def test_a_word_too_long_for_any_line_is_parted_before_it_gets_too_small_to_read() -> None:
    element = next(part for part in designs()["name"].elements if isinstance(part, Text) and part.text == "{name}")
    box = QRectF(0, 0, element.box[2] * UNIT, element.box[3] * UNIT)
    found = fitted("W" * 300, box, element)
    assert not found.fits
    assert found.size > 5 * POINT
    layout = found.layout
    assert sum(layout.lineAt(row).textLength() for row in range(layout.lineCount())) == 300
    assert layout.boundingRect().width() * found.scale <= box.width() + 1


def test_the_code_has_its_quiet_zone_of_four_modules_and_stays_inside_it() -> None:
    somebody = person("Wanjiru Kamau", organisation="M" * 200, country="M" * 80)
    image = as_pillow(only_badge(somebody, designs()["name"], EVENT, dots_per_inch=300))
    [found] = zxingcpp.read_barcodes(image)
    left, top, right, bottom = (
        found.position.top_left.x, found.position.top_left.y, found.position.bottom_right.x,
        found.position.bottom_right.y,
    )  # fmt: skip
    quiet = round(3.5 * (right - left) / 21)
    for side in (
        (left - quiet, top - quiet, right + quiet, top - 3),
        (left - quiet, bottom + 3, right + quiet, bottom + quiet),
        (left - quiet, top, left - 3, bottom),
        (right + 3, top, right + quiet, bottom),
    ):
        assert image.crop(side).getextrema()[0] > 250


def test_a_person_without_a_name_gets_a_line_to_write_on_and_without_a_code_no_qr() -> None:
    nobody = Registrant("r1", Details("", email="a@b.example"))
    assert fields_of(nobody, EVENT)["name"] == "______________"
    assert codes_on(as_pillow(only_badge(nobody, designs()["name"], EVENT))) == []
    somebody = person("Wanjiru Kamau")
    assert codes_on(as_pillow(only_badge(somebody, designs()["name"], EVENT))) == [somebody.own_code]


def test_the_code_on_the_badge_is_our_own_when_there_are_several() -> None:
    one = replace(person("Wanjiru Kamau"), codes=(new_code(), "EB-1234"))
    assert codes_on(as_pillow(only_badge(one, designs()["name"], EVENT))) == [one.codes[0]]


# -- what can go wrong -------------------------------------------------------------------------------------------------


def test_stop_leaves_no_file_and_progress_counts_the_pages(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    stop = threading.Event()

    def progress(done: int, total: int) -> None:
        told.append((done, total))
        if done == 2:
            stop.set()

    with pytest.raises(Stopped):
        write_pdf(sheets([person("A")] * 40), tmp_path / "a.pdf", progress=progress, stop=stop)
    assert told == [(1, 5), (2, 5)]
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_stays_unless_it_is_to_be_replaced(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    out.write_bytes(b"mine")
    with pytest.raises(DeskError, match="already a file"):
        write_pdf(sheets([person("A")]), out)
    assert out.read_bytes() == b"mine"
    write_pdf(sheets([person("A")]), out, replace=True)
    assert out.read_bytes().startswith(b"%PDF")
    assert list(tmp_path.iterdir()) == [out]


def test_nobody_makes_no_pdf(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="nobody to print"):
        write_pdf(sheets([]), tmp_path / "a.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_stock_is_found_by_a_part_of_its_name_that_only_it_has() -> None:
    assert stock_named("l7418").name == "Avery L7418"
    assert next(iter(stocks())) == STANDARD
    for name, why in (("L7418x", "no stock called"), ("", "no stock called"), ("Avery", "Several stocks")):
        with pytest.raises(DeskError, match=why):
            stock_named(name)


def test_the_braces_of_a_name_are_never_filled_in() -> None:
    fields = fields_of(person("{code} {event.__class__}"), EVENT)
    assert filled("{name}", fields) == "{code} {event.__class__}"
    assert filled("Hello {name}", fields) == "Hello {code} {event.__class__}"


TOWERS = (
    "Z" + "\u0300" * 80,
    "e" + "\u0323\u0316\u200d" * 60 + "st",
    "\u0627" + "\u064b\u0651" * 40,
    "\u0e01\u0e48\u0e49" + "\u0e49" * 30,
    "Q" + "\u0317\ufff2" * 30,
)


@pytest.mark.parametrize("name", TOWERS, ids=["Latin", "joined", "Arabic", "Thai", "unseen"])
@pytest.mark.parametrize("place", [0, 1, 4, 7])
def test_towers_of_marks_lie_on_nobody_elses_badge_and_are_told(name: str, place: int) -> None:
    one = person(name)
    run = sheets([one])
    run = replace(run, layout=replace(run.layout, used=frozenset(range(place))))
    page = as_pillow(page_image(run, 0, 60, outlines=False))
    for at, cell in enumerate(run.stock.cells):
        box = (cell.x + 1, cell.y + 1, cell.x + cell.width - 1, cell.y + cell.height - 1)
        left, top, right, bottom = (round(edge * 60 / 25.4) for edge in box)
        assert (page.crop((left, top, right, bottom)).getextrema() == (255, 255)) is (at != place)
    assert Finding(FindingKind.MARKS, one, "4") in look_at(run)


def test_a_disk_that_gets_full_is_told_at_once_and_nothing_is_left_behind(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="Windows has no limits to make a small disk of")
    many = sheets([person(f"Person {number}") for number in range(200)])
    done: list[int] = []
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        with pytest.raises(DeskError) as told:
            write_pdf(many, tmp_path / "badges.pdf", progress=lambda page, _pages: done.append(page))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "badges.pdf is too large for that disk." in str(told.value)
    assert list(tmp_path.iterdir()) == []
    assert 0 < len(done) < many.pages


def test_a_pdf_goes_to_the_disk_page_by_page(tmp_path: Path) -> None:
    lengths: list[int] = []
    many = sheets([person(f"Person {number}") for number in range(200)])
    write_pdf(
        many,
        tmp_path / "badges.pdf",
        progress=lambda _page, _pages: lengths.extend(part.stat().st_size for part in tmp_path.glob(".*.part")),
    )
    assert len(lengths) == many.pages
    assert lengths[0] < lengths[len(lengths) // 2] < lengths[-1]
