"""Reports of the meeting in an event: loaded once, who is recognised, what a person decides, what is taken back."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from checkin.domain.errors import DeskError
from checkin.domain.journal import FactKind
from checkin.domain.online_matching import Level, Why
from checkin.domain.registrant import Details
from checkin.services import check, events, lists, online, overview
from checkin.services.online import Item, Review
from checkin.services.place import Place
from checkin.storage import journal, sessions
from checkin.storage.event_file import EventFile
from tests.services.conftest import FACTS, NOW, later

LISTS = Path(__file__).parents[1] / "data" / "lists"
REPORT = LISTS / "impact_zoom_participants.csv"


@pytest.fixture
def listed(file: EventFile, door: Place) -> EventFile:
    """The coalition's event with its list."""
    lists.apply(file, lists.plan(file, lists.read(LISTS / "impact_form.csv")), door.session.id, NOW)
    return file


@pytest.fixture
def loaded(listed: EventFile, door: Place) -> EventFile:
    """And with its report."""
    online.load(listed, online.read([REPORT], door.session), door, NOW)
    return listed


def item(found: Review, name: str) -> Item:
    """The entry with this name."""
    (one,) = [item for item in found.items if item.entry.name == name]
    return one


def facts(file: EventFile) -> list[tuple[FactKind, str]]:
    """Kind and reason of every fact about those online."""
    with file.reading() as tx:
        return [(fact.kind, fact.reason) for fact in journal.facts(tx) if fact.kind.startswith("online")]


def test_loading_records_whom_the_address_tells_and_nobody_else(loaded: EventFile, door: Place) -> None:
    found = online.review(loaded, door.session)
    matched = [one for one in found.items if one.registrant_id is not None]
    assert (len(found.items), len(matched), len(found.open)) == (34, 17, 17)
    assert {one.proposal.why for one in matched} == {Why.EMAIL}
    assert facts(loaded) == [(FactKind.ONLINE_MATCHED, "email")] * 17
    assert [one.proposal.level for one in found.open[:9]] == [Level.TICKED] * 9
    assert check.check(loaded) == []


def test_the_same_report_again_changes_nothing(loaded: EventFile, door: Place, tmp_path: Path) -> None:
    before, review = facts(loaded), online.review(loaded, door.session)
    copy = shutil.copy(REPORT, tmp_path / "another name.csv")
    again = online.load(loaded, online.read([Path(copy)], door.session), door, later(60))
    assert (again.added, again.known, again.matched) == ((), ("another name.csv",), 0)
    assert facts(loaded) == before
    assert online.review(loaded, door.session) == review


def test_reports_of_one_session_are_joined(listed: EventFile, door: Place, tmp_path: Path) -> None:
    lines = REPORT.read_text(encoding="utf-8-sig").splitlines()
    halves = (lines[:4] + lines[4:20], lines[:4] + lines[20:])
    paths = [tmp_path / "first.csv", tmp_path / "second.csv"]
    for path, half in zip(paths, halves, strict=True):
        path.write_text("\n".join(half), encoding="utf-8")
    online.load(listed, online.read(paths, door.session), door, NOW)
    found = online.review(listed, door.session)
    assert (len(found.items), len(found.open), len(found.reports)) == (34, 17, 2)
    assert round(item(found, "Tuminah").entry.minutes, 2) == 78.08


def test_a_meeting_of_another_day_is_loaded_with_a_warning(listed: EventFile, door: Place) -> None:
    done = online.load(listed, online.read([LISTS / "zoom_participants.csv"], door.session), door, NOW)
    (warning,) = done.warnings
    assert "zoom_participants.csv is of a meeting from 2026-11-17 13:50 to 2026-11-17 16:08" in warning


def test_each_decision_is_a_fact_and_is_not_asked_again(loaded: EventFile, door: Place) -> None:
    first = online.review(loaded, door.session)
    rhiannon, fatuma, kwabena, galaxy = (
        item(first, name) for name in ("Rhiannon O'Shaughnessy", "Fatuma Ali", "Kwabena Unlisted", "Galaxy A12")
    )
    online.accept(loaded, rhiannon.entry.key, rhiannon.proposal.candidates[0], door, later(1))
    online.accept(loaded, fatuma.entry.key, fatuma.proposal.candidates[1], door, later(2))
    person, _ = online.new_contact(loaded, kwabena.entry, door, later(3))
    online.ignore(loaded, galaxy.entry.key, door, later(4))
    found = online.review(loaded, door.session)
    assert len(found.open) == len(first.open) - 4
    assert item(found, "Fatuma Ali").registrant_id == fatuma.proposal.candidates[1]
    assert found.registrants[person.id].details == Details("Kwabena Unlisted", email="kwabena@elsewhere.example")
    assert facts(loaded)[17:] == [
        (FactKind.ONLINE_MATCHED, "confirmed"),
        (FactKind.ONLINE_MATCHED, "confirmed"),
        (FactKind.ONLINE_MATCHED, "new_contact"),
        (FactKind.ONLINE_IGNORED, ""),
    ]
    again = online.load(loaded, online.read([REPORT], door.session), door, later(5))
    assert (again.matched, online.review(loaded, door.session)) == (0, found)
    assert check.check(loaded) == []


def test_what_is_taken_back_is_open_again_and_never_decided_alone(loaded: EventFile, door: Place) -> None:
    deepa = item(online.review(loaded, door.session), "Deepa Nair")
    online.undo(loaded, deepa.entry.key, door, later(1))
    again = item(online.review(loaded, door.session), "Deepa Nair")
    assert (again.is_open, again.proposal.level) == (True, Level.LISTED)
    assert again.proposal.candidates == (deepa.registrant_id,)
    assert online.settle(loaded, door, later(2)) == 0
    with pytest.raises(DeskError, match="Nothing was decided"):
        online.undo(loaded, deepa.entry.key, door, later(3))


def test_choosing_somebody_else_lifts_what_was_decided_before(loaded: EventFile, door: Place) -> None:
    found = online.review(loaded, door.session)
    deepa, other = item(found, "Deepa Nair"), item(found, "Callum")
    someone = next(who for who in found.registrants if who != deepa.registrant_id)
    online.accept(loaded, deepa.entry.key, someone, door, later(1))
    assert item(online.review(loaded, door.session), "Deepa Nair").registrant_id == someone
    assert [kind for kind, _ in facts(loaded)][17:] == [FactKind.ONLINE_LIFTED, FactKind.ONLINE_MATCHED]
    with pytest.raises(DeskError, match="no longer on the list"):
        online.accept(loaded, other.entry.key, "nobody", door, later(2))
    assert item(online.review(loaded, door.session), "Callum").is_open


def test_a_list_that_grows_lets_more_be_recognised(loaded: EventFile, door: Place) -> None:
    overview.add_registrant(loaded, Details("Kwabena", email="Kwabena@elsewhere.example"), door, later(1))
    assert online.settle(loaded, door, later(2)) == 1
    assert item(online.review(loaded, door.session), "Kwabena Unlisted").decided is not None


def test_a_report_that_is_taken_out_leaves_the_decisions_for_its_return(loaded: EventFile, door: Place) -> None:
    first = online.review(loaded, door.session)
    online.unload(loaded, first.reports[0].id)
    assert online.review(loaded, door.session).items == ()
    online.load(loaded, online.read([REPORT], door.session), door, later(5))
    assert online.review(loaded, door.session).items == first.items


def test_an_address_that_was_decided_in_one_session_is_known_in_the_next(loaded: EventFile, door: Place) -> None:
    kwabena = item(online.review(loaded, door.session), "Kwabena Unlisted")
    person, _ = online.new_contact(loaded, kwabena.entry, door, later(1))
    second = events.new_session(replace(FACTS, name="Second"))
    with loaded.tx() as tx:
        sessions.add_session(tx, second)
    place = replace(door, session=second)
    online.load(loaded, online.read([REPORT], second), place, later(2))
    found = online.review(loaded, second)
    assert item(found, "Kwabena Unlisted").registrant_id == person.id
    assert item(found, "Rhiannon O'Shaughnessy").is_open
