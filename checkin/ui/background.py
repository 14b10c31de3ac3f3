"""Work off the window's thread: one worker, answers in order, delivered on the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from checkin.domain.errors import DeskError, Stopped

Result = TypeVar("Result")


class Background(QObject):
    """One worker thread for one kind of work. It lives on the window's thread and outlives its tasks.

    A task takes values and returns a value; it touches no widget. An expected failure (DeskError) goes to `failed`;
    a bug is raised again on the window's thread, where the crash handler shows it.
    """

    _answered = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._closed = False
        self._waiting = 0
        self._answered.connect(self._deliver)

    @property
    def idle(self) -> bool:
        """Whether every task has been answered."""
        return self._waiting == 0

    def run(
        self,
        task: Callable[[], Result],
        then: Callable[[Result], None],
        failed: Callable[[DeskError], None] | None = None,
        stopped: Callable[[], None] | None = None,
    ) -> None:
        """Do `task` on the worker, then call `then` with its value on this thread."""
        if self._closed:
            return
        self._waiting += 1
        self._worker.submit(self._work, task, then, failed, stopped)

    def _work(
        self,
        task: Callable[[], Result],
        then: Callable[[Result], None],
        failed: Callable[[DeskError], None] | None,
        stopped: Callable[[], None] | None,
    ) -> None:
        answer: Callable[[], None] | None
        try:
            answer = partial(then, task())
        except Stopped:
            answer = stopped
        except DeskError as problem:
            answer = partial(failed or _raise, problem)
        except BaseException as bug:
            answer = partial(_raise, bug)
        self._answered.emit(answer)

    def _deliver(self, answer: Callable[[], None] | None) -> None:
        self._waiting -= 1
        if answer is not None and not self._closed and not is_gone(answer):
            answer()

    def close(self) -> None:
        """Finish the running task, drop the others, deliver nothing more."""
        self._closed = True
        self._worker.shutdown(wait=True, cancel_futures=True)


def is_gone(answer: Callable[..., None]) -> bool:
    """Whether an answer is for a window that was closed before it came."""
    owner = getattr(answer.func if isinstance(answer, partial) else answer, "__self__", None)
    return isinstance(owner, QObject) and not isValid(owner)


def _raise(error: BaseException) -> None:
    raise error
