"""Rows of cells in little memory."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checkin.files.packed_rows import PackedRows
from checkin.files.table import Table

CELLS = st.text("aé字\x1f\n\ud800", max_size=3)


@given(st.lists(st.lists(CELLS, max_size=3), max_size=5))
def test_rows_come_out_as_they_went_in_whatever_is_in_their_cells(rows: list[list[str]]) -> None:
    packed = PackedRows()
    for row in rows:
        packed.add(row)
    wanted = list(map(tuple, rows))
    assert (list(packed), packed[1:], len(packed)) == (wanted, wanted[1:], len(rows))
    assert [packed[at] for at in range(len(rows))] == wanted
    assert packed.width(0) == Table("", wanted).width() == Table("", packed).width()
    assert packed.width(1) == Table("", wanted).width(2)
    if rows:
        packed.let_go(0)
        packed.pop()
        assert list(packed) == [(), *wanted[1:]][: len(rows) - 1]
