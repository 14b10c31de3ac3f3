"""What a design promises on paper: sides, folds, roles, conditions, fields, and which design suits a stock."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage

from checkin.badges.design import Back, Condition, Design, Element, Fold, Line, Qr, Rectangle, Roles, Text, readable_on
from checkin.badges.fields import BLANK_NAME, fields_of, filled, session_facts
from checkin.badges.layout import Layout
from checkin.badges.library import WELL_READ, designs, for_stock, module_on
from checkin.badges.painter import Side, placing
from checkin.badges.preflight import FindingKind, look_at, read_back
from checkin.badges.sheets import Sheets, badge_image, page_image
from checkin.badges.stock import stock_named, stocks
from checkin.badges.text_fitting import UNIT, fitted
from checkin.domain.code import new_code
from checkin.domain.registrant import Details, Registrant
from checkin.domain.session import Event
from tests.attendances import SESSION

pytestmark = pytest.mark.usefixtures("qapp")

FACTS = session_facts(Event("e1", "ImPACT Coalition", (SESSION,)), SESSION)
RED, GREEN, BLUE, WHITE = "#C00000", "#00A000", "#0000C0", "#FFFFFF"


def person(name: str = "Wanjiru Kamau", **details: Any) -> Registrant:
    return Registrant(f"id of {name}", Details(name, **details), codes=(new_code(),))


def design(*elements: Element, size: tuple[float, float] = (80, 40), **more: Any) -> Design:
    return Design("mine", "Mine", *size, elements, **more)


def painted(one: Design, who: Registrant | None = None, *, side: Side = Side.FRONT,
            size: tuple[float, float] | None = None) -> QImage:  # fmt: skip
    fields = fields_of(who or person(), "Kick-off")
    return badge_image(one, fields, size or (one.width, one.height), 127, side=side)


def colour(image: QImage, x: float, y: float) -> str:
    """The colour at a place in millimetres; 127 dots per inch are 5 a millimetre."""
    return QColor(image.pixel(round(x * 5), round(y * 5))).name().upper()


CORNER = Rectangle((0, 0, 20, 10), RED)


def test_a_side_can_be_empty_the_same_mirrored_or_its_own() -> None:
    one = design(CORNER, behind=(Rectangle((30, 10, 20, 20), GREEN),))
    for back, at_left, at_right, in_middle in (
        (Back.NONE, WHITE, WHITE, WHITE), (Back.SAME, RED, WHITE, WHITE),
        (Back.MIRRORED, WHITE, RED, WHITE), (Back.OWN, WHITE, WHITE, GREEN),
    ):  # fmt: skip
        image = painted(replace(one, back=back), side=Side.BACK)
        assert (colour(image, 5, 5), colour(image, 75, 5), colour(image, 40, 20)) == (at_left, at_right, in_middle), (
            back
        )
        assert replace(one, back=back).two_sided == (back is not Back.NONE)


def test_a_folded_badge_has_its_front_below_and_its_back_on_its_head_above() -> None:
    one = design(CORNER, size=(80, 80), fold=Fold.HALF, back=Back.OWN, behind=(Rectangle((0, 0, 20, 10), GREEN),))
    image = painted(one)
    assert one.face == (80, 40)
    assert not one.two_sided
    assert colour(image, 5, 45) == RED
    assert colour(image, 75, 35) == GREEN
    assert {colour(image, *place) for place in ((75, 45), (5, 35), (5, 75), (5, 5))} == {WHITE}


def test_behind_each_sheet_comes_its_back_and_each_back_lies_behind_its_own_front() -> None:
    stock = stock_named("L7163")
    people = tuple(person(f"Person {number}") for number in range(17))
    wide = Qr((1, 1, 29, 29))
    sheets = Sheets(people, design(wide, size=(99.1, 38.1), back=Back.SAME), stock, "Kick-off")
    assert sheets.pages == 4
    for page in range(4):
        found = zxingcpp.read_barcodes(as_pillow(page_image(sheets, page, 150, outlines=False)))
        assert sorted(one.text for one in found) == sorted(who.own_code for _, who in sheets.on_page(page))
    front, back = ({who.id: cell for cell, who in sheets.on_page(page)} for page in (0, 1))
    assert front.keys() == back.keys()
    for who, cell in front.items():
        assert (back[who].x, back[who].y) == pytest.approx((210 - cell.x - cell.width, cell.y))
    assert read_back(sheets) == []


def test_turned_over_its_top_edge_a_sheet_has_the_same_backs_on_their_heads() -> None:
    people = tuple(person(f"Person {number}") for number in range(3))
    book = Sheets(
        people, design(Qr((1, 1, 29, 29)), size=(99.1, 38.1), back=Back.SAME), stock_named("L7163"), "Kick-off"
    )
    notepad = replace(book, layout=Layout(over_the_top=True))
    fronts, backs = ([page_image(run, page, 100, outlines=False) for run in (book, notepad)] for page in (0, 1))
    assert fronts[0] == fronts[1]

    def corners(image: Image.Image) -> dict[str, tuple[int, int]]:
        """Where the upper left corner of each code is."""
        found = zxingcpp.read_barcodes(image)
        return {one.text: (one.position.top_left.x, one.position.top_left.y) for one in found}

    as_book, as_notepad = corners(as_pillow(backs[0])), corners(as_pillow(backs[1]))
    assert len(as_book) == 3
    for code, (x, y) in as_book.items():
        assert as_notepad[code] == pytest.approx((backs[0].width() - x, backs[0].height() - y), abs=3)
    assert read_back(notepad) == []


def as_pillow(image: QImage) -> Image.Image:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return Image.frombuffer("L", (grey.width(), grey.height()), bytes(grey.constBits()), "raw", "L",
                            grey.bytesPerLine(), 1)  # fmt: skip


def test_a_design_is_turned_where_that_makes_it_larger_and_its_back_the_other_way() -> None:
    one = design(CORNER, back=Back.OWN, behind=(CORNER,))
    assert placing(one, 40, 80) == (1.0, True)
    assert placing(one, 80, 40) == (1.0, False)
    assert placing(one, 50, 50) == (0.625, False)
    front, back = (painted(one, side=side, size=(40, 80)) for side in Side)
    assert (colour(front, 35, 5), colour(front, 5, 75)) == (RED, WHITE)
    assert (colour(back, 5, 75), colour(back, 35, 5)) == (RED, WHITE)


@pytest.mark.parametrize(
    ("category", "expected"),
    [("Speaker", RED), ("KEYNOTE SPEAKER", RED), ("speakers' guest", BLUE), ("Press", GREEN), ("", BLUE)],
)
def test_a_role_has_its_colour_and_letters_that_can_be_read_on_it(category: str, expected: str) -> None:
    roles = Roles("{category}", (("speaker", RED), ("press", GREEN)), BLUE)
    one = design(Rectangle((0, 0, 80, 40), "role"), roles=roles)
    assert colour(painted(one, person(category=category)), 5, 5) == expected
    assert one.colour("on role", {"category": category}) == readable_on(expected)


def test_letters_on_a_dark_ground_are_white_and_on_a_light_one_black() -> None:
    assert [readable_on(ground) for ground in ("#000000", "#0B5CAD", "#FFFFFF", "#FFE08A")] == [
        "#FFFFFF", "#FFFFFF", "#111418", "#111418"]  # fmt: skip


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        (None, True),
        (Condition("organisation"), True),
        (Condition("organisation", negated=True), False),
        (Condition("country"), False),
        (Condition("diet", ("VEGAN", "Halal")), True),
        (Condition("Diet", ("Halal",)), False),
        (Condition("Diet", ("Halal",), negated=True), True),
        (Condition("no such field"), False),
    ],
)
def test_an_element_is_there_when_its_condition_holds(when: Condition | None, shown: bool) -> None:
    who = person(organisation="Mzalendo Trust", other={"Diet": "vegan"})
    image = painted(design(replace(CORNER, when=when)), who)
    assert (colour(image, 5, 5) == RED) is shown


def test_a_field_is_any_column_of_the_list_and_never_hides_one_of_ours() -> None:
    fields = fields_of(person(other={"T-shirt size": "XL", "NAME": "Somebody else"}), "Kick-off")
    assert filled("{T-Shirt Size} {name} {event} {nothing}!", fields) == "XL Wanjiru Kamau Kick-off !"
    assert filled("{{name}} {} {", fields) == "{Wanjiru Kamau} {} {"


def test_what_turns_or_breaks_a_line_is_taken_out_of_names() -> None:
    fields = fields_of(person("\u202eevil\u202c\nName\x00", organisation="a\r\n\tb"), "Kick-off")
    assert (fields["name"], fields["organisation"]) == ("evil Name", "a b")
    assert fields_of(person("\u202e\n"), "Kick-off")["name"] == BLANK_NAME


def test_the_session_is_told_in_its_own_time() -> None:
    assert FACTS == {
        "event": "ImPACT Coalition", "session": "Kick-off session", "date": "10 May 2024", "times": "12:30–14:00",
        "room": "Room CR-8", "programme": "10 May, 12:30–14:00  ·  Kick-off session  ·  Room CR-8",
    }  # fmt: skip


def test_lines_of_a_wrapped_name_are_of_nearly_the_same_length() -> None:
    box = QRectF(0, 0, 60 * UNIT, 20 * UNIT)
    found = fitted("Nguyễn Thị Minh Khai", box, Text((0, 0, 60, 20), "{name}", 40, 10, 2, bold=True))
    layout = found.layout
    lines = [layout.text()[line.textStart() : line.textStart() + line.textLength()].strip()
             for line in (layout.lineAt(row) for row in range(layout.lineCount()))]  # fmt: skip
    assert lines == ["Nguyễn Thị", "Minh Khai"]
    assert found.fits


@pytest.mark.parametrize(
    ("name", "left"), [("Ann", True), ("محمد", False), ("דוד", False), ("李伟", True), ("(محمد)", False)]
)
def test_a_line_begins_where_its_own_writing_begins(name: str, left: bool) -> None:
    image = painted(design(Text((0, 0, 80, 40), "{name}", 30, 10)), person(name))
    dark = [
        x for x in range(image.width()) for y in range(0, image.height(), 2) if QColor(image.pixel(x, y)).value() < 99
    ]
    assert (max(dark) < image.width() / 2) if left else (min(dark) > image.width() / 2)


# -- the shipped ones --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", list(stocks()))
def test_the_first_design_for_a_stock_has_a_code_that_every_scanner_reads(name: str) -> None:
    stock = stocks()[name]
    best = for_stock(stock)[0]
    module = module_on(best, stock)
    assert module is not None
    assert module >= WELL_READ
    people = tuple(person(f"Person {number}") for number in range(stock.columns * stock.rows))
    sheets = Sheets(people, best, stock, "Kick-off", FACTS)
    assert look_at(sheets) == []
    assert read_back(sheets) == []


@pytest.mark.parametrize(
    ("stock", "design_id"),
    [("L4745", "name"), ("A6", "portrait"), ("82x203", "fold"), ("DK-11202", "label-62"), ("CR80 / ID-1", "card"),
     ("L7417", "name-role"), ("L4784", "strip"), ("Herma 9642", "square"), ("11208", "strip")],
)  # fmt: skip
def test_the_design_is_chosen_by_the_shape_of_the_stock(stock: str, design_id: str) -> None:
    found = stocks()["A6"] if stock == "A6" else stock_named(stock)
    assert for_stock(found)[0].id == design_id
    assert {one.id for one in for_stock(found)} == set(designs())


LONG = person("Abena Akosua Konadu-Asantewaa Nana Yaa Serwaa Opoku-Agyemang", organisation="United Nations " * 6,
              role="Deputy director of strategic partnerships", country="Trinidad and Tobago",
              category="Keynote speaker")  # fmt: skip


@pytest.mark.parametrize("one", designs().values(), ids=lambda one: one.id)
def test_a_shipped_design_covers_no_code_and_stays_on_its_faces(one: Design) -> None:
    width, height = one.face
    for element in (*one.elements, *one.behind):
        x, y, across, down = element.box
        assert min(x, y) >= 0
        assert x + across <= width + 0.01
        assert y + down <= height + 0.01
        if isinstance(element, Text):
            codes = [QRectF(*code.box) for code in (*one.elements, *one.behind) if isinstance(code, Qr)]
            assert not any(QRectF(*element.box).intersects(code) for code in codes), element.text
    findings = look_at(Sheets((LONG,), one, stocks()["A6"], "Kick-off", FACTS))
    assert {finding.kind for finding in findings} <= {FindingKind.SMALL}


def test_what_reaches_over_the_edge_lies_on_no_other_badge_and_is_told() -> None:
    over = design(Rectangle((-30, 5, 40, 10), RED), Rectangle((70, 20, 40, 10), GREEN), Text((60, 30, 40, 9), "{name}"))
    alone = Sheets((person(),), over, stock_named("L7163"), "x")
    image = page_image(alone, 0, 127, outlines=False)
    first, second, *_ = alone.stock.cells
    gap, y = (first.x + first.width + second.x) / 2, first.y + first.height / 2
    assert colour(image, first.x + 15, first.y + 9) == RED
    assert {colour(image, x, first.y + down) for x in (1, gap, second.x + 1) for down in range(2, 38, 3)} == {WHITE}
    assert colour(image, second.x + 9, y) == WHITE
    assert FindingKind.OUTSIDE in {one.kind for one in look_at(alone)}
    colour_to_the_cut = replace(alone, design=design(Rectangle((-3, 0, 86, 40), RED), Text((5, 5, 70, 20), "{name}")))
    assert FindingKind.OUTSIDE not in {one.kind for one in look_at(colour_to_the_cut)}


def test_what_reaches_over_the_fold_is_not_behind() -> None:
    folded = design(Rectangle((0, -10, 20, 15), RED), size=(80, 80), fold=Fold.HALF)
    image = painted(folded)
    assert colour(image, 10, 43) == RED
    assert colour(image, 10, 37) == WHITE


def test_a_line_over_the_white_edge_of_a_code_covers_it() -> None:
    crossed = design(Qr((40, 5, 30, 30)), Line((35, 4.8, 40, 0), stroke=1))
    beside = design(Qr((40, 5, 30, 30)), Line((35, 4.2, 40, 0), stroke=1))
    for one, told in ((crossed, True), (beside, False)):
        kinds = {found.kind for found in look_at(Sheets((person(),), one, stock_named("L7163"), "x"))}
        assert (FindingKind.COVERED_CODE in kinds) is told


def test_a_code_that_shall_say_too_much_is_left_white_and_told() -> None:
    long, short = person("Wolfeschlegelstein " * 26), person()
    much = design(Qr((0, 0, 40, 40), "{name}" * 5), Text((42, 0, 38, 20), "{name}"))
    run = Sheets((long, short), much, stock_named("CR80 / ID-1"), "x")
    assert page_image(run, 0).size() == page_image(run, 1).size()
    told = [found for found in (*look_at(run), *read_back(run)) if found.person is long]
    assert FindingKind.LONG_CODE in {found.kind for found in told}
    assert FindingKind.UNREADABLE not in {found.kind for found in told}


def test_fields_that_no_list_has_and_a_covered_code_are_told() -> None:
    one = design(Qr((0, 0, 35, 35)), Rectangle((30, 30, 9, 9), RED), Text((40, 0, 40, 10), "{Shoe size}"))
    kinds = [(finding.kind, finding.what) for finding in look_at(Sheets((person(),), one, stock_named("L7163"), "x"))]
    assert (FindingKind.NO_FIELD, "shoe size") in kinds
    assert (FindingKind.COVERED_CODE, "") in kinds
