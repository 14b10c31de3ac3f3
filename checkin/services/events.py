"""Make, open and copy events."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from checkin.domain.errors import DeskError
from checkin.domain.links import web_link
from checkin.domain.names import clean
from checkin.domain.session import Event, Session
from checkin.services.place import Place
from checkin.storage import event_file, registrants, sessions
from checkin.storage.event_file import EventFile

MOST_SEATS = 1_000_000
"""More is a slip of the hand."""


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """What the organiser says of a session. All times are on the wall clock of the session's own zone; check-in is open
    from `opens` until `closes`, at any time without them; with `exits` leaving is recorded. Who is elsewhere joins at
    the `online_link`.
    """

    name: str
    starts: datetime
    ends: datetime
    timezone: str
    room: str = ""
    seats: int | None = None
    opens: datetime | None = None
    closes: datetime | None = None
    exits: bool = False
    online_link: str = ""


def new_session(facts: SessionFacts) -> Session:
    """A session with an id of its own. Raises DeskError for facts that cannot be."""
    try:
        zone = ZoneInfo(facts.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise DeskError(
            "{zone} is not a time zone.", "Choose one such as Africa/Nairobi.", zone=facts.timezone
        ) from error
    if not clean(facts.name):
        raise DeskError("The session has no name.", "Give it the name that stands on the programme.")
    if facts.ends <= facts.starts:
        raise DeskError("The session ends before it starts.", "Check the two times.")
    try:
        starts, ends = (time.replace(tzinfo=zone).astimezone(UTC) for time in (facts.starts, facts.ends))
        opens, closes = (time and time.replace(tzinfo=zone).astimezone(UTC) for time in (facts.opens, facts.closes))
    except OverflowError as error:
        raise DeskError("The session is at the end of all time.", "Check the two dates.") from error
    return checked(
        Session(
            str(uuid.uuid4()),
            clean(facts.name),
            starts,
            ends,
            facts.timezone,
            clean(facts.room),
            facts.seats,
            opens,
            closes,
            facts.exits,
            facts.online_link,
        )
    )


def checked(session: Session) -> Session:
    """The session, once its rules of the door and its link can be kept. Raises DeskError when they cannot."""
    seats, opens, closes = session.seats, session.opens_at, session.closes_at
    if seats is not None and seats < 1:
        raise DeskError("A room with {seats} seats lets nobody in.", "Leave the seats empty for no limit.", seats=seats)
    if seats is not None and seats > MOST_SEATS:
        raise DeskError("No room has {seats} seats.", "Leave the seats empty for no limit.", seats=seats)
    if opens is not None and closes is not None and closes <= opens:
        raise DeskError("Check-in ends before it opens.", "Check the two times.")
    return replace(session, online_link=web_link(session.online_link))


def set_rules(file: EventFile, session: Session) -> Event:
    """Write the rules of the door of a session (seats, when check-in opens and ends) and its online link; the event as
    it is then. Raises DeskError when they cannot be kept.
    """
    with file.tx() as tx:
        sessions.set_rules(tx, checked(session))
    return the_event(file)


def new_event(path: Path, name: str, facts: SessionFacts, now: datetime) -> EventFile:
    """Make an event file with one session. Raises DeskError; nothing is left behind then."""
    event = Event(str(uuid.uuid4()), clean(name), (new_session(facts),))
    if not event.name:
        raise DeskError("The event has no name.", "Give it the name that people know it by.")
    file = event_file.create(path)
    try:
        with file.tx() as tx:
            sessions.add_event(tx, event, now)
    except DeskError:
        file.close()
        event_file.remove(path)
        raise
    return file


def the_event(file: EventFile) -> Event:
    """The event that a file holds, with its sessions."""
    with file.reading() as tx:
        return sessions.the_event(tx)


def how_many_registrants(file: EventFile) -> int:
    """The number of registrants of the event."""
    with file.reading() as tx:
        return registrants.how_many(tx)


def place_of(event: Event, station: str, session: str | None = None, operator: str = "") -> Place:
    """Where a station stands: the named session (by name or id), else the event's first. Raises DeskError."""
    return Place(session_of(event, session), station, operator, event.sessions)


def session_of(event: Event, wanted: str | None) -> Session:
    """The session with this name or id; None: the first. Raises DeskError when there is none of that name."""
    for session in event.sessions:
        if wanted is None or wanted in {session.id, session.name}:
            return session
    names = ", ".join(session.name for session in event.sessions)
    raise DeskError("There is no session {wanted}.", "Choose one of: {names}.", wanted=wanted, names=names)
