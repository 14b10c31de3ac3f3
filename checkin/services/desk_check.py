"""The check before a shift: what the file and the laptop know by themselves, and the sheet as a fact."""

from __future__ import annotations

import shutil
import time
from collections.abc import Sequence
from datetime import datetime

from checkin.domain.desk_check import Known, Line, in_short, lines
from checkin.domain.journal import FactKind
from checkin.services.place import Place, new_fact
from checkin.storage import journal, list_imports, registrants
from checkin.storage.event_file import EventFile


def look(event: EventFile, place: Place, now: datetime) -> tuple[Line, ...]:
    """Look at what needs no hand: clock, zone, free disk, the list."""
    with event.reading() as tx:
        loaded = [one.at for one in list_imports.all_of(tx) if one.taken_back_at is None]
        newest, people = journal.newest(tx), registrants.how_many(tx)
    known = Known(
        session=place.session,
        newest_fact=newest,
        newest_list=max(loaded, default=None),
        registrants=people,
        free=shutil.disk_usage(event.path.parent).free,
        utc_offset=time.localtime(now.timestamp()).tm_gmtoff // 60,
    )
    return lines(known, now)


def keep(event: EventFile, sheet: Sequence[Line], place: Place, now: datetime) -> None:
    """Keep the sheet in the journal."""
    with event.tx() as tx:
        journal.record(tx, new_fact(place, now, FactKind.DESK_CHECKED, None, note=in_short(sheet)))
