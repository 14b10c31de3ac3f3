"""Where a deed of the door happens, and the fact of it before it goes into the journal."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime

from checkin.domain.journal import Fact, FactKind, Method
from checkin.domain.registrant import new_id
from checkin.domain.session import Session


@dataclass(frozen=True, slots=True)
class Place:
    """Where a deed happens: the session that people are checked in to, the station, the operator if known, the other
    sessions of the event, and whether people go out here (`leaving`) and not in.
    """

    session: Session
    station: str
    operator: str = ""
    sessions: tuple[Session, ...] = ()
    leaving: bool = False


def new_fact(
    place: Place,
    now: datetime,
    kind: FactKind,
    registrant_id: str | None,
    *,
    method: Method | None = None,
    reason: str = "",
    raw: str = "",
    lifts: str | None = None,
    note: str = "",
) -> Fact:
    """A fresh fact of a deed at this place; `now` is aware."""
    return Fact(
        id=new_id(),
        kind=kind,
        session_id=place.session.id,
        at=now,
        utc_offset=time.localtime(now.timestamp()).tm_gmtoff // 60,
        registrant_id=registrant_id,
        station=place.station,
        operator=place.operator,
        method=method,
        reason=reason,
        raw=raw,
        lifts=lifts,
        note=note,
    )
