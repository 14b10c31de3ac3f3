"""What `checkin badges` is told."""

from __future__ import annotations

import argparse
from pathlib import Path

from checkin.badges.stock import STANDARD
from checkin.domain.badge_order import Order
from checkin.services.prints import ForWhom


def how_they_are_made(badges: argparse.ArgumentParser) -> None:
    """Add which badges, on what, and in which order."""
    badges.add_argument("out", type=Path, metavar="OUT.pdf", help="or a folder, with --pictures")
    badges.add_argument("--pictures", action="store_true", help="a PNG of each badge, into a folder")
    badges.add_argument("--stock", default=STANDARD)
    badges.add_argument("--design", default="", help="its name or its file; without it, the one that suits the stock")
    badges.add_argument("--order", choices=[one.value for one in Order], default="list")
    badges.add_argument("--used", default="", metavar="1-3,7", help="places of the first sheet that are used already")
    badges.add_argument(
        "--over-the-top", action="store_true", help="sheets are turned over their top edge, not like a book's"
    )
    badges.add_argument("--cut-stack", action="store_true", help="the cut piles lie in order, one upon another")
    badges.add_argument("--photos", type=Path, metavar="DIR", help="photos, named by file column, e-mail, code or name")
    badges.add_argument("--who", choices=[one.value for one in ForWhom], default="all")
