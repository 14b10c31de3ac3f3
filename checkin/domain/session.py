"""One sitting in a room that people can be checked in to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

PRACTICE = "practice"
"""The id of the session in which people practise: whatever file it is in, everything there is invented."""


@dataclass(frozen=True, slots=True)
class Session:
    """A session's facts. `starts_at` and `ends_at` are aware UTC; `timezone` is an IANA name; no `seats`: no limit.
    `opens_at` and `closes_at` (aware UTC) are when check-in opens and ends; without them at any time. `exits`: the
    door records who leaves and who comes back. Who is not in the room joins at the `online_link` ("" for none).
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
    exits: bool = False
    online_link: str = ""

    @property
    def is_practice(self) -> bool:
        """Whether nobody is really checked in to it."""
        return self.id == PRACTICE

    @property
    def zone(self) -> tzinfo:
        """The zone in which this session's times are shown and exported."""
        return ZoneInfo(self.timezone)

    def local(self, instant: datetime) -> datetime:
        """An aware instant on the session's own wall clock."""
        return instant.astimezone(self.zone)


_EARLY = timedelta(hours=3)
"""A door is set up, and the first people come, so long before a session."""

_LATE = timedelta(hours=1)
"""So long after its end a door may still have to do with a session."""


@dataclass(frozen=True, slots=True)
class Event:
    """The whole occasion: one event file, its sessions in the order of time. Guests read its `registration_link` (""
    for none), and what else they read in its `languages` (ISO 639-1).
    """

    id: str
    name: str
    sessions: tuple[Session, ...]
    registration_link: str = ""
    languages: tuple[str, ...] = ("en",)

    @property
    def is_practice(self) -> bool:
        """Whether its guests are invented."""
        return any(session.is_practice for session in self.sessions)

    def due(self, now: datetime) -> Session:
        """The session that a door most likely serves at `now` (aware): the one that runs, else the one about to begin,
        else the one that has just ended, else the next one, else the last one.
        """
        running = [session for session in self.sessions if session.starts_at <= now < session.ends_at]
        coming = [session for session in self.sessions if session.starts_at > now]
        ended = [session for session in self.sessions if session.ends_at <= now]
        if running:
            return running[-1]
        if coming and (coming[0].starts_at - now <= _EARLY or not ended or now - ended[-1].ends_at > _LATE):
            return coming[0]
        return ended[-1]
