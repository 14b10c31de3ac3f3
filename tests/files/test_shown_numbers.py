"""A number in a workbook is read with the zeros that its format shows: it may be a code."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from checkin.files.registrant_list import read_list
from checkin.files.shown_numbers import padding
from checkin.files.tables import read_tables


@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [
        ("00000", 123, "00123"),
        ("00000", 1234567, "1234567"),
        ("00000", 0, "00000"),
        ("000;-000;000", 7, "007"),
        ("[$-407]00000", 1067, "01067"),
        ("00000-0000", 123456789, "12345-6789"),
        ("000-00-0000", 1234567, "001-23-4567"),
        ('"ICE-"0000', 42, "ICE-0042"),
        (r"\T0", 5, "T5"),
        ("+0", 254700111222, "+254700111222"),
        ("(000) 000-0000", 5551234567, "(555) 123-4567"),
        ("#00", 5, "05"),
        ("00000", 1.5, None),
        ("00000", -5, None),
        ("00000", 1e20, None),
    ],
)
def test_a_number_is_shown_as_its_format_says(code: str, number: float, shown: str | None) -> None:
    form = padding(code)
    assert form is not None
    assert form.shown(number) == shown


@pytest.mark.parametrize(
    "code", ["", "General", "0", "#", "#,##0", "0.00", "0%", "yyyy-mm-dd", "00:00", "0E+00", "@", "00/00"]
)
def test_a_format_that_does_more_or_nothing_is_left_alone(code: str) -> None:
    assert padding(code) is None


def test_codes_and_telephones_keep_their_zeros(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        padded = book.add_format({"num_format": "00000"})
        phone = book.add_format({"num_format": "0000 000 000"})
        plain = book.add_format({"num_format": "0"})
        other = book.add_worksheet("Notes")
        other.write(0, 0, 123)
        sheet = book.add_worksheet("People")
        sheet.write_row(2, 1, ["Name", "Ticket code", "Phone", "Count", "Room"])
        for row, name in enumerate(("Ann Doe", "Bo Coe", "Cy Bee"), 3):
            sheet.write(row, 1, name)
            sheet.write_number(row, 2, 100 + row, padded)
            sheet.write_number(row, 3, 700111222, phone)
            sheet.write_number(row, 4, 5, plain)
            sheet.write(row, 5, "007" if row == 3 else 7, padded)
    people = read_list(path).people
    assert [person.codes for person in people] == [("00103",), ("00104",), ("00105",)]
    assert people[0].details.phone == "0700 111 222"
    assert [dict(person.details.other) for person in people[:2]] == [
        {"Count": "5", "Room": "007"},
        {"Count": "5", "Room": "00007"},
    ]


def test_a_workbook_whose_formats_cannot_be_told_is_read_without_them(tmp_path: Path) -> None:
    path, other = tmp_path / "list.xlsx", tmp_path / "other.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_number(0, 0, 7, book.add_format({"num_format": "000"}))
    assert tuple(read_tables(path)[0].rows) == (("007",),)
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(other, "w") as archive:
        for title in whole.namelist():
            text = whole.read(title)
            archive.writestr(title, text.replace(b"000", b"broken") if title == "xl/styles.xml" else text)
    assert tuple(read_tables(other)[0].rows) == (("7",),)


def test_an_ods_keeps_the_zeros_of_its_cells_and_columns(tmp_path: Path) -> None:
    head = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'
        ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:automatic-styles>'
        '<number:number-style style:name="N1"><number:text>T-</number:text>'
        '<number:number number:decimal-places="0" number:min-integer-digits="5"/></number:number-style>'
        '<number:number-style style:name="N2"><number:number number:decimal-places="2" number:min-integer-digits="3"/>'
        '</number:number-style><style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>'
        '<style:style style:name="ce2" style:family="table-cell" style:data-style-name="N2"/></office:automatic-styles>'
        '<office:body><office:spreadsheet><table:table table:name="S">'
        '<table:table-column/><table:table-column table:default-cell-style-name="ce1"/>'
    )
    empty = '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'

    def number(value: int, style: str = "") -> str:
        style = f' table:style-name="{style}"' if style else ""
        return f'<table:table-cell{style} office:value-type="float" office:value="{value}"/>'

    def row(cells: str, times: int = 1) -> str:
        return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'

    rows = row(number(7) + number(42), 2) + row(number(7, "ce1") + number(8, "ce2")) + row(number(1, "ce1") * 3)
    tail = "</table:table></office:spreadsheet></office:body></office:document-content>"
    path = tmp_path / "list.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr("content.xml", head + empty + rows + tail)
    assert tuple(read_tables(path)[0].rows) == (
        ("", "", ""),
        ("", "", ""),
        ("7", "T-00042", ""),
        ("7", "T-00042", ""),
        ("T-00007", "8", ""),
        ("T-00001", "T-00001", "T-00001"),
    )
