"""The poster in the window, and the online link that is set where seats and hours are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
import zxingcpp
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from checkin.services import guests
from checkin.ui.badges.poster_form import PosterForm
from checkin.ui.desk.session_rules import SessionRules
from checkin.ui.printers.print_dialog import PrintDialog
from checkin.ui.printers.print_jobs import Stage
from checkin.ui.printers.printing import printing_of
from tests.badges.test_poster import run
from tests.print_system import PrintSystem
from tests.ui.hands import Door
from tests.ui.test_named_for_everyone import ours, unnamed


def open_form(door: Door) -> PosterForm:
    door.window.open_page(door.window.page_badges)
    door.settle()
    door.pages.badges.forms.show_poster()
    door.settle()
    return door.find(PosterForm, "poster_form")


def test_the_online_link_is_kept_with_the_rules_and_stands_on_the_poster(door: Door, tmp_path: Path) -> None:
    door.pages.show_rules()
    rules = door.find(SessionRules, "session_rules")
    rules.online_link.setText("zoommtg://zoom.us")
    rules._save()
    door.settle()
    assert rules.isVisible()
    assert "is not a web link" in rules._problem.text()
    rules.online_link.setText("  shorturl.at/behVW\u200b")
    rules._save()
    door.settle()
    assert not shiboken6.isValid(rules)
    assert door.station.place.session.online_link == "shorturl.at/behVW"
    assert door.station.whole_event.sessions[0].online_link == "shorturl.at/behVW"
    form = open_form(door)
    assert door.find(QLabel, "poster_lacks").text().startswith("There is no link to the registration form")
    form.papers[form.paper].setFocus()
    form.papers[next(one for one in form.papers if one is not form.paper)].click()
    form.save_pdf(tmp_path / "poster.pdf")
    door.settle()
    assert door.find(QLabel, "poster_done").text() == f"Saved: {tmp_path / 'poster.pdf'}"
    assert "(A3)" in run("pdfinfo", tmp_path / "poster.pdf")
    run("pdftoppm", "-r", "60", "-gray", "-singlefile", tmp_path / "poster.pdf", tmp_path / "page")
    with Image.open(tmp_path / "page.pgm") as page:
        assert [one.text for one in zxingcpp.read_barcodes(page)] == ["https://shorturl.at/behVW"]


def test_the_poster_that_is_shown_is_the_one_that_is_saved(door: Door, tmp_path: Path) -> None:
    door.station.write(
        lambda event, place, now: guests.keep(event, "bit.ly/ImPACT-form", ["ar"], place, now),
        lambda event: setattr(door.station, "whole_event", event),
    )
    door.settle()
    form = open_form(door)
    form._picture.pixmap().toImage().scaled(1120, 1584).save(str(tmp_path / "shown.png"))
    with Image.open(tmp_path / "shown.png") as picture:
        assert [one.text for one in zxingcpp.read_barcodes(picture.convert("L"))] == ["https://bit.ly/ImPACT-form"]


def test_without_links_it_is_a_sign_and_what_cannot_be_written_is_told(door: Door, tmp_path: Path) -> None:
    session = replace(door.station.place.session, online_link="")
    door.station.set_rules(session, lambda: None, print)
    door.settle()
    form = open_form(door)
    assert form._lacks.text().endswith("Without links it is a sign for the door.")
    form.save_pdf(tmp_path / "gone" / "poster.pdf")
    door.settle()
    assert "There is no folder" in form._problem.text()
    door.press(Qt.Key.Key_Return, "\r")
    assert unnamed(form) == []
    assert len(ours(form)) >= 5


def test_the_poster_goes_to_a_printer_and_is_nobodys_badge(
    cups: PrintSystem, door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUPS_SERVER", cups.server.host)
    door.station.set_rules(replace(door.station.place.session, online_link="shorturl.at/behVW"), lambda: None, print)
    door.settle()
    form = open_form(door)
    door.find(QPushButton, "poster_print").click()
    door.settle()
    door.find(PrintDialog, "print_dialog").print.click()
    jobs = printing_of(door.station)
    door.qtbot.waitUntil(lambda: bool(jobs.jobs) and jobs.jobs[0].stage is Stage.PRINTED, timeout=15_000)
    assert form._done.text() == "On its way to badge"
    printed = cups.printed(jobs.jobs[0].number)
    assert "Pages:           1" in run("pdfinfo", printed)
    run("pdftoppm", "-r", "100", "-gray", "-singlefile", printed, tmp_path / "page")
    with Image.open(tmp_path / "page.pgm") as page:
        assert [one.text for one in zxingcpp.read_barcodes(page)] == ["https://shorturl.at/behVW"]
    assert door.facts() == []
