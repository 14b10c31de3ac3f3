"""What the pages show, and the deeds beside the door: correct, add, print badges."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checkin.domain.admission import Reason
from checkin.domain.code import new_code
from checkin.domain.errors import DeskError
from checkin.domain.journal import FactKind
from checkin.domain.names import LONGEST
from checkin.domain.registrant import Answer, Details, Registrant, State, Status
from checkin.services import check, desk, overview, sessions
from checkin.services.place import Place
from checkin.storage import registrants
from checkin.storage.event_file import EventFile
from checkin.storage.search import Searcher
from tests.services.conftest import FACTS, NOW, later


def found(file: EventFile, text: str, door: Place) -> list[str]:
    with file.reading() as tx:
        return [hit.registrant_id for hit in Searcher().find(tx, text, door.session.id)]


# -- correct -----------------------------------------------------------------------------------------------------------


def test_a_corrected_person_keeps_id_and_code_and_is_found_by_the_new_name_only(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    details = replace(three[0].details, name="Wanjirũ Kamau-Otieno", email="w@khrc.example")
    after = overview.correct(file, three[0].id, details, door, NOW)
    assert (after.id, after.codes, after.details) == (three[0].id, three[0].codes, details)
    assert overview.person(file, three[0].id)[0] == after
    verdict = desk.admit_code(file, three[0].own_code, door, NOW)
    assert (verdict.reason, verdict.registrant.name) == (Reason.WELCOME, "Wanjirũ Kamau-Otieno")
    assert found(file, "otieno", door) == [three[0].id]
    overview.correct(file, three[0].id, replace(details, name="Mary Njeri"), door, NOW)
    assert found(file, "otieno", door) == []
    assert check.check(file) == []


def test_the_fact_of_a_correction_names_the_fields_and_never_their_values(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    details = replace(
        three[0].details, name="Secret Name", email="secret@x.example", status=Status.CANCELLED, joining=Answer.YES,
        other={"Diet": "secret"},
    )  # fmt: skip
    overview.correct(file, three[0].id, details, door, later(5))
    _, [fact] = overview.person(file, three[0].id)
    assert (fact.kind, fact.at, fact.station, fact.operator) == (FactKind.CORRECTED, later(5), "Door A", "Amina")
    assert fact.note == "name, email, status, joining, other"
    rows = file._raw.execute("SELECT * FROM fact").fetchall()
    assert "ecret" not in str(rows)


def test_a_correction_that_changes_nothing_is_no_fact(file: EventFile, door: Place, three: list[Registrant]) -> None:
    overview.correct(file, three[0].id, replace(three[0].details, name="  Wanjiru  Kamau "), door, NOW)
    assert overview.person(file, three[0].id)[1] == ()


def test_a_correction_leaves_alone_what_somebody_else_has_changed_meanwhile(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    seen = three[0].details
    overview.correct(file, three[0].id, replace(seen, email="new@x.example", role="Judge"), door, NOW)
    typed = replace(seen, role="Chair", country="Kenya")
    after = overview.correct(file, three[0].id, typed, door, later(1), seen=seen)
    assert (after.details.email, after.details.role, after.details.country) == ("new@x.example", "Chair", "Kenya")


@pytest.mark.parametrize(
    ("name", "halves"),
    [
        ("Mary Wambui Njoroge", ("Mary Wambui", "Njoroge")),
        ("Njoroge, Mary Wambui", ("Mary Wambui", "Njoroge")),
        ("Mary W. Njoroge", ("", "")),
        ("Mary Kamau", ("", "")),
    ],
)
def test_the_halves_of_a_name_do_not_outlive_its_correction(
    file: EventFile, door: Place, name: str, halves: tuple[str, str]
) -> None:
    listed = Details("mary wambui njoroge", given_name="Mary Wambui", family_name="Njoroge")
    mary = overview.add_registrant(file, listed, door, NOW)
    after = overview.correct(file, mary.id, replace(listed, name=name), door, NOW)
    assert (after.details.given_name, after.details.family_name) == halves


def test_nobody_is_added_by_hand_who_is_on_the_list_already(file: EventFile, door: Place) -> None:
    overview.add_registrant(file, Details("Mary Njoroge", email="m@x.example"), door, NOW)
    with pytest.raises(DeskError, match="Mary Njoroge is on the list already, with this address"):
        overview.add_registrant(file, Details("NJOROGE Mary", email="M@x.example "), door, NOW)
    overview.add_registrant(file, Details("Mary Njoroge", email="other@x.example"), door, NOW)
    overview.add_registrant(file, Details("Mary Njoroge"), door, NOW)
    overview.add_registrant(file, Details("Mary Njoroge"), door, NOW)
    assert len(overview.lines(file, door)) == 4


def test_a_correction_to_nobody_or_of_nobody_is_a_sentence(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    with pytest.raises(DeskError, match="needs a name or an e-mail"):
        overview.correct(file, three[0].id, Details("\u200b"), door, NOW)
    with pytest.raises(DeskError, match="no longer on the list"):
        overview.correct(file, "no such id", Details("Someone"), door, NOW)
    with pytest.raises(DeskError, match="no longer on the list"):
        overview.person(file, "no such id")
    assert overview.person(file, three[0].id)[0] == three[0]


def test_a_person_with_an_e_mail_address_alone_can_be_seen_and_corrected(file: EventFile, door: Place) -> None:
    nameless = Registrant("nameless", Details("", email="w@khrc.example"), codes=(new_code(),))
    with file.tx() as tx:
        registrants.add(tx, [nameless], door.session.id, NOW)
    after = overview.correct(file, nameless.id, replace(nameless.details, organisation="KHRC"), door, NOW)
    desk.admit_code(file, nameless.own_code, door, NOW)
    assert (after.name, after.organisation) == ("w@khrc.example", "KHRC")
    assert overview.door_view(file, door, NOW).recent[0].name == "w@khrc.example"


def test_a_good_name_is_never_corrected_to_an_empty_one(file: EventFile, door: Place, three: list[Registrant]) -> None:
    nobody = replace(three[0].details, name=" \u200b ", email="w@khrc.example")
    with pytest.raises(DeskError, match="name is empty"):
        overview.correct(file, three[0].id, nobody, door, NOW)
    assert overview.person(file, three[0].id)[0] == three[0]


def test_no_text_of_a_person_holds_what_nobody_can_see(file: EventFile, door: Place) -> None:
    odd = "a\ud800b\x00c\u202ed\x1b[31m\n" + "x" * 500
    details = Details(odd, odd, odd, odd, odd, odd, odd, odd, odd, other={"kept": "as it is \x00"})
    added = overview.add_registrant(file, details, door, NOW)
    walk_in = desk.walk_in(file, details, door, NOW).registrant
    corrected = overview.correct(file, walk_in.id, details, door, NOW)
    for one in (added, walk_in, corrected, overview.person(file, added.id)[0]):
        for text in (one.details.name, one.details.email, one.details.organisation, one.details.phone):
            assert text.startswith("abcd[31m xxx")
            assert len(text) <= LONGEST
    assert overview.person(file, added.id)[0].details.other == {"kept": "as it is \x00"}


def test_a_person_added_by_hand_is_expected_and_needs_a_name(file: EventFile, door: Place) -> None:
    person = overview.add_registrant(file, Details("Njeri Wachira"), door, NOW)
    [presence] = overview.people(file, door.session.id)
    assert (presence.registrant, presence.state) == (person, State.EXPECTED)
    with pytest.raises(DeskError, match="needs a name"):
        overview.add_registrant(file, Details("", email="x@y.example"), door, NOW)


# -- the pages ---------------------------------------------------------------------------------------------------------


def test_the_door_the_table_and_the_list_of_people_agree(file: EventFile, door: Place, three: list[Registrant]) -> None:
    desk.admit_code(file, three[0].own_code, door, NOW)
    desk.admit_code(file, three[1].own_code, door, later(70))
    desk.undo(file, three[1].id, door, later(80))
    desk.walk_in(file, Details("Njeri Wachira", organisation="Ubuntu"), door, later(90))
    desk.admit_code(file, "https://shorturl.at/behVW", door, later(91))
    desk.admit_code(file, three[2].own_code, door, later(92))
    view = overview.door_view(file, door, later(100))
    assert (view.inside, view.registered, view.walk_ins, view.expected, view.seats) == (2, 3, 1, 1, 4)
    lines = overview.lines(file, door)
    people = overview.people(file, door.session.id)
    assert [line.entry for line in lines] == [presence.entry for presence in people]
    assert [line.id for line in lines if line.entry] == [three[0].id, lines[3].id]
    # What concerns nobody is no arrival; the newest comes first.
    assert [(arrival.fact.kind.value, arrival.name) for arrival in view.recent] == [
        ("refused", "José Álvarez"),
        ("admitted", "Njeri Wachira"),
        ("undone", "李 伟"),
        ("admitted", "李 伟"),
        ("admitted", "Wanjiru Kamau"),
    ]
    assert sum(view.minutes) == 2


def test_the_last_arrivals_are_as_many_as_the_column_holds(file: EventFile, door: Place) -> None:
    for number in range(overview.RECENT + 5):
        desk.walk_in(file, Details(f"Guest {number}"), door, later(number))
    recent = overview.door_view(file, door, later(60)).recent
    assert [arrival.name for arrival in recent] == [f"Guest {number}" for number in range(16, 4, -1)]


def test_scans_are_counted_on_from_the_view_before_and_never_from_that_of_another_session(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    other = sessions.add_session(file, replace(FACTS, name="Workshop"), door.session)
    there = replace(door, session=other)
    views = [overview.door_view(file, door, NOW)]
    for number, place in enumerate((door, there, door, there, there), 1):
        desk.admit_code(file, three[number % 3].own_code, place, later(number))
        desk.admit_registrant(file, three[number % 3].id, place, later(number + 10))
        for before in (None, *views):
            assert overview.door_view(file, place, NOW, before) == overview.door_view(file, place, NOW)
        views.append(overview.door_view(file, place, NOW, views[-1]))
    assert [view.scans for view in views] == [0, 1, 1, 2, 2, 3]
