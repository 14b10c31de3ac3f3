"""Dead cycles with widgets in them are cleared away on the window's thread, whoever makes objects meanwhile."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from checkin.services.uncollected import uncollected
from checkin.ui.background import Background
from checkin.ui.collecting import collect_what_is_due
from tests.ui.hands import Door, make_event, open_window


@pytest.fixture
def desk_of_a_program(qtbot: QtBot, tmp_path: Path) -> Iterator[Door]:
    """A window in a Python that collects by itself, as it does at the start of any program."""
    gc.enable()
    try:
        with open_window(qtbot, make_event(tmp_path / "kick-off.checkin")) as door:
            yield door
    finally:
        gc.disable()


class Dialog(QWidget):
    """What is left of a dialog whose signal leads to one of its own methods: it holds itself."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


def leave_one(threads: list[object]) -> None:
    """Make such a dialog and forget it; the thread that clears it away is written down."""
    weakref.finalize(Dialog(), lambda: threads.append(threading.current_thread()))


def make_many() -> int:
    return len([[number] for number in range(200_000)])


def test_a_forgotten_dialog_is_never_destroyed_on_a_worker(qtbot: QtBot, desk_of_a_program: Door) -> None:
    gc.collect()
    threads: list[object] = []
    answers: list[int] = []
    worker = Background("test")
    for _ in range(5):
        leave_one(threads)
        worker.run(make_many, answers.append)
        qtbot.waitUntil(lambda: worker.idle)
    worker.close()
    assert len(answers) == 5
    kept = [[number] for number in range(10_000)]
    qtbot.waitUntil(lambda: len(threads) == 5)
    assert len(kept) == 10_000
    assert set(threads) == {threading.main_thread()}


def test_nothing_is_collected_while_a_long_list_is_made(qapp: object) -> None:
    threads: list[object] = []
    with uncollected():
        leave_one(threads)
        kept = [[number] for number in range(10_000)]
        collect_what_is_due()
        assert threads == []
    collect_what_is_due()
    assert threads == [threading.main_thread()]
    assert len(kept) == 10_000
