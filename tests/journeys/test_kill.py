"""Whoever was shown as checked in is on the disk, whatever moment the process is killed at.

A second process admits people as fast as it can and says the id of each fact once the verdict has come back. After a
number of answers that the seed decides it is killed, at some point of the next check-in; then the file is opened again.
"""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checkin.domain.admission import Reason
from checkin.domain.registrant import Registrant
from checkin.services import check, desk, events
from checkin.storage import journal
from checkin.storage.event_file import open_event
from tests.bench.events import make_event

_ROOT = Path(__file__).resolve().parents[2]
_QUEUE = 200
"""People who stand at the door in one round; never all of them get in."""
_MOST_ANSWERS = 120
_MOST_SPUN = 0.0006
"""Seconds: about two check-ins, so that the kill falls anywhere in one."""


def test_no_acknowledged_check_in_is_lost(tmp_path: Path) -> None:
    _kill_again_and_again(tmp_path / "killed.checkin", seed=0, rounds=8)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1, 21))
def test_none_is_lost_in_two_hundred_kills(tmp_path: Path, seed: int) -> None:
    _kill_again_and_again(tmp_path / "killed.checkin", seed=seed, rounds=10)


def _kill_again_and_again(path: Path, seed: int, rounds: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same kills each time
    everyone = make_event(path, rounds * _QUEUE)
    answered: set[str] = set()
    for kills in range(1, rounds + 1):
        queue = everyone[(kills - 1) * _QUEUE : kills * _QUEUE]
        answers = _killed_after(chance.randint(1, _MOST_ANSWERS), chance.uniform(0, _MOST_SPUN), path, queue)
        assert answers
        assert not answered & answers
        answered |= answers
        assert _integrity(path) == [("ok",)]
        with closing(open_event(path)) as event:
            assert check.check(event) == []
            with event.reading() as tx:
                written = {fact.id for fact in journal.facts(tx)}
        assert answered <= written
        # At most one a kill was committed without anyone having been told.
        assert len(written) <= len(answered) + kills


def _killed_after(answers: int, spun: float, path: Path, queue: list[Registrant]) -> set[str]:
    """Let another process admit the queue, kill it after so many answers and a moment more; return what it answered."""
    command = [sys.executable, "-m", "tests.journeys.test_kill", str(path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=_ROOT
    ) as door:
        assert door.stdin is not None
        assert door.stdout is not None
        assert door.stderr is not None
        door.stdin.writelines(f"{person.own_code}\n" for person in queue)
        door.stdin.flush()
        heard = [door.stdout.readline() for _ in range(answers)]
        moment = time.perf_counter() + spun
        while time.perf_counter() < moment:
            pass
        door.kill()
        heard += door.stdout.readlines()
        assert door.stderr.read() == ""
    # A line that the kill cut off was never heard.
    return {line.strip() for line in heard if line.endswith("\n")}


def _integrity(path: Path) -> list[tuple[str]]:
    with closing(sqlite3.connect(path)) as raw:
        return raw.execute("PRAGMA integrity_check").fetchall()


def _admit_everyone(path: Path) -> None:
    """The other process: a code on each line of standard input, the id of the fact on standard output."""
    with closing(open_event(path)) as event:
        place = events.place_of(events.the_event(event), "Door A")
        for line in sys.stdin:
            verdict = desk.admit_code(event, line, place, datetime.now(UTC))
            assert verdict.reason is Reason.WELCOME
            sys.stdout.write(f"{verdict.fact_id}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    _admit_everyone(Path(sys.argv[1]))
