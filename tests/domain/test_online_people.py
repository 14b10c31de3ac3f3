"""Connections put together to people: united times, devices apart, shared addresses apart, who only waited left out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from checkin.domain.online_names import Kind, keys_of
from checkin.domain.online_people import Entry, entries, minutes_of, stays, united
from checkin.domain.online_report import OnlineRow, Part

BEGAN = datetime(2024, 5, 10, 9, 30, tzinfo=UTC)


def row(name: str, start: float = 0, end: float = 10, email: str = "", *, waiting: bool = False) -> OnlineRow:
    """A connection between two minutes of the session."""
    times = BEGAN + timedelta(minutes=start), BEGAN + timedelta(minutes=end)
    return OnlineRow(1, name, email, *times, waiting=waiting)


def minutes(*rows: OnlineRow) -> list[tuple[str, float, int]]:
    """Name, minutes and stays of each entry."""
    return [(entry.name, entry.minutes, stays(entry.spans)) for entry in entries(rows)]


def test_overlaps_count_once_and_gaps_never() -> None:
    assert minutes(row("Ada", 0, 30), row("Ada", 20, 50), row("Ada", 60, 70)) == [("Ada", 60, 2)]


def test_a_rejoin_within_a_minute_is_one_stay_and_its_gap_is_no_time() -> None:
    assert minutes(row("Ada", 0, 30), row("Ada", 30.5, 40)) == [("Ada", 39.5, 1)]


def test_who_only_waited_was_not_there() -> None:
    assert minutes(row("Ada", 0, 5, waiting=True), row("Ada", 5, 10), row("Ruth", waiting=True)) == [("Ada", 5, 1)]


def test_people_are_one_by_address_whatever_their_names_are() -> None:
    (entry,) = entries([row("Tuminah iPhone", 5, 20, "t@x.example"), row("Tuminah", 0, 10, "t@x.example")])
    assert (entry.name, entry.kind, entry.minutes) == ("Tuminah", Kind.PERSON, 20)
    assert entry.names == ("Tuminah iPhone", "Tuminah")


def test_names_without_address_are_one_without_their_remarks() -> None:
    assert [entry.minutes for entry in entries([row("Ada Obi (she/her)"), row("ADA OBI (Guest)", 20, 30)])] == [20]
    assert len(entries([row("Ada Obi"), row("Ada Obi (Ben Ito)")])) == 2


def test_two_devices_of_one_name_at_the_same_time_are_two() -> None:
    found = entries([row("Galaxy A12", 0, 20), row("Galaxy A12", 10, 30), row("Galaxy A12", 25, 40)])
    assert [(entry.kind, entry.minutes) for entry in found] == [(Kind.DEVICE, 35), (Kind.DEVICE, 20)]
    assert len({entry.key for entry in found}) == 2


def test_under_a_shared_address_each_name_is_a_person() -> None:
    rows = [row("Violet Khasoa", email="info@x.example"), row("Brian Otieno", email="info@x.example")]
    assert len(entries(rows)) == 1
    assert len(entries(rows, shared={"info@x.example"})) == 2


def test_a_connection_without_address_joins_the_only_one_of_its_full_name_and_says_so() -> None:
    rows = [row("Ada Obi", 0, 10), row("Ada Obi", 5, 20, "ada@x.example")]
    (entry,) = entries(rows)
    assert (entry.email, entry.minutes, entry.merged) == ("ada@x.example", 20, True)
    assert len(entries([row("Ada"), row("Ada", email="ada@x.example")])) == 2
    assert len(entries([*rows, row("Ada Obi", email="other@x.example")])) == 3
    assert len(entries(rows, namesakes=keys_of("Ada Obi"))) == 2


def test_a_bot_with_somebodys_account_stands_apart() -> None:
    found = entries([row("Ada Obi", email="ada@x.example"), row("Otter.ai Notetaker", email="ada@x.example")])
    assert [entry.kind for entry in found] == [Kind.PERSON, Kind.BOT]


def test_the_host_is_known_by_the_report() -> None:
    (entry,) = entries([OnlineRow(1, "Secretariat", "s@x.example", part=Part.HOST, minutes=3)])
    assert entry.kind is Kind.HOST


def test_a_report_without_times_counts_once_for_a_meeting_and_not_beside_times() -> None:
    plain = OnlineRow(1, "Ada", minutes=35, meeting="1")
    again, another = OnlineRow(9, "Ada", minutes=30, meeting="1"), OnlineRow(1, "Ada", minutes=5, meeting="2")
    (entry,) = entries([plain, plain, again, another])
    assert (entry.minutes, entry.joined) == (40, None)
    timed = OnlineRow(1, "Ada", "", BEGAN, BEGAN + timedelta(minutes=30), 31, meeting="1")
    (entry,) = entries([plain, timed])
    assert entry.minutes == 30


def test_a_second_export_of_the_same_meeting_adds_nobody() -> None:
    rows = [row("Galaxy A12", 0, 20), row("Ada", 0, 5), row("Ada", 9, 20)]
    assert entries(rows + rows) == entries(rows)


def _spans(numbers: list[tuple[int, int]]) -> list[tuple[datetime, datetime]]:
    return [(BEGAN + timedelta(seconds=a), BEGAN + timedelta(seconds=a + length)) for a, length in numbers]


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 90)), max_size=30))
def test_united_time_is_that_of_the_seconds_that_some_span_covers(numbers: list[tuple[int, int]]) -> None:
    covered = {second for start, length in numbers for second in range(start, start + length)}
    found = united(_spans(numbers))
    assert round(minutes_of(found) * 60) == len(covered)
    assert all(one[1] < other[0] for one, other in pairwise(found))


@given(st.lists(st.tuples(st.text(max_size=12), st.sampled_from(["", "a@x.example", "b@x.example"]), st.booleans())))
def test_nobody_is_lost_whatever_the_names_are(people: list[tuple[str, str, bool]]) -> None:
    rows = [
        OnlineRow(number, name or "?", mail, BEGAN, BEGAN + timedelta(minutes=1), waiting=waits)
        for number, (name, mail, waits) in enumerate(people)
    ]
    found: tuple[Entry, ...] = entries(rows)
    assert {name for entry in found for name in entry.names} == {row.name for row in rows if not row.waiting}
    assert len({entry.key for entry in found}) == len(found)


def test_a_report_without_times_and_without_a_meeting_adds_nothing_beside_times() -> None:
    timed = OnlineRow(1, "Ada", "a@x.example", BEGAN, BEGAN + timedelta(minutes=30), 31, meeting="with-times.csv")
    plain = OnlineRow(1, "Ada", "a@x.example", minutes=31, meeting="unique-users.csv")
    (entry,) = entries([plain, timed])
    assert entry.minutes == 30
    (entry,) = entries([plain])
    assert entry.minutes == 31
