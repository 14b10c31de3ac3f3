"""The handover card goes to a printer of the print system, and is nobody's badge."""

from __future__ import annotations

import subprocess

import pytest
from PySide6.QtWidgets import QPushButton

from checkin.ui.desk.handover_card import HandoverCard
from checkin.ui.printers.print_dialog import PrintDialog
from checkin.ui.printers.print_jobs import Stage
from checkin.ui.printers.printing import printing_of
from tests.print_system import PrintSystem
from tests.ui.hands import Door


def test_the_card_goes_to_a_printer_and_says_what_stands_there(
    cups: PrintSystem, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUPS_SERVER", cups.server.host)
    door.scan(door.code("Wanjiru Kamau"))
    door.pages.shift.show_card()
    door.settle()
    card = door.find(HandoverCard, "handover_card")
    door.find(QPushButton, "handover_print").click()
    door.settle()
    door.find(PrintDialog, "print_dialog").print.click()
    jobs = printing_of(door.station)
    door.qtbot.waitUntil(lambda: bool(jobs.jobs) and jobs.jobs[0].stage is Stage.PRINTED, timeout=15_000)
    assert card._done.text() == "On its way to badge"
    text = ["/usr/bin/pdftotext", "-layout", str(cups.printed(jobs.jobs[0].number)), "-"]
    assert "together 1 · by badge 1" in subprocess.run(text, check=True, capture_output=True, text=True).stdout
    assert len(door.facts()) == 1
