"""What the window for guests says at an event: the registration link and the languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from checkin.domain.errors import DeskError
from checkin.domain.guest_words import WORDS
from checkin.domain.names import clean
from checkin.domain.session import Event
from checkin.services.place import Place
from checkin.storage import sessions
from checkin.storage.event_file import EventFile

_LINK = re.compile(r"(?:https?://)?[^\s/:@.]+(?:\.[^\s/:@.]+)+(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
_LONGEST = 300
"""Signs: the QR of a longer link has modules too small for a phone two metres away."""


def keep(file: EventFile, link: str, languages: Iterable[str], _place: Place, _now: datetime) -> Event:
    """Keep what the guests read; the event as it is then. Without a language it is English. Raises DeskError for what
    is no web link.
    """
    link = clean(link)
    if link and (len(link) > _LONGEST or not _LINK.fullmatch(link)):
        raise DeskError(
            "{link} is not a web link.", "Write it as it is printed, such as bit.ly/ImPACT-form.", link=link
        )
    chosen = tuple(language for language in WORDS if language in set(languages)) or ("en",)
    with file.tx() as tx:
        event = replace(sessions.the_event(tx), registration_link=link, languages=chosen)
        sessions.set_guests(tx, event)
    return event


def address(link: str) -> str:
    """What the QR of a link holds: phones open only what says by which protocol."""
    return link if not link or "://" in link else f"https://{link}"
