"""Zoom's report of the session: those who had said that they would take part online, some of them without address."""

from __future__ import annotations

import csv
import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from checkin.services import demo

_HEADINGS = ("Name (Original Name)", "User Email", "Join Time", "Leave Time", "Duration (Minutes)", "In Waiting Room")
_NO_ADDRESS = 3
"""Of the last ones Zoom knows the name alone: they wait on the page Online for somebody who decides."""

_SEED = 3


def write_zoom_report(path: Path, registrants: Path) -> Path:
    """Write the report to `path`, made from the list of registrants; returns the path."""
    with registrants.open(encoding="utf-8-sig", newline="") as file:
        people = [row for row in csv.DictReader(file) if "Online" in _how(row)]
    chance = random.Random(_SEED)  # noqa: S311 - invented times, nothing secret
    starts, ends = demo.KICK_OFF.starts, demo.KICK_OFF.ends
    rows: list[Sequence[object]] = []
    for place, person in enumerate(people):
        name = f"{person['First Name']} {person['Last Name']}".strip()
        mail = "" if place >= len(people) - _NO_ADDRESS else person["Email Address"]
        joined = starts + timedelta(minutes=chance.gauss(1, 6))
        left = min(ends, starts + timedelta(minutes=chance.uniform(40, 96)))
        if place % 4 == 0:  # The line breaks off, and they come back.
            broken = joined + timedelta(minutes=chance.uniform(8, 30))
            rows.append(_row(name, mail, joined, broken))
            joined = broken + timedelta(minutes=chance.uniform(2, 9))
        rows.append(_row(name, mail, joined, left))
    rows.append(_row("Galaxy A12", "", starts, ends))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([_HEADINGS, *rows])
    return path


def _how(row: dict[str, str]) -> str:
    return next(answer for heading, answer in row.items() if "take part" in heading)


def _row(name: str, mail: str, joined: datetime, left: datetime) -> Sequence[object]:
    minutes = max(1, round((left - joined) / timedelta(minutes=1)))
    return (name, mail, f"{joined:%m/%d/%Y %I:%M:%S %p}", f"{left:%m/%d/%Y %I:%M:%S %p}", minutes, "No")
