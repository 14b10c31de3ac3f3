"""Letters that have no bold font are as bold on the screen as on paper."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from checkin import fonts
from checkin.badges.library import designs
from checkin.badges.sheets import Sheets, page_image, write_pdf
from checkin.badges.stock import stock_named
from checkin.domain.code import new_code
from checkin.domain.registrant import Details, Registrant

NAMES = ("山田 太郎", "김민수", "Anne 李偉", "អោក សុខា", "𠮷田 祐樹", "ලංකා පෙරේරා", "Zoë Ölund", "Ana 🌍")


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("dots", [150, 300])
def test_preview_and_print_have_the_same_weight_in_every_script(tmp_path: Path, dots: int) -> None:
    fonts.load()
    people = tuple(Registrant(name, Details(name), codes=(new_code(),)) for name in NAMES)
    sheets = Sheets(people, designs()["name"], stock_named("L4745"), "Kick-off")
    write_pdf(sheets, tmp_path / "names.pdf")
    subprocess.run(
        ["pdftoppm", "-gray", "-r", str(dots), "-singlefile", tmp_path / "names.pdf", tmp_path / "names"], check=True
    )
    page_image(sheets, 0, dots, outlines=False).save(str(tmp_path / "screen.png"))
    paper = ImageChops.invert(Image.open(tmp_path / "names.pgm"))
    screen = ImageChops.invert(Image.open(tmp_path / "screen.png").convert("L"))
    for cell, person in sheets.on_page(0):
        box = tuple(round(edge * dots / 25.4) for edge in (cell.x, cell.y + 15, cell.x + 96, cell.y + 33))
        assert box[3] < paper.height
        inked = ImageStat.Stat(paper.crop(box)).sum[0]
        assert ImageStat.Stat(screen.crop(box)).sum[0] == pytest.approx(inked, rel=0.04), person.details.name
