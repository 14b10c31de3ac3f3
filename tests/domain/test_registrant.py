from __future__ import annotations

import time
import uuid
from dataclasses import FrozenInstanceError, fields

import pytest

from checkin.domain.registrant import Details, details_from, new_id


def test_an_id_is_a_uuid_of_version_7_that_says_when_it_was_made() -> None:
    before = time.time_ns() // 1_000_000
    made = [new_id() for _ in range(5000)]
    after = time.time_ns() // 1_000_000
    for text in made:
        known = uuid.UUID(text)
        assert str(known) == text
        assert (known.version, known.variant) == (7, uuid.RFC_4122)
        assert before <= known.int >> 80 <= after
    assert len(set(made)) == len(made)


def test_later_ids_stand_behind_earlier_ones() -> None:
    first = new_id()
    began = time.time_ns()
    while time.time_ns() - began < 1_000_000:
        pass
    assert first < new_id()


def test_details_from_values_in_order_are_details_like_any_other() -> None:
    values = {field.name: f"the {field.name}" for field in fields(Details)}
    made = details_from(*values.values())
    assert type(made) is Details
    assert made == Details(**values)  # type: ignore[arg-type]
    with pytest.raises(FrozenInstanceError):
        made.name = "Ann"  # type: ignore[misc]
    with pytest.raises(TypeError):
        details_from(*values.values(), "one too many")
