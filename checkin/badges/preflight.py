"""Before ink: what would come out wrong of a print run, told while no sheet is wasted.

Limits of BADGES.md §3 and §6: a module of a QR is well read from 0.6 mm on, and not printed below 0.5 mm or four dots.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from threading import Event as Stop
from typing import Any

import zxingcpp
from PIL import Image
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from checkin.badges.design import Design, Element, Fold, Line, Photo, Qr, Text
from checkin.badges.fields import fields_in, filled, value_of
from checkin.badges.letters import has_glyph
from checkin.badges.library import WELL_READ
from checkin.badges.painter import QUIET, Side, is_inside, placing, small_names
from checkin.badges.qr_matrix import is_held, qr_rows
from checkin.badges.sheets import Sheets, cell_image, page_image
from checkin.domain.errors import Stopped
from checkin.domain.registrant import Registrant
from checkin.fonts import HIGHEST, without_towers

_LEAST = 0.5
"""Millimetres of a module."""

_FEWEST_DOTS = 4

_PROOF, _CLOSER = 200, 400
"""Dots per inch at which the pages are read back, and a badge alone once more when its code was not found: where twenty
codes lie on a page the reader may have missed one that can be read.
"""


class FindingKind(StrEnum):
    """What can be wrong with a badge; the last four stop a print run. `MARKS`: more marks on a letter than are printed.
    `EMPTY`: a field that others have. `NO_FOLDER`: the design shows photos, and nobody has said where they are.
    `OUTSIDE`: a text or a code reaches over the badge's edge, where it is cut.
    """

    SMALL = "small"
    LETTERS = "letters"
    MARKS = "marks"
    NO_NAME = "no_name"
    EMPTY = "empty"
    NO_FIELD = "no_field"
    NO_FOLDER = "no_folder"
    NO_PHOTO = "no_photo"
    SAME_PHOTO = "same_photo"
    BAD_PHOTO = "bad_photo"
    OUTSIDE = "outside"
    COVERED_CODE = "covered_code"
    FINE_CODE = "fine_code"
    TOO_FINE_CODE = "too_fine_code"
    LONG_CODE = "long_code"
    SAME_CODE = "same_code"
    UNREADABLE = "unreadable"


STOPPING = frozenset({FindingKind.TOO_FINE_CODE, FindingKind.LONG_CODE, FindingKind.SAME_CODE, FindingKind.UNREADABLE})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: with whose badge (None: with every badge of the run), and the letters or the size in
    millimetres that it is about.
    """

    kind: FindingKind
    person: Registrant | None = None
    what: str = ""


def look_at(sheets: Sheets, dots_per_inch: float = 300) -> list[Finding]:
    """What can be told without painting: long names, letters that no font has, missing names, fields that no list has,
    fine, covered and double codes. `dots_per_inch` is the printer's.
    """
    people = [(person, sheets.fields(person)) for person in sheets.people]
    findings = [Finding(FindingKind.NO_FIELD, what=field) for field in _unknown_fields(sheets.design, people)]
    findings += [Finding(FindingKind.SMALL, person) for person in small_names(sheets.design, people)]
    findings += [Finding(FindingKind.NO_NAME, person) for person in sheets.people if not person.details.name]
    findings += _missing_letters(sheets.design, people)
    findings += _towers(sheets.design, people)
    findings += _photos(sheets, people)
    owners = Counter(person.own_code for person in sheets.people)
    findings += [Finding(FindingKind.SAME_CODE, person) for person in sheets.people if owners[person.own_code] > 1]
    findings += [
        Finding(FindingKind.LONG_CODE, person) for person, fields in people if _too_long(sheets.design, fields)
    ]
    if any(
        not is_inside(one.box, sheets.design.face) for one in sheets.design.all_elements if isinstance(one, Text | Qr)
    ):
        findings.append(Finding(FindingKind.OUTSIDE))
    if any(_covered(side) for side in (sheets.design.elements, sheets.design.back_elements)):
        findings.append(Finding(FindingKind.COVERED_CODE))
    module = _finest_module(sheets, people)
    if module is not None and (module < _LEAST or module / 25.4 * dots_per_inch < _FEWEST_DOTS):
        findings.append(Finding(FindingKind.TOO_FINE_CODE, what=f"{module:.2f}"))
    elif module is not None and module < WELL_READ:
        findings.append(Finding(FindingKind.FINE_CODE, what=f"{module:.2f}"))
    return findings + _empty_fields(sheets.design, people)


def missing_letters(sheets: Sheets) -> list[Finding]:
    """Whose text has letters that no font here has."""
    return _missing_letters(sheets.design, [(person, sheets.fields(person)) for person in sheets.people])


def _missing_letters(design: Design, people: Sequence[tuple[Registrant, Mapping[str, str]]]) -> list[Finding]:
    texts = [element.text for element in design.all_elements if isinstance(element, Text)]
    findings = []
    for person, fields in people:
        missing = dict.fromkeys(sign for text in texts for sign in filled(text, fields) if not has_glyph(sign))
        if missing:
            findings.append(Finding(FindingKind.LETTERS, person, " ".join(missing)))
    return findings


def _towers(design: Design, people: Sequence[tuple[Registrant, Mapping[str, str]]]) -> list[Finding]:
    """Whose text has more marks on a letter than are printed."""
    texts = [element.text for element in design.all_elements if isinstance(element, Text)]
    return [
        Finding(FindingKind.MARKS, person, str(HIGHEST))
        for person, fields in people
        if any((whole := filled(text, fields)) != without_towers(whole) for text in texts)
    ]


def read_back(
    sheets: Sheets, *, stop: Stop | None = None, progress: Callable[[int, int], None] | None = None
) -> list[Finding]:
    """Paint every page as it will be printed, and read its codes as a scanner does. Raises Stopped."""
    if not any(isinstance(element, Qr) for element in sheets.design.all_elements):
        return []
    findings = []
    for page in range(sheets.pages):
        if stop is not None and stop.is_set():
            raise Stopped
        side = sheets.side(page)
        seen = set(_codes(page_image(sheets, page, _PROOF, outlines=False)))
        for cell, person in sheets.on_page(page):
            wanted = _codes_on(sheets, person, side)
            if not wanted <= seen and not wanted <= set(_codes(cell_image(sheets, cell, person, _CLOSER, side=side))):
                findings.append(Finding(FindingKind.UNREADABLE, person))
        if progress is not None:
            progress(page + 1, sheets.pages)
    return findings


def unreadable_photos(sheets: Sheets, stopped: Callable[[], bool] = lambda: False) -> list[Finding]:
    """Whose photo is there and no picture, or one that is too large: each is looked at, which takes a hundredth of a
    second. Raises Stopped.
    """
    findings: list[Finding] = []
    if (photos := sheets.photo) is None:
        return findings
    for person in sheets.people:
        if stopped():
            raise Stopped
        names = photos_of(sheets.design, sheets.fields(person))
        bad = [name for name in names if photos.has(name) and photos(name) is None]
        findings += [Finding(FindingKind.BAD_PHOTO, person, name) for name in bad]
    return findings


def photos_of(design: Design, fields: Mapping[str, str]) -> list[str]:
    """The files that the photos on a person's badge are in, "" for each that is not known."""
    shown = [
        one for one in design.all_elements if isinstance(one, Photo) and (one.when is None or one.when.holds(fields))
    ]
    return [filled(one.text, fields) for one in shown]


def _photos(sheets: Sheets, people: Sequence[tuple[Registrant, Mapping[str, str]]]) -> list[Finding]:
    """Who has no photo, and who has the one of somebody else."""
    wanted = [(person, names) for person, fields in people if (names := photos_of(sheets.design, fields))]
    photos = sheets.photo
    if photos is None:
        return [Finding(FindingKind.NO_FOLDER)] if wanted else []
    owners = Counter(name for _, names in wanted for name in set(names))
    findings = []
    for person, names in wanted:
        if not all(photos.has(name) for name in names):
            findings.append(Finding(FindingKind.NO_PHOTO, person))
        elif any(owners[name] > 1 for name in names):
            findings.append(Finding(FindingKind.SAME_PHOTO, person, names[0]))
    return findings


def _codes_on(sheets: Sheets, person: Registrant, side: Side) -> set[str]:
    """What the codes on one side of a person's badge have to say, as far as a code can say it."""
    design, fields = sheets.design, sheets.fields(person)
    both = design.all_elements if design.fold is Fold.HALF else design.elements
    return {text for text in _said(design.back_elements if side is Side.BACK else both, fields) if is_held(text)}


def _said(elements: Sequence[Element], fields: Mapping[str, str]) -> set[str]:
    """What the codes among the elements have to say."""
    shown = [one for one in elements if isinstance(one, Qr) and (one.when is None or one.when.holds(fields))]
    return {filled(element.text, fields) for element in shown} - {""}


def _unknown_fields(design: Design, people: Sequence[tuple[Registrant, Mapping[str, str]]]) -> list[str]:
    """The fields that a design asks for and nobody has: another list's column, or a slip of the keyboard."""
    asked = [field for one in design.all_elements if isinstance(one, Text | Qr) for field in fields_in(one.text)]
    known = {name for _, fields in people for name in fields}
    return [field for field in dict.fromkeys(asked) if people and field not in known]


_NEVER_MISSED = {"slot", "guests"}
"""Fields that are empty for most people, and rightly so."""


def _empty_fields(design: Design, people: Sequence[tuple[Registrant, Mapping[str, str]]]) -> list[Finding]:
    """On whose badge a place stays empty that is filled on the badge of somebody else."""
    asked = [
        (one.when, [field for field in fields_in(one.text) if field not in _NEVER_MISSED])
        for one in design.all_elements
        if isinstance(one, Text | Qr)
    ]
    held = {field for _, wanted in asked for field in wanted if any(value_of(field, fields) for _, fields in people)}
    findings = []
    for person, fields in people:
        empty = {
            field
            for when, wanted in asked
            if when is None or when.holds(fields)
            for field in wanted
            if field in held and not value_of(field, fields)
        }
        if empty:
            findings.append(Finding(FindingKind.EMPTY, person, ", ".join(sorted(empty))))
    return findings


def _covered(elements: Sequence[Element]) -> bool:
    """Whether something that is painted later reaches into the box of a code, which holds its quiet zone."""
    boxes = [_inked(element) for element in elements]
    return any(
        isinstance(element, Qr) and any(later.intersects(boxes[place]) for later in boxes[place + 1 :])
        for place, element in enumerate(elements)
    )


def _too_long(design: Design, fields: Mapping[str, str]) -> bool:
    return not all(is_held(text) for text in _said(design.all_elements, fields))


def _inked(element: Element) -> QRectF:
    """Where an element may leave ink: a line is as wide as its stroke, also where its box is not."""
    half = element.stroke / 2 if isinstance(element, Line) else 0.0
    return QRectF(*element.box).adjusted(-half, -half, half, half)


def as_json(findings: Sequence[Finding]) -> dict[str, Any]:
    """What was found, for `checkin badges --json`; `small_names` are the ids of people with long names alone."""
    small = [finding.person.id for finding in findings if finding.kind is FindingKind.SMALL and finding.person]
    found = [
        {"kind": finding.kind.value, "id": finding.person and finding.person.id, "what": finding.what}
        for finding in findings
    ]
    return {"small_names": small, "findings": found}


def _codes(picture: QImage) -> Iterator[str]:
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    image = Image.frombuffer(
        "L", (grey.width(), grey.height()), bytes(grey.constBits()), "raw", "L", grey.bytesPerLine(), 1
    )
    for found in zxingcpp.read_barcodes(image):
        yield found.text


def _finest_module(sheets: Sheets, people: Sequence[tuple[Registrant, Mapping[str, str]]]) -> float | None:
    """The size in millimetres of the smallest module of the run's codes, None without a code on the badges."""
    design, stock = sheets.design, sheets.stock
    scale = placing(design, stock.width, stock.height).scale
    sizes = [
        min(element.box[2], element.box[3]) * scale / (len(qr_rows(text)) + 2 * QUIET)
        for element in design.all_elements
        if isinstance(element, Qr)
        for _, fields in people
        if (text := filled(element.text, fields)) and is_held(text)
    ]
    return min(sizes, default=None)
