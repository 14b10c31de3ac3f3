"""The workbook in LibreOffice: what a person who opens it sees, on the screen and on paper."""

from __future__ import annotations

import csv
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from checkin.domain.attendance import Presence
from checkin.domain.registrant import Answer
from tests.attendances import AFTER, FORMULAS, STARTS, attendance, here, person, workbook

NAMES = (
    "José Álvarez Núñez",
    "Łukasz Øvergård",
    "محمد علي",
    "李伟",
    "Ольга Фёдорова",
    "सुनीता शर्मा",
    "Ng'ang'a O’Brien",
)
PHONES = ("+254 700 000 001", "+254700000002", "0700000003", "00254 700", "007", "1E5", "+84 (0)1")


@pytest.fixture(scope="module")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], list[Path]]:
    """The workbook, converted by LibreOffice; a profile of its own, so that no other one is touched."""
    folder = tmp_path_factory.mktemp("libreoffice")
    people = [
        here(person(name, phone=phone, email=f"a{place}@x.example", organisation=name), place)
        for place, (name, phone) in enumerate(zip(NAMES, PHONES, strict=True))
    ]
    people += [here(person(text, organisation=text, other={"Comment": text}), 10) for text in FORMULAS]
    people[0] = replace(people[0], note="Speaker: front row")
    agreed = replace(people[1].registrant, details=replace(people[1].registrant.details, listed=Answer.YES))
    people[1] = replace(people[1], registrant=agreed)
    whole = attendance([*people, Presence(person("Absent One"))])
    (folder / "attendance.xlsx").write_bytes(workbook(whole, AFTER))

    def to(kind: str, pattern: str) -> list[Path]:
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                *("--headless", "--norestore", "--convert-to", kind),
                *("--outdir", str(folder), str(folder / "attendance.xlsx")),
            ],
            check=True,
            capture_output=True,
            timeout=180,
        )
        return sorted(folder.glob(pattern))

    return to


def test_every_sheet_says_what_was_written_and_calculates_nothing(convert: Callable[[str, str], list[Path]]) -> None:
    # Comma, quote, UTF-8, from row 1, no column formats, as shown, quote all texts, formulas as formulas, every sheet.
    found = convert("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,true,false,false,-1", "attendance-*.csv")
    tables = {}
    for path in found:
        with path.open(encoding="utf-8", newline="") as file:
            tables[path.stem.removeprefix("attendance-")] = list(csv.reader(file))
    assert set(tables) == {"Attendance", "Summary", "Check these", "About"}
    headings, *rows = tables["Attendance"]
    people = [dict(zip(headings, row, strict=True)) for row in rows]
    assert [one["Full name"] for one in people[: len(NAMES)]] == list(NAMES)
    assert [one["Phone"] for one in people[: len(PHONES)]] == list(PHONES)
    for place, one in enumerate(people[: len(NAMES)]):
        at = (STARTS + timedelta(hours=3, minutes=place)).replace(tzinfo=None)
        assert one["Checked in at"] == f"{at:%Y-%m-%d %H:%M:%S}+03:00"
        assert one["Session date"] == "2024-05-10"
    assert people[0]["Note"] == "Speaker: front row"
    texts = [one["Full name"] for one in people[len(NAMES) : len(NAMES) + len(FORMULAS)]]
    assert [text.strip() for text in texts] == [text.strip() for text in FORMULAS]
    assert people[-1]["Attendance"] == "Absent"
    everything = [cell for table in tables.values() for row in table for cell in row]
    assert not [cell for cell in everything if cell.startswith(("#", "Err:"))]
    assert ["The sum adds up, and agrees with the rows of Attendance", "Yes"] in [row[:2] for row in tables["Summary"]]


def test_no_cell_is_a_formula_or_a_link_once_libreoffice_has_saved_it(
    convert: Callable[[str, str], list[Path]],
) -> None:
    [path] = convert("fods", "attendance.fods")
    text = path.read_text(encoding="utf-8")
    assert "table:formula" not in text
    assert "xlink:href" not in text.partition("<office:body>")[2]


def test_on_paper_the_names_are_whole(convert: Callable[[str, str], list[Path]]) -> None:
    [path] = convert("pdf", "attendance.pdf")
    text = subprocess.run(["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, text=True).stdout
    for name in ("José Álvarez Núñez", "Łukasz Øvergård", "李伟", "Ольга Фёдорова", "Speaker: front row"):
        assert name in text
    assert "+254700000002" in text
    with zipfile.ZipFile(path.with_suffix(".xlsx")) as archive:
        assert archive.testzip() is None
