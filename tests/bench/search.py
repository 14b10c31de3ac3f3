"""Search as it is typed at the door, over 100,000 registrants, beside `LIKE '%…%'` on the same file.

`python -m tests.bench.search` prints the table. Of each person the name is typed letter by letter: in native script or
as its bearer writes it in Latin letters, with or without accents, the words in either order, and with one typing error
in a third of the names.
"""

# ruff: noqa: T201 - the table is what this module is for

from __future__ import annotations

import random
import tempfile
import time
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles

from sqlalchemy import Connection

from checkin.domain.registrant import Registrant
from checkin.domain.session import Event, Session
from checkin.storage import event_file, registrants, sessions
from checkin.storage.search import Searcher
from tests.bench.people import as_typed_in_latin, people

PEOPLE = 100_000
TYPED = 1_000
"""How many people are looked for; about fifteen keystrokes each."""
TYPED_BY_PEER = 100
"""Of those so many are looked for with LIKE, which is a hundred times slower."""

_SEED = 20240510
_NOW = datetime(2024, 5, 10, 9, 30, tzinfo=UTC)
_SESSION = Session("kick-off", "Kick-off session", _NOW, _NOW, "Africa/Nairobi")
_FIRST_FIVE = 5
_LIKE = (
    "SELECT id FROM registrant WHERE name LIKE '%' || ?1 || '%' OR organisation LIKE '%' || ?1 || '%'"
    " OR email LIKE '%' || ?1 || '%' LIMIT 20"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing measured, in milliseconds (of a search: per keystroke), and who ended among the first five (0 to 1)."""

    what: str
    times: int
    p50: float
    p99: float
    least: float
    most: float
    found: float | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """One person looked for: what is typed, and who is meant."""

    text: str
    registrant: Registrant


def with_error(chance: random.Random, text: str) -> str:
    """Make one typing error in a word of four letters or more: swap, leave out, double or replace a letter."""
    words = text.split()
    long = [place for place, word in enumerate(words) if len(word) >= 4]
    if not long:
        return text
    place = chance.choice(long)
    word = words[place]
    at = chance.randrange(len(word) - 1)
    words[place] = chance.choice(
        (
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + chance.choice(word) + word[at + 1 :],
        )
    )
    return " ".join(words)


def looked_for(chance: random.Random, registrant: Registrant) -> Looked:
    """Type a person's name as a volunteer would."""
    text = registrant.name
    if chance.random() < 1 / 2:
        text = as_typed_in_latin(text)
    if chance.random() < 1 / 2:
        text = unicodedata.normalize("NFD", text)
        text = "".join(sign for sign in text if not "\u0300" <= sign <= "\u036f")
        text = unicodedata.normalize("NFC", text).replace("'", "").replace("’", "")
    if chance.random() < 1 / 3:
        text = " ".join(reversed(text.split()))
    if chance.random() < 1 / 3:
        text = with_error(chance, text)
    return Looked(text.lower() if chance.random() < 1 / 2 else text, registrant)


def typed(what: str, ask: Callable[[str], Sequence[str]], everyone: Sequence[Looked]) -> Row:
    """Type every name letter by letter; `ask` answers ids, best first."""
    took, found = [], 0
    for looked in everyone:
        answer: Sequence[str] = ()
        for length in range(1, len(looked.text) + 1):
            began = time.perf_counter()
            answer = ask(looked.text[:length])
            took.append((time.perf_counter() - began) * 1000)
        found += looked.registrant.id in answer[:_FIRST_FIVE]
    cuts = quantiles(took, n=100)
    return Row(what, len(took), cuts[49], cuts[98], min(took), max(took), found / len(everyone))


def build(path: Path, everyone: Sequence[Registrant]) -> tuple[event_file.EventFile, float]:
    """Make the event file, and say how many seconds adding everyone took."""
    event = event_file.create(path)
    with event.tx() as tx:
        sessions.add_event(tx, Event("event", "Bench", (_SESSION,)), _NOW)
    began = time.perf_counter()
    with event.tx() as tx:
        registrants.add(tx, everyone, _SESSION.id, _NOW)
    return event, time.perf_counter() - began


def first_widened(tx: Connection) -> Row:
    """Time the reading of the vocabulary, which the first mistyped name waits for unless it was read before."""
    took = []
    for _ in range(10):
        began = time.perf_counter()
        Searcher().learn(tx)
        took.append((time.perf_counter() - began) * 1000)
    return Row("reading the vocabulary, once", len(took), sorted(took)[5], max(took), min(took), max(took))


def rows() -> list[Row]:
    """Measure both ways on one file, in one run."""
    chance = random.Random(_SEED)  # noqa: S311 - the same names each time
    everyone = people(PEOPLE, _SEED)
    looked = [looked_for(chance, registrant) for registrant in chance.sample(everyone, TYPED)]
    with tempfile.TemporaryDirectory() as folder:
        event, seconds = build(Path(folder) / "bench.checkin", everyone)
        with event.reading() as tx:
            searcher = Searcher()

            def find(text: str) -> list[str]:
                return [hit.registrant_id for hit in searcher.find(tx, text, _SESSION.id)]

            def like(text: str) -> list[str]:
                return list(tx.exec_driver_sql(_LIKE, (text,)).scalars())

            # The vocabulary has a row of its own.
            searcher.learn(tx)
            answer = [
                Row(f"adding {PEOPLE:,} registrants", 1, *[seconds * 1000] * 4),
                first_widened(tx),
                typed("ours", find, looked),
                typed("LIKE '%q%'", like, looked[:TYPED_BY_PEER]),
            ]
        event.close()
    return answer


def main() -> None:
    """Print the table."""
    print(f"{'':<32}{'times':>8}{'p50 ms':>10}{'p99 ms':>10}{'min':>10}{'max':>10}{'in first 5':>12}")
    table = rows()
    for row in table:
        figures = f"{row.p50:>10.2f}{row.p99:>10.2f}{row.least:>10.2f}{row.most:>10.2f}"
        found = "" if row.found is None else f"{row.found:.1%}"
        print(f"{row.what:<32}{row.times:>8}{figures}{found:>12}")
    ours, peer = table[-2:]
    print(f"LIKE takes {peer.p50 / ours.p50:.0f} times as long (p50), {peer.p99 / ours.p99:.0f} times (p99)")


if __name__ == "__main__":
    main()
