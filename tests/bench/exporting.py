"""The attendance of 100,000 people as a workbook and as CSV, beside the bare writers of the same cells; and a report of
10,000 rows held against 10,000 registrants.

Two lines of each kind: the making of the file out of an attendance that is read already, as the bare writers have
their cells already; and the whole process of `checkin export`, which must first read a hundred thousand people.
"""

from __future__ import annotations

import csv
import io
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from pathlib import Path
from types import ModuleType

import xlsxwriter
from python_calamine import CalamineWorkbook

from checkin.domain.attendance import Attendance
from checkin.domain.session import Event, Session
from checkin.files import attendance_csv, attendance_rows, attendance_xlsx
from checkin.services import attendance, events, online
from checkin.storage import event_file, registrants, sessions
from checkin.storage.event_file import open_event
from tests.attendances import workbook
from tests.bench.events import SEED, make_event
from tests.bench.figures import Figures, Line, by_ratio
from tests.bench.importing import Runs
from tests.online_truth import BEGAN, truth

PEOPLE = 100_000
MEETING = 10_000
ROUNDS = 3
_MOST_MEGABYTES = 150
_MOST_MILLISECONDS = 2000


def lines() -> list[Line]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_event(folder / "event.checkin", PEOPLE)
        with closing(open_event(folder / "event.checkin")) as event:
            found = attendance.attendance(event)
        return [*_made(found, folder), *_processes(folder), _meeting(folder)]


def _took(deed: Callable[[], object]) -> float:
    began = time.perf_counter()
    deed()
    return (time.perf_counter() - began) * 1000


def _made(found: Attendance, folder: Path) -> list[Line]:
    now = datetime.now(UTC)
    table = attendance_rows.table(found, now)
    texts = [[str(cell) for cell in row] for row in (table.headings, *table.rows())]
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook(found, now)))
    cells = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    xlsx, bare_xlsx, text, bare_text = [], [], [], []
    for _ in range(ROUNDS):
        xlsx.append(_took(lambda: _write(attendance_xlsx, folder / "ours.xlsx", found, now)))
        bare_xlsx.append(_took(lambda: bare_workbook(folder / "bare.xlsx", cells)))
        text.append(_took(lambda: _write(attendance_csv, folder / "ours.csv", found, now)))
        bare_text.append(_took(lambda: bare_csv(folder / "bare.csv", texts)))
    size = f"{PEOPLE:,} people × {len(table.headings)} columns"
    return [
        by_ratio(
            f"XLSX of {size}, and its other sheets", Figures.of(xlsx), "XlsxWriter alone", Figures.of(bare_xlsx), 1.2
        ),
        by_ratio(f"CSV of {size}", Figures.of(text), "csv.writer alone", Figures.of(bare_text), 2),
    ]


def _write(kind: ModuleType, path: Path, found: Attendance, now: datetime) -> None:
    with path.open("wb") as file:
        kind.write(file, found, now)


def bare_workbook(path: Path, sheets: Sequence[Sequence[Sequence[object]]]) -> None:
    """The same cells on as many sheets, each as what it is, and nothing else."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for rows in sheets:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(number, column, value, day)
                    elif isinstance(value, float):
                        sheet.write_number(number, column, value)
                    elif value != "":
                        sheet.write_string(number, column, value)


def bare_csv(path: Path, texts: Sequence[Sequence[str]]) -> None:
    """The same texts, and nothing else."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(texts)


def _processes(folder: Path) -> list[Line]:
    """The whole of `checkin export`, beside the process that opens the file and reads the attendance."""
    kinds = {kind: Runs() for kind in ("xlsx", "csv")}
    reading = Runs()
    event = str(folder / "event.checkin")
    for _ in range(ROUNDS):
        reading.run(sys.executable, "-m", "tests.bench.exporting", event, home=folder)
        for kind, runs in kinds.items():
            out = str(folder / f"whole.{kind}")
            runs.run(sys.executable, "-m", "checkin", "export", event, out, "--replace", home=folder)
    alone = Figures.of(reading.megabytes)
    found = []
    for kind, runs in kinds.items():
        peak = Figures.of(runs.megabytes)
        reached = f"{peak.median:.0f} MB"
        met = peak.median <= _MOST_MEGABYTES
        name = f"peak memory in MB of `export` of {PEOPLE:,} as {kind}"
        found.append(Line(name, peak, "reading alone", alone, f"≤ {_MOST_MEGABYTES} MB", reached, met))
        took, read = Figures.of(runs.milliseconds), Figures.of(reading.milliseconds)
        found.append(
            Line(f"the process, as {kind}", took, "reading alone", read, "none", f"{took.median:.0f} ms", met=True)
        )
    return found


def _meeting(folder: Path) -> Line:
    """Zoom's report of ten thousand rows, read, kept, and held against the list."""
    known = truth(MEETING, SEED)
    session = Session("kick-off", "Kick-off", BEGAN, BEGAN + timedelta(minutes=90), "Africa/Nairobi", "CR-8")
    rows = [
        (row.name, row.email, f"{session.local(row.joined + (at - BEGAN)):%m/%d/%Y %I:%M:%S %p}",
         f"{session.local(row.left + (at - BEGAN)):%m/%d/%Y %I:%M:%S %p}", "5")
        for row in known.rows
        if row.joined is not None and row.left is not None
        for at in (BEGAN, BEGAN + timedelta(minutes=1))
    ]  # fmt: skip
    report = folder / "participants.csv"
    with report.open("w", encoding="utf-8", newline="") as file:
        headings = ("Name (Original Name)", "User Email", "Join Time", "Leave Time", "Duration (Minutes)")
        csv.writer(file).writerows(chain([headings], rows))
    took, reads = [], []
    for number in range(ROUNDS):
        event = event_file.create(folder / f"meeting-{number}.checkin")
        with event.tx() as tx:
            sessions.add_event(tx, Event("event", "Bench", (session,)), BEGAN)
            registrants.add(tx, list(known.registrants), session.id, BEGAN)
        place = events.place_of(events.the_event(event), "Door A")
        took.append(
            _took(lambda: online.load(event, online.read([report], session), place, BEGAN))  # noqa: B023 - called at once
        )
        reads.append(_took(lambda: list(csv.reader(report.open(encoding="utf-8", newline="")))))
        event.close()
    ours = Figures.of(took)
    name = f"online report of {len(rows):,} rows, {len(known.registrants):,} registrants"
    reached = f"{ours.median:.0f} ms"
    return Line(name, ours, "csv.reader alone", Figures.of(reads), "≤ 2 s", reached, ours.median <= _MOST_MILLISECONDS)


if __name__ == "__main__":
    with closing(open_event(Path(sys.argv[1]))) as opened:
        attendance.attendance(opened)
