"""`checkin erase`: one person or everybody, and what it says of what is out of its reach."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Checkin


def test_one_person_is_erased_by_name_and_the_counts_stay(checkin: Checkin, five: Path) -> None:
    before = checkin("people", five, "--json").json
    code = next(row["codes"][0] for row in before if row["name"] == "José Álvarez")
    assert checkin("admit", five, code).status == 0
    done = checkin("erase", five, "jose alvarez", "--json").json
    assert (done["people"], done["codes"], done["clean"]) == (1, 2, True)
    assert len(done["out_of_reach"]) == 6
    after = checkin("people", five, "--json").json
    assert [row["name"] for row in after].count("(erased)") == 1
    assert len(after) == len(before)
    assert sum(row["state"] == "in" for row in after) == 1
    assert checkin("check", five).status == 0
    answer = checkin("admit", five, code, "--json").json
    assert (answer["verdict"], answer["reason"], answer["name"]) == ("stop", "erased", None)
    assert checkin("search", five, "alvarez", "--json").json == []


def test_by_code_by_id_and_never_by_guessing(checkin: Checkin, five: Path) -> None:
    people = {row["name"]: row for row in checkin("people", five, "--json").json}
    assert checkin("erase", five, people["李 伟"]["codes"][0]).status == 0
    assert checkin("erase", five, people["محمد علي"]["id"]).status == 0
    assert "Nobody on the list is called Wanjiru" in checkin("erase", five, "Wanjiru").refusal
    assert "not clear whom" in checkin("erase", five).refusal
    assert "not clear whom" in checkin("erase", five, "Wanjiru Kamau", "--all").refusal


def test_the_whole_event_after_its_end(checkin: Checkin, listed: Path) -> None:
    before = checkin("export", listed, listed.with_suffix(".csv"), "--json").json
    assert checkin("erase", listed, "--all").status == 0
    after = checkin("export", listed, listed.with_name("after.csv"), "--json").json
    counts = ("registered", "walk_ins", "in_room", "online", "both", "no_show", "cancelled")
    assert [after[name] for name in counts] == [before[name] for name in counts]
    assert {row["name"] for row in checkin("people", listed, "--json").json} == {"(erased)"}
    assert checkin("check", listed).status == 0
    assert "were erased" in checkin("import", listed, Path(__file__).parents[1] / "data/lists/impact_form.csv").refusal
