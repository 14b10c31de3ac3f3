"""The test code: it is nobody's, it is known by its pattern, and one scan of it teaches what a key means."""

from __future__ import annotations

import random

import pytest

from checkin.domain.calibration import NOTHING_LEARNED, TEXT, Learned, Stroke, find, is_test_code, learn
from checkin.domain.code import ALPHABET, PREFIX, Kind, lookups, new_code, read


def strokes(text: str, us: str = "") -> list[Stroke]:
    return [Stroke(sign, us[place] if us else "") for place, sign in enumerate(text)]


def test_it_holds_every_sign_of_our_codes_and_of_other_tools_and_is_no_code_itself() -> None:
    assert set(ALPHABET + PREFIX + "0123456789-_") <= set(TEXT)
    assert read(TEXT).kind is Kind.OTHER
    assert read(TEXT[:30]).kind is not Kind.OWN
    assert all(PREFIX.casefold() not in code for code in lookups(TEXT))


def test_it_is_known_by_its_pattern_alone() -> None:
    chance = random.Random(4)  # noqa: S311 - nothing secret
    signs = sorted(set(TEXT))
    others = [chr(0x4E00 + place) for place in range(len(signs))]
    chance.shuffle(others)
    table = str.maketrans(dict(zip(signs, others, strict=True)))
    assert is_test_code(TEXT.translate(table))
    assert is_test_code(f"~~{TEXT}#")
    assert is_test_code(TEXT.swapcase())


@pytest.mark.parametrize(
    "text", ["", "CHECKIN", TEXT[1:], TEXT[:-1], TEXT[:40] + "x" + TEXT[41:], "A" * 200, new_code() * 9]
)
def test_what_is_not_whole_is_not_it(text: str) -> None:
    assert not is_test_code(text)


def test_random_text_is_never_it() -> None:
    chance = random.Random(5)  # noqa: S311 - nothing secret
    for _ in range(2000):
        assert not is_test_code("".join(chance.choices(TEXT, k=chance.randrange(200))))


def test_what_is_right_already_teaches_only_what_stands_before_and_after_it() -> None:
    came = strokes(f"*{TEXT}##")
    lesson = find(came)
    assert lesson is not None
    assert learn(came, lesson) == Learned(prefix="*", suffix="##")
    assert learn(came[1:-2], find(came[1:-2])) == NOTHING_LEARNED  # type: ignore[arg-type]


def test_what_was_learned_reads_a_code_without_its_prefix_and_suffix() -> None:
    table = {"A": "Q", "Q": "A", "a": "q", "q": "a", "1": "!"}
    learned = Learned(by_text={came: sign for sign, came in table.items()}, prefix="~", suffix="#")
    assert learned.meant(strokes("~Qq!7#")) == "Aa17"
    assert learned.meant(strokes("Qq!7")) == "Aa17"
    assert NOTHING_LEARNED.meant(strokes("Qq")) == ""


def test_two_letters_that_come_out_the_same_teach_nothing() -> None:
    assert find(strokes(TEXT.replace("b", "v"))) is None
    # In the keys they are two all the same.
    assert find(strokes(TEXT.replace("b", "v"), TEXT)) is not None
