"""In which sessions of an event one person is registered, and was."""

from __future__ import annotations

from dataclasses import dataclass

from checkin.domain.journal import Stay, stays
from checkin.domain.session import Session
from checkin.storage import journal, list_imports, united
from checkin.storage.event_file import EventFile
from checkin.storage.sessions import the_event


@dataclass(frozen=True, slots=True)
class OneSession:
    """A session as one person knows it: whether they stand on its list, and their check-in, if one stands."""

    session: Session
    registered: bool
    stay: Stay | None


def sessions_of(event: EventFile, registrant_id: str) -> tuple[OneSession, ...]:
    """Each session of the event in the order of time, as this registrant knows it."""
    with event.reading() as tx:
        registered = set(list_imports.sessions_of(tx, registrant_id))
        facts = list(journal.facts(tx, registrant_id, *united.with_whom(tx, registrant_id)))
        sessions = the_event(tx).sessions
    # Of two entries that are one, either may have been checked in.
    standing: dict[str, Stay] = {}
    for (session_id, _), stay in stays(facts).items():
        standing.setdefault(session_id, stay)
    in_time = sorted(sessions, key=lambda session: session.starts_at)
    return tuple(OneSession(one, one.id in registered, standing.get(one.id)) for one in in_time)
