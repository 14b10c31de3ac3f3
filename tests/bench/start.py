"""From the start of the process to the first paint, and to a door that answers its first search.

Whole processes, taking turns with a program that shows an empty QMainWindow and nothing else. Both tell the time of the
system's monotonic clock; it begins when the process is started.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.events import make_event
from tests.bench.figures import Figures, Line, by_ratio

PEOPLE = 20_000
ROUNDS = 15
PAINTED = 1.3
USABLE = 4.0

_ROOT = Path(__file__).resolve().parents[2]


def milliseconds(module: str, *words: str, home: Path) -> list[float]:
    """What a program said of itself (ms since its start)."""
    places = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA")
    environment = os.environ | dict.fromkeys(places, str(home))
    # An installed program is compiled once, and not anew at each start as with this switch of some test machines.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    began = time.monotonic()
    answer = subprocess.run(
        [sys.executable, "-m", module, *words], capture_output=True, text=True, env=environment, cwd=_ROOT, check=False
    )
    if answer.returncode:
        raise RuntimeError(answer.stderr)
    return [(float(instant) - began) * 1000 for instant in answer.stdout.split()]


def lines() -> list[Line]:
    painted, usable, bare = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.checkin"
        make_event(path, PEOPLE)
        for turn in range(-1, ROUNDS):
            first, last = milliseconds("tests.bench.start_ours", str(path), home=Path(folder))
            (empty,) = milliseconds("tests.bench.start_bare", home=Path(folder))
            if turn < 0:
                continue  # Python compiled our modules, and the system read everything for the first time.
            painted.append(first)
            usable.append(last)
            bare.append(empty)
    peer = Figures.of(bare)
    name = f"start with {PEOPLE:,} registrants"
    return [
        by_ratio(f"{name} → first paint", Figures.of(painted), "empty QMainWindow", peer, PAINTED),
        by_ratio(f"{name} → door answers a search", Figures.of(usable), "empty QMainWindow", peer, USABLE),
    ]
