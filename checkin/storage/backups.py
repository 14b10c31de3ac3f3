"""Copies of the event file, made with SQLite's backup API and kept beside it in «NAME backups»."""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from checkin.domain.errors import DeskError

KEPT = 24
"""How many copies stay: two hours of a busy door at one each five minutes."""

_INSTANT = "%Y-%m-%d %H%M%S.%f"
_OURS = re.compile(r"(\d{4}-\d\d-\d\d \d{6}\.\d{6}) .*\.checkin", re.DOTALL)


def folder_of(path: Path) -> Path:
    """Where the copies of an event file lie."""
    return path.with_name(f"{path.stem} backups")


def copies(path: Path) -> list[Path]:
    """The copies of an event file, oldest first (their names begin with the instant in UTC)."""
    return sorted(copy for copy in folder_of(path).glob("*.checkin") if _OURS.fullmatch(copy.name))


def newest(path: Path) -> Path | None:
    """The newest copy, None when there is none."""
    return max(copies(path), default=None)


def keep_copy(source: sqlite3.Connection, path: Path) -> Path | None:
    """Copy the file through `source`, read the copy back, and only then count it as kept; thin out the oldest.

    Returns the copy, or None when the newest one already holds the last change: it bears the time of that change, so
    that a laptop's clock may jump either way. Raises OSError or sqlite3.Error.
    """
    last, changed = newest(path), _changed(path)
    if last is not None and last.stat().st_mtime_ns == changed:
        return None
    copy = rescue(source, path, changed)
    for old in copies(path)[:-KEPT]:
        old.unlink(missing_ok=True)
    return copy


def rescue(source: sqlite3.Connection, path: Path, changed: int | None = None) -> Path:
    """Copy what `source` holds, be the file itself still there or not, and read the copy back. `changed` (ns) is the
    time of the last change that it bears. Raises OSError or sqlite3.Error.
    """
    folder_of(path).mkdir(exist_ok=True)
    name = f"{_instant_after(newest(path)):{_INSTANT}} {path.stem}.checkin"
    draft = folder_of(path) / f"{name}.part"
    try:
        _write(source, draft)
        if changed is not None:
            os.utime(draft, ns=(changed, changed))
        return draft.replace(folder_of(path) / name)
    finally:
        draft.unlink(missing_ok=True)


def _write(source: sqlite3.Connection, draft: Path) -> None:
    """Copy the file through `source`, and read the copy back."""
    target = sqlite3.connect(draft)
    try:
        source.backup(target)
        # A copy in WAL mode would need its companions; one plain file travels better.
        target.execute("PRAGMA journal_mode=DELETE")
        answer = target.execute("PRAGMA quick_check(1)").fetchone()[0]
    finally:
        target.close()
    if answer != "ok":
        raise sqlite3.DatabaseError(answer)


def copy_into(source: sqlite3.Connection, path: Path, folder: Path, at: datetime) -> Path:
    """Copy the file into another folder, such as that of a stick, under its name and the time `at`; read the copy back,
    and never write over another file. Raises DeskError.
    """
    if folder.resolve() == path.parent.resolve():
        raise DeskError("That is the folder of the event itself.", "Choose a folder on a stick or another disk.")
    names = (f"{path.stem} {at:%Y-%m-%d %H%M}{again}.checkin" for again in ("", *(f" ({n})" for n in range(2, 100))))
    copy = next(folder / name for name in names if not (folder / name).exists())
    draft = copy.with_name(f"{copy.name}.part")
    try:
        _write(source, draft)
        return draft.replace(copy)
    except (sqlite3.Error, OSError) as error:
        raise DeskError(
            "The copy could not be written into {folder}: {reason}.",
            "Choose another folder, or another stick.",
            folder=folder,
            reason=error,
        ) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def wipe(source: sqlite3.Connection, path: Path) -> bool:
    """Write the file anew without its free pages, empty its log, and let one copy of it as it is now stand for all
    copies. False, and nothing is lost, when another program was reading all the time. Raises OSError, sqlite3.Error.
    """
    # In memory: a file of SQLite's for the time being would leave on the disk what it is meant to take away.
    source.execute("PRAGMA temp_store=MEMORY")
    source.execute("VACUUM")
    busy, _, _ = source.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        return False
    old = copies(path)
    if keep_copy(source, path) is None:
        old = old[:-1]  # Another station was quicker.
    for copy in [*old, *folder_of(path).glob("*.part*")]:
        copy.unlink(missing_ok=True)
    return True


def _instant_after(last: Path | None) -> datetime:
    """Now, or just after the newest copy where the clock was set back: the newest copy never looks like the oldest."""
    now = datetime.now(UTC)
    ours = last and _OURS.fullmatch(last.name)
    if not ours:
        return now
    return max(now, datetime.strptime(ours[1], _INSTANT).replace(tzinfo=UTC) + timedelta(microseconds=1))


def _changed(path: Path) -> int:
    """When the file was last written (ns): in WAL mode the newest change may stand in its companion alone. An empty
    companion says nothing, because merely opening the file makes one.
    """
    parts = [path.stat(), *(wal.stat() for wal in [path.with_name(path.name + "-wal")] if wal.exists())]
    return max(part.st_mtime_ns for part in parts if part.st_size)
