"""Whatever a file holds, it is read or refused in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkin.domain.errors import DeskError
from checkin.files.registrant_list import read_list

LISTS = Path(__file__).parents[1] / "data" / "lists"

FUZZ = settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])


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
