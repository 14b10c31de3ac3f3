"""What tests and screen readers address: every widget that can be used has an object name and an accessible name."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QCalendarWidget,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from checkin.services import demo
from tests.ui.hands import Door, every_widget, open_window

INTERACTIVE = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit)

PROMISED = {
    "page_door": QWidget,
    "page_registrants": QWidget,
    "page_badges": QWidget,
    "page_attendance": QWidget,
    "page_online": QWidget,
    "attendance_online": QPushButton,
    "door_field": QLineEdit,
    "door_hits": QListWidget,
    "door_verdict": QWidget,
    "door_inside": QLabel,
    "door_expected": QLabel,
    "door_recent": QListWidget,
    "door_walk_in": QPushButton,
    "door_undo": QPushButton,
    "walk_in_name": QLineEdit,
    "walk_in_organisation": QLineEdit,
    "walk_in_save": QPushButton,
    "registrants_table": QTableView,
    "registrants_filter": QLineEdit,
    "registrants_import": QPushButton,
    "badges_stock": QComboBox,
    "badges_design": QComboBox,
    "badges_preview": QLabel,
    "badges_pdf": QPushButton,
    "badges_print": QPushButton,
    "attendance_export": QPushButton,
}


def ours(root: QWidget) -> list[QWidget]:
    """The widgets that we put there: without the parts that Qt makes inside its own."""

    def is_part(widget: QWidget) -> bool:
        around, kinds = (
            widget.parentWidget(),
            (QAbstractSpinBox, QComboBox, QAbstractItemView, QLineEdit, QCalendarWidget),
        )
        while around is not None and not isinstance(around, kinds):
            around = around.parentWidget()
        return widget.objectName().startswith("qt_") or around is not None

    # A chooser in a cell of a table is ours all the same.
    return [
        widget
        for widget in every_widget(root, INTERACTIVE)
        if not is_part(widget) or widget.objectName().startswith("guide_column_")
    ]


def unnamed(root: QWidget) -> list[str]:
    return [
        f"{type(widget).__name__} {widget.objectName()!r} in {widget.parentWidget()}"
        for widget in ours(root)
        if not re.fullmatch(r"[a-z][a-z_0-9]+", widget.objectName()) or not widget.accessibleName().strip()
    ]


def test_the_promised_names_are_there(door: Door) -> None:
    for name, kind in PROMISED.items():
        found = [widget for widget in every_widget(door.window, kind) if widget.objectName() == name]
        assert len(found) == 1, name
    assert door.window.objectName() == "MainWindow"


def test_the_station_is_reachable_at_the_window(door: Door, event_path: Path) -> None:
    assert door.window.station is not None
    assert door.window.station.path == event_path


def test_every_widget_of_the_four_pages_is_named(door: Door) -> None:
    # 4 pages and the menu, 8 at the door, 8 with a person, 5 of the form, 7 of the badges, the export: no fewer.
    assert len(ours(door.window)) >= 38
    assert unnamed(door.window) == []


def test_every_widget_of_the_guide_is_named(door: Door) -> None:
    guide = door.pages.load_list()
    guide.list.take(demo.LIST)
    door.qtbot.waitUntil(guide.columns.isVisible)
    choices = [widget for widget in ours(guide) if widget.objectName().startswith("guide_column_")]
    assert [choice.accessibleName() for choice in choices[:2]] == [
        "Timestamp is used as",
        "Email Address is used as",
    ]
    assert unnamed(guide) == []


def test_every_widget_of_the_welcome_page_and_a_new_event_is_named(qtbot: QtBot) -> None:
    with open_window(qtbot, None) as door:
        assert unnamed(door.window) == []
        guide = door.pages.new_event(door.desk.show_welcome, door.desk.open)
        assert len(ours(guide)) >= 14
        assert unnamed(guide) == []


def test_every_widget_of_the_hand_over_is_named(door: Door) -> None:
    door.pages.shift.show_card()
    door.settle()
    assert unnamed(door.window) == []
    assert len([widget for widget in ours(door.window) if widget.objectName().startswith("handover_")]) == 5


def test_every_widget_of_what_guests_read_is_named(door: Door) -> None:
    door.pages.guests.ask()
    door.settle()
    assert unnamed(door.window) == []
    assert len([widget for widget in ours(door.window) if widget.objectName().startswith("guests_")]) == 13


def test_every_widget_of_the_check_before_the_shift_is_named(door: Door) -> None:
    door.pages.show_desk_check()
    door.settle()
    assert unnamed(door.window) == []
    assert len([widget for widget in ours(door.window) if widget.objectName().startswith("desk_check_")]) == 5


def test_every_widget_of_closing_a_session_is_named(door: Door) -> None:
    door.pages.closing.show()
    door.settle()
    assert unnamed(door.window) == []
    assert len([widget for widget in ours(door.window) if widget.objectName().startswith("closing_")]) == 14


def test_no_two_widgets_have_the_same_object_name(door: Door) -> None:
    door.pages.load_list()
    names = [widget.objectName() for widget in ours(door.window)]
    assert sorted(names) == sorted(set(names))


def test_a_screen_reader_is_told_the_names(door: Door) -> None:
    for widget in ours(door.window):
        if isinstance(widget, QComboBox):
            continue  # Its name is its value on some systems; what it is for stands in a relation there.
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface is not None
        assert interface.text(QAccessible.Text.Name) == widget.accessibleName()


def test_whatever_tab_reaches_is_named(door: Door) -> None:
    """Scroll areas and frames would be stops without a name, where nothing can be done."""
    for page in (door.page, door.pages.registrants, door.pages.badges, door.pages.attendance):
        assert page is not None
        door.window.open_page(page)
        door.settle()
        first = door.window.focusWidget()
        seen: list[QWidget] = []
        while len(seen) < 60:
            widget = door.window.focusWidget()
            if widget in seen:
                break
            seen.append(widget)
            assert widget.accessibleName(), (page.objectName(), type(widget).__name__, widget.objectName())
            door.window.focusNextChild()
        assert first in seen
        assert len(seen) > 3


def test_everything_that_is_pressed_is_large_enough_for_a_finger_or_a_shaking_hand(door: Door) -> None:
    for page in (door.page, door.pages.registrants, door.pages.badges, door.pages.attendance):
        assert page is not None
        door.window.open_page(page)
        door.settle()
        for widget in ours(page):
            if isinstance(widget, (QAbstractButton, QComboBox, QLineEdit)) and widget.isVisible():
                assert min(widget.width(), widget.height()) >= 24, widget.objectName()
    door.window.open_page(door.page)
    assert min(door.find(QPushButton, name).height() for name in ("door_walk_in", "door_undo")) >= 44
