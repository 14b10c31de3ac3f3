"""Whatever cannot be done is one sentence on stderr and status 1: never a traceback, and nothing left behind."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import LISTS, NEW, Checkin

IMPACT = LISTS / "impact_form.csv"

ON_AN_EVENT = [
    ("people",), ("people", "--json"), ("check",), ("admit", "JCBB"), ("search", "amina"), ("undo", "JCBB"),
    ("import", str(IMPACT)), ("badges", "out.pdf"), ("export", "out.xlsx", "--json"),
]  # fmt: skip


WHY = {
    "missing": "There is no file",
    "folder": "is not an event file",
    "text": "is not an event file",
    "other database": "is not an event file",
    "newer": "newer version",
    "unfinished": "cut off",
    "damaged": "is damaged",
    "cut off": "is damaged",
}
ORDERS = {
    "other database": "CREATE TABLE places (id)",
    "newer": "PRAGMA user_version=99",
    "unfinished": "DELETE FROM registration; DELETE FROM session;",
}


@pytest.fixture(params=WHY)
def bad(request: pytest.FixtureRequest, five: Path, tmp_path: Path) -> tuple[Path, str]:
    """A path that no command can use, and a word of why."""
    path, kind = tmp_path / "bad.checkin", request.param
    whole = five.read_bytes()
    contents = {
        "text": b"Name,E-mail\n",
        "newer": whole,
        "unfinished": whole,
        "damaged": whole[:100] + b"\xaa" * 3996 + whole[4096:],
        "cut off": whole[:8192],
    }
    if kind == "folder":
        path.mkdir()
    if kind in contents:
        path.write_bytes(contents[kind])
    if kind in ORDERS:
        with closing(sqlite3.connect(path)) as raw:
            raw.executescript(ORDERS[kind])
    return path, WHY[kind]


@pytest.mark.parametrize("words", ON_AN_EVENT, ids=lambda words: words[0])
def test_no_command_works_on_what_is_no_event(
    words: tuple[str, ...], bad: tuple[Path, str], checkin: Checkin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path, why = bad
    before = path.read_bytes() if path.is_file() else None
    deed, *rest = words
    assert why in checkin(deed, path, *rest).refusal
    assert (path.read_bytes() if path.is_file() else None) == before
    assert not (tmp_path / "out.pdf").exists()
    assert not (tmp_path / "out.xlsx").exists()


NEW_REFUSED = [
    (("--timezone", "Mars/Olympus"), "Mars/Olympus is not a time zone."),
    (("--ends", "2024-05-10T11:00"), "The session ends before it starts."),
    (("--seats", "0"), "A room with 0 seats lets nobody in."),
    (("--seats", "99999999999999999999"), "No room has 99999999999999999999 seats."),
    (("--name", "  "), "The event has no name."),
    (("--session", ""), "The session has no name."),
    (("--starts", "2024-05-10T12:30+03:00"), "The times are on the wall clock of Africa/Nairobi."),
    (("--starts", "0001-01-01T00:00"), "The session is at the end of all time."),
]


@pytest.mark.parametrize(("words", "why"), NEW_REFUSED)
def test_new_refuses_what_cannot_be_a_session(
    words: tuple[str, ...], why: str, checkin: Checkin, tmp_path: Path
) -> None:
    assert checkin("new", tmp_path / "e.checkin", *NEW, *words).refusal.startswith(why)
    assert list(tmp_path.iterdir()) == []


def test_new_refuses_a_missing_folder_an_existing_file_and_an_endless_name(checkin: Checkin, five: Path) -> None:
    before = five.read_bytes()
    assert "There is no folder" in checkin("new", five.parent / "no" / "e.checkin", *NEW).refusal
    assert "There is already a file" in checkin("new", five, *NEW).refusal
    assert "could not be used" in checkin("new", five.parent / ("e" * 300), *NEW).refusal
    assert five.read_bytes() == before


IMPORT_REFUSED = [
    ((), "no.csv", "There is no file"),
    ((), "empty.csv", "is empty"),
    ((), "kick-off.checkin", "is not a table but a binary file"),
    ((), ".", "is a folder"),
    (("--column", "nonsense"), str(IMPACT), "nonsense is not FIELD=HEADER."),
    (("--column", "nonsense=Email Address"), str(IMPACT), "There is no field nonsense."),
    (("--column", "email=No Such Heading"), str(IMPACT), "No column has the heading No Such Heading."),
    (("--session", "Day 2"), str(IMPACT), "There is no session Day 2. Choose one of: Kick-off session."),
    ((), str(LISTS / "impact_zoom_participants.csv"), "not a registrant list"),
]


@pytest.mark.parametrize(("words", "source", "why"), IMPORT_REFUSED)
def test_import_refuses_and_loads_nobody(
    words: tuple[str, ...], source: str, why: str, checkin: Checkin, event: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(event.parent)
    (event.parent / "empty.csv").write_bytes(b"")
    assert why in checkin("import", event, source, *words, "--json").refusal
    assert checkin("people", event, "--json").json == []


OUT_REFUSED = [
    (("badges", "there.pdf"), "There is already a file"),
    (("badges", "no/out.pdf"), "There is no folder"),
    (("badges", "."), "is a folder"),
    (("badges", "/proc/out.pdf"), "could not be written"),
    (
        ("badges", "out.pdf", "--stock", "Nonsense"),
        "There is no stock called Nonsense. The standard sheet is Avery L4745.",
    ),
    (("badges", "out.pdf", "--stock", "avery"), "Several stocks are called avery"),
    (("badges", "out.pdf", "--stock", ""), "There is no stock called"),
    (("export", "there.xlsx"), "There is already a file"),
    (("export", "there.pdf"), "There is already a file"),
    (("export", "no/out.csv"), "There is no folder"),
    (("export", "/proc/out.csv"), "could not be written"),
    (("export", "out.docx"), "cannot be exported as out.docx"),
    (("export", "out"), "cannot be exported as out"),
    (("export", "out.csv", "--session", "Day 2"), "There is no session Day 2."),
    (("export", "x" * 300 + ".csv"), "could not be written"),
]


@pytest.mark.parametrize(("words", "why"), OUT_REFUSED)
def test_what_cannot_be_written_is_refused_and_no_badge_counts_as_printed(
    words: tuple[str, ...], why: str, checkin: Checkin, five: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(five.parent)
    for name in ("there.pdf", "there.xlsx"):
        Path(name).write_bytes(b"mine")
    before = {path.name for path in five.parent.iterdir()}
    deed, *rest = words
    assert why in checkin(deed, five, *rest).refusal
    assert {path.name for path in five.parent.iterdir()} == before
    assert Path("there.pdf").read_bytes() == Path("there.xlsx").read_bytes() == b"mine"
    with closing(sqlite3.connect(five)) as raw:
        assert raw.execute("SELECT count(*) FROM fact").fetchone() == (0,)


@pytest.mark.parametrize("ending", ["csv", "xlsx", "pdf"])
def test_an_event_is_never_overwritten_by_its_own_export(ending: str, checkin: Checkin, five: Path) -> None:
    as_pdf = five.rename(five.with_suffix(f".{ending}"))
    before = as_pdf.read_bytes()
    assert "There is already a file" in checkin("export", as_pdf, as_pdf).refusal
    assert as_pdf.read_bytes() == before


def test_nobody_to_print_for_is_a_sentence(checkin: Checkin, event: Path) -> None:
    out = event.with_name("out.pdf")
    assert checkin("badges", event, out).refusal.startswith("There is nobody to print a badge for.")
    assert not out.exists()


def test_a_tour_needs_a_size_that_is_one(checkin: Checkin, tmp_path: Path) -> None:
    for size in ("large", "x", "10x", "²x²"):
        assert "is not a size" in checkin("tour", tmp_path, "--size", size).refusal
