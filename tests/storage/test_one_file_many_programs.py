"""What one program has committed, another sees: also after a third has opened the file and closed it again.

A process that opens and closes the file by any other way than SQLite loses, by a rule of POSIX, all the locks that its
SQLite connections hold. The next program to close the file then takes itself for the last one and removes the
write-ahead log under the first, whose later check-ins go into a file without a name.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checkin.domain.registrant import Details
from checkin.services import demo, desk, events
from checkin.storage import journal
from checkin.storage.event_file import open_event

NOW = datetime(2024, 5, 10, 9, 0, tzinfo=UTC)

STATION = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from checkin.domain.registrant import Details
from checkin.services import desk, events
from checkin.storage.event_file import open_event

# As the window's station does: one connection each for the door, for looking and for long work.
door, reader, files = (open_event(Path(sys.argv[1])) for _ in range(3))
place = events.place_of(events.the_event(door), "Door A")
for line in sys.stdin:
    verdict = desk.walk_in(door, Details(name=line.strip()), place, datetime.now(UTC))
    print(verdict.fact_id, flush=True)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "kick-off.checkin"
    events.new_event(path, "Kick-off", demo.KICK_OFF, NOW).close()
    return path


@pytest.fixture
def station(path: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", STATION, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.kill()


def _admit(station: subprocess.Popen[str], name: str) -> str:
    assert station.stdin is not None
    assert station.stdout is not None
    station.stdin.write(f"{name}\n")
    station.stdin.flush()
    return station.stdout.readline().strip()


def test_what_a_station_commits_is_seen_after_another_program_has_come_and_gone(
    path: Path, station: subprocess.Popen[str]
) -> None:
    acknowledged = []
    for number in range(5):
        acknowledged.append(_admit(station, f"Walk-in {number}"))
        with closing(open_event(path)) as other, other.reading() as tx:
            seen = [fact.id for fact in journal.facts(tx)]
        assert seen == acknowledged
    station.kill()
    station.wait()
    with closing(open_event(path)) as after, after.reading() as tx:
        assert [fact.id for fact in journal.facts(tx)] == acknowledged


def test_another_program_may_write_between_the_check_ins_of_a_station(
    path: Path, station: subprocess.Popen[str]
) -> None:
    acknowledged = []
    for number in range(5):
        acknowledged.append(_admit(station, f"At the door {number}"))
        with closing(open_event(path)) as other:
            place = events.place_of(events.the_event(other), "Command line")
            verdict = desk.walk_in(other, Details(name=f"By command {number}"), place, NOW)
            acknowledged.append(verdict.fact_id)
    with closing(open_event(path)) as after, after.reading() as tx:
        assert [fact.id for fact in journal.facts(tx)] == acknowledged
