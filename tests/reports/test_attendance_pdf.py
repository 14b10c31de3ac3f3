"""The report, read back as text from the PDF."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPdfWriter

from checkin.domain.attendance import Attendance, Figures, Presence
from checkin.domain.attendance_choice import Pages
from checkin.domain.errors import DeskError
from checkin.domain.journal import Method
from checkin.domain.online_presence import Report
from checkin.domain.registrant import Answer, Details
from checkin.reports import attendance_pdf
from checkin.reports.paper import Paper
from tests.attendances import AFTER, DURING, LONG, SESSION, STARTS, attendance, here, person, someone

pytestmark = pytest.mark.usefixtures("qapp")

EVENT = "ImPACT Coalition: Just Institutions and the International Court of Justice"


def run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def pages(tmp_path: Path, whole: Attendance, now: datetime = AFTER, which: Pages = Pages.EVERYONE) -> list[str]:
    """The text of each page as a reader would copy it: letters for presentation forms, no direction marks."""
    path = tmp_path / "report.pdf"
    path.write_bytes(attendance_pdf.report(whole, now, which))
    text = unicodedata.normalize("NFKC", run("pdftotext", "-layout", str(path), "-"))
    return re.sub("[\u200e\u200f\u202a-\u202e]", "", text).split("\f")[:-1]


def many(number: int) -> Attendance:
    return attendance(
        here(person(f"Person {place:03}", organisation=f"Office {place % 9}", country="Kenya"), place % 40 - 20)
        if place % 3
        else Presence(person(f"Person {place:03}", organisation=f"Office {place % 9}"))
        for place in range(number)
    )


def test_page_one_has_the_facts_the_figures_and_the_sum(tmp_path: Path) -> None:
    whole = replace(many(166), event_name=EVENT)
    first = pages(tmp_path, whole)[0]
    assert EVENT in " ".join(first.split())
    assert "Kick-off session" in first
    assert "Friday 10 May 2024, 12:30\N{EN DASH}14:00 · Room CR-8 · Africa/Nairobi (UTC+03:00)" in first
    assert re.search(r"110 +166 +0 +56\n", first)
    assert re.search(r"in the room +registered +walk-ins +no-shows\n", first)
    assert "of 120 seats" in first
    assert "166 registered + 0 walk-ins = 110 in the room + 56 no-shows" in first
    assert "Start 12:30" in first


def test_the_tables_count_everyone_by_country_and_organisation(tmp_path: Path) -> None:
    whole = many(166)
    table = pages(tmp_path, whole)[1]
    text = " ".join(table.split())
    assert "Countries (1)" in text
    assert "Organisations (9)" in text
    assert "Kenya 110 110" in text
    assert "(not given) 0 56" in text
    counted = [tuple(map(int, found)) for found in re.findall(r"Office \d (\d+) (\d+)", text)]
    assert (sum(room for room, _ in counted), sum(people for _, people in counted)) == (110, 166)


def test_no_organisation_is_left_out_however_many_there_are(tmp_path: Path) -> None:
    whole = attendance(here(person(f"Person {number}", organisation=f"Bureau{number:03}")) for number in range(200))
    text = "".join(pages(tmp_path, whole, which=Pages.NONE))
    assert sorted(re.findall(r"Bureau\d{3}", text)) == [f"Bureau{number:03}" for number in range(200)]


def test_both_pictures_stand_in_the_tables_in_numbers(tmp_path: Path) -> None:
    people = [
        someone("A", [(0.0, None)], [(-10.0, 30.0)]),
        someone("B", [(7.0, None)]),
        someone("C", (), [(3.0, 93.0)]),
    ]
    whole = replace(attendance(people), reports=(Report("zoom.csv", 2, AFTER),))
    first, table = pages(tmp_path, whole, which=Pages.NONE)
    assert "In the room and online" in first
    assert "Most in the room at once: 2, at 12:37. Most online at once: 2, at 12:33." in " ".join(first.split())
    lines = {" ".join(line.split()) for line in table.splitlines()}
    assert {"12:30 to 12:35 1", "12:35 to 12:40 1"} <= lines
    assert {"In the room Online Together", "12:20 0 1 1", "12:40 2 2 3", "14:00 2 1 3", "14:05 0 0 0"} <= lines


def test_without_a_report_of_the_call_the_picture_is_of_the_room(tmp_path: Path) -> None:
    first, table = pages(tmp_path, attendance([here(person("A"))]), which=Pages.NONE)
    assert "online" not in (first + table).casefold()
    assert "Who was not seen leaving counts as in the room until the end." in " ".join(first.split())


def test_everyone_stands_in_the_list_once_and_the_pages_are_numbered(tmp_path: Path) -> None:
    found = pages(tmp_path, many(166))
    listed = re.findall(r"Person \d{3}", "".join(found[1:]))
    assert sorted(listed) == [f"Person {place:03}" for place in range(166)]
    assert [re.findall(r"Page \d+ of \d+", page) for page in found] == [
        [f"Page {number} of {len(found)}"] for number in range(1, len(found) + 1)
    ]


def test_a_row_says_who_from_where_and_how_they_came(tmp_path: Path) -> None:
    whole = attendance(
        [
            here(person("Amina Hassan", organisation="KHRC", country="Kenya"), 1.9, Method.SEARCH),
            here(person("Fatuma Ali", walk_in=True), 5, Method.WALK_IN),
            Presence(person("Brian Otieno", organisation="Mzalendo")),
            Presence(person("Chen Li", status="cancelled")),
        ]
    )
    rows = [" ".join(line.split()) for line in pages(tmp_path, whole)[-1].splitlines()]
    wanted = [
        "In the room (2)",
        "Amina Hassan KHRC Kenya In person 12:31 name search",
        "Fatuma Ali In person 12:35 walk-in",
        "No-shows (1)",
        "Brian Otieno Mzalendo Absent",
        "Cancelled (1)",
        "Chen Li Absent",
    ]
    assert [row for row in rows if row in wanted] == wanted


def test_before_the_end_nobody_is_called_a_no_show(tmp_path: Path) -> None:
    found = pages(tmp_path, many(6), DURING)
    assert "As of Friday 10 May 2024, 12:50: the session has not ended." in found[0]
    assert "6 registered + 0 walk-ins = 4 in the room + 2 not yet here" in found[0]
    assert "Not yet here (2)" in found[-1]
    assert "no-show" not in "".join(found).casefold()


@pytest.mark.parametrize(
    "name",
    [
        "Staff Affleck Griffith fi ffl",
        "محمد الأمين",
        "欧阳建国",
        "Nguyễn Thị Ánh Nguyệt",
        "Ольга Иванова",
        "김민준",
        "<b>Ann</b> & 'Co'",
        "http://x.example",
        "=1+1",
    ],
)
def test_names_can_be_searched_and_copied_in_every_script(tmp_path: Path, name: str) -> None:
    assert name in pages(tmp_path, attendance([here(person(name))]))[-1]


def test_devanagari_is_drawn_from_a_font_that_has_it(tmp_path: Path) -> None:
    # PDF readers lose the order of its vowel signs, so the font is what can be asked for.
    path = tmp_path / "report.pdf"
    path.write_bytes(attendance_pdf.report(attendance([here(person("प्रिया शर्मा"))]), AFTER))
    assert re.search(r"NotoSansDevanagari.* yes +no +yes", run("pdffonts", str(path)))


@pytest.mark.parametrize("name", [LONG, "欧阳建国" * 75, "Anne-Marie " * 28], ids=["unbroken", "Chinese", "words"])
def test_a_name_of_three_hundred_letters_is_wrapped_and_whole(tmp_path: Path, name: str) -> None:
    whole = attendance([here(person(name)), here(person("Next One"))])
    text = pages(tmp_path, whole)[-1]
    column = "".join(line.split("  ")[0] for line in text.splitlines())
    assert "".join(name.split()) in "".join(column.split())
    assert "Next One" in text


def test_control_characters_leave_no_boxes() -> None:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    paper = Paper(QPdfWriter(buffer))
    widths = [paper.paragraph(text, 9).width for text in ("\x07Bell\tTab\x00", "Bell Tab")]
    paper.painter.end()
    assert widths[0] == widths[1] > 0


def test_towers_of_marks_do_not_lie_on_the_lines_above(tmp_path: Path) -> None:
    name = "Z" + "\u0300" * 80 + "q" + "\u0323" * 60
    text = pages(tmp_path, attendance([here(person(name)), here(person("Next One"))]))[-1]
    assert 0 < text.count("\u0300") <= 4
    assert 0 < text.count("\u0323") <= 4


def test_text_is_text_and_not_a_picture(tmp_path: Path) -> None:
    pages(tmp_path, many(20))
    assert len(run("pdfimages", "-list", str(tmp_path / "report.pdf")).splitlines()) == 2  # its two lines of heading


def test_addresses_and_phone_numbers_are_not_handed_on(tmp_path: Path) -> None:
    whole = attendance([here(person("Ann", email="ann@x.example", phone="+254700", other={"Diet": "Vegan"}))])
    text = "".join(pages(tmp_path, whole))
    assert "Ann" in text
    for private in ("ann@x.example", "254700", "Vegan"):
        assert private not in text


def test_an_event_where_nobody_came_says_so(tmp_path: Path) -> None:
    found = pages(tmp_path, attendance([Presence(person("Brian"))]))
    assert "No check-ins" in found[0]
    assert "Busiest" not in found[0]
    assert "Brian" in found[1]


def test_an_event_without_people_is_one_page(tmp_path: Path) -> None:
    (only,) = pages(tmp_path, attendance([]))
    assert "Countries" not in only
    assert "Page 1 of 1" in only


def test_those_who_planned_to_attend_online_are_not_passed_off_as_lost(tmp_path: Path) -> None:
    whole = attendance([here(person("Ann")), Presence(person("Bo", mode="online"))])
    assert "Of the no-shows, 1 had planned to attend online, which is not counted here." in pages(tmp_path, whole)[0]
    assert "online" not in pages(tmp_path, many(6))[0]


def test_who_left_and_guests_are_told_beside_the_sum(tmp_path: Path) -> None:
    stayed, left = here(person("Ann")), here(person("Bo"))
    assert left.entry is not None
    gone = replace(left, entry=replace(left.entry, left_at=STARTS, guests=2))
    text = " ".join(pages(tmp_path, attendance([stayed, gone]))[0].split())
    assert "Of those in the room 1 left and did not come back. 2 guests came with them and are not in the sum." in text
    assert "Guests are not in the picture." in text
    assert "did not come back" not in pages(tmp_path, many(6))[0]


def test_figures_that_do_not_add_up_are_said(tmp_path: Path) -> None:
    wrong = replace(attendance([here(person("Ann"))]), figures=Figures(2, 0, 1, 0, 0))
    assert "These figures do not add up" in pages(tmp_path, wrong)[0]
    assert "do not add up" not in pages(tmp_path, many(6))[0]


@pytest.mark.parametrize("number", range(40, 62))
def test_no_page_ends_with_a_heading(tmp_path: Path, number: int) -> None:
    for page in pages(tmp_path, many(number))[1:]:
        lines = [line for line in page.splitlines() if line.strip()]
        assert "Made on" in lines[-1]
        assert re.search(r"Person|\d$", lines[-2])


def test_long_names_of_event_session_and_organisations_leave_the_foot_free(tmp_path: Path) -> None:
    whole = attendance(
        [here(person(f"Person {place}", organisation=f"{place} {'Very Long Office ' * 12}")) for place in range(30)],
        replace(SESSION, name="Opening session " * 15),
        "A Conference with a Very Long Name " * 14,
    )
    first, *others = pages(tmp_path, whole)
    lines = [line for line in first.splitlines() if line.strip()]
    assert re.match(r"Made on .* Page 1 of \d+$", lines[-1])
    assert "Who was not seen leaving" in "".join(lines[-3:-1])
    assert "".join(lines).count("Conference") == 14
    assert "".join(others).count("Very") == 30 * 12 * 2  # in the tables and in the list


def test_the_same_report_is_made_on_a_worker_thread(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - only here

    with ThreadPoolExecutor(1) as worker:
        content = worker.submit(attendance_pdf.report, many(30), AFTER).result()
    (tmp_path / "thread.pdf").write_bytes(content)
    text = run("pdftotext", "-layout", str(tmp_path / "thread.pdf"), "-")
    assert text.split("\f")[:-1] == pages(tmp_path, many(30))


def test_a_report_is_never_written_over_another(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    attendance_pdf.write(many(2), path, AFTER)
    before = path.read_bytes()
    assert before.startswith(b"%PDF-")
    with pytest.raises(DeskError, match="already a file"):
        attendance_pdf.write(many(3), path, AFTER)
    assert path.read_bytes() == before
    attendance_pdf.write(many(3), path, AFTER, replace=True)
    assert path.read_bytes() != before


def agreed(whole: Attendance) -> Attendance:
    """The same people, of whom every second one has agreed to be listed."""
    presences = []
    for number, presence in enumerate(whole.presences):
        details = replace(presence.registrant.details, listed=Answer.YES if number % 2 else Answer.NOT_SAID)
        presences.append(replace(presence, registrant=replace(presence.registrant, details=details)))
    return replace(whole, presences=tuple(presences))


def test_the_list_says_that_it_is_not_for_publication_until_everyone_has_agreed(tmp_path: Path) -> None:
    warned = "Not for publication: not everyone here has agreed to be listed."
    first, tables, *others = pages(tmp_path, agreed(many(166)))
    assert warned not in first + tables
    assert others
    assert all(warned in page for page in others)
    everyone = replace(
        here(person("Ann")), registrant=replace(person("Ann"), details=Details("Ann", listed=Answer.YES))
    )
    assert not any(warned in page for page in pages(tmp_path, attendance([everyone])))


def test_the_pages_for_publication_hold_those_alone_who_came_and_agreed(tmp_path: Path) -> None:
    whole = agreed(many(166))
    named = {one.registrant.name for one in whole.presences if one.attended and one.registrant.details.listed}
    text = "".join(pages(tmp_path, whole, which=Pages.AGREED))
    assert set(re.findall(r"Person \d{3}", text)) == named
    assert f"Participants who agreed to be listed ({len(named)} of 110)" in text
    assert "12:" not in text.partition("Participants who agreed")[2].partition("Made on")[0]


def test_whoever_was_in_the_room_finds_a_line_to_sign_on(tmp_path: Path) -> None:
    whole = many(166)
    came = sorted(one.registrant.name for one in whole.presences if one.entry is not None)
    text = "".join(pages(tmp_path, whole, which=Pages.SIGNATURES))
    assert re.findall(r"\d+ +(Person \d{3})", text) == came
    assert "Signatures (110)" in text
    before = "".join(pages(tmp_path, whole, STARTS, Pages.SIGNATURES))
    assert len(set(re.findall(r"Person \d{3}", before))) == 166
    assert re.search(r"^ *178 *$", before, re.MULTILINE)


def test_figures_and_tables_alone_name_nobody(tmp_path: Path) -> None:
    found = pages(tmp_path, many(166), which=Pages.NONE)
    assert len(found) == 2
    assert "Person" not in "".join(found)


@pytest.mark.parametrize("which", list(Pages))
def test_a_person_without_a_name_is_not_called_by_the_address(tmp_path: Path, which: Pages) -> None:
    made = person("", email="secret@x.example")
    nameless = here(replace(made, details=replace(made.details, listed=Answer.YES)))
    assert "secret" not in "".join(pages(tmp_path, attendance([nameless, here(person("Ann"))]), which=which))


@pytest.mark.parametrize("which", list(Pages))
@pytest.mark.parametrize(
    "whole", [attendance([]), attendance([Presence(person("Absent One"))])], ids=["empty", "nobody"]
)
def test_where_nobody_came_every_kind_of_report_can_be_made(tmp_path: Path, whole: Attendance, which: Pages) -> None:
    first, *others = pages(tmp_path, whole, which=which)
    assert "in the room" in first
    assert len(others) <= 1
    assert "Signatures" not in "".join(others)
