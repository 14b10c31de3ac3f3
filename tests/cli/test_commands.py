"""Every command of the command line: what it does, and the keys of its JSON."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import xlsxwriter

from checkin.domain.code import is_own_code
from checkin.services import check
from checkin.storage.event_file import open_event
from tests.cli.conftest import LISTS, NEW, Checkin

IMPACT = LISTS / "impact_form.csv"
PERSON = {
    "id", "name", "given_name", "family_name", "email", "organisation", "role", "country", "phone", "category",
    "status", "mode", "joining", "listed", "mailing", "guests", "walk_in", "codes", "slot", "state", "checked_in_at",
}  # fmt: skip


def people(checkin: Checkin, event: Path) -> dict[str, dict[str, object]]:
    return {person["name"]: person for person in checkin("people", event, "--json").json}


def code_of(checkin: Checkin, event: Path, name: str) -> str:
    return people(checkin, event)[name]["codes"][0]


# -- new ---------------------------------------------------------------------------------------------------------------


def test_new_makes_an_event_and_says_what_comes_next(checkin: Checkin, tmp_path: Path) -> None:
    path = tmp_path / "e.checkin"
    answer = checkin("new", path, *NEW, "--seats", "120")
    assert (answer.status, answer.err) == (0, "")
    assert answer.out == f"{path} is ready. Next: checkin import {path} LIST\n"
    answer = checkin("check", path)
    assert (answer.status, answer.err) == (0, "")
    assert answer.out == f"{path} is whole, 0 registrants, and the numbers add up.\n"


# -- import ------------------------------------------------------------------------------------------------------------


def test_import_gives_the_account_of_every_row(checkin: Checkin, event: Path) -> None:
    account = checkin("import", event, IMPACT, "--json").json
    assert set(account) == {
        "file", "kind", "rows", "people", "added", "changed", "unchanged", "merged", "skipped", "doubtful", "columns",
        "notices", "missing", "merged_rows",
    }  # fmt: skip
    assert (account["file"], account["rows"], account["people"], account["merged"]) == ("impact_form.csv", 167, 166, 1)
    assert (account["added"], account["changed"], account["unchanged"], account["skipped"]) == (166, 0, 0, [])
    assert account["columns"]["email"] == "Email Address"
    assert all(set(doubt) == {"rows", "why"} for doubt in account["doubtful"])
    assert len(checkin("people", event, "--json").json) == 166


def test_importing_twice_adds_nobody_and_changes_nothing(checkin: Checkin, listed: Path) -> None:
    before = checkin("people", listed).out
    account = checkin("import", listed, IMPACT, "--json").json
    assert (account["added"], account["changed"], account["unchanged"]) == (0, 0, 166)
    assert checkin("people", listed).out == before


def test_a_dry_run_says_the_same_and_changes_nothing(checkin: Checkin, event: Path) -> None:
    before = event.read_bytes()
    dry = checkin("import", event, IMPACT, "--dry-run", "--json").json
    assert event.read_bytes() == before
    assert checkin("people", event, "--json").json == []
    assert checkin("import", event, IMPACT, "--json").json == dry


def test_an_import_is_one_sentence_of_numbers_without_json(checkin: Checkin, event: Path) -> None:
    said = checkin("import", event, IMPACT).out
    assert said == (
        "167 rows: 166 people (166 new, 0 changed, 0 unchanged), 1 merged, 0 skipped, 1 doubtful.\n"
    )  # fmt: skip


def test_a_column_can_be_named_and_another_left_out(checkin: Checkin, event: Path) -> None:
    words = (
        "--column",
        "organisation=Position",
        "--column",
        "country=",
        "--column",
        "email = Email Address".replace(" = ", "="),
    )
    account = checkin("import", event, IMPACT, *words, "--json").json
    assert account["columns"]["organisation"] == "Position"
    assert "country" not in account["columns"] or account["columns"]["country"] == ""
    found = people(checkin, event)
    assert found["Opiyo Abuya"]["organisation"] == "Volunteer"
    assert {person["country"] for person in found.values()} == {""}


def test_an_import_into_a_named_session(checkin: Checkin, event: Path) -> None:
    assert checkin("import", event, IMPACT, "--session", "Kick-off session", "--json").json["added"] == 166


def test_an_import_of_a_named_sheet(checkin: Checkin, event: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for sheet, names in (("Monday", ["Ann", "Bo"]), ("Tuesday", ["Cy"])):
            book.add_worksheet(sheet).write_column(0, 0, ["Name", *names])
    assert checkin("import", event, path, "--sheet", "Friday").err == (
        "There is no sheet Friday. The sheets are: Monday; Tuesday.\n"
    )
    assert checkin("import", event, path, "--sheet", "tuesday", "--json").json["added"] == 1


def test_an_import_keeps_a_copy_of_the_event_before_it(checkin: Checkin, listed: Path) -> None:
    [copy] = (listed.parent / "kick-off backups").iterdir()
    assert checkin("people", copy, "--json").json == []


@pytest.mark.parametrize("name", ["eventbrite.csv", "google_forms.xlsx", "ms_forms.xlsx", "pretix_attendees.csv"])
def test_other_tools_lists_load_too_and_the_sum_is_right(name: str, checkin: Checkin, event: Path) -> None:
    account = checkin("import", event, LISTS / name, "--json").json
    assert account["rows"] == account["people"] + account["merged"] + len(account["skipped"])
    assert account["people"] == account["added"] == len(checkin("people", event, "--json").json)


# -- people, search ----------------------------------------------------------------------------------------------------


def test_people_have_their_fields_a_code_of_their_own_and_a_state(checkin: Checkin, listed: Path) -> None:
    found = checkin("people", listed, "--json").json
    assert all(set(person) == PERSON for person in found)
    codes = [person["codes"][0] for person in found]
    assert len(set(codes)) == 166
    assert all(is_own_code(code) for code in codes)
    assert {person["state"] for person in found} == {"expected"}
    opiyo = next(person for person in found if person["name"] == "Opiyo Abuya")
    assert (opiyo["given_name"], opiyo["email"], opiyo["organisation"], opiyo["country"]) == (
        "Opiyo", "opiyo.abuya674@raj.example", "Réseau Accès à la Justice", "Kenya",
    )  # fmt: skip
    lines = checkin("people", listed).out.splitlines()
    assert len(lines) == 166
    assert "Opiyo Abuya · Réseau Accès à la Justice · expected" in lines


def test_search_finds_the_best_first_and_says_where_they_stand(checkin: Checkin, five: Path) -> None:
    [hit] = checkin("search", five, "kamau", "--json").json
    assert set(hit) == {"id", "name", "organisation", "state"}
    assert (hit["name"], hit["organisation"], hit["state"]) == ("Wanjiru Kamau", "KHRC", "expected")
    checkin("admit", five, code_of(checkin, five, "Wanjiru Kamau"))
    assert checkin("search", five, "KAMAU wanj", "--json").json[0]["state"] == "in"
    assert checkin("search", five, "alvarez").out == "José Álvarez · Foro · expected\n"
    assert checkin("search", five, "李伟", "--json").json[0]["name"] == "李 伟"


@pytest.mark.parametrize("text", ["", " ", "zzzzqqq", "\x00", "%", '"', "' OR 1=1 --", "NEAR(a b)", "*", "x" * 10_000])
def test_a_search_for_nobody_finds_nobody(text: str, checkin: Checkin, five: Path) -> None:
    assert checkin("search", five, text, "--json").json == []
    assert checkin("search", five, text).out == "Nobody found.\n"


# -- admit, undo -------------------------------------------------------------------------------------------------------


def test_admit_gives_the_verdict_and_records_it(checkin: Checkin, five: Path) -> None:
    code = code_of(checkin, five, "Wanjiru Kamau")
    verdict = checkin("admit", five, code, "--json").json
    assert set(verdict) == {"verdict", "reason", "name", "slot", "at", "station"}
    assert (verdict["verdict"], verdict["reason"], verdict["name"]) == ("welcome", "welcome", "Wanjiru Kamau")
    assert verdict["station"] == "Command line"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+03:00", verdict["at"])
    again = checkin("admit", five, code.lower(), "--json").json
    assert (again["verdict"], again["at"], again["name"]) == ("already_in", verdict["at"], "Wanjiru Kamau")
    assert people(checkin, five)["Wanjiru Kamau"]["state"] == "in"
    assert people(checkin, five)["Wanjiru Kamau"]["checked_in_at"] is not None


@pytest.mark.parametrize(
    ("code", "verdict", "reason"),
    [
        ("https://shorturl.at/behVW", "unreadable", "foreign_code"),
        ("JCBDFGHJ", "unreadable", "bad_read"),
        ("", "unreadable", "bad_read"),
        ("nobody's ticket", "stop", "not_found"),
        ("\x1b[2J\x00", "stop", "not_found"),
        ("\udcff", "unreadable", "bad_read"),
        ("z" * 10_000, "stop", "not_found"),
    ],
)
def test_a_code_that_admits_nobody_is_an_answer_too(
    code: str, verdict: str, reason: str, checkin: Checkin, five: Path
) -> None:
    answer = checkin("admit", five, code, "--json").json
    assert (answer["verdict"], answer["reason"], answer["name"]) == (verdict, reason, None)
    assert checkin("admit", five, code).out == f"{verdict} · {reason}\n"


def test_admit_in_a_sentence(checkin: Checkin, five: Path) -> None:
    answer = checkin("admit", five, code_of(checkin, five, "José Álvarez"))
    assert (answer.status, answer.out, answer.err) == (0, "welcome · welcome · José Álvarez\n", "")


def test_undo_lifts_the_check_in(checkin: Checkin, five: Path) -> None:
    code = code_of(checkin, five, "Wanjiru Kamau")
    checkin("admit", five, code)
    answer = checkin("undo", five, code)
    assert (answer.status, answer.out) == (0, "Undone: Wanjiru Kamau is no longer checked in.\n")
    assert people(checkin, five)["Wanjiru Kamau"]["state"] == "expected"
    assert checkin("undo", five, code).refusal.startswith("There is no check-in to undo.")
    assert checkin("undo", five, "nobody's").refusal.startswith("The code nobody's is not on the list.")


# -- badges ------------------------------------------------------------------------------------------------------------


def test_badges_makes_a_pdf_and_remembers_for_whom(checkin: Checkin, five: Path, tmp_path: Path) -> None:
    out = tmp_path / "badges.pdf"
    answer = checkin("badges", five, out, "--stock", "L7418", "--json").json
    assert answer == {
        "file": str(out), "stock": "Avery L7418", "design": "card", "badges": 5, "pages": 1, "small_names": [],
        "findings": [],
    }  # fmt: skip
    assert out.read_bytes().startswith(b"%PDF")
    assert checkin("badges", five, tmp_path / "again.pdf", "--who", "not-printed").refusal.startswith(
        "There is nobody to print a badge for."
    )
    assert not (tmp_path / "again.pdf").exists()
    assert checkin("badges", five, tmp_path / "all.pdf").out == (
        f"5 badges on 1 pages of Avery L4745: {tmp_path / 'all.pdf'}\n"
    )
    assert {person["state"] for person in people(checkin, five).values()} == {"expected"}


def test_badges_says_that_something_is_to_be_looked_at(checkin: Checkin, five: Path, tmp_path: Path) -> None:
    said = checkin("badges", five, tmp_path / "fine.pdf", "--design", "fold", "--stock", "L4745").out
    assert said.startswith("5 badges on 1 pages of Avery L4745: ")
    assert "Look at them before you hand them out: 1 findings, which --json names." in said


def test_badges_makes_a_picture_of_each(checkin: Checkin, five: Path, tmp_path: Path) -> None:
    assert checkin("badges", five, tmp_path / "all", "--pictures").out == f"5 badges as pictures: {tmp_path / 'all'}\n"
    assert len(list((tmp_path / "all").glob("*-badge.png"))) == 5


def test_badges_take_a_design_by_name_or_file_and_refuse_another(checkin: Checkin, five: Path, tmp_path: Path) -> None:
    answer = checkin("badges", five, tmp_path / "a.pdf", "--design", "fold", "--stock", "82x203", "--json").json
    assert (answer["design"], answer["pages"]) == ("fold", 5)
    own = tmp_path / "own.json"
    own.write_text('{"version": 1, "id": "mine", "title": "Mine", "size": [96, 63], "back": "same", "elements": []}')
    answer = checkin("badges", five, tmp_path / "b.pdf", "--design", own, "--json").json
    assert (answer["design"], answer["pages"]) == ("mine", 2)
    assert checkin("badges", five, tmp_path / "c.pdf", "--design", "fancy").refusal.startswith(
        "There is no badge design called fancy."
    )
    own.write_text('{"version": 1, "id": "mine", "title": "Mine", "size": [96, -63], "elements": []}')
    assert "size must not be [96, -63]" in checkin("badges", five, tmp_path / "c.pdf", "--design", own).refusal
    assert not (tmp_path / "c.pdf").exists()


# -- export, check -----------------------------------------------------------------------------------------------------


def test_export_gives_the_reconciliation_and_the_same_numbers_in_every_format(
    checkin: Checkin, five: Path, tmp_path: Path
) -> None:
    for name in ("Wanjiru Kamau", "李 伟"):
        checkin("admit", five, code_of(checkin, five, name))
    answers = []
    for ending in ("xlsx", "csv", "pdf"):
        out = tmp_path / f"attendance.{ending}"
        answer = checkin("export", five, out, "--session", "Kick-off session", "--json").json
        assert answer.pop("file") == str(out)
        answers.append(answer)
    assert answers == [answers[0]] * 3
    assert {"registered", "walk_ins", "in_room", "online", "both", "no_show"} <= set(answers[0])
    assert (answers[0]["registered"], answers[0]["in_room"], answers[0]["no_show"]) == (5, 2, 3)
    assert (tmp_path / "attendance.xlsx").read_bytes().startswith(b"PK")
    with (tmp_path / "attendance.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["Full name"] for row in rows if row["Attendance"] == "In person"] == ["Wanjiru Kamau", "李 伟"]
    text = subprocess.run(
        ["/usr/bin/pdftotext", "-layout", tmp_path / "attendance.pdf", "-"], capture_output=True, check=True, text=True
    ).stdout  # fmt: skip
    assert "5 registered + 0 walk-ins = 2 in the room + 3 no-shows" in text


def test_export_in_a_sentence_is_the_sum(checkin: Checkin, five: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.CSV"
    assert checkin("export", five, out).out == (
        f"{out}: 5 registered + 0 walk-ins = 0 in the room + 5 no-shows\n"
    )  # fmt: skip


def test_an_export_reads_nothing_that_reads_lists(five: Path, tmp_path: Path) -> None:
    asks = "import sys; from checkin.cli import main; main(sys.argv[1:]); print(*sys.modules)"
    words = [sys.executable, "-c", asks, "export", str(five), str(tmp_path / "a.xlsx")]
    loaded = {*subprocess.run(words, check=True, capture_output=True, text=True).stdout.split()}
    assert "checkin.files.attendance_xlsx" in loaded
    assert not loaded & {"checkin.files.tables", "python_calamine", "charset_normalizer", "PySide6"}


def test_before_the_end_nobody_is_a_no_show(checkin: Checkin, tmp_path: Path) -> None:
    event, day = tmp_path / "soon.checkin", datetime.now(UTC) + timedelta(days=2)
    hours = ("--starts", f"{day:%Y-%m-%d}T12:30", "--ends", f"{day:%Y-%m-%d}T14:00")
    checkin("new", event, "--name", "Soon", "--session", "Opening", "--timezone", "Africa/Nairobi", *hours)
    checkin("import", event, IMPACT)
    said = checkin("export", event, tmp_path / "a.csv").out
    assert said.endswith("166 registered + 0 walk-ins = 0 in the room + 166 not yet here\n")


def test_check_finds_a_damaged_file(checkin: Checkin, five: Path) -> None:
    with open_event(five)._raw as raw:
        raw.execute("UPDATE registrant SET status = 'confirmXd' WHERE number = 2")
        raw.commit()
    answer = checkin("check", five)
    assert (answer.status, answer.out) == (1, "")
    assert answer.err.startswith("The file is damaged: unreadable values in registrant. Keep it, and open the copy ")
    assert "Traceback" not in answer.err
    # The other commands say so too, in one sentence.
    assert "is damaged" in checkin("people", five, "--json").refusal
    assert "is damaged" in checkin("export", five, five.with_name("a.csv")).refusal


def test_check_names_a_table_that_differs_from_the_journal(checkin: Checkin, five: Path) -> None:
    checkin("admit", five, code_of(checkin, five, "Wanjiru Kamau"))
    event = open_event(five)
    event._raw.execute("UPDATE entry SET lifted = 1")
    assert check.check(event)
    event.close()
    answer = checkin("check", five)
    assert (answer.status, answer.out) == (1, "")
    assert answer.err.splitlines() == [
        "The list of who is in the room differs from the journal.",
        "The numbers of the session Kick-off session do not add up.",
    ]


# -- the parser --------------------------------------------------------------------------------------------------------


def test_help_is_printed_for_every_command(checkin: Checkin) -> None:
    whole = checkin("--help")
    assert whole.status == 0
    for deed in ("demo", "tour", "new", "import", "people", "admit", "search", "undo", "badges", "export", "check"):
        assert f"\n    {deed} " in whole.out
        answer = checkin(deed, "--help")
        assert (answer.status, answer.err) == (0, "")
        assert answer.out.startswith(f"usage: checkin {deed}")


WRONG = [
    (), ("nonsense",), ("people",), ("people", "a", "b"), ("admit", "a"), ("new", "a"), ("check", "a", "--json"),
    ("new", "a", *NEW, "--seats", "x"), ("new", "a", *NEW, "--starts", "tomorrow"), ("badges", "a", "b", "--who", "me"),
    ("import", "a", "b", "--column"), ("tour",), ("people", "a", "--jsonn"),
]  # fmt: skip


@pytest.mark.parametrize("words", WRONG)
def test_wrong_usage_is_status_2_with_the_usage_on_stderr(words: tuple[str, ...], checkin: Checkin) -> None:
    answer = checkin(*words)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith("usage: checkin")
    assert "Traceback" not in answer.err


def test_the_json_is_readable_and_says_every_letter(checkin: Checkin, five: Path) -> None:
    out = checkin("people", five, "--json").out
    assert "محمد علي" in out
    assert out.count("\n") == 1
    assert json.loads(out)[0]["name"] == "Wanjiru Kamau"


def test_outside_the_hours_of_the_door_the_answer_is_stop(checkin: Checkin, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("Name,Ticket code\nAkinyi Odhiambo,EB-123456\n", encoding="utf-8")
    for hours, reason in ((("--closes", "2024-05-10T14:30"), "over"), (("--opens", "2124-05-10T12:00"), "too_early")):
        path = tmp_path / f"{reason}.checkin"
        assert checkin("new", path, *NEW, *hours).status == 0
        assert checkin("import", path, tmp_path / "list.csv").status == 0
        answer = checkin("admit", path, "EB-123456", "--json").json
        assert (answer["verdict"], answer["reason"], answer["name"]) == ("stop", reason, "Akinyi Odhiambo")
