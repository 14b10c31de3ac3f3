"""The tickets of many people, made by several processes: nearly all the time of one goes into putting its fonts in,
during which Qt holds up all other Python of its process.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Generator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from PySide6.QtGui import QGuiApplication

from checkin import processes
from checkin.badges.sheets import Sheets
from checkin.badges.tickets import ticket_of
from checkin.domain.registrant import Registrant

MANY = 500
"""People for whom one process would take longer than others take to start."""

_MOST = 4
"""Processes at most, of some 70 MB each."""

_PIECE = 20
"""People that a process is given at a time."""


def tickets(run: Sheets, people: Sequence[Registrant]) -> Generator[bytes]:
    """The ticket of each of these people, in their order: a PDF of one page of a run (`tickets.ticket_run`). Needs a
    QGuiApplication; raises DeskError. Whatever becomes of the other processes, all tickets are made.
    """
    done = 0
    pool = _processes() if len(people) >= MANY else None
    if pool is not None:
        try:
            for ticket in _by(pool, run, people):
                done += 1
                yield ticket
        except (BrokenProcessPool, OSError):
            pass
        finally:
            pool.shutdown(cancel_futures=True)
    yield from map(ticket_of(run), people[done:])


def _by(pool: ProcessPoolExecutor, run: Sheets, people: Sequence[Registrant]) -> Generator[bytes]:
    """What the processes make: a few pieces ahead, so that no more than these wait in memory."""
    begun: deque[Future[list[bytes]]] = deque()
    for start in range(0, len(people), _PIECE):
        begun.append(pool.submit(_piece, run, people[start : start + _PIECE]))
        if len(begun) > 2 * _MOST:
            yield from begun.popleft().result()
    for piece in begun:
        yield from piece.result()


def _piece(run: Sheets, people: Sequence[Registrant]) -> list[bytes]:
    return list(map(ticket_of(run), people))


def _processes() -> ProcessPoolExecutor | None:
    # Elsewhere it is not certain that Qt finds the same fonts without a screen.
    return processes.others(_MOST, _begin) if sys.platform == "linux" else None


_QT: list[QGuiApplication] = []


def _begin() -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _QT.append(QGuiApplication(sys.argv[:1]))
