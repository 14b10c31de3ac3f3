"""Modules that need Qt are imported as fast as others."""

from __future__ import annotations

import builtins
from importlib import import_module
from types import ModuleType


def imported(name: str) -> ModuleType:
    """Import a module that needs Qt, and what it needs.

    PySide puts an import of its own in the place of Python's. It reads the source of every module after it in search of
    `from __feature__`, which nobody here uses: a tenth of the start.
    """
    importing = builtins.__import__
    import_module("PySide6")
    reading, builtins.__import__ = builtins.__import__, importing
    try:
        return import_module(name)
    finally:
        builtins.__import__ = reading
