"""Work off the window's thread: answers, problems, bugs and stops each go where they belong."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QThread
from PySide6.QtWidgets import QPlainTextEdit, QPushButton
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from checkin.domain.errors import DeskError, Stopped
from checkin.ui import crash
from checkin.ui.background import Background
from checkin.ui.crash import CrashDialog
from tests.ui.hands import Door


@pytest.fixture
def background(qapp: QCoreApplication) -> Iterator[Background]:
    background = Background("test")
    yield background
    background.close()


def test_a_task_runs_elsewhere_and_its_answer_comes_back_here(qtbot: QtBot, background: Background) -> None:
    threads: list[object] = []
    background.run(threading.current_thread, lambda there: threads.extend([there, threading.current_thread()]))
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] is not threads[1]
    assert threads[1] is threading.main_thread()
    assert QThread.currentThread().isMainThread()


def test_answers_come_in_the_order_of_the_questions(qtbot: QtBot, background: Background) -> None:
    answers: list[int] = []
    gate = threading.Event()
    background.run(lambda: [gate.wait(5), 0][1], answers.append)
    for number in range(1, 20):
        background.run(lambda number=number: number, answers.append)
    assert not background.idle
    gate.set()
    qtbot.waitUntil(lambda: background.idle)
    assert answers == list(range(20))


def test_a_problem_goes_to_failed_and_nowhere_else(qtbot: QtBot, background: Background) -> None:
    answers: list[object] = []
    problems: list[DeskError] = []

    def fail() -> None:
        raise DeskError("The disk of {disk} is full.", "Free some space.", disk="D:")

    background.run(fail, answers.append, problems.append)
    qtbot.waitUntil(lambda: background.idle)
    assert [str(problem) for problem in problems] == ["The disk of D: is full. Free some space."]
    assert answers == []


def test_a_stop_is_silent_unless_someone_asked(qtbot: QtBot, background: Background) -> None:
    answers: list[object] = []
    stops: list[bool] = []

    def stop() -> None:
        raise Stopped

    background.run(stop, answers.append, answers.append)
    background.run(stop, answers.append, answers.append, lambda: stops.append(True))
    qtbot.waitUntil(lambda: background.idle)
    assert answers == []
    assert stops == [True]


@pytest.mark.parametrize("failed", [None, lambda problem: None], ids=["nobody asked", "problems are shown"])
def test_a_bug_reaches_the_excepthook_on_this_thread_and_work_goes_on(
    qtbot: QtBot, background: Background, failed: object
) -> None:
    answers: list[int] = []

    def bug() -> int:
        return int(bool({}[0]))

    with capture_exceptions() as caught:
        background.run(bug, answers.append, failed)  # type: ignore[arg-type]
        background.run(lambda: 7, answers.append)
        qtbot.waitUntil(lambda: background.idle)
    assert [kind for kind, _error, _trace in caught] == [KeyError]
    assert answers == [7]


def test_a_problem_that_nobody_handles_is_a_bug(qtbot: QtBot, background: Background) -> None:
    def fail() -> None:
        raise DeskError("x")

    with capture_exceptions() as caught:
        background.run(fail, lambda _: None)
        qtbot.waitUntil(lambda: background.idle)
    assert [kind for kind, _error, _trace in caught] == [DeskError]


def test_nothing_is_delivered_after_close(qtbot: QtBot) -> None:
    background = Background("test")
    answers: list[object] = []
    gate = threading.Event()
    began = threading.Event()

    def slow() -> str:
        began.set()
        gate.wait(5)
        return "late"

    background.run(slow, answers.append, answers.append)
    background.run(lambda: "never begun", answers.append)
    assert began.wait(5)
    threading.Timer(0.05, gate.set).start()
    background.close()
    background.run(lambda: "after", answers.append)
    for _ in range(5):
        QCoreApplication.processEvents()
    assert answers == []


def test_close_waits_for_what_runs_and_drops_what_waits(qtbot: QtBot) -> None:
    background = Background("test")
    done: list[int] = []
    began = threading.Event()

    def slow() -> None:
        began.set()
        threading.Event().wait(0.05)
        done.append(1)

    background.run(slow, lambda _: None)
    background.run(lambda: done.append(2), lambda _: None)
    assert began.wait(5)
    background.close()
    assert done == [1]


# -- the dialog for bugs -------------------------------------------------------------------------------------------


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys  # noqa: PLC0415

    for module, name in ((sys, "excepthook"), (threading, "excepthook")):
        monkeypatch.setattr(module, name, getattr(module, name))
    crash.install()


def bug_with_a_name(event: object, *_: object) -> None:
    name = "Wanjiru Kamau <w.kamau@mzalendo.example>"
    raise KeyError(name)


@pytest.mark.qt_no_exception_capture
@pytest.mark.usefixtures("installed")
def test_a_bug_shows_one_dialog_without_personal_data_and_the_window_lives_on(door: Door) -> None:
    for _ in range(3):
        door.station.read(bug_with_a_name, lambda _: None)
        door.settle()
    dialogs = door.window.findChildren(CrashDialog)
    assert len(dialogs) == 1
    door.qtbot.waitUntil(dialogs[0].isVisible)
    shown = dialogs[0].findChild(QPlainTextEdit)
    report = shown.toPlainText()
    assert "KeyError" in report
    assert "bug_with_a_name" in report
    for private in ("Wanjiru", "Kamau", "mzalendo", str(door.station.path.parent)):
        assert private not in report
    assert shown.accessibleName()
    # A scan is a scan, whatever stands in front of the door.
    shown.setFocus()
    door.scan(door.code("Wanjiru Kamau"))
    assert door.is_in("Wanjiru Kamau")
    assert report == shown.toPlainText()
    go_on = next(button for button in dialogs[0].findChildren(QPushButton) if button.text() == "Go on")
    go_on.click()
    with door.qtbot.waitActive(door.window):
        door.window.activateWindow()
    door.settle()
    door.scan(door.code("Li Wei 李伟"))
    assert door.verdict.startswith("Welcome — come in. Li Wei 李伟")


@pytest.mark.qt_no_exception_capture
@pytest.mark.usefixtures("installed")
def test_a_bug_in_a_thread_of_its_own_is_shown_too(door: Door) -> None:
    thread = threading.Thread(target=lambda: bug_with_a_name(None))
    thread.start()
    thread.join()
    door.qtbot.waitUntil(lambda: bool(door.window.findChildren(CrashDialog)))
    dialog = door.window.findChildren(CrashDialog)[0]
    dialog.accept()


def test_an_answer_for_a_window_that_is_gone_is_dropped(qtbot: QtBot) -> None:
    background = Background("late")
    window = QPushButton()
    background.run(lambda: "soon", window.setText)
    background.run(lambda: None, lambda _none: shiboken6.delete(window))
    background.run(lambda: "late", window.setText)
    qtbot.waitUntil(lambda: background.idle)
    assert not shiboken6.isValid(window)
    background.close()
