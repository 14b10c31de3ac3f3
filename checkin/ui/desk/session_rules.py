"""What can be changed of the open session: seats, from when until when people are checked in, the online link."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt, QTime
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QPushButton, QSpinBox, QTimeEdit, QWidget

from checkin.domain.errors import DeskError
from checkin.domain.joining import Joining
from checkin.domain.session import Session
from checkin.services import joining
from checkin.services.events import MOST_SEATS
from checkin.ui.parts.dialog_size import open_at
from checkin.ui.parts.folding import ButtonRow, FoldingCheckBox
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.scrolling import foot_below, scrolled_part
from checkin.ui.parts.wording import sentence, session_facts
from checkin.ui.station import Station


class SessionRules(QDialog):
    """`session_rules`. A bare Enter may be a scanner's and saves nothing."""

    def __init__(self, station: Station, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("session_rules")
        self.setWindowTitle(self.tr("Seats, hours and online link"))
        self._station = station
        session = station.place.session
        self.seats = QSpinBox(minimum=0, maximum=MOST_SEATS, value=session.seats or 0)
        self.seats.setSpecialValueText(self.tr("no limit"))
        self.seats.setObjectName("rules_seats")
        self.seats.setAccessibleName(self.tr("Seats"))
        early = session.opens_at or session.starts_at - timedelta(minutes=30)
        self.opens, self.opens_at = self._hour("rules_opens", self.tr("Check-in opens at"), session, early)
        self.closes, self.closes_at = self._hour(
            "rules_closes", self.tr("Check-in ends at"), session, session.closes_at or session.ends_at
        )
        self.opens.setChecked(session.opens_at is not None)
        self.closes.setChecked(session.closes_at is not None)
        self.exits = FoldingCheckBox(self.tr("Record who leaves and who comes back"))
        self.exits.setObjectName("rules_exits")
        self.exits.setChecked(session.exits)
        self.online_link = QLineEdit(session.online_link)
        self.online_link.setObjectName("rules_online_link")
        self.online_link.setAccessibleName(self.tr("Online link"))
        self.online_link.setPlaceholderText("shorturl.at/behVW")
        self.asks_joining = FoldingCheckBox(self.tr("Ask walk-ins whether they want to join the coalition"))
        self.asks_joining.setObjectName("rules_asks_joining")
        self.shows_joining = FoldingCheckBox(self.tr("Show in the welcome who wants to join, or to know more"))
        self.shows_joining.setObjectName("rules_shows_joining")
        self._joining: Joining | None = None
        self._problem = PlainLabel(look="problem", wrap=True)
        self._problem.hide()
        save = QPushButton(self.tr("Keep   Ctrl+Enter"))
        save.setObjectName("rules_save")
        save.setAccessibleName(self.tr("Keep"))
        save.setProperty("look", "primary")
        save.clicked.connect(self._save)
        cancel = QPushButton(self.tr("Cancel   Esc"))
        cancel.setObjectName("rules_cancel")
        cancel.setAccessibleName(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        for field in (self.seats, self.opens_at, self.closes_at):
            field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for button in (save, cancel):
            button.setAutoDefault(False)
        for box in (self.asks_joining, self.shows_joining):
            box.setDisabled(True)  # until what is chosen now has been read
        self._lay_out(session, ButtonRow(save, cancel))
        station.read(lambda event, _place: joining.chosen(event), self._show_joining, self._tell)
        open_at(self, 60, 34)

    def _hour(self, name: str, title: str, session: Session, at: datetime) -> tuple[QCheckBox, QTimeEdit]:
        local = session.local(at)
        ticked, time = FoldingCheckBox(title), QTimeEdit(QTime(local.hour, local.minute))
        ticked.setObjectName(name)
        time.setObjectName(f"{name}_at")
        time.setAccessibleName(title)
        time.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # before its form, which would be turned
        time.setDisplayFormat("HH:mm")
        time.timeChanged.connect(lambda _time: ticked.setChecked(True))
        return ticked, time

    def _lay_out(self, session: Session, buttons: QWidget) -> None:
        above, column = scrolled_part()
        column.addWidget(PlainLabel(session.name, look="title", wrap=True))
        column.addWidget(PlainLabel(session_facts(session), look="quiet", wrap=True))
        seats = PlainLabel(self.tr("Seats. From nine tenths on the door warns; when all are taken it asks."), wrap=True)
        seats.setBuddy(self.seats)
        hours = self.tr("Outside these hours the door asks before anyone comes in. Without them it never does.")
        leaving = self.tr("Then Shift+F10 makes this a door where people go out, and F10 lets out one who is in.")
        online = PlainLabel(self.tr("Link to join online, such as Zoom's; it stands on the poster"), wrap=True)
        online.setBuddy(self.online_link)
        for part in (
            seats,
            self.seats,
            self.opens,
            self.opens_at,
            self.closes,
            self.closes_at,
            PlainLabel(hours, look="quiet", wrap=True),
            self.exits,
            PlainLabel(leaving, look="quiet", wrap=True),
            online,
            self.online_link,
            PlainLabel(self.tr("At every door of this event:"), look="quiet", wrap=True),
            self.asks_joining,
            self.shows_joining,
        ):
            column.addWidget(part)
        column.addStretch(1)
        foot_below(self, above, self._problem, buttons)

    def rules(self) -> Session:
        """The session with what is chosen here. A time before the session's first hour of the day is after midnight."""
        session = self._station.place.session
        first = session.local(session.starts_at)
        opens, closes = (
            datetime.combine(first.date(), edit.time().toPython(), first.tzinfo)  # type: ignore[arg-type]
            for edit in (self.opens_at, self.closes_at)
        )
        if closes <= first:
            closes += timedelta(days=1)
        return replace(
            session,
            seats=self.seats.value() or None,
            opens_at=opens.astimezone(UTC) if self.opens.isChecked() else None,
            closes_at=closes.astimezone(UTC) if self.closes.isChecked() else None,
            exits=self.exits.isChecked(),
            online_link=self.online_link.text(),
        )

    def _save(self) -> None:
        self._station.set_rules(self.rules(), self._keep_joining, self._tell)

    def _show_joining(self, known: Joining) -> None:
        self._joining = known
        for box, on in ((self.asks_joining, known.asked), (self.shows_joining, known.shown)):
            box.setChecked(on)
            box.setEnabled(True)

    def _keep_joining(self) -> None:
        now = Joining(asked=self.asks_joining.isChecked(), shown=self.shows_joining.isChecked())
        if self._joining in (None, now):
            self.accept()
        else:
            self._station.write(
                lambda event, _place, _now: joining.choose(event, now), lambda _none: self.accept(), self._tell
            )

    def _tell(self, problem: DeskError) -> None:
        self._problem.show_text(sentence(problem))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._save()
            return
        super().keyPressEvent(event)
