"""Who is who online: invented lists and reports of which the truth is known, two thousand people in eight scripts.

Names are written another way round, shortened, with pronouns or an organisation behind them; addresses are missing, not
theirs or shared; there are namesakes and devices. Counted are the automatic matches that are wrong, and how much of
what an address or the whole name can settle is matched, by itself or ticked for a person to say yes. Beside it: the
same report looked up by equal address and equal name.
"""

from __future__ import annotations

import time
from collections import defaultdict

from checkin.domain.online_matching import Level, Proposal, Register, match
from checkin.domain.online_people import entries
from tests.bench.figures import Figures, Line
from tests.online_truth import Truth, truth

PEOPLE = 2000
SEEDS = range(100, 110)
LEAST = 0.95


def lines() -> list[Line]:
    wrong = automatic = right = settled = 0
    took, plain = [], []
    for seed in SEEDS:
        known = truth(PEOPLE, seed)
        began = time.perf_counter()
        held = Register(known.registrants)
        made = match(entries(known.rows, room="CR-8", shared=held.shared, namesakes=held.namesakes), held)
        took.append((time.perf_counter() - began) * 1000)
        plain.append(_plain(known))
        certain = [one for one in made if one.level is Level.AUTOMATIC]
        automatic += len(certain)
        wrong += sum(not _is_right(one, known) for one in certain)
        found = _proposed(made)
        settled += len(known.settled)
        right += sum(
            found.get((row.name, row.email)) == known.who[row.number]
            for row in known.rows
            if row.number in known.settled
        )
    share = right / settled
    return [
        Line(
            f"who is who online, {PEOPLE:,} people and {PEOPLE // 2:,} rows, {len(SEEDS)} reports", Figures.of(took),
            "equal address or equal name", Figures.of(plain), f"0 wrong by itself; ≥ {LEAST:.0%} of what is settled",
            f"{wrong} of {automatic:,} wrong; {share:.1%}", wrong == 0 and share >= LEAST,
        )
    ]  # fmt: skip


def _is_right(one: Proposal, known: Truth) -> bool:
    whose: dict[tuple[str, str], set[str | None]] = defaultdict(set)
    for row in known.rows:
        whose[row.name, row.email].add(known.who[row.number])
    return any(one.candidates[0] in whose[name, one.entry.email] for name in one.entry.names)


def _proposed(made: list[Proposal]) -> dict[tuple[str, str], str]:
    return {
        (name, one.entry.email): one.candidates[0]
        for one in made
        if one.level in {Level.AUTOMATIC, Level.TICKED}
        for name in one.entry.names
    }


def _plain(known: Truth) -> float:
    began = time.perf_counter()
    by_email = {person.details.email.casefold(): person.id for person in known.registrants if person.details.email}
    by_name = {person.name.casefold(): person.id for person in known.registrants}
    for row in known.rows:
        by_email.get(row.email.casefold()) or by_name.get(row.name.casefold())
    return (time.perf_counter() - began) * 1000
