"""Loading a registrant list into an event file."""

from __future__ import annotations

import csv
import json
import random
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from checkin.domain.errors import Stopped
from checkin.domain.lists import ListPerson, RegistrantList, Skipped
from checkin.domain.registrant import Details, Registrant
from checkin.domain.session import Event, Session
from checkin.services import desk, events, list_undo, lists, overview, same_people
from checkin.services.place import Place
from checkin.storage import event_file, registrants, sessions
from checkin.storage.event_file import EventFile

LISTS = Path(__file__).parents[1] / "data" / "lists"
SAMPLES = sorted(path.name for path in LISTS.iterdir() if path.suffix != ".json" and "participants" not in path.name)
NOW = datetime(2024, 5, 10, 9, 0, tzinfo=UTC)
FIRST = Session("s1", "Kick-off session", NOW, NOW + timedelta(hours=2), "Africa/Nairobi", "Room CR-8")
SECOND = Session("s2", "Follow-up", NOW + timedelta(days=30), NOW + timedelta(days=30, hours=1), "Africa/Nairobi")


@pytest.fixture
def event(tmp_path: Path) -> Iterator[EventFile]:
    file = event_file.create(tmp_path / "event.checkin")
    with file.tx() as tx:
        sessions.add_event(tx, Event("e1", "ImPACT Coalition", (FIRST, SECOND)), NOW)
    yield file
    file.close()


def everyone(event: EventFile) -> list[Registrant]:
    with event.reading() as tx:
        return registrants.everyone(tx)


def load(event: EventFile, name: str, session: Session = FIRST) -> dict[str, object]:
    source = lists.read(LISTS / name)
    return lists.account(lists.apply(event, lists.plan(event, source), session.id, NOW).plan)


def load_alone(event: EventFile, source: RegistrantList) -> dict[str, object]:
    """Load a list without looking at its plan, and see that it did what the plan of that moment says."""
    planned = lists.account(lists.plan(event, source, session_id=FIRST.id))
    told = lists.load(event, source, FIRST.id, NOW)
    assert told == planned
    return told


@pytest.mark.parametrize("name", SAMPLES)
def test_the_list_loaded_last_tells_the_same_once_more_and_changes_nothing(event: EventFile, name: str) -> None:
    first = load_alone(event, lists.read(LISTS / name))
    before = everyone(event)
    again = load_alone(event, replace(lists.read(LISTS / name), file="again.csv"))
    assert again == {**first, "file": "again.csv", "added": 0, "changed": 0, "unchanged": first["people"]}
    assert everyone(event) == before
    assert [loaded.account for loaded in lists.loaded(event)] == [first, again]


def correct(event: EventFile, person: Registrant, **texts: str) -> None:
    place = Place(FIRST, "Door A")
    overview.correct(event, person.id, replace(person.details, **texts), place, NOW)  # type: ignore[arg-type]


SINCE: dict[str, Callable[[EventFile, list[Registrant]], object]] = {
    "a correction": lambda event, people: correct(event, people[0], name="Ann Dove", email="dove@x.example"),
    "a walk-in": lambda event, _: desk.walk_in(event, Details("Ann Doe"), Place(FIRST, "Door A"), NOW),
    "one person": lambda event, people: same_people.unite(
        event, people[0].id, people[1].id, Place(FIRST, "Door A"), NOW
    ),
    "another list": lambda event, _: lists.load(event, a_list(("Ann Dee", "ann@x.example")), FIRST.id, NOW),
    "taken back": lambda event, _: list_undo.take_back(event, lists.loaded(event)[-1].id, NOW),
}


@pytest.mark.parametrize("deed", SINCE)
def test_what_has_happened_since_is_taken_into_account_once_more(event: EventFile, deed: str) -> None:
    source = a_list(("Ann Doe", "ann@x.example"), ("Ben Roe", "ben@x.example"), ("Ann Doe", "doe@x.example"))
    load_alone(event, source)
    SINCE[deed](event, everyone(event))
    for _ in range(3):
        load_alone(event, source)


def test_the_same_list_for_another_session_registers_its_people_there(event: EventFile) -> None:
    source = a_list(("Ann Doe", "ann@x.example"))
    lists.load(event, source, FIRST.id, NOW)
    lists.load(event, source, SECOND.id, NOW)
    assert [presence.registrant.name for presence in overview.people(event, SECOND.id)] == ["Ann Doe"]


def test_two_lists_have_one_digest_only_when_they_say_the_same() -> None:
    one = a_list(("Ann Doe", "ann@x.example"), ("Ben Roe", ""))
    (ann, ben) = one.people
    others = [
        replace(one, people=(ann, replace(ben, codes=("EB-1",)))),
        replace(one, people=(ann, replace(ben, row=9))),
        replace(one, people=(ann, replace(ben, details=replace(ben.details, phone="1", category="")))),
        replace(one, people=(ann, replace(ben, details=replace(ben.details, phone="", category="1")))),
        replace(one, people=(ann, replace(ben, details=replace(ben.details, other={"Meal": "no"})))),
        replace(one, people=(ann,)),
        replace(one, rows=3),
        replace(one, columns={"name": "Full name"}),
        replace(one, skipped=(Skipped(9, "why"),)),
    ]
    assert replace(one, file="other.csv").digest() == one.digest()
    assert len({one.digest(), *(other.digest() for other in others)}) == 1 + len(others)


def a_list(*people: tuple[str, str], file: str = "list.csv") -> RegistrantList:
    rows = tuple(ListPerson(n, Details(name, email=email)) for n, (name, email) in enumerate(people, 2))
    return RegistrantList(file, "registrants", len(rows), rows, (), {"name": "Name", "email": "E-mail"})


def test_the_coalition_s_form_is_loaded_with_nobody_twice(event: EventFile) -> None:
    account = load(event, "impact_form.csv")
    assert {key: account[key] for key in ("file", "kind", "rows", "people", "added", "merged")} == {
        "file": "impact_form.csv",
        "kind": "registrants",
        "rows": 167,
        "people": 166,
        "added": 166,
        "merged": 1,
    }
    assert account["skipped"] == []
    assert account["doubtful"] == [
        {
            "rows": [23, 24],
            "why": "Fatuma Ali is on the list more than once, with another address or organisation; all are kept.",
        }
    ]
    assert account["columns"]["email"] == "Email Address"  # type: ignore[index]
    stored = everyone(event)
    assert len(stored) == 166
    assert len({person.own_code for person in stored}) == 166


def test_the_form_a_fortnight_later_adds_and_changes_and_removes_nobody(event: EventFile) -> None:
    load(event, "impact_form.csv")
    before = {person.id: person for person in everyone(event)}
    account = load(event, "impact_form_update.csv")
    assert {key: account[key] for key in ("rows", "people", "added", "changed", "unchanged", "merged")} == {
        "rows": 177,
        "people": 176,
        "added": 13,
        "changed": 2,
        "unchanged": 161,
        "merged": 1,
    }
    after = {person.id: person for person in everyone(event)}
    assert len(after) == 166 + 13
    assert all(after[id_].codes == person.codes for id_, person in before.items())
    changed = {person.name: after[id_] for id_, person in before.items() if after[id_] != person}
    assert set(changed) == {"Furaha Mwadime", "Yelena Volkova"}
    assert changed["Furaha Mwadime"].name == "Furaha Mwadime (Dr)"
    assert changed["Yelena Volkova"].organisation == "Haki Mashinani Network – Kisumu"


@pytest.mark.parametrize("name", SAMPLES)
def test_any_list_loaded_twice_changes_nothing_and_its_rows_add_up(event: EventFile, name: str) -> None:
    first = load(event, name)
    stored = everyone(event)
    again = load(event, name)
    assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, first["people"])
    assert everyone(event) == stored
    for account in (first, again):
        assert account["rows"] == account["people"] + account["merged"] + len(account["skipped"])  # type: ignore[operator, arg-type]
        assert account["people"] == account["added"] + account["changed"] + account["unchanged"]  # type: ignore[operator]
        assert json.loads(json.dumps(account)) == account


def test_all_three_barcodes_of_one_buyer_admit_the_same_person(event: EventFile) -> None:
    load(event, "eventbrite.csv")
    place = Place(FIRST, "Door A")
    verdicts = [
        desk.admit_code(event, code, place, NOW)
        for code in ("1121297472218442657816001", "1121297472218442657823002", "1121297472218442657830003")
    ]
    assert {verdict.registrant.name for verdict in verdicts if verdict.registrant} == {"Ravi यादव"}
    assert all(verdict.registrant for verdict in verdicts)


def test_the_link_in_a_luma_ticket_and_a_pretix_position_admit(event: EventFile) -> None:
    load(event, "luma_guests.csv")
    load(event, "pretix_attendees.csv")
    place = Place(FIRST, "Door A")
    luma = desk.admit_code(event, "https://luma.com/check-in/evt-EXAMPLE0000?pk=g-Fn5uVUuTfPUhoLg", place, NOW)
    pretix = desk.admit_code(event, "p8y3x-2", place, NOW)
    assert luma.registrant is not None
    assert luma.registrant.name == "Martín Vásquez Lagos"
    assert pretix.registrant is not None
    assert pretix.registrant.name == "Babatunde Mensah-Bonsu"


def test_planning_changes_nothing(event: EventFile) -> None:
    planned = lists.plan(event, lists.read(LISTS / "impact_form.csv"))
    assert len(planned.added) == 166
    assert everyone(event) == []
    assert lists.loaded(event) == []


def test_what_was_loaded_is_recorded_with_its_account(event: EventFile) -> None:
    planned = lists.plan(event, lists.read(LISTS / "eventbrite.csv"))
    imported = lists.apply(event, planned, FIRST.id, NOW)
    (loaded,) = lists.loaded(event)
    assert (loaded.id, loaded.at, loaded.file) == (imported.id, NOW, "eventbrite.csv")
    assert loaded.account == lists.account(imported.plan)
    assert [skipped["row"] for skipped in loaded.account["skipped"]] == [33]


def test_the_list_is_held_against_what_another_station_has_written_meanwhile(event: EventFile) -> None:
    planned = lists.plan(event, a_list(("Ann Doe", "ann@x.example"), ("Bo Roe", "bo@x.example")))
    other = event_file.open_event(event.path)
    lists.apply(other, lists.plan(other, a_list(("Ann Doe", "ann@x.example"))), FIRST.id, NOW)
    other.close()
    imported = lists.apply(event, planned, FIRST.id, NOW)
    assert [person.name for person in imported.plan.added] == ["Bo Roe"]
    assert [person.name for person in everyone(event)] == ["Ann Doe", "Bo Roe"]


def test_a_list_for_another_session_registers_those_whom_the_event_has(event: EventFile) -> None:
    def registered(session: Session) -> int:
        with event.reading() as tx:
            query = "SELECT count(*) FROM registration WHERE session_id = ?"
            return int(tx.exec_driver_sql(query, (session.id,)).scalar_one())

    load(event, "impact_form.csv", FIRST)
    assert (registered(FIRST), registered(SECOND)) == (166, 0)
    load(event, "impact_form_update.csv", SECOND)
    assert (registered(FIRST), registered(SECOND)) == (166, 176)


def test_a_person_who_presses_stop_while_it_is_written_finds_nothing_written(event: EventFile) -> None:
    stop = threading.Event()
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        told.append((done, total))
        if done:
            stop.set()

    people = a_list(*((f"Person {n}", f"p{n}@x.example") for n in range(5000)))
    with pytest.raises(Stopped):
        lists.apply(event, lists.plan(event, people), FIRST.id, NOW, stop=stop, progress=progress)
    assert told[0] == (0, 5000)
    assert 0 < told[-1][0] < 5000
    assert everyone(event) == []
    assert lists.loaded(event) == []


def test_stop_counts_also_while_it_is_worked_out_who_is_new(event: EventFile) -> None:
    stop = threading.Event()
    told: list[int] = []

    def progress(done: int, total: int) -> None:
        del total
        told.append(done)
        if told == [0, 0, 0]:
            stop.set()

    people = a_list(*((f"Person {n}", f"p{n}@x.example") for n in range(8000)))
    with pytest.raises(Stopped):
        lists.apply(event, lists.plan(event, people), FIRST.id, NOW, stop=stop, progress=progress)
    assert set(told) == {0}
    assert everyone(event) == []


def test_progress_ends_with_everybody_written(event: EventFile) -> None:
    told: list[tuple[int, int]] = []
    people = a_list(*((f"Person {n}", f"p{n}@x.example") for n in range(5000)))
    lists.apply(event, lists.plan(event, people), FIRST.id, NOW, progress=lambda *step: told.append(step))
    assert told == sorted(told)
    assert told[-1] == (5000, 5000)


def test_a_file_that_fails_in_the_middle_leaves_nothing_behind(event: EventFile) -> None:
    planned = lists.plan(event, a_list(("Ann", "a@x.example")))
    with pytest.raises(Exception, match="FOREIGN KEY"):
        lists.apply(event, planned, "no such session", NOW)
    assert everyone(event) == []
    assert lists.loaded(event) == []


def test_reading_can_be_stopped_and_told_columns_and_previewed(tmp_path: Path) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(Stopped):
        lists.read(LISTS / "impact_form.csv", stop=stop)
    source = lists.read(LISTS / "impact_form.csv", {"organisation": "Position"}, leave_out=["Organization"])
    assert source.people[0].details.organisation == "Researcher"
    assert "Organization" not in source.people[0].details.other
    assert lists.preview(LISTS / "impact_form.csv").sheets[0].rows == 167


def test_a_correction_of_the_list_can_be_found_by_search(event: EventFile) -> None:
    lists.apply(event, lists.plan(event, a_list(("Ann Doe", "ann@x.example"))), FIRST.id, NOW)
    lists.apply(event, lists.plan(event, a_list(("Ann Dove", "ann@x.example"))), FIRST.id, NOW)
    with event.reading() as tx:
        found = tx.exec_driver_sql("SELECT rowid FROM search WHERE search MATCH 'dove'").all()
        lost = tx.exec_driver_sql("SELECT rowid FROM search WHERE search MATCH 'doe'").all()
    assert (len(found), len(lost)) == (1, 0)


@pytest.mark.soak
def test_a_list_of_a_hundred_thousand_is_loaded_twice_and_nobody_is_lost(event: EventFile, tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - the same people each time is the point
    with (LISTS / "impact_form.csv").open(newline="", encoding="utf-8") as file:
        headings, *rows = csv.reader(file)
    path = tmp_path / "large.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(headings)
        for number in range(100_000):
            stamp, address, *rest = chance.choice(rows)
            writer.writerow([stamp, f"p{number}.{address}", *rest])
    source = lists.read(path)
    first = lists.apply(event, lists.plan(event, source), FIRST.id, NOW)
    again = lists.apply(event, replace(first.plan, source=lists.read(path)), FIRST.id, NOW)
    assert (source.rows, len(first.plan.added)) == (100_000, 100_000)
    assert (again.plan.added, again.plan.changed, len(again.plan.unchanged)) == ((), (), 100_000)
    assert events.how_many_registrants(event) == 100_000


def correct_at_the_desk(event: EventFile, name: str, details: Details) -> str:
    person = next(person for person in everyone(event) if person.name == name)
    overview.correct(event, person.id, details, Place(FIRST, "Door A"), NOW)
    return person.id


def load_people(event: EventFile, *people: tuple[str, str]) -> lists.Plan:
    return lists.apply(event, lists.plan(event, a_list(*people)), FIRST.id, NOW).plan


@pytest.mark.parametrize(
    "details",
    [
        Details("Wanjiru Kamau", email="wanjiro@khrc.example"),
        Details("Wanjiro Kamau", email="wanjiru@khrc.example"),
        Details("Wanjiru W. Kamau", email="wk@khrc.example"),
    ],
)
def test_what_the_desk_has_corrected_stays_when_the_same_list_comes_again(event: EventFile, details: Details) -> None:
    load_people(event, ("Wanjiro Kamau", "wanjiro@khrc.example"), ("José Álvarez", "jose@dejusticia.example"))
    corrected = correct_at_the_desk(event, "Wanjiro Kamau", details)
    again = load_people(event, ("Wanjiro Kamau", "wanjiro@khrc.example"), ("José Álvarez", "jose@dejusticia.example"))
    assert (len(again.added), len(again.changed), len(again.unchanged), again.doubtful) == (0, 0, 2, ())
    assert {person.id: person.details for person in everyone(event)}[corrected] == details


def test_a_list_that_says_a_third_thing_is_doubtful_once_and_the_desk_s_word_stays(event: EventFile) -> None:
    load_people(event, ("Wanjiro Kamau", "w@khrc.example"))
    correct_at_the_desk(event, "Wanjiro Kamau", Details("Wanjiru Kamau", email="w@khrc.example"))
    newer = load_people(event, ("Wanjira Kamau", "w@khrc.example"))
    assert [person.name for person in everyone(event)] == ["Wanjiru Kamau"]
    assert [doubt.why for doubt in newer.doubtful] == [
        "The list now says “Wanjira Kamau” as name; the desk's correction “Wanjiru Kamau” is kept."
    ]
    assert load_people(event, ("Wanjira Kamau", "w@khrc.example")).doubtful == ()


def test_what_the_desk_has_not_corrected_still_follows_the_list(event: EventFile) -> None:
    load_people(event, ("Wanjiro Kamau", "w@khrc.example"))
    correct_at_the_desk(event, "Wanjiro Kamau", Details("Wanjiru Kamau", email="w@khrc.example"))
    for country in ("Kenya", "Uganda"):
        row = ListPerson(2, Details("Wanjiro Kamau", email="w@khrc.example", country=country))
        source = RegistrantList("list.csv", "registrants", 1, (row,), (), {"name": "Name"})
        lists.apply(event, lists.plan(event, source), FIRST.id, NOW)
        assert [(person.name, person.details.country) for person in everyone(event)] == [("Wanjiru Kamau", country)]


def test_a_list_that_takes_over_the_correction_leads_again(event: EventFile) -> None:
    load_people(event, ("Wanjiro Kamau", "w@khrc.example"))
    correct_at_the_desk(event, "Wanjiro Kamau", Details("Wanjiru Kamau", email="w@khrc.example"))
    load_people(event, ("Wanjiru Kamau", "w@khrc.example"))
    assert [doubt.rows for doubt in load_people(event, ("Wanjiru Kamau-Otieno", "w@khrc.example")).doubtful] == []
    assert [person.name for person in everyone(event)] == ["Wanjiru Kamau-Otieno"]
