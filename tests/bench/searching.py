"""The search's bench as a line of the table."""

from __future__ import annotations

from tests.bench import search
from tests.bench.figures import Figures, Line

SLOWEST = 5.0
"""Milliseconds a keystroke, at the 99th percentile."""

FOUND = 0.98
"""The share of people who must end among the first five hits."""


def lines() -> list[Line]:
    *_, ours, peer = search.rows()
    found, found_by_peer = ours.found or 0.0, peer.found or 0.0
    name = f"search, a keystroke, {search.PEOPLE:,} registrants"
    beside = f"LIKE '%…%', which finds {found_by_peer:.0%}"
    reached = f"p99 {ours.p99:.1f} / {peer.p99:.1f}, found {found:.1%}"
    met = ours.p99 <= SLOWEST and found >= FOUND
    target = f"p99 ≤ {SLOWEST:g} ms; ≥ {FOUND:.0%} in the first 5"
    return [Line(name, _figures(ours), beside, _figures(peer), target, reached, met)]


def _figures(row: search.Row) -> Figures:
    return Figures(row.least, row.p50, row.p99, row.most)
