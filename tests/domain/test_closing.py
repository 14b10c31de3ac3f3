"""When a step of closing is in order, what a mark gives away, which names look odd, and which day is proposed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.domain.closing import (
    Finding,
    Found,
    Stands,
    Step,
    changes_attendance,
    days_after,
    is_due,
    is_odd_name,
    planned_day,
    proposed_day,
    steps,
)
from checkin.domain.journal import Fact, FactKind, closings, planned_erasure
from checkin.domain.session import Event, Session

NOON = datetime(2024, 5, 10, 9, 30, tzinfo=UTC)
FIRST = Session("s1", "Kick-off", NOON, NOON + timedelta(hours=1), "Africa/Nairobi")
LAST = replace(
    FIRST, id="s2", starts_at=NOON + timedelta(days=30, hours=11), ends_at=NOON + timedelta(days=30, hours=12)
)
EVENT = Event("e", "ImPACT", (FIRST, LAST))
"""The last session ends at half past midnight in Nairobi, on 10 June."""

FINDINGS = st.builds(
    Finding, st.sampled_from(Step), st.sampled_from(Found), st.lists(st.sampled_from("abcd"), max_size=2).map(tuple)
)


def fact(number: int, kind: FactKind, session: str = "s1", note: str = "") -> Fact:
    return Fact(f"f{number}", kind, session, NOON + timedelta(seconds=number), note=note)


# -- steps -------------------------------------------------------------------------------------------------------------


@given(st.lists(FINDINGS), st.lists(FINDINGS))
def test_a_step_is_open_exactly_if_something_in_it_was_not_looked_at(now: list[Finding], before: list[Finding]) -> None:
    seen = {finding.mark for finding in before}
    for step in steps(now, seen):
        unseen = [one for one in now if one.step is step.step and not one.is_good and one.mark not in seen]
        assert step.is_open is bool(unseen)
        assert sorted(one.mark for one in step.findings) == sorted(one.mark for one in now if one.step is step.step)
        assert (step.stands is Stands.IN_ORDER) is (not step.to_look_at)


def test_the_open_lines_come_first() -> None:
    doors = [Finding(Step.DOORS, Found.REPORTED, key="A"), Finding(Step.DOORS, Found.ON_DUTY, key="B")]
    assert [one.found for one in steps(doors, ())[0].findings] == [Found.ON_DUTY, Found.REPORTED]


def test_a_mark_is_of_whom_and_not_of_their_name() -> None:
    odd = Finding(Step.WALK_INS, Found.ODD_NAME, ("r1",), {"name": "juma"})
    mended = Finding(Step.WALK_INS, Found.WALK_IN, ("r1",), {"name": "Juma Otieno"})
    assert odd.mark == mended.mark
    assert odd.mark != Finding(Step.WALK_INS, Found.WALK_IN, ("r2",)).mark
    assert (
        Finding(Step.SAME_PEOPLE, Found.SAME, ("a", "b")).mark == Finding(Step.SAME_PEOPLE, Found.SAME, ("b", "a")).mark
    )
    one_way, other = (
        Finding(Step.BADGES, found, ("r1",)) for found in (Found.PRINTED_NOT_HERE, Found.HERE_NOT_PRINTED)
    )
    assert one_way.mark != other.mark


@pytest.mark.parametrize(
    "name", ["juma otieno", "FATUMA ALI", "Maria", "Brian2 Mutua", "محمد 3", "ольга фёдорова", "josé"]
)
def test_a_name_that_was_typed_in_a_hurry_looks_odd(name: str) -> None:
    assert is_odd_name(name)


@pytest.mark.parametrize(
    "name", ["Juma Otieno", "李伟", "李 伟", "محمد علي", "Ольга Фёдорова", "Ludwig van Beethoven", "María-José Núñez"]
)
def test_a_name_as_people_write_it_does_not(name: str) -> None:
    assert not is_odd_name(name)


def test_what_changes_the_attendance_file() -> None:
    assert changes_attendance(fact(1, FactKind.ADMITTED), "s1")
    assert not changes_attendance(fact(1, FactKind.ADMITTED), "s2")
    assert changes_attendance(fact(1, FactKind.CORRECTED), "s2")
    for kind in (FactKind.REFUSED, FactKind.SHIFT_ENDED, FactKind.BADGE_PRINTED, FactKind.EXPORTED, FactKind.CLOSED):
        assert not changes_attendance(fact(1, kind), "s1")


# -- folds -------------------------------------------------------------------------------------------------------------


def test_a_session_is_closed_by_its_last_word() -> None:
    close, again = fact(1, FactKind.CLOSED), fact(2, FactKind.OPENED_AGAIN)
    other = fact(3, FactKind.CLOSED, "s2")
    assert closings([close]) == {"s1": close}
    assert closings([close, again, other]) == {"s2": other}
    assert closings([again, close]) == {"s1": close}
    assert closings([fact(4, FactKind.ADMITTED), fact(5, FactKind.UNDONE)]) == {}


def test_the_last_plan_stands_until_the_event_is_erased() -> None:
    august, never = fact(1, FactKind.ERASURE_PLANNED, note="2024-08-08"), fact(2, FactKind.ERASURE_PLANNED)
    assert planned_day(planned_erasure([august])) == date(2024, 8, 8)
    assert planned_erasure([august, never]) == never
    assert planned_day(never) is None
    assert planned_erasure([august, fact(3, FactKind.EVENT_ERASED, note="7")]) is None
    assert planned_erasure([]) is None


# -- the day -----------------------------------------------------------------------------------------------------------


def test_days_are_counted_from_the_last_session_on_its_own_calendar() -> None:
    assert days_after(EVENT, 0) == date(2024, 6, 10)
    assert proposed_day(EVENT, NOON) == date(2024, 9, 8)
    assert proposed_day(EVENT, NOON + timedelta(days=365)) == date(2025, 6, 9)
    midnight = datetime(2024, 9, 7, 21, tzinfo=UTC)
    assert is_due(date(2024, 9, 8), EVENT, midnight)
    assert not is_due(date(2024, 9, 8), EVENT, midnight - timedelta(seconds=1))
    assert not is_due(None, EVENT, midnight)
