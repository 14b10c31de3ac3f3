"""A durable check-in, from the text that a scanner sent to the commit, beside a bare insert on the same disk.

Both files are in WAL mode with `synchronous=FULL`, in one folder, and take turns. The bare one has a single table with
the same thirteen values and the id as its key: no list, no question, no second index, nothing to decide.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from checkin.domain.admission import Reason
from checkin.services import desk, events
from checkin.storage import event_file
from tests.bench.events import make_event
from tests.bench.figures import Figures, Line, by_ratio

PEOPLE = 10_000
TARGET = 2.0

_COLUMNS = "id, kind, session_id, registrant_id, station, operator, method, at, utc_offset, reason, raw, lifts, note"
_INSERT = f"INSERT INTO fact ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - our own names


def bare_file(path: Path) -> sqlite3.Connection:
    """A file with one table and nothing else, as durable as ours."""
    bare = sqlite3.connect(path, isolation_level=None)
    bare.execute("PRAGMA journal_mode=WAL")
    bare.execute("PRAGMA synchronous=FULL")
    bare.execute(f"CREATE TABLE fact ({_COLUMNS}, PRIMARY KEY (id))")
    return bare


def bare_insert(bare: sqlite3.Connection, fact_id: str, registrant_id: str, raw: str) -> None:
    """Write what a check-in writes, durably."""
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    row = (fact_id, "admitted", "kick-off", registrant_id, "Door A", "", "scan", at, 0, "welcome", raw, None, "")
    bare.execute(_INSERT, row)


def lines() -> list[Line]:
    ours, peer = [], []
    with tempfile.TemporaryDirectory() as folder:
        everyone = make_event(Path(folder) / "bench.checkin", PEOPLE)
        event = event_file.open_event(Path(folder) / "bench.checkin")
        place = events.place_of(events.the_event(event), "Door A")
        bare = bare_file(Path(folder) / "bare.db")
        for person in everyone:
            raw = person.own_code
            began = time.perf_counter()
            verdict = desk.admit_code(event, raw, place, datetime.now(UTC))
            ours.append((time.perf_counter() - began) * 1000)
            assert verdict.reason is Reason.WELCOME
            began = time.perf_counter()
            bare_insert(bare, verdict.fact_id, person.id, raw)
            peer.append((time.perf_counter() - began) * 1000)
        bare.close()
        event.close()
    name = f"durable check-in, {PEOPLE:,} registrants"
    return [by_ratio(name, Figures.of(ours), "bare sqlite3 insert", Figures.of(peer), TARGET)]
