"""The values of a design's JSON, each as what it has to be; anything else is told with the place where it stands."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from checkin.badges.design import ON_ROLE, ROLE, Box

_Chosen = TypeVar("_Chosen", bound=StrEnum)

SMALLEST_SIDE, LARGEST_SIDE = 10, 500
"""Millimetres of a badge."""

MOST_PARTS = 200
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


class Wrong(Exception):  # noqa: N818 - the caller makes a DeskError of it
    """Something that cannot be: which key, and what stands there."""

    def __init__(self, key: str, value: object) -> None:
        super().__init__(key, value)
        self.key = key
        self.shown = " ".join(json.dumps(value, ensure_ascii=False, default=str)[:60].split())


class Part:
    """One object of the JSON: each value as what it has to be, or Wrong with its place."""

    def __init__(self, row: Mapping[str, Any], where: str) -> None:
        self._row = row
        self._where = where

    def _wrong(self, key: str) -> Wrong:
        return Wrong(f"{self._where}, {key}" if self._where else key, self._row.get(key))

    def only(self, *keys: str) -> None:
        for key in self._row:
            if key not in keys:
                raise Wrong(self._where or "the design", key)

    def words(self, key: str, longest: int) -> str:
        value = self._row.get(key)
        if not isinstance(value, str) or len(value) > longest:
            raise self._wrong(key)
        # A lone half of a surrogate pair is no letter, and cannot be saved.
        return value.encode("utf-8", "replace").decode("utf-8")

    def list_of_words(self, key: str) -> tuple[str, ...]:
        value = self._row.get(key, [])
        if not isinstance(value, list) or len(value) > MOST_PARTS or not all(isinstance(w, str) for w in value):
            raise self._wrong(key)
        return tuple(value)

    def _number(self, key: str, value: object, least: float, most: float) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            raise self._wrong(key)
        return float(value)

    def number(self, key: str, least: float, most: float) -> float:
        return self._number(key, self._row.get(key), least, most)

    def whole(self, key: str, least: int, most: int) -> int:
        value = self._row.get(key)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise self._wrong(key)
        return value

    def numbers(self, key: str, count: int, least: float, most: float) -> tuple[float, ...]:
        values = self._row.get(key)
        if not isinstance(values, list) or len(values) != count:
            raise self._wrong(key)
        return tuple(self._number(key, value, least, most) for value in values)

    def box(self, flat: float) -> Box:
        """A box that may reach over the badge's edge, so that colour goes up to the cut, but has a size of its own."""
        x, y, width, height = self.numbers("box", 4, -LARGEST_SIDE, LARGEST_SIDE)
        if width < flat or height < flat or math.hypot(width, height) < 0.1:  # noqa: PLR2004
            raise self._wrong("box")
        return x, y, width, height

    def yes(self, key: str) -> bool:
        value = self._row.get(key)
        if not isinstance(value, bool):
            raise self._wrong(key)
        return value

    def one_of(self, key: str, kinds: type[_Chosen]) -> _Chosen:
        value = self._row.get(key)
        if not isinstance(value, str) or value not in [kind.value for kind in kinds]:
            raise self._wrong(key)
        return kinds(value)

    def colour(self, key: str, *, named: bool = True) -> str:
        value = self._row.get(key)
        if named and value in (ROLE, ON_ROLE):
            return str(value)
        if not isinstance(value, str) or not _COLOUR.fullmatch(value):
            raise self._wrong(key)
        return value.upper()
