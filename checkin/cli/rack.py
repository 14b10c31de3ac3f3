"""The rack on the command line: slots for the badges that lie in boxes."""

from __future__ import annotations

import argparse
from contextlib import closing

from checkin.cli.terminal import now, place_in, say
from checkin.domain.badge_order import Order
from checkin.domain.rack import USUAL
from checkin.services import rack
from checkin.storage.event_file import open_event


def how_it_is_filled(deed: argparse.ArgumentParser) -> None:
    """The words of the command."""
    orders = [one.value for one in Order if one is not Order.SLOT]
    deed.add_argument("--order", choices=orders, help="in which order they lie (name, or that of the last time)")
    deed.add_argument(
        "--per-box", type=int, metavar="N", help=f"badges in a box ({USUAL}, or the number of the last time)"
    )
    deed.add_argument(
        "--anew", action="store_true", help="give all slots once more from A-1 on; without it, whoever has one keeps it"
    )


def fill(asked: argparse.Namespace) -> int:
    """Give slots to those who have none, or to all anew; what lies in each box."""
    order = Order(asked.order) if asked.order else None
    with closing(open_event(asked.event)) as event:
        made = rack.give(event, place_in(event), now(), order, asked.per_box, anew=asked.anew)
    answer = {
        "order": made.order.value,
        "per_box": made.per_box,
        "given": len(made.new),
        "kept": made.kept,
        "boxes": [
            {"box": box.letters, "badges": box.badges, "first": box.first.slot, "last": box.last.slot}
            for box in made.boxes
        ],
    }
    lines = [f"{len(made.new)} slots given, {made.kept} kept."]
    lines += [
        f"Box {box.letters}: {box.first.slot} {box.first.name} … {box.last.slot} {box.last.name} ({box.badges})"
        for box in made.boxes
    ]
    say(answer, "\n".join(lines), as_json=asked.json)
    return 0
