"""The log: what went wrong, with ids and never with names. Kept on this laptop, never sent."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

import platformdirs


def folder() -> Path:
    """Where the log lies."""
    return platformdirs.user_log_path("checkin", appauthor=False)


def start() -> None:
    """Write warnings and worse to a small rotating file. Where none can be written, the program runs without."""
    try:
        folder().mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(folder() / "checkin.log", maxBytes=500_000, backupCount=2, encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger = logging.getLogger("checkin")
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
