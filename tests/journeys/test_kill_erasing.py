"""Whatever moment an erasure is killed at, the person is there as before, or gone from every byte once the event was
opened again.

A second process erases somebody and is killed after a time that the seed decides, anywhere from the first statement to
the last copy; then the event is opened again, as the window does it.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checkin.domain.registrant import Details
from checkin.services import check, copies, desk, erase, events, overview
from checkin.services.place import Place
from checkin.storage.event_file import open_event
from tests.bench.events import make_event

_ROOT = Path(__file__).resolve().parents[2]
NAME = "Zephyrine Quackenbush"


def test_a_killed_erasure_is_done_or_not_begun(tmp_path: Path) -> None:
    _kill_again_and_again(tmp_path, seed=0, rounds=6)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1, 11))
def test_none_of_two_hundred_killed_erasures_leaves_half_a_person(tmp_path: Path, seed: int) -> None:
    _kill_again_and_again(tmp_path, seed=seed, rounds=20)


def _kill_again_and_again(folder: Path, seed: int, rounds: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same kills each time
    whole = folder / "whole" / "event.checkin"
    whole.parent.mkdir()
    make_event(whole, 300)
    with closing(open_event(whole)) as event:
        place = events.place_of(events.the_event(event), "Door A")
        desk.walk_in(event, Details(NAME, organisation="Xylograph Trust"), place, datetime.now(UTC))
        event.back_up()
    takes = _killed_after(None, _copy(whole, folder / "measured"))
    ends = set()
    for number in range(rounds):
        copy = _copy(whole, folder / str(number))
        _killed_after(chance.uniform(0, takes), copy)
        ends.add(_end_of(copy))
    assert ends <= {"before", "after"}
    assert _end_of(folder / "measured" / whole.name) == "after"


def _copy(whole: Path, folder: Path) -> Path:
    shutil.copytree(whole.parent, folder)
    return folder / whole.name


def _end_of(path: Path) -> str:
    """How the event stands once it was opened again."""
    with closing(open_event(path)) as event:
        assert copies.finish(event)
        assert check.check(event) == []
        place: Place = events.place_of(events.the_event(event), "Door A")
        view = overview.door_view(event, place, datetime.now(UTC))
        assert (view.inside, view.walk_ins) == (1, 1)
        there = sum(one.registrant.name == NAME for one in overview.people(event, place.session.id))
    named = [one for one in path.parent.rglob("*") if one.is_file() and NAME.encode() in one.read_bytes()]
    if there:
        return "before"
    return "after" if not named else f"named in {named}"


def _killed_after(seconds: float | None, path: Path) -> float:
    """Let another process erase the person and kill it after so long, or let it end; how long it was at it."""
    command = [sys.executable, "-m", "tests.journeys.test_kill_erasing", str(path)]
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


def _erase(path: Path) -> None:
    """The other process: ready, then at a word it erases the person."""
    with closing(open_event(path)) as event:
        place = events.place_of(events.the_event(event), "Door B")
        who = erase.find(event, NAME)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()
        erase.erase_person(event, who, place, datetime.now(UTC))
        sys.stdout.write("done\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _erase(Path(sys.argv[1]))
