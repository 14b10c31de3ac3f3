"""How many were in the room and online over the time: everyone once, at points of the session's own clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from checkin.domain.attendance import Attendance, Presence
from checkin.domain.presence_curve import Most, presence_curve
from tests.attendances import AFTER, DURING, SESSION, Stay, at, attendance, here, online, person, someone


def numbers(whole: Attendance, now: datetime = AFTER) -> dict[str, list[int]]:
    curve = presence_curve(whole, now)
    rows = zip(curve.at, curve.in_room, curve.online, curve.together, strict=True)
    clock = ((SESSION.local(point), room, call, both) for point, room, call, both in rows)
    return {f"{point:%H:%M:%S}"[: None if point.second else 5]: counts for point, *counts in clock}


def test_who_comes_stays_until_the_end_unless_they_left() -> None:
    stays = [(0.0, None)], [(2.0, 31.0), (40.0, None)], [(12.0, 20.0), (25.0, 26.0)]
    found = numbers(attendance(someone(f"P{place}", stay) for place, stay in enumerate(stays)))
    assert next(iter(found)) == "12:30"
    assert list(found)[-1] == "14:00"
    assert {time: room for time, (room, _, _) in found.items()} == (
        {f"12:{minute}": people for minute, people in ((30, 1), (35, 2), (40, 2), (45, 3), (50, 2), (55, 3))}
        | {f"13:{minute:02}": 1 if minute in {5} else 2 for minute in range(0, 60, 5)}
        | {"14:00": 2}
    )


def test_who_is_in_the_room_and_online_counts_once_in_each_and_once_together() -> None:
    people = [
        someone("A", [(0.0, None)], [(-10.0, 30.0)]),
        someone("B", [(7.0, None)]),
        someone("C", (), [(3.0, 93.0)]),
    ]
    found = numbers(attendance(people))
    assert found["12:20"] == [0, 1, 1]
    assert found["12:30"] == [1, 1, 1]
    assert found["12:35"] == [1, 2, 2]
    assert found["12:40"] == [2, 2, 3]
    assert found["13:00"] == [2, 1, 3]
    assert found["14:00"] == [2, 1, 3]
    assert found["14:05"] == [0, 0, 0]


def test_while_the_session_runs_the_curve_ends_now() -> None:
    found = numbers(
        attendance([someone("A", [(0.0, None)]), someone("B", [(19.0, None)])]), DURING + timedelta(seconds=7)
    )
    assert list(found) == ["12:30", "12:35", "12:40", "12:45", "12:50", "12:50:07"]
    assert found["12:50:07"] == [2, 0, 2]


def test_the_most_at_once_are_exact() -> None:
    people = [
        someone("A", [(1.0, 3.0), (50.0, None)]),
        someone("B", [(2.0, 4.0), (6.0, 7.0)]),
        someone("C", (), [(8, 9)]),
    ]
    curve = presence_curve(attendance(people), AFTER)
    assert curve.most_in_room == Most(2, at(2))
    assert curve.most_online == Most(1, at(8))
    assert max(curve.in_room) == 1


def test_of_nobody_there_is_no_curve_and_who_has_no_times_is_told_apart() -> None:
    curve = presence_curve(attendance([Presence(person("A")), replace(Presence(person("B")), online=online())]), AFTER)
    assert (curve.at, curve.peak, curve.most_in_room, curve.untimed) == ((), 0, None, 1)


def test_points_are_round_on_the_sessions_own_clock() -> None:
    kathmandu = replace(SESSION, timezone="Asia/Kathmandu")
    curve = presence_curve(attendance([someone("A", [(-600.0, None)])], kathmandu), AFTER)
    assert curve.step == timedelta(minutes=10)
    assert {kathmandu.local(point).minute % 10 for point in curve.at} == {0}
    night = replace(
        SESSION,
        timezone="Europe/Berlin",
        starts_at=datetime(2024, 10, 26, 23, 0, tzinfo=UTC),
        ends_at=datetime(2024, 10, 27, 2, 0, tzinfo=UTC),
    )
    came = replace(here(person("A")), stays=((night.starts_at, None), (night.starts_at, None)))
    curve = presence_curve(attendance([came], night), night.ends_at)
    hours = [f"{night.local(point):%H:%M%z}" for point in curve.at if point.minute == 0]
    assert hours == ["01:00+0200", "02:00+0200", "02:00+0100", "03:00+0100"]


def test_one_who_came_a_year_before_leaves_a_curve_of_few_points() -> None:
    curve = presence_curve(attendance([someone("A", [(-525_600.0, None)]), someone("B", [(5.0, None)])]), AFTER)
    assert len(curve.at) <= 120
    assert curve.in_room[-1] == 2


minutes = st.integers(-90, 200).map(float) | st.floats(-90, 200)
span = st.tuples(minutes, minutes).map(lambda pair: (min(pair), max(pair)))
stay = st.tuples(minutes, st.none() | minutes)


@given(
    st.lists(st.tuples(st.lists(stay, max_size=3), st.lists(span, max_size=3)), max_size=8),
    st.integers(-120, 300),
)
def test_each_number_is_that_of_the_people_who_were_there(
    told: list[tuple[list[Stay], list[tuple[float, float]]]], now: int
) -> None:
    whole = attendance(someone(f"P{place}", stays, spans) for place, (stays, spans) in enumerate(told))
    curve = presence_curve(whole, at(now))
    assert list(curve.at) == sorted(set(curve.at))
    for point, room, call, together in zip(curve.at, curve.in_room, curve.online, curve.together, strict=True):
        inside = {
            one.registrant.id
            for one in whole.presences
            if one.entry is not None
            for start, until in one.stays or [(one.entry.at, one.entry.left_at)]
            if start <= point and (until is None or point < until)
        }
        calling = {
            one.registrant.id
            for one in whole.presences
            if one.online is not None and any(start <= point < until for start, until in one.online.spans)
        }
        assert call == len(calling)
        # After the end of the room those online may be there still; nobody is in the room.
        assert room == len(inside) or (room == 0 and point > SESSION.ends_at <= at(now))
        assert together == (len(inside | calling) if room == len(inside) else len(calling))
    if curve.most_in_room is not None:
        assert curve.most_in_room.people >= max(curve.in_room)
