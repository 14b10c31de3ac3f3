"""`python -m tests.bench.spent PROGRAM [WORD …]`: run a program, and say what it took.

Three numbers: its milliseconds, its megabytes at the peak, and the milliseconds that processors were at work for it and
for what it started.

In a process of its own, as Linux counts what the parent held when the program was started as the program's.
"""

# ruff: noqa: T201 - the numbers are what this module is for

from __future__ import annotations

import os
import sys
import time

_KILOBYTES = 1024 if sys.platform != "darwin" else 1024 * 1024

if __name__ == "__main__":
    began = time.monotonic()
    process = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, 2, 1)])
    _, status, used = os.wait4(process, 0)
    at_work = (used.ru_utime + used.ru_stime) * 1000
    print((time.monotonic() - began) * 1000, used.ru_maxrss / _KILOBYTES, at_work)
    sys.exit(1 if status else 0)
