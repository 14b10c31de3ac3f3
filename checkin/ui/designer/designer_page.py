"""The page on which a badge design is made: the badge itself in the middle, its elements beside it, their values."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from checkin import settings
from checkin.badges.arranging import Where, aligned
from checkin.badges.design import Back, Design, Element
from checkin.badges.design_file import readable_json
from checkin.badges.fields import fields_of, session_facts
from checkin.badges.library import designs, read_design
from checkin.badges.photos import Photos
from checkin.domain.errors import DeskError
from checkin.domain.registrant import Registrant
from checkin.files import writing
from checkin.services.badge_designs import keep_design, remove_design
from checkin.services.prints import for_badges
from checkin.ui.designer.designer_canvas import DesignerCanvas
from checkin.ui.designer.designer_form import DesignerForm
from checkin.ui.designer.designer_hand import DesignInHand
from checkin.ui.designer.designer_parts import DesignerParts
from checkin.ui.designer.designer_people import Trial, trials
from checkin.ui.designer.designer_whole import DesignerWhole
from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.folding import ButtonRow
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.plain_choice import PlainChoice
from checkin.ui.parts.scrolling import scrolled_column
from checkin.ui.parts.wording import sentence
from checkin.ui.station import Station


class DesignerPage(QWidget):
    """`page_designer`. `finished` carries the id of the design that is kept, or nothing when the page is left."""

    finished = Signal(str)
    stays_when_scanned = True
    """What is not kept yet would be lost."""

    def __init__(self, station: Station, design: Design) -> None:
        super().__init__()
        self.setObjectName("page_designer")
        self.setAccessibleName(self.tr("Badge design"))
        self._station = station
        self._people: Sequence[Registrant] = ()
        shipped = design.id in designs()
        # A shipped design stays as it is: what is changed is a copy, with a name of its own.
        own = replace(
            design, id=f"own-{uuid.uuid4().hex[:12]}", title=self.tr("{title} (own)").format(title=design.title)
        )
        self.hand = DesignInHand(own if shipped else design, self)
        self._is_kept = not shipped
        self._left_at: Design | None = None
        self.canvas = DesignerCanvas(self.hand)
        self.parts = DesignerParts(self.hand)
        self.form = DesignerForm(self.hand)
        self.whole = DesignerWhole(self.hand)
        self.person = PlainChoice("designer_person", self.tr("Shown with"))
        self.person.currentIndexChanged.connect(self._show_person)
        self.other_face = named_button("designer_face", self.tr("To the back"), self._turn)
        self.undo = named_button("designer_undo", self.tr("Undo"), self.hand.steps.undo)
        self.redo = named_button("designer_redo", self.tr("Redo"), self.hand.steps.redo)
        self._element_head = PlainLabel(look="head", wrap=True)
        self._said = PlainLabel(look="good", wrap=True)
        self._said.setObjectName("designer_said")
        self._problem = PlainLabel(look="problem", wrap=True)
        self.take = named_button("designer_import", self.tr("Open file…"), self._ask_import)
        self.give = named_button("designer_export", self.tr("Save file…"), self._ask_export)
        self.remove = named_button("designer_remove", self.tr("Remove"), self._remove)
        self.leave = named_button("designer_cancel", self.tr("Cancel"), self._leave)
        self.keep = named_button("designer_keep", self.tr("Keep in this event"), self._keep, look="primary")
        self.parts.troubled.connect(self.tell)
        self._lay_out()
        self._shortcuts()
        self.hand.changed.connect(self._changed)
        self.hand.picked.connect(self._changed)
        self.hand.steps.indexChanged.connect(self._changed)
        self._changed()
        station.read(lambda event, place: for_badges(event, place), self._people_came, self.tell)  # noqa: PLW0108

    # -- layout ----------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        left, right = QFrame(), QFrame()
        for card in (left, right):
            card.setProperty("look", "card")
        column = scrolled_column(left)
        column.addWidget(PlainLabel(self.tr("Elements"), look="head"))
        column.addWidget(self.parts)
        column.addWidget(ButtonRow(self.undo, self.redo, spread=True))
        column.addStretch(1)
        for button in (self.take, self.give, self.remove):
            column.addWidget(button)
        values = scrolled_column(right)
        values.addWidget(self._element_head)
        values.addWidget(self._align_row())
        values.addWidget(self.form)
        values.addWidget(PlainLabel(self.tr("The whole design"), look="head", wrap=True))
        values.addWidget(self.whole)
        values.addStretch(1)
        middle = QVBoxLayout()
        middle.addWidget(ButtonRow(self.person, self.other_face, first_wide=True))
        middle.addWidget(self.canvas, 1)
        for label in (self._said, self._problem):
            middle.addWidget(label)
            label.hide()
        middle.addWidget(ButtonRow(self.leave, self.keep, spread=True))
        page = QHBoxLayout(self)
        page.setContentsMargins(16, 4, 16, 12)
        page.setSpacing(14)
        page.addWidget(left, 4)
        page.addLayout(middle, 9)
        page.addWidget(right, 6)

    def _align_row(self) -> QWidget:
        titles = {
            Where.LEFT: self.tr("Left"),
            Where.CENTRE: self.tr("Centre"),
            Where.RIGHT: self.tr("Right"),
            Where.TOP: self.tr("Top"),
            Where.MIDDLE: self.tr("Middle"),
            Where.BOTTOM: self.tr("Bottom"),
        }
        self.align = {
            where: named_button(f"designer_align_{where.value}", title, partial(self._align, where))
            for where, title in titles.items()
        }
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        buttons = list(self.align.values())
        column.addWidget(ButtonRow(*buttons[:3]))
        column.addWidget(ButtonRow(*buttons[3:]))
        return rows

    def _shortcuts(self) -> None:
        for keys, deed in (
            (QKeySequence.StandardKey.Undo, self.hand.steps.undo),
            (QKeySequence.StandardKey.Redo, self.hand.steps.redo),
            (QKeySequence.StandardKey.Save, self._keep),
        ):
            QShortcut(QKeySequence(keys), self, deed, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # -- people ----------------------------------------------------------------------------------------------------

    def _people_came(self, people: list[Registrant]) -> None:
        titles = {
            Trial.FIRST: self.tr("{name}"),
            Trial.LONGEST: self.tr("Longest name: {name}"),
            Trial.RIGHT_TO_LEFT: self.tr("From right to left: {name}"),
            Trial.NO_ORGANISATION: self.tr("Without organisation: {name}"),
            Trial.LONGEST_ORGANISATION: self.tr("Longest organisation: {name}"),
            Trial.SHORTEST: self.tr("Shortest name: {name}"),
        }
        found = trials(people)
        self._people = [person for _, person in found]
        self.person.clear()
        for trial, person in found:
            self.person.addItem(titles[trial].format(name=person.name), person.id)
        columns = dict.fromkeys(name.casefold() for person in people for name in person.details.other)
        self.form.offer_fields(dict.fromkeys([*self._fields(self._people[0]), *columns]))
        self._show_person()

    def _fields(self, person: Registrant) -> dict[str, str]:
        whole = self._station.whole_event
        fields = fields_of(person, whole.name, session_facts(whole, self._station.place.session))
        photos = self._photos()
        return fields if photos is None else photos.in_fields(person, fields)

    def _photos(self) -> Photos | None:
        folder = settings.photos(self._station.whole_event.id)
        return Photos(folder) if folder is not None else None

    def _show_person(self, *_: object) -> None:
        row = self.person.currentIndex()
        if 0 <= row < len(self._people):
            self.canvas.show_person(self._fields(self._people[row]), self._photos())

    # -- the design ------------------------------------------------------------------------------------------------

    def _turn(self) -> None:
        behind = not self.hand.behind
        if behind and self.hand.design.back is not Back.OWN:
            self.hand.change_design(back=Back.OWN)
        self.hand.turn(behind=behind)

    def _align(self, where: Where) -> None:
        element: Element | None = self.hand.element
        if element is not None:
            self.hand.change(box=aligned(element.box, self.hand.design.face, where))

    def _changed(self, *_: object) -> None:
        hand = self.hand
        self.undo.setEnabled(hand.steps.canUndo())
        self.redo.setEnabled(hand.steps.canRedo())
        face = self.tr("To the front") if hand.behind else self.tr("To the back")
        self.other_face.setText(face)
        self.other_face.setAccessibleName(face)
        self.remove.setVisible(self._is_kept)
        for button in self.align.values():
            button.setEnabled(hand.element is not None)
        self._element_head.setText(
            self.tr("Choose an element") if hand.element is None else self.tr("The chosen element")
        )

    # -- keeping ---------------------------------------------------------------------------------------------------

    def take_focus(self) -> None:
        """The elements come first."""
        self.parts.list.setFocus()

    def tell(self, problem: DeskError) -> None:
        """Show what failed."""
        self._said.hide()
        self._problem.show_text(sentence(problem))

    def _keep(self) -> None:
        design = self.hand.design

        def keep(text: str) -> None:
            self._station.write(
                lambda event, _place, now: keep_design(event, design.id, text, now),
                lambda _none: self.finished.emit(design.id),
                self.tell,
            )

        self._station.work(lambda _event, _place, _now: readable_json(design), keep, self.tell)

    def _leave(self) -> None:
        """What was changed is let go only when that is asked for twice."""
        if self.hand.steps.isClean() or self._left_at == self.hand.design:
            self.finished.emit("")
            return
        self._left_at = self.hand.design
        self._said.hide()
        self._problem.show_text(
            self.tr("The changes are not kept yet. Keep them in this event, or press Cancel once more to drop them.")
        )

    def _remove(self) -> None:
        design_id = self.hand.design.id
        self._station.write(
            lambda event, _place, _now: remove_design(event, design_id), lambda _none: self.finished.emit(""), self.tell
        )

    def _ask_import(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Open a design file"), "", self.tr("Badge designs (*.json)")
        )
        if name:
            self.import_file(Path(name))

    def import_file(self, path: Path) -> None:
        """Take over the design of a file; undo brings back what was there."""
        try:
            design = read_design(path)
        except DeskError as problem:
            self.tell(problem)
            return
        self._problem.hide()
        self.hand.take_over(design)
        self._said.show_text(self.tr("Opened: {path}").format(path=path))

    def _ask_export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the design"), f"{self.hand.design.title}.json", self.tr("Badge designs (*.json)")
        )
        if name:
            self.export_file(Path(name), replace_it=True)

    def export_file(self, path: Path, *, replace_it: bool = False) -> None:
        """Write the design to a file, for another event or another laptop."""
        try:
            writing.write(path, readable_json(self.hand.design).encode("utf-8"), replace=replace_it)
        except DeskError as problem:
            self.tell(problem)
            return
        self._problem.hide()
        self._said.show_text(self.tr("Saved: {path}").format(path=path))
