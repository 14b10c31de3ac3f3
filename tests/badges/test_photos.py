"""Photos on badges: found by what people call their files, made harmless, and told of where they are missing."""

from __future__ import annotations

import io
import os
import struct
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QImage

from checkin.badges import preflight
from checkin.badges.design import Design, Photo, Text
from checkin.badges.photos import Photos
from checkin.badges.preflight import FindingKind, unreadable_photos
from checkin.badges.sheets import Sheets, page_image, write_pdf
from checkin.badges.stock import stock_named
from checkin.domain.errors import DeskError, Stopped
from checkin.domain.registrant import Details, Registrant

RED, GREEN, BLUE, GREY = (200, 30, 30), (30, 150, 40), (40, 60, 200), (120, 120, 120)
DESIGN = Design("photo", "Photo", 85, 55, (Photo((5, 5, 40, 45)), Text((48, 5, 35, 45), "{name}")))
CODE = "JC7K3MV9QX4TRWHP"


def picture(colour: tuple[int, int, int], kind: str = "JPEG", size: tuple[int, int] = (300, 400)) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", size, colour).save(content, kind)
    return content.getvalue()


def bomb() -> bytes:
    """A PNG of a few hundred bytes that says it has 50,000 × 50,000 dots."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


def person(number: int, details: Details, *codes: str) -> Registrant:
    return Registrant(str(number), details, codes=codes or (f"JC7K3MV9QX4TRW{number:02}",))


def sheets(people: tuple[Registrant, ...], folder: Path | None) -> Sheets:
    stock = stock_named("CR80 / ID-1 card")
    return Sheets(people, DESIGN, stock, "Kick-off", photo=Photos(folder) if folder else None)


def colour_of(run: Sheets, page: int) -> tuple[int, int, int]:
    """The colour in the middle of the photo of a badge."""
    image: QImage = page_image(run, page, 50, outlines=False)
    dot = image.pixelColor(round(25 / 25.4 * 50), round(27 / 25.4 * 50))
    return dot.red(), dot.green(), dot.blue()


def near(found: tuple[int, int, int], wanted: tuple[int, int, int]) -> bool:
    return all(abs(a - b) < 12 for a, b in zip(found, wanted, strict=True))


@pytest.mark.usefixtures("qapp")
def test_a_photo_is_found_by_column_e_mail_code_or_name(tmp_path: Path) -> None:
    for name, colour in (
        ("IMG_0012.JPG", RED),
        ("W.Kamau@Mzalendo.example.jpeg", GREEN),
        (f"{CODE}.png", BLUE),
        ("Núñez, José.jpg", GREY),
        ("jose nunez.jpg", GREY),
        ("فاطمة الزهراء.jpg", RED),
    ):
        (tmp_path / name).write_bytes(picture(colour, "PNG" if name.endswith("png") else "JPEG"))
    people = (
        person(1, Details("A", email="w.kamau@mzalendo.example", other={"Photo": "C:\\photos\\img_0012.jpg"})),
        person(2, Details("B", email="w.kamau@mzalendo.example", other={"photo": "gone.jpg"})),
        person(3, Details("C"), CODE),
        person(4, Details("José Núñez")),
        person(5, Details("فاطمة الزهراء")),
        person(6, Details("D", other={"Photo": "https://x.example/p/IMG_0012.jpg"})),
    )
    run = sheets(people, tmp_path)
    for page, wanted in enumerate((RED, GREEN, BLUE, GREY, RED, RED)):
        assert near(colour_of(run, page), wanted), page
    assert Photos(tmp_path).check() == 6
    write_pdf(run, tmp_path / "badges.pdf")
    assert (tmp_path / "badges.pdf").stat().st_size > 10_000


def test_of_names_that_differ_in_accents_alone_each_has_its_own_photo(tmp_path: Path) -> None:
    for name in ("José Núñez.jpg", "Jose Nunez.jpg"):
        (tmp_path / name).write_bytes(picture(GREY, "JPEG"))
    found = [Photos(tmp_path).file_of(person(1, Details(name))) for name in ("José Núñez", "Jose Nunez", "JOSÉ NUNEZ")]
    assert found == ["José Núñez.jpg", "Jose Nunez.jpg", "Jose Nunez.jpg"]


@pytest.mark.usefixtures("qapp")
def test_nothing_outside_the_folder_is_opened_whatever_a_list_says(tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    (tmp_path / "secret.png").write_bytes(picture(RED, "PNG"))
    (folder / "album.jpg").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.jpg")
    for said in ("../secret.png", str(tmp_path / "secret.png"), "..\\secret.png", "album.jpg", "pipe.jpg", "\x00", "/"):
        run = sheets((person(1, Details("", other={"photo": said})),), folder)
        assert run.fields(run.people[0])["photo"] == ""
        assert colour_of(run, 0) == (255, 255, 255)


@pytest.mark.usefixtures("qapp")
def test_missing_doubled_and_hostile_photos_are_told(tmp_path: Path) -> None:
    (tmp_path / "bomb.png").write_bytes(bomb())
    (tmp_path / "text.jpg").write_text("<svg onload=alert(1)>")
    (tmp_path / "half.jpg").write_bytes(picture(RED)[:200])
    (tmp_path / "large.png").write_bytes(picture(RED, "PNG") + bytes(11 * 1024 * 1024))
    (tmp_path / "Mary Wambui.jpg").write_bytes(picture(GREEN))
    names = ("bomb", "text", "half", "large", "Mary Wambui", "Mary Wambui", "Nobody")
    run = sheets(tuple(person(n, Details(name)) for n, name in enumerate(names)), tmp_path)
    found = {(one.kind, one.person.name, one.what) for one in preflight.look_at(run) if one.person}
    assert found == {
        (FindingKind.NO_PHOTO, "Nobody", ""),
        (FindingKind.SAME_PHOTO, "Mary Wambui", "Mary Wambui.jpg"),
    }
    bad = unreadable_photos(run)
    assert [(one.kind, one.what) for one in bad] == [
        (FindingKind.BAD_PHOTO, name) for name in ("bomb.png", "text.jpg", "half.jpg", "large.png")
    ]
    assert colour_of(run, 0) == (255, 255, 255)
    assert near(colour_of(run, 4), GREEN)
    with pytest.raises(Stopped):
        unreadable_photos(run, lambda: True)
    without = sheets(run.people, None)
    assert [one.kind for one in preflight.look_at(without)] == [FindingKind.NO_FOLDER]
    plain = replace(without, design=replace(DESIGN, elements=DESIGN.elements[1:]))
    assert preflight.look_at(plain) == []


@pytest.mark.usefixtures("qapp")
def test_a_photo_that_is_replaced_or_comes_later_is_the_one_that_is_printed(tmp_path: Path) -> None:
    run = sheets((person(1, Details("Wanjiru Kamau")),), tmp_path)
    assert colour_of(run, 0) == (255, 255, 255)
    file = tmp_path / "wanjiru kamau.jpg"
    file.write_bytes(picture(RED))
    os.utime(tmp_path, ns=(10**18, 10**18))  # A coarse clock may give the folder the same time twice.
    assert near(colour_of(run, 0), RED)
    file.write_bytes(picture(BLUE, size=(310, 400)))
    os.utime(file, ns=(10**18, 10**18))
    assert near(colour_of(run, 0), BLUE)


def test_a_large_photo_becomes_a_small_one_without_what_the_camera_wrote(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera of Wanjiru"
    Image.new("RGB", (4000, 3000), RED).save(tmp_path / "a.jpg", exif=exif)
    made = Photos(tmp_path)("A")
    assert made is not None
    assert b"Camera" not in made
    with Image.open(io.BytesIO(made)) as small:
        assert max(small.size) == 600


def test_a_folder_that_is_gone_is_a_sentence_and_no_photo(tmp_path: Path) -> None:
    gone = Photos(tmp_path / "gone")
    with pytest.raises(DeskError, match="cannot be read"):
        gone.check()
    assert gone.file_of(person(1, Details("A"))) == ""
    assert gone("a.jpg") is None
