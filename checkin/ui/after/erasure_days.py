"""After how many days everybody is to be erased, and which day that is."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QSpinBox, QVBoxLayout, QWidget

from checkin.domain.closing import days_after
from checkin.domain.session import Event
from checkin.ui.parts.folding import ButtonRow
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.wording import date_said

_MOST = 36_500


class ErasureDays(QWidget):
    """`closing_days`: days after the last session, 0 for never. What a person has typed stays until it is kept."""

    def __init__(self) -> None:
        super().__init__()
        self._event: Event | None = None
        self._day: date | None = None
        self.is_typed = False
        self.days = QSpinBox(maximum=_MOST)
        self.days.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.days.setObjectName("closing_days")
        self.days.setAccessibleName(self.tr("Days after the last session until everybody is erased; 0 for never"))
        self.days.setSpecialValueText(self.tr("never"))
        self.days.valueChanged.connect(self._typed)
        self._says = PlainLabel(wrap=True)
        self._says.setObjectName("closing_day")
        title = PlainLabel(self.tr("Da&ys after the last session"))
        title.setBuddy(self.days)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(ButtonRow(title, self.days))
        column.addWidget(self._says)

    def show_day(self, event: Event, day: date | None) -> None:
        """Show the day that stands or is proposed, None for never; not over what somebody is typing."""
        self._event = event
        if self.is_typed:
            return
        self._day = day
        blocker = QSignalBlocker(self.days)
        self.days.setValue((day - days_after(event, 0)).days if day else 0)
        blocker.unblock()
        self._say()

    @property
    def day(self) -> date | None:
        """The day that is shown."""
        return self._day

    def _typed(self, days: int) -> None:
        self.is_typed = True
        self._day = days_after(self._event, days) if days and self._event is not None else None
        self._say()

    def _say(self) -> None:
        if self._day is None:
            self._says.setText(self.tr("Nobody is erased by date: the list stays until somebody erases it."))
        else:
            self._says.setText(self.tr("Everybody is to be erased from {day} on.").format(day=date_said(self._day)))
