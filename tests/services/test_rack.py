"""Slots of the rack: given once, kept, given anew when asked, and found again wherever the person is seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkin.domain.badge_order import Order
from checkin.domain.errors import DeskError
from checkin.domain.registrant import Details, Registrant, Status
from checkin.services import check, desk, erase, lists, overview, prints, rack, same_people
from checkin.services.place import Place
from checkin.storage import choices, registrants
from checkin.storage.event_file import EventFile, driver
from tests.services.conftest import NOW, later


@pytest.fixture
def five(file: EventFile, door: Place) -> dict[str, Registrant]:
    """Five on the list, of whom the last has cancelled."""
    people = (
        Details("Wanjiru Kamau", organisation="Mzalendo", role="Judge"),
        Details("José Álvarez", organisation="Foro", role="Advocate"),
        Details("محمد علي", organisation="", role="Advocate"),
        Details("Abebe Bekele", organisation="Zemen", role=""),
        Details("Zola Zulu", status=Status.CANCELLED),
    )
    return {one.name: overview.add_registrant(file, one, door, NOW) for one in people}


def slots(file: EventFile) -> dict[str, str]:
    """Name → slot of everybody on the list, as each way of reading people has it."""
    with file.reading() as tx:
        found = {one.name: one.slot for one in registrants.everyone(tx)}
        for one in registrants.everyone(tx):
            again = registrants.one(tx, one.id)
            assert again is not None
            assert again.slot == one.slot
    return found


def test_each_order_gives_the_slots_as_it_sorts(file: EventFile, door: Place, five: dict[str, Registrant]) -> None:
    expected = {
        Order.NAME: ["Abebe Bekele", "José Álvarez", "Wanjiru Kamau", "محمد علي"],
        Order.ORGANISATION: ["José Álvarez", "Wanjiru Kamau", "Abebe Bekele", "محمد علي"],
        Order.ROLE: ["José Álvarez", "محمد علي", "Wanjiru Kamau", "Abebe Bekele"],
        Order.LIST: ["Wanjiru Kamau", "José Álvarez", "محمد علي", "Abebe Bekele"],
    }
    for order, names in expected.items():
        plan = rack.plan(file, order, 3, anew=True)
        assert [one.name for one in plan.new] == names, order
        assert [one.slot for one in plan.new] == ["A-1", "A-2", "A-3", "B-1"]
        assert [(box.letters, box.first.name, box.last.name) for box in plan.boxes] == [
            ("A", names[0], names[2]),
            ("B", names[3], names[3]),
        ]
    # Nobody has got one by being looked at.
    assert set(slots(file).values()) == {""}
    made = rack.give(file, door, NOW)
    assert (made.order, made.per_box, made.kept) == (Order.NAME, 50, 0)
    assert slots(file) == {
        "Abebe Bekele": "A-1", "José Álvarez": "A-2", "Wanjiru Kamau": "A-3", "محمد علي": "A-4", "Zola Zulu": "",
    }  # fmt: skip
    assert [one.slot for one in prints.for_badges(file, door)] == ["A-3", "A-2", "A-4", "A-1"]
    assert [line.slot for line in overview.lines(file, door)] == ["A-3", "A-2", "A-4", "A-1", ""]
    assert check.check(file) == []


def test_whoever_comes_later_gets_the_next_slot_only_when_asked_and_nobody_loses_one(
    file: EventFile, door: Place, five: dict[str, Registrant], tmp_path: Path
) -> None:
    rack.give(file, door, NOW, Order.ORGANISATION, 3)
    before = slots(file)
    overview.add_registrant(file, Details("Aa Aa"), door, later(1))
    desk.walk_in(file, Details("Walker In"), door, later(2))
    (tmp_path / "newer.csv").write_text("Full name,Organisation,Role\nWanjiru Kamau,Mzalendo,Chair\nBo Bo,Foro,\n")
    lists.load(file, lists.read(tmp_path / "newer.csv"), door.session.id, NOW)
    assert slots(file) == before | {"Aa Aa": "", "Walker In": "", "Bo Bo": ""}
    with pytest.raises(DeskError, match="hold 3 badges each already"):
        rack.give(file, door, later(3), per_box=4)
    made = rack.give(file, door, later(3))
    assert (made.order, made.per_box, len(made.new), made.kept) == (Order.ORGANISATION, 3, 2, 4)
    # Who walked in has the badge in hand.
    assert slots(file) == before | {"Bo Bo": "B-2", "Aa Aa": "B-3", "Walker In": ""}
    assert rack.give(file, door, later(4)).new == ()
    assert check.check(file) == []


def test_anew_takes_the_slot_of_who_has_cancelled_since(
    file: EventFile, door: Place, five: dict[str, Registrant]
) -> None:
    rack.give(file, door, NOW)
    abebe = five["Abebe Bekele"]
    overview.correct(file, abebe.id, Details("Abebe Bekele", status=Status.CANCELLED), door, later(1))
    assert slots(file)["Abebe Bekele"] == "A-1"
    plan = rack.plan(file, per_box=2, anew=True)
    assert plan == rack.give(file, door, later(2), per_box=2, anew=True)
    assert plan.taken_out == (abebe.id,)
    assert slots(file) == {
        "José Álvarez": "A-1", "Wanjiru Kamau": "A-2", "محمد علي": "B-1", "Abebe Bekele": "", "Zola Zulu": "",
    }  # fmt: skip
    assert check.check(file) == []


def test_the_door_reads_the_slot_with_the_person(file: EventFile, door: Place, five: dict[str, Registrant]) -> None:
    one = five["Wanjiru Kamau"]
    said: list[str] = []
    with file.reading() as tx:
        driver(tx).set_trace_callback(said.append)
    said.clear()
    desk.admit_code(file, five["José Álvarez"].own_code, door, NOW)
    without = len(said)
    rack.give(file, door, NOW)
    said.clear()
    verdict = desk.admit_code(file, one.own_code, door, later(1))
    assert verdict.registrant is not None
    assert verdict.registrant.slot == "A-3"
    assert len(said) == without
    found = desk.admit_registrant(file, five["محمد علي"].id, door, later(2))
    assert found.registrant is not None
    assert found.registrant.slot == "A-4"


def test_one_person_with_two_entries_keeps_a_slot_and_gives_it_back(
    file: EventFile, door: Place, five: dict[str, Registrant]
) -> None:
    rack.give(file, door, NOW)
    kept = overview.add_registrant(file, Details("Kamau Wanjiru"), door, NOW)
    given = five["Wanjiru Kamau"]
    assert same_people.unite(file, kept.id, given.id, door, later(1)).slot == "A-3"
    assert check.check(file) == []
    same_people.part(file, given.id, door, later(2))
    assert slots(file)["Wanjiru Kamau"] == "A-3"
    assert slots(file)["Kamau Wanjiru"] == ""
    # Two badges lie there: each entry keeps its own.
    other = five["José Álvarez"]
    assert same_people.unite(file, other.id, given.id, door, later(3)).slot == "A-2"
    same_people.part(file, given.id, door, later(4))
    assert slots(file) | {"José Álvarez": "A-2", "Wanjiru Kamau": "A-3"} == slots(file)
    # Parted after slots were given anew, nobody's slot moves.
    same_people.unite(file, kept.id, given.id, door, later(5))
    rack.give(file, door, later(6), anew=True)
    again = slots(file)["Kamau Wanjiru"]
    same_people.part(file, given.id, door, later(7))
    assert slots(file)["Kamau Wanjiru"] == again
    assert check.check(file) == []


def test_an_erased_person_has_no_slot_and_nobody_gets_it(
    file: EventFile, door: Place, five: dict[str, Registrant]
) -> None:
    rack.give(file, door, NOW)
    erase.erase_person(file, five["محمد علي"].id, door, later(1))
    assert check.check(file) == []
    overview.add_registrant(file, Details("Aa Aa"), door, later(2))
    rack.give(file, door, later(3))
    assert slots(file)["Aa Aa"] == "A-5"
    erase.erase_everybody(file, door, later(200_000))
    assert check.check(file) == []


def test_a_table_that_differs_from_the_journal_is_told(
    file: EventFile, door: Place, five: dict[str, Registrant]
) -> None:
    rack.give(file, door, NOW)
    with file.tx() as tx:
        tx.exec_driver_sql("UPDATE registrant SET slot = 'Z-9' WHERE id = ?", (five["Wanjiru Kamau"].id,))
    assert check.check(file) == ["The places of the badges in the rack differ from the journal."]


@pytest.mark.parametrize("kept", [7, {"order": ["x"], "per_box": -1, "used": "many"}, {"per_box": 10**9}, []])
def test_what_another_program_kept_for_the_boxes_is_looked_at(
    file: EventFile, door: Place, five: dict[str, Registrant], kept: object
) -> None:
    with file.tx() as tx:
        choices.keep_choice(tx, "rack", kept)
    made = rack.give(file, door, NOW)
    assert (made.order, made.per_box, made.new[0].slot) == (Order.NAME, 50, "A-1")
    with pytest.raises(DeskError, match="Give a number from 1 to 1000"):
        rack.give(file, door, NOW, per_box=0, anew=True)
