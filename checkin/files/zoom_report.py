"""Zoom's reports of who took part in a meeting or a webinar, in every form and language of its portal."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event as Stop

from checkin.domain.errors import DeskError
from checkin.domain.names import clean
from checkin.domain.online_report import OnlineReport, Part
from checkin.domain.session import Session
from checkin.files import tables, zoom_refusals
from checkin.files.headings import normalised
from checkin.files.table import Progress, Table
from checkin.files.zoom_headings import Columns, fields_of, is_header
from checkin.files.zoom_rows import RowReader, hosts_of
from checkin.files.zoom_times import DateOrder, Moment, instant_of, moment, order_of
from checkin.files.zoom_words import SECTIONS

Cells = tuple[str, ...]


@dataclass(slots=True)
class _Draft:
    """A report while it is read: its head, and the rows with their times still as text."""

    file: str
    head: dict[str, str] = field(default_factory=dict)
    rows: list[tuple[int, Cells, Columns, Part]] = field(default_factory=list)

    @property
    def meeting(self) -> str:
        return re.sub(r"\D", "", self.head.get("meeting", "")) or self.file


def read_report(
    path: Path,
    session: Session,
    order: DateOrder | None = None,
    *,
    stop: Stop | None = None,
    progress: Progress | None = None,
) -> OnlineReport:
    """Read one report of participants; times are taken on the session's clock, as the file names no zone.

    `order` answers the question of a file whose dates are ambiguous. Raises DatesAmbiguousError for that question,
    DeskError in one sentence for every other file, with the report to take instead, and Stopped.
    """
    try:
        found = tables.read_tables(path, stop=stop, progress=progress)
    except DeskError as refused:
        raise zoom_refusals.of_a_report(refused) from refused
    zoom_refusals.refuse_teams(path.name, found)
    for table in found:
        draft = _draft(path.name, table)
        if draft is not None:
            return _report(draft, session, order)
    raise zoom_refusals.refusal(path.name, found)


def _draft(file: str, table: Table) -> _Draft | None:
    draft = _Draft(file)
    columns: Columns | None = None
    part = titled = Part.ATTENDEE
    is_found = False
    head: Columns = {}
    for number, row in table.numbered():
        title = _section(row)
        if title is not None:
            titled = Part(title) if title else Part.ATTENDEE
            columns = None
            continue
        here = fields_of(row) if columns is None or _may_be_headings(row, columns) else {}
        if is_header(here):
            # A header whose title nobody knows begins a section too, and is not of the one before.
            part, titled = titled, Part.ATTENDEE
            columns, is_found = here, True
        elif columns is not None:
            draft.rows.append((number, row, columns, part))
        elif {"topic"} & here.keys():
            head = here
        elif head and not draft.head:
            draft.head = {name: _cell(row, place) for name, place in head.items()}
    return draft if is_found else None


def _section(row: Cells) -> str | None:
    """The part that a section's title names, or None for any other row: a title stands alone, perhaps padded."""
    filled = [cell for cell in row if cell.strip()]
    return SECTIONS.get(normalised(filled[0])) if len(filled) == 1 else None


def _may_be_headings(row: Cells, columns: Columns) -> bool:
    """Whether a row below a header is one itself: where a time should stand no digit does, or nowhere in the row."""
    places = [place for name in ("joined", "left", "minutes") if (place := columns.get(name)) is not None]
    cells = [_cell(row, place) for place in places]
    if any(cell and not any(sign.isdigit() or sign == "-" for sign in cell) for cell in cells):
        return True
    # The headings of a shorter section can end before the places of the one before.
    return not any(cells) and not any(sign.isdigit() for cell in row for sign in cell)


def _cell(row: Cells, place: int | None) -> str:
    return " ".join(row[place].split()) if place is not None and place < len(row) else ""


def _report(draft: _Draft, session: Session, order: DateOrder | None) -> OnlineReport:
    times = [_cell(row, at.get(name)) for _, row, at, _ in draft.rows for name in ("joined", "left")]
    head = [draft.head.get(name, "") for name in ("starts", "ends")]
    others = [_cell(row, at.get("registered_at")) for _, row, at, _ in draft.rows]
    if order is None:
        order = order_of(draft.file, _moments(times + head), session, _moments(others))
    reader = RowReader(hosts_of(draft.head), draft.meeting, session, order)
    rows = tuple(one for number, row, at, part in draft.rows if (one := reader.row(number, _cells(row, at), part)))
    if not rows:
        raise DeskError(
            "{name} names nobody who took part.",
            "In Zoom, wait until the report of the meeting is complete, then export it once more.",
            name=draft.file,
        )
    starts, ends = (instant_of(draft.head.get(name, ""), order, session) for name in ("starts", "ends"))
    instants = [at for row in rows if not row.waiting for at in (row.joined, row.left) if at is not None]
    if starts is None or ends is None or ends <= starts:
        instants = instants or reader.stray
        starts, ends = (min(instants), max(instants)) if instants else (None, None)
    topic = clean(draft.head.get("topic", ""))
    # Of a meeting that is held every week two reports without times can be alike, but for the day in the head.
    said: tuple[object, ...] = (draft.meeting if draft.head else "", rows) + (() if instants else (starts, ends))
    digest = hashlib.sha256(repr(said).encode("utf-8", "replace")).hexdigest()
    return OnlineReport(draft.file, digest, draft.meeting, topic, rows, tuple(reader.doubts), starts, ends)


def _cells(row: Cells, columns: Columns) -> dict[str, str]:
    return {name: _cell(row, place) for name, place in columns.items()}


def _moments(texts: Sequence[str]) -> Iterator[Moment]:
    return (found for text in dict.fromkeys(texts) if (found := moment(text)) is not None)
