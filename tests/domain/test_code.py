"""The code on a badge: what we make, what a scanner makes of it, and that no wrong letter is ever someone else."""

from __future__ import annotations

import os
import random
import re
import sys
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.domain import code
from checkin.domain.code import ALPHABET, LENGTH, Kind, check_letters, fold_code, is_own_code, new_code, read

SAMPLES = [
    "JC" + body + check_letters(body) for body in ("BBBBBBBBBBBB", "XVTSRPNLKJHG", "BCDFGHJKLNPR", "XBXBXBXBXBXB")
]
own_codes = st.text(ALPHABET, min_size=12, max_size=12).map(lambda body: "JC" + body + check_letters(body))


def test_a_code_is_jc_twelve_letters_and_two_check_letters_of_the_sixteen_consonants() -> None:
    assert ALPHABET == "BCDFGHJKLNPRSTVX"
    assert LENGTH == 16
    for _ in range(500):
        made = new_code()
        assert re.fullmatch(r"JC[BCDFGHJKLNPRSTVX]{14}", made)
        assert is_own_code(made)


def test_each_of_the_48_bits_of_the_system_reaches_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """The generator stands at the outer edge; each single bit that it gives must make another code."""
    codes = set()
    for bit in range(48):
        monkeypatch.setattr(os, "urandom", lambda count, bit=bit: (1 << bit).to_bytes(count))
        codes.add(new_code())
    monkeypatch.setattr(os, "urandom", bytes)
    codes.add(new_code())
    assert len(codes) == 49


def test_twenty_thousand_codes_are_all_different_and_use_every_letter_at_every_place() -> None:
    codes = [new_code() for _ in range(20_000)]
    assert len(set(codes)) == len(codes)
    for place in range(2, LENGTH):
        counted = Counter(made[place] for made in codes)
        assert set(counted) == set(ALPHABET)
        # 1250 expected each, 34 the standard deviation: ten of them is never chance.
        assert all(900 < count < 1600 for count in counted.values())


def test_the_codes_of_a_long_list_differ_in_their_first_six_letters() -> None:
    fresh = code.FreshCodes()
    made = [*fresh.codes(20_000), *fresh.codes(1), *fresh.codes(0), *fresh.codes(20_000)]
    assert len({one[2:8] for one in made}) == len(made) == 40_001
    assert all(map(code.is_own_code, made))


@pytest.mark.parametrize("good", SAMPLES)
def test_every_single_wrong_letter_is_found(good: str) -> None:
    for place in range(LENGTH):
        for letter in set(ALPHABET) - {good[place]}:
            assert not is_own_code(good[:place] + letter + good[place + 1 :])


@pytest.mark.parametrize("good", SAMPLES)
def test_every_two_wrong_letters_are_found(good: str) -> None:
    for first in range(2, LENGTH):
        for second in range(first + 1, LENGTH):
            for one in set(ALPHABET) - {good[first]}:
                start = good[:first] + one + good[first + 1 : second]
                for two in set(ALPHABET) - {good[second]}:
                    assert not is_own_code(start + two + good[second + 1 :])


@given(own_codes, st.data())
def test_every_swap_of_two_letters_is_found(good: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, LENGTH - 1))
    second = data.draw(st.integers(0, LENGTH - 1).filter(lambda place: good[place] != good[first]))
    letters = list(good)
    letters[first], letters[second] = letters[second], letters[first]
    assert not is_own_code("".join(letters))


@given(own_codes, own_codes)
def test_two_codes_differ_in_at_least_three_letters(one: str, other: str) -> None:
    assert one == other or sum(a != b for a, b in zip(one, other, strict=True)) >= 3


@given(own_codes)
def test_a_code_is_read_in_lower_case_with_prefix_and_with_what_a_scanner_puts_around_it(good: str) -> None:
    for raw in (good, good.lower(), good.swapcase(), f"]Q1{good}", f"  {good}\r\n", f"\x02{good}\x03", f"abc {good}"):
        reading = read(raw)
        assert (reading.code, reading.kind) == (good, Kind.OWN), raw


@given(own_codes, st.sets(st.integers(0, LENGTH - 1), min_size=1, max_size=8))
def test_a_scanner_that_drops_letters_is_asked_to_scan_again(good: str, dropped: set[int]) -> None:
    raw = "".join(letter for place, letter in enumerate(good) if place not in dropped)
    for text in (raw, raw.lower(), "]Q1" + raw, "]d2" + raw.lower()):
        assert read(text).kind is Kind.DAMAGED


@given(own_codes, st.integers(2, LENGTH - 1), st.sampled_from(ALPHABET))
def test_a_wrong_letter_makes_a_damaged_code_and_never_another_one(good: str, place: int, letter: str) -> None:
    if letter != good[place]:
        assert read(good[:place] + letter + good[place + 1 :]).kind is Kind.DAMAGED


@pytest.mark.parametrize(
    "raw",
    ["https://shorturl.at/behVW", "HTTP://X.EXAMPLE", "www.example.org", "mailto:a@b.example", "bit.ly/ImPACT-form",
     "WIFI:S:net;;", "BEGIN:VCARD", "tel:+254700"],
)  # fmt: skip
def test_what_phones_open_is_a_link(raw: str) -> None:
    assert read(raw).kind is Kind.LINK


@pytest.mark.parametrize(
    "raw",
    ["Wanjiru Kamau", "JC Mbogo", "Jcc", "EB-1234 5678", "12345", "李伟", "محمد علي", "Dr. Strangelove",
     "a.b@c.example", "BRRR", "N.K.", "M1KAMAU/WANJIRU EABC123 NBOCDGKQ 0123"],
)  # fmt: skip
def test_names_and_codes_of_other_tools_are_neither_ours_nor_damaged(raw: str) -> None:
    reading = read(raw)
    assert reading.kind is Kind.OTHER
    assert reading.code == fold_code(raw)
    assert reading.raw == raw


@pytest.mark.parametrize("raw", ["", " ", "\r\n", "\x00\x1b", "\u200b"])
def test_nothing_that_can_be_seen_is_a_bad_read(raw: str) -> None:
    assert read(raw).kind is Kind.DAMAGED


def test_a_flood_of_text_is_cut_and_control_characters_fall_out() -> None:
    reading = read("A\x00\x1b[31m\u202eB\ud800" + "x" * 10_240)
    assert reading.raw.startswith("A[31mBx")
    assert len(reading.raw) <= 2000
    assert reading.kind is Kind.OTHER


@given(st.text(max_size=400))
def test_no_text_at_all_is_an_error(raw: str) -> None:
    reading = read(raw)
    assert reading.raw.isprintable()
    assert reading.code == fold_code(reading.code)


def test_codes_compare_without_regard_to_case_white_space_and_script_of_the_digits() -> None:
    assert fold_code(" EB-1234٥٦ ") == fold_code("eb-123456") == "eb-123456"
    assert fold_code("१२३") == fold_code("１２３") == "123"
    assert fold_code("STRASSE") == fold_code("straße")


def test_folding_a_code_twice_is_folding_it_once() -> None:
    """Codes are stored folded, and what was scanned is folded on the way to them."""
    for sign in map(chr, range(sys.maxunicode + 1)):
        folded = fold_code(f"a{sign}b")
        assert fold_code(folded) == folded, hex(ord(sign))


def test_the_check_letters_of_badges_that_are_printed_already_stay_as_they_are() -> None:
    known = {"BCDFGHJKLNPR": "BB", "XXXXXXXXXXXX": "GG", "BBBBBBBBBBBB": "BB", "JJJJJJJJJJJB": "TR"}
    assert {body: check_letters(body) for body in known} == known


def test_a_random_text_of_the_right_shape_passes_as_ours_less_than_once_in_a_hundred() -> None:
    chance = random.Random(1)  # noqa: S311 - nothing secret
    passed = sum(is_own_code("JC" + "".join(chance.choices(ALPHABET, k=14))) for _ in range(20_000))
    assert passed < 200
    assert code.PREFIX == "JC"


RUSSIAN = str.maketrans("bcdfghjklnprstvx", "исвапролдтзкыемч")


def test_a_code_is_read_from_the_keys_when_the_layout_made_another_script_of_it() -> None:
    good = new_code()
    reading = read(good.lower().translate(RUSSIAN), good)
    assert (reading.kind, reading.code, reading.raw) == (Kind.OWN, good, good)
    assert reading.lookups == (fold_code(good),)


def test_half_a_code_in_another_script_could_not_be_read() -> None:
    half = new_code()[:9]
    assert read(half.lower().translate(RUSSIAN), half).kind is Kind.DAMAGED


def test_a_link_in_another_script_is_a_link() -> None:
    assert read("реезыЖ..ишеюдн.ШьЗФСЕ-ащкь", "https:..bit.ly/ImPACT-form").kind is Kind.LINK


def test_a_code_of_another_tool_is_looked_up_by_its_text_and_then_by_its_keys() -> None:
    assert read("EB)&é", "EB-12").lookups == ("eb)&é", "eb-12")
    assert read("]Q1EB-12", "}Q!EB-12").lookups == ("]q1eb-12", "eb-12", "}q!eb-12")
    assert read("]C1").lookups == ("]c1",)  # nothing would be left


def test_the_text_decides_where_it_is_as_good_as_the_keys() -> None:
    assert read("EB-12", "EB/12").code == "eb-12"
    assert read(first := new_code(), new_code()).code == first


def test_the_check_letters_are_the_remainder_worked_out_letter_by_letter() -> None:
    chance = random.Random(7)  # noqa: S311
    for _ in range(2000):
        letters = "".join(chance.choices(ALPHABET, k=chance.randrange(14)))
        high = low = 0
        for letter in letters:
            feedback = ALPHABET.index(letter) ^ high
            twice = feedback << 1 ^ (0b10011 if feedback & 0b1000 else 0)
            high, low = low ^ twice ^ feedback, twice
        assert check_letters(letters) == ALPHABET[high] + ALPHABET[low]
