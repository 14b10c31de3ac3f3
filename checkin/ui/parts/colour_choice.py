"""The choice of a colour for badges: a few that go together, the role's, or any other."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QColorDialog, QComboBox

from checkin.badges.design import ON_ROLE, ROLE

_OTHER = "other"


class ColourChoice(QComboBox):
    """`chosen` carries #RRGGBB, or the name of a role's colour where `by_role` allows it."""

    chosen = Signal(str)

    def __init__(self, name: str, title: str, *, by_role: bool = True) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        colours = {
            "#111418": self.tr("Black"),
            "#4A5662": self.tr("Grey"),
            "#C9D3DF": self.tr("Light grey"),
            "#FFFFFF": self.tr("White"),
            "#0B5CAD": self.tr("Blue"),
            "#0A2F5C": self.tr("Navy"),
            "#00695C": self.tr("Teal"),
            "#1B5E20": self.tr("Green"),
            "#8A5A00": self.tr("Ochre"),
            "#B3261E": self.tr("Red"),
            "#6A1B9A": self.tr("Purple"),
        }
        if by_role:
            self.addItem(self.tr("Colour of the role"), ROLE)
            self.addItem(self.tr("Readable on the role's colour"), ON_ROLE)
        for value, words in colours.items():
            self.addItem(_swatch(value), words, value)
        self.addItem(self.tr("Another colour…"), _OTHER)
        self._value = "#111418"
        self.activated.connect(self._picked)

    def value(self) -> str:
        """The colour that is chosen."""
        return self._value

    def show_colour(self, value: str) -> None:
        """Show a colour as the chosen one."""
        self._value = value
        row = self.findData(value)
        if row < 0:
            row = self.count() - 1
            self.insertItem(row, _swatch(value), value, value)
        self.setCurrentIndex(row)

    def _picked(self, row: int) -> None:
        value = str(self.itemData(row))
        if value == _OTHER:
            self.show_colour(self._value)
            self._ask()
        else:
            self._choose(value)

    def _ask(self) -> None:
        dialog = QColorDialog(QColor(self._value) if self._value.startswith("#") else QColor("#0B5CAD"), self)
        dialog.setWindowTitle(self.accessibleName())
        dialog.colorSelected.connect(lambda colour: self._choose(colour.name().upper()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _choose(self, value: str) -> None:
        self.show_colour(value)
        self.chosen.emit(value)


def _swatch(value: str) -> QIcon:
    square = QPixmap(16, 16)
    square.fill(QColor(value))
    return QIcon(square)
