"""Whatever happens at the doors and in the call, the sum adds up, and page, workbook, table, report and command line
show the same numbers.

The journal is one that chance has made: people come, leave and come back with guests, two entries become one person and
part again, some are erased, cancel or walk in, a newer list comes, and those online are decided about. The numbers are
counted anew from the rows of the CSV, and held against the fold of the journal.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from checkin.domain.attendance import Attendance, Figures, arrival_curve
from checkin.domain.errors import DeskError
from checkin.domain.journal import stays
from checkin.domain.presence_curve import presence_curve
from checkin.domain.registrant import Details, Status
from checkin.reports import attendance_pdf
from checkin.services import attendance, check, desk, erase, events, groups, lists, online, overview, same_people
from checkin.services.place import Place
from checkin.storage import journal
from checkin.storage.event_file import EventFile, open_event
from tests.ui.hands import NOW, Clock, Door, make_event, open_window

AFTER = NOW + timedelta(hours=6)
NAMES = ("Ada Achieng", "Ben Baraka", "Cleo Chebet", "Dan Dida", "Eve Etyang", "Fay Fundi", "Gil Gitau", "Ben Baraka")
GONE = "Hal Hamisi"
TIMES = "05/10/2024 12:{:02}:00 PM,05/10/2024 01:{:02}:00 PM,30"
CALL = "\n".join(
    [
        "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes)",
        *(
            f"{name},,{TIMES.format(place, place)}"
            for place, name in enumerate(("Ada Achieng", "Ben Baraka", "Newcomer One"))
        ),
        f"Cleo,cleo@x.example,{TIMES.format(9, 9)}",
        f"Cleo,cleo@x.example,{TIMES.format(5, 20)}",
        f"Dan Dida,dan@x.example,{TIMES.format(10, 30)}",
        f"Newcomer Two,two@x.example,{TIMES.format(11, 40)}",
    ]
)

Deed = tuple[str, int, int]
KINDS = (
    *("come", "come", "come", "leave", "leave", "undo", "guests", "let in", "walk in", "add"),
    *("unite", "part", "erase", "cancel", "list", "accept", "accept", "new contact", "ignore", "take back", "reload"),
)
deeds = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 11), st.integers(0, 11)), max_size=30)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An event with a list, one of whom has cancelled, and a report of the call."""
    folder = tmp_path_factory.mktemp("begun")
    people = [
        Details(
            name, email=f"{name.split()[0].lower()}@x.example" if place < 7 else "", organisation=f"Org {place % 3}"
        )
        for place, name in enumerate(NAMES)
    ]
    path = make_event(folder / "event.checkin", [*people, Details(GONE, status=Status.CANCELLED)])
    report = folder / "call.csv"
    report.write_text(CALL, encoding="utf-8")
    with closing(open_event(path)) as event:
        place = events.place_of(events.the_event(event), "Door A", operator="Amina")
        events.set_rules(event, replace(place.session, exits=True, seats=6))
        online.load(event, online.read([report], place.session), place, NOW)
    return path


class Hands:
    """Does in an event what chance has chosen; what the desk refuses, it refuses."""

    def __init__(self, event: EventFile) -> None:
        self.event, self.now = event, NOW
        self.place = events.place_of(events.the_event(event), "Door A", operator="Amina")

    def do(self, deed: Deed) -> None:
        kind, one, other = deed
        self.now += timedelta(seconds=40 + 20 * other)
        with suppress(DeskError):
            self._deeds()[kind](one, other)

    def _deeds(self) -> dict[str, Callable[[int, int], object]]:
        event = self.event
        return {
            "come": lambda one, _: desk.admit_registrant(event, self.who(one), self.place, self.now),
            "leave": lambda one, _: desk.leave(event, self.who(one), self.place, self.now),
            "undo": lambda one, _: desk.undo(event, self.who(one), self.place, self.now),
            "guests": lambda one, more: groups.count_guests(event, self.who(one), more - 5, self.place, self.now),
            "let in": lambda one, _: desk.let_in(event, self.who(one), "the chair said so", self.place, self.now),
            "walk in": lambda one, _: desk.walk_in(event, Details(f"Walk In {one}"), self.place, self.now),
            "add": lambda one, _: overview.add_registrant(event, Details(f"Added {one}"), self.place, self.now),
            "unite": lambda one, two: same_people.unite(event, self.who(one), self.who(two), self.place, self.now),
            "part": lambda one, _: same_people.part(event, self.given_up(one), self.place, self.now),
            "erase": lambda one, _: erase.erase_person(event, self.who(one), self.place, self.now),
            "cancel": self.cancel,
            "list": self.newer_list,
            "accept": lambda one, two: online.accept(event, self.entry(one).key, self.who(two), self.place, self.now),
            "new contact": lambda one, _: online.new_contact(event, self.entry(one), self.place, self.now),
            "ignore": lambda one, _: online.ignore(event, self.entry(one).key, self.place, self.now),
            "take back": lambda one, _: online.undo(event, self.entry(one).key, self.place, self.now),
            "reload": self.reload,
        }

    def who(self, number: int) -> str:
        """One of those who stand in the session, erased ones too."""
        people = overview.people(self.event, self.place.session.id)
        return people[number % len(people)].registrant.id

    def given_up(self, number: int) -> str:
        """An entry that is united with somebody, if there is one."""
        given = [one.id for whom in range(12) for one in same_people.with_whom(self.event, self.who(whom))]
        return given[number % len(given)] if given else self.who(number)

    def entry(self, number: int) -> online.Entry:
        items = online.review(self.event, self.place.session).items
        if not items:
            raise DeskError("Nobody is online.")
        return items[number % len(items)].entry

    def cancel(self, one: int, two: int) -> None:
        person, _ = overview.person(self.event, self.who(one))
        status = Status.CANCELLED if two % 2 else Status.CONFIRMED
        overview.correct(self.event, person.id, replace(person.details, status=status), self.place, self.now)

    def newer_list(self, one: int, two: int) -> None:
        path = self.event.path.with_name("newer.csv")
        rows = f"{NAMES[one % 8]},{NAMES[one % 8].split()[0].lower()}@x.example,Org 9\nListed {two},,Org 1\n"
        path.write_text(f"Full name,Email address,Organisation\n{rows}", encoding="utf-8")
        lists.load(self.event, lists.read(path), self.place.session.id, self.now)

    def reload(self, _one: int, two: int) -> None:
        reports = online.review(self.event, self.place.session).reports
        if reports and two % 2:
            online.unload(self.event, reports[0].id)
        else:
            path = self.event.path.with_name("call.csv")
            path.write_text(CALL, encoding="utf-8")
            online.load(self.event, online.read([path], self.place.session), self.place, self.now)


@contextmanager
def lived(begun: Path, folder: Path, done: list[Deed]) -> Iterator[EventFile]:
    """A copy of the event in which all this was done; whole, whatever it was."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    path = Path(shutil.copy(begun, folder))
    with closing(open_event(path)) as event, closing(open_event(path)) as beside:
        hands, seen = Hands(event), None
        for deed in done:
            hands.do(deed)
            assert attendance.attendance(event).adds_up, deed
            # Another station, which has only read what came since it looked last.
            seen = overview.door_view(beside, hands.place, hands.now, seen)
            assert seen == overview.door_view(beside, hands.place, hands.now), deed
        assert check.check(event) == []
        yield event


def numbers_of(words: str) -> dict[str, int]:
    """The numbers of a sum in words; what is not named is 0, and the room alone is all of those who came."""
    found = {name: int(number) for number, name in re.findall(r"(\d+) ([a-z -]*[a-z])", words)}
    named = {name.removesuffix("s").removesuffix(" only"): number for name, number in found.items()}
    parts = ("registered", "walk-in", "online newcomer", "in the room", "online", "both", "no-show", "cancelled")
    return {part: named.get(part, 0) for part in parts}


def counted(rows: list[dict[str, str]]) -> dict[str, int]:
    """The same numbers, counted from the rows of the CSV."""
    listed = Counter(row["Registered"] for row in rows)
    here = Counter(row["Attendance"] for row in rows)
    cancelled = sum(row["Attendance"] == "Absent" and row["Status"] == "Cancelled" for row in rows)
    return {
        "registered": listed["Yes"],
        "walk-in": listed["Walk-in"],
        "online newcomer": listed["New contact"],
        "in the room": here["In person"],
        "online": here["Online"],
        "both": here["Both"],
        "no-show": here["Absent"] - cancelled,
        "cancelled": cancelled,
    }


def sums(event: EventFile, place: Place) -> dict[str, str]:
    """What the CSV, the workbook, the report and the command line say, each as the sum in words."""
    found, folder = attendance.attendance(event, place.session.id), event.path.parent
    attendance.export_table(found, folder / "a.xlsx", AFTER, replace=True)
    summary = CalamineWorkbook.from_path(str(folder / "a.xlsx")).get_sheet_by_name("Summary").to_python()
    about = CalamineWorkbook.from_path(str(folder / "a.xlsx")).get_sheet_by_name("About").to_python()
    attendance_pdf.write(found, folder / "a.pdf", AFTER, replace=True)
    command = ["pdftotext", "-layout", "-l", "1", str(folder / "a.pdf"), "-"]
    text = " ".join(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())
    text = text.replace("- ", "-")  # a line that ends inside walk-in
    (written,) = re.findall(r"\d+ registered \+ .*?\d+ no-shows?(?: \+ \d+ cancelled)?", text)
    _expect_figures([row[:6] for row in summary], found.figures)
    return {
        "summary": next(str(row[0]) for row in summary if " registered + " in str(row[0])),
        "about": next(str(row[1]) for row in about if row[0] == "The sum"),
        "report": written,
        "command line": found.figures.in_words(ended=True),
    }


def _expect_figures(rows: list[list[Any]], figures: Figures) -> None:
    """The numbers of the Summary: those of the sum one by one, and those of the tables below, which add up to them."""
    single = {row[0]: row[1] for row in rows}
    wanted = {
        "Registered": figures.registered,
        "Walk-ins": figures.walk_ins,
        "No-shows": figures.no_show,
        "Cancelled": figures.cancelled,
        "People who came, each once": figures.came,
        "The sum adds up, and agrees with the rows of Attendance": "Yes",
    }
    assert {label: single[label] for label in wanted} == wanted
    begin = next(place for place, row in enumerate(rows) if row[0] == "Organisation") + 1
    table = takewhile(lambda row: row[0], rows[begin:])
    people, in_room, absent, online, cancelled = (
        sum(column) for column in zip(*(row[1:] for row in table), strict=True)
    )
    assert people == in_room + absent + online + cancelled == figures.registered + figures.walk_ins + figures.newcomers
    assert (in_room, absent) == (figures.came, figures.no_show)
    assert (online, cancelled) == (figures.online, figures.cancelled)


def csv_rows(event: EventFile) -> list[dict[str, str]]:
    path = event.path.with_name("a.csv")
    attendance.export_table(attendance.attendance(event), path, AFTER, replace=True)
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def expect_the_same(event: EventFile) -> str:
    """The sum, once everything has said the same."""
    place = events.place_of(events.the_event(event), "Door A")
    found = attendance.attendance(event)
    wanted = counted(csv_rows(event))
    left, right = [wanted[part] for part in [*wanted][:3]], [wanted[part] for part in [*wanted][3:]]
    assert sum(left) == sum(right)
    said = sums(event, place)
    assert {name: numbers_of(words) for name, words in said.items()} == dict.fromkeys(said, wanted)
    _expect_as_folded(event, found)
    return said["command line"]


def _expect_as_folded(event: EventFile, found: Attendance) -> None:
    """The room, as the journal alone tells it."""
    with event.reading() as tx:
        standing = stays(journal.facts(tx))
    assert found.figures.came == len(standing)
    assert found.figures.left == sum(stay.is_out for stay in standing.values())
    assert found.figures.guests == sum(stay.guests for stay in standing.values())
    curve = presence_curve(found, AFTER)
    assert sum(arrival_curve(found.arrivals).counts) == found.figures.came
    assert max(curve.in_room, default=0) <= (0 if curve.most_in_room is None else curve.most_in_room.people)
    assert max(curve.together, default=0) <= found.figures.came + found.figures.online
    view = overview.door_view(event, events.place_of(events.the_event(event), "Door A"), AFTER)
    assert view.inside == sum(1 + stay.guests for stay in standing.values() if not stay.is_out)


often = partial(settings, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("times", [12, pytest.param(600, marks=pytest.mark.soak)])
def test_every_file_shows_the_same_sum_and_it_adds_up(begun: Path, tmp_path: Path, times: int) -> None:
    @often(max_examples=times)
    @given(deeds)
    def run(done: list[Deed]) -> None:
        with lived(begun, tmp_path / "event", done) as event:
            expect_the_same(event)

    run()


@pytest.mark.parametrize("times", [2, pytest.param(60, marks=pytest.mark.soak)])
def test_the_page_shows_it_too(qtbot: QtBot, begun: Path, tmp_path: Path, times: int) -> None:
    @often(max_examples=times)
    @given(deeds)
    def run(done: list[Deed]) -> None:
        with lived(begun, tmp_path / "event", done) as event:
            said, path = expect_the_same(event), event.path
            found = attendance.attendance(event).figures
        with open_window(qtbot, path, clock=Clock(AFTER)) as door:
            door.window.open_page(door.window.page_attendance)
            door.settle()
            assert door.find(QLabel, "attendance_sum").text() == said
            assert _tiles(door) == (
                found.came,
                found.online + found.both,
                found.registered,
                found.walk_ins,
                found.no_show,
            )

    run()


def _tiles(door: Door) -> tuple[int, ...]:
    names = ("in_room", "on_call", "registered", "walk_ins", "absent")
    return tuple(int(door.find(QLabel, f"attendance_{name}").text()) for name in names)
