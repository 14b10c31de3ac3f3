"""A badge design: data, not code. Lengths in millimetres from the badge's top left corner, letters in points."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from checkin.domain.errors import DeskError
from checkin.domain.registrant import Registrant
from checkin.shipped import path

Box = tuple[float, float, float, float]
VERSION = 1


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A filled rectangle."""

    box: Box
    colour: str


@dataclass(frozen=True, slots=True)
class Text:
    """Text with `{fields}`, as large as fits in its box between `smallest` and `points`, on up to `lines` lines."""

    box: Box
    text: str
    points: float
    smallest: float
    lines: int
    bold: bool
    centred: bool
    colour: str


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code of the text, with its white quiet zone inside the box."""

    box: Box
    text: str


Element = Rectangle | Text | Qr


@dataclass(frozen=True, slots=True)
class Design:
    """A named design for badges of `width` × `height` mm; on another stock it is scaled as a whole."""

    id: str
    title: str
    width: float
    height: float
    elements: tuple[Element, ...]


def fields_of(person: Registrant, event_name: str) -> Mapping[str, str]:
    """What the `{fields}` of a design stand for. A person without a name gets a line to write it on."""
    details = person.details
    return {
        "event": event_name,
        "name": details.name or "______________",
        "organisation": details.organisation,
        "role": details.role,
        "country": details.country,
        "category": details.category,
        "code": person.own_code,
    }


def filled(text: str, fields: Mapping[str, str]) -> str:
    """The text with its fields filled in; the values are never read for braces of their own."""
    for name, value in fields.items():
        if text == f"{{{name}}}":
            return value
    return text.format_map({**fields})


_ELEMENTS: dict[str, Callable[[Box, dict[str, Any]], Element]] = {
    "rectangle": lambda box, row: Rectangle(box, row["colour"]),
    "text": lambda box, row: Text(
        box,
        row["text"],
        row["points"],
        row["smallest"],
        row["lines"],
        row.get("bold", False),
        row.get("align") == "centre",
        row["colour"],
    ),
    "qr": lambda box, row: Qr(box, row["text"]),
}


def parse(text: str, name: str) -> Design:
    """The design that a JSON text describes. Raises DeskError, naming the file, for anything else."""
    try:
        data: dict[str, Any] = json.loads(text)
        if data["version"] > VERSION:
            raise DeskError("The badge design {name} needs a newer version of Check-in.", "Update it.", name=name)
        elements = tuple(_ELEMENTS[row["kind"]](tuple(row["box"]), row) for row in data["elements"])
        width, height = data["size"]
        return Design(data["id"], data["title"], width, height, elements)
    except (ValueError, KeyError, TypeError) as error:
        raise DeskError(
            "The badge design {name} cannot be read: {error}.", "Take another one.", name=name, error=error
        ) from error


@cache
def designs() -> dict[str, Design]:
    """The designs that ship with the program, by id."""
    files = sorted(path("badges").glob("*.json"))
    read = [parse(file.read_text(encoding="utf-8"), file.name) for file in files if file.name != "stocks.json"]
    return {design.id: design for design in read}
