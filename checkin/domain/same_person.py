"""When two descriptions are of one person, and what is known of the person from both."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from sys import intern

from checkin.domain.names import fold, words
from checkin.domain.registrant import Details, Status
from checkin.domain.written_times import same_moment

_ADDRESS = re.compile(r"[^\s@,;<>\"]+@[^\s@,;<>\"]+\.[^\s@,;<>\".]+")


@lru_cache(maxsize=2048)  # A long list is read by 1,500 rows and asked three times for each.
def address(email: str) -> str:
    """The form in which e-mail addresses are compared, or "" for what is none (`n/a`, `anonymous`, `-`).

    A list's answer is shown and exported as it was given; only what this returns identifies anyone.
    """
    plain = email.strip().casefold()
    # The text that is kept anyway, where it is the same: a long list has a hundred thousand of them.
    plain = email if plain == email else plain
    return plain if "@" in plain and _ADDRESS.fullmatch(plain) else ""


Who = tuple[str, ...]
"""The words of a name without their order: two names are `same_name` when these are equal."""

Identity = tuple[str, Who, str]
"""What makes two descriptions one person: address and name; without an address, name and organisation."""


@dataclass(frozen=True, slots=True)
class GivenUp:
    """An entry that was united with another registrant before: what the list says of it, and into whom it went.
    `is_entry` is False for what the desk has made of an entry, and for what the list said of that registrant before
    their gaps were filled (`is_own`). `desk`: the fields that the desk has corrected on it, as the desk says them.
    `codes`: the folded codes that went over with it; `filled`: the fields of the registrant that were filled from it.
    """

    details: Details
    into: str
    is_entry: bool = True
    is_own: bool = False
    desk: Mapping[str, object] = field(default_factory=dict)
    codes: tuple[str, ...] = ()
    filled: tuple[str, ...] = ()


def who(details: Details) -> Who:
    """The words of a person's name, folded and sorted."""
    # Names of a long list have many words in common; each is kept once.
    return tuple(sorted(map(intern, words(details.name))))


def identity(details: Details) -> Identity:
    """The identity that a description gives: (address, name, ""), or ("", name, organisation) without an address."""
    mail = address(details.email)
    return mail, who(details), "" if mail else fold(details.organisation)


def are_namesakes(one: Details, other: Details) -> bool:
    """Whether two descriptions of one name are plainly of two people: their addresses differ, and so do their
    organisations. Where either is missing, nobody can say.
    """

    def differ(a: str, b: str) -> bool:
        return bool(a and b) and a != b

    return differ(address(one.email), address(other.email)) and differ(fold(one.organisation), fold(other.organisation))


_TEXTS = ("name", "given_name", "family_name", "email", "organisation", "role", "country", "phone", "category")
_BEST_FIRST = (Status.CONFIRMED, Status.PENDING, Status.WAITLISTED, Status.CANCELLED)


def joined(first: Details, later: Details) -> Details:
    """Two rows of one person as one: a later answer counts, but not one that is empty or only written otherwise.

    The better status counts: who cancelled one of two tickets still comes. Address, name and time of registration are
    those of the first row, which was written with more care as a rule.
    """
    texts = {
        text: new for text in _TEXTS[4:] if (new := getattr(later, text)) and fold(new) != fold(getattr(first, text))
    }
    return replace(
        first,
        **texts,
        mode=later.mode or first.mode,
        joining=later.joining or first.joining,
        listed=later.listed or first.listed,
        mailing=later.mailing or first.mailing,
        status=min(first.status, later.status, key=_BEST_FIRST.index),
        other={**first.other, **{title: text for title, text in later.other.items() if text}},
    )


def filled(known: Details, other: Details) -> Details:
    """What is known of a person, with the gaps filled from another entry of the same person; what stands there stays.
    The better status counts, as with two tickets.
    """
    texts = {text: getattr(other, text) for text in _TEXTS[4:] if not getattr(known, text)}
    if not known.name:
        texts |= {text: getattr(other, text) for text in _NAME}
    if not address(known.email) and (address(other.email) or not known.email):
        texts["email"] = other.email
    return replace(
        known,
        **texts,
        mode=known.mode or other.mode,
        joining=known.joining or other.joining,
        listed=known.listed or other.listed,
        mailing=known.mailing or other.mailing,
        status=min(known.status, other.status, key=_BEST_FIRST.index),
        other={**other.other, **{title: text for title, text in known.other.items() if text}},
        guests=known.guests or other.guests,
    )


_NAME = ("name", "given_name", "family_name")


def filled_beside(listed: Details, other: Details) -> Details:
    """What lists say of a registrant, with the gaps filled from another entry, but for what they are known by: by that
    their own row will be recognised.
    """
    known_by = {name: getattr(listed, name) for name in (*_NAME, "email", "organisation")}
    return replace(filled(listed, other), **known_by)


def best_status(*entries: Details) -> Status:
    """The status of a person with several entries: who cancelled one of two tickets still comes."""
    return min((entry.status for entry in entries), key=_BEST_FIRST.index)


def without_old_halves(before: Details, after: Details) -> Details:
    """What is known of a person whose name was corrected: the halves of the old name do not outlive it, unless they are
    the words of the new one too.
    """
    halves = Details(f"{after.given_name} {after.family_name}")
    was_halved = (before.given_name, before.family_name) == (after.given_name, after.family_name) != ("", "")
    if was_halved and after.name != before.name and who(halves) != who(after):
        return replace(after, given_name="", family_name="")
    return after


def corrected(known: Details, as_listed: Details) -> tuple[str, ...]:
    """The fields of a registrant that the desk has corrected since the list said them; a name is corrected whole."""
    names = [one.name for one in fields(Details) if getattr(known, one.name) != getattr(as_listed, one.name)]
    if set(names) & set(_NAME):
        names = [*_NAME, *(name for name in names if name not in _NAME)]
    return tuple(names)


def updated(known: Details, told: Details, *, with_status: bool) -> tuple[Details, tuple[str, ...]]:
    """What is known of a registrant after a list told more, and the names of the fields that differ now.

    An empty cell takes nothing away, as the list may come from a tool that does not ask. `with_status`: the list has a
    column for the status; without one, everybody on it merely looks confirmed.
    """
    if told == known:
        return known, ()
    texts = {text: getattr(told, text) for text in (*_TEXTS, "registered_at") if getattr(told, text)}
    if told.name and who(told) != who(known):
        # The halves of the old name do not outlive it.
        texts |= {"given_name": told.given_name, "family_name": told.family_name}
    if told.registered_at != known.registered_at and same_moment(told.registered_at, known.registered_at):
        texts["registered_at"] = known.registered_at
    same_address = address(told.email) == address(known.email) != ""
    if same_address or (address(known.email) and not address(told.email)):
        texts["email"] = known.email
    new = replace(
        known,
        **texts,
        mode=told.mode or known.mode,
        joining=told.joining or known.joining,
        listed=told.listed or known.listed,
        mailing=told.mailing or known.mailing,
        status=told.status if with_status else known.status,
        other={**known.other, **{title: text for title, text in told.other.items() if text}},
    )
    return new, tuple(one.name for one in fields(Details) if getattr(new, one.name) != getattr(known, one.name))
