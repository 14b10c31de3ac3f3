"""Many registrants into the file, while whoever adds them goes on with something else."""

from __future__ import annotations

import sqlite3
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from datetime import datetime

from checkin import processes
from checkin.domain.names import found_by, search_keys
from checkin.domain.registrant import Registrant
from checkin.storage.event_file import Tx, driver
from checkin.storage.registrants import AT_ONCE, MOST_VALUES, Rows, code_rows, rows_of, write
from checkin.storage.sessions import write_instant

_LONG = 10 * AT_ONCE
"""People from which it takes less to make the index of their codes anew than to keep it while they are written."""

MANY = 20_000
"""People from which a second process has made more of the search words than it takes time to start."""

_ASIDE = "SELECT type, name, sql FROM sqlite_master WHERE name IN ('code_registrant', 'registrant_found')"
"""The index of the codes' holders, and the trigger that makes each person found alone."""

_FOUND = "INSERT INTO search (rowid, key) SELECT number, search_key FROM registrant WHERE number > ? ORDER BY number"

_MAKE_LATER = "CREATE TEMP TABLE code_later (folded TEXT, text TEXT, registrant_id TEXT, own BOOLEAN)"
_CODES = (
    "INSERT INTO code (folded, text, registrant_id, own) SELECT folded, text, registrant_id, own"
    " FROM code_later WHERE true ORDER BY folded, rowid ON CONFLICT DO NOTHING"
)
"""The codes are put where they belong when all are there, in the order in which their table keeps them: that takes
SQLite half the time, and half the log.
"""

_MOST_WAITING = 4
"""Pieces that may wait to be written, as they take memory; who adds more waits for the first of them."""

_OF_A_STATEMENT = 6_600
"""Values of one statement where the search index is written apart (300 people, or all codes of a piece): a longer one
has SQLite hold more, and write no sooner."""

_AHEAD = 4
"""Pieces whose words are made before their turn has come: enough that nobody waits, and few in memory."""

_TURN = 0.0002
"""Seconds for which one thread may keep Python to itself while another has something to do for it."""


@contextmanager
def adding(
    tx: Tx,
    session_id: str,
    now: datetime,
    expected: int = 0,
    second: ProcessPoolExecutor | None = None,
    *,
    all_own: bool = False,
) -> Iterator[Adding]:
    """Add registrants piece by piece, about `expected` of them. Until `finish` is through, nobody else may use `tx`.
    The words of many are made by the `second` process, or one that is begun for it. `all_own`: their codes are ours.

    Leaving by an exception waits for what is being written, and lets the rest be.
    """
    with (
        _small_cache(driver(tx)),
        _short_turns(),
        nullcontext(second) if second or expected < MANY else processes.second() as makes_words,
        ThreadPoolExecutor(1, "list-pen") as pen,
    ):
        try:
            is_long = expected >= _LONG
            yield Adding(driver(tx), session_id, write_instant(now), makes_words, pen, is_long=is_long, all_own=all_own)
        finally:
            pen.shutdown(cancel_futures=True)


@contextmanager
def _small_cache(raw: sqlite3.Connection) -> Iterator[None]:
    """Let SQLite hold few pages of what is written in line, and sort in little memory: it takes as long."""
    (before,) = raw.execute("PRAGMA cache_size").fetchone()
    raw.execute("PRAGMA temp.cache_size=-500")  # KB
    raw.execute("PRAGMA cache_size=-2000")
    try:
        yield
    finally:
        raw.execute(f"PRAGMA cache_size={before}")


@contextmanager
def _short_turns() -> Iterator[None]:
    """Let SQLite's thread have its next rows soon after it has asked: with Python's own five milliseconds it waits as
    long again as it writes.
    """
    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


class Adding:
    """Registrants on their way into the file: a second process makes their search words, whoever adds them makes their
    rows, and on a thread of its own SQLite, which is no Python and takes as long, writes those that are made.
    """

    def __init__(
        self,
        raw: sqlite3.Connection,
        session_id: str,
        added_at: str,
        second: ProcessPoolExecutor | None,
        pen: ThreadPoolExecutor,
        *,
        is_long: bool,
        all_own: bool,
    ) -> None:
        self._raw, self._session_id, self._added_at = raw, session_id, added_at
        self._second, self._pen, self._all_own = second, pen, all_own
        self._begun: deque[tuple[Sequence[Registrant], Callable[[], list[str]]]] = deque()
        self._written: deque[Future[int]] = deque()
        self._done = 0
        raw.execute(_MAKE_LATER)
        self._aside = raw.execute(_ASIDE).fetchall() if is_long else []
        for kind, name, _ in self._aside:
            raw.execute(f"DROP {kind} {name}")

    def add(self, people: Sequence[Registrant]) -> None:
        """Begin to add some, and return as soon as few of them wait. Their ids and codes must be new to the event."""
        for start in range(0, len(people), AT_ONCE):
            some = people[start : start + AT_ONCE]
            found = [found_by(person.details, person.codes) for person in some]
            self._begun.append((some, processes.asked(self._second, search_keys, found)))
            if len(self._begun) > _AHEAD:
                self._make()
            if len(self._written) > _MOST_WAITING:
                self._done += self._written.popleft().result()

    def no_more(self) -> None:
        """Say that everybody was added. SQLite goes on to their codes as soon as they are written, while whoever says
        so does something else.
        """
        while self._begun:
            self._make()
        self._written.append(self._pen.submit(self._write_codes))

    def finish(self, tell: Callable[[int], None]) -> None:
        """Wait, after `no_more`, until everybody stands in the file, with their codes. `tell` is told every now and
        then how many more are done; what it raises ends the work.
        """
        tell(self._done)
        for written in self._written:
            tell(written.result())

    def _make(self) -> None:
        people, keys = self._begun.popleft()
        rows = rows_of(people, keys(), self._session_id, self._added_at)
        _, columns, _, codes = code_rows(
            [(person.id, code) for person in people for code in person.codes], all_own=self._all_own
        )
        rows.append(("code_later", columns, "", codes))
        self._written.append(self._pen.submit(self._write_people, rows, len(people)))

    def _write_people(self, rows: list[Rows], people: int) -> int:
        (last,) = self._raw.execute("SELECT coalesce(max(number), 0) FROM registrant").fetchone()
        write(self._raw, rows, _OF_A_STATEMENT if self._aside else MOST_VALUES)
        if self._aside:
            self._raw.execute(_FOUND, (last,))
        return people

    def _write_codes(self) -> int:
        for sql in (_CODES, "DROP TABLE code_later", *(sql for *_, sql in self._aside)):
            self._raw.execute(sql)
        return 0
