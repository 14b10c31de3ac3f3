"""The sheet in the window: looked for, measured by oneself, and the printer that is put right for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from checkin import settings
from checkin.badges.stock import STANDARD, all_stocks, stocks
from checkin.settings import Profile
from checkin.ui.badges.adjusting_form import AdjustingForm
from checkin.ui.badges.badges_page import BadgesPage
from checkin.ui.badges.sheet_form import SheetForm
from checkin.ui.printers.print_jobs import Stage
from checkin.ui.printers.printing import printing_of
from tests.badges.test_adjusting import lines_of
from tests.print_system import PrintSystem
from tests.ui.hands import Door
from tests.ui.test_named_for_everyone import unnamed


@pytest.fixture
def page(door: Door) -> BadgesPage:
    door.window.open_page(door.window.page_badges)
    door.settle()
    return door.pages.badges


def look_for(door: Door, page: BadgesPage, text: str) -> None:
    page.stock.field.setFocus()
    page.stock.field.selectAll()
    door.type(text)
    completer = page.stock.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    popup.hide()
    door.window.activateWindow()
    door.qtbot.waitUntil(door.window.isActiveWindow)
    page.stock.field.setFocus()


def test_a_sheet_is_looked_for_by_its_size_and_chosen_with_enter(door: Door, page: BadgesPage) -> None:
    look_for(door, page, "85.6 × 53,98 plain a4")
    door.press(Qt.Key.Key_Return)
    door.settle()
    assert page.stock.currentData().name == "Plain A4, 10 x CR80"
    assert page._run is not None
    assert page._run.sheets.stock == page.stock.currentData()
    assert page.stock.field.text() == page.stock.itemText(page.stock.currentIndex())


def test_what_is_no_sheet_leaves_the_chosen_one(door: Door, page: BadgesPage) -> None:
    look_for(door, page, "papyrus")
    door.press(Qt.Key.Key_Return)
    door.settle()
    assert page.stock.currentData().name == STANDARD
    assert page.stock.field.text().startswith(STANDARD)


def own_sheet(door: Door, page: BadgesPage) -> SheetForm:
    page.show_own_sheet()
    door.settle()
    return door.find(SheetForm, "sheet_form")


def test_a_sheet_of_ones_own_is_kept_chosen_changed_and_forgotten(door: Door, page: BadgesPage) -> None:
    form = own_sheet(door, page)
    assert unnamed(form) == []
    form.name.setText("Cards from Kijabe Street")
    form.lengths["width"].setValue(120)
    assert "on one another" in door.find(QLabel, "sheet_problem").text()
    assert not form.keep.isEnabled()
    form.lengths["width"].setValue(90)
    assert form.keep.isEnabled()
    form.keep.click()
    door.settle()
    chosen = page.stock.currentData()
    assert chosen == replace(stocks()[STANDARD], name="Cards from Kijabe Street", width=90.0)
    assert page._run is not None
    assert page._run.sheets.stock == chosen
    form = own_sheet(door, page)
    form.name.setText("Cards")
    form.counts["rows"].setValue(3)
    form.keep.click()
    door.settle()
    assert [name for name in all_stocks() if name not in stocks()] == ["Cards"]
    assert page.stock.currentData().rows == 3
    own_sheet(door, page).forget.click()
    door.settle()
    assert all_stocks() == stocks()
    assert page.stock.currentData().name == STANDARD


def test_a_sheet_does_not_take_the_name_of_another(door: Door, page: BadgesPage) -> None:
    form = own_sheet(door, page)
    form.name.setText(STANDARD)
    form.keep.click()
    assert form.isVisible()
    assert "already" in door.find(QLabel, "sheet_problem").text()


def test_a_printer_is_measured_and_its_next_page_is_right(
    cups: PrintSystem, monkeypatch: pytest.MonkeyPatch, door: Door, page: BadgesPage, tmp_path: Path
) -> None:
    monkeypatch.setenv("CUPS_SERVER", cups.server.host)
    page.show_adjusting()
    form = door.find(AdjustingForm, "adjusting_form")
    assert unnamed(form) == []
    door.qtbot.waitUntil(lambda: form.printer.count() > 0, timeout=15_000)
    printer = form.printer.currentData()
    form.test.click()
    queue = printing_of(door.station)
    door.qtbot.waitUntil(lambda: queue.jobs[0].stage is Stage.PRINTED, timeout=15_000)
    measured = lines_of(cups.printed(queue.jobs[0].number), tmp_path)
    form.measures["left"].setValue(round(measured.left + 1.5, 1))
    form.measures["right"].setValue(round(measured.right + 1.5, 1))
    form.keep.click()
    kept = settings.profile(printer, STANDARD)
    assert kept.right == pytest.approx(-1.5, abs=0.2)
    assert (kept.down, kept.scale_x, kept.scale_y) == pytest.approx((0, 1, 1), abs=0.01)
    assert f"{kept.right:+.1f} mm to the right" in door.find(QLabel, "adjusting_kept").text()
    form.save_pdf(tmp_path / "again.pdf")
    assert lines_of(tmp_path / "again.pdf", tmp_path).left == pytest.approx(measured.left - 1.5, abs=0.2)
    form.measures["left"].setValue(90.0)
    form.keep.click()
    assert "No printer is as far off" in door.find(QLabel, "adjusting_problem").text()
    assert settings.profile(printer, STANDARD) == kept
    form.none.click()
    assert settings.profile(printer, STANDARD) == Profile()
