"""`python -m tests.bench [NAME …] [--markdown]`: measure, and print the table. It measures, it does not judge: a target
that is missed is said in the table, and the exit status is 0 all the same.
"""

# ruff: noqa: T201 - the table is what this module is for

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module

from tests.bench.figures import EXPLAINED, Line, as_markdown, as_text, machine

BENCHES = {
    "check-in": "check_in",
    "verdict": "verdict",
    "window": "event_loop",
    "start": "start",
    "search": "searching",
    "keystroke": "keystroke",
    "camera": "camera",
    "many-scans": "many_scans",
    "import": "importing",
    "refuse": "refusing",
    "badges": "badges",
    "tickets": "tickets",
    "designer": "badges_designer",
    "print": "door_print",
    "export": "exporting",
    "matching": "matching",
}
"""What can be asked for by name, and the module that measures it. Each module tells in its first lines how."""

_MADE = "Made by `make bench`, here as `python -m tests.bench --markdown`: ours and the peer take turns in one run."


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="How fast it is, beside its peers.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"only these of: {', '.join(BENCHES)}")
    parser.add_argument("--markdown", action="store_true", help="print the table for RESULTS.md")
    asked = parser.parse_args()
    unknown = [name for name in asked.names if name not in BENCHES]
    if unknown:
        parser.error(f"no bench is called {', '.join(unknown)}: there are {', '.join(BENCHES)}")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # What the offscreen screen and a machine without a sound card cannot do is no news in a table of figures.
    os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false;qt.multimedia*=false")
    measured: list[Line] = []
    for name in asked.names or BENCHES:
        sys.stderr.write(f"measuring: {name}\n")
        measured += import_module(f"tests.bench.{BENCHES[name]}").lines()
    if asked.markdown:
        print(f"# How fast it is\n\n{_MADE}\n\n{EXPLAINED}\n\n{machine()}.\n\n{as_markdown(measured)}")
    else:
        print(f"{as_text(measured)}\n\n{EXPLAINED}\n{machine()}")


if __name__ == "__main__":
    main()
