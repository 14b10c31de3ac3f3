"""How long the window's loop ever stands still while people are checked in, beside the same loop with nothing to do.

A timer of 1 ms beats on the window's thread; the longest pause between two beats is what a hand on the mouse would
feel. Stretches with a check-in and idle stretches of the same length take turns, so that both meet the same machine.
A pause counts against us as far as this process was computing in it, on whatever thread: the rest of a long one is the
machine's, which had other work.

The second line is the same while another process holds the file's write lock for 1.5 s, as a disk that stalls does: the
commit has to wait, the window must not. A window that waits with it would stand for 1.5 s by the clock.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from checkin.domain.admission import Reason, Verdict
from checkin.domain.registrant import Registrant
from checkin.ui.station import Station
from tests.bench.events import make_event
from tests.bench.figures import Figures, Line
from tests.bench.window import PATIENCE_MS, open_window, settle

PEOPLE = 10_000
STRETCHES = 300
STRETCH_MS = 80
"""From the first key to well after the counts are painted anew."""
STALLS = 5
STALL_MS = 1_500
TARGET_MS = 16


@dataclass(frozen=True, slots=True)
class Stretch:
    """The longest pause of a stretch (ms): by the clock, and as far as this process was computing."""

    clock: float
    own: float


class Pulse(QObject):
    """A beat each millisecond; `letters` go to the field one each beat, as a scanner types them."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__()
        self._field = field
        self._beat = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._beat.timeout.connect(self._beaten)
        self._loop = QEventLoop(self)
        self._letters: list[str] = []
        self._last = self._last_own = self._longest = self._longest_own = 0.0

    def longest_pause(self, milliseconds: int, code: str = "", *, until: Station | None = None) -> Stretch:
        """Let the loop run so long, and on until the station has answered."""
        self._letters = list(code)
        self._last, self._last_own = time.perf_counter(), time.process_time()
        self._longest = self._longest_own = 0.0
        ends = self._last + milliseconds / 1000
        self._beat.start()
        while time.perf_counter() < ends or (until is not None and not until.idle):
            QTimer.singleShot(5, self._loop, self._loop.quit)
            self._loop.exec()
            assert time.perf_counter() < ends + PATIENCE_MS / 1000
        self._beat.stop()
        return Stretch(self._longest * 1000, self._longest_own * 1000)

    def _beaten(self) -> None:
        now, own = time.perf_counter(), time.process_time()
        self._longest = max(self._longest, now - self._last)
        self._longest_own = max(self._longest_own, min(now - self._last, own - self._last_own))
        self._last, self._last_own = now, own
        if self._letters:
            QTest.keyClicks(self._field, self._letters.pop(0))


class Answers(QObject):
    """When each check-in was answered, by registrant (seconds of the performance counter)."""

    def __init__(self, station: Station) -> None:
        super().__init__(station)
        self.at: dict[str, float] = {}
        station.judged.connect(self._judged)

    def _judged(self, verdict: Verdict) -> None:
        assert verdict.registrant is not None
        assert verdict.reason is Reason.WELCOME
        self.at[verdict.registrant.id] = time.perf_counter()


class Holder:
    """The process that makes the disk stand still."""

    def __init__(self, path: Path) -> None:
        command = [sys.executable, "-m", "tests.bench.hold", str(path)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._to: IO[str] = self._process.stdin
        self._from: IO[str] = self._process.stdout
        self.released = 0.0

    def hold(self) -> None:
        """Take the lock; returns once it is held."""
        self._say()
        assert self._from.readline() == "held\n"

    def release(self) -> None:
        """Give the lock back."""
        self.released = time.perf_counter()
        self._say()

    def _say(self) -> None:
        self._to.write("\n")
        self._to.flush()

    def end(self) -> None:
        self._to.close()
        self._process.wait()
        self._from.close()


def _while_stalled(pulse: Pulse, station: Station, holder: Holder, answers: Answers, person: Registrant) -> Stretch:
    """One check-in that waits for the disk."""
    holder.hold()
    QTimer.singleShot(STALL_MS, holder.release)
    longest = pulse.longest_pause(STALL_MS + STRETCH_MS, person.own_code, until=station)
    settle(station)
    assert answers.at[person.id] > holder.released
    return longest


def lines() -> list[Line]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.checkin"
        everyone = make_event(path, PEOPLE)
        holder = Holder(path)
        with open_window(path) as (window, station):
            answers = Answers(station)
            pulse = Pulse(window.page_door.field)
            busy, idle, stalled, waiting = [], [], [], []
            for person in everyone[:STRETCHES]:
                busy.append(pulse.longest_pause(STRETCH_MS, person.own_code, until=station))
                assert person.id in answers.at
                idle.append(pulse.longest_pause(STRETCH_MS))
            for person in everyone[STRETCHES : STRETCHES + STALLS]:
                stalled.append(_while_stalled(pulse, station, holder, answers, person))
                waiting.append(pulse.longest_pause(STALL_MS + STRETCH_MS))
        holder.end()
    return [
        _line(f"longest pause of the window a check-in, {PEOPLE:,} registrants", busy, idle),
        _line("the same, the disk stalled for 1.5 s", stalled, waiting, blocked=STALL_MS / 2),
    ]


def _line(name: str, ours: list[Stretch], peer: list[Stretch], blocked: float = float("inf")) -> Line:
    """`blocked`: a pause of so many ms by the clock is ours, computing or not."""
    longer = sum(pause.own > TARGET_MS or pause.clock > blocked for pause in ours)
    noise = sum(pause.clock > TARGET_MS for pause in peer)
    reached = (
        f"{longer} of {len(ours)} longer, {max(pause.own for pause in ours):.1f} at most (idle, by the clock: {noise})"
    )
    by_clock, idle = (Figures.of([pause.clock for pause in pauses]) for pauses in (ours, peer))
    return Line(name, by_clock, "the same loop, idle", idle, f"≤ {TARGET_MS} ms of our own", reached, longer == 0)
