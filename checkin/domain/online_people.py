"""Who was online: the connections of a report, put together to one entry for each person, room or device."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from checkin.domain.online_names import Key, Kind, cleaned, is_full, keys_of, kind_of
from checkin.domain.online_report import OnlineRow, Part

Span = tuple[datetime, datetime]

_SAME_STAY = timedelta(seconds=60)
"""A gap up to which a connection that broke off is one stay; the gap itself never counts as time."""


_AROUND = timedelta(hours=1)
"""So long before and after its hours somebody online may have been there for a session; not on another day, and not
where a report's times are of another zone."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One person, room or device online. `key` names it for good: the address, or the cleaned name without one.

    `spans` are united, in order (aware UTC); `untimed` are minutes that a report without times gives. `merged`: a
    connection without an address was added, because its name is this one's alone; `also` are the keys of such ones.
    `meetings` are the hours of the meetings of connections without times, as far as their reports say them.
    """

    key: str
    name: str
    kind: Kind
    email: str = ""
    names: tuple[str, ...] = ()
    registered_names: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    untimed: float = 0.0
    merged: bool = False
    also: tuple[str, ...] = ()
    meetings: tuple[Span, ...] = ()

    @property
    def minutes(self) -> float:
        """How long they were connected: overlaps once, gaps never."""
        return minutes_of(self.spans, self.untimed)

    @property
    def joined(self) -> datetime | None:
        """The first join (aware UTC), None without times."""
        return self.spans[0][0] if self.spans else None

    @property
    def left(self) -> datetime | None:
        """The last leave (aware UTC), None without times."""
        return self.spans[-1][1] if self.spans else None

    def was_there(self, starts: datetime, ends: datetime) -> bool:
        """Whether they were connected while a session ran (aware), which may begin early and end late. Without times
        it is the meeting that counts, and a report that does not say of when it is, is believed.
        """
        around = starts - _AROUND, ends + _AROUND
        known = (*self.spans, *self.meetings)
        return not known or any(start < around[1] and end > around[0] for start, end in known)


def minutes_of(spans: Sequence[Span], untimed: float = 0.0) -> float:
    """The minutes of united spans, and those that a report gave without times."""
    return sum((end - start).total_seconds() for start, end in spans) / 60 + untimed


def united(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans without overlaps, in order: what overlaps or touches becomes one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)


def stays(spans: Sequence[Span]) -> int:
    """How many times somebody joined: a connection that came back within a minute had not left."""
    return sum(place == 0 or start - spans[place - 1][1] > _SAME_STAY for place, (start, _end) in enumerate(spans))


def entries(
    rows: Iterable[OnlineRow], *, room: str = "", shared: Container[str] = (), namesakes: Container[Key] = ()
) -> tuple[Entry, ...]:
    """Everyone who was online, in the order of the report, without those who only waited.

    `shared`: addresses of several registrants, under which each name is a person; `namesakes`: names of several
    registrants, of whom one without an address may be the other one. `room` is the session's room.
    """
    groups: dict[str, list[OnlineRow]] = defaultdict(list)
    kinds: dict[str, Kind] = {}
    for row in _each_once(rows):
        if not row.waiting:
            kind = kind_of(row.name, room)
            key = key_of(row, kind, shared)
            groups[key].append(row)
            kinds[key] = Kind.PERSON if Kind.PERSON in {kind, kinds.get(key)} else kind
    made: list[Entry] = []
    for key, group in groups.items():
        if kinds[key] in {Kind.DEVICE, Kind.ROOM} and not group[0].email:
            made += _devices(key, kinds[key], group)
        else:
            made.append(_entry(key, kinds[key], group, room))
    return _with_nameless_connections(made, namesakes)


def _each_once(rows: Iterable[OnlineRow]) -> Iterable[OnlineRow]:
    """The rows without those that a second export of the same meeting repeats."""
    return {
        (
            row.name,
            row.email,
            row.joined,
            row.left,
            row.minutes,
            row.waiting,
            (row.meeting, row.hours) if row.joined is None else None,
        ): row
        for row in rows
    }.values()


def key_of(row: OnlineRow, kind: Kind, shared: Container[str] = ()) -> str:
    """What a connection is put together with others by; see `Entry.key`."""
    # A bot or a room that somebody has connected with their own account is not that person.
    of = f"{kind.value} " if kind in {Kind.BOT, Kind.ROOM} else ""
    if not row.email:
        return f"{of}name {cleaned(row.name)}"
    return f"{of}mail {row.email}" + (f" name {cleaned(row.name)}" if row.email in shared else "")


def _entry(key: str, kind: Kind, rows: Sequence[OnlineRow], room: str = "") -> Entry:
    if kind in {Kind.PERSON, Kind.DEVICE, Kind.PHONE} and any(row.part is Part.HOST for row in rows):
        kind = Kind.HOST
    names = tuple(dict.fromkeys(row.name for row in rows))
    timed = {row.meeting for row in rows if row.joined is not None}
    # A report without times may come twice; of one meeting it counts once, and not at all beside one with times. Where
    # it does not say of which meeting it is (no number), it is taken for that of the one with times.
    minutes: dict[str, float] = {}
    for row in rows:
        is_counted = row.meeting in timed or (timed and not row.meeting.isdigit())
        if row.joined is None and row.minutes is not None and not is_counted:
            minutes[row.meeting] = max(minutes.get(row.meeting, 0.0), row.minutes)
    return Entry(
        key,
        next((name for name in names if kind_of(name, room) is Kind.PERSON), names[0]),
        kind,
        rows[0].email,
        names,
        tuple(dict.fromkeys(row.registered_name for row in rows if row.registered_name)),
        united((row.joined, row.left) for row in rows if row.joined is not None and row.left is not None),
        sum(minutes.values()),
        meetings=_meetings(rows),
    )


def _meetings(rows: Iterable[OnlineRow]) -> tuple[Span, ...]:
    found = [row.hours for row in rows if row.joined is None]
    said = [hours for hours in found if hours is not None]
    return united(said) if len(said) == len(found) else ()


def _devices(key: str, kind: Kind, rows: Sequence[OnlineRow]) -> list[Entry]:
    """One entry for each device of this name: those that are connected at the same time are not the same."""
    lanes: list[list[OnlineRow]] = []
    for row in sorted(rows, key=_began):
        free = (lane for lane in lanes if row.joined is None or (lane[-1].left or row.joined) <= row.joined)
        lane = next(free, None)
        if lane is None:
            lanes.append([row])
        else:
            lane.append(row)
    return [_entry(key if place == 1 else f"{key} #{place}", kind, lane) for place, lane in enumerate(lanes, 1)]


def _began(row: OnlineRow) -> float:
    return row.joined.timestamp() if row.joined is not None else 0.0


def _with_nameless_connections(made: Sequence[Entry], namesakes: Container[Key]) -> tuple[Entry, ...]:
    """Add connections without an address to the one entry with an address that has the same full name."""
    known: dict[str, list[str]] = defaultdict(list)
    for entry in made:
        if entry.email and entry.kind is Kind.PERSON:
            for name in {cleaned(name) for name in entry.names}:
                known[name].append(entry.key)
    found: dict[str, Entry] = {}
    for entry in sorted(made, key=lambda entry: not entry.email):
        owners = known.get(cleaned(entry.name), []) if not entry.email and entry.kind is Kind.PERSON else []
        keys = keys_of(entry.name)
        if len(owners) != 1 or not any(map(is_full, keys)) or any(key in namesakes for key in keys):
            found[entry.key] = entry
            continue
        owner = found[owners[0]]
        found[owner.key] = replace(
            owner,
            names=tuple(dict.fromkeys((*owner.names, *entry.names))),
            spans=united((*owner.spans, *entry.spans)),
            untimed=max(owner.untimed, entry.untimed),
            merged=True,
            also=(*owner.also, entry.key),
            meetings=united((*owner.meetings, *entry.meetings)),
        )
    return tuple(found[entry.key] for entry in made if entry.key in found)
