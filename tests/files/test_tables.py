"""Any file becomes rows of text, or is refused in one sentence."""

from __future__ import annotations

import io
import os
import struct
import threading
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkin.domain.errors import DeskError, Stopped
from checkin.files import limits
from checkin.files.registrant_list import read_list
from checkin.files.tables import read_tables

LISTS = Path(__file__).parents[1] / "data" / "lists"


def rows_of(tmp_path: Path, content: bytes | str, name: str = "list.csv") -> list[tuple[str, ...]]:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (table,) = read_tables(path)
    return list(table.rows)


def refusal(tmp_path: Path, content: bytes | str, name: str = "list.csv") -> str:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(DeskError) as refused:
        read_tables(path)
    assert refused.value.remedy
    return str(refused.value)


def workbook(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        fill(book)
    return file.getvalue()


def a_sheet(*rows: tuple[object, ...]) -> bytes:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)

    return workbook(fill)


TWO = [("Name", "E-mail"), ("Jörg, Dr", "j@x.example")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_usual_delimiter_is_told_by_the_rows(tmp_path: Path, delimiter: str) -> None:
    assert rows_of(tmp_path, f'Name{delimiter}E-mail\r\n"Jörg, Dr"{delimiter}j@x.example\r\n') == TWO


def test_a_comma_in_every_cell_does_not_hide_the_semicolon(tmp_path: Path) -> None:
    text = "Name;E-mail;City\nAnn;a@x.example;Nairobi, Kenya\nBob;b@x.example;Lagos, Nigeria\n"
    assert [len(row) for row in rows_of(tmp_path, text)] == [3, 3, 3]


def test_the_line_that_names_the_separator_is_obeyed_and_is_no_row(tmp_path: Path) -> None:
    assert rows_of(tmp_path, "sep=|\r\nName|E-mail\r\nJörg, Dr|j@x.example\r\n") == TWO


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_unicode_encoding_gives_the_same_rows(tmp_path: Path, encoding: str) -> None:
    assert rows_of(tmp_path, 'Name\tE-mail\r\n"Jörg, Dr"\tj@x.example\r\n'.encode(encoding)) == TWO


def test_a_western_code_page_is_read_with_a_notice(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes('Name;E-mail\n"Jörg, Dr";j@x.example\n'.encode("cp1252"))
    (table,) = read_tables(path)
    assert list(table.rows) == TWO
    assert "accents" in table.notices[0]


def test_one_broken_sign_does_not_turn_every_other_name_into_nonsense(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(
        b"Name,E-mail\n" + "Þórunn Ægir Jörg Søren Łukasz,x@x.example\n".encode() * 20 + b"J\xf6rg,\n"
    )
    (table,) = read_tables(path)
    assert table.rows[1][0] == "Þórunn Ægir Jörg Søren Łukasz"
    assert table.rows[-1][0] == "J\ufffdrg"
    assert "1 characters" in table.notices[0]


def test_a_cell_may_hold_line_breaks_and_loses_only_nul(tmp_path: Path) -> None:
    assert rows_of(tmp_path, 'Name,Note\nA\0nn,"one\ntwo\u2028three"\n')[1] == ("Ann", "one\ntwo\u2028three")


def test_rows_keep_the_numbers_that_a_spreadsheet_program_shows(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('Name,Note\n\nAnn,"one\ntwo"\n,,\nBob,\n')
    (table,) = read_tables(path)
    assert [number for number, _ in table.numbered()] == [1, 3, 5]


@pytest.mark.parametrize("after", ["Cy,c@x.example\n", '"Cy",c@x.example\n', ""])
def test_an_open_quotation_mark_is_refused_and_its_line_is_named(tmp_path: Path, after: str) -> None:
    text = f'Name,E-mail\n"Ann\nAnders",a@x.example\n"Bob,b@x.example\n{after}'
    assert "quotation mark in line 4 of list.csv" in refusal(tmp_path, text)


def test_an_open_quotation_mark_that_swallows_the_rest_of_a_long_file_is_refused(tmp_path: Path) -> None:
    assert "line 2 of list.csv" in refusal(tmp_path, 'Name,E-mail\n"Bob,b@x.example\n' + "Ann,a@x.example\n" * 10_000)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "list.csv is empty"),
        (" \r\n\r\n", "list.csv is empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "is a PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "is a picture"),
        (b"\xff\xd8\xff\xe0" + bytes(64), "is a picture"),
        ("<!-- x --><html><table><tr><td>Name</td></tr></table></html>", "is a web page"),
        ("<html><table></table></html>".encode("utf-16"), "is a web page"),
        (bytes(range(256)) * 20, "binary file"),
        ("a," * 1_000_000, "Line 1 of list.csv never ends"),
        (",".join(["Name"] * (limits.COLUMNS + 1)), "larger than any registrant list"),
        ("Name\n" * (limits.ROWS + 1), "larger than any registrant list"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + bytes(999), "by a password"),
        (b"PK\x03\x04" + bytes(500), "is damaged"),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(tmp_path: Path, content: bytes | str, words: str) -> None:
    assert words in refusal(tmp_path, content)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="There is no file"):
        read_tables(tmp_path / "none.csv")
    with pytest.raises(DeskError, match="is a folder"):
        read_tables(tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="whoever is root may read everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name\nAnn\n")
    path.chmod(0)
    with pytest.raises(DeskError, match="You may not read"):
        read_tables(path)


def test_cells_of_a_workbook_become_text_as_a_person_would_read_them(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("People")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        hour = book.add_format({"num_format": "hh:mm"})
        sheet.write_row(0, 0, [27, 760000326, 1.5, "1121193925818441604798001", "00007", True, "=1+1", "Ann\nB"])
        sheet.write_datetime(0, 8, datetime(2026, 9, 1, 16, 40, 6), moment)  # noqa: DTZ001 - as a sheet has it
        sheet.write_datetime(0, 9, date(2026, 9, 1), day)
        sheet.write_datetime(0, 10, time(12, 30), hour)

    expected = ("27", "760000326", "1.5", "1121193925818441604798001", "00007", "TRUE", "=1+1", "Ann\nB")
    path = tmp_path / "list.xlsx"
    path.write_bytes(workbook(fill))
    (table,) = read_tables(path)
    assert table.sheet == "People"
    assert table.rows[0] == (*expected, "2026-09-01 16:40:06", "2026-09-01", "12:30:00")


def test_a_workbook_is_known_by_its_content_and_not_by_its_name(tmp_path: Path) -> None:
    assert rows_of(tmp_path, a_sheet(*TWO), "list.csv") == TWO


def test_a_table_that_begins_further_down_and_to_the_right_keeps_its_places(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(4, 2, ("Name", "E-mail"))
        sheet.write_row(6, 2, ("Ann", "a@x.example"))

    path = tmp_path / "list.xlsx"
    path.write_bytes(workbook(fill))
    (table,) = read_tables(path)
    assert list(table.numbered()) == [(5, ("", "", "Name", "E-mail")), (7, ("", "", "Ann", "a@x.example"))]


def test_hidden_sheets_are_not_read() -> None:
    assert [table.sheet for table in read_tables(LISTS / "google_forms.xlsx")] == ["Form Responses 1", "Pivot"]


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.9, 0.999])
def test_a_workbook_that_was_cut_off_is_refused(tmp_path: Path, cut: float) -> None:
    whole = (LISTS / "ms_forms.xlsx").read_bytes()
    assert "damaged" in refusal(tmp_path, whole[: int(len(whole) * cut)], "list.xlsx")


@pytest.mark.parametrize("cell", [(1_048_575, 16_383), (limits.ROWS - 2, limits.COLUMNS - 2), (0, limits.COLUMNS)])
def test_a_cell_far_away_is_refused_before_the_empty_cells_fill_the_memory(
    tmp_path: Path, cell: tuple[int, int]
) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("Name", "E-mail"))
        sheet.write(*cell, "x")

    assert "larger than any registrant list" in refusal(tmp_path, workbook(fill), "list.xlsx")


def bomb(megabytes: int) -> bytes:
    """A workbook of a few hundred KB whose sheet unpacks to so many megabytes of spaces."""
    sound = zipfile.ZipFile(io.BytesIO(a_sheet(*TWO)))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sound.namelist():
            padding = b" " * (megabytes << 20) if name.endswith("sheet1.xml") else b""
            archive.writestr(name, sound.read(name) + padding)
    return file.getvalue()


def test_a_workbook_that_unpacks_to_hundreds_of_megabytes_is_refused(tmp_path: Path) -> None:
    assert "would unpack to more than 64 MB" in refusal(tmp_path, bomb(200), "list.xlsx")


def test_a_workbook_that_lies_about_its_size_is_refused_too(tmp_path: Path) -> None:
    content = bomb(200)
    size = next(info.file_size for info in zipfile.ZipFile(io.BytesIO(content)).infolist() if info.file_size > 1 << 20)
    lying = content.replace(struct.pack("<I", size), struct.pack("<I", 1000))
    assert lying != content
    assert "would unpack to more than 64 MB" in refusal(tmp_path, lying, "list.xlsx")


def test_a_member_that_packs_better_than_any_sheet_is_refused(tmp_path: Path) -> None:
    assert "would unpack" in refusal(tmp_path, bomb(limits.RATIO_FROM // 2**20 + 1), "list.xlsx")


def test_archives_that_are_no_workbook_say_what_they_are(tmp_path: Path) -> None:
    def archive(member: str) -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as made:
            made.writestr(member, "x")
        return file.getvalue()

    assert "Unpack it" in refusal(tmp_path, archive("list.csv"), "list.zip")
    assert "Word document" in refusal(tmp_path, archive("word/document.xml"), "list.docx")
    assert "save it as .xlsx" in refusal(tmp_path, archive("xl/workbook.bin"), "list.xlsb")


_ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="People">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
)
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def ods(rows: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr("content.xml", _ODS.format(rows=rows))
    return file.getvalue()


def ods_row(*cells: str, repeated: int = 1, wide: int = 1) -> str:
    inside = "".join(
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{wide}">'
        f"<text:p>{cell}</text:p></table:table-cell>"
        for cell in cells
    )
    return f'<table:table-row table:number-rows-repeated="{repeated}">{inside}</table:table-row>'


def test_an_ods_is_read_and_its_million_empty_rows_are_not_rows(tmp_path: Path) -> None:
    empty = '<table:table-row table:number-rows-repeated="1048573"><table:table-cell/></table:table-row>'
    content = ods("".join(ods_row(*row) for row in TWO) + empty)
    assert rows_of(tmp_path, content, "list.ods") == TWO


def test_an_ods_that_repeats_one_cell_into_billions_is_refused(tmp_path: Path) -> None:
    content = ods(ods_row("x", repeated=1_000_000, wide=16_384))
    assert "larger than any registrant list" in refusal(tmp_path, content, "list.ods")


def test_a_person_who_presses_stop_is_obeyed() -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(Stopped):
        read_tables(LISTS / "impact_form.csv", stop=stop)


def test_progress_is_told_while_a_long_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name\n" + "Ann\n" * 10_000)
    told: list[tuple[int, int]] = []
    read_tables(path, progress=lambda done, total: told.append((done, total)))
    assert len(told) > 3
    assert told == sorted(told)
    assert all(done <= total for done, total in told)


FUZZ = settings(
    max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def read_or_refuse(path: Path) -> None:
    """A list or a sentence: whatever else comes out of the reader fails the test."""
    try:
        read = read_list(path)
    except DeskError as refused:
        sentence = str(refused)
    else:
        sentence = "read" if read.rows == len(read.people) + len(read.skipped) else ""
    assert sentence


@FUZZ
@given(content=st.binary(max_size=600))
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "any"
    path.write_bytes(content)
    read_or_refuse(path)


CELL = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    ["Name", "E-mail", "Nom", "Prénom", "Order code", "Position ID", "a@x.example", '"', "'=1", "Total", "sep=;", "ID"]
)


@FUZZ
@given(rows=st.lists(st.lists(CELL, max_size=6), max_size=12), delimiter=st.sampled_from(",;\t|"))
def test_any_rows_of_text_are_read_or_refused(tmp_path: Path, rows: list[list[str]], delimiter: str) -> None:
    path = tmp_path / "any.csv"
    lines = [delimiter.join(row) for row in [["Name", "E-mail", "Code"], *rows]]
    path.write_bytes("\n".join(lines).encode())
    read_or_refuse(path)


@pytest.mark.parametrize("name", ["ms_forms.xlsx", "pretix_attendees.csv", "zoom_webinar_attendees.csv"])
@FUZZ
@given(changes=st.lists(st.tuples(st.floats(0, 0.999), st.binary(min_size=1, max_size=8)), min_size=1, max_size=6))
def test_a_list_that_was_damaged_anywhere_is_read_or_refused(
    tmp_path: Path, name: str, changes: list[tuple[float, bytes]]
) -> None:
    content = bytearray((LISTS / name).read_bytes())
    for place, change in changes:
        at = int(place * len(content))
        content[at : at + len(change)] = change
    path = tmp_path / name
    path.write_bytes(bytes(content))
    read_or_refuse(path)
