"""The rack: printed badges lie in boxes, and each has a slot, so that the door can say where it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from checkin.domain.badge_order import Order, in_order
from checkin.domain.errors import DeskError
from checkin.domain.journal import FactKind
from checkin.domain.rack import MOST, USUAL, Box, boxes, slot_at
from checkin.domain.registrant import Registrant, Status
from checkin.services.place import Place, new_fact
from checkin.storage import choices, journal, online, rack, registrants
from checkin.storage.event_file import EventFile, Tx

_RACK = "rack"
"""Under this word the event keeps its boxes: order, badges in a box, and how many places were given so far."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the rack is going to be: in which order and how many in a box, who gets a slot now (with it), how many keep
    theirs, whose badges are taken out (ids), and what lies in each box then.
    """

    order: Order
    per_box: int
    new: tuple[Registrant, ...]
    kept: int
    taken_out: tuple[str, ...]
    boxes: tuple[Box, ...]


def plan(event: EventFile, order: Order | None = None, per_box: int | None = None, *, anew: bool = False) -> Plan:
    """What `give` would do now."""
    with event.reading() as tx:
        return _plan(tx, order, per_box, anew=anew)[0]


def give(
    event: EventFile,
    place: Place,
    now: datetime,
    order: Order | None = None,
    per_box: int | None = None,
    *,
    anew: bool = False,
) -> Plan:
    """Give everybody of the list who has no slot the next free ones, in this order; `anew`: give all of them, from A-1
    on. Without an order and a number those of the last time count, at first by name and fifty. Who walked in has the
    badge in hand, and who has cancelled needs none. Raises DeskError where the boxes are of another size already.
    """
    with event.tx() as tx:
        made, used = _plan(tx, order, per_box, anew=anew)
        for registrant_id in made.taken_out:
            journal.record(tx, new_fact(place, now, FactKind.RACKED, registrant_id))
        for person in made.new:
            journal.record(tx, new_fact(place, now, FactKind.RACKED, person.id, note=person.slot))
        choices.keep_choice(tx, _RACK, {"order": made.order.value, "per_box": made.per_box, "used": used})
    return made


def _plan(tx: Tx, order: Order | None, per_box: int | None, *, anew: bool) -> tuple[Plan, int]:
    """The plan, and how many places are given by then."""
    before = rack.slots(tx)
    kept = choices.choice(tx, _RACK) or {}
    usual, size, used = _kept(kept) if isinstance(kept, Mapping) else (Order.NAME, USUAL, 0)
    if not before or anew:
        size, used = size if per_box is None else per_box, 0
    elif per_box not in {None, size}:
        raise DeskError(
            "The boxes hold {count} badges each already.",
            "Leave the number as it is, or give all slots anew.",
            count=size,
        )
    if not 1 <= size <= MOST:
        raise DeskError(
            "{count} badges do not go into a box.", "Give a number from 1 to {most}.", count=size, most=MOST
        )
    order = order or usual
    contacts = online.contacts(tx)
    people = registrants.everyone(tx)
    theirs = [one for one in people if _has_a_place(one) and one.id not in contacts and (anew or not one.slot)]
    new = tuple(replace(one, slot=slot_at(n, size)) for n, one in enumerate(in_order(theirs, order), used))
    moved = {one.id: one for one in new}
    gone = tuple(one for one in before if one not in moved) if anew else ()
    after = [moved.get(one.id, replace(one, slot="") if anew else one) for one in people]
    stay = 0 if anew else sum(1 for one in people if one.slot)
    return Plan(order, size, new, stay, gone, boxes(after)), used + len(new)


def _has_a_place(person: Registrant) -> bool:
    return not person.walk_in and person.details.status is not Status.CANCELLED


def _kept(kept: Mapping[str, Any]) -> tuple[Order, int, int]:
    """What the event has kept: the order, badges in a box, places given. Another program may have written anything."""
    order, size, used = kept.get("order"), kept.get("per_box"), kept.get("used")
    return (
        Order(order) if order in [one.value for one in Order] else Order.NAME,
        size if isinstance(size, int) and 1 <= size <= MOST else USUAL,
        used if isinstance(used, int) and used > 0 else 0,
    )
