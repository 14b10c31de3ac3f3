"""Codes that are sent ahead: every picture is read back, and no name harms a folder or a spreadsheet."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from checkin.badges.sending import TABLE, file_name, write_codes
from checkin.domain.code import new_code
from checkin.domain.errors import DeskError
from checkin.domain.registrant import Details, Registrant

NAMES = (
    "Wanjiru Kamau",
    "../../etc/passwd",
    "=1+1",
    "فاطمة الزهراء",
    "李伟",
    "李伟",
    "CON",
    "W" * 300,
    "a/b\\c:d*?",
    "👩🏽",
)


def test_every_picture_holds_its_persons_code_and_the_table_names_it(tmp_path: Path) -> None:
    people = [
        Registrant(str(n), Details(name, email="a@b.example"), codes=(new_code(),)) for n, name in enumerate(NAMES)
    ]
    people.append(Registrant("none", Details("No Code")))
    assert write_codes(people, tmp_path / "codes") == len(NAMES)
    assert write_codes(people, tmp_path / "codes") == len(NAMES)
    assert {file.parent for file in tmp_path.rglob("*.*")} == {tmp_path / "codes"}
    for person in people[:-1]:
        name = file_name(person)
        assert len(name.encode()) < 200
        assert not set(name) & set('/\\:*?"<>| ')
        [found] = zxingcpp.read_barcodes(Image.open(tmp_path / "codes" / name).convert("L"))
        assert found.text == person.own_code
    with (tmp_path / "codes" / TABLE).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["Code"] for row in rows] == [person.own_code for person in people[:-1]]
    assert [row["Picture"] for row in rows] == [file_name(person) for person in people[:-1]]
    assert rows[2]["Name"] == "'=1+1"


def test_a_file_is_called_as_the_person_is() -> None:
    for name in ("सुनीता देवी", "ณัฐธิดา ศรีสุวรรณ", "José Núñez", "தமிழ்ச்செல்வி"):
        person = Registrant("1", Details(name), codes=(new_code(),))
        assert file_name(person) == f"{name.replace(' ', '-')}-{person.own_code}.png"


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(DeskError):
        write_codes([], tmp_path / "file" / "codes")
    assert (tmp_path / "file").read_text() == "mine"
