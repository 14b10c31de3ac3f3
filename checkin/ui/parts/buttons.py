"""A button as every page has it: found by tests under its name, and read out by its title."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QPushButton


def named_button(name: str, title: str, deed: Callable[..., Any] | None = None, look: str = "") -> QPushButton:
    """A button with this object name; `look` is its role in the style sheet ("primary" for the one that goes on)."""
    button = QPushButton(title)
    button.setObjectName(name)
    button.setAccessibleName(title)
    button.setProperty("look", look)
    if deed is not None:
        button.clicked.connect(deed)
    return button
