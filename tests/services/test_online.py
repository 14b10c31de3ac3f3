"""Reports of the meeting in an event: loaded once, who is recognised, what a person decides, what is taken back."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from checkin.domain.errors import DeskError
from checkin.domain.journal import FactKind
from checkin.domain.online_matching import Level, Why
from checkin.domain.registrant import Details
from checkin.services import attendance, check, events, lists, online, overview
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


def test_nobody_is_recognised_by_a_report_of_another_day_until_a_person_says_so(
    listed: EventFile, door: Place, tmp_path: Path
) -> None:
    wrong = tmp_path / "a week later.csv"
    wrong.write_text(REPORT.read_text(encoding="utf-8-sig").replace("05/10/2024", "05/17/2024"), encoding="utf-8")
    done = online.load(listed, online.read([wrong], door.session), door, NOW)
    assert (len(done.warnings), done.matched) == (1, 0)
    found = online.review(listed, door.session)
    assert len(found.open) == len(found.items) == 34
    assert attendance.attendance(listed).figures.online == 0
    known = next(one for one in found.items if one.proposal.why is Why.EMAIL)
    online.accept(listed, known.entry.key, known.proposal.candidates[0], door, later(1))
    assert attendance.attendance(listed).figures.online == 1
    # The right report says of the others that they were there.
    assert online.load(listed, online.read([REPORT], door.session), door, later(2)).matched == 16


HEAD = "Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants"
UNIQUE_USERS = "Name (Original Name),User Email,Total Duration (Minutes),Guest"
TIMED = "Name,User Email,Join Time,Leave Time,Duration (Minutes)"
WITHOUT_TIMES = (
    (HEAD, "812,Kick-off,{day} 12:30:00 PM,{day} 02:00:00 PM,,90,1", "", UNIQUE_USERS, "A,{mail},60,Yes"),
    (TIMED, "A,{mail},{day} 2:00 PM,{day} 12:30 PM,90"),
    (TIMED, "A,{mail},{day} 2:00 PM,later,9", "B,b@elsewhere.example,{day} 12:30 PM,{day} 2:00 PM,90"),
)


@pytest.mark.parametrize("lines", WITHOUT_TIMES)
def test_a_report_without_times_is_held_against_the_hours_of_its_meeting(
    listed: EventFile, door: Place, tmp_path: Path, lines: tuple[str, ...]
) -> None:
    mail = next(one.registrant.details.email for one in overview.people(listed, door.session.id))
    for day, matched in (("05/17/2024", 0), ("05/10/2024", 1)):
        path = tmp_path / f"{day[3:5]}.csv"
        path.write_text("\n".join(lines).format(mail=mail, day=day), encoding="utf-8")
        done = online.load(listed, online.read([path], door.session), door, NOW)
        assert done.matched == matched
        assert len(done.warnings) == 1 - matched


def test_a_report_that_does_not_say_of_when_it_is_is_believed(listed: EventFile, door: Place, tmp_path: Path) -> None:
    mail = next(one.registrant.details.email for one in overview.people(listed, door.session.id))
    path = tmp_path / "unique users.csv"
    path.write_text(f"{UNIQUE_USERS}\nA,{mail},60,Yes", encoding="utf-8")
    done = online.load(listed, online.read([path], door.session), door, NOW)
    assert (done.matched, done.warnings) == (1, ())


def test_who_was_told_by_a_person_stays_so_when_a_newer_list_has_the_address_twice(
    loaded: EventFile, door: Place, tmp_path: Path
) -> None:
    kwabena = item(online.review(loaded, door.session), "Kwabena Unlisted")
    person, _ = online.new_contact(loaded, kwabena.entry, door, later(1))
    newer = tmp_path / "newer.csv"
    newer.write_text("Name,E-mail\nThe Secretary,kwabena@elsewhere.example\n", encoding="utf-8")
    lists.load(loaded, lists.read(newer), door.session.id, later(2))
    assert item(online.review(loaded, door.session), "Kwabena Unlisted").registrant_id == person.id
    assert attendance.attendance(loaded).figures.newcomers == 1
    # Once the one of that name is online too, the two are told apart.
    more = tmp_path / "more.csv"
    row = "The Secretary,kwabena@elsewhere.example,05/10/2024 12:30 PM,05/10/2024 1:30 PM,60"
    more.write_text(f"{TIMED}\n{row}\n", encoding="utf-8")
    online.load(loaded, online.read([more], door.session), door, later(3))
    found = online.review(loaded, door.session)
    assert item(found, "The Secretary").registrant_id not in {None, person.id}
    assert item(found, "Kwabena Unlisted").proposal.candidates == (person.id,)


def test_a_contact_who_was_taken_back_and_is_added_once_more_is_one(loaded: EventFile, door: Place) -> None:
    def entry() -> online.Entry:
        return item(online.review(loaded, door.session), "Kwabena Unlisted").entry

    added = []
    for second in (1, 3, 5):
        added.append(online.new_contact(loaded, entry(), door, later(second))[0])
        assert attendance.attendance(loaded).figures.newcomers == 1
        online.undo(loaded, entry().key, door, later(second + 1))
        assert attendance.attendance(loaded).figures.newcomers == 0
    assert len({person.id for person in added}) == 1


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


def write(path: Path, people: Mapping[str, str]) -> Path:
    """A report of these people, name to address, all of them there from 12:30 to 13:30."""
    head = "Name (original name),Email,Join time,Leave time,Duration (minutes),Guest"
    times = "05/10/2024 12:30:00 PM,05/10/2024 01:30:00 PM,60,Yes"
    path.write_text("\n".join([head, *(f"{name},{mail},{times}" for name, mail in people.items())]), encoding="utf-8")
    return path


def test_a_lent_account_is_not_taken_for_the_same_person_in_the_next_session(
    file: EventFile, door: Place, tmp_path: Path
) -> None:
    people = {"Grace Kamau": "grace@x.example", "José Muñoz": "jose@x.example", "Ana Reis": "ana@x.example"}
    for name, mail in people.items():
        overview.add_registrant(file, Details(name, email=mail), door, NOW)
    lent = {"Grace Kamau": "jose@x.example", "Sala": "sala@x.example"}
    online.load(file, online.read([write(tmp_path / "one.csv", lent)], door.session), door, NOW)
    first = online.review(file, door.session)
    (grace,) = [who for who, one in first.registrants.items() if one.name == "Grace Kamau"]
    online.accept(file, item(first, "Grace Kamau").entry.key, grace, door, later(1))
    online.ignore(file, item(first, "Sala").entry.key, door, later(2))
    second = events.new_session(replace(FACTS, name="Second"))
    with file.tx() as tx:
        sessions.add_session(tx, second)
    place = replace(door, session=second)
    own = {"José Muñoz": "jose@x.example", "Ana Reis": "sala@x.example"}
    online.load(file, online.read([write(tmp_path / "two.csv", own)], second), place, later(3))
    found = online.review(file, second)
    assert found.registrants[item(found, "José Muñoz").registrant_id or ""].name == "José Muñoz"
    assert item(found, "Ana Reis").is_open


def test_who_was_decided_by_name_and_has_an_address_in_a_newer_report_is_not_asked_again(
    file: EventFile, door: Place, tmp_path: Path
) -> None:
    overview.add_registrant(file, Details("Fatima Zahra"), door, NOW)
    old = write(tmp_path / "old.csv", {"Fatima Zahra": ""})
    online.load(file, online.read([old], door.session), door, NOW)
    first = online.review(file, door.session)
    (fatima,) = first.registrants
    online.accept(file, item(first, "Fatima Zahra").entry.key, fatima, door, later(1))
    new = write(tmp_path / "new.csv", {"Fatima Zahra": "fatima@x.example"})
    online.load(file, online.read([new], door.session), door, later(2))
    found = online.review(file, door.session)
    assert item(found, "Fatima Zahra").registrant_id == fatima
    assert found.open == ()
    assert check.check(file) == []
