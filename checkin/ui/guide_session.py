"""The guide's first page: what the event and its session are called, when and where, and where the file is kept."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import available_timezones

from PySide6.QtCore import QDate, QStandardPaths, Qt, QTime, QTimeZone, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDateEdit,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTimeEdit,
    QWidget,
)

from checkin.services.events import SessionFacts
from checkin.storage.event_file import SUFFIX
from checkin.ui.labels import PlainLabel
from checkin.ui.scrolling import scrolled_column


class SessionPage(QWidget):
    """The facts of the session. `ready` tells whether enough is filled in to go on."""

    ready = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._path_is_chosen = False
        self.event_name = self._line("guide_event_name", self.tr("Name of the event"))
        self.session_name = self._line("guide_session_name", self.tr("Name of the session"))
        self.session_name.setText(self.tr("Session 1"))
        self.date = QDateEdit(QDate.currentDate())
        self.date.setCalendarPopup(True)
        self.date.setDisplayFormat("d MMM yyyy")
        self.starts = QTimeEdit(QTime(9, 0))
        self.ends = QTimeEdit(QTime(10, 30))
        for time in (self.starts, self.ends):
            time.setDisplayFormat("HH:mm")
        self.zone = QComboBox()
        self.zone.setEditable(True)
        self.zone.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.zone.addItems(sorted(available_timezones()))
        self.zone.setCurrentText(bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace"))
        completer = QCompleter(self.zone.model(), self.zone)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.zone.setCompleter(completer)
        self.room = self._line("guide_room", self.tr("Room"))
        self.seats = QSpinBox()
        self.seats.setRange(0, 100_000)
        self.seats.setSpecialValueText(self.tr("no limit"))
        self.path = self._line("guide_path", self.tr("Event file"))
        for name, widget, title in (
            ("guide_date", self.date, self.tr("Date")),
            ("guide_starts", self.starts, self.tr("Starts")),
            ("guide_ends", self.ends, self.tr("Ends")),
            ("guide_timezone", self.zone, self.tr("Time zone")),
            ("guide_seats", self.seats, self.tr("Seats")),
        ):
            widget.setObjectName(name)
            widget.setAccessibleName(title)
        for spin in (self.starts, self.ends, self.seats):
            spin.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for part in (self.date, self.starts, self.ends):
            # Dates and times keep their order where words run from right to left.
            part.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.event_name.textChanged.connect(self._named)
        self.path.textEdited.connect(self._path_typed)
        self._lay_out()

    def _line(self, name: str, title: str) -> QLineEdit:
        line = QLineEdit(maxLength=300)
        line.setObjectName(name)
        line.setAccessibleName(title)
        return line

    def _lay_out(self) -> None:
        times = QHBoxLayout()
        times.setSpacing(10)
        for part in (self.date, self.starts, PlainLabel("–"), self.ends):
            times.addWidget(part)
        times.addStretch(1)
        choose = QPushButton(self.tr("Choose…"))
        choose.setObjectName("guide_choose_path")
        choose.setAccessibleName(self.tr("Choose where the event file is kept"))
        choose.clicked.connect(self._ask_path)
        where = QHBoxLayout()
        where.setSpacing(10)
        where.addWidget(self.path, 1)
        where.addWidget(choose)
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(18)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for title, field in (
            (self.tr("Event *"), self.event_name),
            (self.tr("Session *"), self.session_name),
            (self.tr("Date and times"), times),
            (self.tr("Time zone"), self.zone),
            (self.tr("Room"), self.room),
            (self.tr("Seats"), self.seats),
            (self.tr("Kept in"), where),
        ):
            form.addRow(PlainLabel(title), field)
        column = scrolled_column(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(PlainLabel(self.tr("What are people coming to?"), look="title", wrap=True))
        column.addLayout(form)
        column.addStretch(1)

    # -- what was typed ------------------------------------------------------------------------------------------

    def facts(self) -> SessionFacts:
        """The facts as typed; the services say what is wrong with them."""
        day = self.date.date()
        date = datetime(day.year(), day.month(), day.day())  # noqa: DTZ001 - a wall clock of the session's zone
        begin, end = self.starts.time(), self.ends.time()
        return SessionFacts(
            name=self.session_name.text(),
            starts=date.replace(hour=begin.hour(), minute=begin.minute()),
            ends=date.replace(hour=end.hour(), minute=end.minute()),
            timezone=self.zone.currentText().strip(),
            room=self.room.text(),
            seats=self.seats.value() or None,
        )

    def file(self) -> Path:
        """Where the event file is to be; the ending is added when it was left out."""
        path = Path(self.path.text().strip()).expanduser()
        return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)

    def is_ready(self) -> bool:
        """Whether the event has a name and a place."""
        return bool(self.event_name.text().strip() and self.session_name.text().strip() and self.path.text().strip())

    def _named(self, name: str) -> None:
        if not self._path_is_chosen:
            documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
            self.path.setText(str(Path(documents) / f"{_file_name(name)}{SUFFIX}") if name.strip() else "")
        self.ready.emit(self.is_ready())

    def _path_typed(self) -> None:
        self._path_is_chosen = True
        self.ready.emit(self.is_ready())

    def _ask_path(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Where is the event file kept?"), self.path.text(), self.tr("Event files (*.checkin)")
        )
        if name:
            self._path_is_chosen = True
            self.path.setText(name)
            self.ready.emit(self.is_ready())


_RESERVED = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))}


def _file_name(name: str) -> str:
    """A file name that every system takes: without the signs that one of them forbids, and not too long."""
    kept = "".join(sign if sign.isalnum() or sign in " -_" else " " for sign in name)
    short = " ".join(kept.split())[:60].strip()
    return f"{short} event" if short.casefold() in _RESERVED else short or "event"
