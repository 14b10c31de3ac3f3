"""A bug: one dialog with a report that can be copied, and the window stays usable."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout

from checkin import __version__
from checkin.ui.parts.labels import PlainLabel

_log = logging.getLogger("checkin")


def report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Where the bug is, without any value: a message or a local could hold a person's name."""
    frames = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    system = f"Check-in {__version__}, Python {platform.python_version()}, {platform.platform()}"
    return "\n".join([system, kind.__name__, *frames])


class CrashDialog(QDialog):
    """Says that something went wrong, that nothing saved is lost, and offers the report."""

    def __init__(self, text: str) -> None:
        super().__init__(QApplication.activeWindow())
        self.setObjectName("crash_dialog")
        self.setWindowTitle(self.tr("Something went wrong"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = QPlainTextEdit(text, readOnly=True)
        shown.setAccessibleName(self.tr("Report without personal data"))
        buttons = QDialogButtonBox()
        copy = buttons.addButton(self.tr("Copy the report"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QApplication.clipboard().setText(text))
        buttons.addButton(self.tr("Go on"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        column = QVBoxLayout(self)
        column.addWidget(
            PlainLabel(
                self.tr(
                    "This is a fault of the program, not yours. Every arrival that was shown is saved. "
                    "Go on; if it happens again, close the window and open the event anew."
                ),
                wrap=True,
            )
        )
        column.addWidget(shown)
        column.addWidget(buttons)
        self.resize(640, 360)


def install() -> None:
    """Show every uncaught exception once, from whatever thread, and keep the program running."""
    shown: set[str] = set()

    def handle(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        text = report(kind, trace)
        _log.error("uncaught\n%s", text)
        app = QCoreApplication.instance()
        if text not in shown and app is not None:
            shown.add(text)
            QTimer.singleShot(0, app, lambda: CrashDialog(text).open())

    sys.excepthook = handle
    threading.excepthook = lambda args: handle(args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback)
