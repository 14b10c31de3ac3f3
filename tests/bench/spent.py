"""`python -m tests.bench.spent PROGRAM [WORD …]`: run a program; say its milliseconds, and its megabytes at the peak.

In a process of its own, as Linux counts what the parent held when the program was started as the program's.
"""

# ruff: noqa: T201 - the two numbers are what this module is for

from __future__ import annotations

import os
import sys
import time

_KILOBYTES = 1024 if sys.platform != "darwin" else 1024 * 1024

if __name__ == "__main__":
    began = time.monotonic()
    process = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, 2, 1)])
    _, status, used = os.wait4(process, 0)
    print((time.monotonic() - began) * 1000, used.ru_maxrss / _KILOBYTES)
    sys.exit(1 if status else 0)
