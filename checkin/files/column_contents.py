"""What the cells of a column look like: whether they bear out what the heading says."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from checkin.domain.names import words
from checkin.domain.registrant import Answer, Mode, Status
from checkin.domain.same_person import address
from checkin.files.answers import answer_of, asks_whether, is_tick, mode_of, status_of
from checkin.files.headings import PART, Meaning, normalised
from checkin.files.ways import way_asked

LOOKED_AT = 500
"""Rows by which a column is judged; more would not change the answer."""

_SALUTATIONS = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "rev", "hon", "eng", "h.e", "herr", "frau", "bw", "bi"}
    | {"m", "mme", "mlle", "sr", "sra", "srta", "dra", "г-н", "г-жа", "先生", "女士", "السيد", "السيدة"}
)
_NUMBER = re.compile(r"[\d\s.,:/+()-]+")
_BARE_NUMBERS = frozenset(
    {
        "id",
        "number",
        "no.",
        "no",
        "nr",
        "nr.",
        "#",
        "s/n",
        "s/no",
        "s/no.",
        "sn",
        "s. no.",
        "sr. no.",
        "sr no",
        "serial no",
    }
    | {"n°", "n.º", "nº", "n", "num", "num.", "folio", "na.", "№", "№ п/п", "lfd. nr.", "lfd. nr", "序号", "م", "الرقم"}
)
_MAY_BE_A_PROFESSION = frozenset({"statut", "état", "estado", "situación", "situação", "hali", "состояние"})
_COUNTER = re.compile(r"[1-9]\d{0,5}")
_MOST_LOOK = 0.5
_SOME_LOOK = 0.3


def share(cells: Sequence[str], looks: Callable[[str], bool]) -> float:
    """The share of the filled cells that look so, 0 to 1; 1 when none is filled, as nothing speaks against it."""
    filled = [cell for cell in cells if cell.strip()]
    return sum(map(looks, filled)) / len(filled) if filled else 1.0


def is_address(cell: str) -> bool:
    """Whether a cell is an e-mail address."""
    return address(cell) != ""


def bears_out(meaning: Meaning, heading: str, cells: Sequence[str]) -> bool:
    """Whether the cells may be what the heading says; an empty column may be anything."""
    if meaning.field in {"name", "given_name", "family_name"}:
        return share(cells, _is_no_name) < _MOST_LOOK or not any(cells)
    check = _CHECKS.get(meaning.field)
    return check is None or check(meaning, heading, cells)


def _is_no_name(cell: str) -> bool:
    """Whether a cell is an address, a number or a yes: who is asked "Participant?" may say just that."""
    answers = is_tick(cell) is not None and any(map(str.isalnum, cell))
    return answers or is_address(cell) or _NUMBER.fullmatch(cell) is not None


def _email(meaning: Meaning, heading: str, cells: Sequence[str]) -> bool:
    del heading
    # A list may say "n/a" for everyone under "Email"; under "E-mail newsletter?" that would be another matter.
    return meaning.score >= PART or share(cells, is_address) >= _MOST_LOOK


def _role(meaning: Meaning, heading: str, cells: Sequence[str]) -> bool:
    del meaning, heading
    return not any(cells) or share(cells, lambda cell: cell.strip().casefold().rstrip(".") in _SALUTATIONS) < _MOST_LOOK


def _code(meaning: Meaning, heading: str, cells: Sequence[str]) -> bool:
    del meaning
    filled = [cell for cell in cells if cell.strip()]
    # 1, 2, 3 … numbers the rows; whoever prints such numbers on badges pads them, or calls them a code.
    counts = share(filled, lambda cell: _COUNTER.fullmatch(cell.strip()) is not None)
    if normalised(heading) in _BARE_NUMBERS and counts > _MOST_LOOK:
        return False
    return not filled or len(set(filled)) / len(filled) >= _MOST_LOOK


def _status(meaning: Meaning, heading: str, cells: Sequence[str]) -> bool:
    known = share(cells, lambda cell: status_of(cell, heading) is not None)
    if meaning.score < PART:
        return known >= _MOST_LOOK
    # Whoever is cancelled in words that nobody knows must not be welcomed; but "Statut" may be what somebody does.
    return known > 0 or normalised(heading) not in _MAY_BE_A_PROFESSION


def _mode(meaning: Meaning, heading: str, cells: Sequence[str]) -> bool:
    del meaning
    # "Utahudhuria vipi?" asks how, though it holds the words of "Utahudhuria?": the cells tell.
    if asks_whether(heading) and share(cells, lambda cell: answer_of(cell) is not Answer.NOT_SAID) >= _MOST_LOOK:
        return True
    return share(cells, lambda cell: mode_of(cell) is not Mode.NOT_SAID) >= _SOME_LOOK


def _answer(meaning: Meaning, heading: str, cells: Sequence[str]) -> bool:
    del meaning, heading
    return share(cells, lambda cell: answer_of(cell) is not Answer.NOT_SAID) >= _MOST_LOOK


_CHECKS: dict[str, Callable[[Meaning, str, Sequence[str]], bool]] = {
    "email": _email,
    "role": _role,
    "code": _code,
    "status": _status,
    "mode": _mode,
    "whether": _mode,
    "joining": _answer,
    "listed": _answer,
    "mailing": _answer,
}


def quality(field: str, cells: Sequence[str], rows: int) -> float:
    """How well a column serves its field, 0 to 1: filled; for addresses also valid and distinct."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled:
        return 0.0
    full = len(filled) / max(rows, 1)
    if field != "email":
        return full
    # A third of the weight for being distinct: a buyer's or a staff member's address repeats, a person's does not.
    distinct = len({cell.casefold() for cell in filled}) / len(filled)
    return full * share(filled, is_address) * (2 + distinct) / 3


def holds_half(whole: Sequence[str], half: Sequence[str]) -> bool:
    """Whether the cells of `whole` contain those of `half` in most rows: then they are full names, and else the other
    half.
    """
    pairs = [
        (words(name), words(part)) for name, part in zip(whole, half, strict=False) if name.strip() and part.strip()
    ]
    return sum(set(part) <= set(name) for name, part in pairs) * 2 > len(pairs)


MOST = 0.8
"""The share of the cells that must look so, where no heading says what a column is."""

FEWEST = 3
"""Cells that it takes to say what a column is, where each of them might be something else."""


def looks_like_mode(cells: Sequence[str]) -> bool:
    """Whether a column whose heading says nothing answers how people take part (pretix writes it under Variation)."""
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) >= FEWEST and share(filled, lambda cell: mode_of(cell) is not Mode.NOT_SAID) >= MOST


def looks_like_addresses(cells: Sequence[str]) -> bool:
    """Whether a column whose heading says nothing holds e-mail addresses."""
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) > 0 and share(filled, is_address) >= MOST


_BOTH = re.compile(r"[^<>@]*[^<>@\s]\s*<(?P<address>[^<>\s]+)>")


def looks_like_both(cells: Sequence[str]) -> bool:
    """Whether a column whose heading says nothing holds names with their addresses, as mail programs write them:
    "Ann Doe <ann@x.org>".
    """
    filled = [cell.strip() for cell in cells if cell.strip()]
    return len(filled) > 0 and share(filled, lambda cell: _BOTH.fullmatch(cell) is not None) >= MOST


_PHONE = re.compile(r"\+?[\d\s().\-/]{7,24}")
_PHONE_DIGITS = range(7, 16)


def looks_like_phones(cells: Sequence[str]) -> bool:
    """Whether a column whose heading says nothing holds telephone numbers: 7 to 15 digits (ITU-T E.164 ends there),
    with a plus, a zero or spaces somewhere; a bare number may count anything.
    """
    filled = [cell.strip() for cell in cells if cell.strip()]
    dialled = sum(cell.startswith(("+", "0", "(")) or " " in cell for cell in filled)
    return bool(filled) and share(filled, _is_phone) >= MOST and 2 * dialled > len(filled)


def _is_phone(cell: str) -> bool:
    digits = sum(map(str.isdecimal, cell))
    return _PHONE.fullmatch(cell.strip()) is not None and digits in _PHONE_DIGITS and _DATE.match(cell) is None


_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b")


def looks_like_status(cells: Sequence[str]) -> bool:
    """Whether a column whose heading says nothing says who is confirmed and who is not, in words: not yes or no, which
    may answer anything.
    """
    filled = [cell for cell in cells if cell.strip()]

    def looks(cell: str) -> bool:
        is_answer = answer_of(cell) is not Answer.NOT_SAID and normalised(cell) not in _NO_ANSWER
        return status_of(cell) is not None and not is_answer and not cell.strip().isdecimal()

    some_not = any(status_of(cell) not in {None, Status.CONFIRMED} for cell in filled)
    return len(filled) >= FEWEST and some_not and share(filled, looks) >= MOST


_NO_ANSWER = frozenset({"no response", "no reply"})
"""What calendars say of who has not answered yet: no "no"."""


def says_a_way(cells: Sequence[str]) -> bool:
    """Whether a column has nothing but one way of taking part, or none: forms have a column for each option."""
    return any(cell.strip() for cell in cells) and share(cells, lambda cell: mode_of(cell) is not Mode.NOT_SAID) >= MOST


def is_ticked(heading: str, cells: Sequence[str]) -> bool:
    """Whether a heading is a way of taking part, and the cells below are nothing but crosses, yes and no, or that same
    heading, as Typeform has it.
    """
    ticks = [True if cell.strip() == heading.strip() != "" else is_tick(cell) for cell in cells]
    return None not in ticks and True in ticks and way_asked(heading) is not Mode.NOT_SAID


_TICKET = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[A-Za-z0-9][A-Za-z0-9_\-]{4,63}|\d{16,40}")
"""Letters and digits without a space, or more digits than a telephone or a counter has."""


def looks_like_codes(cells: Sequence[str]) -> bool:
    """Whether a column whose heading says nothing holds ticket codes: each row another one."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    alone = len({cell.casefold() for cell in filled}) == len(filled)
    return len(filled) >= FEWEST and alone and all(_TICKET.fullmatch(cell) for cell in filled)
