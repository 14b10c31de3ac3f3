"""The fields of one person, to read and to correct."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from checkin.domain.guests import announced_guests, expected_guests
from checkin.domain.registrant import Answer, Details, Mode, Status
from checkin.ui.parts.field_titles import answers, modes, person_titles, statuses
from checkin.ui.parts.guests_field import GuestsField
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.plain_choice import ScrolledChoice

_LONGEST = 500


class PersonFields(QFormLayout):
    """One row a field; `more` stands below them. `details` are those that were filled in."""

    def __init__(self, more: list[tuple[str, QWidget]]) -> None:
        super().__init__()
        self.details = Details("")
        self._texts = {name: self._line(name, title) for name, title in person_titles().items()}
        self._guests = GuestsField("person_guests")
        self._status = self._choice("person_status", self.tr("Registration"), statuses())
        self._mode = self._choice("person_mode", self.tr("Takes part"), modes())
        self._joining = self._choice("person_joining", self.tr("Joining the coalition"), answers())
        self._listed = self._choice("person_listed", self.tr("May be listed"), answers())
        self._mailing = self._choice("person_mailing", self.tr("May be written to"), answers())
        self.setVerticalSpacing(6)
        self.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        rows: list[tuple[str, QWidget]] = [(title, self._texts[name]) for name, title in person_titles().items()]
        fields = (self._guests, self._status, self._mode, self._joining, self._listed, self._mailing)
        rows += [(field.accessibleName(), field) for field in fields]
        for title, field in rows + more:
            self.addRow(PlainLabel(title, look="quiet", wrap=True), field)

    def _line(self, name: str, title: str) -> QLineEdit:
        line = QLineEdit(maxLength=_LONGEST)
        line.setObjectName(f"person_{name}")
        line.setAccessibleName(title)
        return line

    def _choice(
        self,
        name: str,
        title: str,
        values: list[tuple[Status, str]] | list[tuple[Mode, str]] | list[tuple[Answer, str]],
    ) -> QComboBox:
        choice = ScrolledChoice()
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(8)
        choice.setObjectName(name)
        choice.setAccessibleName(title)
        for value, text in values:
            choice.addItem(text, value.value)
        return choice

    def begin(self) -> None:
        """Put the cursor where typing begins."""
        self._texts["name"].setFocus()

    @property
    def is_typed_in(self) -> bool:
        """Whether anything differs from what was filled in."""
        return self.typed() != self.details

    def fill(self, details: Details) -> None:
        """Show these details."""
        self.details = details
        for name, line in self._texts.items():
            line.setText(getattr(details, name))
            line.setCursorPosition(0)
        self._guests.setValue(expected_guests(details))
        for choice, value in (
            (self._status, details.status),
            (self._mode, details.mode),
            (self._joining, details.joining),
            (self._listed, details.listed),
            (self._mailing, details.mailing),
        ):
            choice.setCurrentIndex(choice.findData(value.value))

    def typed(self) -> Details:
        """The details as they stand in the fields."""
        texts: dict[str, Any] = {name: line.text().strip() for name, line in self._texts.items()}
        return replace(
            self.details,
            **texts,
            guests=self._typed_guests(),
            status=Status(self._status.currentData()),
            mode=Mode(self._mode.currentData()),
            joining=Answer(self._joining.currentData()),
            listed=Answer(self._listed.currentData()),
            mailing=Answer(self._mailing.currentData()),
        )

    def _typed_guests(self) -> str:
        """What the desk says of the guests; nothing where it says what the list says, which then goes on leading."""
        number = self._guests.value()
        if number == expected_guests(self.details):
            return self.details.guests
        return "" if number == announced_guests(self.details.other) else str(number)
