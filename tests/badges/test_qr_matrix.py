"""The fast QR matrix is that of the `qrcode` library, module by module."""

from __future__ import annotations

import random

import pytest
import qrcode

from checkin.badges.qr_matrix import qr_rows
from checkin.domain.code import new_code

ALPHABETS = (
    "0123456789",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 $%*+-./:",
    "abcdefghijklmnopqrstuvwxyzABCXYZ0123456789-_:/?=&.",
    "äéñ李伟محمد Ольга ✓",
)


def by_the_library(text: str) -> tuple[str, ...]:
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_Q, border=0)
    code.add_data(text)
    code.make(fit=True)
    return tuple("".join("1" if dark else "0" for dark in row) for row in code.get_matrix())


def differences(seed: int, how_many: int) -> list[str]:
    chance = random.Random(seed)  # noqa: S311
    texts = [new_code() for _ in range(how_many // 2)]
    for _ in range(how_many - len(texts)):
        # Mixed alphabets too: the library parts such a text into chunks of its own.
        parts = ("".join(chance.choices(chance.choice(ALPHABETS), k=chance.randint(1, 40))) for _ in range(3))
        texts.append("".join(list(parts)[: chance.randint(1, 3)]))
    return [text for text in texts if qr_rows(text) != by_the_library(text)]


def test_a_thousand_codes_are_those_of_the_library() -> None:
    assert differences(1, 1000) == []


@pytest.mark.soak
def test_ten_thousand_codes_are_those_of_the_library() -> None:
    assert differences(2, 10_000) == []


@pytest.mark.parametrize(
    "text", ["", "A" * 60, "a" * 130, "a" * 131, "x" * 400, "https://lu.ma/check-in/evt?pk=g-abc", "\n\t\0", "7" * 300]
)
def test_every_length_is_that_of_the_library(text: str) -> None:
    assert qr_rows(text) == by_the_library(text)


def test_a_text_that_no_code_holds_is_refused_as_by_the_library() -> None:
    for make in (by_the_library, qr_rows):
        with pytest.raises(ValueError, match="version"):
            make("x" * 3000)
