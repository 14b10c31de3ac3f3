"""Event files: made, opened, refused in one sentence, and never left half-made."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import exc

from checkin.domain.errors import DeskError, Stopped
from checkin.services import desk, events, overview
from checkin.services.place import Place
from checkin.storage import backups, event_file, migrations, registrants, schema, wholeness
from checkin.storage.event_file import EventFile, open_event
from tests.storage.conftest import Make
from tests.storage.twenty import NOW, TWENTY, code, person

VERSION_1 = Path(__file__).parents[1] / "data" / "events" / "version-1.checkin"


def one_sentence(refused: pytest.ExceptionInfo[DeskError]) -> str:
    text = str(refused.value)
    assert "\n" not in text
    assert "{" not in text
    return text


def value(event: EventFile, pragma: str) -> object:
    return event._raw.execute(f"PRAGMA {pragma}").fetchone()[0]


# -- made and opened ---------------------------------------------------------------------------------------------------


def test_what_was_written_is_there_after_closing_and_opening(closed: Path) -> None:
    with closing(open_event(closed)) as event:
        assert [presence.registrant for presence in overview.people(event, "s1")] == list(TWENTY)
        assert event.is_whole() == "ok"


def test_an_event_file_is_in_wal_mode_with_full_sync_and_foreign_keys(closed: Path, tmp_path: Path) -> None:
    for event in (open_event(closed), event_file.create(tmp_path / "new.checkin")):
        with closing(event):
            assert value(event, "journal_mode") == "wal"
            assert value(event, "synchronous") == 2
            assert value(event, "foreign_keys") == 1
            assert value(event, "busy_timeout") == 5000
            assert value(event, "application_id") == migrations.APPLICATION_ID
            assert value(event, "user_version") == migrations.CURRENT


def test_closing_twice_does_nothing_and_leaves_one_plain_file(event: EventFile) -> None:
    event.close()
    event.close()
    assert [file.name for file in event.path.parent.iterdir()] == ["event.checkin"]


def test_an_exception_inside_a_transaction_rolls_everything_back(event: EventFile) -> None:
    def add_and_fail(error: Exception) -> None:
        with event.tx() as tx:
            registrants.add(tx, [person(100)], "s1", NOW)
            raise error

    for error in (KeyError("a bug"), Stopped(), DeskError("The printer is gone.")):
        with pytest.raises(type(error)):
            add_and_fail(error)
        assert events.how_many_registrants(event) == 20
    with event.tx() as tx:
        registrants.add(tx, [person(100)], "s1", NOW)
    assert events.how_many_registrants(event) == 21


def test_another_connection_sees_nothing_before_the_commit_and_is_told_after_it(event: EventFile) -> None:
    with closing(open_event(event.path)) as other:
        mark = other.change_mark()
        with event.tx() as tx:
            registrants.add(tx, [person(100)], "s1", NOW)
            assert events.how_many_registrants(other) == 20
        assert events.how_many_registrants(other) == 21
        assert other.change_mark() != mark


def test_a_path_that_begins_like_a_uri_or_holds_any_sign_is_a_file_name(make: Make, tmp_path: Path) -> None:
    for name in ("file:memory?mode=memory", ":memory:", "a%20b [1] 'x'.checkin", "événement 会议.checkin"):
        make(tmp_path / name).close()
        assert (tmp_path / name).stat().st_size > 0
        with closing(open_event(tmp_path / name)) as event:
            event.back_up()
            assert event.newest_copy() is not None


# -- refused -----------------------------------------------------------------------------------------------------------


def test_a_file_that_is_there_is_never_overwritten(closed: Path) -> None:
    before = closed.read_bytes()
    with pytest.raises(DeskError, match="already a file") as refused:
        event_file.create(closed)
    assert str(closed) in one_sentence(refused)
    assert closed.read_bytes() == before


def test_a_folder_is_no_place_for_an_event_of_the_same_name(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="already a file"):
        event_file.create(tmp_path)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="There is no folder") as refused:
        event_file.create(tmp_path / "nowhere" / "event.checkin")
    assert str(tmp_path / "nowhere") in one_sentence(refused)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("do", [event_file.create, open_event])
def test_a_name_that_no_disk_takes_is_refused(do: object, tmp_path: Path) -> None:
    with pytest.raises(DeskError) as refused:
        do(tmp_path / ("x" * 300))
    one_sentence(refused)


def test_a_missing_file_is_named_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="There is no file") as refused:
        open_event(tmp_path / "event.checkin")
    assert "event.checkin" in one_sentence(refused)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [b"", b"Name,E-mail\n", b"SQLite format 3", b"SQLite format 3\x00", b"SQLite format 3\x00" + bytes(4096),
     b"PK\x03\x04" + bytes(100), bytes(5000)],
)  # fmt: skip
def test_what_is_no_database_is_refused_and_left_as_it_was(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "event.checkin"
    path.write_bytes(content)
    with pytest.raises(DeskError) as refused:
        open_event(path)
    assert "event.checkin" in one_sentence(refused)
    assert path.read_bytes() == content
    assert [file.name for file in tmp_path.iterdir()] == ["event.checkin"]


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DeskError) as refused:
        open_event(tmp_path)
    one_sentence(refused)


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_another_programs_database_is_refused_and_left_as_it_was(mode: str, tmp_path: Path) -> None:
    path = tmp_path / "places.checkin"
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA journal_mode={mode}")
        other.executescript("CREATE TABLE session (id); CREATE TABLE event (id); PRAGMA user_version=1;")
    before = path.read_bytes()
    with pytest.raises(DeskError, match="is not an event file of Check-in"):
        open_event(path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["places.checkin"]


def test_a_newer_file_is_refused_in_one_sentence_and_left_as_it_was(closed: Path) -> None:
    with closing(sqlite3.connect(closed)) as raw:
        raw.execute(f"PRAGMA user_version={migrations.CURRENT + 1}")
    before = closed.read_bytes()
    with pytest.raises(DeskError, match="newer version of Check-in") as refused:
        open_event(closed)
    assert "Update Check-in" in one_sentence(refused)
    assert closed.read_bytes() == before
    assert [file.name for file in closed.parent.iterdir()] == ["event.checkin"]


def test_a_file_whose_making_was_cut_off_is_refused_and_says_so(tmp_path: Path) -> None:
    event_file.create(tmp_path / "event.checkin").close()
    with pytest.raises(DeskError, match="making it was cut off"):
        open_event(tmp_path / "event.checkin")


def test_a_refused_file_is_let_go_of(closed: Path) -> None:
    with closing(sqlite3.connect(closed)) as raw:
        raw.execute("PRAGMA user_version=99")
    with pytest.raises(DeskError):
        open_event(closed)
    with closing(sqlite3.connect(closed, timeout=0)) as raw:
        raw.execute("PRAGMA locking_mode=EXCLUSIVE")
        raw.execute("BEGIN EXCLUSIVE")


# -- older versions ----------------------------------------------------------------------------------------------------


def test_a_file_of_version_1_is_backed_up_then_migrated_with_its_people_and_facts(tmp_path: Path) -> None:
    path = tmp_path / "old.checkin"
    shutil.copy(VERSION_1, path)
    with closing(open_event(path)) as event:
        assert value(event, "user_version") == migrations.CURRENT
        assert event.is_whole() == "ok"
        whole = events.the_event(event)
        assert (whole.name, [session.name for session in whole.sessions]) == ("ImPACT Coalition", ["Kick-off session"])
        place = events.place_of(whole, "Door A")
        people = overview.people(event, place.session.id)
        assert [presence.registrant.name for presence in people] == [
            "Amina Óbuya",
            "陈 伟",
            "محمد علي",
            "Njeri Wachira",
        ]
        assert [presence.entry is not None for presence in people] == [True, False, True, True]
        assert people[0].registrant.details.other == {"Which themes interest you?": "Access to justice"}
        assert people[3].registrant.walk_in
        _, history = overview.person(event, people[1].registrant.id)
        assert [fact.kind.value for fact in history] == ["admitted", "undone"]
        assert desk.admit_code(event, people[1].registrant.own_code, place, NOW).kind.value == "welcome"
    [copy] = backups.copies(path)
    with closing(sqlite3.connect(copy)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (1,)
        assert raw.execute("SELECT count(*) FROM fact").fetchone() == (5,)


def test_two_stations_that_open_the_same_old_file_both_get_it(tmp_path: Path) -> None:
    path = tmp_path / "old.checkin"
    shutil.copy(VERSION_1, path)
    with closing(event_file._connect(path)) as late, closing(open_event(path)) as event:
        # It had read the old version before the other one migrated.
        migrations.migrate(late)
        assert event.is_whole() == "ok"


def tables(raw: sqlite3.Connection) -> list[tuple[str, str]]:
    return raw.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()


def test_a_fresh_file_and_one_migrated_step_by_step_have_the_same_tables(event: EventFile) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as raw:
        for version in range(1, migrations.CURRENT + 1):
            migrations.migrate(raw, to=version)
            assert raw.execute("PRAGMA user_version").fetchone() == (version,)
        assert tables(raw) == tables(event._raw)


def test_a_step_that_fails_leaves_the_file_at_its_old_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = (migrations.STEPS[0], "CREATE TABLE half (id TEXT);\nCREATE TABLE event (id TEXT);\n")
    path = tmp_path / "old.checkin"
    shutil.copy(VERSION_1, path)
    monkeypatch.setattr(migrations, "STEPS", broken)
    with pytest.raises(DeskError):
        open_event(path)
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (1,)
        assert "half" not in dict(tables(raw))


def test_the_tables_as_sqlalchemy_sees_them_are_the_tables_of_the_file(event: EventFile) -> None:
    real = {name for (name,) in event._raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    ours = {name for name in real if not name.startswith(("sqlite_", "search"))}
    assert ours == set(schema.metadata.tables)
    for name, table in schema.metadata.tables.items():
        rows = event._raw.execute(f"PRAGMA table_info({name})").fetchall()
        assert [row[1] for row in rows] == [column.name for column in table.columns]
        assert [row[1] for row in rows if row[5]] == [column.name for column in table.primary_key]
        for (_, column, kind, not_null, _, key), seen in zip(rows, table.columns, strict=True):
            assert kind == seen.type.compile(dialect=event._engine.dialect), (name, column)
            # An INTEGER PRIMARY KEY and the key of a table without rowid cannot be NULL either.
            assert bool(not_null or key) == (not seen.nullable), (name, column)
        real_keys = {(row[3], row[2], row[4]) for row in event._raw.execute(f"PRAGMA foreign_key_list({name})")}
        assert real_keys == {(key.parent.name, key.column.table.name, key.column.name) for key in table.foreign_keys}


# -- what the file itself forbids --------------------------------------------------------------------------------------


@pytest.mark.parametrize("order", ["UPDATE fact SET note = 'changed'", "DELETE FROM fact", "DELETE FROM registrant"])
def test_facts_cannot_be_changed_and_nothing_with_a_fact_deleted(order: str, event: EventFile, place: Place) -> None:
    desk.admit_code(event, code(0), place, NOW)
    with pytest.raises(exc.IntegrityError), event.tx() as tx:
        tx.exec_driver_sql(order)
    _, history = overview.person(event, TWENTY[0].id)
    assert [(fact.kind.value, fact.note) for fact in history] == [("admitted", "")]


def test_the_last_judge_lets_nobody_stand_twice_in_one_session(event: EventFile, place: Place) -> None:
    desk.admit_code(event, code(0), place, NOW)
    again = "INSERT INTO entry SELECT 999, session_id, registrant_id, ?, NULL, 0, 0 FROM entry"
    event._raw.execute("PRAGMA foreign_keys=OFF")
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        event._raw.execute(again, (0,))
    event._raw.execute(again, (1,))


def test_a_fact_about_nobody_known_is_refused(event: EventFile) -> None:
    with pytest.raises(exc.IntegrityError), event.tx() as tx:
        tx.exec_driver_sql("INSERT INTO registration (registrant_id, session_id) VALUES ('nobody', 's1')")


def test_the_check_reads_the_tables_that_sqlalchemy_knows(event: EventFile) -> None:
    assert wholeness.problem(event._raw) is None
    event._raw.execute("DROP INDEX one_standing_entry")
    assert wholeness.problem(event._raw) == "the tables are not those of an event file"


def test_the_fixture_is_not_written_by_the_tests() -> None:
    assert VERSION_1.read_bytes()[18:20] == b"\x02\x02"  # WAL, as a release leaves it
    assert not list(VERSION_1.parent.glob("version-1.checkin-*"))
    assert stat.S_ISREG(VERSION_1.stat().st_mode)
