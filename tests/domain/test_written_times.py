"""Times as tools write them, compared."""

from __future__ import annotations

import pytest

from checkin.domain.written_times import same_moment


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5/1/2024 10:00:00", "2024-05-01 10:00:00"),
        ("05/01/24 10:00", "2024-05-01 10:00:07"),
        ("2026/05/28 7:01:33 PM GMT+2", "28.05.2026 19:01:33"),
        ("2025-08-08T00:16:45.813Z", "8/8/2025 12:16:45 AM"),
        ("1/5/2024 12:30 p.m.", "2024-05-01 12:30:00"),
        ("10:00 01/05/2024", "2024-05-01 10:00"),
        ("2024-05-01", "1.5.2024"),
    ],
)
def test_the_same_moment_is_known_in_another_form(one: str, other: str) -> None:
    assert same_moment(one, other)
    assert same_moment(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5/1/2024 10:00:00", "2024-05-01 10:00:01"),
        ("5/1/2024 10:00 AM", "5/1/2024 10:00 PM"),
        ("2024-05-01", "2024-05-02"),
        ("2024-05-01", "2025-05-01"),
        ("Apr 9, 2020", "Apr 9, 2020 10:00"),
        ("yesterday", "today"),
        ("", "2024-05-01"),
    ],
)
def test_another_moment_is_another(one: str, other: str) -> None:
    assert not same_moment(one, other)
