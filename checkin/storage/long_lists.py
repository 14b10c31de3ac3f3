"""Many registrants into the file, while whoever adds them goes on with something else."""

from __future__ import annotations

import sqlite3
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from checkin.domain.registrant import Registrant
from checkin.storage import search_words
from checkin.storage.event_file import Tx, driver
from checkin.storage.registrants import AT_ONCE, Rows, code_rows, rows_of, write
from checkin.storage.search_words import SearchWords
from checkin.storage.sessions import write_instant

_LONG = 10 * AT_ONCE
"""People from which it takes less to make the index of their codes anew than to keep it while they are written."""

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

_OF_A_STATEMENT = 300
"""People of one statement where the search index is written apart: a longer one has SQLite hold more, and write no
sooner."""

_AHEAD = 4
"""Pieces whose words are made before their turn has come: enough that nobody waits, and few in memory."""

_TURN = 0.0002
"""Seconds for which one thread may keep Python to itself while another has something to do for it."""


@contextmanager
def adding(tx: Tx, session_id: str, now: datetime, expected: int = 0) -> Iterator[Adding]:
    """Add registrants piece by piece, about `expected` of them. Until `finish` is through, nobody else may use `tx`.

    Leaving by an exception waits for what is being written, and lets the rest be.
    """
    with (
        _small_cache(driver(tx)),
        _short_turns(),
        search_words.making(expected) as words,
        ThreadPoolExecutor(1, "list-rows") as maker,
        ThreadPoolExecutor(1, "list-pen") as pen,
    ):
        try:
            yield Adding(driver(tx), session_id, write_instant(now), words, maker, pen, is_long=expected >= _LONG)
        finally:
            maker.shutdown(cancel_futures=True)


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
    """Registrants on their way into the file. One thread makes their rows; on another one SQLite, which is no
    Python and takes as long, writes those that are made. It never has more than one thing to do.
    """

    def __init__(
        self,
        raw: sqlite3.Connection,
        session_id: str,
        added_at: str,
        words: SearchWords,
        maker: ThreadPoolExecutor,
        pen: ThreadPoolExecutor,
        *,
        is_long: bool,
    ) -> None:
        self._raw, self._session_id, self._added_at = raw, session_id, added_at
        self._words, self._maker, self._pen = words, maker, pen
        self._pieces: deque[Sequence[Registrant]] = deque()
        self._begun: deque[tuple[Sequence[Registrant], Future[list[str]] | None]] = deque()
        self._made: deque[Future[int]] = deque()
        self._at_pen: Future[Any] | None = None
        self._done = 0
        raw.execute(_MAKE_LATER)
        self._aside = raw.execute(_ASIDE).fetchall() if is_long else []
        for kind, name, _ in self._aside:
            raw.execute(f"DROP {kind} {name}")

    def add(self, people: Sequence[Registrant]) -> None:
        """Begin to add some, and return as soon as few of them wait. Their ids and codes must be new to the event."""
        for start in range(0, len(people), AT_ONCE):
            self._pieces.append(people[start : start + AT_ONCE])
            self._made.append(self._maker.submit(self._make))
            if len(self._made) > _MOST_WAITING:
                self._done += self._made.popleft().result()

    def finish(self, tell: Callable[[int], None]) -> None:
        """Wait until everybody stands in the file, with their codes. `tell` is told every now and then how many more
        are done; what it raises ends the work.
        """
        tell(self._done)
        for made in self._made:
            tell(made.result())
        self._write(self._raw.execute, _CODES)
        self._write(self._raw.execute, "DROP TABLE code_later")
        for *_, sql in self._aside:
            self._write(self._raw.execute, sql)
        self._last_written()

    def _make(self) -> int:
        while self._pieces and len(self._begun) < _AHEAD:
            some = self._pieces.popleft()
            self._begun.append((some, self._words.begin(some)))
        people, keys = self._begun.popleft()
        rows = rows_of(people, self._words.made(keys, people), self._session_id, self._added_at)
        _, columns, _, codes = code_rows((person.id, code) for person in people for code in person.codes)
        self._write(self._write_people, [*rows, ("code_later", columns, "", codes)])
        return len(people)

    def _write_people(self, rows: list[Rows]) -> None:
        (last,) = self._raw.execute("SELECT coalesce(max(number), 0) FROM registrant").fetchone()
        write(self._raw, rows, _OF_A_STATEMENT if self._aside else AT_ONCE)
        if self._aside:
            self._raw.execute(_FOUND, (last,))

    def _write(self, deed: Callable[..., Any], *words: Any) -> None:
        self._last_written()
        self._at_pen = self._pen.submit(deed, *words)

    def _last_written(self) -> None:
        if self._at_pen is not None:
            self._at_pen.result()
