"""A badge design: data, not code. Lengths in millimetres from the top left corner of a face, letters in points."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache

from checkin.badges.fields import filled, value_of

Box = tuple[float, float, float, float]
"""Left, top, width, height."""


class Align(StrEnum):
    """Where a line begins: at the side where its own writing begins, in the middle, or at the other side."""

    START = "start"
    CENTRE = "centre"
    END = "end"


class Upright(StrEnum):
    """Where text stands in its box."""

    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


class Cover(StrEnum):
    """How a picture fills its box: seen whole, or without gaps."""

    CONTAIN = "contain"
    COVER = "cover"


class Fold(StrEnum):
    """`half`: the upper half is folded behind the lower one, and stands on its head on the flat sheet."""

    NONE = "none"
    HALF = "half"


class Back(StrEnum):
    """What is behind: nothing, the front again, the front with left and right changed, or elements of its own."""

    NONE = "none"
    SAME = "same"
    MIRRORED = "mirrored"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Condition:
    """When an element is there: its field is one of the words, or, without words, is not empty; `negated`: unless."""

    field: str
    words: tuple[str, ...] = ()
    negated: bool = False

    def holds(self, fields: Mapping[str, str]) -> bool:
        """Whether it holds for a person."""
        value = value_of(self.field, fields).casefold()
        return (value in {word.casefold() for word in self.words} if self.words else bool(value)) != self.negated


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A filled rectangle, or with `stroke` (mm) its outline; `radius` rounds the corners."""

    box: Box
    colour: str = "#0B5CAD"
    radius: float = 0.0
    stroke: float = 0.0
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line from the top left to the bottom right of its box, which may be without width or height."""

    box: Box
    colour: str = "#111418"
    stroke: float = 0.3
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """Text with `{fields}`, as large as fits in its box between `smallest` and `points`, on up to `lines` lines."""

    box: Box
    text: str
    points: float = 12.0
    smallest: float = 7.0
    lines: int = 1
    bold: bool = False
    capitals: bool = False
    align: Align = Align.START
    valign: Upright = Upright.MIDDLE
    colour: str = "#111418"
    when: Condition | None = None

    def __hash__(self) -> int:
        """By what differs: texts are looked up for each badge, and the hash of all parts takes four times as long."""
        return hash((self.box, self.text))


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the design's own: PNG or JPEG bytes that `pictures.sanitised` has made."""

    box: Box
    data: bytes = field(repr=False)
    cover: Cover = Cover.CONTAIN
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Photo:
    """A person's photo: the text, with its fields filled in, names a file in the folder of photos."""

    box: Box
    text: str = "{photo}"
    cover: Cover = Cover.COVER
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code of the text, with its white quiet zone inside the box."""

    box: Box
    text: str = "{code}"
    when: Condition | None = None


Element = Rectangle | Line | Text | Picture | Photo | Qr


@dataclass(frozen=True, slots=True)
class Roles:
    """Colours by role: the first whose word stands in the text, with its fields filled in, counts."""

    text: str = "{category}"
    colours: tuple[tuple[str, str], ...] = ()
    otherwise: str = "#0B5CAD"

    def __hash__(self) -> int:
        """By little, as the colours are looked up for each badge."""
        return hash((self.text, self.otherwise))

    def colour(self, fields: Mapping[str, str]) -> str:
        """The colour of a person's role."""
        return _colour_of(self, filled(self.text, fields).casefold())


@lru_cache(maxsize=1024)
def _colour_of(roles: Roles, role: str) -> str:
    for word, colour in roles.colours:
        if re.search(rf"(?<!\w){re.escape(word.casefold())}(?!\w)", role):
            return colour
    return roles.otherwise


ROLE, ON_ROLE = "role", "on role"
"""Instead of a colour: that of the person's role, and black or white, whichever is read better on it."""


@dataclass(frozen=True, slots=True)
class Design:
    """A named design of `width` × `height` mm, flat; on another stock it is scaled as a whole.

    `elements` are the front's, `behind` those of a back of its own. A folded badge has faces of half the height.
    """

    id: str
    title: str
    width: float
    height: float
    elements: tuple[Element, ...]
    fold: Fold = Fold.NONE
    back: Back = Back.NONE
    behind: tuple[Element, ...] = ()
    roles: Roles = Roles()

    @property
    def face(self) -> tuple[float, float]:
        """Width and height of what is seen at once."""
        return self.width, self.height / 2 if self.fold is Fold.HALF else self.height

    @property
    def two_sided(self) -> bool:
        """Whether the paper is printed on both sides."""
        return self.fold is Fold.NONE and self.back is not Back.NONE

    @property
    def back_elements(self) -> tuple[Element, ...]:
        """The elements behind, in the back's own millimetres from its top left corner."""
        if self.back is Back.MIRRORED:
            return tuple(_mirrored(element, self.width) for element in self.elements)
        return {Back.SAME: self.elements, Back.OWN: self.behind}.get(self.back, ())

    @property
    def all_elements(self) -> tuple[Element, ...]:
        """What is printed of it, in front and behind."""
        return self.elements + self.back_elements

    def colour(self, name: str, fields: Mapping[str, str]) -> str:
        """The colour that a name stands for on a person's badge, as #RRGGBB."""
        if name not in {ROLE, ON_ROLE}:
            return name
        ground = self.roles.colour(fields)
        return ground if name == ROLE else readable_on(ground)


def _mirrored(element: Element, width: float) -> Element:
    x, y, across, down = element.box
    return replace(element, box=(width - x - across, y, across, down))


@lru_cache(maxsize=256)
def readable_on(ground: str) -> str:
    """Black or white, whichever has the better contrast on a colour #RRGGBB (WCAG 2.1, relative luminance)."""
    light = sum(share * _linear(int(ground[place : place + 2], 16)) for share, place in _LUMINANCE)
    return "#111418" if (light + 0.05) / 0.05 > 1.05 / (light + 0.05) else "#FFFFFF"


_LUMINANCE = ((0.2126, 1), (0.7152, 3), (0.0722, 5))
"""What red, green and blue add to how light a colour is, and where they stand in it."""

_DARKEST_CURVED = 0.03928


def _linear(part: int) -> float:
    share = part / 255
    return share / 12.92 if share <= _DARKEST_CURVED else ((share + 0.055) / 1.055) ** 2.4
