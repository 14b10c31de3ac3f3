"""How far a printer is off: measured on the page itself, as it came out of a printer that is off."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QGuiApplication

from checkin.badges.adjusting import Measures, correction, on_top, page_pdf, wanted
from checkin.badges.stock import stock_named
from checkin.domain.errors import DeskError
from checkin.settings import Profile

STOCK = stock_named("L4745")
DPI = 254


def lines_of(path: Path, folder: Path) -> Measures:
    """Where the four lines of a printed page lie, in mm: the darkest columns and rows, away from all words."""
    subprocess.run(["pdftoppm", "-gray", "-r", str(DPI), "-singlefile", path, folder / "page"], check=True)
    with Image.open(folder / "page.pgm") as page:
        across, down = page.size
        columns = page.crop((0, 60, across, 120)).resize((across, 1), Image.Resampling.BOX).tobytes()
        rows = page.crop((60, 0, 120, down)).resize((1, down), Image.Resampling.BOX).tobytes()
    found = [[place for place, value in enumerate(line) if value < 128] for line in (columns, rows)]
    ends = [(end + 0.5) / DPI * 25.4 for line in found for end in (line[0], line[-1])]
    return Measures(*ends)


@pytest.mark.parametrize(
    "off",
    [Profile(1.3, -0.8, 1.004, 0.997), Profile(-2.0, 2.0, 0.99, 1.01), Profile()],
    ids=["a little", "much", "right already"],
)
def test_what_is_measured_on_the_page_of_a_printer_puts_the_next_page_right(
    off: Profile, tmp_path: Path, qapp: QGuiApplication
) -> None:
    """A page that is painted with a correction is one that comes out of a printer which is off by that much."""
    path = tmp_path / "page.pdf"
    path.write_bytes(page_pdf(STOCK, off, ("Measure",)))
    found = correction(STOCK, lines_of(path, tmp_path))
    path.write_bytes(page_pdf(STOCK, on_top(off, found), ("Measure",)))
    again, aim = lines_of(path, tmp_path), wanted(STOCK)
    for name in ("left", "right", "top", "bottom"):
        assert getattr(again, name) == pytest.approx(getattr(aim, name), abs=0.25), name


def test_the_correction_turns_what_the_printer_does() -> None:
    aim = wanted(STOCK)
    shifted = Measures(aim.left + 1.5, aim.right + 1.5, aim.top - 2, aim.bottom - 2)
    assert correction(STOCK, shifted) == Profile(-1.5, 2.0, 1.0, 1.0)
    assert correction(STOCK, aim) == Profile()


@pytest.mark.parametrize(
    "measured",
    [Measures(0, 0, 0, 0), Measures(190, 20, 20, 277), Measures(20, 100, 20, 277), Measures(70, 240, 20, 277)],
    ids=["nothing", "crossed", "half", "far"],
)
def test_measures_that_no_printer_can_have_are_refused(measured: Measures) -> None:
    with pytest.raises(DeskError, match="No printer is as far off"):
        correction(STOCK, measured)
