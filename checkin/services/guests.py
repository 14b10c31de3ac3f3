"""What the window for guests says at an event: the registration link and the languages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from checkin.domain.guest_words import WORDS
from checkin.domain.links import web_link
from checkin.domain.session import Event
from checkin.services.place import Place
from checkin.storage import sessions
from checkin.storage.event_file import EventFile


def keep(file: EventFile, link: str, languages: Iterable[str], _place: Place, _now: datetime) -> Event:
    """Keep what the guests read; the event as it is then. Without a language it is English. Raises DeskError for what
    is no web link.
    """
    link = web_link(link)
    chosen = tuple(language for language in WORDS if language in set(languages)) or ("en",)
    with file.tx() as tx:
        event = replace(sessions.the_event(tx), registration_link=link, languages=chosen)
        sessions.set_guests(tx, event)
    return event
