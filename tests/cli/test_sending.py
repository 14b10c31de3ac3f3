"""Codes and tickets that are sent ahead, and badges with photos, without a window."""

from __future__ import annotations

import csv
import subprocess
from pathlib import Path

from checkin.badges.design_file import as_json
from tests.badges.test_photos import DESIGN, GREEN, bomb, picture
from tests.cli.conftest import Checkin


def test_tickets_are_beside_the_pictures_and_named_in_the_table(checkin: Checkin, five: Path, tmp_path: Path) -> None:
    folder = tmp_path / "ahead"
    assert checkin("codes", five, folder, "--json").json == {"folder": str(folder), "codes": 5, "tickets": 0}
    assert not list(folder.glob("*.pdf"))
    told = checkin("codes", five, folder, "--tickets", "--json").json
    assert (told["tickets"], told["findings"]) == (5, [])
    with (folder / "mail-merge.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["Ticket"] for row in rows} == {path.name for path in folder.glob("*.pdf")}
    words = subprocess.run(
        ["pdftotext", folder / rows[0]["Ticket"], "-"], check=True, capture_output=True, text=True
    ).stdout
    assert "Wanjiru Kamau" in words
    assert rows[0]["Code"] in words


def test_tickets_are_for_the_session_that_was_asked_for(checkin: Checkin, five: Path, tmp_path: Path) -> None:
    day_2 = ("--session", "Day 2")
    times = ("--starts", "2024-05-28T15:00", "--ends", "2024-05-28T16:30", "--room", "Hall B")
    assert checkin("add-session", five, *day_2, *times, "--like", "Kick-off session").status == 0
    assert checkin("codes", five, tmp_path / "a", "--tickets", *day_2).out == f"5 codes and tickets: {tmp_path / 'a'}\n"
    for ticket in (tmp_path / "a").glob("*.pdf"):
        words = subprocess.run(["pdftotext", ticket, "-"], check=True, capture_output=True, text=True).stdout
        assert "Day 2" in words
        assert "Tuesday, 28 May 2024" in words
        assert "15:00–16:30" in words
        assert "Hall B" in words


def test_badges_have_photos_and_say_who_has_none(checkin: Checkin, five: Path, tmp_path: Path) -> None:
    design, photos = tmp_path / "photo.json", tmp_path / "photos"
    design.write_text(as_json(DESIGN), encoding="utf-8")
    photos.mkdir()
    (photos / "wanjiru kamau.jpg").write_bytes(picture(GREEN))
    (photos / "Njeri Wachira.png").write_bytes(bomb())
    how = ("--design", design, "--stock", "CR80 / ID-1 card", "--json")
    told = checkin("badges", five, tmp_path / "a.pdf", *how).json["findings"]
    assert [one["kind"] for one in told] == ["no_folder"]
    told = checkin("badges", five, tmp_path / "b.pdf", *how, "--photos", photos).json["findings"]
    assert [one["kind"] for one in told] == ["no_photo"] * 3 + ["bad_photo"]
    assert told[-1]["what"] == "Njeri Wachira.png"
    images = subprocess.run(
        ["pdfimages", "-list", tmp_path / "b.pdf"], check=True, capture_output=True, text=True
    ).stdout
    assert images.count(" image ") == 1
    gone = checkin("badges", five, tmp_path / "c.pdf", *how[:4], "--photos", tmp_path / "gone").refusal
    assert gone == f"The folder of photos {tmp_path / 'gone'} cannot be read. Check that it is there."
    assert not (tmp_path / "c.pdf").exists()
