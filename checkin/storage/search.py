"""Search in the event file: a registrant list of any size answers each letter typed at the door."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from checkin.domain.names import CODE, EMAIL, ORGANISATION, SOUND, sound_of, words
from checkin.domain.registrant import State
from checkin.domain.search import Hit, Sought, Vocabulary, rank
from checkin.storage.sessions import read_instant

MOST_RANKED = 200
"""How many candidates one question to the index may give. More would only take time: nobody reads on so far."""

_FEW = 10
"""With fewer hits than this the next, wider question is asked."""

_LONGEST_TYPED = 200
_MOST_WORDS = 8
_MOST_NEAR = 40
_INDEXED_START = 3
"""The longest beginning of a word that the index holds ready (`prefix` in `migrations`)."""

_ANYWHERE = ("", ORGANISATION, EMAIL, CODE)

# CROSS JOIN keeps the order of the tables: the index first, then the rows it names.
_CANDIDATES = (
    "SELECT search.rowid, registrant.search_key FROM search CROSS JOIN registrant ON registrant.number = search.rowid"
    f" WHERE search MATCH ? LIMIT {MOST_RANKED}"
)
_HITS = (
    "SELECT registrant.number, registrant.id, name, organisation, email, walk_in, at FROM registrant"
    " LEFT JOIN entry ON entry.registrant_id = registrant.id AND entry.session_id = ? AND NOT entry.lifted"
    " LEFT JOIN fact ON fact.seq = entry.seq WHERE registrant.number IN ({})"
)
# Row 10 of the index's own table says of which pieces it is made: every change of the index, by whichever program,
# gives it another value, and nothing else does.
_MARK = "SELECT event.id, search_data.block FROM event, search_data WHERE search_data.id = 10"
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
        matter, nor does the script. No text is wrong: what cannot be anyone's name finds nobody.
        """
        typed = words(text[:_LONGEST_TYPED])[:_MOST_WORDS]
        if not typed:
            return []
        keys = self._as_typed(tx, typed, limit)
        sought = [Sought(word) for word in typed]
        if len(keys) < _FEW:
            self.learn(tx)
            sought = self._widened(typed)
            keys |= _ask(tx, _all_of(_near(one) for one in sought) + self._otherwise_parted(typed))
            if len(keys) < _FEW:
                keys |= _ask(tx, _all_of((*_near(one), *_sounding(one.word)) for one in sought))
        best = sorted(keys, key=lambda number: (rank(keys[number], sought), number))
        return _hits(tx, best[:limit], session_id)

    def learn(self, tx: Connection) -> None:
        """Read the words of the index if they have changed. `find` does it when it must; done before, nobody waits."""
        mark = tuple(tx.exec_driver_sql(_MARK).one())
        if mark != self._mark:
            self._names = Vocabulary(tx.exec_driver_sql(_WORDS, ("", ORGANISATION)).scalars())
            marked = tx.exec_driver_sql(_WORDS, (ORGANISATION, EMAIL)).scalars()
            self._organisations = Vocabulary(word.removeprefix(ORGANISATION) for word in marked)
            self._mark = mark

    def _as_typed(self, tx: Connection, typed: Sequence[str], limit: int) -> dict[int, str]:
        """Take the words as beginnings of words: of names, and when those are few, of anything."""
        keys = _ask(tx, _all_of((_start(word),) for word in typed))
        if len(keys) == MOST_RANKED:
            # Too many to look at: those who have the words whole, or all but the last, must be among them.
            keys |= _ask(tx, _all_of((_whole(word),) for word in typed))
            if len(typed) > 1:
                keys |= _ask(tx, _all_of([*((_whole(word),) for word in typed[:-1]), (_start(typed[-1]),)]))
        if len(keys) < limit:
            anywhere = _all_of([_start(mark + word) for mark in _ANYWHERE] for word in typed)
            keys |= _ask(tx, f"{anywhere} OR {_start(CODE + ''.join(typed))}")
        return keys

    def _widened(self, typed: Sequence[str]) -> list[Sought]:
        sought = []
        for place, word in enumerate(typed, 1):
            unfinished = place == len(typed)
            near = self._names.near(word, unfinished=unfinished)
            for known, errors in self._organisations.near(word, unfinished=unfinished).items():
                near[ORGANISATION + known] = errors
            sought.append(Sought(word, near))
        return sought

    def _otherwise_parted(self, typed: Sequence[str]) -> str:
        """Ask also for two typed words as one, and for one as two: Abdul Rahman and Abdulrahman, Li Wei and Liwei."""
        asked = ""
        for place, word in enumerate(typed):
            before, after = (
                [(_start(other),) for other in typed[:place]],
                [(_start(other),) for other in typed[place + 1 :]],
            )
            if after:
                asked += " OR " + _all_of([*before, (_start(word + typed[place + 1]),), *after[1:]])
            for cut in range(2, len(word) - 1):
                if self._names.holds(word[:cut]) and self._names.holds(word[cut:], unfinished=not after):
                    asked += " OR " + _all_of([*before, (_whole(word[:cut]),), (_start(word[cut:]),), *after])
        return asked


def _whole(word: str) -> str:
    return f'"{word}"'


def _start(word: str) -> str:
    return f'"{word}"*'


def _all_of(groups: Iterable[Iterable[str]]) -> str:
    """Put together a question to the index: of each group at least one."""
    return "(" + " AND ".join(f"({' OR '.join(group)})" for group in groups) + ")"


def _near(sought: Sought) -> list[str]:
    """List the ways to ask for a typed word and those near it: the word as typed anywhere, then the nearest ones.

    Each way costs about 10 µs over 100,000 registrants. Where there are too many words near, their beginnings, which
    are fewer, are asked for instead.
    """
    ways = [_start(mark + sought.word) for mark in _ANYWHERE]
    if len(sought.near) <= _MOST_NEAR:
        return ways + [_whole(word) for word in sought.near]
    return ways + [_start(start) for start in {word[:_INDEXED_START]: None for word in sought.near}][:_MOST_NEAR]


def _sounding(word: str) -> list[str]:
    sound = sound_of(word)
    return [_start(SOUND + sound)] if sound else []


def _ask(tx: Connection, question: str) -> dict[int, str]:
    """Put a question to the index; answers the first candidates in the order of the list, with their search keys."""
    return dict(tx.exec_driver_sql(_CANDIDATES, (question,)).tuples().all())


def _hits(tx: Connection, numbers: Sequence[int], session_id: str) -> list[Hit]:
    query = _HITS.format(", ".join("?" * len(numbers)))
    found = {}
    for number, registrant_id, name, organisation, email, walk_in, at in tx.exec_driver_sql(
        query, (session_id, *numbers)
    ):
        found[number] = Hit(
            registrant_id=registrant_id,
            name=name or email or organisation or "—",
            organisation=organisation,
            email=email,
            state=State.EXPECTED if at is None else State.IN,
            entered_at=None if at is None else read_instant(at),
            walk_in=bool(walk_in),
        )
    return [found[number] for number in numbers]
