"""What stands open in a session, step by step: computed from the journal and the event, nothing is kept of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import combinations

from checkin.domain.attendance import Presence
from checkin.domain.closing import Finding, Found, Step, changes_attendance, is_odd_name
from checkin.domain.journal import Fact, FactKind, stays
from checkin.domain.online_names import Kind
from checkin.domain.registrant import Registrant
from checkin.domain.same_person import are_namesakes, who
from checkin.domain.shift import at_the_door, handover
from checkin.services import prints, walk_ins
from checkin.services.online import review_in
from checkin.services.place import Place
from checkin.storage import badges, door, erasing, journal, list_imports, online, registrants, united
from checkin.storage.event_file import EventFile, Tx
from checkin.storage.search import Searcher

_OF_A_DOOR = {FactKind.ADMITTED, FactKind.REFUSED, FactKind.LEFT, FactKind.UNDONE, FactKind.SHIFT_BEGAN}
_MAY_BE_SOMEBODY = {Kind.PERSON, Kind.DEVICE, Kind.PHONE}
_MOST_OF_ONE_NAME = 20
"""Namesakes beyond this are no question that a person can answer pair by pair."""


def findings(event: EventFile, facts: Sequence[Fact], place: Place, now: datetime, searcher: Searcher) -> list[Finding]:
    """What is found in the session, but for the day of the erasing. `facts` are all of the journal, in order."""
    here = [fact for fact in facts if fact.session_id == place.session.id]
    with event.reading() as tx:
        people = [one for one in door.presences(tx, place.session.id) if not one.registrant.is_erased]
        found = [
            *_doors(tx, here, place, now),
            *_stopped(tx, here, place, now),
            *_badges(tx, place),
            *_online(tx, place),
        ]
        apart = united.apart(tx)
        changed = _list_or_report(tx, place)
    found += _same(event, people, apart, place, searcher)
    found += _walk_ins(people)
    found.append(_written(Step.EXPORT, FactKind.EXPORTED, here, facts, place, changed))
    found.append(_written(Step.COPY, FactKind.COPIED, facts, facts, place, changed))
    return found


def _doors(tx: Tx, here: Sequence[Fact], place: Place, now: datetime) -> Iterator[Finding]:
    if now < place.session.ends_at:
        yield Finding(Step.DOORS, Found.RUNS_STILL, about={"at": place.session.ends_at})
    came = Counter(stay.entered.station for stay in stays(here).values())
    last = {fact.station: fact.at for fact in here if fact.kind in _OF_A_DOOR}
    for station, at in sorted(last.items()):
        shift = at_the_door(journal.shifts(tx, station), now)
        about = {"station": station, "came": came[station], "at": at, "operator": shift.operator}
        found = Found.ON_DUTY if shift.operator else Found.REPORTED
        if station == place.station:
            found = Found.THIS_DESK  # Whoever closes stands there, and knows.
        began = shift.began_at.isoformat() if shift.began_at else ""
        yield Finding(Step.DOORS, found, about=about, key=f"{station} {began}")


def _stopped(tx: Tx, here: Sequence[Fact], place: Place, now: datetime) -> Iterator[Finding]:
    ids = {fact.registrant_id for fact in here if fact.registrant_id and fact.kind is FactKind.REFUSED}
    names = {one: person.name for one in ids if (person := registrants.one(tx, one)) is not None}
    inside = frozenset(journal.standing(tx))
    shift = at_the_door((), now)
    for line in handover(here, names, inside, place.station, shift, now).open_questions:
        about = {"name": line.who, "reason": line.reason, "at": line.at}
        ids_of_line = (line.registrant_id,) if line.registrant_id else ()
        yield Finding(Step.STOPPED, Found.STOPPED, ids_of_line, about, key=line.at.isoformat())


def _same(
    event: EventFile, people: Sequence[Presence], apart: frozenset[frozenset[str]], place: Place, searcher: Searcher
) -> Iterator[Finding]:
    by_id = {one.registrant.id: one for one in people}
    told: set[frozenset[str]] = set(apart)
    for one, other in _pairs(event, people, place, searcher):
        pair = frozenset((one, other))
        if len(pair) == 2 and pair not in told and pair <= by_id.keys():  # noqa: PLR2004 - a pair
            told.add(pair)
            kept, given = sorted((by_id[one], by_id[other]), key=lambda each: each.registrant.walk_in)
            about = {"name": kept.registrant.name, "organisation": kept.registrant.organisation}
            about |= {"other": given.registrant.name, "other_organisation": given.registrant.organisation}
            yield Finding(Step.SAME_PEOPLE, Found.SAME, (kept.registrant.id, given.registrant.id), about)


def _pairs(event: EventFile, people: Sequence[Presence], place: Place, searcher: Searcher) -> Iterator[tuple[str, str]]:
    """Who may be one person: a walk-in and whoever is nearly called so or has the address, as the door asks; and two of
    one name, of whom one came at least and whom neither address nor organisation tells apart.
    """
    for one in _who_walked_in(people):
        for hit in walk_ins.possible(event, searcher, one.details, place):
            yield one.id, hit.registrant_id
    named: dict[tuple[str, ...], list[Presence]] = defaultdict(list)
    for each in people:
        named[who(each.registrant.details)].append(each)
    for name, group in named.items():
        if name and len(group) <= _MOST_OF_ONE_NAME:
            yield from _who_came_with_a_namesake(group)


def _who_came_with_a_namesake(group: Sequence[Presence]) -> Iterator[tuple[str, str]]:
    for first, second in combinations(group, 2):
        one, other = first.registrant, second.registrant
        came = first.entry is not None or second.entry is not None
        if came and not are_namesakes(one.details, other.details):
            yield one.id, other.id


def _who_walked_in(people: Iterable[Presence]) -> list[Registrant]:
    return [one.registrant for one in people if one.registrant.walk_in and one.entry is not None]


def _walk_ins(people: Iterable[Presence]) -> Iterator[Finding]:
    for person in sorted(_who_walked_in(people), key=lambda one: not is_odd_name(one.name)):
        found = Found.ODD_NAME if is_odd_name(person.name) else Found.WALK_IN
        about = {"name": person.name, "organisation": person.organisation}
        yield Finding(Step.WALK_INS, found, (person.id,), about)


def _badges(tx: Tx, place: Place) -> Iterator[Finding]:
    if not badges.printed_times(tx):
        yield Finding(Step.BADGES, Found.NOTHING_PRINTED)
        return
    apart = prints.apart_in(tx, place)
    for found, people in (
        (Found.HERE_NOT_PRINTED, apart.here_not_printed),
        (Found.PRINTED_NOT_HERE, apart.printed_not_here),
    ):
        for person in (one for one in people if not one.is_erased):
            about = {"name": person.name, "organisation": person.organisation}
            yield Finding(Step.BADGES, found, (person.id,), about)


def _online(tx: Tx, place: Place) -> Iterator[Finding]:
    if erasing.known(tx).everybody:
        return  # Nobody can say any more who they were.
    found = review_in(tx, place.session)
    if place.session.online_link and not found.reports:
        yield Finding(Step.ONLINE, Found.NO_REPORT)
    for item in found.open:
        if item.entry.kind in _MAY_BE_SOMEBODY:
            yield Finding(Step.ONLINE, Found.UNDECIDED, about={"name": item.entry.name}, key=item.entry.key)


def _list_or_report(tx: Tx, place: Place) -> list[datetime]:
    """When lists and reports were loaded: they change the attendance without a fact."""
    lists = [at for one in list_imports.all_of(tx) for at in (one.at, one.taken_back_at) if at is not None]
    return [*lists, *(report.at for report in online.reports(tx, place.session.id))]


def _written(
    step: Step, kind: FactKind, of: Sequence[Fact], facts: Sequence[Fact], place: Place, changed: Sequence[datetime]
) -> Finding:
    """Whether a file was written, and whether something has changed since."""
    written = next((fact for fact in reversed(of) if fact.kind is kind), None)
    if written is None:
        return Finding(step, Found.NOT_DONE)
    sessions = (
        {place.session.id} if step is Step.EXPORT else {session.id for session in (place.session, *place.sessions)}
    )
    later = facts[facts.index(written) + 1 :]
    news = [fact for fact in later if any(changes_attendance(fact, session) for session in sessions)]
    about = {"name": written.note, "at": written.at, "changes": len(news)}
    if not news and not any(at > written.at for at in changed):
        return Finding(step, Found.DONE, about=about)
    return Finding(step, Found.CHANGED_SINCE, about=about, key=news[-1].id if news else max(changed).isoformat())


def erasure(plan: Fact | None, day: date | None, *, is_erased: bool) -> Finding:
    """What is known of the day of the erasing."""
    if is_erased:
        return Finding(Step.ERASURE, Found.ERASED)
    if plan is None:
        return Finding(Step.ERASURE, Found.PROPOSED, about={"day": day})
    return Finding(Step.ERASURE, Found.NEVER if day is None else Found.PLANNED, about={"day": day})
