"""Search in the event file: a registrant list of any size answers each letter typed at the door."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from sqlalchemy import Connection

from checkin.domain.code import is_part_of_code
from checkin.domain.names import CODE, EMAIL, ORGANISATION, SOUND
from checkin.domain.readings import FAMILY_NAMES
from checkin.domain.registrant import State
from checkin.domain.search import Hit, Sought, Vocabulary, rank, sought_in, sounds_of
from checkin.storage.sessions import read_instant

MOST_RANKED = 100
"""How many candidates one question to the index may give. More would only take time: nobody reads on so far."""

_FIT = 3
"""What of a rank says how well the text tells a person: errors, field, beginnings. The rest is only the order."""

_FEW = 10
"""With fewer hits than this the next, wider question is asked."""

_LONGEST_TYPED = 200
_MOST_WORDS = 6
_MOST_NEAR = 40
_MOST_PARTED = 8
_INDEXED_START = 3
"""The longest beginning of a word that the index holds ready (`prefix` in `migrations`)."""

# CROSS JOIN keeps the order of the tables: the index first, then the rows it names.
_CANDIDATES = (
    "SELECT search.rowid, registrant.search_key FROM search CROSS JOIN registrant ON registrant.number = search.rowid"
    " WHERE search MATCH ? LIMIT ?"
)
_CODED = (
    "SELECT registrant.number, registrant.search_key FROM code JOIN registrant ON registrant.id = code.registrant_id"
    " WHERE code.replaced_at IS NULL AND instr(replace(replace(code.folded, '-', ''), ' ', ''), ?) LIMIT ?"
)
_HITS = (
    "SELECT registrant.number, registrant.id, name, organisation, email, walk_in, at, is_out FROM registrant"
    " LEFT JOIN entry ON entry.registrant_id = registrant.id AND entry.session_id = ? AND NOT entry.lifted"
    " LEFT JOIN fact ON fact.seq = coalesce(entry.last_seq, entry.seq) WHERE registrant.number IN ({})"
)
# Row 10 of the index's own table says of which pieces it is made: every change of the index, by whichever program,
# gives it another value, and nothing else does.
_MARK = "SELECT (SELECT id FROM event), block FROM search_data WHERE id = 10"
_WORDS = "SELECT term FROM search_word WHERE term >= ? AND term < ?"


class Searcher:
    """Finds registrants, and remembers the words of the index, which typing errors are measured against.

    To be used by one thread at a time. The words are read when they are first needed, and again when the index has
    changed since.
    """

    def __init__(self) -> None:
        self._mark: tuple[object, ...] = ()
        self._names = Vocabulary(())
        self._organisations = Vocabulary(())

    def find(self, tx: Connection, text: str, session_id: str, limit: int = 20) -> list[Hit]:
        """Find whom the typed text may mean, best first, at most `limit` of them, as they stand in the session.

        Any order of words, the beginning of each is enough; case, accents, apostrophes and typing errors do not
        matter, nor does the script. Codes and addresses (whatever has an @) are looked for as they are typed. No text
        is wrong: what cannot be anyone's name finds nobody.
        """
        sought = sought_in(text[:_LONGEST_TYPED])[:_MOST_WORDS]
        if not sought:
            return []
        known = _mark_of(tx) == self._mark
        keys = self._named(tx, sought, known=known)
        if len(keys) < _FEW:
            keys |= self._anything(tx, sought, known=known)
        if len(keys) < _FEW and "@" not in text:
            if not known:
                self.learn(tx)
            sought = [self._widened(one) for one in sought]
            keys |= self._nearly(tx, sought) | self._parted_otherwise(tx, [one.latin for one in sought])
        if not keys:
            keys = _with_part_of_code(tx, "".join(one.word for one in sought))
        ranks = {number: rank(key, sought) for number, key in keys.items()}
        best = sorted(keys, key=lambda number: (ranks[number], number))
        return [replace(hit, fit=ranks[number][:_FIT]) for number, hit in _hits(tx, best[:limit], session_id)]

    def learn(self, tx: Connection) -> None:
        """Read the words of the index, a twentieth of a second for 100,000 registrants.

        `find` does it when it must. Done before, in a quiet moment, no typing error waits for it.
        """
        self._names = Vocabulary(tx.exec_driver_sql(_WORDS, ("", ORGANISATION)).scalars())
        marked = tx.exec_driver_sql(_WORDS, (ORGANISATION, EMAIL)).scalars()
        self._organisations = Vocabulary(word.removeprefix(ORGANISATION) for word in marked)
        self._mark = _mark_of(tx)

    def _named(self, tx: Connection, sought: Sequence[Sought], *, known: bool) -> dict[int, str]:
        """Find those in whose name there are words that begin as typed."""
        begun = [self._of_name(one.word, known=known) for one in sought]
        keys = _ask(tx, _all_of(begun))
        if len(keys) == MOST_RANKED:
            # Too many to look at: those who have the words whole, or all but the last, must be among them.
            whole = [[_whole(one.word)] for one in sought]
            keys |= _ask(tx, _all_of(whole))
            if len(whole) > 1:
                keys |= _ask(tx, _all_of([*whole[:-1], begun[-1]]))
        return keys

    def _anything(self, tx: Connection, sought: Sequence[Sought], *, known: bool) -> dict[int, str]:
        """Find those of whom anything begins as typed: name, organisation, e-mail address, or a code as a whole."""
        code = _start(CODE + "".join(one.word for one in sought))
        return _ask(tx, _all_of(self._of_anything(one, known=known) for one in sought), code)

    def _nearly(self, tx: Connection, sought: Sequence[Sought]) -> dict[int, str]:
        """Find those of whom anything is near the typed words or sounds like them."""
        near = [[*self._of_anything(one, known=True), *_of_near(one)] for one in sought]
        keys = _ask(tx, _all_of([*ways, *_sounding(one)] for ways, one in zip(near, sought, strict=True)))
        if len(keys) == MOST_RANKED:
            # Those who only sound alike are too many; those who are near must be among them.
            keys |= _ask(tx, _all_of(near))
        return keys

    def _parted_otherwise(self, tx: Connection, typed: Sequence[str]) -> dict[int, str]:
        """Find two typed words as one, and one as two: Abdul Rahman and Abdulrahman, Li Wei and Liwei."""
        asked = []
        for place, word in enumerate(typed):
            before, after = ([[_start(other)] for other in others] for others in (typed[:place], typed[place + 1 :]))
            if after and self._names.starting(joined := word + typed[place + 1], 1):
                asked.append(_all_of([*before, [_start(joined)], *after[1:]]))
            for parts in islice(self._parted(word), _MOST_PARTED):
                whole = [[_whole(part)] for part in parts[:-1]]
                asked.append(_all_of([*before, *whole, [_start(parts[-1])], *after]))
        return _ask(tx, *asked)

    def _parted(self, word: str, most: int = 3) -> Iterator[list[str]]:
        """List the ways to part a word into known ones, at most `most` of two letters or more; the last may go on."""
        for cut in range(2, len(word) - 1):
            if self._names.starting(word[:cut], 1) == [word[:cut]]:
                if self._names.starting(word[cut:], 1):
                    yield [word[:cut], word[cut:]]
                if most > 2:  # noqa: PLR2004 - one part and the rest
                    yield from ([word[:cut], *rest] for rest in self._parted(word[cut:], most - 1))

    def _widened(self, one: Sought) -> Sought:
        near: dict[str, int] = {}
        for mark, vocabulary in (("", self._names), (ORGANISATION, self._organisations)):
            found = vocabulary.near(one.word, unfinished=one.last)
            if one.latin != one.word:
                # A list in Latin letters, asked in the bearer's own script.
                begun = dict.fromkeys(vocabulary.starting(one.latin, _MOST_NEAR), 1)
                found = vocabulary.near(one.latin, unfinished=one.last) | begun | found
            near |= {mark + word: errors for word, errors in found.items()}
        near = dict.fromkeys(FAMILY_NAMES.get(one.latin, ()), 1) | near
        return replace(one, near=near)

    def _of_name(self, word: str, *, known: bool) -> list[str]:
        return _begun("", word, self._names if known else None)

    def _of_anything(self, one: Sought, *, known: bool) -> list[str]:
        # Of e-mail addresses there are too many words to know; only the one that is being typed may be unfinished.
        email = _start(EMAIL + one.word) if one.last else _whole(EMAIL + one.word)
        organisation = _begun(ORGANISATION, one.word, self._organisations if known else None)
        return [*self._of_name(one.word, known=known), *organisation, email]


def _mark_of(tx: Connection) -> tuple[object, ...]:
    return tuple(tx.exec_driver_sql(_MARK).one())


def _whole(word: str) -> str:
    return f'"{word}"'


def _start(word: str) -> str:
    return f'"{word}"*'


def _begun(mark: str, word: str, vocabulary: Vocabulary | None) -> list[str]:
    """List the ways to ask for what begins with a word.

    The beginning of a word costs the index five times what a whole one does, so a few words are asked for one by one.
    """
    if vocabulary is not None and len(begun := vocabulary.starting(word, _FEW)) < _FEW:
        return [_whole(mark + known) for known in begun]
    return [_start(mark + word)]


def _of_near(one: Sought) -> list[str]:
    """List the ways to ask for the words near a typed one, or, where they are many, for their fewer beginnings."""
    if len(one.near) <= _MOST_NEAR:
        return [_whole(word) for word in one.near]
    return [_start(start) for start in dict.fromkeys(word[:_INDEXED_START] for word in one.near)][:_MOST_NEAR]


def _sounding(one: Sought) -> list[str]:
    return [
        _start(SOUND + sound) if one.last and len(sound) >= _INDEXED_START else _whole(SOUND + sound)
        for sound in sounds_of(one)
    ]


def _all_of(groups: Iterable[Sequence[str]]) -> str:
    """Put together a question to the index: of each group at least one. Empty when a group is: then nobody fits."""
    asked = [f"({' OR '.join(dict.fromkeys(group))})" for group in groups]
    return "" if "()" in asked else f"({' AND '.join(asked)})"


def _ask(tx: Connection, *questions: str) -> dict[int, str]:
    """Put questions to the index, any of which may be answered: candidates in the list's order, with their keys."""
    question = " OR ".join(filter(None, questions))
    if not question:
        return {}
    return {row[0]: row[1] for row in tx.exec_driver_sql(_CANDIDATES, (question, MOST_RANKED))}


def _with_part_of_code(tx: Connection, part: str) -> dict[int, str]:
    """Find those with a code that has this in it: of a torn badge the end is as good as the beginning."""
    return {row[0]: row[1] for row in tx.exec_driver_sql(_CODED, (part, MOST_RANKED))} if is_part_of_code(part) else {}


def _hits(tx: Connection, numbers: Sequence[int], session_id: str) -> list[tuple[int, Hit]]:
    rows = tx.exec_driver_sql(_HITS.format(", ".join("?" * len(numbers))), (session_id, *numbers))
    found = {
        number: Hit(
            registrant_id=registrant_id,
            name=name or email or organisation or "—",
            organisation=organisation,
            email=email,
            state=State.EXPECTED if at is None else State.LEFT if is_out else State.IN,
            entered_at=None if at is None else read_instant(at),
            walk_in=bool(walk_in),
        )
        for number, registrant_id, name, organisation, email, walk_in, at, is_out in rows
    }
    return [(number, found[number]) for number in numbers]
