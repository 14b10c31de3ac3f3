"""Making an event, and what cannot be one."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checkin.domain.errors import DeskError
from checkin.services import check, events
from checkin.services.events import MOST_SEATS, SessionFacts
from checkin.storage.event_file import EventFile, open_event
from tests.services.conftest import FACTS, NOW


def test_the_event_comes_back_as_the_organiser_gave_it(file: EventFile) -> None:
    event = events.the_event(file)
    [session] = event.sessions
    assert (event.name, session.name, session.room, session.seats) == (
        "ImPACT Coalition", "Kick-off session", "CR-8", 4,
    )  # fmt: skip
    assert session.starts_at == datetime(2024, 5, 10, 9, 30, tzinfo=UTC)
    assert session.ends_at == datetime(2024, 5, 10, 11, 0, tzinfo=UTC)
    assert session.local(session.starts_at).isoformat() == "2024-05-10T12:30:00+03:00"
    assert check.check(file) == []


def test_names_are_cleaned_of_what_nobody_sees(tmp_path: Path) -> None:
    facts = replace(FACTS, name=" Kick\u200b-off \n", room="CR\x00-8", seats=None)
    with closing(events.new_event(tmp_path / "e.checkin", "  Im\u202ePACT ", facts, NOW)) as file:
        event = events.the_event(file)
    assert (event.name, event.sessions[0].name, event.sessions[0].room) == ("ImPACT", "Kick-off", "CR-8")
    assert event.sessions[0].seats is None


FIRST, LAST = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59)  # noqa: DTZ001 - wall clocks
CANNOT_BE = [
    ({"timezone": "Mars/Olympus"}, "Mars/Olympus is not a time zone"),
    ({"timezone": ""}, "is not a time zone"),
    ({"timezone": "Africa"}, "is not a time zone"),
    ({"timezone": "../../etc/passwd"}, "is not a time zone"),
    ({"timezone": "Africa/Nai\x00robi"}, "is not a time zone"),
    ({"ends": FACTS.starts}, "ends before it starts"),
    ({"ends": FACTS.starts.replace(hour=1)}, "ends before it starts"),
    ({"seats": 0}, "lets nobody in"),
    ({"seats": -5}, "lets nobody in"),
    ({"seats": MOST_SEATS + 1}, "No room has"),
    ({"seats": 10**30}, "No room has"),
    ({"name": " \u200b "}, "session has no name"),
    ({"starts": FIRST, "ends": LAST}, "end of all time"),
    ({"ends": LAST, "timezone": "America/New_York"}, "end of all time"),
]


@pytest.mark.parametrize(("wrong", "why"), CANNOT_BE)
def test_a_session_that_cannot_be_is_refused_and_no_file_is_made(
    wrong: dict[str, object], why: str, tmp_path: Path
) -> None:
    facts: SessionFacts = replace(FACTS, **wrong)
    with pytest.raises(DeskError, match=why) as refused:
        events.new_event(tmp_path / "e.checkin", "ImPACT", facts, NOW)
    assert "\n" not in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_an_event_without_a_name_is_refused_and_no_file_is_made(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="event has no name"):
        events.new_event(tmp_path / "e.checkin", "\u200b ", FACTS, NOW)
    assert list(tmp_path.iterdir()) == []


def test_the_longest_session_and_the_largest_room_are_kept(tmp_path: Path) -> None:
    facts = replace(FACTS, seats=MOST_SEATS, ends=FACTS.starts.replace(year=9998))
    with closing(events.new_event(tmp_path / "e.checkin", "ImPACT", facts, NOW)) as file:
        assert events.the_event(file).sessions[0].seats == MOST_SEATS


def test_a_session_over_the_night_on_which_the_clocks_change_keeps_its_wall_clock(tmp_path: Path) -> None:
    starts, ends = datetime(2024, 11, 3, 0, 30), datetime(2024, 11, 3, 3, 30)  # noqa: DTZ001 - wall clocks
    facts = replace(FACTS, starts=starts, ends=ends, timezone="America/New_York")
    with closing(events.new_event(tmp_path / "e.checkin", "ImPACT", facts, NOW)) as file:
        [session] = events.the_event(file).sessions
    assert (session.ends_at - session.starts_at).total_seconds() == 4 * 3600
    assert session.local(session.ends_at).replace(tzinfo=None) == ends


def test_a_session_is_found_by_name_or_id_and_a_missing_one_names_those_there_are(file: EventFile) -> None:
    event = events.the_event(file)
    for wanted in (None, "Kick-off session", event.sessions[0].id):
        assert events.session_of(event, wanted) == event.sessions[0]
    with pytest.raises(DeskError, match=r"There is no session Day 2\. Choose one of: Kick-off session\."):
        events.session_of(event, "Day 2")


def test_opening_again_gives_the_same_event(file: EventFile) -> None:
    with closing(open_event(file.path)) as again:
        assert events.the_event(again) == events.the_event(file)
        assert events.how_many_registrants(again) == 0
