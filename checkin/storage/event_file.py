"""Create, open and refuse event files; one connection, its transactions, and the errors of the disk in plain words."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, create_engine, exc
from sqlalchemy.pool import StaticPool

from checkin.domain.errors import DeskError, Stopped
from checkin.storage import backups, migrations, wholeness
from checkin.storage.whereabouts import Whereabouts

Tx = Connection
"""What `tx()` and `reading()` yield: the rooms above name it without knowing SQLAlchemy."""

SUFFIX = ".checkin"
_BUSY_SECONDS = 5.0


class EventFile:
    """An open event file: one connection, to be used by one thread at a time. Other threads open the file again.

    The file is in WAL mode with `synchronous=FULL`: what `tx()` has committed survives a crash and a power cut.
    """

    def __init__(self, path: Path, raw: sqlite3.Connection) -> None:
        self.path = path
        self._raw = raw
        self._whereabouts = Whereabouts(path)
        self._engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
        self._connection = self._engine.connect()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        try:
            # Through the driver: SQLAlchemy's own way to begin and commit would cost each scan another tenth.
            self._raw.execute(begin)
            try:
                yield self._connection
                if begin != "BEGIN":
                    self._whereabouts.check(self._raw)
                self._raw.commit()
            finally:
                self._raw.rollback()  # what was not committed
                self._connection.rollback()  # what SQLAlchemy believes to be open
        except (DeskError, Stopped):
            raise
        except Exception as error:
            cause = error.orig if isinstance(error, exc.DBAPIError) else error
            known = _known(cause, self.path) if isinstance(cause, sqlite3.Error) else None
            # What looks like a bug may be a value that the disk has spoilt: only then is it worth reading everything.
            known = known or self._what_is_spoilt()
            if known is None:
                raise
            raise known from error

    def tx(self) -> AbstractContextManager[Connection]:
        """A write transaction (`BEGIN IMMEDIATE`, so that what is read in it cannot change before the write): commits
        on leaving, rolls back on an exception. Yields the SQLAlchemy connection. Raises `DeskError` when the disk is
        full, the file is locked for more than five seconds, read-only, damaged, or no longer at its path.
        """
        return self._transaction("BEGIN IMMEDIATE")

    def reading(self) -> AbstractContextManager[Connection]:
        """A read transaction: one consistent picture, never waiting for a writer. Yields the SQLAlchemy connection."""
        return self._transaction("BEGIN")

    def change_mark(self) -> int:
        """A number that differs once another connection, perhaps another program, has changed the file."""
        mark: int = self._raw.execute("PRAGMA data_version").fetchone()[0]
        return mark

    def is_whole(self) -> str:
        """Read the whole file: "ok", or what is wrong. Raises `DeskError` when it is too broken even for that."""
        try:
            return wholeness.problem(self._raw) or "ok"
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise _in_words(error, self.path) from error

    def _what_is_spoilt(self) -> DeskError | None:
        try:
            return None if self.is_whole() == "ok" else _damaged(self.path)
        except DeskError as problem:
            return problem

    def back_up(self) -> Path | None:
        """Keep a copy of the file beside it, unless the newest copy is newer than the last change."""
        try:
            return backups.keep_copy(self._raw, self.path)
        except (sqlite3.Error, OSError) as error:
            raise _in_words(error, self.path) from error

    def wipe(self) -> bool:
        """Take what was deleted out of the free pages, the log and the copies; False while another program reads."""
        try:
            return backups.wipe(self._raw, self.path)
        except (sqlite3.Error, OSError) as error:
            raise _in_words(error, self.path) from error

    def newest_copy(self) -> Path | None:
        """The newest copy that is kept beside the file, None when there is none."""
        return backups.newest(self.path)

    def close(self) -> None:
        """Give the file back; a second call does nothing."""
        self._connection.close()
        self._engine.dispose()


def driver(tx: Tx) -> sqlite3.Connection:
    """The driver's own connection inside a transaction: for the few statements that every scan waits for."""
    return cast(sqlite3.Connection, tx.connection.driver_connection)


def create(path: Path) -> EventFile:
    """A new, empty event file at `path`. Refuses to overwrite anything; leaves nothing behind when it fails."""
    try:
        if path.exists():
            raise DeskError("There is already a file {path}.", "Choose another name, or open that file.", path=path)
        if not path.parent.is_dir():
            raise DeskError(
                "There is no folder {path}.", "Make the folder first, or choose another one.", path=path.parent
            )
        raw = _connect(path)
        try:
            raw.execute("PRAGMA journal_mode=WAL")
            migrations.migrate(raw)
        except sqlite3.Error:
            raw.close()
            remove(path)
            raise
    except (sqlite3.Error, OSError) as error:
        raise _in_words(error, path) from error
    return EventFile(path, raw)


def remove(path: Path) -> None:
    """Remove an event file that was made but could not be filled, with its companions."""
    for companion in ("", "-wal", "-shm"):
        path.with_name(path.name + companion).unlink(missing_ok=True)


def open_event(path: Path) -> EventFile:
    """Open an event file. An older version is backed up, then migrated; anything else that is not exactly one of our
    files is refused in one sentence and left untouched.
    """
    _look_at(path)
    try:
        raw = _connect(path)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise _in_words(error, path) from error
    try:
        if _version(raw, path) < migrations.CURRENT:
            backups.keep_copy(raw, path)
            migrations.migrate(raw)
        if not wholeness.is_filled(raw):
            raise _not_finished(path)
    except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
        raw.close()
        raise _in_words(error, path) from error
    except DeskError:
        raw.close()
        raise
    return EventFile(path, raw)


def _version(raw: sqlite3.Connection, path: Path) -> int:
    """The version of one of our files. Raises DeskError for any other file, and for one from a newer Check-in."""
    version: int = raw.execute("PRAGMA user_version").fetchone()[0]
    if raw.execute("PRAGMA application_id").fetchone()[0] != migrations.APPLICATION_ID:
        raise _not_ours(path)
    if version > migrations.CURRENT:
        raise DeskError(
            "{name} was made by a newer version of Check-in (file version {version}, this one reads up to {ours}).",
            "Update Check-in on this laptop, then open it again.",
            name=path.name,
            version=version,
            ours=migrations.CURRENT,
        )
    return version


def _connect(path: Path) -> sqlite3.Connection:
    raw = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        for setting in ("synchronous=FULL", "foreign_keys=ON", "cache_size=-4000"):  # KB: scans among 10,000 people
            raw.execute(f"PRAGMA {setting}")
    except sqlite3.Error:
        raw.close()
        raise
    return raw


def _look_at(path: Path) -> None:
    """Refuse what SQLite would make anew or could not write.

    The file itself is never opened here, nor anywhere else but by SQLite: closing it again would, by a rule of POSIX,
    drop every lock that this process holds on it, and the next program to leave would remove the log under a station.
    """
    try:
        about = path.stat()
    except FileNotFoundError as error:
        raise DeskError("There is no file {path}.", "Check the name, or look in another folder.", path=path) from error
    except (OSError, ValueError) as error:
        raise _in_words(error, path) from error
    if not stat.S_ISREG(about.st_mode) or not about.st_size:
        raise _not_ours(path)
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise _read_only(path)


def _not_ours(path: Path) -> DeskError:
    return DeskError(
        "{name} is not an event file of Check-in.",
        "Open a file that ends in .checkin; a registrant list is loaded with Import.",
        name=path.name,
    )


def _not_finished(path: Path) -> DeskError:
    return DeskError(
        "There is no event in {name}: making it was cut off.",
        "Open an earlier copy, or make the event anew.",
        name=path.name,
    )


def _read_only(path: Path) -> DeskError:
    return DeskError(
        "{name} cannot be written where it is: the file or its folder {folder} is read-only.",
        "Copy it to a folder of your own and open the copy.",
        name=path.name,
        folder=path.parent,
    )


def _known(error: BaseException | None, path: Path) -> DeskError | None:  # noqa: PLR0911 - one sentence a cause
    """The failures of the disk and of SQLite that a person at the desk can do something about; None for a bug."""
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    # Without room for its shared memory SQLite speaks of an input or output error.
    full = code == sqlite3.SQLITE_IOERR and _is_full(path.parent)
    if full or code == sqlite3.SQLITE_FULL or getattr(error, "errno", None) == errno.ENOSPC:
        return DeskError(
            "The disk is full.", "Free some space on the disk of {folder}, then try again.", folder=path.parent
        )
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM} or isinstance(error, PermissionError):
        return _read_only(path)
    if code == sqlite3.SQLITE_CANTOPEN:
        return DeskError(
            "{name} cannot be opened in {folder}.",
            "Check that the folder is there and that you may write in it.",
            name=path.name,
            folder=path.parent,
        )
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return DeskError("{name} is in use by another program.", "Close it there, then try again.", name=path.name)
    if code == sqlite3.SQLITE_IOERR:
        return DeskError("The disk of {folder} does not answer.", "Check the disk, then try again.", folder=path.parent)
    if code == sqlite3.SQLITE_NOTADB and backups.newest(path) is None:
        return _not_ours(path)
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}:
        return _damaged(path)
    return None


_ROOM = 64 * 1024
"""Bytes: twice what SQLite needs at once for its shared memory."""


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _ROOM
    except OSError:
        return False


def _damaged(path: Path) -> DeskError:
    copy = backups.newest(path)
    if copy is None:
        return DeskError("{name} is damaged.", "Keep it, and open an earlier copy of it.", name=path.name)
    return DeskError("{name} is damaged.", "Keep it, and open the copy {copy}.", name=path.name, copy=copy)


def _in_words(error: Exception, path: Path) -> DeskError:
    """While a file is made, opened, checked or copied: whatever is not known means that it cannot be used."""
    known = _known(error, path)
    if known is None and isinstance(error, (sqlite3.Error, UnicodeDecodeError)):
        known = _damaged(path)
    return known or DeskError(
        "{name} could not be used: {error}.", "Try again, or copy it to another disk.", name=path.name, error=error
    )
