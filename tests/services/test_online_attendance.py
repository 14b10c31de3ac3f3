"""The room and the call as one attendance: everyone once, and the sum that adds up after whatever happens."""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from checkin.domain.errors import DeskError
from checkin.domain.registrant import Details
from checkin.services import check, desk, lists, online, overview, sessions
from checkin.services.attendance import attendance, export_table, reconciliation
from checkin.services.place import Place
from checkin.storage.event_file import EventFile
from tests.services.conftest import NOW, later

LISTS = Path(__file__).parents[1] / "data" / "lists"
AFTER = later(4 * 3600)


@pytest.fixture
def met(file: EventFile, door: Place) -> EventFile:
    """The coalition's event after the session: list and report loaded, some in the room, one of them in both."""
    lists.apply(file, lists.plan(file, lists.read(LISTS / "impact_form.csv")), door.session.id, NOW)
    online.load(file, online.read([LISTS / "impact_zoom_participants.csv"], door.session), door, AFTER)
    found = online.review(file, door.session)
    both = next(item.registrant_id for item in found.items if item.entry.name == "Deepa Nair")
    others = [presence.registrant for presence in overview.people(file, door.session.id)]
    there = [other for other in others if other.id not in {item.registrant_id for item in found.items}][:2]
    for who in [both, *(other.id for other in there)]:
        assert who is not None
        desk.admit_registrant(file, who, door, NOW)
    desk.walk_in(file, Details("Wairimu Walk-in"), door, NOW)
    kwabena = next(item for item in found.items if item.entry.name == "Kwabena Unlisted")
    online.new_contact(file, kwabena.entry, door, AFTER)
    rhiannon = next(item for item in found.items if item.entry.name == "Rhiannon O'Shaughnessy")
    online.accept(file, rhiannon.entry.key, rhiannon.proposal.candidates[0], door, AFTER)
    return file


def test_the_room_and_the_call_are_one_sum(met: EventFile) -> None:
    found = attendance(met)
    figures = reconciliation(found)
    parts = ("registered", "walk_ins", "newcomers", "in_room", "online", "both", "cancelled")
    assert [figures[part] for part in parts] == [166, 1, 1, 3, 18, 1, 0]
    assert figures["no_show"] == 166 + 1 + 1 - 3 - 18 - 1
    assert found.adds_up
    assert found.figures.sum_in_words == (
        "166 registered + 1 walk-in + 1 online newcomer = 3 in the room only + 18 online only + 1 both + 146 no-shows"
    )
    assert check.check(met) == []
    assert len(found.strangers) == 34 - 19


def test_each_person_stands_once_with_the_time_and_the_way_they_were_recognised(met: EventFile, tmp_path: Path) -> None:
    path = tmp_path / "attendance.csv"
    export_table(attendance(met), path, AFTER)
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    people = {row["Full name"]: row for row in rows}
    assert len(rows) == 168
    deepa, wagiyem, tuminah = (people[name] for name in ("Deepa Nair", "Wagiyem", "Tuminah"))
    assert (deepa["Attendance"], deepa["Matched by"], deepa["Online minutes"]) == ("Both", "e-mail", "89")
    assert deepa["Online first join"] == "2024-05-10 12:30:24+03:00"
    assert deepa["Online last leave"] == "2024-05-10 13:59:14+03:00"
    assert (wagiyem["Attendance"], wagiyem["Zoom name"]) == ("Online", "Wagiyem - Youth for International Justice")
    assert (tuminah["Zoom name"], tuminah["Online minutes"]) == ("Tuminah / Tuminah iPhone", "78")
    assert people["Tariq Al-Tamimi"]["Times joined"] == "2"
    assert people["Rhiannon O'Shaughnessy"]["Matched by"] == "name, confirmed by Amina"
    kwabena = people["Kwabena Unlisted"]
    assert (kwabena["Registered"], kwabena["Attendance"]) == ("New contact", "Online")
    assert kwabena["Matched by"] == "new contact, added by Amina"
    assert people["Wairimu Walk-in"]["Matched by"] == "–"


def test_the_workbook_has_the_sheet_of_those_who_are_nobody_and_the_figures(met: EventFile, tmp_path: Path) -> None:
    path = tmp_path / "attendance.xlsx"
    export_table(attendance(met), path, AFTER)
    book = CalamineWorkbook.from_path(path)
    assert book.sheet_names == ["Attendance", "Online, not matched", "Summary", "Check these", "About"]
    strangers = {row[0]: row[1:] for row in book.get_sheet_by_name("Online, not matched").to_python()}
    assert strangers["Otter.ai Notetaker"][2] == "bot"
    assert strangers["Fatuma Ali"][3] == "Fatuma Ali, Fatuma Ali"
    summary = {row[0]: row[1] for row in book.get_sheet_by_name("Summary").to_python()}
    assert (summary["Online only"], summary["Both"], summary["Online newcomers"]) == (18, 1, 1)
    assert summary["The sum adds up, and agrees with the rows of Attendance"] == "Yes"
    about = {row[0]: row[1] for row in book.get_sheet_by_name("About").to_python()}
    assert about["Report"].startswith("impact_zoom_participants.csv, 37 rows, loaded 2024-05-10 16:30")


def test_a_new_contact_that_is_taken_back_leaves_the_sum(met: EventFile, door: Place) -> None:
    found = online.review(met, door.session)
    kwabena = next(item for item in found.items if item.entry.name == "Kwabena Unlisted")
    online.undo(met, kwabena.entry.key, door, AFTER)
    again = attendance(met)
    assert (again.figures.newcomers, again.figures.online, again.adds_up) == (0, 17, True)
    assert len(again.presences) == 167


def test_a_new_contact_whom_a_newer_list_has_is_registered(met: EventFile, door: Place, tmp_path: Path) -> None:
    path = tmp_path / "newer.csv"
    path.write_text("Name,E-mail\nKwabena Unlisted,kwabena@elsewhere.example\n", encoding="utf-8")
    lists.load(met, lists.read(path), door.session.id, AFTER)
    found = attendance(met)
    assert (found.figures.registered, found.figures.newcomers, found.figures.online) == (167, 0, 18)
    assert found.adds_up
    # The door counts as the page does, also where it turns out that the person was not online.
    assert [one.registered for one in sessions.sittings(met)] == [167]
    kwabena = next(one for one in online.review(met, door.session).items if one.entry.name == "Kwabena Unlisted")
    online.undo(met, kwabena.entry.key, door, AFTER)
    absent = attendance(met).figures
    assert (absent.registered, absent.newcomers, absent.online, absent.adds_up) == (167, 0, 17, True)


def test_a_report_that_is_taken_out_leaves_the_room(met: EventFile, door: Place) -> None:
    online.unload(met, online.review(met, door.session).reports[0].id)
    found = attendance(met)
    assert (found.figures.online, found.figures.both, found.figures.in_room, found.adds_up) == (0, 0, 4, True)
    assert found.reports == ()


@pytest.mark.parametrize("seed", range(4))
def test_the_sum_adds_up_after_whatever_people_decide(met: EventFile, door: Place, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same deeds each time is the point
    who = [presence.registrant.id for presence in overview.people(met, door.session.id)]
    items = online.review(met, door.session).items
    for second in range(40):
        now, item = later(5 * 3600 + second), chance.choice(items)
        try:
            match chance.randrange(6):
                case 0:
                    online.accept(met, item.entry.key, chance.choice(who), door, now)
                case 1:
                    online.new_contact(met, item.entry, door, now)
                case 2:
                    online.ignore(met, item.entry.key, door, now)
                case 3:
                    online.undo(met, item.entry.key, door, now)
                case 4:
                    desk.admit_registrant(met, chance.choice(who), door, now)
                case _:
                    desk.undo(met, chance.choice(who), door, now)
        except DeskError:
            continue
        assert attendance(met).adds_up
    assert check.check(met) == []
