"""A whole day on the command line, in processes of their own, as a script does it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import zxingcpp
from PIL import Image

LIST = Path(__file__).parents[1] / "data" / "lists" / "impact_form.csv"
NEW = (
    "--name", "ImPACT Coalition", "--session", "Kick-off session", "--starts", "2024-05-10T12:30",
    "--ends", "2024-05-10T14:00", "--timezone", "Africa/Nairobi", "--room", "CR-8", "--seats", "150",
)  # fmt: skip


@dataclass
class Script:
    """Runs `python -m checkin` in a folder: no screen, its own settings, a clock far from Nairobi."""

    folder: Path

    def run(self, *words: str, **more: Any) -> subprocess.CompletedProcess[str]:
        names = ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME")
        surroundings = {name: text for name, text in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
        surroundings |= {name: str(self.folder) for name in names} | {
            "TZ": "America/New_York",
            "PYTHONWARNINGS": "error",
        }
        surroundings.pop("QT_QPA_PLATFORM", None)
        return subprocess.run(
            [sys.executable, "-m", "checkin", *words], cwd=self.folder, env=surroundings, text=True, check=False,
            **({"capture_output": True} | more),
        )  # fmt: skip

    def json(self, *words: str) -> Any:
        done = self.run(*words, "--json")
        assert (done.returncode, done.stderr) == (0, "")
        return json.loads(done.stdout)

    def refused(self, *words: str) -> str:
        done = self.run(*words)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.count("\n") == 1
        return done.stderr


def output(*command: object) -> str:
    return subprocess.run([str(word) for word in command], capture_output=True, check=True, text=True).stdout


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))


def test_from_the_list_to_badges_the_door_and_the_attendance(tmp_path: Path) -> None:
    script = Script(tmp_path)
    made = script.run("new", "e.checkin", *NEW)
    assert (made.returncode, made.stderr) == (0, "")
    account = script.json("import", "e.checkin", str(LIST))
    assert (account["rows"], account["people"], account["merged"]) == (167, 166, 1)
    people = script.json("people", "e.checkin")
    assert len({person["codes"][0] for person in people}) == 166

    badges = script.json("badges", "e.checkin", "badges.pdf")
    assert (badges["badges"], badges["pages"]) == (166, 21)
    assert re.search(r"^Pages: +21$", output("pdfinfo", tmp_path / "badges.pdf"), re.MULTILINE)
    text = output("pdftotext", tmp_path / "badges.pdf", "-")
    latin = [person["name"] for person in people if person["name"].isascii()]
    assert len(latin) > 50
    missing = [name for name in latin if letters(name) not in letters(text)]
    assert missing == []
    output("pdftoppm", "-gray", "-r", 75, tmp_path / "badges.pdf", tmp_path / "page")
    read = [
        found.text for page in sorted(tmp_path.glob("page-*.pgm")) for found in zxingcpp.read_barcodes(Image.open(page))
    ]
    assert sorted(read) == sorted(person["codes"][0] for person in people)
    assert script.refused("badges", "e.checkin", "more.pdf", "--who", "not-printed").startswith("There is nobody")

    # A badge that was printed opens the door, in the session's own time.
    verdict = script.json("admit", "e.checkin", read[0])
    assert verdict["verdict"] == "welcome"
    assert verdict["at"].endswith("+03:00")
    figures = script.json("export", "e.checkin", "attendance.pdf")
    assert (figures["registered"], figures["in_room"], figures["no_show"] + figures["cancelled"]) == (166, 1, 165)
    checked = script.run("check", "e.checkin")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "166 registrants" in checked.stdout


def test_the_program_answers_without_a_screen_and_to_a_reader_that_goes_away(tmp_path: Path) -> None:
    script = Script(tmp_path)
    assert script.refused("people", "no.checkin").startswith("There is no file no.checkin.")
    # Without a screen a window cannot open; the sentence says what can be done.
    if sys.platform == "linux":
        assert "There is no screen here." in script.refused("no.checkin")
    wrong = script.run("nonsense", "--flag")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr.startswith("usage: checkin")

    full = Path("/dev/full")
    if full.exists():
        with full.open("w") as nowhere:
            done = script.run("--help", stdout=nowhere, stderr=subprocess.PIPE, capture_output=False)
            assert "Traceback" not in done.stderr
        script.run("new", "e.checkin", *NEW)
        with full.open("w") as nowhere:
            done = script.run("check", "e.checkin", stdout=nowhere, stderr=subprocess.PIPE, capture_output=False)
        assert (done.returncode, done.stderr) == (1, "The answer could not be printed: No space left on device.\n")

    read, write = os.pipe()
    os.close(read)
    done = script.run("check", "e.checkin", stdout=write, stderr=subprocess.PIPE, capture_output=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (0, "")
