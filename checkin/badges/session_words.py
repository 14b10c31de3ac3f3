"""What a ticket and a poster say of a session, in the event's first language, and in which colours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QDate, QLocale

from checkin.badges.fields import session_facts
from checkin.domain.guest_words import GuestWords, words_of
from checkin.domain.session import Event, Session

NIGHT, GOLD = "#0A2F5C", "#F2B134"
"""Of what an event sends and hangs up: white on the first has a contrast of 13, the second on the first of 7."""
PALE, INK, SECOND, RULE = "#D5E2F1", "#111418", "#4A5662", "#D9DEE5"
"""Smaller text on the dark ground; text on white, what is second there, and a line between them."""

_ONE_NIGHT = timedelta(hours=18)
"""A session that is shorter is on one day, even if it ends after midnight."""


def facts(event: Event, session: Session) -> dict[str, str]:
    """What a badge says of a session (`fields.session_facts`), and the `day` as the event's first language writes it,
    and the `zone` of the times.
    """
    return {**session_facts(event, session), "day": day_of(event, session), "zone": zone_of(session)}


def in_every_language(event: Event, said: Callable[[GuestWords], str], between: str = "\n") -> tuple[str, str]:
    """What is `said` in the event's first language, and the same in its others. Those that are read from the right come
    last: the first line of a text decides where the signs of all its lines stand.
    """
    first, *others = words_of(event.languages)
    return said(first), between.join(said(words) for words in sorted(others, key=lambda words: words.rtl))


def day_of(event: Event, session: Session) -> str:
    """The day of a session, or its first and its last."""
    language = next(iter(event.languages), "en")
    locale = QLocale("en_GB" if language == "en" else language)
    dates = [session.local(at).date() for at in (session.starts_at, session.ends_at)]
    if session.ends_at - session.starts_at < _ONE_NIGHT:
        dates = dates[:1]
    days = dict.fromkeys(QDate(date.year, date.month, date.day) for date in dates)
    return " – ".join(locale.toString(day, QLocale.FormatType.LongFormat) for day in days)


def zone_of(session: Session) -> str:
    """Where the clock of a session hangs, and its offset: «Nairobi, UTC+3»."""
    offset = session.local(session.starts_at).strftime("%z")
    hours, minutes = int(offset[1:3]), int(offset[3:5])
    shift = f"{offset[0]}{hours}" if hours or minutes else ""
    utc = f"UTC{shift}:{minutes:02}" if minutes else f"UTC{shift}"
    area, _, place = session.timezone.rpartition("/")
    return f"{place.replace('_', ' ')}, {utc}" if area and not area.startswith("Etc") else utc
