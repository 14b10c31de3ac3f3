"""Sheets of a laptop's own, and the search for a sheet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checkin import settings
from checkin.badges.stock import STANDARD, all_stocks, answers, forget_own, keep_own, stock_named, stocks
from checkin.domain.errors import DeskError

MINE = replace(stocks()[STANDARD], name="Kijabe  Street cards", width=90.0)


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("l7418", "Avery L7418"),
        ("96 x 63,5", STANDARD),
        ("96×63.5", STANDARD),
        ("a4 cr80", "Plain A4, 10 x CR80"),
        ("cr80 A4 plain", "Plain A4, 10 x CR80"),
    ],
)
def test_a_sheet_is_found_by_number_name_or_size(asked: str, name: str) -> None:
    assert [stock.name for stock in stocks().values() if answers(stock, asked)] == [name]
    assert stock_named(asked).name == name


def test_a_sheet_of_ones_own_is_kept_with_the_laptop_and_found() -> None:
    keep_own(MINE)
    kept = stock_named("kijabe")
    assert kept == replace(MINE, name="Kijabe Street cards")
    assert list(all_stocks())[-1] == "Kijabe Street cards"
    keep_own(replace(kept, rows=3))
    assert stock_named("Kijabe").rows == 3
    forget_own("Kijabe Street cards")
    assert all_stocks() == stocks()


def test_a_sheet_never_hides_one_that_ships() -> None:
    with pytest.raises(DeskError, match="already"):
        keep_own(replace(MINE, name=STANDARD))


def test_a_sheet_whose_badges_overlap_is_not_kept() -> None:
    with pytest.raises(DeskError, match="on one another"):
        keep_own(replace(MINE, step_x=50.0))
    assert settings.own_sheets() == []


@pytest.mark.parametrize(
    "kept",
    [
        {},
        {"name": "x"},
        {"name": "x", "page_width": "wide"},
        {**dict.fromkeys(("page_width", "page_height", "width", "height"), 1e+308), "name": "x"},
        {"name": "x", "page_width": 210, "page_height": 297, "width": 90, "height": 50, "columns": 1e400, "rows": 1,
         "left": 0, "top": 0, "step_x": 0, "step_y": 0},
    ],
    ids=["empty", "name only", "no number", "endless", "endless count"],
)  # fmt: skip
def test_what_somebody_wrote_into_the_settings_is_left_out(kept: dict[str, object]) -> None:
    settings.keep_own_sheets([kept])
    assert all_stocks() == stocks()
