"""A finished file or none: written beside its name, made safe on the disk, then given its name."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from checkin.domain.errors import DeskError

_FULL = {errno.ENOSPC, errno.EDQUOT}
_TOO_LARGE = {errno.EFBIG}
_MAY_NOT = {errno.EACCES, errno.EPERM, errno.EROFS}


def write(path: Path, content: bytes | memoryview, *, replace: bool = False) -> None:
    """Write `content` to `path`: afterwards the whole file is there, or what was there before.

    Raises `DeskError` when there is a file already and `replace` is not set, when the folder is missing, and for
    whatever the disk refuses. No part of a file is left behind then.
    """
    with opened(path, replace=replace) as file:
        file.write(content)


@contextmanager
def opened(path: Path, *, replace: bool = False) -> Iterator[BinaryIO]:
    """A file that becomes the one at `path` at the end, and only if nothing went wrong; raises as `write` does."""
    refuse(path, replace=replace)
    # Beside its target, because a rename is only all-or-nothing on one disk; hidden, so that nobody opens the half.
    beside = path.with_name(f".{os.urandom(16).hex()}.part")
    try:
        with beside.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _give_name(beside, path, replace=replace)
    except FileExistsError as error:
        raise _is_there(path) from error
    except OSError as error:
        raise in_words(error, path) from error
    finally:
        # A disk that is gone refuses this too; the error that brought us here is the one to tell.
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    _keep_name(path.parent)


def write_folder(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write many files, each a name and its content, into a folder, which is made where it is missing. What had these
    names is replaced. Until the last one is written none has its name: whatever `files` raises, and whatever the disk
    refuses (as DeskError), leaves the folder as it was.
    """
    beside = folder / f".{os.urandom(16).hex()}.part"
    try:
        is_new = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise in_words(error, folder) from error
    try:
        beside.mkdir()
        names = [_written(beside / name, content) for name, content in files]
        if hasattr(os, "sync"):
            os.sync()  # Once for all of them: a stick takes a hundredth of a second for each file that is made safe.
        for name in names:
            (beside / name).replace(folder / name)
    except OSError as error:
        raise in_words(error, folder / Path(error.filename or beside).name) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        if is_new:
            with suppress(OSError):
                folder.rmdir()  # Only an empty one goes.
    _keep_name(folder)


def _written(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    return path.name


def refuse(path: Path, *, replace: bool = False) -> None:
    """Raise `DeskError` when nothing can be written at `path`; cheap, so ask before making the content.

    There is no such folder, a folder has that name, or a file is there already and must stay.
    """
    try:
        is_folder, is_there, has_folder = path.is_dir(), path.exists(), path.parent.is_dir()
    except OSError as error:
        raise in_words(error, path) from error
    if is_folder:
        raise DeskError("{path} is a folder.", "Choose a name for the file inside it.", path=path)
    if is_there and not replace:
        raise _is_there(path)
    if not has_folder:
        raise DeskError(
            "There is no folder {folder}.", "Make the folder first, or choose another one.", folder=path.parent
        )


def in_words(error: OSError, path: Path) -> DeskError:
    """Translate what the disk refused while `path` was written; the caller raises it `from` the error."""
    folder = path.absolute().parent
    if error.errno in _FULL:
        return DeskError("The disk of {folder} is full.", "Free some space, or choose another disk.", folder=folder)
    if error.errno in _TOO_LARGE:
        return DeskError("{name} is too large for that disk.", "Choose another disk.", name=path.name)
    if error.errno in _MAY_NOT and os.access(path, os.F_OK):
        return DeskError(
            "{name} is open in another program, or may not be replaced.",
            "Close it there, or choose another name.",
            name=path.name,
        )
    if error.errno in _MAY_NOT:
        return DeskError(
            "Files cannot be written in {folder}: it is read-only.",
            "Choose a folder of your own, for example Documents.",
            folder=folder,
        )
    return DeskError(
        "{name} could not be written: {reason}.",
        "Choose another name or another folder.",
        name=path.name,
        reason=error.strerror or error,
    )


def _is_there(path: Path) -> DeskError:
    return DeskError("There is already a file {path}.", "Choose another name, or move that file away.", path=path)


def _give_name(beside: Path, path: Path, *, replace: bool) -> None:
    """Give the finished file its name; when it is not to `replace` another, not even one that came meanwhile."""
    if replace:
        beside.replace(path)
    elif os.name == "nt":
        beside.rename(path)  # refuses there what it replaces elsewhere
    else:
        try:
            path.hardlink_to(beside)
        except FileExistsError:
            raise
        except OSError:
            # A disk without links, such as a USB stick's: the last look and the rename are two steps there.
            refuse(path)
            beside.rename(path)


def _keep_name(folder: Path) -> None:
    """Keep a power cut from taking the new name back. Some network disks refuse; the content is safe by then."""
    if os.name == "posix":
        with suppress(OSError):
            opened = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(opened)
            finally:
                os.close(opened)
