"""From a letter typed at the door to the hits on the screen, beside a window that shows the same hits from memory.

Names of people on the list are typed letter by letter, as the search's own bench has them: in native script or Latin,
with and without accents, in either order, a third with a typing error. The clock stops when the list has been painted.
The other window has a field and a list of the same size, which it fills with as many lines; its key is the same key.
"""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget, QMainWindow, QVBoxLayout, QWidget

from checkin.domain.search import Hit
from checkin.ui.main_window import MainWindow
from checkin.ui.station import Station
from tests.bench.events import SEED, make_event
from tests.bench.figures import Figures, Line
from tests.bench.search import looked_for
from tests.bench.window import Painting, open_window, run_for, settle

PEOPLE = 100_000
TYPED = 60
"""People who are looked for; about fifteen keystrokes each."""
TARGET_MS = 16

_BETWEEN_MS = 45
"""From one letter to the next: what comes faster than fingers is left alone until it is a scan."""
_FEWEST = 2


class BareWindow(QMainWindow):
    """A field, and a list that each letter fills anew."""

    def __init__(self) -> None:
        super().__init__()
        self.field, self.list = QLineEdit(), QListWidget()
        self.painting = Painting(self.list.viewport())
        self.names: list[str] = []
        self.field.textEdited.connect(self._typed)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.addWidget(self.list, 1)
        column.addWidget(self.field)
        self.setCentralWidget(whole)
        self.resize(1366, 768)
        self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus)

    def _typed(self) -> None:
        self.list.clear()
        self.list.addItems(self.names)
        self.painting.expect()

    def type(self, names: list[str]) -> float:
        """Milliseconds from a letter to the painted lines."""
        self.names = names
        began = time.perf_counter()
        QTest.keyClicks(self.field, "x")
        self.painting.wait()
        return (time.perf_counter() - began) * 1000


class Door:
    """The real window, typed into."""

    def __init__(self, window: MainWindow, station: Station) -> None:
        self._station = station
        self._field, hits = window.page_door.field, window.page_door.hits
        self._painting = Painting(hits)
        hits.list.viewport().installEventFilter(self._painting)
        self.names: list[str] = []
        self.spent: list[float] = []
        """Milliseconds of the processor from a letter to the painted hits."""
        station.found.connect(self._found)

    def begin(self) -> None:
        """Empty the field, as after a check-in."""
        QTest.keyClick(self._field, Qt.Key.Key_Escape)
        settle(self._station)

    def type(self, sign: str) -> float:
        """Milliseconds from a letter to the painted hits; 0 for the first, which is not looked for."""
        run_for(_BETWEEN_MS)
        began, spent = time.perf_counter(), time.process_time()
        _press(self._field, sign)
        if len(self._field.text().strip()) < _FEWEST:
            return 0.0
        self._painting.wait()
        took = time.perf_counter() - began
        self.spent.append((time.process_time() - spent) * 1000)
        settle(self._station)
        return took * 1000

    def _found(self, _text: str, hits: list[Hit]) -> None:
        self.names = [hit.name for hit in hits]
        self._painting.expect()


def _press(field: QLineEdit, sign: str) -> None:
    """A key that writes a letter of any script; Qt's own test keys are of Latin letters only."""
    key = Qt.Key(ord(sign.upper())) if sign.isascii() else Qt.Key.Key_unknown
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(field, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, sign))


def lines() -> list[Line]:
    chance = random.Random(SEED)  # noqa: S311 - the same names each time
    with tempfile.TemporaryDirectory() as folder:
        everyone = make_event(Path(folder) / "bench.checkin", PEOPLE)
        texts = [looked_for(chance, person).text for person in chance.sample(everyone, TYPED)]
        with open_window(Path(folder) / "bench.checkin") as (window, station):
            bare = BareWindow()
            bare.show()
            window.activateWindow()
            settle(station)
            door = Door(window, station)
            ours, peer = [], []
            for text in texts:
                door.begin()
                for sign in text:
                    took = door.type(sign)
                    if took:
                        ours.append(took)
                        peer.append(bare.type(door.names))
            bare.close()
    figures, beside = Figures.of(ours), Figures.of(peer)
    name = f"keystroke → hits painted, {PEOPLE:,} registrants"
    spent = Figures.of(door.spent)
    reached = f"p99 {figures.p99:.1f} / {beside.p99:.1f}, of the processor {spent.median:.1f}, p99 {spent.p99:.1f}"
    target = f"p99 ≤ {TARGET_MS} ms"
    return [Line(name, figures, "window with a list", beside, target, reached, figures.p99 <= TARGET_MS)]
