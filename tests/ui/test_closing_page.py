"""The guide that closes a session, by keyboard: each step leads to where it is mended, and back."""

from __future__ import annotations

from contextlib import closing as closing_of
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton

from checkin.domain.closing import Stands, Step
from checkin.domain.journal import FactKind, closings, planned_erasure
from checkin.domain.registrant import Details
from checkin.services import closing, desk, erasure_date, prints
from checkin.storage.event_file import open_event
from checkin.ui.after.closing_page import ClosingPage
from checkin.ui.badges.badge_lists import BadgeLists
from checkin.ui.parts.notice_bar import NoticeBar
from checkin.ui.people.erase_form import EraseForm
from tests.ui.hands import Door

WANJIRU, LI = "Wanjiru Kamau", "Li Wei 李伟"
AFTER = datetime(2024, 5, 10, 11, 30, tzinfo=UTC)
"""14:30 in Nairobi, half an hour after the session."""


@pytest.fixture
def full(door: Door) -> Door:
    """Two came, one of them twice: once as a walk-in whose name was typed in a hurry. A badge of a third lies there."""
    with closing_of(open_event(door.station.path)) as event:
        place = door.station.place
        desk.admit_code(event, door.code(WANJIRU), place, door.clock())
        desk.admit_code(event, door.code(LI), place, door.clock())
        desk.walk_in(event, Details("wanjiru kamao"), place, door.clock())
        prints.printed(event, [door.registrant(name).id for name in (WANJIRU, LI, "Mary Wambui Njoroge")], place, AFTER)
    door.clock.now = AFTER
    door.station.refresh()
    door.settle()
    return door


def guide(door: Door) -> ClosingPage:
    door.pages.closing.show()
    door.settle()
    return door.pages.closing.page


def state(page: ClosingPage) -> dict[Step, Stands]:
    assert page._standing is not None
    return {one.step: one.stands for one in page._standing.steps}


def to_step(page: ClosingPage, step: Step) -> None:
    page.steps.setCurrentRow(list(Step).index(step))


def in_order(door: Door) -> None:
    door.pause()
    door.press(Qt.Key.Key_Return, "\r", control=True)
    door.settle()


def closed_by(door: Door) -> list[str]:
    return [fact.operator for fact in closings(door.facts()).values()]


# -- by keyboard alone -------------------------------------------------------------------------------------------------


def test_it_opens_at_the_first_step_that_is_open_and_goes_on_by_itself(full: Door, tmp_path: Path) -> None:
    page = guide(full)
    assert state(page) == {
        Step.DOORS: Stands.IN_ORDER,
        Step.STOPPED: Stands.IN_ORDER,
        Step.SAME_PEOPLE: Stands.OPEN,
        Step.WALK_INS: Stands.OPEN,
        Step.BADGES: Stands.OPEN,
        Step.ONLINE: Stands.IN_ORDER,
        Step.EXPORT: Stands.OPEN,
        Step.COPY: Stands.OPEN,
        Step.ERASURE: Stands.IN_ORDER,
    }
    assert QApplication.focusWidget() is page.steps
    assert page.steps.currentRow() == 2
    assert not page.close_it.isEnabled()
    for _ in range(3):
        in_order(full)
    assert page.steps.currentRow() == list(Step).index(Step.EXPORT)
    full.pages.attendance.export_to(tmp_path / "attendance.xlsx")
    stick = tmp_path / "stick"
    stick.mkdir()
    page.copy_into(stick)
    full.settle()
    full.station.refresh()
    full.settle()
    assert set(state(page).values()) == {Stands.IN_ORDER, Stands.LOOKED_AT}
    assert page.close_it.isEnabled()
    assert page.anyway.isHidden()
    page.by.setFocus()
    full.type("Amina Yusuf")
    full.press(Qt.Key.Key_Return, "\r")  # may be a scanner's
    full.settle()
    assert closed_by(full) == []
    in_order(full)
    assert closed_by(full) == ["Amina Yusuf"]
    assert full.find(QLabel, "closing_says").text().startswith("● Closed Fri 10 May 14:30 by Amina Yusuf.")
    plan = planned_erasure(full.facts())
    assert plan is not None
    assert plan.note == "2024-08-08"
    assert page.close_it.text() == "Open the session again"
    page.close_it.setFocus()
    in_order(full)  # pressed once too often
    assert closed_by(full) == ["Amina Yusuf"]
    full.press(Qt.Key.Key_Space, " ")
    full.settle()
    assert closed_by(full) == []
    full.press(Qt.Key.Key_Escape)
    assert full.pages.attendance.isVisible()


def test_a_key_that_is_held_down_looks_at_one_step(full: Door) -> None:
    page = guide(full)
    for is_repeated in (False, True, True, True):
        control = Qt.KeyboardModifier.ControlModifier
        pressed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, control, "\r", autorep=is_repeated)
        QCoreApplication.sendEvent(page.steps, pressed)
        full.settle()
    assert [state(page)[step] for step in (Step.SAME_PEOPLE, Step.WALK_INS)] == [Stands.LOOKED_AT, Stands.OPEN]


def test_with_steps_open_it_wants_a_tick_first(full: Door) -> None:
    page = guide(full)
    page.by.setFocus()
    in_order(full)
    assert closed_by(full) == []
    page.anyway.setFocus()
    full.press(Qt.Key.Key_Space, " ")
    in_order(full)
    fact = next(iter(closings(full.facts()).values()))
    assert fact.note == "same_people walk_ins badges export copy"
    assert fact.station == "Door A"


def test_what_was_looked_at_can_be_looked_at_again_and_what_is_new_opens_it(full: Door) -> None:
    page = guide(full)
    to_step(page, Step.WALK_INS)
    in_order(full)
    to_step(page, Step.WALK_INS)
    assert state(page)[Step.WALK_INS] is Stands.LOOKED_AT
    in_order(full)  # One press too many takes nothing back.
    assert state(page)[Step.WALK_INS] is Stands.LOOKED_AT
    to_step(page, Step.WALK_INS)
    page.step.good.click()
    full.settle()
    assert state(page)[Step.WALK_INS] is Stands.OPEN
    in_order(full)
    with closing_of(open_event(full.station.path)) as event:
        desk.walk_in(event, Details("Achieng Oduor"), full.station.place, AFTER)
    full.station.refresh()
    full.settle()
    assert state(page)[Step.WALK_INS] is Stands.OPEN


# -- to where it is mended, and back -----------------------------------------------------------------------------------


def test_a_person_is_shown_and_the_bar_above_leads_back(full: Door) -> None:
    page = guide(full)
    to_step(page, Step.WALK_INS)
    page.step.list.setFocus()
    full.press(Qt.Key.Key_Return, "\r")
    full.settle()
    panel = full.pages.registrants.person
    assert panel.isVisible()
    assert panel._title.text() == "wanjiru kamao"
    assert full.find(NoticeBar, "closing_return").isVisible()
    full.find(QPushButton, "closing_return_go").click()
    full.settle()
    assert page.isVisible()
    assert page.steps.currentRow() == list(Step).index(Step.WALK_INS)
    assert not full.find(NoticeBar, "closing_return").isVisible()


def test_badges_and_the_file_are_mended_on_their_pages(full: Door) -> None:
    page = guide(full)
    to_step(page, Step.BADGES)
    page.step.go.click()
    full.settle()
    lists = full.find(BadgeLists, "badge_lists")
    assert lists.isVisible()
    lists.accept()
    page = guide(full)
    to_step(page, Step.EXPORT)
    page.step.go.click()
    full.settle()
    assert full.window.focusWidget() is full.pages.attendance.export
    page = guide(full)
    to_step(page, Step.ONLINE)
    assert page.step.go.text() == "Go to those online"
    page.step.go.click()
    full.settle()
    assert full.pages.online.isVisible()
    full.find(QPushButton, "closing_return_stop").click()
    assert not full.find(NoticeBar, "closing_return").isVisible()


def test_two_entries_become_one_person_or_stay_two(full: Door) -> None:
    page = guide(full)
    assert page.step.chosen is not None
    page.step.two.click()
    full.settle()
    assert state(page)[Step.SAME_PEOPLE] is Stands.IN_ORDER
    assert len(full.everyone()) == 7
    with closing_of(open_event(full.station.path)) as event:
        desk.walk_in(event, Details("Li Wei", organisation="北京大学"), full.station.place, AFTER)
    full.station.refresh()
    full.settle()
    to_step(page, Step.SAME_PEOPLE)
    page.step.one.click()
    full.settle()
    assert state(page)[Step.SAME_PEOPLE] is Stands.IN_ORDER
    assert len(full.everyone()) == 7
    assert full.is_in(LI)


def test_a_scan_is_answered_at_the_door_and_the_guide_is_where_it_was(full: Door) -> None:
    page = guide(full)
    to_step(page, Step.BADGES)
    full.scan(full.code("Mary Wambui Njoroge"))
    assert full.verdict.startswith("Welcome — come in. Mary Wambui Njoroge")
    assert full.page.isVisible()
    guide(full)
    assert page.steps.currentRow() == list(Step).index(Step.BADGES)


def test_a_copy_that_cannot_be_is_told_on_the_page(full: Door, tmp_path: Path) -> None:
    page = guide(full)
    page.copy_into(tmp_path / "no stick")
    full.settle()
    assert "could not be written" in full.find(QLabel, "closing_problem").text()


# -- the day of the erasing --------------------------------------------------------------------------------------------


def test_the_day_is_chosen_in_days_or_never(full: Door) -> None:
    page = guide(full)
    to_step(page, Step.ERASURE)
    days = page.step.erasure.days
    assert days.value() == 90
    days.setValue(30)
    assert full.find(QLabel, "closing_day").text() == "Everybody is to be erased from Sunday, 9 June 2024 on."
    # What somebody is typing stays while people come in elsewhere.
    full.station.refresh()
    full.settle()
    assert days.value() == 30
    page.step.go.click()
    full.settle()
    assert [fact.note for fact in full.facts() if fact.kind is FactKind.ERASURE_PLANNED] == ["2024-06-09"]
    full.window.open_page(full.pages.attendance)
    full.settle()
    said = full.find(QLabel, "attendance_closed").text()
    assert said == "The session is not closed yet. Everybody is to be erased from Sunday, 9 June 2024 on."
    menu = full.pages._menu.menu()
    assert isinstance(menu, QMenu)
    assert "Erase everybody of this event…   from Sunday, 9 June 2024 on" in [one.text() for one in menu.actions()]
    guide(full)
    days.setValue(0)
    page.step.go.click()
    full.settle()
    assert "never" in days.text()
    assert [fact.note for fact in full.facts() if fact.kind is FactKind.ERASURE_PLANNED] == ["2024-06-09", ""]


@pytest.fixture
def due(full: Door) -> Door:
    """The day of the erasing came yesterday."""
    with closing_of(open_event(full.station.path)) as event:
        closing.close(event, (), date(2024, 8, 8), full.station.place, AFTER)
    full.clock.now = datetime(2024, 8, 9, 8, tzinfo=UTC)
    full.desk.open(full.station.path, full.clock)
    full.settle()
    return full


def test_when_the_day_has_come_the_window_reminds_and_leads_to_the_erasing(due: Door) -> None:
    bar = due.find(NoticeBar, "erasure_due")
    assert bar.isVisible()
    assert bar.said.text() == "Everybody of this event was to be erased by Thursday, 8 August 2024. Every count stays."
    due.find(QPushButton, "erasure_due_erase").click()
    form = due.find(EraseForm, "erase_form")
    assert form.isVisible()
    due.qtbot.keyClick(form.sure, Qt.Key.Key_Space)
    due.qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    due.qtbot.waitUntil(form._done.isVisible)
    due.settle()
    due.settle()
    due.qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_it_is_put_off_by_thirty_days(due: Door) -> None:
    due.find(QPushButton, "erasure_due_off").click()
    due.settle()
    assert not due.find(NoticeBar, "erasure_due").isVisible()
    with closing_of(open_event(due.station.path)) as event:
        assert erasure_date.planned(event) == date(2024, 9, 8)


def test_a_locked_door_does_not_offer_to_erase(due: Door) -> None:
    due.pages.shift.lock()
    assert not due.find(NoticeBar, "erasure_due").isVisible()
    due.pages.closing.show()
    assert due.page.isVisible()
    due.press(Qt.Key.Key_Return, "\r", control=True)
    due.settle()
    assert due.find(NoticeBar, "erasure_due").isVisible()


def test_practice_is_neither_closed_nor_reminded_of_the_erasing(due: Door) -> None:
    due.pages.practice.begin()
    due.settle()
    assert not due.find(NoticeBar, "erasure_due").isVisible()
    page = guide(due)
    page.anyway.setChecked(True)
    page.close_it.click()
    due.settle()
    assert "Nobody came to practice" in due.find(QLabel, "closing_problem").text()
