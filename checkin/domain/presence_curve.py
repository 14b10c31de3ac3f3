"""How many people were in the room, and how many online, over the time of a session."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
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
    session, is_over = attendance.session, attendance.has_ended(now)
    told = [(_stays(one), one.online.spans if one.online else ()) for one in attendance.presences if one.attended]
    untimed = sum(one.online is not None and not one.online.spans for one in attendance.presences)
    room_times = [at for stays, _ in told for span in stays for at in span if at is not None]
    call_times = [at for _, spans in told for span in spans for at in span]
    if not room_times and not call_times:
        return PresenceCurve((), (), (), (), timedelta(minutes=_STEPS[0]), untimed=untimed)
    last = max(session.ends_at if is_over else now, *room_times, *call_times)
    points, step = _points(session, min((*room_times, *call_times)), last, is_over=is_over)
    room_last = max((session.ends_at, *room_times)) if is_over else last
    # Who stays to the end is there at the end.
    end = points[bisect_left(points, room_last)] + _INSTANT
    room, call, together = _Crowd(), _Crowd(), _Crowd()
    for stays, spans in told:
        inside = _until(stays, end)
        room.add(inside)
        call.add(spans)
        together.add(united((*inside, *spans)) if inside and spans else inside or spans)
    return PresenceCurve(
        points,
        room.counts(points),
        call.counts(points),
        together.counts(points),
        step,
        room.most(),
        call.most(),
        untimed,
    )


def _stays(presence: Presence) -> Sequence[tuple[datetime, datetime | None]]:
    if presence.stays or presence.entry is None:
        return presence.stays
    return ((presence.entry.at, presence.entry.left_at),)


def _until(stays: Sequence[tuple[datetime, datetime | None]], end: datetime) -> Sequence[Span]:
    """The stays of one person, the last one until `end` where they have not left. At two doors with two clocks somebody
    may leave before they came: that is none.
    """
    spans = [(came, left or end) for came, left in stays if left is None or came < left]
    return spans if len(spans) < 2 else united(spans)  # noqa: PLR2004 - nothing to unite


class _Crowd:
    """When people came and when they went, whoever they are."""

    def __init__(self) -> None:
        self._came: list[datetime] = []
        self._went: list[datetime] = []

    def add(self, spans: Iterable[Span]) -> None:
        """Add the times of one person, which do not overlap; who goes at once was not there."""
        for came, went in spans:
            if came < went:
                self._came.append(came)
                self._went.append(went)

    def counts(self, points: Sequence[datetime]) -> tuple[int, ...]:
        """How many are there at each point; who goes at a point is not."""
        came, went = sorted(self._came), sorted(self._went)
        return tuple(bisect_right(came, point) - bisect_right(went, point) for point in points)

    def most(self) -> Most | None:
        """The most who were there at once, None for nobody."""
        went, gone, found = sorted(self._went), 0, None
        for number, came in enumerate(sorted(self._came), start=1):
            while went[gone] <= came:
                gone += 1
            if found is None or number - gone > found.people:
                found = Most(number - gone, came)
        return found


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
