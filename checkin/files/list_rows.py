"""From one row of a registrant list to a person, or to the reason why it is none."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from checkin.domain.lists import ListPerson, Skipped
from checkin.domain.names import clean, fold
from checkin.domain.registrant import Answer, Details, Mode, Status
from checkin.domain.same_person import address
from checkin.files import limits
from checkin.files.answers import answer_of, mode_of, status_of
from checkin.files.column_choice import SECRET
from checkin.files.columns import Columns
from checkin.files.headings import normalised

_GUARD = re.compile(r"'(?=[=+\-@|%\t\r])")
"""The apostrophe that exporters put before what a spreadsheet program would take for a formula (defusedcsv, OWASP)."""

_NOBODY_YET = frozenset({"info requested", "information requested", "unassigned"})
_TO_BE_NAMED = frozenset({"tba", "tbc", "tbd", "to be announced", "to be confirmed", "to be determined"})
_TOTALS = frozenset(
    "total|totals|grand total|sum|subtotal|total général|suma|total general|soma|المجموع|jumla|合计|总计|итого|summe".split("|")
)

_LIKE_HEADINGS = 0.8
_SUFFIX = re.compile(
    r"(?:ph\.?\s?d|m\.?d|m\.?a|m\.?sc|mba|b\.?sc|llm|ll\.?b|jd|esq|jr|sr|ii|iii|iv|v|obe|mbe|cbe|sc|rn|cpa|dds)\.?",
    re.IGNORECASE,
)


def is_last_first(name: str) -> bool:
    """Whether a name is written "Last, First": one comma, and more after it than a degree or "Jr."."""
    last, comma, first = name.partition(",")
    return bool(comma and last.strip() and first.strip()) and "," not in first and not _SUFFIX.fullmatch(first.strip())


@dataclass(slots=True)
class RowReader:
    """Reads the rows of one table; `last_first`: its names are written "Last, First". `unknown` gathers the status
    words that were taken for confirmed."""

    columns: Columns
    last_first: bool
    leave_out: Collection[str] = ()
    unknown: set[str] = field(default_factory=set)
    _other: list[tuple[int, str]] = field(init=False)
    _headings: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        fields = self.columns.fields
        read = {at for name, columns in fields.items() if name != SECRET for at in columns}
        # Order code and position are read into a code, and order code alone is what people ask about.
        read -= set(fields["code"]) if len(fields.get("code", ())) > 1 else set()
        left_out = {normalised(title) for title in self.leave_out}
        self._other = [
            (at, title)
            for at, title in enumerate(self.columns.names)
            if at not in read and normalised(title) not in left_out and normalised(self.columns.headings[at]) not in left_out
        ]
        self._headings = frozenset(normalised(title) for title in self.columns.headings if title.strip())

    def read(self, number: int, row: Sequence[str]) -> ListPerson | Skipped:
        """Read the row with this 1-based number; it is not blank."""
        cells = [_GUARD.sub("", cell, count=1) if cell.startswith("'") else cell for cell in row]
        why = self._why_not(cells)
        if why:
            return Skipped(number, why)
        details = self._details(cells)
        if not (details.name or details.email or details.organisation):
            return Skipped(number, "The row has neither a name nor an e-mail address nor an organisation.")
        placeholder = fold(details.name)
        if placeholder and set(placeholder.split()) <= set("info requested".split()) or placeholder in _NOBODY_YET:
            return Skipped(number, f"The ticket is nobody's yet ({details.name}).")
        if placeholder in _TO_BE_NAMED and not address(details.email):
            return Skipped(number, f"The person is not named yet ({details.name}).")
        return ListPerson(number, details, self._codes(cells))
