"""Counts and the attendance of a session: what the door, the exports and the report all read."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice, pairwise
from operator import eq
from typing import TYPE_CHECKING

from checkin.domain.admission import Entry, state_of
from checkin.domain.journal import Method
from checkin.domain.registrant import Mode, Registrant, State, Status
from checkin.domain.session import Session

if TYPE_CHECKING:  # The door counts by this module, and nobody online.
    from checkin.domain.online_presence import Online, Report, Stranger


@dataclass(frozen=True, slots=True)
class Presence:
    """One registrant in one session: the standing entry, how and by whom, or None for someone not in the room; and the
    time online, or None. A `newcomer` stands on no list and came online only. `note` is what the door says of them.
    """

    registrant: Registrant
    entry: Entry | None = None
    method: Method | None = None
    operator: str = ""
    online: Online | None = None
    newcomer: bool = False
    note: str = ""
    stays: tuple[tuple[datetime, datetime | None], ...] = ()

    @property
    def attended(self) -> bool:
        """Whether the person took part, in the room or online."""
        return self.entry is not None or self.online is not None

    @property
    def state(self) -> State:
        """In the room, gone from it, or expected."""
        return state_of(self.entry)


@dataclass(frozen=True, slots=True)
class Figures:
    """The counts of a session. They reconcile: registered + walk-ins + online newcomers = in the room only + online
    only + both + no-shows + cancelled. `in_room` and `online` are without those who were in `both`.
    Of those in the room `left` have gone since; `guests` came with somebody and are counted apart from the people.
    `inside` are in the room now, guests among them; `scans` is how often a code was read.
    """

    registered: int
    walk_ins: int
    in_room: int
    no_show: int
    cancelled: int
    seats: int | None = None
    online: int = 0
    both: int = 0
    newcomers: int = 0
    left: int = 0
    guests: int = 0
    inside: int = 0
    scans: int = 0

    @property
    def came(self) -> int:
        """Everyone of the list and the walk-ins who was in the room, each once."""
        return self.in_room + self.both

    @property
    def adds_up(self) -> bool:
        """Whether the two sides of the sum agree."""
        came = self.in_room + self.online + self.both
        return self.registered + self.walk_ins + self.newcomers == came + self.no_show + self.cancelled

    @property
    def sum_in_words(self) -> str:
        """The sum of a session that has ended."""
        return self.in_words(ended=True)

    def in_words(self, *, ended: bool) -> str:
        """Say the sum as Summary and report print it; before the session has `ended` nobody is a no-show."""
        left = f"{self.registered} registered + {_counted(self.walk_ins, 'walk-in')}"
        absent = _counted(self.no_show, "no-show") if ended else f"{self.no_show} not yet here"
        came = f"{self.in_room} in the room"
        if self.online or self.both or self.newcomers:
            left += f" + {_counted(self.newcomers, 'online newcomer')}"
            came = f"{self.in_room} in the room only + {self.online} online only + {self.both} both"
        right = f"{came} + {absent}"
        if self.cancelled:
            right += f" + {self.cancelled} cancelled"
        return f"{left} {'=' if self.adds_up else '≠'} {right}"


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


@dataclass(frozen=True, slots=True)
class Attendance:
    """Everyone of a session, each person once, in the order of the list, with the figures folded from the journal; and
    of the online meeting those who are nobody of them, and the reports that were read.
    """

    event_name: str
    session: Session
    presences: tuple[Presence, ...]
    figures: Figures
    strangers: tuple[Stranger, ...] = ()
    reports: tuple[Report, ...] = ()

    @property
    def arrivals(self) -> tuple[datetime, ...]:
        """The instants of the standing check-ins, in order (aware UTC)."""
        return tuple(sorted(presence.entry.at for presence in self.presences if presence.entry is not None))

    @property
    def adds_up(self) -> bool:
        """Whether the sum agrees, everyone stands here once, and counting the people anew gives the same figures."""
        # Sorted, as a set of a hundred thousand has four megabytes; the ids of a list stand in order already.
        ids = sorted(presence.registrant.id for presence in self.presences)
        once = not any(map(eq, ids, islice(ids, 1, None)))
        figures = self.figures
        return once and figures.adds_up and count(self.presences, figures.seats, figures.scans) == figures

    @property
    def awaited_online(self) -> int:
        """How many of those who did not take part had said that they would do so online."""
        return sum(
            not presence.attended
            and presence.registrant.details.status is not Status.CANCELLED
            and presence.registrant.details.mode is Mode.ONLINE
            for presence in self.presences
        )

    def has_ended(self, now: datetime) -> bool:
        """Whether the session is over at `now` (aware), so that whoever is not here is a no-show."""
        return now >= self.session.ends_at


def count(presences: Sequence[Presence], seats: int | None, scans: int = 0) -> Figures:
    """Fold the people of a session into its figures, all but the `scans`, which are of codes. A cancelled person who
    took part is not among the cancelled.
    """
    entries = [presence.entry for presence in presences if presence.entry is not None]
    both = sum(presence.online is not None for presence in presences if presence.entry is not None)
    online = sum(presence.entry is None for presence in presences if presence.online is not None)
    walk_ins = sum(presence.registrant.walk_in and not presence.newcomer for presence in presences)
    newcomers = sum(presence.newcomer for presence in presences)
    absent = [presence.registrant for presence in presences if presence.entry is None and presence.online is None]
    cancelled = sum(registrant.details.status is Status.CANCELLED for registrant in absent)
    return Figures(
        len(presences) - walk_ins - newcomers,
        walk_ins,
        len(entries) - both,
        len(absent) - cancelled,
        cancelled,
        seats,
        online=online,
        both=both,
        newcomers=newcomers,
        left=sum(not entry.is_inside for entry in entries),
        guests=sum(entry.guests for entry in entries),
        scans=scans,
        inside=sum(1 + entry.guests for entry in entries if entry.is_inside),
    )


@dataclass(frozen=True, slots=True)
class Curve:
    """Arrivals in equal steps of time: `counts[i]` people came in the step that begins at `starts[i]` (aware UTC)."""

    starts: tuple[datetime, ...]
    counts: tuple[int, ...]
    step: timedelta

    @property
    def peak(self) -> int:
        """The largest count, 0 when nobody came."""
        return max(self.counts, default=0)


_MOST_STEPS = 120
"""More bars than this are thinner than two pixels on the smallest panel that shows the curve."""


def arrival_curve(arrivals: Sequence[datetime], step: timedelta = timedelta(minutes=5)) -> Curve:
    """Count arrivals from the first to the last, in steps aligned to the full hour. No arrivals: an empty curve.

    A single stray arrival days away would make thousands of empty steps, so the step grows until there are at most
    120 of them.
    """
    if not arrivals:
        return Curve((), (), step)
    first, last = min(arrivals), max(arrivals)
    while (last - first) / step > _MOST_STEPS - 1:
        step *= 2
    begin = _aligned(first, step)
    counts = [0] * ((last - begin) // step + 1)
    for arrival in arrivals:
        counts[(arrival - begin) // step] += 1
    return Curve(tuple(begin + place * step for place in range(len(counts))), tuple(counts), step)


def _aligned(instant: datetime, step: timedelta) -> datetime:
    hour = instant.replace(minute=0, second=0, microsecond=0)
    return hour + (instant - hour) // step * step


def busiest(arrivals: Sequence[datetime], step: timedelta) -> tuple[datetime, int] | None:
    """Find when the queue was longest: the beginning of the step in which most people came, and how many.

    The steps are aligned to the hour (aware UTC); the first of several equal ones, None when nobody came.
    """
    counts = Counter(_aligned(arrival, step) for arrival in arrivals)
    return min(counts.items(), key=lambda item: (-item[1], item[0]), default=None)


def per_minute(arrivals: Sequence[datetime], now: datetime, minutes: int = 20) -> tuple[int, ...]:
    """Arrivals, in the order of time, in each of the last `minutes` minutes before `now`, oldest first: the door's
    little bars.
    """
    edges = [bisect_right(arrivals, now - timedelta(minutes=ago)) for ago in range(minutes, -1, -1)]
    return tuple(until - since for since, until in pairwise(edges))


_PACE = timedelta(minutes=5)
"""Long enough to even out a group that comes together, short enough to see a queue grow."""


_TOO_FAR = timedelta(hours=12)
"""A time of day later than this would be taken for today's."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast people come in: `a_minute` over the last five minutes, and `all_in_at` (aware UTC), when whoever is
    still expected would be in at this pace; None when nobody comes or nobody is expected.
    """

    a_minute: float
    all_in_at: datetime | None


def pace(arrivals: Sequence[datetime], expected: int, now: datetime) -> Pace:
    """The pace at `now` (aware) of arrivals in the order of time. In the first minutes it is that since the first
    arrival, at least of a minute.
    """
    lately = bisect_right(arrivals, now) - bisect_right(arrivals, now - _PACE)
    began = min(arrivals[0], now) if arrivals else now
    over = max(min(now - began, _PACE), timedelta(minutes=1))
    a_minute = lately / (over / timedelta(minutes=1))
    left = timedelta(minutes=expected / a_minute) if lately and expected > 0 else None
    return Pace(a_minute, None if left is None or left > _TOO_FAR else now + left)
