"""Workbooks of other writers: parts at other paths, and line breaks, tabs and spaces of OpenDocument."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from checkin.files.tables import read_tables
from tests.files.test_tables import TWO, refusal, rows_of
from tests.files.test_workbooks import a_sheet, workbook

Change = Callable[[str], str]


def other_paths(rename: Change, say: dict[str, str] | None = None) -> bytes:
    """A workbook whose parts have other names; `say`: what is to be replaced in the parts that say where others are."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(a_sheet(*TWO))) as usual, zipfile.ZipFile(out, "w") as unusual:
        for entry in usual.infolist():
            content = usual.read(entry)
            if entry.filename.endswith((".rels", "workbook.xml")):
                for old, new in (say or {}).items():
                    content = content.replace(old.encode(), new.encode())
            unusual.writestr(rename(entry.filename), content)
    return out.getvalue()


STRICT = {
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
}


@pytest.mark.parametrize(
    ("rename", "say"),
    [
        (str.upper, {}),
        (lambda title: title.replace("/", "\\"), {}),
        (lambda title: f"/{title}", {}),
        (str, {'"worksheets/': '"/xl/worksheets/'}),
        (str, {'"worksheets/': '"./worksheets/'}),
        (lambda title: title.replace("xl/worksheets", "xl/blatt"), {'"worksheets/': '"/xl/blatt/'}),
        (lambda title: title.replace("xl/worksheets", "data"), {'"worksheets/': '"../data/'}),
        (lambda title: title.replace("sheet1.xml", "Sheet1.XML"), {}),
        (lambda title: title.replace("sharedStrings", "texts/all"), {'"sharedStrings.xml"': '"/xl/texts/all.xml"'}),
        (lambda title: title.replace("xl/", ""), {"xl/workbook.xml": "workbook.xml"}),
        (lambda title: title.replace("workbook.xml", "book.xml"), {"xl/workbook.xml": "/xl/book.xml"}),
        (str, STRICT),
    ],
)
def test_a_workbook_is_read_wherever_its_parts_stand(tmp_path: Path, rename: Change, say: dict[str, str]) -> None:
    assert rows_of(tmp_path, other_paths(rename, say), "list.xlsx") == TWO


def test_a_part_elsewhere_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    def rename(title: str) -> str:
        return title.replace("worksheets", "blatt").replace("sharedStrings", "old")

    out = io.BytesIO(other_paths(rename, {'"worksheets/': '"blatt/'}))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", bytes(80 << 20))
    assert "would unpack to more than" in refusal(tmp_path, out.getvalue(), "list.xlsx")


def ods(cell: str) -> bytes:
    spaces = "".join(
        f' xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in ("office", "table", "text")
    )
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in ("Name", cell)
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f"<office:document-content{spaces}><office:body><office:spreadsheet><table:table table:name='People'>"
            f"<table:table-row>{cells}</table:table-row></table:table></office:spreadsheet></office:body>"
            "</office:document-content>",
        )
    return out.getvalue()


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("P.O. Box 1<text:line-break/>Nairobi", "P.O. Box 1\nNairobi"),
        ("12<text:tab/>B<text:tab></text:tab>C", "12\tB\tC"),
        ('Ann<text:s/><text:s text:c="3"/>Lee', "Ann    Lee"),
        ("<text:span>Ann<text:s text:c='2' /></text:span>Lee", "Ann  Lee"),
        ("Ann</text:p><text:p>Lee", "Ann\nLee"),
        ("Ann<text:soft-page-break/>Lee &amp; Co", "AnnLee & Co"),
    ],
)
def test_line_breaks_tabs_and_spaces_in_cells_of_an_ods_are_kept(tmp_path: Path, written: str, text: str) -> None:
    path = tmp_path / "list.ods"
    path.write_bytes(ods(written))
    (table,) = read_tables(path)
    assert table.rows[0] == ("Name", text)


def test_a_workbook_whose_number_formats_cannot_be_told_says_so(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("Name", "Code"))
        sheet.write_row(1, 0, ("Ann", 7), book.add_format({"num_format": "00000"}))

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(fill))) as whole, zipfile.ZipFile(out, "w") as broken:
        for entry in whole.infolist():
            content = whole.read(entry)
            if entry.filename.endswith("sheet1.xml"):
                content = content.replace(b"</sheetData>", b"</sheetData>&unknown;")
            broken.writestr(entry.filename, content)
    path = tmp_path / "list.xlsx"
    path.write_bytes(out.getvalue())
    (table,) = read_tables(path)
    assert table.rows[1] == ("Ann", "7")
    assert ["may lack the zeros in front" in notice for notice in table.notices] == [True]
