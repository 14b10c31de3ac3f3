"""What a bench measured, and the table of it."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from statistics import median, quantiles
from typing import Self


@dataclass(frozen=True, slots=True)
class Figures:
    """Least, middle and most of what was measured, and what one in a hundred exceeds; all in one unit."""

    least: float
    median: float
    p99: float
    most: float

    @classmethod
    def of(cls, measured: Sequence[float]) -> Self:
        """Sum up two measurements or more."""
        return cls(min(measured), median(measured), quantiles(measured, n=100, method="inclusive")[98], max(measured))

    def __str__(self) -> str:
        return " / ".join(f"{figure:.{_places(self.median)}f}" for figure in (self.least, self.median, self.most))


def _places(figure: float) -> int:
    return 0 if figure >= 100 else 1 if figure >= 10 else 2


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: ours (ms) beside a peer, or beside what the machine allows, in the same run.

    `target` says what was promised, `reached` what it came to, `met` whether that is enough.
    """

    name: str
    ours: Figures
    peer_name: str
    peer: Figures
    target: str
    reached: str
    met: bool

    @property
    def ratio(self) -> float:
        """How many times the peer's median ours is."""
        return self.ours.median / self.peer.median

    def cells(self) -> tuple[str, ...]:
        return (
            self.name,
            str(self.ours),
            self.peer_name,
            str(self.peer),
            f"{self.ratio:.2f}",
            self.target,
            f"{self.reached}: {'met' if self.met else 'NOT MET'}",
        )


def by_ratio(name: str, ours: Figures, peer_name: str, peer: Figures, most: float) -> Line:
    """A line whose promise is a ratio of the medians."""
    ratio = ours.median / peer.median
    return Line(name, ours, peer_name, peer, f"ratio ≤ {most:g}", f"{ratio:.2f}", ratio <= most)


HEADINGS = ("what", "ours, ms", "beside", "ms", "ratio", "target", "reached")
EXPLAINED = (
    "Milliseconds, or what the line says: least / median / most. Ratio: of the medians. Medians and ratios carry over;"
    " extremes are noise."
)


def machine() -> str:
    """On what all of it was measured."""
    parts = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores; Python {platform.python_version()}"
    return f"{parts}, PySide6 {version('PySide6')}, SQLAlchemy {version('SQLAlchemy')}, SQLite {sqlite3.sqlite_version}"


def as_text(lines: Sequence[Line]) -> str:
    """The table for a terminal."""
    rows = [HEADINGS, *(line.cells() for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def as_markdown(lines: Sequence[Line]) -> str:
    """The table for RESULTS.md."""
    rows = [HEADINGS, tuple("---" for _ in HEADINGS), *(line.cells() for line in lines)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
