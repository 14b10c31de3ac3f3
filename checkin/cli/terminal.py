"""What the commands share: how they answer, what time it is, where they stand."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from typing import Any

from checkin.domain.errors import DeskError
from checkin.services import events
from checkin.services.place import Place
from checkin.storage.event_file import EventFile

_STATION = "Command line"


def say(answer: Any, sentence: str, *, as_json: bool) -> None:
    """Print the answer as one JSON object, or as a sentence."""
    in_ascii = (sys.stdout.encoding or "").lower() not in {"utf-8", "utf8"}  # where letters would get lost
    tell(json.dumps(answer, ensure_ascii=in_ascii) if as_json else sentence)


def tell(text: str) -> None:
    """Print a line. Raises DeskError when nobody can receive it."""
    try:
        print(text, flush=True)  # noqa: T201
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python tries once more at its end
        if not isinstance(error, BrokenPipeError):  # that is `head`, which has seen enough
            raise DeskError("The answer could not be printed: {reason}.", reason=error.strerror) from error


def now() -> datetime:
    """The laptop's clock (aware UTC)."""
    return datetime.now(UTC)


def place_in(event: EventFile, session: str | None = None) -> Place:
    """Where a command stands: the station of the command line, in the named session or the first one."""
    return events.place_of(events.the_event(event), _STATION, session)
