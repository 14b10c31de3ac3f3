"""Python's search for dead cycles, on the window's thread and on no other."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

from checkin.services.uncollected import is_making_many

_EVERY = 1000
"""Milliseconds between two looks."""


class Collecting(QObject):
    """Collects now and then, from where it is made on; Python no longer does it by itself.

    By itself, it would on any thread that happens to make an object. A dead cycle may hold widgets: they would be
    destroyed on a worker, which is forbidden, and there Qt holds one of its locks and waits for Python's, while the
    window holds Python's and waits for Qt's. The window stands still then for ever.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self)
        timer.timeout.connect(collect_what_is_due)
        timer.start(_EVERY)


def collect_what_is_due() -> None:
    """Collect as far as Python would have by its own rule: the youngest objects often, all of them seldom."""
    if is_making_many():
        return
    due = [made > most for made, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
    if due[0]:
        gc.collect(2 if due[1] and due[2] else 1 if due[1] else 0)
