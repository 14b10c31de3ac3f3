"""Whatever moment an erasure is killed at, the person is there as before, or gone from every byte once the event was
opened again; of nobody else anything is lost.

A second process erases somebody and is killed after a time that the seed decides, anywhere from the first statement to
the last copy. Every second time the program that ends the cleaning is killed too. Then the event is opened again, as
the window does it, and who was there as before is erased once more, to the end.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from checkin.domain.registrant import Details
from checkin.files.zoom_times import DateOrder
from checkin.services import (
    attendance,
    badge_designs,
    check,
    copies,
    desk,
    door_notes,
    erase,
    events,
    groups,
    online,
    overview,
    prints,
    shifts,
)
from checkin.services.place import Place
from checkin.storage import erasing
from checkin.storage.event_file import EventFile, open_event
from tests.bench.events import make_event

_ROOT = Path(__file__).resolve().parents[2]
NAME, MAIL, PHONE, FIRM = "Zephyrine Quackenbush", "zq@xylograph.example", "+254 712 000 777", "Xylograph Trust"
SECRETS = (NAME, "Quackenbush", MAIL, PHONE, FIRM, "tall-one")


def test_a_killed_erasure_is_done_or_not_begun(tmp_path: Path) -> None:
    assert sum(_kill_again_and_again(tmp_path, seed=0, rounds=4).values()) == 4


@pytest.mark.soak
def test_none_of_two_hundred_killed_erasures_leaves_half_a_person(tmp_path: Path) -> None:
    ends: Counter[str] = Counter()
    for seed in range(1, 11):
        ends += _kill_again_and_again(tmp_path / str(seed), seed=seed, rounds=20)
    sys.stdout.write(f"ends of 200 kills: {dict(ends)}\n")
    assert sum(ends.values()) == 200
    assert min(ends[end] for end in ("before", "erased and not clean", "after")) > 0


def _kill_again_and_again(folder: Path, seed: int, rounds: int) -> Counter[str]:
    chance = random.Random(seed)  # noqa: S311 - the same kills each time
    whole = folder / "whole" / "event.checkin"
    whole.parent.mkdir(parents=True)
    make_event(whole, 300)
    with closing(open_event(whole)) as event:
        _live(event, whole.parent.with_name("call.csv"))
        others, figures = _others(event), _figures(event)
        event.back_up()
    takes = _killed_after(None, _copy(whole, folder / "measured"), "erase")
    ends: Counter[str] = Counter()
    for number in range(rounds):
        copy = _copy(whole, folder / str(number))
        _killed_after(chance.uniform(0, takes), copy, "erase")
        if number % 2:
            _killed_after(chance.uniform(0, takes), copy, "finish")
        ends[_end_of(copy, others, figures)] += 1
        shutil.rmtree(copy.parent)
    return ends


def _live(event: EventFile, report: Path) -> None:
    """A session with everything that an erasure goes through, for the person and for others."""
    place = events.place_of(events.the_event(event), "Door A")
    session = replace(place.session, exits=True)
    events.set_rules(event, session)
    place = replace(place, session=session, operator="Amina")
    now = session.starts_at
    out = replace(place, station="Exit", leaving=True)
    person = desk.walk_in(event, Details(NAME, email=MAIL, phone=PHONE, organisation=FIRM), place, now).registrant
    assert person is not None
    people = [one.registrant for one in overview.people(event, session.id)][:40]
    for one in (person, *people):
        desk.admit_registrant(event, one.id, place, now)
        groups.count_guests(event, one.id, 1, place, now)
        desk.admit_registrant(event, one.id, out, now + timedelta(minutes=20))
        desk.admit_registrant(event, one.id, place, now + timedelta(minutes=30))
    door_notes.keep(event, person.id, "tall-one", place, now)
    door_notes.keep(event, people[0].id, "front row", place, now)
    prints.printed(event, [person.id, people[1].id], place, now, "badges.pdf", "")
    shifts.tell_next(event, f"{NAME} comes late", place, now)
    badge_designs.keep_design(event, "own", json.dumps({"version": 1, "title": f"For {NAME}"}), now)
    joined, left = (f"{session.local(now) + timedelta(minutes=later):%m/%d/%Y %I:%M:%S %p}" for later in (1, 30))
    times = f"{joined},{left},29"
    lines = [f"{NAME},{MAIL},{times}", *(f"{one.name},,{times}" for one in people)]
    heading = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes)"
    report.write_text("\n".join([heading, *lines]), encoding="utf-8")
    online.load(event, online.read([report], session, DateOrder.MONTH_FIRST), place, now)


def _others(event: EventFile) -> list[object]:
    """All that the attendance has of everybody but the person."""
    everyone = attendance.attendance(event).presences
    return [one for one in everyone if not one.registrant.is_erased and one.registrant.name != NAME]


def _figures(event: EventFile) -> list[object]:
    found = attendance.attendance(event)
    return [attendance.reconciliation(found), found.arrivals, len(found.strangers)]


def _copy(whole: Path, folder: Path) -> Path:
    shutil.copytree(whole.parent, folder)
    return folder / whole.name


def _end_of(path: Path, others: list[object], figures: list[object]) -> str:
    """How the event stood when it was opened again; it is whole then, and the person gone in the end."""
    with closing(open_event(path)) as event:
        with event.reading() as tx:
            is_unclean = erasing.is_unclean(tx)
        assert copies.finish(event)
        there = sum(one.registrant.name == NAME for one in attendance.attendance(event).presences)
        _expect_whole(event, others, figures)
        if there:
            place: Place = events.place_of(events.the_event(event), "Door A")
            assert not is_unclean
            assert erase.erase_person(event, erase.find(event, NAME), place, datetime.now(UTC)).clean
            _expect_whole(event, others, figures)
    named = [
        (one.name, secret)
        for one in path.parent.rglob("*")
        if one.is_file()
        for secret in SECRETS
        if secret.encode() in one.read_bytes()
    ]
    assert named == []
    return "before" if there else "erased and not clean" if is_unclean else "after"


def _expect_whole(event: EventFile, others: list[object], figures: list[object]) -> None:
    assert check.check(event) == []
    assert _others(event) == others
    assert _figures(event) == figures


def _killed_after(seconds: float | None, path: Path, deed: str) -> float:
    """Let another process do it and kill it after so long, or let it end; how long it was at it."""
    command = [sys.executable, "-m", "tests.journeys.test_kill_erasing", deed, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=_ROOT) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        assert other.stdout.readline() == "ready\n"
        began = time.perf_counter()
        other.stdin.write("go\n")
        other.stdin.flush()
        if seconds is None:
            assert other.stdout.readline() == "done\n"
        else:
            while time.perf_counter() < began + seconds:
                pass
        other.kill()
    return time.perf_counter() - began


def _other_process(deed: str, path: Path) -> None:
    """The other process: ready, then at a word it erases the person, or ends the cleaning."""
    with closing(open_event(path)) as event:
        place = events.place_of(events.the_event(event), "Door B")
        who = erase.find(event, NAME) if deed == "erase" else ""
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()
        if deed == "erase":
            erase.erase_person(event, who, place, datetime.now(UTC))
        else:
            copies.finish(event)
        sys.stdout.write("done\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _other_process(sys.argv[1], Path(sys.argv[2]))
