"""The folder of photos in the window: offered with a design that shows photos, remembered; what it lacks is told."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from checkin import settings
from checkin.badges.design_file import as_json
from checkin.services.badge_designs import keep_design
from checkin.settings import AtCheckIn
from checkin.storage.event_file import open_event
from checkin.ui.badges.badges_page import BadgesPage
from checkin.ui.printers import one_badge
from tests.badges.test_photos import DESIGN, GREEN, bomb, colour_of, near, picture
from tests.ui.hands import NOW, Door, open_window
from tests.ui.test_badges_page import lines


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> None:
    settings.file().with_name("printing.json").unlink(missing_ok=True)


@pytest.fixture
def photos(event_path: Path, tmp_path: Path) -> Path:
    with closing(open_event(event_path)) as event:
        keep_design(event, "photo", as_json(DESIGN), NOW)
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "w.kamau@mzalendo.example.jpg").write_bytes(picture(GREEN))
    (folder / "José Álvarez Núñez.png").write_bytes(bomb())
    return folder


def open_page(door: Door) -> BadgesPage:
    door.window.open_page(door.window.page_badges)
    door.settle()
    page = door.pages.badges
    page.stock.setCurrentIndex(_row(page, "CR80"))
    door.settle()
    return page


def _row(page: BadgesPage, name: str) -> int:
    return next(row for row in range(page.stock.count()) if page.stock.itemText(row).startswith(name))


def take_design(door: Door, page: BadgesPage) -> None:
    door.station.refresh()
    door.settle()
    page.design.setCurrentIndex(page.design.findText("Photo"))
    door.settle()
    assert page._run is not None
    assert page._run.sheets.design.id == "photo"


def test_photos_are_asked_for_and_what_is_wrong_with_them_is_listed(door: Door, photos: Path, tmp_path: Path) -> None:
    page = open_page(door)
    assert not door.find(QPushButton, "badges_photos").isVisible()
    take_design(door, page)
    assert door.find(QPushButton, "badges_photos").isVisible()
    assert lines(page) == ["The design shows photos: choose the folder that they are in"]
    page.photos.choose(photos)
    door.settle()
    found = lines(page)
    assert found[0] == "José Álvarez Núñez: the photo José Álvarez Núñez.png is damaged, too large or no picture"
    assert found[1:] == [
        f"{name}: no photo in the folder (PNG or JPEG)"
        for name in ("Mary Wambui Njoroge", "Mary Wambui Njuguna", "Li Wei 李伟", "Ольга Фёдорова")
    ]
    assert page._run is not None
    assert near(colour_of(page._run.sheets, 0), GREEN)
    page.save_pdf(tmp_path / "badges.pdf")
    door.settle()
    assert (tmp_path / "badges.pdf").exists()
    assert set(found) <= set(lines(page))


def test_the_folder_is_remembered_for_the_event_and_a_badge_at_the_door_has_the_photo(
    qtbot: QtBot, door: Door, event_path: Path, photos: Path
) -> None:
    page = open_page(door)
    take_design(door, page)
    page.photos.choose(photos)
    door.settle()
    with open_window(qtbot, event_path) as again:
        page = open_page(again)
        take_design(again, page)
        assert page.photos._said.text() == str(photos)
        assert page._run is not None
        assert near(colour_of(page._run.sheets, 0), GREEN)
        badge = one_badge.sheets(again.station, again.registrant("Wanjiru Kamau"), AtCheckIn())
        assert badge.fields(badge.people[0])["photo"] == "w.kamau@mzalendo.example.jpg"


def test_a_folder_that_is_gone_leaves_the_badges_without_photos(door: Door, photos: Path, tmp_path: Path) -> None:
    page = open_page(door)
    take_design(door, page)
    page.photos.choose(tmp_path / "gone")
    door.settle()
    assert len([line for line in lines(page) if "no photo in the folder" in line]) == 6
