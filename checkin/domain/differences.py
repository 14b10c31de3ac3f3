"""What differs between two descriptions of a person, and how a difference is taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from checkin.domain.registrant import Details

_NAME = frozenset({"name", "given_name", "family_name"})


@dataclass(frozen=True, slots=True)
class Difference:
    """The fields in which a person's details changed: what stood there `before`, and what stood there `after`."""

    before: Mapping[str, Any]
    after: Mapping[str, Any]


def difference(before: Details, after: Details) -> Difference:
    """How to get from one description to the other. A name counts whole: its halves are no names of their own."""
    names = {field.name for field in fields(Details) if getattr(before, field.name) != getattr(after, field.name)}
    if names & _NAME:
        names |= _NAME
    return Difference({name: getattr(before, name) for name in names}, {name: getattr(after, name) for name in names})


def taken_back(now: Details, change: Difference) -> Details:
    """The details without a change, as far as it still stands: what somebody has altered since stays as it is."""
    stands = {name for name, value in change.after.items() if getattr(now, name) == value}
    if not stands >= _NAME & change.after.keys():
        stands -= _NAME
    return replace(now, **{name: change.before[name] for name in stands})
