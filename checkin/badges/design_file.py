"""A badge design as a JSON text. What comes in is hostile until it has been looked at, part by part."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from enum import StrEnum
from typing import Any, NoReturn

from checkin.badges import pictures
from checkin.badges.design import (
    Align,
    Back,
    Condition,
    Cover,
    Design,
    Element,
    Fold,
    Line,
    Photo,
    Picture,
    Qr,
    Rectangle,
    Roles,
    Text,
    Upright,
)
from checkin.badges.design_values import LARGEST_SIDE, MOST_PARTS, SMALLEST_SIDE, Part, Wrong
from checkin.domain.errors import DeskError

VERSION = 1
LARGEST = 16 * 1024 * 1024
"""Bytes of a design file, its pictures included."""

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


def parse(text: str, name: str) -> Design:
    """The design that a JSON text describes. Raises DeskError, naming the file, for anything else."""
    data = _json(text, name)
    version = data.get("version")
    if isinstance(version, int) and version > VERSION:
        raise DeskError("The badge design {name} needs a newer version of Check-in.", "Update it.", name=name)
    try:
        return _design(data, name)
    except Wrong as wrong:
        raise DeskError(
            "The badge design {name} cannot be read: {key} must not be {value}.",
            "Take another one, or mend it.",
            name=name,
            key=wrong.key,
            value=wrong.shown,
        ) from wrong


def _json(text: str, name: str) -> dict[str, Any]:
    if len(text) > LARGEST:
        raise DeskError(
            "The badge design {name} is too large.", "Take fewer pictures, or smaller ones: 16 MB in all.", name=name
        )
    try:
        data = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise DeskError("{name} is no badge design.", "Choose a file that was saved here.", name=name)
    return data


def _no_number(word: str) -> NoReturn:
    """JSON has no NaN and no Infinity, but Python's reader takes them."""
    raise ValueError(word)


def _design(data: dict[str, Any], name: str) -> Design:
    Part(data, "").only("version", "id", "title", "size", "fold", "back", "elements", "behind", "roles")
    part = Part(data, "")
    if part.whole("version", 1, VERSION) != VERSION or not _ID.fullmatch(str(data.get("id"))):
        raise Wrong("id", data.get("id"))
    width, height = part.numbers("size", 2, SMALLEST_SIDE, LARGEST_SIDE)
    return Design(
        data["id"],
        part.words("title", 100).strip() or data["id"],
        width,
        height,
        _elements(data.get("elements"), "elements", name),
        part.one_of("fold", Fold) if "fold" in data else Fold.NONE,
        part.one_of("back", Back) if "back" in data else Back.NONE,
        _elements(data.get("behind", []), "behind", name),
        _roles(data.get("roles", {})),
    )


def _elements(rows: object, key: str, name: str) -> tuple[Element, ...]:
    if not isinstance(rows, list) or len(rows) > MOST_PARTS:
        raise Wrong(key, len(rows) if isinstance(rows, list) else rows)
    return tuple(_element(row, f"{key} {number}", name) for number, row in enumerate(rows, 1))


def _element(row: object, where: str, name: str) -> Element:
    if not isinstance(row, dict):
        raise Wrong(where, row)
    part = Part(row, where)
    kind = row.get("kind")
    read = _KINDS.get(kind) if isinstance(kind, str) else None
    if read is None:
        raise Wrong(f"{where}, kind", kind)
    made, readers = read
    part.only("kind", "box", "when", *readers)
    values = {key: reader(part, key) for key, reader in readers.items() if key in row}
    for key in {Text: ("text",), Picture: ("data",)}.get(made, ()):
        if key not in row:
            raise Wrong(f"{where}, {key}", None)
    if made is Picture:
        values["data"] = _picture(values["data"], where, name)
    return made(box=part.box(0.0 if made is Line else 0.1), when=_condition(row.get("when"), where), **values)


def _picture(data: str, where: str, name: str) -> bytes:
    try:
        return pictures.sanitised(base64.b64decode(data, validate=True), name)
    except ValueError as error:
        raise Wrong(f"{where}, data", data[:20]) from error


def _condition(row: object, where: str) -> Condition | None:
    if row is None:
        return None
    if not isinstance(row, dict):
        raise Wrong(f"{where}, when", row)
    part = Part(row, f"{where}, when")
    part.only("field", "is", "not")
    if "is" in row and "not" in row:
        raise Wrong(f"{where}, when", row)
    return Condition(
        part.words("field", 200), part.list_of_words("is") or part.list_of_words("not"), negated="not" in row
    )


def _roles(row: object) -> Roles:
    if not isinstance(row, dict):
        raise Wrong("roles", row)
    part = Part(row, "roles")
    part.only("text", "colours", "otherwise")
    colours = row.get("colours", {})
    if not isinstance(colours, dict) or len(colours) > MOST_PARTS:
        raise Wrong("roles, colours", colours)
    usual = Roles()
    by_word = Part(colours, "roles, colours")
    return Roles(
        part.words("text", 2000) if "text" in row else usual.text,
        tuple((word, by_word.colour(word, named=False)) for word in colours),
        part.colour("otherwise", named=False) if "otherwise" in row else usual.otherwise,
    )


_Reader = Callable[[Part, str], Any]


def _number(least: float, most: float) -> _Reader:
    return lambda part, key: part.number(key, least, most)


def _words(longest: int) -> _Reader:
    return lambda part, key: part.words(key, longest)


def _one_of(kinds: type[StrEnum]) -> _Reader:
    return lambda part, key: part.one_of(key, kinds)


_KINDS: dict[str, tuple[type[Element], dict[str, _Reader]]] = {
    "rectangle": (Rectangle, {"colour": Part.colour, "radius": _number(0, LARGEST_SIDE), "stroke": _number(0, 50)}),
    "line": (Line, {"colour": Part.colour, "stroke": _number(0.05, 50)}),
    "text": (
        Text,
        {
            "text": _words(4000),
            "points": _number(1, 500),
            "smallest": _number(1, 500),
            "lines": lambda part, key: part.whole(key, 1, 60),
            "bold": Part.yes,
            "capitals": Part.yes,
            "align": _one_of(Align),
            "valign": _one_of(Upright),
            "colour": Part.colour,
        },
    ),
    "picture": (Picture, {"data": _words(LARGEST), "cover": _one_of(Cover)}),
    "photo": (Photo, {"text": _words(4000), "cover": _one_of(Cover)}),
    "qr": (Qr, {"text": _words(1000)}),
}
"""The kinds of elements with their values beside the box and the condition; what is left out has its usual value."""

KIND_OF: dict[type[Element], str] = {row[0]: kind for kind, row in _KINDS.items()}
"""What each class of element is called in a file."""


def as_json(design: Design) -> str:
    """The design as a text that `parse` reads to the same design."""
    data: dict[str, Any] = {
        "version": VERSION,
        "id": design.id,
        "title": design.title,
        "size": [design.width, design.height],
        "fold": design.fold.value,
        "back": design.back.value,
        "roles": {
            "text": design.roles.text,
            "colours": dict(design.roles.colours),
            "otherwise": design.roles.otherwise,
        },
        "elements": [_row(element) for element in design.elements],
        "behind": [_row(element) for element in design.behind],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def readable_json(design: Design) -> str:
    """The same, looked at as if it came from outside, so that nothing is kept that could not be read again. With large
    pictures it takes a second. Raises DeskError.
    """
    text = as_json(design)
    parse(text, design.title)
    return text


def _row(element: Element) -> dict[str, Any]:
    row: dict[str, Any] = {"kind": KIND_OF[type(element)], "box": list(element.box)}
    for key in _KINDS[row["kind"]][1]:
        value = getattr(element, key)
        row[key] = base64.b64encode(value).decode("ascii") if isinstance(value, bytes) else value
    if element.when is not None:
        words = {"not" if element.when.negated else "is": list(element.when.words)}
        row["when"] = {"field": element.when.field, **words}
    return row
