"""From one row of a registrant list to a person, or to the reason why it is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from unicodedata import is_normalized

from checkin.domain.lists import ListPerson, Skipped
from checkin.domain.names import LONGEST, clean, fold
from checkin.domain.registrant import Answer, Details, Mode, Status
from checkin.domain.same_person import address
from checkin.files import limits, nobody
from checkin.files.answers import answer_of, mode_of, status_of
from checkin.files.column_choice import SECRET
from checkin.files.columns import Columns
from checkin.files.headings import normalised

_GUARD = re.compile(r"'(?=[=+\-@|%\t\r])")
"""The apostrophe that exporters put before what a spreadsheet program would take for a formula (defusedcsv, OWASP)."""

_LIKE_HEADINGS = 0.8

_SUFFIX = re.compile(
    r"(?:ph\.?\s?d|m\.?d|m\.?a|m\.?sc|mba|b\.?sc|llm|ll\.?b|jd|esq|jr|sr|ii|iii|iv|v|obe|mbe|cbe|sc|rn|cpa|dds)\.?",
    re.IGNORECASE,
)
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
"""A long number as Excel leaves it: the digits of the code are lost."""

_TICKET_KEY = re.compile(r"https?://\S*[?&]pk=([^&#\s]+)")
_MAIL_LINK = re.compile(r"mailto:\s*", re.IGNORECASE)
_NAME_AND_ADDRESS = re.compile(r'"?(?P<name>[^<>"]*[^<>"\s])"?\s*<(?P<address>[^<>\s]+)>')
_ADDRESS_WITHIN = re.compile(r"[^\s<>()\[\]:;,\"']+@[^\s<>()\[\]:;,\"']+")


def is_last_first(name: str) -> bool:
    """Whether a name is written "Last, First": one comma, and more after it than a degree or "Jr."."""
    last, _, first = name.partition(",")
    first = first.strip()
    return bool(last.strip() and first) and "," not in first and not _SUFFIX.fullmatch(first)


_TEXTS = (
    *("name", "given_name", "family_name", "email", "organisation", "role", "country", "phone", "category"),
    *("status", "mode", "joining", "listed", "mailing", "registered_at"),
)
"""The fields that are read as texts: all but the codes."""

_ANSWERS = ("status", "mode", "joining", "listed", "mailing")
_REPEATED = {"organisation", "role", "country", "category", *_ANSWERS}
"""The fields that say the same of many people."""

_NO_TEXTS = dict.fromkeys(_TEXTS, "")
_WALL = "|"


def _is_tidy(line: str) -> bool:
    """Whether `clean` would leave all cells of a row as they are, told by all of them at once, walls between them.

    Clean texts are a clean text together, and any part of a text in NFC is in NFC.
    """
    return (
        len(line) <= LONGEST
        and line.isprintable()
        and not ("  " in line or _WALL + " " in line or " " + _WALL in line or line[:1] == " " or line[-1:] == " ")
        and (line.isascii() or is_normalized("NFC", line))
    )


_cleaned = lru_cache(maxsize=8192)(clean)
_MOST_SAID = 1000


@dataclass(frozen=True, slots=True)
class _Said:
    """The answers of one row in few words, and as they were given those that say nothing known (by heading)."""

    status: Status
    mode: Mode
    joining: Answer
    listed: Answer
    mailing: Answer
    unread: dict[str, str]


@dataclass(slots=True)
class RowReader:
    """Reads the rows of one table. `last_first`: its names are written "Last, First"; `leave_out`: headings whose
    cells are not kept. `unknown` gathers the words for a status that are not known, `rounded` the rows whose code a
    spreadsheet program has spoilt, `longer` those with something in cells that no heading stands over.
    """

    columns: Columns
    last_first: bool = False
    leave_out: Collection[str] = ()
    unknown: set[str] = field(default_factory=set)
    rounded: list[int] = field(default_factory=list)
    longer: list[int] = field(default_factory=list)
    _other: list[tuple[int, str]] = field(init=False)
    _headings: frozenset[str] = field(init=False)
    _width: int = field(init=False)
    _numbers: frozenset[int] = field(init=False)
    _texts: list[tuple[str, tuple[int, ...], Callable[[str], str]]] = field(init=False)
    _said: dict[tuple[str, ...], _Said] = field(default_factory=dict)

    def __post_init__(self) -> None:
        fields = self.columns.fields
        self._texts = [
            (name, fields[name], _cleaned if name in _REPEATED else clean) for name in _TEXTS if name in fields
        ]
        # The parts of a code that is put together stay as they are too: people ask for the order.
        read = {at for name, columns in fields.items() if name != "code" or len(columns) == 1 for at in columns}
        left_out = {normalised(title) for title in self.leave_out}
        titles = zip(self.columns.names, self.columns.headings, strict=True)
        self._other = [
            (at, name)
            for at, (name, heading) in enumerate(titles)
            if at not in read and not {normalised(name), normalised(heading)} & left_out
        ]
        self._numbers = frozenset(at for name in ("phone", "code", SECRET) for at in fields.get(name, ()))
        self._width = max((at for at, title in enumerate(self.columns.headings, 1) if title.strip()), default=0)
        self._headings = frozenset(normalised(title) for title in self.columns.headings if title.strip())

    def read(self, number: int, row: Sequence[str]) -> ListPerson | Skipped:
        """Read the row with this 1-based number; it is not blank."""
        line = _WALL.join(row)
        cells = [*row]
        if _WALL + "'" in line or line[:1] == "'":
            cells = [_GUARD.sub("", cell, count=1) if cell[:1] == "'" else cell for cell in row]
            line = _WALL.join(cells)
        why = self._why_no_person(cells)
        if why:
            return Skipped(number, why)
        if len(cells) > self._width and any(cell.strip() for cell in cells[self._width :]):
            self.longer.append(number)
        cells += [""] * (len(self.columns.headings) - len(cells))
        details = self._details(cells, tidy=_is_tidy(line))
        why = nobody.why_nobody(details)
        return Skipped(number, why) if why else ListPerson(number, details, self._codes(number, cells))

    def _why_no_person(self, cells: Sequence[str]) -> str:
        # Nearly all rows are people, and are told by their first two cells.
        if len(cells) > 1 and cells[0].strip() and cells[1].strip():
            first = normalised(cells[0])
            counts = cells[1][:1].isdigit() and nobody.counts_people(first)
            if first not in self._headings and first not in nobody.TOTALS and not counts:
                return ""
        filled = [cell for cell in cells if cell.strip()]
        first = normalised(filled[0]) if filled else ""
        if first in self._headings and len(filled) > 1:
            like = sum(normalised(cell) in self._headings for cell in filled)
            if like >= _LIKE_HEADINGS * len(filled):
                return "The headings stand here once more."
        if len(self.columns.headings) == 1:
            return nobody.why_total(first, ()) if first in nobody.TOTALS else ""
        if len(filled) == 1:
            return nobody.why_no_row(filled[0], first)
        # A person may be called Sum, and have nothing but a telephone or a code.
        said = [cell for at, cell in enumerate(cells) if cell.strip() and at not in self._numbers]
        return nobody.why_total(first, said[1:]) if len(said) > 1 and said[0] == filled[0] else ""

    def _details(self, cells: Sequence[str], *, tidy: bool) -> Details:
        """The details in a row that is as long as the headings; `tidy`: its cells are clean as they are."""
        texts = _NO_TEXTS.copy()
        for field_name, columns, cleaned in self._texts:
            if len(columns) > 1:
                texts[field_name] = clean(" ".join(cells[at] for at in columns))
            elif tidy and cleaned is clean:
                texts[field_name] = cells[columns[0]]
            else:
                texts[field_name] = cleaned(cells[columns[0]])
        if not texts["email"] and (both := _NAME_AND_ADDRESS.fullmatch(texts["name"])) and address(both["address"]):
            texts["name"], texts["email"] = both["name"], both["address"]
        name, given, family = self._name(texts["name"], texts["given_name"], texts["family_name"])
        said = self._answers(texts)
        other = said.unread
        if self._other:
            other = {title: cells[at][: limits.OTHER] for at, title in self._other if cells[at].strip()} | other
        return Details(
            name=name,
            given_name=given,
            family_name=family,
            email=_email(texts["email"]),
            organisation=texts["organisation"],
            role=texts["role"],
            country=texts["country"],
            phone=texts["phone"],
            category=texts["category"],
            status=said.status,
            mode=said.mode,
            joining=said.joining,
            listed=said.listed,
            mailing=said.mailing,
            registered_at=texts["registered_at"],
            other=other,
        )

    def _name(self, name: str, given: str, family: str) -> tuple[str, str, str]:
        if given.endswith(",") and family:
            # Luma parts "El-Khatib, Sara" at the space: the comma shows that the halves changed places.
            given, family = family, given.rstrip(", ")
            return f"{given} {family}", given, family
        if self.last_first and is_last_first(name):
            family, _, given = (part.strip() for part in name.partition(","))
            return f"{given} {family}", given, family
        return name or f"{given} {family}".strip(), given, family

    def _answers(self, all_texts: Mapping[str, str]) -> _Said:
        given = tuple(all_texts[name] for name in _ANSWERS)
        said = self._said.get(given)
        if said is None:
            if len(self._said) >= _MOST_SAID:
                self._said.clear()
            said = self._said[given] = self._said_in(dict(zip(_ANSWERS, given, strict=True)))
        return said

    def _said_in(self, texts: Mapping[str, str]) -> _Said:
        heading = self.columns.titles_of("status")
        status = status_of(texts["status"], heading)
        mode = mode_of(texts["mode"], self.columns.titles_of("mode"))
        joining, listed, mailing = (answer_of(texts[name]) for name in ("joining", "listed", "mailing"))
        if status is None:
            self.unknown.add(texts["status"])
        read = {"status": status, "mode": mode, "joining": joining, "listed": listed, "mailing": mailing}
        unread = {self.columns.titles_of(name): text for name, text in texts.items() if text and not read[name]}
        return _Said(status or Status.PENDING, mode, joining, listed, mailing, unread)

    def _codes(self, number: int, cells: Sequence[str]) -> tuple[str, ...]:
        codes: list[str] = []
        for name in ("code", SECRET):
            if name not in self.columns.fields:
                continue
            parts = [clean(cells[at]) for at in self.columns.fields[name]]
            code = "-".join(parts) if all(parts) else ""
            if _ROUNDED.fullmatch(code):
                self.rounded.append(number)
            elif key := _TICKET_KEY.fullmatch(code):
                # The QR holds the whole link; the key in it is what people read out.
                codes += [key[1], code]
            elif any(sign.isalnum() for sign in code) and fold(code) not in {"n a", "none"}:
                codes.append(code)
        return tuple(dict.fromkeys(codes))


def _email(text: str) -> str:
    """The address in a cell that holds exactly one, as in "Ann <ann@x.org>"; else the cell as it was given."""
    if ":" in text:
        text = _MAIL_LINK.sub("", text)
    if "@" not in text or address(text):
        return text
    within = [found for found in _ADDRESS_WITHIN.findall(text) if address(found)]
    return within[0] if len(within) == 1 else text
