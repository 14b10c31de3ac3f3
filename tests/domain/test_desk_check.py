"""The check before a shift: clock, zone, disk and list."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from checkin.domain.desk_check import ENOUGH, Found, Item, Known, Line, in_short, lines
from checkin.domain.session import Session

NOW = datetime(2024, 5, 10, 9, 0, tzinfo=UTC)
SESSION = Session("s", "Kick-off", NOW + timedelta(minutes=30), NOW + timedelta(hours=2), "Africa/Nairobi")
GOOD = Known(SESSION, NOW - timedelta(hours=1), NOW - timedelta(hours=20), 148, ENOUGH, 180)


def found(known: Known, now: datetime = NOW) -> dict[Item, Found]:
    return {line.item: line.found for line in lines(known, now)}


def test_a_desk_that_is_as_it_should_be() -> None:
    sheet = lines(GOOD, NOW)
    assert [line.item for line in sheet] == [Item.CLOCK, Item.ZONE, Item.DISK, Item.LIST]
    assert all(line.is_good for line in sheet)
    assert in_short(sheet) == "clock: good; zone: good; disk: good; list: good"


@pytest.mark.parametrize(
    ("what", "item", "expected"),
    [
        ({"newest_fact": NOW + timedelta(minutes=3)}, Item.CLOCK, Found.BEHIND),
        ({"newest_fact": NOW + timedelta(minutes=1)}, Item.CLOCK, Found.GOOD),
        ({"newest_fact": None}, Item.CLOCK, Found.GOOD),
        ({"utc_offset": 0}, Item.ZONE, Found.OTHER),
        ({"free": ENOUGH - 1}, Item.DISK, Found.LOW),
        ({"registrants": 0}, Item.LIST, Found.MISSING),
        ({"newest_list": NOW - timedelta(hours=25)}, Item.LIST, Found.OLD),
        ({"newest_list": None}, Item.LIST, Found.GOOD),  # typed in by hand
    ],
)
def test_what_is_found_when_one_thing_is_other(what: dict[str, Any], item: Item, expected: Found) -> None:
    assert found(replace(GOOD, **what)) == found(GOOD) | {item: expected}


@pytest.mark.parametrize("away", [timedelta(days=-1), timedelta(days=1)])
def test_another_day_than_the_sessions_is_told(away: timedelta) -> None:
    known = replace(GOOD, newest_fact=None, newest_list=None)
    assert found(known, NOW + away)[Item.CLOCK] is Found.OTHER_DAY


def test_only_good_is_good() -> None:
    assert [one for one in Found if Line(Item.DISK, one).is_good] == [Found.GOOD]
