"""How a run lies on its sheets: places that are used already, the order for cutting, cut marks, the correction.

Lengths in millimetres. Places are counted from 0, row by row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from checkin.badges.stock import Stock
from checkin.domain.errors import DeskError
from checkin.domain.registrant import Registrant
from checkin.settings import Profile

MARK, AWAY = 3.0, 1.0
"""A cut mark is so long, and so far from the badges: inside the grid it would lie on a neighbour."""

_RANGE = re.compile(r"([0-9]{1,4})(?:-([0-9]{1,4}))?")


@dataclass(frozen=True, slots=True)
class Layout:
    """`used` are the places of the first sheet that are gone. With `cut_stack` the sheets, stacked and cut, make piles
    that lie in order when put on one another. `marks` are painted outside the grid. `profile` corrects the printer.
    `over_the_top`: the printer, or a hand, turns sheets over their top edge like a notepad's, and not like a book's.
    """

    used: frozenset[int] = frozenset()
    cut_stack: bool = False
    marks: bool = False
    profile: Profile = field(default_factory=Profile)
    over_the_top: bool = False

    def free_first(self, places: int) -> list[int]:
        """The places of the first sheet that are free; all of them when none would be."""
        return [place for place in range(places) if place not in self.used] or list(range(places))

    def sheets_for(self, badges: int, places: int) -> int:
        """How many sheets so many badges take."""
        free = len(self.free_first(places))
        return 0 if not badges else 1 + -(-max(0, badges - free) // places)

    def on_sheet(self, sheet: int, badges: int, places: int) -> Iterator[tuple[int, int]]:
        """Which badge (from 0) lies on which place of a sheet (from 0): pairs of place and badge."""
        first = self.free_first(places)
        if not self.cut_stack:
            start = 0 if sheet == 0 else len(first) + (sheet - 1) * places
            for badge, place in enumerate(first if sheet == 0 else range(places), start):
                if badge < badges:
                    yield place, badge
            return
        sheets, start, free = self.sheets_for(badges, places), 0, set(first)
        for place in range(places):
            missing = 0 if place in free else 1
            badge = start + sheet - missing
            if sheet >= missing and badge < badges:
                yield place, badge
            start += sheets - missing


def used_after(layout: Layout, badges: int, places: int) -> frozenset[int]:
    """The places that are gone of the last sheet of a run; none when it is full."""
    last = layout.sheets_for(badges, places) - 1
    gone = {place for place, _ in layout.on_sheet(last, badges, places)} | (layout.used if last == 0 else frozenset())
    return frozenset() if len(gone) >= places else frozenset(gone)


def cut_marks(stock: Stock) -> list[tuple[float, float, float, float]]:
    """Where to cut, as lines (x1, y1, x2, y2) outside the grid, as far as the page has room for them."""
    cells = stock.cells
    columns = sorted({round(edge, 3) for cell in cells for edge in (cell.x, cell.x + cell.width)})
    rows = sorted({round(edge, 3) for cell in cells for edge in (cell.y, cell.y + cell.height)})
    found = []
    for begin, towards, limit in ((rows[0], -1, stock.page_height), (rows[-1], 1, stock.page_height)):
        near, far = begin + towards * AWAY, begin + towards * (AWAY + MARK)
        if 0 <= far <= limit:
            found += [(x, near, x, far) for x in columns]
    for begin, towards, limit in ((columns[0], -1, stock.page_width), (columns[-1], 1, stock.page_width)):
        near, far = begin + towards * AWAY, begin + towards * (AWAY + MARK)
        if 0 <= far <= limit:
            found += [(near, y, far, y) for y in rows]
    return found


def places_in(text: str, places: int) -> frozenset[int]:
    """The places (from 0) that somebody wrote as «1-3, 7», counted from 1. Raises DeskError."""
    found: set[int] = set()
    for part in re.split(r"[,;\s]+", re.sub(r"\s*[-–]\s*", "-", text).strip(" ,;")):
        if not part:
            continue
        match = _RANGE.fullmatch(part)
        first = int(match[1]) if match else 0
        last = int(match[2] or match[1]) if match else 0
        if not 1 <= first <= last <= places:
            raise DeskError(
                "{part} is no place on this sheet.",
                "Write places like 1-3, 7; the last one is {places}.",
                part=part,
                places=places,
            )
        found |= set(range(first - 1, last))
    return frozenset(found)


def in_words(places: Iterable[int]) -> str:
    """Places (from 0) as somebody would write them: «1-3, 7», counted from 1; `places_in` reads it."""
    runs: list[list[int]] = []
    for place in sorted(places):
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return ", ".join(f"{run[0] + 1}-{run[-1] + 1}" if len(run) > 1 else f"{run[0] + 1}" for run in runs)


def placed(layout: Layout, people: Sequence[Registrant], sheet: int, places: int) -> list[tuple[int, Registrant]]:
    """Who lies on which place of a sheet."""
    return [(place, people[badge]) for place, badge in layout.on_sheet(sheet, len(people), places)]
