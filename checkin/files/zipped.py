"""A list in a zip archive: Google Forms hands out its answers as CSV in one, and other tools do the like."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath

from checkin.domain.errors import DeskError
from checkin.files import packages
from checkin.files.table import damaged

_LISTS = {".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods"}


def the_list(name: str, data: bytes) -> tuple[str, bytes] | None:
    """The name and the bytes of the only list in an archive; None where the archive is a document itself, or holds no
    list. Raises DeskError where there are several, and where the list would fill the memory.
    """
    if not data.startswith(b"PK"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except packages.UNREADABLE as error:
        raise damaged(name) from error
    if packages.is_document({member.filename for member in members}):
        return None
    lists = [member for member in members if _is_list(PurePosixPath(member.filename.replace("\\", "/")))]
    if len(lists) > 1:
        raise DeskError(
            "There are {count} lists in the zip archive {name}.",
            "Unpack it, and load them one by one.",
            count=len(lists),
            name=name,
        )
    return (PurePosixPath(lists[0].filename).name, packages.member(name, data, lists[0])) if lists else None


def _is_list(path: PurePosixPath) -> bool:
    # A Mac packs what it knows of a file beside it, under the same name.
    return path.suffix.lower() in _LISTS and path.parts[0] != "__MACOSX" and not path.name.startswith(".")
