"""What is left out of the attendance file, and whose contacts are withheld: in both forms, on every sheet."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from python_calamine import CalamineWorkbook

from checkin.domain.attendance import Attendance, Presence
from checkin.domain.attendance_choice import Choice
from checkin.domain.online_presence import Report, Stranger
from checkin.domain.online_report import RowDoubt
from checkin.domain.registrant import Answer
from checkin.files.attendance_rows import headings
from tests.attendances import AFTER, STARTS, attendance, here, person, table_of_text, workbook


def whole() -> Attendance:
    def one(name: str, word: Answer, other: dict[str, str]) -> Presence:
        made = person(name, email=f"{name.casefold()}@x.example", phone=f"+254 {name}", other=other)
        return here(replace(made, details=replace(made.details, mailing=word)))

    people = [
        one("Yes", Answer.YES, {"Second e-mail": "yes2@x.example", "Diet": "vegan"}),
        one("No", Answer.NO, {"Second e-mail": "no2@x.example", "Diet": "vegan"}),
        one("Silent", Answer.NOT_SAID, {"Second e-mail": "silent2@x.example", "Diet": "fish"}),
    ]
    shared = replace(people[1].registrant, id="shared", details=replace(people[1].registrant.details, name="Also"))
    return replace(
        attendance([*people, here(shared)]),
        strangers=(Stranger("Stranger", "stranger@x.example", 60, "person", (), left=False),),
        reports=(Report("zoom.csv", 1, STARTS, (RowDoubt(7, "Left out: it has no name."),)),),
    )


def rows(choice: Choice) -> list[dict[str, str]]:
    text = table_of_text(whole(), AFTER, choice).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def cells(choice: Choice) -> dict[str, list[list[str]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook(whole(), AFTER, choice)))
    return {
        name: [[str(cell) for cell in row] for row in book.get_sheet_by_name(name).to_python()]
        for name in book.sheet_names
    }


def test_what_is_left_out_is_in_neither_form_and_the_rest_stays_in_order() -> None:
    choice = Choice(left_out=frozenset({"E-mail", "Phone", "Diet", "A column of another list"}))
    kept = [heading for heading in headings(whole()) if heading not in choice.left_out]
    assert list(rows(choice)[0]) == kept
    sheets = cells(choice)
    assert sheets["Attendance"][0] == kept
    for name in ("Attendance", "Check these", "Online, not matched"):
        assert "E-mail" not in sheets[name][0]
    assert "stranger@x.example" not in str(sheets)
    assert "vegan" not in str(sheets)
    assert sheets["Check these"][-1][-1] == "zoom.csv, row 7: Left out: it has no name."
    assert any(row[0] == "Left out" and "Diet" in row[1] for row in sheets["About"])


def test_contacts_of_whoever_has_not_agreed_stay_out_wherever_they_stand() -> None:
    choice = Choice(only_agreed=True)
    found = {row["Full name"]: row for row in rows(choice)}
    assert (found["Yes"]["E-mail"], found["Yes"]["Phone"]) == ("yes@x.example", "'+254 Yes")
    assert found["Yes"]["Second e-mail"] == "yes2@x.example"
    for name in ("No", "Silent", "Also"):
        assert [found[name][part] for part in ("E-mail", "Phone", "Second e-mail")] == ["", "", ""]
    assert found["Silent"]["Diet"] == "fish"
    everything = str(cells(choice))
    assert "yes@x.example" in everything
    for address in ("no@x", "no2@x", "silent@x", "silent2@x", "stranger@x", "+254 No", "+254 Silent"):
        assert address not in everything, address
    assert "said yes to being written to" in everything


def test_without_a_choice_all_is_there() -> None:
    everything = str(cells(Choice()))
    for text in ("no@x.example", "silent2@x.example", "stranger@x.example", "vegan", "+254 No"):
        assert text in everything
