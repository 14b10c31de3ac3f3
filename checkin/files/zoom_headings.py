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
    return columns


def is_header(columns: Columns) -> bool:
    """Whether these are the headings of a list of participants, and not of a meeting or of a list of meetings."""
    times = {"joined", "left", "minutes", "waiting"} & columns.keys()
    of_a_meeting = {"topic", "participants", "department"} & columns.keys()
    return "name" in columns and bool(times) and not of_a_meeting
