"""The check before a shift: what is looked at, what may be found, and the rule of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from checkin.domain.session import Session


class Item(StrEnum):
    """What is looked at, in the order of the sheet."""

    SCANNER = "scanner"
    CAMERA = "camera"
    SOUND = "sound"
    PRINTER = "printer"
    CLOCK = "clock"
    ZONE = "zone"
    DISK = "disk"
    LIST = "list"


class Found(StrEnum):
    """What may be found."""

    GOOD = "good"
    TO_TRY = "to be tried"
    MISSING = "missing"
    TROUBLE = "trouble"
    BEHIND = "behind"
    OTHER_DAY = "another day"
    OTHER = "another one"
    LOW = "low"
    OLD = "old"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sheet; `about` holds what its words need."""

    item: Item
    found: Found
    about: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_good(self) -> bool:
        """Whether nothing is left to do."""
        return self.found is Found.GOOD


ENOUGH = 500_000_000
"""Free bytes: a day with copies of a large event every five minutes."""

_DAY = timedelta(hours=16)
"""From a session further away than this, the clock or the session is wrong, or this is no shift."""

_OLD = timedelta(days=1)
_SLACK = timedelta(minutes=2)
"""Clocks of two laptops differ by so much, and nobody minds."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the event file and the laptop know: the newest fact's instant and the newest list's (aware UTC, None for
    none), registrants, free bytes, and minutes from UTC on the laptop's clock.
    """

    session: Session
    newest_fact: datetime | None
    newest_list: datetime | None
    registrants: int
    free: int
    utc_offset: int


def lines(known: Known, now: datetime) -> tuple[Line, ...]:
    """The lines that need no hand: clock, zone, disk, list. `now` is aware."""
    return _clock(known, now), _zone(known, now), _disk(known), _list(known, now)


def _clock(known: Known, now: datetime) -> Line:
    session = known.session
    about = {"now": now}
    if known.newest_fact is not None and now < known.newest_fact - _SLACK:
        return Line(Item.CLOCK, Found.BEHIND, about | {"newest": known.newest_fact})
    if now < session.starts_at - _DAY or now > session.ends_at + _DAY:
        return Line(Item.CLOCK, Found.OTHER_DAY, about)
    return Line(Item.CLOCK, Found.GOOD, about)


def _zone(known: Known, now: datetime) -> Line:
    offset = known.session.local(now).utcoffset() or timedelta()
    same = offset == timedelta(minutes=known.utc_offset)
    return Line(Item.ZONE, Found.GOOD if same else Found.OTHER, {"zone": known.session.timezone})


def _disk(known: Known) -> Line:
    return Line(Item.DISK, Found.GOOD if known.free >= ENOUGH else Found.LOW, {"free": known.free})


def _list(known: Known, now: datetime) -> Line:
    about = {"people": known.registrants, "at": known.newest_list}
    if not known.registrants:
        return Line(Item.LIST, Found.MISSING)
    is_old = known.newest_list is not None and now - known.newest_list > _OLD
    return Line(Item.LIST, Found.OLD if is_old else Found.GOOD, about)


def in_short(sheet: Sequence[Line]) -> str:
    """The sheet as the journal keeps it."""
    return "; ".join(f"{line.item}: {line.found}" for line in sheet)
