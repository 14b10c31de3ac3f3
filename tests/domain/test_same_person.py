"""When two descriptions are of one person."""

from __future__ import annotations

import pytest

from checkin.domain.registrant import Details
from checkin.domain.same_person import address, updated


@pytest.mark.parametrize(
    "text", ["n/a", "anonymous", "-", "", "ann@", "@x.example", "ann@x", "a b@x.example", "a@x.e,b@x.e"]
)
def test_what_is_no_address_identifies_nobody(text: str) -> None:
    assert address(text) == ""


def test_addresses_are_compared_without_case_and_spaces() -> None:
    assert address(" Ann.Doe+unea@X.Example ") == "ann.doe+unea@x.example"


def test_a_time_of_registration_that_is_only_written_otherwise_is_no_change() -> None:
    known = Details("Ann Lee", email="ann@x.example", registered_at="5/1/2024 10:00:00 AM")
    told = Details("Ann Lee", email="ann@x.example", registered_at="2024-05-01 10:00:00")
    assert updated(known, told, with_status=False) == (known, ())
    later = Details("Ann Lee", email="ann@x.example", registered_at="2024-05-02 10:00:00")
    assert updated(known, later, with_status=False) == (later, ("registered_at",))
