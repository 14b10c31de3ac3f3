"""The demo event: the ImPACT Coalition's kick-off session, with invented people, in the middle of the arrivals."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from checkin.domain.registrant import Answer, Details, Mode, Registrant
from checkin.services import desk, events, guests, lists, overview
from checkin.services.events import SessionFacts
from checkin.services.place import Place
from checkin.shipped import path
from checkin.storage.event_file import EventFile

EVENT_NAME = "ImPACT Coalition: Just Institutions and the International Court of Justice"
LIST = path("demo", "impact_form.csv")
KICK_OFF = SessionFacts(
    name="Kick-off session",
    starts=datetime(2024, 5, 10, 12, 30),  # noqa: DTZ001 - wall-clock time of the session's own zone
    ends=datetime(2024, 5, 10, 14, 0),  # noqa: DTZ001
    timezone="Africa/Nairobi",
    room="CR-8",
    seats=150,
    online_link="shorturl.at/behVW",
)
DEMO_NOW = datetime(2024, 5, 10, 9, 33, tzinfo=UTC)
"""12:33 in Nairobi: the session has just begun and the queue is nearly through."""

LINK = "bit.ly/ImPACT-form"
_SHARE_IN = 2 / 3
_SEED = 20240510


def demo_clock() -> Callable[[], datetime]:
    """A clock that shows `DEMO_NOW` now and goes on from there."""
    ahead = datetime.now(UTC) - DEMO_NOW
    return lambda: datetime.now(UTC) - ahead


def make_demo(folder: Path) -> Path:
    """Make the demo event in a folder, through the same services that the door uses: the list is imported, two thirds
    of the people are checked in over half an hour, by scan and by name, and a few walk in. Raises DeskError.
    """
    target = folder / "ImPACT kick-off.checkin"
    event = events.new_event(target, EVENT_NAME, KICK_OFF, DEMO_NOW - timedelta(days=2))
    try:
        place = events.place_of(events.the_event(event), "Door A", operator="Amina")
        lists.load(event, lists.read(LIST), place.session.id, DEMO_NOW - timedelta(days=1))
        guests.keep(event, LINK, ("en", "fr", "sw", "ar"), place, DEMO_NOW - timedelta(days=1))
        _arrive(event, place)
    finally:
        event.close()
    return target


def _arrive(event: EventFile, place: Place) -> None:
    chance = random.Random(_SEED)  # noqa: S311 - invented arrivals, nothing secret
    people = [presence.registrant for presence in overview.people(event, place.session.id)]
    coming = sorted(people, key=lambda person: (_likely(person), chance.random()))
    coming = coming[: round(len(people) * _SHARE_IN)]
    chance.shuffle(coming)
    # Most come in the quarter of an hour before the session begins: a bell curve with a few early birds.
    minutes = sorted(-0.5 - abs(chance.gauss(9, 6.5)) for _ in coming)
    walk_ins = iter(_WALK_INS)
    for place_in_queue, (person, minute) in enumerate(zip(coming, minutes, strict=True)):
        now = DEMO_NOW + timedelta(minutes=minute)
        if place_in_queue % 6 == 5:  # noqa: PLR2004 - one in six has left the badge at home
            desk.admit_registrant(event, person.id, place, now)
        else:
            desk.admit_code(event, person.own_code, place, now)
        if place_in_queue % 18 == 9:  # noqa: PLR2004
            name, organisation = next(walk_ins)
            details = Details(name=name, organisation=organisation, joining=Answer.YES)
            desk.walk_in(event, details, place, now + timedelta(seconds=7))
        if place_in_queue % 40 == 30:  # noqa: PLR2004
            desk.admit_code(event, person.own_code, place, now + timedelta(seconds=20))


def _likely(person: Registrant) -> int:
    return {Mode.ROOM: 0, Mode.NOT_SAID: 1, Mode.ONLINE: 2, Mode.CANNOT_COME: 3}[person.details.mode]


_WALK_INS = (
    ("Njeri Wachira", "Ubuntu Court Watch"),
    ("Étienne Kaboré", "Réseau Accès à la Justice"),
    ("Halima Abdi", "Sahel Rule of Law Forum"),
    ("Chidi Okafor", "Lex Maris Institute"),
    ("Sofía Quispe", "Foro de Justicia Andina"),
    ("Meron Tesfaye", "Al-Mizan Legal Aid"),
    ("Lindiwe Dube", "Ubuntu Court Watch"),
)
