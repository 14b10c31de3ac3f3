"""A person on the registrant list, or added at the door."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, make_dataclass
from enum import StrEnum
from typing import Any, TypeVar

_Kind = TypeVar("_Kind")


class Status(StrEnum):
    """What the registration tool says of the registration."""

    CONFIRMED = "confirmed"
    PENDING = "pending"
    WAITLISTED = "waitlisted"
    CANCELLED = "cancelled"


class Mode(StrEnum):
    """How the person said they would take part."""

    ROOM = "room"
    ONLINE = "online"
    CANNOT_COME = "cannot_come"
    NOT_SAID = ""


class Answer(StrEnum):
    """An answer on the form that may be missing: joining the coalition, consent to be listed and to be written to."""

    YES = "yes"
    NO = "no"
    KNOW_MORE = "know_more"
    NOT_SAID = ""


class State(StrEnum):
    """Where a registrant stands in a session, folded from the journal."""

    EXPECTED = "expected"
    IN = "in"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Details:
    """What is known of a person, as the list or the desk gave it; `other` keeps the list's unread columns. `guests` is
    the number of guests as the desk says it, "" where it goes by the list (see `domain.guests`).
    """

    name: str
    given_name: str = ""
    family_name: str = ""
    email: str = ""
    organisation: str = ""
    role: str = ""
    country: str = ""
    phone: str = ""
    category: str = ""
    status: Status = Status.CONFIRMED
    mode: Mode = Mode.NOT_SAID
    joining: Answer = Answer.NOT_SAID
    listed: Answer = Answer.NOT_SAID
    mailing: Answer = Answer.NOT_SAID
    registered_at: str = ""
    other: Mapping[str, str] = field(default_factory=dict)
    guests: str = ""


def frozen_later(kind: type[_Kind]) -> Callable[..., _Kind]:
    """What makes objects of a frozen dataclass, called as the class is.

    What is frozen sets each field by a call; sixteen of them for each of a hundred thousand people take long. Here they
    are set before it freezes.
    """
    of_kind: Any = kind
    filled = [
        (one.name, Any, field(default=one.default, default_factory=one.default_factory)) for one in fields(of_kind)
    ]
    unfrozen = make_dataclass(f"_{kind.__name__}", filled, slots=True)

    def made(*values: Any, **named: Any) -> _Kind:
        one: Any = unfrozen(*values, **named)
        one.__class__ = kind
        frozen: _Kind = one
        return frozen

    return made


details_from = frozen_later(Details)


ERASED = "(erased)"
"""What stands instead of the name of a person who was erased: their row stays, so that the counts stay."""


@dataclass(frozen=True, slots=True)
class Registrant:
    """A registrant with the identity that never depends on name or e-mail (`id`, a UUID), the codes that admit, and the
    slot of the rack in which their printed badge lies (`domain.rack`), "" for none.
    """

    id: str
    details: Details
    walk_in: bool = False
    codes: tuple[str, ...] = ()
    slot: str = ""

    @property
    def name(self) -> str:
        """The name to show: never empty, so that a person without a name can still be seen and chosen."""
        return self.details.name or self.details.email or self.details.organisation or "—"

    @property
    def is_erased(self) -> bool:
        """Whether the person was erased. Everybody else has a code, also one who should be called like this."""
        return self.details.name == ERASED and not self.codes

    @property
    def organisation(self) -> str:
        """The organisation as the list has it, perhaps empty."""
        return self.details.organisation

    @property
    def own_code(self) -> str:
        """The code our own badge carries: the newest of the person's codes (storage returns it first)."""
        return self.codes[0] if self.codes else ""


registrant_from = frozen_later(Registrant)


_VARIANT = str.maketrans("0123456789abcdef", "89ab" * 4)


def new_ids(how_many: int) -> list[str]:
    """So many fresh ids: UUIDs of version 7 (RFC 9562), 62 of their bits random from the system's generator.

    They begin with the time (milliseconds, then 1/4096 of one, one more with each), so that what a list adds stands
    together in the file.
    """
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    first = milliseconds << 12 | (rest << 12) // 1_000_000
    chance = os.urandom(8 * how_many).hex()
    variants = chance[::16].translate(_VARIANT)
    times = [f"{number:015x}" for number in range(first, first + how_many)]
    return [
        f"{at[:8]}-{at[8:12]}-7{at[12:]}-{variant}{chance[n + 1 : n + 4]}-{chance[n + 4 : n + 16]}"
        for at, variant, n in zip(times, variants, range(0, len(chance), 16), strict=True)
    ]


def new_id() -> str:
    """A fresh id, as of `new_ids`."""
    return new_ids(1)[0]


def mask_email(email: str) -> str:
    """`m•••@khrc.example`: enough to tell two people apart at the door, not enough to read over a shoulder."""
    local, at, host = email.partition("@")
    return f"{local[:1]}•••@{host}" if at and local else ""
