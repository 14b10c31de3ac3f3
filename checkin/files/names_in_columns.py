"""Which columns hold the names of people, told by nothing but their cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checkin.domain.names import clean, in_latin
from checkin.files.column_contents import MOST, share

_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[\s.,'’ʼ`·()\-\u200c\u200d]|[\u0300-\u036f\u064b-\u0652\u0900-\u0dff])*")
_MOST_WORDS = 6
_LONGEST = 80
_ALIKE = 0.3
"""The share of the rows in which a name must stand in the address beside it, such as ann.doe@ or adoe@."""
_ALIKE_TOO = 0.2
_SHORTEST = 3
_ONE_WORD = 1.5
"""Words in a cell on average, below which a column holds one half of the names."""
_DIFFERENT, _MOST_DIFFERENT = 0.5, 0.7
_NEARLY = 0.15


def looks_like_name(cell: str) -> bool:
    """Whether a cell may be a person's name: few words, of letters and the marks that stand in names."""
    cell = cell.strip()
    return len(cell) <= _LONGEST and len(cell.split()) <= _MOST_WORDS and _NAME.fullmatch(cell) is not None


def columns_of_names(cells: Sequence[Sequence[str]], mail: int | None) -> tuple[int, ...]:
    """The columns (0-based) of the names, in the order in which they are joined: one of full names, or two of halves.
    `cells` are the columns of a table, `mail` is the one of the addresses, in which most names are found again.
    Without addresses a column must hold names of several words, capital letters first.
    """
    rows = max(map(_filled, cells), default=0)
    likely = [
        at
        for at, column in enumerate(cells)
        if at != mail and 2 * _filled(column) >= rows and share(column, looks_like_name) >= MOST
    ]
    if mail is None:
        likely = [at for at in likely if _words(cells[at]) > _ONE_WORD and share(cells[at], _is_capital) >= MOST]
        return tuple(_most_different(likely, cells)[:1])
    found = {at: _found_again(cells[at], cells[mail]) for at in likely}
    best = max(likely, key=lambda at: (found[at], -at), default=None)
    if best is None:
        return ()
    if found[best] >= _ALIKE:
        halves = [
            at
            for at in likely
            if found[at] >= _ALIKE_TOO
            or _initials(cells[at], cells[best], cells[mail])
            or _may_be_surnames(cells[at], cells[best])
        ]
        return _with_other_half(best, halves, cells)
    different = _most_different(likely, cells)
    return _with_other_half(different[0], different, cells) if different else ()


def named_in_addresses(cells: Sequence[str], mail: Sequence[str]) -> bool:
    """Whether a column surely holds names: many of them are found in the addresses beside them."""
    return share(cells, looks_like_name) >= MOST and _found_again(cells, mail) >= _ALIKE


def are_halves(names: Sequence[str], others: Sequence[str], mail: Sequence[str]) -> bool:
    """Whether two columns hold the halves of names: of about one word, the second ones in the addresses."""
    short = _words(names) < _ONE_WORD and _words(others) < 2 * _ONE_WORD
    same = sum(set(in_latin(other)) <= set(in_latin(name)) for name, other in zip(names, others, strict=True) if other)
    return (
        short
        and 2 * same < _filled(others)
        and 2 * _filled(others) > _filled(names)
        and named_in_addresses(others, mail)
    )


def _with_other_half(best: int, likely: Sequence[int], cells: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """The column, and beside it the one of the other halves where each cell is hardly more than one word."""
    if _words(cells[best]) >= _ONE_WORD:
        return (best,)
    for other in (best + 1, best - 1):
        if other in likely and _words(cells[other]) <= 2 * _ONE_WORD and _different(cells[other]) >= _DIFFERENT:
            return tuple(sorted((best, other)))
    return (best,)


def _most_different(likely: Sequence[int], cells: Sequence[Sequence[str]]) -> list[int]:
    """The columns that repeat themselves least: an organisation or a country stands with several people."""
    most = max((_different(cells[at]) for at in likely), default=0.0)
    return [at for at in likely if _different(cells[at]) >= max(most - _NEARLY, _MOST_DIFFERENT)]


def _filled(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if cell.strip())


def _words(cells: Sequence[str]) -> float:
    return sum(len(cell.split()) for cell in cells) / max(_filled(cells), 1)


def _different(cells: Sequence[str]) -> float:
    filled = [clean(cell).casefold() for cell in cells if cell.strip()]
    return len(set(filled)) / max(len(filled), 1)


def _is_capital(cell: str) -> bool:
    """Whether two words begin with no small letter, or the only one: Ana de la Cruz, and no sentence."""
    words = cell.split()
    return sum(not word[0].islower() for word in words) >= min(len(words), 2)


def _may_be_surnames(halves: Sequence[str], names: Sequence[str]) -> bool:
    """Whether a column may hold the other halves of names, although the addresses do not tell: hardly any stands twice,
    and they are no acronyms of organisations.
    """
    acronyms = share(halves, str.isupper) > _DIFFERENT >= share(names, str.isupper)
    return _words(halves) < _ONE_WORD and _different(halves) >= _MOST_DIFFERENT and not acronyms


def _initials(halves: Sequence[str], others: Sequence[str], mail: Sequence[str]) -> bool:
    """Whether the addresses have the first letters of these names beside the other halves: a.doe@, doea@."""
    rests = [
        (half, "".join(in_latin(cell.partition("@")[0])).replace("".join(in_latin(other)), "", 1))
        for half, other, cell in zip(halves, others, mail, strict=True)
        if half.strip() and "@" in cell
    ]
    return sum("".join(in_latin(half))[:1] == rest[:1] != "" for half, rest in rests) > len(rests) * _DIFFERENT


def _found_again(names: Sequence[str], mail: Sequence[str]) -> float:
    """The share of the names of which a word stands in the address before its @."""
    pairs = [(name, cell.partition("@")[0]) for name, cell in zip(names, mail, strict=True) if "@" in cell]
    pairs = [(name, "".join(in_latin(local))) for name, local in pairs if name.strip()]
    again = sum(any(len(word) >= _SHORTEST and word in local for word in in_latin(name)) for name, local in pairs)
    return again / len(pairs) if pairs else 0.0


_SUFFIX = re.compile(
    r"(?:ph\.?\s?d|m\.?d|m\.?a|m\.?sc|mba|b\.?sc|llm|ll\.?b|jd|esq|jr|sr|ii|iii|iv|v|obe|mbe|cbe|sc|rn|cpa|dds)\.?",
    re.IGNORECASE,
)


def is_last_first(name: str) -> bool:
    """Whether a name is written "Last, First": one comma, and more after it than a degree or "Jr."."""
    last, _, first = name.partition(",")
    first = first.strip()
    return bool(last.strip() and first) and "," not in first and not _SUFFIX.fullmatch(first)
