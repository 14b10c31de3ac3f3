"""A list into an event that has nobody yet: people are written while the list is still being read."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime
from functools import cache
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any

from checkin import __version__, domain, files, processes
from checkin.domain.list_newcomers import Newcomers
from checkin.files import limits, registrant_list
from checkin.files.list_reading import ListReading
from checkin.services import lists
from checkin.services.uncollected import uncollected
from checkin.storage import erasing, list_imports, long_lists, registrants
from checkin.storage.event_file import EventFile, Tx
from checkin.storage.list_imports import ListImport, Steps


@uncollected()
def load_file(
    event: EventFile,
    path: Path,
    session_id: str,
    now: datetime,
    columns: Mapping[str, str] | None = None,
    *,
    sheet: str | None = None,
) -> dict[str, Any]:
    """`lists.read` and `lists.load` in one, with the same result. It takes half the memory where the event has nobody:
    nothing that stands later in the list can say that somebody is in the event already, so nobody has to be kept until
    the end. Codes must be: one that several people have admits none of them.
    """
    digest = _digest_of(path, columns, sheet)
    with event.tx() as tx:
        last = lists.settled_by(tx, session_id)
        if digest and last is not None and last.file_digest == digest:
            return lists.note_again(tx, last, path.name, now)
        nobody = _has_nobody(tx)
    with processes.second() if nobody and _is_long(path) else nullcontext() as second:
        reading = registrant_list.open_list(path, columns, sheet=sheet)
        event.back_up()
        if not reading.has_codes:
            with event.tx() as tx:
                if _has_nobody(tx):
                    return _load(tx, reading, session_id, now, digest, second)
    return lists.load(event, reading.whole(), session_id, now)


def _has_nobody(tx: Tx) -> bool:
    return not list_imports.highest_number(tx) and not erasing.known(tx).marks


_A_ROW = 100
"""Bytes that a row has in a list, about; a workbook is packed and has half of it."""


def _is_long(path: Path) -> bool:
    try:
        return path.stat().st_size > _A_ROW * long_lists.MANY
    except OSError:
        return False  # as reading will say


def _digest_of(path: Path, columns: Mapping[str, str] | None, sheet: str | None) -> str:
    """A text that two files share when the same list would be read from them: of their bytes, of what was said of the
    columns and the sheet, and of the program that reads. "" for what is no file, or none that can be read, as reading
    will say.
    """
    said = blake2b(repr((_program(), sorted((columns or {}).items()), sheet)).encode(), digest_size=20)
    try:
        if not path.is_file() or path.stat().st_size > limits.FILE_BYTES:
            return ""
        with path.open("rb") as file:
            while some := file.read(_PIECE):
                said.update(some)
    except (OSError, ValueError):
        return ""
    return said.hexdigest()


@cache
def _program() -> str:
    """A text that differs where the program that reads is another one, also of the same version: one that has learnt a
    word reads the same file otherwise. Where it is shipped without its sources, the version has to do.
    """
    said = blake2b(__version__.encode(), digest_size=20)
    for room in (files, domain):
        for source in sorted(Path(room.__path__[0]).glob("*.py")):
            said.update(source.read_bytes())
    return said.hexdigest()


_PIECE = 1 << 20


def _load(
    tx: Tx, reading: ListReading, session_id: str, now: datetime, file_digest: str, second: ProcessPoolExecutor | None
) -> dict[str, Any]:
    newcomers, people = Newcomers(), reading.people()
    with long_lists.adding(tx, session_id, now, reading.most, second, all_own=True) as writing:
        while some := list(islice(people, registrants.AT_ONCE)):
            writing.add(newcomers.take(some))
        writing.no_more()
        head = reading.head()
        doubtful = newcomers.doubtful(with_status="status" in head.columns)
        told = lists.account_of(
            head, added=len(newcomers), merged=newcomers.merged, skipped=head.skipped, doubtful=doubtful
        )
        amended = list(newcomers.amended())
        del newcomers  # All that is left to do needs memory of its own.
        writing.finish(lambda _: None)
    for place, details in amended:
        registrant = registrants.with_number(tx, 1 + place)
        registrants.correct(tx, replace(registrant, details=details))
    last = list_imports.highest_number(tx)
    record = ListImport(
        str(uuid.uuid4()),
        now,
        head.file,
        told,
        session_id,
        (1, last) if last else None,
        digest=file_digest,  # The same rows in other bytes are held against the event, and change nothing either.
        state=list_imports.state(tx, session_id),
        file_digest=file_digest,
    )
    list_imports.record(tx, record, Steps())
    return told
