"""The commands for after the session: who was online, and whom to write to."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing

from checkin.cli.terminal import now, place_in, say
from checkin.domain.follow_up import FollowUp
from checkin.files.zoom_times import DateOrder
from checkin.services import follow_up as letters
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


def follow_up(asked: argparse.Namespace) -> int:
    """`checkin followup`: write the lists for the follow-up into a folder."""
    wanted = tuple(map(FollowUp, asked.list)) if asked.list else tuple(FollowUp)
    with closing(open_event(asked.event)) as event:
        found = letters.lists(event, now(), asked.session, only_agreed=asked.only_agreed)
    files = letters.write(found, asked.folder, wanted, replace=asked.replace)
    answer = letters.account(found)
    answer["lists"] = {which: figures for which, figures in answer["lists"].items() if which in wanted}
    for warning in () if asked.json else found.warnings:
        print(warning, file=sys.stderr)  # noqa: T201
    counts = ", ".join(f"{figures['title']} {figures['rows']}" for figures in answer["lists"].values())
    say(answer | {"files": list(map(str, files))}, f"{asked.folder}: {counts}.", as_json=asked.json)
    return 0
