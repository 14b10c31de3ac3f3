"""Before ink: what would come out wrong of a print run, told while no sheet is wasted.

Limits of BADGES.md §3 and §6: a module of a QR is well read from 0.6 mm on, and not printed below 0.5 mm or four dots.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from threading import Event as Stop
from typing import Any

import zxingcpp
from PIL import Image
from PySide6.QtGui import QImage, QTextLayout

from checkin import fonts
from checkin.badges.design import Qr, Text, fields_of, filled
from checkin.badges.painter import QUIET, small_names
from checkin.badges.qr_matrix import qr_rows
from checkin.badges.sheets import Sheets, cell_image, page_image
from checkin.badges.stock import Cell
from checkin.domain.errors import Stopped
from checkin.domain.registrant import Registrant

_WELL_READ, _LEAST = 0.6, 0.5
"""Millimetres of a module."""

_FEWEST_DOTS = 4
_PROOF, _CLOSER = 200, 400
"""Dots per inch at which the pages are read back, and a badge once more when its code was not found."""


class FindingKind(StrEnum):
    """What can be wrong with a badge; the last three stop a print run."""

    SMALL = "small"
    LETTERS = "letters"
    NO_NAME = "no_name"
    FINE_CODE = "fine_code"
    TOO_FINE_CODE = "too_fine_code"
    SAME_CODE = "same_code"
    UNREADABLE = "unreadable"


STOPPING = frozenset({FindingKind.TOO_FINE_CODE, FindingKind.SAME_CODE, FindingKind.UNREADABLE})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: with whose badge (None: with every badge of the run), and the letters or the size in
    millimetres that it is about.
    """

    kind: FindingKind
    person: Registrant | None = None
    what: str = ""


def look_at(sheets: Sheets, dots_per_inch: float = 300) -> list[Finding]:
    """What can be told without painting: long names, letters that no font has, missing names, fine and double codes.
    `dots_per_inch` is the printer's.
    """
    people = [(person, fields_of(person, sheets.event_name)) for person in sheets.people]
    findings = [Finding(FindingKind.SMALL, person) for person in small_names(sheets.design, people)]
    texts = [element.text for element in sheets.design.elements if isinstance(element, Text)]
    for person, fields in people:
        if not person.details.name:
            findings.append(Finding(FindingKind.NO_NAME, person))
        missing = dict.fromkeys(sign for text in texts for sign in filled(text, fields) if not _has_glyph(sign))
        if missing:
            findings.append(Finding(FindingKind.LETTERS, person, " ".join(missing)))
    owners = Counter(person.own_code for person in sheets.people)
    findings += [Finding(FindingKind.SAME_CODE, person) for person in sheets.people if owners[person.own_code] > 1]
    module = _finest_module(sheets)
    if module is not None and (module < _LEAST or module / 25.4 * dots_per_inch < _FEWEST_DOTS):
        findings.append(Finding(FindingKind.TOO_FINE_CODE, what=f"{module:.2f}"))
    elif module is not None and module < _WELL_READ:
        findings.append(Finding(FindingKind.FINE_CODE, what=f"{module:.2f}"))
    return findings


def read_back(
    sheets: Sheets, *, stop: Stop | None = None, progress: Callable[[int, int], None] | None = None
) -> list[Finding]:
    """Paint every page as it will be printed, and read its codes as a scanner does. Raises Stopped."""
    if not any(isinstance(element, Qr) for element in sheets.design.elements):
        return []
    findings = []
    cells = sheets.stock.cells
    for page in range(sheets.pages):
        if stop is not None and stop.is_set():
            raise Stopped
        people = sheets.people[page * len(cells) : (page + 1) * len(cells)]
        seen = set(_codes(page_image(sheets, page, _PROOF, outlines=False)))
        for cell, person in zip(cells, people, strict=False):
            if person.own_code not in seen and person.own_code not in _codes(_closer(sheets, cell, person)):
                findings.append(Finding(FindingKind.UNREADABLE, person))
        if progress is not None:
            progress(page + 1, sheets.pages)
    return findings


def as_json(findings: Sequence[Finding]) -> dict[str, Any]:
    """What was found, for `checkin badges --json`; `small_names` are the ids of people with long names alone."""
    small = [finding.person.id for finding in findings if finding.kind is FindingKind.SMALL and finding.person]
    found = [
        {"kind": finding.kind.value, "id": finding.person and finding.person.id, "what": finding.what}
        for finding in findings
    ]
    return {"small_names": small, "findings": found}


def _closer(sheets: Sheets, cell: Cell, person: Registrant) -> QImage:
    """The badge alone, larger: where twenty codes lie on a page the reader may have missed one that can be read."""
    return cell_image(sheets, cell, person, _CLOSER)


def _codes(picture: QImage) -> Iterator[str]:
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    image = Image.frombuffer(
        "L", (grey.width(), grey.height()), bytes(grey.constBits()), "raw", "L", grey.bytesPerLine(), 1
    )
    for found in zxingcpp.read_barcodes(image):
        yield found.text


def _finest_module(sheets: Sheets) -> float | None:
    """The size in millimetres of the smallest module of the run's codes, None without a code on the badges."""
    design, stock = sheets.design, sheets.stock
    scale = min(stock.width / design.width, stock.height / design.height)
    boxes = [element for element in design.elements if isinstance(element, Qr)]
    sizes = [
        min(element.box[2], element.box[3]) * scale / (len(qr_rows(text)) + 2 * QUIET)
        for element in boxes
        for person in sheets.people
        if (text := filled(element.text, fields_of(person, sheets.event_name)))
    ]
    return min(sizes, default=None)


@lru_cache(maxsize=8192)
def _has_glyph(sign: str) -> bool:
    """Whether some font has the letter. What is not seen, or only together with its neighbours, is never missed."""
    if sign.isascii() or unicodedata.category(sign)[0] not in {"L", "N", "S", "P"}:
        return True
    layout = QTextLayout(sign, fonts.font(10))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return all(0 not in run.glyphIndexes() for run in layout.glyphRuns())
