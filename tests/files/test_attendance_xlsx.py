"""The workbook, read back by another reader."""

from __future__ import annotations

import io
import os
import tempfile
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from checkin.domain.attendance import Attendance, Figures, Presence
from checkin.domain.errors import DeskError
from checkin.domain.journal import Method
from checkin.domain.registrant import Answer
from checkin.files import sheets
from tests.attendances import (
    AFTER,
    DURING,
    FORMULAS,
    LONG,
    SESSION,
    STARTS,
    attendance,
    here,
    person,
    someone,
    workbook,
)


def sheet(content: bytes, name: str) -> list[list]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(name).to_python()


def people(whole: Attendance, now: datetime = AFTER) -> list[dict]:
    headings, *rows = sheet(workbook(whole, now), "Attendance")
    return [dict(zip(headings, row, strict=True)) for row in rows]


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def test_everyone_has_a_row_with_typed_cells() -> None:
    amina = person("Amina Hassan", given_name="Amina", family_name="Hassan", organisation="KHRC", country="Kenya")
    amina = replace(
        amina,
        details=replace(amina.details, joining=Answer.YES, listed=Answer.NO, mailing=Answer.YES, phone="+254 700"),
    )
    first, second, third = people(
        attendance(
            [
                replace(here(amina, 1.5, operator="Juma"), note="Speaker: front row"),
                Presence(person("Brian")),
                here(person("Fatuma", walk_in=True), 7, Method.WALK_IN),
            ]
        )
    )
    assert first == {
        "Session": "Kick-off session",
        "Session date": date(2024, 5, 10),
        "Registration code": "code-Amina Hassan",
        "Full name": "Amina Hassan",
        "Given name": "Amina",
        "Family name": "Hassan",
        "Organisation": "KHRC",
        "Role": "",
        "Country": "Kenya",
        "E-mail": "",
        "Phone": "+254 700",
        "Category/ticket": "",
        "Registered": "Yes",
        "Registered at": "",
        "Status": "Confirmed",
        "Planned to attend": "",
        "Attendance": "In person",
        "Checked in at": datetime(2024, 5, 10, 12, 31, 30),  # noqa: DTZ001 - cells have no zone
        "Check-in method": "code",
        "Checked in by": "Door A, Juma",
        "Checked out at": "",
        "Joining the coalition": "Yes",
        "Consent to be listed": "No",
        "Consent to be written to": "Yes",
        "Note": "Speaker: front row",
    }
    assert (second["Attendance"], second["Checked in at"], second["Check-in method"]) == ("Absent", "", "")
    assert (third["Registered"], third["Check-in method"], third["Checked in by"]) == ("Walk-in", "walk-in", "Door A")


def test_before_the_end_someone_who_cancelled_is_absent_and_the_others_are_not_yet_here() -> None:
    whole = attendance([Presence(person("Brian")), Presence(person("Chen", status="cancelled"))])
    assert [row["Attendance"] for row in people(whole, DURING)] == ["Not yet here", "Absent"]


def test_times_show_the_offset_of_the_session_even_when_it_changes() -> None:
    # On this night New York left summer time: 05:30 and 06:30 UTC are both 01:30 on its clock.
    session = replace(SESSION, timezone="America/New_York", starts_at=datetime(2024, 11, 3, 5, 30, tzinfo=UTC))
    before, after = here(person("A")), here(person("B"))
    before = replace(before, entry=replace(before.entry, at=datetime(2024, 11, 3, 5, 30, tzinfo=UTC)))
    after = replace(after, entry=replace(after.entry, at=datetime(2024, 11, 3, 6, 30, tzinfo=UTC)))
    content = workbook(attendance([before, after], session), datetime(2024, 11, 4, tzinfo=UTC))
    shown = [row[17] for row in sheet(content, "Attendance")[1:]]
    assert shown == [datetime(2024, 11, 3, 1, 30)] * 2  # noqa: DTZ001 - cells have no zone
    styles = parts(content)["xl/styles.xml"]
    assert "hh:mm:ss&quot;-04:00&quot;" in styles
    assert "hh:mm:ss&quot;-05:00&quot;" in styles


@pytest.mark.parametrize("text", [*FORMULAS, "http://x.example/?a=1", "mailto:a@x.example", "internal:Summary!A1"])
def test_nothing_that_someone_typed_becomes_a_formula_or_a_link(text: str) -> None:
    content = workbook(attendance([here(person(text, organisation=text, other={text: text}))], event=text), AFTER)
    for name, xml in parts(content).items():
        if name.startswith("xl/worksheets/"):
            assert "<f>" not in xml
            assert "<f " not in xml
            assert "<hyperlink" not in xml
    headings, row = sheet(content, "Attendance")
    assert (row[3], row[6], row[-1], headings[-1]) == (text, text, text, text)


@pytest.mark.parametrize(
    "text",
    [
        "<b>Ann</b> & 'Co' \"x\"",
        LONG,
        "محمد عبد الرحمن",
        "欧阳建国",
        "👩‍👩‍👧 🇰🇪",
        "007",
        "1e5",
        "12:30",
        "TRUE",
        "_x0041_",
        "a\nb",
    ],
)
def test_every_text_comes_back_as_it_was(text: str) -> None:
    content = workbook(attendance([here(person(text, phone=text))]), AFTER)
    row = sheet(content, "Attendance")[1]
    # calamine leaves Excel's escape of an underscore as it is.
    assert [str(cell).replace("_x005F_", "_") for cell in (row[3], row[10])] == [text, text]
    assert isinstance(row[10], str)


def test_control_characters_and_half_surrogates_leave_the_rest_of_the_name() -> None:
    (row,) = people(attendance([here(person("\x00A\x07n\x1b\ud800n\r\nx\ufffe"))]))
    assert row["Full name"] == "Ann\nx"


def test_a_text_longer_than_a_cell_is_cut_and_not_lost() -> None:
    (row,) = people(attendance([here(person("Ann", other={"Story": "x" + "😀" * 20_000, "Short": "x" * 32_767}))]))
    assert row["Story"] == "x" + "😀" * 16_382 + "…"
    assert row["Short"] == "x" * 32_767


def test_the_lists_own_columns_follow_in_the_order_in_which_they_were_met() -> None:
    whole = attendance(
        [
            here(person("A", other={"Diet": "None", "Country": "of birth"})),
            here(person("B", other={"Themes": "Courts", "Diet": "Vegan"})),
        ]
    )
    first, second = people(whole)
    assert list(first)[-3:] == ["Diet", "Country (from the list)", "Themes"]
    assert [first["Diet"], first["Country (from the list)"], first["Themes"]] == ["None", "of birth", ""]
    assert [second["Diet"], second["Country (from the list)"], second["Themes"]] == ["Vegan", "", "Courts"]


def test_the_summary_holds_the_figures_and_the_sum() -> None:
    whole = attendance(
        [
            here(person("A", country="Kenya", organisation="KHRC"), 1),
            here(person("B", country="Kenya"), 2),
            here(person("W", walk_in=True, category="Press"), 33),
            Presence(person("C", country="Chad", mode="online")),
            Presence(person("D", status="cancelled")),
        ]
    )
    rows = sheet(workbook(whole, AFTER), "Summary")
    values = {row[0]: row[1:6] for row in rows if row[0]}
    expected = {
        "Registered": 4,
        "Walk-ins": 1,
        "In the room": 3,
        "No-shows": 1,
        "Of these, planned to attend online": 1,
        "Cancelled": 1,
        "Seats": 120,
        "The sum adds up, and agrees with the rows of Attendance": "Yes",
        "Busiest minute: from 12:31": 1,
        "Busiest five minutes: from 12:30": 2,
    }
    assert {label: values[label][0] for label in expected} == expected
    assert "4 registered + 1 walk-in = 3 in the room + 1 no-show + 1 cancelled" in values
    assert values["Country"] == ["People", "In the room", "No-shows", "Online only", "Cancelled"]
    assert values["Kenya"] == [2, 2, 0, 0, 0]
    assert values["Chad"] == [1, 0, 1, 0, 0]
    assert values["KHRC"] == [1, 1, 0, 0, 0]
    assert values["Press"] == [1, 1, 0, 0, 0]
    assert next(row[1:6] for row in rows if row[0] == "(not given)") == [2, 1, 0, 0, 1]  # who cancelled is no no-show
    curve = [(row[7].strftime("%H:%M"), row[8]) for row in rows if isinstance(row[7], datetime)]
    assert curve == [("12:30", 2), ("12:35", 0), ("12:40", 0), ("12:45", 0), ("12:50", 0), ("12:55", 0), ("13:00", 1)]


def test_the_summary_holds_the_room_and_the_call_over_the_time() -> None:
    people = [
        someone("A", [(0.0, None)], [(-10.0, 30.0)]),
        someone("B", [(7.0, None)]),
        someone("C", (), [(3.0, 93.0)]),
    ]
    rows = sheet(workbook(attendance(people), AFTER), "Summary")
    values = {row[0]: row[1] for row in rows if row[0]}
    assert (values["Most in the room at once: at 12:37"], values["Most online at once: at 12:33"]) == (2, 2)
    assert next(row[10:14] for row in rows if row[10]) == ["There at", "In the room", "Online", "Together"]
    there = {row[10].strftime("%H:%M"): row[11:14] for row in rows if isinstance(row[10], datetime)}
    assert list(there)[:2] == ["12:20", "12:25"]
    assert (there["12:40"], there["14:00"], there["14:05"]) == ([2, 2, 3], [2, 1, 3], [0, 0, 0])


def test_people_inside_people_and_scans_stand_apart_from_the_sum() -> None:
    gone = someone("B", [(1.0, 30.0)])
    guests = here(person("C"))
    guests = replace(guests, entry=replace(guests.entry, guests=2)) if guests.entry else guests
    people = [here(person("A")), gone, guests, Presence(person("D"))]
    whole = attendance(people)
    whole = replace(whole, figures=replace(whole.figures, scans=9))
    assert whole.adds_up
    rows = {row[0]: row[1] for row in sheet(workbook(whole, DURING), "Summary") if row[0]}
    assert rows["People inside now, guests among them"] == 4
    assert rows["People who came, each once"] == 3
    assert rows["Scans of codes"] == 9
    assert "4 registered + 0 walk-ins = 3 in the room + 1 not yet here" in rows


def test_a_sum_that_does_not_add_up_is_written_and_said() -> None:
    whole = replace(attendance([here(person("A"))]), figures=Figures(2, 0, 1, 0, 0))
    rows = {row[0]: row[1] for row in sheet(workbook(whole, AFTER), "Summary") if row[0]}
    assert rows["The sum adds up, and agrees with the rows of Attendance"] == "No"
    assert "2 registered + 0 walk-ins ≠ 1 in the room + 0 no-shows" in rows


def test_what_to_check_is_listed_with_the_reason() -> None:
    whole = attendance([here(person("Ann", walk_in=True), method=Method.WALK_IN), Presence(person("Anne"))])
    rows = sheet(workbook(whole, AFTER), "Check these")
    assert [(row[0], row[1]) for row in rows[1:]] == [("Walk-in", "Ann"), ("No e-mail", "Ann"), ("No e-mail", "Anne")]
    assert "Anne" in rows[1][6]


def test_about_names_event_session_zone_and_the_time_of_the_export() -> None:
    rows = dict(sheet(workbook(attendance([]), AFTER), "About"))
    assert rows["Event"] == "ImPACT Coalition"
    assert rows["Session"] == "Kick-off session"
    assert rows["Time zone"].startswith("Africa/Nairobi")
    assert rows["Exported"] == "2024-05-10 15:00:00+03:00"


def test_the_first_sheet_has_a_filter_and_headings_that_stay() -> None:
    xml = parts(workbook(attendance([here(person("A")), here(person("B"))]), AFTER))["xl/worksheets/sheet1.xml"]
    assert '<autoFilter ref="A1:Y3"/>' in xml
    assert 'state="frozen"' in xml


def test_names_never_pass_through_the_folder_for_temporary_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    assert len(sheet(workbook(attendance([here(person("Ann"))]), AFTER), "Attendance")) == 2


def test_a_list_too_long_for_the_memory_is_the_same_and_leaves_nothing_in_that_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    whole = attendance([here(person(name, country="Kenya"), 2) for name in ("Ann", "=1+1", "محمد")])
    in_memory = workbook(whole, AFTER)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(sheets, "MOST_IN_MEMORY", 2)
    stale, other = tmp_path / "checkin-export-killed", tmp_path / "of another program"
    for folder in (stale, other):
        folder.mkdir()
        os.utime(folder, (0, 0))
    content = workbook(whole, AFTER)
    assert list(tmp_path.iterdir()) == [other]
    for name in ("Attendance", "Summary", "Check these", "About"):
        assert sheet(content, name) == sheet(in_memory, name), name


def test_where_drafts_cannot_be_written_a_sentence_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    monkeypatch.setattr(sheets, "MOST_IN_MEMORY", 0)
    with pytest.raises(DeskError, match="could not be written"):
        workbook(attendance([here(person("Ann"))]), AFTER)


def test_an_event_without_people_makes_a_workbook_too() -> None:
    content = workbook(attendance([]), STARTS)
    assert len(sheet(content, "Attendance")) == 1
    assert sheet(content, "Summary")
