"""Joining the coalition, at the door: what the organiser has chosen, kept in the file for all stations."""

from __future__ import annotations

from dataclasses import asdict

from checkin.domain.joining import Joining
from checkin.storage import choices
from checkin.storage.event_file import EventFile, Tx

_JOINING = "joining at the door"


def in_tx(tx: Tx) -> Joining:
    """What was chosen, or the usual; a value that says something else is taken for it as far as it goes."""
    kept = choices.choice(tx, _JOINING)
    known = kept if isinstance(kept, dict) else {}
    return Joining(asked=known.get("asked") is not False, shown=known.get("shown") is True)


def chosen(event: EventFile) -> Joining:
    """What was chosen for the doors of this event."""
    with event.reading() as tx:
        return in_tx(tx)


def choose(event: EventFile, joining: Joining) -> None:
    """Keep another choice; each door follows within a second."""
    with event.tx() as tx:
        choices.keep_choice(tx, _JOINING, asdict(joining))
