"""Contacts as vCards of version 3.0 (RFC 2426), which every address book reads: Outlook does not know 4.0."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from checkin.domain.follow_up import Contact
from checkin.domain.registrant import Details
from checkin.files.cells import writable

_LONGEST_LINE = 75
"""Octets of a line without its end (RFC 2426, 2.6)."""

_SPECIAL = re.compile(r"[\\,;]")


def cards(people: Iterable[Contact], category: str) -> bytes:
    """One card for each person, in UTF-8; `category` gathers them in the address book. No card has a note."""
    return b"".join(_folded(line) for person in people for line in _card(person, category))


def _card(person: Contact, category: str) -> Iterator[str]:
    details = person.details
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield f"N:{_name(details)}"
    yield f"FN:{_text(details.name or details.email)}"
    for title, text in (("ORG", details.organisation), ("TITLE", details.role)):
        if text:
            yield f"{title}:{_text(text)}"
    if details.email:
        yield f"EMAIL;TYPE=INTERNET:{_text(details.email)}"
    if details.phone:
        yield f"TEL:{_text(details.phone)}"
    if details.country:
        yield f"ADR:;;;;;;{_text(details.country)}"
    yield f"CATEGORIES:{_text(category)}"
    if person.presence is not None and details.email:
        # With the id an address book that is given the card once more changes the one it has. Not in what is public.
        yield f"UID:urn:uuid:{_text(person.presence.registrant.id)}"
    yield "END:VCARD"


def _name(details: Details) -> str:
    """Family and given name; a name that nobody has parted stands as the given one, so that it is shown unchanged."""
    if details.family_name:
        return f"{_text(details.family_name)};{_text(details.given_name)};;;"
    return f";{_text(details.given_name or details.name or details.email)};;;"


def _text(text: str) -> str:
    """A text as a value: what would end it is escaped, so that no name can begin a line of its own."""
    lines = writable(text).replace("\t", " ").strip().splitlines()  # also at what only some readers take for an end
    return "\\n".join(_SPECIAL.sub(r"\\\g<0>", line) for line in lines)


def _folded(line: str) -> bytes:
    """A line with its end, folded: each further one begins with a space, and no character is parted."""
    parts, part = [], b""
    for sign in line:
        octets = sign.encode()
        if len(part) + len(octets) > _LONGEST_LINE:
            parts.append(part)
            part = b" "
        part += octets
    return b"\r\n".join([*parts, part]) + b"\r\n"
