"""Which session is due at a time of the day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from checkin.domain.session import Event, Session

NOON = datetime(2024, 5, 10, 12, tzinfo=UTC)


def sitting(name: str, starts: float, ends: float) -> Session:
    return Session(name, name, NOON + timedelta(hours=starts), NOON + timedelta(hours=ends), "Africa/Nairobi")


EVENT = Event("e", "Event", (sitting("a", 0, 1), sitting("b", 1.5, 2.5), sitting("c", 24, 26)))


@pytest.mark.parametrize(
    ("hours", "due"),
    [(-100, "a"), (-1, "a"), (0, "a"), (0.9, "a"), (1.1, "b"), (2, "b"), (3, "b"), (4, "c"), (25, "c"), (999, "c")],
)
def test_the_session_that_runs_or_is_next_is_due(hours: float, due: str) -> None:
    assert EVENT.due(NOON + timedelta(hours=hours)).id == due


def test_of_two_at_once_the_later_one_is_due() -> None:
    event = Event("e", "Event", (sitting("a", 0, 9), sitting("b", 1, 2)))
    assert [event.due(NOON + timedelta(hours=hours)).id for hours in (0.5, 1.5, 3)] == ["a", "b", "a"]
