"""The commands that open a window. What is only painted does without the windows' modules."""

from __future__ import annotations

import argparse

from checkin.cli.terminal import tell
from checkin.domain.errors import DeskError
from checkin.start import run
from checkin.tour.job import play


def demo(_asked: argparse.Namespace) -> int:
    """The demo event, in the window."""
    return run(None, demo=True)


def tour(asked: argparse.Namespace) -> int:
    """The main job, played through the real windows."""
    width, cross, height = asked.size.partition("x")
    if not (cross and width.isdecimal() and height.isdecimal()):
        raise DeskError("{size} is not a size.", "Write it like 1366x768.", size=asked.size)
    for line in play(asked.folder, theme=asked.theme, width=int(width), height=int(height)):
        tell(line)
    return 0
