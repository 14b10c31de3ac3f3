"""Other processes for work of which Python itself does one thing at a time."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor


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
