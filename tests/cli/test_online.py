"""`checkin online`: the samples give the figures that are expected, and the wrong files a sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import LISTS, Checkin

EXPECTED = json.loads((LISTS / "EXPECTED.json").read_text(encoding="utf-8"))["files"]
IN_NOVEMBER = (
    "--name", "Right to Breathe", "--session", "Side event", "--starts", "2026-11-17T14:00",
    "--ends", "2026-11-17T16:00", "--timezone", "Africa/Nairobi",
)  # fmt: skip


@pytest.fixture
def november(checkin: Checkin, tmp_path: Path) -> Path:
    """The event of the samples, with its registrants."""
    path = tmp_path / "november.checkin"
    assert checkin("new", path, *IN_NOVEMBER).status == 0
    assert checkin("import", path, LISTS / "google_forms.csv").status == 0
    return path


def minutes_agree(answer: dict[str, Any], expected: dict[str, Any]) -> None:
    found = {
        line["zoom_name"]: line["minutes"] for part in ("matched", "suggested", "unmatched") for line in answer[part]
    }
    for spot in expected["spot_check_minutes"]:
        if spot["person"] in found:
            assert found[spot["person"]] == pytest.approx(spot["merged_minutes"], abs=0.01)


def test_the_participants_of_the_sample_come_out_as_expected(checkin: Checkin, november: Path) -> None:
    expected = EXPECTED["zoom_participants.csv"]
    answer = checkin("online", november, LISTS / "zoom_participants.csv", "--json").json
    assert answer["people"] == expected["distinct_people"]
    assert answer["warnings"] == []
    minutes_agree(answer, expected)
    people = {person["id"]: person for person in checkin("people", november, "--json").json}
    mails = {people[line["registrant_id"]]["email"].casefold() for line in answer["matched"]}
    assert mails == set(expected["matched_by_email"]["samples/google_forms.csv"]["emails"])
    outcomes = expected["outcome_per_name"]
    suggested = {line["zoom_name"] for line in answer["suggested"]}
    assert suggested == {name for name, outcome in outcomes.items() if outcome.startswith("suggest")}
    assert all(len(line["candidates"]) == 1 for line in answer["suggested"])
    kinds = {line["zoom_name"]: line["kind"] for line in answer["unmatched"]}
    for name, kind in (("host", "host"), ("room system", "room"), ("bot", "bot"), ("device", "device")):
        assert {where for where, outcome in outcomes.items() if outcome == name} <= {
            where for where, said in kinds.items() if said == kind
        }
    assert kinds["254700***211"] == "phone"
    assert kinds["iPhone (Tendai)"] == "device"
    namesakes = {line["zoom_name"] for line in answer["unmatched"] if line["why"] == "namesakes"}
    assert namesakes == {name for name, outcome in outcomes.items() if outcome.startswith("ambiguous")}
    assert "Ruth Never-Admitted" not in json.dumps(answer)


def test_a_shared_address_is_decided_by_the_name(checkin: Checkin, november: Path) -> None:
    answer = checkin("online", november, LISTS / "zoom_participants.csv", "--json").json
    (violet,) = [line for line in answer["matched"] if line["by"] == "email_and_name"]
    assert violet["registrant"] == "Violet Khasoa"


def test_the_webinar_of_the_sample_comes_out_as_expected(checkin: Checkin, tmp_path: Path) -> None:
    expected = EXPECTED["zoom_webinar_attendees.csv"]
    path = tmp_path / "webinar.checkin"
    assert checkin("new", path, *IN_NOVEMBER).status == 0
    assert checkin("import", path, LISTS / "zoom_webinar_attendees.csv").status == 0
    answer = checkin("online", path, LISTS / "zoom_webinar_attendees.csv", "--json").json
    assert (answer["people"], len(answer["matched"])) == (expected["distinct_people"], expected["attended_registrants"])
    minutes_agree(answer, expected)


def test_the_first_event_has_its_online_people_and_a_reload_changes_nothing(checkin: Checkin, listed: Path) -> None:
    first = checkin("online", listed, LISTS / "impact_zoom_participants.csv", "--json").json
    counts = {part: len(first[part]) for part in ("matched", "suggested", "unmatched")}
    assert (first["people"], counts) == (34, {"matched": 17, "suggested": 9, "unmatched": 8})
    again = checkin("online", listed, LISTS / "impact_zoom_participants.csv", "--json").json
    assert again["known"] == ["impact_zoom_participants.csv"]
    assert {**again, "known": [], "added": first["added"]} == first
    assert checkin("check", listed).status == 0


def test_ambiguous_dates_are_asked_for_and_answered(checkin: Checkin, listed: Path, tmp_path: Path) -> None:
    report = tmp_path / "june.csv"
    report.write_text("Name,Email,Join time,Leave time,Duration (minutes)\nAda,,05/06/2024 12:30,05/06/2024 13:30,60\n")
    assert "2024-06-05 or 2024-05-06" in checkin("online", listed, report).refusal
    (warning,) = checkin("online", listed, report, "--dates", "day-first", "--json").json["warnings"]
    assert "from 2024-06-05 12:30" in warning
    report.write_text(report.read_text().replace("12:30", "12:31"))
    assert "from 2024-05-06 12:31" in checkin("online", listed, report, "--dates", "month-first").err


def test_the_wrong_file_is_one_sentence_and_changes_nothing(checkin: Checkin, listed: Path) -> None:
    assert "who registered, not of who took part" in checkin("online", listed, LISTS / "zoom_registration.csv").refusal
    assert "registrant list" in checkin("online", listed, LISTS / "impact_form.csv").refusal
    both = checkin("online", listed, LISTS / "impact_zoom_participants.csv", LISTS / "impact_form.csv")
    assert "registrant list" in both.refusal
    assert checkin("online", listed, LISTS / "impact_zoom_participants.csv", "--json").json["added"] != []


def test_doubtful_rows_and_files_that_change_nothing_are_said(checkin: Checkin, listed: Path, tmp_path: Path) -> None:
    report = tmp_path / "call.csv"
    rows = [f"Ada {number},,05/10/2024 1:30 PM,05/10/2024 12:30 PM,60" for number in range(25)]
    report.write_text("\n".join(["Name,Email,Join time,Leave time,Duration (minutes)", *rows]), encoding="utf-8")
    said = checkin("online", listed, report).err.splitlines()
    assert said[-21] == "call.csv, row 2: Left before joining; the row adds no time."
    assert said[-1] == "call.csv: 5 more rows like these; --json has all of them."
    assert checkin("online", listed, report).err == "call.csv was loaded before: it changes nothing.\n"
