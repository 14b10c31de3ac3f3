"""A list without headings, or with headings that nobody knows, is read by what is in its columns."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from checkin.domain.errors import DeskError
from checkin.domain.lists import RegistrantList
from checkin.domain.registrant import Mode, Status
from checkin.files.columns import recognise
from checkin.files.registrant_list import preview, read_list
from checkin.files.tables import read_tables
from checkin.files.without_headings import column_meant

LISTS = Path(__file__).parents[1] / "data" / "lists"
NO_HEADINGS = "This list has no headings; its columns were recognised by what is in them."
UNKNOWN = "The headings of this list are not known; its columns were recognised by what is in them."


def read(tmp_path: Path, text: str, **given: str) -> RegistrantList:
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    return read_list(path, given or None)


def people(read: RegistrantList) -> list[tuple[str, str]]:
    return [(person.details.name, person.details.email) for person in read.people]


WITHOUT = [
    ("Anna Schmidt,anna@x.example,THW\nPeter Meier,pm@y.example,THW\n", ["Anna Schmidt", "Peter Meier"]),
    ("anna@x.example;Anna Schmidt\npm@y.example;Peter Meier\n", ["Anna Schmidt", "Peter Meier"]),
    ("Anna;Schmidt;anna.schmidt@x.example\nPeter;Meier;p.meier@x.example\n", ["Anna Schmidt", "Peter Meier"]),
    ("Anna;Schmidt;anna@x.example;THW\nPeter;Meier;peter@x.example;DRK\n", ["Anna Schmidt", "Peter Meier"]),
    ("Anna;THW;anna@x.example\nPeter;DRK;peter@x.example\n", ["Anna", "Peter"]),
    # Organisations stand before the names; the addresses tell which is which.
    ("1\tRed Cross\tAna Ruiz\taruiz@x.example\n2\tRed Cross\tBo Li\tboli@x.example\n", ["Ana Ruiz", "Bo Li"]),
    ("محمد علي,m.ali@x.example,منظمة\nفاطمة حسن,f.hassan@x.example,منظمة\n", ["محمد علي", "فاطمة حسن"]),
    ("王伟,wangwei@x.example\n李娜,lina@x.example\n", ["王伟", "李娜"]),
    ("Anna Schmidt,anna@x.example\n", ["Anna Schmidt"]),
    # The first of them has no address, or says so.
    ("Anna Schmidt,,THW\nPeter Meier,pm@y.example,THW\n", ["Anna Schmidt", "Peter Meier"]),
    ("Anna Schmidt,n/a,DRK\nPeter Meier,pm@y.example,THW\n", ["Anna Schmidt", "Peter Meier"]),
    ("Anna Schmidt,see Peter,THW\nPeter Meier,pm@y.example,THW\n", ["Anna Schmidt", "Peter Meier"]),
    (
        "Anna Schmidt\nPeter Meier\nAna de la Cruz\nSumarni\n",
        ["Anna Schmidt", "Peter Meier", "Ana de la Cruz", "Sumarni"],
    ),
    ("Ann Doe,0170 1234567\nBo Coe,0171 1234567\nCy Bee,+1 555 123 4567\n", ["Ann Doe", "Bo Coe", "Cy Bee"]),
    ("Ann Doe,Kenya\nBo Coe,Uganda\nCy Bee,Kenya\n", ["Ann Doe", "Bo Coe", "Cy Bee"]),
    ('Ann Doe <ann@x.example>\nBo Coe <bo@x.example>\n"Bee, Cy" <cy@x.example>\n', ["Ann Doe", "Bo Coe", "Bee, Cy"]),
]


@pytest.mark.parametrize(("text", "names"), WITHOUT)
def test_the_first_row_of_a_list_without_headings_is_a_person(tmp_path: Path, text: str, names: list[str]) -> None:
    found = read(tmp_path, text)
    assert [person.details.name for person in found.people] == names
    assert [person.row for person in found.people] == list(range(1, len(names) + 1))
    assert found.rows == len(names)
    assert NO_HEADINGS in found.notices


def test_addresses_telephones_answers_and_codes_are_found_by_themselves(tmp_path: Path) -> None:
    rows = (
        ("Ann Doe", "ann@x.example", "+254 700 111 222", "In person", "Confirmed", "TK-0042a", "Likes tea"),
        ("Bo Coe", "bo@x.example", "0700 111 223", "Online", "Cancelled", "TK-0043b", ""),
        ("Cy Bee", "cy@x.example", "+254 700 111 224", "Online", "Confirmed", "TK-0044c", ""),
    )
    found = read(tmp_path, "\n".join(map(",".join, rows)))
    first, second, _ = found.people
    assert (first.details.phone, first.codes) == ("+254 700 111 222", ("TK-0042a",))
    assert (first.details.mode, second.details.mode) == (Mode.ROOM, Mode.ONLINE)
    assert second.details.status is Status.CANCELLED
    assert first.details.other == {"Column 7": "Likes tea"}


def test_a_title_above_the_people_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, "Participants\nAnn Doe,ann@x.example\nBo Coe,bo@x.example\n")
    assert people(found) == [("Ann Doe", "ann@x.example"), ("Bo Coe", "bo@x.example")]
    assert [skipped.row for skipped in found.skipped] == [1]


def test_headings_in_words_that_are_not_known_are_no_person(tmp_path: Path) -> None:
    found = read(tmp_path, "Ad Soyad,Kurum,Eposta\nAhmet Kaya,ABC,ahmet@x.example\nEmine Oz,DEF,emine@y.example\n")
    assert people(found) == [("Ahmet Kaya", "ahmet@x.example"), ("Emine Oz", "emine@y.example")]
    assert found.columns == {"name": "Ad Soyad", "email": "Eposta"}
    assert found.people[0].details.other == {"Kurum": "ABC"}
    assert UNKNOWN in found.notices


@pytest.mark.parametrize(
    "text",
    [
        "12;13\n14;15\n16;17\n",
        "Dear colleagues,\nplease find attached the list.\nThanks a lot\nYours, Ann\n",
        # Nothing says whether the first of these rows is a person.
        "Ann Doe,THW\nBo Coe,Red Cross\nCy Bee,UN\n",
        "Wer,Wohin\nAnn,Rom\nBo,Bonn\nCy,Genf\n",
    ],
)
def test_where_the_cells_say_nothing_one_sentence_says_what_to_do(tmp_path: Path, text: str) -> None:
    with pytest.raises(DeskError) as refused:
        read(tmp_path, text)
    assert str(refused.value) == (
        "list.csv has no row of headings that names people (name, first name or e-mail). "
        "Check that it is the registrant list; if so, put headings above it, such as Name and E-mail."
    )


def test_a_column_can_be_named_by_its_number_or_letter(tmp_path: Path) -> None:
    text = "Ann Doe,ann@x.example,THW,Chair\nBo Coe,bo@x.example,Red Cross,2\n"
    found = read(tmp_path, text, organisation="3", role="D")
    assert [person.details.organisation for person in found.people] == ["THW", "Red Cross"]
    assert [person.details.role for person in found.people] == ["Chair", "2"]
    assert found.columns["organisation"] == "Column 3"
    # Also where the cells say nothing: then every row is read.
    found = read(tmp_path, "Ann,Rom\nBo,Bonn\n", name="Column 1")
    assert people(found) == [("Ann", ""), ("Bo", "")]
    with pytest.raises(DeskError, match=r"No column has the heading 9\. The headings are: Column 1; Column 2"):
        read(tmp_path, text, organisation="9")


def test_a_column_of_a_list_with_headings_can_be_meant_by_number_too(tmp_path: Path) -> None:
    found = read(tmp_path, "Name,Team\nAnn Doe,2\n", organisation="2")
    assert found.people[0].details.organisation == "2"
    assert found.columns["organisation"] == "Team"


def test_numbers_and_letters_of_columns() -> None:
    assert [column_meant(text) for text in ("1", "Column 12", "a", "B", "AA")] == [0, 11, 0, 1, 26]
    assert [column_meant(text) for text in ("", "0", "Name", "2nd", "-1", "٣")] == [None] * 6


def test_a_preview_shows_that_there_are_no_headings_and_the_first_rows(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Anna,Schmidt,anna.schmidt@x.example\nPeter,Meier,p.meier@x.example\n")
    (sheet,) = preview(path).sheets
    assert sheet.headings == ("Column 1", "Column 2", "Column 3")
    assert sheet.fields == ("name", "name", "email")
    assert sheet.first_rows[0] == (1, ("Anna", "Schmidt", "anna.schmidt@x.example"))
    assert (sheet.rows, sheet.notice, sheet.named) == (2, NO_HEADINGS, False)


@pytest.mark.parametrize(
    "odd", ["Bo Coe,,Guest", "Bo Coe,,Name", "Participant,,THW", "Bo Coe,,Mail", "Bo Coe,,Attendee"]
)
def test_a_word_that_could_be_a_heading_does_not_hide_the_people_above_it(tmp_path: Path, odd: str) -> None:
    found = read(tmp_path, f"Ann Doe,ann@x.example,THW\nDi Foe,di@x.example,THW\n{odd}\nCy Bee,cy@x.example,THW\n")
    assert found.rows == 4
    assert [person.row for person in found.people] == [1, 2, 3, 4]


def test_an_address_above_the_headings_is_no_person(tmp_path: Path) -> None:
    found = read(tmp_path, "Contact,help@x.example\n\nName,E-mail\nAnn Doe,ann@x.example\n")
    assert [person.row for person in found.people] == [4]


def test_answers_with_another_delimiter_in_them_do_not_part_the_rows(tmp_path: Path) -> None:
    rows = '1,Ann Doe,ann@x.example,"A;B;C;D;"\n2,Bo Coe,bo@x.example,"A;B;""C"";D;"\n'
    assert people(read(tmp_path, rows)) == [("Ann Doe", "ann@x.example"), ("Bo Coe", "bo@x.example")]


@pytest.mark.parametrize(
    "name", ["google_forms.csv", "impact_form.csv", "indico_registrations.csv", "zoom_registration.csv"]
)
def test_the_people_of_a_sample_are_the_same_without_its_headings(tmp_path: Path, name: str) -> None:
    whole = LISTS / name
    (table,) = read_tables(whole)
    path = tmp_path / "list.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(table.rows[recognise(table).header_row :])
    assert sorted(people(read_list(path))) == sorted(people(read_list(whole)))
