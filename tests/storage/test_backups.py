"""Copies beside the event file: the last change is in the newest one, and none is made for nothing."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from checkin.domain.errors import DeskError
from checkin.services import check, desk, overview
from checkin.services.place import Place
from checkin.storage import backups
from checkin.storage.event_file import EventFile, open_event
from tests.storage.conftest import Make
from tests.storage.twenty import NOW, code


def people_in(copy: Path) -> int:
    with closing(open_event(copy)) as event:
        assert check.check(event) == []
        return sum(one.entry is not None for one in overview.people(event, "s1"))


def test_a_copy_holds_the_last_change_and_opens_whole(event: EventFile, place: Place) -> None:
    for number in range(3):
        desk.admit_code(event, code(number), place, NOW)
        copy = event.back_up()
        assert copy == event.newest_copy()
    assert copy.parent.name == "event backups"
    assert [people_in(kept) for kept in backups.copies(event.path)] == [1, 2, 3]


def test_a_copy_is_one_plain_file(event: EventFile) -> None:
    copy = event.back_up()
    assert [file.name for file in copy.parent.iterdir()] == [copy.name]
    with closing(sqlite3.connect(copy)) as raw:
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert raw.execute("PRAGMA quick_check").fetchone() == ("ok",)


def test_nothing_changed_means_no_copy_even_when_it_was_closed_and_opened(event: EventFile, place: Place) -> None:
    desk.admit_code(event, code(0), place, NOW)
    event.close()
    for _ in range(3):
        with closing(open_event(event.path)) as again:
            overview.people(again, "s1")
            again.back_up()
            assert again.back_up() is None
    assert len(backups.copies(event.path)) == 1
    with closing(open_event(event.path)) as again:
        desk.admit_code(again, code(1), place, NOW)
        assert people_in(again.back_up()) == 2


def test_a_change_by_another_station_is_copied_too(event: EventFile, place: Place) -> None:
    event.back_up()
    with closing(open_event(event.path)) as other:
        desk.admit_code(other, code(0), place, NOW)
        assert people_in(event.back_up()) == 1


def test_only_the_newest_copies_stay(event: EventFile, place: Place) -> None:
    made = []
    for number in range(backups.KEPT + 3):
        desk.admit_code(event, code(number), place, NOW)
        made.append(event.back_up())
    assert backups.KEPT == 24
    assert backups.copies(event.path) == made[-24:]


def test_other_peoples_files_in_the_folder_are_neither_the_newest_copy_nor_thinned_out(
    event: EventFile, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = backups.folder_of(event.path)
    folder.mkdir()
    others = [folder / "a copy of mine.checkin", folder / "zzz.checkin", folder / "read me.txt"]
    for other in others:
        other.write_bytes(b"mine")
    monkeypatch.setattr(backups, "KEPT", 2)
    for number in range(4):
        desk.admit_code(event, code(number), place, NOW)
        assert event.back_up() == event.newest_copy()
    assert len(backups.copies(event.path)) == 2
    assert all(other.read_bytes() == b"mine" for other in others)


@pytest.mark.parametrize("days", [-4000, 4000])
def test_a_wrong_clock_neither_stops_the_copies_nor_makes_the_newest_the_oldest(
    days: int, event: EventFile, place: Place
) -> None:
    """The laptop came up in another year; then its clock was set right."""
    there = datetime.now(UTC) + timedelta(days=days)
    copy = event.back_up()
    astray = copy.rename(copy.with_name(f"{there:%Y-%m-%d %H%M%S.%f} event.checkin"))
    os.utime(astray, (there.timestamp(), there.timestamp()))
    for number in range(backups.KEPT + 1):
        desk.admit_code(event, code(number), place, NOW)
        assert event.back_up() == event.newest_copy()
    assert people_in(event.newest_copy()) == min(backups.KEPT + 1, 20) - 1
    assert astray not in backups.copies(event.path)


def test_a_copy_that_fails_leaves_no_half_and_keeps_the_others(event: EventFile, place: Place) -> None:
    kept = event.back_up()
    desk.admit_code(event, code(0), place, NOW)
    page = event._raw.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'one_standing_entry'").fetchone()[0]
    event.close()
    content = bytearray(event.path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\x55" * 4096
    event.path.write_bytes(content)
    with closing(open_event(event.path)) as spoilt, pytest.raises(DeskError, match="damaged"):
        spoilt.back_up()
    assert list(backups.folder_of(event.path).iterdir()) == [kept]


def test_a_file_where_the_folder_should_be_is_a_sentence(event: EventFile) -> None:
    backups.folder_of(event.path).write_bytes(b"not a folder")
    with pytest.raises(DeskError) as refused:
        event.back_up()
    assert "\n" not in str(refused.value)


def test_two_events_in_one_folder_keep_their_copies_apart(make: Make, tmp_path: Path) -> None:
    one, other = make(tmp_path / "one.checkin"), make(tmp_path / "other.checkin")
    assert one.back_up().parent != other.back_up().parent
    assert len(backups.copies(one.path)) == len(backups.copies(other.path)) == 1
