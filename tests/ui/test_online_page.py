"""The page of those online: a report is loaded, and a person goes through the rest by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QPushButton

from checkin.services import online
from checkin.services.online import Review
from checkin.storage.event_file import open_event
from checkin.ui.online.online_page import OnlinePage
from tests.ui.hands import Door

HEADINGS = (
    "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,Recording Consent,In Waiting Room"
)
TIMES = "05/10/2024 12:31:00 PM,05/10/2024 01:50:00 PM,79,Yes,,No"
ONLINE = (
    ("W.", "w.kamau@mzalendo.example"),
    ("NÚÑEZ José Álvarez", ""),
    ("Mary Wambui", ""),
    ("Olga Fyodorova", ""),
    ("Achieng Newcomer - KHRC", "achieng@new.example"),
    ("Galaxy A12", ""),
    ("<b>Bold</b>", ""),
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "participants.csv"
    path.write_text("\n".join([HEADINGS, *(f"{name},{mail},{TIMES}" for name, mail in ONLINE)]), encoding="utf-8")
    return path


@pytest.fixture
def page(door: Door, report: Path) -> OnlinePage:
    """The page with the report loaded."""
    door.window.open_page(door.window.page_online)
    door.settle()
    door.pages.online.loading.load_files([report])
    door.settle()
    door.settle()
    return door.pages.online


def press(door: Door, page: OnlinePage, key: Qt.Key) -> None:
    QTest.keyClick(page.list, key)
    door.settle()
    door.settle()


def review(door: Door) -> Review:
    event = open_event(door.station.path)
    try:
        return online.review(event, door.station.place.session)
    finally:
        event.close()


def names(page: OnlinePage) -> list[str]:
    return [page.list.item(row).text().split("\n")[0] for row in range(page.list.count())]


def decided(door: Door) -> dict[str, str | None]:
    """What stands about each entry: the registrant's name, "" for left aside; not there while open."""
    found = review(door)
    return {
        item.entry.name: found.registrants[item.registrant_id].name if item.registrant_id else ""
        for item in found.items
        if item.decided is not None
    }


def report_labels(page: OnlinePage) -> list[str]:
    return [label.text() for label in page.reports.findChildren(QLabel) if label.isVisible()]


def test_a_report_is_taken_out_and_counts_again_with_its_decisions_when_it_comes_back(
    door: Door, page: OnlinePage, report: Path
) -> None:
    press(door, page, Qt.Key.Key_Delete)
    before = decided(door)
    QTest.keyClick(page.reports.button, Qt.Key.Key_Space)
    assert page.reports.isVisible()
    assert report_labels(page)[:2] == ["participants.csv", "2024-05-10 12:31 to 2024-05-10 13:50 · 7 rows · 0 doubtful"]
    out = page.reports.findChild(QPushButton, "online_report_out_1")
    assert out is not None
    assert out.accessibleName() == "Take participants.csv out"
    QTest.keyClick(out, Qt.Key.Key_Space)
    door.settle()
    door.settle()
    assert review(door).items == ()
    assert not page.reports.isVisible()
    assert not page.reports.button.isEnabled()
    page.loading.load_files([report])
    door.settle()
    door.settle()
    assert decided(door) == before


def test_the_rows_that_are_doubtful_are_said_with_the_report(door: Door, page: OnlinePage, tmp_path: Path) -> None:
    path = tmp_path / "backwards.csv"
    times = "05/10/2024 01:31:00 PM,05/10/2024 12:50:00 PM,79,Yes,,No"
    path.write_text(f"{HEADINGS}\nAnna Berg,,{TIMES}\nBen Roe,,{times}\n", encoding="utf-8")
    page.loading.load_files([path])
    door.settle()
    door.settle()
    page.reports.button.click()
    assert any(text.startswith("Row 3: ") for text in report_labels(page))


def test_what_the_address_tells_is_recognised_and_the_rest_is_asked(door: Door, page: OnlinePage) -> None:
    assert decided(door) == {"W.": "Wanjiru Kamau"}
    assert door.find(QLabel, "online_progress").text() == "1 recognised · 6 to decide · 0 left aside"
    assert names(page)[:3] == ["NÚÑEZ José Álvarez", "Mary Wambui", "Olga Fyodorova"]
    assert door.find(QLabel, "online_why").text() == "The name is the same, and nobody else on the list has it."


def test_one_key_accepts_chooses_adds_and_leaves_aside(door: Door, page: OnlinePage) -> None:
    press(door, page, Qt.Key.Key_Return)
    assert decided(door)["NÚÑEZ José Álvarez"] == "José Álvarez Núñez"
    candidates = door.find(QListWidget, "online_candidates")
    assert [candidates.item(row).text()[:5] for row in range(candidates.count())] == ["1   M", "2   M"]
    press(door, page, Qt.Key.Key_Return)
    assert "Mary Wambui" not in decided(door)
    press(door, page, Qt.Key.Key_2)
    assert decided(door)["Mary Wambui"] == "Mary Wambui Njuguna"
    press(door, page, Qt.Key.Key_Return)
    assert decided(door)["Olga Fyodorova"] == "Ольга Фёдорова"
    page.list.setCurrentRow(names(page).index("Achieng Newcomer - KHRC"))
    press(door, page, Qt.Key.Key_N)
    assert decided(door)["Achieng Newcomer - KHRC"] == "Achieng Newcomer"
    page.list.setCurrentRow(names(page).index("Galaxy A12"))
    press(door, page, Qt.Key.Key_Delete)
    assert decided(door)["Galaxy A12"] == ""
    assert names(page) == ["<b>Bold</b>"]
    assert door.find(QLabel, "online_progress").text() == "5 recognised · 1 to decide · 1 left aside"


def test_whoever_opens_the_page_answers_with_the_next_key(door: Door, page: OnlinePage) -> None:
    door.window.open_page(door.window.page_door)
    door.window.open_page(door.window.page_online)
    door.settle()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    door.settle()
    assert decided(door)["NÚÑEZ José Álvarez"] == "José Álvarez Núñez"
    assert names(page)[0] == "Mary Wambui"


def test_quick_keys_answer_one_entry_each(door: Door, page: OnlinePage) -> None:
    for _ in range(4):
        QTest.keyClick(page.list, Qt.Key.Key_Delete)
    for _ in range(10):
        door.settle()
    assert len(names(page)) == 2
    assert list(decided(door).values()).count("") == 4


def test_a_key_that_is_held_down_answers_one_entry(door: Door, page: OnlinePage) -> None:
    left = len(names(page))
    for is_repeated in (False, True, True, True):
        pressed = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier, "", autorep=is_repeated
        )
        QCoreApplication.sendEvent(page.list, pressed)
    for _ in range(10):
        door.settle()
    assert len(names(page)) == left - 1


def test_an_answer_is_taken_back(door: Door, page: OnlinePage) -> None:
    press(door, page, Qt.Key.Key_Return)
    undo = door.find(QPushButton, "online_undo")
    assert undo.isEnabled()
    undo.click()
    door.settle()
    door.settle()
    assert "NÚÑEZ José Álvarez" not in decided(door)
    assert not undo.isEnabled()


def test_what_was_recognised_can_be_taken_back_and_given_to_somebody_else(door: Door, page: OnlinePage) -> None:
    page.shown.setCurrentIndex(1)
    assert names(page) == ["W."]
    assert door.find(QLabel, "online_why").text() == "Recognised as Wanjiru Kamau"
    page.panel.search.setText("Li Wei")
    candidates = door.find(QListWidget, "online_candidates")
    door.qtbot.waitUntil(lambda: candidates.count() == 1 and "Li Wei" in candidates.item(0).text())
    door.find(QPushButton, "online_accept").click()
    door.settle()
    door.settle()
    assert decided(door)["W."] == "Li Wei 李伟"


def test_the_same_report_again_says_so(door: Door, page: OnlinePage, report: Path) -> None:
    page.loading.load_files([report])
    door.settle()
    assert door.find(QLabel, "online_done").text() == "participants.csv: loaded before, nothing has changed."


def test_dates_that_can_be_read_twice_are_asked_for(door: Door, page: OnlinePage, tmp_path: Path) -> None:
    path = tmp_path / "june.csv"
    path.write_text(f"{HEADINGS}\nAda,,05/06/2024 12:30,05/06/2024 13:30,60,,,No\n")
    page.loading.load_files([path])
    door.settle()
    assert "2024-06-05 or 2024-05-06" in door.find(QLabel, "online_problem").text()
    door.find(QPushButton, "online_day_first").click()
    door.settle()
    door.settle()
    assert "from 2024-06-05 12:30" in door.find(QLabel, "online_notice").text()
    assert not door.find(QPushButton, "online_day_first").isVisible()
    assert "Ada" in names(page)


def test_the_wrong_file_is_a_sentence(door: Door, page: OnlinePage, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Full name,E-mail\nAda,a@x.example\n")
    page.loading.load_files([path])
    door.settle()
    assert "registrant list" in door.find(QLabel, "online_problem").text()


def test_the_attendance_counts_them(door: Door, page: OnlinePage) -> None:
    door.window.open_page(door.window.page_attendance)
    door.settle()
    assert door.find(QLabel, "attendance_on_call").text() == "1"
    assert "1 online only" in door.find(QLabel, "attendance_sum").text()
