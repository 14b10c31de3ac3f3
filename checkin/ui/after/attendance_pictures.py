"""The pictures of the attendance page: when people came, and how many were in the room and online over the time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from checkin.domain.attendance import Attendance, Curve, arrival_curve
from checkin.domain.presence_curve import PresenceCurve, presence_curve
from checkin.domain.session import Session
from checkin.reports.arrival_curve import curve_in_words, paint_curve
from checkin.reports.axes import Colours
from checkin.reports.presence_chart import Words, paint_presence, points_in_words
from checkin.ui.parts.picture_card import PictureCard
from checkin.ui.parts.theme import Theme
from checkin.ui.parts.wording import clock

_FIVE = 5


@dataclass(frozen=True, slots=True)
class Curves:
    """What the pictures show, counted where it does not keep the window waiting."""

    arrivals: Curve
    presence: PresenceCurve

    @classmethod
    def of(cls, attendance: Attendance, now: datetime) -> Curves:
        """Count them from an attendance, as it is at `now` (aware)."""
        return cls(arrival_curve(attendance.arrivals), presence_curve(attendance, now))


class AttendancePictures(QWidget):
    """Both pictures, one below the other, each with its numbers in a table beside it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._arrivals = PictureCard(
            "attendance_curve", self.tr("Arrivals in steps of five minutes"), "attendance_peak", theme
        )
        self._presence = PictureCard(
            "attendance_presence", self.tr("In the room and online"), "attendance_presence_words", theme
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._arrivals, 1)
        column.addWidget(self._presence, 1)

    def set_theme(self, theme: Theme) -> None:
        """Repaint in the light or the dark set."""
        self._arrivals.picture.set_theme(theme)
        self._presence.picture.set_theme(theme)

    def scroll_to(self) -> None:
        """Bring the picture of the room and the call into view, where the page scrolls."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.ensureWidgetVisible(self._presence)

    def show_curves(self, found: Attendance, curves: Curves, *, ended: bool) -> None:
        """Show other curves, of this attendance; `ended`: the session is over."""
        self._show_arrivals(curves.arrivals, found.session)
        self._show_presence(found, curves.presence, ended=ended)

    # -- when people came ----------------------------------------------------------------------------------------

    def _show_arrivals(self, curve: Curve, session: Session) -> None:
        steps = curve_in_words(curve, session, self.tr("{begin} to {end}"))
        self._arrivals.show_numbers(
            (self.tr("Time"), self.tr("Arrivals")), [(when, str(people)) for when, people in steps]
        )
        told = "; ".join(f"{when}: {people}" for when, people in steps) or self.tr("nobody yet")
        words = self.tr("Arrivals: {steps}").format(steps=told)
        self._arrivals.picture.show_picture(words, partial(self._paint_arrivals, curve, session))
        self._arrivals.words.setText(self._busiest(curve, session))
        # One who came days before makes the steps longer.
        minutes = curve.step // timedelta(minutes=1)
        self._arrivals.title.setText(
            self.tr("Arrivals in steps of five minutes")
            if minutes == _FIVE
            else self.tr("Arrivals in steps of {minutes} minutes").format(minutes=minutes)
        )

    def _paint_arrivals(
        self, curve: Curve, session: Session, painter: QPainter, rect: QRectF, colours: Colours, from_right: bool
    ) -> None:
        words = {"start_word": self.tr("Start"), "empty_words": self.tr("No check-ins")}
        paint_curve(painter, rect, curve, session, colours, right_to_left=from_right, **words)

    def _busiest(self, curve: Curve, session: Session) -> str:
        if not curve.counts:
            return self.tr("Nobody has come yet.")
        start = curve.starts[curve.counts.index(curve.peak)]
        return self.tr("Most came from {begin} to {end}: {people}").format(
            begin=clock(start, session), end=clock(start + curve.step, session), people=curve.peak
        )

    # -- who was there -------------------------------------------------------------------------------------------

    def _show_presence(self, found: Attendance, curve: PresenceCurve, *, ended: bool) -> None:
        session, points = found.session, points_in_words(curve, found.session)
        titles = (self.tr("Time"), self.tr("In the room"), self.tr("Online"), self.tr("Together"))
        shown = len(titles) if found.reports else 2
        rows = [(when, *map(str, numbers))[:shown] for when, numbers in points]
        self._presence.show_numbers(titles[:shown], rows)
        words = self._presence_words(found, curve, ended=ended)
        self._presence.picture.show_picture(
            self.tr("In the room and online. {words}").format(words=words),
            partial(self._paint_presence, curve, session),
        )
        self._presence.words.setText(words)

    def _paint_presence(
        self,
        curve: PresenceCurve,
        session: Session,
        painter: QPainter,
        rect: QRectF,
        colours: Colours,
        from_right: bool,
    ) -> None:
        words = Words(self.tr("In the room"), self.tr("Online"), self.tr("Start"), self.tr("Nobody was there"))
        paint_presence(painter, rect, curve, session, colours, right_to_left=from_right, words=words)

    def _presence_words(self, found: Attendance, curve: PresenceCurve, *, ended: bool) -> str:
        said = []
        if (most := curve.most_in_room) is not None:
            words = self.tr("Most in the room at once: {people}, at {time}.")
            said.append(words.format(people=most.people, time=clock(most.at, found.session)))
        if (most := curve.most_online) is not None:
            words = self.tr("Most online at once: {people}, at {time}.")
            said.append(words.format(people=most.people, time=clock(most.at, found.session)))
        if curve.most_in_room is not None:
            said.append(
                self.tr("Who was not seen leaving counts as in the room until the end.")
                if ended
                else self.tr("Who was not seen leaving counts as in the room until now.")
            )
        if curve.most_in_room is not None and curve.most_online is not None:
            said.append(self.tr("Together counts once who was in both at the same time."))
        if not found.reports:
            said.append(self.tr("No report of Zoom is loaded: those online are not in the picture yet."))
        if curve.untimed:
            words = self.tr("Online at times that no report says, and not in the picture: {people}.")
            said.append(words.format(people=curve.untimed))
        if found.figures.guests:
            said.append(self.tr("Guests are not in the picture."))
        return " ".join(said)
