"""Sheets: the boxes that a printer gets are those of gLabels and LibreOffice; places, piles, cut marks, corrections."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.badges.design import Design, Rectangle
from checkin.badges.layout import AWAY, MARK, Layout, cut_marks, places_in, used_after
from checkin.badges.library import designs
from checkin.badges.sheets import Sheets, as_pdf
from checkin.badges.stock import Stock, checked, stock_named, stocks
from checkin.domain.badge_order import Order, in_order
from checkin.domain.errors import DeskError
from checkin.domain.registrant import Details, Registrant
from checkin.settings import Profile

MEASURES = {
    row["id"]: row
    for row in json.loads((Path(__file__).parents[1] / "data" / "stock_measures.json").read_text(encoding="utf-8"))
}
"""What gLabels, LibreOffice and the makers say, with what is left over on the right and below."""

BOX = replace(designs()["name"], elements=(Rectangle((0, 0, 100, 100), "#000000"),), width=100.0, height=100.0)
POINT = 25.4 / 72


def person(name: str, **details: str) -> Registrant:
    return Registrant(name, Details(name, **details))  # type: ignore[arg-type]


def boxes(pdf: bytes, folder: Path) -> tuple[tuple[float, float], list[tuple[float, float, float, float]]]:
    """The page's size and the filled boxes of the first page of a PDF, in millimetres: x, y, width, height."""
    (folder / "sheet.pdf").write_bytes(pdf)
    subprocess.run(["pdftocairo", "-svg", "-f", "1", "-l", "1", "sheet.pdf", "sheet.svg"], cwd=folder, check=True)
    svg = (folder / "sheet.svg").read_text(encoding="utf-8")
    size = re.search(r'<svg[^>]* width="([\d.]+)(?:pt)?" height="([\d.]+)', svg)
    assert size is not None
    found = []
    for path, matrix in re.findall(
        r'<path style="[^"]*fill:rgb[^>]* d="([^"]+)"(?: transform="matrix\(([^)]+)\)")?', svg
    ):
        a, b, c, d, e, f = map(float, matrix.split(",")) if matrix else (1, 0, 0, 1, 0, 0)
        points = [tuple(map(float, pair)) for pair in re.findall(r"(-?[\d.]+) (-?[\d.]+)", path)]
        xs = [(a * x + c * y + e) * POINT for x, y in points]
        ys = [(b * x + d * y + f) * POINT for x, y in points]
        found.append((min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)))
    # What covers the whole page is a rectangle of its own there, as large as the page in whole points.
    for numbers in re.findall(r'<rect x="([\d.-]+)" y="([\d.-]+)" width="([\d.]+)" height="([\d.]+)"', svg):
        x, y, width, height = (float(number) * POINT for number in numbers)
        found.append((x, y, width, height))
    return (float(size[1]) * POINT, float(size[2]) * POINT), found


def filling(stock: Stock) -> Design:
    """A design that fills the stock's badge with black."""
    return replace(
        BOX,
        elements=(Rectangle((0, 0, stock.width, stock.height), "#000000"),),
        width=stock.width,
        height=stock.height,
    )


@pytest.mark.parametrize("name", list(MEASURES))
def test_the_boxes_read_back_from_the_pdf_are_those_of_the_maker(name: str, tmp_path: Path) -> None:
    row: dict[str, Any] = MEASURES[name]
    stock = stocks()[name]
    people = tuple(person(f"P{number}") for number in range(len(stock.cells)))
    (wide, high), found = boxes(as_pdf(Sheets(people, filling(stock), stock, "E")), tmp_path)
    # Qt cuts a page to whole points; what is on it stays exact.
    assert wide == pytest.approx(row["page"][0], abs=0.36)
    assert high == pytest.approx(row["page"][1] or 100, abs=0.36)
    assert len(found) == row["nx"] * row["ny"]
    xs, ys = sorted({round(box[0], 1) for box in found}), sorted({round(box[1], 1) for box in found})
    assert (len(xs), len(ys)) == (row["nx"], row["ny"])
    left, top = min(box[0] for box in found), min(box[1] for box in found)
    assert (left, top) == pytest.approx((row["left"], row["top"]), abs=0.03)
    for _, _, width, height in found:
        assert (width, height) == pytest.approx((row["w"], row["h"] or 100), abs=0.03 if len(found) > 1 else 0.36)
    for begins, step in ((xs, row["dx"]), (ys, row["dy"])):
        for before, after in pairwise(begins):
            assert after - before == pytest.approx(step, abs=0.11)
    right = row["page"][0] - max(box[0] + box[2] for box in found)
    slack = 0.05 if len(found) > 1 else 0.36
    assert right == pytest.approx(row.get("right", 0), abs=slack)
    if row["page"][1]:
        assert row["page"][1] - max(box[1] + box[3] for box in found) == pytest.approx(row["bottom"], abs=slack)


def test_all_sixty_two_stocks_are_measured() -> None:
    assert set(MEASURES) == set(stocks())
    assert len(MEASURES) == 62
    for stock in stocks().values():
        assert checked(stock) is stock


def test_a_correction_moves_and_stretches_every_box(tmp_path: Path) -> None:
    stock = stock_named("Avery L4745")
    run = Sheets((person("A"), person("B")), filling(stock), stock, "E")
    _, plain = boxes(as_pdf(run), tmp_path)
    corrected = replace(run, layout=Layout(profile=Profile(1.5, -2.0, 1.01, 0.99)))
    _, moved = boxes(as_pdf(corrected), tmp_path)
    for (x, y, width, height), after in zip(plain, moved, strict=True):
        assert after == pytest.approx((1.5 + 1.01 * x, -2 + 0.99 * y, 1.01 * width, 0.99 * height), abs=0.02)


# -- places and piles --------------------------------------------------------------------------------------------------


def names(run: Sheets) -> list[list[tuple[int, str]]]:
    cells = run.stock.cells
    return [[(cells.index(cell), one.name) for cell, one in run.on_page(page)] for page in range(run.pages)]


def a_run(count: int, layout: Layout) -> Sheets:
    return Sheets(tuple(person(str(n)) for n in range(count)), BOX, stock_named("Plain A4, 4 x A6"), "E", layout=layout)


def test_places_that_are_used_stay_free_on_the_first_sheet_only() -> None:
    assert names(a_run(6, Layout(used=frozenset({0, 2})))) == [
        [(1, "0"), (3, "1")],
        [(0, "2"), (1, "3"), (2, "4"), (3, "5")],
    ]


def test_a_first_sheet_without_a_free_place_counts_as_a_fresh_one() -> None:
    assert names(a_run(1, Layout(used=frozenset(range(4))))) == [[(0, "0")]]


def test_cut_stacks_lie_in_order_when_they_are_put_on_one_another() -> None:
    pages = names(a_run(10, Layout(cut_stack=True)))
    assert len(pages) == 3
    piles: dict[int, list[str]] = {}
    for page in pages:
        for place, name in page:
            piles.setdefault(place, []).append(name)
    assert [name for place in sorted(piles) for name in piles[place]] == [str(n) for n in range(10)]


@given(
    count=st.integers(0, 60),
    places=st.integers(1, 12),
    used=st.frozensets(st.integers(0, 15)),
    cut_stack=st.booleans(),
)
def test_everybody_lies_somewhere_once_and_nobody_on_a_used_place(
    count: int, places: int, used: frozenset[int], *, cut_stack: bool
) -> None:
    layout = Layout(used, cut_stack)
    lying = [
        (sheet, place, badge)
        for sheet in range(layout.sheets_for(count, places))
        for place, badge in layout.on_sheet(sheet, count, places)
    ]
    assert sorted(badge for _, _, badge in lying) == list(range(count))
    assert len({(sheet, place) for sheet, place, _ in lying}) == count
    free = set(layout.free_first(places))
    assert all(place in free for sheet, place, _ in lying if sheet == 0)
    assert all(0 <= place < places for _, place, _ in lying)
    in_piles = [badge for _, _, badge in sorted(lying, key=lambda one: (one[1], one[0]))]
    assert not cut_stack or in_piles == list(range(count))


def test_places_are_written_as_people_write_them() -> None:
    assert places_in("1-3, 7", 8) == {0, 1, 2, 6}
    assert places_in(" 2 – 3;8 ,", 8) == {1, 2, 7}
    assert places_in("", 8) == frozenset()
    for wrong in ("0", "9", "3-2", "-", "a", "1-", "1--2", "٣", "1.5", "99999999999"):
        with pytest.raises(DeskError, match="is no place on this sheet"):
            places_in(wrong, 8)


# -- order -------------------------------------------------------------------------------------------------------------


def test_badges_come_in_the_order_in_which_people_look_for_them() -> None:
    people = [
        person("Zoë Abel", family_name="Abel", organisation="KHRC", role="Speaker"),
        person("Émile Zola", family_name="Zola", organisation="", role=""),
        person("Ana Eder", family_name="Éder", organisation="Amnesty", role="Guest"),
        person("Bo Ebner", family_name="Ebner", organisation="KHRC", role="Guest"),
    ]
    assert [one.name for one in in_order(people, Order.LIST)] == [one.name for one in people]
    assert [one.details.family_name for one in in_order(people, Order.NAME)] == ["Abel", "Ebner", "Éder", "Zola"]
    assert [one.details.family_name for one in in_order(people, Order.ORGANISATION)] == [
        "Éder",
        "Abel",
        "Ebner",
        "Zola",
    ]
    assert [one.details.family_name for one in in_order(people, Order.ROLE)] == ["Ebner", "Éder", "Abel", "Zola"]


# -- cut marks and own sizes -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stock", [one for one in stocks().values()], ids=lambda stock: stock.name)  # noqa: C416
def test_no_cut_mark_touches_a_badge_or_leaves_the_page(stock: Stock) -> None:
    for x1, y1, x2, y2 in cut_marks(stock):
        assert abs(x2 - x1) + abs(y2 - y1) == pytest.approx(MARK)
        for x, y in ((x1, y1), (x2, y2)):
            assert 0 <= x <= stock.page_width
            assert 0 <= y <= stock.page_height
            for cell in stock.cells:
                inside = cell.x - AWAY / 2 < x < cell.x + cell.width + AWAY / 2
                assert not (inside and cell.y - AWAY / 2 < y < cell.y + cell.height + AWAY / 2)


def test_cut_marks_are_where_the_page_has_room_for_them() -> None:
    assert len(cut_marks(stock_named("Plain A4, 10 x CR80"))) == 2 * (4 + 10)
    assert cut_marks(stock_named("Plain A4, 4 x A6")) == []


GOOD = Stock("Mine", 210, 297, 85, 54, 2, 5, 15, 13.5, 95, 54)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"step_x": 80.0}, "lie on one another"),
        ({"step_y": 53.9}, "lie on one another"),
        ({"left": 40.0}, r"over the edge of the page, by 10\.00 mm"),
        ({"top": -1.0}, "over the edge"),
        ({"rows": 6}, "over the edge"),
        ({"width": 0.0}, "needs a name, a size"),
        ({"height": -5.0}, "needs a name, a size"),
        ({"width": float("nan")}, "needs a name, a size"),
        ({"page_width": float("inf")}, "needs a name, a size"),
        ({"name": "  "}, "needs a name, a size"),
        ({"columns": 0}, "from one to"),
        ({"rows": 100_000}, "from one to"),
        ({"left": float("nan")}, "no lengths"),
    ],
)
def test_a_size_of_ones_own_is_looked_at_before_it_is_taken(wrong: dict[str, Any], why: str) -> None:
    assert checked(GOOD) is GOOD
    with pytest.raises(DeskError, match=why):
        checked(replace(GOOD, **wrong))


@pytest.mark.parametrize(
    ("used", "badges", "cut_stack", "gone"),
    [
        ({0, 1}, 3, False, {0, 1, 2, 3, 4}),
        ({0, 1}, 6, False, set()),
        ({0, 1}, 9, False, {0, 1, 2}),
        (set(), 8, False, set()),
        ({0}, 1, True, {0, 1}),
    ],
)
def test_a_part_filled_last_sheet_is_known(used: set[int], badges: int, cut_stack: bool, gone: set[int]) -> None:
    assert used_after(Layout(frozenset(used), cut_stack), badges, 8) == gone
