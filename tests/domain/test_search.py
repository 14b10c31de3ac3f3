"""The rules of search: what a typing error may be, who comes first, and when the volunteer must ask."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from checkin.domain.names import search_key
from checkin.domain.registrant import Details, State
from checkin.domain.search import Hit, Vocabulary, errors_forgiven, look_alike, may_be, rank, sought_in

NAMES = [
    *("wanjiru", "kamau", "grace", "mohamed", "mohammed", "christopher", "kristina"),
    *("ouedraogo", "ольга", "федорова", "njoroge", "njeri", "ali"),
]
known = Vocabulary(NAMES)
fuzz = settings(max_examples=300)


def hit(name: str, number: int = 0) -> Hit:
    return Hit(str(number), name, "KHRC", "", State.EXPECTED, None, walk_in=False)


def hits(*found: str) -> list[Hit]:
    return [hit(name, number) for number, name in enumerate(found)]


def ranked(text: str, *people: Details) -> list[str]:
    """The names in the order in which the hits are shown."""
    sought = [replace(one, near=known.near(one.word, unfinished=False)) for one in sought_in(text)]
    return [person.name for person in sorted(people, key=lambda person: rank(search_key(person, ()), sought))]


class TestVocabulary:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("kmaau", "kamau"),
            ("kamu", "kamau"),
            ("kammau", "kamau"),
            ("kamai", "kamau"),
            ("jamau", "kamau"),
            ("akmau", "kamau"),
            ("amau", "kamau"),
            ("xkamau", "kamau"),
            ("cristopher", "christopher"),
            ("kristopher", "christopher"),
            ("christofer", "christopher"),
            ("cristina", "kristina"),
            ("wedraogo", "ouedraogo"),
            ("олга", "ольга"),
        ],
    )
    def test_a_word_with_a_typing_error_is_near_the_one_that_was_meant(self, typed: str, meant: str) -> None:
        assert meant in known.near(typed, unfinished=False)

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("nojro", "njoroge"),
            ("wnaj", "wanjiru"),
            ("chirsto", "christopher"),
            ("ederov", "федорова"),
            ("федроо", "федорова"),
        ],
    )
    def test_an_unfinished_word_may_have_an_error_too(self, typed: str, meant: str) -> None:
        assert (meant in known.near(typed, unfinished=True)) is (typed != "ederov")

    def test_short_words_forgive_nothing_and_long_ones_two_errors(self) -> None:
        assert [errors_forgiven("x" * length) for length in (1, 2, 3, 7, 8, 30)] == [0, 0, 1, 1, 2, 2]
        assert known.near("al", unfinished=True) == {}

    def test_the_number_of_errors_is_told(self) -> None:
        assert known.near("mohamed", unfinished=False) == {"mohamed": 0, "mohammed": 1}

    def test_the_beginnings_of_words_can_be_listed(self) -> None:
        assert known.starting("nj") == ["njeri", "njoroge"]
        assert known.starting("nj", 1) == ["njeri"]
        assert known.starting("zz") == []

    def test_an_empty_vocabulary_knows_nothing(self) -> None:
        assert Vocabulary(()).near("christopher", unfinished=True) == {}

    @fuzz
    @given(st.text("abkmu", min_size=3, max_size=7), st.lists(st.text("abkmu", min_size=1, max_size=8), max_size=30))
    def test_one_error_anywhere_finds_the_same_words_as_measuring_them_all(self, typed: str, listed: list[str]) -> None:
        expected = {word: OSA.distance(word, typed) for word in listed if OSA.distance(word, typed) <= 1}
        assert Vocabulary(set(listed)).near(typed, unfinished=False) == expected

    @fuzz
    @given(st.text("abkmu", min_size=4, max_size=7), st.lists(st.text("abkmu", min_size=4, max_size=9), max_size=30))
    def test_one_error_in_an_unfinished_word_is_found_wherever_it_is(self, typed: str, listed: list[str]) -> None:
        expected = {
            word
            for word in listed
            if any(OSA.distance(word[:length], typed) <= 1 for length in range(max(3, len(typed) - 1), len(typed) + 2))
        }
        assert expected <= set(Vocabulary(set(listed)).near(typed, unfinished=True))


class TestRank:
    def test_a_name_comes_before_an_organisation_and_that_before_an_address(self) -> None:
        assert ranked(
            "grace",
            Details("Ann Otieno", email="grace@post.example"),
            Details("Ben Otieno", organisation="Grace Foundation"),
            Details("Gracelyn Otieno"),
        ) == ["Gracelyn Otieno", "Ben Otieno", "Ann Otieno"]

    def test_a_whole_word_comes_before_the_beginning_of_one(self) -> None:
        assert ranked("ali", Details("Alice Kamau"), Details("Omar Ali")) == ["Omar Ali", "Alice Kamau"]

    def test_as_typed_comes_before_a_typing_error(self) -> None:
        assert ranked("mohamed", Details("Mohammed Ali"), Details("Ali Mohamed")) == ["Ali Mohamed", "Mohammed Ali"]

    def test_an_error_comes_before_a_name_that_only_sounds_alike(self) -> None:
        assert ranked("mohamed", Details("محمد علي"), Details("Mohammed Ali")) == ["Mohammed Ali", "محمد علي"]

    def test_the_first_typed_word_early_in_the_name_comes_first(self) -> None:
        assert ranked("mary", Details("Ann Mary Otieno"), Details("Mary Ann Otieno"))[0] == "Mary Ann Otieno"

    def test_a_name_that_was_typed_in_full_comes_before_longer_ones(self) -> None:
        people = [Details("Wambui Mary Njoroge"), Details("Mary Wambui Njoroge"), Details("Wambui Mary")]
        assert ranked("mary wambui", *people)[0] == "Wambui Mary"


class TestLookAlike:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("mary wambui", ("Mary Wambui Njoroge", "Mary Wambui Njuguna")),
            ("mary wambui nj", ("Mary Wambui Njoroge", "Mary Wambui Njuguna")),
            ("grace", ("Grace Wanjiru Kamau", "KAMAU Grace Wanjirũ")),
            ("grace wanjiru", ("Grace Wanjiru", "Grace Wanjiru Kamau")),
            ("mohamed ali", ("Mohamed Ali", "Mohammed Ali")),
            ("mohamed ali", ("Mohamed Ali", "Ali Muhammad")),
            ("mohamed ali", ("Mohamed Ali", "Ann Otieno", "Mohamed Aly", "Mohamed Ali")),
            ("li wei", ("李伟", "Li Wei")),
            ("li wei", ("李伟", "李玮")),
            ("olga", ("Ольга Волкова", "Olga Volkova")),
            ("o'shaughnessy", ("Ann O’Shaughnessy", "Ann O'Shaughnessy")),
        ],
    )
    def test_the_volunteer_asks_when_names_are_the_same_or_nearly(self, text: str, found: tuple[str, ...]) -> None:
        assert look_alike(hits(*found), text)

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("mary wambui njo", ("Mary Wambui Njoroge", "Mary Wambui Njuguna")),
            ("grace wanjiru kamau", ("Grace Wanjiru Kamau", "Grace Wanjiru")),
            ("mary", ("Mary Njoroge", "Mary Kamau")),
            ("gra", ("Grace Kamau", "Grant Otieno")),
            ("ali", ("Ali", "Ali Hassan Omar")),
            ("mary", ("Mary Wambui Njoroge Kamau", "Mary Wambui Otieno Ali")),
            ("grace", ("Grace Kamau",)),
            ("grace", ()),
        ],
    )
    def test_the_volunteer_is_not_asked_when_the_text_tells_them_apart(self, text: str, found: tuple[str, ...]) -> None:
        assert not look_alike(hits(*found), text)


def test_a_hit_says_when_the_person_came_in() -> None:
    at = datetime(2024, 5, 10, 9, 31, tzinfo=UTC)
    assert Hit("1", "Grace", "", "", State.IN, at, walk_in=True).entered_at == at


@pytest.mark.parametrize(
    ("name", "organisation", "email", "known", "same"),
    [
        ("Wanjiru Kamau", "", "", "Wanjiru Kamau", True),
        ("kamau, WANJIRU", "", "", "Wanjiru Kamau", True),
        ("Wanjiru Kamao", "", "", "Wanjiru Kamau", True),
        ("Wanjiru Kamau", "", "", "Wanjiru Grace Kamau", True),
        ("Wanjiru Grace Kamau", "", "", "Wanjiru Kamau", True),
        ("Ольга Фёдорова", "", "", "Olga Fedorova", True),
        ("W. Kamau", "Mzalendo Trust", "", "Wanjiru Kamau", True),
        ("Somebody Else", "", "W.Kamau@mzalendo.example", "Wanjiru Kamau", True),
        ("Wanjiru", "", "", "Wanjiru Kamau", False),
        ("Wanjiru Otieno", "", "", "Wanjiru Kamau", False),
        ("Wanjiru Otieno", "KHRC", "", "Wanjiru Kamau", False),
        ("Achieng Otieno", "Mzalendo Trust", "", "Wanjiru Kamau", False),
        ("Achieng Otieno", "", "", "Wanjiru Kamau", False),
    ],
)
def test_who_may_be_the_one_who_is_described(name: str, organisation: str, email: str, known: str, same: bool) -> None:
    hit = Hit("r", known, "Mzalendo Trust", "w.kamau@mzalendo.example", State.EXPECTED, None, walk_in=False)
    assert may_be(hit, name, organisation, email) is same
