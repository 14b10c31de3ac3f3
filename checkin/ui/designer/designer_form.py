"""What can be set of the chosen element of a design, each value with its own undo."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLineEdit, QSpinBox

from checkin.badges.arranging import STEP
from checkin.badges.design import Align, Condition, Cover, Line, Photo, Picture, Qr, Rectangle, Text, Upright
from checkin.badges.fields import fields_in
from checkin.ui.designer.designer_hand import NOTHING, DesignInHand
from checkin.ui.designer.designer_rows import DesignerRows
from checkin.ui.parts.colour_choice import ColourChoice
from checkin.ui.parts.folding import FoldingCheckBox

_LINE_END = "⏎"
"""How a line end of the text is shown and typed in its one-line field."""

_KINDS: dict[str, tuple[type, ...]] = {
    "text": (Text, Qr, Photo),
    "field": (Text, Qr, Photo),
    "points": (Text,),
    "smallest": (Text,),
    "lines": (Text,),
    "bold": (Text,),
    "capitals": (Text,),
    "align": (Text,),
    "valign": (Text,),
    "colour": (Text, Rectangle, Line),
    "stroke": (Rectangle, Line),
    "radius": (Rectangle,),
    "cover": (Picture, Photo),
}
"""Which elements have the value; position, size and condition all of them have."""


class DesignerForm(DesignerRows):
    """`designer_form`."""

    def __init__(self, hand: DesignInHand) -> None:
        super().__init__(hand)
        self._shown = NOTHING
        self._make_text()
        self._box = [
            self._millimetres(name, title, partial(self._set_box, place), least)
            for place, (name, title, least) in enumerate(
                (
                    ("x", self.tr("From the left"), -500.0),
                    ("y", self.tr("From the top"), -500.0),
                    ("width", self.tr("Width"), 0.0),
                    ("height", self.tr("Height"), 0.0),
                )
            )
        ]
        self._make_looks()
        self._make_condition()
        hand.changed.connect(self.show_element)
        hand.picked.connect(self.show_element)
        self.show_element()

    # -- the rows --------------------------------------------------------------------------------------------------

    def _row(self, name: str, title: str, field: Any) -> Any:
        super()._row(name, title, field)
        field.installEventFilter(self)
        return field

    def _points(self, name: str, title: str) -> QDoubleSpinBox:
        field = QDoubleSpinBox(minimum=1.0, maximum=500.0, singleStep=STEP, decimals=1, suffix=self.tr(" pt"))
        field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        field.valueChanged.connect(partial(self._set, name))
        self._row(name, title, field)
        return field

    def _tick(self, name: str, title: str) -> FoldingCheckBox:
        field = FoldingCheckBox(title)
        field.setObjectName(f"designer_{name}")
        field.clicked.connect(lambda: self._set(name, field.isChecked()))
        self._form.addRow(field)
        return field

    def _make_text(self) -> None:
        self.text: QLineEdit = self._row("text", self.tr("Text"), QLineEdit())
        self.text.setMaxLength(4000)
        self.text.setPlaceholderText("{name}")
        self.text.textEdited.connect(lambda text: self._set("text", text.replace(_LINE_END, "\n")))
        self.field = self._choice("field", self.tr("Put in a field"), ())
        self.field.activated.connect(self._put_field)

    def _make_looks(self) -> None:
        self.points = self._points("points", self.tr("Largest letters"))
        self.smallest = self._points("smallest", self.tr("Smallest letters"))
        self.lines: QSpinBox = self._row("lines", self.tr("Lines, at most"), QSpinBox(minimum=1, maximum=60))
        self.lines.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.lines.valueChanged.connect(partial(self._set, "lines"))
        self.bold = self._tick("bold", self.tr("Bold letters"))
        self.capitals = self._tick("capitals", self.tr("Capital letters"))
        self.align = self._choice(
            "align",
            self.tr("Lines begin"),
            (
                (self.tr("where their writing begins"), Align.START),
                (self.tr("centred"), Align.CENTRE),
                (self.tr("at the other side"), Align.END),
            ),
        )
        self.align.activated.connect(lambda row: self._set("align", Align(self.align.itemData(row))))
        self.valign = self._choice(
            "valign",
            self.tr("In its box"),
            (
                (self.tr("at the top"), Upright.TOP),
                (self.tr("in the middle"), Upright.MIDDLE),
                (self.tr("at the bottom"), Upright.BOTTOM),
            ),
        )
        self.valign.activated.connect(lambda row: self._set("valign", Upright(self.valign.itemData(row))))
        self.colour: ColourChoice = self._row("colour", self.tr("Colour"), ColourChoice("", self.tr("Colour")))
        self.colour.chosen.connect(partial(self._set, "colour"))
        self.stroke = self._millimetres("stroke", self.tr("Width of the line"), partial(self._set, "stroke"))
        self.radius = self._millimetres("radius", self.tr("Round corners"), partial(self._set, "radius"))
        self.cover = self._choice(
            "cover",
            self.tr("The picture"),
            ((self.tr("is seen whole"), Cover.CONTAIN), (self.tr("fills its box"), Cover.COVER)),
        )
        self.cover.activated.connect(lambda row: self._set("cover", Cover(self.cover.itemData(row))))

    def _make_condition(self) -> None:
        self.when = self._choice(
            "when",
            self.tr("It is there"),
            (
                (self.tr("always"), ""),
                (self.tr("when the field is filled"), "filled"),
                (self.tr("when the field is empty"), "empty"),
                (self.tr("when the field is one of"), "is"),
                (self.tr("when the field is none of"), "not"),
            ),
        )
        self.when.activated.connect(self._set_condition)
        self.when_field = self._choice("when_field", self.tr("Field"), ())
        self.when_field.activated.connect(self._set_condition)
        self.words: QLineEdit = self._row("words", self.tr("Words, with commas"), QLineEdit())
        self.words.textEdited.connect(self._set_condition)

    def offer_fields(self, names: Iterable[str]) -> None:
        """The fields that can be put into a text, or asked for by a condition."""
        names = list(names)
        self.field.clear()
        self.field.addItem(self.tr("choose…"), "")
        self.when_field.clear()
        for name in names:
            self.field.addItem(name, name)
            self.when_field.addItem(name, name)
        self.show_element()

    # -- from the form to the design -------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Going to another field begins another step of undo.
        if event.type() is QEvent.Type.FocusIn:
            self._hand.end_run()
        return super().eventFilter(watched, event)

    def _set(self, name: str, value: object) -> None:
        if not self._showing:
            self._hand.change(name, **{name: value})

    def _set_box(self, place: int, length: float) -> None:
        element = self._hand.element
        if self._showing or element is None:
            return
        box = list(element.box)
        box[place] = length
        flat = isinstance(element, Line)
        least = 0.0 if flat else STEP
        box[2], box[3] = max(least, box[2]), max(least, box[3])
        if flat and not box[2] and not box[3]:
            return
        self._hand.change(f"box {place}", box=tuple(box))

    def _put_field(self, row: int) -> None:
        name = self.field.itemData(row)
        if name:
            self.text.insert(f"{{{name}}}")
            self._hand.end_run()
            self._set("text", self.text.text().replace(_LINE_END, "\n"))
        self.field.setCurrentIndex(0)

    def _set_condition(self, *_: object) -> None:
        kind, field = self.when.currentData(), self.when_field.currentData() or "category"
        typed = tuple(word.strip() for word in self.words.text().split(",") if word.strip())
        negated = kind in {"empty", "not"}
        words = typed if kind in {"is", "not"} else ()
        self._set("when", Condition(field, words, negated) if kind else None)
        self._show_condition_rows()

    # -- from the design to the form -------------------------------------------------------------------------------

    def show_element(self) -> None:
        """Show the chosen element. The field that is being typed in is left as it is."""
        element = self._hand.element
        self.setVisible(element is not None)
        if element is None:
            return
        self._showing = True
        for place, field in enumerate(self._box):
            _show(field, element.box[place])
        for name, kinds in _KINDS.items():
            field = getattr(self, name)
            self._form.setRowVisible(field, isinstance(element, kinds))
            if isinstance(element, kinds) and name != "field":
                _show(field, getattr(element, name))
        self._show_condition(element.when)
        self._showing = False

    def _show_condition(self, when: Condition | None) -> None:
        kind = ""
        if when is not None:
            kind = ("not" if when.words else "empty") if when.negated else ("is" if when.words else "filled")
            _show(self.when_field, when.field)
            if not self.words.hasFocus():
                self.words.setText(", ".join(when.words))
        # While the words are still missing, "one of" and "none of" stay chosen.
        pending = {"filled": "is", "empty": "not"}.get(kind)
        if self.when.currentData() != pending or self._shown != self._hand.chosen:
            _show(self.when, kind)
        self._shown = self._hand.chosen
        self._show_condition_rows()

    def _show_condition_rows(self) -> None:
        kind = self.when.currentData()
        self._form.setRowVisible(self.when_field, bool(kind))
        self._form.setRowVisible(self.words, kind in {"is", "not"})


def _show(field: Any, value: Any) -> None:
    """Show a value in a field, unless it is there already: setting it would move the cursor."""
    if isinstance(field, QLineEdit):
        words = str(value).replace("\n", _LINE_END)
        if field.text() != words:
            field.setText(words)
    elif isinstance(field, ColourChoice):
        field.show_colour(value)
    elif isinstance(field, QComboBox):
        row = field.findData(value)
        if row < 0 and isinstance(value, str) and value:
            field.addItem(value, value)
            row = field.count() - 1
        field.setCurrentIndex(row)
    elif isinstance(field, FoldingCheckBox):
        field.setChecked(value)
    elif field.value() != value:
        field.setValue(value)


def title_of_text(text: str) -> str:
    """A text of a design as a list shows it: the names of its fields, or its first words."""
    names = fields_in(text)
    return " · ".join(names) if names else " ".join(text.split())[:40]
