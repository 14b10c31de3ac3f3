"""What the `{fields}` of a design stand for: a person's details, any other column of the list, the session's facts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields as parts_of
from functools import lru_cache
from operator import attrgetter

from checkin.domain.guests import expected_guests
from checkin.domain.names import clean
from checkin.domain.registrant import Details, Registrant
from checkin.domain.session import Event, Session

_FIELD = re.compile(r"\{([^{}\n]{1,200})\}")
_DETAILS = tuple(part.name for part in parts_of(Details) if part.name not in {"other", "guests"})
_values = attrgetter(*_DETAILS)

BLANK_NAME = "______________"
"""A person without a name gets a line to write it on."""


def session_facts(event: Event, session: Session) -> dict[str, str]:
    """What a design can say of the event and of the session for which badges are printed, in the session's time."""
    start, end = session.local(session.starts_at), session.local(session.ends_at)
    return {
        "event": event.name,
        "session": session.name,
        "date": f"{start.day} {start:%B %Y}",
        "times": f"{start:%H:%M}–{end:%H:%M}",
        "room": session.room,
        "programme": "\n".join(_programme_line(one) for one in sorted(event.sessions, key=lambda one: one.starts_at)),
    }


def _programme_line(session: Session) -> str:
    start, end = session.local(session.starts_at), session.local(session.ends_at)
    when = f"{start.day} {start:%B}, {start:%H:%M}–{end:%H:%M}"
    return "  ·  ".join(part for part in (when, session.name, session.room) if part)


def fields_of(person: Registrant, event_name: str, facts: Mapping[str, str] | None = None) -> dict[str, str]:
    """The fields of one badge, by their names in small letters; a column of the list never hides a field of ours."""
    details = person.details
    found = {clean(name).casefold(): clean(value) for name, value in details.other.items()}
    found |= {"event": event_name, **(facts or {})}
    found.update(zip(_DETAILS, [clean(str(value)) if value else "" for value in _values(details)], strict=True))
    if details.guests:
        found["guests"] = str(expected_guests(details))
    found["name"] = found["name"] or BLANK_NAME
    found["code"] = person.own_code
    found["slot"] = person.slot
    return found


def value_of(field: str, fields: Mapping[str, str]) -> str:
    """The value of a field, whatever the size of its letters; empty when there is no such field."""
    return fields.get(field) or fields.get(_plain(field), "")


@lru_cache(maxsize=1024)
def _plain(field: str) -> str:
    return clean(field).casefold()


def filled(text: str, fields: Mapping[str, str]) -> str:
    """The text with its fields filled in; the values are never read for braces of their own."""
    if "{" not in text:
        return text
    return "".join([value_of(part, fields) if at % 2 else part for at, part in enumerate(_parts(text))])


@lru_cache(maxsize=1024)
def _parts(text: str) -> tuple[str, ...]:
    """A text cut at its fields: every second part is the name of one."""
    return tuple(_FIELD.split(text))


def fields_in(text: str) -> list[str]:
    """The names of the fields that a text asks for, in small letters."""
    return [_plain(name) for name in _FIELD.findall(text)]
