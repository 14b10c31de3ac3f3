"""What the headings of a Zoom report name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from checkin.files import limits
from checkin.files.headings import normalised
from checkin.files.zoom_words import WORDS

Columns = dict[str, int]

_BRACKETS = re.compile(r"\s*\([^)]*\)")
_WAITING = re.compile(
    "waiting|attente|espera|warte|attesa|ожидан|待機|等候|等待|انتظار|대기|wacht(?:kamer|ruimte)|poczekaln|bekleme|chờ|tunggu"
    "|väntrum"
)
"""How each language of the portal speaks of its waiting room, with whatever words around it."""


def fields_of(row: Sequence[str]) -> Columns:
    """The fields that the headings of a row name, each by the first column that does."""
    columns: Columns = {}
    for place, cell in enumerate(row):
        if not cell or len(cell) > limits.OTHER:
            continue
        whole = normalised(unicodedata.normalize("NFKC", cell))
        bare = " ".join(_BRACKETS.sub("", whole).split())
        for name, words in WORDS.items():
            if (bare in words or whole in words) and name not in columns:
                columns[name] = place
    return _with_waiting_room(row, columns)


def _with_waiting_room(row: Sequence[str], columns: Columns) -> Columns:
    """Find the column of the waiting room by its one telling word: whoever only waited must not pass for present."""
    if "waiting" in columns or not is_header(columns):
        return columns
    taken = columns.values()
    found = (
        place
        for place, cell in enumerate(row)
        if place not in taken and len(cell) <= limits.OTHER and _WAITING.search(normalised(cell))
    )
    place = next(found, None)
    return columns if place is None else {**columns, "waiting": place}


def is_header(columns: Columns) -> bool:
    """Whether these are the headings of a list of participants, and not of a meeting or of a list of meetings."""
    times = {"joined", "left", "minutes", "waiting"} & columns.keys()
    of_a_meeting = {"topic", "participants", "department"} & columns.keys()
    return "name" in columns and bool(times) and not of_a_meeting
