"""Other processes for work of which Python itself does one thing at a time."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

_Answer = TypeVar("_Answer")
_Given = ParamSpec("_Given")


def others(most: int, begin: Callable[[], None] | None = None) -> ProcessPoolExecutor | None:
    """As many processes as there are processors, `most` at most, each begun with `begin`; None where there is one
    processor only, or where there can be no other processes: whoever asks does the work itself then.
    """
    processors = os.cpu_count() or 1
    # A packed application is no interpreter of other modules.
    if processors == 1 or getattr(sys, "frozen", False):
        return None
    try:
        # What is forked from a process with threads may stand still for ever.
        return ProcessPoolExecutor(min(processors, most), multiprocessing.get_context("spawn"), initializer=begin)
    except (OSError, ImportError, NotImplementedError):  # What Python raises where the system gives no semaphores.
        return None


@contextmanager
def second() -> Iterator[ProcessPoolExecutor | None]:
    """A second process, which starts at once, as long as the context lasts; None where there can be none."""
    pool = others(1, gc.disable)  # What it makes has no cycles.
    try:
        if pool is not None:
            asked(pool, int)  # starts it now: it is ready when there is something to do
        yield pool
    finally:
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)


def asked(
    pool: ProcessPoolExecutor | None, work: Callable[_Given, _Answer], *given: _Given.args, **named: _Given.kwargs
) -> Callable[[], _Answer]:
    """Let another process begin to do some work. What is returned waits for its answer; where there is no such process,
    or whatever has become of it, this one does the work then.
    """

    def alone() -> _Answer:
        return work(*given, **named)

    if pool is None:
        return alone
    try:
        begun = pool.submit(work, *given, **named)
    except (BrokenProcessPool, OSError):  # where the system lets no process begin
        return alone

    def answer() -> _Answer:
        try:
            return begun.result()
        except (BrokenProcessPool, OSError):
            return alone()

    return answer
