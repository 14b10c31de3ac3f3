"""Whether an open event file and its log still stand where they were, or were moved, thrown away or written over."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from checkin.domain.errors import DeskError
from checkin.storage import backups


class Whereabouts:
    """Remembers which file stood at a path when it was opened.

    SQLite goes on writing into a file that has no name any more, and all of it is lost with the program. It compares
    the number of the file itself (SQLITE_READONLY_DBMOVED), but not in WAL mode.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._copy: Path | None = None
        self._numbers = {one: _number(one) for one in (path, path.with_name(f"{path.name}-wal"))}

    def check(self, source: sqlite3.Connection) -> None:
        """Raise DeskError where another file stands there now, or none: then what `source` was about to commit is taken
        back, and all that it still holds of the file is copied to the other copies, once.
        """
        lost = self._lost()
        if lost is None:
            return
        source.rollback()
        with suppress(sqlite3.Error, OSError):
            self._copy = self._copy or backups.rescue(source, self._path)
        what, folder = "{name} is no longer in {folder}.", lost.parent
        if self._copy is None:
            raise DeskError(what, "Bring it back there, then try again.", name=lost.name, folder=folder)
        remedy = "Bring it back there, out of the bin perhaps, or open the copy {copy}."
        raise DeskError(what, remedy, name=lost.name, folder=folder, copy=self._copy)

    def _lost(self) -> Path | None:
        for path, known in self._numbers.items():
            try:
                number = _number(path)
            except OSError:
                return None  # Where the disk does not answer, SQLite says so.
            if known is None:
                self._numbers[path] = number  # The log is made with the first change.
            elif number != known:
                return path
        return None


def _number(path: Path) -> tuple[int, int] | None:
    """What a disk knows a file by, None where there is no file. Where an open file cannot be taken away (Windows), a
    share on the network may number it anew, and the name is enough.
    """
    try:
        about = path.stat()
    except FileNotFoundError:
        return None
    return (about.st_dev, about.st_ino) if os.name == "posix" else (0, 0)
