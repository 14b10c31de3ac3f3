"""What the pages show: the door's counts and last arrivals, the table of registrants, one person's history."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta

from checkin.domain.admission import Entry
from checkin.domain.attendance import Pace, Presence, pace, per_minute
from checkin.domain.code import new_code
from checkin.domain.errors import DeskError
from checkin.domain.joining import Joining
from checkin.domain.journal import Fact, FactKind
from checkin.domain.registrant import Details, Registrant, new_id
from checkin.domain.same_person import identity, without_old_halves
from checkin.services import joining
from checkin.services.desk import cleaned
from checkin.services.place import Place
from checkin.storage import as_listed, door, door_counts, journal, registrants, united
from checkin.storage.event_file import EventFile

RECENT = 12
"""As many last arrivals as the door's right column holds on a large screen."""

_LATELY = timedelta(minutes=20)
"""As far back as the door's little bars go."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One line of the last arrivals: the fact with the person's name and organisation."""

    fact: Fact
    name: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Counted:
    """What the next view goes on from: of which session, when (aware UTC) and up to which fact (`seq`) was counted, and
    the instants of the standing check-ins of the last while, in the order of time.
    """

    session_id: str
    at: datetime
    newest: int
    arrivals: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class DoorView:
    """Everything the right column of the door shows. `inside` are in the room now, guests among them; `came` is each
    person once who has come so far, without the `guests`; `scans` is how often a code was read. `minutes` are the
    arrivals of the last twenty minutes; `exits` says whether leaving is recorded, `closed` whether the session was
    closed, `joining` what the event's doors ask and show of joining the coalition.
    """

    inside: int
    came: int
    guests: int
    scans: int
    registered: int
    walk_ins: int
    expected: int
    seats: int | None
    minutes: tuple[int, ...]
    recent: tuple[Arrival, ...]
    pace: Pace
    exits: bool = False
    closed: bool = False
    joining: Joining = field(default_factory=Joining)
    counted: Counted | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the registrants' table: light enough for a hundred thousand of them."""

    id: str
    name: str
    organisation: str
    email: str
    country: str
    status: str
    mode: str
    joining: str
    slot: str
    walk_in: bool
    badge_printed: bool
    entry: Entry | None


def door_view(event: EventFile, place: Place, now: datetime, before: DoorView | None = None) -> DoorView:
    """The counts and the last arrivals, from one consistent picture of the file. With the view `before` only the scans
    and arrivals since then are read: every scan asks for a new view, and by the evening there are thousands.
    """
    here, since = place.session.id, now - _LATELY
    known = before.counted if before else None
    scans = before.scans if before else 0
    if known is None or known.session_id != here or known.at > now:
        # Another session; or the laptop's clock was put back, and what was left out as too old belongs to it again.
        known, scans = Counted(here, now, 0, ()), 0
    with event.reading() as tx:
        counts = door_counts.counts(tx, here)
        news = journal.news(tx, here, known.newest)
        if news.undone:
            known = replace(known, newest=0, arrivals=())
        came = door_counts.arrivals(tx, here, since, known.newest)
        closed, join = journal.is_closed(tx, here), joining.in_tx(tx)
        recent = tuple(Arrival(*item) for item in door.last_facts(tx, here, RECENT))
    arrivals = tuple(sorted([*(at for at in known.arrivals if at >= since), *came]))
    return DoorView(
        inside=counts.inside,
        came=counts.came,
        guests=counts.guests,
        scans=scans + news.scans,
        registered=counts.registered,
        walk_ins=counts.walk_ins,
        expected=counts.expected,
        seats=place.session.seats,
        minutes=per_minute(arrivals, now),
        recent=recent,
        pace=pace(arrivals, counts.expected, now),
        exits=place.session.exits,
        closed=closed,
        joining=join,
        counted=Counted(here, now, news.newest, arrivals),
    )


def lines(event: EventFile, place: Place) -> list[Line]:
    """The registrants of the session, in the order of the list."""
    with event.reading() as tx:
        return [Line(*row) for row in door.lines(tx, place.session.id)]


def people(event: EventFile, session_id: str) -> list[Presence]:
    """Every registrant with codes and state, in the order of the list."""
    with event.reading() as tx:
        return door.presences(tx, session_id)


OtherCodes = tuple[int, frozenset[str] | None]
"""How many lists were loaded, and the folded codes of other tools on them; None when no list has come since."""


def other_codes(event: EventFile, lists_before: int) -> OtherCodes:
    """The codes, unless no list has come since there were `lists_before`."""
    with event.reading() as tx:
        lists = door.lists_loaded(tx)
        return lists, door.other_codes(tx) if lists != lists_before else None


def person(event: EventFile, registrant_id: str) -> tuple[Registrant, tuple[Fact, ...]]:
    """A registrant and what happened to them, oldest first. Raises DeskError when there is no such registrant."""
    with event.reading() as tx:
        found = registrants.one(tx, registrant_id)
        facts = tuple(journal.facts(tx, registrant_id, *united.with_whom(tx, registrant_id)))
    if found is None:
        raise DeskError("This person is no longer on the list.", "Search by name.")
    return found, facts


def correct(
    event: EventFile,
    registrant_id: str,
    details: Details,
    place: Place,
    now: datetime,
    *,
    seen: Details | None = None,
) -> Registrant:
    """Correct the details of a registrant; the codes keep admitting. The fact names the fields, never their values.
    `seen` is what was on the screen before: what differs from it was meant, and the rest is as the file has it now.
    """
    details = cleaned(details)
    if not details.name and not details.email:
        raise DeskError("A registrant needs a name or an e-mail address.", "Fill in the name, then save.")
    with event.tx() as tx:
        before = registrants.one(tx, registrant_id)
        if before is None:
            raise DeskError("This person is no longer on the list.", "Search by name.")
        if before.is_erased:
            raise DeskError("This person was erased.", "Add them anew if they want to be on the list.")
        if before.details.name and not details.name:
            raise DeskError("The name is empty.", "Fill in the name, then save.")
        names = [field.name for field in fields(Details)]
        if seen is not None:
            meant = {name: getattr(details, name) for name in names if getattr(details, name) != getattr(seen, name)}
            details = replace(before.details, **meant)
        details = without_old_halves(before.details, details)
        changed = [name for name in names if getattr(before.details, name) != getattr(details, name)]
        after = replace(before, details=details)
        if changed:
            registrants.correct(tx, after)
            if not as_listed.kept(tx, registrant_id):
                as_listed.keep(tx, registrant_id, before.details)
            fact = Fact(str(uuid.uuid4()), FactKind.CORRECTED, place.session.id, now, registrant_id=registrant_id)
            fact = replace(fact, station=place.station, operator=place.operator, note=", ".join(changed))
            journal.record(tx, fact)
    return after


def correct_field(
    event: EventFile, registrant_id: str, field: str, text: str, place: Place, now: datetime
) -> Registrant:
    """Correct one text of a registrant, as `correct` does."""
    found, _ = person(event, registrant_id)
    return correct(event, registrant_id, replace(found.details, **{field: text}), place, now)  # type: ignore[arg-type]


def add_registrant(event: EventFile, details: Details, place: Place, now: datetime) -> Registrant:
    """Put a person on the list by hand, with a code, without checking them in. Raises DeskError without a name, and for
    somebody who is there already by name and address.
    """
    details = cleaned(details)
    if not details.name:
        raise DeskError("A registrant needs a name.", "Fill in the name, then save.")
    person = Registrant(new_id(), details, codes=(new_code(),))
    with event.tx() as tx:
        same = [
            one for one in registrants.with_address(tx, details.email) if identity(one.details) == identity(details)
        ]
        if same:
            raise DeskError(
                "{name} is on the list already, with this address.",
                "Choose that entry in the table, and correct it there.",
                name=same[0].name,
            )
        registrants.add(tx, [person], place.session.id, now)
    return person
