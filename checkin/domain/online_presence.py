"""Who took part online, once it is decided which entry is which registrant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from checkin.domain.journal import Fact, FactKind
from checkin.domain.online_people import Entry, minutes_of, stays, united
from checkin.domain.online_report import RowDoubt


@dataclass(frozen=True, slots=True)
class Online:
    """One registrant's time online, from all entries that are theirs: `minutes` with overlaps once and gaps never,
    the first join and the last leave (aware UTC; None where the report has no times), how many times they joined, the
    names they had, and the facts by which they were recognised, the first one first.
    """

    minutes: float
    joined: datetime | None
    left: datetime | None
    times: int
    names: tuple[str, ...]
    matches: tuple[Fact, ...]
    spans: tuple[tuple[datetime, datetime], ...] = ()


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody or something online that is no registrant: `candidates` are names of registrants it may be, and `left`
    says whether a person has left it aside, or nobody has decided yet.
    """

    name: str
    email: str
    minutes: float
    kind: str
    candidates: tuple[str, ...]
    left: bool


@dataclass(frozen=True, slots=True)
class Report:
    """A report that the attendance was made from: its file, its rows, when it was loaded (aware UTC), and the rows of
    the file that could not be read, or not wholly.
    """

    file: str
    rows: int
    at: datetime
    doubts: tuple[RowDoubt, ...] = ()


def online_presences(
    entries: Iterable[Entry], decided: Mapping[str, Fact], into: Mapping[str, str] | None = None
) -> dict[str, Online]:
    """Fold entries and the decisions that stand, by the entries' keys, into the time online of each registrant.

    `into` leads from a registrant who was united with another one to that one. Entries without a decision are nobody.
    """
    theirs: dict[str, list[tuple[Entry, Fact]]] = defaultdict(list)
    for entry in entries:
        fact = decided.get(entry.key)
        if fact is not None and fact.kind is FactKind.ONLINE_MATCHED and fact.registrant_id is not None:
            who = fact.registrant_id
            while into is not None and who in into:
                who = into[who]
            theirs[who].append((entry, fact))
    return {who: _together(pairs) for who, pairs in theirs.items()}


def _together(pairs: list[tuple[Entry, Fact]]) -> Online:
    spans = united(span for entry, _ in pairs for span in entry.spans)
    untimed = sum(entry.untimed for entry, _ in pairs)
    return Online(
        minutes_of(spans, untimed),
        spans[0][0] if spans else None,
        spans[-1][1] if spans else None,
        stays(spans) if spans else len(pairs),
        tuple(dict.fromkeys(name for entry, _ in pairs for name in entry.names)),
        tuple(fact for _, fact in pairs),
        spans,
    )
