"""Finding a person by what a volunteer typed: the near words of a list, the order of the hits, and look-alikes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib import import_module
from itertools import chain
from typing import Any

from checkin.domain.names import CODE, EMAIL, ORGANISATION, SOUND, in_latin, sound_of, words
from checkin.domain.registrant import State

SHORTEST_WIDENED = 3
"""A typed word of fewer letters is taken as it is: one error in two letters would be any word."""

_TWO_ERRORS_FROM = 8
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Hit:
    """A registrant found by search, as the list of hits shows them; `entered_at` is aware UTC, None when not in. `fit`
    says how well the typed text tells them (`rank`, its first three numbers), None for who was not searched for.
    """

    registrant_id: str
    name: str
    organisation: str
    email: str
    state: State
    entered_at: datetime | None
    walk_in: bool
    fit: tuple[int, ...] | None = None


def errors_forgiven(word: str) -> int:
    """Say how many typing errors a word may have: one, and two from eight letters; none in one or two letters.

    An error is a letter wrong, missing or too many, or two neighbours swapped.
    """
    if len(word) < SHORTEST_WIDENED:
        return 0
    return 2 if len(word) >= _TWO_ERRORS_FROM else 1


@cache
def _osa() -> Any:
    """How many typing errors are between two words. Forty modules, which the first search at the door does not need."""
    return import_module("rapidfuzz.distance.OSA")


class Vocabulary:
    """All words of an index, laid out so that those within a typing error or two of a typed word are found at once.

    A wrong first letter is looked for on its own, so that only the words with the typed first letter, one in twenty
    or so, have to be measured letter by letter.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._words = sorted(known)
        self._tails = sorted((word[1:], word) for word in self._words)
        self._wholes: dict[tuple[str, int], list[str]] = {}
        for word in self._words:
            self._wholes.setdefault((word[0], len(word)), []).append(word)
        self._starts: dict[tuple[str, int], list[str]] = {}
        if self._words:
            _osa()  # Read from the disk with the words, so that no typing error waits for it.

    def near(self, word: str, *, unfinished: bool) -> dict[str, int]:
        """The known words that `word` may stand for, with the number of errors in it.

        With `unfinished` also those that begin with something near it, from four letters on.
        """
        forgiven = errors_forgiven(word)
        if not forgiven:
            return {}
        lengths = range(len(word) - forgiven, len(word) + forgiven + 1)
        if unfinished and len(word) > SHORTEST_WIDENED:
            found = self._beginning_near(word, lengths, forgiven)
        else:
            found = _measured(word, [self._wholes.get((word[0], length), ()) for length in lengths], forgiven)
        distance = _osa().distance
        for known in self._first_letter_wrong(word):
            if known not in found and (unfinished or distance(known, word) <= 1):
                found[known] = 1
        if forgiven > 1 and not found:
            # Two errors, of which one is in the first letter: Kristopher, Christopher.
            found = _measured(word, [self._wholes[place] for place in self._wholes if place[1] in lengths], forgiven)
        return found

    def starting(self, start: str, most: int | None = None) -> list[str]:
        """The known words that begin so, in order; at most `most` of them if that is given."""
        first, last = bisect_left(self._words, start), bisect_left(self._words, start + _LAST)
        return self._words[first : last if most is None else min(last, first + most)]

    def _beginning_near(self, word: str, lengths: Iterable[int], forgiven: int) -> dict[str, int]:
        starts = [self._starts_of(word[0], length) for length in lengths if length >= SHORTEST_WIDENED]
        found: dict[str, int] = {}
        for start, errors in _measured(word, starts, forgiven).items():
            for known in self.starting(start):
                found[known] = min(errors, found.get(known, errors))
        return found

    def _starts_of(self, letter: str, length: int) -> list[str]:
        """The beginnings of a length of the words with a first letter; kept for the next letters that are typed."""
        if (letter, length) not in self._starts:
            starts = {word[:length] for word in self.starting(letter) if len(word) >= length}
            self._starts[letter, length] = list(starts)
        return self._starts[letter, length]

    def _first_letter_wrong(self, word: str) -> list[str]:
        """The words that begin with `word` but for its first letter: swapped, too many, wrong or missing."""
        swapped, too_many = self.starting(word[1] + word[0] + word[2:]), self.starting(word[1:])
        return swapped + too_many + self._going_on(word[1:]) + self._going_on(word)

    def _going_on(self, tail: str) -> list[str]:
        """The known words that go on so after their first letter."""
        first, last = bisect_left(self._tails, (tail,)), bisect_left(self._tails, (tail + _LAST,))
        return [known for _, known in self._tails[first:last]]


def _measured(word: str, choices: Iterable[Sequence[str]], forgiven: int) -> dict[str, int]:
    """The choices between which and `word` there are no more typing errors than forgiven, with their number."""
    measured = list(chain.from_iterable(choices))
    extract = import_module("rapidfuzz.process").extract
    found = extract(word, measured, scorer=_osa().distance, score_cutoff=forgiven, limit=None)
    return {near: int(errors) for near, errors, _ in found}


@dataclass(frozen=True, slots=True)
class Sought:
    """One typed word, also in Latin letters; whether it is the last one and so perhaps unfinished; the words near it.

    `near` gives with each word of the index the number of errors that would be.
    """

    word: str
    latin: str
    last: bool = False
    near: Mapping[str, int] = field(default_factory=dict)


_ARTICLE = "al"
"""How the Arabic article sounds, which is written in one word with the name: الحسن is Hassan as often as Alhassan."""


def sounds_of(sought: Sought) -> list[str]:
    """What a typed word sounds like, with and without the article that the list may have before it."""
    sound = sound_of(sought.latin)
    return [sound, _ARTICLE + sound] if sound else []


_LAST_OF_ADDRESS = re.compile(r"(@\S*)\.[^\s.]*$")


def sought_in(text: str) -> list[Sought]:
    """The words to look for in what was typed; of an e-mail address all but the last, which half the world shares."""
    typed = words(_LAST_OF_ADDRESS.sub(r"\1", text))
    return [
        Sought(word, word if word.isascii() else "".join(in_latin(word)) or word, last=place == len(typed))
        for place, word in enumerate(typed, 1)
    ]


_FIELDS = ("", ORGANISATION, EMAIL, CODE)
_MARK = re.compile(f"[{ORGANISATION}{EMAIL}{CODE}{SOUND}]")
_HEARD, _FOREIGN = 3, 4
"""The errors that a typed word counts for when it only sounds like a word of the key, and when nothing is like it."""


def rank(key: str, sought: Sequence[Sought]) -> tuple[int, ...]:
    """Say how well a person's search key answers the typed words; the smallest rank comes first.

    Exact before near; name before organisation before e-mail; whole word before the beginning of one; the first typed
    word early in the name before late; then the shorter name.
    """
    padded = f" {key} "
    errors = fields = starts = 0
    places = []
    for one in sought:
        error, which, start, place = _place(padded, one)
        errors += error
        fields += which
        starts += start
        places.append(place)
    mark = _MARK.search(padded)
    end = mark.start() if mark else len(padded)
    # Of those who have all the typed words whole, the one who has hardly any others.
    complete = end if len(sought) > 1 and not fields and not starts else 0
    return (errors, fields, starts, complete, *places, end)


def _place(padded: str, sought: Sought) -> tuple[int, int, int, int]:
    """Find where one typed word stands best: its errors, the field, whether it is but a beginning, the place."""
    for which, mark in enumerate(_FIELDS):
        start = f" {mark}{sought.word}"
        at = padded.find(start)
        if at >= 0:
            whole = padded.find(start + " ", at)
            return (0, which, 0, whole) if whole >= 0 else (0, which, 1, at)
    if sought.near:
        standing = padded.split()
        found = [(sought.near[word], nth) for nth, word in enumerate(standing) if word in sought.near]
        if found:
            errors, nth = min(found)
            word = standing[nth]
            return errors, _FIELDS.index(word[0] if word[0] in _FIELDS else ""), 0, padded.find(f" {word} ")
    places = [at for sound in sounds_of(sought) if (at := padded.find(f" {SOUND}{sound}")) >= 0]
    return (_HEARD, 0, 0, places[0]) if places else (_FOREIGN, len(_FIELDS), 0, len(padded))


_BEST = 5
"""Of so many hits one that looks like the first is near enough to be taken for it."""
_TELLING_SOUND = 3
"""Two names that sound alike are one name in two spellings if so many signs of the sound are the same."""


def is_clear(hits: Sequence[Hit]) -> bool:
    """Say whether the first hit is the one who was meant: nobody else is told as well by what was typed."""
    first = hits[0].fit if hits else None
    return bool(hits) and not (len(hits) > 1 and first is not None and hits[1].fit == first)


def look_alike(hits: Sequence[Hit], text: str) -> bool:
    """Say whether another of the best hits has a name so close to the first one's that the volunteer must ask.

    The names are compared in Latin letters and in any order of words. Names that are the same, or differ by a typing
    error, always look alike. Names that share two words look alike as long as `text` fits both.
    """
    if not hits:
        return False
    typed = words(text)
    first = in_latin(hits[0].name)
    return any(_alike(hits[0], first, other, in_latin(other.name), typed) for other in hits[1:_BEST])


def may_be(hit: Hit, name: str, organisation: str, email: str) -> bool:
    """Say whether a person found may be the one who is described: the same address; a name that is the same, differs by
    a typing error or by one word that is left out; or one name in common and the same organisation.
    """
    if email.strip() and hit.email.strip().casefold() == email.strip().casefold():
        return True
    typed, known = in_latin(name), in_latin(hit.name)
    if _alike(hit, known, hit, typed, []):
        return True
    same_place = bool(organisation.strip()) and words(organisation) == words(hit.organisation)
    return same_place and bool(set(typed) & set(known))


def _alike(one: Hit, a: list[str], other: Hit, b: list[str], typed: list[str]) -> bool:
    if "".join(a) == "".join(b):
        return True
    only_a, only_b = list((Counter(a) - Counter(b)).elements()), list((Counter(b) - Counter(a)).elements())
    if len(only_a) == len(only_b) and pair_up(only_a, only_b, _near):
        return True
    shared = len(a) - len(only_a)
    if shared < 2 or (only_a and only_b and max(len(only_a), len(only_b)) > 1):  # noqa: PLR2004 - two names, or one more
        return False
    return all(_fits(word, one, a) and _fits(word, other, b) for word in typed)


def pair_up(a: Sequence[str], b: Iterable[str], near: Callable[[str, str], bool]) -> bool:
    """Say whether each word of `a` has one of `b`, each given away once, that is `near` it."""
    left = list(b)
    for word in a:
        twin = next((other for other in left if near(word, other)), None)
        if twin is None:
            return False
        left.remove(twin)
    return True


def _near(a: str, b: str) -> bool:
    forgiven = min(errors_forgiven(a), errors_forgiven(b))
    near: bool = _osa().distance(a, b) <= forgiven
    return near or (len(sound_of(a)) >= _TELLING_SOUND and sound_of(a) == sound_of(b))


def _fits(word: str, hit: Hit, latin: Iterable[str]) -> bool:
    return any(known.startswith(word) for known in (*latin, *words(hit.name)))
