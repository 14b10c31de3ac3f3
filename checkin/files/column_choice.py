"""Which of several columns is a field: by their headings, then by their cells, then by where they stand."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from checkin.files import column_contents as contents
from checkin.files.headings import OF_ORDER, Meaning, meaning, normalised
from checkin.files.names_in_columns import are_halves, named_in_addresses
from checkin.files.other_words import ORDER, VETOES
from checkin.files.table import Table

SECRET = "secret"  # noqa: S105 - the name of a column
"""A second code of the same ticket: pretix has order code and position, and beside them the secret in its QR."""

FIELDS = (
    "name",
    "given_name",
    "family_name",
    "email",
    "organisation",
    "role",
    "country",
    "phone",
    "category",
    "status",
    "mode",
    "joining",
    "listed",
    "mailing",
    "registered_at",
    "code",
    SECRET,
)
"""What a column can be. Others are kept as they are."""

JOINED = ("given_name", "family_name")
"""The fields of which a list may have several columns (first and middle name, two surnames), joined by a space."""

ANCHORS = ("name", "given_name", "family_name", "email")
"""The fields that say whom a table is about; they are chosen first."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    column: int
    meaning: Meaning
    quality: float


_NEARLY_AS_GOOD = 0.25


@dataclass(slots=True)
class Choice:
    """The choice of the columns of one table: headings first, then their cells, then what is left."""

    table: Table
    row: int
    headings: tuple[str, ...]
    tool: str
    cells: list[list[str]] = field(init=False)
    rows: int = field(init=False)

    def __post_init__(self) -> None:
        data = [row for _, row in zip(range(contents.LOOKED_AT), self.table.numbered(self.row + 1), strict=False)]
        self.rows = len(data)
        self.cells = [[row[at] if at < len(row) else "" for _, row in data] for at in range(len(self.headings))]

    def fields(self) -> dict[str, tuple[int, ...]]:
        """Choose the columns of each field."""
        by_field: dict[str, list[_Candidate]] = {}
        for candidate in self._candidates():
            by_field.setdefault(candidate.meaning.field, []).append(candidate)
        self._leave_out_built_in(by_field)
        chosen: dict[str, int] = {}
        for name in (*ANCHORS, *by_field):
            if name in by_field and name not in chosen:
                chosen[name] = self._best(by_field[name], [chosen[anchor] for anchor in ANCHORS if anchor in chosen])
        self._settle_names(chosen)
        self._look_for_more(chosen)
        fields = _with_codes(chosen)
        self._join_seconds(fields)
        self._join_halves(fields)
        if "mode" in fields:
            fields["mode"] = self._ways(fields["mode"][0], {at for columns in fields.values() for at in columns})
        elif ticked := self._ticked({at for columns in fields.values() for at in columns}):
            fields["mode"] = ticked
        own = [one for one in by_field.get("email", []) if one.meaning.attendee and one.quality]
        if own and own[0].column not in chosen.values():
            # pretix asks for the address of each person; where it is empty, the one of the order counts.
            fields["email"] = (own[0].column, *fields["email"])
        return fields

    def _ticked(self, taken: Collection[int]) -> tuple[int, ...]:
        """The columns for one way of taking part each, with crosses or yes and no below."""
        unread = (at for at in range(len(self.headings)) if at not in taken)
        return tuple(at for at in unread if contents.is_ticked(self.headings[at], self.cells[at]))

    def _join_seconds(self, fields: dict[str, tuple[int, ...]]) -> None:
        """Add the second given name and the second surname, where they have a column."""
        taken = {at for columns in fields.values() for at in columns}
        for at, heading in enumerate(self.headings):
            half = _SECONDS.get(normalised(heading))
            if half in fields and at not in taken and len(fields[half]) == 1:
                fields[half] = (*fields[half], at)

    def _join_halves(self, fields: dict[str, tuple[int, ...]]) -> None:
        """Names of one word are halves where a column beside them, under a heading in another language, has the other
        ones: those that stand in the addresses.
        """
        if "email" not in fields or fields.keys() & {"given_name", "family_name"} or len(fields.get("name", ())) != 1:
            return
        taken = {at for columns in fields.values() for at in columns}
        at, mail = fields["name"][0], self.cells[fields["email"][0]]
        for other in (at + 1, at - 1):
            if other in taken or not 0 <= other < len(self.cells) or _CALLED.search(normalised(self.headings[other])):
                continue
            if are_halves(self.cells[at], self.cells[other], mail):
                fields["name"] = (min(at, other), max(at, other))
                return

    def _candidates(self) -> list[_Candidate]:
        found = []
        for at, heading in enumerate(self.headings):
            said = meaning(heading)
            # Indico's tickets carry the registration's ID, although it counts from 1.
            sure = said is not None and said.field == "code" and self.tool == "Indico"
            if said is not None and (sure or contents.bears_out(said, heading, self.cells[at])):
                found.append(_Candidate(at, said, contents.quality(said.field, self.cells[at], self.rows)))
        return found

    def _leave_out_built_in(self, by_field: dict[str, list[_Candidate]]) -> None:
        """Microsoft Forms writes who was signed in before the questions: "anonymous", or the staff who filled it in."""
        if self.tool != "Microsoft Forms":
            return
        titles = [normalised(heading) for heading in self.headings]
        built_in = {titles.index(title) for title in _SIGNED_IN if title in titles[:_BUILT_IN]}
        for name in ("email", "name"):
            asked = [candidate for candidate in by_field.get(name, []) if candidate.column not in built_in]
            if asked:
                by_field[name] = asked
            elif name == "name" and "given_name" in by_field:
                by_field.pop(name, None)

    def _best(self, candidates: list[_Candidate], anchors: Sequence[int]) -> int:
        def distance(candidate: _Candidate) -> int:
            return min((abs(candidate.column - anchor) for anchor in anchors), default=0)

        def key(candidate: _Candidate) -> tuple[bool, float, int, int, int]:
            said = candidate.meaning
            return not said.attendee, -said.score, said.rank, distance(candidate), candidate.column

        # pretix has the attendee's company and the invoice's under one title: the nearer one is the attendee's.
        nearest: dict[str, _Candidate] = {}
        for candidate in sorted(_own(candidates), key=lambda one: (not one.quality, distance(one))):
            nearest.setdefault(normalised(self.headings[candidate.column]), candidate)
        enough = max(candidate.quality for candidate in nearest.values()) - _NEARLY_AS_GOOD
        return min((candidate for candidate in nearest.values() if candidate.quality >= enough), key=key).column

    def _settle_names(self, chosen: dict[str, int]) -> None:
        """A bare "Name", "Nom" or "Nombre" beside one half of the name is the other half, unless it holds that half."""
        if "name" not in chosen:
            return
        whole = self.cells[chosen["name"]]
        halves = [half for half in ("given_name", "family_name") if half in chosen]
        if len(halves) == 1 and not contents.holds_half(whole, self.cells[chosen[halves[0]]]):
            other = "family_name" if halves == ["given_name"] else "given_name"
            chosen[other] = chosen.pop("name")
        elif halves and 2 * _filled(whole) < max(_filled(self.cells[chosen[half]]) for half in halves):
            del chosen["name"]

    def _look_for_more(self, chosen: dict[str, int]) -> None:
        """Find by their cells what the headings do not say: e-mail addresses, and how people take part."""
        if "email" in chosen and not contents.looks_like_addresses(self.cells[chosen["email"]]):
            # Microsoft Forms writes "anonymous" under Email, while a question asks how to reach the person.
            doubted = chosen.pop("email")
            self._look_among_unread(chosen)
            chosen.setdefault("email", doubted)
        self._look_among_unread(chosen)

    def _look_among_unread(self, chosen: dict[str, int]) -> None:
        taken = set(chosen.values())
        for name, looks in _BY_THEIR_CELLS:
            for at, heading in enumerate(self.headings):
                title = normalised(heading)
                about_others = VETOES.search(title) or (name in _NOT_OF_OTHERS and _NOT_OF_OTHERS[name].search(title))
                if name not in chosen and at not in taken and not about_others and looks(self.cells[at]):
                    chosen[name] = at
                    taken.add(at)

        if "email" in chosen and not chosen.keys() & {"name", "given_name", "family_name"}:
            self._look_for_names(chosen, taken)

    def _look_for_names(self, chosen: dict[str, int], taken: Collection[int]) -> None:
        mail = self.cells[chosen["email"]]
        for at, heading in enumerate(self.headings):
            unread = at not in taken and not VETOES.search(normalised(heading))
            if unread and named_in_addresses(self.cells[at], mail):
                chosen["name"] = at
                return

    def _ways(self, first: int, taken: Collection[int]) -> tuple[int, ...]:
        """The columns that say how people take part: a form may have one for each way, of which one is filled."""
        said = [*self.cells[first]]
        columns = [first]
        for at, cells in enumerate(self.cells):
            both = any(cell.strip() and other.strip() for cell, other in zip(cells, said, strict=True))
            if at not in taken and not both and contents.says_a_way(cells):
                columns.append(at)
                said = [other or cell for cell, other in zip(cells, said, strict=True)]
        return tuple(sorted(columns))


def _own(candidates: list[_Candidate]) -> list[_Candidate]:
    """All but those of whoever paid, also where these say more; but whoever paid may be written to."""
    own = [candidate for candidate in candidates if candidate.meaning.score > OF_ORDER]
    if own and (own[0].meaning.field != "email" or any(candidate.quality for candidate in own)):
        return own
    return candidates


_CALLED = re.compile(r"nick|alias|user|login|prefer|badge|rufname|surnom|apodo|apelido social")
"""Headings of what somebody is called beside their name."""

_SECONDS = dict.fromkeys(
    ("middle name", "middle names", "middle name(s)", "segundo nombre", "deuxième prénom", "отчество", "اسم الأب"),
    "given_name",
) | dict.fromkeys(("segundo apellido", "apellido materno", "second surname", "2º apellido"), "family_name")
"""Headings of what goes on with half of a name."""

_SIGNED_IN = (
    *("email", "name", "adresse de messagerie", "nom", "correo electrónico", "nombre", "e-mail", "nome", "电子邮件"),
    *("名称", "姓名", "адрес электронной почты", "электронная почта", "имя", "البريد الإلكتروني", "الاسم"),
)
_BUILT_IN = 5
"""Columns at the beginning that Microsoft Forms writes by itself: three about the sending, then who was signed in."""

_BY_THEIR_CELLS = (
    ("email", contents.looks_like_addresses),
    ("mode", contents.looks_like_mode),
    ("status", contents.looks_like_status),
    ("phone", contents.looks_like_phones),
)
_NOT_OF_OTHERS = {
    "email": ORDER,
    "phone": re.compile(r"^(?!(?:contacts?|contactos?|contatos?|kontakte?|mawasiliano|联系方式|контакты)$)"),
    "status": re.compile(r"visa|payment|hotel|travel|flight|review|marital|employ|vaccin|zahlung|paiement|pago|оплат"),
}
"""Headings of columns that are not taken for a field although their cells look so."""


def _filled(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if cell.strip())


def _with_codes(chosen: dict[str, int]) -> dict[str, tuple[int, ...]]:
    """The chosen columns as fields: the code of a pretix ticket is order code and position, and its secret another."""
    if "whether" in chosen:
        # Whoever does not come is known by it also where another column says how the others do.
        chosen.setdefault("status" if "mode" in chosen else "mode", chosen["whether"])
    fields: dict[str, tuple[int, ...]] = {name: (at,) for name, at in chosen.items() if name in FIELDS}
    if "order_code" in chosen and "position" in chosen:
        if "code" in fields:
            fields[SECRET] = fields["code"]
        fields["code"] = (chosen["order_code"], chosen["position"])
    return fields
