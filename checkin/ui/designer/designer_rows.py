"""The rows of the designer's forms: a label, its buddy, and what is set."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QFormLayout, QWidget

from checkin.badges.arranging import STEP
from checkin.ui.designer.designer_hand import DesignInHand
from checkin.ui.parts.labels import PlainLabel


class DesignerRows(QWidget):
    """A form for the design in the hand; its fields are called `designer_NAME`."""

    def __init__(self, hand: DesignInHand) -> None:
        super().__init__()
        self._hand = hand
        self._showing = False
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)

    def _row(self, name: str, title: str, field: Any) -> Any:
        field.setObjectName(f"designer_{name}")
        field.setAccessibleName(title)
        label = PlainLabel(title, look="quiet", wrap=True)
        label.setBuddy(field)
        self._form.addRow(label, field)
        return field

    def _millimetres(
        self, name: str, title: str, changed: Callable[[float], None], least: float = 0.0, most: float = 500.0
    ) -> QDoubleSpinBox:
        field = QDoubleSpinBox(minimum=least, maximum=most, singleStep=STEP, decimals=2, suffix=self.tr(" mm"))
        field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        field.valueChanged.connect(changed)
        self._row(name, title, field)
        return field

    def _choice(self, name: str, title: str, values: Iterable[tuple[str, object]]) -> QComboBox:
        field = QComboBox()
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        field.setMinimumContentsLength(8)
        for words, value in values:
            field.addItem(words, value)
        self._row(name, title, field)
        return field
