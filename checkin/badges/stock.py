"""Stocks: what the paper in the printer looks like. Lengths in millimetres from the page's top left corner."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from functools import cache
from typing import Any

from checkin import settings
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

    @property
    def is_plain(self) -> bool:
        """Whether it is ordinary paper, to be cut along marks."""
        return self.name.startswith("Plain ")

    @property
    def size(self) -> str:
        """The badge's size in millimetres, as people write it."""
        return f"{self.width:g} × {self.height:g}"


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


def all_stocks() -> dict[str, Stock]:
    """Those that ship with the program, and after them this laptop's own, by name. What cannot be is left out."""
    own = {}
    for kept in settings.own_sheets():
        # The file of settings is the laptop's, and anybody may have written in it.
        with suppress(DeskError, KeyError, TypeError, ValueError, OverflowError):
            stock = _of(kept)
            own[stock.name] = stock
    return stocks() | {name: stock for name, stock in own.items() if name not in stocks()}


def _of(kept: Mapping[str, Any]) -> Stock:
    lengths = {part.name: float(kept[part.name]) for part in fields(Stock) if part.type == "float"}
    return checked(Stock(name=str(kept["name"]), columns=int(kept["columns"]), rows=int(kept["rows"]), **lengths))


def keep_own(stock: Stock) -> None:
    """Remember a sheet of this laptop's own, in place of one with its name. Raises DeskError."""
    stock = checked(replace(stock, name=" ".join(stock.name.split())))
    if stock.name in stocks():
        raise DeskError("There is a sheet called {name} already.", "Give yours another name.", name=stock.name)
    others = [kept for kept in settings.own_sheets() if kept.get("name") != stock.name]
    settings.keep_own_sheets([*others, asdict(stock)])


def forget_own(name: str) -> None:
    """Forget a sheet of this laptop's own."""
    settings.keep_own_sheets([kept for kept in settings.own_sheets() if kept.get("name") != name])


_SLACK = 0.011
"""Millimetres: what rounding to hundredths may add up to."""

_LARGEST_PAGE = 2000.0
_MOST_PLACES = 1000


def checked(stock: Stock) -> Stock:
    """A stock of somebody's own, if all its badges lie on the page and none on another. Raises DeskError."""
    lengths = (stock.page_width, stock.page_height, stock.width, stock.height)
    if not all(0 < length <= _LARGEST_PAGE for length in lengths) or not stock.name.strip():
        raise DeskError("A sheet needs a name, a size, and badges with a size.", "Fill in the lengths in millimetres.")
    if stock.columns < 1 or stock.rows < 1 or stock.columns * stock.rows > _MOST_PLACES:
        raise DeskError("A sheet has from one to {most} badges.", "Mend columns and rows.", most=_MOST_PLACES)
    if not all(abs(length) <= _LARGEST_PAGE for length in (stock.left, stock.top, stock.step_x, stock.step_y)):
        raise DeskError("The margins are no lengths.", "Fill them in in millimetres.")
    across = stock.columns > 1 and stock.step_x < stock.width - _SLACK
    down = stock.rows > 1 and stock.step_y < stock.height - _SLACK
    if across or down:
        raise DeskError(
            "The badges lie on one another.", "The step from one to the next is at least the badge's own size."
        )
    last = stock.cells[-1]
    over = (last.x + last.width - stock.page_width, last.y + last.height - stock.page_height, -stock.left, -stock.top)
    if max(over) > _SLACK:
        raise DeskError(
            "The badges reach over the edge of the page, by {millimetres} mm.",
            "Mend the margins, the step or the number of badges.",
            millimetres=f"{max(over):.2f}",
        )
    return stock


def answers(stock: Stock, asked: str) -> bool:
    """Whether somebody looks for this stock by number, name or size: «7418», «plain a4», «96 x 63,5»."""
    paper = f"{stock.page_width:g}x{stock.page_height:g}"
    told = _told(f"{stock.name} {stock.width:g}x{stock.height:g} {paper} {stock.columns}x{stock.rows}")
    return all(word in told for word in _told(asked).split())


def _told(text: str) -> str:
    """In one spelling: a size is written with × or x, with spaces or without, with a decimal comma or point."""
    text = re.sub(r"(?<=[0-9])\s*[x×*]\s*(?=[0-9])", "x", text.casefold())
    return re.sub(r"(?<=[0-9]),(?=[0-9])", ".", text)


def stock_named(name: str) -> Stock:
    """The stock with this name, or the only one that answers to it ("L7418"). Raises DeskError."""
    known = all_stocks()
    if name in known:
        return known[name]
    alike = [stock for stock in known.values() if name and answers(stock, name)]
    if len(alike) == 1:
        return alike[0]
    if alike:
        names = ", ".join(stock.name for stock in alike)
        raise DeskError("Several stocks are called {name}: {names}.", "Name one of them.", name=name, names=names)
    raise DeskError(
        "There is no stock called {name}.", "The standard sheet is {standard}.", name=name, standard=STANDARD
    )
