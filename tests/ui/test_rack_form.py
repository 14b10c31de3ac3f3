"""The rack in the window: seen before it is given, by keyboard alone, and then wherever the person stands."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel

from checkin.domain.registrant import Details, Registrant
from checkin.services import overview, rack
from checkin.services.place import Place
from checkin.storage.event_file import EventFile, open_event
from checkin.ui.badges.rack_form import RackForm
from tests.ui.hands import Door, make_event
from tests.ui.test_named_for_everyone import unnamed
from tests.ui.test_run_choice import PEOPLE, names


@pytest.fixture
def event_path(tmp_path: Path) -> Path:
    return make_event(tmp_path / "kick-off.checkin", PEOPLE)


@pytest.fixture
def form(door: Door) -> RackForm:
    door.window.open_page(door.window.page_badges)
    door.settle()
    door.pages.badges.forms.show_rack()
    door.settle()
    return door.find(RackForm, "rack_form")


def shown(form: RackForm) -> list[list[str]]:
    boxes = form.boxes
    return [[boxes.item(row, column).text() for column in range(4)] for row in range(boxes.rowCount())]


def slots(door: Door) -> dict[str, str]:
    return {name: one.registrant.slot for name, one in door.people().items()}


def press(form: RackForm, key: Qt.Key, *, control: bool = False) -> None:
    held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(form.focusWidget() or form, key, held)


def test_by_keyboard_the_boxes_are_seen_then_given_and_the_badges_come_out_in_their_order(
    door: Door, form: RackForm
) -> None:
    assert unnamed(form) == []
    assert form.focusWidget() is form.order
    assert shown(form) == [["A", "10", "A-1 · José Álvarez", "A-10 · Person5 Zulu"]]
    press(form, Qt.Key.Key_Down)
    press(form, Qt.Key.Key_Tab)
    assert form.focusWidget() is form.per_box
    form.per_box.selectAll()
    QTest.keyClicks(form.per_box, "4")
    press(form, Qt.Key.Key_Tab)
    door.settle()
    assert [row[:2] for row in shown(form)] == [["A", "4"], ["B", "4"], ["C", "2"]]
    assert shown(form)[0][2:] == ["A-1 · José Álvarez", "A-4 · Person0 Zulu"]
    assert set(slots(door).values()) == {""}
    # A scanner's Enter gives nothing.
    press(form, Qt.Key.Key_Return)
    door.settle()
    assert set(slots(door).values()) == {""}
    press(form, Qt.Key.Key_Return, control=True)
    door.settle()
    assert slots(door)["José Álvarez"] == "A-1"
    assert slots(door)["Mary Njoroge"] == "C-2"
    assert door.find(QLabel, "rack_done").text().startswith("Slots given: 10.")
    assert door.find(QLabel, "rack_count").text() == "New slots: 0 · Slots that stay: 10"
    assert not form.give.isEnabled()
    form.reject()
    assert door.find(QComboBox, "badges_order").currentText() == "By rack slot"
    assert names(door.pages.badges)[:3] == ["José Álvarez", "Li Wei", "Wanjiru Kamau"]


def test_where_another_station_was_faster_that_is_told_and_the_boxes_are_looked_at_anew(
    door: Door, form: RackForm
) -> None:
    with closing(open_event(door.station.path)) as event:
        place = replace(door.station.place, station="Door B")
        rack.give(event, place, door.clock(), per_box=4)
        overview.add_registrant(event, Details("Aa Aa"), place, door.clock())
    assert form.per_box.value() == 50
    form._give()
    door.settle()
    assert door.find(QLabel, "rack_problem").text().startswith("The boxes hold 4 badges each already.")
    assert (form.per_box.value(), form.per_box.isEnabled(), form.anew.isVisible()) == (4, False, True)
    assert [row[:2] for row in shown(form)] == [["A", "4"], ["B", "4"], ["C", "3"]]
    press(form, Qt.Key.Key_Return, control=True)
    door.settle()
    assert slots(door)["Aa Aa"] == "C-3"
    assert not door.find(QLabel, "rack_problem").isVisible()


def test_who_comes_later_is_given_a_slot_and_all_anew_only_after_a_tick(door: Door, form: RackForm) -> None:
    assert form.anew.isHidden()
    form._give()
    door.settle()
    before = slots(door)

    def add(event: EventFile, place: Place, now: datetime) -> Registrant:
        return overview.add_registrant(event, Details("Aa Aa"), place, now)

    door.station.write(add, lambda _person: form._look())
    door.settle()
    assert door.find(QLabel, "rack_count").text() == "New slots: 1 · Slots that stay: 10"
    assert not form.per_box.isEnabled()
    press(form, Qt.Key.Key_Return, control=True)
    door.settle()
    assert slots(door) == before | {"Aa Aa": "A-11"}
    form.anew.click()
    form.per_box.setValue(3)
    door.settle()
    assert form._sort_again.isVisible()
    assert shown(form)[0][:3] == ["A", "3", "A-1 · Aa Aa"]
    assert slots(door)["Aa Aa"] == "A-11"
    form._give()
    door.settle()
    assert slots(door)["Aa Aa"] == "A-1"
    assert slots(door)["Mary Njoroge"] == "B-1"
    assert not form.anew.isChecked()


def test_the_slot_is_said_at_the_door_and_stands_with_the_person(door: Door, form: RackForm) -> None:
    form._give()
    door.settle()
    with door.qtbot.waitActive(door.window):
        form.reject()
        door.window.activateWindow()
    door.window.open_page(door.page)
    door.scan(door.code("Wanjiru Kamau"))
    door.settle()
    assert door.verdict == "Welcome — come in. Wanjiru Kamau. Badge: A-2. Mzalendo"
    # The second time they have it.
    door.clock.go_on(minutes=1)
    door.scan(door.code("Wanjiru Kamau"))
    door.settle()
    assert "A-2" not in door.verdict
    door.window.open_page(door.window.page_registrants)
    door.settle()
    page = door.pages.registrants
    page.filter.setText("A-2")
    row = page.model.row_of_name("Wanjiru Kamau")
    assert page.model.index(row, 5).data() == "A-2"
    assert page.model.row_of_name("José Álvarez") == -1
    page.show_registrant(door.people()["Wanjiru Kamau"].registrant.id)
    door.settle()
    assert door.find(QLabel, "person_codes").text().startswith("The badge lies in the rack: A-2\nCodes: ")
