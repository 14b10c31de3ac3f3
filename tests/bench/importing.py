"""A registrant list of 100,000 rows into an event file, beside `sqlite-utils insert --csv` of the same file.

Whole processes, taking turns: `checkin import` recognises the columns, finds who stands there twice, makes ids and
codes, writes people, codes and the search index, and commits once; its peer writes the cells as they are, into one
table. The people are those of the other benches: a third of them have names in other scripts than Latin. The window's
memory is that of our own window, open on a small event: who loads a list in the window has it already.
"""

from __future__ import annotations

import csv
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter

from checkin.services import lists
from tests.bench import import_floor
from tests.bench.events import SEED, make_event
from tests.bench.figures import Figures, Line, by_ratio
from tests.bench.people import people

ROWS = 100_000
PREVIEWED = 20_000
ROUNDS = 3
PREVIEWS = 9

_ROOT = Path(__file__).resolve().parents[2]
_HEADINGS = (
    *("First Name", "Last Name", "Email", "Organization", "Job Title", "Country"),
    *("How will you attend?", "Registered at"),
)
_ROLES = ("Advocate", "Student", "Researcher", "Director", "Programme officer", "")
_COUNTRIES = ("Kenya", "Uganda", "Tanzania", "Rwanda", "France", "Germany", "India", "Vanuatu")
_HOW = {"room": "In person", "online": "Online", "": ""}


def rows(how_many: int) -> Iterator[tuple[str, ...]]:
    """The headings and that many rows, the same ones each time."""
    chance = random.Random(SEED)  # noqa: S311 - the same rows each time is the point
    yield _HEADINGS
    for person in people(how_many, SEED):
        known = person.details
        name = (known.given_name, known.family_name, known.email, known.organisation)
        registered = f"2024-{chance.randint(2, 4):02}-{chance.randint(1, 28):02} {chance.randint(0, 23):02}:15:00"
        yield *name, chance.choice(_ROLES), chance.choice(_COUNTRIES), _HOW[known.mode.value], registered


def write_csv(path: Path, how_many: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows(how_many))


def write_xlsx(path: Path, how_many: int) -> None:
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows(how_many)):
            sheet.write_row(number, 0, row)


@dataclass(slots=True)
class Runs:
    """What the processes of one kind took: milliseconds, those of them that a processor was at work for it (two may be
    at once), and megabytes at their peak.
    """

    milliseconds: list[float] = field(default_factory=list)
    at_work: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)

    def run(self, *words: str, home: Path) -> None:
        """Run one process to its end."""
        places = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA")
        environment = os.environ | dict.fromkeys(places, str(home))
        # An installed program is compiled once, and not anew at each start as with this switch of some test machines.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        answer = subprocess.run(
            [sys.executable, "-m", "tests.bench.spent", *words],
            capture_output=True,
            text=True,
            env=environment,
            cwd=_ROOT,
            check=False,
        )
        if answer.returncode:
            raise RuntimeError(answer.stderr)
        milliseconds, megabytes, at_work = map(float, answer.stdout.split())
        self.milliseconds.append(milliseconds)
        self.at_work.append(at_work)
        self.megabytes.append(megabytes)


def lines() -> list[Line]:
    first, again, workbook, peer, window, floor = (Runs() for _ in range(6))
    python = (sys.executable, "-m")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_csv(folder / "list.csv", ROWS)
        write_xlsx(folder / "list.xlsx", ROWS)
        make_event(folder / "small.checkin", 100)
        make_event(folder / "empty.checkin", 0)
        for turn in range(-1, ROUNDS):
            if not turn:
                first, again, workbook, peer, window, floor = (Runs() for _ in range(6))  # The first was to warm up.
            event = _event(folder)
            first.run(*python, "checkin", "import", event, str(folder / "list.csv"), home=folder)
            if turn < 0:
                import_floor.keep_values(Path(event), folder / "values")
            (folder / "peer.db").unlink(missing_ok=True)
            table = (str(folder / "peer.db"), "people", str(folder / "list.csv"), "--csv")
            peer.run(*python, "sqlite_utils", "insert", *table, home=folder)
            again.run(*python, "checkin", "import", event, str(folder / "list.csv"), home=folder)
            bare = (_event(folder), str(folder / "list.csv"), str(folder / "values"))
            floor.run(*python, "tests.bench.import_floor", *bare, home=folder)
            event = _event(folder)
            workbook.run(*python, "checkin", "import", event, str(folder / "list.xlsx"), home=folder)
            window.run(*python, "tests.bench.start_ours", str(folder / "small.checkin"), home=folder)
        looks, reads = _previews(folder)
    return [
        _faster(first, peer),
        _at_work(first, peer),
        _floor(floor, peer),
        _peak("the same, peak memory in MB", first, peer, window),
        by_ratio(f"the same {ROWS:,} rows as XLSX", _took(workbook), "as CSV", _took(first), 2),
        by_ratio("the same CSV loaded once more", _took(again), "the first time", _took(first), 0.5),
        _preview(looks, reads),
    ]


def _event(folder: Path) -> str:
    event = folder / "event.checkin"
    for leftover in folder.glob("event.*"):
        leftover.unlink()
    shutil.copyfile(folder / "empty.checkin", event)
    return str(event)


def _took(runs: Runs) -> Figures:
    return Figures.of(runs.milliseconds)


def _faster(ours: Runs, peer: Runs) -> Line:
    return by_ratio(f"import of {ROWS:,} rows of CSV", _took(ours), "sqlite-utils insert --csv", _took(peer), 1)


def _at_work(ours: Runs, peer: Runs) -> Line:
    spent, theirs = Figures.of(ours.at_work), Figures.of(peer.at_work)
    at_once = spent.median / _took(ours).median
    name = "the same, time of processors: the part of it that a busy machine stretches less"
    reached = f"{at_once:.1f} processors at work"
    return Line(name, spent, "sqlite-utils insert --csv", theirs, "none", reached, met=True)


def _floor(floor: Runs, peer: Runs) -> Line:
    least, theirs = _took(floor), _took(peer)
    share = f"{least.median / theirs.median:.0%} of the peer's time is used up before anything is recognised"
    name = "what no import of it can do without: start, csv, an object a row, SQLite"
    return Line(name, least, "sqlite-utils insert --csv", theirs, "none: it shows the limit", share, met=True)


def _peak(name: str, ours: Runs, peer: Runs, window: Runs) -> Line:
    peak, theirs = Figures.of(ours.megabytes), Figures.of(peer.megabytes)
    most = 2 * theirs.median + Figures.of(window.megabytes).median
    target = "≤ 2 × the peer's, and the window's"
    reached = f"{peak.median:.0f} of {most:.0f} MB"
    return Line(name, peak, "sqlite-utils insert --csv", theirs, target, reached, peak.median <= most)


def _previews(folder: Path) -> tuple[Sequence[float], Sequence[float]]:
    path = folder / "short.csv"
    write_csv(path, PREVIEWED)
    looks, reads = [], []
    for _ in range(PREVIEWS):
        began = time.perf_counter()
        lists.preview(path)
        looks.append((time.perf_counter() - began) * 1000)
        began = time.perf_counter()
        with path.open(encoding="utf-8", newline="") as file:
            list(csv.reader(file))
        reads.append((time.perf_counter() - began) * 1000)
    return looks, reads


def _preview(looks: Sequence[float], reads: Sequence[float]) -> Line:
    ours, bare = Figures.of(looks), Figures.of(reads)
    name = f"preview of {PREVIEWED:,} rows of CSV"
    return Line(name, ours, "csv.reader alone", bare, "≤ 1 s", f"{ours.most:.0f} ms at most", ours.most <= 1000)
