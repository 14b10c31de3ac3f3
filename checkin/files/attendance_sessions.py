"""The sheet of sessions in a row: people down, sessions across, and the sums at both ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from checkin.domain.session_matrix import MatrixRow, SessionMatrix
from checkin.files.attendance_rows import attendance_word
from checkin.files.cells import Cell, writable


def table(matrix: SessionMatrix, now: datetime) -> tuple[tuple[str, ...], Iterator[tuple[Cell, ...]]]:
    """The headings, and one row a person with how they stand in each session; "" for a session that they do not belong
    to. The last row has how many came to each, and the last column to how many each person came.
    """
    sessions = tuple(
        writable(f"{one.session.name} ({one.session.local(one.session.starts_at):%Y-%m-%d})") for one in matrix.sessions
    )
    headings = ("Registration code", "Full name", "Organisation", *sessions, "Sessions attended")
    return headings, _rows(matrix, now)


def _rows(matrix: SessionMatrix, now: datetime) -> Iterator[tuple[Cell, ...]]:
    for row in matrix.rows:
        details = row.registrant.details
        who = (row.registrant.own_code, details.name, details.organisation)
        yield (*map(writable, who), *_words(row, matrix, now), row.attended)
    yield ("", "All who came", "", *matrix.came, sum(matrix.came))


def _words(row: MatrixRow, matrix: SessionMatrix, now: datetime) -> Iterator[str]:
    for presence, attendance in zip(row.presences, matrix.sessions, strict=True):
        yield "" if presence is None else attendance_word(presence, ended=attendance.has_ended(now))
