"""The scanner check's judgement: for every layout what is the matter, and that codes are read after one scan."""

from __future__ import annotations

import random

import pytest

from checkin.domain.calibration import NOTHING_LEARNED, TEXT, Stroke
from checkin.domain.code import ALPHABET, Kind, new_code, read
from checkin.scanning.examination import Finding, Layout, examine
from tests.scanning.layouts import LAYOUTS, typed

NAMES = {
    Layout.US: {"us", "jp", "kr", "pl", "lv", "gb"},
    Layout.GERMAN: {"de", "ch"},
    Layout.FRENCH: {"fr", "be"},
    Layout.CZECH: {"cz"},
    Layout.HUNGARIAN: {"hu"},
    Layout.LITHUANIAN: {"lt"},
    Layout.TURKISH_Q: {"tr"},
    Layout.TURKISH_F: {"tr(f)"},
    Layout.DVORAK: {"us(dvorak)"},
    Layout.LATIN: {"es", "it", "pt", "br", "se", "no", "dk", "fi"},
    Layout.CYRILLIC: {"ru", "ua", "bg", "rs"},
    Layout.GREEK: {"gr"},
    Layout.ARABIC: {"ara", "ir"},
    Layout.HEBREW: {"il"},
    Layout.THAI: {"th"},
    Layout.DEVANAGARI: {"in"},
    Layout.GEORGIAN: {"ge"},
    Layout.ARMENIAN: {"am"},
}
ENTER = Stroke("", "", 0, "Enter")


@pytest.mark.parametrize("laptop", LAYOUTS)
def test_where_the_keys_are_told_every_layout_is_read_and_named(laptop: str) -> None:
    found = examine(typed(TEXT, laptop))
    assert found.finding in {Finding.WELL, Finding.KEYS_TELL}
    assert found.learned == NOTHING_LEARNED
    named = next(name for name, layouts in NAMES.items() if laptop in layouts)
    assert found.layout is named or (found.layout is Layout.LATIN and named is Layout.US)


@pytest.mark.parametrize("scanner", ["us", "de", "fr"])
@pytest.mark.parametrize("laptop", LAYOUTS)
def test_after_one_scan_codes_are_read_whatever_the_scanner_and_the_laptop_are_set_to(
    laptop: str, scanner: str
) -> None:
    """With the keys told always; by the text alone on the layouts that keep the letters apart."""
    for told in (True, False):
        found = examine(typed(TEXT, laptop, scanner=scanner, told=told))
        if found.finding is Finding.UNCLEAR:
            assert not told
            assert found.learned == NOTHING_LEARNED
            continue
        assert found.teaches, (laptop, scanner, told)
        for code in (new_code(), new_code().lower(), "EB-1234_56"):
            came = typed(code, laptop, scanner=scanner, told=told)
            texts = ["".join(stroke.sign for stroke in came), "".join(stroke.us for stroke in came)]
            assert code.casefold() in [text.casefold() for text in (*texts, found.learned.meant(came))]


def test_only_layouts_with_dead_keys_or_double_letters_need_their_keys_told() -> None:
    unclear = {laptop for laptop in LAYOUTS if examine(typed(TEXT, laptop, told=False)).finding is Finding.UNCLEAR}
    readable = {"us", "gb", "de", "fr", "tr", "ru", "cz", "hu", "us(dvorak)", "pl", "it", "ua", "se", "be"}
    assert not unclear & readable, unclear


def test_caps_lock_is_told_and_does_no_harm() -> None:
    found = examine([Stroke(sign.swapcase(), sign, 1 + place / 200) for place, sign in enumerate(TEXT)])
    assert (found.finding, found.caps) == (Finding.WELL, True)
    assert not examine(typed(TEXT, "us")).caps


def test_speed_prefix_and_end_are_told() -> None:
    came = typed(f"*{TEXT}", "us", each=0.02)
    found = examine([*came, Stroke("", "", came[-1].at + 0.05, "Tab")])
    assert (found.learned.prefix, found.learned.suffix, found.ends) == ("*", "", ("Tab",))
    assert found.gap == pytest.approx(0.02)
    assert found.longest == pytest.approx(0.05)
    assert found.count == len(TEXT) + 2
    # What came whole has no speed.
    assert examine([Stroke(sign) for sign in TEXT]).gap is None


@pytest.mark.parametrize("laptop", ["us", "fr", "ru", "ara", "th"])
def test_lost_letters_are_told_and_teach_nothing(laptop: str) -> None:
    chance = random.Random(laptop)  # noqa: S311 - nothing secret
    for lost in range(1, 20):
        came = typed(TEXT, laptop)
        for _ in range(lost):
            came.pop(chance.randrange(len(came)))
        found = examine(came)
        assert found.finding is Finding.LOST
        assert found.learned == NOTHING_LEARNED


@pytest.mark.parametrize(
    ("text", "each", "expected"),
    [
        (new_code(), 0.005, Finding.BADGE),
        (new_code().lower(), 0.2, Finding.BADGE),
        (new_code()[:10], 0.005, Finding.HALF),
        ("EB-1234 5678", 0.005, Finding.OTHER),
        ("https://bit.ly/ImPACT-form", 0.005, Finding.OTHER),
        ("wanjiru kamau", 0.15, Finding.BY_HAND),
        ("x" * 3000, 0.001, Finding.UNCLEAR),
    ],
    # Codes differ from run to run; two workers must know the tests by the same names.
    ids=["a badge", "a badge, slowly", "half a badge", "a ticket", "a link", "by hand", "a flood"],
)
def test_other_scans_are_told_apart(text: str, each: float, expected: Finding) -> None:
    found = examine([Stroke(sign, "", 5 + place * each) for place, sign in enumerate(text)])
    assert found.finding is expected
    assert not found.teaches


def test_hostile_keys_are_examined_without_harm() -> None:
    chance = random.Random(7)  # noqa: S311 - nothing secret
    for _ in range(500):
        keys = [
            Stroke(
                chr(chance.randrange(32, 0x3000)) * chance.randrange(3),
                chance.choice([*ALPHABET, "", "é"]),
                chance.random(),
                chance.choice(["", "", "", "Enter", "Ctrl+D"]),
            )
            for _ in range(chance.randrange(1, 120))
        ]
        if any(not key.name for key in keys):
            found = examine(keys)
            assert found.finding in Finding
            assert not found.teaches
            assert found.finding is not Finding.BADGE or read(found.text, found.us).kind is Kind.OWN
