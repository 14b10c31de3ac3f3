"""Uniting two entries and parting them again; what is said about a list's doubts is remembered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from checkin.domain.code import fold_code
from checkin.domain.errors import DeskError
from checkin.domain.journal import FactKind
from checkin.domain.lists import Choices, ListPerson, RegistrantList
from checkin.domain.registrant import Details, Registrant, Status
from checkin.domain.same_person import identity
from checkin.services import attendance, check, desk, door_notes, list_undo, lists, overview, same_people
from checkin.services.place import Place
from checkin.storage import journal, registrants, united
from checkin.storage.event_file import EventFile
from checkin.storage.search import Searcher
from tests.services.conftest import NOW, later

COLUMNS = {"name": "Name", "email": "E-mail"}


def a_list(*rows: tuple[str, ...]) -> RegistrantList:
    people = tuple(ListPerson(n, Details(name, email=email), tuple(c)) for n, (name, email, *c) in enumerate(rows, 2))
    return RegistrantList("list.csv", "registrants", len(people), people, (), COLUMNS)


def everyone(file: EventFile) -> list[Registrant]:
    with file.reading() as tx:
        return registrants.everyone(tx)


def found(file: EventFile, door: Place, text: str) -> list[str]:
    with file.reading() as tx:
        return [hit.name for hit in Searcher().find(tx, text, door.session.id)]


@pytest.fixture
def two(file: EventFile, door: Place) -> tuple[Registrant, Registrant]:
    """Mary twice: once with the organisation, once with the phone."""
    mary = overview.add_registrant(file, Details("Mary W", email="m@x.example", organisation="KHRC"), door, NOW)
    other = overview.add_registrant(file, Details("Mary Wambui", email="w@y.example", phone="0700"), door, NOW)
    return mary, other


def test_all_codes_of_both_admit_and_the_gaps_are_filled(
    file: EventFile, door: Place, two: tuple[Registrant, Registrant]
) -> None:
    mary, other = two
    same_people.unite(file, mary.id, other.id, door, later(1))
    (now,) = everyone(file)
    assert (now.id, now.name, now.organisation, now.details.phone) == (mary.id, "Mary W", "KHRC", "0700")
    assert desk.admit_code(file, other.own_code, door, later(2)).registrant == now
    assert set(now.codes) == {*mary.codes, *other.codes}
    assert [line.name for line in overview.lines(file, door)] == ["Mary W"]
    assert found(file, door, "Wambui") == ["Mary W"]
    overview.correct(file, mary.id, Details("Mary Wanza", email="m@x.example"), door, later(3))
    assert found(file, door, "Wambui") == ["Mary Wanza"]
    assert found(file, door, other.own_code) == ["Mary Wanza"]
    same_people.part(file, other.id, door, later(4))
    assert found(file, door, "Wambui") == ["Mary Wambui"]
    assert check.check(file) == []


@pytest.mark.parametrize(
    ("notes", "together"),
    [
        (("", "Speaker: front row"), "Speaker: front row"),
        (("Give the headset", "Speaker: front row"), "Give the headset · Speaker: front row"),
        (("Speaker: front row", "Speaker: front row"), "Speaker: front row"),
        (("Give the headset", ""), "Give the headset"),
    ],
)
def test_the_note_of_the_entry_that_is_given_up_is_said_at_the_door_of_the_other(
    file: EventFile, door: Place, two: tuple[Registrant, Registrant], notes: tuple[str, str], together: str
) -> None:
    for person, note in zip(two, notes, strict=True):
        door_notes.keep(file, person.id, note, door, NOW)
    same_people.unite(file, two[0].id, two[1].id, door, later(1))
    verdict = desk.admit_code(file, two[1].own_code, door, later(2))
    assert verdict.found is not None
    assert verdict.found.note == together
    same_people.part(file, two[1].id, door, later(3))
    assert [door_notes.note_of(file, person.id) for person in two] == list(notes)
    assert check.check(file) == []


def test_a_note_that_was_written_after_two_became_one_stays_when_they_are_parted(
    file: EventFile, door: Place, two: tuple[Registrant, Registrant]
) -> None:
    door_notes.keep(file, two[1].id, "Speaker: front row", door, NOW)
    same_people.unite(file, two[0].id, two[1].id, door, later(1))
    door_notes.keep(file, two[0].id, "Speaker: second row", door, later(2))
    same_people.part(file, two[1].id, door, later(3))
    assert door_notes.note_of(file, two[0].id) == "Speaker: second row"
    assert door_notes.note_of(file, two[1].id) == "Speaker: front row"
    assert check.check(file) == []


@pytest.mark.parametrize("who_came", [(), (0,), (1,), (0, 1)])
def test_a_check_in_of_either_stands_and_goes_back_when_they_are_parted(
    file: EventFile, door: Place, two: tuple[Registrant, Registrant], who_came: tuple[int, ...]
) -> None:
    for which in who_came:
        desk.admit_registrant(file, two[which].id, door, later(which))
    before = everyone(file)
    same_people.unite(file, two[0].id, two[1].id, door, later(60))
    figures = attendance.attendance(file).figures
    assert figures.adds_up
    assert [line.entry is not None for line in overview.lines(file, door)] == [bool(who_came)]
    if who_came:
        assert overview.lines(file, door)[0].entry.at == later(who_came[0])  # type: ignore[union-attr]
    assert check.check(file) == []
    same_people.part(file, two[1].id, door, later(90))
    assert everyone(file) == before
    assert [line.entry is not None for line in overview.lines(file, door)] == [0 in who_came, 1 in who_came]
    assert check.check(file) == []
    assert found(file, door, "Wambui") == ["Mary Wambui"]


def test_a_check_in_that_was_undone_meanwhile_does_not_come_back(
    file: EventFile, door: Place, two: tuple[Registrant, Registrant]
) -> None:
    mary, other = two
    desk.admit_registrant(file, other.id, door, later(1))
    same_people.unite(file, mary.id, other.id, door, later(2))
    desk.undo(file, mary.id, door, later(3))
    same_people.part(file, other.id, door, later(4))
    assert [line.entry for line in overview.lines(file, door)] == [None, None]
    assert check.check(file) == []


def test_what_the_desk_has_corrected_since_stays_when_they_are_parted(
    file: EventFile, door: Place, two: tuple[Registrant, Registrant]
) -> None:
    mary, other = two
    united = same_people.unite(file, mary.id, other.id, door, later(1))
    overview.correct(file, mary.id, Details("Mary W", email="m@x.example", phone="0711"), door, later(2))
    same_people.part(file, other.id, door, later(3))
    assert united.details.phone == "0700"
    assert [person.details.phone for person in everyone(file)] == ["0711", "0700"]


def test_three_entries_of_one_person_come_apart_in_any_order(
    file: EventFile, door: Place, two: tuple[Registrant, Registrant]
) -> None:
    third = overview.add_registrant(file, Details("M. Wambui"), door, NOW)
    before = everyone(file)
    same_people.unite(file, two[1].id, third.id, door, later(1))
    same_people.unite(file, two[0].id, two[1].id, door, later(2))
    assert [person.id for person in same_people.with_whom(file, two[0].id)] == [two[1].id, third.id]
    assert len(everyone(file)) == 1
    same_people.part(file, third.id, door, later(3))
    same_people.part(file, two[1].id, door, later(4))
    assert [(person.id, set(person.codes)) for person in everyone(file)] == [(p.id, set(p.codes)) for p in before]
    assert check.check(file) == []


def test_what_one_entry_has_filled_in_is_filled_from_another_when_they_are_parted(file: EventFile, door: Place) -> None:
    kinds = (("", Status.CANCELLED), ("0700", Status.PENDING), ("0711", Status.CONFIRMED))
    mary, one, other = (
        overview.add_registrant(file, Details(f"Mary {n}", phone=phone, status=status), door, NOW)
        for n, (phone, status) in enumerate(kinds)
    )
    same_people.unite(file, mary.id, one.id, door, later(1))
    assert everyone(file)[0].details == replace(mary.details, phone="0700", status=Status.PENDING)
    same_people.unite(file, mary.id, other.id, door, later(2))
    assert everyone(file)[0].details == replace(mary.details, phone="0700", status=Status.CONFIRMED)
    same_people.part(file, one.id, door, later(3))
    assert everyone(file)[0].details == replace(mary.details, phone="0711", status=Status.CONFIRMED)
    same_people.part(file, other.id, door, later(4))
    assert [person.details for person in everyone(file)] == [mary.details, one.details, other.details]


def test_who_was_renamed_since_an_entry_was_united_is_known_by_the_old_name_also_after_another_one_is_parted(
    file: EventFile, door: Place
) -> None:
    mary = Details("Mary W", email="m@x.example")
    kept, one, other = (
        overview.add_registrant(file, details, door, NOW)
        for details in (mary, Details("Mary One", phone="0700"), Details("Mary Two"))
    )
    same_people.unite(file, kept.id, one.id, door, later(1))
    with file.reading() as tx:
        (before,) = (seen for seen in united.given_up(tx) if seen.is_own)
    overview.correct(file, kept.id, Details("Grace Otieno", email="m@x.example", phone="0700"), door, later(2))
    same_people.unite(file, kept.id, other.id, door, later(3))
    same_people.part(file, other.id, door, later(4))
    with file.reading() as tx:
        (after,) = (seen for seen in united.given_up(tx) if seen.is_own)
    assert identity(after.details) == identity(before.details) == identity(mary)


def test_what_a_person_had_of_their_own_stays_when_an_entry_of_an_entry_is_parted(file: EventFile, door: Place) -> None:
    mary, one, other = (
        overview.add_registrant(file, Details(f"Mary {n}", organisation=organisation, phone=phone), door, NOW)
        for n, (organisation, phone) in enumerate((("KHRC", ""), ("", ""), ("KHRC", "0700")))
    )
    same_people.unite(file, one.id, other.id, door, later(1))
    same_people.unite(file, mary.id, one.id, door, later(2))
    assert everyone(file)[0].details == replace(mary.details, phone="0700")
    same_people.part(file, other.id, door, later(3))
    assert everyone(file)[0].details == mary.details
    same_people.part(file, one.id, door, later(4))
    assert [person.details for person in everyone(file)] == [mary.details, one.details, other.details]


def test_what_the_desk_has_taken_away_is_not_filled_in_again_when_another_is_parted(
    file: EventFile, door: Place
) -> None:
    mary, one, other = (
        overview.add_registrant(file, Details(f"Mary {n}", phone=phone), door, NOW)
        for n, phone in enumerate(("", "0700", ""))
    )
    for given in (one, other):
        same_people.unite(file, mary.id, given.id, door, later(1))
    overview.correct(file, mary.id, mary.details, door, later(2))
    same_people.part(file, other.id, door, later(3))
    assert everyone(file)[0].details == mary.details


@pytest.mark.parametrize("kim_came", [False, True])
def test_who_came_goes_back_with_their_check_in_from_an_entry_of_an_entry(
    file: EventFile, door: Place, *, kim_came: bool
) -> None:
    anna, kate, kim = (overview.add_registrant(file, Details(name), door, NOW) for name in ("Anna", "Kate", "Kim"))

    def inside() -> set[str]:
        return {one.registrant.name for one in overview.people(file, door.session.id) if one.entry}

    desk.admit_code(file, anna.own_code, door, later(1))
    if kim_came:
        desk.admit_code(file, kim.own_code, door, later(2))
    same_people.unite(file, kate.id, anna.id, door, later(3))
    same_people.unite(file, kim.id, kate.id, door, later(4))
    assert inside() == {"Kim"}
    same_people.part(file, anna.id, door, later(5))
    assert inside() == {"Anna", *(["Kim"] if kim_came else [])}
    same_people.part(file, kate.id, door, later(6))
    assert inside() == {"Anna", *(["Kim"] if kim_came else [])}
    assert check.check(file) == []


def test_nobody_is_united_with_themselves_or_twice(
    file: EventFile, door: Place, two: tuple[Registrant, Registrant]
) -> None:
    mary, other = two
    with pytest.raises(DeskError, match="one person already"):
        same_people.unite(file, mary.id, mary.id, door, NOW)
    same_people.unite(file, mary.id, other.id, door, NOW)
    for pair in ((mary.id, other.id), (other.id, mary.id)):
        with pytest.raises(DeskError, match="one person already"):
            same_people.unite(file, *pair, door, NOW)
    same_people.part(file, other.id, door, NOW)
    with pytest.raises(DeskError, match="different people already"):
        same_people.part(file, other.id, door, NOW)


def test_the_history_tells_of_both_and_is_never_changed(
    file: EventFile, door: Place, two: tuple[Registrant, Registrant]
) -> None:
    mary, other = two
    desk.admit_registrant(file, other.id, door, later(1))
    with file.reading() as tx:
        before = list(journal.facts(tx))
    same_people.unite(file, mary.id, other.id, door, later(2))
    _, facts = overview.person(file, mary.id)
    assert [fact.kind for fact in facts if fact.kind is FactKind.UNITED] == [FactKind.UNITED]
    assert before[0] in facts
    with file.reading() as tx:
        assert list(journal.facts(tx))[: len(before)] == before


# -- said about a list -----------------------------------------------------------------------------------------------

MARYS = a_list(("Mary W", "m@x.example", "T-1"), ("Mary W", "m@y.example", "T-2"), ("Bo", "bo@x.example"))


def load(file: EventFile, door: Place, source: RegistrantList, *, same: bool | None = None) -> lists.Imported:
    plan = lists.plan(file, source)
    if same is not None:
        answers = {doubt.key: same for doubt in plan.doubtful if doubt.asks}
        assert answers
        plan = lists.plan(file, source, Choices(answers=answers))
    return lists.apply(file, plan, door.session.id, NOW)


def test_the_same_person_is_one_also_in_the_next_list(file: EventFile, door: Place) -> None:
    account = lists.account(load(file, door, MARYS, same=True).plan)
    assert (account["rows"], account["people"], account["merged"], account["doubtful"]) == (3, 2, 1, [])
    assert [person.name for person in everyone(file)] == ["Mary W", "Bo"]
    mary = everyone(file)[0]
    assert desk.admit_code(file, "T-2", door, later(1)).registrant == mary
    again = lists.plan(file, MARYS)
    assert (again.added, again.changed, again.doubtful, len(again.unchanged)) == ((), (), (), 2)
    assert again.missing == ()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # By the ticket Cy is Ann, who had cancelled; by the address the person is Eva too, who has not.
        (
            ["Ann Lee,,P,k3,Cancelled", "Eva Poe,s@x.example,O,,Approved"],
            ["Cy Doe,s@x.example,P,k3,Cancelled", "Dee Roe,s@x.example,O,,Cancelled"],
        ),
        (["Bo Li,,,,"], ["Bo Li,n/a,P,k1,"]),
        (["Ann Lee,n/a,O,,"], ["Ann Lee,c@x.example,,k1,Cancelled", "Lee Ann,n/a,P,k1,Pending"]),
        # Two questions are about one row.
        (["Bo Li,,,,"], ["Eva Poe,e@x.example,P,,", "Dee Roe,s@x.example,O,,", "Eva Poe,s@x.example,,k7,"]),
    ],
)
def test_a_list_of_which_somebody_said_who_is_one_changes_nothing_the_second_time(
    file: EventFile, door: Place, tmp_path: Path, first: list[str], second: list[str]
) -> None:
    def read(rows: list[str]) -> RegistrantList:
        path = tmp_path / "list.csv"
        path.write_text("\n".join(["Name,Email,Organisation,Ticket code,Status", *rows]))
        return lists.read(path)

    load(file, door, read(first))
    load(file, door, read(second), same=True)
    before = everyone(file)
    again = lists.plan(file, read(second))
    assert (again.added, [change.fields for change in again.changed]) == ((), [])
    load(file, door, read(second))
    assert everyone(file) == before


def test_the_same_person_of_a_list_can_be_parted_by_hand_with_their_own_ticket(file: EventFile, door: Place) -> None:
    load(file, door, MARYS, same=True)
    mary = everyone(file)[0]
    (other,) = same_people.with_whom(file, mary.id)
    same_people.part(file, other.id, door, later(1))
    assert [person.details.email for person in everyone(file)] == ["m@x.example", "bo@x.example", "m@y.example"]
    admitted = desk.admit_code(file, "T-2", door, later(2)).registrant
    assert admitted is not None
    assert admitted.details.email == "m@y.example"
    assert all(person.own_code for person in everyone(file))
    again = lists.plan(file, MARYS)
    assert (again.added, again.changed, again.doubtful) == ((), (), ())


def test_different_people_are_not_asked_about_again(file: EventFile, door: Place) -> None:
    load(file, door, MARYS, same=False)
    assert len(everyone(file)) == 3
    assert lists.plan(file, MARYS).doubtful == ()


def test_taking_the_list_back_takes_the_answers_back(file: EventFile, door: Place) -> None:
    for same in (True, False):
        loaded = load(file, door, MARYS, same=same)
        list_undo.take_back(file, loaded.id, later(1))
        assert everyone(file) == []
        assert len(lists.plan(file, MARYS).doubtful) == 1
    with file.reading() as tx:
        for table in ("registrant", "code", "united", "apart", "registration"):
            assert tx.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one() == 0, table  # noqa: S608


def test_two_registrants_whom_a_newer_list_shows_to_be_one(file: EventFile, door: Place) -> None:
    load(file, door, a_list(("Mary W", "m@x.example", "T-1")))
    load(file, door, a_list(("Mary W", "m@y.example", "T-2")))
    before = everyone(file)
    desk.admit_code(file, "T-2", door, later(1))
    loaded = load(file, door, MARYS, same=True)
    assert [person.name for person in everyone(file)] == ["Mary W", "Bo"]
    assert overview.lines(file, door)[0].entry is not None
    assert {fold_code(code) for code in everyone(file)[0].codes} >= {fold_code("T-1"), fold_code("T-2")}
    list_undo.take_back(file, loaded.id, later(9))
    assert [(person.id, set(person.codes)) for person in everyone(file)] == [(p.id, set(p.codes)) for p in before]
    assert [line.entry is not None for line in overview.lines(file, door)] == [False, True]
    assert check.check(file) == []


def test_the_same_person_with_a_new_address_keeps_codes_and_check_ins(file: EventFile, door: Place) -> None:
    old, new = a_list(("Ann Bee", "a@x.example", "T-1")), a_list(("Ann Bee", "b@x.example", "T-2"))
    load(file, door, old)
    (before,) = everyone(file)
    desk.admit_code(file, before.own_code, door, later(1))
    loaded = load(file, door, new, same=True)
    assert [change.fields for change in loaded.plan.changed] == [("email", "codes")]
    (ann,) = everyone(file)
    assert (ann.id, ann.details.email) == (before.id, "b@x.example")
    assert ann.codes == (*before.codes, "T-2")
    assert desk.admit_code(file, "T-1", door, later(2)).kind.value == "already_in"
    # Also when the older list comes again, or both addresses stand on one.
    for source in (new, old, a_list(("Ann Bee", "a@x.example", "T-1"), ("Ann Bee", "b@x.example", "T-2"))):
        again = lists.plan(file, source)
        assert (again.added, again.changed, again.doubtful, again.missing) == ((), (), (), ())
    list_undo.take_back(file, loaded.id, later(3))
    (ann,) = everyone(file)
    assert (ann.details.email, {*ann.codes} - {"T-2"}) == ("a@x.example", {*before.codes})
    assert check.check(file) == []


def test_a_new_address_is_asked_about_until_somebody_says_whose_it_is(file: EventFile, door: Place) -> None:
    load(file, door, a_list(("Ann Bee", "a@x.example", "T-1")))
    desk.admit_code(file, "T-1", door, later(1))
    newer = a_list(("Ann Bee", "b@x.example", "T-2"))
    for _ in range(2):
        (doubt,) = load(file, door, newer).plan.doubtful
        assert [party.email for party in doubt.parties] == ["b@x.example", "a@x.example"]
    loaded = load(file, door, newer, same=True)
    (ann,) = everyone(file)
    assert ann.details.email == "b@x.example"
    assert desk.admit_code(file, "T-1", door, later(2)).kind.value == "already_in"
    assert lists.plan(file, newer).doubtful == ()
    list_undo.take_back(file, loaded.id, later(3))
    assert len(everyone(file)) == 2
    load(file, door, newer, same=False)
    assert lists.plan(file, newer).doubtful == ()
    assert check.check(file) == []


def test_the_desk_s_address_of_the_same_person_stays(file: EventFile, door: Place) -> None:
    load(file, door, a_list(("Ann Bee", "a@x.example")))
    overview.correct(file, everyone(file)[0].id, Details("Ann Bee", email="desk@x.example"), door, later(1))
    load(file, door, a_list(("Ann Bee", "b@x.example")), same=True)
    assert [person.details.email for person in everyone(file)] == ["desk@x.example"]
    again = lists.plan(file, a_list(("Ann Bee", "b@x.example")))
    assert (again.added, again.changed, again.doubtful) == ((), (), ())


@pytest.mark.parametrize("corrected", [{"email": "desk@x.example"}, {"email": ""}, {"name": "Anne Beekman"}])
def test_an_entry_that_the_desk_has_corrected_is_known_to_a_list_once_it_is_united(
    file: EventFile, door: Place, corrected: dict[str, str]
) -> None:
    """The list goes on to have the entry as it was: nobody may come back as somebody new."""
    source = a_list(("Mary W", "m@x.example"), ("Ann Bee", "a@x.example"))
    load(file, door, source)
    mary, ann = everyone(file)
    overview.correct(file, ann.id, replace(ann.details, **corrected), door, later(1))
    same_people.unite(file, mary.id, ann.id, door, later(2))
    before = everyone(file)
    again = load(file, door, source).plan
    assert (again.added, again.changed, again.doubtful) == ((), (), ())
    assert everyone(file) == before
    same_people.part(file, ann.id, door, later(3))
    again = load(file, door, source).plan
    assert (again.added, again.changed, again.doubtful) == ((), (), ())


def test_who_was_united_with_an_entry_that_has_their_address_goes_on_to_be_known_by_their_own_row(
    file: EventFile, door: Place
) -> None:
    source = a_list(("Ann Lee", "", "T-1"), ("Lee Ann", "a@x.example", "T-2"), ("Bo", "bo@x.example"))
    load(file, door, source)
    ann, other, _ = everyone(file)
    same_people.unite(file, ann.id, other.id, door, later(1))
    assert everyone(file)[0].details == replace(ann.details, email="a@x.example")
    for _ in range(2):
        again = load(file, door, source).plan
        assert (again.added, again.changed, again.doubtful) == ((), (), ())
    newer = a_list(("Lee Ann", "a@x.example", "T-2"), ("Bo", "bo@x.example"))
    assert [change.fields for change in lists.plan(file, newer).changed] == [("name",)]


@pytest.mark.parametrize(
    "respelled",
    [
        ("Mohamed Ally", "m@x.example", "T-2"),
        ("", "m@x.example"),
        ("Mohammed Ali", "other@x.example", "T-2"),
    ],
)
def test_an_entry_that_a_newer_list_writes_a_little_otherwise_is_still_the_person_s(
    file: EventFile, door: Place, respelled: tuple[str, ...]
) -> None:
    load(file, door, a_list(("Aisha Juma", "a@x.example", "T-1"), ("Mohammed Ali", "m@x.example", "T-2")))
    aisha, other = everyone(file)
    same_people.unite(file, aisha.id, other.id, door, later(1))
    before = everyone(file)
    load(file, door, a_list(("Aisha Juma", "a@x.example", "T-1"), respelled))
    assert everyone(file) == before


def test_a_ticket_of_a_united_entry_that_is_another_person_s_now_is_asked_about(file: EventFile, door: Place) -> None:
    load(file, door, a_list(("Aisha Juma", "a@x.example", "T-1"), ("Mohammed Ali", "m@x.example", "T-2")))
    aisha, other = everyone(file)
    same_people.unite(file, aisha.id, other.id, door, later(1))
    source = a_list(("Aisha Juma", "a@x.example", "T-1"), ("Grace Otieno", "m@x.example"))
    plan = lists.plan(file, source)
    assert [person.name for person in plan.added] == ["Grace Otieno"]


def test_an_address_that_the_desk_has_taken_from_an_entry_does_not_come_back_with_the_list(
    file: EventFile, door: Place
) -> None:
    source = a_list(("Mary W", ""), ("Mary Wambui", "old@x.example"))
    load(file, door, source)
    mary, other = everyone(file)
    overview.correct(file, other.id, replace(other.details, email=""), door, later(1))
    same_people.unite(file, mary.id, other.id, door, later(2))
    again = load(file, door, source).plan
    assert (again.added, again.changed, again.doubtful) == ((), (), ())
    assert [person.details.email for person in everyone(file)] == [""]


def test_what_an_entry_has_filled_in_and_the_desk_has_taken_away_is_not_filled_in_by_the_next_list(
    file: EventFile, door: Place
) -> None:
    source = a_list(("Mary W", ""), ("Mary Wambui", "old@x.example"), ("Mary Wambui", "older@x.example"))
    load(file, door, source)
    mary, *others = everyone(file)
    overview.correct(file, mary.id, replace(mary.details, phone="0700"), door, later(1))
    for other in others:
        same_people.unite(file, mary.id, other.id, door, later(1))
    (one,) = everyone(file)
    assert one.details.email == "old@x.example"
    overview.correct(file, mary.id, replace(one.details, email=""), door, later(2))
    again = load(file, door, source).plan
    assert (again.added, again.changed, again.doubtful) == ((), (), ())
    assert [person.details.email for person in everyone(file)] == [""]


@pytest.mark.parametrize("early", [True, False])
@pytest.mark.parametrize(("kept", "others"), [("a@x.example", ""), ("", "a@x.example")])
def test_a_person_who_was_corrected_to_look_like_their_other_entry_keeps_both_rows(
    file: EventFile, door: Place, kept: str, others: str, *, early: bool
) -> None:
    """The desk takes the address away, or writes the other entry's, before the two are one or after."""
    source = a_list(("Lee Ann", others), ("Ann Lee", kept), ("Bo", "bo@x.example"))
    load(file, door, source)
    other, ann, _ = everyone(file)
    if early:
        overview.correct(file, ann.id, replace(ann.details, email=others), door, later(1))
    same_people.unite(file, ann.id, other.id, door, later(2))
    overview.correct(file, ann.id, replace(overview.person(file, ann.id)[0].details, email=others), door, later(3))
    before = everyone(file)
    again = load(file, door, source).plan
    assert (again.added, again.changed) == ((), ())
    assert everyone(file) == before


def test_the_desk_s_word_about_the_entry_that_is_given_up_stays_the_person_s(file: EventFile, door: Place) -> None:
    def a_list_of(status: Status) -> RegistrantList:
        source = a_list(("Mary W", "m@x.example"), ("Mary Wambui", "w@x.example"))
        people = tuple(replace(one, details=replace(one.details, status=status)) for one in source.people)
        return replace(source, people=people, columns={**COLUMNS, "status": "Status"})

    load(file, door, a_list_of(Status.PENDING))
    mary, other = everyone(file)
    overview.correct(file, other.id, replace(other.details, status=Status.CONFIRMED), door, later(1))
    same_people.unite(file, mary.id, other.id, door, later(2))
    for _ in range(2):
        load(file, door, a_list_of(Status.PENDING))
        assert [person.details.status for person in everyone(file)] == [Status.CONFIRMED]
    same_people.part(file, other.id, door, later(3))
    assert [one.details.status for one in everyone(file)] == [Status.PENDING, Status.CONFIRMED]
    load(file, door, a_list_of(Status.CANCELLED))
    assert [one.details.status for one in everyone(file)] == [Status.CANCELLED, Status.CONFIRMED]


def test_the_same_person_without_an_address_is_remembered(file: EventFile, door: Place) -> None:
    load(file, door, a_list(("Ann Bee", "a@x.example")))
    load(file, door, a_list(("Ann Bee", "")), same=True)
    assert len(everyone(file)) == 1
    again = lists.plan(file, a_list(("Ann Bee", "")))
    assert (again.added, again.changed, again.doubtful) == ((), (), ())


def test_a_ticket_of_the_other_entry_never_renames_the_person(file: EventFile, door: Place) -> None:
    load(file, door, a_list(("Ann Bee", "a@x.example", "T-1"), ("A. Smith", "b@x.example")))
    ann, other = everyone(file)
    same_people.unite(file, ann.id, other.id, door, NOW)
    for _ in range(2):
        load(file, door, a_list(("A. Smith", "b@x.example", "T-2")))
        assert [person.name for person in everyone(file)] == ["Ann Bee"]
    again = lists.plan(file, a_list(("Ann Bee", "a@x.example", "T-1"), ("A. Smith", "b@x.example", "T-2")))
    assert (again.added, again.changed, again.doubtful) == ((), (), ())


def test_by_whose_ticket_somebody_came_in_they_are_in_when_parted(file: EventFile, door: Place) -> None:
    load(file, door, a_list(("Mary N", "m@x.example", "T-1"), ("Mary N", "n@x.example", "T-2")))
    first, second = everyone(file)
    same_people.unite(file, first.id, second.id, door, NOW)
    desk.admit_code(file, "T-2", door, later(1))
    same_people.part(file, second.id, door, later(60))
    assert [(line.id, line.entry is not None) for line in overview.lines(file, door)] == [
        (first.id, False),
        (second.id, True),
    ]
    assert overview.lines(file, door)[1].entry.at == later(1)  # type: ignore[union-attr]
    assert check.check(file) == []


@pytest.mark.parametrize(
    "rows",
    [
        (("Ann Bee", "a@x.example", "T-2"), ("Ann Bee", "", "T-2")),
        (("Ann Bee", "a@x.example", "T-1"), ("Ann Bee", "c@x.example", "T-2")),
    ],
)
def test_a_code_that_has_admitted_somebody_admits_them_after_the_list_is_taken_back(
    file: EventFile, door: Place, rows: tuple[tuple[str, ...], ...]
) -> None:
    before = load(file, door, a_list(rows[0])) if rows[1][1] == "" else None
    if before is not None:
        desk.admit_code(file, "T-2", door, later(1))
    loaded = lists.apply(
        file,
        lists.plan(
            file, a_list(*rows), Choices(answers={d.key: True for d in lists.plan(file, a_list(*rows)).doubtful})
        ),
        door.session.id,
        later(2),
    )
    if before is None:
        desk.admit_code(file, "T-2", door, later(3))
    list_undo.take_back(file, loaded.id, later(60))
    admitted = desk.admit_code(file, "T-2", door, later(120))
    assert admitted.registrant is not None
    assert admitted.kind.value == "already_in"
    assert check.check(file) == []


def test_two_people_of_a_list_who_were_united_by_hand_stay_when_it_is_taken_back(file: EventFile, door: Place) -> None:
    loaded = load(file, door, a_list(("Ann Bee", "a@x.example"), ("Ann Bee", "b@x.example"), ("Cy", "c@x.example")))
    first, second, _ = everyone(file)
    same_people.unite(file, first.id, second.id, door, later(1))
    done = list_undo.take_back(file, loaded.id, later(2))
    assert (done.removed, done.kept) == (1, 2)
    assert [person.id for person in everyone(file)] == [first.id]
    assert check.check(file) == []


MARY_TWICE = a_list(("Mary W", "", "T-1"), ("Mary W", "", "T-2"))


def look_and_answer(file: EventFile, door: Place, source: RegistrantList, *, answer: bool) -> str:
    """Load a list with one question, and answer it; returns the id of the import."""
    (doubt,) = lists.plan(file, source).doubtful
    planned = lists.plan(file, source, Choices(answers={doubt.key: answer}))
    return lists.apply(file, planned, door.session.id, NOW).id


def test_two_of_one_name_without_more_are_parted_for_good_and_united_again_by_hand(
    file: EventFile, door: Place
) -> None:
    look_and_answer(file, door, MARY_TWICE, answer=False)
    first, second = everyone(file)
    assert [person.codes[1:] for person in (first, second)] == [("T-1",), ("T-2",)]
    again = lists.plan(file, MARY_TWICE)
    assert (again.unchanged, again.doubtful) == ((first, second), ())
    same_people.unite(file, first.id, second.id, door, later(1))
    again = lists.plan(file, MARY_TWICE)
    assert (len(again.unchanged), again.added, again.missing, again.doubtful) == (1, (), (), ())
    assert check.check(file) == []


def test_two_of_one_name_that_are_one_person_are_parted_by_hand_with_their_tickets(
    file: EventFile, door: Place
) -> None:
    look_and_answer(file, door, MARY_TWICE, answer=True)
    (mary,) = everyone(file)
    assert mary.codes[1:] == ("T-1", "T-2")
    assert lists.plan(file, MARY_TWICE).doubtful == ()
    (entry,) = same_people.with_whom(file, mary.id)
    same_people.part(file, entry.id, door, later(1))
    assert {person.codes for person in everyone(file)} >= {(mary.own_code, "T-1")}
    again = lists.plan(file, MARY_TWICE)
    assert (len(again.unchanged), again.added, again.changed, again.doubtful) == (2, (), (), ())
    assert check.check(file) == []


@pytest.mark.parametrize("answer", [True, False])
def test_what_was_said_of_two_of_one_name_goes_back_with_the_list(file: EventFile, door: Place, answer: bool) -> None:
    loaded = look_and_answer(file, door, MARY_TWICE, answer=answer)
    list_undo.take_back(file, loaded, later(1))
    assert everyone(file) == []
    assert len(lists.plan(file, MARY_TWICE).doubtful) == 1
    assert check.check(file) == []
