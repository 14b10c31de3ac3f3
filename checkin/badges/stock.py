"""Stocks: what the paper in the printer looks like. Lengths in millimetres from the page's top left corner."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from checkin.domain.errors import DeskError
from checkin.shipped import path


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one badge lies on the page: left, top, width, height."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Stock:
    """A sheet of badges: page size, badge size, and the grid in which they lie."""

    name: str
    page_width: float
    page_height: float
    width: float
    height: float
    columns: int
    rows: int
    left: float
    top: float
    step_x: float
    step_y: float

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The badges of one page, row by row."""
        return tuple(
            Cell(self.left + column * self.step_x, self.top + row * self.step_y, self.width, self.height)
            for row in range(self.rows)
            for column in range(self.columns)
        )

    def pages_for(self, badges: int) -> int:
        """How many pages `badges` badges take."""
        return -(-badges // (self.columns * self.rows))


STANDARD = "Avery L4745"
"""Two by four badges of 96 × 63.5 mm on A4: the sheet that a stationer in most of the world has."""

_ROLL_LENGTH = 100.0
"""Endless label tape is cut at this length (mm), that of the die-cut labels of the same width."""


@cache
def stocks() -> dict[str, Stock]:
    """The stocks that ship with the program, by name, the standard one first."""
    rows = json.loads(path("badges", "stocks.json").read_text(encoding="utf-8"))
    found = [
        Stock(
            row["id"],
            row["page"][0],
            row["page"][1] or _ROLL_LENGTH,
            row["w"],
            row["h"] or _ROLL_LENGTH,
            row["nx"],
            row["ny"],
            row["left"],
            row["top"],
            row["dx"],
            row["dy"] or _ROLL_LENGTH,
        )
        for row in rows
    ]
    found.sort(key=lambda stock: stock.name != STANDARD)
    return {stock.name: stock for stock in found}


def stock_named(name: str) -> Stock:
    """The stock with this name, or the only one whose name holds it ("L7418"). Raises DeskError."""
    known = stocks()
    if name in known:
        return known[name]
    alike = [stock for stock in known.values() if name and name.casefold() in stock.name.casefold()]
    if len(alike) == 1:
        return alike[0]
    if alike:
        names = ", ".join(stock.name for stock in alike)
        raise DeskError("Several stocks are called {name}: {names}.", "Name one of them.", name=name, names=names)
    raise DeskError(
        "There is no stock called {name}.", "The standard sheet is {standard}.", name=name, standard=STANDARD
    )
