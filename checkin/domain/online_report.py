"""What a report of an online meeting holds: one row for each time that somebody was connected."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from checkin.domain.session import Session


class Part(StrEnum):
    """What a person was to the meeting, as the report says it."""

    HOST = "host"
    PANELIST = "panelist"
    ATTENDEE = "attendee"


@dataclass(frozen=True, slots=True)
class OnlineRow:
    """One connection: from when to when (aware UTC; None where the report has no time or none that can be read).

    `name` is as the report has it, `registered_name` what the person gave when registering with the meeting itself,
    `minutes` the report's own figure, which is rounded up, so it counts only where there are no times. `hours` are
    those of the whole meeting, where the report says them: of a row without times they tell at least the day.
    """

    number: int
    name: str
    email: str = ""
    joined: datetime | None = None
    left: datetime | None = None
    minutes: float | None = None
    waiting: bool = False
    part: Part = Part.ATTENDEE
    registered_name: str = ""
    meeting: str = ""
    hours: tuple[datetime, datetime] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class RowDoubt:
    """A row of the report that was kept or left out with a doubt: the sheet's row, and why in an English sentence."""

    row: int
    why: str


@dataclass(frozen=True, slots=True)
class OnlineReport:
    """One report file. `digest` is the same for the same content, however the file was saved; `starts` and `ends`
    (aware UTC) are the meeting's, as its head says or else from the first to the last connection.
    """

    file: str
    digest: str
    meeting: str
    topic: str
    rows: tuple[OnlineRow, ...]
    doubts: tuple[RowDoubt, ...] = ()
    starts: datetime | None = None
    ends: datetime | None = None


_LEAST_SHARE = 0.5
"""Share of the session that the meeting should cover, or the report may be of another meeting or another zone."""


def covers(report: OnlineReport, session: Session) -> bool:
    """Whether the meeting covers at least half of the session; a report without any times is believed."""
    if report.starts is None or report.ends is None:
        return True
    overlap = min(report.ends, session.ends_at) - max(report.starts, session.starts_at)
    return max(overlap, timedelta()) >= _LEAST_SHARE * (session.ends_at - session.starts_at)
