"""A whole process that writes so many badges as a PDF, and says how much memory it took (MB): the bench runs it. What
needs Qt is imported as the command `checkin badges` does it.
"""

# ruff: noqa: T201 - what it says is what it is for

from __future__ import annotations

import sys

from checkin.with_qt import imported

if __name__ == "__main__":
    print(imported("tests.bench.badge_run").write(sys.argv[1:]))
