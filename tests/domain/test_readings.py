"""Names whose letters do not say how they are read are found by how they are heard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.domain.names import SOUND, search_key, sound_of, words
from checkin.domain.readings import hebrew_sounds, is_reading
from checkin.domain.registrant import Details

PEOPLE = [
    ("דוד כהן", "David Cohen"),
    ("יוסף לוי", "Yosef Levi"),
    ("יעקב פרץ", "Jacob Peretz"),
    ("אברהם", "Avraham Abraham"),
    ("חיים", "Chaim Haim"),
    ("רחל", "Rachel"),
    ("מיכאל", "Michael"),
    ("בנימין נתניהו", "Binyamin Netanyahu"),
    ("צבי", "Zvi Tzvi"),
    ("שלמה עמוס", "Shlomo Amos"),
    ("יצחק רבין", "Yitzhak Rabin"),
    ("אסתר חנה", "Esther Hannah Chana"),
]


@pytest.mark.parametrize(("hebrew", "latin"), PEOPLE)
def test_a_hebrew_name_sounds_as_it_is_written_in_latin_letters(hebrew: str, latin: str) -> None:
    key = search_key(Details(hebrew), ()).split()
    assert [word for word in words(latin) if SOUND + sound_of(word) not in key] == []


def test_different_hebrew_names_stay_apart() -> None:
    assert sound_of("cohen") not in set(hebrew_sounds("דוד"))
    assert list(hebrew_sounds("David דו")) == ["dv"]  # one consonant alone is too many names


@given(st.text(alphabet="אבגדהוזחטיכךלמםנןסעפףצץקרשת ", max_size=200))
def test_no_text_makes_many_sounds_of_a_word(text: str) -> None:
    sounds = list(hebrew_sounds(text))
    assert len(sounds) <= 24 * len(text.split())
    assert all(sound.isascii() and sound.isalpha() for sound in sounds)


@pytest.mark.parametrize(
    "heading",
    [
        "Furigana",
        "フリガナ",
        "氏名（フリガナ）",
        "Name in English",
        "Name (Latin)",
        "Kana",
        "ローマ字氏名",
        "Pinyin name",
        "שם באנגלית",
    ],
)
def test_a_column_for_the_reading_is_known(heading: str) -> None:
    assert is_reading(heading)


@pytest.mark.parametrize(
    "heading", ["English", "Language", "Spoken English level", "Name", "Latin America", "Reading list"]
)
def test_other_columns_are_none(heading: str) -> None:
    assert not is_reading(heading)


def test_a_name_in_kanji_is_found_by_the_reading_of_the_list() -> None:
    other = {"フリガナ": "タナカ ヨシコ", "Comment": "vegetarian"}
    key = search_key(Details("田中 良子", other=other), ()).split()
    assert {"tanaka", "yoshiko", "タナカ"} <= set(key)
    assert "vegetarian" not in key
