"""`checkin check`: is the file whole, and do the numbers add up."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing

from checkin.cli.close import tell_dates
from checkin.cli.terminal import tell
from checkin.services import check as deeds
from checkin.services import events
from checkin.storage.event_file import open_event


def check(asked: argparse.Namespace) -> int:
    """Say that a file is whole, or what is wrong."""
    with closing(open_event(asked.event)) as event:
        problems = deeds.check(event)
        if not problems:
            registrants = events.how_many_registrants(event)
            tell(f"{asked.event} is whole, {registrants} registrants, and the numbers add up.")
            tell_dates(event)
            return 0
    print(*problems, sep="\n", file=sys.stderr)  # noqa: T201
    return 1
