"""The sessions of an event: one more of them, and how each stands."""

from __future__ import annotations

from dataclasses import dataclass

from checkin.domain.errors import DeskError
from checkin.domain.session import Event, Session
from checkin.services.events import SessionFacts, new_session
from checkin.storage import door_counts, journal, sessions
from checkin.storage.event_file import EventFile, Tx


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session with its counts: who is on its list (walk-ins apart), who walked in, and who came; whether it was
    closed.
    """

    session: Session
    registered: int
    walk_ins: int
    came: int
    closed: bool = False


def add_session(file: EventFile, facts: SessionFacts, like: Session | None = None) -> Session:
    """Add a session to the event, with an empty list, or for the same people as the session `like`: everyone who is on
    its list or walked in to it. Raises DeskError for facts that cannot be, for a name that another session has, and in
    practice: beside its own session a door would look like a real one.
    """
    session = new_session(facts)
    with file.tx() as tx:
        taken = {other.name.casefold() for other in real_event(tx).sessions}
        if session.name.casefold() in taken:
            raise DeskError(
                "There is a session {name} already.", "Give this one another name, such as Day 2.", name=session.name
            )
        sessions.add_session(tx, session)
        if like is not None:
            sessions.register_those_of(tx, like.id, session.id)
    return session


def real_event(tx: Tx) -> Event:
    """The event; raises DeskError in practice, where whatever is done is thrown away."""
    event = sessions.the_event(tx)
    if event.is_practice:
        raise DeskError("The guests of practice are invented.", "Leave practice (F12), and do it at the real door.")
    return event


def sittings(file: EventFile) -> list[Sitting]:
    """All sessions of the event in the order of time, with their counts."""
    found = []
    with file.reading() as tx:
        for session in sessions.the_event(tx).sessions:
            counts = door_counts.counts(tx, session.id)
            closed = journal.is_closed(tx, session.id)
            found.append(Sitting(session, counts.registered, counts.walk_ins, counts.came, closed))
    return found
