"""`python -m tests.bench.import_floor EVENT LIST VALUES`: the least that loading a list can take, as a process.

It reads the list with `csv` and makes one object a row, and has SQLite write into an empty event, in the order and the
pieces in which an import does, what an import has written before: no column is recognised, nobody is compared, no id,
code or search word is made. `VALUES` holds those finished values (see `keep_values`). It does one thing after the
other, where an import does two or three at a time.
"""

from __future__ import annotations

import csv
import marshal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from checkin.domain.registrant import Details

_TABLES = ("registrant", "registration", "code")
_AT_ONCE = 1400
_ASIDE = "SELECT type, name, sql FROM sqlite_master WHERE name IN ('code_registrant', 'registrant_found')"
_FOUND = "INSERT INTO search (rowid, key) SELECT number, search_key FROM registrant WHERE number > ? ORDER BY number"


def keep_values(event: Path, values: Path) -> None:
    """Write down what an import has written into an event."""
    with closing(sqlite3.connect(event)) as raw:
        kept = []
        for table in _TABLES:
            found = raw.execute(f"SELECT * FROM {table}")  # noqa: S608 - one of ours
            columns = [column for column, *_ in found.description]
            rows = found.fetchall()
            kept.append(
                (table, columns, [[v for row in rows[at : at + _AT_ONCE] for v in row] for at in _starts(rows)])
            )
    values.write_bytes(marshal.dumps(kept))


def _starts(rows: list[tuple[object, ...]]) -> range:
    return range(0, len(rows), _AT_ONCE)


def main(event: Path, source: Path, values: Path) -> None:
    with source.open(encoding="utf-8", newline="") as file:
        people = [Details(" ".join(row[:2]), row[0], row[1], *row[2:6]) for row in csv.reader(file)]
    with closing(sqlite3.connect(event, isolation_level=None)) as raw:
        raw.execute("PRAGMA synchronous=FULL")
        raw.execute("PRAGMA foreign_keys=ON")
        raw.execute("BEGIN IMMEDIATE")
        aside = raw.execute(_ASIDE).fetchall()
        for kind, name, _ in aside:
            raw.execute(f"DROP {kind} {name}")
        for table, columns, pieces in marshal.loads(values.read_bytes()):  # noqa: S302 - written a moment ago
            row = f"({', '.join('?' * len(columns))})"
            for piece in pieces:
                rows = ", ".join([row] * (len(piece) // len(columns)))
                (last,) = raw.execute("SELECT coalesce(max(number), 0) FROM registrant").fetchone()
                raw.execute(f"INSERT INTO {table} ({', '.join(columns)}) VALUES {rows}", piece)  # noqa: S608
                if table == "registrant":
                    raw.execute(_FOUND, (last,))
        for *_, sql in aside:
            raw.execute(sql)
        raw.execute("COMMIT")
    assert len(people) > 1


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
