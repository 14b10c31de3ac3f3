"""Rows of cells in little memory."""

from __future__ import annotations

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.files import text_tables
from checkin.files.packed_rows import PackedRows, cells_of, packed, packed_line
from checkin.files.table import Table, Watch

CELLS = st.text("aé字\x1f\n\ud800", max_size=3)


@given(st.lists(st.lists(CELLS, max_size=3), max_size=5))
def test_rows_come_out_as_they_went_in_whatever_is_in_their_cells(rows: list[list[str]]) -> None:
    kept = PackedRows(list(map(packed, rows)))
    wanted = list(map(tuple, rows))
    assert (list(kept), kept[1:], len(kept)) == (wanted, wanted[1:], len(rows))
    assert [kept[at] for at in range(len(rows))] == wanted
    assert kept.width(0) == Table("", wanted).width() == Table("", kept).width()
    assert kept.width(1) == Table("", wanted).width(2)
    assert list(kept.taken(2)) == list(enumerate(wanted[1:], 2))
    assert list(kept) == wanted[:1] + [()] * (len(wanted) - 1)


@given(st.lists(st.text("aé字, \ud800", max_size=5), max_size=5))
def test_a_line_without_quotation_marks_has_the_cells_that_csv_says(lines: list[str]) -> None:
    assert [cells_of(packed_line(line, ",")) for line in lines] == list(map(tuple, csv.reader(lines)))


@settings(max_examples=500)
@given(st.text('ab",\r\n\x1f', max_size=30).filter(lambda text: text.count("\x1f") < 4))
def test_a_text_is_read_as_csv_reads_it_quotation_marks_or_not(text: str) -> None:
    text = f"Name,Email\r\n{text}\nEnd,"
    try:
        wanted = [tuple(row) for row in csv.reader(io.StringIO(text, newline=""), strict=True)]
    except csv.Error:
        return  # what is wrong is told, or forgiven: see test_tables
    assert list(text_tables.read("list.csv", text.encode(), Watch()).rows) == wanted
