"""`checkin export`: what is left out, whose contacts are withheld, what follows the figures, what is written over."""

from __future__ import annotations

import csv
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from checkin.domain.attendance_choice import Choice, Pages
from checkin.services import attendance
from checkin.storage.event_file import open_event
from tests.cli.conftest import Checkin


@pytest.fixture
def event(event: Path, checkin: Checkin, tmp_path: Path) -> Path:
    """An event with two people, of whom one may be written to."""
    source = tmp_path / "list.csv"
    source.write_text("Name,Email,May we contact you?,Diet\nAnn,ann@x.example,Yes,vegan\nBo,bo@x.example,,fish\n")
    assert checkin("import", event, source).status == 0
    return event


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_columns_are_left_out_for_once(checkin: Checkin, event: Path, tmp_path: Path) -> None:
    checkin("export", event, tmp_path / "a.csv", "--leave-out", "Diet", "--leave-out", "Phone")
    assert {"Diet", "Phone"}.isdisjoint(rows(tmp_path / "a.csv")[0])
    checkin("export", event, tmp_path / "b.csv")
    assert {"Diet", "Phone"} <= set(rows(tmp_path / "b.csv")[0])


def test_what_the_event_keeps_holds_for_the_command_line_too(checkin: Checkin, event: Path, tmp_path: Path) -> None:
    choice = Choice(frozenset({"Diet"}), only_agreed=True, pages=Pages.NONE)
    with closing(open_event(event)) as file:
        assert attendance.choice_of(file) == Choice()
        attendance.keep_choice(file, Choice(frozenset({"Role"})))
        attendance.keep_choice(file, choice)
        assert attendance.choice_of(file) == choice
    checkin("export", event, tmp_path / "a.csv")
    ann, bo = rows(tmp_path / "a.csv")
    assert "Diet" not in ann
    assert (ann["E-mail"], bo["E-mail"]) == ("ann@x.example", "")
    checkin("export", event, tmp_path / "all.csv", "--all-columns")
    assert "Diet" in rows(tmp_path / "all.csv")[0]
    checkin("export", event, tmp_path / "a.pdf")
    checkin("export", event, tmp_path / "everyone.pdf", "--pages", "everyone")
    assert "Ann" not in text_of(tmp_path / "a.pdf")
    assert "Ann" in text_of(tmp_path / "everyone.pdf")


def text_of(pdf: Path) -> str:
    return subprocess.run(["pdftotext", str(pdf), "-"], check=True, capture_output=True, text=True).stdout


def test_contacts_of_who_agreed_alone(checkin: Checkin, event: Path, tmp_path: Path) -> None:
    checkin("export", event, tmp_path / "a.csv", "--only-agreed")
    assert [row["E-mail"] for row in rows(tmp_path / "a.csv")] == ["ann@x.example", ""]


def test_a_column_that_is_not_there_is_named(checkin: Checkin, event: Path, tmp_path: Path) -> None:
    refusal = checkin("export", event, tmp_path / "a.csv", "--leave-out", "Shoe size").refusal
    assert "Shoe size" in refusal
    assert "Full name" in refusal
    assert not (tmp_path / "a.csv").exists()


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "a.pdf"])
def test_a_file_that_is_there_is_written_over_only_when_asked(
    checkin: Checkin, event: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_text("precious", encoding="utf-8")
    assert "already a file" in checkin("export", event, tmp_path / name).refusal
    assert (tmp_path / name).read_text(encoding="utf-8") == "precious"
    assert checkin("export", event, tmp_path / name, "--replace").status == 0
    assert (tmp_path / name).read_bytes() != b"precious"
