"""The command that closes a session: what still stands open, step by step; and the day of the erasing."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

from checkin.cli.terminal import now, place_in, say, tell
from checkin.domain.closing import Finding, Step, StepFound, days_after
from checkin.domain.errors import DeskError
from checkin.services import closing as deeds
from checkin.services import erasure_date, events
from checkin.services.closing import Standing
from checkin.services.place import Place
from checkin.storage.event_file import EventFile, open_event

_TITLES = {
    Step.DOORS: "doors that have not reported",
    Step.STOPPED: "stopped at the door and not in",
    Step.SAME_PEOPLE: "perhaps one person",
    Step.WALK_INS: "names of walk-ins to read",
    Step.BADGES: "badges and people that differ",
    Step.ONLINE: "those online",
    Step.EXPORT: "the attendance file",
    Step.COPY: "a copy on another disk",
    Step.ERASURE: "the day of the erasing",
}


def how_it_is_closed(deed: argparse.ArgumentParser) -> None:
    """The words of `close`."""
    steps = [step.value for step in Step if step is not Step.ERASURE]
    deed.add_argument("--looked-at", action="append", default=[], choices=steps, help="a step that is in order")
    deed.add_argument("--copy", type=Path, metavar="DIR", help="keep a copy of the event in this folder first")
    deed.add_argument("--by", default="", metavar="NAME", help="who closes it")
    deed.add_argument("--erase-after", metavar="DAYS|never", help="days after the last session (90 where none is kept)")
    deed.add_argument("--anyway", action="store_true", help="close it with steps open")
    deed.add_argument("--open-again", action="store_true", help="open a closed session again")


def close(asked: argparse.Namespace) -> int:
    """`checkin close`: say what is open; close the session when nothing is, or anyway."""
    with closing(open_event(asked.event)) as event:
        place = place_in(event, asked.session)
        if asked.open_again:
            deeds.open_again(event, place, now())
        else:
            closed = _close(event, place, asked)
            if not closed:
                standing = deeds.look(event, place, now())
                if asked.json:
                    say(_answer(standing), "", as_json=True)
                print(_what_is_open(standing), file=sys.stderr)  # noqa: T201
                return 1
            event.back_up()
        standing = deeds.look(event, place, now())
    say(_answer(standing), _stands(standing), as_json=asked.json)
    return 0


def _close(event: EventFile, place: Place, asked: argparse.Namespace) -> bool:
    if asked.copy is not None:
        deeds.copy_into(event, asked.copy, place, now())
    standing = deeds.look(event, place, now())
    looked_at = [finding for step in standing.steps if step.step in asked.looked_at for finding in step.to_look_at]
    if looked_at:
        deeds.look_at(event, looked_at, place)
        standing = deeds.look(event, place, now())
    if standing.open and not asked.anyway and standing.closed is None:
        return False
    day = _day(asked.erase_after, event, standing)
    deeds.close(event, [step.step for step in standing.open], day, place, now(), asked.by)
    return True


def _day(after: str | None, event: EventFile, standing: Standing) -> date | None:
    if after is None:
        return standing.erase_on
    if after == "never":
        return None
    if not after.isdecimal() or len(after) > 4:  # noqa: PLR2004 - days of a lifetime
        raise DeskError("{text} is no number of days.", "Give a number such as 90, or never.", text=after)
    return days_after(events.the_event(event), int(after))


def _what_is_open(standing: Standing) -> str:
    lines = [f"{_TITLES[step.step]}: {_lines(step)}" for step in standing.open]
    return "\n".join([f"{standing.session.name} is not closed yet. Still open, or close it with --anyway:", *lines])


def _lines(step: StepFound) -> str:
    names = [str(one.about[said]) for one in step.to_look_at for said in ("name", "station") if one.about.get(said)]
    return ", ".join(names) or "not done"


def _stands(standing: Standing) -> str:
    session = standing.session
    if standing.closed is None:
        return f"{session.name} is open again."
    erased = f"everybody is erased from {standing.erase_on} on" if standing.erase_on else "nobody is erased by date"
    return f"{session.name} is closed; {erased}."


def _answer(standing: Standing) -> dict[str, Any]:
    closed = standing.closed
    return {
        "session": standing.session.name,
        "closed": _said(closed.at) if closed else None,
        "by": closed.operator if closed else "",
        "let_in_since": standing.let_in_since,
        "open": [step.step.value for step in standing.open],
        "steps": [
            {"step": step.step.value, "stands": step.stands.value, "findings": [_line(one) for one in step.findings]}
            for step in standing.steps
        ],
        "erase_on": standing.erase_on.isoformat() if standing.erase_on else None,
    }


def _line(finding: Finding) -> dict[str, Any]:
    return {
        "found": finding.found.value,
        "who": list(finding.who),
        **{said: _said(value) for said, value in finding.about.items()},
    }


def _said(value: object) -> object:
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def tell_dates(event: EventFile) -> None:
    """What `check` says beside its answer: which sessions are closed, and when everybody is to be erased."""
    whole, closed = events.the_event(event), deeds.closed(event)
    for session in whole.sessions:
        if (fact := closed.get(session.id)) is not None:
            by = f" by {fact.operator}" if fact.operator else ""
            tell(f"{session.name} was closed on {session.local(fact.at):%Y-%m-%d %H:%M}{by}.")
    if day := erasure_date.due(event, now()):
        tell(f"Everybody was to be erased by {day}: checkin erase {event.path} --all")
    elif day := erasure_date.planned(event):
        tell(f"Everybody is to be erased on {day}.")
