"""The form for the follow-up lists: figures with reasons, files in one folder, and never over others unasked."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from checkin.domain.follow_up import FollowUp
from checkin.domain.registrant import Answer, Details, Mode, Status
from checkin.ui.after.follow_up_form import FollowUpForm
from tests.ui.hands import PEOPLE, Door, make_event, open_window

MORE = (
    Details("Says No", email="no@x.example", mailing=Answer.NO),
    Details("Says Yes", email="yes@x.example", mailing=Answer.YES, joining=Answer.YES),
    Details("Gave Up", email="gone@x.example", status=Status.CANCELLED),
    Details("On Call", email="call@x.example", mode=Mode.ONLINE),
)


@pytest.fixture
def form(qtbot: QtBot, tmp_path: Path) -> FollowUpForm:
    listed = replace(PEOPLE[0], listed=Answer.YES)
    path = make_event(tmp_path / "kick-off.checkin", [listed, *PEOPLE[1:], *MORE])
    with open_window(qtbot, path) as door:
        for name in ("Wanjiru Kamau", "José Álvarez Núñez", "Ольга Фёдорова"):
            door.scan(door.code(name))
        door.clock.go_on(hours=5)
        yield opened(door)


def opened(door: Door) -> FollowUpForm:
    door.window.open_page(door.window.page_attendance)
    door.settle()
    door.find(QPushButton, "attendance_follow_up").click()
    form = door.find(FollowUpForm, "follow_up_form")
    door.qtbot.waitUntil(lambda: door.station.idle and form.isVisible())
    form.door = door  # type: ignore[attr-defined]
    return form


def count(form: FollowUpForm, which: FollowUp) -> list[str]:
    label = form.findChild(QLabel, f"follow_up_{which}_count")
    assert label is not None
    return label.text().splitlines()


def settle(form: FollowUpForm) -> None:
    form.door.settle()  # type: ignore[attr-defined]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_it_says_how_many_are_on_each_list_and_why_some_are_not(form: FollowUpForm) -> None:
    assert count(form, FollowUp.THANK_YOU_ROOM) == [
        "Addresses: 2 · people: 2",
        "Not on it, for want of an e-mail address: 1",
    ]
    assert count(form, FollowUp.MISSED_YOU) == [
        "Addresses: 5 · people: 5",
        "Not on it, because they said no to being written to: 1",
    ]
    assert count(form, FollowUp.JOINING) == ["Addresses: 1 · people: 1"]
    assert count(form, FollowUp.PUBLIC) == ["People: 1", "Not on it, because they have not agreed to be listed: 2"]
    assert "1 may have been online" in form._warning.text()


def test_only_those_who_agreed_when_the_organiser_asks_for_it(form: FollowUpForm) -> None:
    form.only_agreed.setChecked(True)
    settle(form)
    assert count(form, FollowUp.MISSED_YOU) == [
        "Addresses: 1 · people: 1",
        "Not on it, because they said no to being written to: 1",
        "Not on it, because they have not said yes to being written to: 4",
    ]


def test_what_is_ticked_is_written_into_one_folder(form: FollowUpForm, tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    for which, tick in form.ticks.items():
        tick.setChecked(which in {FollowUp.MISSED_YOU, FollowUp.PUBLIC})
    form.forms["vcf"].setChecked(False)
    form.write_to(folder)
    settle(form)
    assert {path.name for path in folder.iterdir()} == {"missed-you.csv", "public-participants.csv", "left-out.csv"}
    assert [row["Names"] for row in rows(folder / "missed-you.csv")][-2:] == ["Says Yes", "On Call"]
    assert form._done.text() == f"Files written: 3 in {folder}"


def test_files_that_are_there_stay_until_the_answer_is_to_replace_them(form: FollowUpForm, tmp_path: Path) -> None:
    (tmp_path / "missed-you.csv").write_text("precious", encoding="utf-8")
    form.write_to(tmp_path)
    settle(form)
    assert "there are lists already" in form._problem.text()
    assert (tmp_path / "missed-you.csv").read_text(encoding="utf-8") == "precious"
    assert not (tmp_path / "thank-you-room.csv").exists()
    button = form.findChild(QPushButton, "follow_up_replace")
    assert button is not None
    assert button.isVisible()
    button.click()
    settle(form)
    assert rows(tmp_path / "missed-you.csv")
    assert not button.isVisible()
    assert not form._problem.isVisible()


def test_with_nothing_ticked_it_says_so(form: FollowUpForm, tmp_path: Path) -> None:
    for tick in form.forms.values():
        tick.setChecked(False)
    form.write_to(tmp_path / "letters")
    assert form._problem.text().startswith("Nothing is ticked")
    assert not (tmp_path / "letters").exists()


def test_a_folder_that_cannot_be_written_to_is_told_in_a_sentence(form: FollowUpForm, tmp_path: Path) -> None:
    form.write_to(tmp_path / "no such folder" / "letters")
    settle(form)
    assert form._problem.isVisible()
    assert f"There is no folder {tmp_path / 'no such folder'}." in form._problem.text()


def test_a_bare_enter_writes_nothing_and_esc_closes(form: FollowUpForm, qtbot: QtBot, tmp_path: Path) -> None:
    before = set(tmp_path.rglob("*.csv"))
    qtbot.keyClick(form, Qt.Key.Key_Return)
    assert form.isVisible()
    assert set(tmp_path.rglob("*.csv")) == before
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert not form.isVisible()
