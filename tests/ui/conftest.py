"""An open window on an event with a few people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from checkin import settings
from tests.ui.hands import Door, make_event, open_window


@pytest.fixture(autouse=True)
def _no_columns_are_remembered() -> None:
    settings.file().with_name("columns.json").unlink(missing_ok=True)


@pytest.fixture
def event_path(tmp_path: Path) -> Path:
    return make_event(tmp_path / "kick-off.checkin")


@pytest.fixture
def door(qtbot: QtBot, event_path: Path) -> Iterator[Door]:
    with open_window(qtbot, event_path) as door:
        yield door
