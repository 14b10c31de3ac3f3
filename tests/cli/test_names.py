"""Names that try something: they go through the list, the door and the export as the text that they are."""

from __future__ import annotations

import csv
import json
import unicodedata
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from checkin import cli
from tests.cli.conftest import Checkin

NAMES = [
    "<img src='file:///etc/passwd'>",
    '<b>Bold</b> & "quoted" O\'Brien',
    "=1+1",
    "@SUM(A1)",
    "+254 700 000",
    "-2+3",
    "{name} {0} %s \\n",
    "'; DROP TABLE registrant; --",
    "محمد علي الحسن",
    "李伟",
    "Zoë Ångström",
    "🧑🏾 Judge Amina ⚖️",
    "ශ්‍රී ලංකා",
    "..",
    "CON",
    "null",
    "W" * 300,
    "Ng'ang'a wa Thiong’o",
    "John\tTab",
    "Line\nBreak",
    "Bell\x07\x1b[31mRed\x00",
    "Over\u202eride \u200bZero",
    "A\u030angstro\u0308m",
]


def seen(name: str) -> str:
    """What anybody can see of a name."""
    spaced = " ".join(name.split())
    kept = "".join(sign for sign in spaced if sign.isprintable() or sign in "\u200d\ufe0f")
    return unicodedata.normalize("NFC", kept)


@pytest.fixture
def odd(checkin: Checkin, event: Path, tmp_path: Path) -> Path:
    """The event with all these people."""
    source = tmp_path / "list of odd names.csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Full name", "Email", "Organisation"])
        writer.writerows([name.replace("\x00", ""), f"guest{place}@list.example", name.replace("\x00", "")]
                         for place, name in enumerate(NAMES))  # fmt: skip
    account = checkin("import", event, source, "--json").json
    assert (account["people"], account["skipped"]) == (len(NAMES), [])
    return event


def test_odd_names_come_back_as_what_can_be_seen_of_them(checkin: Checkin, odd: Path) -> None:
    found = {person["email"]: person["name"] for person in checkin("people", odd, "--json").json}
    for place, name in enumerate(NAMES):
        assert found[f"guest{place}@list.example"] == seen(name)


def test_people_without_json_is_one_line_each(checkin: Checkin, odd: Path) -> None:
    lines = checkin("people", odd).out.splitlines()
    assert len(lines) == len(NAMES)
    assert not any("\x1b" in line or "\u202e" in line for line in lines)


def test_odd_people_are_admitted_found_undone_and_printed(checkin: Checkin, odd: Path, tmp_path: Path) -> None:
    for person in checkin("people", odd, "--json").json:
        verdict = checkin("admit", odd, person["codes"][0], "--json").json
        assert (verdict["verdict"], verdict["name"]) == ("welcome", person["name"])
        assert checkin("undo", odd, person["codes"][0]).out == f"Undone: {person['name']} is no longer checked in.\n"
        assert isinstance(checkin("search", odd, "--json", "--", person["name"]).json, list)
    assert checkin("badges", odd, tmp_path / "odd.pdf", "--json").json["badges"] == len(NAMES)


def test_exports_hold_odd_names_as_text_and_never_as_a_formula(checkin: Checkin, odd: Path, tmp_path: Path) -> None:
    for ending in ("csv", "xlsx", "pdf"):
        assert checkin("export", odd, tmp_path / f"odd.{ending}", "--json").json["registered"] == len(NAMES)
    with (tmp_path / "odd.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row, name in zip(rows, NAMES, strict=True):
        written = row["Full name"]
        assert written.removeprefix("'") == seen(name).removeprefix("'")
        assert not written.startswith(("=", "@", "-"))
    sheets = CalamineWorkbook.from_path(tmp_path / "odd.xlsx")
    cells = {
        cell for sheet in sheets.sheet_names for row in sheets.get_sheet_by_name(sheet).to_python() for cell in row
    }
    assert {seen(name) for name in NAMES} <= cells
    assert 2 not in cells


class Output:
    """What a terminal or a pipe of another encoding gets."""

    def __init__(self, path: Path, encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.path = path
        self.file = path.open("w", encoding=encoding)
        monkeypatch.setattr("sys.stdout", self.file)

    def read(self) -> bytes:
        self.file.close()
        return self.path.read_bytes()


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_output_in_any_encoding_loses_no_json_and_breaks_on_no_name(
    encoding: str, odd: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        output = Output(tmp_path / "out", encoding, patched)
        assert cli.main(["people", str(odd), "--json"]) == 0
    names = {person["name"] for person in json.loads(output.read().decode(encoding))}
    assert names == {seen(name) for name in NAMES}
    with monkeypatch.context() as patched:
        output = Output(tmp_path / "out", encoding, patched)
        assert cli.main(["people", str(odd)]) == 0
    assert len(output.read().decode(encoding).splitlines()) == len(NAMES)


def test_a_path_that_is_no_text_is_said_with_escapes(checkin: Checkin, odd: Path) -> None:
    path = odd.rename(odd.with_name("odd\udcff.checkin"))
    answer = checkin("check", path)
    assert (answer.status, answer.err) == (0, "")
    assert "odd\\udcff.checkin is whole" in answer.out
    out = odd.with_name("a\udcff.csv")
    assert checkin("export", path, out, "--json").json["file"] == str(out)
