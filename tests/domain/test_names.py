"""Names as they are stored, compared and found, in the scripts of the people who come."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.domain import names
from checkin.domain.names import clean, fold, same_name, search_key, sound_of, words
from checkin.domain.registrant import Details

fuzz = settings(max_examples=300)
_MARKS = names.ORGANISATION + names.EMAIL + names.CODE + names.SOUND


def key_words(name: str = "", codes: tuple[str, ...] = (), **details: str) -> list[str]:
    """The words of a search key, without the marks that say where they come from."""
    key = search_key(Details(name=name, **details), codes)  # type: ignore[arg-type]
    return [word.lstrip(_MARKS) for word in key.split() if not word.startswith(names.SOUND)]


class TestClean:
    @pytest.mark.parametrize(
        ("raw", "kept"),
        [
            ("  Grace   Wanjiru \n Kamau\t", "Grace Wanjiru Kamau"),
            ("Grace\u00a0Wanjiru\u3000Kamau\u2028", "Grace Wanjiru Kamau"),
            ("\ufeffGrace\u200b \u2068Wanjiru\u2069\u202e", "Grace Wanjiru"),
            ("Gra\x00ce\x07 Wan\u00adjiru\x1b", "Grace Wanjiru"),
            ("Jose\u0301", "José"),
            ("Grace \ud800Kamau", "Grace Kamau"),
            ("\u200d\u200c", ""),
            ("Zoë 👩\u200d⚖️ \u200d", "Zoë 👩\u200d⚖️"),
            ("", ""),
        ],
    )
    def test_what_cannot_be_seen_does_not_stay(self, raw: str, kept: str) -> None:
        assert clean(raw) == kept

    @pytest.mark.parametrize(
        "name", ["ශ්‍රී ලාල්", "علی‌رضا", "सुनीता शर्मा", "ትዕግሥት", "สมชาย ใจดี", "O’Brien", "葛\U000e0100城"]
    )
    def test_a_name_in_any_script_stays_as_it_is(self, name: str) -> None:
        assert clean(name) == name

    def test_a_name_of_300_letters_survives_and_a_pasted_page_is_cut(self) -> None:
        assert clean("ẞ" * 300) == "ẞ" * 300
        assert clean("page " * 1000) == ("page " * 100).strip()

    @fuzz
    @given(st.text())
    def test_cleaning_twice_changes_nothing_and_nothing_unseen_is_left(self, text: str) -> None:
        once = clean(text)
        assert clean(once) == once
        assert not any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in once)
        assert len(once) <= names.LONGEST


class TestFold:
    @pytest.mark.parametrize(
        ("a", "b"),
        [
            ("José ÁLVAREZ", "jose alvarez"),
            ("Ødegård", "Odegard"),
            ("Łukasz Đurić", "lukasz duric"),
            ("Æneas Œuvray", "aeneas oeuvray"),
            ("Großmann", "GROSSMANN"),
            ("İbrahim Işık", "ibrahim isik"),
            ("Þóra", "Thora"),
            ("Nguyễn Thị Ánh", "nguyen thi anh"),
            ("O’Shaughnessy", "O'Shaughnessy"),
            ("Hawaiʻi", "Hawai`i"),
            ("O´Brien", "OBrien"),
            ("Smith-Jones", "Smith Jones"),
            ("Μαρία", "ΜΑΡΙΑ"),
            ("Фёдор", "федор"),
            ("أحمد", "احمد"),
            ("فاطمة", "فاطمه"),
            ("مصطفى", "مصطفي"),
            ("مُحَمَّد", "محمد"),
            ("محمـــد", "محمد"),
            ("کریم", "كريم"),
            ("ＧＲＡＣＥ", "grace"),
            ("गीता २", "गीता 2"),
        ],
    )
    def test_two_ways_to_write_a_name_are_compared_as_one(self, a: str, b: str) -> None:
        assert fold(a) == fold(b)

    @pytest.mark.parametrize(
        ("a", "b"),
        [("सुनीता", "सनीता"), ("สมชาย", "สมชย"), ("ትዕግሥት", "ትግሥት"), ("Ali", "Eli"), ("李伟", "李玮"), ("かな", "がな")],
    )
    def test_marks_that_make_another_name_stay(self, a: str, b: str) -> None:
        assert fold(a) != fold(b)

    def test_punctuation_parts_words_and_apostrophes_do_not(self) -> None:
        assert words("Ng'ang'a, Grace (Dr.)/Kamau_W.") == ["nganga", "grace", "dr", "kamau", "w"]

    def test_private_use_characters_cannot_forge_the_marks_of_a_search_key(self) -> None:
        assert words(f"{names.CODE}grace{names.ORGANISATION}") == ["grace"]

    @fuzz
    @given(st.text())
    def test_folding_twice_changes_nothing(self, text: str) -> None:
        assert fold(fold(text)) == fold(text)
        assert words(fold(text)) == words(text) == fold(text).split()


class TestSameName:
    @pytest.mark.parametrize(
        ("a", "b"),
        [
            ("KAMAU Grace Wanjiru", "Grace Wanjirũ Kamau"),
            ("María-José O'Neill", "oneill maria jose"),
            ("محمد علي", "علي محمّد"),
        ],
    )
    def test_the_order_of_words_does_not_matter(self, a: str, b: str) -> None:
        assert same_name(a, b)

    @pytest.mark.parametrize(("a", "b"), [("Ali Ali", "Ali"), ("Mary Wanjiru", "Mary Wanjiku"), ("Grace", "")])
    def test_every_word_counts_as_often_as_it_stands(self, a: str, b: str) -> None:
        assert not same_name(a, b)


class TestSearchKey:
    @pytest.mark.parametrize(
        ("name", "found_by"),
        [
            ("李伟", "李伟 伟 li wei liwei"),
            ("王小明", "王小明 小明 xiaoming wangxiaoming"),
            ("김민수", "김민수 민수 gim minsu gimminsu"),
            ("Ольга Фёдорова", "ольга olga федорова fedorova"),
            ("Γιώργος", "giorgos"),
            ("सुनीता", "सुनीता sunita"),
            ("محمد", "محمد mhmd"),
            ("عمر", "amr"),
            ("Nguyễn", "nguyen"),
            ("Müller", "muller mueller"),
            ("Ødegård", "odegard oedegaard"),
            ("O’Shaughnessy", "oshaughnessy o shaughnessy"),
            ("Smith-Jones", "smith jones smithjones"),
            ("علی‌رضا", "عليرضا علي رضا"),
        ],
    )
    def test_a_name_is_found_in_its_script_and_in_plain_letters(self, name: str, found_by: str) -> None:
        assert set(found_by.split()) <= set(key_words(name))

    def test_organisation_address_and_codes_are_found_too(self) -> None:
        found = key_words(
            "Grace Kamau", ("JCBDFG", "A-123 456"), organisation="KHRC Nairobi", email="g.kamau87@khrc.example"
        )
        assert {"khrc", "nairobi", "g", "kamau87", "example", "jcbdfg", "a123456"} <= set(found)

    def test_given_and_family_name_count_when_the_name_is_without_them(self) -> None:
        assert key_words("", given_name="Grace", family_name="Kamau") == ["grace", "kamau"]

    def test_every_word_stands_once(self) -> None:
        found = key_words(
            "Grace Grace Kamau", given_name="Grace", organisation="Kamau & Kamau", email="grace@kamau.example"
        )
        assert sorted(found) == ["example", "grace", "kamau"]

    def test_a_person_of_whom_nothing_is_known_has_an_empty_key(self) -> None:
        assert search_key(Details(name="***"), ()) == ""

    @fuzz
    @given(st.text(), st.text())
    def test_the_words_of_any_name_are_in_its_key(self, name: str, organisation: str) -> None:
        key = search_key(Details(name=name, organisation=organisation), ())
        assert len(key.split()) == len(set(key.split()))
        assert set(words(name) + words(organisation)) <= {word.lstrip(_MARKS) for word in key.split()}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("mohamed", "muhammad"),
        ("mohammed", "mhmd"),
        ("ouedraogo", "wedraogo"),
        ("tomas", "thomas"),
        ("djibril", "jibril"),
        ("alexander", "aleksandr"),
        ("sharma", "srma"),
    ],
)
def test_spellings_of_one_name_sound_alike(a: str, b: str) -> None:
    assert sound_of(a) == sound_of(b) != ""


def test_too_short_a_sound_is_no_sound() -> None:
    assert sound_of("eve") != "" == sound_of("wu") == sound_of("李")


def _cleaned_step_by_step(text: str) -> str:
    """What `clean` promises, without its short ways."""
    text = unicodedata.normalize("NFC", names._UNSEEN.sub("", " ".join(text.split())))
    return " ".join(text.split())[: names.LONGEST].rstrip()


_ANY_LETTERS = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(" \t\n\r\x00\x1c\x85\xa0\u2003\u200b\u200c\u200d\u3000\u0301\u0343\ufeff\ud800éΩﬁשׁÅ가각"),
        st.sampled_from("abcXYZ |'_-"),
    ),
    max_size=40,
)


@settings(max_examples=2000)
@given(_ANY_LETTERS, st.integers(1, 40))
def test_the_short_ways_of_clean_lead_to_the_same_text(text: str, times: int) -> None:
    assert clean(text) == _cleaned_step_by_step(text)
    assert clean(text * times) == _cleaned_step_by_step(text * times)


@settings(max_examples=2000)
@given(_ANY_LETTERS)
def test_words_of_stretches_without_spaces_are_the_words_of_the_whole(text: str) -> None:
    assert words(text) == names._squeezed(text).split()
