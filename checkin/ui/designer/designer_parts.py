"""The list of a design's elements, the topmost first, and what can be done with it: add, double, remove, order."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QListWidget, QVBoxLayout, QWidget

from checkin.badges.design import Align, Element, Line, Photo, Picture, Qr, Rectangle, Text
from checkin.badges.pictures import read_picture
from checkin.domain.errors import DeskError
from checkin.ui.designer.designer_form import title_of_text
from checkin.ui.designer.designer_hand import DesignInHand
from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.folding import ButtonRow

_ROWS_SHOWN = 9


class DesignerParts(QWidget):
    """`designer_elements` and its buttons. `troubled` carries what is wrong with a picture."""

    troubled = Signal(object)

    def __init__(self, hand: DesignInHand) -> None:
        super().__init__()
        self._hand = hand
        self.list = QListWidget()
        self.list.setObjectName("designer_elements")
        self.list.setAccessibleName(self.tr("Elements, the topmost first"))
        self.list.setMinimumHeight(self.list.fontMetrics().lineSpacing() * _ROWS_SHOWN)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._picked)
        adding = (
            ("text", self.tr("Text"), self._add_text),
            ("rectangle", self.tr("Area"), lambda: self._add(Rectangle(self._box(0.4, 0.2)))),
            ("line", self.tr("Line"), lambda: self._add(Line(self._box(0.5, 0.0)))),
            ("qr", self.tr("QR code"), self._add_qr),
            ("picture", self.tr("Picture…"), self._ask_picture),
            ("photo", self.tr("Photo"), lambda: self._add(Photo(self._box(0.25, 0.4)))),
        )
        self.add = {name: named_button(f"designer_add_{name}", f"+ {title}", deed) for name, title, deed in adding}
        self.double = named_button("designer_double", self.tr("Double"), hand.double)
        self.remove = named_button("designer_take_away", self.tr("Take away"), hand.remove)
        self.up = named_button("designer_up", self.tr("Up"), partial(hand.lift, 1))
        self.down = named_button("designer_down", self.tr("Down"), partial(hand.lift, -1))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        column.addWidget(ButtonRow(self.up, self.down, spread=True))
        column.addWidget(ButtonRow(self.double, self.remove, spread=True))
        buttons = list(self.add.values())
        for place in range(0, len(buttons), 2):
            column.addWidget(ButtonRow(*buttons[place : place + 2], spread=True))
        hand.changed.connect(self._show)
        hand.picked.connect(self._show)
        self._show()

    # -- the list --------------------------------------------------------------------------------------------------

    def _title(self, element: Element) -> str:
        match element:
            case Text():
                return title_of_text(element.text) or self.tr("Empty text")
            case Rectangle():
                return self.tr("Area")
            case Line():
                return self.tr("Line")
            case Qr():
                return self.tr("QR code: {what}").format(what=title_of_text(element.text))
            case Picture():
                return self.tr("Picture")
            case Photo():
                return self.tr("Photo")

    def _show(self) -> None:
        titles = [self._title(element) for element in reversed(self._hand.elements)]
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's own
        if titles != [self.list.item(row).text() for row in range(self.list.count())]:
            self.list.clear()
            self.list.addItems(titles)
        chosen = self._hand.chosen
        self.list.setCurrentRow(len(titles) - 1 - chosen if chosen >= 0 else -1)
        self.list.blockSignals(False)  # noqa: FBT003
        for button in (self.double, self.remove):
            button.setEnabled(self._hand.element is not None)
        self.up.setEnabled(0 <= chosen < len(titles) - 1)
        self.down.setEnabled(chosen > 0)

    def _picked(self, row: int) -> None:
        self._hand.pick(self.list.count() - 1 - row)

    # -- adding ----------------------------------------------------------------------------------------------------

    def _box(self, across: float, down: float) -> tuple[float, float, float, float]:
        """A box of a share of the face, in its middle."""
        width, height = self._hand.design.face
        wide, high = round(width * across), round(height * down)
        return round((width - wide) / 2, 1), round((height - high) / 2, 1), float(wide), float(high)

    def _add(self, element: Element) -> None:
        self._hand.add(element)

    def _add_text(self) -> None:
        self._add(Text(self._box(0.8, 0.2), "{name}", 20.0, 8.0, 2, align=Align.CENTRE))

    def _add_qr(self) -> None:
        side = min(self._hand.design.face) * 0.45
        width, height = self._hand.design.face
        side = float(round(side))
        self._add(Qr((round((width - side) / 2, 1), round((height - side) / 2, 1), side, side)))

    def _ask_picture(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Choose a picture"), "", self.tr("Pictures (*.png *.jpg *.jpeg)")
        )
        if name:
            self.add_picture(Path(name))

    def add_picture(self, path: Path) -> None:
        """Put a picture on the badge: it is made anew, small and without what else the file holds."""
        try:
            content = read_picture(path)
        except DeskError as problem:
            self.troubled.emit(problem)
            return
        self._add(Picture(self._box(0.3, 0.3), content))
