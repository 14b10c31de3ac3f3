"""What is only painted is begun without the windows, and without PySide reading every module."""

from __future__ import annotations

import subprocess
import sys

ASKED = """
import builtins, sys
from checkin.with_qt import imported
importing = builtins.__import__
assert imported("checkin.cli.painted").badges
assert builtins.__import__ is not importing, "PySide's own import is back afterwards"
windows = [name for name in sys.modules if name.startswith(("checkin.ui", "checkin.tour", "PySide6.QtWidgets"))]
assert not windows, windows
"""


def test_what_is_painted_needs_no_window() -> None:
    subprocess.run([sys.executable, "-c", ASKED], check=True)
