"""The door on the command line: who is in the list, who is found, who is let in."""

from __future__ import annotations

import argparse
from contextlib import closing
from typing import Any

from checkin.cli import sessions
from checkin.cli.terminal import now, place_in, say, tell
from checkin.domain.attendance import Presence
from checkin.domain.guests import expected_guests
from checkin.services import desk, overview
from checkin.storage.event_file import open_event
from checkin.storage.search import Searcher


def people(asked: argparse.Namespace) -> int:
    """Tell everyone in the list, with codes and state."""
    with closing(open_event(asked.event)) as event:
        place = place_in(event, asked.session)
        people = [_person(presence) for presence in overview.people(event, place.session.id)]
    sentence = "\n".join(f"{row['name']} · {row['organisation']} · {row['state']}" for row in people)
    say(people, sentence, as_json=asked.json)
    return 0


def _person(presence: Presence) -> dict[str, Any]:
    person, details = presence.registrant, presence.registrant.details
    return {
        "id": person.id,
        "name": person.name,
        "given_name": details.given_name,
        "family_name": details.family_name,
        "email": details.email,
        "organisation": details.organisation,
        "role": details.role,
        "country": details.country,
        "phone": details.phone,
        "category": details.category,
        "status": details.status.value,
        "mode": details.mode.value,
        "joining": details.joining.value,
        "listed": details.listed.value,
        "mailing": details.mailing.value,
        "guests": expected_guests(details),
        "walk_in": person.walk_in,
        "codes": list(person.codes),
        "slot": person.slot,
        "state": presence.state.value,
        "checked_in_at": presence.entry.at.isoformat() if presence.entry else None,
    }


def admit(asked: argparse.Namespace) -> int:
    """Tell the verdict on a code, recorded as a scan at the door, or at the way out."""
    with closing(open_event(asked.event)) as event:
        place = place_in(event, asked.session)
        if asked.deed == "leave":
            place = sessions.way_out(place)
        verdict = desk.admit_code(event, asked.code, place, now())
    answer = {
        "verdict": verdict.kind.value,
        "reason": verdict.reason.value,
        "name": verdict.registrant.name if verdict.registrant else None,
        "slot": verdict.registrant.slot if verdict.registrant else "",
        "at": place.session.local(verdict.at).isoformat(timespec="seconds"),
        "station": verdict.station,
    }
    if verdict.problem is not None:
        raise verdict.problem
    sentence = " · ".join(filter(None, (verdict.kind.value, verdict.reason.value, answer["name"])))
    say(answer, sentence, as_json=asked.json)
    return 0


def search(asked: argparse.Namespace) -> int:
    """Tell who is found, best first."""
    with closing(open_event(asked.event)) as event:
        place = place_in(event, asked.session)
        with event.reading() as tx:
            hits = Searcher().find(tx, asked.text, place.session.id)
    rows = [
        {"id": hit.registrant_id, "name": hit.name, "organisation": hit.organisation, "state": hit.state.value}
        for hit in hits
    ]
    sentence = "\n".join(f"{row['name']} · {row['organisation']} · {row['state']}" for row in rows)
    say(rows, sentence or "Nobody found.", as_json=asked.json)
    return 0


def undo(asked: argparse.Namespace) -> int:
    """Lift the check-in of a code."""
    with closing(open_event(asked.event)) as event:
        undone = desk.undo_code(event, asked.code, place_in(event, asked.session), now())
    tell(f"Undone: {undone.registrant.name} {sessions.STANDS[undone.state]}.")
    return 0
