"""The line of the attendance page that tells of all sessions of the event."""

from __future__ import annotations

from checkin.domain.session_matrix import SessionMatrix
from checkin.ui.parts.labels import PlainLabel


class SessionsInARow(PlainLabel):
    """`attendance_sessions`: how many came to each session, and to how many; hidden while there is one session only."""

    def __init__(self) -> None:
        super().__init__(look="quiet", wrap=True)
        self.setObjectName("attendance_sessions")
        self.hide()

    def show_matrix(self, matrix: SessionMatrix | None) -> None:
        """Show who came to which session; None where there is one only."""
        if matrix is None:
            self.show_text("")
            return
        each = (f"{one.session.name}: {came}" for one, came in zip(matrix.sessions, matrix.came, strict=True))
        self.show_text(
            self.tr("Sessions in a row — {each}. {people} came to at least one, {more} to more than one.").format(
                each=" · ".join(each), people=matrix.at_least_one, more=matrix.more_than_one
            )
        )
