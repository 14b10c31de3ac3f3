"""The copies beside an event, and the cleaning that an erasure may have left.

Apart from `erase`, which brings much more with it: the window keeps a copy as soon as it opens an event.
"""

from __future__ import annotations

from pathlib import Path

from checkin.storage import erasing
from checkin.storage.event_file import EventFile


def finish(event: EventFile) -> bool:
    """Take what was erased out of free pages, log and copies, where that was not done yet; also after a crash. False
    while another program reads the file all the time.
    """
    with event.reading() as tx:
        if not erasing.is_unclean(tx):
            return True
    if not event.wipe():
        return False
    with event.tx() as tx:
        erasing.cleaned(tx)
    return True


def keep_copy(event: EventFile) -> Path | None:
    """Keep a copy of the event beside it; before, end what an erasure has left to clean."""
    finish(event)
    return event.back_up()
