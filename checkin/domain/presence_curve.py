"""How many people were in the room, and how many online, over the time of a session."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from checkin.domain.attendance import Attendance, Presence
from checkin.domain.online_people import Span, united
from checkin.domain.session import Session

_STEPS = (5, 10, 15, 30, 60, 120, 180, 360, 720, 1440)
"""Minutes from one point of the curve to the next, the shortest that needs no more points than `_MOST_POINTS`."""

_MOST_POINTS = 120

_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Most:
    """The largest number of people at once, and the first instant of it (aware UTC)."""

    people: int
    at: datetime


@dataclass(frozen=True, slots=True)
class PresenceCurve:
    """People at points of time, `step` apart and round on the session's clock: `in_room[i]` and `online[i]` of them at
    `at[i]` (aware UTC).

    In each number everyone counts once; `together[i]` counts once too who was in the room and online at the same time.
    `most_in_room` and `most_online` are exact, not of the points only; None when nobody was there. Of `untimed` people
    it is known that they were online, and not when: they are in no number here.
    """

    at: tuple[datetime, ...]
    in_room: tuple[int, ...]
    online: tuple[int, ...]
    together: tuple[int, ...]
    step: timedelta
    most_in_room: Most | None = None
    most_online: Most | None = None
    untimed: int = 0

    @property
    def peak(self) -> int:
        """The largest number at a point."""
        return max((*self.in_room, *self.online), default=0)


def presence_curve(attendance: Attendance, now: datetime) -> PresenceCurve:
    """Count who was in the room and who online, from the first of them until the session's end, or until `now` (aware)
    while it runs; longer where somebody came, left or was online later. Nobody at all: no points.

    Who was not seen leaving counts in the room until then. Times online are those of Zoom's reports, overlaps once.
    """
    session, people, is_over = attendance.session, attendance.presences, attendance.has_ended(now)
    rooms = [(presence, _stays(presence)) for presence in people if presence.entry is not None]
    room_times = [at for _, stays in rooms for span in stays for at in span if at is not None]
    call_times = [at for one in people if one.online is not None for span in one.online.spans for at in span]
    untimed = sum(one.online is not None and not one.online.spans for one in people)
    if not room_times and not call_times:
        return PresenceCurve((), (), (), (), timedelta(minutes=_STEPS[0]), untimed=untimed)
    last = max(session.ends_at if is_over else now, *room_times, *call_times)
    points, step = _points(session, min((*room_times, *call_times)), last, is_over=is_over)
    room_last = max((session.ends_at, *room_times)) if is_over else last
    room_end = points[bisect_right(points, room_last - _INSTANT)]
    # Who stays to the end is there at the end.
    inside = {
        presence.registrant.id: united(
            (start, end or room_end + _INSTANT) for start, end in stays if _lasts(start, end)
        )
        for presence, stays in rooms
    }
    call = {one.registrant.id: one.online.spans for one in people if one.online is not None and one.online.spans}
    both = [united((*inside.get(who, ()), *call.get(who, ()))) for who in inside.keys() | call.keys()]
    return PresenceCurve(
        points,
        _counts(inside.values(), points),
        _counts(call.values(), points),
        _counts(both, points),
        step,
        _most(inside.values()),
        _most(call.values()),
        untimed,
    )


def _stays(presence: Presence) -> Sequence[tuple[datetime, datetime | None]]:
    if presence.stays or presence.entry is None:
        return presence.stays
    return ((presence.entry.at, presence.entry.left_at),)


def _lasts(start: datetime, end: datetime | None) -> bool:
    """Whether a stay is one: at two doors with two clocks somebody may leave before they came."""
    return end is None or start < end


def _points(
    session: Session, first: datetime, last: datetime, *, is_over: bool
) -> tuple[tuple[datetime, ...], timedelta]:
    """Points from before `first` until `last`, round on the session's clock, and their distance. While a session runs
    the last point is `last` itself.
    """
    minutes = (last - first) / timedelta(minutes=1)
    size = next((size for size in _STEPS if minutes / size <= _MOST_POINTS - 2), 0)
    step = timedelta(minutes=size or 1440 * math.ceil(minutes / 1440 / (_MOST_POINTS - 2)))
    wall = session.local(first).replace(tzinfo=None)
    # Round by the wall clock; from there on in hours that have passed, so that summer time makes no point twice.
    begin = first.astimezone(UTC) - (wall - wall.replace(hour=0, minute=0, second=0, microsecond=0)) % step
    number = math.ceil((last - begin) / step)
    points = [begin + place * step for place in range(number + 1)]
    if not is_over:
        points[-1] = last.astimezone(UTC)
    return tuple(points), step


def _counts(spans: Iterable[Sequence[Span]], points: Sequence[datetime]) -> tuple[int, ...]:
    """How many of these people are there at each point; who leaves at a point is not."""
    flat = [span for one in spans for span in one]
    starts, ends = sorted(start for start, _ in flat), sorted(end for _, end in flat)
    return tuple(bisect_right(starts, point) - bisect_right(ends, point) for point in points)


def _most(spans: Iterable[Sequence[Span]]) -> Most | None:
    changes = sorted((at, change) for one in spans for start, end in one for at, change in ((start, 1), (end, -1)))
    people = most = 0
    when = None
    for at, change in changes:
        people += change
        if people > most:
            most, when = people, at
    return None if when is None else Most(most, when)
