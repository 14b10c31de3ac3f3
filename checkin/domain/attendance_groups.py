"""The people of a session by country, organisation or category."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from checkin.domain.attendance import Presence
from checkin.domain.names import fold
from checkin.domain.registrant import Registrant, Status


@dataclass(frozen=True, slots=True)
class Group:
    """The people of a session who share a country, an organisation or a category; `name` is "" for not given. `online`
    are those of them who were online only, `cancelled` those who had cancelled and did not take part.
    """

    name: str
    people: int
    in_room: int
    online: int = 0
    cancelled: int = 0

    @property
    def absent(self) -> int:
        """How many were expected and did not take part."""
        return self.people - self.in_room - self.online - self.cancelled


def groups(presences: Sequence[Presence], name_of: Callable[[Registrant], str]) -> tuple[Group, ...]:
    """Count people by what `name_of` says, the most in the room first, then by name.

    Names that differ in case, accents or signs only are one group, under the spelling that most people used.
    """
    # Most people share theirs with many others: they are counted as it is written, and only that is folded.
    written: dict[str, list[int]] = {}
    for presence in presences:
        given = name_of(presence.registrant)
        tally = written.get(given)
        if tally is None:
            tally = written[given] = [0, 0, 0, 0]
        tally[0] += 1
        if presence.entry is not None:
            tally[1] += 1
        elif presence.online is not None:
            tally[2] += 1
        elif presence.registrant.details.status is Status.CANCELLED:
            tally[3] += 1
    spellings: dict[str, Counter[str]] = {}
    inside: Counter[str] = Counter()
    online: Counter[str] = Counter()
    cancelled: Counter[str] = Counter()
    for given, (people, came, away, gone) in written.items():
        name = " ".join(given.split())
        key = fold(name)
        spellings.setdefault(key, Counter())[name] += people
        inside[key] += came
        online[key] += away
        cancelled[key] += gone
    found = [
        Group(spelt.most_common(1)[0][0], spelt.total(), inside[key], online[key], cancelled[key])
        for key, spelt in spellings.items()
    ]
    return tuple(sorted(found, key=lambda group: (-group.in_room, -group.people, group.name.casefold())))
