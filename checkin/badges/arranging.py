"""Where elements of a design go when they are moved, resized and aligned. Lengths in millimetres."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from checkin.badges.design import Box

STEP = 0.5
"""What a key moves, and the grid on which a mouse lets go."""

REACH = 1.2
"""How near an edge has to come to another one to snap to it."""

_LEAST = 1.0
"""The least side that dragging leaves."""


class Where(StrEnum):
    """The edges and middles of a face to which an element can be aligned."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True)
class Snapped:
    """A box that was moved, and the places that it snapped to: upright guides at `xs`, level ones at `ys`."""

    box: Box
    xs: tuple[float, ...] = ()
    ys: tuple[float, ...] = ()


def aligned(box: Box, face: tuple[float, float], where: Where) -> Box:
    """The box at an edge or in the middle of its face."""
    x, y, width, height = box
    across, down = face[0] - width, face[1] - height
    x = {Where.LEFT: 0.0, Where.CENTRE: across / 2, Where.RIGHT: across}.get(where, x)
    y = {Where.TOP: 0.0, Where.MIDDLE: down / 2, Where.BOTTOM: down}.get(where, y)
    return rounded((x, y, width, height))


def rounded(box: Box) -> Box:
    """The box in hundredths of a millimetre: what no ruler sees is not kept in a file."""
    x, y, width, height = (round(length, 2) for length in box)
    return x, y, width, height


def moved(box: Box, others: Iterable[Box], face: tuple[float, float], reach: float = REACH) -> Snapped:
    """A box that is dragged: its edges and middle snap to those of the others and of the face, else to the grid."""
    x, y, width, height = box
    around = [(0.0, 0.0, *face), *others]
    by_x = _nearest((x, x + width / 2, x + width), _lines(around, 0), reach)
    by_y = _nearest((y, y + height / 2, y + height), _lines(around, 1), reach)
    left = x + by_x[0] if by_x else _on_grid(x)
    top = y + by_y[0] if by_y else _on_grid(y)
    return Snapped(rounded((left, top, width, height)), (by_x[1],) if by_x else (), (by_y[1],) if by_y else ())


def resized(box: Box, edges: str, dx: float, dy: float, others: Iterable[Box], face: tuple[float, float]) -> Snapped:
    """A box of which some `edges` (of "l", "r", "t", "b") are dragged; they snap as `moved` does."""
    x, y, width, height = box
    right, bottom = x + width, y + height
    around = [(0.0, 0.0, *face), *others]
    xs, ys = _lines(around, 0), _lines(around, 1)
    guides_x: list[float] = []
    guides_y: list[float] = []
    if "l" in edges:
        x = min(_settled(x + dx, xs, guides_x), right - _LEAST)
    if "r" in edges:
        right = max(_settled(right + dx, xs, guides_x), x + _LEAST)
    if "t" in edges:
        y = min(_settled(y + dy, ys, guides_y), bottom - _LEAST)
    if "b" in edges:
        bottom = max(_settled(bottom + dy, ys, guides_y), y + _LEAST)
    return Snapped(rounded((x, y, right - x, bottom - y)), tuple(guides_x), tuple(guides_y))


def _lines(boxes: Sequence[Box], axis: int) -> list[float]:
    return [box[axis] + box[axis + 2] * share for box in boxes for share in (0.0, 0.5, 1.0)]


def _nearest(own: Sequence[float], lines: Sequence[float], reach: float) -> tuple[float, float] | None:
    """By how much to move so that one of the own places lies on the nearest line, and that line."""
    pairs = [(line - place, line) for place in own for line in lines if abs(line - place) <= reach]
    return min(pairs, key=lambda pair: abs(pair[0])) if pairs else None


def _settled(place: float, lines: Sequence[float], guides: list[float]) -> float:
    near = _nearest((place,), lines, REACH)
    if near is None:
        return _on_grid(place)
    guides.append(near[1])
    return near[1]


def _on_grid(place: float) -> float:
    return round(place / STEP) * STEP
