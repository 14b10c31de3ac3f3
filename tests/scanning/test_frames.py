"""What is read in a frame: codes in every form that cameras send, however they are held, and nothing else."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from statistics import quantiles

import pytest
import zxingcpp
from PIL import Image, ImageOps
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame

from checkin.domain.code import Kind, new_code, read
from checkin.scanning.frames import PICTURE_WIDTH, Seen, View, look
from tests.scanning.drawn_frames import Format, code_image, frame_of, frame_of_image, scene
from tests.ui.hostile import OTHER_SYSTEMS, earned, payload

FORMS = [
    Format.Format_NV12,
    Format.Format_NV21,
    Format.Format_YUV420P,
    Format.Format_YUV422P,
    Format.Format_Y8,
    Format.Format_YUYV,
    Format.Format_UYVY,
    Format.Format_P010,
    Format.Format_BGRA8888,
    Format.Format_RGBX8888,
    Format.Format_ARGB8888,
    Format.Format_XBGR8888,
]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_code_is_read_in_every_form_of_frame(form: Format) -> None:
    code = new_code()
    seen = look(frame_of(scene(code_image(code)), form))
    assert seen.texts == (code,)
    assert (seen.picture.width(), seen.picture.height()) in {(PICTURE_WIDTH, 180), (PICTURE_WIDTH, 179)}


def test_a_frame_made_of_an_image_is_read_too() -> None:
    code = new_code()
    assert look(frame_of_image(scene(code_image(code)))).texts == (code,)


@pytest.mark.parametrize(
    "held",
    [
        lambda one: one.rotate(17, expand=True, fillcolor=200),
        lambda one: one.rotate(90, expand=True),
        lambda one: one.rotate(180),
        ImageOps.invert,
        ImageOps.mirror,
        lambda one: one.resize((120, 120)),
        lambda one: one.resize((560, 560)),
        lambda one: one.point(lambda bright: 90 + bright // 5),
    ],
    ids=["tilted", "on its side", "upside down", "dark mode", "mirrored", "far", "near", "faint"],
)
def test_a_code_is_read_however_it_is_held(held: Callable[[Image.Image], Image.Image]) -> None:
    code = new_code()
    assert look(frame_of(scene(held(code_image(code))))).texts == (code,)


@pytest.mark.parametrize("blur", [1.0, 2.0])
def test_a_blurred_code_is_read(blur: float) -> None:
    code = new_code()
    assert look(frame_of(scene(code_image(code, side=200), blur=blur))).texts == (code,)


def test_the_largest_code_comes_first() -> None:
    near, far = new_code(), new_code()
    assert look(frame_of(scene(code_image(far, side=150), code_image(near, side=400)))).texts == (near, far)


@pytest.mark.parametrize(
    "kind",
    [
        zxingcpp.BarcodeFormat.Aztec,
        zxingcpp.BarcodeFormat.PDF417,
        zxingcpp.BarcodeFormat.DataMatrix,
        zxingcpp.BarcodeFormat.Code128,
    ],
    ids=["aztec", "pdf417", "data matrix", "code 128"],
)
def test_a_boarding_pass_and_other_kinds_of_codes_are_not_read(kind: zxingcpp.BarcodeFormat) -> None:
    drawn = code_image("M1KAMAU/WANJIRU EABC123 NBOCDGKQ 0123", kind, side=500)
    assert look(frame_of(scene(drawn))).texts == ()


def test_qr_codes_of_other_systems_are_text_and_never_ours() -> None:
    for text in OTHER_SYSTEMS:
        texts = look(frame_of(scene(code_image(text, side=420)))).texts
        assert all(read(one).kind is not Kind.OWN for one in texts)
    big = "https://example.org/?" + "x" * 2000
    texts = look(frame_of(scene(code_image(big, side=700), noise=0))).texts
    assert texts in {(big,), ()}


def test_a_frame_that_is_empty_or_of_no_known_form_shows_nothing() -> None:
    assert look(QVideoFrame()).texts == ()
    assert look(QVideoFrame(QImage(1, 1, QImage.Format.Format_RGB32))).texts == ()


@pytest.mark.parametrize("count", [150, pytest.param(20_000, marks=pytest.mark.soak)])
def test_hostile_frames_never_show_a_code_that_is_not_in_them(count: int) -> None:
    """Noise, pictures, spoilt codes, codes of other systems, of every size and form."""
    chance, codes = random.Random(count), [new_code() for _ in range(20)]  # noqa: S311 - nothing secret
    for number in range(count):
        size = chance.choice([(320, 180), (640, 360), (641, 361), (16, 16), (1, 1), (2, 300)])
        sent = ""
        if chance.random() < 0.5:
            grey = Image.frombytes("L", size, chance.randbytes(size[0] * size[1]))
        else:
            sent = payload(chance, codes).encode("utf-8", "ignore").decode()[:400]
            try:
                drawn = code_image(sent or "x", side=chance.randrange(60, 400))
            except ValueError:
                continue
            grey = scene(drawn, size=size, blur=chance.choice((0.0, 0.0, 1.5)), seed=number)
            spots = Image.effect_noise(size, 60)
            grey = Image.blend(grey, spots, chance.random() * 0.5)
        form = chance.choice([*FORMS, None])
        even = size[0] % 2 == 0 and size[1] % 2 == 0
        frame = frame_of(grey, form) if form is not None and even and min(size) > 2 else frame_of_image(grey)
        seen = look(frame)
        assert isinstance(seen, Seen)
        for text in seen.texts:
            assert read(text).kind is not Kind.OWN or earned(sent, read(text).code), sent


# -- a code in view is one scan ----------------------------------------------------------------------------------------


def test_a_code_in_view_is_one_scan_until_it_has_left() -> None:
    view = View()
    news = [view.news(["A"] if place % 3 else [], place * 0.1) for place in range(100)]
    assert [one for one in news if one] == ["A"]
    assert view.news([], 10.6) == ""
    assert view.news(["A"], 11.5) == "A"


def test_two_codes_in_view_are_two_scans_one_after_the_other() -> None:
    view = View()
    read_at = {view.news(["A", "B"], place * 0.1): place * 0.1 for place in range(60)}
    assert read_at.pop("") > 0
    assert list(read_at) == ["A", "B"]
    assert read_at["B"] - read_at["A"] >= 1.5


def test_the_next_person_is_read_while_the_last_badge_is_still_in_view() -> None:
    view = View()
    assert view.news(["A"], 0.0) == "A"
    assert [view.news(["A"], place / 10) for place in range(1, 20)] == [""] * 19
    assert view.news(["A", "B"], 2.0) == "B"
    assert [view.news(["A", "B"], 2 + place / 10) for place in range(1, 20)] == [""] * 19


@pytest.mark.bench
def test_a_frame_without_a_code_costs_at_most_12_ms() -> None:
    frames = [frame_of(scene(seed=seed)) for seed in range(5)]
    took = []
    for number in range(100):
        began = time.perf_counter()
        assert look(frames[number % len(frames)]).texts == ()
        took.append((time.perf_counter() - began) * 1000)
    assert quantiles(took, n=20)[18] <= 12
