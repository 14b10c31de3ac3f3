"""A list into an event that has nobody: written while it is read, and with the same result as any other way."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import checkin
from checkin.domain.errors import DeskError
from checkin.domain.registrant import Registrant
from checkin.domain.session import Event, Session
from checkin.services import check, first_list, list_undo, lists, overview
from checkin.services.place import Place
from checkin.storage import event_file, registrants, sessions
from checkin.storage.event_file import EventFile
from checkin.storage.search import Searcher

LISTS = Path(__file__).parents[1] / "data" / "lists"
SAMPLES = sorted(path.name for path in LISTS.iterdir() if path.suffix != ".json" and "participants" not in path.name)
NOW = datetime(2024, 5, 10, 9, 0, tzinfo=UTC)
FIRST = Session("s1", "Kick-off session", NOW, NOW + timedelta(hours=2), "Africa/Nairobi", "Room CR-8")


def an_event(path: Path) -> EventFile:
    file = event_file.create(path)
    with file.tx() as tx:
        sessions.add_event(tx, Event("e1", "ImPACT Coalition", (FIRST,)), NOW)
    return file


@pytest.fixture
def event(tmp_path: Path) -> Iterator[EventFile]:
    with closing(an_event(tmp_path / "event.checkin")) as file:
        yield file


def everyone(event: EventFile) -> list[Registrant]:
    with event.reading() as tx:
        return registrants.everyone(tx)


def found(event: EventFile, text: str) -> list[str]:
    with event.reading() as tx:
        return [hit.organisation for hit in Searcher().find(tx, text, FIRST.id)]


def a_file(folder: Path, *rows: tuple[str, ...], name: str = "list.csv") -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("Name", "Email", "Organization"), *rows])
    return path


def crowd(how_many: int) -> list[tuple[str, ...]]:
    return [(f"Ann Doe{number}", f"ann{number}@x.example", "Khoj") for number in range(how_many)]


def without_chance(person: Registrant) -> object:
    """A registrant without the id and the code that are made for them."""
    return person.details, person.walk_in, len(person.codes), person.codes[1:], person.slot


@pytest.mark.parametrize("name", SAMPLES)
def test_each_list_becomes_what_it_does_when_it_is_read_to_its_end_first(
    event: EventFile, tmp_path: Path, name: str
) -> None:
    with closing(an_event(tmp_path / "other.checkin")) as other:
        told = lists.load(other, lists.read(LISTS / name), FIRST.id, NOW)
        assert first_list.load_file(event, LISTS / name, FIRST.id, NOW) == told
        assert list(map(without_chance, everyone(event))) == list(map(without_chance, everyone(other)))
        (ours,), (theirs,) = lists.loaded(event), lists.loaded(other)
        assert replace(ours, id=theirs.id, digest=theirs.digest, file_digest="") == theirs
        assert bool(ours.digest) == bool(theirs.digest)
    assert check.check(event) == []


@pytest.mark.parametrize("people", [3, 2 * registrants.AT_ONCE])
def test_a_row_that_says_more_of_somebody_who_is_written_already_counts(
    event: EventFile, tmp_path: Path, people: int
) -> None:
    rows = crowd(people)
    more = [("Doe0 Ann", "ANN0@x.example", "Minbyun"), rows[1], ("Doe1 Ann", "ann1@x.example", "")]
    told = first_list.load_file(event, a_file(tmp_path, *rows, *more), FIRST.id, NOW)
    assert (told["rows"], told["people"], told["merged"]) == (people + 3, people, 3)
    first, second, *_ = everyone(event)
    assert (first.details.name, first.details.organisation) == ("Ann Doe0", "Minbyun")
    assert (second.details.organisation, len(everyone(event))) == ("Khoj", people)
    assert found(event, "ann doe0 minbyun")[:1] == ["Minbyun"]
    assert found(event, "doe0 khoj")[:1] != ["Minbyun"]
    assert check.check(event) == []


def test_everybody_of_a_long_list_has_a_code_of_their_own(event: EventFile, tmp_path: Path) -> None:
    first_list.load_file(event, a_file(tmp_path, *crowd(12_000)), FIRST.id, NOW)
    codes = [code for person in everyone(event) for code in person.codes]
    assert len(codes) == len(set(codes)) == 12_000


def test_a_file_that_breaks_off_adds_nobody(event: EventFile, tmp_path: Path) -> None:
    path = a_file(tmp_path, *crowd(4000))
    path.write_text(path.read_text(encoding="utf-8") + '"Ben Roe,', encoding="utf-8")
    with pytest.raises(DeskError, match="quotation mark in line 4002"):
        first_list.load_file(event, path, FIRST.id, NOW)
    with pytest.raises(DeskError, match="no rows under them"):
        first_list.load_file(event, a_file(tmp_path), FIRST.id, NOW)
    assert (everyone(event), lists.loaded(event)) == ([], [])


def test_a_session_that_is_not_there_leaves_the_event_as_it_was(event: EventFile, tmp_path: Path) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        first_list.load_file(event, a_file(tmp_path, *crowd(20)), "no such session", NOW)
    assert (everyone(event), lists.loaded(event)) == ([], [])
    first_list.load_file(event, a_file(tmp_path, *crowd(20)), FIRST.id, NOW)
    assert len(everyone(event)) == 20


def test_a_list_for_an_event_that_has_people_is_held_against_them(event: EventFile, tmp_path: Path) -> None:
    rows = crowd(5)
    first_list.load_file(event, a_file(tmp_path, *rows[:4]), FIRST.id, NOW)
    before = everyone(event)
    again = first_list.load_file(event, a_file(tmp_path, *rows[:4], name="again.csv"), FIRST.id, NOW)
    assert (again["file"], again["added"], again["unchanged"]) == ("again.csv", 0, 4)
    newer = first_list.load_file(event, a_file(tmp_path, *rows[1:], name="newer.csv"), FIRST.id, NOW)
    assert (newer["added"], newer["unchanged"], newer["missing"]) == (1, 3, 1)
    assert everyone(event)[:4] == before


def test_the_same_file_once_more_is_known_by_its_bytes_and_by_how_it_is_to_be_read(
    event: EventFile, tmp_path: Path
) -> None:
    path = a_file(tmp_path, *crowd(3), ("Ann Doe1", "ann1@x.example", "Khoj"))
    first = first_list.load_file(event, path, FIRST.id, NOW)
    before = everyone(event)
    other = path.rename(tmp_path / "other.csv")
    again = first_list.load_file(event, other, FIRST.id, NOW)
    assert again == {**first, "file": "other.csv", "added": 0, "unchanged": 3}
    loaded = lists.loaded(event)
    assert (loaded[1].added, loaded[1].digest, loaded[1].file_digest) == (
        None,
        loaded[0].digest,
        loaded[0].file_digest,
    )
    otherwise = first_list.load_file(event, other, FIRST.id, NOW, {"role": "Organization"})
    assert (otherwise["columns"]["role"], otherwise["changed"]) == ("Organization", 3)
    with pytest.raises(DeskError, match="no file"):
        first_list.load_file(event, tmp_path / "none.csv", FIRST.id, NOW)
    assert [person.id for person in everyone(event)] == [person.id for person in before]


def test_the_same_rows_in_other_bytes_change_nothing(event: EventFile, tmp_path: Path) -> None:
    path = a_file(tmp_path, *crowd(30))
    first_list.load_file(event, path, FIRST.id, NOW)
    before = everyone(event)
    other = tmp_path / "other.csv"
    other.write_text(path.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")
    again = first_list.load_file(event, other, FIRST.id, NOW)
    assert [again[what] for what in ("added", "changed", "missing", "unchanged")] == [0, 0, 0, 30]
    assert everyone(event) == before


def test_the_same_file_is_read_again_by_a_program_that_knows_more_words(tmp_path: Path) -> None:
    """A program that was changed may have the version of the one before."""
    program = tmp_path / "program"
    shutil.copytree(Path(checkin.__file__).parent, program / "checkin", ignore=shutil.ignore_patterns("__pycache__"))
    path = a_file(tmp_path, ("Ann Doe", "ann@x.example", "Khoj"))
    path.write_text(path.read_text().replace("Organization", "Zunft"))
    an_event(tmp_path / "event.checkin").close()
    code = (
        "import json, sys; from datetime import UTC, datetime; from pathlib import Path\n"
        "from checkin.services import first_list; from checkin.storage import event_file\n"
        "file, now = event_file.open_event(Path(sys.argv[1])), datetime.now(UTC)\n"
        "print(json.dumps(first_list.load_file(file, Path(sys.argv[2]), 's1', now)))"
    )

    def load() -> dict[str, Any]:
        words = [sys.executable, "-c", code, str(tmp_path / "event.checkin"), str(path)]
        told: dict[str, Any] = json.loads(subprocess.check_output(words, cwd=program, text=True))
        return told

    assert "organisation" not in load()["columns"]
    assert (load()["changed"], load()["unchanged"]) == (0, 1)
    words = program / "checkin" / "files" / "column_words.py"
    words.write_text(words.read_text(encoding="utf-8").replace("organisation name |", "=zunft | organisation name |"))
    told = load()
    assert (told["columns"]["organisation"], told["changed"]) == ("Zunft", 1)


def test_a_file_is_read_again_when_something_has_happened_since(event: EventFile, tmp_path: Path) -> None:
    path = a_file(tmp_path, *crowd(3))
    first_list.load_file(event, path, FIRST.id, NOW)
    person = everyone(event)[0]
    place = Place(FIRST, "Door A")
    overview.correct(event, person.id, replace(person.details, organisation="Minbyun"), place, NOW)
    list_undo.take_back(event, lists.loaded(event)[-1].id, NOW)
    again = first_list.load_file(event, path, FIRST.id, NOW)
    assert (again["added"], again["unchanged"]) == (2, 1)
