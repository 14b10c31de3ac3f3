"""Sessions in a row without a window."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import LISTS, Checkin

DAY_2 = ("--session", "Day 2", "--starts", "2024-05-28T15:00", "--ends", "2024-05-28T16:30")


def test_one_more_session_with_a_list_of_its_own(checkin: Checkin, five: Path, tmp_path: Path) -> None:
    assert checkin("add-session", five, *DAY_2, "--seats", "30", "--json").json["registered"] == 0
    first, second = checkin("sessions", five, "--json").json
    assert (first["name"], first["registered"], first["came"]) == ("Kick-off session", 5, 0)
    assert (second["name"], second["starts"], second["seats"]) == ("Day 2", "2024-05-28T15:00+03:00", 30)
    loaded = checkin("import", five, LISTS / "luma_guests.csv", "--session", "Day 2", "--json").json
    assert loaded["missing"] == 0  # those of the first session are not missing on the list of the second
    assert len(checkin("people", five, "--session", "Day 2", "--json").json) == loaded["people"]
    assert len(checkin("people", five, "--json").json) == 5
    assert checkin("check", five).status == 0


def test_the_same_people_are_admitted_and_exported_by_session(checkin: Checkin, five: Path, tmp_path: Path) -> None:
    answer = checkin("add-session", five, *DAY_2, "--like", "Kick-off session")
    assert answer.out == "Day 2 is added, with 5 people expected.\n"
    [code] = checkin("people", five, "--json").json[0]["codes"]
    assert checkin("admit", five, code, "--session", "Day 2", "--json").json["reason"] == "welcome"
    assert checkin("search", five, "wanjiru", "--json").json[0]["state"] == "expected"
    assert checkin("search", five, "wanjiru", "--session", "Day 2", "--json").json[0]["state"] == "in"
    assert checkin("export", five, tmp_path / "a.csv", "--session", "Day 2", "--json").json["in_room"] == 1
    assert checkin("export", five, tmp_path / "b.csv", "--json").json["in_room"] == 0
    assert checkin("undo", five, code, "--session", "Day 2").status == 0
    assert checkin("admit", five, code, "--session", "Day 3").refusal == (
        "There is no session Day 3. Choose one of: Kick-off session, Day 2."
    )


def test_times_are_on_the_wall_clock(checkin: Checkin, event: Path) -> None:
    odd = ("--session", "Day 2", "--starts", "2024-05-28T15:00+03:00", "--ends", "2024-05-28T16:30+03:00")
    assert checkin("add-session", event, *odd).refusal == (
        "The times are on the wall clock of Africa/Nairobi. Leave the offset out."
    )


def test_who_leaves_is_recorded_where_the_session_wants_it(checkin: Checkin, five: Path) -> None:
    [code] = checkin("people", five, "--json").json[0]["codes"]
    assert checkin("leave", five, code).refusal == "The session Kick-off session does not record who leaves."
    day_2 = ("--session", "Day 2")
    assert checkin("add-session", five, *DAY_2, "--like", "Kick-off session", "--exits", "--json").json["exits"]
    assert checkin("leave", five, code, *day_2, "--json").json["reason"] == "not_inside"
    assert checkin("admit", five, code, *day_2, "--json").json["reason"] == "welcome"
    # A moment later it would be the same scan read twice.
    assert checkin("leave", five, code, *day_2, "--json").json["reason"] == "double_read"
    assert checkin("undo", five, code, *day_2).out == "Undone: Wanjiru Kamau is no longer checked in.\n"
