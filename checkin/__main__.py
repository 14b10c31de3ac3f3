"""`checkin`, and `python -m checkin`: the window, or a deed without one."""

from __future__ import annotations

import builtins
import os
import sys
from importlib import import_module
from pathlib import Path

_DEEDS = {"tour", "new", "import", "people", "admit", "search", "undo", "badges", "export", "check", "-h", "--help"}
_IMPORTING = builtins.__import__
"""Python's own way to import, before PySide puts another in its place."""
_NO_SCREEN = "There is no screen here. Set DISPLAY, or run: checkin tour DIR"


def main() -> int:
    """Do what the command line says. The exit status is 0, 1 (refused) or 2 (wrong usage)."""
    words = sys.argv[1:]
    # Only the half that is asked for is read from the disk: the window must not wait for the deeds, nor they for Qt.
    if (words and words[0] in _DEEDS) or len(words) > 1 or any(word.startswith("-") for word in words):
        return int(import_module("checkin.cli").main(words))
    if sys.platform == "linux" and not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))):
        print(_NO_SCREEN, file=sys.stderr)  # noqa: T201 - the answer to a command line
        return 1
    demo = words == ["demo"]
    path = Path(words[0]) if words and not demo else None
    return int(import_module("checkin.start").run(path, demo=demo, importing=_IMPORTING))


if __name__ == "__main__":
    sys.exit(main())
