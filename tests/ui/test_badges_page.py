"""The badges page: the preview is what comes out, and what comes out can be scanned."""

from __future__ import annotations

import subprocess
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from checkin import settings
from checkin.badges.design import Back
from checkin.badges.library import designs
from checkin.badges.sheets import Sheets
from checkin.domain.code import new_code
from checkin.domain.journal import FactKind
from checkin.domain.registrant import Details, Registrant, Status
from checkin.settings import AtCheckIn
from checkin.storage import registrants
from checkin.storage.event_file import open_event
from checkin.ui.badges.badge_run import Run
from checkin.ui.badges.badges_page import BadgesPage
from tests.ui.hands import PEOPLE, Door, make_event, open_window

NAMES = (
    *PEOPLE,
    Details("فاطمة الزهراء", organisation="جامعة القاهرة"),
    Details("<b>Ana</b> & Eva", organisation="=1+1"),
    Details("Ana 👩🏽 Pérez"),
    Details("Cancelled Person", status=Status.CANCELLED),
)


@pytest.fixture
def event_path(tmp_path: Path) -> Path:
    return make_event(tmp_path / "kick-off.checkin", NAMES)


@pytest.fixture
def page(door: Door) -> BadgesPage:
    door.window.open_page(door.window.page_badges)
    door.settle()
    return door.pages.badges


def run(*command: str | Path) -> str:
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout


def codes_on(pdf: Path, folder: Path) -> list[list[str]]:
    """What a scanner reads on each page of a PDF."""
    run("pdftoppm", "-r", "200", "-gray", pdf, folder / "page")
    return [
        [found.text for found in zxingcpp.read_barcodes(Image.open(picture))]
        for picture in sorted(folder.glob("page*.pgm"))
    ]


def test_the_count_says_badges_and_sheets_without_the_cancelled(page: BadgesPage) -> None:
    assert page._count.text() == "9 badges on 2 sheets"
    assert page.sheets.where.text() == "Sheet 1 of 2"


def test_the_sheets_are_turned_to_the_last_and_no_further(door: Door, page: BadgesPage) -> None:
    before, after = door.find(QPushButton, "badges_before"), door.find(QPushButton, "badges_after")
    assert not before.isEnabled()
    first = page.sheets.picture.pixmap().toImage()
    after.click()
    assert page.sheets.where.text() == "Sheet 2 of 2"
    assert page.sheets.picture.pixmap().toImage() != first
    assert not after.isEnabled()
    before.click()
    assert page.sheets.picture.pixmap().toImage() == first


def test_another_stock_lays_the_same_people_out_anew(door: Door, page: BadgesPage) -> None:
    stock = door.find(QComboBox, "badges_stock")
    pages = set()
    for row in range(stock.count()):
        stock.setCurrentIndex(row)
        door.settle()
        assert page._run is not None
        assert len(page._run.sheets.people) == 9
        assert page._count.text().startswith("9 badges on ")
        pages.add(page._run.sheets.pages)
    assert len(pages) > 1


def test_the_design_follows_the_stock_until_a_person_chooses_one(door: Door, page: BadgesPage) -> None:
    stock, design = door.find(QComboBox, "badges_stock"), door.find(QComboBox, "badges_design")

    def on(name: str) -> str:
        stock.setCurrentIndex(next(row for row in range(stock.count()) if name in stock.itemText(row)))
        door.settle()
        assert page._run is not None
        assert page._run.sheets.design is design.currentData()
        return str(design.currentData().id)

    assert [on(name) for name in ("L4745", "Herma 9642", "82x203", "DK-11202")] == [
        "name",
        "square",
        "fold",
        "label-62",
    ]
    design.setFocus()
    QTest.keyClick(design, Qt.Key.Key_End)
    chosen = design.currentData().id
    assert chosen != "label-62"
    assert [on(name) for name in ("L4745", "Herma 9642")] == [chosen, chosen]
    assert design.count() == len(designs())


def test_sheet_and_design_are_those_of_last_time_and_a_single_badge_follows_them(
    qtbot: QtBot, event_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_window(qtbot, event_path) as door:
        door.window.open_page(door.pages.badges)
        door.settle()
        page = door.pages.badges
        page.stock.setCurrentIndex(page.stock.findText("Dymo 99014", Qt.MatchFlag.MatchStartsWith))
        door.settle()
        page.design.setFocus()
        QTest.keyClick(page.design, Qt.Key.Key_End)
        chosen = page.stock.currentData().name, page.design.design().id
    with open_window(qtbot, event_path) as door:
        door.window.open_page(door.pages.badges)
        door.settle()
        page = door.pages.badges
        assert (page.stock.currentData().name, page.design.design().id) == chosen
        asked: list[Sheets] = []
        badge = door.pages.registrants.person._badge
        monkeypatch.setattr(badge._printing, "ask", asked.append)
        badge.show_person(next(person for person in page._run.sheets.people))  # type: ignore[union-attr]
        for when, stock in (("off", chosen[0]), ("once", "A6")):
            settings.keep_at_check_in(AtCheckIn(when, stock="A6", design="name"))
            badge.print.click()
            door.settle()
            assert asked[-1].stock.name == stock
        assert asked[0].design.id == chosen[1]


def test_every_code_on_the_saved_sheets_is_its_persons_and_admits(door: Door, page: BadgesPage, tmp_path: Path) -> None:
    pdf = tmp_path / "badges.pdf"
    page.save_pdf(pdf)
    door.settle()
    assert door.find(QLabel, "badges_done").text() == f"Saved: {pdf}"
    assert "Pages:           2" in run("pdfinfo", pdf)
    expected = {person.registrant.own_code for name, person in door.people().items() if name != "Cancelled Person"}
    assert len(expected) == 9
    on_pages = codes_on(pdf, tmp_path)
    assert [len(codes) for codes in on_pages] == [8, 1]
    assert {code for codes in on_pages for code in codes} == expected
    words = run("pdftotext", pdf, "-")
    for name in ("Wanjiru Kamau", "José Álvarez Núñez", "李伟", "Ольга Фёдорова", "<b>Ana</b> & Eva", "=1+1"):
        assert name in " ".join(words.split())
    assert "Cancelled Person" not in words
    door.scan(on_pages[1][0])
    assert door.verdict.startswith("Welcome — come in. ")


def test_the_preview_shows_the_codes_that_will_be_printed(qtbot: QtBot, event_path: Path, tmp_path: Path) -> None:
    with open_window(qtbot, event_path, size=(3000, 2400)) as door:
        door.window.open_page(door.window.page_badges)
        door.settle()
        door.pages.badges.sheets.picture.pixmap().save(str(tmp_path / "preview.png"))
        found = {one.text for one in zxingcpp.read_barcodes(Image.open(tmp_path / "preview.png"))}
        assert len(found) == 8
        assert found <= {person.registrant.own_code for person in door.people().values()}


def test_an_existing_file_is_kept_unless_it_was_asked_about(door: Door, page: BadgesPage, tmp_path: Path) -> None:
    pdf = tmp_path / "badges.pdf"
    pdf.write_text("precious", encoding="utf-8")
    page.save_pdf(pdf)
    door.settle()
    assert pdf.read_text(encoding="utf-8") == "precious"
    assert page._problem.isVisible()
    assert "There is already a file" in page._problem.text()
    assert not page._done.isVisible()
    assert door.facts() == []
    page.save_pdf(pdf, replace=True)
    door.settle()
    assert pdf.read_bytes().startswith(b"%PDF")
    assert not page._problem.isVisible()


def test_a_design_with_a_back_says_how_sheets_are_turned(page: BadgesPage) -> None:
    assert page._run is not None
    assert not page._notice.isVisible()
    sheets = page._run.sheets
    page._laid_out(Run(replace(sheets, design=replace(sheets.design, back=Back.SAME)), ()))
    assert "both sides" in page._notice.text()
    assert "pages of a book" in page._notice.text()
    assert page.run_choice.over_the_top.isVisibleTo(page)
    page.run_choice.over_the_top.setChecked(True)
    layout = page.run_choice.layout_on(sheets.stock)
    page._laid_out(Run(replace(sheets, design=replace(sheets.design, back=Back.SAME), layout=layout), ()))
    assert "over their top edge" in page._notice.text()
    page._laid_out(Run(sheets, ()))
    assert not page.run_choice.over_the_top.isVisibleTo(page)
    assert not page._notice.isVisible()


def test_each_badge_is_saved_as_a_picture_and_is_in_the_journal(door: Door, page: BadgesPage, tmp_path: Path) -> None:
    assert page.pictures.isEnabled()
    page.save_pictures(tmp_path / "badges")
    door.settle()
    assert len(list((tmp_path / "badges").glob("*-badge.png"))) == 9
    assert {fact.kind for fact in door.facts()} == {FactKind.BADGE_PRINTED}
    assert "badges" in page._done.text()


def test_a_saved_badge_is_in_the_journal_and_never_attendance(door: Door, page: BadgesPage, tmp_path: Path) -> None:
    page.save_pdf(tmp_path / "badges.pdf")
    door.settle()
    facts = door.facts()
    assert {fact.kind for fact in facts} == {FactKind.BADGE_PRINTED}
    assert len(facts) == 9
    assert not any(person.entry for person in door.people().values())
    door.find(QRadioButton, "badges_not_printed").click()
    door.settle()
    assert page._count.text() == "0 badges on 0 sheets"
    assert not page.pdf.isEnabled()
    assert not page.print.isEnabled()
    door.find(QRadioButton, "badges_all").click()
    door.settle()
    assert page._count.text() == "9 badges on 2 sheets"


def test_someone_added_at_the_door_gets_a_badge_on_the_next_sheet(door: Door, page: BadgesPage, tmp_path: Path) -> None:
    page.save_pdf(tmp_path / "badges.pdf")
    door.settle()
    door.find(QRadioButton, "badges_not_printed").click()
    door.station.walk_in(Details("Achieng Otieno"))
    door.settle()
    assert page._count.text() == "1 badge on 1 sheet"
    page.save_pdf(tmp_path / "one.pdf")
    door.settle()
    assert codes_on(tmp_path / "one.pdf", tmp_path) == [[door.code("Achieng Otieno")]]


def test_a_folder_that_is_not_there_is_told_of_and_no_badge_counts_as_printed(
    door: Door, page: BadgesPage, tmp_path: Path
) -> None:
    page.save_pdf(tmp_path / "gone" / "badges.pdf")
    door.settle()
    assert "There is no folder" in page._problem.text()
    assert door.facts() == []


def test_printing_prints_the_sheets_and_notes_them(door: Door, page: BadgesPage, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    page._printing.print_with_qt(printer, page._run.sheets, "")
    door.settle()
    assert len([fact for fact in door.facts() if fact.kind is FactKind.BADGE_PRINTED]) == 9
    assert page._done.isVisible()
    assert "Pages:           2" in run("pdfinfo", tmp_path / "printed.pdf")


def test_an_event_without_people_offers_nothing_to_print(qtbot: QtBot, tmp_path: Path) -> None:
    with open_window(qtbot, make_event(tmp_path / "empty.checkin", [])) as door:
        door.window.open_page(door.window.page_badges)
        door.settle()
        page = door.pages.badges
        assert page._count.text() == "0 badges on 0 sheets"
        assert not page.pdf.isEnabled()
        assert not door.find(QPushButton, "badges_after").isEnabled()
        page.save_pdf(tmp_path / "none.pdf")
        door.settle()
        assert "There is nobody to print a badge for." in page._problem.text()
        assert not (tmp_path / "none.pdf").exists()


# -- before ink ------------------------------------------------------------------------------------------------------


def lines(page: BadgesPage) -> list[str]:
    return [page.findings.item(at).text() for at in range(page.findings.count())]


def test_a_good_run_is_read_back_and_printed_though_some_places_stay_empty(
    door: Door, page: BadgesPage, tmp_path: Path
) -> None:
    gaps = lines(page)
    assert gaps
    assert all(": without " in line for line in gaps)
    page.save_pdf(tmp_path / "badges.pdf")
    door.settle()
    assert lines(page) == gaps
    assert (tmp_path / "badges.pdf").exists()


def test_codes_that_are_too_fine_stop_the_run_until_it_is_asked_for_again(
    door: Door, page: BadgesPage, tmp_path: Path
) -> None:
    page.stock.setCurrentIndex(page.stock.findText("Herma 9642", Qt.MatchFlag.MatchStartsWith))
    fine = next(row for row in range(page.design.count()) if page.design.itemData(row).id == "name")
    assert "too fine here" in page.design.itemText(fine)
    page.design.setCurrentIndex(fine)
    door.settle()
    assert "The codes are too fine (0.34 mm a square, 0.5 mm is the least)" in lines(page)
    page.save_pdf(tmp_path / "badges.pdf")
    door.settle()
    assert not (tmp_path / "badges.pdf").exists()
    assert page._notice.text().startswith("Nothing is printed yet")
    assert [fact for fact in door.facts() if fact.kind is FactKind.BADGE_PRINTED] == []
    page.save_pdf(tmp_path / "badges.pdf")
    door.settle()
    assert (tmp_path / "badges.pdf").exists()
    assert not page._notice.isVisible()


def test_a_long_name_and_letters_without_a_font_are_listed_and_lead_to_the_person(qtbot: QtBot, tmp_path: Path) -> None:
    long = "Abena Akosua Konadu-Asantewaa Nana Yaa Serwaa Opoku-Agyemang von Hohenzollern " * 4
    people = (Details("Runa \u16a0\u16a2 Person"), Details(long.strip()), Details("", email="nobody@x.example"))
    with open_window(qtbot, make_event(tmp_path / "odd.checkin", ())) as door:
        with closing(open_event(door.station.path)) as event, event.tx() as tx:
            registrants.add(
                tx,
                [Registrant(str(n), details, codes=(new_code(),)) for n, details in enumerate(people)],
                door.station.place.session.id,
                door.clock(),
            )
        door.window.open_page(door.window.page_badges)
        door.settle()
        page = door.pages.badges
        found = lines(page)
        assert any(line.startswith("Abena") and line.endswith("long, and printed small") for line in found)
        assert "Runa \u16a0\u16a2 Person: no font here has \u16a0 \u16a2" in found
        assert "nobody@x.example: has no name; the badge gets a line to write on" in found
        page.findings.itemActivated.emit(
            page.findings.item(found.index("Runa \u16a0\u16a2 Person: no font here has \u16a0 \u16a2"))
        )
        door.settle()
        assert door.pages.registrants.isVisible()
        assert door.pages.registrants.person._title.text() == "Runa \u16a0\u16a2 Person"
