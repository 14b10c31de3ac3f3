"""Times as tools write them: 5/1/2024 10:00:00 AM in one export is 2024-05-01 10:00:00 in the next one."""

from __future__ import annotations

import re

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?(?:\s*([ap])\.?\s?m\b\.?)?", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")
_NOON = 12
_PARTS = 3
"""Day, month and year."""


def same_moment(one: str, other: str) -> bool:
    """Whether two texts have the same day, month and year, in whichever order, and the same time of the day, as far as
    both say it. Names of months are not read: such a text is like no other.
    """
    (date, clock), (other_date, other_clock) = _read(one), _read(other)
    if len(date) != _PARTS or date != other_date:
        return False
    return all(a == b for a, b in zip(clock, other_clock, strict=False) if a is not None and b is not None)


def _read(text: str) -> tuple[list[int], tuple[int | None, ...]]:
    clock = _CLOCK.search(text)
    if clock is None:
        return _date(text), ()
    hour, minute, second, half = clock.groups()
    hours = int(hour) % _NOON + (_NOON if half.lower() == "p" else 0) if half else int(hour)
    # Behind the clock stands the zone, unless the clock stands first.
    date = text[: clock.start()] if _NUMBER.search(text[: clock.start()]) else text[clock.end() :]
    return _date(date), (hours, int(minute), int(second) if second else None)


def _date(text: str) -> list[int]:
    return sorted(int(number[-4:]) % 100 for number in _NUMBER.findall(text)[:_PARTS])
