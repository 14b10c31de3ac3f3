"""From the scan of a badge to the moment at which cupsd has taken the job that prints it, in the real window.

The check-in is judged and saved, the badge painted as a PDF for a 62 mm label and sent through IPP to a cupsd of our
own. Beside it: the same cupsd, given a PDF that was painted before, and nothing else to do. They take turns.
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest

from checkin.badges.sheets import as_pdf
from checkin.domain.registrant import Registrant
from checkin.printing import printers
from checkin.settings import AtCheckIn
from checkin.ui.desk.door_printing import DoorPrinting
from checkin.ui.main_window import MainWindow
from checkin.ui.printers import one_badge
from checkin.ui.printers.print_jobs import Stage
from checkin.ui.printers.printing import Printing
from tests.bench.events import make_event
from tests.bench.figures import Figures, Line
from tests.bench.window import PATIENCE_MS, open_window, settle
from tests.print_system import print_system

PEOPLE = 10_000
PRINTS = 300
TARGET_MS = 150
CHOSEN = AtCheckIn("once", "badge", "Brother DK-11202 (62x100)")


def _print(window: MainWindow, printing: Printing, person: Registrant) -> float:
    """Milliseconds from the last key of a scan until the print system has the job."""
    loop = QEventLoop()
    late = QTimer(singleShot=True, interval=PATIENCE_MS)
    late.timeout.connect(lambda: loop.exit(1))

    def look() -> None:
        if any(sent.order.people == (person.id,) and sent.stage is not Stage.WAITS for sent in printing.jobs):
            loop.quit()

    printing.changed.connect(look)
    QTest.keyClicks(window.page_door.field, person.own_code)
    late.start()
    began = time.perf_counter()
    QTest.keyClick(window.page_door.field, Qt.Key.Key_Return)
    if loop.exec():
        raise TimeoutError
    took = time.perf_counter() - began
    printing.changed.disconnect(look)
    return took * 1000


def lines() -> list[Line]:
    ours, peer = [], []
    with tempfile.TemporaryDirectory() as folder, print_system() as cups:
        os.environ["CUPS_SERVER"] = cups.server.host
        cups.add("badge")
        everyone = make_event(Path(folder) / "bench.checkin", PEOPLE)
        with open_window(Path(folder) / "bench.checkin") as (window, station):
            [door] = window.frame.findChildren(DoorPrinting)
            door.chosen = CHOSEN
            badge = one_badge.sheets(station, everyone[-1], CHOSEN)
            pdf, page = as_pdf(badge), (badge.stock.page_width, badge.stock.page_height)
            for person in everyone[:PRINTS]:
                ours.append(_print(window, door.queue(station), person))
                settle(station)
                began = time.perf_counter()
                printers.send(cups.server, "badge", pdf, "Bench", page)
                peer.append((time.perf_counter() - began) * 1000)
    figures, bare = Figures.of(ours), Figures.of(peer)
    reached = f"p99 {figures.p99:.1f} / {bare.p99:.1f}"
    name = f"check-in → badge accepted by cupsd, {PEOPLE:,} registrants"
    target = f"p99 ≤ {TARGET_MS} ms"
    return [Line(name, figures, "cupsd, given a finished PDF", bare, target, reached, figures.p99 <= TARGET_MS)]
