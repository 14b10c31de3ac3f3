"""One sitting in a room that people can be checked in to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Session:
    """A session's facts. `starts_at` and `ends_at` are aware UTC; `timezone` is an IANA name; no `seats`: no limit.
    `opens_at` and `closes_at` (aware UTC) are when check-in opens and ends; without them at any time.
    """

    id: str
    name: str
    starts_at: datetime
    ends_at: datetime
    timezone: str
    room: str = ""
    seats: int | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None

    @property
    def zone(self) -> tzinfo:
        """The zone in which this session's times are shown and exported."""
        return ZoneInfo(self.timezone)

    def local(self, instant: datetime) -> datetime:
        """An aware instant on the session's own wall clock."""
        return instant.astimezone(self.zone)


@dataclass(frozen=True, slots=True)
class Event:
    """The whole occasion: one event file."""

    id: str
    name: str
    sessions: tuple[Session, ...]
