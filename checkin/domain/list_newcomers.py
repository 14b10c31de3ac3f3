"""The rows of a list as people, while it is being read; and the registrants they become where an event has nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from operator import itemgetter
from types import MappingProxyType

from checkin.domain.code import FreshCodes, fold_code
from checkin.domain.list_alike import Alike, settle, unite
from checkin.domain.list_answers import Said
from checkin.domain.list_doubts import each_question
from checkin.domain.list_matching import Person
from checkin.domain.lists import Choices, ListPerson, Memory, Merged
from checkin.domain.registrant import Details, Registrant, new_ids, registrant_from
from checkin.domain.same_person import identity

_NO_CODES: Mapping[str, str] = MappingProxyType({})


@dataclass(slots=True)
class UnitedRows:
    """The people of the rows so far, the rows that repeat one of them, who may be somebody else (see `unite`), and
    of whom a later row has said more.
    """

    by_key: dict[object, Person] = field(default_factory=dict)
    merged: list[Merged] = field(default_factory=list)
    alike: Alike = field(default_factory=dict)
    changed: set[Person] = field(default_factory=set)

    def take(self, rows: Iterable[ListPerson]) -> list[Person]:
        """Take more rows; returns the people among them who were on none before."""
        found: list[Person] = []
        for row in rows:
            codes = {fold_code(code): code for code in row.codes} if row.codes else _NO_CODES
            who = identity(row.details)
            new = Person(row.row, row.details, who, codes)
            # Rows with nothing but an organisation are that many seats of it, whose names are not known yet.
            key: object = who if who[0] or who[1] else row.row
            person = self.by_key.setdefault(key, new)
            if person is new:
                found.append(new)
            else:
                before = person.details
                unite(person, new, self.merged, self.alike)
                if person.details != before:
                    self.changed.add(person)
        return found


class Newcomers:
    """The people of a list without codes, for an event that has nobody and remembers nobody: each row is somebody new,
    or one of them once more.
    """

    def __init__(self) -> None:
        self._rows = UnitedRows()
        self._fresh = FreshCodes()

    def __len__(self) -> int:
        return len(self._rows.by_key)

    @property
    def merged(self) -> Sequence[Merged]:
        """The rows that repeat one of the people."""
        return self._rows.merged

    def take(self, rows: Iterable[ListPerson]) -> list[Registrant]:
        """Take more rows; returns the registrants that are new among them."""
        people = self._rows.take(rows)
        ids, codes = new_ids(len(people)), self._fresh.codes(len(people))
        return [
            registrant_from(registrant_id, person.details, codes=(code,))
            for person, registrant_id, code in zip(people, ids, codes, strict=True)
        ]

    def amended(self) -> Iterator[tuple[int, Details]]:
        """Those of whom a later row has said more than the first one: the 0-based place of the registrant among all
        that `take` has returned, and the details as they are now.
        """
        for place, person in enumerate(self._rows.by_key.values() if self._rows.changed else ()):
            if person in self._rows.changed:
                yield place, person.details

    def doubtful(self, *, with_status: bool) -> list[tuple[tuple[int, ...], str]]:
        """What is doubtful about them, in the order of the list: rows, and why. `with_status`: the list has a
        column for the status.
        """
        people = list(self._rows.by_key.values())
        asked = settle(self._rows.alike, people, self._rows.merged, (), Memory(), Choices(), Said(with_status))
        return sorted([(doubt.rows, doubt.why) for doubt in chain(asked, each_question(people, ()))], key=itemgetter(0))
