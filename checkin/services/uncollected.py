"""Make many objects at once without stopping for those that are in nobody's way."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_at_work: list[None] = []


@contextmanager
def uncollected() -> Iterator[None]:
    """Let Python not look for dead cycles meanwhile: among the million objects of a long list, all of them in use, it
    would look again and again, a third of the time. They are counted still, and go when nobody holds them.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    _at_work.append(None)
    try:
        yield
    finally:
        _at_work.pop()
        if was_enabled:
            gc.enable()


def is_making_many() -> bool:
    """Whether some thread is within `uncollected`: who collects by a clock waits for it too."""
    return bool(_at_work)
