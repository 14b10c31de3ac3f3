"""A registrant list, what loading it will do to the event, and what a person may choose about that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from hashlib import blake2b
from operator import attrgetter

from checkin.domain.erasing import NOBODY, Erased
from checkin.domain.registrant import Details, Registrant, frozen_later
from checkin.domain.same_person import GivenUp


@dataclass(frozen=True, slots=True)
class ListPerson:
    """One row of a list that is a person: its 1-based row in the file, the details, and the other tool's codes."""

    row: int
    details: Details
    codes: tuple[str, ...] = ()


list_person_from = frozen_later(ListPerson)


@dataclass(frozen=True, slots=True)
class Skipped:
    """One row that is not taken, and why (a plain English sentence)."""

    row: int
    why: str


@dataclass(frozen=True, slots=True)
class Merged:
    """One row that repeats an earlier one: the same address and the same name."""

    row: int
    into: int
    why: str


class DoubtKind(StrEnum):
    """What is doubtful. The first three are questions: one person, or different people. Of `ALIKE` one person was made,
    of the others several.
    """

    ADDRESS = "address"
    NAME = "name"
    ALIKE = "alike"
    NEW_NAME = "new_name"
    OVERRULED = "overruled"
    CODE = "code"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Party:
    """One of the people whom a doubt is about: the first row on the list (0: only in the event), the id of the
    registrant (None: new to the event), and what tells them apart; `more` is what else there is to know.
    """

    row: int
    registrant_id: str | None
    name: str
    email: str
    organisation: str
    more: str = ""


DoubtKey = tuple[DoubtKind, tuple[int, ...], tuple[str, ...]]
"""What an answer is kept under while a list is looked at: the kind, the rows, and the ids of those in the event."""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """Rows that may be the same person, or one address that several people share."""

    rows: tuple[int, ...]
    why: str
    kind: DoubtKind
    parties: tuple[Party, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether a person can say that these are one person, or different ones."""
        return self.kind in {DoubtKind.ADDRESS, DoubtKind.NAME, DoubtKind.ALIKE}

    @property
    def key(self) -> DoubtKey:
        """What an answer to the doubt is kept under."""
        return self.kind, self.rows, tuple(party.registrant_id for party in self.parties if party.registrant_id)


@dataclass(frozen=True, slots=True)
class ListHead:
    """What is said of a list beside its people: `rows` data rows (not blank, not headings), of which some were skipped.

    `kind` says what the file is ("registrants" or "zoom_webinar_attendees"), `tool` which tool wrote it ("" when
    unknown). `columns` gives the heading that each field was read from; several are joined with " + ".
    """

    file: str
    kind: str
    rows: int
    skipped: tuple[Skipped, ...]
    columns: Mapping[str, str]
    notices: tuple[str, ...] = ()
    tool: str = ""


@dataclass(frozen=True, slots=True)
class RegistrantList:
    """A list as it was read: its people, repeated ones too, and what else `ListHead` says of it."""

    file: str
    kind: str
    rows: int
    people: tuple[ListPerson, ...]
    skipped: tuple[Skipped, ...]
    columns: Mapping[str, str]
    notices: tuple[str, ...] = ()
    tool: str = ""

    @property
    def head(self) -> ListHead:
        """All but the people."""
        return ListHead(self.file, self.kind, self.rows, self.skipped, self.columns, self.notices, self.tool)

    def digest(self) -> str:
        """A text (of hexadecimal digits) that two lists share when they say the same, whatever their files are called.
        It knows every field of `Details`, so that a new one is in it too.
        """
        said = blake2b(digest_size=20)
        for start in range(0, len(self.people), _AT_ONCE):
            people = self.people[start : start + _AT_ONCE]
            said.update("".join(map(_said_of, people)).encode(*_AS_IT_IS))
        rest = (self.kind, self.rows, self.skipped, dict(self.columns), self.notices, self.tool)
        said.update(repr(rest).encode())
        return said.hexdigest()


def _said_of(person: ListPerson) -> str:
    details = person.details
    rest = f"{person.row}{person.codes}{dict(details.other) if details.other else ''}"
    return _PART.join((*_texts_of(details), rest))


_AT_ONCE = 1000
"""People whose texts are put together: more of them take memory and save no time."""

_PART = "\x1f"
"""Stands in no field: the reader takes control characters away."""

_texts_of = attrgetter(*(field.name for field in fields(Details) if field.name != "other"))
_AS_IT_IS = ("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Change:
    """A registrant whom the list now describes otherwise: the new registrant, the field names that differ ("codes"
    for codes that are new), and the registrant as the event has them.
    """

    registrant: Registrant
    before: Registrant
    fields: tuple[str, ...]
    new_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Overruled:
    """A registrant whom the desk has corrected: the row of the list, and field by field what the desk says (which
    stays) and what the list says now.
    """

    row: int
    registrant: Registrant
    fields: Mapping[str, tuple[object, object]]


@dataclass(frozen=True, slots=True)
class United:
    """Another entry of a person: `given`, as the list has it, goes up in the registrant `into`; `is_new` when the event
    has not had it.
    """

    into: str
    given: Registrant
    is_new: bool


@dataclass(frozen=True, slots=True)
class Memory:
    """What the event knows about its registrants beside their details: by id, what the list said of those whom the
    desk has corrected; the entries that were united with others; the pairs of ids that are different people; and how
    those are recognised who were erased.
    """

    as_listed: Mapping[str, Details] = field(default_factory=dict)
    united: tuple[GivenUp, ...] = ()
    apart: frozenset[frozenset[str]] = frozenset()
    erased: Erased = NOBODY


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chose about a list. People are named by their first row: those who are not to be added or changed,
    and those of whom the list is right and not the desk. An answer is True for one person, False for different people.
    """

    leave: frozenset[int] = frozenset()
    take: frozenset[int] = frozenset()
    answers: Mapping[DoubtKey, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import will do, with the choices that were made about it.

    rows = people + merged + skipped; people = added + changed + unchanged. `skipped` are the rows that the reader
    skipped and those that a person left out. `as_listed` is what the list says now of the registrants whom the desk has
    corrected, by id, where it says something new. `missing` are the event's registrants, without walk-ins, who are not
    on the list; nothing happens to them. `rows` gives the first row of each registrant on the list, by id.
    """

    source: RegistrantList
    choices: Choices
    added: tuple[Registrant, ...]
    changed: tuple[Change, ...]
    unchanged: tuple[Registrant, ...]
    merged: tuple[Merged, ...]
    skipped: tuple[Skipped, ...]
    doubtful: tuple[Doubtful, ...]
    overruled: tuple[Overruled, ...]
    as_listed: Mapping[str, Details]
    missing: tuple[Registrant, ...]
    united: tuple[United, ...]
    apart: tuple[tuple[str, str], ...]
    rows: Mapping[str, int]

    @property
    def people(self) -> int:
        """How many distinct people the list holds."""
        return len(self.added) + len(self.changed) + len(self.unchanged)
