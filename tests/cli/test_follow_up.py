"""`checkin followup`: the lists in a folder, never over other files, and figures for scripts."""

from __future__ import annotations

import csv
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
import vobject  # type: ignore[import-untyped]

from checkin.domain.errors import DeskError
from checkin.domain.follow_up import FollowUp
from checkin.services import follow_up
from checkin.storage.event_file import open_event
from tests.cli.conftest import LISTS, Checkin
from tests.files.test_writing import small_disk


@pytest.fixture
def ended(checkin: Checkin, event: Path) -> Path:
    """The coalition's session, with its list and Zoom's report of it."""
    assert checkin("import", event, LISTS / "impact_form.csv").status == 0
    assert checkin("online", event, LISTS / "impact_zoom_participants.csv").status == 0
    return event


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_all_lists_are_written_and_agree_with_the_figures(checkin: Checkin, ended: Path, tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    answer = checkin("followup", ended, folder, "--json").json
    assert set(answer["lists"]) == {which.value for which in FollowUp}
    assert sorted(answer["files"]) == sorted(map(str, folder.iterdir()))
    for which, figures in answer["lists"].items():
        assert len(rows(folder / f"{which}.csv")) == figures["rows"], which
        cards = list(vobject.readComponents((folder / f"{which}.vcf").read_text(encoding="utf-8")))
        assert len(cards) == figures["people"], which
    left = sum(number for figures in answer["lists"].values() for number in figures["left_out"].values())
    assert len(rows(folder / "left-out.csv")) == left
    for which in FollowUp:
        if which is not FollowUp.PUBLIC:
            mails = [row["E-mail"].casefold() for row in rows(folder / f"{which}.csv")]
            assert len(set(mails)) == len(mails), which
    people = checkin("people", ended, "--json").json
    cancelled = {person["email"] for person in people if person["status"] == "cancelled"}
    assert cancelled.isdisjoint(row["E-mail"] for row in rows(folder / "missed-you.csv"))
    exported = checkin("export", ended, tmp_path / "a.csv", "--json").json
    lists = answer["lists"]
    assert lists["thank-you-online"]["people"] == exported["online"]
    missed = lists["missed-you"]["people"] + sum(lists["missed-you"]["left_out"].values())
    assert missed == exported["no_show"]
    public = {row["Full name"] for row in rows(folder / "public-participants.csv")}
    agreed = {person["name"] for person in people if person["listed"] == "yes"}
    assert public
    assert public <= agreed


def test_what_is_not_known_yet_is_said(checkin: Checkin, ended: Path, tmp_path: Path) -> None:
    said = checkin("followup", ended, tmp_path / "letters")
    assert said.status == 0
    assert "Nobody has decided yet who" in said.err
    assert "Thank you (online) 17" in said.out


def test_without_a_report_of_the_meeting_it_says_who_may_have_been_there(
    checkin: Checkin, event: Path, tmp_path: Path
) -> None:
    assert checkin("import", event, LISTS / "impact_form.csv").status == 0
    assert "may have been online" in checkin("followup", event, tmp_path / "letters").err


def test_nothing_is_written_over_and_nothing_half(checkin: Checkin, ended: Path, tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "missed-you.csv").write_text("precious", encoding="utf-8")
    refusal = checkin("followup", ended, folder).refusal
    assert "already" in refusal
    assert "missed-you.csv" in refusal
    assert [path.name for path in folder.iterdir()] == ["missed-you.csv"]
    assert (folder / "missed-you.csv").read_text(encoding="utf-8") == "precious"
    assert checkin("followup", ended, folder, "--list", "thank-you-room").status == 0
    assert checkin("followup", ended, folder, "--replace").status == 0
    assert rows(folder / "missed-you.csv")


def test_on_a_disk_that_gets_full_no_list_is_written(ended: Path, tmp_path: Path) -> None:
    with closing(open_event(ended)) as event:
        found = follow_up.lists(event, datetime.now(UTC))
    for folder in (tmp_path / "letters", tmp_path):
        before = sorted(tmp_path.iterdir())
        with small_disk(), pytest.raises(DeskError) as refused:
            follow_up.write(found, folder)
        assert "too large" in str(refused.value)
        assert sorted(tmp_path.iterdir()) == before


def test_only_those_who_agreed(checkin: Checkin, event: Path, tmp_path: Path) -> None:
    source = tmp_path / "list.csv"
    source.write_text(
        "Name,Email,May we contact you?\nAnn Otieno,a@x.example,Yes\nBo Kip,b@x.example,No\nCy Abe,c@x.example,\n"
    )
    assert checkin("import", event, source).status == 0
    checkin("followup", event, tmp_path / "all", "--list", "missed-you")
    assert [row["Names"] for row in rows(tmp_path / "all" / "missed-you.csv")] == ["Ann Otieno", "Cy Abe"]
    answer = checkin("followup", event, tmp_path / "agreed", "--only-agreed", "--list", "missed-you", "--json").json
    assert [row["Names"] for row in rows(tmp_path / "agreed" / "missed-you.csv")] == ["Ann Otieno"]
    assert answer["lists"]["missed-you"]["left_out"] == {"refused": 1, "not_agreed": 1}


def test_a_folder_that_cannot_be_is_refused_in_a_sentence(checkin: Checkin, ended: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert "file" in checkin("followup", ended, tmp_path / "file").refusal
    assert "folder" in checkin("followup", ended, tmp_path / "missing" / "letters").refusal
    assert "There is no session" in checkin("followup", ended, tmp_path / "x", "--session", "No such").refusal
