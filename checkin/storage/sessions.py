"""The event itself and its sessions, in and out of the file."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, select

from checkin.domain.session import Event, Session
from checkin.storage import schema


def write_instant(instant: datetime) -> str:
    """An aware instant as it stands in the file: ISO 8601 in UTC, always with microseconds, so that text order is
    the order of time.
    """
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def read_instant(text: str) -> datetime:
    """The aware UTC instant that `write_instant` wrote."""
    return datetime.fromisoformat(text)


def add_event(tx: Connection, event: Event, now: datetime) -> None:
    """Write the event and its sessions into a new file."""
    tx.execute(schema.event.insert().values(id=event.id, name=event.name, created_at=write_instant(now)))
    set_guests(tx, event)
    for session in event.sessions:
        add_session(tx, session)


def add_session(tx: Connection, session: Session) -> None:
    """Write one more session."""
    tx.execute(
        schema.session.insert().values(
            id=session.id,
            name=session.name,
            starts_at=write_instant(session.starts_at),
            ends_at=write_instant(session.ends_at),
            timezone=session.timezone,
            room=session.room,
            seats=session.seats,
            opens_at=session.opens_at and write_instant(session.opens_at),
            closes_at=session.closes_at and write_instant(session.closes_at),
            exits=session.exits,
            online_link=session.online_link,
        )
    )


def register_those_of(tx: Connection, like: str, session_id: str) -> int:
    """Register everyone of the session with the id `like` for another one too, and return how many they are. Who walked
    in there is on the list here.
    """
    return tx.exec_driver_sql(
        "INSERT INTO registration (registrant_id, session_id) SELECT registrant_id, ? FROM registration"
        " WHERE session_id = ? ON CONFLICT DO NOTHING",
        (session_id, like),
    ).rowcount


def set_rules(tx: Connection, session: Session) -> None:
    """Write the rules of the door: seats, when check-in opens and when it ends, whether leaving is recorded;
    and the link for those online.
    """
    tx.execute(
        schema.session.update()
        .where(schema.session.c.id == session.id)
        .values(
            seats=session.seats,
            opens_at=session.opens_at and write_instant(session.opens_at),
            closes_at=session.closes_at and write_instant(session.closes_at),
            exits=session.exits,
            online_link=session.online_link,
        )
    )


def set_guests(tx: Connection, event: Event) -> None:
    """Write what guests read at the event: the registration link and the languages."""
    languages = " ".join(event.languages)
    tx.execute(schema.event.update().values(registration_link=event.registration_link, languages=languages))


def the_event(tx: Connection) -> Event:
    """The event with its sessions in the order of time."""
    event = tx.execute(select(schema.event)).one()
    rows = tx.execute(select(schema.session).order_by(schema.session.c.starts_at)).all()
    sessions = tuple(
        Session(
            id=row.id,
            name=row.name,
            starts_at=read_instant(row.starts_at),
            ends_at=read_instant(row.ends_at),
            timezone=row.timezone,
            room=row.room,
            seats=row.seats,
            opens_at=row.opens_at and read_instant(row.opens_at),
            closes_at=row.closes_at and read_instant(row.closes_at),
            exits=row.exits,
            online_link=row.online_link,
        )
        for row in rows
    )
    return Event(event.id, event.name, sessions, event.registration_link, tuple(event.languages.split()))
