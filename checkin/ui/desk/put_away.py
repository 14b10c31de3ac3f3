"""Dialogs that are open when the door locks: out of sight, with what was typed in them, until it is unlocked."""

from __future__ import annotations

import shiboken6
from PySide6.QtWidgets import QApplication, QDialog, QWidget

_OF_THE_SYSTEM = ("QFileDialog", "QAbstractPrintDialog")
"""They name nobody, and hiding one would end it: they stay."""


class PutAway:
    """The dialogs that were put away, the outermost first."""

    def __init__(self) -> None:
        self._dialogs: list[QDialog] = []

    def put_away(self, window: QWidget) -> None:
        """Hide every dialog that stands before the window, which gets the keys if one of them had them; close menus."""
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        active = QApplication.activeWindow()
        shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
        for dialog in sorted(shown, key=_depth):
            if dialog.isModal() and not any(map(dialog.inherits, _OF_THE_SYSTEM)):
                dialog.hide()
                # What was being done in it may come to its end meanwhile: then it is over.
                dialog.finished.connect(lambda _result, dialog=dialog: self._forget(dialog))
                self._dialogs.append(dialog)
        if active in self._dialogs:
            window.activateWindow()

    def _forget(self, dialog: QDialog) -> None:
        if dialog in self._dialogs:
            self._dialogs.remove(dialog)

    def bring_back(self) -> None:
        """Show them again as they were."""
        dialogs, self._dialogs = self._dialogs, []
        for dialog in dialogs:
            if shiboken6.isValid(dialog):
                dialog.show()
                dialog.activateWindow()

    def let_go(self) -> None:
        """Close them: they are about an event that is not open any more."""
        dialogs, self._dialogs = self._dialogs, []
        for dialog in dialogs:
            if shiboken6.isValid(dialog):
                dialog.reject()


def _depth(widget: QWidget) -> int:
    depth, parent = 0, widget.parentWidget()
    while parent is not None:
        depth, parent = depth + 1, parent.parentWidget()
    return depth
