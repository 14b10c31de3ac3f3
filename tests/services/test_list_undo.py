"""Taking the last list back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from checkin.domain.code import fold_code
from checkin.domain.errors import DeskError
from checkin.domain.lists import ListPerson, RegistrantList
from checkin.domain.registrant import Details, Registrant
from checkin.domain.session import Event, Session
from checkin.services import check, desk, list_undo, lists, overview, prints
from checkin.services.place import Place
from checkin.storage import event_file, registrants, sessions
from checkin.storage.event_file import EventFile
from checkin.storage.search import Searcher
from tests.services.conftest import NOW, later

COLUMNS = {"name": "Name", "email": "E-mail", "country": "Country", "code": "Code"}


def a_list(*rows: tuple[Any, ...]) -> RegistrantList:
    """Rows of name, e-mail, country, codes …"""
    people = tuple(
        ListPerson(n, Details(name, email=email, country=country), tuple(codes))
        for n, (name, email, country, *codes) in enumerate(rows, 2)
    )
    return RegistrantList("list.csv", "registrants", len(people), people, (), COLUMNS)


def load(file: EventFile, door: Place, *rows: tuple[Any, ...], session: str = "") -> str:
    plan = lists.plan(file, a_list(*rows))
    return lists.apply(file, plan, session or door.session.id, NOW).id


def everyone(file: EventFile) -> list[Registrant]:
    with file.reading() as tx:
        return registrants.everyone(tx)


def found(file: EventFile, door: Place, text: str) -> list[str]:
    with file.reading() as tx:
        return [hit.name for hit in Searcher().find(tx, text, door.session.id)]


ANN, BO = ("Ann Doe", "ann@x.example", "Kenya"), ("Bo Li", "bo@x.example", "China")


def test_the_last_list_is_gone_without_a_trace(file: EventFile, door: Place) -> None:
    load(file, door, ANN)
    before = everyone(file)
    newer = load(file, door, ("Ann Doe", "ann@x.example", "Uganda", "T-1"), BO)
    done = list_undo.take_back(file, newer, later(60))
    assert (done.file, done.removed, done.restored, done.kept) == ("list.csv", 1, 1, 0)
    assert everyone(file) == before
    assert found(file, door, "bo li") == []
    assert found(file, door, "ann doe") == ["Ann Doe"]
    assert found(file, door, "T-1") == []
    assert check.check(file) == []


def test_what_was_taken_back_can_be_loaded_again(file: EventFile, door: Place) -> None:
    list_undo.take_back(file, load(file, door, ANN, BO), later(1))
    assert everyone(file) == []
    load(file, door, ANN, BO)
    assert [person.name for person in everyone(file)] == ["Ann Doe", "Bo Li"]
    assert found(file, door, "bo") == ["Bo Li"]


def test_lists_are_taken_back_one_after_the_other_the_last_first(file: EventFile, door: Place) -> None:
    first, second = load(file, door, ANN), load(file, door, BO)
    with pytest.raises(DeskError, match="no longer be taken back"):
        list_undo.take_back(file, first, later(1))
    list_undo.take_back(file, second, later(1))
    with pytest.raises(DeskError, match="no longer be taken back"):
        list_undo.take_back(file, second, later(1))
    last = list_undo.last_list(file)
    assert last is not None
    assert last.id == first
    list_undo.take_back(file, first, later(1))
    assert list_undo.last_list(file) is None
    assert [loaded.taken_back_at for loaded in lists.loaded(file)] == [later(1), later(1)]


def test_whoever_came_stays_and_so_do_their_codes(file: EventFile, door: Place) -> None:
    loaded = load(file, door, (*ANN, "T-1"), BO)
    ann, bo = everyone(file)
    desk.admit_code(file, "T-1", door, later(5))
    done = list_undo.take_back(file, loaded, later(9))
    assert (done.removed, done.kept) == (1, 1)
    assert everyone(file) == [ann]
    assert desk.admit_code(file, ann.own_code, door, later(20)).registrant == ann
    assert desk.admit_code(file, bo.own_code, door, later(20)).registrant is None
    assert check.check(file) == []


def test_a_person_with_a_printed_badge_stays(file: EventFile, door: Place) -> None:
    loaded = load(file, door, ANN, BO)
    ann, _ = everyone(file)
    prints.printed(file, [ann.id], door, later(1))
    assert list_undo.take_back(file, loaded, later(2)).kept == 1
    assert everyone(file) == [ann]


def test_a_correction_at_the_desk_stays_and_the_rest_goes_back(file: EventFile, door: Place) -> None:
    load(file, door, ANN)
    newer = load(file, door, ("Ann-Marie Doe", "ann@x.example", "Uganda"))
    (ann,) = everyone(file)
    overview.correct(file, ann.id, replace(ann.details, country="Rwanda"), door, later(5))
    list_undo.take_back(file, newer, later(9))
    assert everyone(file)[0].details == Details("Ann Doe", email="ann@x.example", country="Rwanda")
    # The list said Kenya before, and its word is still overruled.
    assert lists.plan(file, a_list(ANN)).changed == ()
    assert lists.plan(file, a_list(ANN)).doubtful == ()


def test_a_code_by_which_somebody_came_goes_on_to_admit(file: EventFile, door: Place) -> None:
    load(file, door, ANN)
    newer = load(file, door, (*ANN, "T-9"))
    (ann,) = everyone(file)
    desk.admit_code(file, "T-9", door, later(5))
    list_undo.take_back(file, newer, later(9))
    assert fold_code("T-9") in {fold_code(code) for code in everyone(file)[0].codes}
    assert desk.admit_code(file, "T-9", door, later(60)).registrant == ann


def test_a_third_word_of_the_list_is_forgotten_with_it(file: EventFile, door: Place) -> None:
    load(file, door, ANN)
    (ann,) = everyone(file)
    overview.correct(file, ann.id, replace(ann.details, country="Rwanda"), door, later(1))
    newest = load(file, door, ("Ann Doe", "ann@x.example", "Uganda"))
    assert lists.plan(file, a_list(("Ann Doe", "ann@x.example", "Uganda"))).doubtful == ()
    list_undo.take_back(file, newest, later(3))
    assert len(lists.plan(file, a_list(("Ann Doe", "ann@x.example", "Uganda"))).doubtful) == 1


def test_a_registration_for_another_session_is_taken_back_unless_the_person_came(tmp_path: Any) -> None:
    first = Session("s1", "Kick-off", NOW, NOW + timedelta(hours=1), "Africa/Nairobi")
    second = Session("s2", "Follow-up", NOW, NOW + timedelta(hours=1), "Africa/Nairobi")
    file = event_file.create(tmp_path / "two.checkin")
    with file.tx() as tx:
        sessions.add_event(tx, Event("e", "Two", (first, second)), NOW)
    place = Place(second, "Door", sessions=(first, second))
    load(file, Place(first, "Door"), ANN, BO)
    ann = everyone(file)[0]
    loaded = load(file, place, ANN, BO)
    desk.admit_registrant(file, ann.id, place, later(1))
    list_undo.take_back(file, loaded, later(2))
    assert [line.name for line in overview.lines(file, place)] == ["Ann Doe"]
    assert check.check(file) == []
    file.close()


def test_a_file_with_a_list_that_changed_something_is_whole(file: EventFile, door: Place) -> None:
    load(file, door, ANN)
    load(file, door, ("Ann Doe", "ann@x.example", "Uganda", "T-1"))
    assert check.check(file) == []
