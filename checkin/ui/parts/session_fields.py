"""The fields for the facts of a session: what it is called, when and where it is, and how many seats there are."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import available_timezones

from PySide6.QtCore import QDate, QObject, Qt, QTime, QTimeZone
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDateEdit,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QTimeEdit,
)

from checkin.services.events import SessionFacts
from checkin.ui.parts.labels import PlainLabel


def text_line(name: str, title: str) -> QLineEdit:
    """A line for a name or a place."""
    line = QLineEdit(maxLength=300)
    line.setObjectName(name)
    line.setAccessibleName(title)
    return line


def wide_form() -> QFormLayout:
    """A form whose fields are as wide as the page, and stand below their titles where these are long."""
    form = QFormLayout()
    form.setVerticalSpacing(10)
    form.setHorizontalSpacing(18)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    return form


class SessionFields(QObject):
    """The fields are put into a form with `add_to`; their object names begin with `prefix`."""

    def __init__(self, prefix: str, name: str) -> None:
        super().__init__()
        self.name = text_line(f"{prefix}_session_name", self.tr("Name of the session"))
        self.name.setText(name)
        self.date = QDateEdit(QDate.currentDate())
        self.date.setCalendarPopup(True)
        self.starts = QTimeEdit(QTime(9, 0))
        self.ends = QTimeEdit(QTime(10, 30))
        for field, form in ((self.date, "d MMM yyyy"), (self.starts, "HH:mm"), (self.ends, "HH:mm")):
            # Dates and times keep their order where words run from right to left; a form set before would be turned.
            field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            field.setDisplayFormat(form)
        self.zone = QComboBox()
        self.zone.setEditable(True)
        self.zone.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.zone.addItems(sorted(available_timezones()))
        self.zone.setCurrentText(bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace"))
        completer = QCompleter(self.zone.model(), self.zone)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.zone.setCompleter(completer)
        self.room = text_line(f"{prefix}_room", self.tr("Room"))
        self.seats = QSpinBox()
        self.seats.setRange(0, 100_000)
        self.seats.setSpecialValueText(self.tr("no limit"))
        for part, widget, title in (
            ("date", self.date, self.tr("Date")),
            ("starts", self.starts, self.tr("Starts")),
            ("ends", self.ends, self.tr("Ends")),
            ("timezone", self.zone, self.tr("Time zone")),
            ("seats", self.seats, self.tr("Seats")),
        ):
            widget.setObjectName(f"{prefix}_{part}")
            widget.setAccessibleName(title)
        for spin in (self.starts, self.ends, self.seats):
            spin.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def add_to(self, form: QFormLayout) -> None:
        """Put the fields into a form, each with its title."""
        times = QHBoxLayout()
        times.setSpacing(10)
        for part in (self.date, self.starts, PlainLabel("–"), self.ends):
            times.addWidget(part)
        times.addStretch(1)
        for title, field in (
            (self.tr("Session *"), self.name),
            (self.tr("Date and times"), times),
            (self.tr("Time zone"), self.zone),
            (self.tr("Room"), self.room),
            (self.tr("Seats"), self.seats),
        ):
            form.addRow(PlainLabel(title), field)

    def facts(self) -> SessionFacts:
        """The facts as typed; the services say what is wrong with them."""
        day = self.date.date()
        date = datetime(day.year(), day.month(), day.day())  # noqa: DTZ001 - a wall clock of the session's zone
        begin, end = self.starts.time(), self.ends.time()
        return SessionFacts(
            name=self.name.text(),
            starts=date.replace(hour=begin.hour(), minute=begin.minute()),
            ends=date.replace(hour=end.hour(), minute=end.minute()),
            timezone=self.zone.currentText().strip(),
            room=self.room.text(),
            seats=self.seats.value() or None,
        )
