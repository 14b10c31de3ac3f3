"""Reports of the online meeting: load them, see who is who, decide about the rest, take a decision back."""

from __future__ import annotations

import uuid
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from importlib import import_module
from pathlib import Path
from threading import Event as Stop

from checkin.domain.code import new_code
from checkin.domain.erasing import SharedAddresses, SharedNames
from checkin.domain.errors import DeskError
from checkin.domain.journal import Fact, FactKind, Method, standing_online
from checkin.domain.names import clean
from checkin.domain.online_matching import Level, Proposal, Register, match
from checkin.domain.online_memory import answered, contradicts, still_one
from checkin.domain.online_names import spoken
from checkin.domain.online_people import Entry
from checkin.domain.online_people import entries as people_online
from checkin.domain.online_report import OnlineReport, covers
from checkin.domain.registrant import Details, Registrant
from checkin.domain.session import Session
from checkin.files.table import Progress
from checkin.files.zoom_times import DateOrder
from checkin.services import online_erased
from checkin.services.place import Place
from checkin.storage import erasing, journal, online, registrants, united
from checkin.storage.event_file import EventFile, Tx
from checkin.storage.online import StoredReport

CONFIRMED, CONTACT, REMEMBERED = "confirmed", "new_contact", "remembered"
"""Reasons of a match that are no `Why`: a person chose, the person is new, the same address was decided before."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the meeting: what is proposed, the decision that stands, if any, and who the entry is by it."""

    proposal: Proposal
    decided: Fact | None = None
    registrant_id: str | None = None

    @property
    def entry(self) -> Entry:
        """Whom the item is about."""
        return self.proposal.entry

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided yet."""
        return self.decided is None


@dataclass(frozen=True, slots=True)
class Review:
    """Everyone online in a session, with the registrants by id, and the reports they were read from."""

    session: Session
    items: tuple[Item, ...]
    registrants: Mapping[str, Registrant]
    reports: tuple[StoredReport, ...]

    @property
    def open(self) -> tuple[Item, ...]:
        """Those about whom a person should decide, the surest proposals first."""
        order = {Level.TICKED: 0, Level.LISTED: 1}
        found = [item for item in self.items if item.is_open]
        return tuple(sorted(found, key=lambda item: order.get(item.proposal.level, 2)))


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading reports did: `added` files, `known` ones that the session had, English `warnings`, the review."""

    added: tuple[str, ...]
    known: tuple[str, ...]
    warnings: tuple[str, ...]
    matched: int


def read(
    paths: Sequence[Path],
    session: Session,
    order: DateOrder | None = None,
    *,
    stop: Stop | None = None,
    progress: Progress | None = None,
) -> tuple[OnlineReport, ...]:
    """Read reports of one session. Raises DeskError, DatesAmbiguousError when the order of the dates must be asked
    for, and Stopped; no event is touched.
    """
    zoom_report = import_module("checkin.files.zoom_report")  # 5 MB with all kinds of files: not for an export
    return tuple(zoom_report.read_report(path, session, order, stop=stop, progress=progress) for path in paths)


def load(event: EventFile, reports: Sequence[OnlineReport], place: Place, now: datetime) -> Loaded:
    """Keep reports for the session of `place`, in one transaction, and record whoever is recognised by address.

    A report whose content the session has already changes nothing.
    """
    added, known, warnings = [], [], []
    with event.tx() as tx:
        gone = erasing.known(tx)
        online_erased.refuse(gone)
        for report, left in online_erased.without_erased(tx, gone, reports):
            if left:
                warnings.append(f"{report.file}: people who were erased from the event are left out (rows: {left}).")
            if not online.add_report(tx, str(uuid.uuid4()), place.session.id, report, now):
                known.append(report.file)
                continue
            added.append(report.file)
            if not covers(report, place.session):
                warnings.append(_warning(report, place.session))
    return Loaded(tuple(added), tuple(known), tuple(warnings), settle(event, place, now))


def _warning(report: OnlineReport, session: Session) -> str:
    if report.starts is None or report.ends is None:
        return ""
    starts, ends = session.local(report.starts), session.local(report.ends)
    return (
        f"{report.file} is of a meeting from {starts:%Y-%m-%d %H:%M} to {ends:%Y-%m-%d %H:%M}, which covers less than "
        f"half of {session.name}: is it the right report, and was it exported in the time zone {session.timezone}?"
    )


def settle(event: EventFile, place: Place, now: datetime) -> int:
    """Record whoever is recognised by address and was not decided about, as the list may have grown; how many."""
    # Held against the list before the file is kept for writing: a scan at the door does not wait for it.
    with event.reading() as tx:
        sure = _sure(tx, place.session)
    if not sure:
        return 0
    with event.tx() as tx:
        asked = {fact.raw for fact in online.decisions(tx) if fact.session_id == place.session.id}
        new = [decision for key, decision in sure.items() if key not in asked]
        for decision in new:
            journal.record(tx, _fact(place, now, *decision))
    return len(new)


_Decision = tuple[str, FactKind, str | None, str]


def _sure(tx: Tx, session: Session) -> dict[str, _Decision]:
    facts = list(online.decisions(tx))
    asked = {fact.raw for fact in facts if fact.session_id == session.id}
    standing = standing_online(facts)
    known = {key: fact for (_, key), fact in standing.items() if key.startswith("mail ")}
    found: dict[str, _Decision] = {}
    entries, register, _ = _entries(tx, session)
    for entry in entries:
        key = entry.key
        # Whoever was online at another time, as a wrong report says, is there when a person says so.
        if key in asked or not entry.was_there(session.starts_at, session.ends_at):
            continue
        # Who was asked about by name alone, and has an address in a newer report, is not asked about again.
        by_name = (standing.get((session.id, name)) for name in entry.also)
        before = known.get(key) or next(filter(None, by_name), None)
        if before is not None and not contradicts(entry, before.registrant_id, register):
            found[key] = (key, before.kind, before.registrant_id, REMEMBERED)
        elif entry.email in register.by_address:
            (proposal,) = match([entry], register)
            if proposal.level is Level.AUTOMATIC:
                found[key] = (key, FactKind.ONLINE_MATCHED, proposal.candidates[0], proposal.why.value)
    return found


def _entries(tx: Tx, session: Session) -> tuple[tuple[Entry, ...], Register, SharedAddresses]:
    rows = online.rows(tx, session.id)
    gone = erasing.known(tx)
    register = Register(registrants.everyone(tx) if rows else (), SharedNames((), gone))
    shared = SharedAddresses(register.shared, gone)
    known = answered(online.decisions(tx), session.id) if any(row.email in shared for row in rows) else {}
    shared = replace(shared, still_one=still_one(rows, known, register))
    namesakes = SharedNames(register.namesakes, gone)
    return people_online(rows, room=session.room, shared=shared, namesakes=namesakes), register, shared


def entries_in(tx: Tx, session: Session) -> tuple[tuple[Entry, ...], Container[str]]:
    """Everyone online in the session, and the addresses under which each name is a person of their own."""
    found, _, shared = _entries(tx, session)
    return found, shared


def review(event: EventFile, session: Session) -> Review:
    """Everyone online in the session, with what is proposed and what was decided. Changes nothing."""
    with event.reading() as tx:
        return review_in(tx, session)


def review_in(tx: Tx, session: Session) -> Review:
    """See `review`; in a transaction that is open already."""
    standing = standing_online(online.decisions(tx))
    into = united.into(tx)
    entries, register, _ = _entries(tx, session)
    items = tuple(
        _item(proposal, standing.get((session.id, proposal.entry.key)), into) for proposal in match(entries, register)
    )
    people = {registrant.id: registrant for registrant in registrants.everyone(tx)} if items else {}
    for who in {item.registrant_id for item in items if item.registrant_id} - people.keys():
        # Who was erased still counts.
        if (gone := registrants.one(tx, who)) is not None:
            people[who] = gone
    return Review(session, items, people, online.reports(tx, session.id))


def _item(proposal: Proposal, decided: Fact | None, into: Mapping[str, str]) -> Item:
    if decided is None:
        # What was recognised by address and taken back is proposed, and never again decided without a person.
        sure = proposal.level is Level.AUTOMATIC
        return Item(replace(proposal, level=Level.LISTED) if sure else proposal)
    who = decided.registrant_id
    while who is not None and who in into:
        who = into[who]
    return Item(proposal, decided, who)


def accept(event: EventFile, key: str, registrant_id: str, place: Place, now: datetime) -> Fact:
    """Say that an entry is this registrant; what was decided before is lifted. Raises DeskError for no registrant."""
    with event.tx() as tx:
        if registrants.one(tx, registrant_id) is None:
            raise DeskError("This person is no longer on the list.", "Choose another one.")
        return _redecide(tx, place, now, key, FactKind.ONLINE_MATCHED, registrant_id, CONFIRMED)


def new_contact(event: EventFile, entry: Entry, place: Place, now: datetime) -> tuple[Registrant, Fact]:
    """Add somebody whom the list does not know, with the name and address they had online; who was added so before, and
    taken back, is that contact again.
    """
    name, organisation = spoken(entry.name)
    details = Details(clean(name), email=entry.email, organisation=clean(organisation))
    with event.tx() as tx:
        person = _taken_back(tx, details)
        if person is None:
            person = Registrant(str(uuid.uuid4()), details, codes=(new_code(),))
            registrants.add(tx, [person], None, now)
            online.add_contact(tx, person.id)
        return person, _redecide(tx, place, now, entry.key, FactKind.ONLINE_MATCHED, person.id, CONTACT)


def _taken_back(tx: Tx, details: Details) -> Registrant | None:
    free = online.contacts(tx) - {fact.registrant_id for fact in standing_online(online.decisions(tx)).values()}
    return next((one for one in registrants.everyone(tx) if one.id in free and one.details == details), None)


def ignore(event: EventFile, key: str, place: Place, now: datetime) -> Fact:
    """Say that an entry is nobody to count: a device, a room, somebody unknown."""
    with event.tx() as tx:
        return _redecide(tx, place, now, key, FactKind.ONLINE_IGNORED, None, "")


def undo(event: EventFile, key: str, place: Place, now: datetime) -> None:
    """Take back the decision about an entry. Raises DeskError when there is none."""
    with event.tx() as tx:
        if not _lift(tx, place, now, key):
            raise DeskError("Nothing was decided here.", "Look at the list again.")


def unload(event: EventFile, report_id: str) -> None:
    """Take a report out of the session again; the decisions are remembered, and count for nobody without it."""
    with event.tx() as tx:
        online.remove_report(tx, report_id)


def _redecide(
    tx: Tx, place: Place, now: datetime, key: str, kind: FactKind, registrant_id: str | None, reason: str
) -> Fact:
    _lift(tx, place, now, key)
    fact = _fact(place, now, key, kind, registrant_id, reason)
    journal.record(tx, fact)
    return fact


def _lift(tx: Tx, place: Place, now: datetime, key: str) -> bool:
    standing = standing_online(online.decisions(tx)).get((place.session.id, key))
    if standing is not None:
        lifted = _fact(place, now, key, FactKind.ONLINE_LIFTED, standing.registrant_id, "")
        journal.record(tx, replace(lifted, lifts=standing.id))
    return standing is not None


def _fact(place: Place, now: datetime, key: str, kind: FactKind, registrant_id: str | None, reason: str) -> Fact:
    offset = place.session.local(now).utcoffset()
    return Fact(
        str(uuid.uuid4()),
        kind,
        place.session.id,
        now,
        utc_offset=0 if offset is None else int(offset.total_seconds()) // 60,
        registrant_id=registrant_id,
        station=place.station,
        operator=place.operator,
        method=Method.ONLINE,
        reason=reason,
        raw=key,
    )
