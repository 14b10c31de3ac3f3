"""What an organiser wants in the attendance file of an event, and what is withheld there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from checkin.domain.registrant import Answer, Details


class Pages(StrEnum):
    """What follows the figures in the report."""

    EVERYONE = "everyone"
    AGREED = "agreed"
    SIGNATURES = "signatures"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Choice:
    """Every column but those in `left_out` (by heading), so that one which a later list brings is not lost; whether
    contacts are withheld of whoever has not agreed to be written to; and the pages of the report.
    """

    left_out: frozenset[str] = frozenset()
    only_agreed: bool = False
    pages: Pages = Pages.EVERYONE

    def withholds(self, details: Details) -> bool:
        """Whether e-mail and phone of this person stay out of the file."""
        return self.only_agreed and details.mailing is not Answer.YES


WHOLE = Choice()
"""Nothing left out."""

_AN_ADDRESS = re.compile(r"[^\s@]@[^\s@]")


def without_address(text: str) -> str:
    """The text, or "" where an e-mail address stands in it: lists ask for a second one in columns of their own."""
    return "" if _AN_ADDRESS.search(text) else text
