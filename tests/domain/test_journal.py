"""The fold over the journal: who stands in the room, whatever happened in whatever order at however many doors."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.domain.journal import Fact, FactKind, standing_entries

NOON = datetime(2024, 5, 10, 9, 30, tzinfo=UTC)
SESSIONS = ("kick-off", "second")
PEOPLE = ("amina", "brian", "chen")


def fact(number: int, kind: FactKind, person: str | None = "amina", session: str = "kick-off", **more: object) -> Fact:
    return Fact(f"f{number}", kind, session, NOON + timedelta(seconds=number), registrant_id=person, **more)


@st.composite
def journals(draw: st.DrawFn) -> list[Fact]:
    """Any facts at all, undos of anything included: of what was never admitted, twice, of other people's facts."""
    facts: list[Fact] = []
    for number in range(draw(st.integers(0, 25))):
        kind = draw(st.sampled_from(FactKind))
        person = draw(st.sampled_from(PEOPLE) if kind is FactKind.ADMITTED else st.sampled_from((*PEOPLE, None)))
        lifts = draw(st.sampled_from(["nobody", *(known.id for known in facts)])) if kind is FactKind.UNDONE else None
        facts.append(fact(number, kind, person, draw(st.sampled_from(SESSIONS)), lifts=lifts))
    return facts


def test_an_admission_stands_until_it_is_undone_and_a_new_one_stands_again() -> None:
    first, undone = fact(1, FactKind.ADMITTED), fact(2, FactKind.UNDONE, lifts="f1")
    again = fact(3, FactKind.ADMITTED)
    place = ("kick-off", "amina")
    assert standing_entries([first]) == {place: first}
    assert standing_entries([first, undone]) == {}
    assert standing_entries([first, undone, again]) == {place: again}


def test_who_is_in_one_session_is_not_in_the_other() -> None:
    facts = [fact(1, FactKind.ADMITTED), fact(2, FactKind.ADMITTED, session="second")]
    assert set(standing_entries(facts)) == {("kick-off", "amina"), ("second", "amina")}
    assert set(standing_entries([*facts, fact(3, FactKind.UNDONE, lifts="f1")])) == {("second", "amina")}


def test_two_doors_admitted_the_same_person_while_apart_and_one_of_them_undoes_its_own() -> None:
    at_a, at_b = fact(1, FactKind.ADMITTED, station="Door A"), fact(2, FactKind.ADMITTED, station="Door B")
    assert standing_entries([at_a, at_b]) == {("kick-off", "amina"): at_a}
    assert standing_entries([at_a, at_b, fact(3, FactKind.UNDONE, lifts="f1")]) == {("kick-off", "amina"): at_b}
    assert standing_entries([at_a, at_b, fact(3, FactKind.UNDONE, lifts="f2")]) == {("kick-off", "amina"): at_a}


@given(journals())
def test_a_person_stands_exactly_if_an_admission_was_not_undone(facts: list[Fact]) -> None:
    standing = standing_entries(facts)
    for session in SESSIONS:
        for person in PEOPLE:
            open_ones = [
                known
                for known in facts
                if (known.kind, known.session_id, known.registrant_id) == (FactKind.ADMITTED, session, person)
                and not any(later.kind is FactKind.UNDONE and later.lifts == known.id for later in facts)
            ]
            assert standing.get((session, person)) == (open_ones[0] if open_ones else None)


@given(journals())
def test_refusals_corrections_and_printed_badges_let_nobody_in_or_out(facts: list[Fact]) -> None:
    moving = [known for known in facts if known.kind in {FactKind.ADMITTED, FactKind.UNDONE}]
    assert standing_entries(moving) == standing_entries(facts)


@given(journals(), st.randoms(use_true_random=False))
def test_two_journals_unite_in_any_order_and_uniting_again_changes_nothing(facts: list[Fact], chance: object) -> None:
    mine, theirs = facts[::2], facts[1::2]

    def union(*journals: list[Fact]) -> list[Fact]:
        return list({known.id: known for journal in journals for known in journal}.values())

    once = union(mine, theirs)
    assert standing_entries(union(once, theirs, mine)) == standing_entries(once)
    in_order = sorted(once, key=lambda known: known.at)
    assert standing_entries(in_order) == standing_entries(facts)
    chance.shuffle(once)
    assert set(standing_entries(once)) == set(standing_entries(facts))


def test_a_fact_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        fact(1, FactKind.ADMITTED).note = "changed"  # type: ignore[misc]
