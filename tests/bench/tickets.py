"""Tickets: a folder with a PDF and a picture of the code for each of a thousand people, as whole processes; beside them
reportlab, with a picture made by `qrcode`, which writes PDFs with the same two fonts of ours in them.

Theirs says the same in Latin letters only: reportlab shapes no Arabic. In how much time processors did the work is a
line of its own, for several of them do it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.figures import Figures, Line

TICKETS, ROUNDS = 1_000, 3


def lines() -> list[Line]:
    measured: dict[str, list[tuple[float, float]]] = {"ours": [], "alone": [], "theirs": []}
    for _ in range(ROUNDS):
        measured["ours"].append(_spent("tests.bench.tickets_ours", TICKETS))
        measured["alone"].append(_spent("tests.bench.tickets_ours", TICKETS, "alone"))
        measured["theirs"].append(_spent("tests.bench.tickets_peer", TICKETS))
    clock, work = ({way: Figures.of([one[at] for one in runs]) for way, runs in measured.items()} for at in (0, 1))
    name, peer = f"{TICKETS:,} tickets and pictures, whole process", "reportlab and a picture by qrcode"
    times = clock["alone"].median / clock["ours"].median
    return [
        Line(name, clock["ours"], peer, clock["theirs"], "faster",
             f"{clock['theirs'].median / clock['ours'].median:.1f} ×", clock["ours"].median < clock["theirs"].median),
        Line("the same, time of processors", work["ours"], peer, work["theirs"], "none",
             f"{work['theirs'].median / work['ours'].median:.1f} ×", met=True),
        Line(name, clock["ours"], "the same by one process", clock["alone"], "none",
             f"{times:.1f} × with {os.cpu_count()} processors", met=True),
    ]  # fmt: skip


def _spent(module: str, *words: object) -> tuple[float, float]:
    """Milliseconds, and those in which processors were at work, of a process that writes into a folder."""
    with tempfile.TemporaryDirectory() as name:
        said = subprocess.run(
            [sys.executable, "-m", "tests.bench.spent", sys.executable, "-m", module, str(words[0]), name,
             *map(str, words[1:])],
            capture_output=True, text=True, check=True, cwd=Path(__file__).resolve().parents[2],
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        ).stdout  # fmt: skip
        assert len(list(Path(name).glob("*.pdf"))) == len(list(Path(name).glob("*.png"))) == words[0]
    clock, _, work = said.split()[-3:]
    return float(clock), float(work)
