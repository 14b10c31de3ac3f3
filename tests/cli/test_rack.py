"""Slots for printed badges, without a window."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.cli.conftest import Checkin


def test_slots_are_given_and_printed_and_said_at_the_door(checkin: Checkin, five: Path, tmp_path: Path) -> None:
    made = checkin("rack", five, "--order", "organisation", "--per-box", "2", "--json").json
    assert made == {
        "order": "organisation",
        "per_box": 2,
        "given": 5,
        "kept": 0,
        "boxes": [
            {"box": "A", "badges": 2, "first": "A-1", "last": "A-2"},
            {"box": "B", "badges": 2, "first": "B-1", "last": "B-2"},
            {"box": "C", "badges": 1, "first": "C-1", "last": "C-1"},
        ],
    }
    people = {one["name"]: one for one in checkin("people", five, "--json").json}
    slots = {name: one["slot"] for name, one in people.items()}
    assert slots["José Álvarez"] == "A-1"
    assert sorted(slots.values()) == ["A-1", "A-2", "B-1", "B-2", "C-1"]
    assert checkin("badges", five, tmp_path / "b.pdf", "--order", "slot", "--json").json["badges"] == 5
    text = subprocess.run(["pdftotext", tmp_path / "b.pdf", "-"], capture_output=True, text=True, check=True).stdout
    lines = text.splitlines()
    assert all(slot in lines for slot in slots.values())
    assert lines.index("A-1") < lines.index("B-2") < lines.index("C-1")
    assert checkin("admit", five, people["José Álvarez"]["codes"][0], "--json").json["slot"] == "A-1"
    again = checkin("rack", five)
    assert again.out.splitlines()[0] == "0 slots given, 5 kept."
    assert again.out.splitlines()[1].startswith("Box A: A-1 José Álvarez … A-2 ")
    assert "The boxes hold 2 badges each already" in checkin("rack", five, "--per-box", "9").refusal
    assert checkin("rack", five, "--per-box", "9", "--anew", "--json").json["given"] == 5
    assert "Give a number from 1 to 1000" in checkin("rack", five, "--per-box", "-3", "--anew").refusal
    assert checkin("check", five).status == 0


def test_the_attendance_file_has_a_column_for_slots_once_there_are_any(
    checkin: Checkin, five: Path, tmp_path: Path
) -> None:
    checkin("export", five, tmp_path / "before.csv")
    checkin("rack", five)
    checkin("export", five, tmp_path / "after.csv")
    before, after = ((tmp_path / f"{name}.csv").read_text(encoding="utf-8-sig") for name in ("before", "after"))
    assert "Badge slot" not in before
    assert "Badge slot" in after
    assert "A-1" in after
