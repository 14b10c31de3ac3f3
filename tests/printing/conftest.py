"""One print system for these tests: it starts in a moment, but not in none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.print_system import CUPSD, PrintSystem, print_system


@pytest.fixture(scope="session")
def _cups() -> Iterator[PrintSystem]:
    if CUPSD is None:
        pytest.skip("no cupsd is installed: .ci/prepare test")
    with print_system() as running:
        yield running


@pytest.fixture
def cups(_cups: PrintSystem) -> Iterator[PrintSystem]:
    """A print system with one printer called "badge", in order."""
    _cups.add("badge")
    yield _cups
    _cups.mend()
    _cups.run("cancel", "-a", "-x")
    for line in _cups.run("lpstat", "-e").split():
        _cups.remove(line)
