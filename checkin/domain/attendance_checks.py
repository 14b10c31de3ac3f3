"""What a person should look at after a session, before the attendance is used: addresses, names, walk-ins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import combinations
from typing import NamedTuple

from rapidfuzz import fuzz, process

from checkin.domain.attendance import Presence
from checkin.domain.names import fold, words
from checkin.domain.online_names import Kind, is_full, kind_of, readings
from checkin.domain.sharing import sharing

_ALIKE = 85.0
"""Percent of `token_sort_ratio` from which two names may be one: it holds one or two typing errors in a usual name."""


class Doubt(StrEnum):
    """The kinds of thing to check, as the sheet names them."""

    WALK_IN = "Walk-in"
    SAME_NAME = "Same name"
    SHARED_EMAIL = "Shared e-mail"
    NO_EMAIL = "No e-mail"
    NAMES_ONLINE = "Names online"


class Check(NamedTuple):
    """One thing to look at: about whom, and why (a plain English sentence)."""

    doubt: Doubt
    presence: Presence
    why: str


def checks(presences: Sequence[Presence]) -> Iterator[Check]:
    """All that should be looked at, by kind: the walk-ins first, because each may be someone who is marked absent.
    Of whoever was erased nothing is left to look at.
    """
    presences = [presence for presence in presences if not presence.registrant.is_erased]
    yield from _walk_ins(presences)
    yield from _same_names(presences)
    yield from _shared_emails(presences)
    yield from _without_email(presences)
    yield from _two_online(presences)


def _walk_ins(presences: Sequence[Presence]) -> Iterator[Check]:
    for presence, alike in walk_ins(presences):
        if alike is None:
            why = "Typed at the door: check the spelling and complete the details."
        else:
            why = f"May be {alike.registrant.name}, who is on the list and not checked in."
        yield Check(Doubt.WALK_IN, presence, why)


def walk_ins(presences: Sequence[Presence]) -> Iterator[tuple[Presence, Presence | None]]:
    """Each walk-in with the person on the list who is not in the room and whose name is nearly the same, or None."""
    if not any(presence.registrant.walk_in for presence in presences):
        return
    absent = [presence for presence in presences if presence.entry is None and not presence.registrant.walk_in]
    names = [fold(presence.registrant.name) for presence in absent]
    for presence in presences:
        if presence.registrant.walk_in:
            name = fold(presence.registrant.name)
            alike = process.extractOne(name, names, scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE)
            yield presence, None if alike is None else absent[alike[2]]


def _same_names(presences: Sequence[Presence]) -> Iterator[Check]:
    for alike in sharing(presences, lambda presence: " ".join(sorted(words(presence.registrant.details.name)))):
        for presence in alike:
            yield Check(Doubt.SAME_NAME, presence, f"{len(alike)} people have this name: are they one person?")


def _shared_emails(presences: Sequence[Presence]) -> Iterator[Check]:
    for alike in sharing(presences, lambda presence: presence.registrant.details.email.strip().casefold()):
        for presence in alike:
            others = ", ".join(other.registrant.name for other in alike if other is not presence)
            yield Check(Doubt.SHARED_EMAIL, presence, f"The address is also that of {others}.")


def _without_email(presences: Sequence[Presence]) -> Iterator[Check]:
    for presence in presences:
        if not presence.registrant.details.email.strip():
            yield Check(Doubt.NO_EMAIL, presence, "Cannot be written to afterwards.")


def _two_online(presences: Sequence[Presence]) -> Iterator[Check]:
    """Who was online under two whole names that have nothing to do with each other: a family, an account lent."""
    for presence in presences:
        names = presence.online.names if presence.online is not None else ()
        whole = [name for name in names if kind_of(name) is Kind.PERSON and any(map(is_full, readings(name).plain))]
        for one, other in combinations(whole, 2):
            if not _are_alike(one, other):
                yield Check(Doubt.NAMES_ONLINE, presence, f"Was online as {one} and as {other}: were they two people?")
                break


def _are_alike(one: str, other: str) -> bool:
    """Whether the words of one name are among those of the other, before or after renaming."""
    ours, theirs = ([set(key) for key in readings(name).plain | readings(name).renamed] for name in (one, other))
    return any(some <= others or others <= some for some in ours for others in theirs)
