"""Workbooks become rows of text, unless they would fill the memory."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
import xlsxwriter

from checkin.files import limits
from checkin.files.tables import read_tables
from tests.files.test_tables import LISTS, TWO, refusal, rows_of


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


def test_a_sheet_of_millions_of_rows_is_refused_before_all_of_it_is_unpacked(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"<row>" * 40_000_000)
    # Read to its end it would be refused for its megabytes, and only after seconds.
    assert "larger than any registrant list" in refusal(tmp_path, file.getvalue(), "list.xlsx")


def without_values(content: bytes) -> bytes:
    """The workbook as a program leaves it that writes formulas and does not work them out."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as sound, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sound.namelist():
            archive.writestr(name, sound.read(name).replace(b"</f><v>0</v>", b"</f><v></v>"))
    return file.getvalue()


def test_a_workbook_of_formulas_without_stored_values_says_so(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Name", "E-mail"])
        for row in range(1, 5):
            sheet.write_formula(row, 0, "=Other!A1")
            sheet.write_formula(row, 1, "=Other!B1")

    content = without_values(workbook(fill))
    assert "formulas in list.xlsx have no stored values" in refusal(tmp_path, content, "list.xlsx")


def test_a_list_with_some_formulas_without_stored_values_is_read_with_a_notice(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Name", "E-mail"])
        for row in range(1, 5):
            sheet.write(row, 0, f"Ann {row}")
            sheet.write_formula(row, 1, "=A1")

    path = tmp_path / "list.xlsx"
    path.write_bytes(without_values(workbook(fill)))
    (table,) = read_tables(path)
    assert len(table.rows) == 5
    assert table.notices[0].startswith("4 formulas have no stored value")


def test_a_workbook_that_lies_about_its_size_is_refused_too(tmp_path: Path) -> None:
    content = bomb(200)
    size = next(info.file_size for info in zipfile.ZipFile(io.BytesIO(content)).infolist() if info.file_size > 1 << 20)
    lying = content.replace(struct.pack("<I", size), struct.pack("<I", 1000))
    assert lying != content
    assert "would unpack to more than 64 MB" in refusal(tmp_path, lying, "list.xlsx")


def test_a_member_that_packs_better_than_any_sheet_is_refused(tmp_path: Path) -> None:
    assert "would unpack" in refusal(tmp_path, bomb(limits.RATIO_FROM // 2**20 + 1), "list.xlsx")


def test_many_small_members_are_weighed_together(tmp_path: Path) -> None:
    file = io.BytesIO(a_sheet(*TWO))
    size = limits.RATIO_FROM - 1
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(limits.FILE_BYTES // size + 1):
            archive.writestr(f"xl/media/{number}.txt", bytes(size))
    assert "would unpack to more than 64 MB" in refusal(tmp_path, file.getvalue(), "list.xlsx")


def test_archives_that_are_no_workbook_say_what_they_are(tmp_path: Path) -> None:
    def archive(member: str) -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as made:
            made.writestr(member, "x")
        return file.getvalue()

    assert "Unpack it" in refusal(tmp_path, archive("photo.jpg"), "list.zip")
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


def test_cells_with_an_error_are_empty_and_told_of(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Name", "E-mail"])
        sheet.write_formula(1, 0, "=NA()", None, "#N/A")
        sheet.write(1, 1, "a@x.example")

    path = tmp_path / "list.xlsx"
    path.write_bytes(workbook(fill))
    (table,) = read_tables(path)
    assert table.rows[1] == ("", "a@x.example")
    assert table.notices[0].startswith("1 cells hold an error of the spreadsheet program, such as #N/A")


def test_a_duration_is_read_as_hours_and_minutes(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Name", "E-mail"])
        sheet.write_datetime(1, 0, timedelta(hours=30, minutes=5), book.add_format({"num_format": "[h]:mm:ss"}))

    assert rows_of(tmp_path, workbook(fill), "list.xlsx")[1] == ("30:05:00", "")


def digits(rows: int, width: int, first: str = "") -> bytes:
    """A sheet of numbers, its cells without references, as the smallest of writers leaves them."""
    chance = random.Random(1)  # noqa: S311 - digits that all differ, so that the archive does not look like a bomb
    lines = (f"<c><v>{'</v></c><c><v>'.join(chance.choices('0123456789', k=width))}</v></c>" for _ in range(rows))
    within = f"<sheetData>{first}<row>{'</row><row>'.join(lines)}</row></sheetData>".encode()
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(a_sheet(("Name",)))) as sound,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for title in sound.namelist():
            text = sound.read(title)
            if title == "xl/worksheets/sheet1.xml":
                text = text[: text.index(b"<sheetData>")] + within + text.partition(b"</sheetData>")[2]
            made.writestr(title, text)
    return file.getvalue()


def test_a_sheet_of_nothing_but_numbers_is_no_list(tmp_path: Path) -> None:
    said = refusal(tmp_path, digits(20_000, 20), "list.xlsx")
    assert said.startswith("list.xlsx has nothing but numbers in its first rows, and no headings or names.")
    path = tmp_path / "list.csv"
    text = "\n".join(["1,2,3"] * 3000)
    assert "nothing but numbers" in refusal(tmp_path, text.encode(), path.name)
    # Behind so many numbers words are no headings, but before them they are.
    assert rows_of(tmp_path, f"Name\n{text}\n".encode(), path.name)[0] == ("Name",)


def test_a_sheet_of_hundreds_of_megabytes_of_spaces_is_not_called_one_of_numbers(tmp_path: Path) -> None:
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(a_sheet(*TWO))) as whole,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as spaces,
    ):
        for entry in whole.infolist():
            with spaces.open(entry.filename, "w", force_zip64=True) as member:
                if entry.filename.endswith("sheet1.xml"):
                    member.write(b"<worksheet><sheetData>")
                    for _ in range(100):
                        member.write(b" " * (1 << 20))
                else:
                    member.write(whole.read(entry))
    assert "would unpack to more than 64 MB" in refusal(tmp_path, made.getvalue(), "list.xlsx")


def test_a_sheet_of_more_filled_cells_than_fit_is_refused_before_it_is_laid_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FILLED", 10_000)
    words = '<row><c t="str"><v>Name</v></c></row>'
    assert "10,000 filled cells" in refusal(tmp_path, digits(1001, 10, words), "list.xlsx")
    assert len(rows_of(tmp_path, digits(900, 10, words), "list.xlsx")) == 901
    cell = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="20"/>'
    row = f'<table:table-row table:number-rows-repeated="501">{cell}</table:table-row>'
    assert "10,000 filled cells" in refusal(tmp_path, ods(ods_row("Name") + row), "list.ods")
