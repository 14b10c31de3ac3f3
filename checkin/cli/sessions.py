"""The commands for the sessions of an event, and the words that say when and where one is."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from typing import Any

from checkin.cli.terminal import now, place_in, say
from checkin.domain.errors import DeskError
from checkin.domain.registrant import State
from checkin.services import events, guests, sessions
from checkin.services.events import SessionFacts
from checkin.services.place import Place
from checkin.services.sessions import Sitting
from checkin.storage.event_file import open_event

STANDS = {
    State.EXPECTED: "is no longer checked in",
    State.IN: "is in the room again",
    State.LEFT: "is out of the room again",
}
"""How somebody stands after an undo."""


def way_out(place: Place) -> Place:
    """The place as a door where people go out. Raises DeskError where the session does not record it."""
    if not place.session.exits:
        raise DeskError("The session {name} does not record who leaves.", name=place.session.name)
    return replace(place, leaving=True)


def when_and_where(deed: argparse.ArgumentParser) -> None:
    """What `new` and `add-session` both ask. Without --opens and --closes people are checked in at any time."""
    deed.add_argument("--room", default="")
    deed.add_argument("--seats", type=int)
    deed.add_argument("--online-link", default="", metavar="LINK", help="where people join from elsewhere")
    deed.add_argument("--exits", action="store_true", help="record who leaves and who comes back")
    for name in ("--starts", "--ends", "--opens", "--closes"):
        deed.add_argument(name, required=name in {"--starts", "--ends"}, type=datetime.fromisoformat, metavar="TIME")


def deeds(deed: Callable[..., argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """Add `sessions`, `add-session`, `links` and `leave` to the commands; returns the last one."""
    deed("sessions", "the sessions of the event, with their counts", as_json=True)
    one_more = deed("add-session", "one more session of the event; TIME is like 2024-05-10T12:30", as_json=True)
    one_more.add_argument("--session", required=True, help="its name")
    one_more.add_argument("--timezone", metavar="Africa/Nairobi", help="where it is not that of the first session")
    one_more.add_argument("--like", metavar="SESSION", help="whose people are expected; without it nobody yet")
    when_and_where(one_more)
    shown = deed(
        "links", "the links for guests and the poster; with --registration or --online, keep them", as_json=True
    )
    shown.add_argument("--registration", metavar="LINK", help='to the form; "" for none')
    shown.add_argument("--online", metavar="LINK", help='to the online meeting of the session; "" for none')
    shown.add_argument("--session", help="its name or id, where it is not the first one")
    return deed("leave", "the verdict on a code that goes out, recorded as a scan", as_json=True)


def facts(asked: argparse.Namespace, name: str, zone: str) -> SessionFacts:
    """The facts of a session as they were asked for. Raises DeskError for a time with an offset."""
    if any(time and time.tzinfo for time in (asked.starts, asked.ends, asked.opens, asked.closes)):
        raise DeskError("The times are on the wall clock of {zone}.", "Leave the offset out.", zone=zone)
    what = (name, asked.starts, asked.ends, zone, asked.room, asked.seats)
    return SessionFacts(*what, asked.opens, asked.closes, asked.exits, asked.online_link)


def add(asked: argparse.Namespace) -> int:
    """`checkin add-session`: one more session of the event."""
    with closing(open_event(asked.event)) as event:
        like = place_in(event, asked.like).session if asked.like else None
        zone = asked.timezone or place_in(event).session.timezone
        added = sessions.add_session(event, facts(asked, asked.session, zone), like)
        sitting = next(one for one in sessions.sittings(event) if one.session.id == added.id)
    say(_answer(sitting), f"{added.name} is added, with {sitting.registered} people expected.", as_json=asked.json)
    return 0


def tell_all(asked: argparse.Namespace) -> int:
    """`checkin sessions`: all sessions in the order of time."""
    with closing(open_event(asked.event)) as event:
        answers = [_answer(sitting) for sitting in sessions.sittings(event)]
    lines = [
        f"{one['name']} · {one['starts']} · {one['registered']} registered · {one['came']} came"
        + (" · closed" if one["closed"] else "")
        for one in answers
    ]
    say(answers, "\n".join(lines), as_json=asked.json)
    return 0


def _answer(sitting: Sitting) -> dict[str, Any]:
    session = sitting.session
    return {
        "id": session.id,
        "name": session.name,
        "starts": session.local(session.starts_at).isoformat(timespec="minutes"),
        "ends": session.local(session.ends_at).isoformat(timespec="minutes"),
        "timezone": session.timezone,
        "room": session.room,
        "seats": session.seats,
        "exits": session.exits,
        "online_link": session.online_link,
        "registered": sitting.registered,
        "walk_ins": sitting.walk_ins,
        "came": sitting.came,
        "closed": sitting.closed,
    }


def links(asked: argparse.Namespace) -> int:
    """`checkin links`: the links that guests and a poster show; those that are given are kept first."""
    with closing(open_event(asked.event)) as event:
        whole, place = events.the_event(event), place_in(event, asked.session)
        if asked.online is not None:
            whole = events.set_rules(event, replace(place.session, online_link=asked.online))
        if asked.registration is not None:
            whole = guests.keep(event, asked.registration, whole.languages, place, now())
        session = events.session_of(whole, place.session.id)
    found = {"session": session.name, "registration": whole.registration_link, "online": session.online_link}
    say(found, "\n".join(f"{name}: {link or '—'}" for name, link in found.items()), as_json=asked.json)
    return 0
