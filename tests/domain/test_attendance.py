"""The figures of a session, its curve, its groups."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.domain.attendance import Figures, Presence, arrival_curve, busiest, count, pace, per_minute
from checkin.domain.attendance_checks import Doubt, checks
from checkin.domain.attendance_groups import groups
from checkin.domain.journal import Method
from checkin.domain.online_presence import Online
from checkin.domain.registrant import ERASED, State
from tests.attendances import AFTER, DURING, SESSION, STARTS, attendance, here, person

MINUTE = timedelta(minutes=1)


def test_registered_and_walk_ins_are_those_in_the_room_those_absent_and_those_cancelled() -> None:
    figures = count(
        [
            here(person("Amina")),
            Presence(person("Brian")),
            here(person("Fatuma", walk_in=True), method=Method.WALK_IN),
            Presence(person("Chen", status="cancelled")),
        ],
        seats=120,
    )
    assert figures == Figures(registered=3, walk_ins=1, in_room=2, no_show=1, cancelled=1, seats=120, inside=2)
    assert figures.adds_up


def test_a_cancelled_person_who_was_let_in_is_in_the_room() -> None:
    figures = count([here(person("Chen", status="cancelled"))], None)
    assert (figures.in_room, figures.cancelled, figures.no_show) == (1, 0, 0)


def test_a_walk_in_whose_check_in_was_undone_is_absent() -> None:
    figures = count([Presence(person("Fatuma", walk_in=True))], None)
    assert (figures.walk_ins, figures.in_room, figures.no_show) == (1, 0, 1)


def test_the_sum_in_words_is_an_equation() -> None:
    assert Figures(166, 6, 100, 72, 0).sum_in_words == "166 registered + 6 walk-ins = 100 in the room + 72 no-shows"
    with_cancelled = Figures(3, 1, 2, 1, 1).sum_in_words
    assert with_cancelled == "3 registered + 1 walk-in = 2 in the room + 1 no-show + 1 cancelled"


def test_a_sum_that_does_not_add_up_says_so() -> None:
    wrong = Figures(3, 0, 1, 1, 0)
    assert not wrong.adds_up
    assert "≠" in wrong.sum_in_words


def test_nobody_is_a_no_show_before_the_session_has_ended() -> None:
    assert Figures(2, 0, 1, 1, 0).in_words(ended=False) == "2 registered + 0 walk-ins = 1 in the room + 1 not yet here"
    whole = attendance([])
    assert not whole.has_ended(DURING)
    assert whole.has_ended(SESSION.ends_at)


def test_figures_that_are_not_those_of_the_people_do_not_add_up() -> None:
    whole = attendance([here(person("Amina")), Presence(person("Brian"))])
    assert whole.adds_up
    assert not replace(whole, figures=Figures(3, 0, 1, 2, 0, seats=120)).adds_up
    assert not replace(whole, presences=(*whole.presences, whole.presences[0])).adds_up


def test_arrivals_are_in_the_order_of_time() -> None:
    whole = attendance([here(person("Late"), 9), Presence(person("Never")), here(person("Early"), -9)])
    assert whole.arrivals == (STARTS - 9 * MINUTE, STARTS + 9 * MINUTE)


def test_those_who_planned_to_attend_online_are_counted_among_the_absent_only() -> None:
    whole = attendance(
        [
            Presence(person("Online", mode="online")),
            here(person("Came after all", mode="online")),
            Presence(person("Cancelled", mode="online", status="cancelled")),
            Presence(person("In the room", mode="room")),
        ]
    )
    assert whole.awaited_online == 1


def test_someone_without_an_entry_is_expected() -> None:
    assert Presence(person("Amina")).state is State.EXPECTED
    assert here(person("Amina")).state is State.IN


def test_the_curve_counts_arrivals_in_steps_from_the_full_hour() -> None:
    curve = arrival_curve([STARTS + minutes * MINUTE for minutes in (-8, -6, -5, 4.99, 7)])
    assert curve.starts[0] == STARTS - 10 * MINUTE
    assert curve.counts == (2, 1, 1, 1)
    assert curve.peak == 2


def test_nobody_makes_an_empty_curve() -> None:
    curve = arrival_curve([])
    assert (curve.starts, curve.counts, curve.peak) == ((), (), 0)


@given(st.lists(st.integers(min_value=-50_000, max_value=50_000), min_size=1))
def test_every_arrival_stands_in_the_curve_once_however_far_apart(minutes: list[int]) -> None:
    arrivals = [STARTS + minute * MINUTE for minute in minutes]
    curve = arrival_curve(arrivals)
    assert sum(curve.counts) == len(arrivals)
    assert len(curve.counts) <= 120
    for start, people in zip(curve.starts, curve.counts, strict=True):
        assert people == sum(start <= arrival < start + curve.step for arrival in arrivals)


def test_the_busiest_step_is_the_first_of_equal_ones() -> None:
    arrivals = [STARTS + minutes * MINUTE for minutes in (1, 2, 11, 12, 21)]
    assert busiest(arrivals, 5 * MINUTE) == (STARTS, 2)
    assert busiest([], 5 * MINUTE) is None


def test_the_little_bars_are_the_last_minutes_oldest_first() -> None:
    arrivals = [AFTER, AFTER - 0.5 * MINUTE, AFTER - 2 * MINUTE, AFTER - 3 * MINUTE, AFTER + MINUTE]
    assert per_minute(sorted(arrivals), AFTER, minutes=3) == (1, 0, 2)


def test_spellings_of_one_country_are_one_group_under_the_usual_one() -> None:
    people = [
        here(person("A", country="Perú")),
        Presence(person("B", country="Perú")),
        here(person("C", country=" peru ")),
        here(person("D", country="Kenya")),
        Presence(person("E")),
    ]
    found = groups(people, lambda registrant: registrant.details.country)
    assert [(group.name, group.people, group.in_room) for group in found] == [
        ("Perú", 3, 2),
        ("Kenya", 1, 1),
        ("", 1, 0),
    ]


def test_a_walk_in_who_may_be_on_the_list_is_named() -> None:
    people = [
        Presence(person("Opiyo Abuya", email="o@raj.example")),
        here(person("Abuyaa, Opiyo", walk_in=True, email="x@x.example"), method=Method.WALK_IN),
    ]
    (check,) = checks(people)
    assert check.doubt is Doubt.WALK_IN
    assert "Opiyo Abuya," in check.why


def test_a_walk_in_like_nobody_is_to_be_spelt_right() -> None:
    people = [
        Presence(person("Opiyo Abuya", email="o@raj.example")),
        here(person("Li Wei", walk_in=True, email="l@x.example")),
    ]
    (check,) = checks(people)
    assert "spelling" in check.why


@pytest.mark.parametrize(
    ("people", "doubt", "names"),
    [
        (
            [
                person("Li Wei", email="a@x.example"),
                person("WEI Li", email="b@x.example"),
                person("Bo", email="c@x.example"),
            ],
            Doubt.SAME_NAME,
            ["Li Wei", "WEI Li"],
        ),
        (
            [
                person("Ann", email="office@x.example"),
                person("Bo", email="Office@x.example"),
                person("Cy", email="c@x.example"),
            ],
            Doubt.SHARED_EMAIL,
            ["Ann", "Bo"],
        ),
        ([person("Ann", email=" "), person("Bo", email="b@x.example")], Doubt.NO_EMAIL, ["Ann"]),
    ],
)
def test_what_a_person_should_look_at_is_listed(people: list, doubt: Doubt, names: list[str]) -> None:
    found = [*checks([Presence(registrant) for registrant in people])]
    assert {check.doubt for check in found} == {doubt}
    assert [check.presence.registrant.name for check in found] == names


def before(*minutes: float) -> list[datetime]:
    return [LATE - timedelta(minutes=minute) for minute in minutes]


LATE = datetime(2024, 5, 10, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("arrivals", "expected", "a_minute", "minutes_left"),
    [
        ([], 50, 0.0, None),
        (before(30, 20, 6), 50, 0.0, None),  # nobody comes any more
        (before(30, *[1] * 10, *[4] * 10), 40, 4.0, 10),
        (before(30, *[1] * 10), 0, 2.0, None),  # nobody is expected any more
        (before(*[0.1] * 3), 6, 3.0, 2),  # the first minute counts as a whole one
        (before(2, 1.5, 1, 0.5), 10, 2.0, 5),  # since the first arrival
        (before(6, 1), 5000, 0.2, None),  # in more than a day: no time of today
        (before(-5, -1), 10, 0.0, None),  # a clock that was set back
    ],
)
def test_the_pace_is_that_of_the_last_minutes(
    arrivals: list[datetime], expected: int, a_minute: float, minutes_left: float | None
) -> None:
    found = pace(sorted(arrivals), expected, LATE)
    assert found.a_minute == pytest.approx(a_minute)
    assert found.all_in_at == (None if minutes_left is None else LATE + timedelta(minutes=minutes_left))


def test_whoever_was_online_counts_once_and_the_sum_holds() -> None:
    online = Online(60.0, None, None, 1, ("Zoom name",), ())
    found = count(
        [
            here(person("Room")),
            replace(here(person("Both")), online=online),
            Presence(person("Online"), online=online),
            Presence(person("Cancelled, but online", status="cancelled"), online=online),
            Presence(person("New"), online=online, newcomer=True),
            Presence(person("Absent", mode="online")),
            Presence(person("Gone", status="cancelled")),
        ],
        None,
    )
    assert found == Figures(6, 0, 1, 1, 1, None, online=3, both=1, newcomers=1, inside=2)
    assert (found.adds_up, found.came) == (True, 2)
    assert found.sum_in_words == (
        "6 registered + 0 walk-ins + 1 online newcomer = 1 in the room only + 3 online only + 1 both + 1 no-show"
        " + 1 cancelled"
    )


def test_who_was_online_under_two_names_that_have_nothing_in_common_is_to_be_checked() -> None:
    def why(*names: str) -> list[str]:
        anna = Presence(person("Anna Schmidt", email="f@x.example"), online=Online(60.0, None, None, 1, names, ()))
        return [check.why for check in checks([anna]) if check.doubt is Doubt.NAMES_ONLINE]

    assert why("Anna Schmidt", "Peter Schmidt") == [
        "Was online as Anna Schmidt and as Peter Schmidt: were they two people?"
    ]
    assert why("Anna Schmidt", "Anna Maria Schmidt (she/her) - UNEP", "Anna", "Anna's iPhone", "A. S.") == []
    assert why("Anna Schmidt", "Wangari Ouma (Anna Schmidt)") == []


def test_nothing_is_to_be_checked_of_those_who_were_erased() -> None:
    gone = [replace(person(ERASED), id=number, codes=()) for number in "12"]
    assert [check.why for check in checks([here(gone[0]), Presence(gone[1])])] == []
