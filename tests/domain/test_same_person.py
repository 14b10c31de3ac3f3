"""When two descriptions are of one person."""

from __future__ import annotations

import pytest

from checkin.domain.same_person import address


@pytest.mark.parametrize(
    "text", ["n/a", "anonymous", "-", "", "ann@", "@x.example", "ann@x", "a b@x.example", "a@x.e,b@x.e"]
)
def test_what_is_no_address_identifies_nobody(text: str) -> None:
    assert address(text) == ""


def test_addresses_are_compared_without_case_and_spaces() -> None:
    assert address(" Ann.Doe+unea@X.Example ") == "ann.doe+unea@x.example"
