"""Hands and eyes for the tests of the window: a real window on a real event file, keys of people and of scanners."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from checkin.app import Desk
from checkin.domain.attendance import Presence
from checkin.domain.journal import Fact
from checkin.domain.registrant import Details, Registrant
from checkin.services import events, overview
from checkin.services.events import SessionFacts
from checkin.settings import Settings
from checkin.storage import journal
from checkin.storage.event_file import open_event
from checkin.tour.hands import waking
from checkin.ui.desk_pages import DeskPages
from checkin.ui.door.door_page import DoorPage
from checkin.ui.frame import Frame
from checkin.ui.main_window import MainWindow
from checkin.ui.parts.theme import LIGHT, Theme
from checkin.ui.station import Station

Widget = TypeVar("Widget", bound=QObject)

NOW = datetime(2024, 5, 10, 9, 20, tzinfo=UTC)
"""12:20 in Nairobi, ten minutes before the session."""

KICK_OFF = SessionFacts(
    "Kick-off session",
    datetime(2024, 5, 10, 12, 30),  # noqa: DTZ001
    datetime(2024, 5, 10, 14, 0),  # noqa: DTZ001
    "Africa/Nairobi",
    "CR-8",
    120,
)

PEOPLE = (
    Details("Wanjiru Kamau", organisation="Mzalendo Trust", email="w.kamau@mzalendo.example", country="Kenya"),
    Details("José Álvarez Núñez", organisation="Foro de Justicia Andina", email="jose@foro.example"),
    Details("Mary Wambui Njoroge", organisation="KHRC", email="mary.w@khrc.example"),
    Details("Mary Wambui Njuguna", organisation="Citizens for Just Institutions", email="w.njuguna@cji.example"),
    Details("Li Wei 李伟", organisation="北京大学", email="liwei@pku.example"),
    Details("Ольга Фёдорова", organisation="Мемориал"),
)


class Clock:
    """A clock that stands until it is told to go on."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def go_on(self, **time: float) -> None:
        self.now += timedelta(**time)


def make_event(path: Path, people: Iterable[Details] = PEOPLE, facts: SessionFacts = KICK_OFF) -> Path:
    """An event file with these people on its list, none of them here yet."""
    with closing(events.new_event(path, "Just Institutions and the ICJ", facts, NOW - timedelta(days=1))) as event:
        place = events.place_of(events.the_event(event), "Door A")
        for details in people:
            overview.add_registrant(event, details, place, NOW - timedelta(days=1))
    return path


class Door:
    """An open desk: its window, pages and station, with the hands that type and the eyes that wait and look."""

    def __init__(self, qtbot: QtBot, desk: Desk, clock: Clock) -> None:
        self.qtbot, self.desk, self.clock = qtbot, desk, clock
        self.window: MainWindow = desk.window
        self.frame: Frame = desk.frame
        self.page: DoorPage = desk.window.page_door
        self.pages: DeskPages = desk.pages()
        self._ticks = count(10_000, 10_000)
        self.at = next(self._ticks)
        """The time of the next key, in milliseconds of the system's clock."""

    @property
    def station(self) -> Station:
        assert self.window.station is not None
        return self.window.station

    # -- eyes ----------------------------------------------------------------------------------------------------

    @property
    def verdict(self) -> str:
        """What the panel says, as a screen reader hears it."""
        return self.page.verdict.accessibleName()

    @property
    def shows_verdict(self) -> bool:
        return self.page.verdict.isVisible()

    @property
    def shows_hits(self) -> bool:
        return self.page.hits.isVisible()

    @property
    def shows_rail(self) -> bool:
        return self.find(QToolButton, "open_page_door").isVisible()

    @property
    def shows_form(self) -> bool:
        return self.page.form.isVisible()

    def settle(self) -> None:
        """Until everything that was asked for is answered and painted."""
        for _ in range(2):
            # As `waitUntil`, but woken by the answer and not by a clock: most tests wait here many times.
            patience = time.monotonic() + 20
            with waking():
                while not self.station.idle:
                    assert time.monotonic() < patience, "the desk does not answer"
                    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            QCoreApplication.processEvents()

    def everyone(self) -> list[Presence]:
        """Everyone in the file, read through a connection of its own."""
        with closing(open_event(self.station.path)) as event:
            return overview.people(event, self.station.place.session.id)

    def people(self) -> dict[str, Presence]:
        """Everyone in the file by name."""
        return {one.registrant.name: one for one in self.everyone()}

    def registrant(self, name: str) -> Registrant:
        return self.people()[name].registrant

    def code(self, name: str) -> str:
        return self.registrant(name).own_code

    def is_in(self, name: str) -> bool:
        return self.people()[name].entry is not None

    def facts(self) -> list[Fact]:
        with closing(open_event(self.station.path)) as event, event.reading() as tx:
            return list(journal.facts(tx))

    def find(self, kind: type[Widget], name: str) -> Widget:
        """The widget of this name; where an old page is about to go, the one that can be seen."""
        found = self.window.findChildren(kind, name)
        assert found, name
        return next((one for one in found if isinstance(one, QWidget) and one.isVisible()), found[-1])

    # -- hands ---------------------------------------------------------------------------------------------------

    def pause(self, milliseconds: int = 1000) -> None:
        """Let time pass between two keys."""
        self.at += milliseconds

    def press(self, key: Qt.Key, text: str = "", *, control: bool = False, shift: bool = False) -> None:
        """One key into whatever has the focus, at the time `at`."""
        menu, focus = QApplication.activePopupWidget(), QApplication.focusWidget()
        target: QWidget = menu or (self.window if focus is None else focus)
        modifiers = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        modifiers |= Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, modifiers, text)
            event.setTimestamp(self.at)
            QCoreApplication.sendEvent(target, event)

    def letters(self, text: str, *, each: int) -> None:
        """Letters, so many milliseconds one after the other."""
        for sign in text:
            self.press(_key_of(sign), sign)
            self.at += each

    def type(self, text: str) -> None:
        """Letters at the speed of fingers, after a pause."""
        self.pause()
        self.letters(text, each=130)

    def look_for(self, text: str) -> None:
        """Type into the empty door field and wait for the hits."""
        self.press(Qt.Key.Key_Escape)
        self.type(text)
        self.qtbot.waitUntil(lambda: self.shows_hits and self.page.hits.text == text)

    def scan(self, text: str, end: Qt.Key | None = Qt.Key.Key_Return, *, each: int = 5) -> None:
        """A scanner's keys, then its Enter or Tab, and the answer."""
        self.pause()
        self.letters(text, each=each)
        if end is not None:
            self.press(end, {Qt.Key.Key_Tab: "\t"}.get(end, "\r"))
        self.pause()
        self.settle()


def _key_of(sign: str) -> Qt.Key:
    return Qt.Key(ord(sign.upper())) if sign.isascii() else Qt.Key.Key_unknown


@contextmanager
def open_window(
    qtbot: QtBot,
    path: Path | None,
    *,
    clock: Clock | None = None,
    theme: Theme = LIGHT,
    text_size: int = 100,
    size: tuple[int, int] = (1366, 768),
    remembered: Settings | None = None,
) -> Iterator[Door]:
    """The window as the application opens it, on an event file or on the welcome page; closed again afterwards."""
    desk = Desk(theme=theme, remembered=remembered or Settings(text_size=text_size))
    clock = clock or Clock()
    desk.window.resize(*size)
    if path is None:
        desk.show_welcome()
    else:
        desk.open(path, clock)
        window = desk.window
        for page in (window.page_registrants, window.page_badges, window.page_attendance, window.page_online):
            assert page is not None
    door = Door(qtbot, desk, clock)
    try:
        with qtbot.waitActive(desk.window):
            desk.window.show()
            desk.window.activateWindow()
        if path is not None:
            door.settle()
        yield door
    finally:
        if not desk.window.close():
            desk.window.close()  # Once it has said who is not saved, it closes.
        desk.app.removeEventFilter(desk.scanner)
        shiboken6.delete(desk.window)


def every_widget(root: QWidget, kinds: type[Widget] | tuple[type[QObject], ...] = QWidget) -> Sequence[QWidget]:  # type: ignore[assignment]
    """Every widget in a window, itself included."""
    return [widget for widget in [root, *root.findChildren(QWidget)] if isinstance(widget, kinds)]


def until(qtbot: QtBot, is_true: Callable[[], bool], seconds: float = 5) -> None:
    qtbot.waitUntil(is_true, timeout=round(seconds * 1000))
