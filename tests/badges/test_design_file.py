"""Design files: what was saved is read the same, and whatever else comes is one sentence."""

from __future__ import annotations

import base64
import io
import json
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st
from PIL import Image

from checkin.badges.design import Back, Condition, Cover, Design, Fold, Line, Picture, Qr, Rectangle, Text
from checkin.badges.design_file import as_json, parse
from checkin.badges.fields import fields_of
from checkin.badges.library import design_named, designs, read_design
from checkin.badges.painter import Side
from checkin.badges.pictures import sanitised
from checkin.badges.sheets import badge_image
from checkin.domain.errors import DeskError
from checkin.domain.registrant import Details, Registrant

WHO = Registrant(
    "r", Details("Wanjiru Kamau", category="Speaker", other={"Diet": "vegan"}), codes=("JC7K3MV9QX4TRWHP",)
)


def picture(kind: str = "PNG", size: tuple[int, int] = (4, 3)) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", size, "#0B5CAD").save(content, kind)
    return content.getvalue()


def design_of(*elements: dict[str, Any], **more: Any) -> str:
    return json.dumps({"version": 1, "id": "mine", "title": "Mine", "size": [90, 55], "elements": elements, **more})


def refusal(text: str) -> str:
    with pytest.raises(DeskError) as refused:
        parse(text, "my.json")
    told = str(refused.value)
    assert "my.json" in told
    assert "\n" not in told
    assert len(told) < 300
    return told


@pytest.mark.parametrize("design", designs().values(), ids=lambda design: design.id)
def test_what_is_saved_is_read_the_same(design: Design) -> None:
    assert parse(as_json(design), "a.json") == design


def test_all_that_a_design_can_have_is_saved() -> None:
    made = sanitised(picture(), "logo.png")
    design = Design(
        "mine", "Mine", 90, 110,
        (
            Rectangle((0, 0, 90, 5), "role", 1.0, 0.4, Condition("category", ("Speaker", "Press"), negated=True)),
            Line((0, 5, 90, 0), "#FF0000", 1.5),
            Text((5, 5, 50, 20), "{name}\n{Diet}", 30, 9, 2, bold=True, capitals=True, colour="on role"),
            Qr((60, 20, 25, 25), "{code}", Condition("code")),
        ),
        Fold.HALF, Back.OWN, (Picture((1, 1, 20, 20), made, Cover.COVER),),
    )  # fmt: skip
    again = parse(as_json(design), "a.json")
    # A picture is made anew each time that it is read; all else stays.
    assert again.elements == design.elements
    assert (again.fold, again.back, again.behind[0].box) == (Fold.HALF, Back.OWN, (1, 1, 20, 20))
    assert isinstance(again.behind[0], Picture)
    assert Image.open(io.BytesIO(again.behind[0].data)).size == (4, 3)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "null", "{}", "\x00", "{", "7", '"a"', "[" * 100_000, '{"version": 1}', '{"version": "1"}',
     '{"version": true}', '{"version": 0}', '{"version": 1, "size": ' + "9" * 5000 + "}",
     '{"version": 1, "id": "a", "title": "A", "size": [1e999, 2], "elements": []}',
     '{"version": 1, "id": "a", "title": "A", "size": [NaN, 2], "elements": []}'],
)  # fmt: skip
def test_a_text_that_is_no_design_is_a_sentence(text: str) -> None:
    refusal(text)


BOX = {"box": [1, 1, 20, 20]}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (design_of(version=2), "newer version"),
        (design_of(size=[-90, 55]), "size"),
        (design_of(size=[90]), "size"),
        (design_of(size=[5000, 55]), "size"),
        (design_of(size=[True, 55]), "size"),
        (design_of(id="../up"), "id"),
        (design_of(colour="red"), "colour"),
        (design_of(fold="twice"), "fold"),
        (design_of(back=["own"]), "back"),
        (design_of(title=7), "title"),
        (design_of(roles={"colours": {"Speaker": "red"}}), "Speaker"),
        (design_of(roles={"colours": []}), "colours"),
        (design_of(*[{"kind": "qr", **BOX}] * 201), "elements must not be 201"),
        (design_of({"kind": "script", **BOX}), "elements 1, kind must not be \"script\""),
        (design_of({"kind": ["qr"], **BOX}), "kind"),
        (design_of({"kind": "qr"}), "box"),
        (design_of({"kind": "qr", "box": [1, 1, 20, -20]}), "box"),
        (design_of({"kind": "qr", "box": [1, 1, 20, 0]}), "box"),
        (design_of({"kind": "line", "box": [1, 1, 0, 0]}), "box"),
        (design_of({"kind": "qr", "box": [1, 1, "20", 20]}), "box"),
        (design_of({"kind": "text", **BOX}), "text"),
        (design_of({"kind": "text", "text": "x" * 5000, **BOX}), "text"),
        (design_of({"kind": "text", "text": "x", "points": -3, **BOX}), "points must not be -3"),
        (design_of({"kind": "text", "text": "x", "lines": 1.5, **BOX}), "lines"),
        (design_of({"kind": "text", "text": "x", "align": "left", **BOX}), "align"),
        (design_of({"kind": "text", "text": "x", "colour": "url(#a)", **BOX}), "colour"),
        (design_of({"kind": "text", "text": "x", "bold": 1, **BOX}), "bold"),
        (design_of({"kind": "rectangle", "onclick": "x", **BOX}), "onclick"),
        (design_of({"kind": "rectangle", "when": "always", **BOX}), "when"),
        (design_of({"kind": "rectangle", "when": {"field": "a", "is": [], "not": []}, **BOX}), "when"),
        (design_of({"kind": "rectangle", "when": {"field": "a", "is": [1]}, **BOX}), "is"),
        (design_of("qr"), "elements 1"),
        (design_of({"kind": "picture", **BOX}), "data"),
        (design_of({"kind": "picture", "data": "no base64!", **BOX}), "data"),
        (design_of({"kind": "picture", "data": base64.b64encode(b"<svg/>").decode(), **BOX}), "no PNG or JPEG"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_design_is_named(text: str, why: str) -> None:
    assert why in refusal(text)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
VALUES = ANYTHING | st.sampled_from(
    ["role", "on role", "#112233", "start", "own", "half", "{name}", "{", "\u202e{name}\n"]
)
ELEMENT = st.dictionaries(
    st.sampled_from(["kind", "box", "text", "points", "smallest", "lines", "colour", "align", "when", "data", "cover"]),
    VALUES | st.lists(st.floats(-10, 100, width=32), min_size=4, max_size=4)
    | st.sampled_from(["text", "rectangle", "line", "qr", "photo", "picture"])
    | st.fixed_dictionaries({"field": VALUES, "is": VALUES}),
)  # fmt: skip
DESIGN = st.fixed_dictionaries(
    {"version": st.just(1), "id": st.just("a"), "title": st.text(max_size=20), "size": st.just([90, 50])},
    optional={"elements": st.lists(ELEMENT | ANYTHING, max_size=4), "behind": st.lists(ELEMENT, max_size=2),
              "fold": VALUES, "back": VALUES, "roles": VALUES | st.fixed_dictionaries({"colours": VALUES})},
)  # fmt: skip


@seed(20240510)
@settings(max_examples=200)
@given(DESIGN | ANYTHING)
def test_whatever_json_comes_is_a_design_that_is_saved_and_read_or_one_sentence(data: Any) -> None:
    try:
        design = parse(json.dumps(data), "my.json")
    except DeskError as problem:
        assert "\n" not in str(problem)  # noqa: PT017 - most examples are no designs, some are
        return
    assert parse(as_json(design), "a.json") == design


@seed(20240510)
@settings(max_examples=60)
@given(
    st.lists(
        st.fixed_dictionaries(
            {"kind": st.sampled_from(["text", "qr"]), "text": st.text(max_size=60)
             | st.sampled_from(["{name}", "{name}\n{no such field}", "{{name}}", "{", "{}", "{code!r}", "{0}"]),
             "box": st.tuples(st.floats(-5, 90), st.floats(-5, 50), st.floats(0.1, 90), st.floats(0.1, 60))}
        ), max_size=3,
    ),
    st.text(max_size=300),
)  # fmt: skip
def test_whatever_a_design_says_and_a_person_is_called_is_painted(
    qapp: object, rows: list[dict[str, Any]], name: str
) -> None:
    design = parse(design_of(*rows, back="mirrored"), "my.json")
    who = Registrant("r", Details(name), codes=("JC7K3MV9QX4TRWHP",))
    for side in Side:
        assert not badge_image(design, fields_of(who, "Kick-off"), (90, 55), 60, side=side).isNull()


# -- pictures ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_is_made_anew_without_what_it_brought_along(kind: str) -> None:
    content = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    Image.new("RGB", (3000, 20), "#0B5CAD").save(content, kind, exif=exif)
    made = sanitised(content.getvalue() + b"<script>", "a.png")
    assert b"taken at home" not in made
    assert b"<script>" not in made
    assert Image.open(io.BytesIO(made)).size == (1200, 8)


def test_a_see_through_picture_stays_see_through() -> None:
    content = io.BytesIO()
    Image.new("RGBA", (4, 4), (10, 20, 30, 40)).save(content, "PNG")
    assert Image.open(io.BytesIO(sanitised(content.getvalue(), "a.png"))).getpixel((1, 1)) == (10, 20, 30, 40)


def test_a_scan_with_sixteen_bits_a_dot_keeps_its_greys() -> None:
    content = io.BytesIO()
    Image.new("I;16", (4, 4), 0x7500).save(content, "PNG")
    assert Image.open(io.BytesIO(sanitised(content.getvalue(), "a.png"))).getpixel((1, 1)) == (0x75,) * 3


def strip() -> bytes:
    """A picture of few dots that would take many seconds to be made small."""
    content = io.BytesIO()
    Image.new("1", (1, 50_000)).save(content, "PNG")
    return content.getvalue()


def bomb() -> bytes:
    """A PNG of 2 KB that says it is 60,000 × 60,000 dots large."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    content = zlib.compress(b"\0" * 1_000_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", content) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"", "no PNG or JPEG"), (b"GIF89a" + bytes(40), "no PNG or JPEG"), (b"%PDF-1.7", "no PNG or JPEG"),
     (picture()[:40], "no PNG or JPEG"), (picture("JPEG")[:200], "no PNG or JPEG"), (picture("GIF"), "no PNG or JPEG"),
     (picture("TIFF"), "no PNG or JPEG"), (bomb(), "too many dots"), (strip(), "too many dots"),
     (bytes(11 * 1024 * 1024), "too large")],
)  # fmt: skip
def test_what_is_no_picture_or_a_bomb_is_a_sentence(content: bytes, why: str) -> None:
    with pytest.raises(DeskError, match=r"logo\.png") as refused:
        sanitised(content, "logo.png")
    assert why in str(refused.value)


# -- files -------------------------------------------------------------------------------------------------------------


def test_a_design_is_found_by_id_title_or_file(tmp_path: Path) -> None:
    assert design_named("name") is designs()["name"]
    assert design_named("Portrait with event head").id == "portrait"
    own = tmp_path / "own.json"
    own.write_text("\ufeff" + design_of(), encoding="utf-8")
    assert design_named(str(own)).title == "Mine"
    with pytest.raises(DeskError, match=r"no badge design called fancy.*name-role"):
        design_named("fancy")


def test_a_file_that_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    for name, content in (("a.json", b"\xff\xfe\x00"), ("b.json", None), ("c.json", bytes(17 * 1024 * 1024))):
        if content is not None:
            (tmp_path / name).write_bytes(content)
        with pytest.raises(DeskError, match=name):
            read_design(tmp_path / name)
    (tmp_path / "x.json").mkdir()
    with pytest.raises(DeskError, match=r"x[.]json"):
        read_design(tmp_path / "x.json")
