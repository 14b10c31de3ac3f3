"""What becomes of the connections of somebody who is erased: they still count, and say no more who it was."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, replace

from checkin.domain.online_names import Kind, cleaned, kind_of
from checkin.domain.online_people import Entry, key_of
from checkin.domain.online_report import OnlineRow
from checkin.domain.registrant import ERASED

_LETTERS = str.maketrans("0123456789", "ghijklmnop")


@dataclass(frozen=True, slots=True)
class Emptied:
    """The places of rows with what they say now, and the keys of entries: old → new."""

    rows: dict[int, OnlineRow]
    keys: dict[str, str]


def emptied(
    rows: Sequence[OnlineRow],
    entries: Sequence[Entry],
    goes: Callable[[Entry], bool],
    *,
    room: str = "",
    shared: Container[str] = (),
) -> Emptied:
    """Empty the rows of the entries that `goes` chooses. Those of one entry stay together under a key that chance has
    made; devices of one name stay apart as they were, as they are told apart by their times.
    """
    found, connections = Emptied({}, {}), _Connections(rows, room, shared)
    for entry in filter(goes, entries):
        base, number, lane = entry.key.partition(" #")
        if base in found.keys:
            found.keys[entry.key] = found.keys[base] + number + lane
            continue
        new = _new_key(entry)
        for place in connections.of(entry, base):
            found.rows[place] = replace(rows[place], name=new[0], email=new[1], registered_name="")
        key = key_of(OnlineRow(0, *new), kind_of(new[0], room))
        found.keys.update({base: key, entry.key: key + number + lane})
    for place, row in enumerate(rows):
        if row.waiting and place not in found.rows and goes(_alone(row, room)):
            found.rows[place] = replace(row, name=ERASED, email=new_address(), registered_name="")
    return found


def new_address() -> str:
    """What stands instead of an address: made by chance, and nobody's."""
    return f"erased-{_chance()}"


def _chance() -> str:
    return secrets.token_hex(8).translate(_LETTERS)


def _alone(row: OnlineRow, room: str) -> Entry:
    """Somebody who only waited, as the entry that they would be."""
    kind = kind_of(row.name, room)
    return Entry(key_of(row, kind), row.name, kind, row.email, (row.name,), (row.registered_name,))


def _new_key(entry: Entry) -> tuple[str, str]:
    if entry.kind is Kind.BOT:
        return f"Erased notetaker {_chance()}", ""
    if not entry.email and entry.kind is Kind.DEVICE:
        return f"Erased device {_chance()}", ""
    if not entry.email and entry.kind is Kind.ROOM:
        return f"Erased meeting room {_chance()}", ""
    return ERASED, new_address()


class _Connections:
    """The places of rows by what makes them an entry's: of a large meeting each row is looked at once."""

    def __init__(self, rows: Sequence[OnlineRow], room: str, shared: Container[str]) -> None:
        self._by_key: dict[str, list[int]] = defaultdict(list)
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._waiting: dict[str, list[int]] = defaultdict(list)
        for place, row in enumerate(rows):
            if row.waiting:
                for said in {row.email, cleaned(row.name)} - {""}:
                    self._waiting[said].append(place)
                continue
            self._by_key[key_of(row, kind_of(row.name, room), shared)].append(place)
            if not row.email:
                self._by_name[row.name].append(place)

    def of(self, entry: Entry, base: str) -> Iterator[int]:
        """The places of an entry's rows. Who only waited is nobody of the entries, and named in the file too."""
        yield from self._by_key.get(base, ())
        for name in entry.names if entry.merged else ():
            yield from self._by_name.get(name, ())
        for said in {entry.email, *map(cleaned, entry.names)} - {""}:
            yield from self._waiting.get(said, ())
