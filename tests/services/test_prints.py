"""Badges: whose came out, once more with a reason, a new one for a lost one; and none of it lets anybody in."""

from __future__ import annotations

import pytest

from checkin.domain.admission import Reason
from checkin.domain.errors import DeskError
from checkin.domain.journal import FactKind
from checkin.domain.registrant import Details, Registrant
from checkin.services import check, desk, overview, prints, same_people
from checkin.services.place import Place
from checkin.services.prints import ForWhom
from checkin.storage import registrants
from checkin.storage.event_file import EventFile
from checkin.storage.search import Searcher
from tests.services.conftest import NOW, later


def names(people: list[Registrant] | tuple[Registrant, ...]) -> list[str]:
    return [person.name for person in people]


def test_printing_a_badge_is_never_attendance_and_is_remembered(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    assert names(prints.for_badges(file, door, ForWhom.NOT_PRINTED)) == ["Wanjiru Kamau", "李 伟"]
    prints.printed(file, [three[0].id], door, NOW)
    assert names(prints.for_badges(file, door, ForWhom.NOT_PRINTED)) == ["李 伟"]
    assert [line.badge_printed for line in overview.lines(file, door)] == [True, False, False]
    # Whoever has cancelled gets no badge; whoever walks in does.
    desk.walk_in(file, Details("Njeri Wachira"), door, NOW)
    assert names(prints.for_badges(file, door)) == ["Wanjiru Kamau", "李 伟", "Njeri Wachira"]
    assert names(prints.for_badges(file, door, ForWhom.HERE)) == ["Njeri Wachira"]
    assert overview.door_view(file, door, NOW).inside == 1
    assert overview.person(file, three[0].id)[1][0].kind is FactKind.BADGE_PRINTED
    assert check.check(file) == []


def test_badges_of_which_one_is_for_nobody_are_not_recorded_at_all(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    with pytest.raises(Exception, match="FOREIGN KEY"):
        prints.printed(file, [three[0].id, "no such id"], door, NOW)
    assert overview.person(file, three[0].id)[1] == ()


def test_a_print_that_did_not_come_out_no_longer_counts(file: EventFile, door: Place, three: list[Registrant]) -> None:
    first, second = prints.printed(file, [three[0].id, three[1].id], door, NOW, "Label")
    prints.spoiled(file, [first], door, later(1))
    assert names(prints.for_badges(file, door, ForWhom.NOT_PRINTED)) == ["Wanjiru Kamau"]
    assert prints.times_printed(file, [one.id for one in three]) == {three[1].id: 1}
    [again] = prints.printed(file, [three[0].id], door, later(2), "Label", "  paper\x00 jam ")
    lines = [
        (line.fact.id, line.name, line.came_out, line.copy, line.fact.note, line.fact.reason)
        for line in prints.log(file)
    ]
    assert lines == [
        (again, "Wanjiru Kamau", True, 1, "Label", "paper jam"),
        (second, "李 伟", True, 1, "Label", ""),
        (first, "Wanjiru Kamau", False, 0, "Label", ""),
    ]
    assert check.check(file) == []


def test_where_badges_and_people_differ_both_are_listed(file: EventFile, door: Place, three: list[Registrant]) -> None:
    assert prints.apart(file, door) == prints.Apart((), ())
    prints.printed(file, [three[0].id, three[1].id], door, NOW)
    desk.admit_code(file, three[0].own_code, door, NOW)
    desk.walk_in(file, Details("Njeri Wachira"), door, NOW)
    found = prints.apart(file, door)
    assert names(found.printed_not_here) == ["李 伟"]
    assert names(found.here_not_printed) == ["Njeri Wachira"]
    desk.undo(file, three[0].id, door, later(60))
    assert names(prints.apart(file, door).printed_not_here) == ["Wanjiru Kamau", "李 伟"]


def test_a_replaced_badge_is_an_old_badge_at_the_door_and_the_new_one_admits(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    old = three[0].own_code
    with file.tx() as tx:
        registrants.add_codes(tx, [(three[0].id, "EB-1234")])
    after = prints.replace_badge(file, three[0].id, "lost in the bus", door, NOW)
    assert after.own_code != old
    assert after.codes == (after.own_code, "EB-1234")
    assert overview.person(file, three[0].id)[0] == after
    refused = desk.admit_code(file, old, door, later(1))
    assert refused.reason is Reason.REPLACED_BADGE
    assert refused.registrant is not None
    assert refused.registrant.name == "Wanjiru Kamau"
    assert desk.admit_code(file, after.own_code, door, later(2)).reason is Reason.WELCOME
    desk.undo(file, three[0].id, door, later(3))
    assert desk.admit_code(file, "EB-1234", door, later(4)).reason is Reason.WELCOME
    fact = next(fact for fact in overview.person(file, three[0].id)[1] if fact.kind is FactKind.BADGE_REPLACED)
    assert (fact.reason, fact.raw) == ("lost in the bus", old)
    assert check.check(file) == []


def test_an_old_badge_that_is_typed_finds_nobody_whom_an_enter_would_admit(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    old = three[0].own_code
    new = prints.replace_badge(file, three[0].id, "lost in the bus", door, NOW).own_code
    with file.reading() as tx:
        for code, names in ((old, []), (new, ["Wanjiru Kamau"])):
            for typed in (code, f"{code[:8]} {code[8:]}", code[:11], code[3:]):
                found = [hit.name for hit in Searcher().find(tx, typed, door.session.id)]
                assert found == names, typed


def test_a_badge_that_is_replaced_twice_leaves_two_old_ones(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    codes = [three[0].own_code]
    codes += [prints.replace_badge(file, three[0].id, f"lost {n}", door, later(n)).own_code for n in (1, 2)]
    assert [desk.admit_code(file, code, door, later(9)).reason for code in codes] == [
        Reason.REPLACED_BADGE,
        Reason.REPLACED_BADGE,
        Reason.WELCOME,
    ]
    assert check.check(file) == []


def test_no_badge_is_replaced_without_a_reason_or_for_nobody(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    with pytest.raises(DeskError, match="no reason given"):
        prints.replace_badge(file, three[0].id, " \x00 ", door, NOW)
    with pytest.raises(DeskError, match="no longer on the list"):
        prints.replace_badge(file, "nobody", "lost", door, NOW)
    assert overview.person(file, three[0].id)[0].codes == three[0].codes


@pytest.mark.parametrize(
    "order", ["UPDATE code SET replaced_at = NULL", "UPDATE code SET replaced_at = '2024-05-10T09:30:00.000000+00:00'"]
)
def test_a_replaced_code_that_the_journal_does_not_know_is_found(
    order: str, file: EventFile, door: Place, three: list[Registrant]
) -> None:
    prints.replace_badge(file, three[0].id, "lost", door, NOW)
    file._raw.execute(order)
    assert "The badges that were replaced differ from the journal." in check.check(file)


def test_united_people_are_parted_with_their_replaced_badges(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    same_people.unite(file, three[0].id, three[1].id, door, NOW)
    kept = next(one for one in overview.people(file, door.session.id) if len(one.registrant.codes) == 2).registrant
    after = prints.replace_badge(file, kept.id, "both lost", door, later(1))
    assert [desk.admit_code(file, one.own_code, door, later(2)).reason for one in three[:2]] == [
        Reason.REPLACED_BADGE
    ] * 2
    assert desk.admit_code(file, after.own_code, door, later(3)).reason is Reason.WELCOME
    assert check.check(file) == []
