"""The command for after the session: who was online."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing

from checkin.cli.terminal import now, place_in, say
from checkin.files.zoom_times import DateOrder
from checkin.services import online
from checkin.services.online_account import account
from checkin.storage.event_file import open_event


def load_online(asked: argparse.Namespace) -> int:
    """`checkin online`: load reports of the meeting, and say who is recognised and who needs a person."""
    order = DateOrder(asked.dates) if asked.dates else None
    with closing(open_event(asked.event)) as event:
        place = place_in(event, asked.session)
        reports = online.read(asked.reports, place.session, order)
        loaded = online.load(event, reports, place, now())
        review = online.review(event, place.session)
    answer = account(review) | {"added": loaded.added, "known": loaded.known, "warnings": loaded.warnings}
    for warning in () if asked.json else loaded.warnings:
        print(warning, file=sys.stderr)  # noqa: T201
    matched, open_ones = sum(item.registrant_id is not None for item in review.items), len(review.open)
    say(answer, f"{len(review.items)} online: {matched} recognised, {open_ones} to decide.", as_json=asked.json)
    return 0
