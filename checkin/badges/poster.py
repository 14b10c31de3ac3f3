"""The poster for the corridor: what is on, when and where, and the links by which people register and join online."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import replace as changed
from enum import StrEnum
from pathlib import Path

from PySide6.QtGui import QImage, QPagedPaintDevice, QPageLayout, QPainter

from checkin.badges.design import Align, Box, Design, Element, Qr, Rectangle, Text, Upright
from checkin.badges.fields import filled
from checkin.badges.letters import has_glyph
from checkin.badges.painter import paint_badge
from checkin.badges.session_words import GOLD, INK, NIGHT, PALE, RULE, SECOND, facts, in_every_language
from checkin.badges.sheets import badge_image, page_layout, pdf_of
from checkin.badges.stock import Cell, Stock
from checkin.badges.text_fitting import UNIT
from checkin.badges.text_options import is_right_to_left
from checkin.domain.errors import DeskError
from checkin.domain.guest_words import GuestWords, words_of
from checkin.domain.links import address
from checkin.domain.session import Event, Session
from checkin.files import writing


class Paper(StrEnum):
    """The sheets that a poster is made for, upright."""

    A4 = "A4"
    A3 = "A3"


SIZES = {Paper.A4: (210.0, 297.0), Paper.A3: (297.0, 420.0)}
"""Their width and height in millimetres (ISO 216)."""

_WIDE, _HIGH = SIZES[Paper.A4]
_MARGIN = 18.0
_TEXT = _WIDE - 2 * _MARGIN
_OVER = 2.0
"""The ground reaches over the edge of the page: no scale leaves a white hair there."""

_RULE = 26.0
"""The length of the gold line under the event's name."""

_WHITE = "#FFFFFF"


@dataclass(frozen=True, slots=True)
class _Link:
    """A link on the poster: its field, what stands over it in a language, and what the QR holds."""

    name: str
    link: str
    said: Callable[[GuestWords], str]


@dataclass(frozen=True, slots=True)
class Poster:
    """A poster of a session. `missing` names the links that it lacks: "registration", "online"."""

    design: Design
    fields: Mapping[str, str]
    missing: tuple[str, ...]

    @property
    def boxes(self) -> str:
        """The letters of its texts that no font here has, each once: they come out as boxes."""
        texts = [filled(one.text, self.fields) for one in self.design.elements if isinstance(one, Text)]
        return " ".join(dict.fromkeys(sign for text in texts for sign in text if not has_glyph(sign)))

    def image(self, dots_per_inch: float) -> QImage:
        """A picture of it on A4."""
        return badge_image(self.design, self.fields, (_WIDE, _HIGH), dots_per_inch)

    def pdf(self, paper: Paper) -> bytes:
        """The poster as a PDF of one page. Needs a QGuiApplication."""
        return pdf_of(lambda writer: self.paint_on(writer, paper), page_of(paper), self.fields["event"])

    def paint_on(self, device: QPagedPaintDevice, paper: Paper) -> None:
        """Paint it on a PDF writer or a printer whose page has `page_of(paper)`. Raises DeskError."""
        painter = QPainter()
        if not painter.begin(device):
            raise DeskError("The printer did not take the poster.", "Check that it is on, or save a PDF instead.")
        dots = device.logicalDpiX() / (25.4 * UNIT)
        painter.scale(dots, dots)
        paint_badge(painter, Cell(0, 0, *SIZES[paper]), self.design, self.fields)
        painter.end()


def page_of(paper: Paper) -> QPageLayout:
    """The whole sheet, without margins."""
    width, height = SIZES[paper]
    return page_layout(Stock(paper.value, width, height, width, height, 1, 1, 0, 0, width, height))


def poster_of(event: Event, session: Session) -> Poster:
    """The poster of a session, with as many links as there are: two, one, or none, when it is a sign for the door."""
    links = (
        _Link("registration", event.registration_link, lambda words: words.register),
        _Link("online", session.online_link, lambda words: words.online),
    )
    there = [link for link in links if link.link]
    fields = facts(event, session)
    for link in there:
        first, others = in_every_language(event, link.said)
        fields |= {f"{link.name}_head": first, f"{link.name}_others": others}
        fields |= {f"{link.name}_link": link.link, f"{link.name}_address": address(link.link)}
    if words_of(event.languages)[0].rtl:
        there.reverse()
    elements = _head(fields, large=not there)
    for link, left in zip(there, _LEFTS[len(there)], strict=True):
        elements += _card(link.name, left, large=len(there) == 1)
    design = Design("poster", "Poster", _WIDE, _HIGH, tuple(elements))
    return Poster(design, fields, tuple(link.name for link in links if not link.link))


def write_poster(poster: Poster, path: Path, paper: Paper, *, replace: bool = False) -> None:
    """Write a poster as a PDF file. Raises DeskError."""
    if path.suffix.lower() != ".pdf":
        raise DeskError("A poster cannot be saved as {name}.", "Choose a name that ends in .pdf.", name=path.name)
    writing.refuse(path, replace=replace)
    writing.write(path, poster.pdf(paper), replace=replace)


def _head(fields: Mapping[str, str], *, large: bool) -> list[Element]:
    """The event, the session, when and where, on a dark ground; `large`: over the whole page. All stand at the side
    where the event's name begins, in whichever script they are.
    """
    down, size, ground = (2.2, 1.4, _HIGH) if large else (1.0, 1.0, 124.0)
    right = is_right_to_left(fields["event"])

    def text(top: float, height: float, said: str, points: float, smallest: float, lines: int = 1) -> Text:
        align = Align.START if is_right_to_left(filled(said, fields)) is right else Align.END
        box = (_MARGIN, top * down, _TEXT, height * down)
        return Text(box, said, points * size, smallest, lines, bold=True, align=align, colour=_WHITE)

    return [
        Rectangle((-_OVER, -_OVER, _WIDE + 2 * _OVER, ground + _OVER), NIGHT),
        changed(text(15, 9, "{session}", 20, 9, 2), colour=GOLD),
        changed(text(25.5, 51, "{event}", 54, 12, 5), valign=Upright.TOP),
        Rectangle((_WIDE - _MARGIN - _RULE if right else _MARGIN, 80.5 * down, _RULE, 1.4), GOLD),
        text(85, 11, "{day}", 24, 10),
        changed(text(96, 8.5, "{times}  ({zone})", 17, 9), bold=False, colour=PALE),
        changed(text(105.5, 12, "{room}", 26, 9, 2), colour=GOLD),
    ]


_LEFTS: dict[int, tuple[float, ...]] = {0: (), 1: (35,), 2: (_MARGIN, 108)}
"""Where the cards of so many links begin."""


def _card(name: str, left: float, *, large: bool) -> list[Element]:
    """One link: what it is for in every language, its QR, and the link itself for whoever types it."""
    width, height = (140.0, 152.0) if large else (84.0, 143.0)
    side = 102.0 if large else 82.0
    top = 134.0

    def middle(y: float, high: float) -> Box:
        return (left + 3, top + y, width - 6, high)

    code = top + (33 if large else 39)
    return [
        Rectangle((left, top, width, height), RULE, 4, 0.5),
        Text(
            middle(4, 15),
            f"{{{name}_head}}",
            24 if large else 17,
            9,
            2,
            bold=True,
            align=Align.CENTRE,
            valign=Upright.BOTTOM,
            colour=NIGHT,
        ),
        Text(
            middle(20.5, code - top - 21.5),
            f"{{{name}_others}}",
            12 if large else 11,
            4.5,
            8,
            align=Align.CENTRE,
            valign=Upright.TOP,
            colour=SECOND,
        ),
        Qr((left + (width - side) / 2, code, side, side), f"{{{name}_address}}"),
        Text(
            middle(code - top + side + 1, height - (code - top + side) - 5),
            f"{{{name}_link}}",
            20 if large else 17,
            5,
            3,
            bold=True,
            align=Align.CENTRE,
            colour=INK,
        ),
    ]
