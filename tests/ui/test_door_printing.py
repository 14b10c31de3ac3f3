"""A badge at check-in: once or always, for walk-ins too; the door waits for no printer; a lost badge is replaced."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from checkin import settings
from checkin.badges.design import Text
from checkin.badges.design_file import as_json
from checkin.badges.library import designs
from checkin.domain.journal import FactKind
from checkin.domain.registrant import Details
from checkin.services.badge_designs import keep_design
from checkin.settings import AtCheckIn
from checkin.ui.desk.door_printing_dialog import DoorPrintingDialog
from checkin.ui.printers.print_jobs import Stage
from checkin.ui.printers.printing import printing_of
from tests.print_system import PrintSystem
from tests.ui.hands import Door, open_window

LABEL = "Brother DK-11202 (62x100)"


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> Iterator[None]:
    yield
    settings.file().with_name("printing.json").unlink(missing_ok=True)


@pytest.fixture
def system(cups: PrintSystem, monkeypatch: pytest.MonkeyPatch) -> PrintSystem:
    monkeypatch.setenv("CUPS_SERVER", cups.server.host)
    return cups


def choose(door: Door, when: str, *, walk_ins: bool = True) -> None:
    door.pages.door_printing.choose(AtCheckIn(when, "badge", LABEL, "", walk_ins))


def settle(door: Door, jobs: int) -> None:
    door.qtbot.waitUntil(lambda: len(printing_of(door.station).jobs) == jobs, timeout=15_000)
    door.qtbot.waitUntil(
        lambda: all(job.stage is Stage.PRINTED for job in printing_of(door.station).jobs), timeout=15_000
    )
    door.settle()


def prints(door: Door) -> list[str]:
    names = {one.registrant.id: one.registrant.name for one in door.everyone()}
    return [names[fact.registrant_id or ""] for fact in door.facts() if fact.kind is FactKind.BADGE_PRINTED]


def test_nothing_is_printed_unless_it_was_chosen(system: PrintSystem, door: Door) -> None:
    door.scan(door.code("Wanjiru Kamau"))
    assert prints(door) == []
    assert printing_of(door.station).jobs == ()


def test_once_prints_one_badge_however_often_somebody_comes(system: PrintSystem, door: Door) -> None:
    choose(door, "once")
    door.scan(door.code("Wanjiru Kamau"))
    assert door.verdict.startswith("Welcome")
    settle(door, 1)
    door.station.undo(door.people()["Wanjiru Kamau"].registrant.id)
    door.settle()
    door.clock.go_on(minutes=5)
    door.scan(door.code("Wanjiru Kamau"))
    door.clock.go_on(minutes=5)
    door.scan(door.code("Wanjiru Kamau"))
    door.scan(door.code("Li Wei 李伟"))
    settle(door, 2)
    assert prints(door) == ["Wanjiru Kamau", "Li Wei 李伟"]
    assert printing_of(door.station).jobs[0].order.page == (61.98, 99.82)


def test_always_prints_at_every_check_in_and_never_for_a_second_scan(system: PrintSystem, door: Door) -> None:
    choose(door, "always")
    door.scan(door.code("Wanjiru Kamau"))
    settle(door, 1)
    door.clock.go_on(minutes=5)
    door.scan(door.code("Wanjiru Kamau"))
    assert door.verdict.startswith("Already")
    door.station.undo(door.people()["Wanjiru Kamau"].registrant.id)
    door.settle()
    door.scan(door.code("Wanjiru Kamau"))
    settle(door, 2)
    assert prints(door) == ["Wanjiru Kamau"] * 2


@pytest.mark.parametrize("walk_ins", [True, False])
def test_a_walk_in_gets_a_badge_if_that_is_wanted(system: PrintSystem, door: Door, *, walk_ins: bool) -> None:
    choose(door, "once", walk_ins=walk_ins)
    door.station.walk_in(Details("Achieng Otieno"))
    door.settle()
    settle(door, int(walk_ins))
    assert prints(door) == ["Achieng Otieno"] * walk_ins
    assert "Achieng Otieno" in door.people()


def test_once_is_once_for_a_walk_in_too(system: PrintSystem, door: Door) -> None:
    choose(door, "once")
    door.station.walk_in(Details("Achieng Otieno"))
    door.settle()
    settle(door, 1)
    door.station.undo(door.people()["Achieng Otieno"].registrant.id)
    door.settle()
    door.scan(door.code("Achieng Otieno"))
    assert door.verdict.startswith("Welcome")
    door.scan(door.code("Wanjiru Kamau"))
    settle(door, 2)
    assert prints(door) == ["Achieng Otieno", "Wanjiru Kamau"]


def test_once_sends_nothing_more_while_nobody_knows_what_became_of_the_first(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checkin.printing.transport.PATIENCE", 0.2)
    monkeypatch.setattr("checkin.printing.transport._PATIENCE_WITH_DOCUMENT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as ear:
        monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{ear.getsockname()[1]}")
        choose(door, "once")
        door.scan(door.code("Wanjiru Kamau"))
        queue = printing_of(door.station)
        door.qtbot.waitUntil(lambda: [job.stage for job in queue.jobs] == [Stage.UNKNOWN], timeout=5000)
        door.station.undo(door.people()["Wanjiru Kamau"].registrant.id)
        door.settle()
        door.scan(door.code("Wanjiru Kamau"))
        assert door.verdict.startswith("Welcome")
        door.settle()
        assert len(queue.jobs) == 1


def test_a_design_of_the_events_own_is_printed_at_the_door(system: PrintSystem, door: Door) -> None:
    own = replace(designs()["label-62"], id="ours", title="Ours", elements=(Text((5, 5, 50, 20), "Hello {name}", 20),))
    door.station.write(lambda event, _place, now: keep_design(event, own.id, as_json(own), now), lambda _none: None)
    door.settle()
    door.pages.door_printing.choose(AtCheckIn("always", "badge", LABEL, "ours"))
    door.scan(door.code("Wanjiru Kamau"))
    settle(door, 1)
    number = printing_of(door.station).jobs[0].number
    words = subprocess.check_output(["pdftotext", system.printed(number), "-"], text=True)
    assert " ".join(words.split()) == "Hello Wanjiru Kamau"
    door.pages.door_printing.ask()
    door.settle()
    dialog = door.frame.findChildren(DoorPrintingDialog)[-1]
    assert dialog.design.design() == own
    dialog._save()
    assert settings.at_check_in().design == "ours"


def test_the_queue_goes_on_when_the_printer_is_gone_and_the_door_says_what_is_missing(
    system: PrintSystem, door: Door
) -> None:
    choose(door, "once")
    system.remove("badge")
    for name in ("Wanjiru Kamau", "Mary Wambui Njoroge"):
        door.scan(door.code(name))
        assert door.verdict.startswith("Welcome")
    notice = door.find(QLabel, "printer_notice")
    door.qtbot.waitUntil(lambda: "And 1 more" in notice.text())
    assert notice.text().startswith("Badge of Wanjiru Kamau: The printer badge is gone.")
    assert prints(door) == []
    system.add("badge")
    for job in printing_of(door.station).jobs:
        printing_of(door.station).retry(job.key)
    settle(door, 2)
    assert sorted(prints(door)) == ["Mary Wambui Njoroge", "Wanjiru Kamau"]
    assert not notice.isVisible()


def test_what_was_chosen_is_remembered_on_this_laptop(
    system: PrintSystem, qtbot: QtBot, door: Door, event_path: object
) -> None:
    door.pages.door_printing.ask()
    door.settle()
    dialog = door.frame.findChildren(DoorPrintingDialog)[-1]
    assert dialog.when["off"].isChecked()
    assert dialog.printer.itemText(0) == "badge — ready"
    assert dialog.stock.currentData().name == LABEL
    dialog.when["always"].setChecked(True)
    dialog.walk_ins.setChecked(False)
    dialog._save()
    chosen = AtCheckIn("always", "badge", LABEL, dialog.design.design().id, walk_ins=False)
    assert door.pages.door_printing.chosen == chosen
    assert settings.at_check_in() == chosen
    with open_window(qtbot, None) as other:
        assert other.pages.door_printing.chosen == chosen


def test_a_door_cannot_print_without_a_printer(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", "/nowhere")
    door.pages.door_printing.ask()
    door.settle()
    dialog = door.frame.findChildren(DoorPrintingDialog)[-1]
    assert "There is no print system at /nowhere" in dialog._state.text()
    dialog.when["once"].setChecked(True)
    dialog._save()
    assert dialog.isVisible()
    assert settings.at_check_in() == AtCheckIn()
    dialog.reject()


def test_a_lost_badge_is_replaced_at_the_desk_and_the_old_one_is_refused(door: Door) -> None:
    old = door.code("Wanjiru Kamau")
    door.window.open_page(door.pages.registrants)
    door.settle()
    door.pages.registrants.show_registrant(door.people()["Wanjiru Kamau"].registrant.id)
    door.settle()
    door.find(QPushButton, "person_badge_lost").click()
    door.find(QPushButton, "person_badge_replace").click()
    door.settle()
    badge = door.pages.registrants.person._badge
    assert "There is no reason given" in badge._problem.text()
    door.find(QLineEdit, "person_badge_why").setText("left in the bus")
    door.find(QPushButton, "person_badge_replace").click()
    door.settle()
    assert badge._said.text().startswith("The old badge no longer counts")
    new = door.code("Wanjiru Kamau")
    assert new != old
    door.scan(old)
    assert door.verdict.startswith("Old badge")
    door.scan(new)
    assert door.verdict.startswith("Welcome")


def test_settings_that_say_nonsense_print_nothing_and_correct_nothing() -> None:
    file = settings.file().with_name("printing.json")
    file.parent.mkdir(parents=True, exist_ok=True)
    for text in ("", "[]", '{"at_check_in": 5, "profiles": {"p": 7}}', '{"at_check_in": {"when": "often"}}'):
        file.write_text(text)
        assert settings.at_check_in().when == "off"
        assert settings.profile("p", "s") == settings.Profile()
    settings.keep_profile("p", "s", settings.Profile(1.5, -2, 1.002, 0.998))
    settings.keep_profile("p", "t", settings.Profile(30, 0, 1, 1))
    assert settings.profile("p", "s") == settings.Profile(1.5, -2, 1.002, 0.998)
    assert settings.profile("p", "t") == settings.Profile()
