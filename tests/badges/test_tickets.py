"""Tickets: each is read back as a scanner and a person read it, and a folder gets all of them or none."""

from __future__ import annotations

import csv
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Generator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event as Stop

import pytest
import zxingcpp
from PIL import Image

from checkin.badges import preflight, ticket_makers
from checkin.badges.sending import PICTURE, TABLE, Kind, file_name, ticket, write_codes
from checkin.badges.session_words import day_of, zone_of
from checkin.badges.tickets import ticket_of, ticket_run
from checkin.domain.code import new_code
from checkin.domain.errors import DeskError, Stopped
from checkin.domain.guest_words import WORDS
from checkin.domain.registrant import Details, Registrant
from checkin.domain.session import Event
from checkin.services.demo import EVENT_NAME, KICK_OFF
from checkin.services.events import new_session

SESSION = new_session(KICK_OFF)
EVENT = Event("event", EVENT_NAME, (SESSION,), "bit.ly/ImPACT-form", ("en", "fr", "sw", "ar"))
NAMES = (
    "Wanjiru Kamau",
    "فاطمة الزهراء",
    "李伟",
    "አበበ ቢቂላ",
    "अनुष्का शर्मा",
    "Abena Akosua Konadu-Asantewaa Nana Yaa Serwaa Opoku-Agyemang von Hohenzollern",
    "<b>{code}</b>",
    "",
)


def people() -> list[Registrant]:
    return [
        Registrant(str(n), Details(name, organisation="جامعة القاهرة", email="a@b.example"), codes=(new_code(),))
        for n, name in enumerate(NAMES)
    ]


def run(*command: str | Path) -> str:
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout


@pytest.mark.usefixtures("qapp")
def test_each_ticket_is_one_page_for_a_phone_that_says_all_and_admits(tmp_path: Path) -> None:
    everyone = people()
    assert write_codes(everyone, tmp_path, [PICTURE, ticket(ticket_run(EVENT, SESSION))]) == len(NAMES)
    with (tmp_path / TABLE).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["Ticket"] for row in rows}) == len(NAMES)
    assert {file.name for file in tmp_path.iterdir()} == {TABLE} | {
        row[kind] for row in rows for kind in ("Ticket", "Picture")
    }
    for person, row in zip(everyone, rows, strict=True):
        assert row["Ticket"] == file_name(person, ".pdf")
        pdf = tmp_path / row["Ticket"]
        facts = run("pdfinfo", pdf)
        assert "Pages:           1" in facts
        assert "Page size:       297 x 420 pts" in facts
        run("pdftoppm", "-r", "100", "-gray", "-singlefile", pdf, tmp_path / "page")
        with Image.open(tmp_path / "page.pgm") as page:
            [found] = zxingcpp.read_barcodes(page)
            corners = found.position
            assert corners.top_right.x - corners.top_left.x > 0.38 * page.width
        assert found.text == person.own_code == row["Code"]
    words = " ".join(run("pdftotext", "-layout", tmp_path / rows[0]["Ticket"], "-").split())
    for said in (
        "Wanjiru Kamau",
        "Kick-off session",
        "Friday, 10 May 2024",
        "12:30–14:00 (Nairobi, UTC+3)",
        "CR-8",
        everyone[0].own_code,
        WORDS["en"].show,
        WORDS["fr"].show,
        WORDS["sw"].show,
    ):
        assert said in words
    assert "International Court of Justice" in words
    assert "<b>{code}</b>" in run("pdftotext", tmp_path / rows[6]["Ticket"], "-")


@pytest.mark.usefixtures("qapp")
def test_every_name_fits_and_every_letter_is_there() -> None:
    for languages in (("en",), tuple(WORDS)):
        event = replace(EVENT, languages=languages)
        sheets = replace(ticket_run(event, SESSION), people=tuple(people()))
        found = {(one.kind, one.person and one.person.name) for one in preflight.look_at(sheets)}
        # All eight languages are smaller than is pleasant, which is told of nobody's name.
        small = {name for kind, name in found if kind is preflight.FindingKind.SMALL}
        assert small <= (set() if languages == ("en",) else set(NAMES))
        assert {kind for kind, _ in found} <= {preflight.FindingKind.SMALL, preflight.FindingKind.NO_NAME}
        assert preflight.read_back(sheets) == []


def test_the_day_and_the_zone_are_said_as_people_say_them() -> None:
    assert day_of(EVENT, SESSION) == "Friday, 10 May 2024"
    assert day_of(replace(EVENT, languages=("fr", "ar")), SESSION) == "vendredi 10 mai 2024"
    over_midnight = replace(SESSION, ends_at=SESSION.starts_at + timedelta(hours=13))
    assert day_of(EVENT, over_midnight) == "Friday, 10 May 2024"
    three_days = replace(SESSION, ends_at=SESSION.starts_at + timedelta(days=2))
    assert day_of(EVENT, three_days) == "Friday, 10 May 2024 – Sunday, 12 May 2024"
    zones = ("Africa/Nairobi", "Asia/Kathmandu", "America/Argentina/Buenos_Aires", "UTC", "Etc/GMT+3", "Europe/London")
    assert [zone_of(replace(SESSION, timezone=zone)) for zone in zones] == [
        "Nairobi, UTC+3",
        "Kathmandu, UTC+5:45",
        "Buenos Aires, UTC-3",
        "UTC",
        "UTC-3",
        "London, UTC+1",
    ]
    winter = new_session(replace(KICK_OFF, starts=datetime(2024, 1, 5, 9), ends=datetime(2024, 1, 5, 10)))  # noqa: DTZ001
    assert zone_of(replace(winter, timezone="Europe/London")) == "London, UTC"


def test_stopped_halfway_the_folder_is_as_it_was(tmp_path: Path) -> None:
    everyone, stop, told = people(), Stop(), []
    first = file_name(everyone[0])
    (tmp_path / first).write_text("of last week")

    def progress(done: int, total: int) -> None:
        told.append((done, total))
        if done == 3:
            stop.set()

    with pytest.raises(Stopped):
        write_codes(everyone, tmp_path, progress=progress, stop=stop)
    assert told == [(1, 8), (2, 8), (3, 8)]
    assert [file.name for file in tmp_path.iterdir()] == [first]
    assert (tmp_path / first).read_text() == "of last week"
    with pytest.raises(Stopped):
        write_codes(everyone, tmp_path / "new", stop=stop)
    assert not (tmp_path / "new").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_leaves_nothing_behind_and_is_told(tmp_path: Path) -> None:
    def full(_people: Sequence[Registrant]) -> Generator[bytes]:
        with Path("/dev/full").open("wb", buffering=0) as file:
            file.write(b"x")
        yield b""

    with pytest.raises(DeskError, match=r"is full\.") as told:
        write_codes(people(), tmp_path, [Kind("Ticket", ".pdf", full)])
    assert told.value.fields["folder"] == tmp_path
    assert list(tmp_path.iterdir()) == []


def the_text(folder: Path, content: bytes) -> str:
    file = folder / "ticket.pdf"
    file.write_bytes(content)
    return run("pdftotext", "-layout", file, "-")


@pytest.mark.usefixtures("qapp")
def test_many_tickets_are_made_by_several_processes_and_say_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticket_makers, "MANY", 30)
    everyone, sheets = people() * 8, ticket_run(EVENT, SESSION)
    alone = [the_text(tmp_path, made) for made in map(ticket_of(sheets), everyone[:8])]
    makers = ticket_makers.tickets(sheets, everyone)
    first = next(makers)
    if sys.platform == "linux" and (os.cpu_count() or 1) > 1:
        helping = multiprocessing.active_children()
        assert helping
        # One of them dies: the others' work is lost, and no ticket is.
        helping[0].kill()
    made = [first, *makers]
    assert len(made) == len(everyone)
    assert [the_text(tmp_path, ticket) for ticket in [*made[:4], *made[-4:]]] == alone
    assert multiprocessing.active_children() == []
