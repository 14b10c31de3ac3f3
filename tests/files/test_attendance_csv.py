"""The table of text, read back by a plain CSV reader."""

from __future__ import annotations

import csv
import io
from datetime import datetime

import pytest

from checkin.domain.attendance import Attendance, Presence
from checkin.files.attendance_csv import guarded
from tests.attendances import AFTER, FORMULAS, LONG, attendance, here, person, table_of_text


def people(whole: Attendance, now: datetime = AFTER) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table_of_text(whole, now).decode("utf-8-sig"), newline="")))


def test_the_file_is_utf8_with_a_mark_and_lines_that_windows_knows() -> None:
    content = table_of_text(attendance([here(person("Ann", organisation="A, B"))]), AFTER)
    assert content.startswith(b"\xef\xbb\xbfSession,Session date,Registration code,Full name,")
    assert content.endswith(b"\r\n")
    assert content.count(b"\r\n") == content.count(b"\n") == 2
    assert b',"A, B",' in content


def test_instants_stand_on_the_sessions_clock_with_the_offset() -> None:
    first, second = people(attendance([here(person("Ann"), 1.51), Presence(person("Bo"))]))
    assert first["Checked in at"] == "2024-05-10 12:31:30+03:00"
    assert first["Session date"] == "2024-05-10"
    assert second["Checked in at"] == ""


@pytest.mark.parametrize("text", FORMULAS)
def test_a_cell_that_a_spreadsheet_would_calculate_begins_with_an_apostrophe(text: str) -> None:
    (row,) = people(attendance([here(person(text, other={text: text}))]))
    assert row["Full name"] == "'" + text
    assert row["'" + text] == "'" + text


@pytest.mark.parametrize("text", ["\r=1", "\n=1", "+1+1", "+254 700\n=1", "+254 700\n", "＋1", "－1"])
def test_disguised_formulas_are_guarded_too(text: str) -> None:
    assert guarded(text) == "'" + text


@pytest.mark.parametrize("text", ["+254 700-123 (4)", "+1", "Ann-Marie", "a=b", "", "1-2", "'=1"])
def test_phone_numbers_and_plain_texts_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text


@pytest.mark.parametrize(
    "text",
    ['<b>Ann</b> & "Co"', LONG, "محمد عبد الرحمن", "欧阳建国", "👩‍👩‍👧", "a\nb", "http://x.example", "007", "a;b\tc"],
)
def test_every_text_comes_back_as_it_was(text: str) -> None:
    (row,) = people(attendance([here(person(text))]))
    assert row["Full name"] == text


def test_the_columns_are_those_of_the_workbook() -> None:
    (row,) = people(attendance([here(person("Ann", other={"Diet": "None"}))]))
    assert list(row)[-3:] == ["Consent to be written to", "Note", "Diet"]
