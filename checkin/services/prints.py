"""Badges: for whom, which came out, once more and why, a new one for a lost one. Printing is never attendance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from checkin.domain.attendance import Presence
from checkin.domain.code import new_code
from checkin.domain.errors import DeskError
from checkin.domain.journal import Fact, FactKind, printed_badges
from checkin.domain.names import clean
from checkin.domain.registrant import Registrant, Status
from checkin.services.place import Place, new_fact
from checkin.storage import badges, door, journal, registrants
from checkin.storage.event_file import EventFile, Tx


class ForWhom(StrEnum):
    """Whom a print run is for; never for those who have cancelled."""

    ALL = "all"
    NOT_PRINTED = "not-printed"
    HERE = "here-not-printed"


def for_badges(event: EventFile, place: Place, for_whom: ForWhom = ForWhom.ALL) -> list[Registrant]:
    """The people of the session for whom badges are printed, in the order of the list."""
    with event.reading() as tx:
        printed = badges.printed_times(tx)
        people = door.presences(tx, place.session.id)
    return [
        one.registrant
        for one in people
        if one.registrant.details.status is not Status.CANCELLED and not one.registrant.is_erased
        if for_whom is ForWhom.ALL or one.registrant.id not in printed
        if for_whom is not ForWhom.HERE or one.entry is not None
    ]


def printed(
    event: EventFile, registrant_ids: Sequence[str], place: Place, now: datetime, where: str = "", why: str = ""
) -> list[str]:
    """Record that badges went to a printer or a file (`where`), with the reason where it is not the first time; returns
    the ids of the facts, in the order of the people.
    """
    with event.tx() as tx:
        facts = [
            new_fact(place, now, FactKind.BADGE_PRINTED, one, note=where, reason=clean(why)) for one in registrant_ids
        ]
        for fact in facts:
            journal.record(tx, fact)
    return [fact.id for fact in facts]


def spoiled(event: EventFile, fact_ids: Sequence[str], place: Place, now: datetime) -> None:
    """Record that prints which had been recorded did not come out: they were cancelled, or the printer failed."""
    with event.tx() as tx:
        people = journal.who_of(tx, fact_ids)
        for fact_id in fact_ids:
            journal.record(tx, new_fact(place, now, FactKind.BADGE_SPOILED, people[fact_id], lifts=fact_id))


def times_printed(event: EventFile, registrant_ids: Sequence[str]) -> dict[str, int]:
    """How often a badge of each of these people came out; nobody is named for whom none did."""
    with event.reading() as tx:
        return badges.printed_times(tx, registrant_ids)


def replace_badge(event: EventFile, registrant_id: str, why: str, place: Place, now: datetime) -> Registrant:
    """Give a person a new code, because their badge is lost or in wrong hands: the door then knows the old one as an
    old badge. Codes of other tools go on to admit. Raises DeskError without a reason.
    """
    why = clean(why)
    if not why:
        raise DeskError("There is no reason given.", "Write what became of the old badge, in a few words.")
    with event.tx() as tx:
        person = registrants.one(tx, registrant_id)
        if person is None or person.is_erased:
            raise DeskError("This person is no longer on the list.", "Search by name.")
        old = badges.replace_own_codes(tx, registrant_id, new_code(), now)
        after = replace(person, codes=registrants.codes_of(tx, registrant_id))
        registrants.correct(tx, after)  # The codes are part of what is searched.
        journal.record(tx, new_fact(place, now, FactKind.BADGE_REPLACED, registrant_id, reason=why, raw=" ".join(old)))
    return after


@dataclass(frozen=True, slots=True)
class Apart:
    """Where badges and people differ: whose badge lies on the desk though they are not in the room, and who is in the
    room without one.
    """

    printed_not_here: tuple[Registrant, ...]
    here_not_printed: tuple[Registrant, ...]


def apart(event: EventFile, place: Place) -> Apart:
    """Compare the badges that came out with the people in the room."""
    with event.reading() as tx:
        return apart_in(tx, place)


def apart_in(tx: Tx, place: Place) -> Apart:
    """The same inside a transaction."""
    printed = badges.printed_times(tx)
    people = door.presences(tx, place.session.id)

    def those(*, here: bool) -> tuple[Registrant, ...]:
        def is_meant(one: Presence) -> bool:
            return (one.entry is not None) is here and (one.registrant.id in printed) is not here

        return tuple(one.registrant for one in people if is_meant(one))

    return Apart(those(here=False), those(here=True))


@dataclass(frozen=True, slots=True)
class Print:
    """One line of the print log: the fact, whose badge, whether it came out, and the how-manieth of the person."""

    fact: Fact
    name: str
    came_out: bool
    copy: int


def log(event: EventFile) -> list[Print]:
    """All prints, the newest first."""
    with event.reading() as tx:
        facts = [fact for fact in journal.facts(tx) if fact.kind in {FactKind.BADGE_PRINTED, FactKind.BADGE_SPOILED}]
        names = {one.id: one.name for one in registrants.everyone(tx)}
    out = printed_badges(facts)
    copies = {fact.id: number for prints in out.values() for number, fact in enumerate(prints, 1)}
    return [
        Print(fact, names.get(fact.registrant_id or "", "—"), fact.id in copies, copies.get(fact.id, 0))
        for fact in reversed(facts)
        if fact.kind is FactKind.BADGE_PRINTED
    ]
