"""Rows that are no people are skipped and say why; a row that could be a person is one."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkin.files.registrant_list import read_list

NOBODY = [
    "Day 1,",
    "Day 2: Friday,",
    '"Total registered: 2",',
    "Total participants: 3,",
    "Total,",
    "Total,1",
    "TOTAL REGISTERED,,3",
    "Number of participants,3",
    "Nombre de participants,12",
    "Suma,,120",
    "Sum,12",
    "Note: closes Friday,",
    "--- Online ---,",
    "* = confirmed,",
    "-----,",
    "Sudan Delegation,",
    "Group II,",
    "Group B,",
    "GROUP B (12 people),",
    "Group C - online,",
    "Groupe 2,",
    "Groupe A,",
    "Table 5,",
    "Table n° 12,",
    "Gruppe 3,",
    "Gruppe B,",
    "Tisch 7b,",
    "Grupo A,",
    "Mesa 4,",
    "Equipo 2,",
    "Team A,",
    "Kundi A,",
    "Kundi la 2,",
    "Meza 3,",
    "Группа Б,",
    "Стол 5,",
    "المجموعة أ,",
    "طاولة ٥,",
    "第1组,",
    "第二组,",
    "A组,",
    "5号桌,",
    "Room 12,",
    "Track B,",
    "Breakout room 3,",
    "Speakers,5",
    "Group B,12",
    ",Group B",
]
SOMEBODY = [
    "Sum,Sokha,,,",
    "Soma,Patel,n/a,,",
    "Kamau,Ann,a@x.example,,",
    "Suma,Rao,,,",
    "Total,Bob,,,",
    "Total,Bob,n/a,,",
    "Sum,,,,",
    "Soma,,,,",
    "Sum,,,+855 12 345 678,",
    "Sum,,,12 345,",
    "Suma,,,,120",
    "Day,Doris,,,",
    "Ann Delegate,,,,",
    "Nota,Maria,,,",
    "Kenya,,,,",
    "Jumla,Hassan,,,",
    "Group,Ann,,,",
    "Group,,g@x.example,,",
    "Group,B,g@x.example,,",
    "Group B,,g@x.example,,",
    "Group B,,,+855 12 345 678,",
    "Table,Teresa,,,",
    "Dia M,,,,",
    "Tag B,,,,",
    "Team Leader,,,,",
    "Maria C,,,,",
    "Grupo Ana,,,,",
    "Mesa Carlos,,,,",
    "Parte Tom,,,,",
    "组织者,,,,",
]


@pytest.mark.parametrize("row", NOBODY)
def test_totals_titles_and_notes_are_nobody(tmp_path: Path, row: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"Name,Email,Note\nAnn Bee,a@x.example,\nBo Cee,b@x.example,\n{row}\n")
    read = read_list(path)
    assert [person.details.name for person in read.people] == ["Ann Bee", "Bo Cee"]
    assert [skipped.row for skipped in read.skipped] == [4]


@pytest.mark.parametrize("row", SOMEBODY)
def test_who_is_called_like_a_total_or_a_title_is_somebody(tmp_path: Path, row: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"Last name,First name,Email,Phone,Ticket code\nDoe,Di,d@x.example,1,T-1\n{row}\n")
    read = read_list(path)
    assert read.skipped == ()
    assert len(read.people) == 2


def test_titles_of_parts_stand_in_a_list_of_one_column_too(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name\nGroup A\nAnn Bee\nTable 5\nBo Cee\nTotal\n")
    read = read_list(path)
    assert [person.details.name for person in read.people] == ["Ann Bee", "Bo Cee"]
    assert [skipped.row for skipped in read.skipped] == [2, 4, 6]


def test_headings_of_another_table_below_are_nobody_and_told(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "Name,Email,Title\nAnn Bee,a@x.example,Judge\nName,Organisation,E-mail\nBo Cee,ACME,b@x.example\nGuest,Guest,\n"
    )
    read = read_list(path)
    assert [person.details.name for person in read.people] == ["Ann Bee", "Bo Cee", "Guest"]
    assert [(skipped.row, skipped.why) for skipped in read.skipped] == [
        (3, "The headings of another table stand here."),
    ]
    assert read.notices == (
        "Row 3 has the headings of another table; what is below was read with the first headings."
        " Load that part as a list of its own.",
    )
