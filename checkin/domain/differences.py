"""What a list did to a person, what differs between two descriptions, and how a difference is taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from checkin.domain.registrant import Details


class StepKind(StrEnum):
    """What a list does to a registrant whom the event has already. `was` of the step says how to take it back."""

    CHANGED = "changed"
    """`was`: {"before": {field: value}, "after": {field: value}} of the fields that changed."""
    CODES = "codes"
    """`was`: the folded codes that were added."""
    REGISTERED = "registered"
    """For the session of the import; `was` is empty."""
    AS_LISTED = "as_listed"
    """`was`: the details that were kept before, or None."""
    UNITED = "united"
    """The registrant was united with another one; `was` is empty."""
    APART = "apart"
    """`was`: the id of the registrant who is somebody else."""


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
