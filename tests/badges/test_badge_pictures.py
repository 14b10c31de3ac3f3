"""Badges as pictures: one for each person, in the size of the stock, with a name that harms no folder."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from checkin.badges.badge_pictures import write_pictures
from checkin.badges.design import Back
from checkin.badges.library import designs
from checkin.badges.sheets import Sheets
from checkin.badges.stock import stock_named
from checkin.domain.code import new_code
from checkin.domain.errors import DeskError, Stopped
from checkin.domain.registrant import Details, Registrant

pytestmark = pytest.mark.usefixtures("qapp")

NAMES = ("Wanjiru Kamau", "../x", "CON", "李伟", "李伟", "W" * 200)
PEOPLE = tuple(Registrant(str(at), Details(name), codes=(new_code(),)) for at, name in enumerate(NAMES))
RUN = Sheets(PEOPLE, designs()["card"], stock_named("CR80 / ID-1"), "Kick-off")


def test_everybody_has_a_picture_that_admits_and_has_the_size_of_the_badge(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "badges"
    write_pictures(RUN, folder)
    write_pictures(RUN, folder)
    files = sorted(folder.iterdir())
    assert sorted(tmp_path.rglob("*.png")) == files
    found = {}
    for file in files:
        picture = Image.open(file)
        across, down = picture.info["dpi"]
        assert picture.width / across * 25.4 == pytest.approx(85.6, abs=0.1)
        assert picture.height / down * 25.4 == pytest.approx(53.98, abs=0.1)
        [code] = zxingcpp.read_barcodes(picture.convert("L"))
        found[code.text] = file.name
    assert found.keys() == {person.own_code for person in PEOPLE}
    assert found[PEOPLE[0].own_code] == f"Wanjiru-Kamau-{PEOPLE[0].own_code}-badge.png"


def test_a_back_is_a_picture_of_its_own(tmp_path: Path) -> None:
    write_pictures(replace(RUN, people=PEOPLE[:1], design=replace(RUN.design, back=Back.SAME)), tmp_path)
    assert len(list(tmp_path.glob("*-badge.png"))) == len(list(tmp_path.glob("*-badge-back.png"))) == 1


def test_stopped_or_refused_nothing_is_written(tmp_path: Path) -> None:
    stop = threading.Event()
    with pytest.raises(Stopped):
        write_pictures(RUN, tmp_path / "a", progress=lambda _done, _all: stop.set(), stop=stop)
    (tmp_path / "file").write_text("mine")
    with pytest.raises(DeskError):
        write_pictures(RUN, tmp_path / "file")
    with pytest.raises(DeskError, match="nobody"):
        write_pictures(replace(RUN, people=()), tmp_path / "b")
    assert [file.name for file in tmp_path.iterdir()] == ["file"]
