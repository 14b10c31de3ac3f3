"""The answer to a scan while a dialog stands before the door: the same words above it, without taking its keys."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QDialog, QLayout, QWidget

from checkin.ui.door.verdict_panel import VerdictPanel
from checkin.ui.parts.faces import Face
from checkin.ui.parts.wording import Words

_SHARE = (0.8, 0.4)
"""How much of the window it takes, in width and height: what is typed in most dialogs stands below."""


class VerdictOver(VerdictPanel):
    """`door_verdict_over`: a window above the dialog. It goes when the dialog does, and with the answer."""

    def __init__(self, panel: VerdictPanel) -> None:
        super().__init__(panel.theme, "door_verdict_over")
        self._panel = panel
        self.is_edged = True
        # The words follow the size of the window, however large the text is.
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setParent(panel.window())
        self.setWindowFlags(
            Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowDoesNotAcceptFocus
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)

    def show_over(self, dialog: QWidget, words: Words, face: Face | None) -> None:
        """Say it above this dialog."""
        self.hides_names = self._panel.hides_names
        self.set_theme(self._panel.theme)
        window = self._panel.window().geometry()
        size = QSize(round(window.width() * _SHARE[0]), round(window.height() * _SHARE[1]))
        place = QRect(QPoint(), size)
        place.moveCenter(window.center())
        place.moveTop(window.top())
        self.copy_sizes(self._panel)
        self.setGeometry(place)
        # Shown before it speaks: what it is drawn with comes when it is shown.
        self.show()
        self.show_words(words, face)
        self.setGeometry(place)
        if isinstance(dialog, QDialog):
            dialog.finished.connect(self.hide, Qt.ConnectionType.UniqueConnection)
        self.raise_()
