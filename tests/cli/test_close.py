"""`checkin close`: what is open, closing all the same, opening again, and the day of the erasing."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Checkin


def code_of(checkin: Checkin, event: Path, name: str) -> str:
    code: str = next(row["codes"][0] for row in checkin("people", event, "--json").json if row["name"] == name)
    return code


def test_it_says_what_is_open_and_closes_when_nothing_is(checkin: Checkin, five: Path, tmp_path: Path) -> None:
    assert checkin("admit", five, code_of(checkin, five, "Wanjiru Kamau")).status == 0
    refused = checkin("close", five)
    assert (refused.status, refused.out) == (1, "")
    assert refused.err.splitlines() == [
        "Kick-off session is not closed yet. Still open, or close it with --anyway:",
        "the attendance file: not done",
        "a copy on another disk: not done",
    ]
    assert json.loads(checkin("close", five, "--json").out)["open"] == ["export", "copy"]
    assert checkin("export", five, tmp_path / "attendance.csv").status == 0
    stick = tmp_path / "stick"
    stick.mkdir()
    done = checkin("close", five, "--copy", stick, "--by", "Amina Yusuf", "--json").json
    assert (done["open"], done["by"], done["closed"] is not None) == ([], "Amina Yusuf", True)
    assert len(list(stick.iterdir())) == 1
    assert checkin("sessions", five, "--json").json[0]["closed"]
    assert "closed" in checkin("sessions", five).out


def test_the_door_of_a_closed_session_asks_until_it_is_opened_again(checkin: Checkin, five: Path) -> None:
    code = code_of(checkin, five, "José Álvarez")
    assert checkin("close", five, "--anyway", "--erase-after", "never").status == 0
    answer = checkin("admit", five, code, "--json").json
    assert (answer["verdict"], answer["reason"]) == ("stop", "closed")
    told = checkin("check", five)
    assert "Kick-off session was closed on" in told.out
    assert "erased" not in told.out
    assert "closed already" in checkin("close", five, "--anyway").refusal
    assert checkin("close", five, "--open-again").status == 0
    assert checkin("admit", five, code, "--json").json["verdict"] == "welcome"


def test_a_step_that_was_looked_at_stays_so(checkin: Checkin, five: Path) -> None:
    checkin("admit", five, "NOBODYS-TICKET")
    asked = json.loads(checkin("close", five, "--json").out)
    assert asked["open"] == ["stopped", "export", "copy"]
    assert asked["steps"][1]["findings"][0]["name"] == "NOBODYS-TICKET"
    checkin("close", five, "--looked-at", "stopped")
    assert json.loads(checkin("close", five, "--json").out)["open"] == ["export", "copy"]


def test_the_day_of_the_erasing_is_told_by_check(checkin: Checkin, five: Path) -> None:
    assert "not in the future" in checkin("close", five, "--anyway", "--erase-after", "90").refusal
    assert "no number of days" in checkin("close", five, "--anyway", "--erase-after", "soon").refusal
    assert checkin("close", five, "--anyway", "--erase-after", "9999").status == 0
    assert "Everybody is to be erased on 2051-09-25." in checkin("check", five).out
