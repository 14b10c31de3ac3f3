"""The tour is the whole main job through the real widgets; what it leaves behind must be right."""

import csv
import shutil
import struct
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from checkin.domain.errors import DeskError
from checkin.services import check, events, overview
from checkin.storage.event_file import open_event
from checkin.tour.job import play


@pytest.fixture(scope="module")
def played(qapp, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The folder of a tour that was played to its end, and what it said."""
    folder = tmp_path_factory.mktemp("tour")
    return folder, list(play(folder))


def test_the_tour_plays_to_its_end_and_leaves_the_pictures_and_the_files(played: tuple[Path, list[str]]) -> None:
    folder, said = played
    pictures = sorted(folder.glob("*.png"))
    assert [Path(line).name for line in said[:-1]] == [picture.name for picture in pictures]
    assert len(pictures) >= 20
    for picture in pictures:
        image = QImage(str(picture))
        assert (image.width(), image.height()) == (1366, 768)
        colours = {image.pixel(x, y) for x in range(0, 1366, 7) for y in range(0, 768, 7)}
        assert len(colours) > 20, f"{picture.name} is nearly blank"

    with closing(open_event(folder / "kick-off.checkin")) as event:
        assert check.check(event) == []
        place = events.place_of(events.the_event(event), "Door A")
        people = overview.people(event, place.session.id)
    assert len(people) == 167
    assert sum(presence.entry is not None for presence in people) == 66
    assert [presence.registrant.name for presence in people if presence.registrant.walk_in] == ["Achieng Otieno"]

    with (folder / "attendance.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 167
    assert sum(row["Attendance"] == "In person" for row in rows) == 66
    assert sum(row["Attendance"] == "Online" for row in rows) == 30
    assert {"attendance", "online", "room-and-online", "designer", "closing"} <= {
        picture.stem[3:] for picture in pictures
    }
    assert (folder / "badges.pdf").read_bytes().startswith(b"%PDF")
    assert (folder / "attendance.pdf").read_bytes().startswith(b"%PDF")
    assert struct.unpack("<I", (folder / "attendance.xlsx").read_bytes()[:4])[0] == 0x04034B50


def test_the_tour_can_be_played_again_in_the_same_folder_in_another_look(
    played: tuple[Path, list[str]], tmp_path: Path
) -> None:
    shutil.copytree(played[0], tmp_path, dirs_exist_ok=True)
    list(play(tmp_path, theme="dark", width=1920, height=1080))
    pictures = sorted(tmp_path.glob("*.png"))
    sizes = {(image.width(), image.height()) for image in map(QImage, map(str, pictures))}
    assert sizes == {(1920, 1080)}


def test_the_tour_says_in_one_sentence_that_a_folder_cannot_be_made(qapp, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    with pytest.raises(DeskError, match="cannot be written"):
        list(play(tmp_path / "file" / "tour"))
