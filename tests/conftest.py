"""Qt without a screen, and a laptop that remembers nothing: no test touches the settings of the person who runs it."""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator

import pytest
from hypothesis import settings

from checkin.ui.collecting import collect_what_is_due
from tests.print_system import CUPSD, PrintSystem, print_system

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The same examples each time, and no clock: on a busy machine any test takes its time.
settings.register_profile("checkin", deadline=None, derandomize=True, database=None)
settings.load_profile("checkin")

_home = tempfile.mkdtemp(prefix="checkin-tests-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA"):
    os.environ[name] = _home

# As in the window, dead cycles are collected on the main thread only: a test may have left a widget in one of them, and
# on the thread of another test that would stand still for ever.
gc.disable()


def pytest_collection_finish() -> None:
    """The tests themselves are no garbage, and need not be looked through again and again."""
    gc.freeze()


def pytest_runtest_teardown() -> None:
    collect_what_is_due()


@pytest.fixture(scope="session")
def _cups() -> Iterator[PrintSystem]:
    if CUPSD is None:
        # `make test` installs it on Linux: there it would be the printing itself that goes untested in silence.
        told = pytest.fail if sys.platform == "linux" else pytest.skip
        told("no cupsd is installed: .ci/prepare test")
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
