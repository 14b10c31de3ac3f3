"""The deeds of the door: admit, undo, add a walk-in. Each is one transaction; what it returns is on the disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import datetime
from functools import partial
from typing import Any

from checkin.domain.admission import (
    KIND_OF_REASON,
    Entry,
    Found,
    Reason,
    Verdict,
    VerdictKind,
    but_for_the_list,
    decide,
    state_of,
    welcome,
)
from checkin.domain.code import Reading, new_code, read
from checkin.domain.errors import DeskError
from checkin.domain.harmless_codes import is_harmless
from checkin.domain.journal import Fact, FactKind, Method
from checkin.domain.names import clean
from checkin.domain.next_step import NEXT_STEP, NextStep
from checkin.domain.registrant import Details, Registrant, State, new_id
from checkin.domain.search import Hit
from checkin.services.place import Place, new_fact
from checkin.storage import door, door_counts, erasing, journal, list_imports, registrants
from checkin.storage.event_file import EventFile, Tx


@dataclass(frozen=True, slots=True)
class Undone:
    """An undo that was read back: of whom, when the deed had been that was lifted (aware UTC), and how they stand now:
    expected where it was their check-in, in the room where they had left, gone where they had come back.
    """

    registrant: Registrant
    done_at: datetime
    state: State = State.EXPECTED


def admit_code(
    event: EventFile, raw: str, place: Place, now: datetime, by_keys: str = "", method: Method = Method.SCAN
) -> Verdict:
    """The verdict on a scan, recorded. `raw` is the text as the scanner sent it, `by_keys` what a US layout has on the
    keys that it pressed, `method` says whether it was a camera; `now` is aware.
    """
    reading = read(raw, by_keys)
    return _admit(event, lambda tx: _by_code(tx, reading, place), reading, place, now, method)


def admit_registrant(event: EventFile, registrant_id: str, place: Place, now: datetime) -> Verdict:
    """The verdict on a person chosen by name, recorded."""
    return _admit(event, partial(_by_id, registrant_id, place), None, place, now)


def leave(event: EventFile, registrant_id: str, place: Place, now: datetime) -> Verdict:
    """The verdict on a person who goes out, chosen by name or after an answer, recorded."""
    return admit_registrant(event, registrant_id, replace(place, leaving=True), now)


def let_in(event: EventFile, registrant_id: str, why: str, place: Place, now: datetime) -> Verdict:
    """Admit a person whom the rule stops, with one line of `why` in the journal. Who is in already stays as they are.
    Raises DeskError when no reason is given.
    """
    why = clean(why)
    if not why:
        raise DeskError("There is no reason given.", "Write who said so, or why, in a few words.")
    return _admit(event, partial(_by_id, registrant_id, place), None, replace(place, leaving=False), now, why=why)


def add_as_walk_in(event: EventFile, registrant_id: str, place: Place, now: datetime) -> Verdict:
    """Admit a person whose registration was cancelled as one who walks in, under the same entry of the list: their
    badge, and an undo, know them. A full room, the hours of the door and a closed session stop them as anybody.
    """
    inwards = replace(place, leaving=False)
    return _admit(event, partial(_by_id, registrant_id, place), None, inwards, now, Method.WALK_IN)


def add_to_session(event: EventFile, registrant_id: str, place: Place, now: datetime) -> Verdict:
    """Register a person of another session for this one too; the verdict on them, recorded."""
    try:
        with event.tx() as tx:
            list_imports.register(tx, [registrant_id], place.session.id)
    except DeskError:
        pass  # The disk refuses: the same comes of the check-in, with the name to write on paper.
    return admit_registrant(event, registrant_id, place, now)


def different_person(event: EventFile, registrant_id: str, place: Place, now: datetime) -> Verdict:
    """Record that somebody else came with this person's code: the check-in stands, the name is to be asked."""
    try:
        with event.tx() as tx:
            found = _by_id(registrant_id, place, tx)
            fact = new_fact(place, now, FactKind.REFUSED, registrant_id, reason=Reason.DIFFERENT_PERSON.value)
            journal.record(tx, fact)
    except DeskError as problem:
        return Verdict(Reason.NOT_SAVED, now, place.station, problem=problem)
    return _verdict(Reason.DIFFERENT_PERSON, found, fact, place, now)


def _by_id(registrant_id: str, place: Place, tx: Tx) -> Found | None:
    return door.by_id(tx, registrant_id, place.session.id, place.sessions)


def _by_code(tx: Tx, reading: Reading, place: Place) -> Found | None:
    if is_harmless(reading.code) and not place.session.is_practice:
        return None
    for code in reading.lookups:
        if (found := door.by_code(tx, code, place.session.id, place.sessions)) is not None:
            return found
    return None


_KINDS = {reason: FactKind.ADMITTED for reason, kind in KIND_OF_REASON.items() if kind is VerdictKind.WELCOME}
_KINDS |= {Reason.LEFT: FactKind.LEFT, Reason.TRIAL: FactKind.TESTED}


def _admit(
    event: EventFile,
    find: Callable[[Tx], Found | None],
    reading: Reading | None,
    place: Place,
    now: datetime,
    method: Method = Method.SEARCH,
    why: str = "",
) -> Verdict:
    found: Found | None = None
    try:
        with event.tx() as tx:
            found = find(tx)
            inside = 0 if place.session.seats is None else door_counts.inside(tx, place.session.id)
            erased = found is None and reading is not None and erasing.knows_code(tx, reading.lookups)
            rule = partial(decide, reading, found, now=now, station=place.station, inside=inside)
            reason = rule(session=place.session, erased=erased, leaving=place.leaving)
            walks_in = method is Method.WALK_IN
            if walks_in and found is not None and reason is Reason.CANCELLED:
                # Where anybody else is asked about, one line of reason is asked for here too.
                reason = but_for_the_list(found, now, inside, place.session) or reason
            steps = {NextStep.ADD_AS_WALK_IN} if walks_in else {NextStep.ADD_AS_WALK_IN, NextStep.LET_IN_ANYWAY}
            anyway = (walks_in or bool(why)) and NEXT_STEP[reason] in steps
            kind = FactKind.ADMITTED if anyway else _KINDS.get(reason, FactKind.REFUSED)
            fact = new_fact(
                place,
                now,
                kind,
                found.registrant.id if found else None,
                method=method,
                reason=reason.value,
                # A code that was erased does not come back into the journal.
                raw=reading.raw if reading and not erased else "",
                note=why if kind is FactKind.ADMITTED else "",
            )
            reason = welcome(found) if anyway and found else reason
            if found is not None and kind is FactKind.ADMITTED and len(place.sessions) > 1:
                found = replace(found, first_time=door.is_first_time(tx, found.registrant.id, place.session.id))
            journal.record(tx, fact)
    except DeskError as problem:
        return _not_saved(event, find, reading, place, now, problem)
    return _verdict(reason, found, fact, place, now)


def _verdict(reason: Reason, found: Found | None, fact: Fact, place: Place, now: datetime) -> Verdict:
    entry = found.entry if found and KIND_OF_REASON[reason] is not VerdictKind.WELCOME else None
    return Verdict(
        reason,
        entry.at if entry else now,
        entry.station if entry else place.station,
        found.registrant if found else None,
        fact.id,
        fact.raw,
        found,
    )


def _not_saved(
    event: EventFile,
    find: Callable[[Tx], Found | None],
    reading: Reading | None,
    place: Place,
    now: datetime,
    problem: DeskError,
) -> Verdict:
    """The disk refused: say whose name goes on paper, if the file can at least be read."""
    found = None
    try:
        with event.reading() as tx:
            found = find(tx)
    except DeskError:
        pass  # The first problem is the one to tell; without a name the raw code stands on the panel.
    registrant = found.registrant if found else None
    raw = reading.raw if reading else ""
    return Verdict(Reason.NOT_SAVED, now, place.station, registrant, raw=raw, found=found, problem=problem)


def walk_in(event: EventFile, details: Details, place: Place, now: datetime) -> Verdict:
    """Add a person at the door and check them in, with a code for a badge at once. The room's size does not stop a
    walk-in: the volunteer has already let them in. Guests who are named with them are here too. Raises DeskError when
    the name is empty.
    """
    details = cleaned(details)
    if not details.name:
        raise DeskError("A walk-in needs a name.", "Type the full name, then save.")
    person = Registrant(new_id(), details, walk_in=True, codes=(new_code(),))
    found = Found(person)
    reason, guests = welcome(found), found.expected_guests
    fact = new_fact(place, now, FactKind.ADMITTED, person.id, method=Method.WALK_IN, reason=reason.value)
    try:
        with event.tx() as tx:
            registrants.add(tx, [person], place.session.id, now)
            journal.record(tx, fact)
            if guests:  # Whoever writes them down sees them: nobody is asked for them once more.
                journal.record(tx, replace(new_fact(place, now, FactKind.GUESTS, person.id), guests=guests))
    except DeskError as problem:
        return Verdict(Reason.NOT_SAVED, now, place.station, person, problem=problem)
    entry = Entry(fact.id, now, place.station, guests=guests) if guests else None
    return Verdict(reason, now, place.station, person, fact.id, found=replace(found, entry=entry))


def cleaned(details: Details) -> Details:
    """The details as they are stored: no text holds what nobody can see."""
    names = [field.name for field in fields(Details) if field.type == "str"]
    texts: dict[str, Any] = {name: clean(getattr(details, name)) for name in names}
    return replace(details, **texts)


def undo(event: EventFile, registrant_id: str, place: Place, now: datetime) -> Undone:
    """Lift what a registrant did last, coming, leaving or coming back, with a new fact, and read the stored state back
    before saying so. Raises DeskError when there is nothing to lift.
    """
    with event.tx() as tx:
        found = _by_id(registrant_id, place, tx)
        if found is None or found.entry is None:
            raise DeskError("There is no check-in to undo.", "Look in the last arrivals who is checked in.")
        fact = new_fact(place, now, FactKind.UNDONE, registrant_id, lifts=found.entry.fact_id)
        journal.record(tx, fact)
    with event.reading() as tx:
        after = _by_id(registrant_id, place, tx)
    if after is None or (after.entry is not None and after.entry.fact_id == found.entry.fact_id):
        raise DeskError("The check-in still stands.", "Try the undo again, and write the name on paper.")
    return Undone(found.registrant, found.entry.left_at or found.entry.at, state_of(after.entry))


def undo_code(event: EventFile, raw: str, place: Place, now: datetime) -> Undone:
    """Undo by code, for scripts. Raises DeskError when the code is not on the list or the person is not in."""
    with event.reading() as tx:
        found = _by_code(tx, read(raw), place)
    if found is None:
        raise DeskError("The code {code} is not on the list.", "Check the code, or search by name.", code=raw)
    return undo(event, found.registrant.id, place, now)


def undo_last(event: EventFile, place: Place, now: datetime) -> Undone:
    """Undo the last check-in that this station made and that still stands: F8. Raises DeskError when there is none."""
    with event.reading() as tx:
        last = door.last_standing(tx, place.session.id, place.station, 1)
    if not last:
        raise DeskError("There is no check-in to undo.", "This station has let nobody in who is still checked in.")
    return undo(event, last[0], place, now)


UNDO = 10
"""How many of the last check-ins can be chosen from to undo one."""


def last_check_ins(event: EventFile, place: Place) -> list[Hit]:
    """The last check-ins of this station that still stand, the newest first: any of them can be undone."""
    with event.reading() as tx:
        ids = door.last_standing(tx, place.session.id, place.station, UNDO)
        found = [_by_id(one, place, tx) for one in ids]
    return [_hit(one) for one in found if one is not None]


def _hit(found: Found) -> Hit:
    person, entry = found.registrant, found.entry
    at = None if entry is None else entry.left_at or entry.at
    return Hit(person.id, person.name, person.organisation, person.details.email, state_of(entry), at, person.walk_in)
