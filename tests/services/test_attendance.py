"""The attendance of an event file, from the door to the table."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from checkin.domain.errors import DeskError
from checkin.domain.registrant import Details
from checkin.services import desk, events, overview
from checkin.services.attendance import attendance, export_table, reconciliation
from checkin.storage.event_file import EventFile
from checkin.storage.sessions import add_session
from tests.attendances import AFTER, STARTS

FACTS = events.SessionFacts(
    "Kick-off session",
    datetime(2024, 5, 10, 12, 30),  # noqa: DTZ001 - a wall clock
    datetime(2024, 5, 10, 14, 0),  # noqa: DTZ001 - a wall clock
    "Africa/Nairobi",
    seats=120,
)


@pytest.fixture
def event(tmp_path: Path) -> Iterator[EventFile]:
    """Three on the list, of whom one came and one came and was undone; one walk-in."""
    file = events.new_event(tmp_path / "e.checkin", "ImPACT Coalition", FACTS, STARTS)
    place = events.place_of(events.the_event(file), "Door A")
    people = [overview.add_registrant(file, Details(name), place, STARTS) for name in ("Amina", "Brian", "Chen")]
    for person in people[:2]:
        desk.admit_code(file, person.own_code, place, STARTS)
    desk.undo(file, people[1].id, place, STARTS + timedelta(minutes=1))
    desk.walk_in(file, Details("Fatuma"), place, STARTS + timedelta(minutes=2))
    yield file
    file.close()


def test_the_reconciliation_counts_what_happened_at_the_door(event: EventFile) -> None:
    assert reconciliation(attendance(event)) == {
        "event": "ImPACT Coalition",
        "session": "Kick-off session",
        "registered": 3,
        "walk_ins": 1,
        "newcomers": 0,
        "in_room": 2,
        "online": 0,
        "both": 0,
        "no_show": 2,
        "cancelled": 0,
        "left": 0,
        "guests": 0,
        "inside": 2,
        "came": 2,
        "scans": 2,
        "adds_up": True,
    }


def test_a_session_is_found_by_name_and_by_id(event: EventFile) -> None:
    second = events.new_session(
        events.SessionFacts("Follow-up", FACTS.starts + timedelta(days=20), FACTS.ends + timedelta(days=20), "UTC")
    )
    with event.tx() as tx:
        add_session(tx, second)
    assert attendance(event).session.name == "Kick-off session"
    assert attendance(event, "Follow-up").session == attendance(event, second.id).session == second
    assert attendance(event, "Follow-up").figures.in_room == 0
    with pytest.raises(DeskError, match="Choose one of: Kick-off session, Follow-up"):
        attendance(event, "Lunch")


def test_a_table_is_written_with_everyone_and_reconciled(event: EventFile, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    answer = export_table(attendance(event), path, AFTER)
    assert answer == reconciliation(attendance(event)) | {"file": str(path)}
    with path.open(encoding="utf-8-sig", newline="") as file:
        found = {row["Full name"]: (row["Attendance"], row["Check-in method"]) for row in csv.DictReader(file)}
    assert found == {
        "Amina": ("In person", "code"),
        "Brian": ("Absent", ""),
        "Chen": ("Absent", ""),
        "Fatuma": ("In person", "walk-in"),
    }


def test_a_workbook_is_a_workbook_whatever_the_case_of_its_ending(event: EventFile, tmp_path: Path) -> None:
    export_table(attendance(event), tmp_path / "OUT.XLSX", AFTER)
    assert (tmp_path / "OUT.XLSX").read_bytes().startswith(b"PK")


def test_an_ending_that_is_none_of_ours_names_those_that_are(event: EventFile, tmp_path: Path) -> None:
    with pytest.raises(DeskError, match=r"out\.ods.*\.xlsx.*\.csv.*\.pdf"):
        export_table(attendance(event), tmp_path / "out.ods", AFTER)
    assert not (tmp_path / "out.ods").exists()


def test_an_export_never_replaces_another_unless_asked(event: EventFile, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("mine")
    with pytest.raises(DeskError, match="already a file"):
        export_table(attendance(event), path, AFTER)
    assert path.read_text() == "mine"
    export_table(attendance(event), path, AFTER, replace=True)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfSession")
