"""No name of anybody on the list comes into the log, into a crash report, or into a refusal that did not ask for it."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from checkin import log
from checkin.services import desk, events, overview, prints
from checkin.storage.event_file import open_event
from checkin.ui import crash
from tests.cli.conftest import Checkin

SEEDED = ("Xanthippe Quetzalcoatl", "xq7391@zyzzyva.example", "Zyzzyva Foundation", "Ytterbium allergy")


@pytest.fixture
def log_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The log of this laptop, begun; the test's end gives it back."""
    for name in ("XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "state"))
    logger = logging.getLogger("checkin")
    before, level = list(logger.handlers), logger.level
    # The linter of imports, run in the same process, silences every logger that is not its own.
    monkeypatch.setattr(logger, "disabled", False)
    log.start()
    yield log.folder() / "checkin.log"
    for handler in set(logger.handlers) - set(before):
        logger.removeHandler(handler)
        handler.close()
    logger.setLevel(level)


@pytest.fixture
def seeded(checkin: Checkin, event: Path, tmp_path: Path) -> Path:
    """An event with somebody whose data cannot be met by chance."""
    source = tmp_path / "list.csv"
    source.write_text("Full name,Email,Organisation,Diet\n" + ",".join(SEEDED) + "\nAmina Other,,,\n", encoding="utf-8")
    assert checkin("import", event, source).status == 0
    return event


def holds_nobody(text: str) -> bool:
    folded = text.casefold()
    return not any(word.casefold() in folded for seed in SEEDED for word in (seed, seed.split()[0], seed.split("@")[0]))


def test_the_log_and_the_crash_report_name_places_in_the_program_and_no_person(seeded: Path, log_file: Path) -> None:
    event = open_event(seeded)
    place = events.place_of(events.the_event(event), "Door A")
    [somebody, _] = [presence.registrant for presence in overview.people(event, place.session.id)]
    desk.admit_registrant(event, somebody.id, place, place.session.starts_at)
    bugs, reports = [], []
    for spoilt in (
        lambda: {}[somebody.name],
        lambda: int(somebody.details.email),
        lambda: prints.printed(event, [somebody.details.organisation], place, place.session.starts_at),
    ):
        try:
            spoilt()
        except Exception:
            kind, error, trace = sys.exc_info()
            bugs.append(str(error))
            reports.append(crash.report(kind, trace))
    for report in reports:
        logging.getLogger("checkin").error("uncaught\n%s", report)
    event.close()
    assert not all(map(holds_nobody, bugs)), "the exceptions themselves do hold a name"
    written = log_file.read_text(encoding="utf-8")
    assert written.count("uncaught") == len(bugs) == 3
    assert "test_privacy.py" in written
    assert "KeyError" in written
    assert holds_nobody(written)


def test_a_damaged_file_is_refused_without_a_word_of_what_stands_in_it(
    seeded: Path, log_file: Path, checkin: Checkin
) -> None:
    event = open_event(seeded)
    # Python's own words for this are "Could not decode to UTF-8 column 'name' with text 'Xanthippe …'".
    event._raw.execute("UPDATE registrant SET name = CAST(CAST(name AS BLOB) || x'ff' AS TEXT)")
    event.close()
    for words in (("people",), ("check",), ("export", "a.csv"), ("search", "amina"), ("badges", "a.pdf")):
        deed, *rest = words
        answer = checkin(deed, seeded, *(str(seeded.parent / word) if "." in word else word for word in rest))
        assert holds_nobody(answer.err + answer.out), words
        assert answer.status == 1 or deed == "search"
    assert holds_nobody(log_file.read_text(encoding="utf-8"))


def test_refusals_say_nothing_of_the_people_on_the_list(seeded: Path, log_file: Path, checkin: Checkin) -> None:
    codes = [person["codes"][0] for person in checkin("people", seeded, "--json").json]
    out = seeded.parent / "there.pdf"
    out.write_bytes(b"mine")
    for words in (
        ("undo", codes[0]), ("undo", "JCBB"), ("badges", str(out)), ("export", str(out)), ("export", "a.doc"),
        ("import", str(seeded.parent / "list.csv"), "--column", "email=No such"), ("import", str(seeded)),
        ("badges", "a.pdf", "--stock", "none"), ("export", "a.csv", "--session", "none"),
    ):  # fmt: skip
        deed, *rest = words
        assert holds_nobody(checkin(deed, seeded, *rest).refusal), words
    assert holds_nobody(log_file.read_text(encoding="utf-8"))


def test_facts_hold_ids_and_never_a_name(seeded: Path, checkin: Checkin) -> None:
    for person in checkin("people", seeded, "--json").json:
        checkin("admit", seeded, person["codes"][0])
        checkin("undo", seeded, person["codes"][0])
    checkin("badges", seeded, seeded.parent / "a.pdf")
    event = open_event(seeded)
    facts = event._raw.execute("SELECT * FROM fact").fetchall()
    event.close()
    assert len(facts) == 6
    assert holds_nobody(str(facts))


def test_where_no_log_can_be_written_the_program_runs_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    for name in ("XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "file"))
    before = list(logging.getLogger("checkin").handlers)
    log.start()
    assert logging.getLogger("checkin").handlers == before
