"""What can be set of a design as a whole: its name, size, fold, back, and the colours of the roles."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from checkin.badges.design import Back, Fold, Roles
from checkin.badges.design_values import LARGEST_SIDE, SMALLEST_SIDE
from checkin.ui.designer.designer_hand import DesignInHand
from checkin.ui.designer.designer_rows import DesignerRows
from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.colour_choice import ColourChoice
from checkin.ui.parts.folding import ButtonRow


class DesignerWhole(DesignerRows):
    """`designer_whole`."""

    def __init__(self, hand: DesignInHand) -> None:
        super().__init__(hand)
        self.title: QLineEdit = self._row("title", self.tr("Name of the design"), QLineEdit())
        self.title.setMaxLength(100)
        self.title.textEdited.connect(lambda text: self._set("title", text.strip()))
        self.across = self._millimetres(
            "whole_width", self.tr("Width of the badge"), partial(self._set, "width"), SMALLEST_SIDE, LARGEST_SIDE
        )
        self.down = self._millimetres(
            "whole_height",
            self.tr("Height of the badge, unfolded"),
            partial(self._set, "height"),
            SMALLEST_SIDE,
            LARGEST_SIDE,
        )
        self.fold = self._choice(
            "fold", self.tr("Fold"), ((self.tr("none"), Fold.NONE), (self.tr("in the middle, back above"), Fold.HALF))
        )
        self.fold.activated.connect(lambda row: self._set("fold", Fold(self.fold.itemData(row))))
        self.back = self._choice(
            "back",
            self.tr("Back"),
            (
                (self.tr("empty"), Back.NONE),
                (self.tr("like the front"), Back.SAME),
                (self.tr("the front, mirrored"), Back.MIRRORED),
                (self.tr("its own elements"), Back.OWN),
            ),
        )
        self.back.activated.connect(lambda row: self._set("back", Back(self.back.itemData(row))))
        self.role: QLineEdit = self._row("role", self.tr("Roles stand in"), QLineEdit())
        self.role.setMaxLength(200)
        self.role.textEdited.connect(lambda text: self._set_roles(text=text))
        self.otherwise: ColourChoice = self._row(
            "otherwise", self.tr("Colour of all other roles"), ColourChoice("", "", by_role=False)
        )
        self.otherwise.chosen.connect(lambda colour: self._set_roles(otherwise=colour))
        self._rows: list[tuple[QLineEdit, ColourChoice, QWidget]] = []
        roles = QWidget()
        self._column = QVBoxLayout(roles)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._form.addRow(roles)
        self.more = named_button("designer_role_add", self.tr("+ Role"), self._add_role)
        self._form.addRow(self.more)
        hand.changed.connect(self.show_design)
        self.show_design()

    # -- roles -----------------------------------------------------------------------------------------------------

    def _add_role(self) -> None:
        roles = self._hand.design.roles
        self._set_roles(colours=(*roles.colours, (self.tr("Speaker"), "#B3261E")))
        self._rows[-1][0].setFocus()
        self._rows[-1][0].selectAll()

    def _set_role(self, place: int, **what: str) -> None:
        colours = list(self._hand.design.roles.colours)
        word, colour = colours[place]
        colours[place] = (what.get("word", word), what.get("colour", colour))
        self._set_roles(colours=tuple(colours))

    def _drop_role(self, place: int) -> None:
        colours = self._hand.design.roles.colours
        self._set_roles(colours=colours[:place] + colours[place + 1 :])

    def _set_roles(self, **what: Any) -> None:
        if not self._showing:
            roles = self._hand.design.roles
            values = {"text": roles.text, "colours": roles.colours, "otherwise": roles.otherwise, **what}
            self._hand.change_design("roles", roles=Roles(**values))

    def _show_roles(self) -> None:
        colours = self._hand.design.roles.colours
        while len(self._rows) > len(colours):
            row = self._rows.pop()[2]
            # Not at once: this runs in the click of a button that is in it.
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self._rows) < len(colours):
            self._rows.append(self._make_role(len(self._rows)))
        for (word, choice, _), (said, colour) in zip(self._rows, colours, strict=True):
            if word.text() != said:
                word.setText(said)
            choice.show_colour(colour)

    def _make_role(self, place: int) -> tuple[QLineEdit, ColourChoice, QWidget]:
        word = QLineEdit(maxLength=100)
        word.setObjectName(f"designer_role_{place}")
        word.setAccessibleName(self.tr("Role"))
        word.textEdited.connect(lambda text: self._set_role(place, word=text))
        colour = ColourChoice(f"designer_role_colour_{place}", self.tr("Colour of this role"), by_role=False)
        colour.chosen.connect(lambda value: self._set_role(place, colour=value))
        drop = named_button(f"designer_role_drop_{place}", "×", partial(self._drop_role, place))
        drop.setAccessibleName(self.tr("Remove the role"))
        row = ButtonRow(word, colour, drop, first_wide=True)
        self._column.addWidget(row)
        return word, colour, row

    # -- the rest --------------------------------------------------------------------------------------------------

    def _set(self, name: str, value: object) -> None:
        if not self._showing:
            self._hand.change_design(name, **{name: value})

    def show_design(self) -> None:
        """Show the values of the design. A field that says the same already is left as it is."""
        design = self._hand.design
        self._showing = True
        if self.title.text().strip() != design.title:
            self.title.setText(design.title)
        for field, side in ((self.across, design.width), (self.down, design.height)):
            if field.value() != side:
                field.setValue(side)
        self.fold.setCurrentIndex(self.fold.findData(design.fold))
        self.back.setCurrentIndex(self.back.findData(design.back))
        if self.role.text() != design.roles.text:
            self.role.setText(design.roles.text)
        self.otherwise.show_colour(design.roles.otherwise)
        self._show_roles()
        self._showing = False
