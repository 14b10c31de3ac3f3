"""How long the window's loop stands still while somebody types a text into the badge designer, beside the idle loop.

The text of the name is typed on, letter by letter, into its field; with each letter the badge is fitted, shaped and
painted anew. It is shown with those people of a list of ten thousand who are hardest to fit, each in turn. A stretch
is one letter and the time in which its badge is painted; idle stretches of the same length take turns with them, and
pauses are counted as `event_loop` counts them.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from checkin.badges.design import Text
from checkin.ui.designer.designer_page import DesignerPage
from checkin.ui.main_window import MainWindow
from checkin.ui.station import Station
from tests.bench.event_loop import Pulse, Stretch
from tests.bench.events import make_event
from tests.bench.figures import Figures, Line
from tests.bench.window import open_window, settle

PEOPLE = 10_000
TYPED = " of the Coalition for Just Institutions (Nairobi)"
STRETCH_MS = 60
"""From one letter to the next, of a fast hand."""
TARGET_MS = 30


class Painted(QObject):
    """How often a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.times += event.type() is QEvent.Type.Paint
        return False


def lines() -> list[Line]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.checkin"
        make_event(path, PEOPLE)
        typed: list[Stretch] = []
        idle: list[Stretch] = []
        with open_window(path) as (window, station):
            page = _designer(window, station)
            field = page.form.text
            painted, pulse = Painted(page.canvas), Pulse(field)
            for person in range(page.person.count()):
                page.person.setCurrentIndex(person)
                field.setText("{name}")
                QTest.keyClicks(field, " ")
                settle(station)
                for letter in TYPED:
                    before = painted.times
                    typed.append(pulse.longest_pause(STRETCH_MS, letter))
                    assert painted.times > before
                    idle.append(pulse.longest_pause(STRETCH_MS))
                assert field.text().endswith(TYPED)
    longest = max(pause.own for pause in typed)
    by_clock, beside = (Figures.of([pause.clock for pause in pauses]) for pauses in (typed, idle))
    reached = f"{longest:.1f} ms at most, {len(typed)} letters"
    name = f"longest pause of the window a letter typed in the designer, {PEOPLE:,} registrants"
    target = f"≤ {TARGET_MS} ms of our own"
    return [Line(name, by_clock, "the same loop, idle", beside, target, reached, longest <= TARGET_MS)]


def _designer(window: MainWindow, station: Station) -> DesignerPage:
    """The designer with the design of the standard sheet, the name in hand."""
    window.open_page(window.page_badges)
    settle(station)
    change = window.findChild(QPushButton, "badges_change_design")
    assert isinstance(change, QPushButton)
    change.click()
    settle(station)
    page = window.findChild(DesignerPage, "page_designer")
    assert isinstance(page, DesignerPage)
    page.hand.pick(
        next(n for n, one in enumerate(page.hand.elements) if isinstance(one, Text) and "{name}" in one.text)
    )
    page.form.text.setFocus()
    return page
