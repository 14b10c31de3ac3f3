"""Lists of other tools in nine languages: everybody is read, with how they come and whether they were turned down.

Made for these tests after what the tools write; `EXPECTED.json` has for each row its number, name, address,
organisation, status, way of taking part, joining, consent to be listed, and codes; and the rows that are no people.
Those that begin with `by_hand` are such as offices type them.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checkin.domain.lists import ListPerson, RegistrantList
from checkin.domain.registrant import Mode, Status
from checkin.files.registrant_list import preview, read_list

LISTS = Path(__file__).parents[1] / "data" / "other_tools"
EXPECTED = json.loads((LISTS / "EXPECTED.json").read_text(encoding="utf-8"))


def told(person: ListPerson) -> list[object]:
    of = person.details
    answers = (of.status, of.mode, of.joining, of.listed)
    return [person.row, of.name, of.email, of.organisation, *(answer.value for answer in answers), *person.codes]


def test_each_list_has_its_figures() -> None:
    assert {path.name for path in LISTS.glob("*.csv")} == {*EXPECTED}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_list_of_another_tool_is_read_to_the_last_answer(name: str) -> None:
    read = read_list(LISTS / name)
    assert list(map(told, read.people)) == EXPECTED[name]["people"]
    assert [skipped.row for skipped in read.skipped] == EXPECTED[name].get("skipped", [])
    assert (read.tool, [*read.notices]) == (EXPECTED[name]["tool"], EXPECTED[name].get("notices", []))


def test_further_people_in_a_row_are_told(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Email,Name 2,Email 2,Name 3\nAnn,a@x.example,Bo,b@x.example,\nCy,c@x.example,,,\n")
    assert read_list(path).notices == (
        "One person is read from each row; others may stand in “Name 2”. Give each of them a row of their own.",
    )


def test_a_column_for_each_way_of_taking_part_is_read(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Your name,In person,Online\nAnn,In person,\nBo,,Online\nCy,,\nDi,In person,\nEd,In person,\n")
    modes = [person.details.mode for person in read_list(path).people]
    assert modes == [Mode.ROOM, Mode.ONLINE, Mode.NOT_SAID, Mode.ROOM, Mode.ROOM]
    assert preview(path).sheets[0].fields == ("name", "mode", "mode")


def test_who_was_turned_down_in_a_column_that_is_called_otherwise_is_not_admitted(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Decision,Visa\nAnn,approved,denied\nBo,declined,approved\nCy,approved,approved\n")
    read = read_list(path)
    assert [person.details.status for person in read.people] == [
        Status.CONFIRMED,
        Status.CANCELLED,
        Status.CONFIRMED,
    ]
    assert read.columns["status"] == "Decision"


def test_names_under_a_heading_that_is_not_known_are_found_in_the_addresses(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Who are you?,Team,Email\nAnn Doe,Red,ann.doe@x.example\nBo Coe,Blue,bcoe@x.example\n")
    assert [person.details.name for person in read_list(path).people] == ["Ann Doe", "Bo Coe"]


def test_the_other_half_of_a_name_is_found_under_a_heading_that_is_not_known(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Nome,Cognome,Ente,Email\nAna,Rossi,ACME,ana.rossi@x.example\nBo,Verdi,UN,b.verdi@x.example\n")
    assert [person.details.name for person in read_list(path).people] == ["Ana Rossi", "Bo Verdi"]
    path.write_text("Name,Nickname,Email\nSumarni,Marni,marni@x.example\nBudi,Bud,bud@x.example\n")
    assert [person.details.name for person in read_list(path).people] == ["Sumarni", "Budi"]
    path.write_text("Name,Team,Email\nSumarni,Red,sumarni@x.example\nBudi,Blue,budi@x.example\n")
    assert [person.details.name for person in read_list(path).people] == ["Sumarni", "Budi"]


def test_a_cross_below_a_way_of_taking_part_is_read(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "Name,In person,Online,Cannot attend,Vegan\nAnn,x,,,x\nBo,,✓,,\nCy,no,no,yes,\nDi,0,1,0,1\nEd,x,x,,\nFi,,,,\n",
        encoding="utf-8",
    )
    read = read_list(path)
    assert [person.details.mode for person in read.people] == [
        *(Mode.ROOM, Mode.ONLINE, Mode.CANNOT_COME, Mode.ONLINE, Mode.NOT_SAID, Mode.NOT_SAID),
    ]
    assert read.people[0].details.other == {"Vegan": "x"}
    assert read.columns["mode"] == "In person + Online + Cannot attend"


def of(folder: Path, text: str, name: str = "list.csv") -> RegistrantList:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_list(path)


def test_a_yes_below_participant_is_no_name(tmp_path: Path) -> None:
    read = of(
        tmp_path, "First Name,Last Name,Email Address,Participant\nAnn,Lee,a@x.example,Yes\nBo,Li,b@x.example,No\n"
    )
    assert [person.details.name for person in read.people] == ["Ann Lee", "Bo Li"]


@pytest.mark.parametrize("halves", [("Name: First", "Name: Last"), ("Name (First)", "Name (Last)")])
def test_halves_of_a_name_as_form_builders_call_them(tmp_path: Path, halves: tuple[str, str]) -> None:
    read = of(tmp_path, f"{','.join(halves)},Email\nAnn,Lee,a@x.example\nBo,Li,b@x.example\n")
    assert [(one.details.given_name, one.details.family_name) for one in read.people] == [("Ann", "Lee"), ("Bo", "Li")]


@pytest.mark.parametrize(
    "heading", ["Ticket no.", "Ticket number", "Ticket ID", "Numéro de billet", "Ticketnummer", "Номер билета", "票号"]
)
def test_the_number_of_a_ticket_admits(tmp_path: Path, heading: str) -> None:
    read = of(tmp_path, f"Name,Email,{heading}\nAnn,a@x.example,987654\nBo,b@x.example,987655\n")
    assert [person.codes for person in read.people] == [("987654",), ("987655",)]
    barcode = of(tmp_path, f"Name,Email,{heading},Barcode\nAnn,a@x.example,1234,00777\nBo,b@x.example,1235,00778\n")
    assert [person.codes for person in barcode.people] == [("00777",), ("00778",)]


def test_several_addresses_of_google_contacts_in_one_cell(tmp_path: Path) -> None:
    heads = "First Name,Last Name,Labels,E-mail 1 - Label,E-mail 1 - Value"
    (one,) = of(tmp_path, f"{heads}\nAnn,Lee,,Work,a@x.example ::: b@x.example\n").people
    assert one.details.email == "a@x.example"
    assert one.details.other["E-mail 1 - Value"] == "a@x.example ::: b@x.example"


def test_the_way_of_taking_part_as_odk_writes_it(tmp_path: Path) -> None:
    heads = "SubmissionDate,details-name,details-email,attendance-mode,KEY"
    rows = "2026-05-01,Ann,a@x.example,in_person,uuid:1", "2026-05-01,Bo,b@x.example,online,uuid:2"
    read = of(tmp_path, "\n".join((heads, *rows)))
    assert [person.details.mode for person in read.people] == [Mode.ROOM, Mode.ONLINE]


def test_options_in_a_second_row_of_headings(tmp_path: Path) -> None:
    heads = "Nom et prénom;Courriel;Participation;;\n;;présentiel;visio;ne peux pas venir"
    read = of(tmp_path, f"{heads}\nDupont Anne;a@x.example;X;;\nMartin Luc;b@x.example;;X;\nÉté Zoé;c@x.example;;;X\n")
    assert [person.details.mode for person in read.people] == [Mode.ROOM, Mode.ONLINE, Mode.CANNOT_COME]
    assert read.skipped == ()


@pytest.mark.parametrize(
    "name", ["José Álvarez", "Zoë Müller", "Анна Иванова", "أحمد علي", "李伟", "Łukasz Żak", "SÃO PAULO", "Ñandú Ñ"]
)
def test_letters_that_were_read_in_a_wrong_code_page_are_told(tmp_path: Path, name: str) -> None:
    garbled = name.encode().decode("cp1252", "ignore") if not name.isupper() else name
    told = of(tmp_path, f"Name,Email\n{garbled},a@x.example\n").notices
    assert bool(told) is (garbled != name)
    assert not of(tmp_path, f"Name,Email\n{name},a@x.example\n").notices


def test_a_list_of_which_some_lines_are_in_another_code_page_keeps_the_letters_of_all(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(
        "Name,Email\nJosé,j@x.example\nLi Wei 李伟,l@x.example\n".encode() + "Zoë,z@x.example\n".encode("cp1252")
    )
    read = read_list(path)
    assert [person.details.name for person in read.people] == ["José", "Li Wei 李伟", "Zoë"]
    assert read.notices == (
        "Some letters of the file are not in Unicode; they were read as a Western European code page."
        " Check names with accents.",
    )


@pytest.mark.parametrize("heading", ["Attendance Status", "Response"])
def test_the_answers_to_an_invitation_of_a_calendar(tmp_path: Path, heading: str) -> None:
    answers = {"Accepted": Status.CONFIRMED, "Declined": Status.CANCELLED, "Tentative": Status.PENDING}
    answers |= {"No response": Status.PENDING, "None": Status.PENDING}
    rows = "".join(f"Name {number},{word}\n" for number, word in enumerate(answers))
    read = of(tmp_path, f"Name,{heading}\n{rows}")
    assert [person.details.status for person in read.people] == list(answers.values())


@pytest.mark.parametrize("answer", ["Can't Go", "Cannot make it", "Can't come", "Regrets"])
def test_who_says_that_they_cannot_come_is_not_welcomed(tmp_path: Path, answer: str) -> None:
    read = of(tmp_path, f"Name,Status\nAnn,Going\nBo,{answer}\nCy,Maybe\n")
    assert [one.details.status for one in read.people] == [Status.CONFIRMED, Status.CANCELLED, Status.PENDING]
