"""In which order badges come out, on which places of the first sheet, and how they are cut: chosen in the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton, QWidget

from checkin.badges.layout import in_words, places_in
from checkin.domain.registrant import Details
from checkin.ui.badges.badges_page import BadgesPage
from checkin.ui.badges.used_places import UsedPlaces
from tests.ui.hands import Door, make_event
from tests.ui.test_badges_page import codes_on
from tests.ui.test_named_for_everyone import unnamed

PEOPLE = tuple(
    Details(f"{name} {family}", given_name=name, family_name=family, organisation=organisation, role=role)
    for name, family, organisation, role in (
        ("Wanjiru", "Kamau", "Mzalendo", "Judge"),
        ("José", "Álvarez", "Foro", "Advocate"),
        ("Mary", "Njoroge", "", "Advocate"),
        ("Li", "Wei", "Foro", ""),
        *((f"Person{n}", "Zulu", "Zzz", "Zzz") for n in range(6)),
    )
)


@pytest.fixture
def event_path(tmp_path: Path) -> Path:
    return make_event(tmp_path / "kick-off.checkin", PEOPLE)


@pytest.fixture
def page(door: Door) -> BadgesPage:
    door.window.open_page(door.window.page_badges)
    door.settle()
    return door.pages.badges


def names(page: BadgesPage) -> list[str]:
    assert page._run is not None
    return [person.name for person in page._run.sheets.people]


def places(page: BadgesPage, sheet: int = 0) -> list[str]:
    """Who lies where on a sheet, the free places too."""
    assert page._run is not None
    run = page._run.sheets
    there = {(cell.x, cell.y): person.name.split()[0] for cell, person in run.on_page(sheet)}
    return [there.get((cell.x, cell.y), "") for cell in run.stock.cells]


def ask(door: Door) -> UsedPlaces:
    door.find(QPushButton, "badges_used").click()
    return door.find(UsedPlaces, "used_places")


def click(dialog: UsedPlaces, place: int) -> None:
    QTest.mouseClick(dialog.sheet.places[place - 1], Qt.MouseButton.LeftButton, pos=QPoint(5, 5))


def test_badges_come_out_in_the_chosen_order(door: Door, page: BadgesPage) -> None:
    order = door.find(QComboBox, "badges_order")
    expected = {
        "By name": ["José Álvarez", "Wanjiru Kamau", "Mary Njoroge", "Li Wei"],
        "By organisation": ["José Álvarez", "Li Wei", "Wanjiru Kamau", "Person0 Zulu"],
        "By role": ["José Álvarez", "Mary Njoroge", "Wanjiru Kamau", "Person0 Zulu"],
        "As on the list": ["Wanjiru Kamau", "José Álvarez", "Mary Njoroge", "Li Wei"],
    }
    for title, first in expected.items():
        order.setCurrentIndex(order.findText(title))
        door.settle()
        assert names(page)[:4] == first, title


def test_places_ticked_by_mouse_stay_free_on_the_first_sheet_and_in_the_pdf(
    door: Door, page: BadgesPage, tmp_path: Path
) -> None:
    dialog = ask(door)
    for place in (1, 2, 4, 5, 5):
        click(dialog, place)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    door.settle()
    assert door.find(QLabel, "badges_used_said").text() == "Used on the first sheet: 1-2, 4"
    assert places(page) == ["", "", "Wanjiru", "", "José", "Mary", "Li", "Person0"]
    assert page._count.text() == "10 badges on 2 sheets"
    page.save_pdf(tmp_path / "badges.pdf")
    door.settle()
    assert [len(codes) for codes in codes_on(tmp_path / "badges.pdf", tmp_path)] == [5, 5]


def test_places_are_ticked_by_keys_alone_and_a_bare_enter_keeps_nothing(door: Door, page: BadgesPage) -> None:
    dialog = ask(door)
    door.qtbot.waitUntil(lambda: dialog.focusWidget() is dialog.sheet.places[0])
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Up, Qt.Key.Key_Up):
        focus = dialog.focusWidget()
        assert isinstance(focus, QWidget)
        QTest.keyClick(focus, key)
    assert dialog.sheet.used() == {0, 3}
    assert dialog.sheet.at == 1
    QTest.keyClick(dialog.sheet.places[1], Qt.Key.Key_Return)
    assert dialog.isVisible()
    QTest.keyClick(dialog.sheet.places[1], Qt.Key.Key_Escape)
    door.settle()
    assert places(page)[0] == "Wanjiru"


def test_all_before_one_and_none_are_one_press(door: Door, page: BadgesPage) -> None:
    dialog = ask(door)
    for _ in range(2):
        QTest.keyClick(dialog.sheet.places[dialog.sheet.at], Qt.Key.Key_Down)
    door.find(QPushButton, "used_up_to").click()
    assert dialog.sheet.used() == {0, 1, 2, 3}
    dialog.sheet.tick(frozenset(range(8)))
    assert dialog._none_left.isVisible()
    assert not dialog.keep.isEnabled()
    door.find(QPushButton, "used_none").click()
    assert dialog.keep.isEnabled()
    assert unnamed(dialog) == []


def test_a_clicked_place_is_where_the_arrow_keys_go_on(door: Door, page: BadgesPage) -> None:
    dialog = ask(door)
    click(dialog, 5)
    QTest.keyClick(dialog.sheet.places[4], Qt.Key.Key_Right)
    assert dialog.sheet.at == 5
    door.find(QPushButton, "used_up_to").click()
    assert dialog.sheet.used() == {0, 1, 2, 3, 4}


def test_on_other_sheets_no_place_is_used_yet(door: Door, page: BadgesPage) -> None:
    page.run_choice._keep(frozenset({0}))
    stock = door.find(QComboBox, "badges_stock")
    stock.setCurrentIndex(stock.findText("CR80 / ID-1 card", Qt.MatchFlag.MatchStartsWith))
    door.settle()
    assert not door.find(QPushButton, "badges_used").isVisible()
    assert not door.find(QCheckBox, "badges_cut_stack").isVisible()
    assert page._count.text() == "10 badges on 10 sheets"
    stock.setCurrentIndex(stock.findText("Avery L4745", Qt.MatchFlag.MatchStartsWith))
    door.settle()
    assert door.find(QPushButton, "badges_used").isVisible()
    assert places(page)[0] == "Wanjiru"


def test_cut_as_a_stack_the_piles_lie_in_order(door: Door, page: BadgesPage) -> None:
    door.find(QCheckBox, "badges_cut_stack").click()
    door.settle()
    first, second = places(page, 0), places(page, 1)
    piles = [name for pair in zip(first, second, strict=True) for name in pair if name]
    assert piles == [name.split()[0] for name in names(page)]


def test_places_are_read_as_they_are_written() -> None:
    for used in (frozenset(), frozenset({0}), frozenset({0, 1, 2, 6}), frozenset(range(8))):
        assert places_in(in_words(used), 8) == used
    assert in_words({2, 0, 1, 6}) == "1-3, 7"
