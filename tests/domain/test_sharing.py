"""Who shares a key: the same as when all keys are held and counted."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.domain.sharing import sharing


@given(st.lists(st.text("ab", max_size=4), max_size=60))
def test_those_who_share_a_key_are_all_found_in_their_order(keys: list[str]) -> None:
    people = [*enumerate(keys)]
    found = sharing(people, lambda person: person[1])
    counted = Counter(keys)
    shared = dict.fromkeys(key for key in keys if key and counted[key] > 1)
    assert found == [[person for person in people if person[1] == key] for key in shared]


@pytest.mark.parametrize("people", [0, 1, 5000])
def test_nobody_shares_what_is_of_one_alone_and_what_is_of_nobody(people: int) -> None:
    assert sharing(range(people), str) == []
    assert sharing(range(people), lambda _: "") == []


def test_of_many_keys_only_those_are_made_twice_that_may_be_shared() -> None:
    made: Counter[int] = Counter()

    def key_of(number: int) -> str:
        made[number] += 1
        return str(number // 2 if number < 10 else number)

    people = range(10_000)
    assert sharing([*people[:10], *people[20:]], key_of) == [[0, 1], [2, 3], [4, 5], [6, 7], [8, 9]]
    # The others by chance: a sixteenth of them at most.
    assert made.total() < 10_000 + 1000
