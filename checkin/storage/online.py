"""What was read of online meetings, in and out of the file; what was decided about it stands in the journal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import func, select, text

from checkin.domain.journal import Fact
from checkin.domain.online_report import OnlineReport, OnlineRow, Part, RowDoubt
from checkin.storage import schema
from checkin.storage.event_file import Tx
from checkin.storage.journal import fact_of
from checkin.storage.sessions import read_instant, write_instant

# Word for word what the index says, as a bound value would not use it.
_ONLINE = text("fact.kind IN ('online_matched', 'online_ignored', 'online_lifted')")


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report that was loaded for a session: when (aware UTC), from which file, how many rows, what was doubtful."""

    id: str
    at: datetime
    file: str
    topic: str
    starts: datetime | None
    ends: datetime | None
    rows: int
    doubts: tuple[RowDoubt, ...]


def add_report(tx: Tx, report_id: str, session_id: str, report: OnlineReport, now: datetime) -> bool:
    """Keep a report with its rows. False, and nothing is kept, when the session has its content already."""
    kept = schema.online_report
    known = select(kept.c.id).where(kept.c.session_id == session_id, kept.c.digest == report.digest)
    if tx.execute(known).first() is not None:
        return False
    tx.execute(
        kept.insert().values(
            id=report_id,
            session_id=session_id,
            at=write_instant(now),
            file=report.file,
            digest=report.digest,
            meeting=report.meeting,
            topic=report.topic,
            starts_at=_written(report.starts),
            ends_at=_written(report.ends),
            doubts=[asdict(doubt) for doubt in report.doubts],
        )
    )
    rows = [
        (
            *(report_id, place, row.number, row.name, row.email, row.registered_name),
            *(_written(row.joined), _written(row.left), row.minutes, row.waiting, row.part.value),
        )
        for place, row in enumerate(report.rows)
    ]
    tx.exec_driver_sql("INSERT INTO online_row VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    return True


def _written(instant: datetime | None) -> str | None:
    return None if instant is None else write_instant(instant)


def _read(written: str | None) -> datetime | None:
    return None if written is None else read_instant(written)


def reports(tx: Tx, session_id: str) -> tuple[StoredReport, ...]:
    """The reports of a session, in the order of loading."""
    kept, row_of = schema.online_report, schema.online_row
    how_many = select(func.count()).where(row_of.c.report_id == kept.c.id).scalar_subquery().label("how_many")
    query = select(kept, how_many).where(kept.c.session_id == session_id).order_by(kept.c.at, kept.c.id)
    return tuple(
        StoredReport(
            row.id,
            read_instant(row.at),
            row.file,
            row.topic,
            _read(row.starts_at),
            _read(row.ends_at),
            row.how_many,
            tuple(RowDoubt(**doubt) for doubt in row.doubts),
        )
        for row in tx.execute(query)
    )


def rows(tx: Tx, session_id: str) -> tuple[OnlineRow, ...]:
    """The connections of a session, from all its reports."""
    kept, row_of = schema.online_report, schema.online_row
    query = (
        select(row_of, kept.c.meeting, kept.c.starts_at, kept.c.ends_at)
        .join(kept, kept.c.id == row_of.c.report_id)
        .where(kept.c.session_id == session_id)
        .order_by(kept.c.at, kept.c.id, row_of.c.place)
    )
    return tuple(
        OnlineRow(
            row.number,
            row.name,
            row.email,
            _read(row.joined_at),
            _read(row.left_at),
            row.minutes,
            row.waiting,
            Part(row.part),
            row.registered_name,
            row.meeting,
            _hours(row.starts_at, row.ends_at),
        )
        for row in tx.execute(query)
    )


def _hours(starts: str | None, ends: str | None) -> tuple[datetime, datetime] | None:
    return None if starts is None or ends is None else (read_instant(starts), read_instant(ends))


def remove_report(tx: Tx, report_id: str) -> None:
    """Take a report out again; the decisions stay, and count once its people are there from another report."""
    tx.execute(schema.online_row.delete().where(schema.online_row.c.report_id == report_id))
    tx.execute(schema.online_report.delete().where(schema.online_report.c.id == report_id))


def decisions(tx: Tx) -> Iterator[Fact]:
    """The facts about those online, of all sessions, in the order in which they were written."""
    for row in tx.execute(select(schema.fact).where(_ONLINE).order_by(schema.fact.c.seq)):
        yield fact_of(row)


def add_contact(tx: Tx, registrant_id: str) -> None:
    """Write down that a registrant is somebody whom no list knew, and who came online."""
    tx.execute(schema.online_contact.insert().values(registrant_id=registrant_id))


def contacts(tx: Tx, session_id: str | None = None) -> frozenset[str]:
    """The ids of those whom no list knew and who came online, but for whoever is on the list of the session (None: of
    any) by now.
    """
    who, place = schema.online_contact.c.registrant_id, schema.registration.c
    listed = select(place.registrant_id)
    if session_id is not None:
        listed = listed.where(place.session_id == session_id)
    return frozenset(tx.execute(select(who).where(who.not_in(listed))).scalars())
