"""A registrant list against what the event has."""

from __future__ import annotations

import itertools
import time
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.domain.code import fold_code, is_own_code, new_code
from checkin.domain.list_plan import plan
from checkin.domain.lists import Choices, GivenUp, ListPerson, Memory, Plan, RegistrantList
from checkin.domain.registrant import Answer, Details, Mode, Registrant, Status

ALL = {"name": "Name", "email": "E-mail", "status": "Status"}


def row(number: int, name: str = "", email: str = "", *codes: str, **details: object) -> ListPerson:
    return ListPerson(number, Details(name, email=email, **details), codes)  # type: ignore[arg-type]


def a_list(*people: ListPerson, columns: Mapping[str, str] = ALL) -> RegistrantList:
    return RegistrantList("list.csv", "registrants", len(people), people, (), columns)


def after(planned: Plan, have: Sequence[Registrant] = ()) -> list[Registrant]:
    """The event once the plan is carried out."""
    changed = {change.registrant.id: change.registrant for change in planned.changed}
    return [changed.get(registrant.id, registrant) for registrant in have] + list(planned.added)


def whys(planned: Plan) -> str:
    return "\n".join(doubt.why for doubt in planned.doubtful)


ANN = row(2, "Ann Doe", "ann@x.example", organisation="ACME")


MARY_TWICE = a_list(row(2, "Mary Wanjiru", phone="0700 1"), row(4, "Bo"), row(5, "Mary Wanjiru", role="Chair"))


def test_rows_with_nothing_but_one_name_are_one_person_and_doubtful() -> None:
    planned = plan(MARY_TWICE, [])
    assert [(merged.row, merged.into, merged.why) for merged in planned.merged] == [(5, 2, "The same name as row 2.")]
    (doubt,) = planned.doubtful
    assert doubt.asks
    assert doubt.rows == (2, 5)
    assert "Mary Wanjiru is on the list more than once" in doubt.why
    assert [party.more for party in doubt.parties] == ["0700 1", "Chair"]


def test_rows_with_nothing_but_one_name_can_be_different_people() -> None:
    (doubt,) = plan(MARY_TWICE, []).doubtful
    planned = plan(MARY_TWICE, [], choices=Choices(answers={doubt.key: False}))
    assert [person.details.phone for person in planned.added] == ["0700 1", "", ""]
    assert (planned.merged, planned.doubtful) == ((), ())
    first, _, second = planned.added
    assert planned.apart == ((first.id, second.id),)
    memory = Memory(apart=frozenset({frozenset(planned.apart[0])}))
    again = plan(MARY_TWICE, planned.added, memory=memory)
    assert (len(again.unchanged), again.added, again.merged, again.doubtful) == (3, (), (), ())
    # A third one is a question again; one alone is the first of them.
    more = a_list(*MARY_TWICE.people, row(9, "Mary Wanjiru"))
    assert [doubt.rows for doubt in plan(more, planned.added, memory=memory).doubtful] == [(2, 5, 9)]
    fewer = plan(a_list(row(7, "Mary Wanjiru", role="Chair")), planned.added, memory=memory)
    assert fewer.unchanged == (second,)


def test_rows_with_nothing_but_one_name_that_are_one_person_are_asked_about_once() -> None:
    (doubt,) = plan(MARY_TWICE, []).doubtful
    planned = plan(MARY_TWICE, [], choices=Choices(answers={doubt.key: True}))
    assert planned.people == 2
    assert planned.doubtful == ()
    (entry,) = planned.united
    assert (entry.is_new, entry.given.details.role, entry.into) == (True, "Chair", planned.added[0].id)
    memory = Memory(united=(GivenUp(entry.given.details, entry.into),))
    assert plan(MARY_TWICE, planned.added, memory=memory).doubtful == ()
    more = a_list(*MARY_TWICE.people, row(9, "Mary Wanjiru"))
    assert [doubt.rows for doubt in plan(more, planned.added, memory=memory).doubtful] == [(2, 5, 9)]


def test_so_many_of_one_name_are_told_and_not_asked_about_one_by_one() -> None:
    planned = plan(a_list(*(row(number, "Guest") for number in range(2, 53))), [])
    (doubt,) = planned.doubtful
    assert (planned.people, len(doubt.rows), doubt.parties) == (1, 51, ())


def test_one_name_and_organisation_with_two_telephones_is_doubtful() -> None:
    rows = [
        row(n, "Ann", organisation="ACME", phone=phone) for n, phone in ((2, "0700 1"), (3, "07001"), (4, "0700 2"))
    ]
    assert [doubt.rows for doubt in plan(a_list(*rows), []).doubtful] == [(2, 4)]
    assert plan(a_list(*rows[:2]), []).doubtful == ()


def test_a_new_person_gets_one_own_code_first_and_keeps_the_tool_s() -> None:
    (ann,) = plan(a_list(row(2, "Ann Doe", "ann@x.example", "11211939258", "T-1")), []).added
    assert is_own_code(ann.codes[0])
    assert ann.codes[1:] == ("11211939258", "T-1")
    assert ann.own_code == ann.codes[0]
    assert not ann.walk_in


def test_ids_and_codes_are_those_that_are_handed_in() -> None:
    codes = iter(["JCBBBBBBBBBBBBBB", "JCCCCCCCCCCCCCCC"])
    ids = map(str, itertools.count())
    planned = plan(
        a_list(ANN, row(3, "Bo")),
        [],
        lambda n: list(itertools.islice(ids, n)),
        lambda n: list(itertools.islice(codes, n)),
    )
    assert [(person.id, person.codes) for person in planned.added] == [
        ("0", ("JCBBBBBBBBBBBBBB",)),
        ("1", ("JCCCCCCCCCCCCCCC",)),
    ]


def test_the_same_address_and_name_is_one_person_however_it_is_written() -> None:
    planned = plan(
        a_list(
            row(2, "Grace Wanjiru Kamau", "grace@x.example"),
            row(3, "KAMAU Grace Wanjiru", "GRACE@X.EXAMPLE"),
            row(4, "Gráce  Wanjiru Kamau", " grace@x.example "),
        ),
        [],
    )
    assert [person.name for person in planned.added] == ["Grace Wanjiru Kamau"]
    assert [(merged.row, merged.into) for merged in planned.merged] == [(3, 2), (4, 2)]
    assert planned.doubtful == ()


def test_all_barcodes_of_one_person_admit() -> None:
    tickets = [row(n, "Ravi", "ravi@x.example", f"112129747221844265782{n}") for n in (2, 3, 4)]
    (ravi,) = plan(a_list(*tickets), []).added
    assert ravi.codes[1:] == tuple(person.codes[0] for person in tickets)


def test_a_later_answer_counts_and_an_empty_one_does_not() -> None:
    (ann,) = plan(
        a_list(
            row(2, "Ann", "a@x.example", mode=Mode.ROOM, joining=Answer.YES, role="Intern", registered_at="1"),
            row(3, "ANN", "A@X.example", mode=Mode.ONLINE, role="INTERN", phone="0700", registered_at="2"),
        ),
        [],
    ).added
    assert ann.details == Details(
        "Ann",
        email="a@x.example",
        mode=Mode.ONLINE,
        joining=Answer.YES,
        role="Intern",
        phone="0700",
        registered_at="1",
    )


@pytest.mark.parametrize("statuses", list(itertools.permutations([Status.CANCELLED, Status.CONFIRMED])))
def test_who_cancelled_one_of_two_tickets_still_comes(statuses: tuple[Status, ...]) -> None:
    rows = [row(number, "Ann", "a@x.example", status=status) for number, status in enumerate(statuses, 2)]
    assert plan(a_list(*rows), []).added[0].details.status is Status.CONFIRMED


def test_one_address_with_two_names_stays_two_people_and_is_doubtful() -> None:
    planned = plan(a_list(row(2, "Gideon Barasa", "info@x.example"), row(3, "Violet Khasoa", "INFO@x.example")), [])
    assert planned.people == 2
    assert [doubt.rows for doubt in planned.doubtful] == [(2, 3)]
    assert "info@x.example is given for different names: Gideon Barasa, Violet Khasoa" in whys(planned)


def test_one_name_with_two_addresses_stays_two_people_and_is_doubtful() -> None:
    planned = plan(a_list(row(2, "Mary Wanjiru", "m@x.example"), row(3, "Mary Wanjiru", "m@y.example")), [])
    assert planned.people == 2
    assert [doubt.rows for doubt in planned.doubtful] == [(2, 3)]


def test_without_an_address_name_and_organisation_say_who_it_is() -> None:
    planned = plan(
        a_list(
            row(2, "Esinyen Lopeyok", organisation="Indigenous Forest Nations Alliance"),
            row(3, "Esinyen  Lopeyok", "n/a", organisation="INDIGENOUS FOREST NATIONS ALLIANCE"),
            row(4, "Esinyen Lopeyok", organisation="Bahari Yetu"),
        ),
        [],
    )
    assert planned.people == 2
    assert [(merged.row, merged.into) for merged in planned.merged] == [(3, 2)]
    assert [doubt.rows for doubt in planned.doubtful] == [(2, 3, 4)]


def test_two_seats_of_an_organisation_without_names_are_two_people() -> None:
    source = a_list(row(2, organisation="ACME"), row(3, organisation="ACME"))
    first = plan(source, [])
    assert first.people == 2
    assert len(plan(source, after(first)).unchanged) == 2


def test_a_person_without_a_name_is_found_again_by_the_address() -> None:
    source = a_list(row(2, "", "ravi@x.example"))
    (ravi,) = plan(source, []).added
    assert ravi.name == "ravi@x.example"
    assert plan(source, [ravi]).unchanged == (ravi,)


def test_the_same_list_twice_changes_nothing() -> None:
    source = a_list(
        ANN,
        row(3, "Bo", "", "C-1"),
        row(4, "Bo", "bo@x.example"),
        row(5, "Cy", "info@x.example", "SHARED"),
        row(6, "Di", "info@x.example", "SHARED"),
        row(7, "Ann Doe", "ANN@x.example", "C-2", organisation="Acme"),
    )
    first = plan(source, [])
    again = plan(source, after(first))
    assert (len(first.added), len(again.added), again.changed) == (5, 0, ())
    assert [person.id for person in again.unchanged] == [person.id for person in first.added]


def test_a_correction_keeps_id_codes_and_what_the_list_does_not_say() -> None:
    have = Registrant(
        "1", Details("Ann Doe", email="ann@x.example", organisation="ACME", phone="0700"), codes=("JCOWN", "T-1")
    )
    (change,) = plan(a_list(row(2, "Ann Doe", "ann@x.example", organisation="ACME Kisumu")), [have]).changed
    assert change.fields == ("organisation",)
    assert change.registrant == Registrant(
        "1", Details("Ann Doe", email="ann@x.example", organisation="ACME Kisumu", phone="0700"), codes=("JCOWN", "T-1")
    )


def test_a_new_name_at_an_address_that_is_unique_on_both_sides_is_a_correction() -> None:
    have = Registrant("1", Details("Furaha Mwadime", "Furaha", "Mwadime", "f@x.example"))
    (change,) = plan(a_list(row(2, "Furaha Mwadime (Dr)", "F@x.example")), [have]).changed
    assert change.fields == ("name", "given_name", "family_name")
    assert change.registrant.details.name == "Furaha Mwadime (Dr)"
    assert change.registrant.details.email == "f@x.example"


def test_a_wholly_other_name_at_a_known_address_is_another_person_until_somebody_says_otherwise() -> None:
    have = Registrant("1", Details("Gideon Barasa", email="info@x.example"))
    source = a_list(row(2, "Violet Khasoa", "info@x.example"))
    planned = plan(source, [have])
    assert [person.name for person in planned.added] == ["Violet Khasoa"]
    (doubt,) = planned.doubtful
    assert doubt.asks
    assert "info@x.example is given for different names: Violet Khasoa, Gideon Barasa (in the event)" in doubt.why
    same = plan(source, [have], choices=Choices(answers={doubt.key: True}))
    assert (same.added, same.unchanged) == ((), (have,))
    assert [(one.into, one.given.name, one.is_new) for one in same.united] == [("1", "Violet Khasoa", True)]


@pytest.mark.parametrize(
    ("before", "now", "same"),
    [
        ("Mohamed Ali", "Fatima Ali", False),
        ("Ann Bee", "Ann Kamau", False),
        ("Mohamed Ali", "Muhammad Aly", True),
        ("Ann Bee", "Dr Ann Mary Bee", True),
        ("Ann Bee", "Bee, A.", True),
        ("李伟", "Li Wei", True),
        ("Ann Bee", "", True),
    ],
)
def test_at_a_known_address_another_name_is_another_person_and_another_spelling_is_not(
    before: str, now: str, same: bool
) -> None:
    have = Registrant("1", Details(before, email="office@x.example"))
    planned = plan(a_list(row(2, now, "office@x.example")), [have])
    assert bool(planned.added) is not same
    assert bool(planned.doubtful) is not same


def test_a_name_in_another_script_at_a_known_address_is_the_same_person() -> None:
    have = Registrant("1", Details("Ольга Фёдорова", email="o@x.example"))
    (change,) = plan(a_list(row(2, "Olga Fedorova", "o@x.example")), [have]).changed
    assert change.registrant.id == "1"


def test_a_ticket_that_bears_a_wholly_other_name_is_doubtful() -> None:
    have = Registrant("1", Details("Gideon Barasa", email="g@x.example"), codes=("JCOWN", "1121193925818441604798001"))
    planned = plan(a_list(row(2, "Violet Khasoa", "v@x.example", "1121193925818441604798001")), [have])
    assert planned.changed[0].registrant.id == "1"
    assert "Gideon Barasa is now Violet Khasoa" in whys(planned)


# -- what a person chooses -------------------------------------------------------------------------------------------


def test_a_new_person_who_is_left_out_is_skipped_with_all_their_rows() -> None:
    source = a_list(ANN, row(3, "Bo", "bo@x.example"), row(4, "BO", "Bo@x.example"))
    planned = plan(source, [], choices=Choices(leave=frozenset({3})))
    assert [person.name for person in planned.added] == ["Ann Doe"]
    assert [skipped.row for skipped in planned.skipped] == [3, 4]
    assert source.rows == planned.people + len(planned.merged) + len(planned.skipped)


def test_a_change_that_is_left_out_changes_nothing() -> None:
    have = Registrant("1", Details("Ann Doe", email="ann@x.example"), codes=("JCOWN",))
    source = a_list(row(2, "Ann Doe", "ann@x.example", "T-1", country="Kenya"))
    planned = plan(source, [have], choices=Choices(leave=frozenset({2})))
    assert planned.unchanged == (have,)
    assert planned.changed == ()


def test_the_list_overrules_the_desk_only_where_a_person_says_so() -> None:
    have = Registrant("1", Details("Ann Doe", email="ann@x.example", country="Rwanda"))
    memory = Memory(as_listed={"1": Details("Ann Doe", email="ann@x.example", country="Kenya")})
    source = a_list(row(2, "Ann Doe", "ann@x.example", country="Kenya"))
    planned = plan(source, [have], memory=memory)
    assert planned.unchanged == (have,)
    assert [(seen.row, dict(seen.fields)) for seen in planned.overruled] == [(2, {"country": ("Rwanda", "Kenya")})]
    taken = plan(source, [have], memory=memory, choices=Choices(take=frozenset({2})))
    assert taken.changed[0].registrant.details.country == "Kenya"


def test_two_rows_that_somebody_says_are_one_person_become_one() -> None:
    source = a_list(row(2, "Mary W", "m@x.example", "T-1"), row(3, "Mary W", "m@y.example", "T-2", phone="0700"))
    (doubt,) = plan(source, []).doubtful
    planned = plan(source, [], choices=Choices(answers={doubt.key: True}))
    (mary,) = planned.added
    assert mary.codes[1:] == ("T-1", "T-2")
    assert [(merged.row, merged.into) for merged in planned.merged] == [(3, 2)]
    assert planned.doubtful == ()
    (united,) = planned.united
    assert (united.into, united.given.details.email, united.is_new) == (mary.id, "m@y.example", True)


def test_different_people_are_remembered_as_such() -> None:
    source = a_list(row(2, "Mary W", "m@x.example"), row(3, "Mary W", "m@y.example"))
    (doubt,) = plan(source, []).doubtful
    planned = plan(source, [], choices=Choices(answers={doubt.key: False}))
    assert planned.people == 2
    (pair,) = planned.apart
    assert set(pair) == {person.id for person in planned.added}
    again = plan(source, planned.added, memory=Memory(apart=frozenset({frozenset(pair)})))
    assert again.doubtful == ()


def test_an_entry_that_was_united_is_never_added_again() -> None:
    mary = Registrant("1", Details("Mary W", email="m@x.example"), codes=("JCOWN",))
    memory = Memory(united=(GivenUp(Details("Mary Wambui", email="mw@y.example"), "1"),))
    both = a_list(row(2, "Mary Wambui", "mw@y.example"), row(3, "Mary W", "m@x.example"))
    planned = plan(both, [mary], memory=memory)
    assert (planned.added, planned.changed, planned.unchanged) == ((), (), (mary,))
    assert [(merged.row, merged.into) for merged in planned.merged] == [(2, 3)]
    alone = plan(a_list(row(2, "Mary Wambui", "mw@y.example")), [mary], memory=memory)
    assert (alone.added, alone.unchanged, alone.missing) == ((), (mary,), ())


def test_an_address_that_is_not_unique_corrects_nobody() -> None:
    have = [Registrant(n, Details(name, email="info@x.example")) for n, name in (("1", "Gideon"), ("2", "Violet"))]
    planned = plan(a_list(row(2, "Violeta", "info@x.example")), have)
    assert [person.name for person in planned.added] == ["Violeta"]
    assert planned.changed == ()
    one = plan(a_list(row(2, "Gideon", "info@x.example"), row(3, "Viola", "info@x.example")), have[:1])
    assert [person.name for person in one.added] == ["Viola"]


def test_a_ticket_s_code_finds_its_person_under_a_new_name_and_address() -> None:
    have = Registrant("1", Details("Ann Doe", email="ann@x.example"), codes=("JCOWN", "1121193925818441604798001"))
    planned = plan(a_list(row(2, "Ann Roe", "ann@y.example", "1121193925818441604798001")), [have])
    (change,) = planned.changed
    assert (change.registrant.id, change.fields, change.new_codes) == ("1", ("name", "email"), ())


def test_a_short_number_alone_makes_nobody_the_same_person() -> None:
    have = Registrant("1", Details("Ann Doe", email="ann@x.example"), codes=("JCOWN", "3"))
    planned = plan(a_list(row(2, "Bo Roe", "bo@x.example", "3")), [have])
    (bo,) = planned.added
    assert bo.codes == (bo.own_code,)
    assert "The code 3 is another registrant's already; it does not admit Bo Roe" in whys(planned)


def test_a_code_of_several_people_admits_none_of_them() -> None:
    planned = plan(a_list(row(2, "Ann", "a@x.example", "GROUP"), row(3, "Bo", "b@x.example", "group")), [])
    assert [person.codes[1:] for person in planned.added] == [(), ()]
    assert "The code GROUP stands with several people; it does not admit Ann, Bo" in whys(planned)


def test_new_codes_of_a_known_person_are_added() -> None:
    have = Registrant("1", Details("Ann Doe", email="ann@x.example", organisation="ACME"), codes=("JCOWN", "T-1"))
    (change,) = plan(a_list(row(2, "Ann Doe", "ann@x.example", "t-1", "T-2", organisation="ACME")), [have]).changed
    assert (change.fields, change.new_codes) == (("codes",), ("T-2",))
    assert change.registrant.codes == ("JCOWN", "T-1", "T-2")


def test_our_own_code_in_a_list_stays_the_person_s_code() -> None:
    own = new_code()
    (ann,) = plan(a_list(row(2, "Ann", "a@x.example", own)), []).added
    assert ann.codes == (own,)


def test_nobody_is_removed_and_a_namesake_in_the_event_is_doubtful() -> None:
    have = Registrant("1", Details("Tariq Al-Tamimi", email="old@x.example"))
    planned = plan(a_list(row(2, "Tariq Al-Tamimi", "new@x.example")), [have])
    assert after(planned, [have])[0] == have
    assert [person.details.email for person in planned.added] == ["new@x.example"]
    assert "Tariq Al-Tamimi is in the event as old@x.example, which is not on this list: perhaps" in whys(planned)
    walk_in = Registrant("1", Details("Tariq Al-Tamimi"), walk_in=True)
    assert "Tariq Al-Tamimi is in the event already" in whys(
        plan(a_list(row(2, "Tariq Al-Tamimi", "n@x.e")), [walk_in])
    )


def test_a_walk_in_whom_the_list_brings_later_stays_one() -> None:
    have = Registrant("1", Details("Ann Doe", organisation="ACME"), walk_in=True)
    (change,) = plan(a_list(row(2, "Ann Doe", organisation="ACME", phone="0700")), [have]).changed
    assert change.registrant.walk_in
    assert change.registrant.id == "1"


def test_a_status_changes_only_when_the_list_has_a_column_for_it() -> None:
    have = Registrant("1", Details("Ann", email="a@x.example", status=Status.CANCELLED))
    without = {"name": "Name", "email": "E-mail"}
    assert plan(a_list(row(2, "Ann", "a@x.example"), columns=without), [have]).unchanged == (have,)
    (change,) = plan(a_list(row(2, "Ann", "a@x.example")), [have]).changed
    assert change.fields == ("status",)


def test_what_is_no_address_never_replaces_one() -> None:
    have = Registrant("1", Details("Ann", email="a@x.example"), codes=("JCOWN", "T-1"))
    planned = plan(a_list(row(2, "Ann", "n/a", "T-1")), [have])
    assert planned.unchanged == (have,)


# The reader lets no row through that says nothing of a person.
PEOPLE = st.builds(
    row,
    st.just(0),
    st.sampled_from(["", "Ann", "ANN", "Ann Doe", "Doe Ann", "Bo", "Ånn"]),
    st.sampled_from(["", "n/a", "a@x.example", "A@x.example", "b@x.example"]),
    st.sampled_from(["C-1", "c-1", "C-2", "3", "JCBBBBBBBBBBBBBB"]),
    organisation=st.sampled_from(["", "ACME", "acme"]),
    status=st.sampled_from(Status),
).filter(lambda person: bool(person.details.name or person.details.email or person.details.organisation))


@settings(max_examples=500)
@given(first=st.lists(PEOPLE, max_size=8), second=st.lists(PEOPLE, max_size=8))
def test_for_any_two_lists_the_numbers_add_up_and_a_third_loading_changes_nothing(
    first: list[ListPerson], second: list[ListPerson]
) -> None:
    have: list[Registrant] = []
    for people in (first, second):
        numbered = [ListPerson(number, person.details, person.codes) for number, person in enumerate(people, 2)]
        planned = plan(a_list(*numbered), have)
        assert len(numbered) == planned.people + len(planned.merged)
        before, have = have, after(planned, have)
        assert [registrant.id for registrant in have][: len(before)] == [registrant.id for registrant in before]
        codes = [fold_code(code) for registrant in have for code in registrant.codes]
        assert len(codes) == len(set(codes))
        assert len({registrant.id for registrant in have}) == len(have)
        again = plan(a_list(*numbered), have)
        assert again.added == ()
        assert len(again.unchanged) + len(again.changed) == planned.people


@pytest.mark.soak
def test_a_hundred_thousand_people_are_planned_in_seconds_even_with_one_address() -> None:
    ordinary = [row(n, f"Person {n}", f"p{n}@x.example", f"T-{n}") for n in range(100_000)]
    one_address = [row(n, f"Person {n}", "info@x.example", "SHARED") for n in range(100_000)]
    one_name = [row(n, "Ann Doe", f"p{n}@x.example") for n in range(100_000)]
    for people in (ordinary, one_address, one_name):
        started = time.perf_counter()
        first = plan(a_list(*people), [])
        again = plan(a_list(*people), first.added)
        assert (first.people, len(again.unchanged)) == (100_000, 100_000)
        assert time.perf_counter() - started < 60
