"""The poster for the corridor: its codes are read from the PDF by a scanner, its words by a person."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from checkin.badges.painter import small_names
from checkin.badges.poster import Paper, poster_of, write_poster
from checkin.domain.errors import DeskError
from checkin.domain.guest_words import WORDS
from checkin.domain.registrant import Details, Registrant
from checkin.domain.session import Event, Session
from checkin.services.demo import EVENT_NAME, KICK_OFF
from checkin.services.events import new_session

SESSION = new_session(KICK_OFF)
EVENT = Event("event", EVENT_NAME, (SESSION,), "bit.ly/ImPACT-form", ("en", "fr", "sw", "ar"))
LONG = "https://forms.example.org/d/e/" + "x7Yz" * 65
SIZES = {Paper.A4: "595 x 842 pts (A4)", Paper.A3: "842 x 1191 pts (A3)"}

pytestmark = pytest.mark.usefixtures("qapp")


def run(*command: str | Path) -> str:
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout


def made(event: Event, session: Session, folder: Path, paper: Paper = Paper.A4) -> tuple[list[str], str]:
    """What a scanner reads on the printed poster, from left to right, and what stands there."""
    path = folder / "poster.pdf"
    write_poster(poster_of(event, session), path, paper, replace=True)
    facts = run("pdfinfo", path)
    assert "Pages:           1" in facts
    assert SIZES[paper] in facts
    run("pdftoppm", "-r", "100", "-gray", "-singlefile", path, folder / "page")
    with Image.open(folder / "page.pgm") as page:
        found = sorted(zxingcpp.read_barcodes(page), key=lambda one: one.position.top_left.x)
    return [one.text for one in found], " ".join(run("pdftotext", "-layout", path, "-").split())


@pytest.mark.parametrize("paper", Paper)
def test_both_links_are_read_from_the_printed_poster(tmp_path: Path, paper: Paper) -> None:
    codes, words = made(EVENT, SESSION, tmp_path, paper)
    assert codes == ["https://bit.ly/ImPACT-form", "https://shorturl.at/behVW"]
    for said in (
        "Kick-off session",
        "International Court of Justice",
        "Friday, 10 May 2024",
        "12:30–14:00 (Nairobi, UTC+3)",
        "CR-8",
        "bit.ly/ImPACT-form",
        "shorturl.at/behVW",
        "Joining online? Scan this",
        WORDS["sw"].register,
    ):
        assert said in words
    with Image.open(tmp_path / "page.pgm") as page:
        assert page.getpixel((0, 0)) == page.getpixel((page.width - 1, 0)) == page.getpixel((0, page.height // 4)) < 80


def test_it_works_with_one_link_and_with_none_and_says_so(tmp_path: Path) -> None:
    only_form = replace(SESSION, online_link="")
    assert made(EVENT, only_form, tmp_path)[0] == ["https://bit.ly/ImPACT-form"]
    assert poster_of(EVENT, only_form).missing == ("online",)
    only_online = replace(EVENT, registration_link="")
    assert made(only_online, SESSION, tmp_path)[0] == ["https://shorturl.at/behVW"]
    assert poster_of(only_online, SESSION).missing == ("registration",)
    codes, words = made(only_online, only_form, tmp_path)
    assert codes == []
    assert "CR-8" in words
    assert "Scan" not in words
    assert poster_of(only_online, only_form).missing == ("registration", "online")


def test_where_people_read_from_the_right_the_first_code_stands_right(tmp_path: Path) -> None:
    event = replace(EVENT, name="تحالف التأثير: المؤسسات العادلة", languages=("ar", "en"))
    assert made(event, SESSION, tmp_path)[0] == ["https://shorturl.at/behVW", "https://bit.ly/ImPACT-form"]


def test_long_names_long_links_and_every_language_fit(tmp_path: Path) -> None:
    event = replace(EVENT, name=EVENT_NAME * 3, registration_link=LONG, languages=tuple(WORDS))
    session = replace(SESSION, name="Obligations of states " * 4, room="Salle des Pas Perdus, Palais des Nations " * 2)
    codes, words = made(event, session, tmp_path)
    assert codes == [LONG, "https://shorturl.at/behVW"]
    assert "Palais des Nations" in words
    for name in (EVENT_NAME, EVENT_NAME * 2):
        poster = poster_of(replace(event, name=name, registration_link="bit.ly/ImPACT-form"), session)
        assert small_names(poster.design, [(Registrant("", Details("")), poster.fields)]) == []


def test_letters_that_no_font_has_are_told() -> None:
    assert poster_of(EVENT, SESSION).boxes == ""
    assert poster_of(replace(EVENT, name="Runa \u16a0\u16a0 🌍"), SESSION).boxes == "\u16a0"


def test_braces_in_a_name_or_a_link_are_only_signs(tmp_path: Path) -> None:
    event = replace(EVENT, name="{room} {online_link}", registration_link="x.example/{day}")
    codes, words = made(event, SESSION, tmp_path)
    assert codes[0] == "https://x.example/{day}"
    assert "{room} {online_link}" in words


def test_a_file_that_is_there_stays_and_only_a_pdf_is_made(tmp_path: Path) -> None:
    (tmp_path / "poster.pdf").write_text("mine")
    for name in ("poster.pdf", "poster.png"):
        with pytest.raises(DeskError):
            write_poster(poster_of(EVENT, SESSION), tmp_path / name, Paper.A4)
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("poster.pdf", "mine")]
