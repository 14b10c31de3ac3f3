"""Columns of cells: looked at as a whole, and still each cell as it must be."""

from __future__ import annotations

from datetime import date

import pytest

from checkin.files.cells import Column, cleaned, each_once


@pytest.mark.parametrize(
    ("column", "looked_at"),
    [
        ([], []),
        (["", "", ""], [""]),
        (["Kenya", "Kenya"], ["Kenya"]),
        ([date(2024, 5, 10), date(2024, 5, 10)], [date(2024, 5, 10)]),
        (["Kenya", "Kenya", "kenya"], ["Kenya", "Kenya", "kenya"]),
        (["", 0], ["", 0]),
    ],
)
def test_cells_that_are_all_the_same_are_looked_at_once(column: Column, looked_at: Column) -> None:
    assert each_once(column) == looked_at


@pytest.mark.parametrize(
    ("column", "written"),
    [
        (["a\x00b", "a\x00b"], ["ab", "ab"]),  # all the same, and still none may stay
        (["plain", "a\r\nb\x1b", ""], ["plain", "a\nb", ""]),
        (["plain", "text"], ["plain", "text"]),
        ([3, 3], [3, 3]),
    ],
)
def test_what_a_file_cannot_hold_is_taken_out_of_every_cell(column: Column, written: Column) -> None:
    assert [*cleaned(column)] == written
