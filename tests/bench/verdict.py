"""From the last letter of a scan to the verdict on the screen, in the real window, beside a window that only paints.

The keys go through the application's filter as a scanner's do. The clock stops when the panel that shows this person
has been painted with all its words. The other window has one field and one line of the same size: a key in it writes
one bare durable row, sets the text and paints it, on the window's own thread. They take turns.
"""

from __future__ import annotations

import tempfile
import time
import uuid
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QMainWindow, QVBoxLayout, QWidget

from checkin import fonts
from checkin.domain.admission import Reason, Verdict
from checkin.domain.registrant import Registrant
from checkin.ui.main_window import MainWindow
from checkin.ui.station import Station
from tests.bench.check_in import bare_file, bare_insert
from tests.bench.events import make_event
from tests.bench.figures import Figures, Line
from tests.bench.window import Painting, open_window, settle

PEOPLE = 100_000
SCANS = 1_000
TARGET_MS = 30


class BareWindow(QMainWindow):
    """A field and a line of large letters."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.file = bare_file(path)
        self.field = QLineEdit()
        self.words = QLabel()
        self.words.setFont(fonts.font(43, bold=True))
        self.painting = Painting(self.words)
        self.person: Registrant | None = None
        self.field.textEdited.connect(self._typed)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.addWidget(self.words, 1)
        column.addWidget(self.field)
        self.setCentralWidget(whole)
        self.resize(1366, 768)
        # The scanner's keys belong to the window that has the focus: the real one.
        self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus)

    def _typed(self) -> None:
        assert self.person is not None
        bare_insert(self.file, str(uuid.uuid4()), self.person.id, self.person.own_code)
        self.words.setText(self.person.name)
        self.painting.expect()


class Door:
    """The real window, scanned into."""

    def __init__(self, window: MainWindow, station: Station) -> None:
        self._station = station
        self._field = window.page_door.field
        panel = window.findChild(QFrame, "door_verdict")
        assert isinstance(panel, QFrame)
        self._painting = Painting(panel)
        self._expected = ""
        self.spent: list[float] = []
        """Milliseconds of the processor from the last letter to the painted verdict, of each scan."""
        station.judged.connect(self._judged)

    def scan(self, person: Registrant) -> float:
        """Milliseconds from the last letter to the painted verdict."""
        self._expected = person.id
        QTest.keyClicks(self._field, person.own_code[:-1])
        began, spent = time.perf_counter(), time.process_time()
        QTest.keyClicks(self._field, person.own_code[-1])
        QTest.keyClick(self._field, Qt.Key.Key_Return)
        self._painting.wait()
        took = time.perf_counter() - began
        self.spent.append((time.process_time() - spent) * 1000)
        settle(self._station)
        return took * 1000

    def _judged(self, verdict: Verdict) -> None:
        assert verdict.registrant is not None
        assert (verdict.reason, verdict.registrant.id) == (Reason.WELCOME, self._expected)
        self._painting.expect()


def _in_bare_window(bare: BareWindow, person: Registrant) -> float:
    bare.person = person
    began = time.perf_counter()
    QTest.keyClicks(bare.field, "x")
    bare.painting.wait()
    return (time.perf_counter() - began) * 1000


def lines() -> list[Line]:
    with tempfile.TemporaryDirectory() as folder:
        everyone = make_event(Path(folder) / "bench.checkin", PEOPLE)
        with open_window(Path(folder) / "bench.checkin") as (window, station):
            bare = BareWindow(Path(folder) / "bare.db")
            bare.show()
            window.activateWindow()
            settle(station)
            assert window.page_door.field.hasFocus()
            door = Door(window, station)
            pairs = [(door.scan(person), _in_bare_window(bare, person)) for person in everyone[:SCANS]]
            bare.close()
            bare.file.close()
    ours, peer = (Figures.of(times) for times in zip(*pairs, strict=True))
    name = f"last key → verdict painted, {PEOPLE:,} registrants"
    spent = Figures.of(door.spent)
    reached = f"p99 {ours.p99:.1f} / {peer.p99:.1f}, of the processor {spent.median:.1f}, p99 {spent.p99:.1f}"
    target = f"p99 ≤ {TARGET_MS} ms"
    return [Line(name, ours, "window with one line of text", peer, target, reached, ours.p99 <= TARGET_MS)]
