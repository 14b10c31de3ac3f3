"""Slots in boxes: how they are called, how they sort, what lies in a box."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checkin.domain.badge_order import Order, in_order
from checkin.domain.journal import Fact, FactKind, rack_slots
from checkin.domain.rack import MOST, boxes, slot_at, slot_key
from checkin.domain.registrant import Details, Registrant
from tests.services.conftest import NOW


def person(name: str, slot: str = "") -> Registrant:
    return Registrant(name, Details(name), slot=slot)


def test_boxes_have_letters_that_nobody_takes_for_a_number() -> None:
    assert [slot_at(place, 50) for place in (0, 49, 50, 113)] == ["A-1", "A-50", "B-1", "C-14"]
    letters = [slot_at(place, 1).removesuffix("-1") for place in range(24 * 25)]
    assert letters[:3] + letters[7:9] + letters[23:26] + letters[-1:] == [
        "A",
        "B",
        "C",
        "H",
        "J",
        "Z",
        "AA",
        "AB",
        "ZZ",
    ]
    assert not {"I", "O"} & set("".join(letters))


@given(st.integers(1, MOST), st.lists(st.integers(0, 200_000), min_size=2, max_size=20, unique=True))
def test_slots_sort_as_they_lie_and_none_is_given_twice(per_box: int, places: list[int]) -> None:
    slots = [slot_at(place, per_box) for place in places]
    assert len(set(slots)) == len(slots)
    assert sorted(slots, key=slot_key) == [slot_at(place, per_box) for place in sorted(places)]


def test_people_in_the_order_of_the_rack_come_before_those_without_a_slot() -> None:
    people = [
        person("z"),
        person("b", "B-2"),
        person("c", "A-10"),
        person("y"),
        person("d", "A-2"),
        person("e", "junk"),
    ]
    assert [one.name for one in in_order(people, Order.SLOT)] == ["d", "c", "b", "e", "y", "z"]


def test_what_lies_in_each_box() -> None:
    people = [person("none"), person("b", "B-2"), person("c", "A-10"), person("d", "A-2"), person("e", "AA-1")]
    assert [(box.letters, box.first.name, box.last.name, box.badges) for box in boxes(people)] == [
        ("A", "d", "c", 2),
        ("B", "b", "b", 1),
        ("AA", "e", "e", 1),
    ]
    assert boxes([]) == ()


def test_the_newest_slot_counts() -> None:
    facts = [
        Fact(str(number), FactKind.RACKED, "s", NOW, registrant_id=who, note=slot)
        for number, (who, slot) in enumerate((("a", "A-1"), ("b", "A-2"), ("c", "A-3"), ("a", "B-1"), ("b", "")))
    ]
    assert rack_slots(facts) == {"a": "B-1", "c": "A-3"}
