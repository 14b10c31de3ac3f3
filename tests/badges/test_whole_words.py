"""Where a name is broken into lines: at its spaces, if it need not become much smaller; and nothing of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from checkin import fonts
from checkin.badges.design import Align, Text
from checkin.badges.text_fitting import Fitted, fitted

NAMES = (
    "山田 太郎左衛門",
    "ณัฐพงศ์ ศรีสุวรรณรัตน์",
    "יעל בן־דוד כהן",
    "Ana Fernández-Villaverde",
    "Zoë 🌍 O’Brien-Smith 👩‍⚖️",
    "محمد عبد-الرحمن الهاشمي",
    "Maria-Antonia de la Concepción Fernández-Villaverde y Ortega",
    "김하늘빛나 박-이",
    # Letters of several signs: marks, halves of pairs, pictures in one.
    "सुनीता देवी श्रीवास्तव चट्टोपाध्याय नमस्ते",
    "e\u0301" * 60,
    "🌍🌸" * 30,
    "𠮷田𠮟" * 10,
    "👩🏽‍⚖️ " * 11 + "Zoë",
)


@pytest.fixture(autouse=True)
def _fonts(qapp: object) -> None:
    fonts.load()


def lines(found: Fitted) -> list[str]:
    """What stands on each line; Qt counts in UTF-16."""
    text = found.layout.text().encode("utf-16-le")
    rows = [found.layout.lineAt(row) for row in range(found.layout.lineCount())]
    return [
        text[2 * row.textStart() : 2 * (row.textStart() + row.textLength())].decode("utf-16-le").replace("\u2028", " ")
        for row in rows
    ]


def fit(text: str, width: float, height: float, **more: object) -> Fitted:
    element = Text((0, 0, width, height), text, 34.0, 8.0, 3, bold=True, **more)  # type: ignore[arg-type]
    return fitted(text, QRectF(0, 0, width * 100, height * 100), element)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("山田 太郎左衛門", ["山田 ", "太郎左衛門"]),
        ("ณัฐพงศ์ ศรีสุวรรณรัตน์", ["ณัฐพงศ์ ", "ศรีสุวรรณรัตน์"]),
        ("יעל בן־דוד כהן", ["יעל בן־דוד ", "כהן"]),
        ("Ana Fernández-Villaverde", ["Ana ", "Fernández-Villaverde"]),
    ],
)
def test_a_name_is_broken_at_its_spaces(name: str, expected: list[str]) -> None:
    assert lines(fit(name, 56, 27)) == expected


def test_a_word_that_would_make_the_name_tiny_is_parted() -> None:
    found = fit("Jo Wolfeschlegelstein-Hausenbergerdorff-Schwarzenberg", 40, 30)
    assert "Jo Wolfeschlegelstein-" in "".join(lines(found))
    assert len(lines(found)) == 3
    assert lines(found)[0].endswith("-")


@settings(max_examples=300)
@given(
    st.sampled_from(NAMES),
    st.floats(8, 120),
    st.floats(4, 40),
    st.sampled_from(Align),
)
def test_nothing_of_a_name_is_left_out(name: str, width: float, height: float, align: Align) -> None:
    found = fit(name, width, height, align=align)
    assert "".join(lines(found)) == name
    for row in range(found.layout.lineCount()):
        line = found.layout.lineAt(row)
        assert line.naturalTextWidth() * found.scale <= width * 100 + 2
