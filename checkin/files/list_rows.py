"""From one row of a registrant list to a person, or to the reason why it is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from sys import intern

from checkin.domain.harmless_codes import is_harmless
from checkin.domain.lists import ListPerson, Skipped, list_person_from
from checkin.domain.names import clean, fold
from checkin.domain.registrant import Answer, Details, Mode, Status, details_from
from checkin.domain.same_person import address
from checkin.files import addresses, limits, nobody
from checkin.files.answers import answer_of, status_of
from checkin.files.column_choice import SECRET
from checkin.files.columns import Columns
from checkin.files.heading_rows import ONE_FIELD, likeness
from checkin.files.headings import is_known, normalised
from checkin.files.names_in_columns import is_last_first
from checkin.files.tidy_rows import are_tidy, unguarded
from checkin.files.ways import mode_said, way_of_ticket, way_ticked

_LIKE_HEADINGS = 0.8

_ROUNDED = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
"""A long number as Excel leaves it: the digits of the code are lost."""

_TICKET_KEY = re.compile(r"https?://\S*[?&]pk=([^&#\s]+)")
_NAME_AND_ADDRESS = re.compile(r'"?(?P<name>[^<>"]*[^<>"\s])"?\s*<(?P<address>[^<>\s]+)>')


_TEXTS = (
    *("name", "given_name", "family_name", "email", "organisation", "role", "country", "phone", "category"),
    *("status", "mode", "joining", "listed", "mailing", "registered_at"),
)
"""The fields that are read as texts: all but the codes."""

_ANSWERS = ("status", "mode", "joining", "listed", "mailing")
_cleaned = lru_cache(maxsize=8192)(clean)
_MOST_REMEMBERED = 1000
_MOST_NAMES = 20_000
_AT_ONCE = 64
"""Rows that are looked at together: so few that a stray sign makes no more of them slow."""


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
    spreadsheet program has spoilt, `harmless` those with a code of ours that is for trials, `longer` those with
    something in cells that no heading stands over, `tables` those with the headings of another table, `by_ticket` the
    tickets that say how people take part. `coded`: there is a column of codes.
    """

    columns: Columns
    last_first: bool = False
    leave_out: Collection[str] = ()
    unknown: set[str] = field(default_factory=set)
    rounded: list[int] = field(default_factory=list)
    harmless: list[int] = field(default_factory=list)
    longer: list[int] = field(default_factory=list)
    tables: list[int] = field(default_factory=list)
    by_ticket: set[str] = field(default_factory=set)
    coded: bool = field(init=False)
    _other: list[tuple[int, str]] = field(init=False)
    _headings: frozenset[str] = field(init=False)
    _width: int = field(init=False)
    _numbers: frozenset[int] = field(init=False)
    _texts: Callable[[Sequence[str]], tuple[str, ...]] = field(init=False)
    _joined: list[tuple[int, tuple[int, ...]]] = field(init=False)
    _said: dict[tuple[str, ...], _Said] = field(default_factory=dict)
    _no_words: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        fields = self.columns.fields
        # Behind the last cell there is an empty one, for the fields that have no column.
        self._texts = itemgetter(*(fields[name][0] if name in fields else -1 for name in _TEXTS))
        self._joined = [(at, fields[name]) for at, name in enumerate(_TEXTS) if len(fields.get(name, ())) > 1]
        self.coded = "code" in fields or SECRET in fields
        # The parts of a code that is put together stay as they are too: people ask for the order.
        read = {at for name, columns in fields.items() if name != "code" or len(columns) == 1 for at in columns}
        # And so does the address of the order, which stands for those who have none.
        read -= set(fields.get("email", ())[1:])
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

    def read_all(self, rows: Iterable[tuple[int, Sequence[str]]]) -> Iterator[ListPerson | Skipped]:
        """Read rows with their 1-based numbers; none of them is blank."""
        rows, width = iter(rows), len(self.columns.headings)
        while some := list(islice(rows, _AT_ONCE)):
            # As a rule all of them are as they should be, and need not be looked at one by one.
            alike = self._width == width and all(len(row) == width for _, row in some)
            if alike and are_tidy(*(row for _, row in some)):
                for number, row in some:
                    yield self._read(number, row, tidy=True)
            else:
                for number, row in some:
                    yield self._read_any(number, row)

    def _read_any(self, number: int, row: Sequence[str]) -> ListPerson | Skipped:
        cells = unguarded(row)
        more = any(cell.strip() for cell in cells[self._width :])
        cells += [""] * (len(self.columns.headings) - len(cells))
        read = self._read(number, cells, tidy=are_tidy(cells))
        if more and isinstance(read, ListPerson):
            self.longer.append(number)
        return read

    def _read(self, number: int, cells: Sequence[str], *, tidy: bool) -> ListPerson | Skipped:
        """Read a row that is as long as the headings; `tidy`: its cells are clean as they are."""
        if not self._is_somebody(cells) and (why := self._why_no_person(number, cells)):
            return Skipped(number, why)
        details = self._details(cells, tidy=tidy)
        why = nobody.why_nobody(details)
        if why:
            return Skipped(number, why)
        return list_person_from(number, details, self._codes(number, cells) if self.coded else ())

    def _is_somebody(self, cells: Sequence[str]) -> bool:
        """Whether a row is a person by its first two cells, as nearly all are; others may be people too."""
        if len(cells) == 1 or not (second := cells[1].strip()):
            return False
        counts = second[0].isdigit()
        if cells[0] in self._no_words and not counts:
            return True
        if not cells[0].strip():
            return False
        first = normalised(cells[0])
        if first in self._headings or first in nobody.TOTALS or is_known(cells[0]):
            return False
        if len(self._no_words) < _MOST_NAMES:
            self._no_words.add(cells[0])
        return not (counts and (nobody.counts_people(first) or nobody.is_title(first)))

    def _why_no_person(self, number: int, cells: Sequence[str]) -> str:
        filled = [cell for cell in cells if cell.strip()]
        first = normalised(filled[0]) if filled else ""
        if why := self._why_headings(number, first, filled):
            return why
        if len(self.columns.headings) == 1 and not nobody.is_title(first):
            return nobody.why_total(first, ()) if first in nobody.TOTALS else ""
        if len(filled) == 1:
            return nobody.why_no_row(filled[0], first)
        # A person may be called Sum, and have nothing but a telephone or a code.
        said = [cell for at, cell in enumerate(cells) if cell.strip() and at not in self._numbers]
        if len(said) < 2 or said[0] != filled[0]:  # noqa: PLR2004 - a word, and a number behind it
            return ""
        return nobody.why_total(first, said[1:]) or nobody.why_counted_title(said[0], first, said[1:])

    def _why_headings(self, number: int, first: str, filled: Sequence[str]) -> str:
        """Why the filled cells of a row, the first of them normalised, are headings; "" when they are none."""
        if first in self._headings and len(filled) > 1:
            like = sum(normalised(cell) in self._headings for cell in filled)
            if like >= _LIKE_HEADINGS * len(filled):
                return "The headings stand here once more."
        if sum(map(is_known, filled)) >= _LIKE_HEADINGS * len(filled) and likeness(filled) > ONE_FIELD:
            self.tables.append(number)
            return "The headings of another table stand here."
        return ""

    def _details(self, cells: Sequence[str], *, tidy: bool) -> Details:
        """The details in a row that is as long as the headings; `tidy`: its cells are clean as they are."""
        texts = self._texts((*cells, ""))
        if not tidy:
            texts = tuple(map(_cleaned, texts))
        if self._joined:
            texts = self._with_joined(texts, cells)
        name, given, family, email, organisation, role, country, phone, category, *answers, registered_at = texts
        if not email and (both := _NAME_AND_ADDRESS.fullmatch(name)) and address(both["address"]):
            name, email = both["name"], both["address"]
        name, given, family = self._name(name, given, family)
        said = self._answers(tuple(answers))
        other = said.unread
        if addresses.SEVERAL in email:
            other = {self.columns.titles_of("email"): email} | other
        if self._other:
            other = {title: cells[at][: limits.OTHER] for at, title in self._other if cells[at].strip()} | other
        # What many people have in common is kept once.
        return details_from(
            name,
            intern(given),
            intern(family),
            addresses.one_of(email),
            intern(organisation),
            intern(role),
            intern(country),
            phone,
            intern(category),
            said.status,
            said.mode or self._mode_by_ticket(category, answers[_ANSWERS.index("mode")]),
            said.joining,
            said.listed,
            said.mailing,
            intern(registered_at),
            other,
            "",
        )

    def _mode_by_ticket(self, category: str, answer: str) -> Mode:
        """What the ticket says of how somebody takes part, who has not answered that."""
        way = Mode.NOT_SAID if answer or not category else way_of_ticket(category)
        if way:
            self.by_ticket.add(category)
        return way

    def _with_joined(self, texts: Iterable[str], cells: Sequence[str]) -> tuple[str, ...]:
        """The texts with those that stand in several columns."""
        whole = [*texts]
        for at, columns in self._joined:
            parts = [cells[column] for column in columns]
            one_of_them = next(filter(address, parts), parts[0])
            if _TEXTS[at] == "mode":
                titles = self.columns.headings
                parts = [way_ticked(titles[column], cell) for column, cell in zip(columns, parts, strict=True)]
            whole[at] = clean(one_of_them if _TEXTS[at] == "email" else " ".join(parts))
        return tuple(whole)

    def _name(self, name: str, given: str, family: str) -> tuple[str, str, str]:
        if not name and given[-1:] != ",":
            return f"{given} {family}".strip(), given, family
        if given.endswith(",") and family:
            # Luma parts "El-Khatib, Sara" at the space: the comma shows that the halves changed places.
            given, family = family, given.rstrip(", ")
            return f"{given} {family}", given, family
        if is_last_first(name) and (self.last_first or (given and fold(name) == fold(f"{family} {given}"))):
            family, _, given = (part.strip() for part in name.partition(","))
            return f"{given} {family}", given, family
        return name or f"{given} {family}".strip(), given, family

    def _answers(self, given: tuple[str, ...]) -> _Said:
        said = self._said.get(given)
        if said is None:
            if len(self._said) >= _MOST_REMEMBERED:
                self._said.clear()
            said = self._said[given] = self._said_in(dict(zip(_ANSWERS, given, strict=True)))
        return said

    def _said_in(self, texts: dict[str, str]) -> _Said:
        heading = self.columns.titles_of("status")
        status = status_of(texts["status"], heading)
        mode = mode_said(texts["mode"], self.columns.titles_of("mode"))
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
            elif is_harmless(code):
                self.harmless.append(number)
            elif key := _TICKET_KEY.fullmatch(code):
                # The QR holds the whole link; the key in it is what people read out.
                codes += [key[1], code]
            elif any(sign.isalnum() for sign in code) and fold(code) not in {"n a", "none"}:
                codes.append(code)
        return tuple(dict.fromkeys(codes))
