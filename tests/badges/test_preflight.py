"""What is told of badges before they are printed."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from checkin.badges import preflight
from checkin.badges.design import Qr, Rectangle
from checkin.badges.library import designs
from checkin.badges.preflight import Finding, FindingKind, look_at, read_back
from checkin.badges.sheets import Sheets
from checkin.badges.stock import STANDARD, stock_named
from checkin.domain.code import new_code
from checkin.domain.errors import Stopped
from checkin.domain.registrant import Details, Registrant

pytestmark = pytest.mark.usefixtures("qapp")


def run_of(*people: Registrant, stock: str = STANDARD) -> Sheets:
    return Sheets(people, designs()["name"], stock_named(stock), "Kick-off")


def person(name: str, code: str = "") -> Registrant:
    return Registrant(name, Details(name), codes=(code or new_code(),))


def test_two_badges_with_one_code_are_both_told() -> None:
    one, other = person("Ann", "JCX"), person("Bo", "JCX")
    assert look_at(run_of(one, other, person("Cy"))) == [
        Finding(FindingKind.SAME_CODE, one),
        Finding(FindingKind.SAME_CODE, other),
    ]


@pytest.mark.parametrize(
    ("stock", "dots", "kind"),
    [
        (STANDARD, 300, None),
        ("Avery 5883", 300, FindingKind.FINE_CODE),
        ("Herma 9642", 600, FindingKind.TOO_FINE_CODE),
        # 0.83 mm are wide enough, but only three dots of this printer.
        (STANDARD, 100, FindingKind.TOO_FINE_CODE),
    ],
)
def test_the_fineness_of_the_codes_is_that_of_stock_and_printer(
    stock: str, dots: float, kind: FindingKind | None
) -> None:
    assert [one.kind for one in look_at(run_of(person("Ann"), stock=stock), dots)] == ([kind] if kind else [])


@pytest.mark.parametrize("sign", "Aé李م\u0301न्ട\u200d👩")
def test_letters_that_the_shipped_fonts_have_are_not_missed(sign: str) -> None:
    assert look_at(run_of(person(f"Ann {sign}"))) == []


def test_letters_that_no_font_has_are_named_once() -> None:
    odd = person("\u16a0\u16a0 Runa")
    assert look_at(run_of(odd)) == [Finding(FindingKind.LETTERS, odd, "\u16a0")]


@pytest.mark.parametrize("sign", ["\ue000", "\U0010fffd", "\u0378"], ids=["private", "private, far", "unassigned"])
def test_what_is_no_letter_and_comes_out_as_a_box_is_told(sign: str) -> None:
    odd = person(f"Ann {sign}")
    assert look_at(run_of(odd)) == [Finding(FindingKind.LETTERS, odd, sign)]


@pytest.mark.parametrize("sign", "\u200b\u200e\u202e\ufeff\u00ad\U000e0067")
def test_what_is_never_seen_is_not_missed(sign: str) -> None:
    assert look_at(run_of(person(f"Ann{sign} Lee"))) == []


def test_towers_of_marks_are_no_missing_letters() -> None:
    tower = person("Z" + "\u0300" * 9)
    assert look_at(run_of(tower)) == [Finding(FindingKind.MARKS, tower, "4")]
    assert preflight.missing_letters(run_of(tower)) == []


def test_a_place_that_stays_empty_is_told_where_others_have_something_in_it() -> None:
    def of(name: str, **more: str) -> Registrant:
        return Registrant(name, Details(name, **more), codes=(new_code(),))

    ann, bo, cy = of("Ann", organisation="UN", country="Kenya"), of("Bo", organisation="UN"), of("Cy")
    assert look_at(run_of(ann, bo, cy)) == [
        Finding(FindingKind.EMPTY, bo, "country"),
        Finding(FindingKind.EMPTY, cy, "country, organisation"),
    ]
    # What nobody has is no gap in the list: here the country.
    assert look_at(run_of(bo, cy)) == [Finding(FindingKind.EMPTY, cy, "organisation")]
    assert look_at(run_of(cy)) == []


def test_every_code_of_every_page_is_read_back() -> None:
    people = [person(f"Person {number}") for number in range(20)]
    told: list[tuple[int, int]] = []
    assert read_back(run_of(*people), progress=lambda done, total: told.append((done, total))) == []
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_code_that_is_covered_is_found_before_it_is_printed() -> None:
    plain = designs()["name"]
    (code,) = [element for element in plain.elements if isinstance(element, Qr)]
    x, y, width, height = code.box
    blot = Rectangle((x + width * 0.2, y + height * 0.2, width * 0.6, height * 0.6), "#111418")
    run = replace(run_of(person("Ann"), person("Bo")), design=replace(plain, elements=(*plain.elements, blot)))
    assert [one.kind for one in read_back(run)] == [FindingKind.UNREADABLE] * 2
    assert {FindingKind.UNREADABLE} <= preflight.STOPPING


def test_a_design_without_a_code_has_nothing_to_read_back() -> None:
    plain = designs()["name"]
    bare = replace(plain, elements=tuple(element for element in plain.elements if not isinstance(element, Qr)))
    run = replace(run_of(person("Ann")), design=bare)
    assert read_back(run) == []
    assert look_at(run) == []


def test_reading_back_can_be_stopped() -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(Stopped):
        read_back(run_of(person("Ann")), stop=stop)
