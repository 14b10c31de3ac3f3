"""Which designs there are, and which of them suits a stock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

from checkin.badges.design import Back, Design, Fold, Qr
from checkin.badges.design_file import LARGEST, parse
from checkin.badges.painter import QUIET, placing
from checkin.badges.stock import Stock
from checkin.domain.errors import DeskError
from checkin.shipped import path

STANDARD_DESIGN = "name"
WELL_READ = 0.6
"""Millimetres of a module from which on every scanner reads it well (BADGES.md §3)."""

_MODULES = 21 + 2 * QUIET
"""Modules across the QR of a code of ours, version 1, with its quiet zone."""

_FOLD_SHAPE, _FOLD_WIDTH = 1.9, 60
"""A stock so much higher than wide is made to be folded, unless it is narrow (mm): a label."""

_LARGE, _SMALL = 1.25, 0.8
"""Scales beyond which a design looks coarse, or tiny."""


@cache
def designs() -> dict[str, Design]:
    """The designs that ship with the program, by id, the standard one first."""
    files = [file for file in sorted(path("badges").glob("*.json")) if file.name != "stocks.json"]
    read = [parse(file.read_text(encoding="utf-8"), file.name) for file in files]
    read.sort(key=lambda design: design.id != STANDARD_DESIGN)
    return {design.id: design for design in read}


def read_design(file: Path) -> Design:
    """The design in a file. Raises DeskError for a file that cannot be read and for what is no design."""
    try:
        if file.stat().st_size > LARGEST:
            raise DeskError("{name} is no badge design.", "Choose a file that was saved here.", name=file.name)
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DeskError("{name} is no badge design.", "Choose a file that was saved here.", name=file.name) from error
    except OSError as error:
        raise DeskError(
            "The badge design {path} cannot be read.", "Check that the file is there.", path=file
        ) from error
    return parse(text, file.name)


def read_own(texts: Mapping[str, str]) -> tuple[list[Design], list[DeskError]]:
    """The designs that an event keeps, and what is wrong with those that cannot be read."""
    found, problems = [], []
    for design_id, text in texts.items():
        try:
            found.append(_kept(design_id, text))
        except DeskError as problem:
            problems.append(problem)
    return found, problems


@lru_cache(maxsize=8)
def _kept(design_id: str, text: str) -> Design:
    """Read once: its pictures are made anew each time, and every badge at the door asks for its design."""
    return replace(parse(text, design_id), id=design_id)


def design_named(name: str, own: Sequence[Design] = ()) -> Design:
    """The design with this id or title, the event's own first, or the one in the file of this name (`.json`).
    Raises DeskError.
    """
    known = {**{design.id: design for design in own}, **designs()}
    wanted = name.strip().casefold()
    for design in known.values():
        if wanted in {design.id, design.title.casefold()}:
            return design
    if wanted.endswith(".json"):
        return read_design(Path(name))
    raise DeskError(
        "There is no badge design called {name}.", "Take one of these: {names}.", name=name, names=", ".join(known)
    )


def module_on(design: Design, stock: Stock) -> float | None:
    """Millimetres of a module of the design's finest code on a stock; None without a code."""
    sides = [min(element.box[2:]) for element in design.all_elements if isinstance(element, Qr)]
    return min(sides) * placing(design, stock.width, stock.height).scale / _MODULES if sides else None


def for_stock(stock: Stock, known: list[Design] | None = None) -> list[Design]:
    """The designs, those first that suit the stock: a code that every scanner reads, the cell filled, letters of the
    size for which they were drawn; one side before two, and folded ones first only where the stock is to be folded.
    """
    folded = stock.height >= _FOLD_SHAPE * stock.width and stock.width >= _FOLD_WIDTH

    def worth(design: Design) -> tuple[bool, bool, float]:
        scale, turned = placing(design, stock.width, stock.height)
        covered = design.width * design.height * scale * scale / (stock.width * stock.height)
        fitness = covered * (0.8 if turned else 1.0) / max(1.0, scale / _LARGE, _SMALL / scale)
        module = module_on(design, stock)
        made_for_it = design.fold is Fold.HALF if folded else design.back is Back.NONE
        return module is None or module >= WELL_READ, made_for_it, fitness

    everything = list(designs().values()) if known is None else known
    return sorted(everything, key=worth, reverse=True)
