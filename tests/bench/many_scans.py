"""Twenty thousand scans in a row in the real window: the last thousand beside the first, and the memory.

Every person on a list of 20,000 is scanned once; the journal grows with each. What the process holds is read after the
first thousand, when all pages are made, and after the last. Fifteen minutes are long on a machine where others work:
beside the clock stands what the processor spent, from key to verdict and on a scan with all that follows it.
"""

from __future__ import annotations

import gc
import os
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.bench.events import make_event
from tests.bench.figures import Figures, Line
from tests.bench.verdict import Door
from tests.bench.window import open_window, settle

SCANS = 20_000
COMPARED = 1_000
SLOWER = 1.2
"""So many times the p99 of the first thousand the last one may take."""
MORE = 1.1
"""So many times the memory."""


def lines() -> list[Line]:
    with tempfile.TemporaryDirectory() as folder:
        everyone = make_event(Path(folder) / "bench.checkin", SCANS)
        with open_window(Path(folder) / "bench.checkin") as (window, station):
            window.activateWindow()
            settle(station)
            door = Door(window, station)
            spent = [time.process_time()]
            first = [door.scan(person) for person in everyone[:COMPARED]]
            spent.append(time.process_time())
            held = [_megabytes()]
            for number, person in enumerate(everyone[COMPARED:-COMPARED]):
                door.scan(person)
                if number % COMPARED == 0:
                    held.append(_megabytes())
            spent.append(time.process_time())
            last = [door.scan(person) for person in everyone[-COMPARED:]]
            spent.append(time.process_time())
            held.append(_megabytes())
    ours, peer = Figures.of(last), Figures.of(first)
    slower, more = ours.p99 / peer.p99, held[-1] / held[0]
    name = f"scan → verdict painted, the last {COMPARED:,} of {SCANS:,}"
    key = [median(door.spent[-COMPARED:]), median(door.spent[:COMPARED])]
    whole = [(after - before) * 1000 / COMPARED for before, after in ((spent[2], spent[3]), (spent[0], spent[1]))]
    reached = (
        f"p99 {ours.p99:.1f} / {peer.p99:.1f}, of the processor {key[0]:.1f} / {key[1]:.1f} to the verdict and"
        f" {whole[0]:.1f} / {whole[1]:.1f} in all, memory {held[0]:.0f} → {held[-1]:.0f} MB"
    )
    target = f"p99 ≤ {SLOWER:g} × the first's, memory ≤ {MORE:g} ×"
    return [Line(name, ours, f"the first {COMPARED:,}", peer, target, reached, slower <= SLOWER and more <= MORE)]


def _megabytes() -> float:
    """What the process holds now (resident), where the system tells."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
