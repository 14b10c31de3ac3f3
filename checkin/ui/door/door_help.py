"""F1: the keys of the door on one sheet; F11: the whole screen. Imported when it is asked for."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.dialog_size import fit
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.scrolling import scrolled_column


def show_keys(frame: QWidget) -> None:
    """Show the sheet before the window."""
    DoorKeys(frame).open()


def turn_whole(frame: QWidget) -> None:
    """Let the window take the whole screen, or give it back."""
    window = frame.window()
    window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)


class DoorKeys(QDialog):
    """`door_keys`. Esc or F1 closes it; a scan behind it is answered all the same."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("door_keys")
        self.setWindowTitle(self.tr("Keys of the door"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 3)
        for row, (key, does) in enumerate(self._keys()):
            grid.addWidget(PlainLabel(key, look="head", wrap=True), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(PlainLabel(does, wrap=True), row, 1)
        close = named_button("door_keys_close", self.tr("Close   Esc"), self.accept)
        close.setAutoDefault(False)
        column = scrolled_column(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(PlainLabel(self.tr("A scan is read wherever you are. No key is needed for it."), wrap=True))
        column.addLayout(grid)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)
        wanted = QSize(self.fontMetrics().averageCharWidth() * 84, self.fontMetrics().lineSpacing() * 30)
        fit(self, wanted)
        close.setFocus()

    def _keys(self) -> list[tuple[str, str]]:
        return [
            (self.tr("letters, ↑ ↓, Enter"), self.tr("Search a name, choose, check in")),
            ("Esc", self.tr("Back to the beginning")),
            ("F2 · Shift+F2", self.tr("Next camera · another session")),
            ("F3", self.tr("Search with an input method, such as Chinese or Japanese")),
            ("F4", self.tr("Walk-in; after an answer that says so, add this person")),
            ("F5", self.tr("Check in by name, after an old badge")),
            ("F6", self.tr("Different person with the same badge")),
            ("F7", self.tr("Let in anyway, with one line of reason")),
            ("F8 · Shift+F8", self.tr("Undo the last check-in · one of the last ten")),
            ("↑ ↓", self.tr("After a welcome with guests: how many are here")),
            ("F9", self.tr("Scanner check")),
            ("F10 · Shift+F10", self.tr("They leave · people go out at this door, where leaving is recorded")),
            ("F11 · Shift+F11", self.tr("Whole screen · window for guests")),
            ("F12", self.tr("Back from practice")),
            ("Ctrl+L", self.tr("Who is at the door, and lock")),
            ("Ctrl+1 … Ctrl+5", self.tr("Door, Registrants, Badges, Attendance, Online")),
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A bare Enter may be a scanner's.
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_F1}:
            self.accept()
