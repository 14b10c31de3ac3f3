"""A registrant list file becomes people, and every row is accounted for."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.domain.errors import DeskError
from checkin.domain.harmless_codes import TRIAL_CODE, practice_code
from checkin.domain.list_plan import plan
from checkin.domain.lists import ListPerson
from checkin.domain.names import clean
from checkin.domain.registrant import Answer, Mode, Status
from checkin.files.columns import Columns
from checkin.files.list_rows import RowReader
from checkin.files.registrant_list import preview, read_list
from checkin.files.tidy_rows import are_tidy, unguarded

LISTS = Path(__file__).parents[1] / "data" / "lists"
EXPECTED = json.loads((LISTS / "EXPECTED.json").read_text(encoding="utf-8"))["files"]
REGISTRANTS = sorted(name for name, held in EXPECTED.items() if held["kind"] == "registrants")


def people_of(tmp_path: Path, text: str, **given: str) -> list[ListPerson]:
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode())
    return list(read_list(path, given or None).people)


@pytest.mark.parametrize("name", REGISTRANTS)
def test_every_row_of_every_sample_is_a_person_or_skipped_for_a_reason(name: str) -> None:
    held = EXPECTED[name]
    read = read_list(LISTS / name)
    assert read.file == name
    assert read.kind == "registrants"
    assert len(read.people) == held["person_rows"]
    assert len(read.skipped) == held.get("placeholder_rows", 0)
    assert read.rows == len(read.people) + len(read.skipped)
    assert all(skipped.why for skipped in read.skipped)


@pytest.mark.parametrize("name", REGISTRANTS)
def test_the_people_of_every_sample_are_counted_as_held(name: str) -> None:
    counted = plan(read_list(LISTS / name), [])
    assert counted.people == EXPECTED[name]["distinct_if_same_email_different_name_kept_apart"]


@pytest.mark.parametrize("name", REGISTRANTS)
def test_the_spot_checks_of_every_sample_hold(name: str) -> None:
    people = read_list(LISTS / name).people
    checks = EXPECTED[name]["spot_checks"]
    assert len(checks) == 5
    for check in checks:
        person = people[check["row"] - 1]
        shown = (person.details.name, person.details.email, person.details.organisation)
        assert shown == (check["display_name"], check["email"], check["organisation"])
        assert "code" not in check or check["code"] in person.codes


@pytest.mark.parametrize("name", [name for name in REGISTRANTS if "inactive_statuses" in EXPECTED[name]])
def test_who_cancelled_or_waits_in_a_sample_is_not_confirmed(name: str) -> None:
    held = EXPECTED[name]
    people = plan(read_list(LISTS / name), []).added
    by_status = Counter(person.details.status for person in people)
    # Where "pending" is not held to be inactive the tool means a payment that is on its way.
    inactive = [by_status[Status.CANCELLED]]
    if any("pending" in word.casefold() for word in held["inactive_statuses"]):
        inactive += [by_status[Status.PENDING], by_status[Status.WAITLISTED]]
    assert sum(inactive) == held["distinct_registrants"] - held["distinct_active_registrants"]


def test_the_coalition_s_form_is_read_to_the_last_answer() -> None:
    read = read_list(LISTS / "impact_form.csv")
    assert (read.rows, len(read.people), read.skipped) == (167, 167, ())
    assert Counter(person.details.mode for person in read.people) == {
        Mode.ROOM: 107,
        Mode.ONLINE: 31,
        Mode.CANNOT_COME: 29,
    }
    joining = Counter(person.details.joining for person in read.people)
    assert joining == {Answer.YES: 94, Answer.KNOW_MORE: 50, Answer.NO: 16, Answer.NOT_SAID: 7}
    assert Counter(person.details.listed for person in read.people) == {Answer.YES: 114, Answer.NO: 53}
    first = read.people[0]
    assert (first.row, first.details.name, first.details.role) == (2, "建国 Chen", "Researcher")
    assert first.details.other == {
        "Which themes interest you? (tick all that apply)": "International Court of Justice, International Tribunal on"
        " the Law of the Sea, Access to justice, Cooperation"
    }


def test_the_attendee_section_of_a_zoom_webinar_is_a_registrant_list() -> None:
    held = EXPECTED["zoom_webinar_attendees.csv"]
    read = read_list(LISTS / "zoom_webinar_attendees.csv")
    counted = plan(read, [])
    assert read.kind == "zoom_webinar_attendees"
    assert counted.people == held["registrants_in_attendee_section"]
    for check in held["registrant_spot_checks"]:
        details = counted.added[check["row"] - 1].details
        shown = (details.name, details.email, details.organisation)
        assert shown == (check["display_name"], check["email"], check["organisation"])


def test_a_pretix_ticket_admits_by_order_and_position() -> None:
    people = read_list(LISTS / "pretix_attendees.csv").people
    assert people[8].codes == ("P8Y3X-3",)
    assert people[8].details.other["Order code"] == "P8Y3X"
    assert people[8].details.phone == "+254 780 000 759"
    assert people[8].details.other["Company (2)"] == "የውሃ ጥበቃ ማኅበር"


def test_a_pretix_ticket_admits_by_the_secret_in_its_qr_too(tmp_path: Path) -> None:
    (person,) = people_of(
        tmp_path,
        "Order code,Position ID,Status,Email,Product,Variation,Attendee name,Attendee email,Company,Ticket secret\n"
        "ABC12,1,Paid,b@x.example,T,,Ann Bee,a@x.example,NGO,z3s7xwuywzcd6xt5\n",
    )
    assert person.codes == ("ABC12-1", "z3s7xwuywzcd6xt5")
    assert person.details.email == "a@x.example"


def test_a_luma_ticket_admits_by_its_key_and_by_the_link_in_its_qr() -> None:
    person = read_list(LISTS / "luma_guests.csv").people[0]
    assert person.codes == (
        "g-Fn5uVUuTfPUhoLg",
        "https://luma.com/check-in/evt-EXAMPLE0000?pk=g-Fn5uVUuTfPUhoLg",
    )


def test_a_family_name_that_luma_took_for_a_given_name_is_put_right() -> None:
    details = read_list(LISTS / "luma_guests.csv").people[17].details
    assert (details.name, details.given_name, details.family_name) == ("سارة El-Khatib", "سارة", "El-Khatib")


def test_names_written_last_first_are_turned_round_but_a_degree_is_no_name(tmp_path: Path) -> None:
    people = people_of(
        tmp_path, 'Name,E-mail\n"Doe, Ann",a@x.example\n"Roe, Bo",b@x.example\n"Nekesa, PhD",c@x.example\n'
    )
    assert [person.details.name for person in people] == ["Ann Doe", "Bo Roe", "Nekesa, PhD"]
    assert (people[0].details.given_name, people[0].details.family_name) == ("Ann", "Doe")


def test_one_comma_among_many_names_is_left_alone(tmp_path: Path) -> None:
    people = people_of(tmp_path, 'Name\n"Doe, Ann"\nBo Roe\nCy Loe\n')
    assert people[0].details.name == "Doe, Ann"


def test_the_heading_can_say_that_the_last_name_comes_first(tmp_path: Path) -> None:
    people = people_of(tmp_path, '"Name (last, first)"\n"Doe, Ann"\nBo\nCy\n')
    assert people[0].details.name == "Ann Doe"


def test_people_called_null_true_and_na_keep_their_names(tmp_path: Path) -> None:
    people = people_of(tmp_path, "First name,Last name,Country\nDamaris,Null,NA\nTrue,Ncube,ZW\nSeo-yeon,Na,None\n")
    assert [person.details.name for person in people] == ["Damaris Null", "True Ncube", "Seo-yeon Na"]
    assert [person.details.country for person in people] == ["NA", "ZW", "None"]


def test_formulas_stay_text_and_only_the_guard_before_them_goes(tmp_path: Path) -> None:
    people = people_of(tmp_path, "Name,Phone\n=1+1,+254 700\n'=SUM(A1),'+254 701\n'Okonkwo,-\n")
    assert [person.details.name for person in people] == ["=1+1", "=SUM(A1)", "'Okonkwo"]
    assert [person.details.phone for person in people] == ["+254 700", "+254 701", "-"]


def test_rows_that_are_nobody_are_skipped_and_say_why(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "Name,E-mail,Note\nAnn,a@x.example,\n,,\nInfo Requested,Info Requested,\nName,E-mail,Note\n,,only a note\n"
        "Total,1,\nTBC,,\n"
    )
    read = read_list(path)
    assert [person.row for person in read.people] == [2]
    assert [skipped.row for skipped in read.skipped] == [4, 5, 6, 7, 8]
    assert read.rows == 6
    assert len({skipped.why for skipped in read.skipped}) == 5


def test_titles_of_parts_totals_and_footers_are_nobody_and_a_name_alone_is_somebody(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    nobody = [
        "SPEAKERS", "Delegation of Kenya", "Participants (12)", "Délégués :", "Участники", "Total: 120", "Итого 2",
        "Generated by Forms on 2024-05-09", "Page 1 of 2",
    ]  # fmt: skip
    somebody = [
        "Ann Doe",
        "ANN ROE",
        "Guest Mwangi",
        "Delegate Otieno",
        "Media Hussein",
        "Total Ncube",
        "Press-Kamau Ann",
        "Media de Souza",
    ]
    path.write_text("".join(f"{name},,\n" for name in ["Name,Email,Country", *nobody, *somebody]))
    read = read_list(path)
    assert [person.details.name for person in read.people] == somebody
    assert [skipped.row for skipped in read.skipped] == list(range(2, 2 + len(nobody)))
    assert read.rows == len(nobody) + len(somebody)


def test_a_person_without_a_name_but_with_an_address_stays_a_person(tmp_path: Path) -> None:
    (person,) = people_of(tmp_path, "Name,E-mail\n,a@x.example\n")
    assert (person.details.name, person.details.email) == ("", "a@x.example")


def test_an_answer_that_is_no_address_is_kept_as_it_was_given() -> None:
    assert read_list(LISTS / "ms_forms.xlsx").people[18].details.email == "n/a"


def test_the_address_in_a_cell_that_says_more_is_taken(tmp_path: Path) -> None:
    people = people_of(
        tmp_path, "Name,E-mail\nAnn,Ann Doe <a@x.example>\nBo,mailto:b@x.example\nCy,c@x.example or d@x.example\n"
    )
    assert [person.details.email for person in people] == ["a@x.example", "b@x.example", "c@x.example or d@x.example"]


def test_words_that_are_not_known_are_told_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Status,How will you attend?\nAnn,approved,In person\nBo,approved,online\nCy,purple,by boat\n")
    read = read_list(path)
    assert "purple" in read.notices[0]
    assert read.people[2].details.status is Status.PENDING
    assert read.people[2].details.other == {"Status": "purple", "How will you attend?": "by boat"}


def test_a_status_column_is_one_whatever_its_words_and_nobody_is_confirmed_by_an_unknown_one(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "Name,Email,Status,Ticket code\nAnn,a@x.example,Purple,T-1\nBo,b@x.example,Waitlisted (2),T-2\n"
        "Cy,c@x.example,Attending,T-3\nDi,d@x.example,Mauve,T-4\nEd,e@x.example,,T-5\n"
    )
    read = read_list(path)
    assert read.columns["status"] == "Status"
    assert [person.details.status for person in read.people] == [
        Status.PENDING,
        Status.WAITLISTED,
        Status.CONFIRMED,
        Status.PENDING,
        Status.CONFIRMED,
    ]
    assert "“Mauve”, “Purple” is not known" in read.notices[0]


def test_all_words_unknown_are_told_too(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Nombre,Estado del asistente\nAnn,Violeta\nBo,Malva\n")
    read = read_list(path)
    assert [person.details.status for person in read.people] == [Status.PENDING] * 2
    assert "“Malva”, “Violeta”" in read.notices[0]


@pytest.mark.parametrize("heading", ["Will you attend?", "RSVP", "¿Asistirá?", "Participerez-vous ?"])
def test_who_answers_that_they_will_not_attend_cannot_come(tmp_path: Path, heading: str) -> None:
    people = people_of(tmp_path, f"Name,{heading}\nAnn,No\nBo,Yes\nCy,\n")
    assert [person.details.mode for person in people] == [Mode.CANNOT_COME, Mode.NOT_SAID, Mode.NOT_SAID]


def test_consent_in_the_words_of_the_question_is_read(tmp_path: Path) -> None:
    people = people_of(
        tmp_path, "Name,I consent to appear in the participants list\nAnn,I consent\nBo,I do not consent\nCy,\n"
    )
    assert [person.details.listed for person in people] == [Answer.YES, Answer.NO, Answer.NOT_SAID]


@pytest.mark.parametrize(
    "heading",
    [
        "May we contact you about the next sessions?",
        "Can we contact you?",
        "May we contact you when the next session is planned?",
        "Can we email you about the coalition?",
        "Would you like to be contacted?",
        "Permission to contact",
        "Acceptez-vous d'être contacté(e) ?",
        "¿Acepta ser contactado?",
        "Keep me informed of the coalition's work",
        "Subscribe to our newsletter",
        "Souhaitez-vous rester informé ?",
        "¿Desea recibir información?",
        "هل ترغب في الاشتراك في النشرة البريدية؟",
        "Подписаться на рассылку",
    ],
)
def test_consent_to_be_written_to_is_read(tmp_path: Path, heading: str) -> None:
    people = people_of(tmp_path, f'Name,Email,"{heading}"\nAnn,a@x.example,Yes\nBo,b@x.example,No\nCy,c@x.example,\n')
    assert [person.details.mailing for person in people] == [Answer.YES, Answer.NO, Answer.NOT_SAID]


@pytest.mark.parametrize(
    "heading",
    [
        "Opt out of the newsletter",
        "Unsubscribe from the mailing list",
        "Do not add me to your mailing list",
        "Would you like to receive a visa letter?",
        "How can we contact you?",
        "Mailing address",
        "Emergency contact",
        "Email verified",
    ],
)
def test_no_other_question_is_taken_for_consent_to_be_written_to(tmp_path: Path, heading: str) -> None:
    people = people_of(tmp_path, f"Name,Email,{heading}\nAnn,a@x.example,Yes\nBo,b@x.example,Yes\n")
    assert {person.details.mailing for person in people} == {Answer.NOT_SAID}
    assert people[0].details.other == {heading: "Yes"}


def test_codes_that_a_spreadsheet_program_has_rounded_admit_nobody(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Barcode #\nAnn,1.12119E+24\nBo,1121193925818441604798001\n")
    read = read_list(path)
    assert [person.codes for person in read.people] == [(), ("1121193925818441604798001",)]
    assert "rows 2;" in read.notices[0]


def test_codes_for_trials_admit_nobody_whoever_says_that_they_are_theirs(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"Name,Ticket code\nAnn,{TRIAL_CODE.lower()}\nBo,EB-12345\nCy,{practice_code(3)}\n")
    read = read_list(path)
    assert [person.codes for person in read.people] == [(), ("EB-12345",), ()]
    assert read.notices[0] == "The codes in rows 2, 4 are those of trial and practice badges; they admit nobody."


def test_columns_that_are_not_read_are_kept_unless_they_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Diet,Shirt,Shirt,\nAnn,Halal,M,L,x\n")
    assert read_list(path).people[0].details.other == {"Diet": "Halal", "Shirt": "M", "Shirt (2)": "L", "Column 5": "x"}
    assert "Diet" not in read_list(path, leave_out=["diet"]).people[0].details.other


def test_invisible_signs_and_spaces_do_not_make_a_name(tmp_path: Path) -> None:
    (person,) = people_of(tmp_path, "First name,Last name\n \u200fAnn\u200b\u00a0 Mary ,Doe\u202e\n")
    assert person.details.name == "Ann Mary Doe"


@pytest.mark.parametrize("text", ["Name,E-mail\n", "Name,E-mail\n,\n , \n"])
def test_headings_without_rows_are_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(DeskError, match="no rows under them"):
        people_of(tmp_path, text)


def two_lists(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        for sheet, people in (("Notes", ["x"]), ("Monday", ["Ann", "Bo"]), ("Tuesday", ["Cy"])):
            written = book.add_worksheet(sheet)
            for number, name in enumerate(
                [("Remark",) if sheet == "Notes" else ("Name", "E-mail"), *((p,) for p in people)]
            ):
                written.write_row(number, 0, name)
    return path


def test_the_sheet_that_is_a_list_is_chosen_and_others_like_it_are_told(tmp_path: Path) -> None:
    path = two_lists(tmp_path / "list.xlsx")
    read = read_list(path)
    assert [person.details.name for person in read.people] == ["Ann", "Bo"]
    assert "Tuesday" in read.notices[0]
    assert "Notes" not in read.notices[0]
    assert [person.details.name for person in read_list(path, sheet="tuesday").people] == ["Cy"]
    with pytest.raises(DeskError, match="There is no sheet Friday"):
        read_list(path, sheet="Friday")
    with pytest.raises(DeskError, match="no row of headings"):
        read_list(path, sheet="Notes")


def write_sheets(path: Path, sheets: dict[str, list[tuple[str, ...]]]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        for title, rows in sheets.items():
            written = book.add_worksheet(title)
            for number, row in enumerate(rows):
                written.write_row(number, 0, row)
    return path


@pytest.mark.parametrize(
    "pivot",
    [
        [("Name", "Email", "Organisation", "Country", "Count of Status"), ("Ann", "a@x.example", "NGO", "KE", "1")],
        [("Name", "Email", "Organisation", "Country", "Status"), ("Ann", "a@x.example", "", "", "1"), ("Grand Total",)],
        [("Name", "Email", "Organisation", "Country", "Cuenta de Estado"), ("Ann", "a@x.example", "NGO", "KE", "1")],
    ],
)
def test_a_pivot_table_is_not_taken_for_the_list_that_it_counts(tmp_path: Path, pivot: list[tuple[str, ...]]) -> None:
    people = [("Name", "Email"), *((f"Ann {at}", f"a{at}@x.example") for at in range(9))]
    path = write_sheets(tmp_path / "list.xlsx", {"Pivot": pivot, "List": people})
    read = read_list(path)
    assert len(read.people) == 9
    assert "Pivot" in read.notices[0]
    assert preview(path).chosen == 1
    assert len(read_list(write_sheets(tmp_path / "alone.xlsx", {"Pivot": pivot})).people) == 1


def test_a_preview_shows_headings_guesses_and_the_first_rows() -> None:
    seen = preview(LISTS / "impact_form.csv")
    (sheet,) = seen.sheets
    assert seen.chosen == 0
    assert sheet.headings[:4] == ("Timestamp", "Email Address", "First Name", "Last Name")
    assert sheet.fields[:4] == ("registered_at", "email", "given_name", "family_name")
    assert sheet.fields[9] == ""
    assert sheet.rows == 167
    assert [number for number, _ in sheet.first_rows] == [2, 3, 4, 5, 6, 7]
    assert sheet.tool == "Google Forms"


def test_a_preview_shows_what_a_person_must_choose_from_when_nothing_is_known(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("List\nWer,Wohin\nAnn,Rom\n")
    (sheet,) = preview(path).sheets
    assert sheet.headings == ("Wer", "Wohin")
    assert sheet.fields == ("", "")
    assert sheet.problem is not None
    assert "no row of headings" in str(sheet.problem)


def test_a_preview_of_a_workbook_names_its_sheets(tmp_path: Path) -> None:
    seen = preview(two_lists(tmp_path / "list.xlsx"))
    assert [sheet.sheet for sheet in seen.sheets] == ["Notes", "Monday", "Tuesday"]
    assert seen.sheets[seen.chosen].sheet == "Monday"


@settings(max_examples=2000)
@given(
    st.lists(st.text(st.one_of(st.characters(), st.sampled_from(" |'\t\u200b\u0301é\u3000ab")), max_size=9), min_size=1)
)
def test_a_row_that_is_tidy_as_a_whole_is_clean_in_every_cell(cells: list[str]) -> None:
    if are_tidy(cells):
        assert [clean(cell) for cell in unguarded(cells)] == cells
        assert are_tidy(cells, cells)


_CELL = st.sampled_from(
    (
        "",
        "Ann",
        "Lee",
        "ann@lee.org",
        " Ann",
        "'=1",
        "'tis",
        "e\u0301",
        "Total",
        "3",
        "Email",
        "Sum",
        "n/a",
        "Yes",
        "no",
    )
)


@settings(max_examples=500)
@given(st.lists(st.lists(_CELL, min_size=4, max_size=6), max_size=5))
def test_rows_that_are_looked_at_together_are_read_as_each_alone(rows: list[list[str]]) -> None:
    columns = Columns(
        1,
        ("Name", "Email", "Organisation", "Attending", "Comment"),
        {"name": (0,), "email": (1,), "organisation": (2,), "status": (3,)},
    )
    together, alone, beside = RowReader(columns), RowReader(columns), RowReader(columns)
    numbered = list(enumerate(rows, 2))
    each = [read for row in numbered for read in alone.read_all([row])]
    untidy = (0, ["Ann", " a@b.org", "", "", ""])
    assert list(together.read_all(numbered)) == each
    assert [next(beside.read_all([row, untidy])) for row in numbered] == each
    for reader in (together, beside):
        assert (reader.unknown, reader.rounded, reader.longer) == (alone.unknown, alone.rounded, alone.longer)


def test_a_swahili_question_how_people_come_is_no_question_whether_they_do(tmp_path: Path) -> None:
    people = people_of(tmp_path, "Jina kamili,Utahudhuria vipi?\nAmina Juma,Ana kwa ana\nJuma Ali,Mtandaoni\n")
    assert [person.details.mode for person in people] == [Mode.ROOM, Mode.ONLINE]


def test_a_german_column_says_how_people_take_part(tmp_path: Path) -> None:
    people = people_of(tmp_path, "Name;Teilnahme\nAnn Lee;vor Ort\nBob Ray;online\n")
    assert [person.details.mode for person in people] == [Mode.ROOM, Mode.ONLINE]


def test_an_address_behind_the_name_is_the_address(tmp_path: Path) -> None:
    people = people_of(tmp_path, 'Name\nAnn Lee <a@x.org>\n"""Moe, Cid"" <c@x.org>"\nBob <3\n')
    assert [(person.details.name, person.details.email) for person in people] == [
        ("Ann Lee", "a@x.org"),
        ("Moe, Cid", "c@x.org"),
        ("Bob <3", ""),
    ]


def test_rows_that_are_longer_than_the_headings_are_told(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "Name,Email\nAnn Lee,a@x.org,extra\nBob Ray,b@x.org,\nLee, Cid,c@x.org\nDan Fox,d@x.org\nEva Gil,e@x.org\n",
        encoding="utf-8",
    )
    (notice,) = read_list(path).notices
    assert notice.startswith("Rows with more cells than there are headings: 2, 4.")


def test_names_whose_letters_were_lost_when_the_file_was_saved_are_told_of(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,E-mail\n????? ???,a@x.example\nBo Roe,b@x.example\n??,c@x.example\nHuh??,d@x.example\n")
    read = read_list(path)
    assert len(read.people) == 4
    (notice,) = read.notices
    assert notice.startswith("The letters of the names in rows 2, 4 were lost when the file was saved")


@pytest.mark.parametrize(
    ("upper", "lower", "field", "heading"),
    [
        ("Affiliation,,", "Organisation,Job title,Country", "role", "Job title"),
        ("Affiliation,,", "Organisation,Job title,Country", "country", "Country"),
        ("Organisation,,", "Nom,Fonction,Pays", "country", "Pays"),
        ("Organisation,,", "Nom,Fonction,Pays", "organisation", "Organisation Nom"),
    ],
)
def test_what_a_person_is_in_an_organisation_stands_under_its_title(
    tmp_path: Path, upper: str, lower: str, field: str, heading: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"Full name,Contact,,{upper}\n,E-mail,Phone,{lower}\nAnn Lee,a@x.example,1,Amnesty,Officer,Kenya\n")
    read = read_list(path)
    assert read.columns["name"] == "Full name"
    assert read.columns[field] == heading
