"""Badges on real printers of a print system of our own: what becomes of a job is seen, and nobody waits for it."""

from __future__ import annotations

import re
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QListWidget, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from checkin.badges.design import Back
from checkin.badges.stock import stock_named
from checkin.domain.journal import FactKind
from checkin.services import overview, prints
from checkin.services.place import Place
from checkin.storage.event_file import EventFile
from checkin.ui.badges.badge_lists import BadgeLists
from checkin.ui.badges.badges_page import BadgesPage
from checkin.ui.printers.came_out import CameOut
from checkin.ui.printers.print_dialog import Chosen, PrintDialog
from checkin.ui.printers.print_jobs import Sent, Stage
from checkin.ui.printers.printing import printing_of
from tests.print_system import PrintSystem, print_system
from tests.ui.hands import Door


@pytest.fixture
def system(cups: PrintSystem, monkeypatch: pytest.MonkeyPatch) -> PrintSystem:
    monkeypatch.setenv("CUPS_SERVER", cups.server.host)
    return cups


@pytest.fixture
def page(door: Door) -> BadgesPage:
    door.window.open_page(door.window.page_badges)
    door.settle()
    return door.pages.badges


def asked(door: Door, page: BadgesPage) -> PrintDialog:
    """The dialog, once it knows the printers."""
    page.print.click()
    door.settle()
    door.qtbot.waitUntil(lambda: bool(page.findChildren(PrintDialog)))
    door.settle()
    return page.findChildren(PrintDialog)[-1]


def newest(door: Door) -> Sent:
    return printing_of(door.station).jobs[0]


def send(door: Door, page: BadgesPage) -> None:
    dialog = asked(door, page)
    dialog.print.click()
    door.settle()


def until(door: Door, stage: Stage) -> None:
    door.qtbot.waitUntil(lambda: newest(door).stage is stage, timeout=15_000)
    door.settle()


def until_said(door: Door, page: BadgesPage, words: str) -> None:
    jobs = page.findChild(QListWidget, "print_queue_jobs")
    door.qtbot.waitUntil(lambda: words in jobs.item(0).text(), timeout=15_000)


def kinds(door: Door) -> list[FactKind]:
    return [fact.kind for fact in door.facts()]


def test_badges_go_to_the_chosen_printer_and_the_queue_says_so(
    system: PrintSystem, door: Door, page: BadgesPage
) -> None:
    assert not page._queue.isVisible()
    dialog = asked(door, page)
    assert [dialog.list.item(row).text() for row in range(dialog.list.count())] == ["badge\nready"]
    dialog.print.click()
    door.settle()
    assert page._queue.isVisible()
    until(door, Stage.PRINTED)
    assert kinds(door) == [FactKind.BADGE_PRINTED] * 6
    assert door.facts()[0].note == f"badge · {newest(door).number}"
    assert not any(person.entry for person in door.everyone())
    words = subprocess.check_output(["pdftotext", system.printed(newest(door).number), "-"], text=True)
    assert "Wanjiru Kamau" in " ".join(words.split())
    until_said(door, page, "printed")


def test_nobody_gets_a_second_badge_without_a_reason(system: PrintSystem, door: Door, page: BadgesPage) -> None:
    send(door, page)
    until(door, Stage.PRINTED)
    dialog = asked(door, page)
    assert not dialog.print.isEnabled()
    assert not dialog.system.isEnabled()
    dialog.why.setEditText("Did not come out well")
    dialog.print.click()
    door.settle()
    until(door, Stage.PRINTED)
    assert [fact.reason for fact in door.facts()] == [""] * 6 + ["Did not come out well"] * 6


def test_what_came_out_is_printed_again_from_the_queue_for_a_reason_only(
    system: PrintSystem, door: Door, page: BadgesPage
) -> None:
    send(door, page)
    until(door, Stage.PRINTED)
    for said, jobs in (("", 1), ("The name was corrected", 2)):
        door.find(QPushButton, "print_queue_retry").click()
        dialog = page.findChildren(QInputDialog, "print_queue_why")[-1]
        dialog.setTextValue(said)
        dialog.accept()
        door.settle()
        until(door, Stage.PRINTED)
        assert kinds(door) == [FactKind.BADGE_PRINTED] * 6 * jobs
    assert [fact.reason for fact in door.facts()] == [""] * 6 + ["The name was corrected"] * 6


def test_a_single_badge_goes_on_the_place_of_the_sheet_that_is_free(
    system: PrintSystem, door: Door, page: BadgesPage
) -> None:
    person = page._run.sheets.people[0]
    badge = door.pages.registrants.person._badge
    badge.show_person(person)

    def ask(*, again: bool = False) -> PrintDialog:
        badge.print.click()
        door.settle()

        def shown() -> list[PrintDialog]:
            return [dialog for dialog in badge.findChildren(PrintDialog) if dialog.isVisibleTo(badge)]

        door.qtbot.waitUntil(lambda: bool(shown()) and shown()[-1].print.isEnabled() is not again)
        return shown()[-1]

    dialog = ask()
    assert dialog.place.isVisibleTo(dialog)
    assert (dialog.place.value(), dialog.place.maximum()) == (1, 8)
    dialog.place.setValue(4)
    dialog.print.click()
    door.settle()
    until(door, Stage.PRINTED)
    printed = system.printed(newest(door).number)
    words = (
        "pdftotext",
        "-x",
        "306",
        "-y",
        "240",
        "-W",
        "272",
        "-H",
        "180",
        printed,
        "-",
    )  # the second of the second row
    assert person.name in " ".join(subprocess.check_output(words, text=True).split())
    dialog = ask(again=True)
    assert dialog.place.value() == 5
    dialog.reject()
    assert not asked(door, page).place.isVisible()  # of several badges the places are chosen on the page


def test_after_a_run_on_a_used_sheet_the_next_begins_where_it_ended(
    system: PrintSystem, door: Door, page: BadgesPage
) -> None:
    page.run_choice._keep(frozenset({0}))
    door.settle()
    send(door, page)
    until(door, Stage.PRINTED)
    assert page.run_choice._said.text() == "Used on the first sheet: 1-7"
    assert page._run.sheets.pages == 2


def test_the_paper_is_turned_only_for_a_design_with_a_back(system: PrintSystem, door: Door, page: BadgesPage) -> None:
    for back, over_the_top, sides in (
        (Back.NONE, False, "one-sided"),
        (Back.SAME, False, "two-sided-long-edge"),
        (Back.SAME, True, "two-sided-short-edge"),
    ):
        run = page._run.sheets
        layout = replace(run.layout, over_the_top=over_the_top)
        two_sided = replace(run, design=replace(run.design, back=back), layout=layout)
        page._printing._print(two_sided, Chosen("badge", ""))
        until(door, Stage.PRINTED)
        assert f"sides={sides}" in system.options(newest(door).number)


def test_out_of_paper_is_said_and_the_job_is_cancelled_from_here(
    system: PrintSystem, door: Door, page: BadgesPage
) -> None:
    system.set("empty")
    send(door, page)
    until_said(door, page, "out of paper")
    assert newest(door).needs_a_hand
    assert len(overview.lines(*_reading(door))) == 6
    door.find(QPushButton, "print_queue_cancel").click()
    until(door, Stage.CANCELLED)
    # It was at its printer, and only who stands there knows whether a sheet came out.
    until_said(door, page, "say what came out")
    assert kinds(door) == [FactKind.BADGE_PRINTED] * 6
    answer(door, page, "came_out_no")
    door.qtbot.waitUntil(lambda: kinds(door).count(FactKind.BADGE_SPOILED) == 6)
    door.find(QRadioButton, "badges_not_printed").click()
    door.settle()
    assert page._count.text().startswith("6 badges")


def answer(door: Door, page: BadgesPage, button: str, sheets: int | None = None) -> None:
    """Say what came out of the chosen job."""
    assert not door.find(QPushButton, "print_queue_cancel").isEnabled()
    door.find(QPushButton, "print_queue_retry").click()
    asking = page.findChildren(CameOut)[-1]
    if sheets is not None:
        asking.sheets.setValue(sheets)
    asking.findChild(QPushButton, button).click()
    door.settle()


def test_of_a_run_that_was_broken_off_the_sheets_that_came_out_count(
    system: PrintSystem, door: Door, page: BadgesPage
) -> None:
    run = page._run.sheets
    labels = replace(run, stock=stock_named("A7"))  # a page for each of six people
    system.set("empty")
    page._printing._print(labels, Chosen("badge", ""))
    until_said(door, page, "out of paper")
    door.find(QPushButton, "print_queue_cancel").click()
    until(door, Stage.CANCELLED)
    answer(door, page, "came_out_go", 2)
    door.qtbot.waitUntil(lambda: kinds(door).count(FactKind.BADGE_SPOILED) == 4)
    spoiled = [fact.registrant_id for fact in door.facts() if fact.kind is FactKind.BADGE_SPOILED]
    assert spoiled == [person.id for person in run.people[2:]]
    # What is sent again is the rest, for no other reason than that it did not come out.
    system.mend()
    until_said(door, page, "cancelled")
    door.find(QPushButton, "print_queue_retry").click()
    until(door, Stage.PRINTED)
    assert newest(door).order.people == tuple(spoiled)
    words = subprocess.check_output(["pdfinfo", system.printed(newest(door).number)], text=True)
    assert re.search(r"Pages: +4", words)
    assert {*prints.times_printed(_reading(door)[0], [one.id for one in run.people]).values()} == {1}


def test_what_never_reached_its_printer_is_taken_back_without_a_question(
    system: PrintSystem, door: Door, page: BadgesPage
) -> None:
    system.run("cupsdisable", "badge")
    send(door, page)
    until_said(door, page, "paused")
    door.find(QPushButton, "print_queue_cancel").click()
    until(door, Stage.CANCELLED)
    door.qtbot.waitUntil(lambda: kinds(door).count(FactKind.BADGE_SPOILED) == 6)
    assert not newest(door).needs_a_hand
    system.run("cupsenable", "badge")


def _reading(door: Door) -> tuple[EventFile, Place]:
    return door.station._reading_file, door.station.place


def test_a_paused_printer_is_let_go_on_from_here(system: PrintSystem, door: Door, page: BadgesPage) -> None:
    system.run("cupsdisable", "-r", "Lunch", "badge")
    dialog = asked(door, page)
    assert dialog.list.item(0).text() == "badge\npaused (Lunch)"
    dialog.print.click()
    door.settle()
    until_said(door, page, "paused")
    door.find(QPushButton, "print_queue_retry").click()
    until(door, Stage.PRINTED)
    assert kinds(door) == [FactKind.BADGE_PRINTED] * 6


def test_what_a_printer_rejects_is_not_lost_and_is_sent_again_by_hand(
    system: PrintSystem, door: Door, page: BadgesPage
) -> None:
    system.run("cupsreject", "badge")
    send(door, page)
    until(door, Stage.FAILED)
    until_said(door, page, "takes no jobs at the moment")
    assert kinds(door) == []
    system.run("cupsaccept", "badge")
    door.find(QPushButton, "print_queue_retry").click()
    until(door, Stage.PRINTED)
    assert len(printing_of(door.station).jobs) == 1
    assert kinds(door) == [FactKind.BADGE_PRINTED] * 6


def test_a_printer_that_is_taken_away_with_its_job_leaves_nobody_without_a_badge(
    system: PrintSystem, door: Door, page: BadgesPage
) -> None:
    system.set("empty")
    send(door, page)
    until_said(door, page, "out of paper")
    system.remove("badge")
    door.qtbot.waitUntil(lambda: newest(door).stage is not Stage.SENT, timeout=15_000)
    door.settle()
    answer(door, page, "came_out_no")
    door.qtbot.waitUntil(lambda: kinds(door).count(FactKind.BADGE_SPOILED) == 6)
    system.add("badge")


@pytest.mark.usefixtures("cups")  # which says where there is none
def test_a_print_system_that_ends_with_a_job_in_it_is_told_and_nothing_is_printed_twice(
    door: Door, page: BadgesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    with print_system() as system:
        monkeypatch.setenv("CUPS_SERVER", system.server.host)
        system.add("badge")
        system.set("empty")
        send(door, page)
        until_said(door, page, "out of paper")
    until_said(door, page, "There is no print system")
    sent = newest(door)
    assert sent.stage is Stage.SENT  # When it is there again, the job goes on.
    assert sent.needs_a_hand
    assert kinds(door) == [FactKind.BADGE_PRINTED] * 6
    assert printing_of(door.station).under_way(sent.order.people) == set(sent.order.people)


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A print system that takes every call and never answers."""
    monkeypatch.setattr("checkin.printing.transport.PATIENCE", 0.4)
    monkeypatch.setattr("checkin.printing.transport._PATIENCE_WITH_DOCUMENT", 0.6)
    with socket.create_server(("127.0.0.1", 0)) as ear:
        monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{ear.getsockname()[1]}")
        yield


def test_a_print_system_that_never_answers_holds_up_nobody(silent: None, door: Door, page: BadgesPage) -> None:
    page.print.click()
    door.qtbot.waitUntil(lambda: bool(page.findChildren(PrintDialog)))
    dialog = page.findChildren(PrintDialog)[-1]
    began = time.monotonic()
    door.scan(door.code("Wanjiru Kamau"))
    assert door.verdict.startswith("Welcome")
    assert time.monotonic() - began < 5
    door.qtbot.waitUntil(lambda: "does not answer" in dialog._state.text(), timeout=5000)
    assert not dialog.print.isEnabled()
    assert dialog.system.isEnabled()


def test_of_a_job_that_nobody_answered_for_it_is_said_and_it_is_not_sent_twice(
    silent: None, door: Door, page: BadgesPage
) -> None:
    page._printing._print(page._run.sheets, Chosen("badge", ""))
    until(door, Stage.UNKNOWN)
    until_said(door, page, "it may have taken the job")
    assert kinds(door) == []
    assert door.find(QPushButton, "print_queue_retry").text() == "Say what came out…"
    page.print.click()
    door.settle()
    door.qtbot.waitUntil(lambda: bool(page.findChildren(PrintDialog)))
    assert not page.findChildren(PrintDialog)[-1].system.isEnabled()
    page.findChildren(PrintDialog)[-1].reject()
    answer(door, page, "came_out_yes")
    door.qtbot.waitUntil(lambda: kinds(door) == [FactKind.BADGE_PRINTED] * 6)
    until_said(door, page, "printed")
    door.find(QPushButton, "print_queue_cancel").click()
    assert printing_of(door.station).jobs == ()
    assert not page._queue.isVisible()


def test_the_lists_say_where_badges_and_people_differ(door: Door, page: BadgesPage, tmp_path: Path) -> None:
    page.save_pdf(tmp_path / "badges.pdf")
    door.settle()
    door.scan(door.code("Wanjiru Kamau"))
    door.window.open_page(page)
    door.find(QPushButton, "badges_lists").click()
    door.settle()
    lists = page.findChildren(BadgeLists)[-1]
    assert lists.tabs.tabText(0) == "Printed, not here (5)"
    assert lists.tabs.tabText(1) == "Here, not printed (0)"
    assert [lists.not_printed.item(row).text() for row in range(lists.not_printed.count())] == ["Nobody."]
    assert lists.not_printed.item(0).flags() == Qt.ItemFlag.NoItemFlags
    assert lists.log.item(0).text().endswith("badges.pdf · Door A")
    first = lists.not_here.item(0)
    assert first.text().startswith("José Álvarez Núñez")
    lists.not_here.itemActivated.emit(first)
    door.settle()
    assert door.pages.registrants.person._title.text() == "José Álvarez Núñez"


def test_the_print_dialog_takes_no_bare_enter(system: PrintSystem, qtbot: QtBot, door: Door, page: BadgesPage) -> None:
    dialog = asked(door, page)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert printing_of(door.station).jobs == ()
    dialog.reject()
